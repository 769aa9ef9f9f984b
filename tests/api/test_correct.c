/*
 * Words that no release has: what they are taken for, and what is never touched; better spellings
 * that are offered.
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
/* Releases that have "Bürgerfest", beside one that has "Bürgerfset". */
#define FESTS 12

static const struct sample_release releases[] = {
    {
        .id = "a-1",
        .day = "2020-05-01",
        .title = "Biotonne wird geleert",
        .body = "Der Wochenmarkt fällt aus. Die KITA und das THW sind dabei.",
    },
    {
        .id = "b-2",
        .day = "2021-05-01",
        .title = "Neuer Kämmerer für die Anita-Zwirn-Schule",
        .body = "Jörg Grünwald vom Förderkreis Müßiggang leitet sie in Nordhafen.",
        .persons = {{"Jörg Grünwald", NULL, "Kämmerer", NULL, {"Jörg Grünwald"}}},
        .organisations = {{"Förderkreis Müßiggang", NULL, NULL, NULL, {"Förderkreis Müßiggang"}}},
        .places = {{"Nordhafen", NULL, NULL, NULL, {"Nordhafen"}}},
    },
    {
        .id = "c-3",
        .day = "2022-05-01",
        .title = "Mauer am Wehr",
        .body = "Sie dient dem Schutz vor Hochwasser. Am 12.08.2022 ist Abnahme, Fragen an "
                "rat@moorfurt.example.",
    },
    {.id = "d-4", .day = "2022-06-01", .title = "Höfe am Wehr", .body = "Sanierung der Schule."},
    {.id = "e-5", .day = "2022-07-01", .title = "Orgelkonzert", .body = "Bürgerfset."},
};
#define RELEASE_COUNT (sizeof(releases) / sizeof(*releases))

static struct opened test;

static bool write_fests(void)
{
    struct sample_release fests[FESTS];
    char ids[FESTS][8];
    for (size_t i = 0; i < FESTS; i++) {
        snprintf(ids[i], sizeof(ids[i]), "f-%zu", i);
        fests[i] = (struct sample_release){
            .id = ids[i], .day = "2010-01-01", .title = "Feier", .body = "Ein Bürgerfest."};
    }
    return sample_write(test.path, fests, FESTS);
}

static int set_up(void **state)
{
    (void)state;
    if (opened_init(&test, releases, RELEASE_COUNT) != 0)
        return -1;
    return write_fests() ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    return opened_finish(&test);
}

static fund_results *search_with(struct fund_search_options options)
{
    return opened_search(&test, options);
}

static fund_results *search(const char *query)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = query;
    options.sort = FUND_BY_NEWEST;
    return search_with(options);
}

static const char *text_of(const char *text)
{
    return text != NULL ? text : "";
}

