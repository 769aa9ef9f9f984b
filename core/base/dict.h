/*
 * A hash table from byte strings to 32-bit numbers: name lists, seen sets, counters.
 */
#ifndef CORE_BASE_DICT_H
#define CORE_BASE_DICT_H

#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdint.h>

struct dict; /* not safe for writing from two threads; safe for reading from many */

/* FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923): stable across machines and versions. */
uint64_t dict_hash(struct slice bytes);

fund_status dict_create(struct dict **dict, struct fund_error *error);
void dict_destroy(struct dict *dict);
/*
 * Adds key with value, or replaces the value. The key's bytes are copied.
 * FUND_LIMIT beyond 2^31 bytes of keys, FUND_NO_MEMORY; the table then is as it was.
 */
fund_status dict_put(struct dict *dict, struct slice key, uint32_t value, struct fund_error *error);
/* True and *value (NULL allowed) where the key is there. */
bool dict_get(const struct dict *dict, struct slice key, uint32_t *value);
size_t dict_count(const struct dict *dict);

#endif
