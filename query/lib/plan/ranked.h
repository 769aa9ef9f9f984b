/*
 * Searching by the one table of weights.
 */
#ifndef QUERY_LIB_PLAN_RANKED_H
#define QUERY_LIB_PLAN_RANKED_H

#include "core/store/store.h"

/* A search in this order, the newest first among equals; with all that BM25 needs. */
struct store_search ranked_search(const struct store_query *query, enum store_sort sort,
                                  uint32_t offset, uint32_t limit);

#endif
