#!/bin/sh
# Writes fundstelle.ffi.h, what foreign function interfaces read that know no preprocessor: the
# public headers' declarations, and their numbers as an enum. ffi.sh INCLUDE OUTPUT COMPILER...
set -eu
LC_ALL=C
export LC_ALL

include=$1
output=$2
shift 2
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
: >"$empty/stddef.h"
: >"$empty/stdint.h"

{
    echo '/* libfundstelle for FFI::cdef and its like; made of fundstelle.h, which tells what it is. */'
    echo 'enum {'
    echo '    FUND_DATE_NONE = -2147483648,'
    sed -nE 's/^#define (FUND_[A-Z_]+) (0x[0-9a-f]+|[0-9]+)u?$/    \1 = \2,/p' \
        "$include"/fundstelle/*.h | sed '$s/,$//'
    echo '};'
    "$@" -E -P -x c -std=c17 -nostdinc -DFUND_API= -I"$empty" -I"$include" "$include/fundstelle.h"
} >"$output"
