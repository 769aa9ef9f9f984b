/*
 * Queries for frontends: how a text is read, piece by piece, the same queries built without any
 * text, and what is marked of them.
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
        .id = "a-1",
        .day = "2020-05-01",
        .title = "Neue Brücke",
        .body = "Die Schulen loben Herrn Müller, Frau Mueller lobt die Schule und das Schuldach.",
        .issuer = "Stadt Moorfurt",
    },
    {
        .id = "b-2",
        .day = "2021-05-01",
        .title = "Kein Thema",
        .body = "Der Turm der Schule fehlt.",
        .issuer = "Gemeinde Halden",
    },
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

/* ---- pieces of a text ----------------------------------------------------------------------- */

/* Each piece as kind(text), a digit behind where it is in brackets. Kinds: word, phrase, field,
 * value, operator, bracket, exclusion, star, exact. */
static const struct {
    const char *text, *spans;
    size_t start, end; /* what is wrong; the same: nothing */
} parses[] = {
    {"", "", 0, 0},
    {"Turm, Schule", "w(Turm,) w(Schule)", 0, 0},
    {" \"am See\" ", "p(\"am See\")", 0, 0},
    {"-Turm NICHT ‚a b‘", "e(-) w(Turm) e(NICHT) p(‚a b‘)", 0, 0},
    {"a ODER b", "w(a) o(ODER) w(b)", 0, 0},
    {"a ODER", "w(a) w(ODER)", 0, 0},
    {"(a NAHE/5 (b ODER c))", "b(() w(a)1 o(NAHE/5)1 b(()1 w(b)2 o(ODER)2 w(c)2 b())1 b())", 0, 0},
    {"Schul* =Müller =\"a b\"", "s(Schul*) x(=Müller) x(=\"a b\")", 0, 0},
    {"titel:Schul* titel:(a \"b\")", "f(titel:) s(Schul*) f(titel:) b(() v(a)1 v(\"b\")1 b())", 0,
     0},
    {"-person:\"Anna Lampe\" x", "e(-) f(person:) v(\"Anna Lampe\") w(x)", 0, 0},
    {"datum:18. August 2023 x", "f(datum:) v(18. August 2023) w(x)", 0, 0},
    {"Stadt: x", "w(Stadt:) w(x)", 0, 0},
    {"Bürger(innen)", "w(Bürger(innen))", 0, 0},
    {"a person: b", "w(a) f(person:)", 2, 9},
    {"a datum:31.2.2023 b", "w(a) f(datum:)", 8, 17},
    {"person:Stege* b", "f(person:)", 7, 13},
    {"a NAHE/0 b", "w(a) o(NAHE/0) w(b)", 2, 8},
};

static void write_spans(const struct fund_parse *parse, const char *text, char out[TEXT_MAX])
{
    size_t size = 0;
    out[0] = '\0';
    for (size_t i = 0; i < parse->span_count; i++) {
        const struct fund_span *span = &parse->spans[i];
        char depth[12] = "";
        if (span->depth > 0)
            snprintf(depth, sizeof(depth), "%u", (unsigned)span->depth);
        size += (size_t)snprintf(
            out + size, TEXT_MAX - size, "%s%c(%.*s)%s", i > 0 ? " " : "", "wpfvobesx"[span->kind],
            (int)(span->range.end - span->range.start), text + span->range.start, depth);
    }
}

static void test_spans(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(parses) / sizeof(*parses); i++) {
        struct fund_parse *parse = NULL;
        char spans[TEXT_MAX];
        assert_int_equal(fund_query_parse(parses[i].text, &parse, NULL), FUND_OK);
        write_spans(parse, parses[i].text, spans);
        bool is_wrong = parses[i].start < parses[i].end;
        if (strcmp(spans, parses[i].spans) != 0 || parse->wrong.start != parses[i].start ||
            parse->wrong.end != parses[i].end || (parse->status != FUND_OK) != is_wrong ||
            (parse->message != NULL) != is_wrong)
            fail_msg("'%s': %s; wrong from %zu to %zu: %s", parses[i].text, spans,
                     parse->wrong.start, parse->wrong.end,
                     parse->message != NULL ? parse->message : "nothing");
        fund_parse_free(parse);
    }
}

