/*
 * Columns of archives that no writer of ours wrote: values of the wrong kind, too long, too many;
 * and that columns of some releases are those of all, cut to them.
 */
#include "query/lib/facets/columns.h"

#include "core/base/date.h"
#include "core/schema/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define TEXT_MAX 4096
#define PERSONS  ((uint32_t)SCHEMA_SLOT_PERSONS)
#define DAY_2023 19587 /* 2023-08-18 */

struct test {
    char folder[64], path[80];
    struct text_analyser *analyser;
    struct session session;
};

static int set_up(void **state)
{
    struct test *test = calloc(1, sizeof(*test));
    if (test == NULL)
        return -1;
    *state = test;
    snprintf(test->folder, sizeof(test->folder), "/tmp/test_columns-XXXXXX");
    if (mkdtemp(test->folder) == NULL)
        return -1;
    snprintf(test->path, sizeof(test->path), "%s/db", test->folder);
    if (text_analyser_create(&test->analyser, NULL) != FUND_OK)
        return -1;
    return text_cursor_create(test->analyser, &test->session.cursor, NULL) == FUND_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    char command[160];
    if (test->session.reader != NULL)
        store_reader_close(test->session.reader);
    text_cursor_destroy(test->session.cursor);
    text_analyser_destroy(test->analyser);
    snprintf(command, sizeof(command), "rm -rf '%s'", test->folder);
    int status = system(command);
    free(test);
    return status;
}

/* One document: its values of day and persons as they come. */
struct row {
    struct slice day, issuer, persons;
};

static void write_rows(struct test *test, const struct row *rows, size_t count)
{
    struct store_writer *writer = NULL;
    struct store_document *document = NULL;
    assert_int_equal(store_writer_open(test->path, STORE_OPEN_OR_CREATE, 0, &writer, NULL),
                     FUND_OK);
    for (size_t i = 0; i < count; i++) {
        store_docid docid = 0;
        assert_int_equal(store_document_create(&document, NULL), FUND_OK);
        const struct slice values[] = {rows[i].day, rows[i].issuer, rows[i].persons};
        const uint32_t slots[] = {SCHEMA_SLOT_PUBLISHED, SCHEMA_SLOT_ISSUER, PERSONS};
        for (size_t k = 0; k < 3; k++)
            assert_int_equal(store_document_set_value(document, slots[k], values[k], NULL),
                             FUND_OK);
        assert_int_equal(store_writer_add(writer, document, &docid, NULL), FUND_OK);
        store_document_destroy(document);
    }
    assert_int_equal(store_writer_commit(writer, NULL), FUND_OK);
    store_writer_close(writer);
    assert_int_equal(store_reader_open(test->path, &test->session.reader, NULL), FUND_OK);
}

/* "2023-08-18|issuer|name, name" of one row. */
static void describe(const struct columns *columns, size_t row, char out[TEXT_MAX])
{
    char day[DATE_ISO_SIZE] = "";
    const struct columns_names *list = &columns->lists[COLUMNS_PERSONS];
    if (columns->days[row] != COLUMNS_NONE)
        date_format_iso(columns->day_list[columns->days[row]], day);
    struct slice issuer = {NULL, 0};
    if (columns->issuers[row] != COLUMNS_NONE)
        issuer = columns->issuer_names.items[columns->issuers[row]];
    size_t size = (size_t)snprintf(out, TEXT_MAX, "%s|%.*s|", day, (int)issuer.size,
                                   issuer.size > 0 ? issuer.data : "");
    for (uint32_t i = list->starts[row]; i < list->starts[row + 1] && size < TEXT_MAX; i++) {
        struct slice name = list->names.items[list->numbers[i]];
        size += (size_t)snprintf(out + size, TEXT_MAX - size, "%s%.*s",
                                 i > list->starts[row] ? ", " : "", (int)name.size, name.data);
    }
}

static struct slice day_bytes(int32_t day, char out[STORE_DAY_SIZE])
{
    store_encode_day(day, out);
    return slice_of(out, STORE_DAY_SIZE);
}

static void check_rows(const struct columns *columns, const char *const *expected, size_t count)
{
    char text[TEXT_MAX];
    assert_int_equal(columns->row_count, count);
    for (size_t i = 0; i < count; i++) {
        describe(columns, i, text);
        if (strcmp(text, expected[i]) != 0)
            fail_msg("row %zu is '%s'", i, text);
    }
}

