/*
 * core/base: slices, error records, buffers, arenas and tables. Dates, UTF-8 and files have test
 * programs of their own beside this one.
 */
#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/dict.h"
#include "core/base/error.h"
#include "core/base/slice.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static int sign(int value)
{
    return (value > 0) - (value < 0);
}

/* ---- slices --------------------------------------------------------------------------------- */

static const struct {
    struct slice a, b;
    int order;
    bool a_starts_with_b, a_ends_with_b;
    size_t b_in_a; /* slice_find */
} slice_pairs[] = {
    {{NULL, 0}, {NULL, 0}, 0, true, true, 0},
    {{NULL, 0}, {"a", 1}, -1, false, false, 0},
    {{"a", 1}, {NULL, 0}, 1, true, true, 0},
    {{"a", 1}, {"a", 1}, 0, true, true, 0},
    {{"a", 1}, {"b", 1}, -1, false, false, 1},
    {{"Rathaus", 7}, {"Rat", 3}, 1, true, false, 0},
    {{"Rathaus", 7}, {"haus", 4}, -1, false, true, 3},
    {{"Rat", 3}, {"Rathaus", 7}, -1, false, false, 3},
    {{"ananas", 6}, {"nas", 3}, -1, false, true, 3}, /* "nan" begins like it, but is none */
    {{"aaab", 4}, {"aab", 3}, -1, false, true, 1},
    {{"a\0b", 3}, {"\0b", 2}, 1, false, true, 1}, /* NUL is a byte like any other */
    {{"a\0b", 3}, {"a", 1}, 1, true, false, 0},
    {{"\xc3\xa4", 2}, {"z", 1}, 1, false, false, 2}, /* bytes compare unsigned */
    {{"\xff", 1}, {"\x01", 1}, 1, false, false, 1},
};

static void slices_compare_and_find(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS(slice_pairs); i++) {
        struct slice a = slice_pairs[i].a, b = slice_pairs[i].b;
        assert_int_equal(sign(slice_compare(a, b)), slice_pairs[i].order);
        assert_int_equal(sign(slice_compare(b, a)), -slice_pairs[i].order);
        assert_int_equal(slice_equal(a, b), slice_pairs[i].order == 0);
        assert_int_equal(slice_starts_with(a, b), slice_pairs[i].a_starts_with_b);
        assert_int_equal(slice_ends_with(a, b), slice_pairs[i].a_ends_with_b);
        assert_int_equal(slice_find(a, b), slice_pairs[i].b_in_a);
    }
}

static const struct {
    const char *text, *trimmed;
} trims[] = {
    {"", ""},
    {" ", ""},
    {"\t\n\v\f\r ", ""},
    {"a", "a"},
    {"  Stadt Lindenbruch\r\n", "Stadt Lindenbruch"},
    {"\xc2\xa0x", "\xc2\xa0x"}, /* no-break space is not ASCII */
    {"\x1fx\x0e", "\x1fx\x0e"},
};

static void slices_trim(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS(trims); i++) {
        struct slice trimmed = slice_trim(slice_from(trims[i].text));
        assert_true(slice_equal(trimmed, slice_from(trims[i].trimmed)));
    }
    assert_int_equal(slice_trim(slice_from(NULL)).size, 0);
    struct slice part = slice_part(SLICE("Marktplatz"), 5, 10);
    assert_true(slice_equal(part, SLICE("platz")));
    assert_int_equal(slice_part(slice_of(NULL, 0), 0, 0).size, 0);
}

/* ---- errors --------------------------------------------------------------------------------- */

static void errors_carry_code_offset_and_one_line(void **state)
{
    (void)state;
    struct fund_error error = {FUND_OK, 77, "before"};
    assert_int_equal(error_set(&error, FUND_IO, "'%s': %d", "a\nb\tc\x7f\r", 5), FUND_IO);
    assert_int_equal(error.code, FUND_IO);
    assert_int_equal(error.offset, 0);
    assert_string_equal(error.message, "'a b c  ': 5");

    assert_int_equal(error_set_at(&error, FUND_INVALID_QUERY, 9, "no such field"),
                     FUND_INVALID_QUERY);
    assert_int_equal(error.code, FUND_INVALID_QUERY);
    assert_int_equal(error.offset, 9);
    assert_string_equal(error.message, "no such field");

    assert_int_equal(error_set(NULL, FUND_LIMIT, "%d", 1), FUND_LIMIT);
    assert_int_equal(error_set_at(NULL, FUND_CORRUPT, 1, "%d", 1), FUND_CORRUPT);
    assert_int_equal(error_no_memory(NULL), FUND_NO_MEMORY);
    assert_int_equal(error_no_memory(&error), FUND_NO_MEMORY);
    assert_true(strlen(error.message) > 0);
}

