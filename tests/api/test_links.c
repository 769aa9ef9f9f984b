/*
 * Persons, organisations and places across releases, and the alias file.
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

static const struct sample_release releases[] = {
    {.id = "wahl",
     .day = "2009-09-01",
     .title = "Neuer Bürgermeister",
     .body = "Andreas Stegemann ist der neue Bürgermeister.",
     .persons = {{"Andreas Stegemann", NULL, "Bürgermeister", NULL, {"Andreas Stegemann"}}},
     .issuer = "Stadt Auenrode"},
    {.id = "markt",
     .day = "2010-05-01",
     .title = "Markt eröffnet",
     .body = "Den Markt hat Stegemann eröffnet.",
     .persons = {{"Stegemann", NULL, NULL, NULL, {"Stegemann"}}},
     .places = {{"Auenrode-Süd", NULL, NULL, NULL, {"Markt"}}},
     .issuer = "Stadt Auenrode"},
    {.id = "spaeter", /* too late for the short name to be his */
     .day = "2016-05-01",
     .title = "Rosen",
     .body = "Rosen von Stegemann blühen.",
     .persons = {{"Stegemann", NULL, NULL, NULL, {"Stegemann"}}},
     .issuer = "Stadt Auenrode"},
    {.id = "anderswo",
     .day = "2010-05-01",
     .title = "Lauf",
     .body = "Den Lauf gewann Stegemann.",
     .persons = {{"Stegemann", NULL, NULL, NULL, {"Stegemann"}}},
     .issuer = "Stadt Moorfurt"},
    {.id = "koch-eins",
     .day = "2012-01-10",
     .title = "Kurs",
     .body = "Eva Koch und Uwe Koch leiten den Kurs.",
     .persons = {{"Eva Koch", NULL, NULL, NULL, {"Eva Koch"}},
                 {"Uwe Koch", NULL, NULL, NULL, {"Uwe Koch"}}},
     .issuer = "Stadt Auenrode"},
    {.id = "koch-zwei", /* either of them */
     .day = "2012-02-10",
     .title = "Ende",
     .body = "Das Ende des Kurses verkündet Koch.",
     .persons = {{"Koch", NULL, NULL, NULL, {"Koch"}}},
     .issuer = "Stadt Auenrode"},
    {.id = "hilfswerk",
     .day = "2013-01-10",
     .title = "Einsatz",
     .body = "Das Technische Hilfswerk (THW) pumpt.",
     .organisations = {{"Technisches Hilfswerk", NULL, NULL, "THW", {"Technische Hilfswerk"}}},
     .issuer = "Stadt Auenrode"},
    {.id = "kurz",
     .day = "2014-01-10",
     .title = "Pumpen",
     .body = "Wieder half das THW.",
     .organisations = {{"THW", NULL, NULL, NULL, {"THW"}}},
     .issuer = "Stadt Moorfurt"},
    {.id = "lang",
     .day = "2015-01-10",
     .title = "Dank",
     .body = "Dank an das Technische Hilfswerk!",
     .organisations = {{"Technisches Hilfswerk", NULL, NULL, NULL, {"Technische Hilfswerk"}}},
     .issuer = "Stadt Moorfurt"},
    {.id = "verein",
     .day = "2015-02-10",
     .title = "Fest",
     .body = "Der Heimatverein Auenrode e.V. feiert.",
     .organisations = {{"Heimatverein Auenrode e.V.", NULL, NULL, NULL, {"Heimatverein"}}},
     .issuer = "Stadt Auenrode"},
    {.id = "mueller-frueh",
     .day = "2006-02-10",
     .title = "Chor",
     .body = "Peter Müller singt.",
     .persons = {{"Peter Müller", NULL, "Sänger", NULL, {"Peter Müller"}}},
     .issuer = "Stadt Auenrode"},
    {.id = "mueller-spaet",
     .day = "2018-02-10",
     .title = "Bad",
     .body = "Peter Müller schwimmt.",
     .persons = {{"Peter Müller", NULL, "Bademeister", NULL, {"Peter Müller"}}},
     .issuer = "Stadt Auenrode"},
    {.id = "akademie", /* nobody tells who published these three */
     .day = "2017-01-10",
     .title = "Kunst",
     .body = "Die Kunstakademie Berg (KAB) malt.",
     .organisations = {{"Kunstakademie Berg", NULL, NULL, "KAB", {"Kunstakademie Berg"}}}},
    {.id = "arbeiter",
     .day = "2017-02-10",
     .title = "Treffen",
     .body = "Der Katholische Arbeiterbund (KAB) tagt.",
     .organisations = {{"Katholischer Arbeiterbund", NULL, NULL, "KAB", {"Katholische Arb"}}}},
    {.id = "kab",
     .day = "2017-03-10",
     .title = "Ausflug",
     .body = "Die KAB fährt aus.",
     .organisations = {{"KAB", NULL, NULL, NULL, {"KAB"}}}},
    {.id = "weber-1",
     .day = "2021-01-10",
     .title = "Notiz",
     .body = "Es kam Hans Weber.",
     .persons = {{"Hans Weber", NULL, "Kantor", NULL, {"Hans Weber"}}}},
    {.id = "weber-2",
     .day = "2021-02-10",
     .title = "Notiz",
     .body = "Es kam Karl Weber.",
     .persons = {{"Karl Weber", NULL, "Landwirt", NULL, {"Karl Weber"}}}},
    {.id = "weber-3",
     .day = "2021-03-10",
     .title = "Notiz",
     .body = "Es kamen Eva Weber und Uwe Weber.",
     .persons = {{"Eva Weber", NULL, NULL, NULL, {"Eva Weber"}},
                 {"Uwe Weber", NULL, NULL, NULL, {"Uwe Weber"}}}},
    {.id = "weber-4",
     .day = "2021-04-10",
     .title = "Notiz",
     .body = "Es kam Weber.",
     .persons = {{"Weber", NULL, "Landwirt", NULL, {"Weber"}}}},
    {.id = "weber-5",
     .day = "2021-05-10",
     .title = "Notiz",
     .body = "Es kam Hans Weber.",
     .persons = {{"Hans Weber", NULL, "Kantor", NULL, {"Hans Weber"}}}},
    {.id = "weber-6",
     .day = "2021-06-10",
     .title = "Notiz",
     .body = "Es kam Weber.",
     .persons = {{"Weber", NULL, "Kantor", NULL, {"Weber"}}}},
    {.id = "weber-7",
     .day = "2021-07-10",
     .title = "Notiz",
     .body = "Es kam Weber.",
     .persons = {{"Weber", NULL, "Bademeister", NULL, {"Weber"}}}},
    {.id = "weber-8",
     .day = "2021-08-10",
     .title = "Notiz",
     .body = "Es kam Weber.",
     .persons = {{"Weber", NULL, NULL, NULL, {"Weber"}}}},
    {.id = "town-1",
     .day = "2021-01-10",
     .title = "Notiz",
     .body = "Ina Kessler kam.",
     .persons = {{"Ina Kessler", NULL, NULL, NULL, {"Ina Kessler"}}},
     .issuer = "Stadt Moorfurt"},
    {.id = "town-2", /* the same town, another one */
     .day = "2021-02-10",
     .title = "Notiz",
     .body = "Kessler kam.",
     .persons = {{"Kessler", NULL, NULL, NULL, {"Kessler"}}},
     .issuer = "Pressestelle der Stadt Moorfurt"},
    {.id = "town-3",
     .day = "2021-03-10",
     .title = "Notiz",
     .body = "Kessler kam.",
     .persons = {{"Kessler", NULL, NULL, NULL, {"Kessler"}}},
     .issuer = "Stadt Auenrode"},
    {.id = "dorn-1",
     .day = "2021-01-10",
     .title = "Notiz",
     .body = "Anke Dorn kam.",
     .persons = {{"Anke Dorn", NULL, NULL, NULL, {"Anke Dorn"}}}},
    {.id = "dorn-2",
     .day = "2021-01-10",
     .title = "Notiz",
     .body = "Anke Dorn-Halm kam.",
     .persons = {{"Anke Dorn-Halm", NULL, "Wirtin", NULL, {"Anke Dorn-Halm"}}}},
    {.id = "dorn-3",
     .day = "2021-01-10",
     .title = "Notiz",
     .body = "Anke Halm-Dorn kam.",
     .persons = {{"Anke Halm-Dorn", NULL, NULL, NULL, {"Anke Halm-Dorn"}}}},
    {.id = "vhs-1",
     .day = "2022-01-10",
     .title = "Notiz",
     .body = "Kurse der Volkshochschule.",
     .organisations = {{"Volkshochschule", NULL, NULL, NULL, {"Volkshochschule"}}}},
    {.id = "vhs-2",
     .day = "2022-02-10",
     .title = "Notiz",
     .body = "Kurse der Volkshochschule.",
     .organisations = {{"Volkshochschule", NULL, NULL, NULL, {"Volkshochschule"}}}},
    {.id = "vhs-3",
     .day = "2022-03-10",
     .title = "Notiz",
     .body = "Kurse der Volkshochschule.",
     .organisations = {{"Volkshochschule", NULL, NULL, NULL, {"Volkshochschule"}}}},
    {.id = "vhs-4",
     .day = "2022-04-10",
     .title = "Notiz",
     .body = "Kurse der VHS.",
     .organisations = {{"VHS", NULL, NULL, NULL, {"VHS"}}}},
    {.id = "vhs-5",
     .day = "2022-05-10",
     .title = "Notiz",
     .body = "Van Houten und Seume liefern.",
     .organisations = {{"Van Houten Seume", NULL, NULL, NULL, {"Van Houten"}}}},
    {.id = "vhs-6", .day = "2022-06-10", .title = "Notiz", .body = "Kurse der VHS-Außenstelle."},
};

