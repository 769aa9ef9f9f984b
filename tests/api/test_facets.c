/*
 * Facets through the public header: a truth table of selections, histograms, limits, and counts
 * while a writer commits.
 */
#include "fundstelle.h"

#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <pthread.h>

#include <cmocka.h>

#define TEXT_MAX       2048
#define SELECTIONS_MAX 4
#define FILLERS        300
#define THREADS        4
#define SEARCHES       40
#define COMMITS        20

#define ANNA                                                                                       \
    {                                                                                              \
        "Anna Buchwald", NULL, NULL, NULL,                                                         \
        {                                                                                          \
            "Anna Buchwald"                                                                        \
        }                                                                                          \
    }
#define BERND                                                                                      \
    {                                                                                              \
        "Bernd Lindenau", NULL, NULL, NULL,                                                        \
        {                                                                                          \
            "Bernd Lindenau"                                                                       \
        }                                                                                          \
    }
#define LONE                                                                                       \
    {                                                                                              \
        "Lindenau", NULL, NULL, NULL,                                                              \
        {                                                                                          \
            "Lindenau"                                                                             \
        }                                                                                          \
    }

static const struct sample_release releases[] = {
    {
        .id = "r1",
        .day = "2023-08-18",
        .title = "Fest am Fluss",
        .body = "Anna Buchwald dankt dem Technischen Hilfswerk (THW) in Musterau.",
        .persons = {ANNA},
        .organisations =
            {{"Technisches Hilfswerk", NULL, NULL, "THW", {"Technischen Hilfswerk", "THW"}}},
        .places = {{"Musterau", NULL, NULL, NULL, {"Musterau"}}},
        .issuer = "Stadt Musterau",
    },
    {
        .id = "r2",
        .day = "2023-08-20",
        .title = "Fest im Park",
        .body = "Bernd Lindenau und Anna Buchwald kamen nach Musterau.",
        .persons = {BERND, ANNA},
        .places = {{"Musterau", NULL, NULL, NULL, {"Musterau"}}},
        .issuer = "Stadt Musterau",
    },
    {
        .id = "r3",
        .day = "2023-09-01",
        .title = "Fest am Markt",
        .body = "Lindenau lobt das THW in Auendorf.",
        .persons = {LONE},
        .organisations = {{"THW", NULL, NULL, NULL, {"THW"}}},
        .places = {{"Auendorf", NULL, NULL, NULL, {"Auendorf"}}},
        .issuer = "Stadt Musterau",
    },
    {
        .id = "r4",
        .day = "2022-01-05",
        .title = "Fest der Wehr",
        .body = "Anna Buchwald fuhr von Musterau nach Auendorf.",
        .persons = {ANNA},
        .places = {{"Auendorf", NULL, NULL, NULL, {"Auendorf"}},
                   {"Musterau", NULL, NULL, NULL, {"Musterau"}}},
        .issuer = "Gemeinde Auendorf",
    },
    {.id = "r5", .title = "Fest ohne Datum", .body = "Niemand wird genannt."},
    {
        .id = "r6",
        .day = "2021-12-31",
        .title = "Turnier",
        .body = "Lindenau gewinnt.",
        .persons = {LONE},
        .issuer = "Gemeinde Auendorf",
    },
};
#define RELEASE_COUNT (sizeof(releases) / sizeof(*releases))

/* What is found, and the facets: "value=count", a star behind what is selected, then "-count" for
 * hits without a value. */