static const struct {
    const char *query, *relaxed, *understood, *ids;
} rows[] = {
    {"Biotone", "corrected: Biotonne", "biotonne", "a-1"},
    {"biotone", "corrected: Biotonne", "biotonne", "a-1"},
    {"Wochenmakrt", "corrected: Wochenmarkt", "wochenmarkt", "a-1"},
    {"Piotonne", "corrected: Biotonne", "biotonne", "a-1"},
    {"Höffe", "corrected: Höfe", "höfe", "d-4"},
    {"Orgelkonzrt", "corrected: Orgelkonzert", "orgelkonzert", "e-5"},
    /* beside words that are there none is dropped */
    {"Biotone geleert", "corrected: Biotonne", "biotonne geleert", "a-1"},
    {"Biotone Wochenmakrt", "corrected: Biotonne, Wochenmarkt", "biotonne wochenmarkt", "a-1"},
    {"Biotone Sanierung", "corrected: Biotonne; any of the words", "biotonne sanierung", "d-4 a-1"},
    /* fields, signs and quotes stay */
    {"Biotone -fest datum:2020 \"fällt aus\"", "corrected: Biotonne",
     "biotonne -fest datum:2020-01-01..2020-12-31 \"fällt aus\"", "a-1"},
    /* a piece of a word with hyphens; a compound that no release has, by its parts */
    {"Zwirrn Schule", "corrected: Zwirn", "zwirn schule", "b-2"},
    {"Hochwaserschutzmauer", "corrected: Hochwasserschutzmauer; the parts of a compound anywhere",
     "hochwasserschutzmauer", "c-3"},
    /* names */
    {"Jörg Grünwalt", "corrected: Grünwald", "jörg grünwald", "b-2"},
    {"person:\"Jörk Grünwalt\"", "corrected: Jörg, Grünwald", "person:\"jörg grünwald\"", "b-2"},
    {"org:Förderkries", "corrected: Förderkreis", "org:\"förderkreis\"", "b-2"},
    {"ort:Northafen", "corrected: Nordhafen", "ort:\"nordhafen\"", "b-2"},
    {"rolle:Kämmerrer", "corrected: Kämmerer", "rolle:\"kämmerer\"", "b-2"},
    /* phrases, where nothing else is found */
    {"\"wird gelehrrt\"", "corrected: geleert", "\"wird geleert\"", "a-1"},
    /* a German word is none that was misspelled, however few releases have it */
    {"\"wird gelehrt\"", "", "\"wird gelehrt\"", ""},
    {"Höhe", "", "höhe", ""},
    /* never: too short, numbers, dates, addresses, acronyms, what is left out */
    {"Weh", "", "weh", ""},
    {"2021 Abnahme", "any of the words", "2021 abnahme", "c-3 b-2"},
    {"13.08.2022", "", "13.08.2022", ""},
    {"raf@moorfurt.example", "", "raf@moorfurt.example", ""},
    {"TWH", "", "twh", ""},
    {"KIDA", "", "kida", ""},
    {"Kida", "corrected: KITA", "kita", "a-1"},
    {"Höfe -Wer", "", "höfe -wer", "d-4"},
    {"Höfe -Wehhr", "", "höfe -wehhr", "d-4"},
    /* nothing near */
    {"Raumschiff", "", "raumschiff", ""},
    {"xqzxqzxqz", "", "xqzxqzxqz", ""},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char ids[TEXT_MAX];
        fund_results *results = search(rows[i].query);
        opened_list_ids(results, ids, sizeof(ids));
        if (strcmp(ids, rows[i].ids) != 0)
            fail_msg("'%s' finds '%s', %s", rows[i].query, ids,
                     text_of(fund_results_relaxed(results)));
        assert_string_equal(text_of(fund_results_relaxed(results)), rows[i].relaxed);
        assert_string_equal(fund_results_understood(results), rows[i].understood);
        assert_null(fund_results_suggestion(results));
        fund_results_free(results);
    }
}

static void test_options(void **state)
{
    (void)state;
    const char *const persons[] = {"Grünwalt"};
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.persons = persons;
    options.person_count = 1;
    fund_results *results = search_with(options);
    assert_int_equal(fund_results_total(results, NULL), 1);
    assert_string_equal(fund_results_relaxed(results), "corrected: Grünwald");
    fund_results_free(results);
}

/* The query in its own words, with other spellings in place. */
static const struct {
    const char *query, *suggestion;
    uint32_t total;
} offers[] = {
    {"Bürgerfset", "Bürgerfest", 1},
    {"  Bürgerfset  datum:2000..2030 -\"kein Fest\"",
     "  Bürgerfest  datum:2000..2030 -\"kein Fest\"", 1},
    {"bürgerfset", "Bürgerfest", 1},
    /* not where the others would not be found, nor in phrases, nor for what many have */
    {"Bürgerfset Orgelkonzert", NULL, 1},
    {"Bürgerfset datum:2022", NULL, 1},
    {"\"Bürgerfset\"", NULL, 1},
    {"Bürgerfest", NULL, FESTS},
};

