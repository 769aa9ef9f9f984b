/*
 * The splitter counts folded bytes; what is shown and marked are bytes of the text.
 */
#include "core/text/word_split.h"

#include "core/base/utf8.h"
#include "core/text/street.h"

#define COMBINING_DIAERESIS 0x308u
#define UNKNOWN_SIZE        SIZE_MAX

/* Bytes that a letter of German folds to; UNKNOWN_SIZE for any other character. */
static size_t folded_size(uint32_t letter)
{
    if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'))
        return 1;
    switch (letter) {
    case 0xc4: /* Ä Ö Ü ß ä ö ü ẞ */
    case 0xd6:
    case 0xdc:
    case 0xdf:
    case 0xe4:
    case 0xf6:
    case 0xfc:
    case 0x1e9e:
        return 2;
    case 0xe0: /* à á â è é ê, frequent enough in loan words */
    case 0xe1:
    case 0xe2:
    case 0xe8:
    case 0xe9:
    case 0xea:
    case COMBINING_DIAERESIS: /* the two dots of a decomposed ä, ö or ü: an e */
        return 1;
    case 0xad: /* soft hyphen */
        return 0;
    default:
        return UNKNOWN_SIZE;
    }
}

static size_t find_boundaries(const struct splitter *splitter, struct slice raw,
                              struct slice folded, bool is_borrowed_from,
                              uint8_t boundaries[SPLITTER_PARTS_MAX])
{
    size_t count = is_borrowed_from ? splitter_divide(splitter, folded, boundaries)
                                    : splitter_split(splitter, folded, boundaries);
    return street_split(splitter, raw, folded, boundaries, count);
}

size_t word_split(const struct splitter *splitter, struct slice raw, struct slice folded,
                  bool is_borrowed_from, struct word_cut cuts[SPLITTER_PARTS_MAX])
{
    uint8_t boundaries[SPLITTER_PARTS_MAX];
    size_t count = find_boundaries(splitter, raw, folded, is_borrowed_from, boundaries);
    size_t found = 0, raw_at = 0, folded_at = 0;
    while (count > 0 && raw_at < raw.size) {
        uint32_t letter = 0;
        size_t size = utf8_next(slice_part(raw, raw_at, raw.size), &letter);
        size_t folds_to = folded_size(letter);
        if (size == 0 || folds_to == UNKNOWN_SIZE)
            return 0;
        if (found < count && folded_at == boundaries[found]) {
            if (letter == COMBINING_DIAERESIS)
                return 0;
            cuts[found++] = (struct word_cut){raw_at, folded_at};
        }
        raw_at += size;
        folded_at += folds_to;
    }
    return found == count && folded_at == folded.size ? count : 0;
}
