/*
 * Iterators over terms and postings.
 */
#include "tests/unit/store_fixture.h"

/* ---- iterators ---- */

/* "term:frequency …" of what is left; destroys the iterator. */
static void assert_terms(struct store_terms *terms, const char *expected)
{
    char seen[256] = "";
    size_t used = 0;
    struct slice term;
    uint32_t frequency;
    bool more;
    for (;;) {
        assert_ok(store_terms_next(terms, &more, &term, &frequency, &test_error));
        if (!more)
            break;
        used += (size_t)snprintf(seen + used, sizeof(seen) - used, "%.*s:%u ", (int)term.size,
                                 term.data, frequency);
        assert_true(used < sizeof(seen));
    }
    assert_string_equal(seen, expected);
    assert_ok(store_terms_next(terms, &more, &term, &frequency, &test_error));
    assert_false(more);
    store_terms_destroy(terms);
}

static struct store_reader *open_terms(void **state)
{
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    add_document(writer, "Wbrand Wrat Wrat Kstadt");
    add_document(writer, "Wrat Wrathaus Wsaal");
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    return open_reader(path);
}

static void test_terms(void **state)
{
    static const struct {
        store_docid docid; /* 0: of all documents */
        const char *prefix, *skip_to, *expected;
    } rows[] = {
        {0, "", NULL, "Kstadt:1 Wbrand:1 Wrat:2 Wrathaus:1 Wsaal:1 "},
        {0, "W", NULL, "Wbrand:1 Wrat:2 Wrathaus:1 Wsaal:1 "},
        {0, "Wrat", NULL, "Wrat:2 Wrathaus:1 "},
        {0, "X", NULL, ""},
        {0, "L", NULL, ""},
        {0, "W", "Wc", "Wrat:2 Wrathaus:1 Wsaal:1 "},
        {0, "W", "A", "Wbrand:1 Wrat:2 Wrathaus:1 Wsaal:1 "},
        {0, "Wrat", "Ws", ""},
        {0, "W", "", "Wbrand:1 Wrat:2 Wrathaus:1 Wsaal:1 "},
        {1, "", NULL, "Kstadt:1 Wbrand:1 Wrat:2 "},
        {1, "W", NULL, "Wbrand:1 Wrat:2 "},
        {1, "K", NULL, "Kstadt:1 "},
        {1, "X", NULL, ""},
        {2, "W", "Wrata", "Wrathaus:1 Wsaal:1 "},
        {2, "W", "X", ""},
    };
    struct store_reader *reader = open_terms(state);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct store_terms *terms = NULL;
        struct slice prefix = slice_from(rows[i].prefix);
        if (rows[i].docid == 0)
            assert_ok(store_terms_all(reader, prefix, &terms, &test_error));
        else
            assert_ok(store_terms_of(reader, rows[i].docid, prefix, &terms, &test_error));
        if (rows[i].skip_to != NULL)
            assert_ok(store_terms_skip_to(terms, slice_from(rows[i].skip_to), &test_error));
        assert_terms(terms, rows[i].expected);
    }
    store_reader_close(reader);
}

/* Terms are told as if the hidden documents were not there, until others are hidden; not so those of
 * one document. */
