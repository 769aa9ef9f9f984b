/*
 * Versions of one release are one hit: which they are, what is told of them, and that pages join
 * without gap or repetition in every order.
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

/* ---- a small archive ------------------------------------------------------------------------ */

#define FERRY                                                                                       \
    "Die Fähre über die Mohne liegt ab sofort still, weil der Motor auf halber Strecke ausfiel. " \
    "Der Fährmann rechnet damit, dass ein Ersatzteil aus Holland zwei Wochen braucht. Wer das "    \
    "andere Ufer erreichen will, nimmt so lange den Steg bei der alten Mühle."
#define MARKET(day)                                                                                \
    "Auf dem Kirchplatz ist am Samstag, " day ". Mai, wieder Wochenmarkt. Von 8 bis 13 Uhr gibt "  \
    "es Gemüse, Käse und Brot aus der Umgebung. Autos müssen an diesem Vormittag anderswo "     \
    "stehen, etwa hinter der Turnhalle oder am Bahnhof."
#define BOMB                                                                                        \
    "Auf der Baustelle am Gaswerk liegt eine Bombe aus dem Krieg. Alle Häuser im Umkreis sind zu " \
    "räumen, eine Schule nimmt die Anwohner auf. "

static const struct sample_release releases[] = {
    {.id = "ferry-old", .day = "2021-03-01", .title = "Fähre steht still", .body = FERRY},
    {.id = "ferry-new",
     .day = "2021-03-02",
     .title = "Korrektur: Fähre steht still",
     .body = FERRY " Der Steg trägt nur Fußgänger."},
    {.id = "ferry-again", .day = "2021-03-04", .title = "Fähre steht still", .body = FERRY},
    {.id = "market-1", .day = "2021-05-11", .title = "Wochenmarkt", .body = MARKET("15")},
    {.id = "market-2", .day = "2021-05-18", .title = "Wochenmarkt", .body = MARKET("22")},
    {.id = "bomb-begin",
     .day = "2021-06-01",
     .title = "Bombe: Räumung beginnt",
     .body = BOMB "Um 9 Uhr beginnt die Räumung, die Helfer gehen von Tür zu Tür."},
    {.id = "bomb-end",
     .day = "2021-06-02",
     .title = "Bombe: Räumung beendet",
     .body = BOMB "Der Zünder ist gezogen, alle können zurück in ihre Wohnungen."},
    {.id = "short-1", .day = "2021-07-01", .title = "Bild zum Fest", .body = "Näheres folgt."},
    {.id = "short-2", .day = "2021-07-01", .title = "Bild zum Fest", .body = "Näheres folgt."},
};
#define RELEASE_COUNT (sizeof(releases) / sizeof(*releases))

static fund_results *ask(fund_archive *archive, const char *query, enum fund_sort sort,
                         uint32_t offset, uint32_t limit, int fold)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    struct fund_error error = {.message = ""};
    fund_results *results = NULL;
    options.query = query;
    options.sort = sort;
    options.offset = offset;
    options.limit = limit;
    options.fold = fold;
    if (fund_archive_search(archive, &options, &results, &error) != FUND_OK)
        fail_msg("%s", error.message);
    return results;
}

/* The ids of the hits, each with those of its other versions in brackets. */
static void describe(const fund_results *results, char *out, size_t size)
{
    out[0] = '\0';
    for (size_t i = 0; i < fund_results_count(results); i++) {
        const struct fund_hit *hit = fund_results_hit(results, i);
        size_t used = strlen(out);
        snprintf(out + used, size - used, "%s%s", i > 0 ? " " : "", hit->id);
        for (size_t j = 0; j < hit->other_version_count; j++) {
            used = strlen(out);
            snprintf(out + used, size - used, "%s%s%s", j == 0 ? "(" : " ",
                     hit->other_versions[j].id, j + 1 == hit->other_version_count ? ")" : "");
        }
        assert_int_equal(hit->versions, hit->other_version_count + 1);
    }
}

