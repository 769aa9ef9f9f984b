/*
 * Queries and searches over six small documents whose result sets are worked out by hand.
 *
 *        words                            slot 0  slot 1
 *   1    rat beschliesst haushalt         b       haltern
 *   2    haushalt der stadt rat           d       marl
 *   3    feuerwehr loescht brand          a       haltern
 *   4    brand im rathaus feuerwehr da    f       marl
 *   5    stadt rat stadt
 *   6    rathaus                          c       haltern
 */
#include "tests/unit/store_fixture.h"

#include <math.h>

#define DOCUMENTS 6
#define BAD_SLOT  UINT32_MAX

static const struct {
    const char *words, *day, *town;
} toy[DOCUMENTS] = {
    {"rat beschliesst haushalt", "b", "haltern"},
    {"haushalt der stadt rat", "d", "marl"},
    {"feuerwehr loescht brand", "a", "haltern"},
    {"brand im rathaus feuerwehr da", "f", "marl"},
    {"stadt rat stadt", "", ""},
    {"rathaus", "c", "haltern"},
};

static struct store_reader *open_toy(void **state)
{
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "toy", path), STORE_CREATE);
    for (size_t i = 0; i < DOCUMENTS; i++) {
        struct store_document *document = make_document(toy[i].words);
        assert_ok(store_document_set_value(document, 0, slice_from(toy[i].day), &test_error));
        assert_ok(store_document_set_value(document, 1, slice_from(toy[i].town), &test_error));
        store_docid docid = 0;
        assert_ok(store_writer_add(writer, document, &docid, &test_error));
        assert_int_equal(docid, i + 1);
        store_document_destroy(document);
    }
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    return open_reader(path);
}

static struct store_query *term_query(const char *term)
{
    struct store_query *query = NULL;
    assert_ok(store_query_term(slice_from(term), &query, &test_error));
    return query;
}

/* The documents found, in order, as digits. */
static void assert_found(struct store_reader *reader, const struct store_search *search,
                         const char *expected)
{
    struct store_result result;
    assert_ok(store_search(reader, search, &result, &test_error));
    char found[DOCUMENTS + 1] = "";
    assert_true(result.count <= DOCUMENTS);
    for (size_t i = 0; i < result.count; i++)
        found[i] = (char)('0' + result.hits[i].docid);
    found[result.count] = '\0';
    assert_string_equal(found, expected);
    store_result_finish(&result);
}

/* Takes the query. */
static void assert_matches(struct store_reader *reader, struct store_query *query,
                           const char *expected)
{
    struct store_search search = {
        .query = query, .limit = 10, .check_at_least = 10, .sort = STORE_BY_DOCID_ASCENDING};
    assert_found(reader, &search, expected);
    store_query_destroy(query);
}

static size_t split(const char *text, struct slice terms[8])
{
    size_t count = 0;
    while (*text != '\0') {
        size_t size = strcspn(text, " ");
        terms[count++] = slice_of(text, size);
        text += size + (text[size] == ' ');
    }
    return count;
}

static struct store_query *combine_terms(enum store_operator op, const char *text)
{
    struct slice terms[8];
    struct store_query *children[8] = {NULL}, *query = NULL;
    size_t count = split(text, terms);
    for (size_t i = 0; i < count; i++)
        assert_ok(store_query_term(terms[i], &children[i], &test_error));
    assert_ok(store_query_combine(op, children, count, &query, &test_error));
    for (size_t i = 0; i < count; i++)
        store_query_destroy(children[i]);
    return query;
}

static void test_operators(void **state)
{
    static const struct {
        enum store_operator op;
        const char *terms, *expected;
    } rows[] = {
        {STORE_AND, "rat haushalt", "12"},
        {STORE_AND, "rat haushalt stadt", "2"},
        {STORE_AND, "rat", "125"},
        {STORE_AND, "rat fehlt", ""},
        {STORE_AND, "", ""},
        {STORE_OR, "rat brand", "12345"},
        {STORE_OR, "fehlt rathaus", "46"},
        {STORE_OR, "", ""},
        {STORE_AND_NOT, "rat stadt", "1"},
        {STORE_AND_NOT, "rat stadt haushalt", ""},
        {STORE_AND_NOT, "rat beschliesst der", "5"},
        {STORE_AND_MAYBE, "rat stadt", "125"},
        {STORE_AND_MAYBE, "fehlt rat", ""},
        {STORE_FILTER, "rat haushalt", "12"},
        {STORE_FILTER, "rat haushalt stadt", "2"},
        {STORE_SYNONYM, "feuerwehr rathaus", "346"},
        {STORE_SYNONYM, "", ""},
    };
    struct store_reader *reader = open_toy(state);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_matches(reader, combine_terms(rows[i].op, rows[i].terms), rows[i].expected);
    store_reader_close(reader);
}

