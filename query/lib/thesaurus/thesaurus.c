/*
 * Looking up words in the thesaurus's bytes, of which nothing is trusted.
 */
#include "query/lib/thesaurus/thesaurus.h"

#include "query/lib/thesaurus/file.h"

#include <stdbool.h>
#include <stdlib.h>

/* Candidates for one word before the best are chosen. */
#define CANDIDATES_MAX 512

/* A word that shares some meaning. */
struct candidate {
    uint32_t key, shared;
};

/* ---- reading -------------------------------------------------------------------------------- */

static bool take(struct slice bytes, size_t *at, uint64_t count, size_t size, struct slice *out)
{
    if (count > (bytes.size - *at) / size)
        return false;
    *out = slice_of(bytes.data + *at, (size_t)count * size);
    *at += (size_t)count * size;
    return true;
}

fund_status thesaurus_open(struct slice bytes, struct thesaurus *thesaurus,
                           struct fund_error *error)
{
    struct thesaurus_header header;
    if (bytes.size < sizeof(header))
        return error_set(error, FUND_CORRUPT, "the thesaurus is cut off; build it anew");
    memcpy(&header, bytes.data, sizeof(header));
    if (header.magic != THESAURUS_MAGIC)
        return error_set(error, FUND_CORRUPT, "this is no thesaurus; build it anew");
    if (header.version != THESAURUS_VERSION)
        return error_set(error, FUND_VERSION, "the thesaurus has version %u instead of %u",
                         (unsigned)header.version, THESAURUS_VERSION);
    struct thesaurus read = {.key_count = header.key_count,
                             .meaning_count = header.meaning_count,
                             .member_count = header.member_count};
    size_t at = sizeof(header), number = sizeof(uint32_t);
    if (!take(bytes, &at, (uint64_t)header.key_count + 1, sizeof(struct thesaurus_key),
              &read.keys) ||
        !take(bytes, &at, header.member_count, number, &read.key_meanings) ||
        !take(bytes, &at, (uint64_t)header.meaning_count + 1, number, &read.meaning_starts) ||
        !take(bytes, &at, header.member_count, number, &read.meaning_keys) ||
        !take(bytes, &at, header.text_size, 1, &read.text) || at != bytes.size)
        return error_set(error, FUND_CORRUPT, "the thesaurus is cut off; build it anew");
    *thesaurus = read;
    return FUND_OK;
}

static struct thesaurus_key key_at(const struct thesaurus *thesaurus, uint32_t index)
{
    struct thesaurus_key key;
    memcpy(&key, thesaurus->keys.data + index * sizeof(key), sizeof(key));
    return key;
}

static uint32_t number_at(struct slice numbers, uint32_t index)
{
    uint32_t number;
    memcpy(&number, numbers.data + index * sizeof(number), sizeof(number));
    return number;
}

/* The text of a key; both are empty where that is none. */
static void read_key(const struct thesaurus *thesaurus, uint32_t index, struct slice *stem,
                     struct slice *word)
{
    uint32_t start = key_at(thesaurus, index).text, end = key_at(thesaurus, index + 1).text;
    *stem = *word = slice_of(thesaurus->text.data, 0);
    if (start >= end || end > thesaurus->text.size)
        return;
    struct slice text = slice_part(thesaurus->text, start, end);
    size_t stem_end = 1 + (size_t)(unsigned char)text.data[0];
    if (stem_end > text.size)
        return;
    *stem = slice_part(text, 1, stem_end);
    *word = slice_part(text, stem_end, text.size);
}

static struct slice stem_of(const struct thesaurus *thesaurus, uint32_t index)
{
    struct slice stem, word;
    read_key(thesaurus, index, &stem, &word);
    return stem;
}

/* From start up to *end, which is cut to what the list has and to the limit. */
static uint32_t range_of(uint32_t start, uint32_t *end, uint32_t count, uint32_t limit)
{
    if (*end > count)
        *end = count;
    if (start > *end)
        start = *end;
    if (*end - start > limit)
        *end = start + limit;
    return start;
}

/* ---- finding -------------------------------------------------------------------------------- */

static bool find_key(const struct thesaurus *thesaurus, struct slice stem, uint32_t *index)
{
    uint32_t low = 0, high = thesaurus->key_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (slice_compare(stem_of(thesaurus, middle), stem) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *index = low;
    return low < thesaurus->key_count && slice_equal(stem_of(thesaurus, low), stem);
}

static size_t add_candidate(struct candidate *candidates, size_t count, uint32_t key)
{
    for (size_t i = 0; i < count; i++) {
        if (candidates[i].key == key) {
            candidates[i].shared++;
            return count;
        }
    }
    if (count < CANDIDATES_MAX)
        candidates[count++] = (struct candidate){key, 1};
    return count;
}

/* The other words of one meaning. */
static size_t add_members(const struct thesaurus *thesaurus, uint32_t meaning, uint32_t asked,
                          struct candidate *candidates, size_t count)
{
    if (meaning >= thesaurus->meaning_count)
        return count;
    uint32_t end = number_at(thesaurus->meaning_starts, meaning + 1);
    uint32_t at = range_of(number_at(thesaurus->meaning_starts, meaning), &end,
                           thesaurus->member_count, THESAURUS_MEMBERS_MAX);
    for (; at < end; at++) {
        uint32_t key = number_at(thesaurus->meaning_keys, at);
        if (key != asked && key < thesaurus->key_count)
            count = add_candidate(candidates, count, key);
    }
    return count;
}

static int compare_candidates(const void *left, const void *right)
{
    const struct candidate *a = left;
    const struct candidate *b = right;
    if (a->shared != b->shared)
        return a->shared > b->shared ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

size_t thesaurus_find(const struct thesaurus *thesaurus, struct slice stem,
                      struct thesaurus_word found[static THESAURUS_FOUND_MAX])
{
    struct candidate candidates[CANDIDATES_MAX];
    size_t candidate_count = 0, count = 0;
    uint32_t asked = 0;
    if (!find_key(thesaurus, stem, &asked))
        return 0;
    uint32_t end = key_at(thesaurus, asked + 1).first_meaning;
    uint32_t first = range_of(key_at(thesaurus, asked).first_meaning, &end, thesaurus->member_count,
                              THESAURUS_MEANINGS_MAX);
    for (uint32_t at = first; at < end; at++)
        candidate_count = add_members(thesaurus, number_at(thesaurus->key_meanings, at), asked,
                                      candidates, candidate_count);
    qsort(candidates, candidate_count, sizeof(*candidates), compare_candidates);
    for (size_t i = 0; i < candidate_count && count < THESAURUS_FOUND_MAX; i++) {
        double share = (double)candidates[i].shared / (double)(end - first);
        if (share < THESAURUS_SHARE_MIN)
            break;
        found[count].share = share;
        read_key(thesaurus, candidates[i].key, &found[count].stem, &found[count].text);
        count++;
    }
    return count;
}
