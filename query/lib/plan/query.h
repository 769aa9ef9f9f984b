/*
 * The store's queries for a plan.
 */
#ifndef QUERY_LIB_PLAN_QUERY_H
#define QUERY_LIB_PLAN_QUERY_H

#include "query/lib/plan/plan.h"

/* Writes plan->query for plan->step; words that are widened must be marked for any step but the
 * first. */
fund_status plan_query(struct session *session, struct plan *plan, struct fund_error *error);

/* The word, or less surely its parts side by side. */
struct store_query *plan_word_query(struct build *build, const struct query_word *word);

/*
 * How many of the releases that the query's names, dates and exclusions leave have the word or its
 * parts side by side, and how many have all its parts but the last: exact up to PLAN_FRONT_MAX,
 * about so many above.
 */
fund_status plan_count_word(struct session *session, struct plan *plan,
                            const struct query_word *word, uint32_t *releases,
                            struct fund_error *error);
fund_status plan_count_head(struct session *session, struct plan *plan,
                            const struct query_word *word, uint32_t *releases,
                            struct fund_error *error);
fund_status plan_count_front(struct session *session, struct plan *plan,
                             const struct query_word *word, uint32_t *releases,
                             struct fund_error *error);

/* What the part, one that is no group, adds to the release with this id; *score is 0 and *matches
 * false where the release does not have it. */
fund_status plan_score_part(struct session *session, struct plan *plan,
                            const struct plan_part *part, struct slice id, bool *matches,
                            double *score, struct fund_error *error);

#endif
