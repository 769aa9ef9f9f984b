/*
 * small_words: lists of words that many tokens are compared with; which of them a word is in is
 * kept with the word.
 */
#ifndef INDEXER_NAMES_SMALL_WORDS_H
#define INDEXER_NAMES_SMALL_WORDS_H

#include "core/base/slice.h"

#include <stdint.h>

enum small_words {
    SMALL_ARTICLE = 1 << 0,      /* der, die, im; what a surname does not have before it */
    SMALL_DIRECTION = 1 << 1,    /* in, nach, aus: before a place */
    SMALL_PLACE_BEFORE = 1 << 2, /* "in", "von", "Zwischen": what places may follow */
    SMALL_NO_PLACE = 1 << 3,     /* articles, "Herr": what no place follows */
    SMALL_NO_SURNAME = 1 << 4,   /* what follows is the word, not the surname */
    SMALL_INTRODUCTION = 1 << 5  /* "Ortsteil": names of places follow */
};

/* The lists that the word is in, or-ed. */
uint16_t small_words_find(struct slice word);

#endif
