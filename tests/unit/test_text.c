/*
 * The analyser: tokens, parts, stems and positions of texts in tables; agreement with ICU.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

#include "core/base/dict.h"
#include "core/base/utf8.h"
#include "core/text/stem.h"
#include "core/text/text.h"
#include "tests/unit/text_fixture.h"

/* ---- what a text becomes -------------------------------------------------------------------- */

static void assert_analysis(struct text_cursor *cursor, const char *text, const char *expected)
{
    struct buffer out = buffer_init(LIMIT);
    uint32_t next = analyse(cursor, slice_from(text), 1, &out);
    if (!slice_equal(buffer_slice(&out), slice_from(expected)))
        fail_msg("'%s' becomes\n%s, not\n%s", text, out.size > 0 ? out.data : "", expected);
    size_t parts = 0;
    for (size_t i = 0; i < out.size; i++)
        parts += out.data[i] == '@';
    assert_int_equal(next, 1 + parts);
    buffer_finish(&out);
}

static const struct {
    const char *text, *tokens;
} token_rows[] = {
    {"", ""},
    {" ", ""},
    {"-", ""},
    {"a", "a 0-1 a | 1:a@0-1\n"},
    {"7", "7 0-1 7 | 1:7@0-1\n"},
    {"Rat tagt.", "rat 0-3 rat | 1:rat@0-3\ntagt 4-8 tag | 2:tag@4-8\n"},
    {"„Haus“", "haus 3-7 haus | 1:haus@3-7\n"},
    {"Häuser", "haeuser 0-7 haus | 1:haus@0-7\n"},
    /* hyphens join */
    {"Ruhr-Konferenz", "ruhr-konferenz 0-14 ruhrkonferenz | 1:ruhr@0-4 2:konferenz@5-14\n"},
    {"Ruhr\u2010Konferenz", "ruhr-konferenz 0-16 ruhrkonferenz | 1:ruhr@0-4 2:konferenz@7-16\n"},
    {"Ruhr\u2011Konferenz", "ruhr-konferenz 0-16 ruhrkonferenz | 1:ruhr@0-4 2:konferenz@7-16\n"},
    {"Covid-19", "covid-19 0-8 covid19 | 1:covid@0-5 2:19@6-8\n"},
    {"A-B-C", "a-b-c 0-5 abc | 1:a@0-1 2:b@2-3 3:c@4-5\n"},
    {"2019-2021", "2019-2021 0-9 20192021 | 1:2019@0-4 2:2021@5-9\n"},
    /* and don't */
    {"-Rat-", "rat 1-4 rat | 1:rat@1-4\n"},
    {"a--b", "a 0-1 a | 1:a@0-1\nb 3-4 b | 2:b@3-4\n"},
    {"a - b", "a 0-1 a | 1:a@0-1\nb 4-5 b | 2:b@4-5\n"},
    {"a- b", "a 0-1 a | 1:a@0-1\nb 3-4 b | 2:b@3-4\n"},
    {"a -b", "a 0-1 a | 1:a@0-1\nb 3-4 b | 2:b@3-4\n"},
    {"a-\nb", "a 0-1 a | 1:a@0-1\nb 3-4 b | 2:b@3-4\n"},
    {"a–b", "a 0-1 a | 1:a@0-1\nb 4-5 b | 2:b@4-5\n"},
    {"a-.b", "a 0-1 a | 1:a@0-1\nb 3-4 b | 2:b@3-4\n"},
    {"a-\u0308b", "a 0-1 a | 1:a@0-1\nb 4-5 b | 2:b@4-5\n"},
    {"a-b-", "a-b 0-3 ab | 1:a@0-1 2:b@2-3\n"},
    {"a-b--c", "a-b 0-3 ab | 1:a@0-1 2:b@2-3\nc 5-6 c | 3:c@5-6\n"},
    {"a-b -c", "a-b 0-3 ab | 1:a@0-1 2:b@2-3\nc 5-6 c | 3:c@5-6\n"},
    /* numbers keep their form */
    {"18.08.2023", "18.08.2023 0-10 18.08.2023 | 1:18.08.2023@0-10\n"},
    {"3,5 1.000", "3,5 0-3 3,5 | 1:3,5@0-3\n1.000 4-9 1.000 | 2:1.000@4-9\n"},
    /* other scripts, without a stemmer */
    {"мир", "мир 0-6 мир | 1:мир@0-6\n"},
    {"سلام", "سلام 0-8 سلام | 1:سلام@0-8\n"},
    {"東京", "東京 0-6 東京 | 1:東京@0-6\n"},
    {"カメラ", "カメラ 0-9 カメラ | 1:カメラ@0-9\n"},
    /* soft hyphens and marks belong to the word that they stand in */
    {"Amt\u00ads", "amts 0-6 amt | 1:amt@0-6\n"},
    {"u\u0308", "ue 0-3 ue | 1:ue@0-3\n"},
    /* no words: emoji, a flag, underscores, punctuation, an invisible letter of Hangul */
    {"😀 🇩🇪 __ ... \u3164 §", ""},
    {"1\ufe0f\u20e3", "1 0-7 1 | 1:1@0-7\n"},
    {"a-__-b", "a-__-b 0-6 a__b | 1:a@0-1 2:b@5-6\n"},
    {"\u3164-b", "-b 0-5 b | 1:b@4-5\n"},
};

