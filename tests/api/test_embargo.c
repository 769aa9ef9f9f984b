/*
 * A release whose embargo lies ahead is in the archive, but nobody sees it; and when a release was
 * changed last.
 */
#include "fundstelle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "tests/api/sample.h"

#define FAR_AHEAD INT64_C(32503680000) /* the year 3000 */
#define LONG_AGO  1
#define MANY      1500

static const struct sample_release releases[] = {
    {.id = "offen",
     .day = "2023-05-03",
     .title = "Brunnen",
     .body = "Der Brunnen am Markt läuft.",
     .updated = 1692347400,
     .persons = {{.name = "Anna Weiß", .mentions = {"Brunnen"}}}},
    {.id = "abgelaufen",
     .day = "2023-05-04",
     .title = "Brunnen",
     .body = "Der Brunnen im Park.",
     .embargo = LONG_AGO},
    {.id = "gesperrt",
     .day = "2023-05-05",
     .title = "Brunnen",
     .body = "Der Brunnen am Ring.",
     .embargo = FAR_AHEAD,
     .persons = {{.name = "Karla Geheim", .mentions = {"Brunnen"}}}},
    {.id = "gesperrt-2",
     .day = "2023-05-06",
     .title = "Zwischenbericht zum Turmbau",
     .body = "Frau Weiß legt mit dem Turmbauverein Beerfurt den Bericht vor.",
     .embargo = FAR_AHEAD,
     .persons = {{.name = "Karla Weiß", .mentions = {"Weiß"}}},
     .organisations = {{.name = "Turmbauverein Beerfurt", .mentions = {"Turmbauverein Beerfurt"}}},
     .places = {{.name = "Beerfurt", .mentions = {"Beerfurt"}}}},
};

struct fixture {
    char path[256];
    fund_archive *archive;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    *state = fixture;
    if (fixture == NULL || !sample_make_folder(fixture->path, sizeof(fixture->path)) ||
        !sample_write(fixture->path, releases, sizeof(releases) / sizeof(releases[0])))
        return -1;
    return fund_archive_open(fixture->path, NULL, &fixture->archive, NULL) == FUND_OK ? 0 : -1;
}

/* The same behind many others that are under embargo. */
static int set_up_behind_many(void **state)
{
    static char ids[MANY][16];
    static struct sample_release many[MANY];
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    *state = fixture;
    for (size_t i = 0; i < MANY; i++) {
        snprintf(ids[i], sizeof(ids[i]), "vorher-%zu", i);
        many[i] = releases[2];
        many[i].id = ids[i];
    }
    if (fixture == NULL || !sample_make_folder(fixture->path, sizeof(fixture->path)) ||
        !sample_write(fixture->path, many, MANY) ||
        !sample_write(fixture->path, releases, sizeof(releases) / sizeof(releases[0])))
        return -1;
    return fund_archive_open(fixture->path, NULL, &fixture->archive, NULL) == FUND_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    fund_archive_close(fixture->archive);
    sample_clean_up(fixture->path);
    free(fixture);
    return 0;
}

static void test_search(void **state)
{
    static const char *const queries[] = {"Brunnen", "-Karneval", "datum:2023", "titel:Brunnen"};
    static const enum fund_sort sorts[] = {FUND_BY_RELEVANCE, FUND_BY_NEWEST, FUND_BY_OLDEST};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < 3 * sizeof(sorts) / sizeof(sorts[0]); i++) {
        struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
        options.query = queries[i / 3];
        options.sort = sorts[i % 3];
        fund_results *results = NULL;
        assert_int_equal(fund_archive_search(fixture->archive, &options, &results, NULL), FUND_OK);
        assert_int_equal(fund_results_count(results), 2);
        for (size_t hit = 0; hit < 2; hit++)
            assert_string_not_equal(fund_results_hit(results, hit)->id, "gesperrt");
        fund_results_free(results);
    }
}

static void test_release(void **state)
{
    struct fixture *fixture = *state;
    fund_release *release = NULL;
    assert_int_equal(fund_archive_release(fixture->archive, "gesperrt", &release, NULL),
                     FUND_NOT_FOUND);
    assert_null(release);
    assert_int_equal(fund_archive_release(fixture->archive, "abgelaufen", &release, NULL), FUND_OK);
    assert_true(fund_release_view(release)->updated == FUND_TIME_NONE);
    fund_release_free(release);
    assert_int_equal(fund_archive_release(fixture->archive, "offen", &release, NULL), FUND_OK);
    assert_int_equal(fund_release_view(release)->updated, 1692347400);
    fund_release_free(release);
}

static void test_export(void **state)
{
    struct fixture *fixture = *state;
    fund_export *walk = NULL;
    assert_int_equal(fund_archive_export(fixture->archive, &walk, NULL), FUND_OK);
    for (size_t i = 0; i < 2; i++) {
        fund_release *release = NULL;
        assert_int_equal(fund_export_next(walk, &release, NULL), FUND_OK);
        assert_string_equal(fund_release_view(release)->id, i == 0 ? "offen" : "abgelaufen");
        fund_release_free(release);
    }
    fund_release *none = NULL;
    assert_int_equal(fund_export_next(walk, &none, NULL), FUND_OK);
    assert_null(none);
    fund_export_close(walk);
}

