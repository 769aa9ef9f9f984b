/*
 * collector: the best documents so far, in a heap whose top is the worst of them.
 */
#ifndef CORE_MATCH_COLLECTOR_H
#define CORE_MATCH_COLLECTOR_H

#include "core/match/match.h"

/* Weights are sums in the order in which lists were asked: their bounds may differ in the last bits,
 * so that less than them is asked for. */
#define COLLECTOR_LESS (1 - 1e-12)

struct collected {
    struct match_hit hit;
    struct slice value; /* by which it is sorted; of the collector */
};

struct collector {
    enum match_sort sort;
    struct collected *items;
    size_t count, capacity, most;
};

static inline bool collector_sorts_by_value(const struct collector *collector)
{
    return collector->sort == MATCH_BY_WEIGHT_THEN_VALUE ||
           collector->sort == MATCH_BY_VALUE_DESCENDING ||
           collector->sort == MATCH_BY_VALUE_ASCENDING;
}

static inline bool collector_sorts_by_weight(const struct collector *collector)
{
    return collector->sort == MATCH_BY_WEIGHT || collector->sort == MATCH_BY_WEIGHT_THEN_VALUE;
}

/* At most so many are kept. */
void collector_init(struct collector *collector, enum match_sort sort, size_t most);
void collector_finish(struct collector *collector);

/* What a document must weigh to be kept, 0 where any may be: where it weighs just that, the rest
 * decides. */
double collector_least(const struct collector *collector);
/* Keeps a document if it is among the best. FUND_NO_MEMORY. */
fund_status collector_add(struct collector *collector, struct match_hit hit, struct slice value,
                          struct fund_error *error);
/* Puts the best first; nothing may be added any more. */
void collector_sort(struct collector *collector);

#endif
