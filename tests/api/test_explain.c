/*
 * Explanations: how a query is understood, word by word, and why a release matches it.
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

#define TEXT_MAX 4096

static const struct sample_release releases[] = {
    {
        .id = "a-1",
        .day = "2020-05-01",
        .title = "Neue Brücke",
        .body = "Die Schulen loben Andreas Stegemann. Die Tag-Markt-Schule nicht, sagt Stegemann.",
        .persons = {{"Andreas Stegemann", NULL, "Leiter", NULL, {"Andreas Stegemann"}}},
        .issuer = "Stadt Moorfurt",
    },
    {.id = "b-2", .day = "2021-05-01", .title = "Turm", .body = "Hoch.", .issuer = "Stadt Halden"},
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

/* Each line as "depth text (meaning)", with + behind it where the release has it and a weight, = without
 * weight, - where it has not. */
static const struct {
    const char *query, *id, *lines;
} rows[] = {
    {"", NULL, "0 every release|"},
    {"?!", NULL, "0 nothing, there is no word|"},
    {"Turm", NULL, "0 all of|1 turm (stem turm)|"},
    {"Tag-Markt", NULL, "0 all of|1 tag-markt (tag + markt; stems tag + markt)|"},
    {"Turm ODER (Brücke -Tag)", NULL,
     "0 all of|1 any of|2 turm (stem turm)|2 all of|3 brücke (stem brueck)|3 without|4 tag (stem "
     "tag)|"},
    {"-Turm", NULL, "0 all of|1 without|2 turm (stem turm)|"},
    {"Schul* NAHE/3 =Markt", NULL,
     "0 all of|1 near each other (at most 3 other words or parts between two)|2 schul* (schulen)|2 "
     "=markt (this very form)|"},
    {"person:Stegemann stadt:Moorfurt datum:2020", NULL,
     "0 all of|1 person:\"stegemann\" (person: Andreas Stegemann)|1 stadt:\"moorfurt\" (issuer: "
     "Stadt Moorfurt)|1 datum:2020-01-01..2020-12-31 (day of publication)|"},
    {"stadt:Nirgendwo", NULL, "0 all of|1 stadt:\"nirgendwo\" (issuer: none of the archive)|"},
    {"Xyl*", NULL, "0 all of|1 xyl* (no word of the archive)|"},
    {"Brücke Turm", NULL,
     "0 any of the words, all else|1 brücke (stem brueck)|1 turm (stem turm)|"},
    {"Brücke Schule -Turm datum:2020", "a-1",
     "0 all of|1 brücke (stem brueck)+|2 Brücke (the very word, title)=|1 schule (stem schul)+|2 "
     "Schulen (another form, body)=|2 Schule (part of a word, body)=|1 without|2 turm (stem "
     "turm)-|1 datum:2020-01-01..2020-12-31 (day of publication)=|"},
    /* a release that only the relaxed query finds, as far as that goes */
    {"Brücke Turm", "b-2",
     "0 any of the words, all else|1 brücke (stem brueck)-|1 turm (stem turm)+|2 Turm (the very "
     "word, title)=|"},
    {"Turm ODER Brücke", "b-2",
     "0 all of|1 any of|2 turm (stem turm)+|3 Turm (the very word, title)=|2 brücke (stem "
     "brueck)-|"},
};

static void write_lines(const fund_explanation *explanation, char out[TEXT_MAX])
{
    size_t size = 0;
    out[0] = '\0';
    for (size_t i = 0; i < fund_explanation_count(explanation); i++) {
        const struct fund_explained *line = fund_explanation_line(explanation, i);
        const char *match = line->matches < 0    ? ""
                            : line->matches == 0 ? "-"
                            : line->weight > 0   ? "+"
                                                 : "=";
        bool has_meaning = line->meaning[0] != '\0';
        size += (size_t)snprintf(out + size, TEXT_MAX - size, "%u %s%s%s%s%s|",
                                 (unsigned)line->depth, line->text, has_meaning ? " (" : "",
                                 line->meaning, has_meaning ? ")" : "", match);
    }
    assert_null(fund_explanation_line(explanation, fund_explanation_count(explanation)));
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
        struct fund_error error = {.message = ""};
        fund_explanation *explanation = NULL;
        char lines[TEXT_MAX];
        options.query = rows[i].query;
        if (fund_archive_explain(test.archive, &options, rows[i].id, &explanation, &error) !=
            FUND_OK)
            fail_msg("'%s': %s", rows[i].query, error.message);
        write_lines(explanation, lines);
        if (strcmp(lines, rows[i].lines) != 0)
            fail_msg("'%s': %s", rows[i].query, lines);
        fund_explanation_free(explanation);
    }
}

