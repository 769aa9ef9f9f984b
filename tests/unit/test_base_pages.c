/*
 * Memory that is expected to be filled is as it was.
 */
#include "core/base/pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SIZE 100000

static void test_as_before(void **state)
{
    (void)state;
    static const size_t rows[][2] = {{0, 0},    {0, 1},     {1, 4095},     {1, 4096},
                                     {0, SIZE}, {17, 8191}, {4095, 90000}, {SIZE, 0}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        unsigned char *memory = calloc(SIZE, 1), *wanted = calloc(SIZE, 1);
        assert_non_null(memory);
        assert_non_null(wanted);
        for (size_t k = 0; k < SIZE; k += 7)
            memory[k] = wanted[k] = (unsigned char)k;
        pages_expect(memory + rows[i][0], rows[i][1]);
        assert_memory_equal(memory, wanted, SIZE);
        free(memory);
        free(wanted);
    }
    pages_expect(NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
