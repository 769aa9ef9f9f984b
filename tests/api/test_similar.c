/*
 * Releases like one: which they are, what is left out, what is refused.
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

#define FERRY                                                                                      \
    "Die Fähre liegt still, weil der Motor auf halber Strecke ausfiel. Der Fährmann rechnet "    \
    "damit, dass ein Ersatzteil aus Holland zwei Wochen braucht. Wer das andere Ufer erreichen "   \
    "will, nimmt so lange den Steg bei der alten Mühle."

static const struct sample_release releases[] = {
    {.id = "ferry", .day = "2021-03-01", .title = "Fähre steht still", .body = FERRY},
    {.id = "ferry-mended",
     .day = "2021-03-02",
     .title = "Korrektur: Fähre steht still",
     .body = FERRY " Der Steg trägt nur Fußgänger."},
    {.id = "engine",
     .day = "2021-03-20",
     .title = "Neuer Motor für die Fähre",
     .body = "Das Ersatzteil ist da. Der Fährmann baut den Motor ein."},
    {.id = "engine-again",
     .day = "2021-03-21",
     .title = "Fährbetrieb",
     .body = "Ein Motor, ein Fährmann, ein Steg: von nun an fährt sie nach dem alten Plan über den "
             "Fluss, im Sommer auch am Abend und an Feiertagen bis in die Nacht hinein."},
    {.id = "engine-copy",
     .day = "2021-03-22",
     .title = "Fährbetrieb",
     .body = "Ein Motor, ein Fährmann, ein Steg: von nun an fährt sie nach dem alten Plan über den "
             "Fluss, im Sommer auch am Abend und an Feiertagen bis in die Nacht hinein."},
    {.id = "market", .day = "2021-05-11", .title = "Bauernmarkt", .body = "Gemüse und Käse."},
    {.id = "market-2", .day = "2022-05-11", .title = "Jahrmarkt", .body = "Karussell und Käse."},
    {.id = "choir", .day = "2021-06-11", .title = "Chorprobe", .body = "Alle singen."},
    {.id = "choir-2", .day = NULL, .title = "Konzert", .body = "Alle singen nach der Chorprobe."},
    {.id = "council", .day = "2021-07-01", .title = "Sitzung 2021", .body = "Um 18 Uhr."},
    {.id = "council-2", .day = "2022-07-01", .title = "Treffen 2021", .body = "Gegen 18 Uhr."},
    {.id = "alone", .day = "2021-08-01", .title = "Zirkus", .body = "Löwen."},
};
#define RELEASE_COUNT (sizeof(releases) / sizeof(*releases))

/* Others, each of a word of its own and of words that shall be too common to count. */
#define COMMON                                                                                     \
    "Als alle alten am an auch auf bei bis damit dass das dem den der die ein es für in hinein "  \
    "im ist lange liegt nach nimmt nun sie so still über und von weil wer will zwei"
#define FILLER_COUNT 40

static struct opened test;
static struct sample_release all[RELEASE_COUNT + FILLER_COUNT];
static char fillers[FILLER_COUNT][16];

static void add_fillers(void)
{
    memcpy(all, releases, sizeof(releases));
    for (size_t i = 0; i < FILLER_COUNT; i++) {
        char *word = fillers[i];
        snprintf(word, sizeof(fillers[i]), "Xq%c%cvz%c", (char)('a' + i % 26), (char)('a' + i / 26),
                 (char)('a' + i % 7));
        all[RELEASE_COUNT + i] = (struct sample_release){.id = word, .title = word, .body = COMMON};
    }
}

static int set_up(void **state)
{
    (void)state;
    add_fillers();
    return opened_init(&test, all, RELEASE_COUNT + FILLER_COUNT);
}

static int tear_down(void **state)
{
    (void)state;
    return opened_finish(&test);
}

static fund_results *ask(const char *id, const struct fund_similar_options *options)
{
    struct fund_error error = {.message = ""};
    fund_results *results = NULL;
    if (fund_archive_similar(test.archive, id, options, &results, &error) != FUND_OK)
        fail_msg("%s", error.message);
    return results;
}

