/*
 * Options of a search as the library takes them.
 */
#ifndef QUERY_CLI_SEARCH_H
#define QUERY_CLI_SEARCH_H

#include "options.h"

/* All borrowed from the options. */
struct fund_search_options search_options(const char *query, const struct options *options);
/* Whether anything is asked for at all. */
bool search_has_question(const char *query, const struct options *options);

#endif