static struct opened test;

static int set_up(void **state)
{
    (void)state;
    return opened_init(&test, releases, sizeof(releases) / sizeof(*releases));
}

static int tear_down(void **state)
{
    (void)state;
    return opened_finish(&test);
}

/* Checks that the query finds exactly these ids, in any order, "a b c". */
static void assert_finds(const char *query, const char *ids)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    struct fund_error error = {.message = ""};
    fund_results *results = NULL;
    char padded[300];
    size_t wanted = 0;
    options.query = query;
    options.relax = FUND_RELAX_EMPTY;
    if (fund_archive_search(test.archive, &options, &results, &error) != FUND_OK)
        fail_msg("'%s': %s", query, error.message);
    snprintf(padded, sizeof(padded), " %s ", ids);
    for (const char *at = padded; ids[0] != '\0' && (at = strchr(at, ' ')) != NULL && at[1] != '\0';
         at++)
        wanted++;
    if (fund_results_count(results) != wanted)
        fail_msg("'%s' finds %zu releases, not %s", query, fund_results_count(results), ids);
    for (size_t i = 0; i < fund_results_count(results); i++) {
        char id[100];
        snprintf(id, sizeof(id), " %s ", fund_results_hit(results, i)->id);
        if (strstr(padded, id) == NULL)
            fail_msg("'%s' finds%s", query, id);
    }
    fund_results_free(results);
}

