/*
 * Two halves: new walks are added to the young one; when it is full, the old one is forgotten and
 * the young one becomes old. What is found in the old one is added to the young one again. Answers
 * have two halves of their own: a few long walks would drive out thousands of them.
 *
 * A walk is its terms one after another, each as how many bytes it shares with the one before, how
 * many more it has, these, and its count.
 */
#include "query/lib/base/walk_cache.h"

#include "core/base/buffer.h"
#include "core/base/dict.h"
#include "query/lib/base/build.h"

#include <stdlib.h>

/* What a key takes in a table, beside its bytes: about so much. */
#define KEY_BYTES 24

_Static_assert(STORE_TERM_MAX <= UINT8_MAX, "a term's size is a byte");

/* A walk or an answer as it lies in a half: its size in bytes, then these. */
struct half {
    struct dict *places; /* by prefix and first field, or by question: where it begins */
    struct buffer bytes;
    size_t key_bytes;
};

struct halves {
    struct half young, old;
};

struct walk_cache {
    struct halves walks, answers;
    struct buffer recorded; /* of the walk at hand */
    bool is_busy;           /* a walk is at hand; one inside of it is not kept */
    size_t hits;
};

/* ---- halves --------------------------------------------------------------------------------- */

static struct half half_init(size_t bytes)
{
    return (struct half){NULL, buffer_init(bytes), 0};
}

static struct halves halves_init(size_t bytes)
{
    return (struct halves){half_init(bytes / 2), half_init(bytes / 2)};
}

static void half_finish(struct half *half)
{
    dict_destroy(half->places);
    buffer_finish(&half->bytes);
    *half = half_init(half->bytes.limit);
}

static void halves_finish(struct halves *halves)
{
    half_finish(&halves->young);
    half_finish(&halves->old);
}

fund_status walk_cache_create(struct walk_cache **cache, struct fund_error *error)
{
    struct walk_cache *created = calloc(1, sizeof(*created));
    if (created == NULL)
        return error_no_memory(error);
    created->walks = halves_init(WALK_CACHE_BYTES);
    created->answers = halves_init(WALK_ANSWERS_BYTES);
    created->recorded = buffer_init(WALK_CACHED_MAX);
    *cache = created;
    return FUND_OK;
}

void walk_cache_clear(struct walk_cache *cache)
{
    if (cache == NULL)
        return;
    halves_finish(&cache->walks);
    halves_finish(&cache->answers);
}

void walk_cache_destroy(struct walk_cache *cache)
{
    if (cache == NULL)
        return;
    walk_cache_clear(cache);
    buffer_finish(&cache->recorded);
    free(cache);
}

size_t walk_cache_hits(const struct walk_cache *cache)
{
    return cache->hits;
}

/* What the half has under this key; false where that is nothing. */
static bool find(const struct half *half, struct slice key, struct slice *kept)
{
    uint32_t at = 0, size = 0;
    if (half->places == NULL || !dict_get(half->places, key, &at))
        return false;
    memcpy(&size, half->bytes.data + at, sizeof(size));
    *kept = slice_of(half->bytes.data + at + sizeof(size), size);
    return true;
}

/* Whether it was added; a half that is full, or for which there is no memory, is as before. */
static bool add(struct half *half, struct slice key, struct slice kept)
{
    uint32_t at = (uint32_t)half->bytes.size, size = (uint32_t)kept.size;
    if (at + half->key_bytes + kept.size + key.size + KEY_BYTES > half->bytes.limit)
        return false;
    if (half->places == NULL && dict_create(&half->places, NULL) != FUND_OK)
        return false;
    if (buffer_append(&half->bytes, slice_of((const char *)&size, sizeof(size)), NULL) == FUND_OK &&
        buffer_append(&half->bytes, kept, NULL) == FUND_OK &&
        dict_put(half->places, key, at, NULL) == FUND_OK) {
        half->key_bytes += key.size + KEY_BYTES;
        return true;
    }
    half->bytes.size = at;
    return false;
}

static void add_new(struct halves *halves, struct slice key, struct slice kept)
{
    if (add(&halves->young, key, kept))
        return;
    half_finish(&halves->old);
    halves->old = halves->young;
    halves->young = half_init(halves->old.bytes.limit);
    add(&halves->young, key, kept);
}

