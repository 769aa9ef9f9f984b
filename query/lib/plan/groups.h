/*
 * Reading what is more than a plain word, a phrase or a name: groups, words with a star, exact
 * words, issuers.
 */
#ifndef QUERY_LIB_PLAN_GROUPS_H
#define QUERY_LIB_PLAN_GROUPS_H

#include "query/lib/plan/plan.h"

/* What the parts of a query have together. */
struct plan_reading {
    size_t links; /* of names among plain words */
    size_t names;
    size_t prefixes, forms; /* words with a star, and what they may stand for */
};

/* Reads a part by its kind: plan.c. */
fund_status plan_read_part(const struct name_context *context, struct plan_part *part,
                           struct plan_reading *reading, struct fund_error *error);
/* Reads QUERY_ISSUER, QUERY_PREFIX and QUERY_EXACT. FUND_LIMIT with the offset. */
fund_status plan_read_forms(const struct name_context *context, struct plan_part *part,
                            struct plan_reading *reading, struct fund_error *error);
/* Reads a QUERY_GROUP with all of its parts. */
fund_status plan_read_group(const struct name_context *context, struct plan_part *part,
                            struct plan_reading *reading, struct fund_error *error);

/* Whether the part must match in each step, and carries weight; false for an excluded one. */
bool plan_is_kept(const struct plan_part *part);
/* Whether anything in the tree carries weight, as names and dates do not. */
bool plan_is_weighted(const struct plan_node *node);
/* Words and parts of words that it looks for. */
size_t plan_part_size(const struct plan_part *part);
/* Leaves out repeated words, stop words beside others (or all of them, where something else in the
 * query has a meaning), and what then is empty. */
void plan_thin_groups(struct plan *plan, bool has_meaning);
/* Fills plan->leaves. */
fund_status plan_list_leaves(struct plan *plan, struct fund_error *error);

#endif
