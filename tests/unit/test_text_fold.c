/*
 * Folding: pairs that must become one form, words that must stay apart, and the agreement of the
 * table for Latin-1 with the way through ICU.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "core/base/utf8.h"
#include "core/text/text.h"

#define LIMIT ((size_t)64 * 1024 * 1024)

static const struct {
    const char *text, *folded;
} folding_rows[] = {
    {"", ""},
    {"a", "a"},
    {"Z", "z"},
    {"Müller", "mueller"},
    {"MÜLLER", "mueller"},
    {"Mueller", "mueller"},
    {"Mu\u0308ller", "mueller"},
    {"MU\u0308LLER", "mueller"},
    {"Muller", "muller"},
    {"Straße", "strasse"},
    {"Strasse", "strasse"},
    {"STRASSE", "strasse"},
    {"STRAẞE", "strasse"},
    {"ÄÖÜäöüß", "aeoeueaeoeuess"},
    {"A\u0308O\u0308U\u0308", "aeoeue"},
    {"René", "rene"},
    {"Rene\u0301", "rene"},
    {"Citroën", "citroen"},
    {"naïv", "naiv"},
    {"Ågot", "agot"},
    {"Çelik", "celik"},
    {"Señor", "senor"},
    {"Højgaard", "hoejgaard"},
    {"Æbelø", "aebeloe"},
    {"Œuvre", "oeuvre"},
    {"œuvre", "oeuvre"},
    {"Israel", "israel"},
    {"Poesie", "poesie"},
    {"Duell", "duell"},
    {"neue", "neue"},
    {"İzmir", "izmir"},
    {"Işık", "isik"},
    {"Łódź", "lodz"},
    {"Đorđević", "dordevic"},
    {"ﬁnden", "finden"},
    {"Ｋｉｅｌ", "kiel"},
    {"№", "no"},
    {"m²", "m2"},
    {"ſtadt", "stadt"},
    /* ü with a macron above, whole and in both orders of its parts */
    {"ǖ", "ue"},
    {"u\u0308\u0304", "ue"},
    {"ü\u0304", "ue"},
    /* a mark below comes before the diaeresis in normal form */
    {"ä\u0323", "ae"},
    {"a\u0323\u0308", "ae"},
    /* a trema that its writer has told apart from the umlaut (Unicode 15, section 23.2) */
    {"Ko\u034f\u0308ln", "koln"},
    {"Müll\u00aderei", "muellerei"},
    {"\u00ad", ""},
    {"Ver\u200dein\u2060", "verein"},
    {"geht\u2019s", "geht's"},
    {"Ruhr-Konferenz", "ruhr-konferenz"},
    {"Ruhr\u2010Konferenz", "ruhr-konferenz"},
    {"Ruhr\u2011Konferenz", "ruhr-konferenz"},
    {"Haus 5,\t(alt)!", "haus 5,\t(alt)!"},
    {"Haus\u00a05", "haus 5"},
    {"ПРИВЕТ", "привет"},
    {"Ελλάς", "ελλασ"},
    {"\u1112\u1161\u11ab", "한"},
    {"한국", "한국"},
    {"東京", "東京"},
    {"が", "が"},
    {"か\u3099", "が"},
    {"مُحَمَّد", "محمد"},
    {"😀", "😀"},
    {"\u0308", ""},
};

static struct buffer fold(struct slice text)
{
    struct buffer out = buffer_init(LIMIT);
    assert_int_equal(text_fold(text, &out, NULL), FUND_OK);
    return out;
}

static void assert_folds(struct slice text, struct slice expected)
{
    struct buffer folded = fold(text);
    if (!slice_equal(buffer_slice(&folded), expected))
        fail_msg("'%.*s' folds to '%.*s', not to '%.*s'", (int)text.size, text.data,
                 (int)folded.size, folded.size > 0 ? folded.data : "", (int)expected.size,
                 expected.data);
    buffer_finish(&folded);
}

static void folds_as_the_table_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(folding_rows) / sizeof(folding_rows[0]); i++)
        assert_folds(slice_from(folding_rows[i].text), slice_from(folding_rows[i].folded));
}

static void folding_twice_changes_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(folding_rows) / sizeof(folding_rows[0]); i++)
        assert_folds(slice_from(folding_rows[i].folded), slice_from(folding_rows[i].folded));
}

static void folded_text_is_appended(void **state)
{
    (void)state;
    struct buffer out = buffer_init(LIMIT);
    assert_int_equal(text_fold(SLICE("Grün"), &out, NULL), FUND_OK);
    assert_int_equal(text_fold(SLICE("Żółw"), &out, NULL), FUND_OK);
    assert_string_equal(out.data, "gruenzolw");
    buffer_finish(&out);
}

/* A letter of another script beside it sends a Latin-1 letter through ICU. */
static void table_agrees_with_icu(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < 0x100; c++) {
        char bytes[6];
        size_t size = utf8_encode(c, bytes);
        struct buffer alone = fold(slice_of(bytes, size));
        memcpy(bytes + size, "ж", 2);
        struct buffer both = fold(slice_of(bytes, size + 2));
        assert_int_equal(both.size, alone.size + 2);
        if (alone.size > 0)
            assert_memory_equal(both.data, alone.data, alone.size);
        buffer_finish(&alone);
        buffer_finish(&both);
    }
}