static void test_spans_refused(void **state)
{
    (void)state;
    struct fund_parse *parse = NULL;
    char *text = calloc(1, FUND_QUERY_MAX + 2);
    assert_non_null(text);
    memset(text, '(', FUND_QUERY_MAX);
    assert_int_equal(fund_query_parse(text, &parse, NULL), FUND_OK);
    assert_int_equal(parse->status, FUND_LIMIT);
    assert_int_equal(parse->wrong.start, 32);
    fund_parse_free(parse);
    parse = NULL;
    text[FUND_QUERY_MAX] = 'a';
    assert_int_equal(fund_query_parse(text, &parse, NULL), FUND_LIMIT);
    assert_int_equal(fund_query_parse("\xff", &parse, NULL), FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_query_parse(NULL, &parse, NULL), FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_query_parse("a", NULL, NULL), FUND_INVALID_ARGUMENT);
    assert_null(parse);
    fund_parse_free(NULL);
    free(text);
}

/* ---- queries that are built ----------------------------------------------------------------- */

static fund_query *make(enum fund_query_field field, enum fund_query_match match, const char *value)
{
    fund_query *query = NULL;
    struct fund_error error = {.message = ""};
    if (fund_query_create(field, match, value, &query, &error) != FUND_OK)
        fail_msg("'%s': %s", value, error.message);
    return query;
}

/* Joins two queries and frees them. */
static fund_query *join(enum fund_query_operator how, fund_query *a, fund_query *b,
                        uint32_t distance)
{
    const fund_query *children[] = {a, b};
    fund_query *query = NULL;
    struct fund_error error = {.message = ""};
    if (fund_query_combine(how, children, b != NULL ? 2 : 1, distance, &query, &error) != FUND_OK)
        fail_msg("%s", error.message);
    fund_query_free(a);
    fund_query_free(b);
    return query;
}

/* The query finds what the text does, and is understood as the text is. Frees it. */
static void check_same(fund_query *query, const char *text, const char *understood)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *built = NULL, *written = NULL;
    options.tree = query;
    assert_int_equal(fund_archive_search(test.archive, &options, &built, NULL), FUND_OK);
    options.tree = NULL;
    options.query = text;
    assert_int_equal(fund_archive_search(test.archive, &options, &written, NULL), FUND_OK);
    assert_string_equal(fund_results_understood(built), understood);
    assert_string_equal(fund_results_understood(written), understood);
    assert_int_equal(fund_results_count(built), fund_results_count(written));
    for (size_t i = 0; i < fund_results_count(built); i++) {
        const struct fund_hit *a = fund_results_hit(built, i), *b = fund_results_hit(written, i);
        assert_string_equal(a->id, b->id);
        assert_true(a->score == b->score);
    }
    fund_results_free(built);
    fund_results_free(written);
    fund_query_free(query);
}

