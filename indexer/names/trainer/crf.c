/*
 * Forward and backward sums over the rows of labels that are sound, a step down the gradient for
 * each line. Weights of LABEL_OUTSIDE are fixed at 0.
 */
#include "indexer/names/trainer/crf.h"

#include "indexer/names/tagger.h"

#include <math.h>
#include <stdlib.h>

#define NO_ROW UINT32_MAX

struct trainer {
    const struct corpus *corpus;
    const struct crf_options *options;
    struct crf_weights *weights;
    float scale; /* all weights are to be multiplied by it */
    uint64_t random;
    bool is_allowed[LABEL_COUNT][LABEL_COUNT];
    float transition[LABEL_COUNT][LABEL_COUNT]; /* e^weight, 0 where not allowed */
    float emission[TAGGER_LINE_MAX][LABEL_COUNT];
    float forward[TAGGER_LINE_MAX][LABEL_COUNT];
    float backward[TAGGER_LINE_MAX][LABEL_COUNT];
    float norm[TAGGER_LINE_MAX];
    uint32_t *kept; /* the line's rows that were not left out, in the corpus's order */
    uint32_t kept_count[TAGGER_LINE_MAX];
    size_t kept_capacity;
};

/* xorshift64* (Vigna 2016). */
static uint32_t next_random(struct trainer *trainer)
{
    trainer->random ^= trainer->random >> 12;
    trainer->random ^= trainer->random << 25;
    trainer->random ^= trainer->random >> 27;
    return (uint32_t)(trainer->random * 0x2545F4914F6CDD1Du >> 32);
}

static bool is_left_out(struct trainer *trainer, float share)
{
    return share > 0 && (float)(next_random(trainer) >> 8) < share * 16777216.0f;
}

/* ---- counting features ---------------------------------------------------------------------- */

struct counter {
    uint32_t *keys, *counts;
    size_t mask;
};

static size_t find_slot(const struct counter *counter, uint32_t key)
{
    size_t at = key * 0x9E3779B9u & counter->mask;
    while (counter->keys[at] != 0 && counter->keys[at] != key)
        at = (at + 1) & counter->mask;
    return at;
}

static fund_status number_rows(struct corpus *corpus, const struct crf_options *options,
                               struct crf_weights *weights, struct fund_error *error)
{
    struct counter counter = {.mask = 1024};
    while (counter.mask < corpus->feature_count / 2)
        counter.mask *= 2;
    counter.keys = calloc(counter.mask * 2, sizeof(uint32_t));
    counter.counts = calloc(counter.mask * 2, sizeof(uint32_t));
    counter.mask--;
    fund_status status = FUND_OK;
    if (counter.keys == NULL || counter.counts == NULL) {
        status = error_no_memory(error);
        goto out;
    }
    for (size_t i = 0; i < corpus->feature_count; i++) {
        size_t slot = find_slot(&counter, corpus->features[i]);
        counter.keys[slot] = corpus->features[i];
        counter.counts[slot]++;
    }
    for (size_t i = 0; i <= counter.mask; i++) {
        bool is_kept = counter.keys[i] != 0 && counter.counts[i] >= (uint32_t)options->least_count;
        counter.counts[i] = is_kept ? (uint32_t)weights->row_count++ : NO_ROW;
    }
    weights->keys = calloc(weights->row_count, sizeof(*weights->keys));
    weights->rows = calloc(weights->row_count, sizeof(*weights->rows));
    if (weights->keys == NULL || weights->rows == NULL) {
        status = error_no_memory(error);
        goto out;
    }
    for (size_t i = 0; i < corpus->feature_count; i++) {
        uint32_t row = counter.counts[find_slot(&counter, corpus->features[i])];
        if (row != NO_ROW)
            weights->keys[row] = corpus->features[i];
        corpus->features[i] = row;
    }
out:
    free(counter.keys);
    free(counter.counts);
    return status;
}

/* ---- one line ------------------------------------------------------------------------------- */

static const struct gold_token *token_at(const struct trainer *trainer,
                                         const struct gold_line *line, size_t at)
{
    return &trainer->corpus->tokens[line->first + at];
}

/* Fills in emission of one token, and which of its rows count this time. */
static void emit(struct trainer *trainer, const struct gold_token *token, size_t at, uint32_t *kept)
{
    float scores[MODEL_SCORES] = {0};
    uint32_t count = 0;
    for (size_t i = token->first; i < token->first + token->count; i++) {
        uint32_t row = trainer->corpus->features[i];
        if (row == NO_ROW || is_left_out(trainer, trainer->options->dropout))
            continue;
        kept[count++] = row;
        const float *weights = trainer->weights->rows[row];
        for (int score = 0; score < MODEL_SCORES; score++)
            scores[score] += weights[score];
    }
    trainer->kept_count[at] = count;
    float scale = trainer->scale / (1 - trainer->options->dropout), highest = 0;
    for (int score = 0; score < MODEL_SCORES; score++)
        highest = fmaxf(highest, scores[score] * scale);
    trainer->emission[at][0] = expf(-highest);
    for (int score = 0; score < MODEL_SCORES; score++)
        trainer->emission[at][score + 1] = expf(scores[score] * scale - highest);
}

