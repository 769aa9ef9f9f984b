/*
 * lists: the posting lists of a database that is being made, in memory: for each term the documents
 * that have it, as the bytes of which the file is made later.
 */
#ifndef CORE_GLASS_LISTS_H
#define CORE_GLASS_LISTS_H

#include "core/glass/document.h"
#include "core/glass/sort.h"

/* Bytes that grow, among many that do: slices of a pool, each longer than the one before, that end
 * in the place of the next. Places count from 1. */
struct lists_bytes {
    uint32_t first, at, end; /* at: of the next byte; end: of the last slice's */
    uint32_t size;
};

struct lists_term {
    uint64_t hash;
    uint32_t at, size; /* in the bytes of all terms */
    uint32_t documents, occurrences;
    uint32_t first, last, last_wdf; /* documents; the last one's entry is not among the bytes */
    uint32_t positions;             /* index into the lists of positions, plus 1 */
    /* the first document's wdf, then of each the documents between and its wdf: encode_number */
    struct lists_bytes postings;
};

struct lists_positions {
    struct lists_bytes bytes; /* the documents since the one before, size, what encode makes */
    uint32_t last;
};

struct lists_slot {
    uint32_t hash; /* half of the term's */
    uint32_t term; /* plus 1; 0: free */
};

struct lists {
    struct buffer bytes;
    struct lists_term *terms;
    struct lists_positions *positions;
    struct lists_slot *slots;
    char **pages; /* of the pool */
    uint32_t term_count, term_capacity, slot_count, positions_count, positions_capacity;
    uint32_t page_count, page_capacity, pool_at;
    struct buffer encoded;
};

fund_status lists_init(struct lists *lists, struct fund_error *error);
void lists_finish(struct lists *lists);
/* Bytes of memory in use. */
size_t lists_memory(const struct lists *lists);

/*
 * Adds a document, whose number must be larger than any before. FUND_LIMIT beyond 4 GiB of
 * postings; FUND_NO_MEMORY. After a failure nothing can be done but lists_finish.
 */
fund_status lists_add(struct lists *lists, const struct glass_document *document, uint32_t number,
                      struct fund_error *error);

/* All terms in byte order, numbers being indices into lists->terms: *items is the caller's to free.
 * FUND_NO_MEMORY. */
fund_status lists_sort(const struct lists *lists, struct sort_item **items,
                       struct fund_error *error);

/* Appends all bytes of a list. */
fund_status lists_read(const struct lists *lists, const struct lists_bytes *list,
                       struct buffer *out, struct fund_error *error);

#endif
