#!/bin/sh
# What `meson install` puts where, and that it works there: programs, library, headers, pkg-config.
set -eu
# shellcheck source=tests/api/outside.sh
. "$(dirname -- "$0")/outside.sh"

DESTDIR=$folder/root meson install -C "$BUILD" --no-rebuild --quiet
pc=$(cd "$folder/root" && find . -name fundstelle.pc)
library_folder=${pc%/pkgconfig/fundstelle.pc}
prefix=$(sed -n 's/^prefix=//p' "$folder/root/$pc")

# Every file, with what a link points to.
cat >"$folder/expected" <<END
bin/fundstelle
bin/fundstelle-check
bin/fundstelle-compact
bin/fundstelle-index
include/fundstelle.ffi.h
include/fundstelle.h
include/fundstelle/analysis.h
include/fundstelle/archive.h
include/fundstelle/base.h
include/fundstelle/complete.h
include/fundstelle/explain.h
include/fundstelle/names.h
include/fundstelle/query.h
include/fundstelle/release.h
include/fundstelle/search.h
include/fundstelle/similar.h
lib/libfundstelle.so -> libfundstelle.so.0
lib/libfundstelle.so.0 -> libfundstelle.so.0.1.0
lib/libfundstelle.so.0.1.0
lib/pkgconfig/fundstelle.pc
share/bash-completion/completions/fundstelle
share/man/man1/fundstelle.1
share/man/man3/libfundstelle.3
share/man/man7/fundstelle-query.7
share/zsh/site-functions/_fundstelle
END
[ ! -d "$BUILD/scripts/po/de" ] || # without gettext there are no messages
    echo share/locale/de/LC_MESSAGES/fundstelle.mo >>"$folder/expected"
LC_ALL=C sort -o "$folder/expected" "$folder/expected"
(
    cd "$folder/root"
    find . -type f -printf '%p\n' -o -type l -printf '%p -> %l\n'
) | sed "s|^$library_folder/|.$prefix/lib/|; s|^[.]$prefix/||" | LC_ALL=C sort |
    diff -u "$folder/expected" - || fail "other files are installed"

installed=$folder/root$prefix
LD_LIBRARY_PATH=$folder/root/$library_folder
PKG_CONFIG_PATH=$folder/root/$library_folder/pkgconfig
PKG_CONFIG_SYSROOT_DIR=$folder/root
export LD_LIBRARY_PATH PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR

readelf -d "$LD_LIBRARY_PATH/libfundstelle.so" | grep -q 'SONAME.*\[libfundstelle.so.0\]' ||
    fail "the library's soname is another one"
[ "fundstelle $(pkg-config --modversion fundstelle)" = "$("$installed/bin/fundstelle" --version)" ] ||
    fail "pkg-config and the program tell other versions"

# The programs find each other and the library; one of ours is built against it.
FUNDSTELLE=$installed/bin/fundstelle
make_archive
"$FUNDSTELLE" search -a "$archive" Schutzwand >"$folder/out" || fail "the program finds nothing"
"$FUNDSTELLE" help check >"$folder/out" || fail "the program does not find fundstelle-check"
link_program "$folder/search" "$SOURCE/query/examples/search.c"
"$folder/search" "$archive" Schutzwand | grep -q 'Zehn Jahre' || fail "search.c finds nothing"

# One header alone is enough for what it is about.
printf '#include <fundstelle/names.h>\n\nint main(void)\n{\n    fund_names_free(0);\n}\n' \
    >"$folder/alone.c"
link_program "$folder/alone" "$folder/alone.c"
"$folder/alone" || fail "a header alone fails"
exit "$failed"