static void test_nested(void **state)
{
    struct store_reader *reader = open_toy(state);
    struct store_query *parts[2] = {combine_terms(STORE_OR, "brand stadt"),
                                    combine_terms(STORE_AND, "rathaus feuerwehr")};
    struct store_query *query = NULL;
    assert_ok(store_query_combine(STORE_AND_NOT, parts, 2, &query, &test_error));
    store_query_destroy(parts[0]);
    store_query_destroy(parts[1]);
    assert_matches(reader, query, "235");
    store_reader_close(reader);
}

static void test_all_and_none(void **state)
{
    struct store_reader *reader = open_toy(state);
    struct store_query *query = NULL;
    assert_ok(store_query_all(&query, &test_error));
    assert_matches(reader, query, "123456");
    assert_ok(store_query_none(&query, &test_error));
    assert_matches(reader, query, "");
    store_query_destroy(NULL);
    store_reader_close(reader);
}

/* By Xapian's positions, of words that have no value with any. */
static void test_windows(void **state)
{
    static const struct {
        bool is_phrase;
        const char *terms;
        uint32_t window;
        const char *expected;
    } rows[] = {
        {true, "haushalt der", 0, "2"},
        {true, "der haushalt", 0, ""},
        {true, "haushalt stadt", 0, ""},
        {true, "haushalt der stadt rat", 0, "2"},
        {true, "rat", 0, "125"},
        {true, "", 0, ""},
        {true, "rat fehlt", 0, ""},
        {false, "der haushalt", 0, "2"},
        {false, "haushalt stadt", 2, ""},
        {false, "haushalt stadt", 3, "2"},
        {false, "rat haushalt", 2, ""},
        {false, "rat haushalt", 3, "1"},
        {false, "rat haushalt", 4, "12"},
        {false, "stadt stadt", 3, "5"},
        {false, "rat haushalt", UINT32_MAX, "12"},
        {false, "rat", 9, "125"},
        {false, "", 9, ""},
    };
    struct store_reader *reader = open_toy(state);
    store_reader_ask_xapian(reader);
    store_reader_allow_stock_positions(reader);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct slice terms[8];
        struct store_query *query = NULL;
        struct store_row row = {.words = terms,
                                .count = split(rows[i].terms, terms),
                                .is_in_order = rows[i].is_phrase,
                                .window = rows[i].window};
        assert_ok(store_query_row(&row, &query, &test_error));
        assert_matches(reader, query, rows[i].expected);
    }
    store_reader_close(reader);
}

static void test_value_ranges(void **state)
{
    static const struct {
        uint32_t slot;
        const char *first, *last, *expected;
    } rows[] = {
        {0, "b", "d", "126"},      {0, "b", "b", "1"},
        {0, "", "b", "13"},        {0, "d", "", "24"},
        {0, "", "", "12346"},      {0, "d", "b", ""},
        {0, "g", "", ""},          {0, "", "A", ""},
        {0, "", "z", "12346"},     {0, "a", "", "12346"},
        {7, "", "", ""},           {7, "", "z", ""},
        {1, "marl", "marl", "24"}, {BAD_SLOT - 1, "a", "", ""},
    };
    struct store_reader *reader = open_toy(state);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct store_query *query = NULL;
        assert_ok(store_query_value_range(rows[i].slot, slice_from(rows[i].first),
                                          slice_from(rows[i].last), &query, &test_error));
        assert_matches(reader, query, rows[i].expected);
    }
    store_reader_close(reader);
}

static void test_wildcards(void **state)
{
    static const struct {
        const char *prefix;
        uint32_t limit;
        fund_status status;
        const char *expected;
    } rows[] = {
        {"rat", 5, FUND_OK, "12456"}, {"rat", 2, FUND_OK, "12456"}, {"rat", 1, FUND_LIMIT, ""},
        {"rath", 1, FUND_OK, "46"},   {"zzz", 1, FUND_OK, ""},      {"", 11, FUND_OK, "123456"},
        {"", 10, FUND_LIMIT, ""},
    };
    struct store_reader *reader = open_toy(state);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct store_query *query = NULL;
        assert_ok(
            store_query_wildcard(slice_from(rows[i].prefix), rows[i].limit, &query, &test_error));
        if (rows[i].status == FUND_OK) {
            assert_matches(reader, query, rows[i].expected);
            continue;
        }
        struct store_search search = {.query = query, .limit = 10};
        struct store_result result = {.count = 77};
        assert_int_equal(store_search(reader, &search, &result, &test_error), rows[i].status);
        assert_int_equal(result.count, 77);
        assert_non_null(strstr(test_error.message, "expands to more than"));
        store_query_destroy(query);
    }
    store_reader_close(reader);
}

