/*
 * A page of hits in the format that was asked for.
 */
#ifndef QUERY_CLI_HITS_H
#define QUERY_CLI_HITS_H

#include "formats.h"
#include "fundstelle.h"

/* CSV, BibTeX or citations; false where the format is another one. */
bool hits_print(enum format format, const fund_results *results);

#endif
