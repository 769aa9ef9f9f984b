/*
 * Words of the same meaning, by the stem of one of them. Built from OpenThesaurus by compile.c and
 * kept in the library itself.
 */
#ifndef QUERY_LIB_THESAURUS_THESAURUS_H
#define QUERY_LIB_THESAURUS_THESAURUS_H

#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdint.h>

/* Most words that are found for one. */
#define THESAURUS_FOUND_MAX 64
/* Meanings of a word, and words of a meaning, that are looked at. */
#define THESAURUS_MEANINGS_MAX 64
#define THESAURUS_MEMBERS_MAX  128
/* A word that shares less of another's meanings is none for it. */
#define THESAURUS_SHARE_MIN (1.0 / 16)

struct thesaurus {
    struct slice keys, key_meanings, meaning_starts, meaning_keys, text; /* borrowed */
    uint32_t key_count, meaning_count, member_count;
};

struct thesaurus_word {
    struct slice stem, text; /* as the analyser gives it, and as a word to be analysed; borrowed */
    double share; /* of the meanings of the word asked for, those that this one has too */
};

/*
 * Reads bytes, which must stay. Only their sizes are checked here: whatever else they hold,
 * thesaurus_find stays inside them. FUND_CORRUPT, FUND_VERSION.
 */
fund_status thesaurus_open(struct slice bytes, struct thesaurus *thesaurus,
                           struct fund_error *error);
/* The thesaurus of the library. */
struct slice thesaurus_built_in(void);
/* Words of the same meaning as those with this stem, the largest share first; how many. */
size_t thesaurus_find(const struct thesaurus *thesaurus, struct slice stem,
                      struct thesaurus_word found[static THESAURUS_FOUND_MAX]);

#endif