static void test_sort_orders(void **state)
{
    static const struct {
        const char *term; /* NULL: all documents, which all weigh nothing */
        enum store_sort sort;
        double b; /* 0: Xapian's weights, -1: a b of 0, so that length doesn't count */
        const char *expected;
    } rows[] = {
        {NULL, STORE_BY_RELEVANCE, 0, "123456"},
        {NULL, STORE_BY_VALUE_DESCENDING, 0, "426135"},
        {NULL, STORE_BY_VALUE_ASCENDING, 0, "531624"},
        {NULL, STORE_BY_RELEVANCE_THEN_VALUE, 0, "426135"},
        {NULL, STORE_BY_DOCID_DESCENDING, 0, "654321"},
        {NULL, STORE_BY_DOCID_ASCENDING, 0, "123456"},
        /* rat stands once in 1 and 5 (three words each) and in 2 (four words) */
        {"rat", STORE_BY_RELEVANCE, 0, "152"},
        {"rat", STORE_BY_RELEVANCE, -1, "125"},
        {"rat", STORE_BY_RELEVANCE_THEN_VALUE, 0, "152"},
        {"rat", STORE_BY_RELEVANCE_THEN_VALUE, -1, "215"},
        {"rat", STORE_BY_RELEVANCE, 1, "152"},
        {"stadt", STORE_BY_RELEVANCE, 0, "52"},
    };
    struct store_reader *reader = open_toy(state);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct store_query *query = NULL;
        if (rows[i].term == NULL)
            assert_ok(store_query_all(&query, &test_error));
        else
            query = term_query(rows[i].term);
        struct store_search search = {.query = query, .limit = 10, .sort = rows[i].sort};
        if (rows[i].b != 0) {
            search.k1 = search.k3 = 1;
            search.minimum_length = 0.5;
            search.b = rows[i].b > 0 ? rows[i].b : 0;
        }
        assert_found(reader, &search, rows[i].expected);
        store_query_destroy(query);
    }
    store_reader_close(reader);
}

static double first_score(struct store_reader *reader, const struct store_query *query,
                          enum store_sort sort)
{
    struct store_search search = {.query = query, .limit = 1, .sort = sort};
    struct store_result result;
    assert_ok(store_search(reader, &search, &result, &test_error));
    assert_int_equal(result.count, 1);
    double score = result.hits[0].score;
    store_result_finish(&result);
    return score;
}

static void test_scores(void **state)
{
    struct store_reader *reader = open_toy(state);
    struct store_query *plain = term_query("rat"), *twice = NULL, *nothing = NULL;
    assert_ok(store_query_scale(plain, 2.0, &twice, &test_error));
    assert_ok(store_query_scale(plain, 0.0, &nothing, &test_error));
    double score = first_score(reader, plain, STORE_BY_RELEVANCE);
    assert_true(score > 0);
    assert_true(fabs(first_score(reader, twice, STORE_BY_RELEVANCE) - 2 * score) < 1e-9);
    assert_true(fabs(first_score(reader, nothing, STORE_BY_RELEVANCE)) < 1e-9);
    assert_true(fabs(first_score(reader, plain, STORE_BY_DOCID_ASCENDING)) < 1e-9);
    store_query_destroy(twice);
    store_query_destroy(nothing);
    store_query_destroy(plain);
    store_reader_close(reader);
}

static void test_pages(void **state)
{
    struct store_reader *reader = open_toy(state);
    struct store_query *query = NULL;
    assert_ok(store_query_all(&query, &test_error));
    struct store_search search = {.query = query, .offset = 2, .limit = 2};
    struct store_result result;
    assert_found(reader, &search, "34");
    search.offset = 6;
    assert_found(reader, &search, "");
    search.offset = STORE_HITS_MAX - 2;
    assert_found(reader, &search, "");
    search.offset++;
    assert_int_equal(store_search(reader, &search, &result, &test_error), FUND_LIMIT);
    search.offset = search.limit = UINT32_MAX;
    assert_int_equal(store_search(reader, &search, &result, NULL), FUND_LIMIT);
    search.offset = search.limit = 0;
    search.check_at_least = UINT32_MAX;
    assert_ok(store_search(reader, &search, &result, &test_error));
    assert_int_equal(result.count, 0);
    assert_null(result.hits);
    assert_int_equal(result.total_lower, 6);
    assert_int_equal(result.total_estimated, 6);
    assert_int_equal(result.total_upper, 6);
    store_result_finish(&result);
    store_query_destroy(query);
    store_reader_close(reader);
}

