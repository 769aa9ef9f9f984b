/*
 * What a cache of walks gives is what the archive has, and it keeps no more than its bound.
 */
#include "store_fixture.h"

#include "core/schema/schema.h"
#include "query/lib/base/walk_cache.h"

#define TEXT_SIZE 4096
#define WALKS     4000
#define TERMS     40

/* "term/count " of each. */
struct seen {
    char text[TEXT_SIZE];
    size_t size, count, fail_at;
};

static fund_status note(void *context, struct slice text, uint32_t count, struct fund_error *error)
{
    struct seen *seen = context;
    seen->count++;
    if (seen->count == seen->fail_at)
        return error_set(error, FUND_LIMIT, "enough");
    if (seen->size < TEXT_SIZE - STORE_TERM_MAX - 16)
        seen->size += (size_t)snprintf(seen->text + seen->size, TEXT_SIZE - seen->size, "%.*s/%u ",
                                       (int)text.size, text.data, count);
    return FUND_OK;
}

static struct seen walk(struct walk_cache *cache, const struct store_reader *reader,
                        struct slice first, size_t max)
{
    struct seen seen = {.size = 0};
    assert_ok(walk_cached(cache, reader, "XPS", first, max, note, &seen, &test_error));
    return seen;
}

static struct store_reader *open_with(void **state, const char *const *documents, size_t count)
{
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_OPEN_OR_CREATE);
    for (size_t i = 0; i < count; i++)
        add_document(writer, documents[i]);
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    return open_reader(path);
}

static const char *const documents[] = {
    "XPSau\x1f"
    "anna XPSau\x1f"
    "anna-maria XPSau XPSaue\x1fzoe XPSb\x1f"
    "bea",
    "XPSau\x1f"
    "anna XPSb\x1f XPS\x1f"
    "x",
};

static void test_again(void **state)
{
    struct walk_cache *cache = NULL;
    struct store_reader *reader = open_with(state, documents, 2);
    assert_ok(walk_cache_create(&cache, &test_error));
    for (int i = 0; i < 3; i++) {
        assert_string_equal(walk(cache, reader, SLICE("au"), 9).text, "au\x1f"
                                                                      "anna/2 au\x1f"
                                                                      "anna-maria/1 ");
        assert_string_equal(walk(cache, reader, SLICE("b"), 9).text, "b\x1f/1 b\x1f"
                                                                     "bea/1 ");
        assert_string_equal(walk(cache, reader, SLICE("c"), 9).text, "");
        assert_string_equal(walk(NULL, reader, SLICE("b"), 9).text, "b\x1f/1 b\x1f"
                                                                    "bea/1 ");
    }
    assert_int_equal(walk_cache_hits(cache), 6);
    assert_string_equal(walk(cache, reader, SLICE("au"), 1).text, "au\x1f"
                                                                  "anna/2 ");
    assert_string_equal(walk(cache, reader, SLICE(""), 9).text, "");
    walk_cache_clear(cache);
    assert_string_equal(walk(cache, reader, SLICE("b"), 9).text, "b\x1f/1 b\x1f"
                                                                 "bea/1 ");
    assert_int_equal(walk_cache_hits(cache), 7);
    walk_cache_destroy(cache);
    store_reader_close(reader);
}

static void test_answers(void **state)
{
    (void)state;
    struct walk_cache *cache = NULL;
    struct slice answer = {NULL, 0};
    char question[32], long_answer[WALK_ANSWER_MAX + 1];
    memset(long_answer, 'y', sizeof(long_answer));
    assert_ok(walk_cache_create(&cache, &test_error));
    assert_false(walk_cache_recall(cache, SLICE("who"), &answer));
    walk_cache_note(cache, SLICE("who"), SLICE("Helmut Lampe"));
    walk_cache_note(cache, SLICE("whom"), SLICE(""));
    assert_true(walk_cache_recall(cache, SLICE("who"), &answer));
    assert_slice(answer, SLICE("Helmut Lampe"));
    assert_true(walk_cache_recall(cache, SLICE("whom"), &answer));
    assert_int_equal(answer.size, 0);
    for (int i = 0; i < 500000; i++) {
        snprintf(question, sizeof(question), "number %d", i);
        walk_cache_note(cache, slice_from(question), SLICE("twelve bytes"));
    }
    assert_true(walk_cache_recall(cache, slice_from(question), &answer));
    assert_false(walk_cache_recall(cache, SLICE("who"), &answer)); /* forgotten */
    walk_cache_clear(cache);
    assert_false(walk_cache_recall(cache, slice_from(question), &answer));
    walk_cache_note(cache, SLICE("what"), slice_of(long_answer, WALK_ANSWER_MAX));
    walk_cache_note(cache, SLICE("why"), slice_of(long_answer, WALK_ANSWER_MAX + 1));
    assert_true(walk_cache_recall(cache, SLICE("what"), &answer));
    assert_slice(answer, slice_of(long_answer, WALK_ANSWER_MAX));
    assert_false(walk_cache_recall(cache, SLICE("why"), &answer));
    assert_false(walk_cache_recall(NULL, SLICE("who"), &answer));
    walk_cache_note(NULL, SLICE("who"), SLICE("nobody"));
    walk_cache_destroy(cache);
}

