/*
 * latin: German words as Latin-1 letters, and folded to a–z as the splitter wants them. For the
 * files that the splitter reads; text itself is folded by text_fold, which agrees with this on
 * every letter here.
 */
#ifndef CORE_TEXT_LATIN_H
#define CORE_TEXT_LATIN_H

#include "core/base/slice.h"

#include <stdbool.h>
#include <stdint.h>

/* Longest word in Latin-1 letters, and folded: a letter folds to at most two. */
#define LATIN_WORD_MAX   96
#define LATIN_FOLDED_MAX (2 * LATIN_WORD_MAX)

struct latin_word {
    uint8_t letters[LATIN_WORD_MAX]; /* not terminated */
    size_t size;
};

struct latin_folded {
    char letters[LATIN_FOLDED_MAX];
    size_t size;
};

/* False for an empty or too long word, and for one with a character beyond U+00FF. */
bool latin_decode(struct slice utf8, struct latin_word *word);
/* The same for bytes that are Latin-1 already. */
bool latin_copy(struct slice bytes, struct latin_word *word);
/* a–z, ä→ae ö→oe ü→ue ß→ss æ→ae ø→oe, other marks dropped. False where a byte is no letter. */
bool latin_fold(const struct latin_word *word, struct latin_folded *folded);
bool latin_is_capital(uint8_t letter);
uint8_t latin_lower(uint8_t letter);

static inline struct slice latin_slice(const struct latin_folded *folded)
{
    return slice_of(folded->letters, folded->size);
}

#endif