static size_t count_names(fund_archive *archive, enum fund_names_kind kind, const char *prefix)
{
    fund_names *names = NULL;
    assert_int_equal(fund_archive_names(archive, kind, prefix, &names, NULL), FUND_OK);
    size_t count = fund_names_count(names);
    fund_names_free(names);
    return count;
}

/* Names that only they have are in no list. */
static void test_names(void **state)
{
    fund_archive *archive = ((struct fixture *)*state)->archive;
    fund_names *names = NULL;
    assert_int_equal(fund_archive_names(archive, FUND_PERSONS, NULL, &names, NULL), FUND_OK);
    assert_int_equal(fund_names_count(names), 1);
    assert_string_equal(fund_names_item(names, 0)->name, "Anna Weiß");
    assert_int_equal(fund_names_item(names, 0)->count, 1);
    fund_names_free(names);
    assert_int_equal(count_names(archive, FUND_PERSONS, "karla"), 0);
    assert_int_equal(count_names(archive, FUND_ORGANISATIONS, NULL), 0);
    assert_int_equal(count_names(archive, FUND_PLACES, NULL), 0);
}

static size_t count_completions(fund_archive *archive, const char *text)
{
    fund_completions *completions = NULL;
    assert_int_equal(fund_archive_complete(archive, text, NULL, &completions, NULL), FUND_OK);
    size_t count = fund_completions_count(completions);
    fund_completions_free(completions);
    return count;
}

/* Words, names and titles are not offered, by the first call on an archive and by later ones. */
static void test_completions(void **state)
{
    struct fixture *fixture = *state;
    static const char *const texts[] = {"karla",     "turmb",     "beerf",
                                        "zwischenb", "titel:zwi", "org:turm"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        fund_archive *archive = NULL;
        assert_int_equal(fund_archive_open(fixture->path, NULL, &archive, NULL), FUND_OK);
        assert_int_equal(count_completions(archive, texts[i]), 0);
        assert_int_equal(count_completions(fixture->archive, texts[i]), 0);
        fund_archive_close(archive);
    }
    assert_true(count_completions(fixture->archive, "brun") > 0);
}

/* No word is taken for one that only they have. */
static void test_spelling(void **state)
{
    struct fixture *fixture = *state;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    options.query = "Zwischenbreicht";
    assert_int_equal(fund_archive_search(fixture->archive, &options, &results, NULL), FUND_OK);
    assert_int_equal(fund_results_count(results), 0);
    assert_null(fund_results_relaxed(results));
    assert_null(fund_results_suggestion(results));
    fund_results_free(results);
}

/* None of their names and years is counted. */
static void test_facets(void **state)
{
    struct fixture *fixture = *state;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    static const enum fund_facet_kind names[] = {FUND_FACET_PERSON, FUND_FACET_ORGANISATION,
                                                 FUND_FACET_PLACE};
    options.query = "";
    for (size_t i = 0; i < 3; i++)
        options.facets |= FUND_FACET_BIT(names[i]);
    assert_int_equal(fund_archive_search(fixture->archive, &options, &results, NULL), FUND_OK);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(fund_results_facet(results, names[i])->value_count, i == 0 ? 1 : 0);
    assert_string_equal(fund_results_facet(results, FUND_FACET_PERSON)->values[0].value,
                        "Anna Weiß");
    fund_results_free(results);
}

/* Once its moment has come a release is known, though nothing was written. */
static void test_end(void **state)
{
    struct sample_release release = releases[3];
    fund_archive *archive = NULL;
    char path[256];
    (void)state;
    time_t end = time(NULL) + 2;
    release.embargo = (int64_t)end;
    assert_true(sample_make_folder(path, sizeof(path)) && sample_write(path, &release, 1));
    assert_int_equal(fund_archive_open(path, NULL, &archive, NULL), FUND_OK);
    size_t persons = count_names(archive, FUND_PERSONS, "karla");
    size_t offered = count_completions(archive, "turmb");
    if (time(NULL) < end) { /* else the machine was too slow to see it hidden */
        assert_int_equal(persons, 0);
        assert_int_equal(offered, 0);
    }
    while (time(NULL) <= end)
        nanosleep(&(struct timespec){0, 50000000}, NULL);
    assert_int_equal(count_names(archive, FUND_PERSONS, "karla"), 1);
    assert_int_equal(fund_archive_prepare_completion(archive, NULL), FUND_OK);
    assert_true(count_completions(archive, "turmb") > 0);
    fund_archive_close(archive);
    sample_clean_up(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_search),      cmocka_unit_test(test_release),
        cmocka_unit_test(test_export),      cmocka_unit_test(test_names),
        cmocka_unit_test(test_completions), cmocka_unit_test(test_spelling),
        cmocka_unit_test(test_facets),      cmocka_unit_test(test_end)};
    const struct CMUnitTest behind_many[] = {
        cmocka_unit_test(test_search),   cmocka_unit_test(test_export),
        cmocka_unit_test(test_names),    cmocka_unit_test(test_completions),
        cmocka_unit_test(test_spelling), cmocka_unit_test(test_facets)};
    return cmocka_run_group_tests(tests, set_up, tear_down) +
           cmocka_run_group_tests(behind_many, set_up_behind_many, tear_down);
}