static void test_refused_searches(void **state)
{
    struct store_reader *reader = open_toy(state);
    struct store_query *query = term_query("rat");
    const struct store_search rows[] = {
        {.query = query, .k1 = (double)NAN},
        {.query = query, .k3 = (double)INFINITY},
        {.query = query, .b = -0.1},
        {.query = query, .b = 1.1},
        {.query = query, .minimum_length = -1},
        {.query = query, .sort = STORE_BY_VALUE_ASCENDING, .sort_slot = BAD_SLOT},
        {.query = query, .sort = (enum store_sort)99},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct store_result result = {.count = 77};
        assert_int_equal(store_search(reader, &rows[i], &result, &test_error),
                         FUND_INVALID_ARGUMENT);
        assert_int_equal(result.count, 77);
    }
    store_query_destroy(query);
    store_reader_close(reader);
}

static void test_refused_queries(void **state)
{
    (void)state;
    char bytes[STORE_TERM_MAX + 1];
    memset(bytes, 'x', sizeof(bytes));
    struct slice longest = slice_of(bytes, STORE_TERM_MAX), longer = slice_of(bytes, sizeof(bytes));
    struct store_query *term = NULL, *query = NULL;
    assert_ok(store_query_term(longest, &term, &test_error));
    assert_int_equal(store_query_term(longer, &query, &test_error), FUND_LIMIT);
    assert_int_equal(store_query_term(slice_of(NULL, 0), &query, &test_error), FUND_LIMIT);
    assert_int_equal(store_query_wildcard(longer, 1, &query, &test_error), FUND_LIMIT);
    assert_int_equal(store_query_wildcard(longest, 0, &query, &test_error), FUND_INVALID_ARGUMENT);
    assert_int_equal(store_query_value_range(BAD_SLOT, longest, longest, &query, &test_error),
                     FUND_INVALID_ARGUMENT);
    static const double factors[] = {-1, (double)NAN, (double)INFINITY, -(double)INFINITY};
    for (size_t i = 0; i < sizeof(factors) / sizeof(factors[0]); i++)
        assert_int_equal(store_query_scale(term, factors[i], &query, &test_error),
                         FUND_INVALID_ARGUMENT);
    assert_int_equal(store_query_combine((enum store_operator)99, &term, 1, &query, &test_error),
                     FUND_INVALID_ARGUMENT);
    assert_null(query);
    store_query_destroy(term);
}

static void test_wide_queries(void **state)
{
    struct store_reader *reader = open_toy(state);
    static struct store_query *children[STORE_QUERY_CHILDREN_MAX + 1];
    struct store_query *term = term_query("rat"), *widest = NULL, *query = NULL;
    for (size_t i = 0; i <= STORE_QUERY_CHILDREN_MAX; i++)
        children[i] = term;
    assert_ok(
        store_query_combine(STORE_OR, children, STORE_QUERY_CHILDREN_MAX, &widest, &test_error));
    assert_int_equal(
        store_query_combine(STORE_OR, children, STORE_QUERY_CHILDREN_MAX + 1, &query, &test_error),
        FUND_LIMIT);
    struct store_query *pair[2] = {widest, term};
    assert_int_equal(store_query_combine(STORE_AND, pair, 2, &query, &test_error), FUND_LIMIT);
    assert_int_equal(store_query_combine(STORE_AND, pair, SIZE_MAX, &query, NULL), FUND_LIMIT);
    assert_matches(reader, widest, "125");
    store_query_destroy(term);
    store_reader_close(reader);
}

/* Alternates operators, so that Xapian cannot flatten the levels. */
static void test_deep_queries(void **state)
{
    struct store_reader *reader = open_toy(state);
    struct store_query *deep = term_query("rat"), *rat = term_query("rat"), *next = NULL;
    for (unsigned depth = 1; depth < STORE_QUERY_DEPTH_MAX; depth++) {
        struct store_query *pair[2] = {deep, rat};
        assert_ok(
            store_query_combine(depth % 2 ? STORE_AND : STORE_OR, pair, 2, &next, &test_error));
        store_query_destroy(deep);
        deep = next;
    }
    next = NULL;
    assert_int_equal(store_query_combine(STORE_OR, &deep, 1, &next, &test_error), FUND_LIMIT);
    assert_int_equal(store_query_scale(deep, 1.5, &next, &test_error), FUND_LIMIT);
    assert_null(next);
    assert_matches(reader, deep, "125");
    store_query_destroy(rat);
    store_reader_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_operators),       STORE_TEST(test_nested),
        STORE_TEST(test_all_and_none),    STORE_TEST(test_windows),
        STORE_TEST(test_value_ranges),    STORE_TEST(test_wildcards),
        STORE_TEST(test_sort_orders),     STORE_TEST(test_scores),
        STORE_TEST(test_pages),           STORE_TEST(test_refused_searches),
        STORE_TEST(test_refused_queries), STORE_TEST(test_wide_queries),
        STORE_TEST(test_deep_queries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
