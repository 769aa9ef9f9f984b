/*
 * Street names. Most begin with a name that no lexicon has, and "Straße" with the s that joins
 * others: Königs + traße, Müll + erst + raße.
 */
#ifndef CORE_TEXT_STREET_H
#define CORE_TEXT_STREET_H

#include "core/text/splitter.h"

/*
 * Given the boundaries that the splitter has set in a word, sets those of a word with "straße"
 * behind at least three letters, and returns their number. A part "trasse", as in Gleistrasse,
 * stays where the word is written with ss.
 */
size_t street_split(const struct splitter *splitter, struct slice raw, struct slice folded,
                    uint8_t boundaries[SPLITTER_PARTS_MAX], size_t count);

#endif
