/*
 * Writing positions.
 */
#include "core/positions/positions.h"

#include "core/positions/hash.h"
#include "core/positions/perfect.h"

#include <stdlib.h>

/* A table of terms; a larger one is not kept for the next text. */
#define TABLE_FIRST 1024u
#define TABLE_KEPT  2048u
/* Bytes of a value before its seeds. */
#define HEAD_MAX 11u
/* Entries that a gap takes at most, and one for the term behind it. */
#define GAP_ENTRIES_MAX 34u

struct occurrence {
    uint32_t term; /* index into hashes */
    uint32_t position;
};

struct positions_builder {
    uint64_t *hashes; /* by term */
    uint32_t *table;  /* 1 + index into hashes; 0: free */
    struct occurrence *items;
    uint32_t term_count, term_capacity, table_size, count, capacity;
    struct perfect perfect;
};

/* Bits on their way into the value, least significant first. */
struct bits {
    struct buffer *value;
    uint64_t waiting;
    uint32_t waiting_count, width, entry_count;
};

/* ---- terms ---------------------------------------------------------------------------------- */

static uint32_t *find_slot(struct positions_builder *builder, uint64_t hash)
{
    uint32_t mask = builder->table_size - 1, at = (uint32_t)(hash ^ (hash >> 32)) & mask;
    while (builder->table[at] != 0 && builder->hashes[builder->table[at] - 1] != hash)
        at = (at + 1) & mask;
    return &builder->table[at];
}

static fund_status make_table(struct positions_builder *builder, uint32_t size,
                              struct fund_error *error)
{
    uint32_t *table = calloc(size, sizeof(*table));
    if (table == NULL)
        return error_no_memory(error);
    free(builder->table);
    builder->table = table;
    builder->table_size = size;
    for (uint32_t i = 0; i < builder->term_count; i++)
        *find_slot(builder, builder->hashes[i]) = i + 1;
    return FUND_OK;
}

static fund_status grow(void **items, uint32_t *capacity, size_t size, struct fund_error *error)
{
    uint32_t larger = *capacity == 0 ? TABLE_FIRST / 2 : *capacity * 2;
    void *grown = realloc(*items, larger * size);
    if (grown == NULL)
        return error_no_memory(error);
    *items = grown;
    *capacity = larger;
    return FUND_OK;
}

static fund_status number_term(struct positions_builder *builder, uint64_t hash, uint32_t *term,
                               struct fund_error *error)
{
    fund_status status = FUND_OK;
    uint32_t *slot = find_slot(builder, hash);
    if (*slot != 0) {
        *term = *slot - 1;
        return FUND_OK;
    }
    if (builder->term_count == builder->term_capacity)
        status = grow((void **)&builder->hashes, &builder->term_capacity, sizeof(uint64_t), error);
    if (status == FUND_OK && builder->term_count >= builder->table_size / 2) {
        status = make_table(builder, builder->table_size * 2, error);
        slot = find_slot(builder, hash);
    }
    if (status != FUND_OK)
        return status;
    *term = builder->term_count;
    builder->hashes[builder->term_count++] = hash;
    *slot = builder->term_count;
    return FUND_OK;
}

fund_status positions_builder_create(struct positions_builder **builder, struct fund_error *error)
{
    struct positions_builder *created = calloc(1, sizeof(*created));
    if (created == NULL)
        return error_no_memory(error);
    fund_status status = make_table(created, TABLE_FIRST, error);
    if (status != FUND_OK) {
        positions_builder_destroy(created);
        return status;
    }
    *builder = created;
    return FUND_OK;
}

void positions_builder_destroy(struct positions_builder *builder)
{
    if (builder == NULL)
        return;
    free(builder->hashes);
    free(builder->table);
    free(builder->items);
    perfect_finish(&builder->perfect);
    free(builder);
}

void positions_builder_clear(struct positions_builder *builder)
{
    if (builder->table_size > TABLE_KEPT)
        builder->table_size = TABLE_KEPT; /* the rest is not used before the table grows again */
    memset(builder->table, 0, builder->table_size * sizeof(*builder->table));
    builder->term_count = 0;
    builder->count = 0;
}

fund_status positions_add(struct positions_builder *builder, struct slice term, uint32_t position,
                          struct fund_error *error)
{
    fund_status status = FUND_OK;
    uint32_t number = 0;
    if (position == 0)
        return error_set(error, FUND_INVALID_ARGUMENT, "a term at position 0; the first is 1");
    if (builder->count == POSITIONS_MAX)
        return error_set(error, FUND_LIMIT, "a text of more than %u positions", POSITIONS_MAX);
    if (builder->count == builder->capacity)
        status =
            grow((void **)&builder->items, &builder->capacity, sizeof(struct occurrence), error);
    if (status == FUND_OK)
        status = number_term(builder, positions_hash(term), &number, error);
    if (status == FUND_OK)
        builder->items[builder->count++] = (struct occurrence){number, position};
    return status;
}

