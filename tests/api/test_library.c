/*
 * The library through its public header: what queries find, in which order and with which marks.
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
        .day = "2023-08-18",
        .title = "Stadt geht gegen Clan-Kriminalität vor",
        .body = "Bürgermeister Rolf Tannhuber stellte am Freitag die Sicherheitsrunde Lippe vor. "
                "Tannhubers Ziel ist mehr Lebensqualität im Quartier. Die SiRu wird von Dr. Erika "
                "Sandmann geleitet.",
        .persons =
            {{"Rolf Tannhuber", NULL, "Bürgermeister", NULL, {"Rolf Tannhuber", "Tannhubers"}},
             {"Erika Sandmann", "Dr.", NULL, NULL, {"Erika Sandmann"}}},
        .organisations =
            {{"Sicherheitsrunde Lippe", NULL, NULL, "SiRu", {"Sicherheitsrunde Lippe", "SiRu"}}},
        .issuer = "Stadt Musterau",
        .url = "https://example.org/1",
    },
    {
        .id = "b-2",
        .day = "2023-09-05",
        .title = "Neues von der Müllabfuhr",
        .body = "Die Müllabfuhr kommt im Herbst öfter. Eine Vereinbarung mit dem Entsorger gilt ab "
                "Oktober. In der Straße am Markt ändert sich nichts.",
        .event_first = "2023-10-01",
        .event_last = "2023-12-31",
    },
    {
        .id = "c-3",
        .day = "2021-01-31",
        .title = "Weihnachtsmarkt fällt aus",
        .body = "Der Weihnachtsmarkt auf dem Alten Markt fällt aus. Das Haus am See bleibt offen.",
        .event_first = "2021-12-01",
        .event_last = "2021-12-02",
    },
    {
        .id = "d-4",
        .title = "Hinweis ohne Datum",
        .body = "Das Rathaus ist erreichbar. Auskunft gibt Erika Tannhuber.",
        .persons = {{"Erika Tannhuber", NULL, NULL, NULL, {"Erika Tannhuber"}}},
    },
    {
        .id = "e-5",
        .day = "2019-06-15",
        .title = "Clan Kriminalität war Thema im Rat",
        .body = "Der Rat sprach lange.",
    },
    {
        .id = "f-6",
        .day = "2023-08-18",
        .title = "Stadtfest am Markt",
        .body = "Musik und Tanz. Lebensqualität für alle.",
    },
    {
        .id = "g-7",
        .title = "Zweiter Hinweis ohne Datum",
        .body = "Rathaus geschlossen.",
    },
};
#define RELEASE_COUNT (sizeof(releases) / sizeof(*releases))

#define ALL_NEWEST    "b-2 a-1 f-6 c-3 e-5 d-4 g-7"
#define ALL_OLDEST    "e-5 c-3 a-1 f-6 b-2 d-4 g-7"

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

static fund_results *search(const char *query, enum fund_sort sort, uint32_t offset, uint32_t limit)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = query;
    options.sort = sort;
    options.offset = offset;
    options.limit = limit;
    options.relax = FUND_RELAX_EMPTY;
    return opened_search(&test, options);
}

/* The ids of a page, a space between two. */
static void list_ids(const fund_results *results, char out[TEXT_MAX])
{
    size_t size = strlen(out);
    for (size_t i = 0; i < fund_results_count(results); i++) {
        int more = snprintf(out + size, TEXT_MAX - size, "%s%s", size > 0 ? " " : "",
                            fund_results_hit(results, i)->id);
        size += (size_t)more;
    }
}

/* ---- what is found -------------------------------------------------------------------------- */

