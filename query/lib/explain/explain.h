/*
 * Explanations: what the parts of a query mean, and where a release has them.
 */
#ifndef QUERY_LIB_EXPLAIN_EXPLAIN_H
#define QUERY_LIB_EXPLAIN_EXPLAIN_H

#include "core/base/buffer.h"
#include "query/lib/plan/plan.h"

/* Appends what a part means, in English: parts of words, names, issuers. */
fund_status explain_meaning(struct session *session, struct plan *plan,
                            const struct plan_part *part, struct buffer *out,
                            struct fund_error *error);

/* A place where the release has a part: its words, and how and where, in English. */
typedef fund_status (*explain_visitor)(void *context, struct slice text, struct slice how,
                                       struct fund_error *error);
/* Visits each different one, at most EXPLAIN_PLACES_MAX. */
#define EXPLAIN_PLACES_MAX 12
fund_status explain_places(struct session *session, const struct plan *plan,
                           const struct plan_part *part, const struct release *release,
                           explain_visitor visit, void *context, struct fund_error *error);

#endif