static void assert_first(const char *query, const char *id)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    options.query = query;
    assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL), FUND_OK);
    assert_true(fund_results_count(results) > 0);
    assert_string_equal(fund_results_hit(results, 0)->id, id);
    fund_results_free(results);
}

static void assert_person_of(const char *id, const char *name)
{
    fund_release *release = NULL;
    assert_int_equal(fund_archive_release(test.archive, id, &release, NULL), FUND_OK);
    assert_string_equal(fund_release_view(release)->persons[0].name, name);
    fund_release_free(release);
}

static const struct {
    const char *query, *ids;
} found[] = {
    {"person:\"Andreas Stegemann\"", "wahl markt"},
    {"person:\"Stegemann, Andreas\"", "wahl markt"},
    {"person:\"A. Stegemann\"", "wahl markt"},
    {"person:\"Bürgermeister Stegemann\"", "wahl markt"},
    {"person:\"Andreas Stegemanns\"", "wahl markt"},
    {"person:Stegemanns", "wahl markt spaeter anderswo"},
    {"-person:\"Andreas Stegemann\" person:Stegemann", "spaeter anderswo"},
    {"Bürgermeister Stegemann", "wahl markt"},
    {"person:\"Eva Koch\"", "koch-eins"},
    {"person:Koch", "koch-eins koch-zwei"},
    {"rolle:Bürgermeister", "wahl"},
    {"role:Bürgermeisterin", "wahl"}, /* one stem */
    {"rolle:Papst", ""},
    {"ort:Auenrode-Süd", "markt"},
    {"place:auenrode", "markt"},
    {"-ort:Auenrode person:\"Andreas Stegemann\"", "wahl"},
    {"org:THW", "hilfswerk kurz lang"},
    {"org:\"Technisches Hilfswerk\"", "hilfswerk kurz lang"},
    {"org:\"Technischen Hilfswerks\"", "hilfswerk kurz lang"},
    {"THW", "hilfswerk kurz lang"},
    {"Technisches Hilfswerk", "hilfswerk kurz lang"},
    {"Technisches", "hilfswerk lang"}, /* no whole name */
    {"org:\"Heimatverein Auenrode e. V.\"", "verein"},
    {"org:\"Heimatverein Auenrode\"", "verein"},
    /* what a release explains itself is so */
    {"org:KAB", "akademie arbeiter kab"},
    {"org:\"Kunstakademie Berg\"", "akademie kab"},
    {"org:\"Katholischer Arbeiterbund\"", "arbeiter kab"},
    {"Kunstakademie Berg", "akademie kab"},
    {"person:\"Ina Kessler\"", "town-1 town-2"},
    /* a double surname is another one */
    {"person:\"Anke Dorn\"", "dorn-1"},
    {"person:\"Dorn, Anke\"", "dorn-1"},
    {"person:Dorn", "dorn-1 dorn-2 dorn-3"},
    {"person:\"Wirtin Dorn\"", "dorn-2"},
    {"person:\"Anke Dorn-Halm\"", "dorn-2"},
    {"person:\"Anke Dorn Halm\"", "dorn-2 dorn-3"},
    /* either finds the same */
    {"org:VHS", "vhs-1 vhs-2 vhs-3 vhs-4 vhs-6"},
    {"org:Volkshochschule", "vhs-1 vhs-2 vhs-3 vhs-4 vhs-6"},
    {"org:\"Van Houten Seume\"", "vhs-5"},
    /* a lone surname with a role */
    {"person:\"Landwirt Weber\"", "weber-2 weber-4"},
    {"person:\"Kantor Weber\"", "weber-1 weber-5 weber-6"},
    {"person:\"Karl Weber\"", "weber-2 weber-4"},
    {"person:\"Hans Weber\"", "weber-1 weber-5 weber-6"},
    {"person:\"Kantor Hans Weber\"", "weber-1 weber-5 weber-6"},
};

