/*
 * The words that a cursor has already analysed, by their raw bytes. 98 of 100 words of a German
 * text were seen before, so that folding and stemming hardly cost anything.
 */
#ifndef CORE_TEXT_TYPE_CACHE_H
#define CORE_TEXT_TYPE_CACHE_H

#include "core/text/word.h"

/* Longer words are analysed anew each time. */
#define TYPE_SIZE_MAX 128
/* With one more, or with more bytes, the cache begins anew. */
#define TYPE_COUNT_MAX 131072u
#define TYPE_BYTES_MAX ((size_t)32 * 1024 * 1024)

struct type_cache;

/* The splitter must outlive the cache. */
fund_status type_cache_create(const struct splitter *splitter, struct type_cache **cache,
                              struct fund_error *error);
void type_cache_destroy(struct type_cache *cache);
/* As word_analyse. **word is borrowed until the next call. */
fund_status type_cache_get(struct type_cache *cache, struct slice raw, const struct word **word,
                           struct fund_error *error);
/* As word_divide where the word would stay whole; such words are rare and not kept. */
fund_status type_cache_divide(struct type_cache *cache, struct slice raw, const struct word **word,
                              struct fund_error *error);

#endif
