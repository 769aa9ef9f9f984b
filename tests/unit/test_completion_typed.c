/*
 * What is being typed, as completion sees it, and texts as they are looked up by.
 */
#include "query/lib/completion/text.h"
#include "query/lib/completion/typed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define W   (1u << COMPLETION_WORD)
#define P   (1u << COMPLETION_PERSON)
#define O   (1u << COMPLETION_ORGANISATION)
#define L   (1u << COMPLETION_PLACE)
#define T   (1u << COMPLETION_TITLE)
#define ALL (W | P | O | L | T)

/* Runs as "start:prefix|start:prefix", then the word. */
static void describe(const struct completion_typed *typed, char out[static 400])
{
    size_t size = 0;
    out[0] = '\0';
    for (size_t i = 0; i < typed->run_count; i++)
        size += (size_t)snprintf(out + size, 400 - size, "%s%zu:%.*s", i > 0 ? "|" : "",
                                 typed->runs[i].start, (int)typed->runs[i].prefix.size,
                                 typed->runs[i].prefix.data);
    snprintf(out + size, 400 - size, " [%.*s]", (int)typed->word.size, typed->word.data);
}

static void test_typed(void **state)
{
    static const struct {
        const char *text;
        unsigned kinds;
        bool is_excluded;
        const char *closing, *found;
    } rows[] = {
        {"", ALL, false, NULL, " []"},
        {"  ", ALL, false, NULL, " []"},
        {"Mül", ALL, false, NULL, "0:muel [muel]"},
        {"tag der Off", ALL, false, NULL, "0:tag der off|4:der off|8:off [off]"},
        {"tag der ", ALL, false, NULL, "0:tag der |4:der  []"},
        {"  ruhr-k", ALL, false, NULL, "2:ruhr k [ruhr-k]"},
        {"(Haus", ALL, false, NULL, "0:haus [haus]"},
        {"person:Steg", P, false, NULL, "0:steg [steg]"},
        {"Markt PERSON:", P, false, NULL, "6: []"},
        {"org:\"Techn. Hi", O, false, NULL, "0:techn hi []"},
        {"ort:Haltern kosten", ALL, false, NULL, "12:kosten [kosten]"},
        {"titel:tag", T, false, NULL, "0:tag [tag]"},
        {"datum:20", 0, false, NULL, "0:20 [20]"},
        {"stadt:Hal", 0, false, NULL, "0:hal [hal]"},
        {"text:Koch", W, false, NULL, "0:koch [koch]"},
        {"Stadt: Neue Re", ALL, false, NULL, "0:stadt neue re|7:neue re|12:re [re]"},
        {"xy:zett", ALL, false, NULL, "0:xy zett [xy:zett]"},
        {"Markt -karn", W, true, NULL, "0:markt karn|6:karn [karn]"},
        {"Markt -Karn abs", ALL, false, NULL, "0:markt karn abs|12:abs [abs]"},
        {"-", ALL, false, NULL, " []"},
        {"-person:st", P, true, NULL, "0:st [st]"},
        {"\"tag der", ALL, false, "\"", "0:tag der []"},
        {"\"(der", ALL, false, "\"", "0:der [der]"},
        {"\"tag der\" off", ALL, false, NULL, "0:tag der off|10:off [off]"},
        {"\"tag\"", ALL, false, NULL, "0:tag  []"},
        {"Haus „am S", ALL, false, "“", "0:haus am s|5:am s []"},
        {"Haus „am See“ x", ALL, false, NULL, "0:haus am see x|18:x [x]"},
        {"»am S", ALL, false, "«", "0:am s []"},
        {"a\tb", ALL, false, NULL, "0:a b|2:b [b]"},
        {"...", ALL, false, NULL, " []"},
        {"\x01\x02x", ALL, false, NULL, "0:x [x]"},
        {"Haus - Hof", ALL, false, NULL, "0:haus hof|5:hof|7:hof [hof]"},
        /* the ninth word before the cursor is forgotten, but for the whole */
        {"a b c d e f g h i", ALL, false, NULL,
         "0:a b c d e f g h i|2:b c d e f g h i|4:c d e f g h i|6:d e f g h i|8:e f g h i|10:f g h "
         "i|12:g h i|14:h "
         "i|16:i [i]"},
    };
    char text[400];
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct arena arena = arena_init((size_t)1 << 20);
        struct completion_typed typed;
        assert_int_equal(completion_typed_read(slice_from(rows[i].text), &arena, &typed, NULL),
                         FUND_OK);
        describe(&typed, text);
        assert_string_equal(text, rows[i].found);
        assert_int_equal(typed.kinds, rows[i].kinds);
        assert_int_equal(typed.is_excluded, rows[i].is_excluded);
        if (rows[i].closing == NULL)
            assert_null(typed.closing);
        else
            assert_string_equal(typed.closing, rows[i].closing);
        arena_finish(&arena);
    }
}

