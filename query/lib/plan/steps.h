/*
 * What going from step to step needs of reading the parts, where words are put in place of others.
 */
#ifndef QUERY_LIB_PLAN_STEPS_H
#define QUERY_LIB_PLAN_STEPS_H

#include "query/lib/plan/plan.h"

/* Whether it is of this kind, has words, and is not excluded. */
bool plan_has_words(const struct plan_part *part, enum query_kind kind);
/* Leaves each plain word once, and none that says nothing. */
void plan_thin_words(struct plan *plan);
/* Cuts what is too long and may be cut; FUND_LIMIT. */
fund_status plan_check_size(struct plan *plan, struct fund_error *error);

#endif
