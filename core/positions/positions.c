/*
 * Reading positions.
 */
#include "core/positions/positions.h"

#include "core/base/dict.h"
#include "core/positions/hash.h"

static bool read_number(struct slice *value, uint32_t *number)
{
    uint32_t read = 0;
    for (unsigned shift = 0; shift < 35 && value->size > 0; shift += 7) {
        unsigned char byte = (unsigned char)value->data[0];
        *value = slice_part(*value, 1, value->size);
        if (shift == 28 && byte > 0x0f)
            return false;
        read |= (uint32_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *number = read;
            return true;
        }
    }
    return false;
}

bool positions_read(struct slice value, struct positions *positions)
{
    struct positions read = {0};
    if (!read_number(&value, &read.term_count) || !read_number(&value, &read.entry_count) ||
        value.size == 0)
        return false;
    unsigned char last = (unsigned char)value.data[0];
    read.width = last & 31;
    read.variant = last >> 5;
    read.bucket_count = hash_buckets(read.term_count);
    value = slice_part(value, 1, value.size);
    if (read.width < HASH_WIDTH_MIN || read.width > HASH_WIDTH_MAX ||
        read.bucket_count > value.size)
        return false;
    read.number_count = hash_numbers(read.width);
    read.seeds = (const unsigned char *)value.data;
    read.rows = read.seeds + read.bucket_count;
    read.row_bytes = value.size - read.bucket_count;
    if (((uint64_t)read.entry_count * read.width + 7) / 8 != read.row_bytes ||
        read.term_count == 0 || read.term_count > read.number_count ||
        read.number_count >> HASH_WIDTHS > read.term_count + HASH_ESCAPES)
        return false;
    *positions = read;
    return true;
}

uint64_t positions_hash(struct slice term)
{
    return dict_hash(term);
}

uint32_t positions_number(const struct positions *positions, uint64_t hash)
{
    uint64_t mixed = hash_mix(hash, positions->variant);
    unsigned char seed = positions->seeds[hash_bucket(mixed, positions->bucket_count)];
    return hash_number(mixed, seed, positions->number_count);
}

/* Written out so that compilers see a load of eight bytes in any order of them. */
static inline uint64_t load_bits(const unsigned char *from)
{
    return (uint64_t)from[0] | (uint64_t)from[1] << 8 | (uint64_t)from[2] << 16 |
           (uint64_t)from[3] << 24 | (uint64_t)from[4] << 32 | (uint64_t)from[5] << 40 |
           (uint64_t)from[6] << 48 | (uint64_t)from[7] << 56;
}

/* at is below entry_count. */
static inline uint32_t entry_at(const struct positions *positions, uint32_t at)
{
    uint64_t bit = (uint64_t)at * positions->width, bits = 0;
    size_t byte = (size_t)(bit / 8);
    if (positions->row_bytes - byte >= sizeof(bits))
        bits = load_bits(positions->rows + byte);
    else
        for (size_t i = 0; byte + i < positions->row_bytes; i++)
            bits |= (uint64_t)positions->rows[byte + i] << (8 * i);
    return (uint32_t)(bits >> (bit % 8)) & (((uint32_t)1 << positions->width) - 1);
}

/* Moves by the free positions that the entries from walk->at tell of. */
static bool skip_free(struct positions_walk *walk)
{
    const struct positions *positions = walk->positions;
    uint32_t more = (uint32_t)1 << (positions->width - 1);
    uint64_t free_count = 0;
    for (uint32_t shift = 0; shift < 32; shift += positions->width - 1) {
        if (walk->at == positions->entry_count)
            return false;
        uint32_t entry = entry_at(positions, walk->at++);
        free_count |= (uint64_t)(entry & (more - 1)) << shift;
        if (entry < more) {
            walk->position += free_count;
            return true;
        }
    }
    return false;
}

static bool damaged(struct positions_walk *walk)
{
    walk->is_damaged = true;
    walk->at = walk->positions->entry_count;
    return false;
}

bool positions_next(struct positions_walk *walk, uint32_t *number, uint32_t *position)
{
    const struct positions *positions = walk->positions;
    uint64_t step = 1;
    bool is_term_due = false;
    while (walk->at < positions->entry_count) {
        uint32_t entry = entry_at(positions, walk->at++);
        if (entry < positions->number_count) {
            walk->position += step;
            if (walk->position == 0 || walk->position > UINT32_MAX)
                return damaged(walk);
            *number = entry;
            *position = (uint32_t)walk->position;
            return true;
        }
        is_term_due = true;
        if (entry == positions->number_count)
            step = 0;
        else if (!skip_free(walk))
            return damaged(walk);
    }
    return is_term_due ? damaged(walk) : false;
}

