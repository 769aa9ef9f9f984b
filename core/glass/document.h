/*
 * document: the terms and values of one document, gathered in any order.
 */
#ifndef CORE_GLASS_DOCUMENT_H
#define CORE_GLASS_DOCUMENT_H

#include "core/base/buffer.h"
#include "core/glass/sort.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct document_position {
    uint32_t position, next; /* index of the next one, plus 1; 0: none */
};

struct document_term {
    uint32_t at, size; /* in bytes */
    uint64_t hash;     /* of document_hash */
    uint32_t wdf;
    uint32_t first, last; /* positions, as their next */
};

struct document_value {
    uint32_t slot;
    uint32_t at, size; /* in bytes */
};

struct glass_document {
    struct buffer bytes; /* of terms and values */
    struct document_term *terms;
    struct document_value *values; /* by slot */
    struct document_position *positions;
    uint32_t *slots; /* a hash table: term + 1; 0: free */
    uint32_t term_count, term_capacity, value_count, value_capacity;
    uint32_t position_count, position_capacity, slot_count;
};

fund_status document_init(struct glass_document *document, struct fund_error *error);
void document_finish(struct glass_document *document);
void document_clear(struct glass_document *document);

/* The hash of a term, as document_term has it: all 64 bits are good ones. */
uint64_t document_hash(struct slice term);

/*
 * Adds an occurrence of a term at a position, 0 for none, and raises its frequency within the
 * document by wdf. FUND_LIMIT beyond 4 GiB of terms and values, FUND_NO_MEMORY.
 */
fund_status document_add(struct glass_document *document, struct slice term, uint32_t position,
                         uint32_t wdf, struct fund_error *error);
/* An empty value removes it. Errors as above. */
fund_status document_set_value(struct glass_document *document, uint32_t slot, struct slice value,
                               struct fund_error *error);

/* The terms of a document in byte order, numbers being indices into its terms. Zeroed before the
 * first use, and usable for any number of documents. */
struct document_order {
    struct sort_item *items, *spare;
    uint32_t capacity;
};

/* FUND_NO_MEMORY. */
fund_status document_sort(const struct glass_document *document, struct document_order *order,
                          struct fund_error *error);
void document_order_finish(struct document_order *order);

static inline struct slice document_bytes(const struct glass_document *document, uint32_t at,
                                          uint32_t size)
{
    return slice_of(document->bytes.data + at, size);
}

#ifdef __cplusplus
}
#endif

#endif
