/*
 * The releases of one page of hits, before they are read.
 */
#ifndef QUERY_LIB_SEARCH_PAGE_H
#define QUERY_LIB_SEARCH_PAGE_H

#include "core/store/store.h"
#include "query/include/fundstelle.h"

/*
 * Releases are folded into hits within each stretch of so many of the order, up to the last of so
 * many releases; those behind are a hit each. 50: reading and comparing more would cost a page of
 * ten noticeably more time than it takes without.
 */
#define VERSIONS_STRETCH 50
#define VERSIONS_REACH   1000

struct page {
    store_docid docids[FUND_LIMIT_MAX];
    double scores[FUND_LIMIT_MAX];   /* falling; 0 in the order of dates */
    bool is_relaxed[FUND_LIMIT_MAX]; /* only a relaxed query finds it */
    size_t count;
    uint32_t total; /* releases on all pages */
    bool is_exact;
    /* Further versions of the n-th hit, newest first: other_counts[n] from others[other_starts[n]]
     * on. No hit of a page that is not folded has any. */
    store_docid others[VERSIONS_REACH];
    uint32_t other_starts[FUND_LIMIT_MAX], other_counts[FUND_LIMIT_MAX];
    size_t others_used;
};

/* Nothing where the page is full. */
static inline void page_append(struct page *page, store_docid docid, double score)
{
    if (page->count == FUND_LIMIT_MAX)
        return;
    page->docids[page->count] = docid;
    page->scores[page->count] = score;
    page->count++;
}

#endif
