/*
 * Results without a query: releases that are found otherwise, shown as hits.
 */
#ifndef QUERY_LIB_SEARCH_RESULTS_H
#define QUERY_LIB_SEARCH_RESULTS_H

#include "query/lib/base/session.h"
#include "query/lib/search/page.h"

/* Reads the page's releases; a snippet is the beginning of the text, with nothing marked. */
fund_status results_present(struct session *session, const struct page *page, uint32_t snippet_size,
                            fund_results **results, struct fund_error *error);

#endif
