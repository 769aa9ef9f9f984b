#!/bin/sh
# Who may include what, where C++ may stand, and what the top level holds: CONTRIBUTING.md's rules.
set -eu
# shellcheck source=tests/format/lib.sh
. "$(dirname -- "$0")/lib.sh"
cd "$1"

# Prints "file<TAB>include" for each #include, without its brackets or quotes.
includes() {
    tree_find \( -name '*.c' -o -name '*.h' -o -name '*.cc' -o -name '*.hh' \) |
        while read -r path; do
            sed -nE 's/^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"].*/\1/p' "$path" |
                sed "s|^|$path	|"
        done
}

check_includes() {
    awk -F '\t' '
        # The first row that a file matches tells which of our headers it may include.
        function row(file, mine) {
            rows++
            row_file[rows] = "^" file
            row_mine[rows] = "^(" mine ")"
        }
        BEGIN {
            public = "query/include/fundstelle[.]h$|fundstelle(/[a-z_]+)?[.]h$"
            row("core/base/", "core/base/")
            row("core/schema/", "core/(base|schema)/")
            row("core/dates/", "core/(base|schema|dates)/")
            row("core/positions/", "core/(base|positions)/")
            row("core/forms/", "core/(base|forms)/")
            row("core/glass/", "core/(base|glass)/")
            row("core/match/", "core/(base|positions|glass|match)/")
            row("core/store/", "core/(base|schema|forms|glass|match|store)/")
            row("core/text/", "core/(base|text)/")
            row("core/names/", "core/(base|text|names)/")
            row("core/archive/", "core/")
            row("indexer/", "core/|indexer/")
            row("query/include/", "fundstelle/[a-z_]+[.]h$")
            row("query/lib/", "core/|query/lib/|" public)
            row("query/", "query/cli/|" public)
            row("web/", "web/|" public)
            row("tests/", "")
            ours = "^(core|indexer|query|web|tests|data|scripts)/|^fundstelle(/[a-z_]+)?[.]h$"
            # Folders of the library, each of which uses those before it alone.
            floors = split("base parse names spell releases lists thesaurus plan snippet facets" \
                " search explain completion analysis", floor_names, " ")
            for (i = 1; i <= floors; i++)
                floor_of[floor_names[i]] = i
            libc = "^(assert|ctype|dirent|errno|fcntl|fenv|float|fnmatch|ftw|inttypes|limits|math" \
                "|poll|pthread|sched|semaphore|signal|stdalign|stdarg|stdatomic|stdbool|stddef" \
                "|stdint|stdio|stdlib|stdnoreturn|string|strings|threads|time|unistd|wchar)[.]h$" \
                "|^sys/[a-z]+[.]h$"
        }
        # The number of the folder of query/lib that a path is in; 0 where it is in none.
        function floor(path) {
            if (path !~ /^query\/lib\/[^\/]+\//)
                return 0
            sub(/^query\/lib\//, "", path)
            sub(/\/.*/, "", path)
            return path in floor_of ? floor_of[path] : floors + 1
        }
        function wrong(what) {
            print $1 ": includes " $2 ": " what
        }
        $2 ~ /(^|\/)\.\.?\// { wrong("name it from the root"); next }
        $2 ~ /^xapian(\.h|\/)/ {
            if ($1 !~ /^core\/store\/[^\/]+\.(cc|hh)$/ && $1 != "tests/unit/test_store_guard.cc")
                wrong("Xapian belongs to core/store")
            next
        }
        $2 ~ /^(zstd|zdict)[.]h$/ && $1 !~ /^core\/store\// { wrong("zstd belongs to core/store") }
        $2 ~ /^unicode\// {
            if ($1 !~ /^(core\/text|indexer\/formats|tests)\//)
                wrong("ICU belongs to core/text and indexer/formats")
            next
        }
        $2 ~ ours {
            for (i = 1; i <= rows && $1 !~ row_file[i]; i++)
                continue
            if (i > rows)
                wrong("no rule for this folder in tests/format/folders.sh")
            else if ($2 !~ row_mine[i])
                wrong("not for this folder")
            else if (floor($1) > floors)
                wrong("no rule for this folder in tests/format/folders.sh")
            else if (floor($1) > 0 && floor($2) > floor($1) &&
                ($1 " " $2) !~ /^query\/lib\/base\/session[.][ch] query\/lib\/names\/aliases[.]h$/)
                wrong("a folder that uses this one")
            next
        }
        $1 ~ /^core\/base\// && $2 !~ libc { wrong("base uses libc alone"); next }
        $2 ~ /^(libxml|gmime|poppler|glib)[\/.]/ {
            if ($1 !~ /^(indexer\/formats|tests)\//)
                wrong("belongs to indexer/formats")
        }
        $2 ~ /^archive(_entry)?[.]h$/ && $1 !~ /^(indexer|tests)\// { wrong("for the indexer") }
        $1 ~ /^core\// && $2 ~ /^(jansson|cmocka)/ { wrong("not for the core") }
        $1 ~ /^(query\/lib|core)\// && $2 ~ /^(getopt|libintl|locale)\.h$/ { wrong("for programs") }
    '
}

check_cplusplus() {
    tree_find \( -name '*.cc' -o -name '*.hh' -o -name '*.[ch]pp' -o -name '*.[ch]xx' \) \
        ! -path './core/store/*' ! -path './tests/*' |
        sed 's/$/: C++ belongs to core\/store/'
}

# Dot files are left alone: editors and other tools put theirs here.
check_top_level() {
    for entry in *; do
        case $entry in
        README.md | COPYING | CONTRIBUTING.md | NEWS.md | meson.build | meson_options.txt) ;;
        core | indexer | query | web | data | tests | scripts | po | debian) ;;
        build* | archiv) ;; # not of the tree: builds, and a reader's own archive
        *)
            [ -d "$entry/meson-private" ] || echo "$entry: the top level has no such entry"
            ;;
        esac
    done
}

{
    includes | check_includes
    check_cplusplus
    check_top_level
} | finish