static void test_groups(void **state)
{
    static const struct {
        const char *query;
        enum fund_sort sort;
        uint32_t offset, limit;
        int fold;
        uint32_t total;
        const char *hits;
    } rows[] = {
        {"Fähre", FUND_BY_OLDEST, 0, 10, 1, 3, "ferry-old(ferry-again ferry-new)"},
        {"Fähre", FUND_BY_NEWEST, 0, 10, 1, 3, "ferry-again(ferry-new ferry-old)"},
        /* equal scores: the newest; the corrected one has a longer title and text */
        {"Fähre", FUND_BY_RELEVANCE, 0, 10, 1, 3, "ferry-again(ferry-new ferry-old)"},
        {"Fähre", FUND_BY_OLDEST, 0, 10, 0, 3, "ferry-old ferry-new ferry-again"},
        {"Fähre", FUND_BY_OLDEST, 1, 10, 1, 3, ""},
        {"Fähre", FUND_BY_OLDEST, 0, 0, 1, 3, ""},
        {"Fähre Fußgänger", FUND_BY_OLDEST, 0, 10, 1, 1, "ferry-new"},
        {"Wochenmarkt", FUND_BY_OLDEST, 0, 10, 1, 2, "market-1 market-2"},
        {"Bombe", FUND_BY_OLDEST, 0, 10, 1, 2, "bomb-begin bomb-end"},
        {"Näheres", FUND_BY_OLDEST, 0, 10, 1, 2, "short-1 short-2"},
        {"datum:2021-03", FUND_BY_OLDEST, 0, 10, 1, 3, "ferry-old(ferry-again ferry-new)"},
        {"", FUND_BY_OLDEST, 0, 2, 1, 9, "ferry-old(ferry-again ferry-new) market-1"},
        {"", FUND_BY_OLDEST, 1, 2, 1, 9, "market-1 market-2"},
        {"", FUND_BY_OLDEST, 5, 10, 1, 9, "short-1 short-2"},
    };
    struct opened test;
    (void)state;
    assert_int_equal(opened_init(&test, releases, RELEASE_COUNT), 0);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char hits[512];
        fund_results *results = ask(test.archive, rows[i].query, rows[i].sort, rows[i].offset,
                                    rows[i].limit, rows[i].fold);
        describe(results, hits, sizeof(hits));
        if (strcmp(hits, rows[i].hits) != 0)
            fail_msg("row %zu '%s': %s", i, rows[i].query, hits);
        assert_int_equal(fund_results_total(results, NULL), rows[i].total);
        fund_results_free(results);
    }
    opened_finish(&test);
}

static void test_told(void **state)
{
    struct opened test;
    (void)state;
    assert_int_equal(opened_init(&test, releases, RELEASE_COUNT), 0);
    fund_results *results = ask(test.archive, "Fähre", FUND_BY_OLDEST, 0, 10, 1);
    const struct fund_hit *hit = fund_results_hit(results, 0);
    const struct fund_version *version = &hit->other_versions[1];
    assert_string_equal(version->id, "ferry-new");
    assert_string_equal(version->title, "Korrektur: Fähre steht still");
    assert_string_equal(version->file, "sample.txt");
    assert_int_equal(version->published, hit->published + 1);
    fund_results_free(results);
    opened_finish(&test);
}

/* An options struct of a caller that knows nothing of folding gets the default. */
static void test_older_caller(void **state)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    struct opened test;
    fund_results *results = NULL;
    (void)state;
    assert_int_equal(opened_init(&test, releases, RELEASE_COUNT), 0);
    options.fold = 0;
    options.size = offsetof(struct fund_search_options, fold);
    options.query = "Fähre";
    assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL), FUND_OK);
    assert_int_equal(fund_results_count(results), 1);
    fund_results_free(results);
    opened_finish(&test);
}

/* ---- many planted duplicates ---------------------------------------------------------------- */

#define PLANTED_MAX 1300
#define WORDS       40

static struct {
    struct sample_release releases[PLANTED_MAX];
    char ids[PLANTED_MAX][16], days[PLANTED_MAX][16], titles[PLANTED_MAX][64];
    char bodies[PLANTED_MAX][WORDS * 10 + 64];
    size_t count;
    uint32_t random;
} planted;

static uint32_t draw(uint32_t below)
{
    planted.random = planted.random * 1664525u + 1013904223u;
    return (planted.random >> 8) % below;
}

static void append_word(char *text, uint32_t seed)
{
    static const char *const syllables[] = {"ba", "do", "fe", "gu", "ki", "lo", "mu", "ne",
                                            "pa", "ro", "su", "ti", "wa", "zo", "he", "ju"};
    size_t used = strlen(text);
    if (used > 0)
        text[used++] = ' ';
    for (int i = 0; i < 4; i++, seed /= 16, used += 2)
        memcpy(text + used, syllables[seed % 16], 2);
    text[used] = '\0';
}

