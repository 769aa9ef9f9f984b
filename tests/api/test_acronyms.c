/*
 * An organisation that releases call by its initials alone: whoever writes its name out finds them.
 */
#include "fundstelle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "opened.h"

#define TEXT_MAX 256

static const struct sample_release releases[] = {
    {
        .id = "thw-1",
        .title = "Pumpen",
        .body = "Das THW pumpt.",
        .organisations = {{"THW", NULL, NULL, NULL, {"THW"}}},
    },
    {
        .id = "thw-2",
        .title = "Sandsäcke",
        .body = "Auch das THW hilft.",
        .organisations = {{"THW", NULL, NULL, NULL, {"THW"}}},
    },
    {
        .id = "vfw-1",
        .title = "Wandern",
        .body = "Der VFW wandert.",
        .organisations = {{"VFW", NULL, NULL, NULL, {"VFW"}}},
    },
    {
        .id = "vfw-2",
        .title = "Wiesen",
        .body = "Der Verein Freunde der Wiesen mäht.",
        .organisations =
            {{"Verein Freunde der Wiesen", NULL, NULL, NULL, {"Verein Freunde der Wiesen"}}},
    },
    {.id = "abc-1", .title = "Buchstaben", .body = "Das ABC der Tiere."},
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
    const char *query, *ids; /* newest document first, as no release has a date */
} rows[] = {
    {"Technisches Hilfswerk", "thw-1 thw-2"},
    {"technischen hilfswerks", "thw-1 thw-2"},
    {"org:\"Technisches Hilfswerk\"", "thw-1 thw-2"},
    {"THW", "thw-1 thw-2"},
    /* with other words it is no longer the whole query */
    {"Technisches Hilfswerk pumpt", ""},
    /* the archive has another name with these initials */
    {"Verband Fleißiger Wanderer", ""},
    {"Verein Freunde der Wiesen", "vfw-2 vfw-1"},
    /* no organisation of the archive */
    {"Arbeitsgruppe Bunter Clowns", ""},
};

static void test_written_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char ids[TEXT_MAX] = "";
        size_t size = 0;
        struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
        fund_results *results = NULL;
        options.query = rows[i].query;
        options.relax = FUND_RELAX_NEVER;
        assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL), FUND_OK);
        for (size_t j = 0; j < fund_results_count(results); j++)
            size += (size_t)snprintf(ids + size, sizeof(ids) - size, "%s%s", j > 0 ? " " : "",
                                     fund_results_hit(results, j)->id);
        if (strcmp(ids, rows[i].ids) != 0)
            fail_msg("%s finds '%s'", rows[i].query, ids);
        fund_results_free(results);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_written_out)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
