/*
 * Days of a query -> queries over the date terms of the archive.
 */
#ifndef QUERY_LIB_PLAN_DAYS_H
#define QUERY_LIB_PLAN_DAYS_H

#include "query/lib/base/build.h"
#include "query/lib/parse/period.h"

/* Releases published within the span. */
struct store_query *days_published(struct build *build, const struct store_reader *reader,
                                   struct day_span span);
/* Releases whose text names a day, or a stretch of days, that overlaps the span. */
struct store_query *days_event(struct build *build, const struct store_reader *reader,
                               struct day_span span);
/* Releases that have a date. */
struct store_query *days_dated(struct build *build);

#endif
