/*
 * Counting over columns made by hand: order, limits, ties, selections, rows that are left out.
 */
#include "query/lib/facets/count.h"

#include "core/base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define TEXT_MAX 4096
#define ROWS     6

/* Row 0: b a, 1: a, 2: c, 3: none, 4: b c, 5: d. Days: row 0 2023-08-18, 1 2023-08-19,
 * 2 2022-12-31, 3 none, 4 2023-01-01, 5 1000-01-01. */
static const char *const names[] = {"b", "a", "c", "d", "e"};
static uint32_t starts[] = {0, 2, 3, 4, 4, 6, 7};
static uint32_t numbers[7 + COLUMNS_SPARE] = {0, 1, 1, 2, 0, 2, 3};
static uint32_t days[] = {3, 4, 1, COLUMNS_NONE, 2, 0};
static uint32_t issuers[] = {0, 0, COLUMNS_NONE, COLUMNS_NONE, COLUMNS_NONE, COLUMNS_NONE};
static int32_t day_list[5];
static const uint32_t rows[ROWS] = {0, 1, 2, 3, 4, 5};

struct test {
    struct columns columns;
    struct arena arena;
};

static int set_up(void **state)
{
    struct test *test = calloc(1, sizeof(*test));
    uint32_t number = 0;
    if (test == NULL)
        return -1;
    *state = test;
    day_list[0] = date_from_civil(1000, 1, 1);
    day_list[1] = date_from_civil(2022, 12, 31);
    day_list[2] = date_from_civil(2023, 1, 1);
    day_list[3] = date_from_civil(2023, 8, 18);
    day_list[4] = date_from_civil(2023, 8, 19);
    test->arena = arena_init(SIZE_MAX / 2);
    test->columns = (struct columns){.row_count = ROWS,
                                     .days = days,
                                     .issuers = issuers,
                                     .day_list = day_list,
                                     .day_count = 5,
                                     .has_names = true};
    struct columns_names *persons = &test->columns.lists[COLUMNS_PERSONS];
    persons->starts = starts;
    persons->numbers = numbers;
    if (intern_init(&persons->names, NULL) != FUND_OK ||
        intern_init(&test->columns.issuer_names, NULL) != FUND_OK)
        return -1;
    for (size_t i = 0; i < 5; i++)
        if (intern_add(&persons->names, slice_from(names[i]), &number, NULL) != FUND_OK)
            return -1;
    intern_close(&persons->names);
    return intern_add(&test->columns.issuer_names, SLICE("Stadt Au"), &number, NULL) == FUND_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    intern_finish(&test->columns.lists[COLUMNS_PERSONS].names);
    intern_finish(&test->columns.issuer_names);
    arena_finish(&test->arena);
    free(test);
    return 0;
}

#define PERSON_BIT 1u /* of left_out */
#define OTHER_BIT  8u

static const struct {
    enum fund_facet_kind kind;
    uint32_t limit;
    bool is_histogram;
    struct fund_selection selections[3];
    uint8_t left_out[ROWS];
    const char *expected; /* then: different, without */
} counts[] = {
    {FUND_FACET_PERSON, 10, false, {{0, NULL}}, {0}, "a=2 b=2 c=2 d=1 4 1"},
    {FUND_FACET_PERSON, 4, false, {{0, NULL}}, {0}, "a=2 b=2 c=2 d=1 4 1"},
    {FUND_FACET_PERSON, 2, false, {{0, NULL}}, {0}, "a=2 b=2 4 1"},
    {FUND_FACET_PERSON, 1, false, {{0, NULL}}, {0}, "a=2 4 1"},
    {FUND_FACET_PERSON, 0, false, {{0, NULL}}, {0}, "4 1"},
    /* the selected behind the limit: by count, then name; e has no release, f is unknown */
    {FUND_FACET_PERSON,
     1,
     false,
     {{FUND_FACET_PERSON, "f"}, {FUND_FACET_PERSON, "e"}, {FUND_FACET_PERSON, "d"}},
     {0},
     "a=2 d=1* e=0* f=0* 4 1"},
    {FUND_FACET_PERSON, 0, false, {{FUND_FACET_PERSON, "c"}}, {0}, "c=2* 4 1"},
    {FUND_FACET_PERSON,
     3,
     false,
     {{FUND_FACET_PERSON, "b"}, {FUND_FACET_PERSON, "b"}},
     {0},
     "a=2 b=2* c=2 4 1"},
    /* another facet's selection */
    {FUND_FACET_PERSON, 3, false, {{FUND_FACET_YEAR, "2023"}}, {0}, "a=2 b=2 c=2 4 1"},
    /* rows that its own selection leaves out count, others do not */
    {FUND_FACET_PERSON,
     10,
     false,
     {{0, NULL}},
     {PERSON_BIT, OTHER_BIT, 0, OTHER_BIT, PERSON_BIT | OTHER_BIT, 0},
     "a=1 b=1 c=1 d=1 4 0"},
    {FUND_FACET_ISSUER, 10, false, {{0, NULL}}, {0}, "Stadt Au=2 1 4"},
    {FUND_FACET_ISSUER, 10, false, {{0, NULL}}, {1, 1, 1, 1, 1, 1}, "0 0"},
    {FUND_FACET_YEAR, 10, false, {{0, NULL}}, {0}, "2023=3 1000=1 2022=1 3 1"},
    {FUND_FACET_YEAR, 1, true, {{FUND_FACET_YEAR, "2022"}}, {0}, "1000=1 2022=1* 2023=3 3 1"},
    {FUND_FACET_YEAR, 1, true, {{FUND_FACET_YEAR, "2021"}}, {0}, "1000=1 2022=1 2023=3 3 1"},
    {FUND_FACET_MONTH,
     2,
     false,
     {{FUND_FACET_MONTH, "2023-01"}, {FUND_FACET_MONTH, "2023-02"}},
     {0},
     "2023-08=2 1000-01=1 2023-01=1* 2023-02=0* 4 1"},
    {FUND_FACET_DAY,
     1,
     true,
     {{0, NULL}},
     {0, 0, 1, 0, 0, 0},
     "1000-01-01=1 2023-01-01=1 2023-08-18=1 2023-08-19=1 4 1"},
};

