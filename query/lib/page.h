/*
 * The documents of one page: what a plan finds, relaxed where that is too little.
 */
#ifndef QUERY_LIB_PAGE_H
#define QUERY_LIB_PAGE_H

#include "query/include/fundstelle.h"
#include "query/lib/facets.h"
#include "query/lib/plan.h"

struct page {
    store_docid docids[FUND_LIMIT_MAX];
    double scores[FUND_LIMIT_MAX]; /* falling; 0 in the order of dates */
    size_t count;
    uint32_t total;
    uint32_t strict_total; /* of these, the ones that the query finds as it was asked: first */
    bool is_exact;
    const struct facets *selected; /* only these hits; NULL: all */
    struct slice relaxed; /* the last step that found more, in the plan's arena; empty where none
                             was needed */
};

/*
 * Runs the plan, one step after the other while too little is found. In the order of relevance what
 * a step finds stands behind all that the steps before it found; in the order of dates only the
 * first step that finds anything counts.
 */
fund_status page_run(struct session *session, struct plan *plan,
                     const struct fund_search_options *options, struct page *page,
                     struct fund_error *error);

/* The page of those hits of the plan's step that were selected. */
fund_status page_run_selected(struct session *session, struct plan *plan,
                              const struct fund_search_options *options,
                              const struct facets *selected, struct page *page,
                              struct fund_error *error);
/* Puts the exact number of hits of the plan's step, the only one that counts, in place of a guess. */
void page_set_total(struct page *page, const struct plan *plan, uint32_t total);

#endif
