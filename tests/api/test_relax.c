/*
 * What is done where the words as typed find nothing: the parts of compounds near each other and
 * anywhere, any of the words, umlauts that were not typed. Words with hyphens are the compounds.
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

static const struct sample_release releases[] = {
    {
        .id = "a-1",
        .day = "2020-05-01",
        .title = "Verkehr ruht",
        .body = "Grund ist die Sperrung der alten Brücke.",
    },
    {
        .id = "b-2",
        .day = "2021-05-01",
        .title = "Brücke am Wehr",
        .body = "Von einer Sperrung war keine Rede.",
    },
    {
        .id = "c-3",
        .day = "2022-05-01",
        .title = "Brücke mit Ausblick",
        .body = "Ein Fest.",
    },
    {
        .id = "d-4",
        .day = "2023-05-01",
        .title = "Tag-Markt öffnet",
        .body = "Jörg Grünwald vom Förderkreis Müßiggang macht Musik für die Müllabfuhr.",
        .persons = {{"Jörg Grünwald", NULL, "Küster", NULL, {"Jörg Grünwald"}}},
        .organisations = {{"Förderkreis Müßiggang", NULL, NULL, NULL, {"Förderkreis Müßiggang"}}},
    },
    {.id = "e-5", .day = "2018-05-01", .title = "Chor-Probe fällt aus", .body = "Schade."},
    {
        .id = "f-6",
        .day = "2019-05-01",
        .title = "Wieder im Saal",
        .body = "Die Probe des Chors beginnt um acht.",
    },
    {.id = "g-7",
     .day = "2017-05-01",
     .title = "Chor gegründet",
     .body = "Eine Probe aufs Exempel."},
};
#define RELEASE_COUNT (sizeof(releases) / sizeof(*releases))

#define NEAR          "the parts of a compound near each other"
#define APART         "the parts of a compound anywhere"
#define FRONT         "some of the parts of a compound"
#define ANY           "any of the words"
#define LOOSE         "any of the words, or others of the same meaning"

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

static fund_results *search(const char *query, enum fund_sort sort)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = query;
    options.sort = sort;
    return opened_search(&test, options);
}

static const struct {
    const char *query, *relaxed;
    const char *ids; /* newest first */
} rows[] = {
    /* all words are there */
    {"Brücke", NULL, "c-3 b-2 a-1"},
    {"Tag-Markt", NULL, "d-4"},
    {"alte-Brücke", NULL, "a-1"},
    /* no release has the compound: its parts, whatever their order */
    {"Brücken-Sperrung", NEAR, "a-1"},
    {"Sperrungs-Brücke", NEAR, "a-1"},
    {"Wehr-Brücke", NEAR, "b-2"},
    {"Brücken-Sperrung verkehr", NEAR, "a-1"},
    {"Brücken-Sperrung datum:2020", NEAR, "a-1"},
    {"Brücken-Sperrung \"alten Brücke\"", NEAR, "a-1"},
    /* … not near each other */
    {"Brücken-Sperrung Wehr", APART, "b-2"},
    {"Brücken-Sperrung -verkehr", APART, "b-2"},
    {"Brücken-Sperrung datum:2021", APART, "b-2"},
    /* … not all of them */
    {"Brücken-Musik", FRONT, "d-4 c-3 b-2 a-1"},
    {"Unfug-Musik", FRONT, "d-4"},
    {"Raumschiff-Musik", NULL, ""}, /* three parts, of which one alone says little */
    {"Brücken-Sperrung datum:2022", FRONT, "c-3"},
    {"Brücken-Musik Ausblick", FRONT, "c-3"},
    {"Brücken-Sperrung Musik", ANY, "d-4 b-2 a-1"},
    {"Brücken-Sperrung Wehr-Musik", FRONT, "b-2"},
    {"Brücken-Musik \"Ein Fest\"", FRONT, "c-3"},
    /* a compound that some release has stays whole */
    {"Tag-Markt Ausblick", ANY, "d-4 c-3"},
    {"alte-Brücke Wehr", ANY, "b-2 a-1"},
    {"Tag-Markt datum:2020", NULL, ""},
    /* a phrase stays one */
    {"\"Brücken-Sperrung\"", NULL, ""},
    {"-\"Brücken-Sperrung\" -musik", NULL, "c-3 b-2 a-1 f-6 e-5 g-7"},
    /* the order of dates would mix better with worse */
    {"Chor-Probe", NULL, "e-5"},
};

/* Best first there is room for more on a page that is not full, below what is better. */
static const struct {
    const char *query, *relaxed;
    const char *ids; /* best first */
} ranked[] = {
    {"Chor-Probe", APART, "e-5 f-6 g-7"},
    {"\"Chor-Probe\"", NULL, "e-5"},
    {"alte-Brücke", FRONT, "a-1 c-3 b-2"},
    {"Proben-Chor", APART, "e-5 f-6 g-7"},
    {"Sperrungs-Brücke", FRONT, "a-1 b-2 c-3"},
    {"Brücken-Sperrung", FRONT, "a-1 b-2 c-3"},
    /* all parts, that in a title before others, then one of them */
    {"Brücken-Sperrung Raumschiff", LOOSE, "b-2 a-1 c-3"},
};