static void test_offers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(offers) / sizeof(*offers); i++) {
        fund_results *results = search(offers[i].query);
        assert_int_equal(fund_results_total(results, NULL), offers[i].total);
        assert_string_equal(text_of(fund_results_suggestion(results)),
                            text_of(offers[i].suggestion));
        if (offers[i].suggestion != NULL) {
            fund_results *better = search(offers[i].suggestion);
            assert_int_equal(fund_results_total(better, NULL), FESTS);
            fund_results_free(better);
        }
        fund_results_free(results);
    }
}

/* What may not be put in the place of words is offered, where it finds something. */
static const struct {
    const char *query, *suggestion;
} strict_offers[] = {
    {"Biotone", "Biotonne"},
    {"Biotone geleert -fest", "Biotonne geleert -fest"},
    {"person:Grünwalt", "person:Grünwald"},
    {"Jörg Grünwalt", "Jörg Grünwald"},
    {"Biotone Sanierung", NULL}, /* no release has both */
    {"Raumschiff", NULL},
    {"Biotonne", NULL},
};

static void test_strict_offers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(strict_offers) / sizeof(*strict_offers); i++) {
        struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
        options.query = strict_offers[i].query;
        options.relax = FUND_RELAX_NEVER;
        fund_results *results = search_with(options);
        bool is_offered = strict_offers[i].suggestion != NULL;
        assert_true(!is_offered || fund_results_total(results, NULL) == 0);
        assert_null(fund_results_relaxed(results));
        assert_string_equal(text_of(fund_results_suggestion(results)),
                            text_of(strict_offers[i].suggestion));
        fund_results_free(results);
    }
}

static const struct {
    const char *query, *marks; /* of the first hit, as "mark:text|" */
} marked[] = {
    {"Biotone geleert", "5:Biotonne|1:geleert|"},
    {"person:Grünwalt", "5:Jörg Grünwald|"},
    {"Hochwaserschutzmauer", "5:Schutz|5:Hochwasser|"},
};

static void test_marks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(marked) / sizeof(*marked); i++) {
        char marks[TEXT_MAX] = "";
        size_t size = 0;
        fund_results *results = search(marked[i].query);
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

/* The understood query of so many words that are near nothing, and a wrong one behind them. */
static fund_results *search_behind(int count)
{
    char query[TEXT_MAX] = "";
    size_t size = 0;
    for (int i = 0; i < count; i++)
        size += (size_t)snprintf(query + size, sizeof(query) - size, "qxzqxzqxz%c ", 'a' + i);
    snprintf(query + size, sizeof(query) - size, "Biotone");
    return search(query);
}

/* 16 words are looked at, and no more; a word of the greatest length harms nobody. */
static void test_limits(void **state)
{
    (void)state;
    char query[FUND_QUERY_MAX + 1];
    fund_results *results = search_behind(15);
    assert_string_equal(fund_results_relaxed(results), "corrected: Biotonne; any of the words");
    fund_results_free(results);
    results = search_behind(16);
    assert_string_equal(fund_results_relaxed(results), "any of the words"); /* a part of it */
    assert_non_null(strstr(fund_results_understood(results), "biotone"));
    fund_results_free(results);
    /* "Wochenmarkt" would be the 512th and 513th part of a word that the query looks for */
    for (size_t i = 0, size = 0; i < 512; i++)
        size += (size_t)snprintf(query + size, sizeof(query) - size,
                                 i < 511 ? "%zu " : "Wochenmakrt", 1000 + i);
    results = search(query);
    assert_null(fund_results_relaxed(results));
    fund_results_free(results);
    memset(query, 'x', FUND_QUERY_MAX);
    query[FUND_QUERY_MAX] = '\0';
    results = search(query);
    assert_int_equal(fund_results_total(results, NULL), 0);
    fund_results_free(results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),   cmocka_unit_test(test_options),
        cmocka_unit_test(test_offers), cmocka_unit_test(test_strict_offers),
        cmocka_unit_test(test_marks),  cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
