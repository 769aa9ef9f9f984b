/*
 * The last step of relaxation: any of the words, parts of them, words of the same meaning; and how
 * it joins what all the words find. The thesaurus has Abriss and Abbruch, Beerdigung and Bestattung
 * as words of one meaning.
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

#define TEXT_MAX 8192

/* The releases; of the last one the text is made by set_up. */
static struct sample_release releases[] = {
    {.id = "a-1", .day = "2020-05-01", .title = "Mitteilung", .body = "Der Abriss hat begonnen."},
    {.id = "b-2", .day = "2021-05-01", .title = "Mitteilung", .body = "Der Abbruch hat begonnen."},
    {.id = "c-3", .day = "2022-05-01", .title = "Mitteilung", .body = "Bestattung um elf."},
    {.id = "d-4",
     .day = "2023-05-01",
     .title = "Mitteilung",
     .body = "Am Kai ein Abriss: der Speicher."},
    {.id = "e-5", .day = "2019-05-01", .title = "Mitteilung", .body = "Am Kai weht es. Ganz arg."},
    {.id = "f-6", .day = "2018-05-01", .title = "Mitteilung", .body = "Ein Zug fährt ab."},
    {.id = "i-9",
     .day = "2016-05-01",
     .title = "Mitteilung",
     .body = "Erneut Instandsetzung des Wagens."},
    {.id = "g-7", .day = "2017-05-01", .title = "Liste", .body = "q0x und nichts weiter."},
    {.id = "h-8", .day = "2017-05-01", .title = "Liste"},
};
#define RELEASE_COUNT (sizeof(releases) / sizeof(*releases))

#define WORDS_MAX     150

#define SYNONYMS      "words of the same meaning"
#define ANY           "any of the words"
#define LOOSE         "any of the words, or others of the same meaning"

static struct opened test;

/* "q0x q1x …" */
static void write_words(char out[TEXT_MAX], int count)
{
    size_t size = 0;
    for (int i = 0; i < count; i++)
        size += (size_t)snprintf(out + size, TEXT_MAX - size, "q%dx ", i);
}

static int set_up(void **state)
{
    (void)state;
    static char words[TEXT_MAX];
    write_words(words, WORDS_MAX);
    releases[RELEASE_COUNT - 1].body = words;
    return opened_init(&test, releases, RELEASE_COUNT);
}

static int tear_down(void **state)
{
    (void)state;
    return opened_finish(&test);
}

static fund_results *search(const char *query, enum fund_sort sort, uint32_t offset, uint32_t limit)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = query;
    options.sort = sort;
    options.offset = offset;
    options.limit = limit;
    return opened_search(&test, options);
}

static const struct {
    const char *query;
    enum fund_sort sort;
    const char *ids, *relaxed;
} rows[] = {
    /* below what is found as it stands. Beside h-8 all texts are equally short: of two that have the
     * same words the newer is first */
    {"Abriss", FUND_BY_RELEVANCE, "d-4 a-1 b-2", SYNONYMS},
    {"Abriss", FUND_BY_NEWEST, "d-4 a-1", NULL},
    {"Bestattung", FUND_BY_RELEVANCE, "c-3", NULL},
    {"Abriss Speicher", FUND_BY_RELEVANCE, "d-4 a-1 b-2", LOOSE},
    /* one word that no release has */
    {"Beerdigung", FUND_BY_RELEVANCE, "c-3", SYNONYMS},
    {"Beerdigung", FUND_BY_NEWEST, "c-3", SYNONYMS},
    {"Beerdigung -elf", FUND_BY_RELEVANCE, "", NULL},
    {"Beerdigung datum:2020", FUND_BY_RELEVANCE, "", NULL},
    {"\"Beerdigung\"", FUND_BY_RELEVANCE, "", NULL},
    {"-Beerdigung Bestattung", FUND_BY_RELEVANCE, "c-3", NULL},
    /* a compound by other words for all of its parts, none of which a release has */
    {"Auto-Reparatur", FUND_BY_RELEVANCE, "i-9", SYNONYMS},
    {"Auto-Bestattung", FUND_BY_RELEVANCE, "c-3", "some of the parts of a compound"},
    /* below the word itself */
    {"Abriss Raumschiff", FUND_BY_RELEVANCE, "d-4 a-1 b-2", LOOSE},
    {"Abbruch Raumschiff", FUND_BY_RELEVANCE, "b-2 d-4 a-1", LOOSE},
    /* by date there is no below: only where nothing else is found */
    {"Abriss Raumschiff", FUND_BY_NEWEST, "d-4 a-1", ANY},
    {"Abriss Raumschiff", FUND_BY_OLDEST, "a-1 d-4", ANY},
    {"Beerdigung Raumschiff", FUND_BY_NEWEST, "c-3", LOOSE},
    /* below the releases that have all of them */
    {"Abriss Kai Speicher", FUND_BY_RELEVANCE, "d-4 a-1 e-5 b-2", LOOSE},
    {"Abriss Kai Speicher", FUND_BY_NEWEST, "d-4", NULL},
    {"Abriss Kai Speicher -begonnen", FUND_BY_RELEVANCE, "d-4 e-5", LOOSE},
    {"Abriss Kai \"der Speicher\"", FUND_BY_RELEVANCE, "d-4", NULL},
    /* parts of a compound alone, beside other words */
    {"Speicher-Zug Raumschiff", FUND_BY_RELEVANCE, "d-4 f-6", ANY},
    {"Speicher-Zug Raumschiff Kai", FUND_BY_NEWEST, "d-4 e-5", ANY},
};

