/*
 * The tagger's machinery: which labels may follow, the best row of them, models that are refused,
 * and a trainer that gives the same bytes twice.
 */
#include "indexer/names/names.h"
#include "indexer/names/tagger.h"
#include "indexer/names/trainer/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define O  LABEL_OUTSIDE
#define PB LABEL_PERSON
#define PI LABEL_PERSON_INSIDE
#define PE LABEL_PERSON_END
#define PS LABEL_PERSON_SINGLE
#define OB LABEL_ORGANISATION
#define OI LABEL_ORGANISATION_INSIDE
#define OE LABEL_ORGANISATION_END
#define OS LABEL_ORGANISATION_SINGLE

/* ---- which labels may follow ---------------------------------------------------------------- */

static void test_may_follow(void **state)
{
    (void)state;
    /* From each label in the order of the enumeration, to each: O, then B I E S twice. */
    static const char *const allowed[LABEL_COUNT] = {"110011001", "001100000", "001100000",
                                                     "110011001", "110011001", "000000110",
                                                     "000000110", "110011001", "110011001"};
    for (int from = 0; from < LABEL_COUNT; from++)
        for (int to = 0; to < LABEL_COUNT; to++)
            /* Columns: O, P-B, P-I, P-E, P-S, O-B, O-I, O-E, O-S. */
            assert_int_equal(model_may_follow((enum label)from, (enum label)to),
                             allowed[from][to] == '1');
}

/* ---- the best row --------------------------------------------------------------------------- */

struct scored {
    enum label label;
    int32_t score;
};

#define TOKENS_MAX 4

/* Scores that are not given are 0; transitions are 0 but those from O to a person's begin: -3. */
static const struct {
    const char *what;
    size_t count;
    struct scored scores[TOKENS_MAX][3];
    uint8_t labels[TOKENS_MAX];
} rows[] = {
    {"nothing", 1, {{{O, 0}}}, {O}},
    {"a single one", 1, {{{PS, 5}}}, {PS}},
    {"a begin alone is not sound, whatever its score", 1, {{{PB, 50}}}, {O}},
    {"an end alone neither", 2, {{{O, 0}}, {{PE, 50}}}, {PB, PE}},
    {"begin and end: 4 - 3 + 2 > 0", 2, {{{PB, 4}}, {{PE, 2}}}, {PB, PE}},
    {"begin and end: 1 - 3 + 1 < 0", 2, {{{PB, 1}}, {{PE, 1}}}, {O, O}},
    {"single against two: 4 + 0 > 4 - 3 + 2", 2, {{{PB, 4}, {PS, 4}}, {{PE, 2}}}, {PS, O}},
    {"kinds are not mixed: 9 + 1 for one kind, 9 + 2 for the other",
     2,
     {{{PB, 9}, {OB, 9}}, {{PE, 4}, {OE, 2}}},
     {OB, OE}},
    {"inside", 3, {{{OB, 3}}, {{OI, 3}}, {{OE, 3}}}, {OB, OI, OE}},
    {"inside at the end becomes end", 3, {{{OB, 3}}, {{OI, 3}}, {{OI, 9}}}, {OB, OI, OE}},
    {"two names side by side", 2, {{{OS, 1}}, {{PS, 1}}}, {OS, PS}},
};

static void model_of(struct model_header *header, struct model *model)
{
    *header = (struct model_header){.row_count = 1};
    header->transitions[O][PB] = -3;
    *model = (struct model){.header = header};
}

static void test_best_row(void **state)
{
    (void)state;
    struct model_header header;
    struct model model;
    model_of(&header, &model);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        model_scores scores[TOKENS_MAX] = {{0}};
        uint8_t labels[TOKENS_MAX] = {0};
        for (size_t at = 0; at < rows[i].count; at++)
            for (size_t k = 0; k < 3; k++)
                if (rows[i].scores[at][k].label != O)
                    scores[at][rows[i].scores[at][k].label - 1] =
                        (int16_t)rows[i].scores[at][k].score;
        tagger_decode(&model, scores, rows[i].count, labels);
        if (memcmp(labels, rows[i].labels, rows[i].count) != 0)
            print_error("row %zu: %s\n", i, rows[i].what);
        assert_memory_equal(labels, rows[i].labels, rows[i].count);
    }
}

/* Random scores: every row is sound. */
static void test_rows_are_sound(void **state)
{
    (void)state;
    struct model_header header;
    struct model model;
    static model_scores scores[TAGGER_LINE_MAX];
    static uint8_t labels[TAGGER_LINE_MAX];
    uint64_t seed = 7;
    model_of(&header, &model);
    for (size_t count = 1; count <= TAGGER_LINE_MAX; count = count * 3 + 1) {
        for (size_t at = 0; at < count; at++)
            for (int k = 0; k < MODEL_SCORES; k++) {
                seed = seed * 6364136223846793005u + 1442695040888963407u;
                scores[at][k] = (int16_t)((int32_t)(seed >> 40 & 0xFFFF) - 0x8000);
            }
        tagger_decode(&model, scores, count, labels);
        enum label last = LABEL_OUTSIDE;
        for (size_t at = 0; at < count; at++) {
            assert_true(model_may_follow(last, (enum label)labels[at]));
            last = (enum label)labels[at];
        }
        assert_true(model_may_follow(last, LABEL_OUTSIDE));
    }
}

