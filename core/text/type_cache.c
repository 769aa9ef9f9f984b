/*
 * Two generations of tables: see type_cache.h.
 */
#include "core/text/type_cache.h"

#include <stdlib.h>

struct type_cache {
    struct word_analyser *analyser;
    struct type_table young, old;
    struct word latest; /* the word given last */
    struct word_term terms[TYPE_TERMS_MAX];
};

fund_status type_cache_create(const struct splitter *splitter, struct type_cache **out,
                              struct fund_error *error)
{
    struct type_cache *cache = calloc(1, sizeof(*cache));
    if (cache == NULL)
        return error_no_memory(error);
    fund_status status = word_analyser_create(splitter, &cache->analyser, error);
    if (status != FUND_OK) {
        free(cache);
        return status;
    }
    *out = cache;
    return FUND_OK;
}

void type_cache_destroy(struct type_cache *cache)
{
    if (cache == NULL)
        return;
    word_analyser_destroy(cache->analyser);
    type_table_finish(&cache->young);
    type_table_finish(&cache->old);
    free(cache);
}

/* Where the young table is full, a word of the old one is left there: it will be copied later. */
static struct slice find(struct type_cache *cache, struct slice raw, uint32_t hash)
{
    struct slice packed = type_table_find(&cache->young, raw, hash);
    if (packed.data != NULL)
        return packed;
    packed = type_table_find(&cache->old, raw, hash);
    if (packed.data != NULL)
        (void)type_table_copy(&cache->young, hash, packed);
    return packed;
}

/* Where memory is short the word is just not kept. */
static void keep(struct type_cache *cache, struct slice raw, uint32_t hash)
{
    if (type_table_add(&cache->young, raw, hash, &cache->latest))
        return;
    struct type_table forgotten = cache->old;
    type_table_clear(&forgotten);
    cache->old = cache->young;
    cache->young = forgotten;
    (void)type_table_add(&cache->young, raw, hash, &cache->latest);
}

void type_cache_fetch(const struct type_cache *cache, uint32_t hash)
{
    type_table_fetch(&cache->young, hash);
}

void type_cache_fetch_word(const struct type_cache *cache, uint32_t hash)
{
    type_table_fetch_word(&cache->young, hash);
}

fund_status type_cache_get(struct type_cache *cache, struct slice raw, const struct word **word,
                           struct fund_error *error)
{
    return type_cache_get_hashed(cache, raw, type_hash(raw), word, error);
}

fund_status type_cache_get_hashed(struct type_cache *cache, struct slice raw, uint32_t hash,
                                  const struct word **word, struct fund_error *error)
{
    bool is_kept = raw.size <= TYPE_SIZE_MAX;
    struct slice packed = is_kept ? find(cache, raw, hash) : slice_of(NULL, 0);
    fund_status status = FUND_OK;
    if (packed.data != NULL) {
        type_unpack(packed, cache->terms, &cache->latest);
    } else {
        status = word_analyse(cache->analyser, raw, &cache->latest, error);
        if (status == FUND_OK && is_kept)
            keep(cache, raw, hash);
    }
    if (status == FUND_OK)
        *word = &cache->latest;
    return status;
}

fund_status type_cache_divide(struct type_cache *cache, struct slice raw, const struct word **word,
                              struct fund_error *error)
{
    const struct word *whole = NULL;
    fund_status status = type_cache_get(cache, raw, &whole, error);
    if (status == FUND_OK && whole->term_count == 2) {
        status = word_divide(cache->analyser, raw, &cache->latest, error);
        whole = &cache->latest;
    }
    if (status == FUND_OK)
        *word = whole;
    return status;
}
