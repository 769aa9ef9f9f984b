/*
 * The query language: text -> parts, and what is refused.
 */
#include "query/lib/parse/parse.h"

#include "core/base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define TODAY 19587 /* Friday, 18 August 2023 */

/* A part as "[-]kind(text)" with the kinds t p P O L R D E I w * =, a T before those of titles;
 * dates as first..last. */
static const struct {
    const char *query, *parts;
} readable[] = {
    {"", ""},
    {"   \n\t", ""},
    {"Clan", "t(Clan)"},
    {"Clan Kriminalität", "t(Clan Kriminalität)"},
    {"  Clan\u00a0 Ruhr  ", "t(Clan\u00a0 Ruhr)"},
    {"Clan-Kriminalität", "t(Clan-Kriminalität)"},
    {"\"Haus am See\"", "p(Haus am See)"},
    {"„Haus am See“", "p(Haus am See)"},
    {"“house by the lake”", "p(house by the lake)"},
    {"»Haus am See«", "p(Haus am See)"},
    {"«maison au bord»", "p(maison au bord)"},
    {"„Haus am See\"", "p(Haus am See)"},
    {"\"Haus am See", "p(Haus am See)"},
    {"\"", "p()"},
    {"\"\"", "p()"},
    {"vor \"Haus am See\" nach", "t(vor) p(Haus am See) t(nach)"},
    {"a\"b\"c", "t(a) p(b) t(c)"},
    {"Markt -Weihnachten", "t(Markt) -t(Weihnachten)"},
    {"Markt -\"Alter Markt\" Platz", "t(Markt) -p(Alter Markt) t(Platz)"},
    {"-person:Lampe", "-P(Lampe)"},
    {"-datum:2023", "-D(2023-01-01..2023-12-31)"},
    {"Essen - Ruhr", "t(Essen - Ruhr)"},
    {"-- --hilfe", "t(-- --hilfe)"},
    {"-", "t(-)"},
    {"person:Lampe", "P(Lampe)"},
    {"Person:\"Helmut Lampe\" Ruhr", "P(Helmut Lampe) t(Ruhr)"},
    {"person:„Helmut Lampe“", "P(Helmut Lampe)"},
    {"org:Feuerwehr organisation:\"SiKo Ruhr\"", "O(Feuerwehr) O(SiKo Ruhr)"},
    {"ort:Haltern place:\"Haltern am See\"", "L(Haltern) L(Haltern am See)"},
    {"rolle:Kämmerin -role:Leiter", "R(Kämmerin) -R(Leiter)"},
    {"datum:18.8.2023", "D(2023-08-18..2023-08-18)"},
    {"date:2023-08 Markt", "D(2023-08-01..2023-08-31) t(Markt)"},
    {"datum:august 2023 Markt", "D(2023-08-01..2023-08-31) t(Markt)"},
    {"datum:18. August 2023 Markt", "D(2023-08-18..2023-08-18) t(Markt)"},
    {"datum:2019 .. 2021 Markt", "D(2019-01-01..2021-12-31) t(Markt)"},
    {"datum:\"18. August 2023\"", "D(2023-08-18..2023-08-18)"},
    {"datum:2023, Markt", "D(2023-01-01..2023-12-31) t(Markt)"},
    {"termin:2023-Q3", "E(2023-07-01..2023-09-30)"},
    {"datum:letzte woche Markt", "D(2023-08-07..2023-08-13) t(Markt)"},
    {"datum:gestern Markt", "D(2023-08-17..2023-08-17) t(Markt)"},
    {"datum:bis ende mai 2023 Markt", "D(..2023-05-31) t(Markt)"},
    {"datum:19.8.", "D(2022-08-19..2022-08-19)"},
    {"termin:19.8.", "E(2023-08-19..2023-08-19)"},
    {"termin:vom 27. Dezember 2023 bis zum 5. Januar 2024 Fest",
     "E(2023-12-27..2024-01-05) t(Fest)"},
    {"event:..2021", "E(..2021-12-31)"},
    {"Uhr: 18", "t(Uhr: 18)"},
    {"Meldungsdatum: 18.8.2023", "t(Meldungsdatum: 18.8.2023)"},
    {"https://www.example.org/a?b=c:d", "t(https://www.example.org/a?b=c:d)"},
    {"rathaus@example.org", "t(rathaus@example.org)"},
    {"personen:Lampe", "t(personen:Lampe)"},
    {"person Lampe", "t(person Lampe)"},
    {"[ { * ? ~ ^ + ! & | \\ }", "t([ { * ? ~ ^ + ! & | \\ })"},
    /* operators */
    {"a ODER b", "any(t(a) t(b))"},
    {"a OR b", "any(t(a) t(b))"},
    {"a oder b", "t(a oder b)"},
    {"a b ODER c d", "t(a) any(t(b) t(c)) t(d)"},
    {"a UND b", "t(a UND b)"},
    {"a AND b", "t(a) t(b)"},
    {"a UND b ODER c", "any(t(a UND b) t(c))"},
    {"a ODER b UND c", "any(t(a) t(b UND c))"},
    {"a ODER b ODER c", "any(t(a) t(b) t(c))"},
    {"(a ODER b) ODER c", "any(t(a) t(b) t(c))"},
    {"a (b ODER c)", "t(a) any(t(b) t(c))"},
    {"(a b) ODER c", "any(t(a b) t(c))"},
    {"(a) (b)", "t(a) (b)"},
    {"NICHT a b", "-t(a) t(b)"},
    {"NICHT NICHT a", "t(a)"},
    {"NICHT -a", "t(a)"},
    {"NOT (a b)", "-t(a b)"},
    {"a ODER NICHT b", "any(t(a) not(t(b)))"},
    {"-(a ODER b)", "-any(t(a) t(b))"},
    {"a NAHE/5 b c", "near(t(a) 5 t(b)) t(c)"},
    {"a NEAR b NAHE/2 c", "near(t(a) 10 t(b) 2 t(c))"},
    {"(a ODER \"b c\") NAHE/5 d", "near(any(t(a) p(b c)) 5 t(d))"},
    {"a NAHE/5 b ODER c", "any(near(t(a) 5 t(b)) t(c))"},
    /* and what is none */
    {"ODER", "t(ODER)"},
    {"a ODER", "t(a ODER)"},
    {"ODER a", "t(ODER a)"},
    {"a ODER ODER b", "any(t(a) t(b))"},
    {"Elbe ODER ODER", "t(Elbe ODER ODER)"},
    {"UND", "t(UND)"},
    {"NICHT", "t(NICHT)"},
    {"a NICHT", "t(a NICHT)"},
    {"-ODER a", "-t(ODER) t(a)"},
    {"(", ""},
    {")", "t())"},
    {"()", ""},
    {"(()", ""},
    {"() ODER a", "t(a)"},
    {"a (b", "t(a (b)"},
    {"a) b", "t(a) b)"},
    {"(a ODER b", "any(t(a) t(b))"},
    {"((a) ODER (b", "any(t(a) t(b))"},
    {"Bürger(innen) (Altstadt)", "t(Bürger(innen) (Altstadt)"},
    {"NAHE/7 a", "t(NAHE/7 a)"},
    {"a NAHEN b", "t(a NAHEN b)"},
    /* stars and exact words */
    {"Mül*", "*(Mül)"},
    {"Öl*", "*(Öl)"},
    {"4* Hotel 12*", "t(4* Hotel 12*)"},
    {"123*", "*(123)"},
    {"*", "t(*)"},
    {"*wort", "t(*wort)"},
    {"*wort*", "t(*wort*)"},
    {"**fett** gedruckt", "t(**fett** gedruckt)"},
    {"Bürger*innen", "t(Bürger*innen)"},
    {"a:bcd* (abc)* Clan-Krim*", "t(a:bcd* (abc)*) *(Clan-Krim)"},
    {"Schul** -Kita*", "*(Schul) -*(Kita)"},
    {"=Müller", "=(Müller)"},
    {"=\"Haus am See\" -=Haus", "=(Haus am See) -=(Haus)"},
    {"a = b == c =) =-O", "t(a = b == c =) =-O)"},
    /* single quotes and apostrophes */
    {"'Haus am See'", "p(Haus am See)"},
    {"‚Haus am See‘ ‹ja bitte›", "p(Haus am See) p(ja bitte)"},
    {"Rock 'n' Roll 'Haus'", "t(Rock 'n' Roll 'Haus')"},
    {"Hans' Haus", "t(Hans' Haus)"},
    {"Rock'n'Roll geht's", "t(Rock'n'Roll geht's)"},
    {"'s ist wahr", "t('s ist wahr)"},
    /* fields */
    {"titel:Brücke", "Tw(Brücke)"},
    {"title:\"Neue Brücke\"", "Tp(Neue Brücke)"},
    {"titel:(Brücke neu) Ruhr", "Tw(Brücke neu) t(Ruhr)"},
    {"titel:(a ODER b)", "any(Tw(a) Tw(b))"},
    {"titel:Brück* titel:=Brücke", "T*(Brück) T=(Brücke)"},
    {"text:Koch", "w(Koch)"},
    {"stadt:Haltern issuer:\"Haltern am See\"", "I(Haltern) I(Haltern am See)"},
    {"person:(Lampe ODER \"Anna Schulte\")", "any(P(Lampe) P(Anna Schulte))"},
    {"person:(Anna Lampe)", "P(Anna Lampe)"},
    {"datum:(2020 ODER 2021)", "any(D(2020-01-01..2020-12-31) D(2021-01-01..2021-12-31))"},
    {"(datum:2020 Markt)", "D(2020-01-01..2020-12-31) t(Markt)"},
    {"ort:person:Lampe", "P(Lampe)"},
    {"person:ODER", "P(ODER)"},
    {"person:-Lampe", "P(-Lampe)"},
    {"Stadt: Neue Regeln", "t(Stadt: Neue Regeln)"},
    {"Termin: Montag", "t(Termin: Montag)"},
    {"NEU: Titel:", "t(NEU: Titel:)"},
    {"\u2026 \u2013 !", "t(\u2026 \u2013 !)"},
};