static void test_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(found) / sizeof(*found); i++)
        assert_finds(found[i].query, found[i].ids);
    assert_first("THW", "kurz");
}

static void test_resolved(void **state)
{
    (void)state;
    assert_person_of("markt", "Andreas Stegemann");
    assert_person_of("spaeter", "Stegemann");
    assert_person_of("anderswo", "Stegemann");
    assert_person_of("koch-zwei", "Koch");
    assert_person_of("weber-4", "Karl Weber");
    assert_person_of("weber-6", "Hans Weber");
    assert_person_of("weber-8", "Weber");
}

/* The other name that made a release a hit is marked as one. */
static void test_alias_mark(void **state)
{
    (void)state;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    options.query = "Technisches Hilfswerk";
    options.limit = 10;
    bool is_marked = false;
    assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL), FUND_OK);
    for (size_t i = 0; i < fund_results_count(results); i++) {
        const struct fund_hit *hit = fund_results_hit(results, i);
        for (size_t j = 0; strcmp(hit->id, "kurz") == 0 && j < hit->segment_count; j++)
            is_marked = is_marked || (hit->snippet[j].mark == FUND_MARK_ALIAS &&
                                      hit->snippet[j].size == strlen("THW"));
    }
    fund_results_free(results);
    assert_true(is_marked);
}

/* The one entry with the name, count and first year; fails where there is none. */
static const struct fund_name *find_name(const fund_names *names, const char *name, int32_t year)
{
    for (size_t i = 0; i < fund_names_count(names); i++) {
        const struct fund_name *item = fund_names_item(names, i);
        if (strcmp(item->name, name) == 0 && (year == 0 || item->first_year == year))
            return item;
    }
    fail_msg("no %s", name);
    return NULL;
}

static fund_names *list(enum fund_names_kind kind, const char *prefix)
{
    fund_names *names = NULL;
    assert_int_equal(fund_archive_names(test.archive, kind, prefix, &names, NULL), FUND_OK);
    return names;
}