static const struct {
    const char *query;
    struct fund_selection selections[SELECTIONS_MAX]; /* up to the one without a value */
    const char *ids;                                  /* in byte order */
    const char *facets[7];
} truths[] = {
    {"fest",
     {{0, NULL}},
     "r1 r2 r3 r4 r5",
     {"Anna Buchwald=3 Bernd Lindenau=2 -1", "Technisches Hilfswerk=2 -3",
      "Musterau=3 Auendorf=2 -1", "Stadt Musterau=3 Gemeinde Auendorf=1 -1", "2023=3 2022=1 -1",
      "2023-08=2 2022-01=1 2023-09=1 -1",
      "2022-01-05=1 2023-08-18=1 2023-08-20=1 2023-09-01=1 -1"}},
    {"fest",
     {{FUND_FACET_PERSON, "Anna Buchwald"}},
     "r1 r2 r4",
     {"Anna Buchwald=3* Bernd Lindenau=2 -1", "Technisches Hilfswerk=1 -2",
      "Musterau=3 Auendorf=1 -0", "Stadt Musterau=2 Gemeinde Auendorf=1 -0", "2023=2 2022=1 -0",
      "2023-08=2 2022-01=1 -0", "2022-01-05=1 2023-08-18=1 2023-08-20=1 -0"}},
    /* two of one facet are alternatives */
    {"fest",
     {{FUND_FACET_PERSON, "Anna Buchwald"}, {FUND_FACET_PERSON, "Bernd Lindenau"}},
     "r1 r2 r3 r4",
     {"Anna Buchwald=3* Bernd Lindenau=2* -1", "Technisches Hilfswerk=2 -2",
      "Musterau=3 Auendorf=2 -0", "Stadt Musterau=3 Gemeinde Auendorf=1 -0", "2023=3 2022=1 -0",
      "2023-08=2 2022-01=1 2023-09=1 -0",
      "2022-01-05=1 2023-08-18=1 2023-08-20=1 2023-09-01=1 -0"}},
    /* two facets must both hold; each is counted without its own selection */
    {"fest",
     {{FUND_FACET_PERSON, "Bernd Lindenau"}, {FUND_FACET_PLACE, "Auendorf"}},
     "r3",
     {"Anna Buchwald=1 Bernd Lindenau=1* -0", "Technisches Hilfswerk=1 -0",
      "Auendorf=1* Musterau=1 -0", "Stadt Musterau=1 -0", "2023=1 -0", "2023-09=1 -0",
      "2023-09-01=1 -0"}},
    {"fest",
     {{FUND_FACET_YEAR, "2023"}, {FUND_FACET_MONTH, "2022-01"}},
     "",
     {"-0", "-0", "-0", "-0", "2022=1 2023=0* -0", "2023-08=2 2023-09=1 2022-01=0* -0", "-0"}},
    /* the same selection twice is one; so is a value that nothing has */
    {"fest",
     {{FUND_FACET_PERSON, "Niemand"}, {FUND_FACET_PERSON, "Niemand"}},
     "",
     {"Anna Buchwald=3 Bernd Lindenau=2 Niemand=0* -1", "-0", "-0", "-0", "-0", "-0", "-0"}},
    /* values are exact */
    {"fest",
     {{FUND_FACET_PERSON, "anna buchwald"}},
     "",
     {"Anna Buchwald=3 Bernd Lindenau=2 anna buchwald=0* -1", "-0", "-0", "-0", "-0", "-0", "-0"}},
    {"fest",
     {{FUND_FACET_ISSUER, "Stadt Musterau"}, {FUND_FACET_DAY, "2023-08-18"}},
     "r1",
     {"Anna Buchwald=1 -0", "Technisches Hilfswerk=1 -0", "Musterau=1 -0", "Stadt Musterau=1* -0",
      "2023=1 -0", "2023-08=1 -0", "2023-08-18=1* 2023-08-20=1 2023-09-01=1 -0"}},
    {"fest",
     {{FUND_FACET_ORGANISATION, "Technisches Hilfswerk"}},
     "r1 r3",
     {"Anna Buchwald=1 Bernd Lindenau=1 -0", "Technisches Hilfswerk=2* -3",
      "Auendorf=1 Musterau=1 -0", "Stadt Musterau=2 -0", "2023=2 -0", "2023-08=1 2023-09=1 -0",
      "2023-08-18=1 2023-09-01=1 -0"}},
    {"fest",
     {{FUND_FACET_ORGANISATION, "THW"}}, /* it counts under its full name alone */
     "",
     {"-0", "Technisches Hilfswerk=2 THW=0* -3", "-0", "-0", "-0", "-0", "-0"}},
    /* in Auendorf nobody says who Lindenau is */
    {"turnier",
     {{FUND_FACET_PERSON, "Lindenau"}},
     "r6",
     {"Lindenau=1* -0", "-1", "-1", "Gemeinde Auendorf=1 -0", "2021=1 -0", "2021-12=1 -0",
      "2021-12-31=1 -0"}},
    {"raumschiff", {{0, NULL}}, "", {"-0", "-0", "-0", "-0", "-0", "-0", "-0"}},
};
#define TRUTH_COUNT (sizeof(truths) / sizeof(*truths))

