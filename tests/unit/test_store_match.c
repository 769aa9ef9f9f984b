/*
 * Queries at random, as they are answered here and as Xapian answers them: the same documents with
 * the same scores, in the same order, over one database with gaps and over several as one.
 */
#include "tests/unit/store_fixture.h"

#include <math.h>

#define DOCUMENTS 1500
#define WORDS     40
#define QUERIES   1200
#define DAY_SLOT  2
#define DEPTH_MAX 4

/* Low numbers are frequent words; some have the same beginning. */
static struct slice word_at_random(uint64_t *random, char out[16])
{
    uint32_t number = random_below(random, WORDS);
    number = random_below(random, number + 1);
    return slice_of(out, (size_t)snprintf(out, 16, "%cw%u", number % 3 == 0 ? 'a' : 'b', number));
}

/* A third of the documents have no day; many share one. */
static void set_day(struct store_document *document, uint64_t *random)
{
    char day[STORE_DAY_SIZE];
    if (random_below(random, 3) == 0)
        return;
    store_encode_day((int32_t)random_below(random, 60) - 20, day);
    assert_ok(
        store_document_set_value(document, DAY_SLOT, slice_of(day, sizeof(day)), &test_error));
}

static void add_random(struct store_writer *writer, uint64_t *random)
{
    char bytes[16];
    struct store_document *document = NULL;
    uint32_t size = random_below(random, 30);
    store_docid docid;
    assert_ok(store_document_create(&document, &test_error));
    for (uint32_t i = 0; i < size; i++)
        assert_ok(store_document_add_term(document, word_at_random(random, bytes),
                                          1 + random_below(random, 3), &test_error));
    set_day(document, random);
    assert_ok(store_writer_add(writer, document, &docid, &test_error));
    store_document_destroy(document);
}

static void write_database(const char *path, uint64_t seed, bool has_gaps)
{
    struct store_writer *writer = open_writer(path, STORE_CREATE);
    for (int i = 0; i < DOCUMENTS; i++)
        add_random(writer, &seed);
    assert_ok(store_writer_commit(writer, &test_error));
    for (store_docid docid = 1; has_gaps && docid <= DOCUMENTS; docid += 1 + docid % 7)
        assert_ok(store_writer_delete_docid(writer, docid, &test_error));
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
}

/* ---- queries ---------------------------------------------------------------------------------- */

static struct store_query *range_at_random(uint64_t *random)
{
    char first[STORE_DAY_SIZE], last[STORE_DAY_SIZE];
    struct store_query *query = NULL;
    uint32_t open = random_below(random, 6);
    store_encode_day((int32_t)random_below(random, 40) - 20, first);
    store_encode_day((int32_t)random_below(random, 40), last);
    assert_ok(store_query_value_range(DAY_SLOT, slice_of(first, open == 0 ? 0 : sizeof(first)),
                                      slice_of(last, open == 1 ? 0 : sizeof(last)), &query,
                                      &test_error));
    return query;
}

static struct store_query *leaf_at_random(uint64_t *random)
{
    char bytes[16];
    struct store_query *query = NULL;
    switch (random_below(random, 12)) {
    case 0:
        assert_ok(store_query_all(&query, &test_error));
        return query;
    case 1:
        assert_ok(store_query_none(&query, &test_error));
        return query;
    case 2:
        return range_at_random(random);
    default:
        assert_ok(store_query_term(word_at_random(random, bytes), &query, &test_error));
        return query;
    }
}

/* Of terms, as plans make them. */
static struct store_query *synonym_at_random(uint64_t *random)
{
    char bytes[16];
    struct store_query *parts[6];
    size_t count = 1 + random_below(random, 6);
    for (size_t i = 0; i < count; i++)
        assert_ok(store_query_term(word_at_random(random, bytes), &parts[i], &test_error));
    return combine(STORE_SYNONYM, parts, count);
}

/* AND_MAYBE stands above all others: below AND, what Xapian 1.4.22 finds of it depends on memory that
 * it has not set. */
static struct store_query *query_at_random(uint64_t *random, uint32_t depth)
{
    static const enum store_operator operators[] = {STORE_AND, STORE_OR, STORE_FILTER,
                                                    STORE_AND_NOT, STORE_AND_MAYBE};
    uint32_t operator_count = depth == DEPTH_MAX ? 5 : 4;
    struct store_query *parts[4], *scaled = NULL;
    size_t count = 1 + random_below(random, 4);
    if (depth == 0 || random_below(random, 4) == 0)
        return random_below(random, 3) == 0 ? synonym_at_random(random) : leaf_at_random(random);
    for (size_t i = 0; i < count; i++)
        parts[i] = query_at_random(random, depth - 1);
    struct store_query *made =
        combine(operators[random_below(random, operator_count)], parts, count);
    if (random_below(random, 3) > 0)
        return made;
    assert_ok(store_query_scale(made, random_below(random, 4) * 0.4, &scaled, &test_error));
    store_query_destroy(made);
    return scaled;
}

