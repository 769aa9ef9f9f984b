/*
 * Values that the files of json.h share. Each is new, NULL without memory; jansson takes a NULL for
 * a failure of the whole.
 */
#ifndef QUERY_CLI_JSON_VALUES_H
#define QUERY_CLI_JSON_VALUES_H

#include "json.h"

#define JSON_FORMAT 1

/* Text of any bytes: what is not well-formed becomes U+FFFD. */
json_t *json_sized_text(const char *text, size_t size);
json_t *json_text_or_null(const char *text);
/* "2023-08-18", or null. */
json_t *json_day_or_null(int32_t day);
json_t *json_text_array(const char *const *texts, size_t count);
/* Takes the value; gives the array, NULL (and frees it) where something of it is missing. */
json_t *json_append(json_t *array, json_t *value);

/* Prints the value without a line's end and frees it; false after a report. What could not be
 * written shows when the output is closed. */
bool json_print_value(json_t *value);

#endif
