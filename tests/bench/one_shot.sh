#!/bin/sh
# What one run of the command costs from its start to its end, in millions of instructions as
# callgrind counts them: an ordinary search, a person, a completion, a release. Each must cost at
# most so many, the first number.
#   one_shot.sh FUNDSTELLE INDEXER PATH...
# Exit 77 (skipped) where valgrind is missing.
set -eu
fundstelle=$1
indexer=$2
shift 2
if ! command -v valgrind >/dev/null; then
    echo "one_shot: valgrind is not installed"
    exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
FUNDSTELLE_ARCHIVE=$folder/archiv
export FUNDSTELLE_ARCHIVE
"$indexer" -a "$FUNDSTELLE_ARCHIVE" "$@" >/dev/null 2>&1
id=$("$fundstelle" search --limit 1 --format json Hochwasser | grep -o '"id":"[^"]*"' | cut -d '"' -f 4)

failed=0
cost() { # CEILING ARGUMENT...
    ceiling=$1
    shift
    millions=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null "$fundstelle" "$@" 2>&1 \
        >/dev/null | sed -n 's/,//g; s/.*refs: *\([0-9]*\)[0-9]\{6\}$/\1/p')
    printf '%4s of %s  %s\n' "$millions" "$ceiling" "$*"
    [ "$millions" -le "$ceiling" ] || failed=1
}
cost 40 search Hochwasser
cost 15 search 'person:Rühl'
cost 45 search --sort newest Rathaus
cost 60 search --facets Rathaus
cost 20 complete hochw
cost 45 complete s
cost 12 complete --kind person r
cost 15 organisations feu
cost 10 show "$id"
exit "$failed"
