/*
 * tokens: the words, numbers and punctuation of a release's fields, with what the lists know.
 */
#ifndef INDEXER_NAMES_TOKENS_H
#define INDEXER_NAMES_TOKENS_H

#include "core/schema/release.h"
#include "indexer/names/lists.h"

enum token_shape {
    TOKEN_WORD = 1 << 0,
    TOKEN_CAPITAL = 1 << 1,  /* a word with a capital first */
    TOKEN_CAPITALS = 1 << 2, /* a word of two or more letters, all capitals up to a hyphen: CDU */
    TOKEN_INITIAL = 1 << 3,  /* "A." */
    TOKEN_NUMBER = 1 << 4,   /* begins with a digit */
    TOKEN_PUNCTUATION = 1 << 5,
    TOKEN_BREAK = 1 << 6,    /* first of a line or field: no name reaches across */
    TOKEN_SENTENCE = 1 << 7, /* first of a sentence */
    TOKEN_CREDIT = 1 << 8,   /* in the field that names a picture's author */
    TOKEN_TIGHT = 1 << 9,    /* follows the one before without a space */
    TOKEN_TAKEN = 1 << 10    /* part of a name that was found */
};

struct token {
    uint32_t start, end; /* bytes of release.text */
    uint32_t shape;      /* enum token_shape, or-ed */
    uint32_t classes;    /* enum word_class, or-ed */
    uint32_t place;      /* tokens of the longest place name that begins here, or 0 */
};

struct tokens {
    struct slice text;
    struct token *items;
    size_t count, capacity;
};

/* FUND_NO_MEMORY; *tokens is then empty. */
fund_status tokens_scan(const struct release *release, const struct lists *lists,
                        struct tokens *tokens, struct fund_error *error);
void tokens_finish(struct tokens *tokens);

/* Token at, or an empty one (no shape, no class) past the end. */
const struct token *tokens_at(const struct tokens *tokens, size_t at);
/* The same, but empty also where at stands in another line than the token before it. */
const struct token *tokens_next(const struct tokens *tokens, size_t at);
/* The token before at in the same line, or an empty one. */
const struct token *tokens_before(const struct tokens *tokens, size_t at);
struct slice tokens_text(const struct tokens *tokens, const struct token *token);
/* From the first to before the last: the bytes of tokens first..end-1; first < end. */
struct range tokens_range(const struct tokens *tokens, size_t first, size_t end);
bool tokens_is(const struct tokens *tokens, const struct token *token, const char *text);
/* True where the token is one of a NULL-terminated list. */
bool tokens_is_any(const struct tokens *tokens, const struct token *token,
                   const char *const *texts);

static inline bool token_has(const struct token *token, uint32_t classes)
{
    return (token->classes & classes) != 0;
}

static inline bool token_is(const struct token *token, uint32_t shape)
{
    return (token->shape & shape) != 0;
}

#endif
