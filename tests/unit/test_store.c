/*
 * Documents, writing and reading through the store.
 */
#include "tests/unit/store_fixture.h"

#include "core/base/file.h"

#include <sys/stat.h>

#define BAD_SLOT UINT32_MAX

/* ---- documents and terms ---- */

static void test_term_limits(void **state)
{
    static const struct {
        size_t letters, nuls;
        fund_status status;
    } rows[] = {
        {0, 0, FUND_LIMIT},
        {1, 0, FUND_OK},
        {0, 1, FUND_OK},
        {STORE_TERM_MAX, 0, FUND_OK},
        {STORE_TERM_MAX + 1, 0, FUND_LIMIT},
        {100000, 0, FUND_LIMIT},
        {0, STORE_TERM_MAX / 2, FUND_OK},
        {0, STORE_TERM_MAX / 2 + 1, FUND_LIMIT},
        {STORE_TERM_MAX - 1, 1, FUND_LIMIT},
        {STORE_TERM_MAX - 2, 1, FUND_OK},
    };
    static char bytes[100000];
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        memset(bytes, '\xff', rows[i].letters);
        memset(bytes + rows[i].letters, 0, rows[i].nuls);
        struct slice term = slice_of(bytes, rows[i].letters + rows[i].nuls);
        struct store_document *document = make_document("");
        fund_status status = rows[i].status;
        assert_int_equal(store_document_add_posting(document, term, 1, 1, &test_error), status);
        assert_int_equal(store_document_add_term(document, term, 1, NULL), status);
        assert_int_equal(store_writer_set_metadata(writer, term, SLICE("x"), NULL), status);
        store_docid docid = 0;
        assert_int_equal(store_writer_replace(writer, term, document, &docid, NULL), status);
        assert_int_equal(docid != 0, status == FUND_OK);
        assert_int_equal(store_writer_delete(writer, term, NULL), status);
        assert_ok(store_writer_add(writer, document, &docid, &test_error));
        store_document_destroy(document);
        assert_ok(store_writer_commit(writer, &test_error));
    }
    store_writer_close(writer);
    uint64_t problems = 1;
    assert_ok(store_check(path, &problems, &test_error));
    assert_int_equal(problems, 0);
}

