/*
 * Scores come from the words' sums (types.c) and from features of the context.
 */
#include "indexer/names/tagger.h"

#include "indexer/names/name_features.h"

#include <stdlib.h>

#define UNREACHED (INT32_MIN / 2)

struct line {
    int32_t scores[TAGGER_LINE_MAX][MODEL_SCORES];
    uint8_t labels[TAGGER_LINE_MAX];
};

/* ---- the best row --------------------------------------------------------------------------- */

/* Labels behind which no name is open. */
static const uint8_t closed[] = {LABEL_OUTSIDE, LABEL_PERSON_END, LABEL_PERSON_SINGLE,
                                 LABEL_ORGANISATION_END, LABEL_ORGANISATION_SINGLE};
#define CLOSED_COUNT sizeof(closed)
/* Labels that may follow each of those: they are looked at side by side, in so many lanes. */
static const uint8_t starts[] = {LABEL_OUTSIDE, LABEL_PERSON, LABEL_PERSON_SINGLE,
                                 LABEL_ORGANISATION, LABEL_ORGANISATION_SINGLE};
#define LANES 8

/* The sums of the best rows that end in each label, and how they go on. */
struct decoder {
    const struct model_header *header;
    int32_t into[CLOSED_COUNT][LANES]; /* transitions from closed to starts */
    int32_t sums[LABEL_COUNT];
};

static void start_decoding(const struct model *model, struct decoder *decoder)
{
    *decoder = (struct decoder){.header = model->header};
    for (size_t i = 0; i < CLOSED_COUNT; i++)
        for (size_t lane = 0; lane < sizeof(starts); lane++)
            decoder->into[i][lane] = model->header->transitions[closed[i]][starts[lane]];
    for (int i = 1; i < LABEL_COUNT; i++)
        decoder->sums[i] = UNREACHED;
}

/* The best ways to the labels that may follow closed ones; the first of equals. */
static void advance_closed(const struct decoder *decoder, int32_t sums[LABEL_COUNT],
                           uint8_t from[LABEL_COUNT])
{
    int32_t best[LANES], best_from[LANES];
    for (int lane = 0; lane < LANES; lane++) {
        best[lane] = decoder->sums[LABEL_OUTSIDE] + decoder->into[0][lane];
        best_from[lane] = LABEL_OUTSIDE;
    }
    for (size_t i = 1; i < CLOSED_COUNT; i++) {
        const int32_t sum_before = decoder->sums[closed[i]], label = closed[i];
        for (int lane = 0; lane < LANES; lane++) {
            int32_t sum = sum_before + decoder->into[i][lane];
            best_from[lane] = sum > best[lane] ? label : best_from[lane];
            best[lane] = sum > best[lane] ? sum : best[lane];
        }
    }
    for (size_t lane = 0; lane < sizeof(starts); lane++) {
        sums[starts[lane]] = best[lane];
        from[starts[lane]] = (uint8_t)best_from[lane];
    }
}

/* The best way to a label within a name that began with another. */
static void advance_open(const struct decoder *decoder, uint8_t begin, uint8_t to,
                         int32_t sums[LABEL_COUNT], uint8_t from[LABEL_COUNT])
{
    uint8_t inside = (uint8_t)(begin + 1);
    int32_t from_begin = decoder->sums[begin] + decoder->header->transitions[begin][to];
    int32_t from_inside = decoder->sums[inside] + decoder->header->transitions[inside][to];
    int32_t best = from_inside > from_begin ? from_inside : from_begin;
    sums[to] = best > UNREACHED ? best : UNREACHED;
    from[to] = from_inside > from_begin ? inside : begin;
}

static void advance(struct decoder *decoder, const int32_t scores[MODEL_SCORES],
                    uint8_t from[LABEL_COUNT])
{
    int32_t sums[LABEL_COUNT];
    advance_closed(decoder, sums, from);
    for (uint8_t begin = LABEL_PERSON; begin <= LABEL_ORGANISATION; begin += 4) {
        advance_open(decoder, begin, (uint8_t)(begin + 1), sums, from);
        advance_open(decoder, begin, (uint8_t)(begin + 2), sums, from);
    }
    decoder->sums[LABEL_OUTSIDE] = sums[LABEL_OUTSIDE];
    for (int i = 0; i < MODEL_SCORES; i++)
        decoder->sums[i + 1] = sums[i + 1] + scores[i];
}

static uint8_t best_end(const struct decoder *decoder)
{
    uint8_t best = LABEL_OUTSIDE;
    for (size_t i = 0; i < CLOSED_COUNT; i++)
        if (decoder->sums[closed[i]] > decoder->sums[best])
            best = closed[i];
    return best;
}

void tagger_decode(const struct model *model, int32_t scores[][MODEL_SCORES], size_t count,
                   uint8_t *labels)
{
    uint8_t from[TAGGER_LINE_MAX][LABEL_COUNT];
    struct decoder decoder;
    start_decoding(model, &decoder);
    for (size_t i = 0; i < count; i++)
        advance(&decoder, scores[i], from[i]);
    labels[count - 1] = best_end(&decoder);
    for (size_t i = count - 1; i > 0; i--)
        labels[i - 1] = from[i][labels[i]];
}

/* ---- scores --------------------------------------------------------------------------------- */

_Static_assert(FEATURES_CONTEXT_MAX *INT8_MAX <= INT16_MAX, "a sum of weights fits 16 bits");

