/*
 * Archives of several generations: a rebuild that swaps in another one below an open handle, a commit
 * that changes what was shown, and a stub that names two at once.
 */
#include "fundstelle.h"

#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static const struct sample_release first[] = {
    {.id = "a",
     .day = "2023-08-18",
     .title = "Stadtfest am Markt",
     .body = "Rolf Tannhuber eröffnet das Stadtfest.",
     .persons = {{"Rolf Tannhuber", NULL, "Bürgermeister", NULL, {"Rolf Tannhuber"}}}},
    {.id = "b", .title = "Müllabfuhr", .body = "Die Müllabfuhr kommt am Markt vorbei."},
};
static const struct sample_release second[] = {
    {.id = "c",
     .day = "2024-01-02",
     .title = "Weihnachtsmarkt war gut besucht",
     .body = "Der Markt lockte viele. Erika Tannhuber dankt der Feuerwehr.",
     .persons = {{"Erika Tannhuber", NULL, NULL, NULL, {"Erika Tannhuber"}}},
     .organisations = {{"Feuerwehr", NULL, NULL, NULL, {"Feuerwehr"}}}},
};

struct test {
    char folder[256], path[300];
    fund_archive *archive;
};

static void write_stub(const struct test *test, const char *text)
{
    char path[400], stub[400];
    snprintf(path, sizeof(path), "%s/XAPIANDB.new", test->folder);
    snprintf(stub, sizeof(stub), "%s/XAPIANDB", test->path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(rename(path, stub), 0);
}

/* An open archive of the first releases, with the second's generation beside theirs. */
static int set_up(void **state)
{
    struct test *test = calloc(1, sizeof(*test));
    if (test == NULL || !sample_make_folder(test->folder, sizeof(test->folder)))
        return -1;
    char other[400], from[450], to[400];
    snprintf(test->path, sizeof(test->path), "%s/archiv", test->folder);
    snprintf(other, sizeof(other), "%s/anderes", test->folder);
    snprintf(from, sizeof(from), "%s/generation-1", other);
    snprintf(to, sizeof(to), "%s/generation-2", test->path);
    *state = test;
    if (!sample_write(test->path, first, 2) || !sample_write(other, second, 1) ||
        rename(from, to) != 0)
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

static uint32_t count(const struct test *test, const char *query, enum fund_sort sort,
                      uint32_t limit)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    struct fund_error error = {.message = ""};
    fund_results *results = NULL;
    options.query = query;
    options.sort = sort;
    options.limit = limit;
    options.relax = FUND_RELAX_EMPTY;
    if (fund_archive_search(test->archive, &options, &results, &error) != FUND_OK)
        fail_msg("'%s', at most %u: %s", query, limit, error.message);
    uint32_t total = fund_results_total(results, NULL);
    size_t expected = total < limit ? total : limit;
    if (fund_results_count(results) != expected)
        fail_msg("'%s': %zu of %u", query, fund_results_count(results), total);
    fund_results_free(results);
    return total;
}

static void test_swap(void **state)
{
    struct test *test = *state;
    assert_int_equal(count(test, "stadtfest", FUND_BY_RELEVANCE, 10), 1);
    assert_int_equal(count(test, "feuerwehr", FUND_BY_RELEVANCE, 10), 0);
    write_stub(test, "auto generation-2\n");
    assert_int_equal(count(test, "stadtfest", FUND_BY_RELEVANCE, 10), 0);
    assert_int_equal(count(test, "feuerwehr", FUND_BY_RELEVANCE, 10), 1);
}

/* The only hit, as lists without snippets show it; asked twice, so that what is kept of it counts. */
static void expect_hit(const struct test *test, const char *query, const char *title,
                       const char *person)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = query;
    options.snippet_size = 0;
    for (int round = 0; round < 2; round++) {
        fund_results *results = NULL;
        assert_int_equal(fund_archive_search(test->archive, &options, &results, NULL), FUND_OK);
        assert_int_equal(fund_results_count(results), 1);
        const struct fund_hit *hit = fund_results_hit(results, 0);
        assert_string_equal(hit->title, title);
        assert_int_equal(hit->person_count, 1);
        assert_string_equal(hit->persons[0], person);
        fund_results_free(results);
    }
}

/* A commit gives a release another title, and its person a longer name. */
static void test_commit(void **state)
{
    struct test *test = *state;
    struct sample_release releases[2] = {first[0], second[0]};
    expect_hit(test, "stadtfest", "Stadtfest am Markt", "Rolf Tannhuber");
    releases[0].title = "Stadtfest am Rathaus";
    assert_true(sample_write(test->path, releases, 1));
    expect_hit(test, "stadtfest", "Stadtfest am Rathaus", "Rolf Tannhuber");
    releases[0].title = "Stadtfest";
    releases[0].body = "Tannhuber eröffnet das Stadtfest.";
    releases[0].persons[0] = (struct sample_entity){"Tannhuber", NULL, NULL, NULL, {"Tannhuber"}};
    assert_true(sample_write(test->path, releases, 1));
    expect_hit(test, "stadtfest", "Stadtfest", "Tannhuber");
    releases[1].day = releases[0].day;
    assert_true(sample_write(test->path, releases, 2));
    expect_hit(test, "stadtfest", "Stadtfest", "Erika Tannhuber");
}