static const struct {
    const char *query, *ids; /* in order */
} found[] = {
    {"", ALL_NEWEST},
    {"... !?", ""}, /* signs without a word */
    /* whole words rank above parts; a compound's own spelling above its parts side by side */
    {"clan", "e-5 a-1"},
    {"Clan-Kriminalität", "a-1 e-5"},
    {"CLAN-KRIMINALITAET", "a-1 e-5"},
    {"vereinbarungen", "b-2"},
    {"muellabfuhr", "b-2"},
    {"strasse", "b-2"},
    {"markt -weihnachtsmarkt müllabfuhr", "b-2"},
    {"markt -\"alten markt\" -Müllabfuhr", "f-6"},
    {"-markt", "a-1 e-5 d-4 g-7"},
    {"-markt -person:Tannhuber", "e-5 g-7"},
    {"-datum:2023", "c-3 e-5 d-4 g-7"},
    {"\"Haus am See\"", "c-3"},
    {"„Haus am See“", "c-3"},
    {"»haus am see«", "c-3"},
    {"\"Haus am See", "c-3"},
    {"\"See am Haus\"", ""},
    {"\"vor Bürgermeister\"", ""}, /* no phrase reaches from the title into the body */
    {"Welche Vereinbarung gilt?", "b-2"},
    {"Donaudampfschiff", ""},
    /* persons; the shorter release is more about the name */
    {"person:Tannhuber", "d-4 a-1"},
    {"person:tannhubers", "d-4 a-1"},
    {"person:\"Rolf Tannhuber\"", "a-1"},
    {"person:\"Tannhuber, Rolf\"", "a-1"},
    {"person:\"Herr Tannhuber\"", "d-4 a-1"},
    {"person:\"R. Tannhuber\"", "a-1"},
    {"person:\"E. Tannhuber\"", "d-4"},
    {"person:\"Dr. Sandmann\"", "a-1"},
    {"person:\"Erika Sandmann\"", "a-1"},
    {"person:\"Rolf Sandmann\"", ""},
    {"person:\"Bürgermeister Tannhuber\"", "a-1"},
    {"person:\"Bürgermeister Sandmann\"", ""},
    {"person:Bürgermeister", ""},
    {"person:Niemand", ""},
    {"rathaus person:Tannhuber", "d-4"},
    {"-person:Sandmann tannhuber", "d-4"},
    /* organisations */
    {"org:\"Sicherheitsrunde Lippe\"", "a-1"},
    {"organisation:SiRu", "a-1"},
    {"org:\"Lippe Sicherheitsrunde\"", "a-1"},
    {"org:Rat", ""},
    /* days of publication */
    {"datum:2023-08", "a-1 f-6"},
    {"datum:2023", "b-2 a-1 f-6"},
    {"datum:18.8.2023", "a-1 f-6"},
    {"date:2023-Q3", "b-2 a-1 f-6"},
    {"datum:..2021", "c-3 e-5"},
    {"datum:2021..", "b-2 a-1 f-6 c-3"},
    {"datum:2021-02..", "b-2 a-1 f-6"},
    {"datum:2019-06-15", "e-5"},
    {"datum:2019-06-16..2021-01-30", ""},
    {"datum:2019-06-15..2021-01-31", "c-3 e-5"},
    {"datum:1999", ""},
    {"datum:1000..9999", "b-2 a-1 f-6 c-3 e-5"},
    {"markt datum:2021", "c-3"},
    /* days that the text names */
    {"termin:2021-12-01", "c-3"},
    {"termin:3.12.2021", ""},
    {"termin:15.11.2023", "b-2"},
    {"termin:2023-12", "b-2"},
    {"termin:30.9.2023", ""},
    {"event:2022", ""},
    {"termin:2021..", "b-2 c-3"},
    {"termin:2021-12-02..2023-10-01", "b-2 c-3"},
};

static void test_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(found) / sizeof(*found); i++) {
        char ids[TEXT_MAX] = "";
        int exact = 0;
        fund_results *results = search(found[i].query, FUND_BY_RELEVANCE, 0, 10);
        list_ids(results, ids);
        if (strcmp(ids, found[i].ids) != 0)
            fail_msg("'%s' finds '%s'", found[i].query, ids);
        assert_null(fund_results_relaxed(results));
        assert_null(fund_results_suggestion(results));
        assert_int_equal(fund_results_total(results, &exact), fund_results_count(results));
        assert_int_equal(exact, 1);
        assert_null(fund_results_hit(results, fund_results_count(results)));
        fund_results_free(results);
    }
}

