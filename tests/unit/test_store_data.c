/*
 * The data of documents through the store: its parts, its limits, and the dictionary that it is
 * compressed with. What packed data may look like is for test_packing.
 */
#include "tests/unit/store_fixture.h"

/* The whole of it, and its first part; none is no error. */
static void test_data(void **state)
{
    static const struct {
        const char *data;
        size_t first_size;
    } rows[] = {{"", 0}, {"x", 0}, {"x", 1}, {"Kopf und Rest", 4}, {"nur Kopf", 8}};
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    struct store_document *document = NULL;
    store_docid docid = 0;
    assert_ok(store_document_create(&document, &test_error));
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_ok(store_document_set_data(document, slice_from(rows[i].data), rows[i].first_size,
                                          &test_error));
        assert_ok(store_writer_add(writer, document, &docid, &test_error));
    }
    store_document_destroy(document);
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    struct store_reader *reader = open_reader(path);
    struct slice read;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_ok(store_reader_data(reader, (store_docid)i + 1, &read, &test_error));
        assert_slice(read, slice_from(rows[i].data));
        assert_ok(store_reader_first_data(reader, (store_docid)i + 1, &read, &test_error));
        assert_slice(read, slice_of(rows[i].data, rows[i].first_size));
    }
    assert_int_equal(store_reader_first_data(reader, 99, &read, NULL), FUND_CORRUPT);
    store_reader_close(reader);
}

static void test_data_limits(void **state)
{
    (void)state;
    struct store_document *document = NULL;
    char *large = calloc(1, STORE_DATA_MAX + 1);
    assert_non_null(large);
    assert_ok(store_document_create(&document, &test_error));
    assert_ok(store_document_set_data(document, slice_of(large, STORE_DATA_MAX), 0, &test_error));
    assert_int_equal(
        store_document_set_data(document, slice_of(large, STORE_DATA_MAX + 1), 0, &test_error),
        FUND_LIMIT);
    assert_int_equal(store_document_set_data(document, SLICE("abc"), 4, &test_error),
                     FUND_INVALID_ARGUMENT);
    store_document_destroy(document);
    free(large);
}

/* A dictionary of texts that a number makes. */
static void set_dictionary(struct store_writer *writer, unsigned number)
{
    static char texts[64 * 500], dictionary[4096];
    size_t sizes[500], size = 0, used = 0;
    for (unsigned i = 0; i < 500; i++) {
        unsigned seed = (number + i) * 2654435761u;
        sizes[i] = (size_t)snprintf(texts + used, sizeof(texts) - used,
                                    "Rathaus %u, Zimmer %u, Haltern am See %u", number, seed % 97,
                                    seed % 1013);
        used += sizes[i];
    }
    assert_ok(store_train_dictionary(slice_of(texts, used), sizes, 500, dictionary,
                                     sizeof(dictionary), &size, &test_error));
    assert_ok(store_writer_set_dictionary(writer, slice_of(dictionary, size), &test_error));
}

static void make_with_dictionary(const char *path, unsigned number, const char *text)
{
    struct store_writer *writer = open_writer(path, STORE_CREATE);
    set_dictionary(writer, number);
    add_document(writer, text);
    add_document(writer, "Rathaus");
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
}

/* Databases with dictionaries of their own are read as one. */
static void test_dictionaries(void **state)
{
    char one[PATH_SIZE], two[PATH_SIZE], stub[PATH_SIZE];
    make_with_dictionary(path_in(state, "eins", one), 1, "Haltern am See 1");
    make_with_dictionary(path_in(state, "zwei", two), 2, "Haltern am See 2");
    FILE *file = fopen(path_in(state, "stub", stub), "w");
    assert_non_null(file);
    assert_true(fprintf(file, "auto eins\nauto zwei\n") > 0);
    assert_int_equal(fclose(file), 0);
    struct store_reader *reader = open_reader(stub);
    static const char *const expected[] = {"Haltern am See 1", "Haltern am See 2", "Rathaus",
                                           "Rathaus"};
    struct slice read;
    for (store_docid docid = 1; docid <= 4; docid++) {
        assert_ok(store_reader_data(reader, docid, &read, &test_error));
        assert_slice(read, slice_from(expected[docid - 1]));
    }
    store_reader_close(reader);
}

static void test_no_dictionary(void **state)
{
    char path[PATH_SIZE];
    struct slice read;
    make_with_dictionary(path_in(state, "db", path), 1, "Haltern am See");
    struct store_writer *writer = open_writer(path, STORE_OPEN);
    assert_int_equal(store_writer_set_dictionary(writer, SLICE("Rathaus"), &test_error),
                     FUND_INVALID_ARGUMENT);
    for (int i = 0; i < 2; i++) { /* gone, then no dictionary */
        struct slice value = i == 0 ? SLICE("") : SLICE("Rathaus");
        assert_ok(
            store_writer_set_metadata(writer, SLICE(STORE_META_DICTIONARY), value, &test_error));
        assert_ok(store_writer_commit(writer, &test_error));
        struct store_reader *reader = open_reader(path);
        assert_int_equal(store_reader_data(reader, 1, &read, &test_error), FUND_CORRUPT);
        assert_non_null(strstr(test_error.message, "dictionary"));
        store_reader_close(reader);
    }
    store_writer_close(writer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_data),
        STORE_TEST(test_data_limits),
        STORE_TEST(test_dictionaries),
        STORE_TEST(test_no_dictionary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
