# An archive that another version or another analyser wrote is refused with the command that makes
# it anew, which does.
. "$FUNCTIONS"
command -v xapian-metadata >/dev/null || skip "xapian-metadata (xapian-tools) is not installed"
cp -r "$FIXTURES/moorfurt" texte
fundstelle index -q texte 2>/dev/null
fundstelle export | sed 's/"revision":[0-9]*//' >vorher
check() { # KEY VALUE
    xapian-metadata set archiv/generation-* "$1" "$2"
    fails 'rebuild it with fundstelle index --rebuild PATH' search Rathaus
    fails "'$2'" info
    fails 'rebuild it with fundstelle index --rebuild PATH' index texte
    fundstelle index --rebuild texte 2>&1 | tail -n 1
    fundstelle export | sed 's/"revision":[0-9]*//' | cmp - vorher && echo same
}
check fundstelle.fingerprint anders
check fundstelle.format 1
check fundstelle.format 999
