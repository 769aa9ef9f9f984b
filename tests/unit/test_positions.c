/*
 * Positions as one value: what goes in comes out; sizes; damaged values.
 */
#include "tests/unit/positions_fixture.h"

/* Each term has one number, and the walk gives the terms in their order. */
static void assert_same(const struct sample *sample, struct slice value)
{
    struct positions positions;
    assert_true(positions_read(value, &positions));
    struct positions_walk walk = positions_walk(&positions);
    size_t start = 0;
    uint32_t number, position;
    for (size_t seen = 0; seen < sample->count; seen++) {
        assert_true(positions_next(&walk, &number, &position));
        assert_int_equal(position, sample->items[seen].position);
        if (position != sample->items[start].position)
            start = seen;
        /* at one position they stand in any order */
        bool is_there = false;
        for (size_t i = start; i < sample->count && sample->items[i].position == position; i++) {
            char name[16];
            uint64_t hash = positions_hash(name_of(sample->items[i].term, name));
            is_there = is_there || positions_number(&positions, hash) == number;
        }
        assert_true(is_there);
    }
    assert_false(positions_next(&walk, &number, &position));
    assert_false(walk.is_damaged);
}

static void assert_counts(const struct sample *sample, struct slice value)
{
    struct positions positions;
    assert_true(positions_read(value, &positions));
    uint32_t *counts = calloc(positions.number_count, sizeof(*counts));
    assert_non_null(counts);
    assert_true(positions_count(&positions, counts));
    for (size_t i = 0; i < sample->count; i++) {
        char name[16];
        uint64_t hash = positions_hash(name_of(sample->items[i].term, name));
        uint32_t *count = &counts[positions_number(&positions, hash)];
        assert_true(*count > 0);
        --*count;
    }
    for (uint32_t i = 0; i < positions.number_count; i++)
        assert_int_equal(counts[i], 0);
    free(counts);
}

static void test_small_texts(void **state)
{
    (void)state;
    static const struct standing rows[][6] = {
        {{1, 1}},
        {{1, UINT32_MAX}},
        {{1, 7}, {1, 7}},
        {{1, 1}, {2, 1}, {3, 1}},
        {{1, 1}, {2, 2}, {1, 3}, {2, 4}},
        {{1, 3}, {2, 2}, {3, 1}},
        {{1, 1}, {2, 2}, {3, 35}, {1, 36}, {4, 36}, {2, UINT32_MAX}},
        {{1, 1}, {2, 3}, {3, 6}, {4, 10}, {5, 200}, {6, 100000}},
    };
    struct sample sample;
    sample_create(&sample);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sample_clear(&sample);
        for (size_t j = 0; j < 6 && rows[i][j].position > 0; j++)
            sample_add(&sample, rows[i][j].term, rows[i][j].position);
        struct slice value = sample_encode(&sample);
        assert_same(&sample, value);
        assert_counts(&sample, value);
    }
    sample_destroy(&sample);
}

static void test_nothing_and_no_position(void **state)
{
    (void)state;
    struct sample sample;
    struct fund_error error = {0};
    sample_create(&sample);
    assert_int_equal(sample_encode(&sample).size, 0);
    assert_int_equal(positions_add(sample.builder, SLICE("Ka"), 0, &error), FUND_INVALID_ARGUMENT);
    assert_non_null(strstr(error.message, "position 0"));
    assert_int_equal(sample_encode(&sample).size, 0);
    sample_destroy(&sample);
    positions_builder_destroy(NULL);
}

static void test_value_too_large(void **state)
{
    (void)state;
    struct sample sample;
    sample_create(&sample);
    sample.value.limit = 20;
    for (uint32_t i = 1; i < 100; i++)
        sample_add(&sample, i, i);
    assert_int_equal(positions_encode(sample.builder, &sample.value, NULL), FUND_LIMIT);
    assert_int_equal(sample.value.size, 0);
    sample_destroy(&sample);
}

/* Every number of terms up to some, since each fills its numbers to another degree. */
static void test_random_texts(void **state)
{
    (void)state;
    uint64_t random = 1;
    struct sample sample;
    sample_create(&sample);
    for (uint32_t size = 1; size < 700; size++) {
        sample_clear(&sample);
        sample_fill(&sample, &random, size, size < 10 ? 3 : 2 * size);
        struct slice value = sample_encode(&sample);
        assert_same(&sample, value);
        assert_counts(&sample, value);
    }
    sample_destroy(&sample);
}

static bool has_pair(const struct sample *sample, uint32_t before, uint32_t behind)
{
    for (size_t i = 0; i < sample->count; i++)
        for (size_t j = i + 1; sample->items[i].term == before && j < sample->count; j++)
            if (sample->items[j].term == behind &&
                sample->items[j].position == sample->items[i].position + 1)
                return true;
    return false;
}

static uint32_t number_of(const struct positions *positions, uint32_t term)
{
    char name[16];
    return positions_number(positions, positions_hash(name_of(term, name)));
}

/* Terms that are side by side may be; of others few seem to, where free positions are counted. */
static void test_pairs(void **state)
{
    (void)state;
    uint64_t random = 9;
    size_t mistaken = 0, asked = 0;
    struct sample sample;
    sample_create(&sample);
    for (uint32_t size = 2; size < 900; size += 1 + size / 50) {
        sample_clear(&sample);
        sample_fill(&sample, &random, size, size < 10 ? 3 : size / (1 + size % 5));
        struct positions positions;
        assert_true(positions_read(sample_encode(&sample), &positions));
        for (int i = 0; i < 200; i++, asked++) {
            uint32_t before = sample.items[random_below(&random, (uint32_t)sample.count)].term;
            uint32_t behind = sample.items[random_below(&random, (uint32_t)sample.count)].term;
            bool is_pair = has_pair(&sample, before, behind);
            bool may_be = positions_may_follow(&positions, number_of(&positions, before),
                                               number_of(&positions, behind));
            assert_true(may_be || !is_pair);
            mistaken += may_be && !is_pair;
        }
    }
    assert_true(mistaken < asked / 100);
    sample_destroy(&sample);
}

