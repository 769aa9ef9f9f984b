/*
 * letters: what the rules need to know of characters. Names are matched as they are written, so a
 * few ranges do; everything that is searched for goes through core/text instead.
 */
#ifndef INDEXER_NAMES_LETTERS_H
#define INDEXER_NAMES_LETTERS_H

#include "core/base/slice.h"

#include <stdint.h>

/* The same as the two below, beyond ASCII. */
bool letters_is_wide_letter(uint32_t code_point);
bool letters_is_wide_capital(uint32_t code_point);

/* Letters and the marks that may follow them, beyond ASCII by Unicode's blocks. */
static inline bool letters_is_letter(uint32_t code_point)
{
    if (code_point < 0x80)
        return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
    return letters_is_wide_letter(code_point);
}

/* Capitals of Latin, Greek and Cyrillic. */
static inline bool letters_is_capital(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point >= 'A' && code_point <= 'Z';
    return letters_is_wide_capital(code_point);
}

/* Capitals of a well-formed word. */
int letters_count_capitals(struct slice word);
/* Writes text.size bytes: ASCII and Latin-1 capitals in lower case, the rest as it is. */
void letters_lower(struct slice text, char *out);

/* True for a byte that begins a character of well-formed UTF-8. */
static inline bool letters_is_border(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static inline bool letters_is_digit(uint32_t code_point)
{
    return code_point >= '0' && code_point <= '9';
}

#endif
