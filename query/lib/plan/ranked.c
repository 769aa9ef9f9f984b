/*
 * The parameters of ranked searches.
 */
#include "query/lib/plan/ranked.h"

#include "core/schema/schema.h"
#include "query/lib/plan/weights.h"

struct store_search ranked_search(const struct store_query *query, enum store_sort sort,
                                  uint32_t offset, uint32_t limit)
{
    const struct query_weights *weights = query_weights();
    return (struct store_search){
        .query = query,
        .offset = offset,
        .limit = limit,
        .sort = sort,
        .sort_slot = SCHEMA_SLOT_PUBLISHED,
        .k1 = weights->bm25_k1,
        .k3 = weights->bm25_k3,
        .b = weights->bm25_b,
        .minimum_length = weights->bm25_minimum_length,
    };
}
