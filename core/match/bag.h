/*
 * bag: posting lists that count as one.
 */
#ifndef CORE_MATCH_BAG_H
#define CORE_MATCH_BAG_H

#include "core/match/evaluation.h"

/* What a document weighs at most by a number of occurrences, up to so many. */
#define BAG_COUNTS 16

struct bag {
    struct evaluation *evaluation;
    struct glass_postings *lists; /* of the arena */
    size_t count;
    uint32_t docid;
    uint32_t cost; /* documents, at most */
    double term_weight, most;
    double most_by_count[BAG_COUNTS];
};

/* factor: of its weight, 0 for none. False after a failure, which is noted; bag_close in any case. */
bool bag_open(struct bag *bag, struct evaluation *evaluation, const struct slice *terms,
              size_t count, double factor);
/* Checks that what was read still stands, too. */
void bag_close(struct bag *bag);

/* Moves to the first document from docid on; the end is UINT32_MAX. */
void bag_skip(struct bag *bag, uint32_t docid);
/* The same, without those that weigh less. */
void bag_skip_light(struct bag *bag, uint32_t docid, double least);

/* How often the document at hand has it. */
static inline uint32_t bag_count(const struct bag *bag)
{
    uint32_t count = 0;
    for (size_t i = 0; i < bag->count; i++)
        if (bag->lists[i].docid == bag->docid)
            count += bag->lists[i].wdf;
    return count;
}

/* What the document at hand weighs. */
static inline double bag_weigh(struct bag *bag)
{
    if (bag->term_weight == 0)
        return 0;
    uint32_t count = bag_count(bag), length = evaluation_length(bag->evaluation, bag->docid);
    if (bag->count > 1 && count > length) /* as Xapian's SynonymPostList has it */
        count = length;
    return evaluation_weigh(bag->evaluation, bag->term_weight, count, length);
}

#endif