static void describe(const struct fund_facet *facet, char out[TEXT_MAX])
{
    size_t size = 0;
    for (size_t i = 0; i < facet->value_count; i++)
        size += (size_t)snprintf(out + size, TEXT_MAX - size, "%s=%u%s ", facet->values[i].value,
                                 facet->values[i].count, facet->values[i].is_selected ? "*" : "");
    snprintf(out + size, TEXT_MAX - size, "%u %u", facet->different, facet->without);
}

static void test_counts(void **state)
{
    struct test *test = *state;
    for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
        char text[TEXT_MAX];
        struct facets_request request = {.selections = counts[i].selections};
        struct facet_rows all = {rows, counts[i].left_out, ROWS, true};
        struct facet_axis axis;
        struct fund_facet *facet = NULL;
        while (request.selection_count < 3 &&
               counts[i].selections[request.selection_count].value != NULL)
            request.selection_count++;
        assert_int_equal(
            facet_axis_make(&test->columns, counts[i].kind, &request, &test->arena, &axis, NULL),
            FUND_OK);
        assert_int_equal(facet_count(&axis, &all, counts[i].limit, counts[i].is_histogram,
                                     &test->arena, &facet, NULL),
                         FUND_OK);
        describe(facet, text);
        if (strcmp(text, counts[i].expected) != 0)
            fail_msg("row %zu is '%s'", i, text);
    }
}

static void test_selected(void **state)
{
    struct test *test = *state;
    const struct fund_selection selections[] = {{FUND_FACET_PERSON, "c"},
                                                {FUND_FACET_MONTH, "2023-08"}};
    const struct facets_request request = {.selections = selections, .selection_count = 2};
    static const bool persons[ROWS] = {false, false, true, false, true, false};
    static const bool months[ROWS] = {true, true, false, false, false, false};
    struct facet_axis person, month, year;
    assert_int_equal(
        facet_axis_make(&test->columns, FUND_FACET_PERSON, &request, &test->arena, &person, NULL),
        FUND_OK);
    assert_int_equal(
        facet_axis_make(&test->columns, FUND_FACET_MONTH, &request, &test->arena, &month, NULL),
        FUND_OK);
    assert_int_equal(
        facet_axis_make(&test->columns, FUND_FACET_YEAR, &request, &test->arena, &year, NULL),
        FUND_OK);
    assert_null(year.is_selected);
    for (uint32_t row = 0; row < ROWS; row++) {
        assert_int_equal(facet_axis_has_selected(&person, row), persons[row]);
        assert_int_equal(facet_axis_has_selected(&month, row), months[row]);
    }
}

