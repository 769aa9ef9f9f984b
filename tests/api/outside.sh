# shellcheck shell=sh
# Shared by tests that use the library as programs outside of this tree do; to be sourced. $BUILD and
# $SOURCE are the build's and the tree's folder, $FUNDSTELLE is the program, $CC the compiler and
# $SANITIZE what the library is built with.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset PKG_CONFIG_SYSROOT_DIR FUNDSTELLE_ARCHIVE
LC_ALL=C.UTF-8
export LC_ALL

failed=0 # the exit code of the test
fail() {
    printf '%s\n' "$*" >&2
    # shellcheck disable=SC2034 # for who sources this
    failed=1
}

sanitizers=
[ "$SANITIZE" = none ] || sanitizers=-fsanitize=$SANITIZE

# link_program PROGRAM SOURCE [FLAG...]: compiles and links by what pkg-config tells.
link_program() {
    program=$1 source=$2
    shift 2
    # shellcheck disable=SC2046,SC2086 # words of a list
    $CC -std=c17 -Wall -Wextra -pedantic -Werror $sanitizers -o "$program" "$source" "$@" \
        $(pkg-config --cflags --libs fundstelle) || fail "$source: is not to be built"
}

# make_archive: the releases of one town as $archive.
make_archive() {
    archive=$folder/archiv
    # shellcheck disable=SC2153 # from the environment
    "$FUNDSTELLE" index -q -a "$archive" "$SOURCE/data/sample/elbgrund"
}