/* ---- comparing -------------------------------------------------------------------------------- */

static struct store_search search_of(const struct store_query *query, enum store_sort sort)
{
    return (struct store_search){.query = query,
                                 .limit = 2 * DOCUMENTS,
                                 .check_at_least = UINT32_MAX,
                                 .sort = sort,
                                 .sort_slot = DAY_SLOT,
                                 .k1 = 1.2,
                                 .b = 0.6,
                                 .k3 = 1,
                                 .minimum_length = 0.4};
}

/* Scores that differ no more than they may stand in another order. */
static void assert_same_order(const struct store_result *expected, const struct store_result *found,
                              double apart)
{
    assert_int_equal(found->count, expected->count);
    for (size_t i = 0; i < found->count; i++) {
        const struct store_hit *wanted = &expected->hits[i], *hit = &found->hits[i];
        assert_true(fabs(hit->score - wanted->score) < apart);
        bool has_twin =
            (i > 0 && fabs(wanted->score - expected->hits[i - 1].score) < 2 * apart) ||
            (i + 1 < found->count && fabs(wanted->score - expected->hits[i + 1].score) < 2 * apart);
        if (!has_twin || wanted->score == 0)
            assert_int_equal(hit->docid, wanted->docid);
    }
}

/* A piece of the order, found without looking at all of it. */
static void assert_same_page(struct store_reader *reader, struct store_search search,
                             const struct store_result *all, uint64_t *random)
{
    struct store_result page = {0};
    search.offset = random_below(random, 10);
    search.limit = 1 + random_below(random, 20);
    search.check_at_least = random_below(random, 2) * 5;
    assert_ok(store_search(reader, &search, &page, &test_error));
    size_t left = all->count > search.offset ? all->count - search.offset : 0;
    assert_int_equal(page.count, left < search.limit ? left : search.limit);
    for (size_t i = 0; i < page.count; i++)
        assert_true(fabs(page.hits[i].score - all->hits[search.offset + i].score) < 1e-9);
    assert_in_range(page.total_lower, page.count, all->count);
    assert_in_range(page.total_upper, all->count, UINT32_MAX);
    assert_in_range(page.total_estimated, page.total_lower, page.total_upper);
    store_result_finish(&page);
}

static void assert_same_documents(struct store_reader *reader, const struct store_query *query,
                                  size_t count)
{
    struct store_docids all = {0};
    struct store_total total = {0, false};
    assert_ok(store_collect(reader, query, 2 * DOCUMENTS, &all, &test_error));
    assert_int_equal(all.count, count);
    assert_true(all.is_complete);
    for (size_t i = 1; i < all.count; i++)
        assert_true(all.items[i - 1] < all.items[i]);
    store_docids_finish(&all);
    assert_ok(store_count(reader, query, 2 * DOCUMENTS, &total, &test_error));
    assert_true(total.is_exact);
    assert_int_equal(total.documents, count);
}

static void compare_one(struct store_reader *xapian, struct store_reader *reader,
                        const struct store_query *query, enum store_sort sort, double apart,
                        uint64_t *random)
{
    struct store_result expected = {0}, found = {0};
    struct store_search search = search_of(query, sort);
    assert_ok(store_search(xapian, &search, &expected, &test_error));
    assert_ok(store_search(reader, &search, &found, &test_error));
    assert_same_order(&expected, &found, apart);
    assert_int_equal(found.total_lower, found.count);
    assert_int_equal(found.total_upper, found.count);
    assert_same_page(reader, search, &found, random);
    assert_same_documents(reader, query, found.count);
    store_result_finish(&expected);
    store_result_finish(&found);
}

/* apart: how far scores may be, since Xapian rounds frequencies in the order of each database's. */
static void compare(const char *path, double apart)
{
    struct store_reader *xapian = open_reader(path), *reader = open_reader(path);
    uint64_t random = 5;
    store_reader_ask_xapian(xapian);
    for (int i = 0; i < QUERIES; i++) {
        struct store_query *query = query_at_random(&random, DEPTH_MAX);
        compare_one(xapian, reader, query, (enum store_sort)(i % 6), apart, &random);
        store_query_destroy(query);
    }
    store_reader_close(xapian);
    store_reader_close(reader);
}

static void test_one_database(void **state)
{
    char path[PATH_SIZE];
    write_database(path_in(state, "one", path), 1, false);
    compare(path, 1e-9);
}

static void test_gaps(void **state)
{
    char path[PATH_SIZE];
    write_database(path_in(state, "gaps", path), 2, true);
    compare(path, 1e-9);
}