static void test_steps(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char ids[TEXT_MAX];
        fund_results *results = search(rows[i].query, rows[i].sort, 0, 10);
        const char *relaxed = fund_results_relaxed(results);
        opened_list_ids(results, ids, sizeof(ids));
        if (strcmp(ids, rows[i].ids) != 0 ||
            strcmp(relaxed != NULL ? relaxed : "", rows[i].relaxed != NULL ? rows[i].relaxed : ""))
            fail_msg("'%s', sort %d: '%s', %s", rows[i].query, (int)rows[i].sort, ids,
                     relaxed != NULL ? relaxed : "");
        fund_results_free(results);
    }
}

static void test_pages(void **state)
{
    (void)state;
    char all[TEXT_MAX] = "", ids[TEXT_MAX];
    for (uint32_t offset = 0; offset < 4; offset++) {
        fund_results *results = search("Abriss Kai Speicher", FUND_BY_RELEVANCE, offset, 1);
        int is_exact = 0;
        assert_int_equal(fund_results_total(results, &is_exact), 4);
        assert_true(is_exact);
        opened_list_ids(results, ids, sizeof(ids));
        strncat(all, ids, sizeof(all) - strlen(all) - 1);
        fund_results_free(results);
    }
    assert_string_equal(all, "d-4a-1e-5b-2");
}

/* As without the join: what puts a hit above others is no part of its score. */
static void test_scores(void **state)
{
    (void)state;
    fund_results *results = search("Abriss Kai Speicher", FUND_BY_RELEVANCE, 0, 10);
    for (size_t i = 0; i < fund_results_count(results); i++) {
        double score = fund_results_hit(results, i)->score;
        assert_true(score > 0 && score < 100);
    }
    fund_results_free(results);
}

static void test_marks(void **state)
{
    (void)state;
    fund_results *results = search("Beerdigung", FUND_BY_RELEVANCE, 0, 10);
    const struct fund_hit *hit = fund_results_hit(results, 0);
    size_t marked = 0;
    assert_non_null(hit);
    for (size_t i = 0; i < hit->segment_count; i++) {
        if (hit->snippet[i].mark == FUND_MARK_NONE)
            continue;
        assert_int_equal(hit->snippet[i].mark, FUND_MARK_ALIAS);
        assert_string_equal(hit->snippet[i].text, "Bestattung");
        marked++;
    }
    assert_int_equal(marked, 1);
    fund_results_free(results);
}

/* Many words, of which one release has all. */
static void test_many(void **state)
{
    (void)state;
    char query[TEXT_MAX];
    write_words(query, WORDS_MAX);
    fund_results *results = search(query, FUND_BY_RELEVANCE, 0, 10);
    assert_int_equal(fund_results_count(results), 2);
    assert_int_equal(fund_results_strict_total(results), 1);
    assert_string_equal(fund_results_hit(results, 0)->id, "h-8");
    assert_string_equal(fund_results_hit(results, 1)->id, "g-7");
    fund_results_free(results);
}

/* A word that 20 releases have is common: beside rarer ones it ranks and finds nothing. */
static void test_common(void **state)
{
    (void)state;
    static struct sample_release many[21];
    static char ids[21][16];
    char path[300], found[TEXT_MAX];
    for (int i = 0; i < 21; i++) {
        snprintf(ids[i], sizeof(ids[i]), "m-%d", i);
        many[i] = (struct sample_release){
            .id = ids[i], .day = "2020-05-01", .title = "Mitteilung", .body = "Der Rat tagt."};
    }
    many[0].body = "Am Kai tagt er.";
    many[1].body = "Am Kai der Rat.";
    snprintf(path, sizeof(path), "%s/common", test.folder);
    assert_true(sample_write(path, many, 21));
    fund_archive *kept = test.archive;
    assert_int_equal(fund_archive_open(path, NULL, &test.archive, NULL), FUND_OK);
    fund_results *results = search("Rat Kai Raumschiff", FUND_BY_RELEVANCE, 0, 10);
    opened_list_ids(results, found, sizeof(found));
    assert_string_equal(found, "m-1 m-0");
    fund_results_free(results);
    results = search("Rat Raumschiff", FUND_BY_RELEVANCE, 0, 10);
    assert_int_equal(fund_results_total(results, NULL), 20);
    fund_results_free(results);
    fund_archive_close(test.archive);
    test.archive = kept;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps), cmocka_unit_test(test_pages), cmocka_unit_test(test_scores),
        cmocka_unit_test(test_marks), cmocka_unit_test(test_many),  cmocka_unit_test(test_common),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
