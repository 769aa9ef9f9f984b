/*
 * What is inside core/glass: numbers whose bytes sort as they do, and strings in byte order.
 */
#include "core/glass/encode.h"
#include "core/glass/sort.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define STRINGS 5000u

static void test_sorted_numbers(void **state)
{
    static const uint32_t numbers[] = {0,          1,          0x7f,      0x80,       0x7fff,
                                       0x8000,     0x3fffff,   0x400000,  0x1fffffff, 0x20000000,
                                       0x7fffffff, 0xfffffffe, 0xffffffff};
    static const size_t sizes[] = {2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5};
    char last[ENCODE_SORTED_MAX], bytes[ENCODE_SORTED_MAX];
    size_t last_size = 0;
    (void)state;
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        uint32_t again = 0;
        size_t size = encode_sorted(bytes, numbers[i]);
        assert_int_equal(size, sizes[i]);
        assert_true(slice_compare(slice_of(last, last_size), slice_of(bytes, size)) < 0);
        assert_true(decode_sorted(slice_of(bytes, size), &again));
        assert_int_equal(again, numbers[i]);
        assert_false(decode_sorted(slice_of(bytes, size - 1), &again));
        memcpy(last, bytes, size);
        last_size = size;
    }
    /* longer than it need be */
    uint32_t number;
    assert_false(decode_sorted(SLICE("\x80\x00\x01"), &number));
}

static void test_numbers(void **state)
{
    static const uint32_t numbers[] = {0,     127,        128,        16383,
                                       16384, 0x0fffffff, 0x10000000, 0xffffffff};
    static const size_t sizes[] = {1, 1, 2, 2, 3, 4, 5, 5};
    char bytes[ENCODE_NUMBER_MAX];
    (void)state;
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        uint32_t again = 1;
        size_t size = encode_number(bytes, numbers[i]), at = 0;
        assert_int_equal(size, sizes[i]);
        assert_true(decode_number(slice_of(bytes, size), &at, &again));
        assert_int_equal(at, size);
        assert_int_equal(again, numbers[i]);
        at = 0;
        assert_false(decode_number(slice_of(bytes, size - 1), &at, &again));
    }
    size_t at = 0;
    uint32_t number;
    assert_false(decode_number(SLICE("\x80\x80\x80\x80\x80\x80\x01"), &at, &number));
}

/* Many strings begin with the same eight bytes, some are a part of others, some have NULs. */
static void test_strings(void **state)
{
    static char bytes[STRINGS * 16];
    struct sort_item *items = calloc(STRINGS, sizeof(*items)),
                     *spare = calloc(STRINGS, sizeof(*items));
    uint64_t random = 1;
    uint32_t at = 0;
    (void)state;
    assert_non_null(items);
    assert_non_null(spare);
    for (uint32_t i = 0; i < STRINGS; i++) {
        random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
        uint32_t size = (uint32_t)(random >> 33) % 16;
        memset(bytes + at, 'a', size);
        for (uint32_t j = i % 3 == 0 ? 0 : 8; j < size; j++)
            bytes[at + j] = (char)(random >> (j * 4) & 3);
        items[i] = (struct sort_item){sort_key(bytes + at, size), at, size, i};
        at += size;
    }
    sort_strings(items, spare, STRINGS, bytes);
    uint64_t sum = items[0].number;
    for (uint32_t i = 1; i < STRINGS; i++) {
        sum += items[i].number;
        assert_true(slice_compare(slice_of(bytes + items[i - 1].at, items[i - 1].size),
                                  slice_of(bytes + items[i].at, items[i].size)) <= 0);
    }
    assert_int_equal(sum, (uint64_t)STRINGS * (STRINGS - 1) / 2);
    free(items);
    free(spare);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sorted_numbers),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_strings),
    };
    return cmocka_run_group_tests_name("glass", tests, NULL, NULL);
}