static const struct {
    const char *query, *understood;
} understandings[] = {
    {"", ""},
    {"LEBENSQUALITÄT Markt", "lebensqualität markt"},
    {"Welche Vereinbarung gilt in der Straße?", "vereinbarung gilt straße"},
    {"der die das", "der die das"},
    {"Markt markt MARKT", "markt"},
    {"„Haus am See“ der Markt", "\"haus am see\" markt"},
    {"Lebensqualität person:\"Dr. Sandmann\" datum:8.2023",
     "lebensqualität person:\"sandmann\" datum:2023-08-01..2023-08-31"},
    {"org:Lippe -person:Tannhuber -Markt", "org:\"lippe\" -person:\"tannhuber\" -markt"},
    {"termin:2021.. datum:..18.8.2023", "termin:2021-01-01.. datum:..2023-08-18"},
    {"datum:18.8.2023", "datum:2023-08-18"},
};

static void test_understood(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(understandings) / sizeof(*understandings); i++) {
        fund_results *results = search(understandings[i].query, FUND_BY_RELEVANCE, 0, 1);
        assert_string_equal(fund_results_understood(results), understandings[i].understood);
        /* what is written is understood as itself */
        fund_results *again = search(fund_results_understood(results), FUND_BY_RELEVANCE, 0, 1);
        assert_string_equal(fund_results_understood(again), understandings[i].understood);
        assert_int_equal(fund_results_total(again, NULL), fund_results_total(results, NULL));
        fund_results_free(again);
        fund_results_free(results);
    }
}

static const struct {
    const char *query, *ids; /* in byte order */
} relaxed[] = {
    {"vereinbarung raumschiff", "b-2"},
    {"rathaus raumschiff person:Tannhuber", "d-4"},
    {"rathaus raumschiff -person:Tannhuber", "g-7"},
    {"\"Haus am See\" raumschiff", "c-3"},
    {"lebensqualität müllabfuhr datum:2023-09", "b-2"},
};

static void test_relaxed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(relaxed) / sizeof(*relaxed); i++) {
        for (int sort = FUND_BY_RELEVANCE; sort <= FUND_BY_OLDEST; sort++) {
            char ids[TEXT_MAX] = "";
            fund_results *results = search(relaxed[i].query, (enum fund_sort)sort, 0, 10);
            list_ids(results, ids);
            assert_string_equal(ids, relaxed[i].ids);
            const char *words = "any of the words"; /* or others of the same meaning */
            assert_memory_equal(fund_results_relaxed(results), words, strlen(words));
            fund_results_free(results);
        }
    }
}

/* ---- order and pages ------------------------------------------------------------------------ */

static void test_order(void **state)
{
    (void)state;
    static const char *const orders[] = {ALL_NEWEST, ALL_NEWEST, ALL_OLDEST};
    for (int sort = FUND_BY_RELEVANCE; sort <= FUND_BY_OLDEST; sort++) {
        for (uint32_t limit = 1; limit <= 8; limit++) {
            char ids[TEXT_MAX] = "";
            for (uint32_t offset = 0; offset < 10; offset += limit) {
                fund_results *page = search("", (enum fund_sort)sort, offset, limit);
                int exact = 0;
                list_ids(page, ids);
                assert_int_equal(fund_results_total(page, &exact), RELEASE_COUNT);
                assert_int_equal(exact, 1);
                if (fund_results_count(page) > 0)
                    assert_int_equal(fund_results_hit(page, 0)->rank, offset + 1);
                fund_results_free(page);
            }
            assert_string_equal(ids, orders[sort]);
        }
    }
}

static void test_no_hits_wanted(void **state)
{
    (void)state;
    fund_results *results = search("markt", FUND_BY_OLDEST, 0, 0);
    assert_int_equal(fund_results_count(results), 0);
    assert_int_equal(fund_results_total(results, NULL), 3);
    assert_null(fund_results_relaxed(results));
    fund_results_free(results);
}

