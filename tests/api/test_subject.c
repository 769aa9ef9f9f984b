/*
 * person: and org: put releases that are about the name above those that mention it, newer or not.
 */
#include "fundstelle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "opened.h"

static const struct sample_release releases[] = {
    {
        .id = "mention",
        .day = "2023-05-01",
        .title = "Brunnenfest",
        .body = "Es sprachen Ute Roth und andere. Auch der Förderkreis Brunnen war da.",
        .persons = {{"Ute Roth", NULL, NULL, NULL, {"Ute Roth"}}},
        .organisations = {{"Förderkreis Brunnen", NULL, NULL, NULL, {"Förderkreis Brunnen"}}},
    },
    {
        .id = "subject",
        .day = "2019-05-01",
        .title = "Ute Roth leitet den Förderkreis Brunnen",
        .body = "Ute Roth ist neu im Amt.",
        .persons = {{"Ute Roth", NULL, NULL, NULL, {"Ute Roth leitet", "Ute Roth ist"}}},
        .organisations = {{"Förderkreis Brunnen", NULL, NULL, NULL, {"Förderkreis Brunnen"}}},
    },
    {
        .id = "late",
        .day = "2024-05-01",
        .title = "Wasser",
        .body = "Dank an Ute Roth vom Förderkreis Brunnen.",
        .persons = {{"Ute Roth", NULL, NULL, NULL, {"Ute Roth"}}},
        .organisations = {{"Förderkreis Brunnen", NULL, NULL, NULL, {"Förderkreis Brunnen"}}},
    },
};

static struct opened test;

static int set_up(void **state)
{
    (void)state;
    return opened_init(&test, releases, sizeof(releases) / sizeof(*releases));
}

static int tear_down(void **state)
{
    (void)state;
    return opened_finish(&test);
}

static const struct {
    const char *query;
    enum fund_sort sort;
    const char *first;
} rows[] = {
    {"person:\"Ute Roth\"", FUND_BY_RELEVANCE, "subject"},
    {"person:Roth", FUND_BY_RELEVANCE, "subject"},
    {"org:\"Förderkreis Brunnen\"", FUND_BY_RELEVANCE, "subject"},
    {"person:\"Ute Roth\"", FUND_BY_NEWEST, "late"},
    {"person:\"Ute Roth\" -amt", FUND_BY_RELEVANCE, "late"}, /* as much about her: the newer */
};

static void test_first(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
        fund_results *results = NULL;
        options.query = rows[i].query;
        options.sort = rows[i].sort;
        assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL), FUND_OK);
        assert_non_null(fund_results_hit(results, 0));
        if (strcmp(fund_results_hit(results, 0)->id, rows[i].first) != 0)
            fail_msg("%s: first is %s", rows[i].query, fund_results_hit(results, 0)->id);
        fund_results_free(results);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_first)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
