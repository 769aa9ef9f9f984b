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
 * Releases that are under embargo now, rising, at most max: the first ones; *ends is the first moment
 * at which one of them no longer is, or CLOCK_NONE where there are none.
 */
fund_status embargo_find(struct store_reader *reader, store_docid *docids, size_t max,
                         size_t *count, int64_t *ends, struct fund_error *error);
/* Whether a moment (CLOCK_NONE: none) lies ahead. */
bool embargo_lies_ahead(int64_t moment);

#endif