static void sum_forward(struct trainer *trainer, size_t count)
{
    float start[LABEL_COUNT] = {1};
    const float *last = start;
    for (size_t at = 0; at < count; at++) {
        float *sums = trainer->forward[at], norm = 0;
        for (int to = 0; to < LABEL_COUNT; to++) {
            float sum = 0;
            for (int from = 0; from < LABEL_COUNT; from++)
                sum += last[from] * trainer->transition[from][to];
            sums[to] = sum * trainer->emission[at][to];
            norm += sums[to];
        }
        for (int to = 0; to < LABEL_COUNT; to++)
            sums[to] /= norm;
        trainer->norm[at] = norm;
        last = sums;
    }
}

static void sum_backward(struct trainer *trainer, size_t count)
{
    float total = 0;
    for (int label = 0; label < LABEL_COUNT; label++) {
        /* No name is open at the end: what may be followed by none. */
        bool is_end = trainer->is_allowed[label][LABEL_OUTSIDE];
        trainer->backward[count - 1][label] = is_end;
        total += is_end ? trainer->forward[count - 1][label] : 0;
    }
    for (int label = 0; label < LABEL_COUNT; label++)
        trainer->backward[count - 1][label] /= total;
    for (size_t at = count - 1; at > 0; at--)
        for (int from = 0; from < LABEL_COUNT; from++) {
            float sum = 0;
            for (int to = 0; to < LABEL_COUNT; to++)
                sum += trainer->transition[from][to] * trainer->emission[at][to] *
                       trainer->backward[at][to];
            trainer->backward[at - 1][from] = sum / trainer->norm[at];
        }
}

static void update_transitions(struct trainer *trainer, const struct gold_line *line, float rate)
{
    float gradient[LABEL_COUNT][LABEL_COUNT] = {{0}};
    for (size_t at = 0; at < line->count; at++) {
        uint8_t gold = at > 0 ? token_at(trainer, line, at - 1)->label : LABEL_OUTSIDE;
        gradient[gold][token_at(trainer, line, at)->label] += 1;
        for (int from = 0; from < LABEL_COUNT; from++) {
            float before = at > 0 ? trainer->forward[at - 1][from] : (float)(from == LABEL_OUTSIDE);
            for (int to = 0; to < LABEL_COUNT; to++)
                gradient[from][to] -= before * trainer->transition[from][to] *
                                      trainer->emission[at][to] * trainer->backward[at][to] /
                                      trainer->norm[at];
        }
    }
    for (int from = 0; from < LABEL_COUNT; from++)
        for (int to = 0; to < LABEL_COUNT; to++)
            if (trainer->is_allowed[from][to])
                trainer->weights->transitions[from][to] += gradient[from][to] * rate;
}

static void update_rows(struct trainer *trainer, const struct gold_line *line, float rate)
{
    const uint32_t *kept = trainer->kept;
    for (size_t at = 0; at < line->count; at++) {
        float step[MODEL_SCORES];
        uint8_t gold = token_at(trainer, line, at)->label;
        for (int score = 0; score < MODEL_SCORES; score++) {
            float share = trainer->forward[at][score + 1] * trainer->backward[at][score + 1];
            step[score] = ((float)(gold == score + 1) - share) * rate;
        }
        for (uint32_t i = 0; i < trainer->kept_count[at]; i++) {
            float *weights = trainer->weights->rows[*kept++];
            for (int score = 0; score < MODEL_SCORES; score++)
                weights[score] += step[score];
        }
    }
}

static bool learn_line(struct trainer *trainer, const struct gold_line *line, float rate)
{
    size_t features = 0;
    for (size_t at = 0; at < line->count; at++)
        features += token_at(trainer, line, at)->count;
    if (features > trainer->kept_capacity) {
        uint32_t *kept = realloc(trainer->kept, features * sizeof(*kept));
        if (kept == NULL)
            return false;
        trainer->kept = kept;
        trainer->kept_capacity = features;
    }
    uint32_t *kept = trainer->kept;
    for (size_t at = 0; at < line->count; at++) {
        emit(trainer, token_at(trainer, line, at), at, kept);
        kept += trainer->kept_count[at];
    }
    for (int from = 0; from < LABEL_COUNT; from++)
        for (int to = 0; to < LABEL_COUNT; to++)
            trainer->transition[from][to] =
                trainer->is_allowed[from][to]
                    ? expf(trainer->weights->transitions[from][to] * trainer->scale)
                    : 0;
    sum_forward(trainer, line->count);
    sum_backward(trainer, line->count);
    update_transitions(trainer, line, rate / trainer->scale);
    update_rows(trainer, line, rate / trainer->scale / (1 - trainer->options->dropout));
    return true;
}

