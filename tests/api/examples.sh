#!/bin/sh
# The examples do what they say, in every language, against the library of the build folder.
set -eu
# shellcheck source=tests/api/outside.sh
. "$(dirname -- "$0")/outside.sh"

examples=$SOURCE/query/examples
first='Zehn Jahre nach der Flut: Die Wand hält, die Erinnerung auch'
PKG_CONFIG_PATH=$BUILD/meson-uninstalled
LD_LIBRARY_PATH=$BUILD/query/lib
export PKG_CONFIG_PATH LD_LIBRARY_PATH
make_archive

link_program "$folder/search" "$examples/search.c"
"$folder/search" "$archive" Schutzwand >"$folder/found"
[ "$(wc -l <"$folder/found")" -eq 10 ] || fail "search.c: not ten hits: $(cat "$folder/found")"
head -n 1 "$folder/found" | grep -qF "  $first" || fail "search.c: $(head -n 1 "$folder/found")"

link_program "$folder/threads" "$examples/threads.c" -pthread
"$folder/threads" "$archive" Schutzwand 'titel:"Zehn Jahre nach der Flut"' datum:gestrig \
    >"$folder/totals"
awk 'NR == 1 && $1 > 10 && $2 == "Schutzwand" { right++ }
    NR == 2 && $1 == 1 { right++ }
    NR == 3 && /^-  datum:gestrig: .*is no date/ { right++ }
    END { exit right != 3 || NR != 3 }' "$folder/totals" || fail "threads.c: $(cat "$folder/totals")"

# The example of libfundstelle(3) is a program.
sed -n '/^[.]Bd -literal/,/^[.]Ed/p' "$SOURCE/query/man/libfundstelle.3" | sed '1d; $d; s/\\e/\\/g' \
    >"$folder/page.c"
link_program "$folder/page" "$folder/page.c"
(cd "$folder" && ./page >titles && [ "$(wc -l <titles)" -eq 10 ]) || fail "libfundstelle.3: no hits"

# Each fails with the library's message where there is no archive.
fails() {
    if "$@" "$folder/none" Schutzwand >"$folder/out" 2>"$folder/message"; then
        fail "$*: finds something in no archive"
    fi
    grep -q 'there is no archive' "$folder/message" || fail "$*: says $(cat "$folder/message")"
    [ ! -s "$folder/out" ] || fail "$*: prints $(cat "$folder/out")"
}
fails "$folder/search"
fails "$folder/threads"

if [ "$SANITIZE" != none ]; then
    echo "skipped with a sanitizer: Python and PHP"
    exit "$failed"
fi

search_py() {
    python3 "$examples/search.py" "$@"
}
search_php() {
    php "$examples/search.php" "$@" "$BUILD/query/lib/fundstelle.ffi.h"
}
"$folder/search" "$archive" Elbe >"$folder/found" # ten hits and more, none of them relaxed
[ "$(wc -l <"$folder/found")" -eq 10 ] || fail "search.c: not ten hits: $(cat "$folder/found")"
search_py "$archive" Elbe | diff "$folder/found" - || fail "search.py: another answer"
fails search_py
if command -v php >/dev/null; then
    search_php "$archive" Elbe >"$folder/php"
    head -n 10 "$folder/php" | diff "$folder/found" - || fail "search.php: other hits"
    tail -n +11 "$folder/php" | grep -Eq '^20[0-9][0-9]: [0-9]+$' || fail "search.php: no years"
    fails search_php
else
    echo "skipped: search.php; there is no php (package php-cli)"
fi
exit "$failed"