static const struct {
    const char *query;
    size_t offset;
    const char *words; /* that the message holds */
} refused[] = {
    {"person:", 0, "person:Lampe"},
    {"Ruhr person: Lampe", 5, "person:Lampe"},
    {"person:\"\"", 7, "no name"},
    {"-org:", 1, "org:"},
    {"titel:", 0, "titel:Brücke"},
    {"titel:()", 0, "no word"},
    {"a (stadt:)", 3, "stadt:Haltern"},
    {"text: x", 0, "no word"},
    {"rolle:\"  \"", 6, "rolle:Kämmerin"},
    {"person:Stege*", 7, "takes no word with a star"},
    {"Mu*", 0, "'Mu*' has too few letters before its star; write at least 3"},
    {"Haus -a**", 6, "'a*' has too few letters"},
    {"titel:(Haus ODER B5*)", 17, "'B5*' has too few letters"},
    {"a NAHE/0 b", 2, "from 1 to 100"},
    {"a NAHE/101 b", 2, "from 1 to 100"},
    {"a NEAR/x b", 2, "from 1 to 100"},
    {"a NAHE person:Lampe", 2, "NAHE stands between"},
    {"-a NAHE b", 3, "NAHE stands between"},
    {"(a UND \"b\") NAHE b", 12, "NAHE stands between"},
    {"datum:(2020 ODER neulich)", 17, "'neulich' is no date"},
    {"datum:", 0, "datum:18.8.2023"},
    {"datum:\"\"", 7, "no date"},
    {"datum:..", 6, "no date"},
    {"datum:31.2.2023", 6, "'31.2.2023' is no day of the calendar; write datum:18.8.2023"},
    {"Markt datum:demnaechst", 12, "'demnaechst' is no date"},
    {"termin:\"32. Mai 2023\"", 8, "no day of the calendar"},
    {"datum:2021..2019", 6, "ends before it begins"},
    {"date:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 5,
     "date:\"august 2023\""},
};