static int32_t random_in(uint64_t *seed, int32_t low, int32_t high)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return low + (int32_t)((*seed >> 33) % (uint64_t)(high - low + 1));
}

#define IMPOSSIBLE (INT32_MIN / 2)

static int32_t step_to(const struct model *model, int from, int to, const model_scores *scores)
{
    if (!model_may_follow((enum label)from, (enum label)to))
        return IMPOSSIBLE;
    return model->header->transitions[from][to] + (to == O ? 0 : (*scores)[to - 1]);
}

/* The highest sum of all sound rows, plainly. */
static int32_t best_sum(const struct model *model, const model_scores *scores, size_t count)
{
    int32_t sums[LABEL_COUNT] = {0}, best = IMPOSSIBLE;
    for (int label = 1; label < LABEL_COUNT; label++)
        sums[label] = IMPOSSIBLE;
    for (size_t at = 0; at < count; at++) {
        int32_t next[LABEL_COUNT];
        for (int to = 0; to < LABEL_COUNT; to++) {
            next[to] = IMPOSSIBLE;
            for (int from = 0; from < LABEL_COUNT; from++) {
                int32_t step = step_to(model, from, to, &scores[at]);
                bool is_way = step > IMPOSSIBLE && sums[from] > IMPOSSIBLE;
                if (is_way && sums[from] + step > next[to])
                    next[to] = sums[from] + step;
            }
        }
        memcpy(sums, next, sizeof(sums));
    }
    for (int label = 0; label < LABEL_COUNT; label++)
        if (model_may_follow((enum label)label, LABEL_OUTSIDE) && sums[label] > best)
            best = sums[label];
    return best;
}

static int32_t sum_of(const struct model *model, const model_scores *scores, size_t count,
                      const uint8_t *labels)
{
    int32_t sum = 0;
    for (size_t at = 0; at < count; at++) {
        int32_t step = step_to(model, at > 0 ? labels[at - 1] : O, labels[at], &scores[at]);
        assert_true(step > IMPOSSIBLE);
        sum += step;
    }
    return sum;
}

/* No row is better, whether few tokens could be in a name or most. */
static void test_no_row_is_better(void **state)
{
    (void)state;
    struct model_header header = {.row_count = 1};
    struct model model = {.header = &header};
    uint64_t seed = 3;
    for (int round = 0; round < 3000; round++) {
        model_scores scores[30];
        uint8_t labels[30];
        size_t count = (size_t)random_in(&seed, 1, 30);
        int32_t lowest = random_in(&seed, -400, 0);
        for (int from = 0; from < LABEL_COUNT; from++)
            for (int to = 0; to < LABEL_COUNT; to++)
                if (model_may_follow((enum label)from, (enum label)to))
                    header.transitions[from][to] = (int16_t)random_in(&seed, -90, 90);
        header.transitions[O][O] = (int16_t)random_in(&seed, -90, 350);
        for (size_t at = 0; at < count; at++)
            for (int k = 0; k < MODEL_SCORES; k++)
                scores[at][k] = (int16_t)random_in(&seed, lowest, 250);
        tagger_decode(&model, scores, count, labels);
        assert_int_equal(sum_of(&model, scores, count, labels), best_sum(&model, scores, count));
    }
}

/* ---- training and models -------------------------------------------------------------------- */

static const struct crf_options quick = {.rounds = 1,
                                         .epochs = 2,
                                         .average_from = 1,
                                         .rate = 0.1f,
                                         .l2 = 1,
                                         .dropout = 0.5f,
                                         .least_count = 2,
                                         .rows_max = 5000};

static fund_status train(const char *gold, const char *texts, struct buffer *out)
{
    struct lists *lists = NULL;
    struct types *types = NULL;
    struct corpus corpus = {.features = NULL};
    struct crf_weights weights = {.keys = NULL};
    assert_int_equal(lists_create(&lists, NULL), FUND_OK);
    assert_int_equal(types_create(lists, NULL, &types, NULL), FUND_OK);
    fund_status status = gold_read(&corpus, lists, types, gold, texts, NULL);
    if (status == FUND_OK)
        status = crf_train(&corpus, &quick, &weights, NULL);
    if (status == FUND_OK)
        status = write_model(&weights, quick.rows_max, out, NULL);
    crf_finish(&weights);
    gold_finish(&corpus);
    types_destroy(types);
    lists_destroy(lists);
    return status;
}

