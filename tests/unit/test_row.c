/*
 * Rows of terms, against plain searches of the same text.
 */
#include "core/positions/row.h"
#include "tests/unit/positions_fixture.h"

#define TERMS_MAX 6

static bool stands_at(const struct sample *sample, uint32_t term, uint64_t position)
{
    for (size_t i = 0; i < sample->count; i++)
        if (sample->items[i].term == term && sample->items[i].position == position)
            return true;
    return false;
}

static bool is_side_by_side(const struct sample *sample, const uint32_t *terms, size_t count)
{
    for (size_t i = 0; i < sample->count; i++) {
        size_t found = 0;
        while (found < count &&
               stands_at(sample, terms[found], (uint64_t)sample->items[i].position + found))
            found++;
        if (found == count)
            return true;
    }
    return false;
}

/* Tries every choice of positions from first on for terms[at] and those behind it. */
static bool has_choice(const struct sample *sample, const uint32_t *terms, size_t count, size_t at,
                       uint64_t first, uint32_t window, uint32_t chosen[TERMS_MAX])
{
    if (at == count)
        return true;
    for (size_t i = 0; i < sample->count; i++) {
        const struct standing *item = &sample->items[i];
        bool is_taken = false;
        for (size_t j = 0; j < at; j++)
            is_taken = is_taken || chosen[j] == item->position;
        if (item->term != terms[at] || item->position < first || item->position - first >= window ||
            is_taken)
            continue;
        chosen[at] = item->position;
        if (has_choice(sample, terms, count, at + 1, first, window, chosen))
            return true;
    }
    return false;
}

static bool is_near(const struct sample *sample, const uint32_t *terms, size_t count,
                    uint32_t window)
{
    uint32_t chosen[TERMS_MAX];
    for (size_t i = 0; i < sample->count; i++)
        if (has_choice(sample, terms, count, 0, sample->items[i].position, window, chosen))
            return true;
    return false;
}

static bool matches(const uint32_t *terms, size_t count, enum row_order order, uint32_t window,
                    struct slice value)
{
    char names[TERMS_MAX][16];
    struct slice asked[TERMS_MAX];
    struct row *row = NULL;
    struct row_match *match = NULL;
    bool is_match = false, again = false;
    for (size_t i = 0; i < count; i++)
        asked[i] = name_of(terms[i], names[i]);
    assert_int_equal(row_create(asked, count, order, window, &row, NULL), FUND_OK);
    assert_int_equal(row_match_create(row, &match, NULL), FUND_OK);
    assert_int_equal(row_find(match, value, &is_match, NULL), FUND_OK);
    assert_int_equal(row_find(match, value, &again, NULL), FUND_OK);
    assert_int_equal(is_match, again);
    row_match_destroy(match);
    row_destroy(row);
    return is_match;
}

static void test_by_hand(void **state)
{
    (void)state;
    /* 1 2 3 1 1 _ 2; 4 stands at the place of the first 3 */
    static const struct standing text[] = {{1, 1}, {2, 2}, {3, 3}, {4, 3}, {1, 4}, {1, 5}, {2, 7}};
    static const struct {
        uint32_t terms[TERMS_MAX];
        uint32_t window; /* 0: side by side */
        bool is_match;
    } rows[] = {
        {{1, 2}, 0, true},     {{2, 1}, 0, false},         {{1, 2, 3, 1, 1}, 0, true},
        {{1, 1}, 0, true},     {{1, 1, 1}, 0, false},      {{2, 4, 1}, 0, true},
        {{1, 1, 2}, 0, false}, {{3, 4}, 0, false},         {{2, 1}, 2, true},
        {{3, 2}, 2, true},     {{2, 1}, 1, true},          {{1, 1, 1}, 4, false},
        {{1, 1, 1}, 5, true},  {{3, 4}, 5, false},         {{3, 4, 1}, 7, false},
        {{1, 1, 2}, 3, false}, {{1, 1, 2}, 4, true},       {{2, 2}, 5, false},
        {{2, 2}, 6, true},     {{2, 2}, UINT32_MAX, true}, {{2, 2, 2}, UINT32_MAX, false},
    };
    struct sample sample;
    sample_create(&sample);
    for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
        sample_add(&sample, text[i].term, text[i].position);
    struct slice value = sample_encode(&sample);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t count = 0;
        while (count < TERMS_MAX && rows[i].terms[count] != 0)
            count++;
        enum row_order order = rows[i].window == 0 ? ROW_SIDE_BY_SIDE : ROW_ANY_ORDER;
        assert_int_equal(matches(rows[i].terms, count, order, rows[i].window, value),
                         rows[i].is_match);
    }
    sample_destroy(&sample);
}

static bool has_term(const struct sample *sample, uint32_t term)
{
    for (size_t i = 0; i < sample->count; i++)
        if (sample->items[i].term == term)
            return true;
    return false;
}

static void test_at_random(void **state)
{
    (void)state;
    uint64_t random = 5;
    size_t found[2] = {0, 0}, asked = 0;
    struct sample sample;
    sample_create(&sample);
    for (int i = 0; i < 6000; i++) {
        sample_clear(&sample);
        uint32_t size = 1 + random_below(&random, 60);
        sample_fill(&sample, &random, size, 1 + random_below(&random, 12));
        struct slice value = sample_encode(&sample);
        uint32_t terms[TERMS_MAX];
        size_t count = 1 + random_below(&random, TERMS_MAX);
        bool has_all = true;
        for (size_t j = 0; j < count; j++) {
            terms[j] = random_below(&random, 12);
            has_all = has_all && has_term(&sample, terms[j]);
        }
        if (!has_all)
            continue;
        uint32_t window = (uint32_t)count + random_below(&random, 6);
        bool side_by_side = matches(terms, count, ROW_SIDE_BY_SIDE, 0, value);
        bool near = matches(terms, count, ROW_ANY_ORDER, window, value);
        assert_int_equal(side_by_side, is_side_by_side(&sample, terms, count));
        assert_int_equal(near, is_near(&sample, terms, count, window));
        asked++;
        found[0] += side_by_side;
        found[1] += near;
    }
    assert_true(found[0] > 100 && found[1] > 300 && asked > found[1] + 300);
    sample_destroy(&sample);
}