/* Filler before a character of 2 to 4 bytes, and how much of the message of 255 bytes is kept. */
static const struct {
    int filler;
    const char *character;
    size_t kept;
} cuts[] = {
    {254, "x", 255}, {255, "x", 255},          {256, "x", 255},          {253, "ä", 255},
    {254, "ä", 254}, {255, "ä", 255},          {252, "€", 255},          {253, "€", 253},
    {254, "€", 254}, {251, "\U0001F3DB", 255}, {252, "\U0001F3DB", 252}, {254, "\U0001F3DB", 254},
};

static void errors_are_cut_between_characters(void **state)
{
    (void)state;
    char filler[300];
    memset(filler, 'f', sizeof(filler));
    for (size_t i = 0; i < ROWS(cuts); i++) {
        struct fund_error error;
        error_set(&error, FUND_IO, "%.*s%s", cuts[i].filler, filler, cuts[i].character);
        assert_int_equal(strlen(error.message), cuts[i].kept);
    }
}

/* File names may be any bytes; a message is UTF-8 all the same. */
static void errors_are_utf8_whatever_they_quote(void **state)
{
    (void)state;
    struct fund_error error;
    error_set(&error, FUND_NOT_FOUND, "cannot open '%s': gone", "M\xfcller \xe2\x82.txt");
    assert_string_equal(error.message, "cannot open 'M?ller ??.txt': gone");
}

/* C1 (CSI as one character), an override of direction and a line separator steer terminals too. */
static void errors_steer_no_terminal(void **state)
{
    (void)state;
    struct fund_error error;
    error_set(&error, FUND_IO, "%s",
              "a\xc2\x80"
              "b\xc2\x9b"
              "31m\u202e\u2028ä\u200f.");
    assert_string_equal(error.message, "a b 31m  ä .");
}

/* ---- buffers -------------------------------------------------------------------------------- */

static void buffers_grow_and_keep_a_nul(void **state)
{
    (void)state;
    struct buffer buffer = buffer_init(1000);
    assert_null(buffer.data);
    assert_int_equal(buffer_append(&buffer, slice_of(NULL, 0), NULL), FUND_OK);
    assert_string_equal(buffer.data, "");
    for (int i = 0; i < 100; i++)
        assert_int_equal(buffer_append(&buffer, SLICE("Amtsblatt\n"), NULL), FUND_OK);
    assert_int_equal(buffer.size, 1000);
    assert_int_equal(strlen(buffer.data), 1000);
    assert_memory_equal(buffer.data + 990, "Amtsblatt\n", 11);

    buffer_clear(&buffer);
    assert_string_equal(buffer.data, "");
    assert_int_equal(buffer_append_byte(&buffer, '\0', NULL), FUND_OK);
    assert_int_equal(buffer_append_byte(&buffer, 'x', NULL), FUND_OK);
    assert_true(slice_equal(buffer_slice(&buffer), slice_of("\0x", 2)));
    buffer_finish(&buffer);
    assert_null(buffer.data);
    assert_int_equal(buffer.limit, 1000);
    buffer_clear(&buffer); /* an empty one too */
    assert_int_equal(buffer_append_byte(&buffer, 'y', NULL), FUND_OK);
    buffer_finish(&buffer);
}

