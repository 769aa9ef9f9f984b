/*
 * Tables of word endings, made of data/lexicon at build time, and how to find the longest row that
 * ends a word.
 */
#ifndef CORE_TEXT_SUFFIX_TABLE_H
#define CORE_TEXT_SUFFIX_TABLE_H

#include "core/base/slice.h"

#include <stdint.h>

#define SUFFIX_LETTERS 26
/* Kinds of endings by their last letter and what stands before it: nothing or a letter. */
#define SUFFIX_KINDS (SUFFIX_LETTERS * (SUFFIX_LETTERS + 1))

/* Rows with SCOPE_FRONT or SCOPE_PART have at least so many letters. */
#define SUFFIX_INSIDE_MIN 4
/* Bits that tell by a hash of so many letters that no such row ends in them. */
#define SUFFIX_INSIDE_BITS 4096u

/* Where a row's letters may stand, bits of a set. */
enum suffix_scope {
    SCOPE_WORD = 1,  /* as the whole word */
    SCOPE_END = 2,   /* as the word, or its end after something that can be a word */
    SCOPE_FRONT = 4, /* at its beginning */
    SCOPE_PART = 8,  /* anywhere */
    /* a form of a verb, after at least one prefix */
    SCOPE_PREFIXED = 16,
    /* the stem of a verb that has forms in -t; with or without prefixes, or after at least one */
    SCOPE_WEAK = 32,
    SCOPE_WEAK_PREFIXED = 64,
    /* a form of a verb that has no ending: lag, vorlag; never Lage, Vorlagen */
    SCOPE_BARE = 128
};

struct suffix_row {
    const char *ending; /* a-z */
    const char *stem;
    uint8_t ending_size, stem_size;
    uint8_t scope; /* one of suffix_scope */
};

struct suffix_table {
    const struct suffix_row *rows; /* sorted by their endings read backwards */
    size_t count;
    /* Place of the first row whose ending ends in a letter, a to z, or a later one; and the end. */
    uint16_t starts[SUFFIX_KINDS + 1];
    uint8_t scopes[SUFFIX_KINDS]; /* all scopes of a kind's rows */
    uint64_t inside[SUFFIX_INSIDE_BITS / 64];
    uint64_t hash; /* of the source's bytes */
};

/* The bit of SUFFIX_INSIDE_MIN letters, the last of which is at `last`. */
static inline uint32_t suffix_inside_bit(const char *last)
{
    uint32_t letters = 0;
    for (int i = 1 - SUFFIX_INSIDE_MIN; i <= 0; i++)
        letters = letters << 8 | (unsigned char)last[i];
    return letters * 0x9e3779b1u >> 20; /* twelve bits: SUFFIX_INSIDE_BITS */
}

/* Whether a row with SCOPE_FRONT or SCOPE_PART could end with the letter at `last`, which has as
 * many as such a row needs: one place of fifty could, so that most words are not looked up. */
static inline bool suffix_may_end(const struct suffix_table *table, const char *last)
{
    uint32_t bit = suffix_inside_bit(last);
    return (table->inside[bit / 64] >> bit % 64 & 1) != 0;
}

/* Decides whether a row may stand after these letters. */
typedef bool suffix_accept(struct slice before, const struct suffix_row *row);

/*
 * The longest row that ends the word, whose scope is in the set and which accept takes; NULL where
 * there is none. Takes time in proportion to the longest row at most.
 */
const struct suffix_row *suffix_table_find(const struct suffix_table *table, struct slice word,
                                           unsigned scopes, suffix_accept *accept);

/*
 * For SCOPE_WORD and SCOPE_END: nothing stands before, or at least three letters with a vowel, or
 * ab, an, um, zu.
 */
bool suffix_after_word(struct slice before, const struct suffix_row *row);

/* True where one of a, e, i, o, u, y is in it. */
bool suffix_has_vowel(struct slice letters);

extern const struct suffix_table spelling_table;
extern const struct suffix_table exception_table;
extern const struct suffix_table plural_table;
extern const struct suffix_table feminine_table;
extern const struct suffix_table adjective_table;
extern const struct suffix_table verb_table;

#endif
