# help, --help, -h, help COMMAND and COMMAND --help.
. "$FUNCTIONS"
fundstelle help
fundstelle --help | cksum >long
fundstelle -h | cksum | diff - long && echo same
fundstelle help search
fundstelle show --help
fundstelle persons --help | tail -n 2
fundstelle organisations -h | tail -n 2
fundstelle help export
fundstelle help analyse
fundstelle search Rathaus -h | head -n 1
