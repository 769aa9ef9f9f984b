/*
 * See document.h.
 */
#include "core/glass/document.h"

#include "core/glass/array.h"

#include <stdlib.h>

#define TERMS_FIRST 512u
#define SLOTS_FIRST 1024u
#define SLOTS_KEPT  2048u
#define BYTES_MAX   ((size_t)UINT32_MAX)

/* ---- memory --------------------------------------------------------------------------------- */

static fund_status put_bytes(struct glass_document *document, struct slice bytes, uint32_t *at,
                             struct fund_error *error)
{
    *at = (uint32_t)document->bytes.size;
    return buffer_append(&document->bytes, bytes, error);
}

fund_status document_init(struct glass_document *document, struct fund_error *error)
{
    *document = (struct glass_document){.bytes = buffer_init(BYTES_MAX)};
    document->slots = calloc(SLOTS_FIRST, sizeof(*document->slots));
    document->slot_count = SLOTS_FIRST;
    return document->slots != NULL ? FUND_OK : error_no_memory(error);
}

void document_finish(struct glass_document *document)
{
    buffer_finish(&document->bytes);
    free(document->terms);
    free(document->values);
    free(document->positions);
    free(document->slots);
    *document = (struct glass_document){.bytes = buffer_init(BYTES_MAX)};
}

void document_clear(struct glass_document *document)
{
    /* A table that one long document has made large is not cleared for each short one. */
    if (document->slot_count > SLOTS_KEPT && document->term_count < document->slot_count / 8) {
        uint32_t *smaller = calloc(SLOTS_FIRST, sizeof(*smaller));
        if (smaller != NULL) {
            free(document->slots);
            document->slots = smaller;
            document->slot_count = SLOTS_FIRST;
        }
    }
    memset(document->slots, 0, document->slot_count * sizeof(*document->slots));
    buffer_clear(&document->bytes);
    document->term_count = document->value_count = document->position_count = 0;
}

/* ---- gathering ------------------------------------------------------------------------------ */

static uint64_t load(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof(word));
    return word;
}

/* Fewer than eight bytes as a number. */
static uint64_t load_few(const char *bytes, size_t size)
{
    if (size < sizeof(uint32_t))
        return size == 0 ? 0
                         : (uint64_t)(unsigned char)bytes[0] << 16 |
                               (uint64_t)(unsigned char)bytes[size / 2] << 8 |
                               (unsigned char)bytes[size - 1];
    uint32_t front, back;
    memcpy(&front, bytes, sizeof(front));
    memcpy(&back, bytes + size - sizeof(back), sizeof(back));
    return (uint64_t)front << 32 | back;
}

/* Eight bytes at a time, of which the last ones overlap those before; the mixing is the finalizer of
 * MurmurHash3 (Appleby, public domain). For tables in memory only. */
uint64_t document_hash(struct slice term)
{
    uint64_t hash = term.size * UINT64_C(0x9e3779b97f4a7c15), word;
    for (size_t at = 0; at + sizeof(hash) < term.size; at += sizeof(hash)) {
        hash = (hash ^ load(term.data + at)) * UINT64_C(0xff51afd7ed558ccd);
        hash ^= hash >> 32;
    }
    word = term.size < sizeof(hash) ? load_few(term.data, term.size)
                                    : load(term.data + term.size - sizeof(hash));
    hash = (hash ^ word) * UINT64_C(0xff51afd7ed558ccd);
    hash = (hash ^ hash >> 32) * UINT64_C(0xc4ceb9fe1a85ec53);
    return hash ^ hash >> 33;
}

static uint32_t *find_slot(const struct glass_document *document, struct slice term, uint64_t hash)
{
    uint32_t mask = document->slot_count - 1, at = (uint32_t)hash & mask;
    for (; document->slots[at] != 0; at = (at + 1) & mask) {
        const struct document_term *found = &document->terms[document->slots[at] - 1];
        if (found->hash == hash && found->size == term.size &&
            memcmp(document->bytes.data + found->at, term.data, term.size) == 0)
            break;
    }
    return &document->slots[at];
}

static fund_status enlarge_table(struct glass_document *document, struct fund_error *error)
{
    uint32_t count = document->slot_count * 2, mask = count - 1;
    uint32_t *slots = calloc(count, sizeof(*slots));
    if (slots == NULL)
        return error_no_memory(error);
    for (uint32_t i = 0; i < document->term_count; i++) {
        uint32_t at = (uint32_t)document->terms[i].hash & mask;
        while (slots[at] != 0)
            at = (at + 1) & mask;
        slots[at] = i + 1;
    }
    free(document->slots);
    document->slots = slots;
    document->slot_count = count;
    return FUND_OK;
}

