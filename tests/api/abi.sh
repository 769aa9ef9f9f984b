#!/bin/sh
# The library's binary interface is that of the baseline beside this file, fundstelle.abi, as
# libabigail tells: abi.sh LIBRARY HEADERS [--renew]
#
# Where it fails, read what has changed. Programs that are built go on working where functions or
# values of an enum came at the end, or structs grew that fundstelle.h lets grow: then renew the
# baseline, and commit it with the change. Anything else breaks them: undo it or, where it must be,
# raise `soversion` in query/lib/meson.build and the number in query/lib/fundstelle.map too.
#
#     tests/api/abi.sh build/query/lib/libfundstelle.so query/include --renew
set -eu

library=$1
headers=$2
baseline=$(dirname -- "$0")/fundstelle.abi

skip() {
    echo "skipped: $*"
    exit 77
}
command -v abidw >/dev/null || skip "there is no abidw (package abigail-tools)"
machine=$(uname -m)
[ "$machine" = x86_64 ] || skip "the baseline is of x86_64, this is $machine"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Only what the public headers tell, and nothing of the machine that built it.
describe() {
    abidw --exported-interfaces-only --drop-private-types --drop-undefined-syms \
        --headers-dir "$headers" --headers-dir "$headers/fundstelle" --no-corpus-path \
        --no-comp-dir-path --no-show-locs --no-elf-needed --no-parameter-names \
        --no-write-default-sizes --type-id-style hash --out-file "$1" "$library"
}
describe "$folder/now.abi"
grep -q '<function-decl' "$folder/now.abi" || skip "the library has no debug information"

if [ "${3-}" = --renew ]; then
    cp "$folder/now.abi" "$baseline"
    exit
fi
# It passes files that it cannot read.
if ! abidiff "$baseline" "$folder/now.abi" 2>"$folder/messages" || [ -s "$folder/messages" ]; then
    cat "$folder/messages"
    echo "The binary interface is another one than fundstelle.abi; abi.sh tells what to do"
    exit 1
fi
