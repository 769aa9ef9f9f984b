#!/bin/sh
# No source file is longer than 600 lines, but for the public header, which is the library's manual.
set -eu
# shellcheck source=tests/format/lib.sh
. "$(dirname -- "$0")/lib.sh"
cd "$1"

product_sources | grep -v '^query/include/fundstelle\.h$' | while read -r path; do
    lines=$(wc -l <"$path")
    [ "$lines" -le 600 ] || echo "$path: $lines lines; does it still do one thing?"
done | finish