static void put_span(struct buffer *out, struct day_span days)
{
    char first[DATE_ISO_SIZE], last[DATE_ISO_SIZE];
    date_format_iso(days.first_day, first);
    date_format_iso(days.last_day, last);
    assert_int_equal(buffer_append_format(out, NULL, "%s..%s", first, last), FUND_OK);
}

static void put_part(struct buffer *out, const struct query_part *part);

/* all(…), any(…), not(…), near(a 5 b) */
static void put_node(struct buffer *out, const struct query_node *node)
{
    static const char *const names[] = {"", "all(", "any(", "not(", "near("};
    if (node->type == QUERY_LEAF) {
        put_part(out, &node->part);
        return;
    }
    assert_int_equal(buffer_append_format(out, NULL, "%s", names[node->type]), FUND_OK);
    for (const struct query_node *child = node->first; child != NULL; child = child->next) {
        if (child != node->first)
            assert_int_equal(buffer_append_byte(out, ' ', NULL), FUND_OK);
        if (node->type == QUERY_NEAR && child != node->first)
            assert_int_equal(buffer_append_format(out, NULL, "%u ", child->distance), FUND_OK);
        put_node(out, child);
    }
    assert_int_equal(buffer_append_byte(out, ')', NULL), FUND_OK);
}

static void put_part(struct buffer *out, const struct query_part *part)
{
    bool is_date = part->kind == QUERY_PUBLISHED || part->kind == QUERY_EVENT;
    if (part->is_excluded)
        assert_int_equal(buffer_append_byte(out, '-', NULL), FUND_OK);
    if (part->kind == QUERY_GROUP) {
        put_node(out, part->group);
        return;
    }
    assert_int_equal(buffer_append_format(out, NULL, "%s%c(", part->in_title ? "T" : "",
                                          "tpPOLRDEIw*="[part->kind]),
                     FUND_OK);
    if (is_date)
        put_span(out, part->days);
    else
        assert_int_equal(buffer_append(out, part->text, NULL), FUND_OK);
    assert_int_equal(buffer_append_byte(out, ')', NULL), FUND_OK);
}

