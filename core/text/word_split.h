/*
 * Where a word as it stands in the text breaks into the parts of a compound.
 */
#ifndef CORE_TEXT_WORD_SPLIT_H
#define CORE_TEXT_WORD_SPLIT_H

#include "core/text/splitter.h"

struct word_cut {
    size_t raw, folded; /* bytes of the word and of its folded form before the cut */
};

/*
 * Stores the cuts between the parts of raw, whose folded form is given, and returns their number; 0
 * where the word stays whole, and where a cut would fall inside a character. is_borrowed_from:
 * as splitter_divide has them, else as splitter_split.
 */
size_t word_split(const struct splitter *splitter, struct slice raw, struct slice folded,
                  bool is_borrowed_from, struct word_cut cuts[SPLITTER_PARTS_MAX]);

#endif
