/*
 * candidates: documents that may be among the best, if they have the rows that they are taken to have.
 */
#ifndef CORE_MATCH_CANDIDATES_H
#define CORE_MATCH_CANDIDATES_H

#include "core/match/evaluation.h"

struct candidate {
    double most;    /* that it weighs */
    uint32_t docid; /* in its own database */
};

struct candidates {
    struct candidate *items;
    size_t count, capacity;
    double *sure; /* the greatest weights that are sure, a heap with the least at its top */
    size_t sure_count, wanted;
};

/* wanted: so many documents are looked for. FUND_NO_MEMORY; candidates_finish in any case. */
fund_status candidates_init(struct candidates *candidates, size_t wanted, struct fund_error *error);
void candidates_finish(struct candidates *candidates);
fund_status candidates_add(struct candidates *candidates, uint32_t docid, double most,
                           struct fund_error *error);
/* Something that is found for sure, and what it weighs at least. */
void candidates_add_sure(struct candidates *candidates, double weight);
/* What a document must be able to weigh; 0 where too little is sure. */
double candidates_least(const struct candidates *candidates);
/* Puts them in order; none may be added after it. */
void candidates_order(struct candidates *candidates);
/* Takes the heaviest, up to most of them that can weigh least, and writes their numbers, rising. */
size_t candidates_take(struct candidates *candidates, double least, uint32_t *docids, size_t most);

#endif