static void tokens_are_as_the_table_says(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(token_rows) / sizeof(token_rows[0]); i++)
        assert_analysis(fixture->cursor, token_rows[i].text, token_rows[i].tokens);
}

static void null_text_is_an_empty_one(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = buffer_init(LIMIT);
    assert_int_equal(analyse(fixture->cursor, slice_of(NULL, 0), 1, &out), 1);
    assert_int_equal(out.size, 0);
}

static void nul_is_no_end(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = buffer_init(LIMIT);
    analyse(fixture->cursor, SLICE("a\0b"), 1, &out);
    assert_string_equal(out.data, "a 0-1 a | 1:a@0-1\nb 2-3 b | 2:b@2-3\n");
    buffer_finish(&out);
}

/* ---- stems ---------------------------------------------------------------------------------- */

/* The stem of the whole of a text that is one word. */
static struct buffer stem_of(struct text_cursor *cursor, struct slice text)
{
    struct buffer stem = buffer_init(LIMIT);
    struct text_token token;
    assert_int_equal(text_cursor_start(cursor, text, 1, NULL), FUND_OK);
    assert_true(text_cursor_next(cursor, &token));
    assert_int_equal(token.end - token.start, text.size);
    buffer_append(&stem, token.terms[0].stem, NULL);
    assert_false(text_cursor_next(cursor, &token));
    return stem;
}

static bool have_one_stem(struct text_cursor *cursor, const char *a, const char *b)
{
    struct buffer one = stem_of(cursor, slice_from(a)), other = stem_of(cursor, slice_from(b));
    bool is_one = slice_equal(buffer_slice(&one), buffer_slice(&other));
    buffer_finish(&one);
    buffer_finish(&other);
    return is_one;
}

