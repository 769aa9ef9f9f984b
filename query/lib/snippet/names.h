/*
 * Mentions of persons, organisations and places that are matches of a query.
 */
#ifndef QUERY_LIB_SNIPPET_NAMES_H
#define QUERY_LIB_SNIPPET_NAMES_H

#include "query/include/fundstelle.h"
#include "query/lib/plan/plan.h"

/* Takes a match of a target. */
typedef fund_status (*snippet_adder)(void *data, struct range range, enum fund_mark mark,
                                     size_t target, struct fund_error *error);

/* Calls add for all mentions within text, the beginning of the release's. The i-th part of the plan
 * has the target first_target + i. */
fund_status snippet_find_names(const struct plan *plan, const struct name_context *context,
                               const struct release *release, struct slice text,
                               size_t first_target, snippet_adder add, void *data,
                               struct fund_error *error);

#endif
