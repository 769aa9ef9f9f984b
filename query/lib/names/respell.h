/*
 * Words typed without their umlauts: Muller for Müller. Folding keeps u and ü apart, so the archive
 * tells which spelling was meant.
 */
#ifndef QUERY_LIB_NAMES_RESPELL_H
#define QUERY_LIB_NAMES_RESPELL_H

#include "query/lib/names/name.h"

/* Most spellings of one word that are tried. */
#define RESPELL_MAX 64
/* Longest word in bytes that is respelled. */
#define RESPELL_SIZE_MAX TEXT_TERM_MAX
/* Most umlauts in one spelling: 6 vowels have 63 spellings, with more the limit comes earlier. */
#define RESPELL_UMLAUTS_MAX 6

/* The spellings of one word, those with the fewest umlauts first. */
struct respelling {
    struct slice word;
    size_t places[RESPELL_MAX]; /* bytes of the word that may be umlauts */
    size_t place_count;
    size_t umlauts[RESPELL_UMLAUTS_MAX]; /* which places are, rising */
    size_t umlaut_count;
    size_t given; /* spellings so far */
    char text[2 * RESPELL_SIZE_MAX];
};

/* A word in lower case, borrowed; one that is not all ASCII was typed with umlauts and has no other
 * spelling, nor has one longer than RESPELL_SIZE_MAX. */
void respelling_init(struct respelling *respelling, struct slice word);
/* The next spelling, borrowed until the next call; false after the last. */
bool respelling_next(struct respelling *respelling, struct slice *text);

/* In how many releases a word is found, 0 where in none. */
typedef fund_status (*respell_counter)(const struct name_context *context,
                                       const struct query_word *word, uint32_t *releases,
                                       struct fund_error *error);

/* A respell_counter: releases that hold the word, or (about) its parts. */
fund_status respell_count_word(const struct name_context *context, const struct query_word *word,
                               uint32_t *releases, struct fund_error *error);

/*
 * Puts the best spelling that is found in place of *word, where it is not found itself: fewest
 * umlauts, then most releases. *word stays where there is none. FUND_NO_MEMORY, and what reading
 * gives.
 */
fund_status respell_word(const struct name_context *context, respell_counter count,
                         struct query_word *word, struct fund_error *error);

#endif