static void add_row(const int8_t *restrict weights, int16_t *restrict sums)
{
    for (int i = 0; i < MODEL_SCORES; i++)
        sums[i] = (int16_t)(sums[i] + weights[i]);
}

/* Keeps those of the keys that the model may have, and sends for their rows. */
static size_t filter_keys(const struct model *model, uint32_t *keys, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t key = keys[i];
        keys[kept] = key;
        kept += model_may_have(model, key);
    }
    for (size_t i = 0; i < kept; i++)
        __builtin_prefetch(&model->rows[model_place(model->row_count, keys[i])]);
    return kept;
}

static void add_rows(const struct model *model, const uint32_t *keys, size_t count,
                     int32_t *restrict scores)
{
    int16_t sums[MODEL_SCORES] = {0};
    for (size_t i = 0; i < count; i++) {
        const struct model_row *row = model_find(model, keys[i]);
        if (row != NULL)
            add_row(row->weights, sums);
    }
    for (int i = 0; i < MODEL_SCORES; i++)
        scores[i] += sums[i];
}

/* What the words around the token at `at`, within its line first..end-1, say by themselves. */
static void add_words(const struct tokens *tokens, size_t first, size_t end, size_t at,
                      int32_t *restrict scores)
{
    size_t from = at > first + TYPES_REACH ? at - TYPES_REACH : first;
    size_t to = at + TYPES_REACH < end ? at + TYPES_REACH + 1 : end;
    for (size_t near = from; near < to; near++) {
        const int16_t *sums = tokens_type(tokens, near)->scores[TYPES_REACH + at - near];
        for (int i = 0; i < MODEL_SCORES; i++)
            scores[i] += sums[i];
    }
}

/* Whether a name could be near: only then is the context worth a look. */
static bool is_near_name(const struct tokens *tokens, size_t first, size_t end, size_t at)
{
    size_t from = at > first + TYPES_REACH ? at - TYPES_REACH : first;
    size_t to = at + TYPES_REACH < end ? at + TYPES_REACH + 1 : end;
    for (size_t i = from; i < to; i++)
        if (token_is(&tokens->items[i], TOKEN_CAPITAL) || tokens->items[i].rule != LABEL_OUTSIDE)
            return true;
    return false;
}

/* Tokens whose rows are on their way while those of an earlier one are added. */
#define WAITING 4

struct waiting {
    uint32_t keys[FEATURES_CONTEXT_MAX];
    size_t count;
};

static void score_line(const struct model *model, const struct tokens *tokens, size_t first,
                       size_t end, struct line *line)
{
    struct waiting waiting[WAITING];
    for (size_t at = first; at < end + WAITING - 1; at++) {
        struct waiting *next = &waiting[at % WAITING];
        if (at < end) {
            int32_t scores[MODEL_SCORES] = {0};
            add_words(tokens, first, end, at, scores);
            memcpy(line->scores[at - first], scores, sizeof(scores));
            bool is_near = is_near_name(tokens, first, end, at);
            size_t count = is_near ? features_of_context(tokens, at, next->keys) : 0;
            next->count = filter_keys(model, next->keys, count);
        }
        if (at >= first + WAITING - 1) {
            size_t ready = at - (WAITING - 1);
            add_rows(model, waiting[ready % WAITING].keys, waiting[ready % WAITING].count,
                     line->scores[ready - first]);
        }
    }
}

/* ---- names ---------------------------------------------------------------------------------- */

/* End of the name whose label at `at` is not LABEL_OUTSIDE. */
static size_t name_end(const struct line *line, size_t at)
{
    if (line->labels[at] == LABEL_PERSON_SINGLE || line->labels[at] == LABEL_ORGANISATION_SINGLE)
        return at + 1;
    while (line->labels[at] != LABEL_PERSON_END && line->labels[at] != LABEL_ORGANISATION_END)
        at++;
    return at + 1;
}

static fund_status add_names(const struct line *line, struct tokens *tokens, size_t first,
                             size_t count, struct spans *persons, struct spans *organisations,
                             struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t at = 0; at < count && status == FUND_OK;) {
        if (line->labels[at] == LABEL_OUTSIDE) {
            at++;
            continue;
        }
        bool is_person = line->labels[at] < LABEL_ORGANISATION;
        size_t end = name_end(line, at);
        struct span span = span_of(first + at, first + end);
        if (spans_is_short(tokens, &span))
            status = spans_add(is_person ? persons : organisations, tokens, span, error);
        at = end;
    }
    return status;
}

size_t tagger_line_end(const struct tokens *tokens, size_t first)
{
    size_t end = first + 1;
    while (end < tokens->count && end - first < TAGGER_LINE_MAX &&
           !token_is(&tokens->items[end], TOKEN_BREAK))
        end++;
    return end;
}

fund_status tagger_find(const struct model *model, struct tokens *tokens, struct spans *persons,
                        struct spans *organisations, struct fund_error *error)
{
    struct line *line = malloc(sizeof(*line));
    if (line == NULL)
        return error_no_memory(error);
    fund_status status = FUND_OK;
    for (size_t first = 0; first < tokens->count && status == FUND_OK;) {
        size_t end = tagger_line_end(tokens, first);
        score_line(model, tokens, first, end, line);
        tagger_decode(model, line->scores, end - first, line->labels);
        status = add_names(line, tokens, first, end - first, persons, organisations, error);
        first = end;
    }
    free(line);
    return status;
}