static fund_status find_or_add(struct glass_document *document, struct slice term,
                               struct document_term **found, struct fund_error *error)
{
    uint64_t hash = document_hash(term);
    uint32_t *slot = find_slot(document, term, hash);
    if (*slot != 0) {
        *found = &document->terms[*slot - 1];
        return FUND_OK;
    }
    struct document_term added = {0, (uint32_t)term.size, hash, 0, 0, 0};
    fund_status status =
        array_grow((void **)&document->terms, &document->term_capacity, document->term_count,
                   sizeof(*document->terms), TERMS_FIRST, error);
    if (status == FUND_OK)
        status = put_bytes(document, term, &added.at, error);
    if (status == FUND_OK && document->term_count >= document->slot_count / 2) {
        status = enlarge_table(document, error);
        slot = find_slot(document, term, hash);
    }
    if (status != FUND_OK)
        return status;
    document->terms[document->term_count] = added;
    *found = &document->terms[document->term_count];
    *slot = ++document->term_count;
    return FUND_OK;
}

static fund_status add_position(struct glass_document *document, struct document_term *term,
                                uint32_t position, struct fund_error *error)
{
    fund_status status =
        array_grow((void **)&document->positions, &document->position_capacity,
                   document->position_count, sizeof(*document->positions), TERMS_FIRST, error);
    if (status != FUND_OK)
        return status;
    document->positions[document->position_count++] = (struct document_position){position, 0};
    if (term->last != 0)
        document->positions[term->last - 1].next = document->position_count;
    else
        term->first = document->position_count;
    term->last = document->position_count;
    return FUND_OK;
}

fund_status document_add(struct glass_document *document, struct slice term, uint32_t position,
                         uint32_t wdf, struct fund_error *error)
{
    struct document_term *found = NULL;
    fund_status status = find_or_add(document, term, &found, error);
    if (status == FUND_OK && position != 0)
        status = add_position(document, found, position, error);
    if (status == FUND_OK)
        found->wdf += wdf;
    return status;
}

fund_status document_set_value(struct glass_document *document, uint32_t slot, struct slice value,
                               struct fund_error *error)
{
    struct document_value *values = document->values;
    uint32_t i = 0, at = 0;
    while (i < document->value_count && values[i].slot < slot)
        i++;
    bool is_there = i < document->value_count && values[i].slot == slot;
    size_t behind = document->value_count - i;
    if (value.size == 0) {
        if (is_there) {
            memmove(&values[i], &values[i + 1], (behind - 1) * sizeof(*values));
            document->value_count--;
        }
        return FUND_OK;
    }
    fund_status status = array_grow((void **)&document->values, &document->value_capacity,
                                    document->value_count, sizeof(*values), TERMS_FIRST, error);
    if (status == FUND_OK)
        status = put_bytes(document, value, &at, error);
    if (status != FUND_OK)
        return status;
    values = document->values;
    if (!is_there) {
        memmove(&values[i + 1], &values[i], behind * sizeof(*values));
        document->value_count++;
    }
    values[i] = (struct document_value){slot, at, (uint32_t)value.size};
    return FUND_OK;
}

/* ---- sorting -------------------------------------------------------------------------------- */

fund_status document_sort(const struct glass_document *document, struct document_order *order,
                          struct fund_error *error)
{
    if (order->capacity < document->term_count) {
        uint32_t capacity = document->term_capacity;
        document_order_finish(order);
        order->items = malloc(capacity * sizeof(*order->items));
        order->spare = malloc(capacity * sizeof(*order->spare));
        if (order->items == NULL || order->spare == NULL)
            return error_no_memory(error);
        order->capacity = capacity;
    }
    for (uint32_t i = 0; i < document->term_count; i++) {
        const struct document_term *term = &document->terms[i];
        order->items[i] = (struct sort_item){sort_key(document->bytes.data + term->at, term->size),
                                             term->at, term->size, i};
    }
    sort_strings(order->items, order->spare, document->term_count, document->bytes.data);
    return FUND_OK;
}

void document_order_finish(struct document_order *order)
{
    free(order->items);
    free(order->spare);
    *order = (struct document_order){NULL, NULL, 0};
}