static size_t decompose(uint32_t c, char out[static 256])
{
    UErrorCode code = U_ZERO_ERROR;
    UChar units[64];
    int32_t count =
        unorm2_getDecomposition(unorm2_getNFDInstance(&code), (UChar32)c, units, 64, &code);
    if (count < 0)
        return utf8_encode(c, out);
    int32_t size = 0;
    u_strToUTF8(out, 256, &size, units, count, &code);
    assert_true(U_SUCCESS(code));
    return (size_t)size;
}

static void composed_and_decomposed_are_one(void **state)
{
    (void)state;
    for (uint32_t c = 1; c < 0x20000; c = c < 0x3000 ? c + 1 : c + 13) {
        if (c >= 0xd800 && c <= 0xdfff)
            continue;
        char composed[4], decomposed[256];
        struct slice text = slice_of(composed, utf8_encode(c, composed));
        struct buffer folded = fold(text);
        assert_int_equal(utf8_valid_prefix(buffer_slice(&folded)), folded.size);
        assert_folds(slice_of(decomposed, decompose(c, decomposed)), buffer_slice(&folded));
        assert_folds(buffer_slice(&folded), buffer_slice(&folded));
        buffer_finish(&folded);
    }
}

static void long_words_fold_letter_by_letter(void **state)
{
    (void)state;
    enum { count = 30000 };
    static const struct {
        const char *letter, *folded;
    } rows[] = {{"a", "a"},           {"Ü", "ue"},
                {"u\u0308", "ue"},    {"Ж", "ж"},
                {"\u0301\u0323", ""}, {"\u1112\u1161", "하"},
                {"\ufdfa", NULL},     {"𝐀", "a"}};
    for (size_t row = 0; row < sizeof(rows) / sizeof(rows[0]); row++) {
        struct buffer text = buffer_init(LIMIT), expected = buffer_init(LIMIT);
        struct buffer one = fold(slice_from(rows[row].letter));
        if (rows[row].folded != NULL)
            assert_true(slice_equal(buffer_slice(&one), slice_from(rows[row].folded)));
        for (size_t i = 0; i < count; i++) {
            buffer_append(&text, slice_from(rows[row].letter), NULL);
            buffer_append(&expected, buffer_slice(&one), NULL);
        }
        assert_folds(buffer_slice(&text), buffer_slice(&expected));
        buffer_finish(&one);
        buffer_finish(&text);
        buffer_finish(&expected);
    }
}

static void refuses_ill_formed_text(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "\xff",     "a\xc3", "\xc3(", "ж\x80", "\xc2\x41", "\xed\xa0\x80", "\xf4\x90\x80\x80",
        "ж\xe2\x82"};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct buffer out = buffer_init(LIMIT);
        struct fund_error error = {0};
        buffer_append(&out, SLICE("vorher"), NULL);
        assert_int_equal(text_fold(slice_from(rows[i]), &out, &error), FUND_INVALID_ARGUMENT);
        assert_int_equal(error.code, FUND_INVALID_ARGUMENT);
        assert_string_equal(out.data, "vorher");
        assert_int_equal(out.size, 6);
        buffer_finish(&out);
    }
}

static void keeps_the_limits(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t limit;
        fund_status status;
    } rows[] = {
        {"Müller", 7, FUND_OK},          {"Müller", 6, FUND_LIMIT},
        {"Mu\u0308ller", 7, FUND_OK},    {"Mu\u0308ller", 6, FUND_LIMIT},
        {"m\u00adm\u00adm", 3, FUND_OK},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct buffer out = buffer_init(rows[i].limit);
        assert_int_equal(text_fold(slice_from(rows[i].text), &out, NULL), rows[i].status);
        assert_int_equal(out.size, rows[i].status == FUND_OK ? rows[i].limit : 0);
        buffer_finish(&out);
    }
    struct buffer out = buffer_init(LIMIT);
    /* Only the size is looked at. */
    struct slice too_large = slice_of("", (size_t)TEXT_SIZE_MAX + 1);
    assert_int_equal(text_fold(too_large, &out, NULL), FUND_LIMIT);
    assert_null(out.data);
}

/* What was appended by earlier pieces goes, too, when a later one fails. */
static void failure_in_the_middle_undoes_all(void **state)
{
    (void)state;
    struct buffer text = buffer_init(LIMIT), out = buffer_init(1000);
    buffer_append(&out, SLICE("vorher"), NULL);
    for (int i = 0; i < 2000; i++)
        buffer_append(&text, SLICE("é"), NULL);
    assert_int_equal(text_fold(buffer_slice(&text), &out, NULL), FUND_LIMIT);
    assert_string_equal(out.data, "vorher");
    buffer_append(&text, SLICE("ж"), NULL);
    assert_int_equal(text_fold(buffer_slice(&text), &out, NULL), FUND_LIMIT);
    assert_string_equal(out.data, "vorher");
    assert_int_equal(out.size, 6);
    buffer_finish(&text);
    buffer_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_as_the_table_says),
        cmocka_unit_test(folding_twice_changes_nothing),
        cmocka_unit_test(folded_text_is_appended),
        cmocka_unit_test(table_agrees_with_icu),
        cmocka_unit_test(composed_and_decomposed_are_one),
        cmocka_unit_test(long_words_fold_letter_by_letter),
        cmocka_unit_test(refuses_ill_formed_text),
        cmocka_unit_test(keeps_the_limits),
        cmocka_unit_test(failure_in_the_middle_undoes_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