static void test_built(void **state)
{
    (void)state;
    enum fund_query_field any = FUND_FIELD_ANY, title = FUND_FIELD_TITLE;
    fund_query *days = NULL;
    check_same(make(any, FUND_MATCH_WORDS, "Turm Schule"), "Turm Schule", "turm schule");
    check_same(make(any, FUND_MATCH_WORDS, "(ODER"), "oder", "oder");
    check_same(make(any, FUND_MATCH_PHRASE, "Turm der Schule"), "\"Turm der Schule\"",
               "\"turm der schule\"");
    check_same(make(any, FUND_MATCH_EXACT, "Müller"), "=Müller", "=müller");
    check_same(make(any, FUND_MATCH_PREFIX, "Schul"), "Schul*", "schul*");
    check_same(make(any, FUND_MATCH_PREFIX, "4"), "4*", "4");
    check_same(make(title, FUND_MATCH_WORDS, "neue Brücke"), "titel:(neue Brücke)",
               "titel:(neue brücke)");
    check_same(make(title, FUND_MATCH_PHRASE, "neue Brücke"), "titel:\"neue Brücke\"",
               "titel:\"neue brücke\"");
    check_same(make(FUND_FIELD_TEXT, FUND_MATCH_WORDS, "Turm"), "text:Turm", "text:turm");
    check_same(make(FUND_FIELD_PERSON, FUND_MATCH_WORDS, "Anna Lampe"), "person:\"Anna Lampe\"",
               "person:\"anna lampe\"");
    check_same(make(FUND_FIELD_ISSUER, FUND_MATCH_WORDS, "Halden"), "stadt:Halden",
               "stadt:\"halden\"");
    check_same(make(FUND_FIELD_PUBLISHED, FUND_MATCH_WORDS, "2021"), "datum:2021",
               "datum:2021-01-01..2021-12-31");
    assert_int_equal(fund_query_create_days(FUND_FIELD_EVENT, 18262, FUND_DATE_NONE, &days, NULL),
                     FUND_OK);
    check_same(days, "termin:2020-01-01..", "termin:2020-01-01..");
    check_same(join(FUND_ANY, make(any, FUND_MATCH_WORDS, "Turm"),
                    make(any, FUND_MATCH_WORDS, "neue Brücke"), 0),
               "Turm ODER (neue Brücke)", "turm ODER (neue brücke)");
    check_same(join(FUND_ALL, make(any, FUND_MATCH_PREFIX, "Schul"),
                    join(FUND_NOT, make(any, FUND_MATCH_WORDS, "Turm"), NULL, 0), 0),
               "Schul* -Turm", "schul* -turm");
    check_same(join(FUND_NEAR, make(any, FUND_MATCH_WORDS, "Turm"),
                    make(any, FUND_MATCH_WORDS, "Schule"), 3),
               "Turm NAHE/3 Schule", "turm NAHE/3 schule");
    check_same(join(FUND_NOT, make(any, FUND_MATCH_WORDS, "Turm Schule"), NULL, 0),
               "-(Turm Schule)", "-(turm schule)");
}

