/*
 * Few releases have all the words: what has some of them stands behind, and is told apart.
 */
#include "fundstelle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "opened.h"

#define TEXT_MAX 1024

/* Twelve have "Brunnen", two of them "Kastanie" too; p-13 has "Kastanie" alone. */
#define FOUNTAIN(number, text)                                                                     \
    {                                                                                              \
        .id = number, .day = "2020-01-" number, .title = "Brunnen " number, .body = text           \
    }

static const struct sample_release releases[] = {
    FOUNTAIN("01", "Er ruht."),
    FOUNTAIN("02", "Er ruht."),
    FOUNTAIN("03", "Er ruht."),
    FOUNTAIN("04", "Daneben steht seit langem und bis heute eine alte Kastanie, sagt man."),
    FOUNTAIN("05", "Er ruht."),
    FOUNTAIN("06", "Er ruht."),
    FOUNTAIN("07", "Er ruht."),
    FOUNTAIN("08", "Kastanie."),
    FOUNTAIN("09", "Er ruht."),
    FOUNTAIN("10", "Er ruht."),
    FOUNTAIN("11", "Er ruht."),
    FOUNTAIN("12", "Er ruht."),
    {.id = "13", .day = "2020-01-13", .title = "Kastanie gefällt", .body = "Kastanie, Kastanie!"},
    {.id = "14", .day = "2020-01-14", .title = "Nichts", .body = "Gar nichts."},
};
#define RELEASE_COUNT (sizeof(releases) / sizeof(*releases))

static struct opened test;

static int set_up(void **state)
{
    (void)state;
    return opened_init(&test, releases, RELEASE_COUNT);
}

static int tear_down(void **state)
{
    (void)state;
    return opened_finish(&test);
}

static fund_results *search(struct fund_search_options options)
{
    return opened_search(&test, options);
}

static struct fund_search_options ask(const char *query)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = query;
    return options;
}

static const char *id_of(const fund_results *results, size_t index)
{
    return fund_results_hit(results, index)->id;
}

/* Both words first, however strong one of them is elsewhere. */
static void test_order(void **state)
{
    (void)state;
    struct fund_search_options options = ask("Brunnen Kastanie");
    options.limit = 100;
    fund_results *results = search(options);
    assert_int_equal(fund_results_total(results, NULL), 13);
    assert_int_equal(fund_results_count(results), 13);
    assert_int_equal(fund_results_strict_total(results), 2);
    assert_string_equal(fund_results_relaxed(results), "any of the words");
    assert_string_equal(id_of(results, 0), "08"); /* shorter than 04 */
    assert_string_equal(id_of(results, 1), "04");
    assert_string_equal(id_of(results, 2), "13"); /* the rarer word, in the title */
    for (size_t i = 0; i < 13; i++) {
        const struct fund_hit *hit = fund_results_hit(results, i);
        assert_int_equal(hit->relaxed, i >= 2);
        assert_int_equal(hit->rank, i + 1);
        if (i > 0)
            assert_true(hit->score <= fund_results_hit(results, i - 1)->score);
        assert_string_not_equal(hit->id, "14");
    }
    fund_results_free(results);
}

/* Pages of any size continue each other. */
static void test_pages(void **state)
{
    (void)state;
    struct fund_search_options options = ask("Brunnen Kastanie");
    options.limit = 100;
    fund_results *all = search(options);
    for (uint32_t size = 1; size < 6; size++) {
        for (uint32_t offset = 0; offset < 15; offset += size) {
            options.limit = size;
            options.offset = offset;
            fund_results *page = search(options);
            size_t left = offset < 13 ? 13 - offset : 0;
            assert_int_equal(fund_results_count(page), left < size ? left : size);
            assert_int_equal(fund_results_strict_total(page), 2);
            for (size_t i = 0; i < fund_results_count(page); i++) {
                assert_string_equal(id_of(page, i), id_of(all, offset + i));
                assert_int_equal(fund_results_hit(page, i)->relaxed,
                                 fund_results_hit(all, offset + i)->relaxed);
            }
            fund_results_free(page);
        }
    }
    fund_results_free(all);
}

static const struct {
    const char *query;
    enum fund_sort sort;
    enum fund_relax relax;
    uint32_t total, strict_total;
} rows[] = {
    {"Brunnen Kastanie", FUND_BY_RELEVANCE, FUND_RELAX_EMPTY, 2, 2},
    {"Brunnen Kastanie", FUND_BY_RELEVANCE, FUND_RELAX_NEVER, 2, 2},
    {"Brunnen Kastanie", FUND_BY_NEWEST, FUND_RELAX_FILL, 2, 2},
    {"Brunnen Kastanie", FUND_BY_OLDEST, FUND_RELAX_NEVER, 2, 2},
    {"Brunnen gefällt", FUND_BY_RELEVANCE, FUND_RELAX_EMPTY, 13, 0},
    {"Brunnen gefällt", FUND_BY_RELEVANCE, FUND_RELAX_NEVER, 0, 0},
    {"Brunnen gefällt", FUND_BY_NEWEST, FUND_RELAX_FILL, 13, 0},
    {"Brunnen gefällt", FUND_BY_NEWEST, FUND_RELAX_NEVER, 0, 0},
    /* enough has all that is asked for */
    {"Brunnen", FUND_BY_RELEVANCE, FUND_RELAX_FILL, 12, 12},
    {"Brunnen -Kastanie", FUND_BY_RELEVANCE, FUND_RELAX_FILL, 10, 10},
    /* exclusions and phrases hold for what is relaxed, too */
    {"Kastanie gefällt -Brunnen", FUND_BY_RELEVANCE, FUND_RELAX_FILL, 1, 1},
    {"\"alte Kastanie\" Brunnen ruht", FUND_BY_RELEVANCE, FUND_RELAX_FILL, 1, 0},
    /* a pasted text, whose quotations need not hold; a phrase that was meant has to */
    {"Ein Brunnen „Kastanie im Mai“ ruht leider wieder", FUND_BY_RELEVANCE, FUND_RELAX_FILL, 13, 0},
    {"Ein Brunnen „Kastanie im Mai“ ruht leider wieder", FUND_BY_RELEVANCE, FUND_RELAX_NEVER, 0, 0},
    {"Brunnen ruht \"Kastanie im Mai\"", FUND_BY_RELEVANCE, FUND_RELAX_FILL, 0, 0},
    /* a question, whose words need not all be there */
    {"Steht neben dem Brunnen eine alte Kastanie, die blüht?", FUND_BY_RELEVANCE, FUND_RELAX_FILL,
     13, 0},
    {"Steht neben dem Brunnen eine alte Kastahnie, die blüht?", FUND_BY_RELEVANCE, FUND_RELAX_FILL,
     13, 0},
    {"Steht neben dem Brunnen eine alte Kastanie, die blüht?", FUND_BY_RELEVANCE, FUND_RELAX_NEVER,
     0, 0},
};

static void test_choices(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct fund_search_options options = ask(rows[i].query);
        options.sort = rows[i].sort;
        options.relax = rows[i].relax;
        fund_results *results = search(options);
        int is_exact = 0;
        uint32_t total = fund_results_total(results, &is_exact);
        uint32_t strict_total = fund_results_strict_total(results);
        if (total != rows[i].total || strict_total != rows[i].strict_total)
            fail_msg("row %zu, '%s': %u, %u", i, rows[i].query, total, strict_total);
        assert_true(is_exact);
        assert_int_equal(fund_results_relaxed(results) != NULL, total > strict_total);
        fund_results_free(results);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_choices),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