static void test_readable(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(readable) / sizeof(*readable); i++) {
        struct arena arena = arena_init(1u << 20);
        struct buffer out = buffer_init(1u << 20);
        struct query query = {0};
        struct fund_error error = {.message = ""};
        if (query_parse(slice_from(readable[i].query), TODAY, &arena, &query, NULL, &error) !=
            FUND_OK)
            fail_msg("'%s': %s", readable[i].query, error.message);
        for (size_t j = 0; j < query.count; j++) {
            if (j > 0)
                assert_int_equal(buffer_append_byte(&out, ' ', NULL), FUND_OK);
            put_part(&out, &query.parts[j]);
        }
        if (!slice_equal(buffer_slice(&out), slice_from(readable[i].parts)))
            fail_msg("'%s' gives %s", readable[i].query, out.data);
        buffer_finish(&out);
        arena_finish(&arena);
    }
}

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        struct arena arena = arena_init(1u << 20);
        struct query query = {0};
        struct fund_error error = {.message = ""};
        fund_status status =
            query_parse(slice_from(refused[i].query), TODAY, &arena, &query, NULL, &error);
        if (status != FUND_INVALID_QUERY || error.offset != refused[i].offset ||
            strstr(error.message, refused[i].words) == NULL)
            fail_msg("'%s': %d at %zu, %s", refused[i].query, (int)status, error.offset,
                     error.message);
        arena_finish(&arena);
    }
}

/* One word more than allowed, each a part of its own. */
static void test_too_many_parts(void **state)
{
    (void)state;
    struct arena arena = arena_init(1u << 22);
    struct buffer text = buffer_init(1u << 20);
    struct query query = {0};
    struct fund_error error = {.code = FUND_OK};
    for (int i = 0; i < 3 * QUERY_PARTS_MAX; i++) /* these are one */
        assert_int_equal(buffer_append(&text, SLICE("b "), NULL), FUND_OK);
    for (int i = 0; i + 1 < QUERY_PARTS_MAX; i++)
        assert_int_equal(buffer_append(&text, SLICE("-a "), NULL), FUND_OK);
    assert_int_equal(query_parse(buffer_slice(&text), TODAY, &arena, &query, NULL, &error),
                     FUND_OK);
    assert_int_equal(query.count, QUERY_PARTS_MAX);
    assert_int_equal(buffer_append(&text, SLICE("-a"), NULL), FUND_OK);
    query = (struct query){0};
    assert_int_equal(query_parse(buffer_slice(&text), TODAY, &arena, &query, NULL, &error),
                     FUND_LIMIT);
    arena_finish(&arena);
    buffer_finish(&text);
}

