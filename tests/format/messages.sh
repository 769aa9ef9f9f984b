#!/bin/sh
# Every message of the programs has its translation: no file with messages is left out, none of them
# is missing, unsure or unused in scripts/po, and formats agree. Needs gettext's tools.
set -eu
# shellcheck source=tests/format/lib.sh
. "$(dirname -- "$0")/lib.sh"
cd "$1"

command -v xgettext >/dev/null && command -v msgfmt >/dev/null || {
    echo "skipped: gettext is not installed"
    exit 77
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

check_files() {
    product_sources | xargs grep -lE '(^|[^A-Za-z0-9_])(_|N_|ngettext)\(' |
        grep -v '/messages\.h$' | sed 's|^\./||' | sort >"$folder/used"
    sort scripts/po/POTFILES | diff "$folder/used" - |
        sed -n 's/^[<>] //p' | sed 's|$|: has messages, or has none; see scripts/po/POTFILES|'
}

# compare THERE WANTED: messages of WANTED that have no translation in THERE.
compare() {
    msgcmp "$1" "$2" 2>&1 >/dev/null | grep -vE '^msgcmp: |^$|but this def|is not used$' || true
}

check_language() { # FILE
    msgfmt --check -o /dev/null "$1" 2>&1 || true
    compare "$1" "$folder/wanted.pot"
    compare "$folder/wanted.po" "$1"
    msgattrib --only-obsolete "$1" | sed -n "s|^#~ msgid|$1: nobody uses|p"
}

{
    check_files
    xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ -o "$folder/wanted.pot" \
        -f scripts/po/POTFILES
    sed -i 's/charset=CHARSET/charset=UTF-8/' "$folder/wanted.pot"
    msgen -o "$folder/wanted.po" "$folder/wanted.pot"
    while read -r language; do
        check_language "scripts/po/$language.po"
    done <scripts/po/LINGUAS
} | finish
