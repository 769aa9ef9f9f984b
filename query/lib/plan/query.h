/*
 * The store's queries for a plan.
 */
#ifndef QUERY_LIB_PLAN_QUERY_H
#define QUERY_LIB_PLAN_QUERY_H

#include "query/lib/plan/plan.h"

/* Writes plan->query for plan->step; words that are widened must be marked for any step but the
 * first. */
fund_status plan_query(struct session *session, struct plan *plan, struct fund_error *error);

/* What of a word a release may have. */
enum plan_piece {
    PLAN_PIECE_ALL,   /* the word, or its parts side by side */
    PLAN_PIECE_HEAD,  /* all its parts but the first, side by side */
    PLAN_PIECE_FRONT, /* all but the last */
};

/*
 * How many of the releases that the query's names, dates and exclusions leave have the piece of the
 * word: exact up to PLAN_FRONT_MAX, about so many above.
 */
fund_status plan_count(struct session *session, struct plan *plan, const struct query_word *word,
                       enum plan_piece piece, uint32_t *releases, struct fund_error *error);

/* What the part, one that is no group, adds to the release with this id; *score is 0 and *matches
 * false where the release does not have it. */
fund_status plan_score_part(struct session *session, struct plan *plan,
                            const struct plan_part *part, struct slice id, bool *matches,
                            double *score, struct fund_error *error);

#endif