/* Rows with no name up to nine, some of which are hits, counted one by one. */
static void test_many_rows(void **state)
{
    enum { MANY = 500, NAMES_MAX = 9 };
    static uint32_t many_starts[MANY + 1], many_numbers[MANY * NAMES_MAX + COLUMNS_SPARE];
    static uint32_t hits[MANY];
    struct test *test = *state;
    const struct facets_request request = {.selection_count = 0};
    struct facet_rows all = {hits, NULL, 0, true};
    uint32_t wanted[5] = {0}, without = 0, random = 1, count = 0;
    for (uint32_t row = 0; row < MANY; row++) {
        random = random * 1664525u + 1013904223u;
        uint32_t size = (random >> 16) % (NAMES_MAX + 1);
        bool is_hit = (random >> 24) % 3 > 0;
        if (is_hit)
            hits[all.count++] = row;
        without += is_hit && size == 0;
        for (uint32_t i = 0; i < size; i++) {
            uint32_t number = (random >> i) % 5;
            many_numbers[count++] = number;
            wanted[number] += is_hit;
        }
        many_starts[row + 1] = count;
    }
    test->columns.lists[COLUMNS_PERSONS].starts = many_starts;
    test->columns.lists[COLUMNS_PERSONS].numbers = many_numbers;
    struct facet_axis axis;
    struct fund_facet *facet = NULL;
    assert_int_equal(
        facet_axis_make(&test->columns, FUND_FACET_PERSON, &request, &test->arena, &axis, NULL),
        FUND_OK);
    assert_int_equal(facet_count(&axis, &all, 5, false, &test->arena, &facet, NULL), FUND_OK);
    assert_int_equal(facet->value_count, 5);
    assert_int_equal(facet->without, without);
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 5; k++)
            if (strcmp(facet->values[i].value, names[k]) == 0)
                assert_int_equal(facet->values[i].count, wanted[k]);
}

static const struct {
    enum fund_facet_kind kind;
    const char *text;
    int year, month, day; /* 0: refused */
} periods[] = {
    {FUND_FACET_YEAR, "2023", 2023, 1, 1},    {FUND_FACET_YEAR, "", 0, 0, 0},
    {FUND_FACET_YEAR, "20x3", 0, 0, 0},       {FUND_FACET_YEAR, "02023", 0, 0, 0},
    {FUND_FACET_YEAR, "0000", 0, 0, 0},       {FUND_FACET_MONTH, "2023-08", 2023, 8, 1},
    {FUND_FACET_MONTH, "2023-00", 0, 0, 0},   {FUND_FACET_MONTH, "2023.08", 0, 0, 0},
    {FUND_FACET_MONTH, "2023-8", 0, 0, 0},    {FUND_FACET_DAY, "2024-02-29", 2024, 2, 29},
    {FUND_FACET_DAY, "2023-02-29", 0, 0, 0},  {FUND_FACET_DAY, "2023-08", 0, 0, 0},
    {FUND_FACET_DAY, "2023-08-18x", 0, 0, 0},
};

static void test_periods(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(periods) / sizeof(*periods); i++) {
        int32_t day = 0;
        bool is_read = facet_read_period(periods[i].kind, slice_from(periods[i].text), &day);
        assert_int_equal(is_read, periods[i].year != 0);
        if (is_read)
            assert_int_equal(day,
                             date_from_civil(periods[i].year, periods[i].month, periods[i].day));
    }
}

/* The first and last day of a period. */
static void test_spans(void **state)
{
    struct test *test = *state;
    const struct facets_request request = {.selection_count = 0};
    static const uint8_t left_out[ROWS] = {0};
    const struct facet_rows all = {rows, left_out, ROWS, false};
    struct facet_axis axis;
    struct fund_facet *facet = NULL;
    assert_int_equal(
        facet_axis_make(&test->columns, FUND_FACET_MONTH, &request, &test->arena, &axis, NULL),
        FUND_OK);
    assert_int_equal(facet_count(&axis, &all, 0, true, &test->arena, &facet, NULL), FUND_OK);
    assert_int_equal(facet->is_exact, 0);
    assert_int_equal(facet->values[1].first_day, date_from_civil(2022, 12, 1));
    assert_int_equal(facet->values[1].last_day, date_from_civil(2022, 12, 31));
    assert_int_equal(
        facet_axis_make(&test->columns, FUND_FACET_YEAR, &request, &test->arena, &axis, NULL),
        FUND_OK);
    assert_int_equal(facet_count(&axis, &all, 0, true, &test->arena, &facet, NULL), FUND_OK);
    assert_int_equal(facet->values[2].first_day, date_from_civil(2023, 1, 1));
    assert_int_equal(facet->values[2].last_day, date_from_civil(2023, 12, 31));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_selected, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_spans, set_up, tear_down),
        cmocka_unit_test(test_periods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
