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
/* Another one, by eight bytes at a time, for long texts: as stable, and five times as fast. */
uint64_t dict_hash_text(struct slice bytes);

fund_status dict_create(struct dict **dict, struct fund_error *error);
void dict_destroy(struct dict *dict);
/* Makes room for so many keys in all, so that the table need not grow for each doubling on the way.
 * FUND_NO_MEMORY; the table then is as it was. */
fund_status dict_reserve(struct dict *dict, size_t count, struct fund_error *error);
/*
 * Adds key with value, or replaces the value. The key's bytes are copied.
 * FUND_LIMIT beyond 2^31 bytes of keys, FUND_NO_MEMORY; the table then is as it was.
 */
fund_status dict_put(struct dict *dict, struct slice key, uint32_t value, struct fund_error *error);
/* True and *value (NULL allowed) where the key is there. */
bool dict_get(const struct dict *dict, struct slice key, uint32_t *value);
size_t dict_count(const struct dict *dict);

/*
 * Where many keys are looked for, what memory has of them can be on its way meanwhile: first
 * dict_fetch, some keys later dict_fetch_key, then dict_get_hashed.
 */
uint64_t dict_key_hash(struct slice key);
void dict_fetch(const struct dict *dict, uint64_t hash);
/* True and *value where a key with that hash seems to be there. */
bool dict_fetch_key(const struct dict *dict, uint64_t hash, uint32_t *value);
/* dict_get, with the key's hash. */
bool dict_get_hashed(const struct dict *dict, struct slice key, uint64_t hash, uint32_t *value);

#endif