static struct {
    char folder[256], path[300];
    char ids[FILLERS][16];
    struct sample_release fillers[FILLERS]; /* so many that six hits are few */
    fund_archive *archive;
} test;

static int set_up(void **state)
{
    (void)state;
    if (!sample_make_folder(test.folder, sizeof(test.folder)))
        return -1;
    snprintf(test.path, sizeof(test.path), "%s/archiv", test.folder);
    for (int i = 0; i < FILLERS; i++) {
        snprintf(test.ids[i], sizeof(test.ids[i]), "f-%03d", i);
        test.fillers[i] = (struct sample_release){
            .id = test.ids[i], .title = "Sitzung", .body = "Es wird getagt."};
    }
    if (!sample_write(test.path, test.fillers, FILLERS) ||
        !sample_write(test.path, releases, RELEASE_COUNT))
        return -1;
    return fund_archive_open(test.path, NULL, &test.archive, NULL) == FUND_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    fund_archive_close(test.archive);
    sample_clean_up(test.folder);
    return 0;
}

static struct fund_search_options ask(const char *query)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = query;
    options.facets = FUND_FACETS_USUAL | FUND_FACET_BIT(FUND_FACET_DAY);
    return options;
}

static fund_results *search(fund_archive *archive, const struct fund_search_options *options)
{
    struct fund_error error = {.message = ""};
    fund_results *results = NULL;
    if (fund_archive_search(archive, options, &results, &error) != FUND_OK)
        fail_msg("'%s': %s", options->query, error.message);
    return results;
}