static void buffers_stop_at_their_limit(void **state)
{
    (void)state;
    struct fund_error error = {FUND_OK, 0, ""};
    struct buffer buffer = buffer_init(5);
    assert_int_equal(buffer_append(&buffer, SLICE("fünf"), &error), FUND_OK); /* 5 bytes */
    assert_int_equal(buffer_append(&buffer, SLICE(""), &error), FUND_OK);
    assert_int_equal(buffer_append_byte(&buffer, '!', &error), FUND_LIMIT);
    assert_int_equal(error.code, FUND_LIMIT);
    assert_int_equal(buffer_reserve(&buffer, SIZE_MAX, &error), FUND_LIMIT);
    assert_int_equal(buffer_append_format(&buffer, &error, "%d", 1), FUND_LIMIT);
    assert_true(slice_equal(buffer_slice(&buffer), SLICE("fünf")));
    buffer_finish(&buffer);

    struct buffer none = buffer_init(0);
    assert_int_equal(buffer_append(&none, SLICE(""), NULL), FUND_OK);
    assert_int_equal(buffer_append_byte(&none, 'x', NULL), FUND_LIMIT);
    buffer_finish(&none);

    struct buffer boundless = buffer_init(SIZE_MAX);
    assert_int_equal(buffer_append_byte(&boundless, 'x', NULL), FUND_OK);
    assert_int_equal(buffer_reserve(&boundless, SIZE_MAX - 1, &error), FUND_NO_MEMORY);
    assert_int_equal(boundless.size, 1);
    buffer_finish(&boundless);
}

static void buffers_append_formatted_text(void **state)
{
    (void)state;
    struct buffer buffer = buffer_init(4096);
    assert_int_equal(buffer_append_format(&buffer, NULL, "%s-%03d", "Q", 7), FUND_OK);
    assert_true(slice_equal(buffer_slice(&buffer), SLICE("Q-007")));
    buffer_clear(&buffer);
    assert_int_equal(buffer_append_format(&buffer, NULL, "%*s", 511, "x"), FUND_OK);
    assert_int_equal(buffer.size, 511);
    assert_int_equal(buffer_append_format(&buffer, NULL, "%*s", 512, "x"), FUND_LIMIT);
    assert_int_equal(buffer.size, 511);
    buffer_finish(&buffer);
}

/* ---- arenas --------------------------------------------------------------------------------- */

static void arenas_hand_out_zeroed_aligned_memory(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 7, 16, 17, 4096, 5000, 100000, 2000000};
    struct arena arena = arena_init((size_t)16 * 1024 * 1024);
    size_t total = 0;
    for (size_t round = 0; round < 3; round++) {
        for (size_t i = 0; i < ROWS(sizes); i++) {
            unsigned char *memory = arena_allocate(&arena, sizes[i]);
            assert_non_null(memory);
            assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
            for (size_t at = 0; at < sizes[i]; at++)
                assert_true(memory[at] == 0);
            if (sizes[i] > 0)
                memset(memory, 0xff, sizes[i]); /* sanitizers tell where blocks overlap their end */
            total += sizes[i];
        }
    }
    assert_int_equal(arena.total, total);
    arena_finish(&arena);
    assert_int_equal(arena.total, 0);
    assert_non_null(arena_allocate(&arena, 8));
    arena_finish(&arena);
    arena_finish(&arena);
}

static void arenas_are_used_again(void **state)
{
    (void)state;
    struct arena arena = arena_init((size_t)16 * 1024 * 1024);
    arena_reset(&arena);
    for (size_t round = 0; round < 3; round++) {
        for (size_t size = 1; size < 100000; size = size * 3 + 1) {
            unsigned char *memory = arena_allocate(&arena, size);
            assert_non_null(memory);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(memory[i], 0);
            memset(memory, 0xff, size);
        }
        if (round == 1)
            assert_non_null(arena_allocate(&arena, (size_t)4 * 1024 * 1024));
        arena_reset(&arena);
        assert_int_equal(arena.total, 0);
    }
    arena_finish(&arena);
    assert_int_equal(arena.total, 0);
}

static void arenas_stop_at_their_limit(void **state)
{
    (void)state;
    struct arena arena = arena_init(100);
    assert_non_null(arena_allocate(&arena, 99));
    assert_null(arena_allocate(&arena, 2));
    assert_non_null(arena_allocate(&arena, 1));
    assert_non_null(arena_allocate(&arena, 0));
    assert_null(arena_allocate(&arena, 1));
    assert_null(arena_copy(&arena, SLICE("")).data); /* its NUL counts */
    arena_finish(&arena);

    arena = arena_init(SIZE_MAX);
    assert_null(arena_allocate(&arena, SIZE_MAX));
    assert_null(arena_array(&arena, SIZE_MAX / 2 + 2, 2));
    assert_null(arena_array(&arena, 2, SIZE_MAX / 2 + 2));
    assert_non_null(arena_array(&arena, SIZE_MAX, 0));
    assert_null(arena_copy(&arena, slice_of("x", SIZE_MAX)).data);
    arena_finish(&arena);
}