static void spellings_and_inflections_have_one_stem(void **state)
{
    struct fixture *fixture = *state;
    static const char *const same[][2] = {
        {"Müller", "Mueller"},
        {"Müller", "Mu\u0308ller"},
        {"Straße", "Strasse"},
        {"Straßen", "Strasse"},
        {"Häuser", "Haus"},
        {"Haeuser", "Hauses"},
        {"Bürger", "Buergern"},
        {"Grüße", "Gruesse"},
        {"Größe", "GRÖSSE"},
        {"Öfen", "Oefen"},
        {"Fußgänger", "Fussgaenger"},
        {"Konferenz", "Konferenzen"},
        {"neue", "neuen"},
        {"Ruhr-Konferenz", "Ruhrkonferenzen"},
        {"Quelle", "Quellen"},
        {"übermäßig", "uebermaessiges"},
    };
    for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
        if (!have_one_stem(fixture->cursor, same[i][0], same[i][1]))
            fail_msg("'%s' and '%s' have different stems", same[i][0], same[i][1]);
    }
    static const char *const different[][2] = {
        {"Rat", "Rad"}, {"Haus", "Maus"}, {"2019", "2020"}, {"Stadt", "Staat"}};
    for (size_t i = 0; i < sizeof(different) / sizeof(different[0]); i++)
        assert_false(have_one_stem(fixture->cursor, different[i][0], different[i][1]));
}

static void long_words_end_in_a_hash(void **state)
{
    struct fixture *fixture = *state;
    struct buffer whole = repeated("x", TEXT_TERM_MAX, "");
    struct buffer stem = stem_of(fixture->cursor, buffer_slice(&whole));
    assert_int_equal(stem.size, TEXT_TERM_MAX);
    assert_memory_equal(stem.data, whole.data, TEXT_TERM_MAX);
    buffer_finish(&stem);

    buffer_append(&whole, SLICE("y"), NULL);
    char expected[TEXT_TERM_MAX + 1];
    snprintf(expected, sizeof(expected), "%.*s%016llx", TEXT_TERM_MAX - 16, whole.data,
             (unsigned long long)dict_hash(buffer_slice(&whole)));
    stem = stem_of(fixture->cursor, buffer_slice(&whole));
    assert_int_equal(stem.size, TEXT_TERM_MAX);
    assert_string_equal(stem.data, expected);
    buffer_finish(&stem);
    buffer_finish(&whole);
}

static void long_words_are_cut_between_characters(void **state)
{
    struct fixture *fixture = *state;
    struct buffer whole = repeated("ж", 150, ""), text = buffer_init(LIMIT);
    buffer_append(&text, SLICE("x"), NULL);
    buffer_append(&text, buffer_slice(&whole), NULL);
    struct buffer stem = stem_of(fixture->cursor, buffer_slice(&text));
    /* One x and 91 letters of two bytes fit before the 16 digits. */
    assert_int_equal(stem.size, 1 + 2 * 91 + 16);
    assert_int_equal(utf8_valid_prefix(buffer_slice(&stem)), stem.size);
    buffer_finish(&stem);
    buffer_finish(&whole);
    buffer_finish(&text);
}

static void different_long_words_stay_different(void **state)
{
    struct fixture *fixture = *state;
    struct buffer one = repeated("ab", 5000, "c"), other = repeated("ab", 5000, "d");
    struct buffer upper = repeated("AB", 5000, "C");
    assert_false(have_one_stem(fixture->cursor, one.data, other.data));
    assert_true(have_one_stem(fixture->cursor, one.data, upper.data));
    buffer_finish(&one);
    buffer_finish(&other);
    buffer_finish(&upper);
}

/* ---- positions ------------------------------------------------------------------------------ */

static void parts_beyond_the_most_are_dropped(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = repeated("a-", TEXT_PARTS_MAX + 5, "b c");
    struct text_token token;
    assert_int_equal(text_cursor_start(fixture->cursor, buffer_slice(&text), 10, NULL), FUND_OK);
    assert_true(text_cursor_next(fixture->cursor, &token));
    assert_int_equal(token.term_count, 1 + TEXT_PARTS_MAX);
    assert_int_equal(token.end, text.size - 2);
    assert_int_equal(token.terms[0].stem.size, TEXT_PARTS_MAX + 6);
    assert_int_equal(token.terms[TEXT_PARTS_MAX].position, 10 + TEXT_PARTS_MAX - 1);
    assert_int_equal(token.terms[TEXT_PARTS_MAX].start, 2 * (TEXT_PARTS_MAX - 1));
    assert_true(text_cursor_next(fixture->cursor, &token));
    assert_int_equal(token.terms[0].position, 10 + TEXT_PARTS_MAX);
    buffer_finish(&text);
}

