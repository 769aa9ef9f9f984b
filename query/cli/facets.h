/*
 * Facets on the command line: their names, what is selected, and how they are printed.
 */
#ifndef QUERY_CLI_FACETS_H
#define QUERY_CLI_FACETS_H

#include "fundstelle.h"
#include "printer.h"

#include <stdbool.h>

#define FACETS_COUNT 7

/* "person", "year"; by enum fund_facet_kind. */
extern const char *const facets_names[FACETS_COUNT];

/* Reads "person=Anna Müller"; the value is borrowed. False after a report. */
bool facets_read_selection(const char *text, struct fund_selection *selection);
/* Reads "year", "month" or "day". False after a report. */
bool facets_read_histogram(const char *text, enum fund_facet_kind *kind);

/* Prints what was counted; on a terminal with a bar for each value. */
void facets_print(struct printer *printer, const fund_results *results);

#endif