/* A walk that was cut or that failed is not taken for the whole. */
static void test_cut(void **state)
{
    struct walk_cache *cache = NULL;
    struct seen seen = {.fail_at = 2};
    struct store_reader *reader = open_with(state, documents, 2);
    assert_ok(walk_cache_create(&cache, &test_error));
    assert_string_equal(walk(cache, reader, SLICE("au"), 1).text, "au\x1f"
                                                                  "anna/2 ");
    assert_int_equal(walk_cached(cache, reader, "XPS", SLICE("au"), 9, note, &seen, NULL),
                     FUND_LIMIT);
    assert_int_equal(walk(cache, reader, SLICE("au"), 9).count, 2);
    assert_int_equal(walk_cache_hits(cache), 0);
    seen = (struct seen){.fail_at = 2};
    assert_int_equal(walk_cached(cache, reader, "XPS", SLICE("au"), 9, note, &seen, NULL),
                     FUND_LIMIT);
    assert_int_equal(walk_cache_hits(cache), 1);
    walk_cache_destroy(cache);
    walk_cache_destroy(NULL);
    walk_cache_clear(NULL);
    store_reader_close(reader);
}

/* Another walk from inside of one. */
struct nested {
    struct walk_cache *cache;
    const struct store_reader *reader;
    size_t count;
};

static fund_status note_nested(void *context, struct slice text, uint32_t count,
                               struct fund_error *error)
{
    struct nested *nested = context;
    (void)text, (void)count, (void)error;
    nested->count += walk(nested->cache, nested->reader, SLICE("au"), 9).count;
    return FUND_OK;
}

static void test_nested(void **state)
{
    struct walk_cache *cache = NULL;
    struct store_reader *reader = open_with(state, documents, 2);
    assert_ok(walk_cache_create(&cache, &test_error));
    struct nested nested = {cache, reader, 0};
    for (size_t i = 1; i <= 3; i++) {
        assert_ok(
            walk_cached(cache, reader, "XPS", SLICE("b"), 9, note_nested, &nested, &test_error));
        assert_int_equal(nested.count, 4 * i);
    }
    walk_cache_destroy(cache);
    store_reader_close(reader);
}

/* More walks than it keeps, and one that is too long: all are right, the last ones are there; and
 * answers stay where walks go. */
static void test_many(void **state)
{
    char path[PATH_SIZE], term[STORE_TERM_MAX], long_field[160];
    struct walk_cache *cache = NULL;
    struct slice answer = {NULL, 0};
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    struct store_document *document = NULL;
    store_docid docid;
    memset(long_field, 'y', sizeof(long_field) - 1);
    long_field[sizeof(long_field) - 1] = '\0';
    assert_ok(store_document_create(&document, &test_error));
    for (size_t i = 0; i < WALKS; i++)
        for (size_t j = 0; j < TERMS; j++) {
            snprintf(term, sizeof(term), "XPS%zu\x1f%zu%s", i, j, long_field + 120);
            assert_ok(store_document_add_term(document, slice_from(term), 1, &test_error));
        }
    for (size_t j = 0; j < 1000; j++) {
        snprintf(term, sizeof(term), "XPSlong\x1f%04zu%s", j, long_field);
        assert_ok(store_document_add_term(document, slice_from(term), 1, &test_error));
    }
    assert_ok(store_writer_add(writer, document, &docid, &test_error));
    assert_ok(store_writer_commit(writer, &test_error));
    store_document_destroy(document);
    store_writer_close(writer);
    struct store_reader *reader = open_reader(path);
    assert_ok(walk_cache_create(&cache, &test_error));
    walk_cache_note(cache, SLICE("who"), SLICE("Helmut Lampe"));
    for (size_t i = 0; i < WALKS; i++) {
        snprintf(term, sizeof(term), "%zu", i);
        assert_int_equal(walk(cache, reader, slice_from(term), SIZE_MAX).count, TERMS);
        assert_int_equal(walk(cache, reader, slice_from(term), SIZE_MAX).count, TERMS);
    }
    assert_int_equal(walk_cache_hits(cache), WALKS);
    assert_int_equal(walk(cache, reader, SLICE("long"), SIZE_MAX).count, 1000);
    assert_int_equal(walk(cache, reader, SLICE("long"), SIZE_MAX).count, 1000);
    assert_int_equal(walk_cache_hits(cache),
                     WALKS); /* shares 4 bytes at most with the one before */
    walk(cache, reader, SLICE("0"), SIZE_MAX);
    assert_int_equal(walk_cache_hits(cache), WALKS); /* forgotten long ago */
    assert_true(walk_cache_recall(cache, SLICE("who"), &answer));
    walk_cache_destroy(cache);
    store_reader_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_again),  STORE_TEST(test_cut),  cmocka_unit_test(test_answers),
        STORE_TEST(test_nested), STORE_TEST(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