static void describe(const struct fund_facet *facet, char out[TEXT_MAX])
{
    size_t size = 0;
    assert_non_null(facet);
    for (size_t i = 0; i < facet->value_count; i++) {
        const struct fund_facet_value *value = &facet->values[i];
        size += (size_t)snprintf(out + size, TEXT_MAX - size, "%s=%u%s ", value->value,
                                 value->count, value->is_selected ? "*" : "");
    }
    snprintf(out + size, TEXT_MAX - size, "-%u", facet->without);
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void describe_ids(const fund_results *results, char out[TEXT_MAX])
{
    const char *ids[RELEASE_COUNT];
    size_t count = fund_results_count(results), size = 0;
    assert_true(count <= RELEASE_COUNT);
    for (size_t i = 0; i < count; i++)
        ids[i] = fund_results_hit(results, i)->id;
    qsort(ids, count, sizeof(*ids), compare_texts);
    out[0] = '\0';
    for (size_t i = 0; i < count; i++)
        size += (size_t)snprintf(out + size, TEXT_MAX - size, "%s%s", i > 0 ? " " : "", ids[i]);
}

static void check_truth(fund_archive *archive, size_t row, enum fund_sort sort)
{
    char text[TEXT_MAX];
    int exact = 0;
    struct fund_search_options options = ask(truths[row].query);
    options.sort = sort;
    options.selections = truths[row].selections;
    while (options.selection_count < SELECTIONS_MAX &&
           truths[row].selections[options.selection_count].value != NULL)
        options.selection_count++;
    fund_results *results = search(archive, &options);
    describe_ids(results, text);
    if (strcmp(text, truths[row].ids) != 0)
        fail_msg("row %zu finds '%s'", row, text);
    assert_int_equal(fund_results_total(results, &exact), fund_results_count(results));
    assert_int_equal(exact, 1);
    for (int kind = 0; kind < 7; kind++) {
        const struct fund_facet *facet = fund_results_facet(results, (enum fund_facet_kind)kind);
        describe(facet, text);
        if (strcmp(text, truths[row].facets[kind]) != 0)
            fail_msg("row %zu, facet %d is '%s'", row, kind, text);
        assert_int_equal(facet->kind, kind);
        assert_int_equal(facet->is_exact, 1);
    }
    fund_results_free(results);
}

/* On a new handle the few hits are looked up. */
static void test_looked_up(void **state)
{
    (void)state;
    for (size_t row = 0; row < TRUTH_COUNT; row++) {
        fund_archive *archive = NULL;
        assert_int_equal(fund_archive_open(test.path, NULL, &archive, NULL), FUND_OK);
        check_truth(archive, row, FUND_BY_RELEVANCE);
        fund_archive_close(archive);
    }
}

/* On one that has counted all releases they come from the columns. */
static void test_from_columns(void **state)
{
    (void)state;
    struct fund_search_options options = ask("");
    fund_results_free(search(test.archive, &options));
    for (int sort = FUND_BY_RELEVANCE; sort <= FUND_BY_OLDEST; sort++)
        for (size_t row = 0; row < TRUTH_COUNT; row++)
            check_truth(test.archive, row, (enum fund_sort)sort);
}

/* A value's count is what is found when it is selected. */
static void test_counts_hold(void **state)
{
    (void)state;
    struct fund_search_options options = ask("fest");
    fund_results *results = search(test.archive, &options);
    for (int kind = 0; kind < 7; kind++) {
        const struct fund_facet *facet = fund_results_facet(results, (enum fund_facet_kind)kind);
        for (size_t i = 0; i < facet->value_count; i++) {
            struct fund_selection selection = {(enum fund_facet_kind)kind, facet->values[i].value};
            options.selections = &selection;
            options.selection_count = 1;
            fund_results *selected = search(test.archive, &options);
            assert_int_equal(fund_results_total(selected, NULL), facet->values[i].count);
            fund_results_free(selected);
        }
    }
    fund_results_free(results);
}

static void test_limit(void **state)
{
    (void)state;
    char text[TEXT_MAX];
    struct fund_selection selection = {FUND_FACET_MONTH, "2023-09"};
    struct fund_search_options options = ask("fest");
    options.facet_limit = 1;
    options.selections = &selection;
    options.selection_count = 1;
    fund_results *results = search(test.archive, &options);
    const struct fund_facet *facet = fund_results_facet(results, FUND_FACET_MONTH);
    describe(facet, text);
    assert_string_equal(text, "2023-08=2 2023-09=1* -1"); /* the selected one stands behind */
    assert_int_equal(facet->different, 3);
    fund_results_free(results);
    options.facet_limit = 0;
    options.selection_count = 0;
    results = search(test.archive, &options);
    facet = fund_results_facet(results, FUND_FACET_MONTH);
    assert_int_equal(facet->value_count, 0);
    assert_int_equal(facet->different, 3);
    fund_results_free(results);
}

static void test_histogram(void **state)
{
    (void)state;
    char text[TEXT_MAX];
    struct fund_selection selections[] = {{FUND_FACET_YEAR, "2023"}};
    struct fund_search_options options = ask("fest");
    options.facets = 0;
    options.facet_limit = 1; /* not of histograms */
    options.histograms = FUND_FACET_BIT(FUND_FACET_YEAR) | FUND_FACET_BIT(FUND_FACET_MONTH);
    fund_results *results = search(test.archive, &options);
    describe(fund_results_histogram(results, FUND_FACET_YEAR), text);
    assert_string_equal(text, "2022=1 2023=3 -1");
    describe(fund_results_histogram(results, FUND_FACET_MONTH), text);
    assert_string_equal(text, "2022-01=1 2023-08=2 2023-09=1 -1");
    const struct fund_facet_value *month =
        &fund_results_histogram(results, FUND_FACET_MONTH)->values[1];
    assert_int_equal(month->first_day, 19570); /* 2023-08-01 */
    assert_int_equal(month->last_day, 19600);  /* 2023-08-31 */
    assert_null(fund_results_histogram(results, FUND_FACET_DAY));
    assert_null(fund_results_histogram(results, FUND_FACET_PERSON));
    assert_null(fund_results_facet(results, FUND_FACET_YEAR));
    fund_results_free(results);
    options.selections = selections;
    options.selection_count = 1;
    results = search(test.archive, &options);
    describe(fund_results_histogram(results, FUND_FACET_YEAR), text);
    assert_string_equal(text, "2022=1 2023=3* -1");
    describe(fund_results_histogram(results, FUND_FACET_MONTH), text);
    assert_string_equal(text, "2023-08=2 2023-09=1 -0");
    assert_int_equal(fund_results_total(results, NULL), 3);
    fund_results_free(results);
}

/* Without facets there are none; beyond the kinds there is nothing. */
static void test_none(void **state)
{
    (void)state;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = "fest";
    fund_results *results = search(test.archive, &options);
    for (int kind = -1; kind < 9; kind++) {
        assert_null(fund_results_facet(results, (enum fund_facet_kind)kind));
        assert_null(fund_results_histogram(results, (enum fund_facet_kind)kind));
    }
    assert_true(fund_results_revision(results) != 0);
    fund_results_free(results);
    assert_null(fund_results_facet(NULL, FUND_FACET_YEAR));
    assert_null(fund_results_histogram(NULL, FUND_FACET_YEAR));
    assert_int_equal(fund_results_revision(NULL), 0);
}

/* ---- refused -------------------------------------------------------------------------------- */

static void refuse(const struct fund_search_options *options, fund_status expected)
{
    fund_results *untouched = (fund_results *)&test;
    fund_results *results = untouched;
    struct fund_error error = {.message = ""};
    assert_int_equal(fund_archive_search(test.archive, options, &results, &error), expected);
    assert_ptr_equal(results, untouched);
    assert_true(error.message[0] != '\0');
}

static void test_refused(void **state)
{
    (void)state;
    static struct fund_selection many[FUND_SELECTIONS_MAX + 1];
    static char longest[FUND_QUERY_MAX + 2];
    static const struct fund_selection wrong[] = {
        {FUND_FACET_YEAR, NULL},           {FUND_FACET_YEAR, ""},
        {FUND_FACET_YEAR, "23"},           {FUND_FACET_YEAR, "2023-08"},
        {FUND_FACET_YEAR, "0999"},         {FUND_FACET_MONTH, "2023-13"},
        {FUND_FACET_MONTH, "2023"},        {FUND_FACET_DAY, "2023-02-29"},
        {FUND_FACET_PERSON, "\xff\xfe"},   {(enum fund_facet_kind)7, "x"},
        {(enum fund_facet_kind) - 1, "x"},
    };
    struct fund_search_options options = ask("fest");
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        options.selections = &wrong[i];
        options.selection_count = 1;
        refuse(&options, FUND_INVALID_ARGUMENT);
    }
    for (size_t i = 0; i <= FUND_SELECTIONS_MAX; i++)
        many[i] = (struct fund_selection){FUND_FACET_PERSON, "Anna Buchwald"};
    options.selections = many;
    options.selection_count = FUND_SELECTIONS_MAX;
    fund_results_free(search(test.archive, &options));
    options.selection_count++;
    refuse(&options, FUND_LIMIT);
    memset(longest, 'x', FUND_QUERY_MAX + 1);
    many[0].value = longest;
    options.selection_count = 1;
    refuse(&options, FUND_LIMIT);
    options.selections = NULL;
    refuse(&options, FUND_INVALID_ARGUMENT);
    options = ask("fest");
    options.facets = 1u << 7;
    refuse(&options, FUND_INVALID_ARGUMENT);
    options = ask("fest");
    options.histograms = FUND_FACET_BIT(FUND_FACET_PERSON);
    refuse(&options, FUND_INVALID_ARGUMENT);
    options = ask("fest");
    options.facet_limit = FUND_FACET_LIMIT_MAX;
    fund_results_free(search(test.archive, &options));
    options.facet_limit++;
    refuse(&options, FUND_LIMIT);
}

