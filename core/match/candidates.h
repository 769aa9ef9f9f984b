/*
 * candidates: documents that may be among the best, if they have the rows that they are taken to have.
 */
#ifndef CORE_MATCH_CANDIDATES_H
#define CORE_MATCH_CANDIDATES_H

#include "core/match/iterator.h"

struct candidate {
    struct iterator_weight weight;
    uint32_t docid; /* in its own database */
};

struct candidates {
    struct candidate *items;
    size_t count, capacity;
    double *sure; /* the greatest weights that are sure, a heap with the least at its top */
    size_t sure_count, wanted;
    uint32_t sure_found; /* documents that match for sure, of all that were added */
};

/* wanted: so many documents are looked for. FUND_NO_MEMORY; candidates_finish in any case. */
fund_status candidates_init(struct candidates *candidates, size_t wanted, struct fund_error *error);
void candidates_finish(struct candidates *candidates);
fund_status candidates_add(struct candidates *candidates, struct candidate candidate,
                           struct fund_error *error);
/* What a document must be able to weigh; 0 where too little is sure. */
double candidates_least(const struct candidates *candidates);
/*
 * Takes up to most of those that can weigh least, the heaviest but for small differences, and writes
 * them by rising numbers, in which they must have been added. Those that cannot are dropped.
 */
size_t candidates_take(struct candidates *candidates, double least, struct candidate *taken,
                       size_t most);

#endif