static void test_document_refuses(void **state)
{
    (void)state;
    struct store_document *document = make_document("");
    assert_int_equal(store_document_add_posting(document, SLICE("rat"), 0, 1, &test_error),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(store_document_set_value(document, BAD_SLOT, SLICE("x"), &test_error),
                     FUND_INVALID_ARGUMENT);
    store_document_destroy(document);
    store_document_destroy(NULL);
}

static void test_any_byte(void **state)
{
    char path[PATH_SIZE];
    char all[256];
    for (size_t i = 0; i < sizeof(all); i++)
        all[i] = (char)i;
    struct slice term = slice_of(all, 100), value = slice_of(all, sizeof(all));
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    struct store_document *document = make_document("");
    store_docid docid = 0;
    assert_ok(store_document_add_term(document, term, 3, &test_error));
    assert_ok(store_document_set_value(document, 5, value, &test_error));
    assert_ok(store_document_set_data(document, value, 0, &test_error));
    assert_ok(store_writer_add(writer, document, &docid, &test_error));
    assert_ok(store_writer_set_metadata(writer, term, value, &test_error));
    assert_ok(store_writer_commit(writer, &test_error));
    store_document_destroy(document);
    store_writer_close(writer);

    struct store_reader *reader = open_reader(path);
    struct slice read;
    assert_ok(store_reader_find(reader, term, &docid, &test_error));
    assert_int_equal(docid, 1);
    assert_ok(store_reader_value(reader, 1, 5, &read, &test_error));
    assert_slice(read, value);
    assert_ok(store_reader_data(reader, 1, &read, &test_error));
    assert_slice(read, value);
    assert_ok(store_reader_metadata(reader, term, &read, &test_error));
    assert_slice(read, value);
    assert_ok(store_reader_metadata(reader, SLICE("fehlt"), &read, &test_error));
    assert_int_equal(read.size, 0);
    store_reader_close(reader);
}

static void test_clear(void **state)
{
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    struct store_document *document = make_document("rat haushalt");
    assert_ok(store_document_set_value(document, 0, SLICE("x"), &test_error));
    assert_ok(store_document_set_value(document, 0, slice_of(NULL, 0), &test_error));
    assert_ok(store_document_set_data(document, SLICE("alt"), 0, &test_error));
    assert_ok(store_document_clear(document, &test_error));
    add_words(document, "stadt");
    store_docid docid = 0;
    assert_ok(store_writer_add(writer, document, &docid, &test_error));
    store_document_destroy(document);
    struct store_reader *reader = NULL;
    assert_ok(store_writer_reader(writer, &reader, &test_error));
    struct slice read = SLICE("alt");
    assert_ok(store_reader_data(reader, docid, &read, &test_error));
    assert_int_equal(read.size, 0);
    uint32_t count = 9;
    assert_ok(store_reader_term_frequency(reader, SLICE("rat"), &count, &test_error));
    assert_int_equal(count, 0);
    double length = 0;
    assert_ok(store_reader_average_length(reader, &length, &test_error));
    assert_true(length > 0.99 && length < 1.01);
    store_reader_close(reader);
    store_writer_close(writer);
}

/* ---- writing ---- */

static uint32_t count_documents(const char *path)
{
    struct store_reader *reader = open_reader(path);
    uint32_t count = 0;
    assert_ok(store_reader_document_count(reader, &count, &test_error));
    store_reader_close(reader);
    return count;
}

static void test_only_commits_keep(void **state)
{
    char path[PATH_SIZE];
    struct store_writer *writer = NULL;
    assert_ok(store_writer_open(path_in(state, "db", path), STORE_CREATE, 2, &writer, &test_error));
    for (int i = 0; i < 3; i++)
        add_document(writer, "eins");
    assert_ok(store_writer_commit(writer, &test_error));
    /* more than the flush threshold of 2: what is flushed is not yet committed */
    for (int i = 0; i < 7; i++)
        add_document(writer, "zwei");
    assert_int_equal(count_documents(path), 3);
    store_writer_close(writer);
    assert_int_equal(count_documents(path), 3);
    assert_null(getenv("XAPIAN_FLUSH_THRESHOLD"));
    store_writer_close(NULL);
}

static void test_environment_is_put_back(void **state)
{
    char path[PATH_SIZE];
    struct store_writer *writer = NULL;
    setenv("XAPIAN_FLUSH_THRESHOLD", "77", 1);
    assert_ok(store_writer_open(path_in(state, "db", path), STORE_CREATE, 2, &writer, &test_error));
    store_writer_close(writer);
    assert_string_equal(getenv("XAPIAN_FLUSH_THRESHOLD"), "77");
    unsetenv("XAPIAN_FLUSH_THRESHOLD");
}

static void test_replace_and_delete(void **state)
{
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_OPEN_OR_CREATE);
    struct store_document *first = make_document("Q1 alt"), *second = make_document("Q1 neu");
    store_docid docid = 0;
    assert_ok(store_writer_replace(writer, SLICE("Q1"), first, &docid, &test_error));
    assert_int_equal(docid, 1);
    assert_ok(store_writer_replace(writer, SLICE("Q1"), second, &docid, &test_error));
    assert_int_equal(docid, 1);
    assert_int_equal(add_document(writer, "Q2"), 2);
    assert_int_equal(add_document(writer, "Q3"), 3);
    assert_ok(store_writer_delete(writer, SLICE("Q2"), &test_error));
    assert_ok(store_writer_delete(writer, SLICE("Q2"), &test_error));
    assert_ok(store_writer_delete_docid(writer, 3, &test_error));
    assert_int_equal(store_writer_delete_docid(writer, 3, &test_error), FUND_NOT_FOUND);
    assert_int_equal(store_writer_delete_docid(writer, 0, &test_error), FUND_INVALID_ARGUMENT);
    assert_ok(store_writer_commit(writer, &test_error));
    store_document_destroy(first);
    store_document_destroy(second);
    store_writer_close(writer);

    struct store_reader *reader = open_reader(path);
    uint32_t count = 0;
    assert_ok(store_reader_document_count(reader, &count, &test_error));
    assert_int_equal(count, 1);
    assert_ok(store_reader_last_docid(reader, &docid, &test_error));
    assert_int_equal(docid, 3);
    assert_ok(store_reader_find(reader, SLICE("alt"), &docid, &test_error));
    assert_int_equal(docid, 0);
    assert_ok(store_reader_find(reader, SLICE("neu"), &docid, &test_error));
    assert_int_equal(docid, 1);
    store_reader_close(reader);
}