static void test_lists(void **state)
{
    (void)state;
    fund_names *names = list(FUND_PERSONS, "Stegemann");
    assert_int_equal(fund_names_count(names), 3);
    const struct fund_name *name = find_name(names, "Andreas Stegemann", 0);
    assert_int_equal(name->count, 2);
    assert_string_equal(name->issuer, "Stadt Auenrode");
    assert_int_equal(name->first_year, 2009);
    assert_int_equal(name->last_year, 2010);
    assert_int_equal(name->role_count, 1);
    assert_int_equal(name->roles[0].first_year, 2009);
    assert_null(name->roles[0].release);
    assert_int_equal(name->alias_count, 1);
    assert_string_equal(name->aliases[0].text, "Stegemann");
    assert_string_equal(name->aliases[0].release, "markt");
    fund_names_free(names);
    names = list(FUND_ORGANISATIONS, "thw"); /* the alias begins so */
    assert_int_equal(fund_names_count(names), 1);
    name = fund_names_item(names, 0);
    assert_string_equal(name->name, "Technisches Hilfswerk");
    assert_int_equal(name->count, 3);
    assert_string_equal(name->aliases[0].text, "THW");
    assert_string_equal(name->aliases[0].release, "hilfswerk");
    fund_names_free(names);
    names = list(FUND_PERSONS, "Weber");
    name = find_name(names, "Karl Weber", 0);
    assert_int_equal(name->count, 2);
    assert_int_equal(name->role_count, 1);
    assert_string_equal(name->roles[0].text, "Landwirt");
    fund_names_free(names);
    names = list(FUND_ORGANISATIONS, "Ka");
    assert_int_equal(find_name(names, "Katholischer Arbeiterbund", 0)->count, 2);
    fund_names_free(names);
    names = list(FUND_PLACES, NULL);
    assert_int_equal(fund_names_count(names), 1);
    assert_string_equal(fund_names_item(names, 0)->name, "Auenrode-Süd");
    assert_null(fund_names_item(names, 0)->issuer);
    fund_names_free(names);
}

static fund_status search_repeated(const char *part, size_t count, const char *last,
                                   struct fund_error *error, fund_results **results)
{
    static char query[10240];
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    size_t size = 0;
    options.query = query;
    for (size_t i = 0; i < count; i++)
        size += (size_t)snprintf(query + size, sizeof(query) - size, part, i);
    snprintf(query + size, sizeof(query) - size, "%s", last);
    return fund_archive_search(test.archive, &options, results, error);
}

/* Parts that say the same are one; different names have a limit. */
static void test_repeated(void **state)
{
    (void)state;
    struct fund_error error = {.message = ""};
    fund_results *results = NULL;
    fund_status status =
        search_repeated("-person:Koch org:THW ", 250, "datum:2013 datum:2013", &error, &results);
    assert_int_equal(status, FUND_OK);
    assert_int_equal(fund_results_count(results), 1);
    assert_string_equal(fund_results_understood(results),
                        "-person:\"koch\" org:\"thw\" datum:2013-01-01..2013-12-31");
    fund_results_free(results);
    assert_finds("person:Koch -person:Koch", "");
    assert_finds("-org:THW \"Dank\" \"Dank\" -\"Wieder half\" -\"Wieder half\"", "");
    assert_int_equal(search_repeated("-ort:Dorf%zu ", 199, "org:THW", &error, &results), FUND_OK);
    assert_int_equal(fund_results_count(results), 3);
    fund_results_free(results);
    assert_int_equal(search_repeated("-ort:Dorf%zu ", 200, "org:THW", &error, &results),
                     FUND_LIMIT);
    assert_non_null(strstr(error.message, "more than 200 different names"));
}

/* What a release taught goes with it. */
static void test_update(void **state)
{
    (void)state;
    assert_true(sample_remove(test.path, "hilfswerk"));
    assert_finds("org:THW", "kurz lang"); /* one name has these initials */
    assert_true(sample_remove(test.path, "wahl"));
    assert_person_of("markt", "Stegemann");
    assert_finds("person:\"Andreas Stegemann\"", "");
    assert_true(sample_write(test.path, releases, sizeof(releases) / sizeof(*releases)));
    assert_finds("org:THW", "hilfswerk kurz lang");
    assert_person_of("markt", "Andreas Stegemann");
}

/* ---- the alias file ------------------------------------------------------------------------- */

