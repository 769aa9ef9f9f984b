/*
 * See grow.h.
 */
#include "tests/bench/grow.h"

#include "core/base/utf8.h"
#include "core/text/segments.h"
#include "tests/bench/draws.h"
#include "tests/bench/words.h"

#define LONGEST_HALF ((size_t)60)

struct grower {
    struct segments segments;
    struct words *words;
    struct draws draws;
    struct buffer *out;
};

/* Any word of the counts as often as any other, cut to where it can be a half. */
static struct slice draw_half(struct grower *grower)
{
    struct slice word = words_draw_any(grower->words, &grower->draws);
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
    if (draws_next(&grower->draws) % 1000 < GROW_NEW)
        return append_new(grower, error);
    return buffer_append(grower->out, words_draw(grower->words, &grower->draws), error);
}

static fund_status append_pattern(struct grower *grower, struct slice pattern,
                                  struct fund_error *error)
{
    fund_status status = FUND_OK;
    segments_start(&grower->segments, pattern);
    while (status == FUND_OK && segments_advance(&grower->segments))
        status = append_segment(grower, pattern, &grower->segments.ahead, error);
    return status == FUND_OK ? segments_status(&grower->segments, error) : status;
}

fund_status grow_text(struct slice pattern, const char *counts, size_t size, struct buffer *out,
                      struct fund_error *error)
{
    struct grower grower = {.draws = {1}, .out = out};
    fund_status status = FUND_OK;
    if (pattern.size == 0)
        status = error_set(error, FUND_INVALID_ARGUMENT, "there is no text to grow");
    if (status == FUND_OK)
        status = segments_init(&grower.segments, NULL, error);
    if (status == FUND_OK)
        status = words_open(counts, &grower.words, error);
    size_t enough = out->size + size;
    while (status == FUND_OK && out->size < enough)
        status = append_pattern(&grower, pattern, error);
    segments_finish(&grower.segments);
    words_close(grower.words);
    return status;
}
