/*
 * Numbers as the files of glass have them, written into room that the caller has.
 *
 * Source of this and of the layouts in the other files of this folder: what Xapian 1.4 reads,
 * backends/glass and common/pack.h of xapian-core 1.4.22.
 */
#ifndef CORE_GLASS_ENCODE_H
#define CORE_GLASS_ENCODE_H

#include "core/base/slice.h"

#include <stdint.h>

/* Most bytes that encode_number, encode_sorted and encode_term write. */
#define ENCODE_NUMBER_MAX     5u
#define ENCODE_SORTED_MAX     6u
#define ENCODE_TERM_MAX(size) (2 * (size) + 1)

/* 7 bits a byte, least significant first, the highest bit set where another byte follows. */
static inline size_t encode_number(char *out, uint32_t number)
{
    size_t size = 0;
    for (; number >= 0x80; number >>= 7)
        out[size++] = (char)(number | 0x80);
    out[size++] = (char)number;
    return size;
}

static inline size_t encode_number_size(uint32_t number)
{
    return number < 1u << 7    ? 1
           : number < 1u << 14 ? 2
           : number < 1u << 21 ? 3
           : number < 1u << 28 ? 4
                               : 5;
}

/*
 * So that the bytes sort as the numbers do: two bytes below 2^15; else the bytes, most significant
 * first, behind as many set bits as there are bytes beyond two.
 */
static inline size_t encode_sorted(char *out, uint32_t number)
{
    size_t size = 2;
    for (uint32_t rest = number >> 15; rest != 0; rest >>= 7)
        size++;
    uint32_t left = number;
    for (size_t i = size; i-- > 0;) {
        out[i] = (char)(left & 0xff);
        left >>= 8;
    }
    if (size > 2)
        out[0] = (char)((unsigned char)out[0] | (0xffu << (10 - size) & 0xff));
    return size;
}

/* Bytes of which none is a prefix of another's: a NUL is followed by 0xff. */
static inline size_t encode_term(char *out, struct slice term)
{
    size_t size = 0;
    for (size_t i = 0; i < term.size; i++) {
        out[size++] = term.data[i];
        if (term.data[i] == '\0')
            out[size++] = (char)0xff;
    }
    return size;
}

static inline void encode_be16(unsigned char *out, uint32_t number)
{
    out[0] = (unsigned char)(number >> 8);
    out[1] = (unsigned char)number;
}

static inline void encode_be32(unsigned char *out, uint32_t number)
{
    encode_be16(out, number >> 16);
    encode_be16(out + 2, number & 0xffff);
}

#endif
