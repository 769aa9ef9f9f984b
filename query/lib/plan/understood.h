/*
 * The query as it was understood, in the query language.
 */
#ifndef QUERY_LIB_PLAN_UNDERSTOOD_H
#define QUERY_LIB_PLAN_UNDERSTOOD_H

#include "core/base/buffer.h"
#include "query/lib/plan/plan.h"

/* Writes plan->understood from plan->parts. */
fund_status understood_write(struct plan *plan, struct fund_error *error);
/* Appends a part that is no group, as one operand and without a hyphen before it. */
fund_status understood_part(const struct plan_part *part, struct buffer *out,
                            struct fund_error *error);

#endif
