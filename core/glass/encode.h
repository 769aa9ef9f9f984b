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

/* Reads what encode_number wrote, at *at, which moves behind it; false where there is none. */
static inline bool decode_number(struct slice bytes, size_t *at, uint32_t *number)
{
    uint32_t value = 0;
    for (unsigned shift = 0; *at < bytes.size && shift < 32; shift += 7) {
        unsigned char byte = (unsigned char)bytes.data[(*at)++];
        value |= (uint32_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *number = value;
            return true;
        }
    }
    return false;
}

/* The same up to 64 bits. */
static inline bool decode_long(struct slice bytes, size_t *at, uint64_t *number)
{
    uint64_t value = 0;
    for (unsigned shift = 0; *at < bytes.size && shift < 64; shift += 7) {
        unsigned char byte = (unsigned char)bytes.data[(*at)++];
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *number = value;
            return true;
        }
    }
    return false;
}

/* As decode_number; what is read ends at end. */
static inline bool decode_number_at(const unsigned char **at, const unsigned char *end,
                                    uint32_t *number)
{
    const unsigned char *next = *at;
    uint32_t value = 0;
    for (unsigned shift = 0; next < end && shift < 32; shift += 7) {
        unsigned char byte = *next++;
        value |= (uint32_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *at = next;
            *number = value;
            return true;
        }
    }
    return false;
}

/* Reads what encode_sorted wrote and nothing else. */
static inline bool decode_sorted(struct slice bytes, uint32_t *number)
{
    char again[ENCODE_SORTED_MAX];
    uint64_t value = 0;
    if (bytes.size < 2 || bytes.size > ENCODE_SORTED_MAX)
        return false;
    for (size_t i = 0; i < bytes.size; i++)
        value = value << 8 | (unsigned char)bytes.data[i];
    if (bytes.size > 2) /* without the bits that tell the size, and the clear one behind them */
        value &= ((uint64_t)1 << (7 * bytes.size + 1)) - 1;
    *number = (uint32_t)value;
    return slice_equal(bytes, slice_of(again, encode_sorted(again, *number)));
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
