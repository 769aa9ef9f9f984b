/*
 * See position_list.h: the last position, encode_number; where there are others, the first one, how many
 * there are beside these two, and these by interpolative coding (Moffat and Stuiver 2000, Binary
 * interpolative coding for effective index compression), all in minimal binary codes whose bits
 * come least significant first.
 */
#include "core/glass/position_list.h"

#include "core/glass/encode.h"

#include <stdlib.h>

struct bits {
    struct buffer *out;
    uint64_t waiting;
    unsigned count;
    fund_status status;
    struct fund_error *error;
};

static void put_bits(struct bits *bits, uint32_t value, unsigned count)
{
    bits->waiting |= (uint64_t)value << bits->count;
    bits->count += count;
    for (; bits->count >= 8; bits->count -= 8) {
        if (bits->status == FUND_OK)
            bits->status = buffer_append_byte(bits->out, (char)(bits->waiting & 0xff), bits->error);
        bits->waiting >>= 8;
    }
}

static unsigned bit_length(uint32_t number)
{
    return number == 0 ? 0 : 32u - (unsigned)__builtin_clz(number);
}

/* One of `range` values; those in the middle take a bit less than the others, where there are fewer
 * values than codes. */
static void put_minimal(struct bits *bits, uint32_t value, uint32_t range)
{
    unsigned count = bit_length(range - 1);
    uint32_t spare = (uint32_t)(((uint64_t)1 << count) - range);
    if (spare > 0) {
        uint32_t middle = (range - spare) / 2;
        if (value >= middle + spare)
            value = (value - (middle + spare)) | (uint32_t)1 << (count - 1);
        else if (value >= middle)
            count--;
    }
    put_bits(bits, value, count);
}

/* What lies between two positions that are known. */
static void put_between(struct bits *bits, const uint32_t *positions, uint32_t low, uint32_t high)
{
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        uint32_t range = positions[high] - positions[low] - (high - low) + 1;
        put_minimal(bits, positions[middle] - (positions[low] + (middle - low)), range);
        put_between(bits, positions, low, middle);
        low = middle;
    }
}

static fund_status put_several(const uint32_t *positions, uint32_t count, struct buffer *out,
                               struct fund_error *error)
{
    struct bits bits = {out, 0, 0, FUND_OK, error};
    uint32_t first = positions[0], last = positions[count - 1];
    put_minimal(&bits, first, last);
    put_minimal(&bits, count - 2, last - first);
    put_between(&bits, positions, 0, count - 1);
    if (bits.count > 0)
        put_bits(&bits, 0, 8 - bits.count);
    return bits.status;
}

static uint32_t count_positions(const struct glass_document *document,
                                const struct document_term *term)
{
    uint32_t count = 0;
    for (uint32_t i = term->first; i != 0; i = document->positions[i - 1].next)
        count++;
    return count;
}

static int compare_positions(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    return (one > other) - (one < other);
}

/* In rising order and each once; mostly they are so already. Gives how many are left. */
static uint32_t put_in_order(uint32_t *positions, uint32_t count)
{
    uint32_t rising = 1, kept = 1;
    while (rising < count && positions[rising - 1] < positions[rising])
        rising++;
    if (rising == count)
        return count;
    qsort(positions, count, sizeof(*positions), compare_positions);
    for (uint32_t i = 1; i < count; i++)
        if (positions[i] != positions[kept - 1])
            positions[kept++] = positions[i];
    return kept;
}

fund_status position_list_encode(const struct glass_document *document,
                                 const struct document_term *term, struct buffer *out,
                                 struct fund_error *error)
{
    uint32_t *positions = malloc(count_positions(document, term) * sizeof(*positions)), count = 0;
    if (positions == NULL)
        return error_no_memory(error);
    for (uint32_t i = term->first; i != 0; i = document->positions[i - 1].next)
        positions[count++] = document->positions[i - 1].position;
    count = put_in_order(positions, count);
    char last[ENCODE_NUMBER_MAX];
    size_t size = encode_number(last, positions[count - 1]);
    fund_status status = buffer_append(out, slice_of(last, size), error);
    if (status == FUND_OK && count > 1)
        status = put_several(positions, count, out, error);
    free(positions);
    return status;
}