static void test_options(void **state)
{
    (void)state;
    static const char *const persons[] = {"Tannhuber", "Dr. Sandmann"};
    static const char *const organisations[] = {"SiRu"};
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    options.persons = persons;
    options.person_count = 2;
    options.organisations = organisations;
    options.organisation_count = 1;
    options.first_day = 19587; /* 2023-08-18 */
    options.last_day = INT32_MAX;
    assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL), FUND_OK);
    assert_int_equal(fund_results_count(results), 1);
    assert_string_equal(fund_results_understood(results),
                        "person:\"tannhuber\" person:\"sandmann\" org:\"siru\" "
                        "datum:2023-08-18..9999-12-31");
    fund_results_free(results);
    options.first_day = 19588;
    assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL), FUND_OK);
    assert_int_equal(fund_results_count(results), 0);
    fund_results_free(results);
}

/* ---- hits and snippets ---------------------------------------------------------------------- */

static void test_hit(void **state)
{
    (void)state;
    fund_results *results = search("clan-kriminalität", FUND_BY_RELEVANCE, 0, 10);
    const struct fund_hit *hit = fund_results_hit(results, 0);
    assert_non_null(hit);
    assert_int_equal(hit->rank, 1);
    assert_string_equal(hit->file, "sample.txt");
    assert_string_equal(hit->title, "Stadt geht gegen Clan-Kriminalität vor");
    assert_string_equal(hit->issuer, "Stadt Musterau");
    assert_string_equal(hit->url, "https://example.org/1");
    assert_int_equal(hit->published, 19587);
    assert_true(hit->score > 0);
    assert_int_equal(hit->versions, 1);
    assert_int_equal(hit->person_count, 2);
    assert_string_equal(hit->persons[0], "Rolf Tannhuber");
    assert_string_equal(hit->persons[1], "Erika Sandmann");
    assert_int_equal(hit->organisation_count, 1);
    assert_string_equal(hit->organisations[0], "Sicherheitsrunde Lippe");
    fund_results_free(results);
    results = search("rathaus", FUND_BY_NEWEST, 0, 10);
    hit = fund_results_hit(results, 0);
    assert_null(hit->issuer);
    assert_null(hit->url);
    assert_int_equal(hit->published, FUND_DATE_NONE);
    assert_true(hit->score == 0);
    fund_results_free(results);
}

/* Without snippets no text is read, and all else is the same. */
static void test_hit_without_snippet(void **state)
{
    (void)state;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *with = search("", FUND_BY_NEWEST, 0, 10), *without = NULL;
    options.query = "";
    options.sort = FUND_BY_NEWEST;
    options.snippet_size = 0;
    assert_int_equal(fund_archive_search(test.archive, &options, &without, NULL), FUND_OK);
    assert_int_equal(fund_results_count(without), fund_results_count(with));
    for (size_t i = 0; i < fund_results_count(with); i++) {
        const struct fund_hit *a = fund_results_hit(with, i), *b = fund_results_hit(without, i);
        assert_string_equal(a->id, b->id);
        assert_string_equal(a->title, b->title);
        assert_int_equal(a->person_count, b->person_count);
        for (size_t k = 0; k < a->person_count; k++)
            assert_string_equal(a->persons[k], b->persons[k]);
        assert_int_equal(b->segment_count, 0);
    }
    fund_results_free(with);
    fund_results_free(without);
}

/* The first hit's marked pieces, as "mark:text|". */
static const struct {
    const char *query, *marks;
} marked[] = {
    {"lebensqualitaet datum:18.8.2023 quartier", "1:Lebensqualität|1:Quartier|"},
    {"vereinbarungen", "2:Vereinbarung|"},
    {"kriminalität datum:2023", "3:Kriminalität|"},
    {"clan-kriminalität", "1:Clan-Kriminalität|"},
    {"clan-kriminalität datum:2019", "3:Clan|3:Kriminalität|"},
    {"\"am see\"", "1:am|1:See|"},
    {"\"haus am\" \"haus am see\"", "1:Haus|1:am|1:See|"}, /* two with the same first word */
    {"person:Tannhuber datum:2023", "1:Rolf Tannhuber|2:Tannhubers|"},
    {"org:\"Sicherheitsrunde Lippe\"", "1:Sicherheitsrunde Lippe|4:SiRu|"},
    {"person:\"Dr. Sandmann\" ziel", "1:Ziel|1:Erika Sandmann|"},
    {"datum:2021", ""},
    {"-tannhuber datum:2023-08", ""},
};

