/*
 * See reader.h: values of documents in any order.
 *
 * A place is where a value begins in the file and how large it is, or that it stands in two blocks.
 * Those of a whole piece are noted when the piece is first come to.
 */
#include "core/glass/block.h"
#include "core/glass/copies.h"
#include "core/glass/encode.h"
#include "core/glass/reader_trees.h"

#include <stdlib.h>

/* Looks from which on places are noted: a program that asks once or twice has them for nothing. */
#define LOOKS_MIN 4096u
/* Blocks that a piece lies in, at most; places of a longer one are not noted. */
#define PARTS_MAX 8
#define LINE      64u
/* Bytes of a value that are brought near. */
#define FETCHED_MAX 1024u

/* ---- places --------------------------------------------------------------------------------- */

#define PLACE_SIZE_BITS 14
#define PLACE_UNKNOWN   0u
#define PLACE_IN_TWO    UINT64_MAX

_Static_assert(BLOCK_SIZE < (1u << PLACE_SIZE_BITS) - 1, "a size and one more");

static uint64_t place_of(size_t at, size_t size)
{
    return (uint64_t)at << PLACE_SIZE_BITS | (size + 1);
}

static size_t place_at(uint64_t place)
{
    return (size_t)(place >> PLACE_SIZE_BITS);
}

static size_t place_size(uint64_t place)
{
    return (size_t)(place & ((1u << PLACE_SIZE_BITS) - 1)) - 1;
}

static inline bool is_one(uint64_t place)
{
    return place != PLACE_UNKNOWN && place != PLACE_IN_TWO;
}

static inline uint64_t find_place(const struct glass_looks *looks, uint32_t docid)
{
    if (looks->places == NULL || docid > looks->reader->counts.last_document)
        return PLACE_UNKNOWN;
    return __atomic_load_n(&looks->places[docid], __ATOMIC_RELAXED);
}

/* NULL as long as it does not pay, and without memory. */
static uint64_t *take_places(const struct glass_reader *reader, uint32_t slot)
{
    struct glass_reader *owner = (struct glass_reader *)reader;
    uint64_t *none = NULL, *places = NULL;
    if (slot < STREAMS_SLOTS_MAX)
        places = atomic_load_explicit(&owner->places[slot], memory_order_acquire);
    if (places != NULL || slot >= STREAMS_SLOTS_MAX || !reader_is_dense(reader) ||
        atomic_fetch_add_explicit(&owner->looked_at, 1, memory_order_relaxed) < LOOKS_MIN)
        return places;
    places = calloc((size_t)reader->counts.last_document + 1, sizeof(*places));
    /* another thread may have been faster */
    if (places == NULL || !atomic_compare_exchange_strong(&owner->places[slot], &none, places))
        free(places);
    return atomic_load_explicit(&owner->places[slot], memory_order_acquire);
}

/* ---- noting --------------------------------------------------------------------------------- */

/* A piece as it lies in the file. */
struct parts {
    struct slice items[PARTS_MAX]; /* the last one first */
    size_t count;
};

/* False where it cannot be told. */
static bool find_parts(const struct glass_values *values, struct parts *parts)
{
    struct glass_cursor cursor = values->cursor;
    uint32_t at = cursor.places[0].item;
    struct block_item item;
    parts->count = 0;
    if (at >= cursor.places[0].count || !block_item(cursor.places[0].block, at, &item))
        return false;
    while (parts->count < PARTS_MAX) {
        parts->items[parts->count++] = item.tag;
        if (item.is_first)
            return true;
        if (glass_cursor_previous(&cursor, &item, NULL) != FUND_OK || item.key.size == 0)
            return false;
    }
    return false;
}

/* The place of what stands so far behind the front of the piece. */
static uint64_t place_in(const struct parts *parts, const struct glass_tree *tree, size_t from,
                         size_t size)
{
    for (size_t i = parts->count; i-- > 0; from -= parts->items[i].size) {
        struct slice part = parts->items[i];
        if (from >= part.size)
            continue;
        if (size > part.size - from)
            break;
        size_t at = copies_offset(tree->copies, tree, (const unsigned char *)part.data);
        return place_of(at + from, size);
    }
    return PLACE_IN_TWO;
}