/* A release of its own, or another version of the last one; ids "17-2": its group and number. */
static void plant(size_t group, size_t version)
{
    size_t n = planted.count++;
    snprintf(planted.ids[n], sizeof(planted.ids[n]), "%zu-%zu", group, version);
    if (version == 0) {
        snprintf(planted.titles[n], sizeof(planted.titles[n]), "Hafen ");
        append_word(planted.titles[n], draw(65536));
        for (int i = 0; i < WORDS; i++)
            append_word(planted.bodies[n], draw(65536));
        snprintf(planted.days[n], sizeof(planted.days[n]), "20%02u-%02u-01", 10 + draw(10),
                 1 + draw(12));
    } else {
        memcpy(planted.titles[n], planted.titles[n - 1], sizeof(planted.titles[n]));
        memcpy(planted.bodies[n], planted.bodies[n - 1], sizeof(planted.bodies[n]));
        memcpy(planted.days[n], planted.days[n - 1], sizeof(planted.days[n]));
        if (planted.days[n][9] < '5')
            planted.days[n][9]++;
        append_word(planted.bodies[n], draw(65536));
    }
    planted.releases[n] = (struct sample_release){
        .id = planted.ids[n],
        .day = group % 13 == 0 ? NULL : planted.days[n], /* some have none */
        .title = planted.titles[n],
        .body = planted.bodies[n]};
}

static void plant_all(size_t count)
{
    memset(&planted, 0, sizeof(planted));
    planted.random = 20260101;
    for (size_t group = 0; planted.count + 3 < count; group++) {
        size_t versions = draw(4) == 0 ? 2 + draw(2) : 1;
        for (size_t version = 0; version < versions; version++)
            plant(group, version);
    }
}

#define LIST_MAX (PLANTED_MAX * 16)

/* What all pages of this size show, one behind the other. */
static void read_pages(fund_archive *archive, enum fund_sort sort, uint32_t limit, char *list)
{
    uint32_t rank = 0;
    list[0] = '\0';
    for (;;) {
        static char page[LIST_MAX];
        fund_results *results = ask(archive, "Hafen", sort, rank, limit, 1);
        size_t count = fund_results_count(results), used = strlen(list);
        assert_int_equal(fund_results_total(results, NULL), planted.count);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(fund_results_hit(results, i)->rank, rank + i + 1);
        describe(results, page, sizeof(page));
        int added =
            snprintf(list + used, LIST_MAX - used, "%s%s", used > 0 && count > 0 ? " " : "", page);
        assert_in_range(added, 0, LIST_MAX - used - 1);
        fund_results_free(results);
        rank += (uint32_t)count;
        if (count < limit)
            return;
    }
}

/* Each release stands in the list once, and with no other group's in one hit. The hits. */
static size_t count_hits(const char *list)
{
    static bool is_seen[PLANTED_MAX][4];
    size_t hits = 0, seen = 0;
    unsigned group = 0;
    bool is_inside = false; /* of brackets */
    memset(is_seen, 0, sizeof(is_seen));
    for (const char *at = list; *at != '\0';) {
        unsigned own = 0, version = 0;
        int size = 0;
        assert_int_equal(sscanf(at, "%u-%u%n", &own, &version, &size), 2);
        assert_true(own < PLANTED_MAX && version < 4);
        assert_false(is_seen[own][version]);
        is_seen[own][version] = true;
        seen++;
        hits += !is_inside;
        assert_true(!is_inside || own == group);
        group = own;
        for (at += size; *at != '\0' && (*at < '0' || *at > '9'); at++)
            is_inside = *at == '(' || (is_inside && *at != ')');
    }
    assert_int_equal(seen, planted.count);
    return hits;
}

static void test_pages(void **state)
{
    static const enum fund_sort sorts[] = {FUND_BY_RELEVANCE, FUND_BY_NEWEST, FUND_BY_OLDEST};
    static const uint32_t limits[] = {10, 7, 50, 333, 1000};
    static const size_t counts[] = {90, 1250}; /* within the reach of folding, and beyond */
    static char first[LIST_MAX], other[LIST_MAX];
    (void)state;
    for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
        struct opened test;
        plant_all(counts[i]);
        assert_int_equal(opened_init(&test, planted.releases, planted.count), 0);
        for (size_t sort = 0; sort < sizeof(sorts) / sizeof(*sorts); sort++) {
            read_pages(test.archive, sorts[sort], limits[0], first);
            for (size_t limit = 1; limit < sizeof(limits) / sizeof(*limits); limit++) {
                read_pages(test.archive, sorts[sort], limits[limit], other);
                assert_string_equal(first, other);
            }
            /* A fifth of all are further versions. In the order of relevance many of them stand in
             * another stretch: these scores depend on nothing but the texts' lengths. */
            size_t hits = count_hits(first);
            assert_true(sorts[sort] == FUND_BY_RELEVANCE || hits < planted.count * 9 / 10);
        }
        opened_finish(&test);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_told),
        cmocka_unit_test(test_older_caller),
        cmocka_unit_test(test_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