static void two_words_and_their_hyphened_word_are_one_phrase(void **state)
{
    struct fixture *fixture = *state;
    assert_same_stream(fixture->cursor, "Die Clan Kriminalität sinkt",
                       "Die Clan-Kriminalität sinkt");
}

static void positions_begin_where_they_are_told(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = buffer_init(LIMIT);
    assert_int_equal(analyse(fixture->cursor, SLICE("a b-c"), 0, &out), 3);
    assert_int_equal(analyse(fixture->cursor, SLICE("a b-c"), 1000, &out), 1003);
    assert_string_equal(out.data, "a 0-1 a | 0:a@0-1\nb-c 2-5 bc | 1:b@2-3 2:c@4-5\n"
                                  "a 0-1 a | 1000:a@0-1\nb-c 2-5 bc | 1001:b@2-3 1002:c@4-5\n");
    buffer_finish(&out);
}

static void positions_run_out(void **state)
{
    struct fixture *fixture = *state;
    struct text_token token;
    struct fund_error error = {0};
    uint32_t position = 7;
    assert_int_equal(text_cursor_start(fixture->cursor, SLICE("a b-c d"), UINT32_MAX - 2, NULL),
                     FUND_OK);
    assert_true(text_cursor_next(fixture->cursor, &token));
    assert_int_equal(token.terms[1].position, UINT32_MAX - 2);
    assert_false(text_cursor_next(fixture->cursor, &token));
    assert_false(text_cursor_next(fixture->cursor, &token));
    assert_int_equal(text_cursor_finish(fixture->cursor, &position, &error), FUND_LIMIT);
    assert_int_equal(error.code, FUND_LIMIT);
    assert_int_equal(position, 7);
    struct buffer out = buffer_init(LIMIT);
    assert_int_equal(analyse(fixture->cursor, SLICE("a"), UINT32_MAX - 1, &out), UINT32_MAX);
    buffer_finish(&out);
}

/* ---- the contract's edges ------------------------------------------------------------------- */

static void finish_before_the_end_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct text_token token;
    uint32_t position = 7;
    assert_int_equal(text_cursor_finish(fixture->cursor, &position, NULL), FUND_INVALID_ARGUMENT);
    assert_false(text_cursor_next(fixture->cursor, &token));
    assert_int_equal(text_cursor_start(fixture->cursor, SLICE("a b"), 1, NULL), FUND_OK);
    assert_true(text_cursor_next(fixture->cursor, &token));
    assert_int_equal(text_cursor_finish(fixture->cursor, &position, NULL), FUND_INVALID_ARGUMENT);
    assert_int_equal(position, 7);
    assert_true(text_cursor_next(fixture->cursor, &token));
    assert_false(text_cursor_next(fixture->cursor, &token));
    assert_int_equal(text_cursor_finish(fixture->cursor, NULL, NULL), FUND_OK);
    assert_int_equal(text_cursor_finish(fixture->cursor, &position, NULL), FUND_OK);
    assert_int_equal(position, 3);
}

static void a_new_text_may_begin_before_the_old_one_ends(void **state)
{
    struct fixture *fixture = *state;
    struct text_token token;
    assert_int_equal(text_cursor_start(fixture->cursor, SLICE("a b c"), 1, NULL), FUND_OK);
    assert_true(text_cursor_next(fixture->cursor, &token));
    assert_analysis(fixture->cursor, "d", "d 0-1 d | 1:d@0-1\n");
}

