/*
 * Cleaning at the border: what is dropped, replaced, composed and counted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "core/base/utf8.h"
#include "core/text/text.h"

#define LIMIT ((size_t)16 * 1024 * 1024)
/* SLICE is no constant expression. */
#define BYTES(literal)                                                                             \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }
#define REPLACEMENT "\ufffd"

static const struct {
    struct slice text;
    const char *cleaned;
    struct text_repairs repairs;
} cleaning_rows[] = {
    {BYTES(""), "", {0}},
    {BYTES("a"), "a", {0}},
    {BYTES("Die Stadt.\n\tNeue Bürgerämter"), "Die Stadt.\n\tNeue Bürgerämter", {0}},
    {BYTES("„Grün“ – 5\u00a0€ und 6\u202f€"), "„Grün“ – 5\u00a0€ und 6\u202f€", {0}},
    {BYTES("\ufeffRathaus"), "Rathaus", {0}},
    {BYTES("Rat\ufeffhaus"), "Rathaus", {.controls = 1}},
    {BYTES("\ufeff\ufeffRat"), "Rat", {.controls = 1}},
    {BYTES("Rat\0haus\0"), "Rathaus", {.nul = 2}},
    {BYTES("\x01Rat\x1fhaus\x7f\xc2\x80\xc2\x9f"), "Rathaus", {.controls = 5}},
    {BYTES("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069x"),
     "x",
     {.controls = 12}},
    {BYTES("Bür\u00adger\u00adamt"), "Bürgeramt", {.soft_hyphens = 2}},
    {BYTES("a\r\nb\rc\n\rd\xc2\x85"
           "e\u2028f\u2029g\vh\fi"),
     "a\nb\nc\n\nd\ne\nf\ng\nh\ni",
     {0}},
    {BYTES("\r"), "\n", {0}},
    {BYTES("\r\r\n"), "\n\n", {0}},
    {BYTES("Ba\u0308renstraße"), "Bärenstraße", {.normalised = true}},
    {BYTES("ä\u0323"), "ạ\u0308", {.normalised = true}},
    {BYTES("\u0391\u0301"), "Ά", {.normalised = true}},
    {BYTES("Ещё"), "Ещё", {0}},
    {BYTES("q\u0308"), "q\u0308", {0}},
    /* a character that is dropped doesn't stand between a letter and its mark */
    {BYTES("a\u00ad\u0308"), "ä", {.soft_hyphens = 1, .normalised = true}},
    {BYTES("\u2126"), "Ω", {.normalised = true}},
    {BYTES("\u1112\u1161\u11ab"), "한", {.normalised = true}},
    {BYTES("😀\u200d"), "😀\u200d", {0}},
    /* table 3-8 of the Unicode standard: one replacement for each maximal subpart */
    {BYTES("\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41"),
     REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT
     "A",
     {.malformed = 8}},
    {BYTES("\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41"),
     REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT
     "A",
     {.malformed = 8}},
    {BYTES("\xf4\x91\x92\x93\xff\x41\x80\xbf\x42"),
     REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT "A" REPLACEMENT REPLACEMENT "B",
     {.malformed = 7}},
    {BYTES("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41"),
     REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT "A",
     {.malformed = 4}},
    {BYTES("\xf0\x90\x80"), REPLACEMENT, {.malformed = 1}},
    {BYTES("B\xfcrger"), "B" REPLACEMENT "rger", {.malformed = 1}},
    {BYTES("Gr\xc3"), "Gr" REPLACEMENT, {.malformed = 1}},
};

static void assert_repairs(const struct text_repairs *got, const struct text_repairs *expected)
{
    assert_int_equal(got->malformed, expected->malformed);
    assert_int_equal(got->nul, expected->nul);
    assert_int_equal(got->controls, expected->controls);
    assert_int_equal(got->soft_hyphens, expected->soft_hyphens);
    assert_int_equal(got->normalised, expected->normalised);
}

static void assert_is(const struct buffer *text, struct slice expected)
{
    if (!slice_equal(buffer_slice(text), expected))
        fail_msg("'%.*s' is not '%.*s'", (int)text->size, text->size > 0 ? text->data : "",
                 (int)expected.size, expected.data);
}

static void cleans_as_the_table_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cleaning_rows) / sizeof(cleaning_rows[0]); i++) {
        struct buffer out = buffer_init(LIMIT);
        struct text_repairs repairs = {9, 9, 9, 9, true};
        assert_int_equal(text_clean(cleaning_rows[i].text, &out, &repairs, NULL), FUND_OK);
        assert_is(&out, slice_from(cleaning_rows[i].cleaned));
        assert_repairs(&repairs, &cleaning_rows[i].repairs);
        buffer_finish(&out);
    }
}

static void cleaned_text_is_appended(void **state)
{
    (void)state;
    struct buffer out = buffer_init(LIMIT);
    buffer_append(&out, SLICE("u"), NULL);
    assert_int_equal(text_clean(SLICE("\u0308ber"), &out, NULL, NULL), FUND_OK);
    assert_is(&out, SLICE("u\u0308ber")); /* what stood there before isn't touched */
    buffer_finish(&out);
}

