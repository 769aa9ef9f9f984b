#!/bin/sh
# What one run of the command costs from its start to its end, in millions of instructions as
# callgrind counts them: an ordinary search, a person, a completion, a release, in the sample; facets,
# completions and lists of names, for which much of an archive is read, also in 6,000 made-up
# releases. Each must cost at most so many, the first number.
#   one_shot.sh FUNDSTELLE INDEXER MAKE_RELEASES ROOT
# Exit 77 (skipped) where valgrind is missing.
set -eu
fundstelle=$1
indexer=$2
make_releases=$3
root=$4
if ! command -v valgrind >/dev/null; then
    echo "one_shot: valgrind is not installed"
    exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
FUNDSTELLE_ARCHIVE=$folder/archiv
export FUNDSTELLE_ARCHIVE
"$indexer" -a "$FUNDSTELLE_ARCHIVE" "$root/data/sample" >/dev/null 2>&1
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
cost 32 search Hochwasser
cost 13 search 'person:Rühl'
cost 34 search --sort newest Rathaus
cost 42 search --facets Rathaus
cost 15 complete hochw
cost 36 complete s
cost 10 complete --kind person r
cost 13 organisations feu
cost 10 show "$id"

"$make_releases" --lines "$folder/releases.jsonl" "$root" 1 0 6000 >/dev/null
FUNDSTELLE_ARCHIVE=$folder/gross
"$indexer" -q -a "$FUNDSTELLE_ARCHIVE" --rebuild "$folder/releases.jsonl"
cost 105 search --facets Feuerwehr
cost 262 complete s
cost 240 organisations
exit "$failed"