static void wrong_texts_are_refused(void **state)
{
    struct fixture *fixture = *state;
    static const char *const ill_formed[] = {"\xff", "Gr\xfcn", "a\xc3", "\xed\xa0\x80", "\x80"};
    struct text_token token;
    struct fund_error error = {0};
    for (size_t i = 0; i < sizeof(ill_formed) / sizeof(ill_formed[0]); i++) {
        struct slice text = slice_from(ill_formed[i]);
        assert_int_equal(text_cursor_start(fixture->cursor, text, 1, &error),
                         FUND_INVALID_ARGUMENT);
        assert_int_equal(error.code, FUND_INVALID_ARGUMENT);
        assert_false(text_cursor_next(fixture->cursor, &token));
        assert_int_equal(text_cursor_finish(fixture->cursor, NULL, NULL), FUND_INVALID_ARGUMENT);
    }
    struct slice too_large = slice_of("", (size_t)TEXT_SIZE_MAX + 1); /* only the size is read */
    assert_int_equal(text_cursor_start(fixture->cursor, too_large, 1, NULL), FUND_LIMIT);
    assert_false(text_cursor_next(fixture->cursor, &token));
}

static void a_cursor_needs_an_analyser(void **state)
{
    (void)state;
    struct text_cursor *cursor = NULL;
    assert_int_equal(text_cursor_create(NULL, &cursor, NULL), FUND_INVALID_ARGUMENT);
    assert_null(cursor);
    text_cursor_destroy(NULL);
    text_analyser_destroy(NULL);
}

static void fingerprint_names_every_part(void **state)
{
    struct fixture *fixture = *state;
    char expected[200];
    snprintf(expected, sizeof(expected), " icu-%d.%d unicode-%s stem-", U_ICU_VERSION_MAJOR_NUM,
             U_ICU_VERSION_MINOR_NUM, U_UNICODE_VERSION);
    const char *fingerprint = text_analyser_fingerprint(fixture->analyser);
    assert_int_equal(strncmp(fingerprint, "text-", 5), 0);
    const char *versions = strchr(fingerprint, ' ');
    assert_non_null(versions);
    assert_int_equal(strncmp(versions, expected, strlen(expected)), 0);
    assert_int_equal(strlen(versions), strlen(expected) + 25);
    const char *stem = versions + strlen(expected);
    assert_int_equal(strspn(stem, "0123456789abcdef"), 8);
    assert_int_equal(strncmp(stem + 8, " lexicon-", 9), 0);
    assert_int_equal(strspn(stem + 17, "0123456789abcdef"), 8);
}

/* ---- a user's compounds --------------------------------------------------------------------- */

/* The parts of a text with a space between two. */
static void read_parts(const struct text_analyser *analyser, const char *text, char out[static 200])
{
    struct text_cursor *cursor = NULL;
    struct text_token token;
    size_t size = 0;
    assert_int_equal(text_cursor_create(analyser, &cursor, NULL), FUND_OK);
    assert_int_equal(text_cursor_start(cursor, slice_from(text), 1, NULL), FUND_OK);
    out[0] = '\0';
    while (text_cursor_next(cursor, &token)) {
        for (size_t i = token.word_count; i < token.term_count; i++) {
            const struct text_term *term = &token.terms[i];
            int added = snprintf(out + size, 200 - size, "%s%.*s", size > 0 ? " " : "",
                                 (int)(term->end - term->start), text + term->start);
            assert_true(added > 0 && (size_t)added < 200 - size);
            size += (size_t)added;
        }
    }
    text_cursor_destroy(cursor);
}

