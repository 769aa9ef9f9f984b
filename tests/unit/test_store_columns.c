/*
 * Values of a slot, the documents that a query finds, and searches among chosen ones: on a single
 * database and on two behind one stub, where Xapian numbers documents in turns.
 *
 *   docid 1 2 3 4 5 6
 *   text  a b a a b a      of two databases the first has 1, 3, 5
 *   value k m - n k z
 */
#include "tests/unit/store_fixture.h"

#define DOCUMENTS 6

static const char *const words[DOCUMENTS] = {"a", "b", "a", "a", "b", "a"};
static const char *const values[DOCUMENTS] = {"k", "m", "", "n", "k", "z"};

static void write_documents(const char *path, size_t first, size_t step)
{
    struct store_writer *writer = open_writer(path, STORE_CREATE);
    for (size_t i = first; i < DOCUMENTS; i += step) {
        struct store_document *document = make_document(words[i]);
        store_docid docid = 0;
        assert_ok(store_document_set_value(document, 3, slice_from(values[i]), &test_error));
        assert_ok(store_writer_add(writer, document, &docid, &test_error));
        store_document_destroy(document);
    }
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
}

static struct store_reader *open_single(void **state)
{
    char path[PATH_SIZE];
    write_documents(path_in(state, "single", path), 0, 1);
    return open_reader(path);
}

static struct store_reader *open_two(void **state)
{
    char path[PATH_SIZE];
    write_documents(path_in(state, "one", path), 0, 2);
    write_documents(path_in(state, "two", path), 1, 2);
    FILE *stub = fopen(path_in(state, "XAPIANDB", path), "w");
    assert_non_null(stub);
    fputs("auto one\nauto two\n", stub);
    assert_int_equal(fclose(stub), 0);
    return open_reader(path);
}

static struct store_reader *(*const openers[])(void **) = {open_single, open_two};

static void check_collected(struct store_reader *reader, const struct store_query *query,
                            uint32_t max, const char *expected, bool is_complete)
{
    struct store_docids docids;
    char found[DOCUMENTS + 1] = "";
    assert_ok(store_collect(reader, query, max, &docids, &test_error));
    assert_true(docids.count <= DOCUMENTS);
    for (size_t i = 0; i < docids.count; i++)
        found[i] = (char)('0' + docids.items[i]);
    if (is_complete)
        assert_string_equal(found, expected);
    else
        assert_int_equal(docids.count, max);
    assert_int_equal(docids.is_complete, is_complete);
    store_docids_finish(&docids);
    assert_null(docids.items);
}

static void test_collect(void **state)
{
    for (size_t i = 0; i < 2; i++) {
        struct store_reader *reader = openers[i](state);
        struct store_query *all = NULL, *a = NULL, *none = NULL;
        assert_ok(store_query_all(&all, &test_error));
        assert_ok(store_query_none(&none, &test_error));
        assert_ok(store_query_term(SLICE("a"), &a, &test_error));
        check_collected(reader, all, STORE_COLLECT_MAX, "123456", true);
        check_collected(reader, a, STORE_COLLECT_MAX, "1346", true);
        check_collected(reader, a, 4, "1346", true);
        check_collected(reader, a, 3, "", false);
        check_collected(reader, none, 1, "", true);
        struct store_docids untouched = {NULL, 7, false};
        assert_int_equal(store_collect(reader, a, STORE_COLLECT_MAX + 1, &untouched, &test_error),
                         FUND_LIMIT);
        assert_int_equal(store_collect(reader, a, 0, &untouched, &test_error), FUND_LIMIT);
        assert_int_equal(untouched.count, 7);
        store_query_destroy(all);
        store_query_destroy(none);
        store_query_destroy(a);
        store_reader_close(reader);
    }
    store_docids_finish(NULL);
}

static void test_values(void **state)
{
    for (size_t i = 0; i < 2; i++) {
        struct store_reader *reader = openers[i](state);
        struct store_values *all = NULL, *some = NULL;
        struct slice value = {NULL, 0};
        bool more = true;
        assert_ok(store_values_open(reader, 3, &all, &test_error));
        for (store_docid expected = 1; expected <= DOCUMENTS; expected++) {
            store_docid docid = 0;
            if (values[expected - 1][0] == '\0')
                continue;
            assert_ok(store_values_next(all, &more, &docid, &value, &test_error));
            assert_true(more);
            assert_int_equal(docid, expected);
            assert_slice(value, slice_from(values[expected - 1]));
        }
        store_docid docid = 9;
        assert_ok(store_values_next(all, &more, &docid, &value, &test_error));
        assert_false(more);
        assert_ok(store_values_next(all, &more, &docid, &value, &test_error));
        assert_false(more);
        assert_int_equal(docid, 9);
        assert_ok(store_values_open(reader, 3, &some, &test_error));
        for (store_docid asked = 2; asked <= DOCUMENTS + 2; asked++) {
            const char *expected = asked <= DOCUMENTS ? values[asked - 1] : "";
            assert_ok(store_values_at(some, asked, &value, &test_error));
            assert_slice(value, slice_from(expected));
        }
        assert_int_equal(store_values_open(reader, UINT32_MAX, &some, &test_error),
                         FUND_INVALID_ARGUMENT);
        store_values_destroy(all);
        store_values_destroy(some);
        store_reader_close(reader);
    }
    store_values_destroy(NULL);
}

