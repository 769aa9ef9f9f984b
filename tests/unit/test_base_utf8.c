/*
 * core/base/utf8: the borders of table 3-7 ("Well-Formed UTF-8 Byte Sequences") of the Unicode
 * standard, each first and last value and the ones beside them, and all code points there and back.
 */
#include "core/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>


#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
    struct slice bytes;
    uint32_t code_point;
} well_formed[] = {
    {{"\0", 1}, 0},
    {{"a", 1}, 'a'},
    {{"\x7f", 1}, 0x7f},
    {{"\xc2\x80", 2}, 0x80},
    {{"\xc3\xa4", 2}, 0xe4}, /* ä */
    {{"\xdf\xbf", 2}, 0x7ff},
    {{"\xe0\xa0\x80", 3}, 0x800},
    {{"\xe0\xbf\xbf", 3}, 0xfff},
    {{"\xe1\x80\x80", 3}, 0x1000},
    {{"\xe2\x82\xac", 3}, 0x20ac}, /* € */
    {{"\xec\xbf\xbf", 3}, 0xcfff},
    {{"\xed\x80\x80", 3}, 0xd000},
    {{"\xed\x9f\xbf", 3}, 0xd7ff},
    {{"\xee\x80\x80", 3}, 0xe000},
    {{"\xef\xbf\xbf", 3}, 0xffff},
    {{"\xf0\x90\x80\x80", 4}, 0x10000},
    {{"\xf0\xbf\xbf\xbf", 4}, 0x3ffff},
    {{"\xf1\x80\x80\x80", 4}, 0x40000},
    {{"\xf3\xbf\xbf\xbf", 4}, 0xfffff},
    {{"\xf4\x80\x80\x80", 4}, 0x100000},
    {{"\xf4\x8f\xbf\xbf", 4}, 0x10ffff},
};

static void well_formed_sequences_are_read_and_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS(well_formed); i++) {
        struct slice bytes = well_formed[i].bytes;
        uint32_t code_point = UINT32_MAX;
        assert_int_equal(utf8_next(bytes, &code_point), bytes.size);
        assert_int_equal(code_point, well_formed[i].code_point);
        assert_int_equal(utf8_next(bytes, NULL), bytes.size);
        assert_int_equal(utf8_valid_prefix(bytes), bytes.size);
        assert_int_equal(utf8_count(bytes), 1);
        char out[4];
        assert_int_equal(utf8_encode(code_point, out), bytes.size);
        assert_memory_equal(out, bytes.data, bytes.size);
    }
}

static const struct slice ill_formed[] = {
    {NULL, 0},
    /* a tail alone; bytes that never occur */
    {"\x80", 1},
    {"\xbf", 1},
    {"\xfe", 1},
    {"\xff", 1},
    /* longer than need be */
    {"\xc0\x80", 2},
    {"\xc1\xbf", 2},
    {"\xe0\x80\x80", 3},
    {"\xe0\x9f\xbf", 3},
    {"\xf0\x80\x80\x80", 4},
    {"\xf0\x8f\xbf\xbf", 4},
    {"\xf8\x88\x80\x80\x80", 5},
    /* surrogates */
    {"\xed\xa0\x80", 3},
    {"\xed\xbf\xbf", 3},
    /* above U+10FFFF */
    {"\xf4\x90\x80\x80", 4},
    {"\xf5\x80\x80\x80", 4},
    {"\xf7\xbf\xbf\xbf", 4},
    /* cut short, and a second, third or fourth byte that is no tail */
    {"\xc3", 1},
    {"\xe2\x82", 2},
    {"\xf0\x9f\x8f", 3},
    {"\xc3\x7f", 2},
    {"\xc3\xc0", 2},
    {"\xe2(\xac", 3},
    {"\xe2\x82(", 3},
    {"\xf0(\x8f\x9b", 4},
    {"\xf0\x9f(\x9b", 4},
    {"\xf0\x9f\x8f(", 4},
};

static void ill_formed_sequences_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS(ill_formed); i++) {
        uint32_t code_point = 4711;
        assert_int_equal(utf8_next(ill_formed[i], &code_point), 0);
        assert_int_equal(code_point, 4711);
        assert_int_equal(utf8_valid_prefix(ill_formed[i]), 0);

        char text[16] = "Maß";
        size_t before = strlen(text);
        if (ill_formed[i].size == 0)
            continue;
        memcpy(text + before, ill_formed[i].data, ill_formed[i].size);
        struct slice mixed = slice_of(text, before + ill_formed[i].size);
        assert_int_equal(utf8_valid_prefix(mixed), before);
    }
}