/* Brackets inside each other: as many as allowed, and one more. */
static void test_too_deep(void **state)
{
    (void)state;
    char text[QUERY_DEPTH_MAX + 4];
    struct arena arena = arena_init(1u << 20);
    struct query query = {0};
    struct fund_error error = {.code = FUND_OK};
    memset(text, '(', sizeof(text));
    text[QUERY_DEPTH_MAX] = 'a';
    assert_int_equal(
        query_parse(slice_of(text, QUERY_DEPTH_MAX + 1), TODAY, &arena, &query, NULL, &error),
        FUND_OK);
    assert_int_equal(query.count, 1);
    text[QUERY_DEPTH_MAX] = '(';
    assert_int_equal(
        query_parse(slice_of(text, QUERY_DEPTH_MAX + 2), TODAY, &arena, &query, NULL, &error),
        FUND_LIMIT);
    assert_int_equal(error.offset, QUERY_DEPTH_MAX);
    arena_finish(&arena);
}

/* A text that only has what is looked for to its end is read quickly all the same. */
static void test_long_texts(void **state)
{
    (void)state;
    static const char *const pieces[] = {"' ", "ODER ", "NICHT ", "a ODER ", "- ", ") ", "=' "};
    for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
        struct arena arena = arena_init(1u << 24);
        struct buffer text = buffer_init(10240);
        struct query query = {0};
        while (buffer_append(&text, slice_from(pieces[i]), NULL) == FUND_OK)
            continue;
        fund_status status = query_parse(buffer_slice(&text), TODAY, &arena, &query, NULL, NULL);
        assert_true(status == FUND_OK || status == FUND_LIMIT);
        buffer_finish(&text);
        arena_finish(&arena);
    }
}

static void test_no_memory(void **state)
{
    (void)state;
    struct arena arena = arena_init(16);
    struct query query = {0};
    assert_int_equal(query_parse(SLICE("Clan"), TODAY, &arena, &query, NULL, NULL), FUND_NO_MEMORY);
    arena_finish(&arena);
}

/* Whatever is pasted: no crash, and parts that lie inside the text. */
static void test_random_text(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "\"",    "„",        "“",      "»",    "«",  "-",      " ", "person:", "datum:", "2023",
        ".",     "..",       "ä",      "Clan", "\n", ":",      "q", "(",       ")",      " ODER ",
        " UND ", " NAHE/3 ", "NICHT ", "*",    "=",  "titel:", "'", "‚"};
    uint32_t seed = 7;
    for (int i = 0; i < 5000; i++) {
        char text[256] = "";
        size_t size = 0;
        for (int j = 0; j < 12; j++) {
            seed = seed * 1103515245u + 12345u;
            const char *piece = pieces[(seed >> 16) % (sizeof(pieces) / sizeof(*pieces))];
            memcpy(text + size, piece, strlen(piece) + 1);
            size += strlen(piece);
        }
        struct arena arena = arena_init(1u << 20);
        struct query query = {0};
        fund_status status = query_parse(slice_of(text, size), TODAY, &arena, &query, NULL, NULL);
        assert_true(status == FUND_OK || status == FUND_INVALID_QUERY);
        for (size_t j = 0; j < query.count; j++) {
            if (query.parts[j].kind == QUERY_GROUP)
                continue;
            assert_true(query.parts[j].offset + query.parts[j].text.size <= size);
            assert_ptr_equal(query.parts[j].text.data, text + query.parts[j].offset);
        }
        arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readable),       cmocka_unit_test(test_refused),
        cmocka_unit_test(test_too_many_parts), cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_random_text),    cmocka_unit_test(test_too_deep),
        cmocka_unit_test(test_long_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
