/*
 * The query language as its users see it: what is typed or pasted, how it is understood, and what
 * it finds. What is understood must be read as the same again.
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

static const struct sample_release releases[] = {
    {
        .id = "n-5",
        .day = "2019-02-01",
        .title = "Karneval in Moorfurt",
        .body = "Der Koch rührt im Topf.",
    },
    {
        .id = "m-1",
        .day = "2020-05-01",
        .title = "Neue Brücke über den Bach",
        .body = "Herr Müller hat sie gebaut. Bei der Schule steht nun ein Turm.",
        .persons = {{"Jan Müller", NULL, NULL, NULL, {"Müller"}}},
        .issuer = "Stadt Moorfurt",
    },
    {
        .id = "m-2",
        .day = "2021-06-02",
        .title = "Elbe steigt",
        .body = "Frau Mueller misst den Pegel. Das Haus am See steht trocken, der Turm auch.",
        .issuer = "Stadt Moorfurt",
    },
    {
        .id = "h-3",
        .day = "2022-07-03",
        .title = "Oder fällt",
        .body = "Die Schule bekommt bald ein neues Dach, sagt Anna Lampe. Von einem See und einem "
                "Haus war keine Rede.",
        .persons = {{"Anna Lampe", NULL, "Kämmerin", NULL, {"Anna Lampe"}}},
        .organisations = {{"Technisches Hilfswerk", NULL, NULL, NULL, {"keine"}}},
        .places = {{"Rheine", NULL, NULL, NULL, {"Rede"}}},
        .issuer = "Große Kreisstadt Halden am Müggelsee",
    },
    {
        .id = "h-4",
        .day = "2023-08-04",
        .title = "Markt im Regen",
        .body = "Unter den Brücken feiern die Schulen. Die Müllerin kam, Kurt Koch sprach.",
        .persons = {{"Kurt Koch", NULL, NULL, NULL, {"Kurt Koch"}}},
        .event_first = "2023-08-12",
        .event_last = "2023-08-13",
        .issuer = "Große Kreisstadt Halden am Müggelsee",
    },
};
#define RELEASE_COUNT (sizeof(releases) / sizeof(*releases))

#define ALL           "h-4 h-3 m-2 m-1 n-5"

static const struct row {
    const char *query, *understood;
    const char *ids; /* newest first; NULL: does not matter */
} rows[] = {
    /* words */
    {"", "", ALL},
    {"  ", "", ALL},
    {"Turm", "turm", "m-2 m-1"},
    {"Turm Schule", "turm schule", "m-1"},
    {"schule", "schule", "h-4 h-3 m-1"},
    {"Turm, Schule!", "turm schule", "m-1"},
    {"der Turm der Schule", "turm schule", "m-1"},
    {"Turm Turm TURM", "turm", "m-2 m-1"},
    /* phrases in all quotes */
    {"\"Haus am See\"", "\"haus am see\"", "m-2"},
    {"„Haus am See“", "\"haus am see\"", "m-2"},
    {"“Haus am See”", "\"haus am see\"", "m-2"},
    {"»Haus am See«", "\"haus am see\"", "m-2"},
    {"«Haus am See»", "\"haus am see\"", "m-2"},
    {"'Haus am See'", "\"haus am see\"", "m-2"},
    {"‚Haus am See‘", "\"haus am see\"", "m-2"},
    {"›Haus am See‹", "\"haus am see\"", "m-2"},
    {"‘Haus am See’", "\"haus am see\"", "m-2"},
    {"Turm \"Haus am See\"", "turm \"haus am see\"", "m-2"},
    {"\"Haus am See", "\"haus am see\"", "m-2"},
    {"\"See am Haus\"", "\"see am haus\"", ""},
    {"Haus am See", "haus see", "h-3 m-2"},
    /* what is left out */
    {"Turm -Schule", "turm -schule", "m-2"},
    {"Turm NICHT Schule", "turm -schule", "m-2"},
    {"Turm NOT Schule", "turm -schule", "m-2"},
    {"Turm nicht Schule", "turm schule", "m-1"},
    {"-Turm", "-turm", "h-4 h-3 n-5"},
    {"NICHT Turm", "-turm", "h-4 h-3 n-5"},
    {"NICHT NICHT Turm", "turm", "m-2 m-1"},
    {"NICHT -Turm", "turm", "m-2 m-1"},
    {"-Turm -Schule", "-turm -schule", "n-5"},
    {"-(Turm Schule)", "-(turm schule)", "h-4 h-3 m-2 n-5"},
    {"NICHT (Turm ODER Schule)", "-(turm ODER schule)", "n-5"},
    {"Turm -(Schule ODER Pegel)", "turm -(schule ODER pegel)", ""},
    {"Schule -\"neues Dach\"", "schule -\"neues dach\"", "h-4 m-1"},
    {"-person:Lampe", "-person:\"lampe\"", "h-4 m-2 m-1 n-5"},
    {"-datum:2023", "-datum:2023-01-01..2023-12-31", "h-3 m-2 m-1 n-5"},
    {"-Schul*", "-schul*", "m-2 n-5"},
    {"-=Müller -=Mueller", "-=müller -=mueller", "h-4 h-3 n-5"},
    {"Essen - Trinken", "essen trinken", ""},
    /* ODER takes what stands beside it */
    {"Elbe ODER Oder", "elbe ODER oder", "h-3 m-2"},
    {"Elbe OR Oder", "elbe ODER oder", "h-3 m-2"},
    {"Turm Elbe ODER Bach", "turm (elbe ODER bach)", "m-2 m-1"},
    {"Elbe ODER Bach Schule", "(elbe ODER bach) schule", "m-1"},
    {"Elbe ODER Bach ODER Topf", "elbe ODER bach ODER topf", "m-2 m-1 n-5"},
    {"(Elbe ODER Bach) ODER Topf", "elbe ODER bach ODER topf", "m-2 m-1 n-5"},
    {"Elbe ODER (Bach Turm)", "elbe ODER (bach turm)", "m-2 m-1"},
    {"(Bach Turm) ODER Topf", "(bach turm) ODER topf", "m-1 n-5"},
    {"Elbe oder Oder", "elbe", "m-2"},
    {"Turm ODER -Schule", "turm ODER -schule", "m-2 m-1 n-5"},
    {"-Schule ODER Turm", "-schule ODER turm", "m-2 m-1 n-5"},
    {"\"Haus am See\" ODER Topf", "\"haus am see\" ODER topf", "m-2 n-5"},
    {"(Turm ODER Topf) (Schule ODER Pegel)", "(turm ODER topf) (schule ODER pegel)", "m-2 m-1"},
    {"Elbe ODER ODER Bach", "elbe ODER bach", "m-2 m-1"},
    {"((Elbe ODER Bach) Turm) ODER Topf", "((elbe ODER bach) turm) ODER topf", "m-2 m-1 n-5"},
    {"Schule (Turm ODER (Dach -Topf))", "schule (turm ODER (dach -topf))", "h-3 m-1"},
    {"(Turm ODER Topf) -(Elbe ODER Bach)", "(turm ODER topf) -(elbe ODER bach)", "n-5"},
    /* UND */
    {"Turm UND Schule", "turm schule", "m-1"},
    {"Turm AND Schule", "turm schule", "m-1"},
    {"Turm und Schule", "turm schule", "m-1"},
    {"Turm UND Schule ODER Topf", "(turm schule) ODER topf", "m-1 n-5"},
    {"Topf ODER Turm UND Schule", "topf ODER (turm schule)", "m-1 n-5"},
    {"Turm AND Schule OR Topf", "(turm schule) ODER topf", "m-1 n-5"},
    {"Turm UND (Schule ODER Pegel)", "turm (schule ODER pegel)", "m-2 m-1"},
    {"Turm UND NICHT Schule", "turm -schule", "m-2"},
    {"Turm UND -Schule ODER Topf", "(turm -schule) ODER topf", "m-2 n-5"},
    /* operators that join nothing are words */
    {"ODER", "oder", "h-3"},
    {"Turm ODER", "turm", "m-2 m-1"},
    {"ODER Turm", "turm", "m-2 m-1"},
    {"Elbe ODER ODER", "elbe", "m-2"},
    {"UND", "und", "h-3"},
    {"Turm UND", "turm", "m-2 m-1"},
    {"NICHT", "nicht", ""},
    {"Turm NICHT", "turm", "m-2 m-1"},
    {"-ODER Turm", "-oder turm", "m-2 m-1"},
    {"(Turm ODER )", "turm", "m-2 m-1"},
    {"Turm NAHE", "turm nahe", NULL},
    {"NAHE/5", "nahe 5", NULL},
    /* brackets */
    {"(Turm)", "turm", "m-2 m-1"},
    {"((Turm))", "turm", "m-2 m-1"},
    {"(Turm", "turm", "m-2 m-1"},
    {"Turm)", "turm", "m-2 m-1"},
    {"(Turm) (Schule)", "turm schule", "m-1"},
    {"Turm (Schule", "turm schule", "m-1"},
    {"()", "", ""},
    {"Turm ()", "turm", "m-2 m-1"},
    {"(Turm ODER Topf", "turm ODER topf", "m-2 m-1 n-5"},
    {"(…) ODER Turm", "turm", "m-2 m-1"},
    {"Turm ODER \"…\"", "turm", "m-2 m-1"},
    {"… Elbe ODER Oder", "elbe ODER oder", "h-3 m-2"},
    {"-(…)", "", ""},
    /* a star */
    {"Schul*", "schul*", "h-4 h-3 m-1"},
    {"Brück*", "brück*", "h-4 m-1"},
    {"brueck*", "brueck*", "h-4 m-1"},
    {"Müll*", "müll*", "h-4 m-2 m-1"},
    {"Schulen*", "schulen*", "h-4"},
    {"Turm Schul*", "turm schul*", "m-1"},
    {"Elbe ODER Schul*", "elbe ODER schul*", "h-4 h-3 m-2 m-1"},
    {"Xyl*", "xyl*", ""},
    {"12* Turm", "12 turm", ""},
    {"*", "", ""},
    {"*turm", "turm", "m-2 m-1"},
    {"**Turm**", "turm", "m-2 m-1"},
    {"Tur** Schule", "tur* schule", "m-1"},
    {"Müller*innen", "Müller*innen", NULL},
    /* this very form */
    {"Schule", "schule", "h-4 h-3 m-1"},
    {"=Schule", "=schule", "h-3 m-1"},
    {"=schulen", "=schulen", "h-4"},
    {"=Müller", "=müller", "m-1"},
    {"=Mueller", "=mueller", "m-2"},
    {"=MÜLLER", "=müller", "m-1"},
    {"Müller", "müller", NULL},
    {"=\"Haus am See\"", "=\"haus am see\"", "m-2"},
    {"=\"Häuser am See\"", "=\"häuser am see\"", ""},
    {"=Turm ODER =Topf", "=turm ODER =topf", "m-2 m-1 n-5"},
    {"a=b", "a b", ""},
    {"= Turm", "turm", "m-2 m-1"},
    /* near */
    {"Schule NAHE/3 Turm", "schule NAHE/3 turm", "m-1"},
    {"Turm NEAR/3 Schule", "turm NAHE/3 schule", "m-1"},
    {"Schule NAHE/1 Turm", "schule NAHE/1 turm", ""},
    {"Schule NAHE/2 Turm", "schule NAHE/2 turm", ""},
    {"Haus NAHE See", "haus NAHE/10 see", "h-3 m-2"},
    {"Haus NAHE/1 See", "haus NAHE/1 see", "m-2"},
    {"Dach NAHE/4 Schule", "dach NAHE/4 schule", "h-3"},
    {"(Turm ODER Dach) NAHE/5 Schule", "(turm ODER dach) NAHE/5 schule", "h-3 m-1"},
    {"\"neues Dach\" NAHE/5 Schule", "\"neues dach\" NAHE/5 schule", "h-3"},
    {"Schul* NAHE/5 Dach", "schul* NAHE/5 dach", "h-3"},
    {"=Schule NAHE/5 =Dach", "=schule NAHE/5 =dach", "h-3"},
    {"See NAHE/1 Haus NAHE/9 Turm", "see NAHE/1 haus NAHE/9 turm", "m-2"},
    {"-(Schule NAHE/3 Turm)", "-(schule NAHE/3 turm)", "h-4 h-3 m-2 n-5"},
    {"Bach ODER Schule NAHE/3 Turm", "bach ODER (schule NAHE/3 turm)", "m-1"},
    {"Schule NAHE/3 Turm Bach", "(schule NAHE/3 turm) bach", "m-1"},
    /* titles and text */
    {"titel:Brücke", "titel:brücke", "m-1"},
    {"title:Brücke", "titel:brücke", "m-1"},
    {"TITEL:brücken", "titel:brücken", "m-1"},
    {"titel:Schule", "titel:schule", ""},
    {"titel:\"Neue Brücke\"", "titel:\"neue brücke\"", "m-1"},
    {"titel:(neue Bach)", "titel:(neue bach)", "m-1"},
    {"titel:(Elbe ODER Bach)", "titel:elbe ODER titel:bach", "m-2 m-1"},
    {"titel:Brück*", "titel:brück*", "m-1"},
    {"titel:=Elbe", "titel:=elbe", "m-2"},
    {"titel:=Elben", "titel:=elben", ""},
    {"-titel:Elbe Turm", "-titel:elbe turm", "m-1"},
    {"titel:(neue NAHE/3 Bach)", "titel:neue NAHE/3 titel:bach", "m-1"},
    {"text:Koch", "text:koch", "h-4 n-5"},
    {"text:(Turm Schule)", "text:(turm schule)", "m-1"},
    {"text:\"am See\"", "\"am see\"", "m-2"},
    /* names, issuers, dates */
    {"person:Lampe", "person:\"lampe\"", "h-3"},
    {"person:(Lampe ODER Koch)", "person:\"lampe\" ODER person:\"koch\"", "h-4 h-3"},
    {"person:(Anna Lampe)", "person:\"anna lampe\"", "h-3"},
    {"person:'Anna Lampe'", "person:\"anna lampe\"", "h-3"},
    {"person:Lampe ODER Turm", "person:\"lampe\" ODER turm", "h-3 m-2 m-1"},
    {"org:\"Technisches Hilfswerk\"", "org:\"technisches hilfswerk\"", "h-3"},
    {"ort:Rheine", "ort:\"rheine\"", "h-3"},
    {"rolle:Kämmerin", "rolle:\"kämmerin\"", "h-3"},
    {"stadt:Moorfurt", "stadt:\"moorfurt\"", "m-2 m-1"},
    {"issuer:moorfurt", "stadt:\"moorfurt\"", "m-2 m-1"},
    {"stadt:Halden", "stadt:\"halden\"", "h-4 h-3"},
    {"stadt:\"Halden am Müggelsee\"", "stadt:\"halden am müggelsee\"", "h-4 h-3"},
    {"stadt:Muggelsee", "stadt:\"muggelsee\"", "h-4 h-3"},
    {"stadt:Hal", "stadt:\"hal\"", ""},
    {"stadt:(Halden ODER Moorfurt) Schule", "(stadt:\"halden\" ODER stadt:\"moorfurt\") schule",
     "h-4 h-3 m-1"},
    {"-stadt:Halden", "-stadt:\"halden\"", "m-2 m-1 n-5"},
    {"datum:2020 Turm", "datum:2020-01-01..2020-12-31 turm", "m-1"},
    {"datum:(2020 ODER 2022)", "datum:2020-01-01..2020-12-31 ODER datum:2022-01-01..2022-12-31",
     "h-3 m-1"},
    {"datum:2020 ODER Topf", "datum:2020-01-01..2020-12-31 ODER topf", "m-1 n-5"},
    {"termin:13.8.2023", "termin:2023-08-13", "h-4"},
    {"ort:stadt:Moorfurt", "stadt:\"moorfurt\"", "m-2 m-1"},
    /* pasted */
    {"Turm: Neue Schule?", "turm neue schule", NULL},
    {"Stadt: Neue Brücke", "stadt neue brücke", NULL},
    {"Termin: Montag, 5. Mai", "termin montag 5 mai", NULL},
    {"NEU: Turm", "neu turm", NULL},
    {"Wo steht der Turm?", "steht turm", "m-2 m-1"},
    {"rathaus@moorfurt.example", "rathaus@moorfurt.example", ""},
    {"§ 34 BauGB", "34 baugb", ""},
    {"02592/881-266", "02592/881-266", ""},
    {"+49 (0) 2592 / 881-0", "49 0 2592 881-0", ""},
    {"-02592/881-266 Turm", "-02592/881-266 turm", "m-2 m-1"},
    {"\xf0\x9f\x98\x80", "", ""},
    {"\xf0\x9f\x98\x80 Turm", "turm", "m-2 m-1"},
    {"C++", "c", ""},
    {"(", "", ""},
    {")", "", ""},
    {"\"", "", ""},
    {"'", "", ""},
    {"-", "", ""},
    {"=", "", ""},
    {"wort:", "wort", ""},
    {":-)", "", ""},
    {";-) Turm (-;", "turm", "m-2 m-1"},
    {"5:30", "5 30", ""},
    {"Rock 'n' Roll", "rock n roll", ""},
    {"Müller's Haus", "müller's haus", NULL},
    {"1) Turm 2) Schule", "1 turm 2 schule", NULL},
    {"(a) Turm (b) Schule", "a turm b schule", NULL},
    {"Turm (Moorfurt).", "turm moorfurt", ""},
    {"C:\\Texte\\(neu).txt", "c texte neu txt", NULL},
    {"/home/rat/turm.txt", "home rat turm.txt", NULL},
    {"Er sagt: „Der Turm steht“, und geht", "sagt \"der turm steht\" geht", ""},
    {"TURM UND SCHULE", "turm schule", "m-1"},
    {"Turm & Schule + Bach", "turm schule bach", "m-1"},
    {"[Turm] {Schule} <Bach>", "turm schule bach", "m-1"},
};
#define ROW_COUNT (sizeof(rows) / sizeof(*rows))

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

