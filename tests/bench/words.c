/*
 * See words.h.
 */
#include "tests/bench/words.h"

#include <stdlib.h>

#include "core/base/dict.h"
#include "tests/bench/counts.h"

#define COUNTS_MAX   ((size_t)64 * 1024 * 1024)
#define LEXICON_MAX  ((size_t)1 << 20)
#define KINDS_MAX    ((size_t)1 << 16)
#define KIND_LEAST   40  /* a kind with fewer words is none */
#define TOO_FREQUENT 400 /* words up to this rank are of no kind */
#define SHORTEST     5   /* bytes of a word of a kind */

struct entry {
    struct slice word;
    uint64_t until; /* the sum of the counts up to and with this word's */
};

struct words_kind {
    struct entry *entries;
    size_t count, capacity;
};

struct words {
    struct buffer lines;
    struct entry *entries;
    size_t count;
    struct dict *ranks, *kind_numbers;
    struct words_kind *kinds, nouns;
    size_t kind_count;
};

static bool is_small(unsigned char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static bool is_capital(unsigned char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* Capital and small umlauts are told apart by the second of their two bytes. */
static bool is_umlaut(const char *two, bool capital)
{
    unsigned char second = (unsigned char)two[1];
    bool is_letter =
        (unsigned char)two[0] == 0xc3 && second >= 0x80 && second != 0x97 && second != 0xb7;
    return is_letter && (second < 0x9f) == capital;
}

bool words_is_plain(struct slice word, bool *is_noun)
{
    size_t at = 0;
    bool starts_high = false;
    while (at < word.size) {
        bool has_two = at + 1 < word.size;
        bool is_high = is_capital((unsigned char)word.data[at]) ||
                       (has_two && is_umlaut(word.data + at, true));
        bool is_low =
            is_small((unsigned char)word.data[at]) || (has_two && is_umlaut(word.data + at, false));
        if ((!is_high && !is_low) || (is_high && at > 0))
            return false;
        starts_high = starts_high || is_high;
        at += (unsigned char)word.data[at] < 0x80 ? 1 : 2;
    }
    *is_noun = starts_high;
    return word.size > 0;
}

/* The key of the word's kind; empty where it has none. */
static struct slice kind_key(struct slice word, bool *is_noun)
{
    if (word.size < SHORTEST || !words_is_plain(word, is_noun))
        return slice_of(NULL, 0);
    return slice_part(word, word.size - WORDS_KIND_ENDING, word.size);
}

static fund_status add_to_kind(struct words_kind *kind, struct slice word, uint64_t count,
                               struct fund_error *error)
{
    if (kind->count == kind->capacity) {
        size_t capacity = kind->capacity == 0 ? 16 : kind->capacity * 2;
        struct entry *grown = realloc(kind->entries, capacity * sizeof(*grown));
        if (grown == NULL)
            return error_no_memory(error);
        kind->entries = grown;
        kind->capacity = capacity;
    }
    uint64_t before = kind->count > 0 ? kind->entries[kind->count - 1].until : 0;
    kind->entries[kind->count++] = (struct entry){word, before + count};
    return FUND_OK;
}

static fund_status sort_in(struct words *words, struct slice word, uint64_t count,
                           struct fund_error *error)
{
    bool is_noun = false;
    struct slice key = kind_key(word, &is_noun);
    uint32_t number = 0;
    if (key.size == 0 || words->count < TOO_FREQUENT)
        return FUND_OK;
    if (!dict_get(words->kind_numbers, key, &number)) {
        if (words->kind_count == KINDS_MAX)
            return error_set(error, FUND_LIMIT, "more than %zu kinds of words", KINDS_MAX);
        number = (uint32_t)words->kind_count++;
        fund_status status = dict_put(words->kind_numbers, key, number, error);
        if (status != FUND_OK)
            return status;
    }
    fund_status status = add_to_kind(&words->kinds[number], word, count, error);
    if (status == FUND_OK && is_noun)
        status = add_to_kind(&words->nouns, word, count, error);
    return status;
}

static fund_status read_counts(struct words *words, const char *path, struct fund_error *error)
{
    fund_status status = counts_read(path, &words->lines, error);
    struct slice rest = buffer_slice(&words->lines), word;
    uint64_t sum = 0, count = 0;
    while (status == FUND_OK && words->count < LEXICON_MAX && counts_next(&rest, &word, &count)) {
        if (word.size == 0 || count == 0)
            continue;
        sum += count;
        status = dict_put(words->ranks, word, (uint32_t)words->count, error);
        if (status == FUND_OK)
            status = sort_in(words, word, count, error);
        words->entries[words->count++] = (struct entry){word, sum};
    }
    if (status == FUND_OK && words->count == 0)
        status = error_set(error, FUND_CORRUPT, "'%s' has no counts", path);
    return status;
}

fund_status words_open(const char *path, struct words **opened, struct fund_error *error)
{
    struct words *words = calloc(1, sizeof(*words));
    if (words == NULL)
        return error_no_memory(error);
    words->lines = buffer_init(COUNTS_MAX);
    words->entries = calloc(LEXICON_MAX, sizeof(*words->entries));
    words->kinds = calloc(KINDS_MAX, sizeof(*words->kinds));
    fund_status status = FUND_OK;
    if (words->entries == NULL || words->kinds == NULL)
        status = error_no_memory(error);
    if (status == FUND_OK)
        status = dict_create(&words->ranks, error);
    if (status == FUND_OK)
        status = dict_create(&words->kind_numbers, error);
    if (status == FUND_OK)
        status = read_counts(words, path, error);
    if (status != FUND_OK) {
        words_close(words);
        return status;
    }
    *opened = words;
    return FUND_OK;
}

void words_close(struct words *words)
{
    if (words == NULL)
        return;
    for (size_t i = 0; i < words->kind_count; i++)
        free(words->kinds[i].entries);
    free(words->nouns.entries);
    free(words->kinds);
    free(words->entries);
    dict_destroy(words->ranks);
    dict_destroy(words->kind_numbers);
    buffer_finish(&words->lines);
    free(words);
}

/* The number falls somewhere on the line of all counts. */
static struct slice draw_by_count(const struct entry *entries, size_t count, struct draws *draws)
{
    uint64_t number = draws_below(draws, entries[count - 1].until);
    size_t low = 0, high = count - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (entries[middle].until <= number)
            low = middle + 1;
        else
            high = middle;
    }
    return entries[low].word;
}

struct slice words_draw(const struct words *words, struct draws *draws)
{
    return draw_by_count(words->entries, words->count, draws);
}

struct slice words_draw_any(const struct words *words, struct draws *draws)
{
    return words->entries[draws_below(draws, words->count)].word;
}

uint32_t words_rank(const struct words *words, struct slice word)
{
    uint32_t rank = UINT32_MAX;
    dict_get(words->ranks, word, &rank);
    return rank;
}

const struct words_kind *words_kind_of(const struct words *words, struct slice word)
{
    bool is_noun = false;
    struct slice key = kind_key(word, &is_noun);
    uint32_t number = 0;
    if (key.size == 0 || words_rank(words, word) < TOO_FREQUENT ||
        !dict_get(words->kind_numbers, key, &number))
        return NULL;
    return words->kinds[number].count >= KIND_LEAST ? &words->kinds[number] : NULL;
}

struct slice words_draw_kind(const struct words_kind *kind, struct draws *draws)
{
    return draw_by_count(kind->entries, kind->count, draws);
}

struct slice words_draw_any_kind(const struct words_kind *kind, struct draws *draws)
{
    return kind->entries[draws_below(draws, kind->count)].word;
}

struct slice words_draw_noun(const struct words *words, struct draws *draws)
{
    return words->nouns.entries[draws_below(draws, words->nouns.count)].word;
}
