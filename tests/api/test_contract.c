/*
 * What the header says of ownership: what a call has handed out lives on when the archive is closed,
 * and is read by many threads; accessors and destroyers take NULL.
 */
#include "fundstelle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <pthread.h>

#include <cmocka.h>

#include "opened.h"

#define THREADS 4
#define ROUNDS  50

static const struct sample_release releases[] = {
    {
        .id = "a-1",
        .day = "2023-08-18",
        .title = "Stadtfest am Markt",
        .body = "Bürgermeister Rolf Tannhuber eröffnet das Stadtfest. Das THW hilft.",
        .persons = {{"Rolf Tannhuber", NULL, "Bürgermeister", NULL, {"Rolf Tannhuber"}}},
        .organisations = {{"Technisches Hilfswerk", NULL, NULL, "THW", {"THW"}}},
        .places = {{"Markt", NULL, NULL, NULL, {"Markt"}}},
        .issuer = "Stadt Musterau",
        .url = "https://example.org/1",
    },
    {.id = "b-2", .day = "2021-05-01", .title = "Turm", .body = "Hoch.", .issuer = "Stadt Halden"},
};

/* Everything that an archive hands out. */
struct handed {
    fund_results *results, *similar;
    fund_explanation *explanation;
    fund_release *release;
    fund_names *names;
    fund_completions *completions;
    fund_analyser *analyser;
    fund_analysis *analysis;
    struct fund_info *info;
    struct fund_compounds *compounds;
};

static void take(fund_archive *archive, struct handed *out)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = "Stadtfest person:Tannhuber";
    options.facets = FUND_FACETS_USUAL;
    options.histograms = FUND_FACET_BIT(FUND_FACET_DAY);
    assert_int_equal(fund_archive_search(archive, &options, &out->results, NULL), FUND_OK);
    assert_int_equal(fund_archive_explain(archive, &options, "a-1", &out->explanation, NULL),
                     FUND_OK);
    assert_int_equal(fund_archive_similar(archive, "a-1", NULL, &out->similar, NULL), FUND_OK);
    assert_int_equal(fund_archive_release(archive, "a-1", &out->release, NULL), FUND_OK);
    assert_int_equal(fund_archive_names(archive, FUND_PERSONS, "", &out->names, NULL), FUND_OK);
    assert_int_equal(fund_archive_complete(archive, "tann", NULL, &out->completions, NULL),
                     FUND_OK);
    assert_int_equal(fund_archive_analyser(archive, &out->analyser, NULL), FUND_OK);
    assert_int_equal(fund_archive_info(archive, &out->info, NULL), FUND_OK);
    assert_int_equal(fund_archive_compounds(archive, &out->compounds, NULL), FUND_OK);
}

static void free_all(struct handed *handed)
{
    fund_results_free(handed->results);
    fund_results_free(handed->similar);
    fund_explanation_free(handed->explanation);
    fund_release_free(handed->release);
    fund_names_free(handed->names);
    fund_completions_free(handed->completions);
    fund_analyser_close(handed->analyser);
    fund_analysis_free(handed->analysis);
    fund_info_free(handed->info);
    fund_compounds_free(handed->compounds);
}

/* The first thing of these that is not as it was, or NULL. No assertion may fail in a thread. */
static const char *read_results(const fund_results *results)
{
    const struct fund_hit *hit = fund_results_hit(results, 0);
    const struct fund_facet *persons = fund_results_facet(results, FUND_FACET_PERSON);
    const struct fund_facet *days = fund_results_histogram(results, FUND_FACET_DAY);
    if (fund_results_count(results) != 1 || hit == NULL || fund_results_hit(results, 1) != NULL)
        return "the hits";
    if (strcmp(hit->title, "Stadtfest am Markt") != 0 || strcmp(hit->issuer, "Stadt Musterau") != 0)
        return "a hit";
    if (hit->person_count != 1 || strcmp(hit->persons[0], "Rolf Tannhuber") != 0)
        return "a hit's person";
    if (hit->segment_count == 0 || strlen(hit->snippet[0].text) != hit->snippet[0].size)
        return "a snippet";
    if (persons == NULL || strcmp(persons->values[0].value, "Rolf Tannhuber") != 0)
        return "a facet";
    if (days == NULL || strcmp(days->values[0].value, "2023-08-18") != 0)
        return "a histogram";
    return fund_results_understood(results)[0] != '\0' ? NULL : "the query as understood";
}

static const char *read_others(const struct handed *handed)
{
    const struct fund_release_view *view = fund_release_view(handed->release);
    if (strncmp(view->text + view->title.start, "Stadtfest", 9) != 0 ||
        strcmp(view->places[0].name, "Markt") != 0)
        return "a release";
    if (fund_results_count(handed->similar) > 1)
        return "what is similar";
    if (fund_explanation_count(handed->explanation) < 3 ||
        strcmp(fund_explanation_line(handed->explanation, 0)->text, "all of") != 0)
        return "an explanation";
    if (strcmp(fund_names_item(handed->names, 0)->roles[0].text, "Bürgermeister") != 0)
        return "a name";
    if (fund_completions_count(handed->completions) == 0 ||
        fund_completions_item(handed->completions, 0)->query == NULL)
        return "a completion";
    if (strcmp(handed->info->years[0].name, "2021") != 0 || handed->compounds->count != 0)
        return "what the archive holds";
    return strcmp(fund_analysis_token(handed->analysis, 0)->folded, "tuerme") == 0 ? NULL
                                                                                   : "an analysis";
}

