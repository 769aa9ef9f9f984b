/*
 * embargo: what must not be shown yet.
 */
#ifndef QUERY_LIB_BASE_EMBARGO_H
#define QUERY_LIB_BASE_EMBARGO_H

#include "query/lib/base/build.h"

/* The query without what is under embargo now; itself where nothing is. */
struct store_query *embargo_leave_out(struct build *build, struct store_reader *reader,
                                      struct store_query *query);
/* Whether a moment (CLOCK_NONE: none) lies ahead. */
bool embargo_lies_ahead(int64_t moment);

#endif
