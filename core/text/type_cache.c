/*
 * A table from raw bytes to words; all memory of the words is in one arena.
 */
#include "core/text/type_cache.h"

#include <stdlib.h>

#include "core/base/arena.h"
#include "core/base/dict.h"

struct type_cache {
    struct word_analyser *analyser;
    struct word latest;  /* the word analysed last */
    struct dict *places; /* raw bytes -> place in words */
    struct arena arena;
    struct word *words;
    size_t count, capacity;
};

fund_status type_cache_create(const struct splitter *splitter, struct type_cache **out,
                              struct fund_error *error)
{
    struct type_cache *cache = calloc(1, sizeof(*cache));
    if (cache == NULL)
        return error_no_memory(error);
    cache->arena = arena_init(TYPE_BYTES_MAX);
    fund_status status = word_analyser_create(splitter, &cache->analyser, error);
    if (status == FUND_OK)
        status = dict_create(&cache->places, error);
    if (status != FUND_OK) {
        type_cache_destroy(cache);
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
    dict_destroy(cache->places);
    arena_finish(&cache->arena);
    free(cache);
}

static fund_status forget_all(struct type_cache *cache, struct fund_error *error)
{
    struct dict *places = NULL;
    fund_status status = dict_create(&places, error);
    if (status != FUND_OK)
        return status;
    dict_destroy(cache->places);
    cache->places = places;
    arena_finish(&cache->arena);
    cache->words = NULL;
    cache->count = cache->capacity = 0;
    return FUND_OK;
}

static bool copy_word(struct arena *arena, const struct word *word, struct word *copy)
{
    size_t count = word->term_count + word->inner_count;
    struct word_term *terms = arena_array(arena, count, sizeof(*terms));
    struct slice folded = arena_copy(arena, word->folded);
    if (terms == NULL || folded.data == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        terms[i] = word->terms[i];
        /* Most words are their own only part. */
        bool is_same = i > 0 && slice_equal(terms[i].stem, terms[0].stem);
        terms[i].stem = is_same ? terms[0].stem : arena_copy(arena, terms[i].stem);
        if (terms[i].stem.data == NULL)
            return false;
    }
    *copy = (struct word){folded, terms, word->term_count, word->inner_count};
    return true;
}

/* Adds the latest word; false where there is no room. */
static bool add(struct type_cache *cache, struct slice raw)
{
    void *words = cache->words;
    if (cache->count >= TYPE_COUNT_MAX ||
        !arena_grow(&cache->arena, &words, cache->count, &cache->capacity, sizeof(struct word)))
        return false;
    cache->words = words;
    if (!copy_word(&cache->arena, &cache->latest, &cache->words[cache->count]) ||
        dict_put(cache->places, raw, (uint32_t)cache->count, NULL) != FUND_OK)
        return false;
    cache->count++;
    return true;
}

fund_status type_cache_get(struct type_cache *cache, struct slice raw, const struct word **word,
                           struct fund_error *error)
{
    bool is_cached = raw.size <= TYPE_SIZE_MAX;
    uint32_t place = 0;
    if (is_cached && dict_get(cache->places, raw, &place)) {
        *word = &cache->words[place];
        return FUND_OK;
    }
    fund_status status = word_analyse(cache->analyser, raw, &cache->latest, error);
    if (status == FUND_OK && is_cached && !add(cache, raw)) {
        /* The cache is full, or memory is: then the word is just not kept. */
        status = forget_all(cache, error);
        if (status == FUND_OK)
            (void)add(cache, raw);
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
