/*
 * Texts as completions are looked up by, and what of a text matches.
 */
#ifndef QUERY_LIB_COMPLETION_TEXT_H
#define QUERY_LIB_COMPLETION_TEXT_H

#include "core/base/buffer.h"

/* Whether a folded character belongs to a word: letters, digits and marks, no signs. */
bool completion_is_letter(uint32_t code_point);
/* What the characters of ASCII fold to; 0 for those that belong to no word. */
extern const char completion_ascii[0x80];

/*
 * Appends the folded words of a well-formed text with one space between two: "Tag der offenen Tür:
 * Rat-Haus" gives "tag der offenen tuer rat haus". A space stands at the end where a word ended
 * before the text's end. FUND_LIMIT, FUND_NO_MEMORY.
 */
fund_status completion_normalise(struct slice text, struct buffer *out, struct fund_error *error);

/*
 * The bytes of a text that its normalised form has at offset, size bytes; is_word: its folded form
 * instead. Whole characters; start == end where there are none.
 */
fund_status completion_match(struct slice text, bool is_word, size_t offset, size_t size,
                             size_t *start, size_t *end, struct fund_error *error);

#endif
