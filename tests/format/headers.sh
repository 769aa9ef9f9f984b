#!/bin/sh
# Every header compiles alone, also as C++ and older C where it promises to. $CC and $CXX are the
# compilers.
set -eu
# shellcheck source=tests/format/lib.sh
. "$(dirname -- "$0")/lib.sh"
cd "$1"

diagnosis=$(mktemp)
# libxml2 is the one library whose headers lie in a folder of their own.
libxml=$(pkg-config --cflags libxml-2.0 2>/dev/null || echo -I/usr/include/libxml2)
trap 'rm -f "$found" "$diagnosis"' EXIT

# compiles_alone HEADER LANGUAGE STANDARD COMPILER...
compiles_alone() {
    header=$1 language=$2 standard=$3
    shift 3
    # shellcheck disable=SC2086 # words of a list
    printf '#include "%s"\nextern int nothing;\n' "$header" |
        "$@" -x "$language" "-std=$standard" -fsyntax-only -Wall -Wextra -pedantic -Werror \
            -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -I. -Iquery/include $libxml - >"$diagnosis" 2>&1 ||
        echo "$header: does not compile alone as $standard: $(grep -m 1 error "$diagnosis")"
}

# shellcheck disable=SC2086 # $CC and $CXX may be several words, "ccache gcc"
product_sources | while read -r path; do
    case $path in
    query/include/*.h)
        compiles_alone "$path" c c11 $CC
        compiles_alone "$path" c c17 $CC
        compiles_alone "$path" c++ c++17 $CXX
        ;;
    core/store/*.hh) compiles_alone "$path" c++ c++17 $CXX ;;
    core/store/*.h)
        compiles_alone "$path" c c17 $CC
        compiles_alone "$path" c++ c++17 $CXX
        ;;
    *.h) compiles_alone "$path" c c17 $CC ;;
    esac
done | finish
