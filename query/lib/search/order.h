/*
 * The releases that a plan finds, in their order: relaxed where there are too few, and fetched
 * piece by piece.
 */
#ifndef QUERY_LIB_SEARCH_ORDER_H
#define QUERY_LIB_SEARCH_ORDER_H

#include "query/lib/facets/facets.h"
#include "query/lib/plan/plan.h"
#include "query/lib/search/page.h"

/* What the steps so far have found, best first: fewer than PLAN_ENOUGH. */
struct order_found {
    struct store_hit hits[PLAN_ENOUGH];
    size_t count;
};

struct order {
    struct session *session;
    struct plan *plan;
    enum fund_sort sort;
    enum fund_relax relax;
    const struct facets *selected; /* only these hits; NULL: all */
    bool is_settled;               /* how far the plan is relaxed */
    struct order_found found;      /* by the steps before the last; in the order of relevance */
    struct store_result result;    /* of the last step: its first hits, by relevance */
    uint32_t depth;                /* so many were asked for */
    uint32_t total;
    uint32_t strict_total; /* of these, the ones that the query finds as it was asked: first */
    bool is_exact;
    bool is_total_wanted; /* else it is only guessed: it will be set */
    bool is_counted;      /* by order_set_total, which no search makes better */
    uint32_t counted;
    struct slice relaxed; /* the last step that found more, in the plan's arena; empty where none
                             was needed */
};

/*
 * Fetches the releases from offset on. The first call runs the plan, one step after the other while
 * too little is found. In the order of relevance what a step finds stands behind all that the steps
 * before it found; in the order of dates only the first step that finds anything counts.
 */
fund_status order_fetch(struct order *order, uint32_t offset, uint32_t limit, struct page *page,
                        struct fund_error *error);
/* From now on only those of the hits that are selected; the order has been fetched from before, by
 * one step alone. */
void order_select(struct order *order, const struct facets *selected);
/* Puts the exact number of hits in place of a guess. */
void order_set_total(struct order *order, uint32_t total);
void order_finish(struct order *order);

#endif
