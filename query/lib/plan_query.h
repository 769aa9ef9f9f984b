/*
 * The store's queries for a plan.
 */
#ifndef QUERY_LIB_PLAN_QUERY_H
#define QUERY_LIB_PLAN_QUERY_H

#include "query/lib/plan.h"

/* Writes plan->query for plan->step; words that are unheld must be marked for any step but the
 * first. */
fund_status plan_query(struct session *session, struct plan *plan, struct fund_error *error);

/* Whether no release has the word, nor its parts side by side. */
fund_status plan_is_unheld(struct session *session, struct plan *plan,
                           const struct query_word *word, bool *is_unheld,
                           struct fund_error *error);

#endif