static void write_compounds(const char *folder, const char *text)
{
    char path[500];
    snprintf(path, sizeof(path), "%s/compounds.txt", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void expect_compounds(fund_archive *archive, const char *text, size_t count, int is_other)
{
    struct fund_compounds *compounds = NULL;
    assert_int_equal(fund_archive_compounds(archive, &compounds, NULL), FUND_OK);
    assert_string_equal(compounds->text, text);
    assert_int_equal(compounds->text_size, strlen(text));
    assert_int_equal(compounds->count, count);
    assert_int_equal(compounds->is_file_other, is_other);
    fund_compounds_free(compounds);
}

static size_t count_parts(fund_analyser *analyser, const char *word)
{
    fund_analysis *analysis = NULL;
    assert_int_equal(fund_analyser_read(analyser, word, strlen(word), &analysis, NULL), FUND_OK);
    const struct fund_token *token = fund_analysis_token(analysis, 0);
    size_t parts = token->term_count - token->whole_count;
    fund_analysis_free(analysis);
    return parts;
}

/* A generation with compounds of its own swapped in: queries are split as its texts were. */
static void test_swap_compounds(void **state)
{
    struct test *test = *state;
    char other[400], from[450], to[400];
    fund_analyser *before = NULL, *after = NULL;
    snprintf(other, sizeof(other), "%s/drittes", test->folder);
    snprintf(from, sizeof(from), "%s/generation-1", other);
    snprintf(to, sizeof(to), "%s/generation-3", test->path);
    assert_int_equal(mkdir(other, 0700), 0);
    write_compounds(other, "Weihnachtsmarkt=\n");
    assert_true(sample_write(other, second, 1));
    assert_int_equal(rename(from, to), 0);
    write_stub(test, "auto generation-2\n");
    expect_compounds(test->archive, "", 0, 0);
    assert_int_equal(count(test, "weihnachten", FUND_BY_RELEVANCE, 10), 1);
    assert_int_equal(fund_archive_analyser(test->archive, &before, NULL), FUND_OK);
    write_stub(test, "auto generation-3\n");
    assert_int_equal(count(test, "weihnachten", FUND_BY_RELEVANCE, 10), 0);
    assert_int_equal(count(test, "weihnachtsmarkt", FUND_BY_RELEVANCE, 10), 1);
    assert_int_equal(fund_archive_analyser(test->archive, &after, NULL), FUND_OK);
    expect_compounds(test->archive, "Weihnachtsmarkt=\n", 1, 1);
    write_compounds(test->path, "WEIHNACHTSMARKT=");
    expect_compounds(test->archive, "Weihnachtsmarkt=\n", 1, 0);
    write_compounds(test->path, "Weihnachtsmarkt");
    expect_compounds(test->archive, "Weihnachtsmarkt=\n", 1, 1);
    assert_int_equal(count_parts(before, "Weihnachtsmarkt"), 2);
    assert_int_equal(count_parts(after, "Weihnachtsmarkt"), 1);
    assert_int_equal(fund_archive_analyser(NULL, &after, NULL), FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_archive_analyser(test->archive, NULL, NULL), FUND_INVALID_ARGUMENT);
    struct fund_compounds *none = NULL;
    assert_int_equal(fund_archive_compounds(NULL, &none, NULL), FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_archive_compounds(test->archive, NULL, NULL), FUND_INVALID_ARGUMENT);
    assert_null(none);
    fund_compounds_free(NULL);
    fund_analyser_close(before);
    fund_analyser_close(after);
}

static const struct {
    const char *query;
    uint32_t total;
} rows[] = {
    {"", 3},
    {"markt", 3},
    {"stadtfest markt", 1},
    {"weihnachtsmarkt", 1},
    {"tannhuber", 2},
    {"\"das stadtfest\"", 1},
    {"person:Tannhuber", 2},
    {"person:\"E. Tannhuber\"", 1},
    {"person:\"Bürgermeister Tannhuber\"", 1},
    {"org:Feuerwehr", 1},
    {"datum:2023..", 2},
    {"markt -person:Tannhuber", 1},
    {"-markt", 0},
    {"müllabfuhr feuerwehr", 2}, /* any of the words */
    {"markt person:Tannhuber org:Feuerwehr datum:2024", 1},
    {"raumschiff", 0},
};

static void test_two(void **state)
{
    struct test *test = *state;
    write_stub(test, "auto generation-1\nauto generation-2\n");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        for (int sort = FUND_BY_RELEVANCE; sort <= FUND_BY_OLDEST; sort++) {
            for (uint32_t limit = 1; limit <= 3; limit++) {
                uint32_t total = count(test, rows[i].query, (enum fund_sort)sort, limit);
                if (total != rows[i].total)
                    fail_msg("'%s' finds %u", rows[i].query, total);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_swap, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_commit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_swap_compounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_two, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
