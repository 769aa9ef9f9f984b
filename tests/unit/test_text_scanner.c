/*
 * What is one token although ICU has several words, and the parts inside a token.
 */
#include "tests/unit/text_fixture.h"

#include "core/text/address.h"

static const struct {
    const char *text, *tokens;
} rows[] = {
    /* e-mail */
    {"rat@elbgrund.example", "rat@elbgrund.example=rat|elbgrund|example\n"},
    {"(rat@elbgrund.example)", "rat@elbgrund.example=rat|elbgrund|example\n"},
    {"Mail: rat@elbgrund.example.", "Mail\nrat@elbgrund.example=rat|elbgrund|example\n"},
    {"grit.lampe@rat.elbgrund.example",
     "grit.lampe@rat.elbgrund.example=grit|lampe|rat|elbgrund|example\n"},
    {"grit-lampe_2+x@elb-grund.example,",
     "grit-lampe_2+x@elb-grund.example=grit|lampe|2|x|elb|grund|example\n"},
    {"info@müller.example", "info@müller.example=info|müller|example\n"},
    {"RAT@ELBGRUND.EXAMPLE", "RAT@ELBGRUND.EXAMPLE=RAT|ELBGRUND|EXAMPLE\n"},
    {"a@b.example und c@d.example", "a@b.example=a|b|example\nund\nc@d.example=c|d|example\n"},
    {"a@b.example-Team", "a@b.example-Team=a|b|example|Team\n"},
    /* web */
    {"www.elbgrund.example", "www.elbgrund.example=www|elbgrund|example\n"},
    {"WWW.elbgrund.example/Rat", "WWW.elbgrund.example/Rat=WWW|elbgrund|example|Rat\n"},
    {"www.elbgrund.example/rat/haus.html.",
     "www.elbgrund.example/rat/haus.html=www|elbgrund|example|rat|haus|html\n"},
    {"https://elbgrund.example/?tag=3&ort=rat",
     "https://elbgrund.example/?tag=3&ort=rat=https|elbgrund|example|tag|3|ort|rat\n"},
    {"(siehe http://elbgrund.example/rat)",
     "siehe\nhttp://elbgrund.example/rat=http|elbgrund|example|rat\n"},
    {"ftp://a.example;", "ftp://a.example=ftp|a|example\n"},
    {"https://a.example https://b.example",
     "https://a.example=https|a|example\nhttps://b.example=https|b|example\n"},
    /* without scheme and path it is a word of ICU; no web addresses */
    {"elbgrund.example", "elbgrund.example=elbgrund|example\n"},
    {"https: //elbgrund", "https\nelbgrund\n"},
    {"https://", "https\n"},
    {"http:/rat", "http\nrat\n"},
    {"www", "www\n"},
    {"www.", "www\n"},
    {"wwwelbgrund", "wwwelbgrund\n"},
    /* numbers */
    {"1.000,50 Euro", "1.000,50\nEuro\n"},
    {"1.234.567,89", "1.234.567,89\n"},
    {"3,5-fach", "3,5-fach=3,5|fach\n"},
    {"18.8.2023", "18.8.2023\n"},
    {"18.30 Uhr", "18.30\nUhr\n"},
    {"18:30", "18\n30\n"},
    {"2023/24", "2023\n24\n"},
    {"50 %", "50\n"},
    {"1.", "1\n"},
    {",5", "5\n"},
    {"1.000,", "1.000\n"},
    {"1 000", "1\n000\n"},
    {"1.000er", "1.000er\n"},
    /* laws */
    {"§ 34 BauGB", "34\nBauGB\n"},
    {"§34 BauGB", "34\nBauGB\n"},
    {"§§ 34, 35 Abs. 1 S. 2 BauGB", "34\n35\nAbs\n1\nS\n2\nBauGB\n"},
    {"§ 13a BauGB", "13a\nBauGB\n"},
    {"Art. 28 Abs. 2 GG", "Art\n28\nAbs\n2\nGG\n"},
    /* telephone */
    {"02592/881-266", "02592/881-266=02592|881|266\n"},
    {"02592/881266", "02592/881266=02592|881266\n"},
    {"(02592) 881-266", "02592\n881-266=881|266\n"},
    {"02592 881 266", "02592\n881\n266\n"},
    {"02592-881-266", "02592-881-266=02592|881|266\n"},
    {"Tel. 02592/881-0.", "Tel\n02592/881-0=02592|881|0\n"},
    {"02592/881-266 oder -267", "02592/881-266=02592|881|266\noder\n267\n"},
    {"+49 2592 881266", "49\n2592\n881266\n"},
    /* no telephone */
    {"02592/ 881", "02592\n881\n"},
    {"02592 / 881", "02592\n881\n"},
    {"02592/a", "02592\na\n"},
    {"02592/", "02592\n"},
    {"12592/881", "12592\n881\n"},
    {"01/02", "01\n02\n"},
    {"0123456/7", "0123456\n7\n"},
    {"0.5/7", "0.5\n7\n"},
    /* abbreviations and missing spaces */
    {"z.B. z. B.", "z.B=z|B\nz\nB\n"},
    {"Ende.Anfang", "Ende.Anfang=Ende|Anfang\n"},
    {"Ort:Rathaus", "Ort\nRathaus\n"},
    {"geht's geht’s", "geht's\ngeht’s\n"},
    {"rats_haus", "rats_haus=rats|haus\n"},
    {"10\u202fEuro", "10\u202fEuro=10|Euro\n"},
    {"AT&T", "AT\nT\n"},
};

