#!/bin/sh
# The checks themselves: each passes a small clean tree and fails on a planted violation, which it
# names. $CC and $CXX are the compilers.
set -eu
here=$(cd "$(dirname -- "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0

# shellcheck disable=SC2016 # backticks are text here
clean_tree() {
    rm -rf "$tree"
    mkdir -p "$tree"
    cd "$tree"
    mkdir -p core/base core/store core/text core/schema indexer/formats query/include/fundstelle \
        query/cli query/lib tests/unit build-test mine/meson-private
    cat >core/base/error.h <<'END'
#include <stddef.h>
#ifndef FUND_STATUS_DEFINED
#define FUND_STATUS_DEFINED
typedef enum fund_status { FUND_OK = 0 } fund_status;
#endif
END
    cp core/base/error.h query/include/fundstelle/base.h
    cat >query/include/fundstelle/one.h <<'END'
#include "fundstelle/base.h"
#define FUND_API
/** One. @return what @threads any @since 0.1 */
FUND_API fund_status fund_one(int a);
END
    printf '#include "fundstelle/base.h"\n' >query/include/fundstelle.h
    printf '#include <xapian.h>\n#include <string>\n#include "core/base/error.h"\n' >core/store/guard.cc
    printf '#include <unicode/ucnv.h>\n#include "core/text/text.h"\n' >indexer/formats/decode.c
    printf '#include "core/base/error.h"\n#include <unicode/uchar.h>\n' >core/text/text.c
    printf '#include "fundstelle.h"\n#include "query/cli/print.h"\n#include <jansson.h>\n' \
        >query/cli/print.c
    printf '/* sprintf is banned, snprintf(3) not */\nint own_strtol(void);\n' >query/lib/plan.c
    printf 'See `core/base/error.h`, `store/`, [guard](store/guard.cc#one), `error.h`, `*/*.h`.\n' \
        >core/README.md
    printf '`build/query/fundstelle`, `generation-<n>/x`, `DIR/x`, `cc -I. a.o`, <https://a.example/b>\n' \
        >README.md
    printf '```\nnowhere/at/all.c\n```\n' >>README.md
    printf '[gone](gone/away.md) strcpy(a, b);\n' >build-test/generated.md
    cp build-test/generated.md mine
    touch build-test/check.cpp mine/check.cpp
}

# Reads rows "check|file|text|what the check must say": text is appended to the file as a line.
check_rows() {
    while IFS='|' read -r check file text says; do
        clean_tree
        if ! output=$("$here/$check.sh" "$tree" 2>&1); then
            echo "$check: fails on a clean tree: $output"
            failures=$((failures + 1))
        fi
        mkdir -p "$(dirname -- "$file")"
        printf '%s\n' "$text" >>"$file"
        if output=$("$here/$check.sh" "$tree" 2>&1); then
            echo "$check: passes with '$text' in $file"
            failures=$((failures + 1))
        elif ! printf '%s\n' "$output" | grep -q -e "$says"; then
            echo "$check: '$text' in $file: says '$output' instead of '$says'"
            failures=$((failures + 1))
        elif [ "$(printf '%s\n' "$output" | wc -l)" -ne 1 ]; then
            echo "$check: '$text' in $file: more than one line: $output"
            failures=$((failures + 1))
        fi
    done
}

check_rows <<'END'
folders|core/text/text.c|#include <xapian.h>|core/text/text.c: includes xapian.h
folders|core/store/store.h|#include <xapian.h>|core/store/store.h: includes xapian.h
folders|core/store/deep/a.cc|#  include <xapian/query.h>|core/store/deep/a.cc: includes xapian/query.h
folders|tests/unit/test_store.cc|#include <xapian.h>|test_store.cc: includes xapian.h
folders|core/schema/a.c|#include <unicode/uchar.h>|ICU belongs to
folders|indexer/a.c|#include <unicode/uchar.h>|ICU belongs to
folders|query/lib/a.c|#include <unicode/uchar.h>|ICU belongs to
folders|query/lib/a.c|#include "indexer/formats/format.h"|query/lib/a.c: includes indexer/formats/format.h
folders|core/text/a.c|#include <libxml/tree.h>|core/text/a.c: includes libxml/tree.h
folders|indexer/a.c|#include <gmime/gmime.h>|belongs to indexer/formats
folders|query/lib/a.c|#include <archive.h>|for the indexer
folders|web/a.c|#include "indexer/formats/format.h"|web/a.c: includes
folders|web/a.c|#include "core/base/error.h"|web/a.c: includes
folders|web/a.c|#include "query/lib/plan.h"|web/a.c: includes
folders|indexer/a.c|#include "query/lib/plan.h"|indexer/a.c: includes query/lib/plan.h
folders|indexer/a.c|#include "fundstelle.h"|indexer/a.c: includes fundstelle.h
folders|indexer/a.c|#include "fundstelle/base.h"|indexer/a.c: includes fundstelle/base.h
folders|query/cli/a.c|#include "core/base/error.h"|query/cli/a.c: includes core/base/error.h
folders|query/cli/a.c|#include "query/lib/plan.h"|query/cli/a.c: includes query/lib/plan.h
folders|query/lib/a.c|#include "query/cli/print.h"|query/lib/a.c: includes query/cli/print.h
folders|query/include/fundstelle.h|#include "core/base/error.h"|fundstelle.h: includes core/base/error.h
folders|query/include/fundstelle/one.h|#include "query/lib/plan.h"|one.h: includes query/lib/plan.h
folders|core/base/a.c|#include "core/store/store.h"|core/base/a.c: includes core/store/store.h
folders|core/base/a.c|#include <jansson.h>|base uses libc alone
folders|query/lib/search/a.c|#include <zstd.h>|zstd belongs to core/store
folders|core/schema/a.c|#include "core/text/text.h"|core/schema/a.c: includes core/text/text.h
folders|core/text/a.c|#include "core/schema/schema.h"|core/text/a.c: includes core/schema/schema.h
folders|core/text/a.c|#include "core/store/store.h"|core/text/a.c: includes core/store/store.h
folders|core/store/a.cc|#include "core/text/text.h"|core/store/a.cc: includes core/text/text.h
folders|core/archive/a.c|#include "indexer/formats/format.h"|core/archive/a.c: includes
folders|core/news/a.c|#include "core/base/error.h"|no rule for this folder
folders|core/text/a.c|#include "../base/error.h"|name it from the root
folders|indexer/fast.cpp|int x;|indexer/fast.cpp: C++ belongs to core/store
folders|query/lib/base/a.c|#include "query/lib/plan/plan.h"|a folder that uses this one
folders|query/lib/news/a.c|#include "query/lib/plan/plan.h"|no rule for this folder
folders|query/lib/a.hh|int x;|query/lib/a.hh: C++ belongs to core/store
folders|tools/a.py|pass|tools: the top level
folders|notes.txt|later|notes.txt: the top level
paths|README.md|See `core/base/missing.h`.|README.md: there is no 'core/base/missing.h'
paths|README.md|Run `core/run --fast core/base/error.h`.|README.md: there is no 'core/run'
paths|README.md|[guide](query/guide.md#start)|README.md: there is no 'query/guide.md'
paths|core/README.md|[guide](base/guide)|core/README.md: there is no 'base/guide'
paths|core/README.md|`missing.h`|core/README.md: there is no 'missing.h'
paths|core/README.md|`store/*.hh`|core/README.md: there is no 'store/\*.hh'
status_block|query/include/fundstelle/base.h|#ifndef FUND_STATUS_DEFINED|query/include/fundstelle/base.h: its status block
headers|indexer/a.h|size_t size;|indexer/a.h: does not compile alone as c17
headers|core/store/store.h|int private(int class);|core/store/store.h: does not compile alone as c++17
headers|core/store/a.hh|std::string name;|core/store/a.hh: does not compile alone as c++17
headers|query/include/fundstelle.h|int class;|query/include/fundstelle.h: does not compile alone as c++17
headers|query/include/fundstelle/one.h|int class;|fundstelle/one.h: does not compile alone as c++17
api_docs|query/include/fundstelle/one.h|FUND_API void fund_two(int a);|one.h: fund_two: its comment lacks @since, @threads$
api_docs|query/include/fundstelle/one.h|FUND_API fund_status fund_two(fund_it **it);|@return, what frees it
banned|core/text/a.c|    strcpy(a, b);|core/text/a.c: banned function, line 1
banned|query/lib/plan.c|x = atoi (text);|query/lib/plan.c: banned function, line 3
banned|indexer/a.c|sprintf(a, "%d", 1);|indexer/a.c: banned
banned|indexer/a.c|(void)setlocale(LC_ALL, "");|indexer/a.c: banned
banned|core/store/a.cc|std::strtol(a, 0, 10);|core/store/a.cc: banned
END

# What a row has no room for: a missing block, and a file of 600 and one of 601 lines.
clean_tree
echo >core/base/error.h
echo >query/include/fundstelle/base.h
if "$here/status_block.sh" "$tree" >/dev/null; then
    echo 'status_block: passes without any block'
    failures=$((failures + 1))
fi
clean_tree
yes | head -n 600 >core/base/long.c
"$here/sizes.sh" "$tree" || failures=$((failures + 1))
echo >>core/base/long.c
if "$here/sizes.sh" "$tree" >/dev/null; then
    echo 'sizes: passes a file of 601 lines'
    failures=$((failures + 1))
fi

cd /
[ "$failures" -eq 0 ]