static void test_several_databases(void **state)
{
    char path[PATH_SIZE];
    write_database(path_in(state, "a", path), 3, false);
    write_database(path_in(state, "b", path), 4, true);
    FILE *stub = fopen(path_in(state, "both", path), "w");
    assert_non_null(stub);
    fputs("auto a\nauto b\n", stub);
    assert_int_equal(fclose(stub), 0);
    compare(path, 1e-3);
}

/* Terms of a wildcard weigh as one; each database has its own ones, which Xapian weighs apart. */
static void test_wildcard(void **state)
{
    char path[PATH_SIZE];
    struct store_query *query = NULL;
    uint64_t random = 9;
    write_database(path_in(state, "one", path), 5, false);
    struct store_reader *xapian = open_reader(path), *reader = open_reader(path);
    store_reader_ask_xapian(xapian);
    assert_ok(store_query_wildcard(SLICE("bw1"), 100, &query, &test_error));
    for (int sort = 0; sort < 6; sort++)
        compare_one(xapian, reader, query, (enum store_sort)sort, 1e-9, &random);
    store_query_destroy(query);
    store_reader_close(xapian);
    store_reader_close(reader);
}

/* Chosen documents are those of the whole order that are in the list. */
static void test_only(void **state)
{
    char path[PATH_SIZE];
    store_docid chosen[DOCUMENTS / 5];
    uint64_t random = 11;
    write_database(path_in(state, "one", path), 6, false);
    struct store_reader *reader = open_reader(path);
    for (store_docid i = 0; i < DOCUMENTS / 5; i++)
        chosen[i] = 5 * i + 3;
    for (int i = 0; i < 100; i++) {
        struct store_query *query = query_at_random(&random, DEPTH_MAX);
        struct store_search search = search_of(query, (enum store_sort)(i % 6));
        struct store_result all = {0}, some = {0};
        assert_ok(store_search(reader, &search, &all, &test_error));
        search.only = chosen;
        search.only_count = DOCUMENTS / 5;
        assert_ok(store_search(reader, &search, &some, &test_error));
        size_t at = 0;
        for (size_t k = 0; k < all.count; k++)
            if (all.hits[k].docid % 5 == 3)
                assert_int_equal(some.hits[at++].docid, all.hits[k].docid);
        assert_int_equal(some.count, at);
        store_result_finish(&all);
        store_result_finish(&some);
        store_query_destroy(query);
    }
    store_reader_close(reader);
}

/* Puts another byte at a random place of a file, and gives the one that was there. */
static int change_byte(const char *path, long *place, int byte, uint64_t *random)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    if (*place < 0) {
        assert_int_equal(fseek(file, 0, SEEK_END), 0);
        *place = (long)random_below(random, (uint32_t)ftell(file));
    }
    assert_int_equal(fseek(file, *place, SEEK_SET), 0);
    int before = fgetc(file);
    assert_int_equal(fseek(file, *place, SEEK_SET), 0);
    assert_int_equal(fputc(byte, file), byte);
    assert_int_equal(fclose(file), 0);
    return before;
}

/* Whatever is damaged, a search ends with an answer or with what is wrong: whether any did that. */
static bool is_found_damaged(const char *path, uint64_t *random)
{
    struct store_reader *reader = NULL;
    fund_status status = store_reader_open(path, &reader, &test_error);
    bool is_found = status != FUND_OK;
    for (int i = 0; i < 12 && status == FUND_OK; i++) {
        struct store_query *query = query_at_random(random, DEPTH_MAX);
        struct store_search search = search_of(query, (enum store_sort)(i % 6));
        struct store_result result = {0};
        fund_status found = store_search(reader, &search, &result, &test_error);
        if (found != FUND_OK)
            assert_true(found == FUND_CORRUPT || found == FUND_MODIFIED);
        is_found = is_found || found != FUND_OK;
        store_result_finish(&result);
        store_query_destroy(query);
    }
    if (status != FUND_OK)
        assert_true(status == FUND_CORRUPT || status == FUND_VERSION || status == FUND_MODIFIED);
    store_reader_close(reader);
    return is_found;
}

static void test_damaged(void **state)
{
    char path[PATH_SIZE], table[PATH_SIZE];
    uint64_t random = 13;
    int found = 0;
    write_database(path_in(state, "one", path), 7, false);
    path_in(state, "one/postlist.glass", table);
    for (int i = 0; i < 400; i++) {
        long place = -1;
        int before = change_byte(table, &place, (int)random_below(&random, 256), &random);
        found += is_found_damaged(path, &random);
        change_byte(table, &place, before, &random);
    }
    assert_in_range(found, 10, 390);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_one_database), STORE_TEST(test_gaps), STORE_TEST(test_several_databases),
        STORE_TEST(test_wildcard),     STORE_TEST(test_only), STORE_TEST(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
