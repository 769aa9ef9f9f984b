/*
 * The words that a cursor has already analysed, by their raw bytes. 98 of 100 words of a German
 * text were seen before, so that folding, splitting and stemming hardly cost anything.
 *
 * Words live in two tables. A new one goes into the young table; when that is full it becomes the
 * old one, and what was in the old one before is forgotten. A word that is met in the old table is
 * copied into the young one, so that only words are lost that were not met while as many others
 * were. Together the tables take at most 32 MB (twice TYPE_TABLE_BYTES_MAX and 8 bytes for each of
 * TYPE_TABLE_SLOTS_MAX), and 8 MB more for a moment when one grows; that is 500,000 words.
 */
#ifndef CORE_TEXT_TYPE_CACHE_H
#define CORE_TEXT_TYPE_CACHE_H

#include "core/text/type_table.h"
#include "core/text/word.h"

struct type_cache;

/* The splitter must outlive the cache. */
fund_status type_cache_create(const struct splitter *splitter, struct type_cache **cache,
                              struct fund_error *error);
void type_cache_destroy(struct type_cache *cache);
/* As word_analyse; longer words than TYPE_SIZE_MAX are analysed anew each time. **word is borrowed
 * until the next call. */
fund_status type_cache_get(struct type_cache *cache, struct slice raw, const struct word **word,
                           struct fund_error *error);
/*
 * The same with the word's type_hash, after type_cache_fetch and, some words later,
 * type_cache_fetch_word: what memory has of the word is on its way meanwhile.
 */
fund_status type_cache_get_hashed(struct type_cache *cache, struct slice raw, uint32_t hash,
                                  const struct word **word, struct fund_error *error);
void type_cache_fetch(const struct type_cache *cache, uint32_t hash);
void type_cache_fetch_word(const struct type_cache *cache, uint32_t hash);
/* As word_divide where the word would stay whole; such words are rare and not kept. */
fund_status type_cache_divide(struct type_cache *cache, struct slice raw, const struct word **word,
                              struct fund_error *error);

#endif
