/*
 * German stems: what a word and its inflected forms have in common. A stem is a search key and
 * need not be a word.
 *
 * The rules are light: old spelling becomes new; plural, case, adjective and verb endings go;
 * -in and -innen become the masculine; -ung becomes its verb. Nothing else is derived, so Meister
 * and meist, Bauer and Bau, Sicherheit and sicher stay apart. What rules cannot know stands in the
 * tables of data/lexicon.
 */
#ifndef CORE_TEXT_STEM_H
#define CORE_TEXT_STEM_H

#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdint.h>

struct stemmer; /* one thread at a time */

fund_status stemmer_create(struct stemmer **stemmer, struct fund_error *error);
void stemmer_destroy(struct stemmer *stemmer);

/*
 * folded: a word as text_fold gives it. *stem is never empty unless folded is, at most
 * 2 * TEXT_TERM_MAX bytes, and begins with no upper-case letter unless folded does; borrowed until
 * the next call, or from folded. Only the letters a-z at the end of the word are stemmed: digits,
 * other scripts and words beyond TEXT_TERM_MAX stay as they are.
 */
fund_status stemmer_stem(struct stemmer *stemmer, struct slice folded, struct slice *stem,
                         struct fund_error *error);

/* The same for the part of a word; parts come again and again, and their stems are kept. */
fund_status stemmer_stem_part(struct stemmer *stemmer, struct slice folded, struct slice *stem,
                              struct fund_error *error);

/* Changes with every change of the tables. */
uint64_t stemmer_tables_hash(void);

#endif
