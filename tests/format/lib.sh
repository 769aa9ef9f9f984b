# shellcheck shell=sh
# Shared by the checks of this folder. Each check is called with the root of a tree, prints one line
# for each violation ("path: what is wrong") and fails where there is one. Works without git.

LC_ALL=C
export LC_ALL

found=$(mktemp)
trap 'rm -f "$found"' EXIT

# tree_find TEST...: files of the tree that pass find's tests; no build folders (whatever their
# name, they hold meson's), nothing of git's, no archive.
tree_find() {
    find . \( -path './build*' -o -path ./.git -o -path ./archiv -o \
        -type d -exec test -d '{}/meson-private' \; \) -prune -o -type f "$@" -print |
        sed 's|^\./||' | sort
}

# C and C++ files of the product, without tests.
product_sources() {
    tree_find \( -name '*.c' -o -name '*.h' -o -name '*.cc' -o -name '*.hh' \) |
        grep -E '^(core|indexer|query|web)/' || true
}

# Reads violations and ends the check.
finish() {
    cat >"$found"
    cat "$found"
    [ ! -s "$found" ]
    exit
}