static void all_code_points_come_back(void **state)
{
    (void)state;
    for (uint32_t wanted = 0; wanted <= 0x110000; wanted++) {
        bool is_scalar = wanted <= 0x10ffff && !(wanted >= 0xd800 && wanted <= 0xdfff);
        if (!is_scalar)
            continue;
        char out[4];
        size_t size = utf8_encode(wanted, out);
        uint32_t code_point = UINT32_MAX;
        if (utf8_next(slice_of(out, size), &code_point) != size || code_point != wanted)
            fail_msg("U+%04X", (unsigned)wanted);
        if (size > 1 && utf8_next(slice_of(out, size - 1), NULL) != 0)
            fail_msg("U+%04X cut short", (unsigned)wanted);
    }
}

static void what_steers_terminals_is_known(void **state)
{
    (void)state;
    static const struct {
        uint32_t code_point;
        bool is_steering;
    } rows[] = {
        {0x00, true},    {0x1b, true},    {0x1f, true},    {' ', false},    {'~', false},
        {0x7f, true},    {0x80, true},    {0x9f, true},    {0xa0, false},   {0x61b, false},
        {0x61c, true},   {0x61d, false},  {0x200d, false}, {0x200e, true},  {0x200f, true},
        {0x2010, false}, {0x2027, false}, {0x2028, true},  {0x202e, true},  {0x202f, false},
        {0x2065, false}, {0x2066, true},  {0x2069, true},  {0x206a, false}, {0x10ffff, false},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (utf8_is_steering(rows[i].code_point) != rows[i].is_steering)
            fail_msg("U+%04X", (unsigned)rows[i].code_point);
    }
}

static void texts_are_counted(void **state)
{
    (void)state;
    assert_int_equal(utf8_count(slice_of(NULL, 0)), 0);
    assert_int_equal(utf8_count(SLICE("Grüße für 3 €")), 13);
    assert_int_equal(utf8_count(slice_of("a\0b", 3)), 3);
    assert_int_equal(utf8_valid_prefix(SLICE("Grüße für 3 €")), 18); /* ü ß ü: 2 each, €: 3 */
}

/* "aä€🏛" has its characters at 0, 1, 3 and 6, and 10 bytes. */
static const size_t floors[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10, 10};

static void offsets_fall_back_to_a_character(void **state)
{
    (void)state;
    struct slice text = SLICE("a\xc3\xa4\xe2\x82\xac\xf0\x9f\x8f\x9b");
    for (size_t at = 0; at < ROWS(floors); at++)
        assert_int_equal(utf8_floor(text, at), floors[at]);
    assert_int_equal(utf8_floor(text, SIZE_MAX), 10);
    assert_int_equal(utf8_floor(slice_of(NULL, 0), 0), 0);
}

/* Whatever the bytes: the prefix is well-formed character by character, and what follows is not. */
static void random_bytes_have_a_well_formed_prefix(void **state)
{
    (void)state;
    static const unsigned char likely[] = {'a',  0x80, 0x9f, 0xa0, 0xbf,
                                           0xc3, 0xe0, 0xed, 0xf0, 0xf4};
    uint32_t seed = 20230818;
    for (int round = 0; round < 100000; round++) {
        char bytes[8];
        for (size_t i = 0; i < sizeof(bytes); i++) {
            seed = seed * 1664525u + 1013904223u; /* Knuth's, "Numerical Recipes" */
            bytes[i] = (char)likely[(seed >> 16) % sizeof(likely)];
        }
        struct slice text = slice_of(bytes, sizeof(bytes));
        size_t prefix = utf8_valid_prefix(text), at = 0;
        while (at < prefix) {
            size_t size = utf8_next(slice_part(text, at, prefix), NULL);
            assert_true(size >= 1 && size <= 4);
            at += size;
        }
        assert_int_equal(at, prefix);
        assert_int_equal(utf8_next(slice_part(text, prefix, text.size), NULL), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_sequences_are_read_and_written),
        cmocka_unit_test(ill_formed_sequences_are_refused),
        cmocka_unit_test(all_code_points_come_back),
        cmocka_unit_test(what_steers_terminals_is_known),
        cmocka_unit_test(texts_are_counted),
        cmocka_unit_test(offsets_fall_back_to_a_character),
        cmocka_unit_test(random_bytes_have_a_well_formed_prefix),
    };
    return cmocka_run_group_tests_name("base_utf8", tests, NULL, NULL);
}
