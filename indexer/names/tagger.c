/*
 * Scores come from the words' sums (types.c) and from features of the context.
 */
#include "indexer/names/tagger.h"

#include "indexer/names/name_features.h"

#define UNREACHED (INT32_MIN / 2)

struct line {
    model_scores scores[TAGGER_LINE_MAX];
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

static void advance(struct decoder *decoder, const model_scores *scores, uint8_t from[LABEL_COUNT])
{
    int32_t sums[LABEL_COUNT];
    advance_closed(decoder, sums, from);
    for (uint8_t begin = LABEL_PERSON; begin <= LABEL_ORGANISATION; begin += 4) {
        advance_open(decoder, begin, (uint8_t)(begin + 1), sums, from);
        advance_open(decoder, begin, (uint8_t)(begin + 2), sums, from);
    }
    decoder->sums[LABEL_OUTSIDE] = sums[LABEL_OUTSIDE];
    for (int i = 0; i < MODEL_SCORES; i++)
        decoder->sums[i + 1] = sums[i + 1] + (*scores)[i];
}

static uint8_t best_end(const struct decoder *decoder)
{
    uint8_t best = LABEL_OUTSIDE;
    for (size_t i = 0; i < CLOSED_COUNT; i++)
        if (decoder->sums[closed[i]] > decoder->sums[best])
            best = closed[i];
    return best;
}

/* Labels the tokens first..end-1, between tokens that are outside, or the line's ends. */
static void decode(const struct model *model, const model_scores *scores, size_t first, size_t end,
                   size_t count, uint8_t *labels)
{
    uint8_t from[TAGGER_LINE_MAX][LABEL_COUNT];
    struct decoder decoder;
    start_decoding(model, &decoder);
    for (size_t i = first; i < end; i++)
        advance(&decoder, &scores[i], from[i]);
    if (end < count) {
        advance(&decoder, &scores[end], from[end]);
        labels[end - 1] = from[end][LABEL_OUTSIDE];
    } else {
        labels[end - 1] = best_end(&decoder);
    }
    for (size_t i = end - 1; i > first; i--)
        labels[i - 1] = from[i][labels[i]];
}

/*
 * Most tokens are outside of names for certain. A name's tokens are to win, by their scores and the
 * transitions to their labels, against as many transitions from outside to outside. What each wins
 * at most is the largest of its scores with the best transition to that label; where all names
 * that a token could be in lose even so, the best row has no name there.
 */

/* The best transition to each label, against that from outside to outside. */
static void find_entries(const struct model *model, int32_t entries[MODEL_SCORES])
{
    const struct model_header *header = model->header;
    for (int to = LABEL_PERSON; to < LABEL_COUNT; to++) {
        int32_t best = INT16_MIN;
        for (int from = 0; from < LABEL_COUNT; from++)
            if (model_may_follow((enum label)from, (enum label)to) &&
                header->transitions[from][to] > best)
                best = header->transitions[from][to];
        entries[to - 1] = best - header->transitions[LABEL_OUTSIDE][LABEL_OUTSIDE];
    }
}

static int32_t most_won(const int32_t entries[MODEL_SCORES], const model_scores *scores)
{
    int32_t most = INT32_MIN;
    for (int i = 0; i < MODEL_SCORES; i++) {
        int32_t won = (*scores)[i] + entries[i];
        most = won > most ? won : most;
    }
    return most;
}

/* Labels become LABEL_OUTSIDE, or LABEL_COUNT where a name may be. The line's ends have no
 * transition from the last label, which is more often a loss: it is left out. */
static void find_outside(const struct model *model, const model_scores *scores, size_t count,
                         uint8_t *labels)
{
    int32_t entries[MODEL_SCORES], leaving = 0;
    int32_t won[TAGGER_LINE_MAX], before[TAGGER_LINE_MAX]; /* by the best that ends there */
    find_entries(model, entries);
    for (int from = LABEL_PERSON; from < LABEL_COUNT; from++) {
        int32_t left = model->header->transitions[from][LABEL_OUTSIDE] -
                       model->header->transitions[LABEL_OUTSIDE][LABEL_OUTSIDE];
        leaving =
            left > leaving && model_may_follow((enum label)from, LABEL_OUTSIDE) ? left : leaving;
    }
    int32_t best = 0;
    for (size_t i = 0; i < count; i++) {
        won[i] = most_won(entries, &scores[i]);
        before[i] = best;
        best = best + won[i] > 0 ? best + won[i] : 0;
    }
    best = 0;
    for (size_t i = count; i-- > 0;) {
        bool is_outside = before[i] + won[i] + best + leaving < 0;
        labels[i] = is_outside ? LABEL_OUTSIDE : LABEL_COUNT;
        best = best + won[i] > 0 ? best + won[i] : 0;
    }
}

void tagger_decode(const struct model *model, const model_scores *scores, size_t count,
                   uint8_t *labels)
{
    find_outside(model, scores, count, labels);
    for (size_t first = 0, end = 0; first < count; first = end + 1) {
        for (end = first; end < count && labels[end] == LABEL_COUNT;)
            end++;
        if (end > first)
            decode(model, scores, first, end, count, labels);
    }
}

/* ---- scores --------------------------------------------------------------------------------- */

_Static_assert(TYPES_PLACES *TYPES_SCORE_MAX + FEATURES_CONTEXT_MAX * INT8_MAX <= INT16_MAX,
               "a sum of scores fits 16 bits");

/* Sends for the rows of the keys. */
static void fetch_rows(const struct model *model, const uint32_t *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        model_fetch(model, keys[i]);
}

static void add_rows(const struct model *model, const uint32_t *keys, size_t count,
                     model_scores *scores)
{
    model_scores sums = *scores;
    for (size_t i = 0; i < count; i++) {
        const struct model_row *row = model_find_kept(model, keys[i]);
        if (row != NULL)
            sums += model_weights(row);
    }
    *scores = sums;
}

/* What the words around the token at `at`, within its line first..end-1, say by themselves. */
static model_scores sum_words(const struct tokens *tokens, size_t first, size_t end, size_t at)
{
    size_t from = at > first + TYPES_REACH ? at - TYPES_REACH : first;
    size_t to = at + TYPES_REACH < end ? at + TYPES_REACH + 1 : end;
    model_scores sums = {0};
    for (size_t near = from; near < to; near++)
        sums += model_load(tokens_type(tokens, near)->scores[TYPES_REACH + at - near]);
    return sums;
}

/* Whether a name could begin or end here. */
static bool may_be_name(const struct token *token)
{
    return token_is(token, TOKEN_CAPITAL) || token->rule != LABEL_OUTSIDE;
}

/* Tokens whose rows are on their way while those of an earlier one are added. */
#define WAITING 8

struct waiting {
    uint32_t keys[FEATURES_CONTEXT_MAX];
    size_t count;
};

/* The context is worth a look only where a name could be near. */
static void score_line(const struct model *model, const struct tokens *tokens, size_t first,
                       size_t end, struct line *line)
{
    struct waiting waiting[WAITING];
    size_t near_end = first; /* behind the last token that is near one that may be a name */
    for (size_t next = first; next < end && next < first + TYPES_REACH; next++)
        near_end = may_be_name(&tokens->items[next]) ? next + TYPES_REACH + 1 : near_end;
    for (size_t at = first; at < end + WAITING - 1; at++) {
        struct waiting *sent = &waiting[at % WAITING];
        if (at < end) {
            size_t next = at + TYPES_REACH;
            if (next < end && may_be_name(&tokens->items[next]))
                near_end = next + TYPES_REACH + 1;
            bool is_unruled = false;
            sent->count = 0;
            line->scores[at - first] = sum_words(tokens, first, end, at);
            if (at < near_end)
                sent->count = features_in_model(model, tokens, at, sent->keys, &is_unruled);
            if (is_unruled)
                line->scores[at - first] += model_load(tokens_type(tokens, at)->unruled);
            fetch_rows(model, sent->keys, sent->count);
        }
        if (at >= first + WAITING - 1) {
            size_t ready = at - (WAITING - 1);
            add_rows(model, waiting[ready % WAITING].keys, waiting[ready % WAITING].count,
                     &line->scores[ready - first]);
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
    struct line line;
    fund_status status = FUND_OK;
    for (size_t first = 0; first < tokens->count && status == FUND_OK;) {
        size_t end = tagger_line_end(tokens, first);
        score_line(model, tokens, first, end, &line);
        tagger_decode(model, line.scores, end - first, line.labels);
        status = add_names(&line, tokens, first, end - first, persons, organisations, error);
        first = end;
    }
    return status;
}
