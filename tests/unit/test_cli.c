/*
 * The command's parts that need no archive: characters, days, offsets.
 */
#include "query/cli/characters.h"
#include "query/cli/day.h"
#include "query/cli/library_text.h"
#include "query/cli/offsets.h"
#include "query/cli/resolved.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- characters ----------------------------------------------------------------------------- */

static const struct {
    const char *text, *shown;
    size_t columns, consumed;
    bool is_control;
} character_rows[] = {
    {"a", "a", 1, 1, false},
    {"äb", "ä", 1, 2, false},
    {"€", "€", 1, 3, false},
    {"\xf0\x9f\x8e\x89", "\xf0\x9f\x8e\x89", 2, 4, false}, /* U+1F389 */
    {"\xcc\x88", "\xcc\x88", 0, 2, false},                 /* combining diaeresis */
    {"\xef\xbf\xbd", "\xef\xbf\xbd", 1, 3, false},         /* U+FFFD */
    {"\xe6\xbc\xa2", "\xe6\xbc\xa2", 2, 3, false},         /* U+6F22, a Chinese character */
    {"\xe2\x9c\x85", "\xe2\x9c\x85", 2, 3, false},         /* U+2705, a wide sign */
    {"\xe2\x9c\x93", "\xe2\x9c\x93", 1, 3, false},         /* U+2713, a narrow one */
    {"\xd6\xb8", "\xd6\xb8", 0, 2, false},                 /* U+05B8, a Hebrew vowel */
    {"\xd9\x8e", "\xd9\x8e", 0, 2, false},                 /* U+064E, an Arabic one */
    {"\x1b[31m", "<U+001B>", 8, 1, true},
    {"\n", "<U+000A>", 8, 1, true},
    {"\x7f", "<U+007F>", 8, 1, true},
    {"\xc2\x9b", "<U+009B>", 8, 2, true},
    {"\xc2\xa0", "\xc2\xa0", 1, 2, false},
    {"\xe2\x80\xaa", "<U+202A>", 8, 3, true},
    {"\xe2\x80\xae", "<U+202E>", 8, 3, true},
    {"\xe2\x81\xa6", "<U+2066>", 8, 3, true},
    {"\xe2\x81\xa9", "<U+2069>", 8, 3, true},
    {"\xe2\x80\x8f", "<U+200F>", 8, 3, true},
    {"\xe2\x80\xa8", "<U+2028>", 8, 3, true},
    {"\xd8\x9c", "<U+061C>", 8, 2, true},
    {"\xe4", "<E4>", 4, 1, true},             /* cut off */
    {"\xe4 b", "<E4>", 4, 1, true},           /* Latin-1 */
    {"\x80", "<80>", 4, 1, true},             /* a tail alone */
    {"\xc0\xaf", "<C0>", 4, 1, true},         /* longer than needed */
    {"\xe0\x9f\xbf", "<E0>", 4, 1, true},     /* longer than needed */
    {"\xed\xa0\x80", "<ED>", 4, 1, true},     /* surrogate */
    {"\xf4\x90\x80\x80", "<F4>", 4, 1, true}, /* beyond U+10FFFF */
    {"\xff", "<FF>", 4, 1, true},
};

static void test_characters_show(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(character_rows) / sizeof(character_rows[0]); i++) {
        const char *text = character_rows[i].text;
        struct shown_character shown = characters_show(text, strlen(text));
        assert_int_equal(shown.size, strlen(character_rows[i].shown));
        assert_memory_equal(shown.bytes, character_rows[i].shown, shown.size);
        assert_int_equal(shown.columns, character_rows[i].columns);
        assert_int_equal(shown.consumed, character_rows[i].consumed);
        assert_int_equal(shown.is_control, character_rows[i].is_control);
    }
    struct shown_character zero = characters_show("\0", 1);
    assert_memory_equal(zero.bytes, "<U+0000>", zero.size);
}

static const struct {
    const char *text;
    bool is_valid;
} validity_rows[] = {
    {"", true},
    {"Größe €", true},
    {"\x1b\xc2\x9b", true}, /* controls are valid text */
    {"\xf4\x8f\xbf\xbf", true},
    {"gut \xc3", false},
    {"gut \xf0\x9f\x8e", false},
    {"M\xfcll", false},
    {"\xc1\xbf", false},
    {"\xed\xbf\xbf", false},
};