static void tokens_are_as_the_table_says(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_outline(fixture->cursor, rows[i].text, rows[i].tokens);
}

/* Written in one way and asked for in another. */
static void spellings_are_one_phrase(void **state)
{
    struct fixture *fixture = *state;
    static const char *const same[][2] = {
        {"02592/881-266", "02592 881 266"},
        {"02592/881-266", "(02592) 881-266"},
        {"02592/881-266", "02592 / 881 - 266"},
        {"rat@elbgrund.example", "rat elbgrund example"},
        {"rat@elbgrund.example", "rat elbgrund.example"},
        {"https://www.elbgrund.example/rat", "https www.elbgrund.example rat"},
        {"z.B.", "z. B."},
        {"§ 34 BauGB", "34 BauGB"},
    };
    for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
        assert_same_stream(fixture->cursor, same[i][0], same[i][1]);
}

static void telephone_numbers_are_one_word_without_signs(void **state)
{
    struct fixture *fixture = *state;
    static const char *const spellings[] = {"02592/881-266", "02592-881-266", "02592881266",
                                            "02592/881266"};
    struct text_token token;
    for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
        struct slice text = slice_from(spellings[i]);
        assert_int_equal(text_cursor_start(fixture->cursor, text, 1, NULL), FUND_OK);
        assert_true(text_cursor_next(fixture->cursor, &token));
        assert_true(slice_equal(token.terms[0].stem, SLICE("02592881266")));
    }
}

/* ---- the module by itself ------------------------------------------------------------------- */

static size_t end_of(const char *front, size_t count, const char *tail)
{
    struct buffer text = repeated(front, count, tail);
    size_t end = address_end(buffer_slice(&text), 0);
    buffer_finish(&text);
    return end;
}

static void addresses_have_bounds(void **state)
{
    (void)state;
    assert_int_equal(end_of("a", 64, "@b.example"), 74);
    assert_int_equal(end_of("a", 65, "@b.example"), 0);
    assert_int_equal(end_of("b", 0, "a@b.example"), 11);
    struct buffer text = buffer_init(LIMIT);
    buffer_append(&text, SLICE("a@"), NULL);
    struct buffer label = repeated("b", 255 - 8, ".example");
    buffer_append(&text, buffer_slice(&label), NULL);
    assert_int_equal(address_end(buffer_slice(&text), 0), 2 + 255);
    buffer_append(&text, SLICE("e"), NULL); /* cut, it still is a domain */
    assert_int_equal(address_end(buffer_slice(&text), 0), 2 + 255);
    buffer_finish(&label);
    buffer_clear(&text);
    buffer_append(&text, SLICE("www."), NULL);
    label = repeated("b", 3000, "");
    buffer_append(&text, buffer_slice(&label), NULL);
    assert_int_equal(address_end(buffer_slice(&text), 0), 4 + 2000);
    buffer_finish(&label);
    buffer_finish(&text);
}

static void ends_of_texts_are_no_addresses(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "a",
                                        "a@",
                                        "a@b",
                                        "a@b.",
                                        "w",
                                        "www",
                                        "www.",
                                        "https:/",
                                        "https://",
                                        "https://.",
                                        "@",
                                        "a@\xff.example",
                                        "rat@elbgrund",
                                        "rat@elbgrund.e",
                                        "rat@elbgrund.12",
                                        "rat@.example",
                                        "rat@a..example",
                                        "rat @a.example",
                                        "rat@ a.example",
                                        "rat@a@b.example",
                                        "@a.example",
                                        "rat@a.example1"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_int_equal(address_end(slice_from(texts[i]), 0), 0);
    assert_int_equal(address_end(SLICE("xa@b.example"), 1), 12);
}

static void dialling_codes_are_three_to_six_digits(void **state)
{
    (void)state;
    assert_true(address_is_dialling_code(SLICE("030")));
    assert_true(address_is_dialling_code(SLICE("033708")));
    static const char *const others[] = {"", "03", "0337089", "130", "03a", "0.3", "0٣٣"};
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        assert_false(address_is_dialling_code(slice_from(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tokens_are_as_the_table_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(spellings_are_one_phrase, set_up, tear_down),
        cmocka_unit_test_setup_teardown(telephone_numbers_are_one_word_without_signs, set_up,
                                        tear_down),
        cmocka_unit_test(addresses_have_bounds),
        cmocka_unit_test(ends_of_texts_are_no_addresses),
        cmocka_unit_test(dialling_codes_are_three_to_six_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