static void test_hidden(void **state)
{
    static const store_docid both[] = {1, 2}, many[STORE_HIDDEN_MAX + 1];
    struct store_reader *reader = open_terms(state);
    struct store_terms *terms = NULL;
    store_docid docid = 0;
    uint32_t count = 0;
    assert_ok(store_reader_hide(reader, both, 1, &test_error));
    assert_true(store_reader_hides(reader, 1));
    assert_false(store_reader_hides(reader, 2));
    assert_ok(store_terms_all(reader, SLICE(""), &terms, &test_error));
    assert_terms(terms, "Wrat:1 Wrathaus:1 Wsaal:1 ");
    assert_ok(store_terms_all(reader, SLICE("W"), &terms, &test_error));
    assert_ok(store_terms_skip_to(terms, SLICE("Wb"), &test_error));
    assert_terms(terms, "Wrat:1 Wrathaus:1 Wsaal:1 ");
    assert_ok(store_terms_of(reader, 1, SLICE(""), &terms, &test_error));
    assert_terms(terms, "Kstadt:1 Wbrand:1 Wrat:2 ");
    assert_ok(store_reader_term_frequency(reader, SLICE("Wrat"), &count, &test_error));
    assert_int_equal(count, 1);
    assert_ok(store_reader_find(reader, SLICE("Wrat"), &docid, &test_error));
    assert_int_equal(docid, 2);
    assert_int_equal(store_reader_hide(reader, many, STORE_HIDDEN_MAX + 1, &test_error),
                     FUND_LIMIT);
    assert_true(store_reader_hides(reader, 1)); /* as before */
    assert_ok(store_reader_hide(reader, both, 2, &test_error));
    assert_ok(store_terms_all(reader, SLICE(""), &terms, &test_error));
    assert_terms(terms, "");
    assert_ok(store_reader_find(reader, SLICE("Wrat"), &docid, &test_error));
    assert_int_equal(docid, 0);
    assert_ok(store_reader_hide(reader, both, 0, &test_error));
    assert_ok(store_terms_all(reader, SLICE("Wb"), &terms, &test_error));
    assert_terms(terms, "Wbrand:1 ");
    store_reader_close(reader);
}

/* The first document of a term is at hand for a walk over one database on this machine, unless some
 * are hidden. */
static void test_first_document(void **state)
{
    static const store_docid wanted[] = {1, 1, 1, 2, 2}, hidden = 1;
    struct store_reader *reader = open_terms(state);
    struct store_terms *terms = NULL;
    struct slice term;
    bool more = true;
    uint32_t frequency = 0;
    assert_ok(store_terms_all(reader, SLICE(""), &terms, &test_error));
    assert_int_equal(store_terms_first_document(terms), 0);
    for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
        store_docid found = 0;
        assert_ok(store_terms_next(terms, &more, &term, &frequency, &test_error));
        assert_true(more);
        assert_int_equal(store_terms_first_document(terms), wanted[i]);
        assert_ok(store_reader_find(reader, term, &found, &test_error));
        assert_int_equal(found, wanted[i]);
    }
    assert_ok(store_terms_next(terms, &more, &term, &frequency, &test_error));
    assert_false(more);
    assert_int_equal(store_terms_first_document(terms), 0);
    store_terms_destroy(terms);
    assert_ok(store_terms_of(reader, 1, SLICE(""), &terms, &test_error));
    assert_ok(store_terms_next(terms, &more, &term, &frequency, &test_error));
    assert_int_equal(store_terms_first_document(terms), 0);
    store_terms_destroy(terms);
    assert_ok(store_reader_hide(reader, &hidden, 1, &test_error));
    assert_ok(store_terms_all(reader, SLICE("Wrat"), &terms, &test_error));
    assert_ok(store_terms_next(terms, &more, &term, &frequency, &test_error));
    assert_int_equal(store_terms_first_document(terms), 0);
    store_terms_destroy(terms);
    store_reader_close(reader);
}

static void test_skip_on_the_way(void **state)
{
    struct store_reader *reader = open_terms(state);
    struct store_terms *terms = NULL;
    struct slice term;
    uint32_t frequency;
    bool more;
    assert_ok(store_terms_all(reader, SLICE("W"), &terms, &test_error));
    assert_ok(store_terms_next(terms, &more, &term, &frequency, &test_error));
    assert_slice(term, SLICE("Wbrand"));
    assert_ok(store_terms_skip_to(terms, SLICE("Wbrand"), &test_error)); /* stays put */
    assert_ok(store_terms_skip_to(terms, SLICE("Wrat"), &test_error));
    assert_ok(store_terms_next(terms, &more, &term, &frequency, &test_error));
    assert_slice(term, SLICE("Wrat"));
    assert_ok(store_terms_skip_to(terms, SLICE("Wa"), &test_error)); /* never back */
    assert_terms(terms, "Wrathaus:1 Wsaal:1 ");
    store_terms_destroy(NULL);
    store_reader_close(reader);
}