static struct buffer trained(void)
{
    char gold[1024], texts[1024];
    const char *sample = getenv("FUNDSTELLE_SAMPLE");
    assert_non_null(sample);
    snprintf(gold, sizeof(gold), "%s/../judged/wiesenhain/gold.jsonl", sample);
    snprintf(texts, sizeof(texts), "%s/wiesenhain", sample);
    struct buffer model = buffer_init(1 << 24);
    assert_int_equal(train(gold, texts, &model), FUND_OK);
    return model;
}

static void test_training_is_repeatable(void **state)
{
    (void)state;
    struct buffer first = trained(), second = trained();
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.data, second.data, first.size);
    buffer_finish(&first);
    buffer_finish(&second);
}

static void test_training_needs_releases(void **state)
{
    (void)state;
    struct buffer model = buffer_init(1 << 24);
    assert_int_equal(train("/nowhere/gold.jsonl", "/nowhere", &model), FUND_NOT_FOUND);
    assert_int_equal(train("/dev/null", "/nowhere", &model), FUND_IO);
    assert_int_equal(model.size, 0);
    buffer_finish(&model);
}

/* Opens a copy in memory of its own, so that a read beyond it is seen. */
static fund_status open_copy(const struct buffer *bytes, size_t size, size_t flipped)
{
    char *copy = NULL;
    assert_int_equal(posix_memalign((void **)&copy, MODEL_ALIGNMENT, size + 1), 0);
    memcpy(copy, bytes->data, size);
    if (flipped < size)
        copy[flipped] = (char)(copy[flipped] ^ 1);
    struct model model;
    fund_status status = model_open(slice_of(copy, size), &model, NULL);
    free(copy);
    return status;
}

static void test_damage_is_refused(void **state)
{
    (void)state;
    struct buffer model = trained();
    size_t whole = SIZE_MAX;
    assert_int_equal(open_copy(&model, model.size, whole), FUND_OK);
    assert_int_equal(open_copy(&model, 0, whole), FUND_CORRUPT);
    assert_int_equal(open_copy(&model, sizeof(struct model_header) - 1, whole), FUND_CORRUPT);
    assert_int_equal(open_copy(&model, sizeof(struct model_header), whole), FUND_CORRUPT);
    assert_int_equal(open_copy(&model, model.size - 1, whole), FUND_CORRUPT);
    size_t version = offsetof(struct model_header, version);
    for (size_t at = 0; at < model.size; at += at < 256 ? 1 : 997) {
        bool is_version = at >= version && at < version + sizeof(uint32_t);
        assert_int_equal(open_copy(&model, model.size, at),
                         is_version ? FUND_VERSION : FUND_CORRUPT);
    }
    struct names *names = NULL;
    model.data[0] = 'x';
    assert_int_equal(names_create_with(buffer_slice(&model), &names, NULL), FUND_CORRUPT);
    assert_null(names);
    buffer_finish(&model);
}

/* A full table, in which a key that is not there would be looked for without end. */
static void test_full_table_is_refused(void **state)
{
    (void)state;
    _Alignas(MODEL_ALIGNMENT) char bytes[sizeof(struct model_header) + sizeof(struct model_row)];
    struct model_header *header = (void *)bytes;
    struct model_row *row = (void *)(bytes + sizeof(*header));
    memset(bytes, 0, sizeof(bytes));
    *header = (struct model_header){
        .magic = MODEL_MAGIC, .version = MODEL_VERSION, .size = sizeof(bytes), .row_count = 1};
    row->key = 1;
    header->checksum = model_checksum(slice_of(bytes, sizeof(bytes)));
    struct model model;
    assert_int_equal(model_open(slice_of(bytes, sizeof(bytes)), &model, NULL), FUND_CORRUPT);
    row->key = 0;
    header->checksum = model_checksum(slice_of(bytes, sizeof(bytes)));
    assert_int_equal(model_open(slice_of(bytes, sizeof(bytes)), &model, NULL), FUND_OK);
    assert_null(model_find(&model, 17));
}

/* A key is looked for only where the filter has its bit. */
static void test_filter(void **state)
{
    (void)state;
    static struct model_header header;
    struct model_row rows_of_two[] = {{.key = 0}, {.key = 0}};
    struct model model = {&header, rows_of_two, 2};
    uint32_t key = 0xC0000123u;
    rows_of_two[model_place(2, key)].key = key;
    assert_false(model_may_have(&model, key));
    assert_null(model_find(&model, key));
    header.filter[model_filter_word(key)] |= model_filter_bit(key);
    assert_true(model_may_have(&model, key));
    assert_ptr_equal(model_find(&model, key), &rows_of_two[model_place(2, key)]);
    assert_null(model_find(&model, key + MODEL_FILTER_BITS)); /* the same bit, no row */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_may_follow),
        cmocka_unit_test(test_best_row),
        cmocka_unit_test(test_rows_are_sound),
        cmocka_unit_test(test_no_row_is_better),
        cmocka_unit_test(test_training_is_repeatable),
        cmocka_unit_test(test_training_needs_releases),
        cmocka_unit_test(test_damage_is_refused),
        cmocka_unit_test(test_full_table_is_refused),
        cmocka_unit_test(test_filter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
