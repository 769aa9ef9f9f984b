/*
 * embargo: what must not be shown yet.
 */
#ifndef QUERY_LIB_BASE_EMBARGO_H
#define QUERY_LIB_BASE_EMBARGO_H

#include "query/lib/base/build.h"

/* The query without what is under embargo now; itself where nothing is. */
struct store_query *embargo_leave_out(struct build *build, struct store_reader *reader,
                                      struct store_query *query);
/*
 * All releases that are under embargo now, rising; *docids is the caller's to free. *ends is the first
 * moment at which one of them no longer is, or CLOCK_NONE where there are none. FUND_LIMIT: they are
 * more than max, which nobody could keep secret.
 */
fund_status embargo_find(struct store_reader *reader, size_t max, store_docid **docids,
                         size_t *count, int64_t *ends, struct fund_error *error);
/* Whether a moment (CLOCK_NONE: none) lies ahead. */
bool embargo_lies_ahead(int64_t moment);

#endif