/* ---- commits -------------------------------------------------------------------------------- */

/* The alias file counts at once, and what it splits by years. */
static void test_aliases(void **state)
{
    (void)state;
    char text[TEXT_MAX];
    struct fund_search_options options = ask("fest");
    assert_true(sample_put_file(test.path, "aliases.txt",
                                "person: Anna Lindenau-Buchwald = Anna Buchwald\n"
                                "place: Auendorf an der Muster = Auendorf, Musterau\n"
                                "split: person Bernd Lindenau | 2020..2023\n"));
    fund_results *results = search(test.archive, &options);
    describe(fund_results_facet(results, FUND_FACET_PERSON), text);
    assert_string_equal(text, "Anna Lindenau-Buchwald=3 Bernd Lindenau (2020–2023)=2 -1");
    describe(fund_results_facet(results, FUND_FACET_PLACE), text);
    assert_string_equal(text, "Auendorf an der Muster=4 -1"); /* r4 has both names */
    fund_results_free(results);
    assert_true(sample_put_file(test.path, "aliases.txt", "# nothing\n"));
    check_truth(test.archive, 0, FUND_BY_NEWEST);
}

/* A commit changes the counts of the next call and the revision. */
static void test_newest(void **state)
{
    (void)state;
    char text[TEXT_MAX];
    struct sample_release added = {.id = "r7",
                                   .day = "2023-10-01",
                                   .title = "Fest",
                                   .body = "Anna Buchwald.",
                                   .persons = {ANNA}};
    struct fund_search_options options = ask("fest");
    fund_results *before = search(test.archive, &options);
    fund_results *again = search(test.archive, &options);
    assert_true(fund_results_revision(before) == fund_results_revision(again));
    fund_results_free(again);
    assert_true(sample_write(test.path, &added, 1));
    fund_results *after = search(test.archive, &options);
    assert_true(fund_results_revision(before) != fund_results_revision(after));
    describe(fund_results_facet(after, FUND_FACET_PERSON), text);
    assert_string_equal(text, "Anna Buchwald=4 Bernd Lindenau=2 -1");
    describe(fund_results_facet(before, FUND_FACET_PERSON), text);
    assert_string_equal(text, "Anna Buchwald=3 Bernd Lindenau=2 -1");
    fund_results_free(before);
    fund_results_free(after);
    assert_true(sample_remove(test.path, "r7"));
    check_truth(test.archive, 0, FUND_BY_OLDEST);
}