static void test_hostile(void **state)
{
    struct test *test = *state;
    char days[5][STORE_DAY_SIZE], too_long[SCHEMA_NAME_MAX + 2];
    memset(too_long, 'x', sizeof(too_long));
    const struct slice none = {NULL, 0};
    const struct row rows[] = {
        {none, none, none},
        {day_bytes(DAY_2023, days[0]), SLICE("Stadt Au"),
         SLICE("Anna Au\x1f"
               "Bernd Bach")},
        {SLICE("abc"), SLICE("\xff\xfe"),
         SLICE("\x1f\x1f"
               "Anna Au\x1f")},
        {day_bytes(INT32_MAX, days[1]), SLICE("Stadt Au"),
         SLICE("Anna Au\x1f"
               "Anna Au")},
        {day_bytes(INT32_MIN, days[2]), none,
         SLICE("\xc3\x28\x1f"
               "Bernd Bach")},
        {day_bytes(date_from_civil(DATE_FIRST_YEAR, 1, 1), days[3]), none,
         slice_of(too_long, SCHEMA_NAME_MAX + 1)},
        {day_bytes(date_from_civil(DATE_LAST_YEAR, 12, 31), days[4]), none,
         slice_of(too_long, SCHEMA_NAME_MAX)},
        {SLICE("12345"), none,
         SLICE("a\0b\x1f"
               "...")},
    };
    char longest[TEXT_MAX];
    snprintf(longest, sizeof(longest), "9999-12-31||%.*s", SCHEMA_NAME_MAX, too_long);
    const char *const expected[] = {
        "||",           "2023-08-18|Stadt Au|Anna Au, Bernd Bach",
        "||Anna Au",    "|Stadt Au|Anna Au",
        "||Bernd Bach", "1000-01-01||",
        longest,        "||...", /* nobody could select a name with a NUL */
    };
    size_t count = sizeof(rows) / sizeof(*rows);
    struct columns *columns = NULL;
    write_rows(test, rows, count);
    assert_int_equal(columns_read(&test->session, COLUMNS_ALL, 0, true, &columns, NULL), FUND_OK);
    check_rows(columns, expected, count);
    assert_int_equal(columns->day_count, 3);
    columns_destroy(columns);
    const store_docid some[] = {2, 3, 7};
    const char *const expected_some[] = {expected[1], expected[2], expected[6]};
    assert_int_equal(columns_read(&test->session, some, 3, true, &columns, NULL), FUND_OK);
    check_rows(columns, expected_some, 3);
    columns_destroy(columns);
    const store_docid beyond[] = {8, 9, UINT32_MAX};
    const char *const expected_beyond[] = {expected[7], "||", "||"};
    assert_int_equal(columns_read(&test->session, beyond, 3, true, &columns, NULL), FUND_OK);
    check_rows(columns, expected_beyond, 3);
    columns_destroy(columns);
    assert_int_equal(columns_read(&test->session, some, 0, true, &columns, NULL), FUND_OK);
    assert_int_equal(columns->row_count, 0);
    columns_destroy(columns);
}

/* Of more names than a writer puts down only so many count. */
static void test_many_names(void **state)
{
    struct test *test = *state;
    struct buffer names = buffer_init(SIZE_MAX / 2);
    for (int i = 0; i <= SCHEMA_SLOT_NAMES_MAX; i++)
        assert_int_equal(buffer_append_format(&names, NULL, "%sNr. %d", i > 0 ? "\x1f" : "", i),
                         FUND_OK);
    const struct row row = {.persons = buffer_slice(&names)};
    struct columns *columns = NULL;
    write_rows(test, &row, 1);
    assert_int_equal(columns_read(&test->session, COLUMNS_ALL, 0, true, &columns, NULL), FUND_OK);
    assert_int_equal(columns->lists[COLUMNS_PERSONS].starts[1], SCHEMA_SLOT_NAMES_MAX);
    columns_destroy(columns);
    buffer_finish(&names);
}

/* Without names only days and issuers are read; no release at all is no error. */
static void test_empty(void **state)
{
    struct test *test = *state;
    struct columns *columns = NULL;
    write_rows(test, NULL, 0);
    assert_int_equal(columns_read(&test->session, COLUMNS_ALL, 0, true, &columns, NULL), FUND_OK);
    assert_int_equal(columns->row_count, 0);
    assert_int_equal(columns->day_count, 0);
    assert_true(columns->has_names);
    columns_destroy(columns);
    assert_int_equal(columns_read(&test->session, COLUMNS_ALL, 0, false, &columns, NULL), FUND_OK);
    assert_false(columns->has_names);
    assert_null(columns->lists[COLUMNS_PLACES].starts);
    columns_destroy(columns);
    columns_destroy(NULL);
}

/* A release takes 24 bytes and 4 for each name, beside the names themselves. */
static void test_size(void **state)
{
    enum { COUNT = 5000 };
    struct test *test = *state;
    static struct row rows[COUNT];
    static char days[COUNT][STORE_DAY_SIZE];
    for (size_t i = 0; i < COUNT; i++)
        rows[i] = (struct row){day_bytes(DAY_2023 + (int32_t)i % 7, days[i]), SLICE("Stadt Au"),
                               i % 2 == 0 ? SLICE("Anna Au\x1f"
                                                  "Bernd Bach")
                                          : SLICE("Anna Au")};
    struct columns *columns = NULL;
    write_rows(test, rows, COUNT);
    assert_int_equal(columns_read(&test->session, COLUMNS_ALL, 0, true, &columns, NULL), FUND_OK);
    assert_true(columns_size(columns) >= COUNT * 30);
    assert_true(columns_size(columns) <= COUNT * 30 + 4096);
    columns_destroy(columns);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_hostile, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_empty, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_size, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
