#!/bin/sh
# No source file is longer than 600 lines.
set -eu
# shellcheck source=tests/format/lib.sh
. "$(dirname -- "$0")/lib.sh"
cd "$1"

product_sources | while read -r path; do
    lines=$(wc -l <"$path")
    [ "$lines" -le 600 ] || echo "$path: $lines lines; does it still do one thing?"
done | finish
