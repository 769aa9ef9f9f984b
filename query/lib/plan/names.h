/*
 * Names among the plain words of a query.
 */
#ifndef QUERY_LIB_PLAN_NAMES_H
#define QUERY_LIB_PLAN_NAMES_H

#include "query/lib/plan/plan.h"

/* Most links of all names among the plain words of one query; names beyond stay words. */
#define PLAN_LINKS_MAX 2000

/* Finds the names in the words of a part, fills part->runs and marks the words with them. *links
 * counts what all parts have. */
fund_status plan_names_find(const struct name_context *context, struct plan_part *part,
                            size_t *links, struct fund_error *error);

#endif
