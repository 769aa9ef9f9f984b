/*
 * Each word of a text begins a key. Of a text that is completed but once only the keys that it needs
 * are listed, and of titles by a single word only those that are looked at: the newest.
 */
#include "query/lib/completion/keys.h"

#include "query/lib/base/words.h"
#include "query/lib/completion/choose.h"

#include <stdlib.h>

/* No function word is longer: waehrend, zwischen. */
#define STOP_SIZE_MAX 8

/* A key while the keys are sorted. */
struct sorted_key {
    uint64_t front; /* its first eight bytes, the first one on top */
    const char *text;
    uint32_t entry;
};

struct listing {
    const struct completion_need *need;
    const struct completion_section *section;
    struct sorted_key *keys;
    size_t count, capacity;
};

/* ---- listing -------------------------------------------------------------------------------- */

static uint64_t front_of(const char *text)
{
    uint64_t front = 0;
    size_t at = 0;
    for (; at < 8 && text[at] != '\0'; at++)
        front = front << 8 | (unsigned char)text[at];
    return at == 0 ? 0 : front << 8 * (8 - at);
}

static bool add_key(struct listing *listing, const char *text, uint32_t entry)
{
    if (listing->count == listing->capacity) {
        size_t capacity = listing->capacity * 2 + 256;
        void *keys = realloc(listing->keys, capacity * sizeof(*listing->keys));
        if (keys == NULL)
            return false;
        listing->keys = keys;
        listing->capacity = capacity;
    }
    listing->keys[listing->count++] = (struct sorted_key){front_of(text), text, entry};
    return true;
}

static size_t count_words(struct slice key)
{
    size_t count = 1;
    for (size_t i = 0; i < key.size; i++)
        count += key.data[i] == ' ';
    return count;
}

/* Function words begin no completion, but in front of all. */
static bool may_begin(struct slice key, size_t at, size_t size)
{
    return at == 0 || size > STOP_SIZE_MAX || !words_is_stop(slice_of(key.data + at, size));
}

/* The words of an entry that may begin a completion, as far as they are needed. */
static bool add_keys(struct listing *listing, uint32_t entry)
{
    struct slice key = slice_from(listing->section->pool + listing->section->entries[entry].piece);
    bool has_few = count_words(key) <= COMPLETION_KEYS_MAX, is_added = true;
    size_t count = 0;
    for (size_t at = 0; at < key.size && count < COMPLETION_KEYS_MAX && is_added;) {
        size_t size = slice_find(slice_part(key, at, key.size), SLICE(" "));
        bool is_needed = completion_need_word(listing->need, slice_part(key, at, key.size));
        if ((is_needed || !has_few) && may_begin(key, at, size)) {
            count++;
            is_added = !is_needed || add_key(listing, key.data + at, entry);
        }
        at += size + 1;
    }
    return is_added;
}

/* ---- the newest ----------------------------------------------------------------------------- */

static uint32_t score_of(const struct listing *listing, size_t key)
{
    return listing->section->entries[listing->keys[key].entry].score;
}

static int compare_scores(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a < b) - (a > b);
}

/* Whether a key is found by nothing but a single word. */
static bool is_by_word(const struct listing *listing, size_t key)
{
    return !completion_need_row(listing->need, slice_from(listing->keys[key].text));
}

/* Leaves those that score as the last one that is looked at, at least. */
static bool leave_newest(struct listing *listing)
{
    uint32_t *scores = malloc((listing->count + 1) * sizeof(*scores));
    size_t count = 0, kept = 0;
    if (scores == NULL)
        return false;
    for (size_t i = 0; i < listing->count; i++)
        if (is_by_word(listing, i))
            scores[count++] = score_of(listing, i);
    qsort(scores, count, sizeof(*scores), compare_scores);
    uint32_t least = count > COMPLETION_LOOKED_AT_MAX ? scores[COMPLETION_LOOKED_AT_MAX - 1] : 0;
    for (size_t i = 0; i < listing->count; i++)
        if (score_of(listing, i) >= least || !is_by_word(listing, i))
            listing->keys[kept++] = listing->keys[i];
    listing->count = kept;
    free(scores);
    return true;
}

/* ---- sorting -------------------------------------------------------------------------------- */

static int compare_keys(const void *left, const void *right)
{
    const struct sorted_key *a = left;
    const struct sorted_key *b = right;
    if (a->front != b->front)
        return a->front < b->front ? -1 : 1;
    int order = strcmp(a->text, b->text);
    return order != 0 ? order : (a->entry > b->entry) - (a->entry < b->entry);
}

static bool hand_out(const struct listing *listing, struct completion_section *section)
{
    struct completion_key *keys = malloc((listing->count + 1) * sizeof(*keys));
    if (keys == NULL)
        return false;
    if (listing->count > 0)
        qsort(listing->keys, listing->count, sizeof(*listing->keys), compare_keys);
    for (size_t i = 0; i < listing->count; i++)
        keys[i] = (struct completion_key){(uint32_t)(listing->keys[i].text - section->pool),
                                          listing->keys[i].entry};
    section->keys = keys;
    section->key_count = (uint32_t)listing->count; /* at most limit * COMPLETION_KEYS_MAX */
    return true;
}

fund_status completion_keys_make(const struct completion_need *need, enum completion_kind kind,
                                 struct completion_section *section, struct fund_error *error)
{
    struct listing listing = {.need = need, .section = section};
    bool is_made = true;
    for (uint32_t i = 0; i < section->entry_count && is_made; i++)
        is_made = add_keys(&listing, i);
    if (is_made && kind == COMPLETION_TITLE && completion_need_has_word(need))
        is_made = leave_newest(&listing);
    is_made = is_made && hand_out(&listing, section);
    free(listing.keys);
    return is_made ? FUND_OK : error_no_memory(error);
}