static void keeps_the_limits(void **state)
{
    (void)state;
    struct text_repairs repairs = {.nul = 7};
    struct buffer out = buffer_init(6);
    buffer_append(&out, SLICE("ab"), NULL);
    assert_int_equal(text_clean(SLICE("vier\0!"), &out, &repairs, NULL), FUND_LIMIT);
    assert_is(&out, SLICE("ab"));
    assert_int_equal(repairs.nul, 7);
    assert_int_equal(text_clean(SLICE("vi\0er"), &out, &repairs, NULL), FUND_OK);
    assert_is(&out, SLICE("abvier"));
    assert_int_equal(repairs.nul, 1);
    buffer_finish(&out);

    /* composed it fits */
    out = buffer_init(2);
    assert_int_equal(text_clean(SLICE("u\u0308"), &out, NULL, NULL), FUND_OK);
    assert_is(&out, SLICE("ü"));
    buffer_finish(&out);

    struct slice too_large = slice_of("", (size_t)TEXT_SIZE_MAX + 1); /* only the size is read */
    assert_int_equal(text_clean(too_large, &out, NULL, NULL), FUND_LIMIT);
    assert_null(out.data);
}

static void what_grows_past_the_largest_text_is_refused(void **state)
{
    (void)state;
    size_t size = (size_t)TEXT_SIZE_MAX / 3 + 1;
    char *bytes = malloc(size);
    assert_non_null(bytes);
    memset(bytes, 0xff, size);
    struct buffer out = buffer_init(SIZE_MAX);
    assert_int_equal(text_clean(slice_of(bytes, size), &out, NULL, NULL), FUND_LIMIT);
    assert_int_equal(out.size, 0);
    assert_int_equal(text_clean(slice_of(bytes, size - 1), &out, NULL, NULL), FUND_OK);
    assert_int_equal(out.size, 3 * (size - 1));
    buffer_finish(&out);
    free(bytes);
}

static void long_runs_of_marks_are_broken(void **state)
{
    (void)state;
    struct buffer text = buffer_init(LIMIT), out = buffer_init(LIMIT);
    buffer_append(&text, SLICE("q"), NULL);
    for (int i = 0; i < 30; i++)
        buffer_append(&text, SLICE("\u0308"), NULL);
    assert_int_equal(text_clean(buffer_slice(&text), &out, NULL, NULL), FUND_OK);
    assert_is(&out, buffer_slice(&text));
    buffer_clear(&out);

    size_t before = text.size;
    buffer_append(&text, SLICE("\u0308y"), NULL);
    assert_int_equal(text_clean(buffer_slice(&text), &out, NULL, NULL), FUND_OK);
    assert_int_equal(out.size, before + 5);
    assert_memory_equal(out.data + before, "\u034f\u0308y", 6);
    buffer_finish(&text);
    buffer_finish(&out);
}

/* ICU sorts marks by insertion: unbroken, these would take minutes. */
static void a_million_marks_take_no_time(void **state)
{
    (void)state;
    struct buffer text = buffer_init(LIMIT), out = buffer_init(LIMIT);
    for (int i = 0; i < 500000; i++)
        buffer_append(&text, SLICE("\u0301\u0323"), NULL);
    struct text_repairs repairs;
    assert_int_equal(text_clean(buffer_slice(&text), &out, &repairs, NULL), FUND_OK);
    assert_true(repairs.normalised);
    buffer_finish(&text);
    buffer_finish(&out);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Bytes among which the interesting ones are frequent. */
static void fill_random(char *bytes, size_t size, uint32_t *seed)
{
    static const char frequent[] = "aeu\xc3\xa4\xcc\x88\xc2\xad\r\n\0\xef\xbb\xbf\xe2\x80\xaf\xa8-";
    for (size_t i = 0; i < size; i++) {
        uint32_t random = next_random(seed);
        bytes[i] = random & 0x100 ? frequent[(random >> 16) % (sizeof(frequent) - 1)]
                                  : (char)(random & 0xff);
    }
}

static void assert_clean(struct slice text)
{
    for (size_t at = 0; at < text.size;) {
        uint32_t c = 0;
        size_t size = utf8_next(slice_part(text, at, text.size), &c);
        assert_int_not_equal(size, 0);
        assert_true(c == '\t' || c == '\n' || u_charType((UChar32)c) != U_CONTROL_CHAR);
        assert_true(c != 0xad && c != 0xfeff && c != 0x2028 && c != 0x2029);
        assert_false((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069));
        assert_false(c == 0x200e || c == 0x200f || c == 0x61c);
        at += size;
    }
    UErrorCode code = U_ZERO_ERROR;
    UChar units[600];
    int32_t count = 0;
    u_strFromUTF8(units, 600, &count, text.data, (int32_t)text.size, &code);
    assert_true(unorm2_isNormalized(unorm2_getNFCInstance(&code), units, count, &code));
    assert_true(U_SUCCESS(code));
}

static void random_bytes_come_out_clean(void **state)
{
    (void)state;
    uint32_t seed = 20230818;
    for (int round = 0; round < 20000; round++) {
        char bytes[150];
        size_t size = next_random(&seed) % (sizeof(bytes) + 1);
        fill_random(bytes, size, &seed);
        struct buffer once = buffer_init(LIMIT), twice = buffer_init(LIMIT);
        assert_int_equal(text_clean(slice_of(bytes, size), &once, NULL, NULL), FUND_OK);
        if (once.size > 0)
            assert_clean(buffer_slice(&once));
        struct text_repairs repairs;
        assert_int_equal(text_clean(buffer_slice(&once), &twice, &repairs, NULL), FUND_OK);
        assert_is(&twice, buffer_slice(&once));
        assert_repairs(&repairs, &(struct text_repairs){0});
        buffer_finish(&once);
        buffer_finish(&twice);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cleans_as_the_table_says),
        cmocka_unit_test(cleaned_text_is_appended),
        cmocka_unit_test(keeps_the_limits),
        cmocka_unit_test(what_grows_past_the_largest_text_is_refused),
        cmocka_unit_test(long_runs_of_marks_are_broken),
        cmocka_unit_test(a_million_marks_take_no_time),
        cmocka_unit_test(random_bytes_come_out_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
