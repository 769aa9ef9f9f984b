/*
 * Dates in texts that nobody meant well: random bytes and words, long rows, and time.
 */
#include "core/dates/dates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#define REFERENCE 19587
#define LARGE     (1024u * 1024)
#define LONGEST   (5u * 1024 * 1024)
#define SMALL     (LARGE / 8)

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* All dates of the text are sound, in order and without overlap. Returns how many there are. */
static size_t walk_through(struct slice text, int32_t reference)
{
    struct dates_walk walk;
    struct dates_found found;
    size_t count = 0, end = 0;
    dates_init(&walk, text, reference);
    while (dates_next(&walk, &found)) {
        assert_true(found.start >= end && found.start < found.end && found.end <= text.size);
        assert_true(found.first_day <= found.last_day);
        assert_true(found.first_day >= date_from_civil(DATE_FIRST_YEAR, 1, 1));
        assert_true(found.last_day <= date_from_civil(DATE_LAST_YEAR, 12, 31));
        assert_in_range(found.precision, RELEASE_DATE_DAY, RELEASE_DATE_RECURRING);
        end = found.end;
        count++;
    }
    return count;
}

static int32_t random_reference(uint32_t *seed)
{
    static const int years[] = {1000, 1900, 2023, 9999};
    uint32_t which = next_random(seed) % 5;
    if (which == 4)
        return DATE_NONE;
    return date_from_civil(years[which], 1, 1) + (int32_t)(next_random(seed) % 365);
}

static void test_random_bytes(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int i = 0; i < 4000; i++) {
        size_t size = next_random(&seed) % 200;
        char *text = malloc(size + 1); /* of its very size, so that a sanitizer sees its end */
        assert_non_null(text);
        for (size_t j = 0; j < size; j++)
            text[j] = (char)next_random(&seed);
        text = realloc(text, size > 0 ? size : 1);
        assert_non_null(text);
        walk_through(slice_of(text, size), random_reference(&seed));
        struct dates_found found;
        dates_read(slice_of(text, size), REFERENCE, (i & 1) != 0, &found);
        free(text);
    }
}

static const char *const words[] = {
    "3",           "31",
    "12",          "2023",
    "1999",        "99",
    "2024/25",     ".",
    ",",           "/",
    "-",           "\u2013",
    "'",           "(",
    ")",           " ",
    "Mai",         "Februar",
    "Aug.",        "Montag",
    "Mo.",         "Freitagabend",
    "heute",       "morgen",
    "gestrigen",   "kommenden",
    "vergangenen", "dieser",
    "Woche",       "Wochen",
    "Jahr",        "Jahren",
    "Tagen",       "Quartal",
    "Halbjahr",    "Sommer",
    "Winter",      "Anfang",
    "Mitte",       "Ende",
    "Jahresende",  "Ostern",
    "Advent",      "Weihnachtstag",
    "ersten",      "zweiten",
    "zwei",        "jeden",
    "am",          "ab",
    "vom",         "von",
    "zum",         "im",
    "in",          "vor",
    "seit",        "bis",
    "und",         "zwischen",
    "des",         "den",
    "sofort",      "Schuljahr",
    "Nacht",       "zum",
    "wurde",       "wird",
    "Stra\u00dfe", "Prof.",
    "\n",          "Tag der Arbeit",
    "999",         "x",
    "\xff",
};

static void test_random_words(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        char text[600];
        size_t size = 0;
        for (uint32_t j = next_random(&seed) % 40; j > 0; j--) {
            struct slice word =
                slice_from(words[next_random(&seed) % (sizeof(words) / sizeof(words[0]))]);
            memcpy(text + size, word.data, word.size);
            size += word.size;
            if (next_random(&seed) % 4 != 0)
                text[size++] = ' ';
        }
        walk_through(slice_of(text, size), random_reference(&seed));
        struct dates_found found = {.start = 7};
        if (dates_read(slice_of(text, size), REFERENCE, (i & 1) != 0, &found) == DATES_READ)
            assert_true(found.first_day <= found.last_day);
        else
            assert_int_equal(found.start, 7);
    }
}

/* A text of the size, of the piece over and over. */
static char *repeat(const char *piece, size_t size)
{
    char *text = malloc(size);
    assert_non_null(text);
    for (size_t i = 0, length = strlen(piece); i < size; i++)
        text[i] = piece[i % length];
    return text;
}

static double seconds_of(const char *piece, size_t size)
{
    char *text = repeat(piece, size);
    clock_t start = clock();
    walk_through(slice_of(text, size), REFERENCE);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    free(text);
    return seconds;
}

/* Eight times the text takes no more than eight times the time, with room for a busy machine. */
static void test_linear_time(void **state)
{
    static const char *const pieces[] = {
        "1.2.",      "31.12., ",   "3., ",          "3. und ",  "3. bis ",
        "1.",        "am Montag ", "jeden Montag ", "a",        "a-",
        "bis ",      "in ",        "Mai ",          "Mai bis ", "2023-",
        "1.1.2023.", "\u00e4",     "\xff",          "Montag, ", "von heute bis ",
    };
    (void)state;
    for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
        double small = seconds_of(pieces[i], SMALL), large = seconds_of(pieces[i], LARGE);
        if (large > 8 * 4 * small + 0.2)
            fail_msg("'%s': %.3f s, then %.3f s", pieces[i], small, large);
    }
}

/* One line of digits and dots. */
static void test_longest_line(void **state)
{
    (void)state;
    char *text = repeat("1.2.", LONGEST);
    assert_int_equal(walk_through(slice_of(text, LONGEST), REFERENCE), 0);
    free(text);
}

/* A list is read in pieces of DATES_LIST_MAX. */
static void test_long_list(void **state)
{
    (void)state;
    char text[1000] = "am ";
    for (int day = 1; day <= 29; day += 2)
        snprintf(text + strlen(text), sizeof(text) - strlen(text), "%d., ", day);
    strncat(text, "30. Mai 2024", sizeof(text) - strlen(text) - 1);
    assert_int_equal(walk_through(slice_from(text), REFERENCE), DATES_LIST_MAX);
}

/* The window of tokens moves without losing a date. */
static void test_many_dates(void **state)
{
    (void)state;
    for (size_t count = 1; count < 400; count += 7) {
        size_t size = count * 16;
        char *text = repeat("am 3. Mai 2024; ", size);
        assert_int_equal(walk_through(slice_of(text, size), REFERENCE), count);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_bytes), cmocka_unit_test(test_random_words),
        cmocka_unit_test(test_linear_time),  cmocka_unit_test(test_longest_line),
        cmocka_unit_test(test_long_list),    cmocka_unit_test(test_many_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
