/*
 * How a query was relaxed, in the user's language.
 */
#ifndef QUERY_CLI_RELAXED_H
#define QUERY_CLI_RELAXED_H

#include "printer.h"

/* Whether words were corrected, see fund_results_relaxed. */
bool relaxed_is_correction(const char *relaxed);
/* A line "Label: …"; none where relaxed is NULL. */
void relaxed_print(struct printer *printer, const char *label, const char *relaxed);

#endif
