/*
 * Whether a query's dates need to be told as days.
 */
#ifndef QUERY_CLI_RESOLVED_H
#define QUERY_CLI_RESOLVED_H

#include <stdbool.h>

/* Whether the query as understood has a datum: or termin: whose days the query does not say so:
 * "gestern", "ostern", "2019", but not 2023-08-18 or 18.8.2023. */
bool resolved_tells_days(const char *query, const char *understood);

#endif