/* More terms than a word of the state has bits, and the last of them missing. */
static void test_long_rows(void **state)
{
    (void)state;
    enum { LENGTH = 200 };
    char names[LENGTH + 1][16];
    struct slice terms[LENGTH + 1];
    struct sample sample;
    sample_create(&sample);
    for (uint32_t i = 0; i < 2 * LENGTH; i++)
        sample_add(&sample, i % 150, i + 1);
    struct slice value = sample_encode(&sample);
    for (size_t count = 60; count <= LENGTH; count++) {
        for (uint32_t i = 0; i < count; i++)
            terms[i] = name_of((i + 100) % 150, names[i]);
        for (int is_spoilt = 0; is_spoilt < 2; is_spoilt++) {
            struct row *row = NULL;
            struct row_match *match = NULL;
            bool is_match = false;
            if (is_spoilt)
                terms[count - 1] = terms[0];
            assert_int_equal(row_create(terms, count, ROW_SIDE_BY_SIDE, 0, &row, NULL), FUND_OK);
            assert_int_equal(row_match_create(row, &match, NULL), FUND_OK);
            assert_int_equal(row_find(match, value, &is_match, NULL), FUND_OK);
            assert_int_equal(is_match, !is_spoilt || count == 151);
            row_match_destroy(match);
            row_destroy(row);
        }
    }
    sample_destroy(&sample);
}

static void test_huge_text(void **state)
{
    (void)state;
    struct sample sample;
    uint32_t last[] = {99998, 99999}, far[] = {1, 99999};
    sample_create(&sample);
    for (uint32_t i = 1; i < 100000; i++)
        sample_add(&sample, i, i);
    struct slice value = sample_encode(&sample);
    assert_true(matches(last, 2, ROW_SIDE_BY_SIDE, 0, value));
    assert_true(matches(last, 2, ROW_ANY_ORDER, 2, value));
    assert_false(matches(far, 2, ROW_ANY_ORDER, 99998, value));
    assert_true(matches(far, 2, ROW_ANY_ORDER, 99999, value));
    sample_destroy(&sample);
}

static void test_limits(void **state)
{
    (void)state;
    static struct slice terms[ROW_TERMS_MAX + 1];
    struct row *row = NULL;
    for (size_t i = 0; i <= ROW_TERMS_MAX; i++)
        terms[i] = SLICE("Ka");
    assert_int_equal(row_create(terms, ROW_TERMS_MAX + 1, ROW_ANY_ORDER, 0, &row, NULL),
                     FUND_LIMIT);
    assert_null(row);
    assert_int_equal(row_create(terms, ROW_TERMS_MAX, ROW_ANY_ORDER, 0, &row, NULL), FUND_OK);
    row_destroy(row);
    row_destroy(NULL);
    row_match_destroy(NULL);
}

/* Whatever the bytes, there is an answer or a status, and the next text is none the worse. */
static void test_damaged_values(void **state)
{
    (void)state;
    uint64_t random = 6;
    struct slice terms[] = {SLICE("K1"), SLICE("K2"), SLICE("K1")};
    struct row *rows[2] = {NULL, NULL};
    struct row_match *found[2] = {NULL, NULL};
    struct sample sample;
    sample_create(&sample);
    for (int i = 0; i < 2; i++) {
        enum row_order order = i == 0 ? ROW_SIDE_BY_SIDE : ROW_ANY_ORDER;
        assert_int_equal(row_create(terms, 3, order, 5, &rows[i], NULL), FUND_OK);
        assert_int_equal(row_match_create(rows[i], &found[i], NULL), FUND_OK);
    }
    for (uint32_t i = 1; i < 40; i++)
        sample_add(&sample, i % 3, i + (i % 7 == 0 ? 2 : 0));
    struct slice value = sample_encode(&sample);
    for (int i = 0; i < 20000; i++) {
        size_t at = random_below(&random, (uint32_t)value.size);
        char before = sample.value.data[at];
        sample.value.data[at] = (char)random_below(&random, 256);
        bool is_match;
        for (int j = 0; j < 2; j++) {
            fund_status status = row_find(found[j], value, &is_match, NULL);
            assert_true(status == FUND_OK || status == FUND_CORRUPT);
        }
        sample.value.data[at] = before;
    }
    for (int j = 0; j < 2; j++) {
        bool is_match = false;
        assert_int_equal(row_find(found[j], value, &is_match, NULL), FUND_OK);
        assert_int_equal(is_match, j == 0 ? is_side_by_side(&sample, (uint32_t[]){1, 2, 1}, 3)
                                          : is_near(&sample, (uint32_t[]){1, 2, 1}, 3, 5));
        row_match_destroy(found[j]);
        row_destroy(rows[j]);
    }
    sample_destroy(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),   cmocka_unit_test(test_at_random),
        cmocka_unit_test(test_long_rows), cmocka_unit_test(test_huge_text),
        cmocka_unit_test(test_limits),    cmocka_unit_test(test_damaged_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
