/*
 * signature: a release's text in 60 bytes, from which one sees whether two releases are versions of
 * each other: the same text sent again, corrected or by several issuers. It is made when a release
 * is indexed and depends on nothing else.
 *
 * The text (lead and body) is taken as the set of its rows of three words, and of that set 256 bits
 * are kept: minwise hashing (Broder 1997, On the resemblance and containment of documents) with one
 * bit of each minimum (Li and König 2010, b-bit minwise hashing). The share of equal bits tells the
 * resemblance, how large a part of all rows both texts have, with a standard deviation of .04 where
 * that is .75, and of 0 where the texts are the same. Simhash (Charikar 2002) would be as small, but tells an angle between texts,
 * from which a word that is changed and a paragraph that is added look alike; resemblance has a
 * meaning by which the thresholds can be argued.
 *
 * Resemblance alone does not tell a corrected notice from next week's. So the signature also has
 * which numbers and days the text names, and the words of its title, each set as bits of a small
 * map (a Bloom filter with one hash).
 */
#ifndef CORE_SCHEMA_SIGNATURE_H
#define CORE_SCHEMA_SIGNATURE_H

#include "core/base/slice.h"
#include "core/schema/minima.h"

#include <stdint.h>

#define SIGNATURE_SIZE 60 /* bytes, as stored */

/* Texts of fewer words have no signature: "Näheres folgt." is not the same release each time. */
#define SIGNATURE_WORDS_MIN 20
/* Words that are looked at; what follows is left out. */
#define SIGNATURE_WORDS_MAX 20000

#define SIGNATURE_HASHES    MINIMA_COUNT

/* A signature in the making: start, add words in the text's order, finish. */
struct signature_builder {
    struct minima rows;
    uint64_t row[2]; /* the two words before */
    uint64_t facts[2], title;
    uint32_t word_count;
    bool is_marked;
};

void signature_start(struct signature_builder *builder);
/* A folded word (core/text) of the title. */
void signature_add_title_word(struct signature_builder *builder, struct slice folded);
/* A folded word of lead or body. */
void signature_add_word(struct signature_builder *builder, struct slice folded);
/* False, and out untouched, where the text is too short for a signature. */
bool signature_finish(struct signature_builder *builder, char out[static SIGNATURE_SIZE]);

/* As read. */
struct signature {
    uint64_t rows[SIGNATURE_HASHES / 64];
    uint64_t facts[2];    /* numbers, days of the week and months of the text */
    uint64_t title;       /* other words of the title */
    uint32_t title_count; /* bits of title */
    uint32_t word_count;
    bool is_marked; /* the title calls the release a correction or the like */
};

/* False where the value is no signature. */
bool signature_read(struct slice value, struct signature *signature);

/* Estimated resemblance of the texts, 0 to 1; 1 for the same text. */
double signature_resemblance(const struct signature *left, const struct signature *right);

/* Days between two releases where one has no date. */
#define SIGNATURE_NO_DAYS UINT32_MAX

/*
 * Whether two releases that were published so many days apart are versions of each other. Any of:
 * - the same text with the same numbers, whenever; below 60 words also the same title;
 * - the same title, at most 5 days apart, resemblance from .7, and 8 of 10 of the numbers and days
 *   that the one with fewer has: a text that was mended or grew. A weekly notice is 7 days away, and a daily one
 *   has other numbers;
 * - the same title and numbers, at most 31 days apart, resemblance from .9: sent again;
 * - one is marked as a correction, at most 31 days apart, resemblance from .5, 6 of 10 numbers and
 *   half of the title's words.
 * Titles are the same where the words of one, but for numbers and days, are among the other's.
 */
bool signature_is_version(const struct signature *left, const struct signature *right,
                          uint32_t days);

#endif