static void test_built_refused(void **state)
{
    (void)state;
    fund_query *none = NULL;
    enum fund_query_field any = FUND_FIELD_ANY;
    struct fund_error error;
    assert_int_equal(fund_query_create(any, FUND_MATCH_WORDS, "", &none, &error),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_query_create(any, FUND_MATCH_WORDS, NULL, &none, &error),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_query_create(any, (enum fund_query_match)4, "a", &none, &error),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(
        fund_query_create((enum fund_query_field)10, FUND_MATCH_WORDS, "a", &none, &error),
        FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_query_create(FUND_FIELD_PERSON, FUND_MATCH_PREFIX, "a", &none, &error),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_query_create(FUND_FIELD_EVENT, FUND_MATCH_WORDS, "nie", &none, &error),
                     FUND_INVALID_QUERY);
    assert_int_equal(fund_query_create(any, FUND_MATCH_PREFIX, "Sc", &none, &error),
                     FUND_INVALID_QUERY);
    assert_int_equal(fund_query_create_days(FUND_FIELD_EVENT, 2, 1, &none, &error),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_query_create_days(any, 1, 2, &none, &error), FUND_INVALID_ARGUMENT);
    fund_query *person = make(FUND_FIELD_PERSON, FUND_MATCH_WORDS, "?!");
    const fund_query *children[] = {person, person, NULL};
    assert_int_equal(fund_query_combine(FUND_NEAR, children, 2, 5, &none, &error),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_query_combine(FUND_ALL, children, 3, 0, &none, &error),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_query_combine(FUND_ALL, children, 0, 0, &none, &error),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_query_combine(FUND_ALL, children, 2, 5, &none, &error),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_query_combine(FUND_NOT, children, 2, 0, &none, &error),
                     FUND_INVALID_ARGUMENT);
    assert_null(none);
    /* a name without a word is seen by the search */
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    options.tree = person;
    assert_int_equal(fund_archive_search(test.archive, &options, &results, &error),
                     FUND_INVALID_ARGUMENT);
    assert_null(results);
    fund_query_free(person);
    fund_query_free(NULL);
}

/* As many levels as allowed and one more, as many values and one more. */
static void test_built_limits(void **state)
{
    (void)state;
    fund_query *query = make(FUND_FIELD_ANY, FUND_MATCH_WORDS, "Turm"), *more = NULL;
    const fund_query *children[1001];
    for (size_t i = 0; i < 1001; i++)
        children[i] = query;
    assert_int_equal(fund_query_combine(FUND_ANY, children, 1001, 0, &more, NULL), FUND_LIMIT);
    assert_int_equal(fund_query_combine(FUND_ANY, children, 1000, 0, &more, NULL), FUND_OK);
    fund_query_free(more);
    for (int i = 1; i < 32; i++)
        query = join(FUND_NOT, query, NULL, 0);
    children[0] = query;
    more = NULL;
    assert_int_equal(fund_query_combine(FUND_NOT, children, 1, 0, &more, NULL), FUND_LIMIT);
    assert_null(more);
    check_same(query, "-Turm", "-turm");
}

/* ---- marks, issuers, limits ----------------------------------------------------------------- */

/* The marked pieces of a-1's snippet, which shows no title, with e(xact), s(tem), p(art), a(lias). */
static const struct {
    const char *query, *marks;
} marks[] = {
    {"Brücke Schule", "Schulen:s Schule:e Schul:p"},
    {"=Müller Brücke", "Müller:e"},
    {"=mueller Brücke", "Mueller:e"},
    {"Schul* Brücke", "Schulen:s Schule:s Schuldach:s"},
    {"(Turm ODER Schule) Brücke", "Schulen:s Schule:e Schul:p"},
    {"lobt -Turm", "loben:s lobt:e"},
    {"Brücke -(Turm ODER Frau)", ""}, /* does not find it */
    {"(Herrn -(Turm Schule)) ODER Xylophon", "Herrn:e"},
    {"titel:Brücke Herrn", "Herrn:e"},
    {"text:Herrn", "Herrn:e"},
    {"lobt NAHE/3 Schule", "Schulen:s loben:s lobt:e Schule:e Schul:p"},
    {"stadt:Moorfurt Schuldach", "Schuldach:e"},
};

static void write_marks(const struct fund_hit *hit, char out[TEXT_MAX])
{
    size_t size = 0;
    out[0] = '\0';
    for (size_t i = 0; i < hit->segment_count; i++)
        if (hit->snippet[i].mark != FUND_MARK_NONE)
            size += (size_t)snprintf(out + size, TEXT_MAX - size, "%s%s:%c", size > 0 ? " " : "",
                                     hit->snippet[i].text, "nespaf"[hit->snippet[i].mark]);
}

static void test_marks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
        struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
        fund_results *results = NULL;
        char found[TEXT_MAX] = "";
        options.query = marks[i].query;
        options.snippet_size = 400;
        assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL), FUND_OK);
        for (size_t j = 0; j < fund_results_count(results); j++)
            if (strcmp(fund_results_hit(results, j)->id, "a-1") == 0)
                write_marks(fund_results_hit(results, j), found);
        if (strcmp(found, marks[i].marks) != 0)
            fail_msg("'%s' marks %s", marks[i].query, found);
        fund_results_free(results);
    }
}

static size_t count_by_issuers(const char *const *issuers, size_t count)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    options.issuers = issuers;
    options.issuer_count = count;
    assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL), FUND_OK);
    size_t found = fund_results_count(results);
    fund_results_free(results);
    return found;
}

