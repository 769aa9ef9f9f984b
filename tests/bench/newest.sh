#!/bin/sh
# What the newest hits of frequent words cost beside the best ones, in processor time of one thread,
# in an archive of made-up releases whose documents stand in that order.
#   newest.sh CEILING INDEXER MAKE_RELEASES SEARCH_QUERIES ROOT
set -eu
ceiling=$1
indexer=$2
make_releases=$3
search_queries=$4
root=$5
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$make_releases" --lines "$folder/releases.jsonl" "$root" 1 0 6000 >/dev/null
"$indexer" -q -a "$folder/archiv" --rebuild "$folder/releases.jsonl"
for word in Stadt Rathaus neue Polizei Dienstag Dezember diesem Frau; do
    printf 'newest\t%s\t\t\nfrequent\t%s\t\t\n' "$word" "$word"
done >"$folder/queries"
"$search_queries" "$folder/archiv" strict <"$folder/queries" >"$folder/times"
awk -v ceiling="$ceiling" '
    { sum[$1] += $2; hits[$1] += $3 }
    END {
        ratio = sum["newest"] / sum["frequent"]
        printf "newest %.2f ms, best %.2f ms: %.2f, at most %.2f\n", sum["newest"] / NR * 2,
            sum["frequent"] / NR * 2, ratio, ceiling
        exit !(ratio <= ceiling && hits["newest"] == 80)
    }' "$folder/times"
