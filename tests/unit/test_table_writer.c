/*
 * The thread that writes a table's blocks: all of them, at their places, and what cannot be written
 * is told.
 */
#include "core/glass/table_writer.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "temporary_folder.h"

enum { BLOCKS = 200, SIZE = 3000 };

/* From the last block to the first, each full of its number. */
static void put_all(struct table_writer *writer)
{
    unsigned char *bytes = NULL;
    for (int i = BLOCKS; i-- > 0;) {
        if (bytes == NULL)
            bytes = malloc(SIZE);
        assert_non_null(bytes);
        memset(bytes, i, SIZE);
        assert_int_equal(table_writer_put(writer, &bytes, SIZE, (uint64_t)i * SIZE, NULL), FUND_OK);
    }
    free(bytes);
}

static void test_written(void **state)
{
    char path[FOLDER_PATH_MAX];
    struct table_writer *writer = NULL;
    unsigned char read_bytes[SIZE], expected[SIZE];
    int file = open(temporary_path(*state, "datei", path), O_RDWR | O_CREAT, 0666);
    assert_true(file >= 0);
    assert_int_equal(table_writer_start(file, path, &writer, NULL), FUND_OK);
    assert_int_equal(table_writer_wait(writer, NULL), FUND_OK); /* for nothing */
    put_all(writer);
    assert_int_equal(table_writer_wait(writer, NULL), FUND_OK);
    for (int i = 0; i < BLOCKS; i++) {
        memset(expected, i, SIZE);
        assert_int_equal(pread(file, read_bytes, SIZE, (off_t)i * SIZE), SIZE);
        assert_memory_equal(read_bytes, expected, SIZE);
    }
    table_writer_stop(writer);
    close(file);
}

/* What is put last is written too where nobody waits for it. */
static void test_stopped(void **state)
{
    char path[FOLDER_PATH_MAX], first = 0;
    struct table_writer *writer = NULL;
    unsigned char *bytes = malloc(SIZE);
    int file = open(temporary_path(*state, "datei", path), O_RDWR | O_CREAT, 0666);
    assert_non_null(bytes);
    memset(bytes, 'x', SIZE);
    assert_int_equal(table_writer_start(file, path, &writer, NULL), FUND_OK);
    assert_int_equal(table_writer_put(writer, &bytes, SIZE, 0, NULL), FUND_OK);
    assert_null(bytes);
    table_writer_stop(writer);
    assert_int_equal(lseek(file, 0, SEEK_END), SIZE);
    assert_int_equal(pread(file, &first, 1, SIZE - 1), 1);
    assert_int_equal(first, 'x');
    close(file);
    table_writer_stop(NULL);
}

static void test_failure(void **state)
{
    char path[FOLDER_PATH_MAX];
    struct table_writer *writer = NULL;
    struct fund_error error;
    unsigned char *bytes = calloc(1, SIZE);
    temporary_file(*state, "datei", slice_of("", 0));
    int file = open(temporary_path(*state, "datei", path), O_RDONLY);
    assert_int_equal(table_writer_start(file, path, &writer, NULL), FUND_OK);
    assert_int_equal(table_writer_put(writer, &bytes, SIZE, 0, NULL), FUND_OK);
    assert_int_equal(table_writer_wait(writer, &error), FUND_IO);
    assert_non_null(strstr(error.message, path));
    bytes = calloc(1, SIZE);
    unsigned char *kept = bytes;
    assert_int_equal(table_writer_put(writer, &bytes, SIZE, 0, &error), FUND_IO);
    assert_ptr_equal(bytes, kept);
    free(bytes);
    table_writer_stop(writer);
    close(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_written, temporary_folder_make,
                                        temporary_folder_remove),
        cmocka_unit_test_setup_teardown(test_stopped, temporary_folder_make,
                                        temporary_folder_remove),
        cmocka_unit_test_setup_teardown(test_failure, temporary_folder_make,
                                        temporary_folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