/* One byte more than can be a text of the table is looked up as nothing. */
static void test_longest(void **state)
{
    char text[COMPLETION_TEXT_MAX + 1];
    (void)state;
    memset(text, 'x', sizeof(text));
    for (size_t more = 0; more <= 1; more++) {
        struct arena arena = arena_init((size_t)1 << 20);
        struct completion_typed typed;
        struct slice slice = slice_of(text, COMPLETION_TEXT_MAX + more);
        assert_int_equal(completion_typed_read(slice, &arena, &typed, NULL), FUND_OK);
        assert_int_equal(typed.run_count, 1 - more);
        assert_int_equal(typed.word.size, more == 0 ? COMPLETION_TEXT_MAX : 0);
        arena_finish(&arena);
    }
}

static void test_normalise(void **state)
{
    static const struct {
        const char *text, *normal;
    } rows[] = {
        {"", ""},
        {"...", ""},
        {"Tag der offenen Tür: Rat-Haus", "tag der offenen tuer rat haus"},
        {" „Größe“ – 3.000 €", "groesse 3 000 "},
        {"e.V.", "e v "},
        {"Nguyễn", "nguyen"},
        {"日本\U0001F600x", "日本 x"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer out = buffer_init(1000);
        assert_int_equal(completion_normalise(slice_from(rows[i].text), &out, NULL), FUND_OK);
        assert_string_equal(out.data != NULL ? out.data : "", rows[i].normal);
        buffer_finish(&out);
    }
}

static void test_match(void **state)
{
    static const struct {
        const char *text;
        bool is_word;
        size_t offset, size, start, end;
    } rows[] = {
        {"Müller", true, 0, 4, 0, 4},         /* muel: M, ü (2 bytes), l */
        {"Müller", true, 0, 2, 0, 3},         /* mu: the ü is not cut */
        {"Straße", true, 0, 7, 0, 7},         /* strasse */
        {"Ruhr-Konferenz", true, 0, 6, 0, 6}, /* ruhr-k */
        {"Andreas Stegemann", false, 8, 4, 8, 12} /* steg of "andreas stegemann" */,
        {"„Tag“, der Tür", false, 4, 3, 11, 14}, /* der of "tag der tuer" */
        {"„Tag“, der Tür", false, 0, 5, 3, 12},  /* "tag d" */
        {"Haus", false, 9, 3, 0, 0},             /* beyond */
        {"", false, 0, 1, 0, 0},
        {"Haus", false, 0, 0, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        size_t start = 99, end = 99;
        assert_int_equal(completion_match(slice_from(rows[i].text), rows[i].is_word, rows[i].offset,
                                          rows[i].size, &start, &end, NULL),
                         FUND_OK);
        assert_int_equal(start, rows[i].start);
        assert_int_equal(end, rows[i].end);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_typed),
        cmocka_unit_test(test_longest),
        cmocka_unit_test(test_normalise),
        cmocka_unit_test(test_match),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
