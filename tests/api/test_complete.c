/*
 * Completions for a search box through the public header: which, in which order, the query that
 * each makes, and what matches; from many threads while a writer commits.
 */
#include "fundstelle.h"

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

#include "opened.h"

#define TEXT_MAX 2000
#define THREADS  8
#define ROUNDS   60
#define COMMITS  15

#define TANNHUBER                                                                                  \
    {                                                                                              \
        "Rolf Tannhuber", NULL, "Bürgermeister", NULL,                                             \
        {                                                                                          \
            "Rolf Tannhuber"                                                                       \
        }                                                                                          \
    }
#define HILFSWERK                                                                                  \
    {                                                                                              \
        "Technisches Hilfswerk", NULL, NULL, "THW",                                                \
        {                                                                                          \
            "Technische Hilfswerk"                                                                 \
        }                                                                                          \
    }

static const struct sample_release releases[] = {
    {
        .id = "a-1",
        .day = "2021-03-01",
        .title = "Tag der offenen Tür im Rathaus",
        .body = "Rolf Tannhuber zeigt den Ratssaal. Der Ratssaal ist frisch gestrichen.",
        .persons = {TANNHUBER},
    },
    {
        .id = "b-2",
        .day = "2022-03-01",
        .title = "Tag der offenen Höfe",
        .body = "Rolf Tannhuber lädt auf die Höfe ein. Das Hochwasser ist vergessen.",
        .persons = {TANNHUBER},
    },
    {
        .id = "c-3",
        .day = "2023-03-01",
        .title = "Übung am Wehr",
        .body = "Das Technische Hilfswerk (THW) übt den Schutz vor Hochwassern. Die Müllerin "
                "Gerda Müller sieht zu, auch Jens Tann-Odenthal.",
        .persons = {{"Gerda Müller", NULL, "Müllerin", NULL, {"Gerda Müller"}},
                    {"Jens Tann-Odenthal", NULL, NULL, NULL, {"Jens Tann-Odenthal"}}},
        .organisations = {HILFSWERK},
        .places = {{"Moorfurt am Wehr", NULL, NULL, NULL, {"Wehr"}}},
    },
    {
        .id = "d-4",
        .day = NULL,
        .title = "Wieder \"Markt\" am Wehr: Bürger*innen kommen",
        .body = "Hochwasser, Hochwasser: der Markt fällt aus. Das Hochwasser ging.",
    },
};
#define RELEASE_COUNT (sizeof(releases) / sizeof(*releases))

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

static fund_completions *complete(const char *text, unsigned kinds, uint32_t limit)
{
    struct fund_complete_options options = FUND_COMPLETE_OPTIONS_INIT;
    struct fund_error error = {.code = FUND_OK};
    fund_completions *completions = NULL;
    options.kinds = kinds;
    options.limit = limit;
    if (fund_archive_complete(test.archive, text, &options, &completions, &error) != FUND_OK)
        fail_msg("%s: %s", text, error.message);
    return completions;
}

/* "text/detail=query" with " | " between two; without detail no slash. */
static void describe(const char *text, unsigned kinds, char out[static TEXT_MAX])
{
    fund_completions *completions = complete(text, kinds, 10);
    size_t size = 0;
    out[0] = '\0';
    for (size_t i = 0; i < fund_completions_count(completions); i++) {
        const struct fund_completion *item = fund_completions_item(completions, i);
        size += (size_t)snprintf(out + size, TEXT_MAX - size, "%s%s%s%s=%s", i > 0 ? " | " : "",
                                 item->text, item->detail != NULL ? "/" : "",
                                 item->detail != NULL ? item->detail : "", item->query);
        assert_true(size < TEXT_MAX);
    }
    assert_null(fund_completions_item(completions, fund_completions_count(completions)));
    fund_completions_free(completions);
}

#define WORDS   FUND_COMPLETE_WORDS
#define PERSONS FUND_COMPLETE_PERSONS
#define TITLES  FUND_COMPLETE_TITLES
#define ALL     FUND_COMPLETE_ALL

