/*
 * json_values: reading values of JSON objects under any of several keys.
 */
#ifndef INDEXER_FORMATS_JSON_VALUES_H
#define INDEXER_FORMATS_JSON_VALUES_H

#include "core/base/arena.h"

#include <jansson.h>

/* The bytes of a string; empty for anything else. */
struct slice json_slice(const json_t *value);
/* The first of the NULL-terminated keys that the object has, not as null; NULL where it has none. */
json_t *json_first(const json_t *object, const char *const *keys);
/* A string, or a number as text in the arena; empty for anything else. */
struct slice json_text(const json_t *value, struct arena *arena);
/* The same of an object's `name`, "headline" or "value", and of the first item of an array. */
struct slice json_name(const json_t *value, struct arena *arena);
/* true, "true" or 1 */
bool json_claims(const json_t *value);
/* A day or moment as text, or a number: 20230818, a year, or seconds, written as RFC 3339 into
 * the arena. */
struct slice json_stamp(const json_t *value, struct arena *arena);

#endif
