/*
 * json_parse: JSON as it is found: broken UTF-8, raw control characters, half surrogates and numbers
 * without end are mended rather than refused.
 */
#ifndef INDEXER_FORMATS_JSON_PARSE_H
#define INDEXER_FORMATS_JSON_PARSE_H

#include "indexer/formats/format.h"

#include <jansson.h>

#define JSON_REASON_SIZE 200

/* The value, to be given to json_decref; NULL with a reason. Of keys that stand twice the last
 * counts; nesting ends at 2048 (jansson). What was mended is noted. */
json_t *json_parse(struct slice text, struct format_notes *notes,
                   char reason[static JSON_REASON_SIZE]);

#endif