static void arenas_copy_slices(void **state)
{
    (void)state;
    struct arena arena = arena_init(4096);
    char text[] = "Bürgerbüro";
    struct slice copy = arena_copy(&arena, slice_from(text));
    text[0] = 'X';
    assert_string_equal(copy.data, "Bürgerbüro");
    struct slice empty = arena_copy(&arena, slice_of(NULL, 0));
    assert_non_null(empty.data);
    assert_int_equal(empty.size, 0);
    assert_string_equal(empty.data, "");
    arena_finish(&arena);
}

static void arenas_grow_lists(void **state)
{
    (void)state;
    struct arena arena = arena_init(10000);
    int *numbers = NULL;
    void *items = NULL;
    size_t count = 0, capacity = 0;
    while (arena_grow(&arena, &items, count, &capacity, sizeof(*numbers))) {
        numbers = items;
        numbers[count] = (int)count;
        count++;
    }
    /* 4 + 8 + … + 1024 slots of 4 bytes are 8,176; with 2048 more it would be 16,368. */
    assert_int_equal(count, 1024);
    assert_int_equal(capacity, 1024);
    assert_ptr_equal(items, numbers);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(numbers[i], (int)i);

    size_t huge = SIZE_MAX;
    assert_false(arena_grow(&arena, &items, SIZE_MAX, &huge, 1));
    assert_int_equal(huge, SIZE_MAX);
    arena_finish(&arena);
}

/* ---- tables --------------------------------------------------------------------------------- */

/* Test vectors of RFC 9923 (FNV), 64 bits, FNV-1a. */
static const struct {
    const char *text;
    uint64_t hash;
} hashes[] = {
    {"", 0xcbf29ce484222325u},
    {"a", 0xaf63dc4c8601ec8cu},
    {"foobar", 0x85944171f73967e8u},
};

static void tables_hash_as_fnv_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS(hashes); i++)
        assert_true(dict_hash(slice_from(hashes[i].text)) == hashes[i].hash);
}

/* By the same rule in another language. */
static const struct {
    const char *text;
    uint64_t hash;
} text_hashes[] = {
    {"", 0x0000000000000000u},
    {"a", 0x72729790456a38eau},
    {"foobar", 0x07de8f477583867au},
    {"Oberbürgermeister", 0xb29afbfdd6cf13c2u},
};

static void texts_hash_the_same_on_each_machine(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS(text_hashes); i++)
        assert_true(dict_hash_text(slice_from(text_hashes[i].text)) == text_hashes[i].hash);
}

/* One changed bit, one byte less, another order. */
static void each_bit_of_a_text_counts(void **state)
{
    (void)state;
    char text[43];
    for (size_t i = 0; i < sizeof(text); i++)
        text[i] = (char)(i * 37);
    uint64_t hash = dict_hash_text(slice_of(text, sizeof(text)));
    for (size_t i = 0; i < sizeof(text) * 8; i++) {
        text[i / 8] = (char)(text[i / 8] ^ 1 << i % 8);
        assert_true(dict_hash_text(slice_of(text, sizeof(text))) != hash);
        text[i / 8] = (char)(text[i / 8] ^ 1 << i % 8);
    }
    for (size_t size = 0; size < sizeof(text); size++)
        assert_true(dict_hash_text(slice_of(text, size)) != hash);
}

/* What is sent for ahead is what is found. */
static void tables_find_by_hash(void **state)
{
    (void)state;
    struct dict *dict = NULL;
    uint32_t value = 0, fetched = 0;
    assert_int_equal(dict_create(&dict, NULL), FUND_OK);
    assert_int_equal(dict_put(dict, SLICE("Amt"), 7, NULL), FUND_OK);
    uint64_t hash = dict_key_hash(SLICE("Amt")), other = dict_key_hash(SLICE("Rat"));
    dict_fetch(dict, hash);
    assert_true(dict_fetch_key(dict, hash, &fetched));
    assert_int_equal(fetched, 7);
    assert_true(dict_get_hashed(dict, SLICE("Amt"), hash, &value));
    assert_int_equal(value, 7);
    assert_false(dict_fetch_key(dict, other, &fetched));
    assert_false(dict_get_hashed(dict, SLICE("Rat"), other, &value));
    dict_destroy(dict);
}