static void test_steps(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char ids[TEXT_MAX];
        fund_results *results = search(rows[i].query, FUND_BY_NEWEST);
        const char *relaxed = fund_results_relaxed(results);
        opened_list_ids(results, ids, sizeof(ids));
        if (strcmp(ids, rows[i].ids) != 0)
            fail_msg("'%s' finds '%s', %s", rows[i].query, ids, relaxed != NULL ? relaxed : "");
        assert_string_equal(relaxed != NULL ? relaxed : "",
                            rows[i].relaxed != NULL ? rows[i].relaxed : "");
        fund_results_free(results);
    }
}

static void test_ranking(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(ranked) / sizeof(*ranked); i++) {
        char ids[TEXT_MAX];
        fund_results *results = search(ranked[i].query, FUND_BY_RELEVANCE);
        const char *relaxed = fund_results_relaxed(results);
        opened_list_ids(results, ids, sizeof(ids));
        if (strcmp(ids, ranked[i].ids) != 0)
            fail_msg("'%s' finds '%s', %s", ranked[i].query, ids, relaxed != NULL ? relaxed : "");
        assert_string_equal(relaxed != NULL ? relaxed : "",
                            ranked[i].relaxed != NULL ? ranked[i].relaxed : "");
        fund_results_free(results);
    }
}

static const struct {
    const char *query, *marks; /* of the first hit, as "mark:text|" */
} marked[] = {
    {"Brücken-Sperrung", "3:Sperrung|3:Brücke|"},
    {"Brücken-Sperrung Rede", "3:Sperrung|1:Rede|"},
};

static void test_marks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(marked) / sizeof(*marked); i++) {
        char marks[TEXT_MAX] = "";
        size_t size = 0;
        fund_results *results = search(marked[i].query, FUND_BY_RELEVANCE);
        const struct fund_hit *hit = fund_results_hit(results, 0);
        assert_non_null(hit);
        for (size_t j = 0; j < hit->segment_count; j++)
            if (hit->snippet[j].mark != FUND_MARK_NONE)
                size += (size_t)snprintf(marks + size, sizeof(marks) - size, "%d:%s|",
                                         (int)hit->snippet[j].mark, hit->snippet[j].text);
        assert_string_equal(marks, marked[i].marks);
        fund_results_free(results);
    }
}

/* What is found without the umlauts, and what is not. */
static const struct {
    const char *query, *ids;
    const char *understood; /* NULL: either spelling, as the stemmer may bring them together */
} umlauts[] = {
    {"Mullabfuhr", "d-4", NULL},
    {"musik mullabfuhr", "d-4", NULL},
    {"\"die Mullabfuhr\"", "d-4", NULL},
    {"-Mullabfuhr -Brucke", "f-6 e-5 g-7", NULL},
    {"Brucken-Sperrung", "a-1", NULL},
    {"Raumschuff", "", "raumschuff"},
    {"Müllabfuhr", "d-4", "müllabfuhr"},
    {"Muellabfuhr", "d-4", "muellabfuhr"},
    {"person:Grunwald", "d-4", "person:\"grünwald\""},
    {"person:\"Jorg Grunwald\"", "d-4", "person:\"jörg grünwald\""},
    {"person:\"J. Grunwald\"", "d-4", "person:\"j grünwald\""},
    {"person:Grunwalds", "d-4", "person:\"grünwalds\""},
    {"person:\"Kuster Grunwald\"", "d-4", NULL},
    {"person:\"Jörg Grunewald\"", "d-4", "person:\"jörg grünwald\""}, /* corrected */
    {"-person:Grunwald datum:2022..", "c-3", "-person:\"grünwald\" datum:2022-01-01.."},
    {"org:Forderkreis", "d-4", NULL},
    {"org:\"Forderkreis Mussiggang\"", "d-4", NULL},
    {"org:Forderer", "", "org:\"forderer\""},
};

static void test_umlauts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(umlauts) / sizeof(*umlauts); i++) {
        char ids[TEXT_MAX];
        fund_results *results = search(umlauts[i].query, FUND_BY_NEWEST);
        opened_list_ids(results, ids, sizeof(ids));
        if (strcmp(ids, umlauts[i].ids) != 0)
            fail_msg("'%s' finds '%s'", umlauts[i].query, ids);
        if (umlauts[i].understood != NULL)
            assert_string_equal(fund_results_understood(results), umlauts[i].understood);
        fund_results *again = search(fund_results_understood(results), FUND_BY_NEWEST);
        assert_string_equal(fund_results_understood(again), fund_results_understood(results));
        assert_int_equal(fund_results_total(again, NULL), fund_results_total(results, NULL));
        fund_results_free(again);
        fund_results_free(results);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_ranking),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_umlauts),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