static void test_empty_database(void **state)
{
    char path[PATH_SIZE];
    store_writer_close(open_writer(path_in(state, "db", path), STORE_CREATE));
    struct store_reader *reader = open_reader(path);
    struct store_terms *terms = NULL;
    struct store_postings *postings = NULL;
    bool more = true;
    uint32_t docid, wdf;
    assert_ok(store_terms_all(reader, slice_of(NULL, 0), &terms, &test_error));
    assert_terms(terms, "");
    assert_ok(store_postings_open(reader, slice_of(NULL, 0), &postings, &test_error));
    assert_ok(store_postings_next(postings, &more, &docid, &wdf, &test_error));
    assert_false(more);
    store_postings_destroy(postings);
    double length = 9;
    assert_ok(store_reader_average_length(reader, &length, &test_error));
    assert_true(length < 0.01);
    store_reader_close(reader);
}

static void test_postings(void **state)
{
    static const struct {
        const char *term;
        size_t count;
        uint32_t docids[2], wdfs[2];
    } rows[] = {
        {"Wrat", 2, {1, 2}, {2, 1}},
        {"Wsaal", 1, {2}, {1}},
        {"Wfehlt", 0, {0}, {0}},
        {"", 2, {1, 2}, {1, 1}},
    };
    struct store_reader *reader = open_terms(state);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct store_postings *postings = NULL;
        uint32_t docid, wdf;
        bool more;
        assert_ok(store_postings_open(reader, slice_from(rows[i].term), &postings, &test_error));
        for (size_t j = 0; j < rows[i].count; j++) {
            assert_ok(store_postings_next(postings, &more, &docid, &wdf, &test_error));
            assert_true(more);
            assert_int_equal(docid, rows[i].docids[j]);
            assert_int_equal(wdf, rows[i].wdfs[j]);
        }
        for (int again = 0; again < 2; again++) {
            assert_ok(store_postings_next(postings, &more, &docid, &wdf, &test_error));
            assert_false(more);
        }
        store_postings_destroy(postings);
    }
    store_postings_destroy(NULL);
    store_reader_close(reader);
}

static void test_long_arguments(void **state)
{
    struct store_reader *reader = open_terms(state);
    char bytes[STORE_TERM_MAX + 1];
    memset(bytes, 'x', sizeof(bytes));
    struct slice longer = slice_of(bytes, sizeof(bytes)), read;
    struct store_terms *terms = NULL;
    struct store_postings *postings = NULL;
    uint32_t number;
    assert_int_equal(store_terms_all(reader, longer, &terms, &test_error), FUND_LIMIT);
    assert_int_equal(store_terms_of(reader, 1, longer, &terms, &test_error), FUND_LIMIT);
    assert_int_equal(store_postings_open(reader, longer, &postings, &test_error), FUND_LIMIT);
    assert_int_equal(store_reader_find(reader, longer, &number, &test_error), FUND_LIMIT);
    assert_int_equal(store_reader_term_frequency(reader, longer, &number, NULL), FUND_LIMIT);
    assert_int_equal(store_reader_metadata(reader, longer, &read, &test_error), FUND_LIMIT);
    assert_ok(store_terms_all(reader, slice_of(NULL, 0), &terms, &test_error));
    assert_int_equal(store_terms_skip_to(terms, longer, &test_error), FUND_LIMIT);
    store_terms_destroy(terms);
    store_reader_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_terms),          STORE_TEST(test_skip_on_the_way),
        STORE_TEST(test_empty_database), STORE_TEST(test_postings),
        STORE_TEST(test_long_arguments), STORE_TEST(test_hidden),
        STORE_TEST(test_first_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
