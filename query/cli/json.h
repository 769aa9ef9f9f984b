/*
 * What the library answers as JSON: format 1, whose keys and order are part of the interface.
 * Offsets count code points. json_of_… return a new value, NULL without memory.
 */
#ifndef QUERY_CLI_JSON_H
#define QUERY_CLI_JSON_H

#include "fundstelle.h"

#include <jansson.h>
#include <stdbool.h>

json_t *json_of_results(const char *query, const fund_results *results);
/* The same for a query of a batch: {…,"query_id":"a","line":2}. */
json_t *json_of_batch(const char *id, size_t line, const char *query, const fund_results *results);
/* {"format":1,"query":"…","error":"…","query_id":"a","line":2} */
json_t *json_of_batch_error(const char *id, size_t line, const char *query, const char *message);
/* {"person":[{"value":"…","count":3,"selected":false}],…}, or null where none was asked for. */
json_t *json_of_facets(const fund_results *results);
/* {"person":{"different":12,"without":3,"exact":true},…} */
json_t *json_of_facet_totals(const fund_results *results);
/* {"unit":"month","values":[…],"without":0,"exact":true} */
json_t *json_of_histogram(const struct fund_facet *histogram);
/* id: as it was asked for. */
json_t *json_of_similar(const char *id, const fund_results *results);
json_t *json_of_explanation(const char *query, const fund_explanation *explanation);
json_t *json_of_release(const struct fund_release_view *release);
/* {"format":1,"id":"…","deleted":true} */
json_t *json_of_deletion(const char *id);
/* {"format":1,"revision":7} */
json_t *json_of_revision(uint64_t revision);
json_t *json_of_names(const fund_names *names);
json_t *json_of_completions(const char *text, const fund_completions *completions);
json_t *json_of_info(const struct fund_info *info, const struct fund_compounds *compounds);
/* Prints it as one line on standard output and frees it; false after a report. */
bool json_print(json_t *value);
/*
 * Prints an analysis in the same way. text: what was analysed, size bytes. One token at a time: the
 * values of all would take a thousand times as much memory as the text.
 */
bool json_print_analysis(const char *text, size_t size, const fund_analysis *analysis);

#endif