static void test_found(void **state)
{
    static const struct {
        const char *id, *hits; /* with the number of versions where there are several */
    } rows[] = {
        /* its other version is left out, two versions of another are one */
        {"ferry", "engine engine-copy*2"},
        {"ferry-mended", "engine engine-copy*2"},
        /* a word inside a compound, and one with the same */
        {"market", "market-2"},
        {"market-2", "market"},
        {"choir", "choir-2"},
        {"choir-2", "choir"},
        /* numbers make nothing alike, and what is in one release alone finds nothing */
        {"alone", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char hits[256] = "";
        fund_results *results = ask(rows[i].id, NULL);
        size_t count = fund_results_count(results);
        double before = 1;
        int is_exact = 0;
        for (size_t j = 0; j < count; j++) {
            const struct fund_hit *hit = fund_results_hit(results, j);
            size_t used = strlen(hits);
            snprintf(hits + used, sizeof(hits) - used, "%s%s", j > 0 ? " " : "", hit->id);
            used = strlen(hits);
            if (hit->versions > 1)
                snprintf(hits + used, sizeof(hits) - used, "*%u", hit->versions);
            assert_int_equal(hit->rank, j + 1);
            assert_true(hit->score > 0 && hit->score <= before);
            before = hit->score;
        }
        if (strcmp(hits, rows[i].hits) != 0)
            fail_msg("'%s': %s", rows[i].id, hits);
        assert_int_equal(fund_results_total(results, &is_exact), count);
        assert_true(is_exact);
        assert_null(fund_results_understood(results));
        fund_results_free(results);
    }
}

static void test_options(void **state)
{
    struct fund_similar_options options = FUND_SIMILAR_OPTIONS_INIT;
    (void)state;
    options.limit = 1;
    fund_results *results = ask("ferry", &options);
    assert_int_equal(fund_results_count(results), 1);
    const struct fund_hit *hit = fund_results_hit(results, 0);
    assert_int_equal(hit->segment_count, 1);
    assert_string_equal(hit->snippet[0].text,
                        "Das Ersatzteil ist da. Der Fährmann baut den Motor ein.");
    assert_int_equal(hit->snippet[0].mark, FUND_MARK_NONE);
    fund_results_free(results);
    options.snippet_size = 0;
    results = ask("ferry", &options);
    assert_int_equal(fund_results_hit(results, 0)->segment_count, 0);
    fund_results_free(results);
    options.limit = 0;
    results = ask("ferry", &options);
    assert_int_equal(fund_results_count(results), 0);
    fund_results_free(results);
    options.size = offsetof(struct fund_similar_options, limit); /* an older caller's */
    results = ask("ferry", &options);
    assert_int_equal(fund_results_count(results), 2);
    fund_results_free(results);
}

static void test_refused(void **state)
{
    static const struct {
        const char *id;
        struct fund_similar_options options;
        fund_status status;
    } rows[] = {
        {"none", FUND_SIMILAR_OPTIONS_INIT, FUND_NOT_FOUND},
        {"", FUND_SIMILAR_OPTIONS_INIT, FUND_NOT_FOUND},
        {"ferry\xff", FUND_SIMILAR_OPTIONS_INIT, FUND_INVALID_ARGUMENT},
        {NULL, FUND_SIMILAR_OPTIONS_INIT, FUND_INVALID_ARGUMENT},
        {"ferry", {0, 10, 200}, FUND_INVALID_ARGUMENT},
        {"ferry", {4096, 10, 200}, FUND_INVALID_ARGUMENT},
        {"ferry", {sizeof(struct fund_similar_options), FUND_SIMILAR_MAX + 1, 0}, FUND_LIMIT},
        {"ferry", {sizeof(struct fund_similar_options), 10, 1001}, FUND_LIMIT},
        {"ferry", {sizeof(struct fund_similar_options), FUND_SIMILAR_MAX, 1000}, FUND_OK},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        fund_results *untouched = (fund_results *)&test, *results = untouched;
        struct fund_error error = {.message = ""};
        fund_status status =
            fund_archive_similar(test.archive, rows[i].id, &rows[i].options, &results, &error);
        if (status != rows[i].status)
            fail_msg("row %zu: status %d (%s)", i, (int)status, error.message);
        if (status == FUND_OK)
            fund_results_free(results);
        else
            assert_ptr_equal(results, untouched);
    }
    assert_int_equal(fund_archive_similar(NULL, "ferry", NULL, NULL, NULL), FUND_INVALID_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
