/*
 * spans: names as the rules find them, before mentions are joined to entities.
 */
#ifndef INDEXER_NAMES_SPANS_H
#define INDEXER_NAMES_SPANS_H

#include "indexer/names/tokens.h"

/* Most roles that stand around one mention: "Pastorin Dr. X, Leiterin der Mission". */
#define SPAN_ROLES_MAX 3

enum role_kind {
    ROLE_OF_ONE,
    ROLE_OF_MANY, /* in the plural, for each of the persons behind it: "die Stadträte A und B" */
    ROLE_OFFICE,  /* what the person works for stands for the role: "X vom Ordnungsamt" */
    ROLE_CREDIT   /* named as a picture's author; no tokens */
};

/* A role as the text words it: tokens first..end-1, its noun at head. */
struct role {
    enum role_kind kind;
    uint32_t first, head, end;
};

struct span {
    uint32_t first, end;               /* tokens */
    uint32_t sex;                      /* persons: WORD_MALE, WORD_FEMALE or 0 */
    struct range title;                /* persons: bytes of the text; equal ends: none */
    struct role roles[SPAN_ROLES_MAX]; /* persons */
    size_t role_count;
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
/* Whether a token is in one of the spans, which are in order and without overlap. */
bool spans_have(const struct spans *spans, size_t token);
void spans_finish(struct spans *spans);

#endif