static void test_offers(void **state)
{
    static const struct {
        const char *text;
        unsigned kinds;
        const char *offers;
    } rows[] = {
        {"", ALL, ""},
        {"   ", ALL, ""},
        {"xyz", ALL, ""},
        /* the base form, as it is mostly written; Hochwassern is a form of it */
        {"hochw", ALL, "Hochwasser=Hochwasser"},
        {"HOCHWASSERN", ALL, "Hochwassern=Hochwassern"},
        /* function words never; der is at the front of no title */
        {"der", ALL, ""},
        /* names by any word; the word too; what has more releases first */
        {"tannh", ALL,
         "Tannhuber=Tannhuber | Rolf Tannhuber/Bürgermeister=person:\"Rolf Tannhuber\""},
        {"rolf ta", PERSONS,
         "Rolf Tannhuber/Bürgermeister=person:\"Rolf Tannhuber\" | "
         "Jens Tann-Odenthal=rolf person:\"Jens Tann-Odenthal\""},
        {"Markt rolf t", PERSONS,
         "Rolf Tannhuber/Bürgermeister=Markt person:\"Rolf Tannhuber\" | "
         "Jens Tann-Odenthal=Markt rolf person:\"Jens Tann-Odenthal\""},
        {"odenth", PERSONS, "Jens Tann-Odenthal=person:\"Jens Tann-Odenthal\""},
        {"tann-o", PERSONS, "Jens Tann-Odenthal=person:\"Jens Tann-Odenthal\""},
        /* umlauts in any spelling */
        {"mül", PERSONS, "Gerda Müller/Müllerin=person:\"Gerda Müller\""},
        {"MUEL", PERSONS, "Gerda Müller/Müllerin=person:\"Gerda Müller\""},
        {"mull", PERSONS, "Gerda Müller/Müllerin=person:\"Gerda Müller\""},
        /* another name */
        {"thw", FUND_COMPLETE_ORGANISATIONS,
         "Technisches Hilfswerk/THW=org:\"Technisches Hilfswerk\""},
        {"moor", ALL, "Moorfurt am Wehr=ort:\"Moorfurt am Wehr\""},
        /* words that both titles go on with, and a word alone */
        {"tag der off", WORDS, "Tag der offenen=\"Tag der offenen\" | offenen=tag der offenen"},
        {"tag der ", WORDS, "Tag der offenen=\"Tag der offenen\""},
        {"Wehr tag d", WORDS, "Tag der offenen=Wehr \"Tag der offenen\""},
        {"-\"tag der", WORDS, "Tag der offenen=-\"Tag der offenen\""},
        {"person:tag ", WORDS, ""},
        /* titles: newest first, without a date last; quotes in them cannot stay */
        {"tag der off", TITLES,
         "Tag der offenen Höfe=\"Tag der offenen Höfe\" | "
         "Tag der offenen Tür im Rathaus=\"Tag der offenen Tür im Rathaus\""},
        {"tag der ", TITLES,
         "Tag der offenen Höfe=\"Tag der offenen Höfe\" | "
         "Tag der offenen Tür im Rathaus=\"Tag der offenen Tür im Rathaus\""},
        {"wehr", TITLES,
         "Übung am Wehr=\"Übung am Wehr\" | Wieder \"Markt\" am Wehr: Bürger*innen kommen=\"Wieder "
         " Markt  am Wehr: Bürger*innen kommen\""},
        /* words with signs are quoted */
        {"bürg", WORDS, "Bürger*innen=\"Bürger*innen\""},
        /* fields */
        /* Tann-Odenthal has what was typed as a whole word */
        {"person:tann", ALL,
         "Jens Tann-Odenthal=person:\"Jens Tann-Odenthal\" | "
         "Rolf Tannhuber/Bürgermeister=person:\"Rolf Tannhuber\""},
        {"person:\"rolf t", ALL, "Rolf Tannhuber/Bürgermeister=person:\"Rolf Tannhuber\""},
        {"person:hochw", ALL, ""},
        {"ort:", ALL, "Moorfurt am Wehr=ort:\"Moorfurt am Wehr\""},
        {"titel:übu", ALL, "Übung am Wehr=\"Übung am Wehr\""},
        {"datum:20", ALL, ""},
        {"org:hilf", PERSONS, ""},
        /* left out */
        {"Wehr -hochw", ALL, "Hochwasser=Wehr -Hochwasser"},
        {"-person:gerda", ALL, "Gerda Müller/Müllerin=-person:\"Gerda Müller\""},
        /* quotes are closed */
        {"\"ratss", ALL, "Ratssaal=\"Ratssaal\""},
        {"„ratss", ALL, "Ratssaal=„Ratssaal“"},
        {"»ratss", ALL, "Ratssaal=»Ratssaal«"},
        {"Wehr -\"ratss", ALL, "Ratssaal=Wehr -\"Ratssaal\""},
        {"„tag der offenen t", ALL,
         "Tag der offenen Tür im Rathaus=\"Tag der offenen Tür im Rathaus\""},
    };
    char text[TEXT_MAX];
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        describe(rows[i].text, rows[i].kinds, text);
        if (strcmp(text, rows[i].offers) != 0)
            fail_msg("'%s' offers\n%s\ninstead of\n%s", rows[i].text, text, rows[i].offers);
    }
}

