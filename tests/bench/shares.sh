#!/bin/sh
# What indexing spends its instructions on, counted by callgrind: names and dates together must be
# at most so many in a hundred of all.
#   shares.sh INDEXER CEILING PATH...
# Exit 77 (skipped) where valgrind is missing.
set -eu
indexer=$1
ceiling=$2
shift 2
if ! command -v valgrind >/dev/null; then
    echo "shares: valgrind is not installed"
    exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
valgrind --quiet --tool=callgrind --callgrind-out-file="$folder/calls" \
    "$indexer" -a "$folder/archiv" "$@" >/dev/null
callgrind_annotate --inclusive=yes --threshold=100 "$folder/calls" >"$folder/report" 2>/dev/null
# Lines such as "2,363,067,698 (45.68%)  path/names.c:names_find [program]", the first of each.
awk -v ceiling="$ceiling" '
    function name(text) { sub(/ \[.*/, "", text); sub(/.*:/, "", text); return text }
    function share(text) { sub(/.*\(/, "", text); sub(/%.*/, "", text); return text + 0 }
    /:names_find \[/ && !names { names = share($0) }
    /:dates_find \[/ && !dates { dates = share($0) }
    /:ingest_release \[/ && !ingest { ingest = share($0) }
    /:store_document_[a-z_]* \[/ && !(name($0) in seen) { seen[name($0)]; document += share($0) }
    /:store_writer_(replace|add) \[/ && !(name($0) in seen) { seen[name($0)]; write += share($0) }
    /:store_writer_commit \[/ && !commit { commit = share($0) }
    END {
        if (!names || !dates || !ingest || !document || !write || !commit) {
            print "shares: a function is missing in the report"
            exit 1
        }
        printf "persons, organisations, places  %5.1f %%\n", names - dates
        printf "dates                           %5.1f %%\n", dates
        printf "analysis into terms             %5.1f %%\n", ingest - document
        printf "Xapian                          %5.1f %%\n", document + write + commit
        printf "reading, start and the rest     %5.1f %%\n", 100 - names - ingest - write - commit
        printf "names and dates %.1f %%, at most %s %%\n", names, ceiling
        exit names > ceiling
    }' "$folder/report"