static void test_characters_are_valid(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(validity_rows) / sizeof(validity_rows[0]); i++) {
        const char *text = validity_rows[i].text;
        assert_int_equal(characters_are_valid(text, strlen(text)), validity_rows[i].is_valid);
    }
}

/* Any bytes: always forward, never beyond the end. */
/* A piece of plain characters is what showing them one by one gives. */
static void test_characters_plain(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size, columns;
    } rows[] = {{"", 0, 0},          {"a", 1, 1},         {"Größe m", 7, 5}, {" a", 0, 0},
                {"a\tb", 1, 1},      {"ab\x1b[0m", 2, 2}, {"a\x7f", 1, 1},   {"a\u00a0b", 1, 1},
                {"a\xc2\x85", 1, 1}, {"\xc3", 0, 0},      {"a\xc3(", 1, 1},  {"o\u0308", 1, 1},
                {"a\u20ac", 1, 1},   {"\u02ff", 2, 1},    {"\xff", 0, 0}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t columns = 99;
        assert_int_equal(characters_plain(rows[i].text, strlen(rows[i].text), &columns),
                         rows[i].size);
        assert_int_equal(columns, rows[i].columns);
    }
    for (unsigned c = 1; c < 0x10000; c++) {
        const char text[] = {(char)(unsigned char)(c >> 8), (char)(unsigned char)(c & 0xff)};
        size_t columns = 0, plain = characters_plain(text, 2, &columns), at = 0;
        for (size_t shown_columns = 0; at < plain; at += characters_show(text + at, 2 - at).size) {
            struct shown_character shown = characters_show(text + at, 2 - at);
            assert_false(shown.is_control || characters_is_blank(text[at]));
            assert_memory_equal(shown.bytes, text + at, shown.size);
            assert_true((shown_columns += shown.columns) <= columns);
        }
        assert_int_equal(at, plain);
    }
}

static void test_characters_random(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (size_t round = 0; round < 2000; round++) {
        char *text = malloc(40);
        assert_non_null(text);
        for (size_t i = 0; i < 40; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = (char)(seed >> 24);
        }
        size_t at = 0;
        while (at < 40) {
            struct shown_character shown = characters_show(text + at, 40 - at);
            assert_in_range(shown.consumed, 1, 40 - at);
            assert_in_range(shown.size, 1, sizeof(shown.bytes));
            at += shown.consumed;
        }
        free(text);
    }
}

/* ---- days ----------------------------------------------------------------------------------- */

/* Day numbers by `date -d DAY +%s` / 86400. */
static const struct {
    const char *text;
    int32_t day;
} day_rows[] = {
    {"1970-01-01", 0},     {"1969-12-31", -1},      {"2023-08-18", 19587},   {"2024-02-29", 19782},
    {"2000-02-29", 11016}, {"1000-01-01", -354285}, {"9999-12-31", 2932896},
};

static void test_day_format(void **state)
{
    (void)state;
    char text[DAY_TEXT_SIZE], before[DAY_TEXT_SIZE] = "0999-12-31";
    for (size_t i = 0; i < sizeof(day_rows) / sizeof(day_rows[0]); i++) {
        day_format(day_rows[i].day, text);
        assert_string_equal(text, day_rows[i].text);
    }
    for (int32_t day = -354285; day <= 2932896; day++) { /* each follows the one before */
        day_format(day, text);
        assert_int_equal(strlen(text), 10);
        assert_true(strcmp(before, text) < 0);
        memcpy(before, text, sizeof(before));
    }
    day_format(INT32_MAX, text);
    day_format(INT32_MIN, text);
    assert_true(strlen(text) < sizeof(text));
}

/* ---- offsets -------------------------------------------------------------------------------- */