fund_status positions_know(struct positions_builder *builder, struct slice term,
                           struct fund_error *error)
{
    uint32_t number;
    return number_term(builder, positions_hash(term), &number, error);
}

/* ---- the value ------------------------------------------------------------------------------ */

static bool is_before(struct occurrence a, struct occurrence b)
{
    return a.position < b.position || (a.position == b.position && a.term < b.term);
}

/* By insertion, as all but a few are in order. */
static void sort(struct positions_builder *builder)
{
    struct occurrence *items = builder->items;
    uint32_t kept = 0;
    for (uint32_t i = 1; i < builder->count; i++) {
        struct occurrence moved = items[i];
        uint32_t at = i;
        for (; at > 0 && is_before(moved, items[at - 1]); at--)
            items[at] = items[at - 1];
        items[at] = moved;
    }
    for (uint32_t i = 1; i < builder->count; i++)
        if (is_before(items[kept], items[i]))
            items[++kept] = items[i];
    builder->count = kept + 1;
}

static void put_bits(struct bits *bits, uint32_t entry)
{
    bits->waiting |= (uint64_t)entry << bits->waiting_count;
    bits->waiting_count += bits->width;
    bits->entry_count++;
    for (; bits->waiting_count >= 8; bits->waiting_count -= 8, bits->waiting >>= 8)
        bits->value->data[bits->value->size++] = (char)(unsigned char)bits->waiting;
}

static void end_bits(struct bits *bits)
{
    if (bits->waiting_count > 0)
        bits->value->data[bits->value->size++] = (char)(unsigned char)bits->waiting;
}

/* The entries between two terms; a gap of 0 is the same position. */
static void put_gap(struct bits *bits, uint32_t gap)
{
    uint32_t same = hash_numbers(bits->width), more = (uint32_t)1 << (bits->width - 1);
    if (gap == 0)
        put_bits(bits, same);
    if (gap <= 1)
        return;
    put_bits(bits, same + 1);
    for (gap--; gap >= more; gap >>= bits->width - 1)
        put_bits(bits, more | (gap & (more - 1)));
    put_bits(bits, gap);
}

static uint32_t gap_entries(uint32_t gap, uint32_t width)
{
    uint32_t count = gap == 1 ? 0 : 1;
    if (gap > 1)
        count++;
    for (gap = gap > 1 ? gap - 1 : 0; gap >> (width - 1) > 0; gap >>= width - 1)
        count++;
    return count;
}

static void put_varint(struct buffer *value, uint32_t number)
{
    for (; number >= 0x80; number >>= 7)
        value->data[value->size++] = (char)(unsigned char)(number | 0x80);
    value->data[value->size++] = (char)(unsigned char)number;
}

static uint64_t count_entries(const struct positions_builder *builder)
{
    uint64_t count = builder->count;
    uint32_t last = 0;
    for (uint32_t i = 0; i < builder->count; i++) {
        count += gap_entries(builder->items[i].position - last, builder->perfect.width);
        last = builder->items[i].position;
    }
    return count;
}

static void put_rows(const struct positions_builder *builder, struct buffer *value)
{
    struct bits bits = {.value = value, .width = builder->perfect.width};
    uint32_t last = 0;
    for (uint32_t i = 0; i < builder->count; i++) {
        put_gap(&bits, builder->items[i].position - last);
        put_bits(&bits, builder->perfect.numbers[builder->items[i].term]);
        last = builder->items[i].position;
    }
    end_bits(&bits);
}

fund_status positions_encode(struct positions_builder *builder, struct buffer *value,
                             struct fund_error *error)
{
    const struct perfect *perfect = &builder->perfect;
    if (builder->count == 0)
        return FUND_OK;
    sort(builder);
    fund_status status =
        perfect_find(&builder->perfect, builder->hashes, builder->term_count, error);
    if (status != FUND_OK)
        return status;
    uint64_t entries = count_entries(builder);
    if (entries > UINT32_MAX)
        return error_set(error, FUND_LIMIT, "a text of more than %u positions", UINT32_MAX);
    size_t size = HEAD_MAX + perfect->bucket_count + (size_t)((entries * perfect->width + 7) / 8);
    status = buffer_reserve(value, size, error);
    if (status != FUND_OK)
        return status;
    put_varint(value, builder->term_count);
    put_varint(value, (uint32_t)entries);
    value->data[value->size++] = (char)(unsigned char)(perfect->width | perfect->variant << 5);
    memcpy(value->data + value->size, perfect->seeds, perfect->bucket_count);
    value->size += perfect->bucket_count;
    put_rows(builder, value);
    value->data[value->size] = '\0';
    return FUND_OK;
}
