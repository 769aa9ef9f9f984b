/*
 * perfect: the search for a hash that gives each of some terms a number of its own.
 */
#ifndef CORE_POSITIONS_PERFECT_H
#define CORE_POSITIONS_PERFECT_H

#include "core/base/error.h"

#include <stdbool.h>
#include <stdint.h>

/* Memory of a search, and what it has found. Zeroed before the first one. */
struct perfect {
    uint32_t bucket_count, number_count, width, variant;
    unsigned char *seeds; /* by bucket */
    uint32_t *numbers;    /* by term */
    /* inside */
    uint64_t *mixed;  /* by term */
    uint64_t *dealt;  /* the same in the order of their buckets */
    uint32_t *terms;  /* in that order */
    uint32_t *found;  /* numbers in that order, for the bucket in hand */
    uint32_t *starts; /* of each bucket in terms, and the end of the last one */
    uint32_t *order;  /* buckets, the largest first */
    bool *is_taken;   /* by number */
    size_t term_capacity, number_capacity;
};

/* Hashes must differ. FUND_NO_MEMORY; FUND_INTERNAL where no hash was found, which no text brings
 * about. */
fund_status perfect_find(struct perfect *perfect, const uint64_t *hashes, uint32_t count,
                         struct fund_error *error);
void perfect_finish(struct perfect *perfect);

#endif
