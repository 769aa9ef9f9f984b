/*
 * Terms are dealt to buckets. Beginning with the largest bucket, that seed is taken which gives all
 * terms of the bucket numbers that are still free.
 */
#include "core/positions/perfect.h"

#include "core/positions/hash.h"

#include <stdlib.h>
#include <string.h>

/* Of many terms all variants do as well or badly. */
#define MANY_TERMS    2000u
#define MANY_VARIANTS 2u
/* Buckets of more terms are in no order among themselves. */
#define SIZES 32u

static uint32_t least_width(uint32_t count)
{
    uint32_t width = HASH_WIDTH_MIN;
    while (hash_numbers(width) < count)
        width++;
    return width;
}

static fund_status reserve_terms(struct perfect *perfect, uint32_t count, struct fund_error *error)
{
    size_t buckets = (size_t)hash_buckets(count) + 1;
    if (count <= perfect->term_capacity)
        return FUND_OK;
    perfect_finish(perfect);
    perfect->seeds = malloc(buckets);
    perfect->numbers = malloc(count * sizeof(*perfect->numbers));
    perfect->mixed = malloc(count * sizeof(*perfect->mixed));
    perfect->dealt = malloc(count * sizeof(*perfect->dealt));
    perfect->terms = malloc(count * sizeof(*perfect->terms));
    perfect->found = malloc(count * sizeof(*perfect->found));
    perfect->starts = malloc(buckets * sizeof(*perfect->starts));
    perfect->order = malloc(buckets * sizeof(*perfect->order));
    if (perfect->seeds == NULL || perfect->numbers == NULL || perfect->mixed == NULL ||
        perfect->dealt == NULL || perfect->terms == NULL || perfect->found == NULL ||
        perfect->starts == NULL || perfect->order == NULL)
        return error_no_memory(error);
    perfect->term_capacity = count;
    return FUND_OK;
}

static fund_status reserve_numbers(struct perfect *perfect, struct fund_error *error)
{
    size_t count = perfect->number_count;
    if (count > perfect->number_capacity) {
        free(perfect->is_taken);
        perfect->number_capacity = 0;
        perfect->is_taken = malloc(count);
        if (perfect->is_taken == NULL)
            return error_no_memory(error);
        perfect->number_capacity = count;
    }
    memset(perfect->is_taken, 0, count);
    return FUND_OK;
}

/* Sorts the terms by bucket. */
static void deal(struct perfect *perfect, const uint64_t *hashes, uint32_t count)
{
    uint32_t buckets = perfect->bucket_count, *starts = perfect->starts;
    memset(starts, 0, (buckets + 1) * sizeof(*starts));
    for (uint32_t i = 0; i < count; i++) {
        perfect->mixed[i] = hash_mix(hashes[i], perfect->variant);
        starts[hash_bucket(perfect->mixed[i], buckets)]++;
    }
    for (uint32_t i = 0, sum = 0; i <= buckets; i++) {
        sum += starts[i];
        starts[i] = sum;
    }
    for (uint32_t i = count; i-- > 0;) {
        uint32_t place = --starts[hash_bucket(perfect->mixed[i], buckets)];
        perfect->terms[place] = i;
        perfect->dealt[place] = perfect->mixed[i];
    }
}

static uint32_t size_of(const struct perfect *perfect, uint32_t bucket)
{
    uint32_t size = perfect->starts[bucket + 1] - perfect->starts[bucket];
    return size < SIZES ? size : SIZES - 1;
}

static void order_buckets(struct perfect *perfect)
{
    uint32_t ends[SIZES] = {0};
    for (uint32_t i = 0; i < perfect->bucket_count; i++)
        ends[size_of(perfect, i)]++;
    for (uint32_t i = 1; i < SIZES; i++)
        ends[i] += ends[i - 1];
    for (uint32_t i = 0; i < perfect->bucket_count; i++)
        perfect->order[perfect->bucket_count - ends[size_of(perfect, i)]--] = i;
}

/* Gives the terms of a bucket the numbers that were found; false where two have the same. */
static bool take_numbers(struct perfect *perfect, uint32_t start, uint32_t end)
{
    const uint32_t *found = perfect->found;
    uint32_t at = start;
    for (; at < end && !perfect->is_taken[found[at]]; at++) {
        perfect->is_taken[found[at]] = true;
        perfect->numbers[perfect->terms[at]] = found[at];
    }
    if (at == end)
        return true;
    while (at-- > start)
        perfect->is_taken[found[at]] = false;
    return false;
}

/* Whether all terms of the bucket get free numbers by the seed. Nothing is written for the many
 * seeds by which the first term or the second gets a taken one. */
static bool try_seed(struct perfect *perfect, uint32_t bucket, unsigned char seed)
{
    const uint64_t *dealt = perfect->dealt;
    const bool *is_taken = perfect->is_taken;
    uint32_t start = perfect->starts[bucket], end = perfect->starts[bucket + 1];
    uint32_t number_count = perfect->number_count;
    for (uint32_t at = start; at < end; at++) {
        uint32_t number = hash_number(dealt[at], seed, number_count);
        if (is_taken[number])
            return false;
        perfect->found[at] = number;
    }
    if (!take_numbers(perfect, start, end))
        return false;
    perfect->seeds[bucket] = seed;
    return true;
}

static bool place_buckets(struct perfect *perfect)
{
    for (uint32_t i = 0; i < perfect->bucket_count; i++) {
        uint32_t seed = 0;
        while (seed < HASH_SEEDS && !try_seed(perfect, perfect->order[i], (unsigned char)seed))
            seed++;
        if (seed == HASH_SEEDS)
            return false;
    }
    return true;
}

fund_status perfect_find(struct perfect *perfect, const uint64_t *hashes, uint32_t count,
                         struct fund_error *error)
{
    uint32_t variants = count < MANY_TERMS ? HASH_VARIANTS : MANY_VARIANTS;
    uint32_t least = least_width(count);
    fund_status status = reserve_terms(perfect, count, error);
    perfect->bucket_count = hash_buckets(count);
    for (uint32_t i = 0; i < HASH_WIDTHS * variants && status == FUND_OK; i++) {
        perfect->variant = i % variants;
        perfect->width = least + i / variants;
        perfect->number_count = hash_numbers(perfect->width);
        status = reserve_numbers(perfect, error);
        if (status != FUND_OK)
            return status;
        deal(perfect, hashes, count);
        order_buckets(perfect);
        if (place_buckets(perfect))
            return FUND_OK;
    }
    if (status != FUND_OK)
        return status;
    return error_set(error, FUND_INTERNAL, "no numbers found for the %u terms of a text", count);
}

void perfect_finish(struct perfect *perfect)
{
    free(perfect->seeds);
    free(perfect->numbers);
    free(perfect->mixed);
    free(perfect->dealt);
    free(perfect->terms);
    free(perfect->found);
    free(perfect->starts);
    free(perfect->order);
    free(perfect->is_taken);
    *perfect = (struct perfect){0};
}