/* 0, or what went wrong; no assertion may fail in a thread of its own. */
static void *work(void *number)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    struct fund_selection selection = {FUND_FACET_PERSON, "Anna Buchwald"};
    options.facets = FUND_FACETS_USUAL;
    for (uintptr_t i = 0; i < SEARCHES; i++) {
        bool is_all = (i + (uintptr_t)number) % 2 == 0;
        fund_results *results = NULL;
        options.query = is_all ? "" : "fest";
        options.selections = &selection;
        options.selection_count = i % 3 == 0 ? 1 : 0;
        static _Thread_local struct fund_error error;
        if (fund_archive_search(test.archive, &options, &results, &error) != FUND_OK)
            return strdup(error.message);
        const struct fund_facet *facet = fund_results_facet(results, FUND_FACET_PERSON);
        bool is_right = facet->value_count >= 2 && facet->values[0].count == 3 &&
                        strcmp(facet->values[0].value, "Anna Buchwald") == 0 &&
                        facet->values[1].count == 2 && facet->different == (is_all ? 3u : 2u);
        uint32_t total = fund_results_total(results, NULL);
        uint32_t expected = is_all ? FILLERS + RELEASE_COUNT : 5;
        is_right = is_right && total == (options.selection_count > 0 ? 3 : expected);
        fund_results_free(results);
        if (!is_right)
            return "another count";
    }
    return NULL;
}

static void search_in_threads(void)
{
    pthread_t threads[THREADS];
    for (uintptr_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work, (void *)i), 0);
    for (int i = 0; i < THREADS; i++) {
        void *failure = NULL;
        assert_int_equal(pthread_join(threads[i], &failure), 0);
        if (failure != NULL)
            fail_msg("%s", (const char *)failure);
    }
}

/* Four threads count while another process commits the same releases over and over. */
static void test_threads(void **state)
{
    (void)state;
    int status = -1;
    search_in_threads();
    pid_t writer = fork();
    if (writer == 0)
        _exit(sample_rewrite(test.path, releases, RELEASE_COUNT, COMMITS) ? 0 : 1);
    assert_true(writer > 0);
    do {
        search_in_threads();
    } while (waitpid(writer, &status, WNOHANG) == 0);
    assert_int_equal(status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_looked_up),   cmocka_unit_test(test_from_columns),
        cmocka_unit_test(test_counts_hold), cmocka_unit_test(test_limit),
        cmocka_unit_test(test_histogram),   cmocka_unit_test(test_none),
        cmocka_unit_test(test_refused),     cmocka_unit_test(test_aliases),
        cmocka_unit_test(test_newest),      cmocka_unit_test(test_threads),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
