#!/bin/sh
# The library exports exactly the functions that the headers declare, all of which fundstelle.h
# includes: exports.sh LIBRARY HEADER...
set -eu

library=$1
shift

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

nm -D --defined-only "$library" | awk '$2 == "T" { sub(/@.*/, "", $3); print $3 }' |
    sort >"$folder/exported"
cat "$@" | grep '^FUND_API ' | grep -o 'fund_[a-z_]*(' | tr -d '(' | sort >"$folder/declared"
nm -D --defined-only "$library" | awk '$2 != "T" && $2 != "A" { print $3 }' >"$folder/data"

diff -u "$folder/declared" "$folder/exported"
test -s "$folder/declared"
if [ -s "$folder/data" ]; then
    echo "exported, but no function:"
    cat "$folder/data"
    exit 1
fi