static fund_results *ask(const char *query)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.query = query;
    options.sort = FUND_BY_NEWEST;
    return opened_search(&test, options);
}

/* None where only a relaxed query finds some. */
static void list_ids(const fund_results *results, char out[TEXT_MAX])
{
    out[0] = '\0';
    if (fund_results_relaxed(results) == NULL)
        opened_list_ids(results, out, TEXT_MAX);
}

static void test_rows(void **state)
{
    (void)state;
    int failures = 0;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const struct row *row = &rows[i];
        char ids[TEXT_MAX], again_ids[TEXT_MAX];
        fund_results *results = ask(row->query);
        fund_results *again = ask(fund_results_understood(results));
        list_ids(results, ids);
        list_ids(again, again_ids);
        bool is_right = strcmp(fund_results_understood(results), row->understood) == 0 &&
                        (row->ids == NULL || strcmp(ids, row->ids) == 0);
        bool is_same = strcmp(fund_results_understood(again), row->understood) == 0 &&
                       (strcmp(ids, again_ids) == 0 || row->understood[0] == '\0');
        if (!is_right || !is_same) {
            failures++;
            print_error("'%s' is [%s] and finds %s; again [%s] and finds %s\n", row->query,
                        fund_results_understood(results), ids, fund_results_understood(again),
                        again_ids);
        }
        fund_results_free(again);
        fund_results_free(results);
    }
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