static void test_ways_to_open(void **state)
{
    char path[PATH_SIZE], missing[PATH_SIZE], deep[PATH_SIZE];
    struct store_writer *writer = NULL;
    path_in(state, "db", path);
    path_in(state, "fehlt", missing);
    path_in(state, "fehlt/tiefer/db", deep);
    assert_int_equal(store_writer_open(missing, STORE_OPEN, 0, &writer, &test_error),
                     FUND_NOT_FOUND);
    assert_non_null(strstr(test_error.message, missing));
    assert_int_equal(store_writer_open(deep, STORE_CREATE, 0, &writer, &test_error), FUND_IO);
    store_writer_close(open_writer(path, STORE_CREATE));
    assert_int_equal(store_writer_open(path, STORE_CREATE, 0, &writer, &test_error),
                     FUND_INVALID_ARGUMENT);
    assert_null(writer);
    store_writer_close(open_writer(path, STORE_OPEN));
    store_writer_close(open_writer(path, STORE_OPEN_OR_CREATE));
}

static void make_stub(void **state, const char *line)
{
    char stub[PATH_SIZE];
    assert_ok(file_replace(path_in(state, "XAPIANDB", stub), slice_from(line), &test_error));
}

static void test_stub(void **state)
{
    const struct folder *folder = *state;
    char generation[PATH_SIZE];
    store_writer_close(open_writer(path_in(state, "generation-1", generation), STORE_CREATE));
    make_stub(state, "auto generation-1\n");
    struct store_writer *writer = open_writer(folder->path, STORE_OPEN);
    add_document(writer, "rat");
    assert_ok(store_writer_commit(writer, &test_error));
    struct store_writer *second = NULL;
    assert_int_equal(store_writer_open(folder->path, STORE_OPEN, 0, &second, &test_error),
                     FUND_LOCKED);
    store_writer_close(writer);
    assert_int_equal(count_documents(folder->path), 1);
    assert_int_equal(count_documents(generation), 1);
    assert_int_equal(store_writer_open(folder->path, STORE_CREATE, 0, &second, &test_error),
                     FUND_INVALID_ARGUMENT);
    uint64_t problems = 1;
    assert_ok(store_check(folder->path, &problems, &test_error));
    assert_int_equal(problems, 0);
}

static void test_bad_stubs(void **state)
{
    static const struct {
        const char *line;
        fund_status status;
    } rows[] = {
        {"auto generation-9\n", FUND_NOT_FOUND},
        {"ganz was anderes\n", FUND_CORRUPT},
        {"\xff\xfe\n", FUND_CORRUPT},
        {"", FUND_CORRUPT},
    };
    const struct folder *folder = *state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct store_reader *reader = NULL;
        make_stub(state, rows[i].line);
        assert_int_equal(store_reader_open(folder->path, &reader, &test_error), rows[i].status);
        assert_null(reader);
        struct store_writer *writer = NULL;
        assert_int_not_equal(store_writer_open(folder->path, STORE_OPEN, 0, &writer, NULL),
                             FUND_OK);
        assert_null(writer);
    }
}

/* ---- reading ---- */

static void test_what_is_missing(void **state)
{
    const struct folder *folder = *state;
    char path[PATH_SIZE];
    struct store_reader *reader = NULL;
    uint64_t problems = 77;
    path_in(state, "fehlt", path);
    assert_int_equal(store_reader_open(path, &reader, &test_error), FUND_NOT_FOUND);
    assert_int_equal(store_check(path, &problems, &test_error), FUND_NOT_FOUND);
    assert_int_equal(store_reader_open(folder->path, &reader, &test_error), FUND_NOT_FOUND);
    assert_non_null(strstr(test_error.message, folder->path));
    assert_int_equal(store_check(folder->path, &problems, &test_error), FUND_NOT_FOUND);
    assert_int_equal(problems, 77);
    assert_null(reader);
    store_reader_close(NULL);
}

