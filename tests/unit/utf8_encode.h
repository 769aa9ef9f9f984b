/*
 * Writing UTF-8, for tests that walk over all code points.
 */
#ifndef TESTS_UNIT_UTF8_ENCODE_H
#define TESTS_UNIT_UTF8_ENCODE_H

#include <stddef.h>
#include <stdint.h>

/* Writes a code point (not a surrogate, at most U+10FFFF) and returns its 1 to 4 bytes. */
static inline size_t utf8_encode(uint32_t code_point, char out[static 4])
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xc0 | code_point >> 6);
        out[1] = (char)(0x80 | (code_point & 0x3f));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (char)(0xe0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code_point & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | code_point >> 18);
    out[1] = (char)(0x80 | (code_point >> 12 & 0x3f));
    out[2] = (char)(0x80 | (code_point >> 6 & 0x3f));
    out[3] = (char)(0x80 | (code_point & 0x3f));
    return 4;
}

#endif