/* Any of them. */
static void test_issuers(void **state)
{
    (void)state;
    const char *issuers[65] = {"Moorfurt", "halden", "Nirgendwo"};
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    assert_int_equal(count_by_issuers(issuers, 1), 1);
    assert_int_equal(count_by_issuers(issuers, 3), 2);
    assert_int_equal(count_by_issuers(issuers + 2, 1), 0);
    for (size_t i = 0; i < 65; i++)
        issuers[i] = "Moorfurt";
    assert_int_equal(count_by_issuers(issuers, 64), 1);
    options.issuers = issuers;
    options.issuer_count = 65;
    assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL), FUND_LIMIT);
    options.issuers = NULL;
    options.issuer_count = 1;
    assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL),
                     FUND_INVALID_ARGUMENT);
    issuers[0] = "?";
    options.issuers = issuers;
    assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL),
                     FUND_INVALID_ARGUMENT);
    assert_null(results);
}

/* Words with a star: as many as allowed, and one more. */
static void test_many_stars(void **state)
{
    (void)state;
    char query[1024];
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    struct fund_error error = {.code = FUND_OK};
    fund_results *results = NULL;
    size_t size = 0;
    options.query = query;
    for (int i = 0; i < 64; i++)
        size += (size_t)snprintf(query + size, sizeof(query) - size, "-abc%d* ", i);
    assert_int_equal(fund_archive_search(test.archive, &options, &results, NULL), FUND_OK);
    fund_results_free(results);
    results = NULL;
    snprintf(query + size, sizeof(query) - size, "-def*");
    assert_int_equal(fund_archive_search(test.archive, &options, &results, &error), FUND_LIMIT);
    assert_int_equal(error.offset, size + 1);
    assert_null(results);
}

#define MANY_WORDS 10001

static const struct {
    const char *query;
    fund_status status;
    size_t offset;
} many_forms[] = {
    {"zzz*", FUND_LIMIT, 0},              /* 10,001 words: one too many */
    {"zzz1* zzz2* zzz3*", FUND_OK, 0},    /* 3,334 */
    {"zzz1* zzz2* zzz*", FUND_LIMIT, 12}, /* together */
    {"titel:zzz1*", FUND_LIMIT, 6},       /* 1,112 */
    {"titel:zzz12*", FUND_OK, 0},         /* 111 */
    {"zzz12* NAHE Turm", FUND_LIMIT, 0},  /* 111 */
    {"zzz123* NAHE Turm", FUND_OK, 0},    /* 11 */
    {"(zzz123* ODER zzz124* ODER zzz125*) NAHE (zzz126* ODER zzz127*)", FUND_LIMIT,
     0}, /* 33 * 22 */
};

/* Words that a star stands for: as many as allowed, and one more. */
static void test_many_forms(void **state)
{
    (void)state;
    char *body = calloc(MANY_WORDS, 10), path[320];
    size_t size = 0;
    fund_archive *archive = NULL;
    assert_non_null(body);
    for (int i = 0; i < MANY_WORDS; i++)
        size += (size_t)snprintf(body + size, 10, "zzz%d ", i);
    const struct sample_release release = {
        .id = "z-1", .day = "2020-01-01", .title = "Turm", .body = body};
    snprintf(path, sizeof(path), "%s/forms", test.folder);
    assert_true(sample_write(path, &release, 1));
    assert_int_equal(fund_archive_open(path, NULL, &archive, NULL), FUND_OK);
    for (size_t i = 0; i < sizeof(many_forms) / sizeof(*many_forms); i++) {
        struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
        struct fund_error error = {.code = FUND_OK};
        fund_results *results = NULL;
        options.query = many_forms[i].query;
        fund_status status = fund_archive_search(archive, &options, &results, &error);
        if (status != many_forms[i].status || error.offset != many_forms[i].offset)
            fail_msg("'%s': %d at %zu, %s", options.query, (int)status, error.offset,
                     error.message);
        fund_results_free(results);
    }
    fund_archive_close(archive);
    free(body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans),        cmocka_unit_test(test_spans_refused),
        cmocka_unit_test(test_built),        cmocka_unit_test(test_built_refused),
        cmocka_unit_test(test_built_limits), cmocka_unit_test(test_marks),
        cmocka_unit_test(test_issuers),      cmocka_unit_test(test_many_stars),
        cmocka_unit_test(test_many_forms),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