static void compounds_come_before_the_lexicon(void **state)
{
    (void)state;
    static const struct {
        const char *compounds, *text, *parts;
    } rows[] = {
        {"", "Moorfurt", "Moor furt"},
        {"Moorfurt=", "Moorfurt MOORFURT", "Moorfurt MOORFURT"},
        {"Wasserverband=", "Wasserverband Wasserverbände", "Wasserverband Wasser verbände"},
        {"Moorfurt=", "Moorfurt-Haustür", "Moorfurt Haus tür"},
        {"\xef\xbb\xbf# ours\r\nMoorfurt = # a town\r\n", "Moorfurt", "Moorfurt"},
        {"M\xc3\xb6venort=M\xc3\xb6ven|ort", "M\xc3\xb6venort", "M\xc3\xb6ven ort"},
        {"Mo\xcc\x88venort=Mo\xcc\x88|venort", "M\xc3\xb6venort", "M\xc3\xb6 venort"},
        {"Norrehavn=Norre|havn", "Norrehavn", "Norre havn"},
    };
    char parts[200];
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct text_analyser *analyser = NULL;
        assert_int_equal(
            text_analyser_create_with(slice_from(rows[i].compounds), "own", &analyser, NULL),
            FUND_OK);
        read_parts(analyser, rows[i].text, parts);
        assert_string_equal(parts, rows[i].parts);
        text_analyser_destroy(analyser);
    }
}

static void compounds_are_a_field_of_the_fingerprint(void **state)
{
    struct fixture *fixture = *state;
    struct text_analyser *analyser = NULL;
    struct slice plain = slice_from(text_analyser_fingerprint(fixture->analyser));
    assert_true(slice_equal(text_analyser_own_fingerprint(plain), plain));
    assert_int_equal(text_analyser_compounds(fixture->analyser).size, 0);
    assert_int_equal(text_analyser_create_with(SLICE("# none"), "own", &analyser, NULL), FUND_OK);
    assert_string_equal(text_analyser_fingerprint(analyser), plain.data);
    text_analyser_destroy(analyser);
    assert_int_equal(text_analyser_create_with(SLICE("Moorfurt=\r\n"), "own", &analyser, NULL),
                     FUND_OK);
    struct slice other = slice_from(text_analyser_fingerprint(analyser));
    assert_int_equal(other.size, plain.size + strlen(" compounds-12345678"));
    assert_true(slice_equal(text_analyser_own_fingerprint(other), plain));
    assert_true(slice_equal(text_analyser_compounds(analyser), SLICE("Moorfurt=\n")));
    text_analyser_destroy(analyser);
}

static void wrong_compounds_are_refused(void **state)
{
    (void)state;
    struct fund_error error;
    struct text_analyser *analyser = NULL;
    assert_int_equal(text_analyser_create_with(SLICE("a=\nMoorfurt"), "own", &analyser, &error),
                     FUND_INVALID_ARGUMENT);
    assert_non_null(strstr(error.message, "line 2 of 'own', 'Moorfurt', has no '='"));
    /* cleaning would drop the NUL and mend the rest */
    assert_int_equal(
        text_analyser_create_with(slice_of("Moor\0furt=", 10), "own", &analyser, &error),
        FUND_INVALID_ARGUMENT);
    assert_string_equal(error.message,
                        "line 1 of 'own' has a NUL byte; save the file as UTF-8 text");
    assert_int_equal(text_analyser_create_with(SLICE("a=\nM\xfchle="), "own", &analyser, &error),
                     FUND_INVALID_ARGUMENT);
    assert_string_equal(error.message, "line 2 of 'own' is not UTF-8; save the file as UTF-8 text");
    static char large[TEXT_COMPOUNDS_MAX + 1];
    memset(large, '\n', sizeof(large));
    assert_int_equal(
        text_analyser_create_with(slice_of(large, sizeof(large)), "own", &analyser, &error),
        FUND_LIMIT);
    assert_string_equal(error.message, "'own' is larger than 1048576 bytes");
    assert_null(analyser);
    assert_int_equal(
        text_analyser_create_with(slice_of(large, sizeof(large) - 1), "own", &analyser, &error),
        FUND_OK);
    text_analyser_destroy(analyser);
}

/* ---- agreement with ICU --------------------------------------------------------------------- */

