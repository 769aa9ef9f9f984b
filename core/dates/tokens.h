/*
 * tokens: a text as the numbers, signs and words that dates are made of, a window at a time.
 */
#ifndef CORE_DATES_TOKENS_H
#define CORE_DATES_TOKENS_H

#include "core/dates/words.h"

#include <stdint.h>

/* Kinds beside those of words.h. A sign is its own kind, any dash '-', any apostrophe '\''. */
#define TOKENS_END    '\0'
#define TOKENS_SMALL  'n' /* one or two digits */
#define TOKENS_YEAR   'Y' /* four digits that can be a year */
#define TOKENS_NUMBER '#' /* any other number, and one with letters at its side */
#define TOKENS_OTHER  'x' /* all that lies between: words, signs, ends of lines */

/* No expression is looked at further than so many tokens. */
#define TOKENS_AHEAD 96
/* So many before the current one stay. */
#define TOKENS_BEHIND 8
#define TOKENS_WINDOW 256

struct token {
    size_t start, end; /* bytes of the text */
    char kind;
    bool is_glued;    /* nothing stands between it and the token before */
    bool has_capital; /* of a word: its first letter is one */
    bool has_daytime; /* Freitagabend */
    int value;        /* of a word: its meaning; of a number: itself, where it has up to 4 digits */
    int digits;
};

struct tokens {
    struct slice text;
    size_t at; /* byte behind the last token read */
    bool is_typed;
    struct token items[TOKENS_WINDOW];
    size_t count;
};

void tokens_init(struct tokens *tokens, struct slice text, bool is_typed);
/*
 * Sees to it that TOKENS_AHEAD tokens follow the one at index `at`, or the text's end; returns its
 * index, which may have become smaller.
 */
size_t tokens_slide(struct tokens *tokens, size_t at);

/* The token at the index; behind the last one there are more of kind TOKENS_END. */
static inline char tokens_kind(const struct tokens *tokens, size_t at)
{
    return at < tokens->count ? tokens->items[at].kind : TOKENS_END;
}

#endif
