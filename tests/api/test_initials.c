/*
 * Initials in an archive where many first names begin with them.
 */
#include "fundstelle.h"

#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define NAMES 20

struct test {
    char folder[256], path[300];
    char ids[NAMES][16], names[NAMES][32];
    struct sample_release releases[NAMES + 2];
    fund_archive *archive;
};

/* Haa Jaa Berg, Hab Jab Berg, … and two persons with the name that is asked for. */
static void fill(struct test *test)
{
    for (int i = 0; i < NAMES; i++) {
        snprintf(test->ids[i], sizeof(test->ids[i]), "id-%02d", i);
        snprintf(test->names[i], sizeof(test->names[i]), "Ha%c Ja%c Berg", 'a' + i, 'a' + i);
        test->releases[i] = (struct sample_release){
            .id = test->ids[i],
            .title = "Ehrung",
            .body = test->names[i],
            .persons = {{test->names[i], NULL, NULL, NULL, {test->names[i]}}},
        };
    }
    test->releases[NAMES] = (struct sample_release){
        .id = "lampe",
        .title = "Ehrung",
        .body = "Hans Jürgen Lampe",
        .persons = {{"Hans Jürgen Lampe", NULL, NULL, NULL, {"Hans Jürgen Lampe"}}},
    };
    test->releases[NAMES + 1] = (struct sample_release){
        .id = "anna",
        .title = "Ehrung",
        .body = "Anna Lampe",
        .persons = {{"Anna Lampe", NULL, NULL, NULL, {"Anna Lampe"}}},
    };
}

static int set_up(void **state)
{
    struct test *test = calloc(1, sizeof(*test));
    if (test == NULL || !sample_make_folder(test->folder, sizeof(test->folder)))
        return -1;
    snprintf(test->path, sizeof(test->path), "%s/archiv", test->folder);
    fill(test);
    *state = test;
    if (!sample_write(test->path, test->releases, NAMES + 2))
        return -1;
    return fund_archive_open(test->path, NULL, &test->archive, NULL) == FUND_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    fund_archive_close(test->archive);
    sample_clean_up(test->folder);
    free(test);
    return 0;
}

static const struct {
    const char *query;
    uint32_t total;
} rows[] = {
    {"person:\"H. Lampe\"", 1},
    {"person:\"J. Lampe\"", 1},
    /* 21 times 21 combinations are too many: the second initial does not decide */
    {"person:\"H. J. Lampe\"", 1},
    {"person:\"J. H. Lampe\"", 1},
    {"person:\"Lampe, H. J.\"", 1},
    {"person:\"A. Lampe\"", 1},
    {"person:\"H. J. Berg\"", NAMES},
    {"person:\"H. J. Niemand\"", 0},
};

static void test_initials(void **state)
{
    struct test *test = *state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
        fund_results *results = NULL;
        options.query = rows[i].query;
        assert_int_equal(fund_archive_search(test->archive, &options, &results, NULL), FUND_OK);
        if (fund_results_total(results, NULL) != rows[i].total)
            fail_msg("%s finds %u", rows[i].query, fund_results_total(results, NULL));
        fund_results_free(results);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_initials)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