/* Passes terms that are not wanted, up to an escape or the last bytes. */
static void pass_unwanted(struct positions_walk *walk, const uint16_t *wanted)
{
    const struct positions *positions = walk->positions;
    uint32_t width = positions->width, number_count = positions->number_count;
    uint32_t at = walk->at, end = 0, mask = ((uint32_t)1 << width) - 1;
    uint64_t bit = (uint64_t)at * width;
    if (positions->row_bytes >= sizeof(uint64_t))
        end = (uint32_t)((positions->row_bytes - sizeof(uint64_t)) * 8 / width);
    for (; at < end; at++, bit += width) {
        uint32_t entry = (uint32_t)(load_bits(positions->rows + bit / 8) >> (bit % 8)) & mask;
        if (entry >= number_count || wanted[entry] != 0)
            break;
    }
    walk->position += at - walk->at;
    walk->at = at;
}

bool positions_next_wanted(struct positions_walk *walk, const uint16_t *wanted, uint32_t *number,
                           uint32_t *position)
{
    do {
        pass_unwanted(walk, wanted);
        if (!positions_next(walk, number, position))
            return false;
    } while (wanted[*number] == 0);
    return true;
}

/* ---- two side by side ----------------------------------------------------------------------- */

/* Bits of a word that an entry may begin with, so that a load from the byte before has it whole. */
#define LOADED_BITS 57u

/* Whether the term of the entry, if it is one, has the other behind it. */
static bool is_followed(const struct positions *positions, uint32_t at, uint32_t behind)
{
    bool is_behind = false;
    while (++at < positions->entry_count) {
        uint32_t entry = entry_at(positions, at);
        bool is_same_position = entry == positions->number_count;
        if (is_same_position && ++at < positions->entry_count)
            entry = entry_at(positions, at);
        if (entry >= positions->number_count)
            return is_same_position; /* free positions; not behind the other sign, if it is sound */
        if (!is_same_position && is_behind)
            return false;
        is_behind = is_behind || !is_same_position;
        if (is_behind && entry == behind)
            return true;
    }
    return false;
}

/* Entries that are compared at once: in each of them a bit is set where it is the number. */
struct lanes {
    uint32_t count;
    uint64_t highest, lower, number; /* bits: the highest of each, all others, the number in each */
};

static struct lanes make_lanes(uint32_t width, uint32_t number)
{
    struct lanes lanes = {.count = LOADED_BITS / width};
    uint64_t highest = (uint64_t)1 << (width - 1);
    for (uint32_t i = 0; i < lanes.count; i++) {
        lanes.highest |= highest << (i * width);
        lanes.lower |= (highest - 1) << (i * width);
        lanes.number |= (uint64_t)number << (i * width);
    }
    return lanes;
}

/* The highest bit of each entry that is the number: of what is left of it then nothing is set, and
 * adding all lower bits carries into the highest one if any is (Lamport 1975, Multiple byte
 * processing with full-word instructions). */
static inline uint64_t find_in_lanes(const struct lanes *lanes, uint64_t entries)
{
    uint64_t left = entries ^ lanes->number;
    return ~(((left & lanes->lower) + lanes->lower) | left) & lanes->highest;
}

bool positions_may_follow(const struct positions *positions, uint32_t before, uint32_t behind)
{
    uint32_t width = positions->width, at = 0, end = 0;
    struct lanes lanes = make_lanes(width, before);
    if (positions->row_bytes >= sizeof(uint64_t))
        end = (uint32_t)((positions->row_bytes - sizeof(uint64_t)) * 8 / width);
    for (; at < end; at += lanes.count) {
        uint64_t bit = (uint64_t)at * width;
        uint64_t found = find_in_lanes(&lanes, load_bits(positions->rows + bit / 8) >> (bit % 8));
        for (; found != 0; found &= found - 1)
            if (is_followed(positions, at + (uint32_t)__builtin_ctzll(found) / width, behind))
                return true;
    }
    for (; at < positions->entry_count; at++)
        if (entry_at(positions, at) == before && is_followed(positions, at, behind))
            return true;
    return false;
}

/* ---- all ------------------------------------------------------------------------------------ */

bool positions_count(const struct positions *positions, uint32_t *counts)
{
    struct positions_walk walk = positions_walk(positions);
    uint32_t number, position;
    memset(counts, 0, positions->number_count * sizeof(*counts));
    while (positions_next(&walk, &number, &position))
        counts[number]++;
    return !walk.is_damaged;
}