static void test_marks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(marked) / sizeof(*marked); i++) {
        char marks[TEXT_MAX] = "";
        size_t size = 0;
        fund_results *results = search(marked[i].query, FUND_BY_RELEVANCE, 0, 10);
        const struct fund_hit *hit = fund_results_hit(results, 0);
        assert_non_null(hit);
        assert_true(hit->segment_count > 0);
        for (size_t j = 0; j < hit->segment_count; j++) {
            const struct fund_segment *segment = &hit->snippet[j];
            assert_int_equal(strlen(segment->text), segment->size);
            if (segment->mark != FUND_MARK_NONE)
                size += (size_t)snprintf(marks + size, sizeof(marks) - size, "%d:%s|",
                                         (int)segment->mark, segment->text);
        }
        if (strcmp(marks, marked[i].marks) != 0)
            fail_msg("'%s' is marked %s", marked[i].query, marks);
        fund_results_free(results);
    }
}

/* ---- releases, names, export ---------------------------------------------------------------- */

static void assert_part(const struct fund_release_view *view, struct fund_range range,
                        const char *expected)
{
    assert_int_equal(range.end - range.start, strlen(expected));
    assert_memory_equal(view->text + range.start, expected, strlen(expected));
}

static void test_release(void **state)
{
    (void)state;
    fund_release *release = NULL;
    assert_int_equal(fund_archive_release(test.archive, "a-1", &release, NULL), FUND_OK);
    const struct fund_release_view *view = fund_release_view(release);
    assert_string_equal(view->id, "a-1");
    assert_string_equal(view->issuer, "Stadt Musterau");
    assert_int_equal(view->text_size, strlen(view->text));
    assert_part(view, view->title, releases[0].title);
    assert_part(view, view->body, releases[0].body);
    assert_int_equal(view->subtitle.start, view->subtitle.end);
    assert_int_equal(view->person_count, 2);
    assert_string_equal(view->persons[0].role, "Bürgermeister");
    assert_null(view->persons[0].title);
    assert_string_equal(view->persons[1].title, "Dr.");
    assert_int_equal(view->persons[0].mention_count, 2);
    assert_part(view, view->persons[0].mentions[1], "Tannhubers");
    assert_string_equal(view->organisations[0].aliases[0], "SiRu");
    assert_int_equal(view->date_count, 0);
    fund_release_free(release);
    assert_int_equal(fund_archive_release(test.archive, "b-2", &release, NULL), FUND_OK);
    view = fund_release_view(release);
    assert_int_equal(view->date_count, 1);
    assert_int_equal(view->dates[0].precision, FUND_PRECISION_RANGE);
    assert_null(view->issuer);
    fund_release_free(release);
}

static void test_no_release(void **state)
{
    (void)state;
    static const char *const ids[] = {"", "x", "a-1 ", "A-1", "../a-1"};
    for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
        fund_release *release = NULL;
        struct fund_error error = {.code = FUND_OK};
        assert_int_equal(fund_archive_release(test.archive, ids[i], &release, &error),
                         FUND_NOT_FOUND);
        assert_int_equal(error.code, FUND_NOT_FOUND);
        assert_null(release);
    }
    char *id = calloc(1, 100001);
    memset(id, 'a', 100000);
    assert_int_equal(fund_archive_release(test.archive, id, &(fund_release *){NULL}, NULL),
                     FUND_NOT_FOUND);
    free(id);
}

static void test_export(void **state)
{
    (void)state;
    static const char *const order[] = {"e-5", "c-3", "a-1", "f-6", "b-2", "d-4", "g-7"};
    fund_export *walk = NULL;
    fund_release *release = NULL;
    assert_int_equal(fund_archive_export(test.archive, &walk, NULL), FUND_OK);
    for (size_t i = 0; i < RELEASE_COUNT; i++) {
        assert_int_equal(fund_export_next(walk, &release, NULL), FUND_OK);
        assert_non_null(release);
        assert_string_equal(fund_release_view(release)->id, order[i]);
        fund_release_free(release);
    }
    for (int i = 0; i < 2; i++) {
        assert_int_equal(fund_export_next(walk, &release, NULL), FUND_OK);
        assert_null(release);
    }
    fund_export_close(walk);
}

