#!/bin/sh
# No source file is longer than 600 lines; the public header, which is one file for its users' sake
# and mostly manual, has 1200.
set -eu
# shellcheck source=tests/format/lib.sh
. "$(dirname -- "$0")/lib.sh"
cd "$1"

product_sources | grep -v '^query/include/fundstelle\.h$' | while read -r path; do
    lines=$(wc -l <"$path")
    most=600
    [ "$path" != query/include/fundstelle.h ] || most=1200
    [ "$lines" -le "$most" ] || echo "$path: $lines lines; does it still do one thing?"
done | finish
