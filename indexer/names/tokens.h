/*
 * tokens: the words, numbers and punctuation of a release's fields, with what the lists know.
 */
#ifndef INDEXER_NAMES_TOKENS_H
#define INDEXER_NAMES_TOKENS_H

#include "core/schema/release.h"
#include "indexer/names/small_words.h"
#include "indexer/names/types.h"

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
    uint32_t type;       /* of tokens.types */
    uint16_t evidence;   /* enum token_evidence, or-ed: what its word is elsewhere in the release */
    uint8_t field;       /* enum schema_field */
    uint8_t rule;        /* enum label by the rules alone */
    bool is_quoted, is_bracketed;
    uint16_t small; /* enum small_words, or-ed */
};

/* What the release as a whole tells of a word; see context.c. */
enum token_evidence {
    EVIDENCE_LOWER = 1 << 0, /* it occurs in lower case */
    EVIDENCE_FIRST_NAME = 1 << 1,
    EVIDENCE_TITLE = 1 << 2,
    EVIDENCE_ROLE = 1 << 3,
    EVIDENCE_ARTICLE = 1 << 4,
    EVIDENCE_LEGAL = 1 << 5,
    EVIDENCE_BRACKETS = 1 << 6,
    EVIDENCE_STREET = 1 << 7,
    EVIDENCE_SURNAME = 1 << 8, /* the rules have it as a person's last word */
    EVIDENCE_PERSON = 1 << 9,
    EVIDENCE_ORGANISATION = 1 << 10,
    EVIDENCE_REPEATED = 1 << 11,
    EVIDENCE_PLACE = 1 << 12 /* "in", "nach", "aus" before it */
};
#define EVIDENCE_COUNT 13

struct tokens {
    struct slice text;
    const struct word_type *types; /* of all words seen */
    size_t type_count;
    struct token *items;
    size_t count, capacity;
};

/* FUND_NO_MEMORY; *tokens is then empty. The types must stay as they are while it is used. */
fund_status tokens_scan(const struct release *release, struct types *types, struct tokens *tokens,
                        struct fund_error *error);
void tokens_finish(struct tokens *tokens);

extern const struct token tokens_none; /* no shape, no class */

/* Token at, or tokens_none past the end. */
static inline const struct token *tokens_at(const struct tokens *tokens, size_t at)
{
    return at < tokens->count ? &tokens->items[at] : &tokens_none;
}

/* The same, but also where at stands in another line than the token before it. */
static inline const struct token *tokens_next(const struct tokens *tokens, size_t at)
{
    const struct token *token = tokens_at(tokens, at);
    return token->shape & TOKEN_BREAK ? &tokens_none : token;
}

/* The token before at in the same line, or tokens_none. */
static inline const struct token *tokens_before(const struct tokens *tokens, size_t at)
{
    if (at == 0 || (tokens_at(tokens, at)->shape & TOKEN_BREAK) != 0)
        return &tokens_none;
    return tokens_at(tokens, at - 1);
}

static inline struct slice tokens_text(const struct tokens *tokens, const struct token *token)
{
    return slice_part(tokens->text, token->start, token->end);
}

/* From the first to before the last: the bytes of tokens first..end-1; first < end. */
struct range tokens_range(const struct tokens *tokens, size_t first, size_t end);

/* Most words differ in their first letter: then their sizes need not be known. */
static inline bool tokens_is(const struct tokens *tokens, const struct token *token,
                             const char *text)
{
    return token->end > token->start && tokens->text.data[token->start] == text[0] &&
           slice_equal(tokens_text(tokens, token), slice_from(text));
}

/* True where the token is one of a NULL-terminated list. */
bool tokens_is_any(const struct tokens *tokens, const struct token *token,
                   const char *const *texts);

/* The type of the token at `at`, which there must be. */
static inline const struct word_type *tokens_type(const struct tokens *tokens, size_t at)
{
    return &tokens->types[tokens->items[at].type];
}

static inline bool token_has(const struct token *token, uint32_t classes)
{
    return (token->classes & classes) != 0;
}

static inline bool token_is_small(const struct token *token, enum small_words lists)
{
    return (token->small & (unsigned)lists) != 0;
}

static inline bool token_is(const struct token *token, uint32_t shape)
{
    return (token->shape & shape) != 0;
}

#endif