/* A slot that no document has. */
static void test_no_values(void **state)
{
    struct store_reader *reader = open_single(state);
    struct store_values *slot = NULL;
    struct slice value = {NULL, 1};
    bool more = true;
    store_docid docid = 0;
    assert_ok(store_values_open(reader, 8, &slot, &test_error));
    assert_ok(store_values_at(slot, 1, &value, &test_error));
    assert_int_equal(value.size, 0);
    assert_ok(store_values_next(slot, &more, &docid, &value, &test_error));
    assert_false(more);
    store_values_destroy(slot);
    store_reader_close(reader);
}

static const struct {
    enum store_sort sort;
    uint32_t offset, limit;
    const char *found;
} chosen[] = {
    {STORE_BY_DOCID_ASCENDING, 0, 10, "146"},      {STORE_BY_DOCID_DESCENDING, 0, 10, "641"},
    {STORE_BY_VALUE_DESCENDING, 0, 10, "641"},     {STORE_BY_VALUE_ASCENDING, 0, 2, "14"},
    {STORE_BY_DOCID_ASCENDING, 1, 1, "4"},         {STORE_BY_DOCID_ASCENDING, 2, 5, "6"},
    {STORE_BY_DOCID_ASCENDING, 3, 5, ""},          {STORE_BY_DOCID_ASCENDING, 0, 0, ""},
    {STORE_BY_RELEVANCE_THEN_VALUE, 0, 10, "641"},
};

/* Of a in 1, 3, 4, 6 those that are among 1, 2, 4, 6. */
static void test_only(void **state)
{
    static const store_docid only[] = {1, 2, 4, 6};
    for (size_t i = 0; i < 2; i++) {
        struct store_reader *reader = openers[i](state);
        struct store_query *query = NULL;
        assert_ok(store_query_term(SLICE("a"), &query, &test_error));
        for (size_t k = 0; k < sizeof(chosen) / sizeof(*chosen); k++) {
            struct store_search search = {.query = query,
                                          .sort = chosen[k].sort,
                                          .sort_slot = 3,
                                          .offset = chosen[k].offset,
                                          .limit = chosen[k].limit,
                                          .check_at_least = 10,
                                          .only = only,
                                          .only_count = 4};
            struct store_result result;
            char found[DOCUMENTS + 1] = "";
            assert_ok(store_search(reader, &search, &result, &test_error));
            for (size_t hit = 0; hit < result.count; hit++)
                found[hit] = (char)('0' + result.hits[hit].docid);
            assert_string_equal(found, chosen[k].found);
            store_result_finish(&result);
            search.only_count = 0;
            assert_ok(store_search(reader, &search, &result, &test_error));
            assert_int_equal(result.count, 0);
            store_result_finish(&result);
        }
        store_query_destroy(query);
        store_reader_close(reader);
    }
}

static void test_revision(void **state)
{
    char path[PATH_SIZE], other[PATH_SIZE];
    uint64_t first = 0, again = 0, second = 0, elsewhere = 0;
    write_documents(path_in(state, "db", path), 0, 1);
    write_documents(path_in(state, "other", other), 0, 1);
    struct store_reader *reader = open_reader(path), *second_reader = open_reader(other);
    assert_ok(store_reader_revision(reader, &first, &test_error));
    assert_ok(store_reader_revision(reader, &again, &test_error));
    assert_ok(store_reader_revision(second_reader, &elsewhere, &test_error));
    assert_true(first != 0 && first == again && first != elsewhere);
    struct store_writer *writer = open_writer(path, STORE_OPEN);
    add_document(writer, "a");
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    assert_ok(store_reader_revision(reader, &again, &test_error));
    assert_true(first == again); /* what it sees, until it is reopened */
    assert_ok(store_reader_reopen(reader, NULL, &test_error));
    assert_ok(store_reader_revision(reader, &second, &test_error));
    assert_true(second != 0 && second != first);
    store_reader_close(reader);
    store_reader_close(second_reader);
    reader = open_two(state);
    assert_ok(store_reader_revision(reader, &second, &test_error));
    assert_true(second == 0);
    store_reader_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_collect), STORE_TEST(test_values),   STORE_TEST(test_no_values),
        STORE_TEST(test_only),    STORE_TEST(test_revision),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