/* What one of the halves has; what the old one has is young again as long as there is room. */
static bool find_again(struct halves *halves, struct slice key, struct slice *kept)
{
    if (find(&halves->young, key, kept))
        return true;
    if (!find(&halves->old, key, kept))
        return false;
    add(&halves->young, key, *kept);
    return true;
}

bool walk_cache_recall(struct walk_cache *cache, struct slice question, struct slice *answer)
{
    return cache != NULL && find_again(&cache->answers, question, answer);
}

void walk_cache_note(struct walk_cache *cache, struct slice question, struct slice answer)
{
    if (cache != NULL && answer.size <= WALK_ANSWER_MAX)
        add_new(&cache->answers, question, answer);
}

/* ---- a walk --------------------------------------------------------------------------------- */

struct recording {
    struct walk_cache *cache;
    walk_visitor visit;
    void *context;
    char last[STORE_TERM_MAX];
    size_t last_size, count;
    bool is_kept; /* so far */
};

static size_t shared_size(const struct recording *recording, struct slice text)
{
    size_t size = 0;
    while (size < text.size && size < recording->last_size &&
           text.data[size] == recording->last[size])
        size++;
    return size;
}

/* Whether there was room. */
static bool record(struct recording *recording, struct slice text, uint32_t count)
{
    struct buffer *recorded = &recording->cache->recorded;
    size_t shared = shared_size(recording, text);
    char head[2] = {(char)(unsigned char)shared, (char)(unsigned char)(text.size - shared)};
    memcpy(recording->last, text.data, text.size);
    recording->last_size = text.size;
    return buffer_append(recorded, slice_of(head, sizeof(head)), NULL) == FUND_OK &&
           buffer_append(recorded, slice_part(text, shared, text.size), NULL) == FUND_OK &&
           buffer_append(recorded, slice_of((const char *)&count, sizeof(count)), NULL) == FUND_OK;
}

static fund_status visit_new(void *context, struct slice text, uint32_t count,
                             struct fund_error *error)
{
    struct recording *recording = context;
    recording->count++;
    if (recording->is_kept)
        recording->is_kept = record(recording, text, count);
    return recording->visit(recording->context, text, count, error);
}

static fund_status walk_again(struct slice walk, size_t max, walk_visitor visit, void *context,
                              struct fund_error *error)
{
    char text[STORE_TERM_MAX];
    fund_status status = FUND_OK;
    for (size_t at = 0, i = 0; at < walk.size && i < max && status == FUND_OK; i++) {
        size_t shared = (unsigned char)walk.data[at], more = (unsigned char)walk.data[at + 1];
        uint32_t count = 0;
        memcpy(text + shared, walk.data + at + 2, more);
        memcpy(&count, walk.data + at + 2 + more, sizeof(count));
        at += 2 + more + sizeof(count);
        status = visit(context, slice_of(text, shared + more), count, error);
    }
    return status;
}

static fund_status walk_new(struct walk_cache *cache, const struct store_reader *reader,
                            const char *prefix, struct slice first, struct slice key, size_t max,
                            walk_visitor visit, void *context, struct fund_error *error)
{
    struct recording recording = {
        .cache = cache, .visit = visit, .context = context, .is_kept = true};
    buffer_clear(&cache->recorded);
    fund_status status = walk_fields(reader, prefix, first, max, visit_new, &recording, error);
    bool is_whole = status == FUND_OK && recording.count < max;
    if (is_whole && recording.is_kept)
        add_new(&cache->walks, key, buffer_slice(&cache->recorded));
    return status;
}

fund_status walk_cached(struct walk_cache *cache, const struct store_reader *reader,
                        const char *prefix, struct slice first, size_t max, walk_visitor visit,
                        void *context, struct fund_error *error)
{
    char bytes[STORE_TERM_MAX];
    struct slice key, walk;
    if (cache == NULL || cache->is_busy || !build_join(prefix, first, bytes, &key))
        return walk_fields(reader, prefix, first, max, visit, context, error);
    cache->is_busy = true;
    fund_status status;
    if (find_again(&cache->walks, key, &walk)) {
        cache->hits++;
        status = walk_again(walk, max, visit, context, error);
    } else {
        status = walk_new(cache, reader, prefix, first, key, max, visit, context, error);
    }
    cache->is_busy = false;
    return status;
}
