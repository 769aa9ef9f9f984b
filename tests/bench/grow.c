/*
 * See grow.h.
 */
#include "tests/bench/grow.h"

#include <stdlib.h>

#include "core/base/utf8.h"
#include "core/text/segments.h"
#include "tests/bench/counts.h"

#define COUNTS_MAX   ((size_t)64 * 1024 * 1024)
#define LEXICON_MAX  ((size_t)1 << 20)
#define LONGEST_HALF ((size_t)60)

struct entry {
    struct slice word;
    uint64_t until; /* the sum of the counts up to and with this word's */
};

struct grower {
    struct segments segments;
    struct buffer lines;
    struct entry *entries;
    size_t count;
    uint64_t random;
    struct buffer *out;
};

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t next_random(struct grower *grower)
{
    uint64_t mixed = grower->random += 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
    return mixed ^ mixed >> 31;
}

static fund_status read_counts(struct grower *grower, const char *path, struct fund_error *error)
{
    fund_status status = counts_read(path, &grower->lines, error);
    if (status != FUND_OK)
        return status;
    grower->entries = calloc(LEXICON_MAX, sizeof(*grower->entries));
    if (grower->entries == NULL)
        return error_no_memory(error);
    struct slice rest = buffer_slice(&grower->lines), word;
    uint64_t sum = 0, count = 0;
    while (grower->count < LEXICON_MAX && counts_next(&rest, &word, &count)) {
        sum += count;
        if (word.size > 0 && count > 0)
            grower->entries[grower->count++] = (struct entry){word, sum};
    }
    return grower->count > 0 ? FUND_OK : error_set(error, FUND_CORRUPT, "'%s' has no counts", path);
}

/* Frequent words more often: the number falls somewhere on the line of all counts. */
static struct slice draw_word(struct grower *grower)
{
    uint64_t number = next_random(grower) % grower->entries[grower->count - 1].until;
    size_t low = 0, high = grower->count - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (grower->entries[middle].until <= number)
            low = middle + 1;
        else
            high = middle;
    }
    return grower->entries[low].word;
}

/* Any word of the counts as often as any other, cut to where it can be a half. */
static struct slice draw_half(struct grower *grower)
{
    struct slice word = grower->entries[next_random(grower) % grower->count].word;
    return slice_part(word, 0,
                      word.size < LONGEST_HALF ? word.size : utf8_floor(word, LONGEST_HALF));
}

static fund_status append_new(struct grower *grower, struct fund_error *error)
{
    fund_status status = buffer_append(grower->out, draw_half(grower), error);
    size_t start = grower->out->size;
    if (status == FUND_OK)
        status = buffer_append(grower->out, draw_half(grower), error);
    if (status == FUND_OK && grower->out->data[start] >= 'A' && grower->out->data[start] <= 'Z')
        grower->out->data[start] = (char)(grower->out->data[start] + ('a' - 'A'));
    return status;
}

static fund_status append_segment(struct grower *grower, struct slice pattern,
                                  const struct segment *segment, struct fund_error *error)
{
    struct slice bytes = slice_part(pattern, segment->start, segment->end);
    bool is_number = bytes.data[0] >= '0' && bytes.data[0] <= '9';
    if (!segment->is_word || is_number)
        return buffer_append(grower->out, bytes, error);
    if (next_random(grower) % 1000 < GROW_NEW)
        return append_new(grower, error);
    return buffer_append(grower->out, draw_word(grower), error);
}

static fund_status append_pattern(struct grower *grower, struct slice pattern,
                                  struct fund_error *error)
{
    fund_status status = segments_start(&grower->segments, pattern, error);
    while (status == FUND_OK && segments_advance(&grower->segments))
        status = append_segment(grower, pattern, &grower->segments.ahead, error);
    return status;
}

fund_status grow_text(struct slice pattern, const char *counts, size_t size, struct buffer *out,
                      struct fund_error *error)
{
    struct grower grower = {.lines = buffer_init(COUNTS_MAX), .random = 1, .out = out};
    fund_status status = FUND_OK;
    if (pattern.size == 0)
        status = error_set(error, FUND_INVALID_ARGUMENT, "there is no text to grow");
    if (status == FUND_OK)
        status = segments_init(&grower.segments, NULL, error);
    if (status == FUND_OK)
        status = read_counts(&grower, counts, error);
    size_t enough = out->size + size;
    while (status == FUND_OK && out->size < enough)
        status = append_pattern(&grower, pattern, error);
    segments_finish(&grower.segments);
    free(grower.entries);
    buffer_finish(&grower.lines);
    return status;
}