/* ---- all lines ------------------------------------------------------------------------------ */

static void shuffle(struct trainer *trainer, uint32_t *order, size_t count)
{
    for (size_t i = count - 1; i > 0; i--) {
        size_t other = next_random(trainer) % (i + 1);
        uint32_t kept = order[i];
        order[i] = order[other];
        order[other] = kept;
    }
}

static void apply_scale(struct trainer *trainer)
{
    struct crf_weights *weights = trainer->weights;
    for (size_t i = 0; i < weights->row_count; i++)
        for (int score = 0; score < MODEL_SCORES; score++)
            weights->rows[i][score] *= trainer->scale;
    for (int from = 0; from < LABEL_COUNT; from++)
        for (int to = 0; to < LABEL_COUNT; to++)
            weights->transitions[from][to] *= trainer->scale;
    trainer->scale = 1;
}

static void add_average(const struct crf_weights *weights, struct crf_weights *sums, float share)
{
    for (size_t i = 0; i < weights->row_count; i++)
        for (int score = 0; score < MODEL_SCORES; score++)
            sums->rows[i][score] += weights->rows[i][score] * share;
    for (int from = 0; from < LABEL_COUNT; from++)
        for (int to = 0; to < LABEL_COUNT; to++)
            sums->transitions[from][to] += weights->transitions[from][to] * share;
}

static bool learn(struct trainer *trainer, uint32_t *order, struct crf_weights *average)
{
    const struct crf_options *options = trainer->options;
    size_t count = trainer->corpus->line_count;
    float decay = options->l2 / (float)count, steps = 0;
    for (int epoch = 0; epoch < options->epochs; epoch++) {
        shuffle(trainer, order, count);
        for (size_t i = 0; i < count; i++) {
            float rate = options->rate / (1 + decay * options->rate * steps++);
            trainer->scale *= 1 - rate * decay;
            if (!learn_line(trainer, &trainer->corpus->lines[order[i]], rate))
                return false;
        }
        apply_scale(trainer);
        if (epoch >= options->average_from)
            add_average(trainer->weights, average,
                        1.0f /
                            (float)((options->epochs - options->average_from) * options->rounds));
    }
    return true;
}

static void add_bias(struct crf_weights *weights, float bias)
{
    for (int from = 0; from < LABEL_COUNT; from++) {
        weights->transitions[from][LABEL_ORGANISATION] += bias;
        weights->transitions[from][LABEL_ORGANISATION_SINGLE] += bias;
    }
}

fund_status crf_train(struct corpus *corpus, const struct crf_options *options,
                      struct crf_weights *out, struct fund_error *error)
{
    struct crf_weights weights = {.keys = NULL}, average = {.keys = NULL};
    if (corpus->line_count == 0)
        return error_set(error, FUND_LIMIT, "there is nothing to learn from");
    struct trainer *trainer = calloc(1, sizeof(*trainer));
    uint32_t *order = calloc(corpus->line_count + 1, sizeof(*order));
    fund_status status = number_rows(corpus, options, &weights, error);
    average.rows = calloc(weights.row_count + 1, sizeof(*average.rows));
    if (status == FUND_OK && (trainer == NULL || order == NULL || average.rows == NULL))
        status = error_no_memory(error);
    if (status != FUND_OK)
        goto out;
    for (size_t i = 0; i < corpus->line_count; i++)
        order[i] = (uint32_t)i;
    *trainer = (struct trainer){.corpus = corpus, .options = options, .weights = &weights};
    trainer->scale = 1;
    trainer->random = 88172645463325252u;
    for (int from = 0; from < LABEL_COUNT; from++)
        for (int to = 0; to < LABEL_COUNT; to++)
            trainer->is_allowed[from][to] = model_may_follow((enum label)from, (enum label)to);
    for (int round = 0; round < options->rounds && status == FUND_OK; round++) {
        memset(weights.rows, 0, weights.row_count * sizeof(*weights.rows));
        memset(weights.transitions, 0, sizeof(weights.transitions));
        if (!learn(trainer, order, &average))
            status = error_no_memory(error);
    }
out:
    if (status == FUND_OK) {
        add_bias(&average, options->organisation_bias);
        *out = average;
        out->keys = weights.keys;
        out->row_count = weights.row_count;
        weights.keys = NULL;
        average.rows = NULL;
    }
    if (trainer != NULL)
        free(trainer->kept);
    free(trainer);
    free(order);
    free(average.rows);
    crf_finish(&weights);
    return status;
}

void crf_finish(struct crf_weights *weights)
{
    free(weights->keys);
    free(weights->rows);
}