static void tables_put_replace_and_get(void **state)
{
    (void)state;
    struct dict *dict = NULL;
    assert_int_equal(dict_create(&dict, NULL), FUND_OK);
    uint32_t value = 99;
    assert_false(dict_get(dict, slice_of(NULL, 0), &value));
    assert_false(dict_get(dict, SLICE("Sabine"), &value));
    assert_int_equal(value, 99); /* untouched */

    assert_int_equal(dict_put(dict, slice_of(NULL, 0), 1, NULL), FUND_OK);
    assert_int_equal(dict_put(dict, SLICE("Sabine"), 2, NULL), FUND_OK);
    assert_int_equal(dict_put(dict, slice_of("Sabine\0", 7), 3, NULL), FUND_OK);
    assert_int_equal(dict_put(dict, SLICE("Sabine"), UINT32_MAX, NULL), FUND_OK);
    assert_int_equal(dict_count(dict), 3);
    assert_true(dict_get(dict, SLICE(""), &value));
    assert_int_equal(value, 1);
    assert_true(dict_get(dict, SLICE("Sabine"), &value));
    assert_true(value == UINT32_MAX);
    assert_true(dict_get(dict, slice_of("Sabine\0", 7), &value));
    assert_int_equal(value, 3);
    assert_true(dict_get(dict, SLICE("Sabine"), NULL));
    assert_false(dict_get(dict, SLICE("Sabin"), &value));
    dict_destroy(dict);
    dict_destroy(NULL);
}

static void fill_table(size_t reserved)
{
    enum { KEYS = 50000 };
    struct dict *dict = NULL;
    assert_int_equal(dict_create(&dict, NULL), FUND_OK);
    assert_int_equal(dict_put(dict, SLICE("Name 0"), 1, NULL), FUND_OK);
    assert_int_equal(dict_reserve(dict, reserved, NULL), FUND_OK);
    assert_int_equal(dict_count(dict), 1);
    char key[16];
    for (uint32_t i = 0; i < KEYS; i++) {
        int size = snprintf(key, sizeof(key), "Name %u", (unsigned)i);
        assert_int_equal(dict_put(dict, slice_of(key, (size_t)size), i, NULL), FUND_OK);
    }
    assert_int_equal(dict_count(dict), KEYS);
    for (uint32_t i = 0; i < 2 * KEYS; i++) {
        int size = snprintf(key, sizeof(key), "Name %u", (unsigned)i);
        uint32_t value = UINT32_MAX;
        assert_int_equal(dict_get(dict, slice_of(key, (size_t)size), &value), i < KEYS);
        assert_true(value == (i < KEYS ? i : UINT32_MAX));
    }
    dict_destroy(dict);
}

static void tables_grow(void **state)
{
    const size_t reserved[] = {0, 1, 100, 49999, 50000, 70000};
    (void)state;
    for (size_t i = 0; i < sizeof(reserved) / sizeof(*reserved); i++)
        fill_table(reserved[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_compare_and_find),
        cmocka_unit_test(slices_trim),
        cmocka_unit_test(errors_carry_code_offset_and_one_line),
        cmocka_unit_test(errors_are_cut_between_characters),
        cmocka_unit_test(errors_are_utf8_whatever_they_quote),
        cmocka_unit_test(errors_steer_no_terminal),
        cmocka_unit_test(buffers_grow_and_keep_a_nul),
        cmocka_unit_test(buffers_stop_at_their_limit),
        cmocka_unit_test(buffers_append_formatted_text),
        cmocka_unit_test(arenas_hand_out_zeroed_aligned_memory),
        cmocka_unit_test(arenas_are_used_again),
        cmocka_unit_test(arenas_stop_at_their_limit),
        cmocka_unit_test(arenas_copy_slices),
        cmocka_unit_test(arenas_grow_lists),
        cmocka_unit_test(tables_hash_as_fnv_says),
        cmocka_unit_test(texts_hash_the_same_on_each_machine),
        cmocka_unit_test(each_bit_of_a_text_counts),
        cmocka_unit_test(tables_find_by_hash),
        cmocka_unit_test(tables_put_replace_and_get),
        cmocka_unit_test(tables_grow),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
