# Wrong command lines: exit 2, one line that says what to do, before any archive is opened.
. "$FUNCTIONS"
fails "fundstelle help"
fails "'suche' is no command" suche
fails "'suche' is no command" help suche
fails "too many words" help search show
fails "'--tief' is no option of 'search'" search --tief Rathaus
fails "goes after '--'" search --Rathaus
fails "'-l' is no option of 'search' (a word that begins with '-' goes after '--')" search -l 2 x
fails "'-Z' is no option of 'search'" search Rathaus -Z
fails "'-haltern': --help takes no value" info -haltern
fails "'--limit=3' is no option of 'show'" show --limit=3 x
fails "--limit needs a value" search Rathaus --limit
fails "'--json' is no option" info -aarchiv --json
fails "takes no value" search --help=ja
fails "no format; write one of: text, json, csv" search --format xml Rathaus
fails "no format; write one of: jsonl" export --format json
fails "no order" search --sort datum Rathaus
fails "too few words" show
fails "too many words" show eins zwei
fails "too many words" export eins
fails "too many words" info eins
fails "too many words" persons eins zwei