static void *read_often(void *context)
{
    const struct handed *handed = context;
    const char *wrong = NULL;
    for (int i = 0; i < ROUNDS && wrong == NULL; i++) {
        wrong = read_results(handed->results);
        if (wrong == NULL)
            wrong = read_others(handed);
    }
    return (void *)(uintptr_t)wrong;
}

static void test_outlives(void **state)
{
    (void)state;
    struct opened test;
    struct handed handed = {.results = NULL};
    pthread_t threads[THREADS];
    assert_int_equal(opened_init(&test, releases, sizeof(releases) / sizeof(*releases)), 0);
    take(test.archive, &handed);
    opened_finish(&test); /* closes the archive, and removes it */
    assert_int_equal(
        fund_analyser_read(handed.analyser, "Türme", strlen("Türme"), &handed.analysis, NULL),
        FUND_OK);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_often, &handed), 0);
    for (int i = 0; i < THREADS; i++) {
        void *wrong = NULL;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        if (wrong != NULL)
            fail_msg("another by now: %s", (const char *)wrong);
    }
    free_all(&handed);
}

static void test_null(void **state)
{
    (void)state;
    struct handed nothing = {.results = NULL};
    assert_int_equal(fund_results_count(NULL), 0);
    assert_null(fund_results_hit(NULL, 0));
    assert_int_equal(fund_explanation_count(NULL), 0);
    assert_null(fund_explanation_line(NULL, 0));
    assert_int_equal(fund_names_count(NULL), 0);
    assert_null(fund_names_item(NULL, 0));
    assert_int_equal(fund_completions_count(NULL), 0);
    assert_null(fund_completions_item(NULL, 0));
    assert_int_equal(fund_analysis_count(NULL), 0);
    assert_null(fund_analysis_token(NULL, 0));
    assert_null(fund_release_view(NULL));
    free_all(&nothing);
    fund_archive_close(NULL);
    fund_export_close(NULL);
    fund_query_free(NULL);
    fund_parse_free(NULL);
}

/* What the macros set, without their names. */
static void test_init(void **state)
{
    (void)state;
    const struct fund_search_options search = FUND_SEARCH_OPTIONS_INIT;
    const struct fund_archive_options archive = FUND_ARCHIVE_OPTIONS_INIT;
    const struct fund_similar_options similar = FUND_SIMILAR_OPTIONS_INIT;
    const struct fund_complete_options complete = FUND_COMPLETE_OPTIONS_INIT;
    struct fund_search_options a;
    struct fund_archive_options b;
    struct fund_similar_options c;
    struct fund_complete_options d;
    assert_int_equal(fund_search_options_init(&a, sizeof(a), NULL), FUND_OK);
    assert_int_equal(fund_archive_options_init(&b, sizeof(b), NULL), FUND_OK);
    assert_int_equal(fund_similar_options_init(&c, sizeof(c), NULL), FUND_OK);
    assert_int_equal(fund_complete_options_init(&d, sizeof(d), NULL), FUND_OK);
    assert_int_equal(a.size, sizeof(a));
    assert_null(a.query);
    assert_int_equal(a.first_day, search.first_day);
    assert_int_equal(a.last_day, search.last_day);
    assert_int_equal(a.fold, search.fold);
    assert_int_equal(a.limit, search.limit);
    assert_int_equal(a.snippet_size, search.snippet_size);
    assert_int_equal(a.facet_limit, search.facet_limit);
    assert_int_equal(b.size, archive.size);
    assert_int_equal(b.readers_max, archive.readers_max);
    assert_int_equal(c.limit, similar.limit);
    assert_int_equal(c.snippet_size, similar.snippet_size);
    assert_int_equal(d.kinds, complete.kinds);
    assert_int_equal(d.limit, complete.limit);
}

/* An older caller's struct is shorter: nothing behind it is written to. */
static void test_init_sizes(void **state)
{
    (void)state;
    struct fund_error error = {.code = FUND_OK};
    struct fund_search_options options = {.first_day = 7};
    size_t old = offsetof(struct fund_search_options, first_day);
    assert_int_equal(fund_search_options_init(&options, old, NULL), FUND_OK);
    assert_int_equal(options.size, old);
    assert_int_equal(options.first_day, 7);
    assert_int_equal(fund_search_options_init(&options, sizeof(options) + 1, &error),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(error.code, FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_search_options_init(&options, sizeof(size_t) - 1, NULL),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_search_options_init(NULL, sizeof(options), NULL), FUND_INVALID_ARGUMENT);
    assert_int_equal(options.size, old);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outlives),
        cmocka_unit_test(test_null),
        cmocka_unit_test(test_init),
        cmocka_unit_test(test_init_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