static const char *const plain_texts[] = {
    "Am 18. August 2023 tagt der Rat der Stadt Elbgrund um 18.30 Uhr im Bürgerhaus.",
    "Der Haushalt wächst um 3,5 Prozent auf 1.234.567,89 Euro (Vorjahr: 1,1 Mio. €).",
    "„Wir freuen uns“, sagte sie. ‚Geht’s gut?’ – Ja, z. B. heute; u. a. morgen!",
    "Nur von:innen und außen*innen, Ein/Aus: @elbgrund, rat@elbgrund, 18:30 (Ort:Rathaus)",
    "Новости города Киль 2023 года. Ελληνικά νέα της πόλης.",
    "مرحبا بكم في المدينة ٢٠٢٣",
    "東京都の人口は増えています。カメラとテレビ。 한국어 소식 2023년",
    "ภาษาไทยง่ายนิดเดียว नमस्ते दुनिया",
    "😀 👩‍👩‍👧 🇩🇪 1️⃣ a😀b ½ m² 5° §3 x=y #hash",
    "a.b a'b a:b a,b 1.a a.1 1,a ’a’ a’’b\r\n\tc\u00a0d\u200be",
};

struct utf16_words {
    UChar units[400];
    int32_t count;
    UBreakIterator *boundaries;
};

/* Bytes of UTF-8 before a place in the UTF-16 text. */
static size_t byte_offset(const struct utf16_words *words, int32_t at)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t size = 0;
    char bytes[1200];
    u_strToUTF8(bytes, sizeof(bytes), &size, words->units, at, &code);
    assert_true(U_SUCCESS(code));
    return (size_t)size;
}

static void assert_same_words(struct text_cursor *cursor, const char *text)
{
    UErrorCode code = U_ZERO_ERROR;
    struct utf16_words words;
    u_strFromUTF8(words.units, 400, &words.count, text, -1, &code);
    words.boundaries = ubrk_open(UBRK_WORD, "de", words.units, words.count, &code);
    assert_true(U_SUCCESS(code));
    assert_int_equal(text_cursor_start(cursor, slice_from(text), 1, NULL), FUND_OK);
    struct text_token token;
    int32_t start = ubrk_first(words.boundaries), end;
    for (; (end = ubrk_next(words.boundaries)) != UBRK_DONE; start = end) {
        if (ubrk_getRuleStatus(words.boundaries) < UBRK_WORD_NONE_LIMIT)
            continue;
        assert_true(text_cursor_next(cursor, &token));
        assert_int_equal(token.start, byte_offset(&words, start));
        assert_int_equal(token.end, byte_offset(&words, end));
        assert_int_equal(token.word_count, 1);
    }
    assert_false(text_cursor_next(cursor, &token));
    ubrk_close(words.boundaries);
}

static void words_are_those_of_icu(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(plain_texts) / sizeof(plain_texts[0]); i++)
        assert_same_words(fixture->cursor, plain_texts[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tokens_are_as_the_table_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(null_text_is_an_empty_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nul_is_no_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(spellings_and_inflections_have_one_stem, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_words_end_in_a_hash, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_words_are_cut_between_characters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(different_long_words_stay_different, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parts_beyond_the_most_are_dropped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_words_and_their_hyphened_word_are_one_phrase, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(positions_begin_where_they_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(positions_run_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(finish_before_the_end_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_new_text_may_begin_before_the_old_one_ends, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(wrong_texts_are_refused, set_up, tear_down),
        cmocka_unit_test(a_cursor_needs_an_analyser),
        cmocka_unit_test_setup_teardown(fingerprint_names_every_part, set_up, tear_down),
        cmocka_unit_test(compounds_come_before_the_lexicon),
        cmocka_unit_test_setup_teardown(compounds_are_a_field_of_the_fingerprint, set_up,
                                        tear_down),
        cmocka_unit_test(wrong_compounds_are_refused),
        cmocka_unit_test_setup_teardown(words_are_those_of_icu, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
