/*
 * Lines on standard error: "fundstelle: …", one for each error, safe for a terminal.
 */
#ifndef QUERY_CLI_REPORT_H
#define QUERY_CLI_REPORT_H

#include "fundstelle.h"

#include <stdbool.h>
#include <stddef.h>

void report(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Memory ran out. */
void report_no_memory(void);
/* What the library says. */
void report_failure(const struct fund_error *error);
/* As report_failure; an error in the query text comes with its column. */
void report_query_failure(const char *query, const struct fund_error *error);
/* Bytes of what report_describe_query writes, with its NUL. */
#define REPORT_QUERY_SIZE 1280
enum report_language { REPORT_ENGLISH, REPORT_TRANSLATED };
/* What report_query_failure says. */
void report_describe_query(const char *query, const struct fund_error *error,
                           enum report_language language, char text[static REPORT_QUERY_SIZE]);
/* Closes standard output; false after a report where not all of it could be written. */
bool report_output_end(void);

#endif
