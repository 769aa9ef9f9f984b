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

static const uint8_t closed[] = {LABEL_OUTSIDE, LABEL_PERSON_END, LABEL_PERSON_SINGLE,
                                 LABEL_ORGANISATION_END, LABEL_ORGANISATION_SINGLE};
static const uint8_t starts[] = {LABEL_OUTSIDE, LABEL_PERSON, LABEL_PERSON_SINGLE,
                                 LABEL_ORGANISATION, LABEL_ORGANISATION_SINGLE};

struct column {
    int32_t sums[LABEL_COUNT];
};

/* The best way to a label behind which a name has begun, or none is there. */
static void advance_closed(const struct model_header *header, const struct column *last, uint8_t to,
                           struct column *next, uint8_t *from)
{
    int32_t best = last->sums[LABEL_OUTSIDE] + header->transitions[LABEL_OUTSIDE][to];
    uint8_t best_from = LABEL_OUTSIDE;
    for (size_t i = 1; i < sizeof(closed); i++) {
        int32_t sum = last->sums[closed[i]] + header->transitions[closed[i]][to];
        best_from = sum > best ? closed[i] : best_from;
        best = sum > best ? sum : best;
    }
    next->sums[to] = best;
    from[to] = best_from;
}

/* The same within a name that begins with the label. */
static void advance_open(const struct model_header *header, const struct column *last,
                         uint8_t begin, uint8_t to, struct column *next, uint8_t *from)
{
    uint8_t inside = (uint8_t)(begin + 1);
    int32_t from_begin = last->sums[begin] + header->transitions[begin][to];
    int32_t from_inside = last->sums[inside] + header->transitions[inside][to];
    int32_t best = from_inside > from_begin ? from_inside : from_begin;
    next->sums[to] = best > UNREACHED ? best : UNREACHED;
    from[to] = from_inside > from_begin ? inside : begin;
}

static void advance(const struct model_header *header, const struct column *last,
                    struct column *next, uint8_t *from)
{
    for (size_t i = 0; i < sizeof(starts); i++)
        advance_closed(header, last, starts[i], next, from);
    for (uint8_t begin = LABEL_PERSON; begin <= LABEL_ORGANISATION; begin += 4) {
        advance_open(header, last, begin, (uint8_t)(begin + 1), next, from);
        advance_open(header, last, begin, (uint8_t)(begin + 2), next, from);
    }
}

static void add_scores(const int32_t scores[MODEL_SCORES], struct column *column)
{
    for (int i = 0; i < MODEL_SCORES; i++)
        column->sums[i + 1] += scores[i];
}

static uint8_t best_end(const struct column *column)
{
    uint8_t best = LABEL_OUTSIDE;
    for (size_t i = 0; i < sizeof(closed); i++)
        if (column->sums[closed[i]] > column->sums[best])
            best = closed[i];
    return best;
}

void tagger_decode(const struct model *model, int32_t scores[][MODEL_SCORES], size_t count,
                   uint8_t *labels)
{
    uint8_t from[TAGGER_LINE_MAX][LABEL_COUNT];
    struct column last = {.sums = {0}}, next;
    for (int i = 1; i < LABEL_COUNT; i++)
        last.sums[i] = UNREACHED;
    for (size_t i = 0; i < count; i++) {
        advance(model->header, &last, &next, from[i]);
        add_scores(scores[i], &next);
        last = next;
    }
    labels[count - 1] = best_end(&last);
    for (size_t i = count - 1; i > 0; i--)
        labels[i - 1] = from[i][labels[i]];
}

/* ---- scores --------------------------------------------------------------------------------- */

static void add_row(const struct model_row *row, int32_t *restrict scores)
{
    for (int i = 0; i < MODEL_SCORES; i++)
        scores[i] += row->weights[i];
}

/* Keeps those of the keys that the model may have. */
static size_t filter_keys(const struct model *model, uint32_t *keys, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t key = keys[i];
        keys[kept] = key;
        kept += model_may_have(model, key);
    }
    return kept;
}

static void add_context(const struct model *model, const struct tokens *tokens, size_t at,
                        int32_t scores[MODEL_SCORES])
{
    uint32_t keys[FEATURES_CONTEXT_MAX];
    size_t count = filter_keys(model, keys, features_of_context(tokens, at, keys));
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(&model->rows[model_place(model->row_count, keys[i])]);
    for (size_t i = 0; i < count; i++) {
        const struct model_row *row = model_find(model, keys[i]);
        if (row != NULL)
            add_row(row, scores);
    }
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

static void score_line(const struct model *model, const struct tokens *tokens, size_t first,
                       size_t end, struct line *line)
{
    for (size_t at = first; at < end; at++) {
        int32_t scores[MODEL_SCORES] = {0};
        add_words(tokens, first, end, at, scores);
        if (is_near_name(tokens, first, end, at))
            add_context(model, tokens, at, scores);
        memcpy(line->scores[at - first], scores, sizeof(scores));
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
