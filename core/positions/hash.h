/*
 * The hash of positions.h, as writer and reader compute it.
 */
#ifndef CORE_POSITIONS_HASH_H
#define CORE_POSITIONS_HASH_H

#include <stdint.h>

/* Terms of a bucket, on average, and the seeds that are tried for one. */
#define HASH_BUCKET_TERMS 3u
#define HASH_SEEDS        256u
/* Ways to deal terms to buckets. */
#define HASH_VARIANTS 8u
/* Bits of an entry. */
#define HASH_WIDTH_MIN 2u
#define HASH_WIDTH_MAX 31u
/* Widths that are tried: the one that would just do, and so many less one beyond it. */
#define HASH_WIDTHS 7u
/* Entries that are no terms; they have the highest numbers. */
#define HASH_ESCAPES 2u

static inline uint32_t hash_numbers(uint32_t width)
{
    return ((uint32_t)1 << width) - HASH_ESCAPES;
}

static inline uint32_t hash_buckets(uint32_t term_count)
{
    return term_count / HASH_BUCKET_TERMS + 1;
}

/* The output function of splitmix64 (Steele, Lea and Flood 2014). */
static inline uint64_t hash_mix(uint64_t hash, uint32_t variant)
{
    hash += variant * UINT64_C(0x9e3779b97f4a7c15);
    hash = (hash ^ (hash >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    hash = (hash ^ (hash >> 27)) * UINT64_C(0x94d049bb133111eb);
    return hash ^ (hash >> 31);
}

/* A part of range as large as the highest 32 bits are of all (Lemire 2019, Fast random integer
 * generation in an interval). */
static inline uint32_t hash_reduce(uint64_t bits, uint32_t range)
{
    return (uint32_t)(((bits >> 32) * range) >> 32);
}

static inline uint32_t hash_bucket(uint64_t mixed, uint32_t bucket_count)
{
    return hash_reduce(mixed, bucket_count);
}

static inline uint32_t hash_number(uint64_t mixed, unsigned char seed, uint32_t number_count)
{
    uint64_t bits = mixed + seed * UINT64_C(0xd1342543de82ef95);
    bits = (bits ^ (bits >> 32)) * UINT64_C(0xbf58476d1ce4e5b9);
    return hash_reduce(bits ^ (bits << 17), number_count);
}

#endif
