/*
 * UTF-8 as RFC 3629 has it: no surrogates, nothing above U+10FFFF, shortest forms only.
 */
#ifndef CORE_BASE_UTF8_H
#define CORE_BASE_UTF8_H

#include "core/base/slice.h"

#include <stdint.h>

/*
 * Bytes of the well-formed character at the front of text, or 0 where there is none (or text is
 * empty). Stores the code point where code_point is not NULL and the character is well-formed.
 */
size_t utf8_next(struct slice text, uint32_t *code_point);
/* Byte offset of the first ill-formed sequence; text.size where all is well. */
size_t utf8_valid_prefix(struct slice text);
/* Code points of a well-formed text. */
size_t utf8_count(struct slice text);
/* Writes a code point (not a surrogate, at most U+10FFFF) and returns its 1 to 4 bytes. */
size_t utf8_encode(uint32_t code_point, char out[static 4]);
/* The largest offset <= at that does not cut a character of a well-formed text. */
size_t utf8_floor(struct slice text, size_t at);
/*
 * What steers a terminal or turns the direction of writing, and so never is printed as it is: C0,
 * DEL, C1, line and paragraph separator, bidirectional controls.
 */
bool utf8_is_steering(uint32_t code_point);

#endif
