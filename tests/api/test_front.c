/*
 * All parts of a compound but the last, or but the first, join what all of them find only where they
 * are rare: in at most 20 of the releases that the query's fields leave. Three releases have "Musik".
 */
#include "fundstelle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "opened.h"

#define RELEASES_MAX 200

/* So many releases have a text; the first of them is older, the second has another title. */
static const struct {
    size_t count;
    const char *body;
} texts[] = {
    {1, "Auf dem Turm war es still, von irgendwelcher Musik war nichts zu hören."},
    {19, "Der Turm steht."},
    {1, "Auf dem Markt war es still, von irgendwelcher Musik war nichts zu hören."},
    {20, "Der Markt ruht."},
    {1, "Die hohe Warte schweigt, und von irgendwelcher Musik ist nichts zu hören."},
    {11, "Die hohe Warte."},
    {100, "Die Warte ist eine hohe."},
};

static const struct {
    const char *query;
    uint32_t total;
} rows[] = {
    {"Turm-Musik", 22},
    {"Markt-Musik", 3},
    /* nothing else is found */
    {"Turm-Geige", 20},
    {"Markt-Geige", 0},
    {"Geige-Turm", 20},
    {"Geige-Markt", 0},
    {"Markt-Musik -ruht", 3},
    {"Markt-Musik datum:..2021", 3},
    /* in 21 releases, of which the query leaves fewer */
    {"Markt-Musik datum:2020", 4},
    {"Markt-Musik -titel", 22},
    /* in 12 releases, and each of its words in 112 */
    {"hohe-Warte-Musik", 12},
    {"Musik-hohe-Warte", 12},
    /* no compound: an address is whole or not at all */
    {"turm@musik.example", 0},
    {"www.turm-musik.example", 0},
};

static struct opened test;
static char ids[RELEASES_MAX][16];
static struct sample_release releases[RELEASES_MAX];

static size_t fill_releases(void)
{
    size_t count = 0;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        for (size_t j = 0; j < texts[i].count; j++, count++) {
            snprintf(ids[count], sizeof(ids[count]), "r-%zu", count);
            releases[count] = (struct sample_release){
                .id = ids[count],
                .day = j == 0 ? "2020-05-01" : "2021-05-01",
                .title = j == 1 ? "Titel" : "Neues",
                .body = texts[i].body,
            };
        }
    }
    return count;
}

static int set_up(void **state)
{
    (void)state;
    return opened_init(&test, releases, fill_releases());
}

static int tear_down(void **state)
{
    (void)state;
    return opened_finish(&test);
}

static void test_rarity(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
        fund_results *results = NULL;
        options.query = rows[i].query;
        assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL), FUND_OK);
        uint32_t total = fund_results_total(results, NULL);
        if (total != rows[i].total)
            fail_msg("'%s' finds %u, %s", rows[i].query, total, fund_results_relaxed(results));
        fund_results_free(results);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rarity),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
