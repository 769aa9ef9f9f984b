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

/* The greatest weights of all that were met, a heap with the least at its top. */
struct greatest {
    double *heap;
    size_t count, wanted;
};

struct candidates {
    struct candidate *items;
    size_t count, capacity;
    struct greatest sure;      /* of what is sure */
    struct greatest promising; /* of what is possible */
    uint32_t sure_found;       /* documents that match for sure, of all that were added */
};

/* wanted: so many documents are looked for; promising: so many may be looked at before all are known.
 * FUND_NO_MEMORY; candidates_finish in any case. */
fund_status candidates_init(struct candidates *candidates, size_t wanted, size_t promising,
                            struct fund_error *error);
void candidates_finish(struct candidates *candidates);
/* Whether a document that may weigh so much is one of the most promising so far. */
bool candidates_promise(struct candidates *candidates, double most);
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