static void test_alias_file(void **state)
{
    (void)state;
    assert_true(sample_put_file(test.path, "aliases.txt",
                                "person: Andreas Stegemann = Koch\n"
                                "never: person Stegemann\n"
                                "never: organisation THW = Technisches Hilfswerk\n"
                                "never: organisation KAB = Kunstakademie Berg\n"
                                "organisation: Heimatverein Auenrode = Die Heimat, HVA\n"
                                "place: Südstadt = Auenrode-Süd\n"
                                "split: person Peter Müller | 2005..2012 | 2013..\n"));
    assert_finds("person:\"Andreas Stegemann\"", "wahl koch-eins koch-zwei");
    assert_person_of("koch-zwei", "Andreas Stegemann");
    assert_person_of("markt", "Stegemann");
    assert_finds("org:THW", "hilfswerk kurz"); /* the alias stands in the first one's own text */
    assert_finds("org:\"Kunstakademie Berg\"", "akademie");
    assert_finds("org:\"Katholischer Arbeiterbund\"", "arbeiter kab");
    assert_finds("org:HVA", "verein");
    assert_finds("org:\"Die Heimat\"", "verein");
    assert_finds("ort:Südstadt", "markt");
    assert_person_of("mueller-frueh", "Peter Müller (2005–2012)");
    assert_person_of("mueller-spaet", "Peter Müller (2013–)");
    assert_finds("person:\"Peter Müller\"", "mueller-frueh mueller-spaet");
    assert_finds("person:\"Peter Müller (2005–2012)\"", "mueller-frueh");
    assert_finds("person:\"Peter Müller (2013..)\"", "mueller-spaet");
    fund_names *names = list(FUND_PERSONS, "Müller");
    assert_int_equal(fund_names_count(names), 2);
    find_name(names, "Peter Müller (2013–)", 2018);
    fund_names_free(names);
    names = list(FUND_PLACES, NULL);
    assert_string_equal(fund_names_item(names, 0)->name, "Südstadt");
    fund_names_free(names);
    names = list(FUND_ORGANISATIONS, "Heimat");
    assert_int_equal(fund_names_item(names, 0)->alias_count, 2);
    assert_int_equal(fund_names_item(names, 0)->aliases[0].count, 0);
    fund_names_free(names);
}

static void assert_counted(enum fund_names_kind kind, const char *prefix, const char *name,
                           uint32_t count)
{
    fund_names *names = list(kind, prefix);
    assert_int_equal(fund_names_count(names), 1);
    assert_string_equal(fund_names_item(names, 0)->name, name);
    assert_int_equal(fund_names_item(names, 0)->count, count);
    fund_names_free(names);
}

/* A release that names both of two joined names counts once and shows one. */
static void test_joined_once(void **state)
{
    (void)state;
    static const struct sample_release both = {
        .id = "beide",
        .day = "2012-03-01",
        .title = "Beide",
        .body = "Kurt Lampe und Ute Sommer tanzen, Lampe singt. Am See und am Nordsee.",
        .persons = {{"Kurt Lampe", NULL, "Sänger", NULL, {"Kurt Lampe", "Lampe"}},
                    {"Ute Sommer", NULL, "Tänzer", NULL, {"Ute Sommer"}}},
        .places = {{"See", NULL, NULL, NULL, {"See"}}, {"Nordsee", NULL, NULL, NULL, {"Nordsee"}}},
        .issuer = "Stadt Auenrode"};
    static const struct sample_release one = {
        .id = "eine",
        .day = "2012-04-01",
        .title = "Eine",
        .body = "Ute Sommer ruht am Nordsee.",
        .persons = {{"Ute Sommer", NULL, NULL, NULL, {"Ute Sommer"}}},
        .places = {{"Nordsee", NULL, NULL, NULL, {"Nordsee"}}},
        .issuer = "Stadt Auenrode"};
    fund_release *release = NULL;
    assert_true(sample_write(test.path, &both, 1));
    assert_true(sample_write(test.path, &one, 1));
    assert_true(sample_put_file(test.path, "aliases.txt",
                                "person: Kurt Lampe = Ute Sommer, Rathauschef\n"
                                "place: See = Nordsee, Teich\n"));
    assert_counted(FUND_PERSONS, "Lampe", "Kurt Lampe", 2);
    assert_counted(FUND_PERSONS, "rathaus", "Kurt Lampe", 2);
    assert_counted(FUND_PLACES, "see", "See", 2);
    assert_counted(FUND_PLACES, "Teich", "See", 2);
    fund_names *names = list(FUND_PERSONS, "Lampe");
    const struct fund_name *name = fund_names_item(names, 0);
    assert_int_equal(name->role_count, 2);
    assert_int_equal(name->alias_count, 2);
    assert_string_equal(name->aliases[0].text, "Ute Sommer");
    assert_int_equal(name->aliases[0].count, 2);
    assert_string_equal(name->aliases[1].text, "Rathauschef");
    assert_int_equal(name->aliases[1].count, 0);
    assert_null(name->aliases[1].release);
    fund_names_free(names);
    assert_int_equal(fund_archive_release(test.archive, "beide", &release, NULL), FUND_OK);
    const struct fund_release_view *view = fund_release_view(release);
    assert_int_equal(view->person_count, 1);
    assert_string_equal(view->persons[0].role, "Sänger, Tänzer");
    assert_int_equal(view->persons[0].mention_count, 3);
    assert_true(view->persons[0].mentions[1].start < view->persons[0].mentions[2].start);
    assert_int_equal(view->place_count, 1);
    fund_release_free(release);
    assert_true(sample_remove(test.path, "beide"));
    assert_true(sample_remove(test.path, "eine"));
}

