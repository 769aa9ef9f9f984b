/*
 * Words that stay whole alone and are split in longer ones: Sparkasse, Bezirkssparkasse. Whichever
 * of the forms is asked for, the others are found, and the right piece of them is marked.
 */
#include "fundstelle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "opened.h"

#define TEXT_MAX 1024

static const struct sample_release releases[] = {
    {.id = "a-1",
     .day = "2020-05-01",
     .title = "Neues im Ort",
     .body = "Die Bezirkssparkassenfiliale schließt im Mai."},
    {.id = "b-2",
     .day = "2021-05-01",
     .title = "Neues vom Geld",
     .body = "Die Bezirks-Sparkasse öffnet."},
    {.id = "c-3", .day = "2022-05-01", .title = "Ruhe", .body = "Die Sparkasse ruht."},
    {.id = "d-4",
     .day = "2023-05-01",
     .title = "Neues Amt",
     .body = "Die Bezirkssparkasse zieht um."},
};

/* Newest first, so that nothing is relaxed. */
static const struct {
    const char *query, *ids;
    const char *marks; /* of the first hit, as "mark:text|" */
} rows[] = {
    {"Sparkasse", "d-4 c-3 b-2 a-1", "3:sparkasse|"},
    {"Bezirkssparkasse", "d-4 b-2 a-1", "1:Bezirkssparkasse|"},
    {"Sparkassenfiliale", "a-1", "3:sparkassenfiliale|"},
    {"Bezirkssparkassenfiliale", "a-1", "1:Bezirkssparkassenfiliale|"},
    {"Bezirkssparkasse Mai", "a-1", "3:Bezirkssparkassen|1:Mai|"},
    {"\"Bezirkssparkasse\"", "d-4 b-2 a-1", "1:Bezirkssparkasse|"},
    {"\"Bezirkssparkasse zieht\"", "d-4", "3:Bezirkssparkasse|1:zieht|"},
    {"\"Bezirkssparkasse öffnet\"", "b-2", "3:Bezirks|3:Sparkasse|1:öffnet|"},
    {"Neues -Bezirkssparkasse", "", ""},
};

static struct opened test;

static int set_up(void **state)
{
    (void)state;
    if (!sample_make_folder(test.folder, sizeof(test.folder)))
        return -1;
    snprintf(test.path, sizeof(test.path), "%s/archiv", test.folder);
    if (!sample_write(test.path, releases, sizeof(releases) / sizeof(*releases)))
        return -1;
    return fund_archive_open(test.path, NULL, &test.archive, NULL) == FUND_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    return opened_finish(&test);
}

/* What is marked in the snippet of the first hit. */
static void list_marks(const fund_results *results, char out[TEXT_MAX])
{
    const struct fund_hit *hit = fund_results_hit(results, 0);
    size_t size = 0;
    out[0] = '\0';
    for (size_t i = 0; hit != NULL && i < hit->segment_count; i++)
        if (hit->snippet[i].mark != FUND_MARK_NONE)
            size += (size_t)snprintf(out + size, TEXT_MAX - size, "%d:%s|",
                                     (int)hit->snippet[i].mark, hit->snippet[i].text);
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
        char ids[TEXT_MAX], marks[TEXT_MAX];
        options.query = rows[i].query;
        options.sort = FUND_BY_NEWEST;
        fund_results *results = opened_search(&test, options);
        opened_list_ids(results, ids, sizeof(ids));
        list_marks(results, marks);
        if (strcmp(ids, rows[i].ids) != 0 || strcmp(marks, rows[i].marks) != 0)
            fail_msg("'%s' finds '%s', marks '%s'", rows[i].query, ids, marks);
        fund_results_free(results);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
