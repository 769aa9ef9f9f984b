/*
 * Lines on standard error: "fundstelle: …", one for each error, safe for a terminal.
 */
#ifndef QUERY_CLI_REPORT_H
#define QUERY_CLI_REPORT_H

#include "fundstelle.h"

#include <stdbool.h>
#include <stddef.h>

void report(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* What the library says. */
void report_failure(const struct fund_error *error);
/* As report_failure; an error in the query text comes with its column. */
void report_query_failure(const char *query, const struct fund_error *error);
/* The same as a message of at most size bytes with its NUL. */
void report_describe_query(const char *query, const struct fund_error *error, char *message,
                           size_t size);
/* Closes standard output; false after a report where not all of it could be written. */
bool report_output_end(void);

#endif