static void test_offsets(void **state)
{
    (void)state;
    struct offsets offsets;
    assert_true(offsets_init(&offsets, "", 0));
    assert_int_equal(offsets_character(&offsets, 0), 0);
    assert_int_equal(offsets_character(&offsets, 5), 0);
    offsets_finish(&offsets);

    /* Characters of 1 to 4 bytes, 10 bytes in all, over many blocks and at every edge of one. */
    const char unit[] = "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x8e\x89";
    static const size_t unit_starts[] = {0, 1, 3, 6};
    for (size_t units = 1; units < 300; units += 13) {
        size_t size = units * 10;
        char *text = malloc(size);
        assert_non_null(text);
        for (size_t i = 0; i < units; i++)
            memcpy(text + i * 10, unit, 10);
        assert_true(offsets_init(&offsets, text, size));
        for (size_t i = 0; i < units * 4; i++)
            assert_int_equal(offsets_character(&offsets, i / 4 * 10 + unit_starts[i % 4]), i);
        assert_int_equal(offsets_character(&offsets, size), units * 4);
        assert_int_equal(offsets_character(&offsets, SIZE_MAX), units * 4);
        offsets_finish(&offsets);
        free(text);
    }
    char block[512];
    memset(block, 'x', sizeof(block));
    assert_true(offsets_init(&offsets, block, 512));
    assert_int_equal(offsets_character(&offsets, 256), 256);
    assert_int_equal(offsets_character(&offsets, 512), 512);
    offsets_finish(&offsets);
}

/* ---- days of a query ------------------------------------------------------------------------ */

static const struct {
    const char *query, *understood;
    bool tells;
} resolved_rows[] = {
    {"", "", false},
    {"Bad", "bad", false},
    {"datum:2023-08-18", "datum:2023-08-18", false},
    {"datum:18.8.2023 Bad", "datum:2023-08-18 bad", false},
    {"termin:08.08.2023", "termin:2023-08-08", false},
    {"termin:8.08.2023", "termin:2023-08-08", false},
    {"date:2023-08-01..2023-08-17", "datum:2023-08-01..2023-08-17", false},
    {"datum:2023-08-18 termin:2023", "datum:2023-08-18 termin:2023-01-01..2023-12-31", true},
    {"termin:ostern", "termin:2027-03-28..2027-03-29", true},
    {"-datum:gestern", "-datum:2026-11-22", true},
    {"datum:18.8.", "datum:2026-08-18", true},
    {"\"datum:\"", "\"datum:\"", false},
    {"x", "datum:2023-08-18..2023-08-18..2023-08-18..2023", false}, /* nothing that is written */
};

static void test_resolved(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(resolved_rows) / sizeof(resolved_rows[0]); i++)
        if (resolved_tells_days(resolved_rows[i].query, resolved_rows[i].understood) !=
            resolved_rows[i].tells)
            fail_msg("%s", resolved_rows[i].query);
}

/* ---- what the library says ------------------------------------------------------------------ */

/* In English each message stays as it is, whether its pattern is known or not. */
static void test_library_text(void **state)
{
    (void)state;
    static const char *const messages[] = {
        "",
        "'",
        "no release has the id 'x'",
        "no release has the id ''",
        "no release has the id '%s'",
        "no release has the id 'x' that",
        "'a' is no date that is understood; write b or c",
        "'a; write b' is no date that is understood; write  or  or d",
        "'a' is no date that is understood; write b",
        "there is no archive 'x'; make one with: fundstelle index -a 'y' PATH",
        "there is no archive ''; make one with: fundstelle index -a '",
        "the archive 'x' is damaged; rebuild it with fundstelle index --rebuild PATH (y)",
        "out of memory",
        "something else",
    };
    char text[LIBRARY_TEXT_SIZE];
    for (size_t i = 0; i < sizeof(messages) / sizeof(messages[0]); i++) {
        library_text(messages[i], text);
        assert_string_equal(text, messages[i]);
    }
    char longest[2 * LIBRARY_TEXT_SIZE];
    memset(longest, 'x', sizeof(longest));
    memcpy(longest, "no release has the id '", 23);
    memcpy(longest + sizeof(longest) - 2, "'", 2);
    library_text(longest, text);
    assert_int_equal(strlen(text), sizeof(text) - 1);
    assert_memory_equal(text, longest, sizeof(text) - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters_show),  cmocka_unit_test(test_characters_are_valid),
        cmocka_unit_test(test_characters_plain), cmocka_unit_test(test_characters_random),
        cmocka_unit_test(test_day_format),       cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_resolved),         cmocka_unit_test(test_library_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