static void test_fields(void **state)
{
    fund_completions *completions = complete("hochwasse", ALL, 10);
    const struct fund_completion *item = fund_completions_item(completions, 0);
    (void)state;
    assert_int_equal(item->kind, FUND_COMPLETE_WORDS);
    assert_int_equal(item->count, 3); /* with Hochwassern */
    assert_int_equal(item->match.start, 0);
    assert_int_equal(item->match.end, 9);
    fund_completions_free(completions);
    completions = complete("gerda mul", PERSONS, 10);
    item = fund_completions_item(completions, 0);
    assert_int_equal(item->kind, FUND_COMPLETE_PERSONS);
    assert_int_equal(item->count, 1);
    assert_int_equal(item->match.start, 0);
    assert_int_equal(item->match.end, 10); /* Gerda Mül, and the ü has two bytes */
    fund_completions_free(completions);
    completions = complete("thw", FUND_COMPLETE_ORGANISATIONS, 10);
    item = fund_completions_item(completions, 0);
    assert_int_equal(item->match.start, item->match.end);
    fund_completions_free(completions);
}

static void test_limits(void **state)
{
    static char longest[FUND_QUERY_MAX + 2];
    struct fund_complete_options options = FUND_COMPLETE_OPTIONS_INIT;
    struct fund_error error = {.code = FUND_OK};
    fund_completions *untouched = (fund_completions *)&test;
    fund_completions *completions = untouched;
    (void)state;
    assert_int_equal(fund_completions_count(completions = complete("t", ALL, 0)), 0);
    fund_completions_free(completions);
    assert_int_equal(fund_completions_count(completions = complete("t", ALL, 1)), 1);
    fund_completions_free(completions);
    completions = complete("t", ALL, FUND_COMPLETIONS_MAX);
    assert_in_range(fund_completions_count(completions), 5, FUND_COMPLETIONS_MAX);
    fund_completions_free(completions);
    memset(longest, 'x', FUND_QUERY_MAX + 1);
    completions = untouched;
    assert_int_equal(fund_archive_complete(test.archive, longest, NULL, &completions, &error),
                     FUND_LIMIT);
    assert_int_equal(error.code, FUND_LIMIT);
    assert_ptr_equal(completions, untouched);
    longest[FUND_QUERY_MAX] = '\0';
    assert_int_equal(fund_archive_complete(test.archive, longest, NULL, &completions, NULL),
                     FUND_OK);
    assert_int_equal(fund_completions_count(completions), 0);
    fund_completions_free(completions);
    completions = untouched;
    assert_int_equal(fund_archive_complete(test.archive, "\xc3", NULL, &completions, NULL),
                     FUND_INVALID_ARGUMENT);
    options.limit = FUND_COMPLETIONS_MAX + 1;
    assert_int_equal(fund_archive_complete(test.archive, "t", &options, &completions, NULL),
                     FUND_INVALID_ARGUMENT);
    options.limit = 10;
    for (unsigned kinds = 0; kinds <= 32; kinds += 32) {
        options.kinds = kinds;
        assert_int_equal(fund_archive_complete(test.archive, "t", &options, &completions, NULL),
                         FUND_INVALID_ARGUMENT);
    }
    options.size = 3;
    assert_int_equal(fund_archive_complete(test.archive, "t", &options, &completions, NULL),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_archive_complete(NULL, "t", NULL, &completions, NULL),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_archive_complete(test.archive, "t", NULL, NULL, NULL),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_archive_prepare_completion(NULL, NULL), FUND_INVALID_ARGUMENT);
    assert_ptr_equal(completions, untouched);
    assert_int_equal(fund_completions_count(NULL), 0);
    assert_null(fund_completions_item(NULL, 0));
    fund_completions_free(NULL);
}

