/*
 * spans: names as the rules find them, before mentions are joined to entities.
 */
#ifndef INDEXER_NAMES_SPANS_H
#define INDEXER_NAMES_SPANS_H

#include "indexer/names/tokens.h"

struct span {
    uint32_t first, end;             /* tokens */
    uint32_t sex;                    /* persons: WORD_MALE, WORD_FEMALE or 0 */
    struct range title, role;        /* persons: bytes of the text; equal ends: none */
    uint32_t alias_first, alias_end; /* organisations: tokens of an acronym in brackets */
    uint32_t short_end; /* organisations: the tokens before it also stand for it alone, or 0 */
};

/* Longest name in bytes; what would be longer is a text without spaces and no name. */
#define SPAN_SIZE_MAX 512

struct spans {
    struct span *items;
    size_t count, capacity;
};

static inline struct span span_of(size_t first, size_t end)
{
    return (struct span){.first = (uint32_t)first, .end = (uint32_t)end};
}

/* Adds the span and marks its tokens TOKEN_TAKEN. FUND_NO_MEMORY. */
fund_status spans_add(struct spans *spans, struct tokens *tokens, struct span span,
                      struct fund_error *error);
/* Drops the last spans from the first one on that reaches beyond token first. */
void spans_drop_from(struct spans *spans, struct tokens *tokens, size_t first);
/* Whether the name is no longer than SPAN_SIZE_MAX. */
bool spans_is_short(const struct tokens *tokens, const struct span *span);
void spans_sort(struct spans *spans);
void spans_finish(struct spans *spans);

#endif
