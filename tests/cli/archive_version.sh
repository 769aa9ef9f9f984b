# An archive that another analyser wrote is refused with the command that rebuilds it.
. "$FUNCTIONS"
command -v xapian-metadata >/dev/null || skip "xapian-metadata (xapian-tools) is not installed"
make_archive moorfurt
xapian-metadata set archiv/generation-* fundstelle.fingerprint anders
fails 'fundstelle index' search Rathaus
fails 'fundstelle index' info
