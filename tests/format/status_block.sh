#!/bin/sh
# The status block is the same in the core and in the public headers, letter for letter.
set -eu
# shellcheck source=tests/format/lib.sh
. "$(dirname -- "$0")/lib.sh"
cd "$1"

block() {
    awk '
        /^#ifndef FUND_STATUS_DEFINED/ { inside = 1 }
        inside { print }
        /^#endif/ { inside = 0 }' "$1"
}

core=$(block core/base/error.h)
public=$(block query/include/fundstelle/base.h)
{
    [ -n "$core" ] || echo "core/base/error.h: no block between FUND_STATUS_DEFINED and #endif"
    [ "$core" = "$public" ] ||
        echo "query/include/fundstelle/base.h: its status block differs from core/base/error.h"
} | finish
