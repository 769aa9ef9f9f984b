/*
 * Reading a file of queries: any bytes give records in the order of their lines, and no more of
 * them than lines.
 */
#include "query/cli/batch_input.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct seen {
    size_t count, last_line, problems;
    char last_query[64];
    size_t stop_after; /* 0: never */
};

static bool see(void *context, const struct batch_record *record)
{
    struct seen *seen = context;
    assert_true(record->line >= seen->last_line); /* a lone CR ends a record, too */
    for (size_t i = 0; i < BATCH_COLUMN_COUNT; i++)
        assert_true(strlen(record->values[i]) <= BATCH_FIELD_MAX);
    seen->last_line = record->line;
    seen->count++;
    seen->problems += record->problem != NULL;
    snprintf(seen->last_query, sizeof(seen->last_query), "%s", record->values[BATCH_QUERY]);
    return seen->count != seen->stop_after;
}

static bool read_bytes(const char *bytes, size_t size, struct seen *seen)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    fwrite(bytes, 1, size, file);
    rewind(file);
    bool is_read = batch_input_read(file, "queries.csv", see, seen);
    fclose(file);
    return is_read;
}

static const struct {
    const char *text;
    bool is_read;
    size_t records, problems, last_line;
    const char *last_query;
} rows[] = {
    {"", false, 0, 0, 0, ""},
    {"\n\n", false, 0, 0, 0, ""},
    {"\xef\xbb\xbf", false, 0, 0, 0, ""},
    {"other\nx\n", false, 0, 0, 0, ""},
    {"query,SUCHE\n", false, 0, 0, 0, ""},
    {"query", true, 0, 0, 0, ""},
    {"query\nx", true, 1, 0, 2, "x"},
    {"QUERY\r\nx\r\n", true, 1, 0, 2, "x"},
    {"\n\nquery\n\n\n x \n", true, 1, 0, 6, "x"},
    {"id;query\n1;a,b\n", true, 1, 0, 2, "a,b"},
    {"id\tquery\n1\ta,b\n", true, 1, 0, 2, "a,b"},
    {"id,query\n1,\"a,\nb\"\n2,c\n", true, 2, 0, 4, "c"},
    {"id,query\n1\n", true, 1, 0, 2, ""},
    {"query,x\n\"a \"\"b\"\"\",\n", true, 1, 0, 2, "a \"b\""},
    {"query\na\"b\nc\n", true, 2, 1, 3, "c"},
    {"query\n\"a\"b\nc\n", true, 2, 1, 3, "c"},
    {"query\n\"a\nb\n", true, 1, 1, 2, ""},
    {"query\na,b\nc\n", true, 2, 1, 3, "c"},
    {"query\n\xff\nc\n", true, 2, 1, 3, "c"},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct seen seen = {0};
        assert_int_equal(read_bytes(rows[i].text, strlen(rows[i].text), &seen), rows[i].is_read);
        assert_int_equal(seen.count, rows[i].records);
        assert_int_equal(seen.problems, rows[i].problems);
        assert_int_equal(seen.last_line, rows[i].last_line);
        assert_string_equal(seen.last_query, rows[i].last_query);
    }
    struct seen seen = {0}; /* NUL is no text */
    assert_true(read_bytes("query\na\0b\n", 10, &seen));
    assert_int_equal(seen.problems, 1);
    struct seen stopped = {.stop_after = 2};
    assert_false(read_bytes("query\na\nb\nc\n", 12, &stopped));
    assert_int_equal(stopped.count, 2);
}

static void test_random(void **state)
{
    (void)state;
    static const char alphabet[] = "\"\"\"\n\n\n\r,,; ab\xc3\xa4\xff\0";
    uint32_t seed = 1;
    for (size_t round = 0; round < 3000; round++) {
        char text[200] = "query,id\n";
        size_t size = 9;
        size_t lines = 1;
        while (size < sizeof(text)) {
            seed = seed * 1664525u + 1013904223u;
            char byte = alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
            lines += byte == '\n' || byte == '\r';
            text[size++] = byte;
        }
        struct seen seen = {0};
        read_bytes(text, size, &seen);
        assert_true(seen.count <= lines);
        assert_true(seen.last_line <= lines);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