static void test_missing_documents(void **state)
{
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    add_document(writer, "rat");
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    struct store_reader *reader = open_reader(path);
    static const struct {
        store_docid docid;
        fund_status status;
    } rows[] = {{0, FUND_INVALID_ARGUMENT}, {2, FUND_CORRUPT}, {UINT32_MAX, FUND_CORRUPT}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct slice read = SLICE("unberührt");
        struct store_terms *terms = NULL;
        store_docid docid = rows[i].docid;
        assert_int_equal(store_reader_data(reader, docid, &read, &test_error), rows[i].status);
        assert_int_equal(store_reader_value(reader, docid, 0, &read, NULL), rows[i].status);
        assert_int_equal(store_terms_of(reader, docid, slice_of(NULL, 0), &terms, NULL),
                         rows[i].status);
        assert_slice(read, SLICE("unberührt"));
        assert_null(terms);
    }
    struct slice read;
    assert_int_equal(store_reader_value(reader, 1, BAD_SLOT, &read, &test_error),
                     FUND_INVALID_ARGUMENT);
    store_reader_close(reader);
}

static void test_value_walk(void **state)
{
    static const char *const values[] = {"m", "", "c", "x\xff", ""};
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        struct store_document *document = make_document("");
        store_docid docid = 0;
        assert_ok(store_document_set_value(document, 3, slice_from(values[i]), &test_error));
        assert_ok(store_writer_add(writer, document, &docid, &test_error));
        store_document_destroy(document);
    }
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    struct store_reader *reader = open_reader(path);
    struct store_values *walk = NULL;
    struct slice value = SLICE("unberührt");
    assert_int_equal(store_values_open(reader, BAD_SLOT, &walk, NULL), FUND_INVALID_ARGUMENT);
    assert_null(walk);
    /* Each document; every second; beyond the last; a slot that no document has. */
    static const struct {
        uint32_t slot;
        store_docid docids[5];
        const char *values[5];
    } rows[] = {
        {3, {1, 2, 3, 4, 5}, {"m", "", "c", "x\xff", ""}},
        {3, {2, 4, 6}, {"", "x\xff", ""}},
        {3, {5, 7, UINT32_MAX}, {"", "", ""}},
        {4, {1, 3}, {"", ""}},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_ok(store_values_open(reader, rows[i].slot, &walk, &test_error));
        for (size_t j = 0; j < 5 && rows[i].docids[j] != 0; j++) {
            assert_ok(store_values_at(walk, rows[i].docids[j], &value, &test_error));
            assert_slice(value, slice_from(rows[i].values[j]));
        }
        store_values_destroy(walk);
    }
    assert_ok(store_values_open(reader, 3, &walk, &test_error));
    assert_int_equal(store_values_at(walk, 0, &value, NULL), FUND_INVALID_ARGUMENT);
    assert_ok(store_values_at(walk, 3, &value, &test_error));
    assert_int_equal(store_values_at(walk, 3, &value, &test_error), FUND_INVALID_ARGUMENT);
    assert_int_equal(store_values_at(walk, 1, &value, &test_error), FUND_INVALID_ARGUMENT);
    assert_slice(value, SLICE("c"));
    store_values_destroy(walk);
    store_values_destroy(NULL);
    store_reader_close(reader);
}

/* ---- metadata, version ---- */

static void test_metadata(void **state)
{
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    struct store_reader *reader = NULL;
    struct slice value;
    assert_ok(store_writer_set_metadata(writer, SLICE("format"), SLICE("1"), &test_error));
    assert_ok(store_writer_reader(writer, &reader, &test_error));
    assert_ok(store_reader_metadata(reader, SLICE("format"), &value, &test_error));
    assert_slice(value, SLICE("1"));
    assert_int_equal(store_reader_metadata(reader, SLICE(""), &value, &test_error), FUND_LIMIT);
    assert_ok(store_writer_set_metadata(writer, SLICE("format"), SLICE(""), &test_error));
    assert_ok(store_reader_metadata(reader, SLICE("format"), &value, &test_error));
    assert_int_equal(value.size, 0);
    store_reader_close(reader);
    store_writer_close(writer);
}

static void test_version(void **state)
{
    (void)state;
    assert_memory_equal(store_library_version(), "1.4.", 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_term_limits),
        STORE_TEST(test_document_refuses),
        STORE_TEST(test_any_byte),
        STORE_TEST(test_clear),
        STORE_TEST(test_only_commits_keep),
        STORE_TEST(test_environment_is_put_back),
        STORE_TEST(test_replace_and_delete),
        STORE_TEST(test_ways_to_open),
        STORE_TEST(test_stub),
        STORE_TEST(test_bad_stubs),
        STORE_TEST(test_what_is_missing),
        STORE_TEST(test_missing_documents),
        STORE_TEST(test_value_walk),
        STORE_TEST(test_metadata),
        STORE_TEST(test_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
