/*
 * The query as it was understood, in the query language.
 */
#ifndef QUERY_LIB_UNDERSTOOD_H
#define QUERY_LIB_UNDERSTOOD_H

#include "query/lib/plan.h"

/* Writes plan->understood from plan->parts. */
fund_status understood_write(struct plan *plan, struct fund_error *error);

#endif