/* Notes the places of the piece at hand. */
static void note_piece(const struct glass_values *values, uint64_t *places, uint32_t last)
{
    struct parts parts;
    const unsigned char *at = values->start;
    uint64_t docid = values->piece_first;
    if (!find_parts(values, &parts))
        return;
    while (docid <= last) {
        uint32_t size, between;
        if (!decode_number_at(&at, values->end, &size) || size > (size_t)(values->end - at))
            return;
        uint64_t place = place_in(&parts, values->cursor.tree, (size_t)(at - values->start), size);
        __atomic_store_n(&places[docid], place, __ATOMIC_RELAXED);
        at += size;
        if (at == values->end || !decode_number_at(&at, values->end, &between))
            return;
        docid += (uint64_t)between + 1;
    }
}

/* ---- looking -------------------------------------------------------------------------------- */

void glass_looks_open(const struct glass_reader *reader, uint32_t slot, struct glass_looks *looks)
{
    *looks = (struct glass_looks){.reader = reader, .slot = slot};
    if (slot < STREAMS_SLOTS_MAX)
        looks->places = atomic_load_explicit(&reader->places[slot], memory_order_acquire);
}

void glass_looks_close(struct glass_looks *looks)
{
    if (looks->has_values)
        glass_values_close(&looks->values);
}

void glass_looks_expect(const struct glass_looks *looks, uint32_t docid)
{
    uint64_t place = find_place(looks, docid);
    if (!is_one(place))
        return;
    const unsigned char *map = looks->reader->trees[POSTLIST].map;
    size_t at = place_at(place), size = place_size(place);
    __builtin_prefetch(map + at / BLOCK_SIZE * BLOCK_SIZE);
    for (size_t i = 0; i < size && i < FETCHED_MAX; i += LINE)
        __builtin_prefetch(map + at + i);
}

static fund_status look_slowly(struct glass_looks *looks, uint32_t docid, bool is_known,
                               struct fund_error *error)
{
    struct glass_values *values = &looks->values;
    fund_status status = FUND_OK;
    looks->block = NULL;
    if (!looks->has_values) {
        looks->has_values = true;
        status = glass_values_open(looks->reader, looks->slot, values, error);
    }
    if (status == FUND_OK)
        status = glass_values_seek(values, docid, error);
    if (status != FUND_OK)
        return status;
    bool is_there = values->docid == docid && docid != GLASS_END;
    looks->value = is_there ? values->value : slice_of(NULL, 0);
    if (!is_there || is_known)
        return FUND_OK;
    uint64_t *places = take_places(looks->reader, looks->slot);
    if (places != NULL)
        note_piece(values, places, looks->reader->counts.last_document);
    looks->places = places;
    return FUND_OK;
}

fund_status glass_looks_at(struct glass_looks *looks, uint32_t docid, struct fund_error *error)
{
    uint64_t place = find_place(looks, docid);
    if (!is_one(place))
        return look_slowly(looks, docid, place == PLACE_IN_TWO, error);
    const unsigned char *map = looks->reader->trees[POSTLIST].map;
    size_t at = place_at(place);
    looks->value = slice_of((const char *)map + at, place_size(place));
    looks->block = map + at / BLOCK_SIZE * BLOCK_SIZE;
    return FUND_OK;
}

fund_status glass_looks_check(const struct glass_looks *looks, struct fund_error *error)
{
    const struct glass_tree *tree = &looks->reader->trees[POSTLIST];
    if (looks->block == NULL)
        return looks->has_values ? glass_values_check(&looks->values, error) : FUND_OK;
    return block_revision(looks->block) > tree->revision ? glass_tree_overtaken(tree, error)
                                                         : FUND_OK;
}