/* A small text after a huge one is as if it were the first. */
static void test_huge_text(void **state)
{
    (void)state;
    uint64_t random = 2;
    struct sample sample;
    char first[256] = {0};
    sample_create(&sample);
    sample_fill(&sample, &random, 50, 40);
    size_t first_size = sample_encode(&sample).size;
    assert_in_range(first_size, 1, sizeof(first));
    memcpy(first, sample.value.data, first_size);
    sample_clear(&sample);
    sample_fill(&sample, &random, 100000, 150000);
    struct slice value = sample_encode(&sample);
    assert_counts(&sample, value);
    assert_same(&sample, value);
    sample_clear(&sample);
    random = 2;
    sample_fill(&sample, &random, 50, 40);
    value = sample_encode(&sample);
    assert_int_equal(value.size, first_size);
    assert_memory_equal(value.data, first, first_size);
    sample_destroy(&sample);
}

/* By hand: 120 terms, once each, take 7 bits each, 41 seeds and 3 bytes of numbers. */
static void test_size(void **state)
{
    (void)state;
    struct sample sample;
    sample_create(&sample);
    for (uint32_t i = 1; i <= 120; i++)
        sample_add(&sample, i, i);
    assert_int_equal(sample_encode(&sample).size, 3 + 41 + 105);
    sample_destroy(&sample);
}

/* Reads all that can be read; what comes out does not matter. */
static void read_hostile(struct slice value)
{
    struct positions positions;
    /* a copy of its own, so that memory checkers see each byte too many */
    char *copy = malloc(value.size + 1);
    assert_non_null(copy);
    if (value.size > 0)
        memcpy(copy, value.data, value.size);
    char *exact = realloc(copy, value.size > 0 ? value.size : 1);
    assert_non_null(exact);
    if (positions_read(slice_of(exact, value.size), &positions)) {
        struct positions_walk walk = positions_walk(&positions);
        uint32_t number, position, last = 0, count = 0;
        for (uint64_t hash = 0; hash < 20; hash++)
            assert_true(positions_number(&positions, hash << 59) < positions.number_count);
        for (; positions_next(&walk, &number, &position); count++) {
            assert_true(number < positions.number_count);
            assert_true(position >= last);
            last = position;
        }
        assert_true(count <= positions.entry_count);
    }
    free(exact);
}

static void test_damaged_values(void **state)
{
    (void)state;
    uint64_t random = 3;
    struct sample sample;
    sample_create(&sample);
    for (uint32_t size = 1; size < 60; size += 3) {
        sample_clear(&sample);
        sample_fill(&sample, &random, size, size);
        struct slice value = sample_encode(&sample);
        for (size_t i = 0; i < value.size; i++) {
            read_hostile(slice_part(value, 0, i));
            assert_false(positions_read(slice_part(value, 0, i), &(struct positions){0}));
            char before = sample.value.data[i];
            for (int j = 0; j < 8; j++) {
                sample.value.data[i] = (char)(before ^ (1 << j));
                read_hostile(value);
            }
            sample.value.data[i] = before;
        }
    }
    sample_destroy(&sample);
}

static void test_random_bytes(void **state)
{
    (void)state;
    uint64_t random = 4;
    for (int i = 0; i < 20000; i++) {
        char bytes[40];
        size_t size = random_below(&random, sizeof(bytes));
        for (size_t j = 0; j < size; j++)
            bytes[j] = (char)(random_below(&random, 3) == 0 ? random_below(&random, 256)
                                                            : random_below(&random, 12));
        read_hostile(slice_of(bytes, size));
    }
}

/* Rows of width 2, numbers 0 and 1: 2 is "the same position", 3 a gap. */
static void test_damaged_rows(void **state)
{
    (void)state;
    static const struct {
        unsigned char entries[4];
        bool is_damaged;
        uint32_t count;
    } rows[] = {
        {{0, 1, 0, 1}, false, 4}, {{0, 2, 1, 0}, false, 3},
        {{3, 1, 0, 0}, false, 2}, {{2, 0, 0, 0}, true, 0} /* position 0 */,
        {{0, 1, 0, 2}, true, 3},  {{0, 0, 0, 3}, true, 3},
        {{0, 0, 3, 1}, true, 2},  {{0, 3, 3, 3}, true, 1},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const unsigned char *entries = rows[i].entries;
        char value[] = {1, 4, 2, 0, 0};
        value[4] = (char)(entries[0] | entries[1] << 2 | entries[2] << 4 | entries[3] << 6);
        struct positions positions;
        assert_true(positions_read(slice_of(value, sizeof(value)), &positions));
        struct positions_walk walk = positions_walk(&positions);
        uint32_t number, position, count = 0;
        while (positions_next(&walk, &number, &position))
            count++;
        assert_int_equal(count, rows[i].count);
        assert_int_equal(walk.is_damaged, rows[i].is_damaged);
        uint32_t counts[2];
        assert_int_equal(positions.number_count, 2);
        assert_int_equal(positions_count(&positions, counts), !rows[i].is_damaged);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_texts),
        cmocka_unit_test(test_nothing_and_no_position),
        cmocka_unit_test(test_value_too_large),
        cmocka_unit_test(test_random_texts),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_huge_text),
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_damaged_values),
        cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_damaged_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
