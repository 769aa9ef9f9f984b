/*
 * What a mistake in a German word costs, in hundredths of one edit: the one table of the spelling
 * correction. Words are folded (ae for ä, ss for ß), so that their letters are a–z.
 *
 * The model is the weighted edit distance of Damerau (1964) and Levenshtein (1966) with edits of
 * several letters, as Brill and Moore (2000) have them; here the costs are set by hand.
 */
#ifndef QUERY_LIB_SPELL_COSTS_H
#define QUERY_LIB_SPELL_COSTS_H

#include <stddef.h>
#include <stdint.h>

#define SPELL_EDIT       100 /* one letter for another that has nothing to do with it */
#define SPELL_VOWEL      85  /* one vowel for another */
#define SPELL_NEIGHBOUR  70  /* the key beside it on a German keyboard */
#define SPELL_MISSING    80  /* a letter left out */
#define SPELL_EXTRA      90  /* a letter too many */
#define SPELL_SLIPPED    75  /* … that is the key beside the one before or behind it */
#define SPELL_DOUBLE     40  /* one letter for two of it, or two for one */
#define SPELL_SILENT_H   55  /* an h behind a vowel, t or r, missing or too many */
#define SPELL_HYPHEN     40  /* a hyphen or apostrophe missing or too many */
#define SPELL_TRANSPOSED 60  /* two letters in each other's place */
#define SPELL_FIRST      50  /* added where one of these is at the front: seldom wrong */
#define SPELL_NEVER      10000

/* At most this much is a likely mistake even in a compound of German words: a cheap edit. */
#define SPELL_SURE 60
/* The same for words of at least so many letters: two cheap edits, or a key beside the right one. */
#define SPELL_LIKELY         80
#define SPELL_LIKELY_LETTERS 8

/* Sounds that are written one for the other. */
struct spell_rule {
    const char *left, *right; /* at most SPELL_RULE_MAX letters; left may be empty */
    uint16_t cost;            /* of left typed for right */
    uint16_t back;            /* of right typed for left; 0: the same */
};
#define SPELL_RULE_MAX 3
/* What each of them costs at least. */
#define SPELL_RULE_COST_MIN 40

extern const struct spell_rule spell_rules[];
extern const size_t spell_rule_count;

/* The letters for a letter, and each for it; either may be a sign or digit: those are never
 * wrong but for hyphens. */
uint32_t spell_cost_replaced(char wrong, char right);
/* right is missing behind before, the letter of the right word in front of it; 0: none. */
uint32_t spell_cost_missing(char right, char before);
/* wrong is too many between before and after, letters of the wrong word; 0: none. */
uint32_t spell_cost_extra(char wrong, char before, char after);

/* The most that mistakes in a word of so many letters may cost together; 0: it is not corrected. */
uint32_t spell_bound(size_t letters);

#endif