/* Half queries of all kinds, as they come while somebody types or pastes. */
static void test_hostile(void **state)
{
    static const char pieces[][8] = {"-", "\"",      "„",     "“",    "»", "(",   ")",
                                     ":", "person:", "ort:",  " ",    "x", "Tag", "*",
                                     "=", "\x01",    "\x1f^", "\x7f", "ü", "."};
    uint32_t seed = 4711;
    (void)state;
    for (int round = 0; round < 3000; round++) {
        char text[64] = "";
        size_t size = 0;
        for (int i = 0; i < 8; i++) {
            seed = seed * 1664525u + 1013904223u;
            const char *piece = pieces[(seed >> 16) % (sizeof(pieces) / sizeof(*pieces))];
            size += (size_t)snprintf(text + size, sizeof(text) - size, "%s", piece);
        }
        fund_completions *completions = complete(text, ALL, 10);
        for (size_t i = 0; i < fund_completions_count(completions); i++) {
            const struct fund_completion *item = fund_completions_item(completions, i);
            assert_true(item->match.start <= item->match.end);
            assert_true(item->match.end <= strlen(item->text));
        }
        fund_completions_free(completions);
    }
}

/* What was read stays in use for a while; prepare brings it up to date. */
static void test_newest(void **state)
{
    const struct sample_release added = {.id = "neu", .title = "Raumschiff", .body = "Gelandet."};
    char text[TEXT_MAX];
    (void)state;
    describe("raums", ALL, text);
    assert_string_equal(text, "");
    assert_true(sample_write(test.path, &added, 1));
    describe("raums", ALL, text);
    assert_string_equal(text, "");
    assert_int_equal(fund_archive_prepare_completion(test.archive, NULL), FUND_OK);
    describe("raums", WORDS, text);
    assert_string_equal(text, "Raumschiff=Raumschiff");
    assert_true(sample_remove(test.path, "neu"));
    describe("raums", WORDS, text); /* a word that is gone is not offered even before */
    assert_string_equal(text, "");
    assert_true(
        sample_put_file(test.path, "aliases.txt", "person: Rolf Tannhuber = Rudi vom Wehr\n"));
    assert_int_equal(fund_archive_prepare_completion(test.archive, NULL), FUND_OK);
    describe("rudi", ALL, text);
    assert_string_equal(text, "Rolf Tannhuber/Rudi vom Wehr=person:\"Rolf Tannhuber\"");
    describe("tannh", PERSONS, text);
    assert_string_equal(text, "Rolf Tannhuber=person:\"Rolf Tannhuber\"");
    assert_true(sample_put_file(test.path, "aliases.txt", ""));
}

static void *work(void *number)
{
    static const char *const texts[] = {"hochw", "tannh", "tag der off", "person:gerda"};
    const char *failure = NULL;
    for (size_t i = 0; i < ROUNDS && failure == NULL; i++) {
        fund_completions *completions = NULL;
        if (i % 20 == 0 && fund_archive_prepare_completion(test.archive, NULL) != FUND_OK)
            failure = "it could not be prepared";
        else if (fund_archive_complete(test.archive, texts[(i + (uintptr_t)number) % 4], NULL,
                                       &completions, NULL) != FUND_OK)
            failure = "a completion failed";
        else if (fund_completions_count(completions) == 0)
            failure = "nothing was offered";
        fund_completions_free(completions);
    }
    return (void *)(uintptr_t)failure;
}

static void complete_in_threads(void)
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

/* While a process commits the same releases over and over. */
static void test_writer(void **state)
{
    (void)state;
    pid_t writer = fork();
    if (writer == 0)
        _exit(sample_rewrite(test.path, releases, RELEASE_COUNT, COMMITS) ? 0 : 1);
    assert_true(writer > 0);
    int status = -1;
    do {
        complete_in_threads();
    } while (waitpid(writer, &status, WNOHANG) == 0);
    assert_int_equal(status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_offers), cmocka_unit_test(test_fields),
        cmocka_unit_test(test_limits), cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_newest), cmocka_unit_test(test_writer),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