static void test_heads(void **state)
{
    (void)state;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_explanation *explanation = NULL;
    options.query = "Brücke Turm";
    assert_int_equal(fund_archive_explain(test.archive, &options, NULL, &explanation, NULL),
                     FUND_OK);
    assert_string_equal(fund_explanation_understood(explanation), "brücke turm");
    assert_string_equal(fund_explanation_relaxed(explanation), "any of the words");
    fund_explanation_free(explanation);
    fund_explanation_free(NULL);
    assert_null(fund_explanation_understood(NULL));
    assert_null(fund_explanation_relaxed(NULL));
    assert_int_equal(fund_explanation_count(NULL), 0);
    assert_null(fund_explanation_line(NULL, 0));
}

static void test_refused(void **state)
{
    (void)state;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_explanation *explanation = NULL;
    options.query = "Turm";
    assert_int_equal(fund_archive_explain(test.archive, &options, "c-3", &explanation, NULL),
                     FUND_NOT_FOUND);
    assert_int_equal(fund_archive_explain(test.archive, &options, "", &explanation, NULL),
                     FUND_NOT_FOUND);
    assert_int_equal(fund_archive_explain(test.archive, NULL, NULL, &explanation, NULL),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_archive_explain(NULL, &options, NULL, &explanation, NULL),
                     FUND_INVALID_ARGUMENT);
    options.query = "datum:nie";
    assert_int_equal(fund_archive_explain(test.archive, &options, NULL, &explanation, NULL),
                     FUND_INVALID_QUERY);
    assert_null(explanation);
}

static fund_explanation *explain(const struct fund_search_options *options, const char *id)
{
    fund_explanation *explanation = NULL;
    struct fund_error error = {.message = ""};
    if (fund_archive_explain(test.archive, options, id, &explanation, &error) != FUND_OK)
        fail_msg("%s", error.message);
    return explanation;
}

/* What a search may be asked besides its query is explained too. */
static void test_options(void **state)
{
    (void)state;
    static const char *const persons[] = {"Stegemann"};
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = "Brücke";
    options.persons = persons;
    options.person_count = 1;
    assert_int_equal(fund_date_read("2020", &options.first_day, &options.last_day, NULL), FUND_OK);
    fund_explanation *explanation = explain(&options, "a-1");
    bool has_person = false, has_day = false;
    for (size_t i = 0; i < fund_explanation_count(explanation); i++) {
        const struct fund_explained *line = fund_explanation_line(explanation, i);
        has_person = has_person || (strstr(line->text, "person:") != NULL && line->matches == 1);
        has_day = has_day || (strstr(line->text, "datum:2020-01-01") != NULL && line->matches == 1);
    }
    assert_true(has_person);
    assert_true(has_day);
    fund_explanation_free(explanation);
}

/* It relaxes as far as a search with these options does: one release has both words, another none. */
static void test_relaxing(void **state)
{
    (void)state;
    static const struct {
        enum fund_relax relax;
        enum fund_sort sort;
        uint32_t facets;
        bool is_relaxed;
    } searches[] = {
        {FUND_RELAX_FILL, FUND_BY_RELEVANCE, 0, true},
        {FUND_RELAX_FILL, FUND_BY_RELEVANCE, FUND_FACETS_USUAL, false},
        {FUND_RELAX_FILL, FUND_BY_NEWEST, 0, false},
        {FUND_RELAX_EMPTY, FUND_BY_RELEVANCE, 0, false},
        {FUND_RELAX_NEVER, FUND_BY_RELEVANCE, 0, false},
    };
    for (size_t i = 0; i < sizeof(searches) / sizeof(*searches); i++) {
        struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
        options.query = "Turm Hoch";
        options.relax = searches[i].relax;
        options.sort = searches[i].sort;
        options.facets = searches[i].facets;
        fund_explanation *explanation = explain(&options, "a-1");
        if ((fund_explanation_relaxed(explanation) != NULL) != searches[i].is_relaxed)
            fail_msg("search %zu: %s", i, fund_explanation_relaxed(explanation));
        fund_explanation_free(explanation);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),     cmocka_unit_test(test_heads),
        cmocka_unit_test(test_refused),  cmocka_unit_test(test_options),
        cmocka_unit_test(test_relaxing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
