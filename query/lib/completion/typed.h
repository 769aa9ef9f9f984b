/*
 * The text in a search box up to the cursor: what is being typed there, and what stands before it.
 * It may be half a query, so nothing in it is an error.
 */
#ifndef QUERY_LIB_COMPLETION_TYPED_H
#define QUERY_LIB_COMPLETION_TYPED_H

#include "core/base/arena.h"
#include "query/lib/completion/table.h"

/* Words before the cursor that are looked up together. */
#define COMPLETION_WORDS_MAX 8
/* These, and the whole text: a title typed as it stands may have quotes and dashes in it. */
#define COMPLETION_RUNS_MAX (COMPLETION_WORDS_MAX + 1)

/* Words that are looked up together: the last ones before the cursor. */
struct completion_run {
    size_t start; /* of the first of them in the text; with its quote, field and the like */
    size_t word_count;
    struct slice prefix; /* as completion_normalise gives them, in the arena */
};

struct completion_typed {
    struct slice text;
    unsigned kinds; /* 1 << enum completion_kind, or-ed: what may stand there */
    bool is_excluded;
    const char *closing;                             /* the quote to close; NULL: none is open */
    struct completion_run runs[COMPLETION_RUNS_MAX]; /* longest first */
    size_t run_count;
    struct slice word; /* the last one, folded; empty behind a space, and within a phrase */
    size_t word_start; /* in the text */
};

/* The text must be well-formed and stay in place. FUND_NO_MEMORY. */
fund_status completion_typed_read(struct slice text, struct arena *arena,
                                  struct completion_typed *typed, struct fund_error *error);

#endif