/* It is read when it changes; a wrong one is an error of every call until it is mended. */
static void test_alias_file_wrong(void **state)
{
    (void)state;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    struct fund_error error = {.message = ""};
    fund_results *results = NULL;
    fund_archive *archive = NULL;
    assert_true(sample_put_file(test.path, "aliases.txt", "# a\nperson: Andreas\n"));
    assert_int_equal(fund_archive_search(test.archive, &options, &results, &error),
                     FUND_INVALID_ARGUMENT);
    assert_non_null(strstr(error.message, "aliases.txt' line 2: "));
    assert_int_equal(fund_archive_open(test.path, NULL, &archive, NULL), FUND_INVALID_ARGUMENT);
    char *large = malloc(1024 * 1024 + 2);
    memset(large, '#', 1024 * 1024 + 1);
    large[1024 * 1024 + 1] = '\0';
    assert_true(sample_put_file(test.path, "aliases.txt", large));
    free(large);
    assert_int_equal(fund_archive_search(test.archive, &options, &results, &error), FUND_LIMIT);
    assert_true(sample_put_file(test.path, "aliases.txt", "# nothing any more\n"));
    assert_finds("org:THW", "hilfswerk kurz lang");
    assert_person_of("mueller-frueh", "Peter Müller");
}

/* Thousands of persons of one surname. */
static void test_many(void **state)
{
    (void)state;
    enum { MANY = 3000 };
    static char names[MANY][40], ids[MANY][20];
    struct sample_release *many = calloc(MANY, sizeof(*many));
    assert_non_null(many);
    for (size_t i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof(names[i]), i % 10 == 0 ? "Zwick" : "Anna%zu Zwick", i);
        snprintf(ids[i], sizeof(ids[i]), "z%zu", i);
        many[i] = (struct sample_release){.id = ids[i],
                                          .day = i % 2 ? "2021-01-01" : "2022-01-01",
                                          .title = "Z",
                                          .body = names[i],
                                          .persons = {{names[i], NULL, NULL, NULL, {"Zwick"}}}};
    }
    assert_true(sample_write(test.path, many, MANY));
    free(many);
    assert_finds("person:\"Anna7 Zwick\"", "z7");
    assert_person_of("z10", "Zwick");
    /* more sightings than one query may look for */
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    options.query = "Zwick oder Zwick, Anna Zwick; Zwick \"Z\" Zwick Anna1 Zwick -\"Z\" Zwick";
    assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL), FUND_OK);
    fund_results_free(results);
    fund_names *listed = list(FUND_PERSONS, "Zwick");
    assert_int_equal(fund_names_count(listed), MANY - MANY / 10 + 1);
    fund_names_free(listed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_resolved),
        cmocka_unit_test(test_alias_mark),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_repeated),
        cmocka_unit_test(test_update),
        cmocka_unit_test(test_alias_file),
        cmocka_unit_test(test_joined_once),
        cmocka_unit_test(test_alias_file_wrong),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