static const struct {
    enum fund_names_kind kind;
    const char *prefix, *names; /* a semicolon between two */
} name_lists[] = {
    {FUND_PERSONS, NULL, "Erika Sandmann;Erika Tannhuber;Rolf Tannhuber"},
    {FUND_PERSONS, "", "Erika Sandmann;Erika Tannhuber;Rolf Tannhuber"},
    {FUND_PERSONS, "TANN", "Erika Tannhuber;Rolf Tannhuber"},
    {FUND_PERSONS, "erika s", "Erika Sandmann"},
    {FUND_PERSONS, "huber", ""},
    {FUND_PERSONS, "Rolf Tannhuber x", ""},
    {FUND_ORGANISATIONS, NULL, "Sicherheitsrunde Lippe"},
    {FUND_ORGANISATIONS, "lip", "Sicherheitsrunde Lippe"},
    {FUND_ORGANISATIONS, "Tann", ""},
};

static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(name_lists) / sizeof(*name_lists); i++) {
        fund_names *names = NULL;
        char text[TEXT_MAX] = "";
        size_t size = 0;
        assert_int_equal(fund_archive_names(test.archive, name_lists[i].kind, name_lists[i].prefix,
                                            &names, NULL),
                         FUND_OK);
        for (size_t j = 0; j < fund_names_count(names); j++) {
            const struct fund_name *name = fund_names_item(names, j);
            assert_int_equal(name->count, 1);
            size += (size_t)snprintf(text + size, sizeof(text) - size, "%s%s", j > 0 ? ";" : "",
                                     name->name);
        }
        assert_string_equal(text, name_lists[i].names);
        assert_null(fund_names_item(names, fund_names_count(names)));
        fund_names_free(names);
    }
}

static void test_roles_and_aliases(void **state)
{
    (void)state;
    fund_names *names = NULL;
    assert_int_equal(fund_archive_names(test.archive, FUND_PERSONS, "rolf", &names, NULL), FUND_OK);
    const struct fund_name *name = fund_names_item(names, 0);
    assert_int_equal(name->role_count, 1);
    assert_string_equal(name->roles[0].text, "Bürgermeister");
    assert_int_equal(name->roles[0].count, 1);
    assert_int_equal(name->alias_count, 0);
    fund_names_free(names);
    assert_int_equal(fund_archive_names(test.archive, FUND_ORGANISATIONS, NULL, &names, NULL),
                     FUND_OK);
    name = fund_names_item(names, 0);
    assert_int_equal(name->alias_count, 1);
    assert_string_equal(name->aliases[0].text, "SiRu");
    fund_names_free(names);
}

static void test_info(void **state)
{
    (void)state;
    struct fund_info *info = NULL;
    assert_int_equal(fund_archive_info(test.archive, &info, NULL), FUND_OK);
    assert_int_equal(info->release_count, RELEASE_COUNT);
    assert_int_equal(info->person_count, 3);
    assert_int_equal(info->organisation_count, 1);
    assert_int_equal(info->first_day, 18062); /* 2019-06-15 */
    assert_int_equal(info->last_day, 19605);  /* 2023-09-05 */
    assert_string_equal(info->path, test.path);
    assert_true(strlen(info->analyser) > 0);
    assert_int_equal(info->format_version, 9);
    assert_int_equal(info->has_names, 1);
    fund_info_free(info);
    int has_names = 0;
    assert_int_equal(fund_archive_has_names(test.archive, &has_names, NULL), FUND_OK);
    assert_int_equal(has_names, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_understood),
        cmocka_unit_test(test_relaxed),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_no_hits_wanted),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_hit),
        cmocka_unit_test(test_hit_without_snippet),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_release),
        cmocka_unit_test(test_no_release),
        cmocka_unit_test(test_export),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_roles_and_aliases),
        cmocka_unit_test(test_info),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
