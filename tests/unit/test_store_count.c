/*
 * Counting what a query finds: one by one while that is few, by a sample of a larger database beyond.
 */
#include "core/positions/positions.h"
#include "tests/unit/store_fixture.h"

#define SLOT      9
#define DOCUMENTS 20000 /* more than twice a sample */
#define VALUE_MAX ((size_t)1024 * 1024)

/* How many documents have what. */
struct truth {
    uint32_t words, either, rare, row;
};

static void add_word(struct store_document *document, struct positions_builder *builder,
                     const char *word, uint32_t position)
{
    char term[16];
    struct slice text = slice_from(word);
    size_t size = (size_t)snprintf(term, sizeof(term), "W%s", word);
    assert_ok(store_document_add_term(document, slice_of(term, size), 1, &test_error));
    assert_ok(positions_add(builder, text, position, &test_error));
}

/* "clan" and "crime" stand in every third document, side by side in about every fifth of those. */
static void add_one(struct store_writer *writer, struct positions_builder *builder, uint32_t number,
                    uint64_t *random, struct truth *truth)
{
    struct store_document *document = NULL;
    struct buffer value = buffer_init(VALUE_MAX);
    store_docid docid;
    bool has_words = random_below(random, 3) == 0, has_row = random_below(random, 5) == 0;
    bool has_other = random_below(random, 4) == 0, is_rare = number % 100 == 7;
    assert_ok(store_document_create(&document, &test_error));
    positions_builder_clear(builder);
    add_word(document, builder, "any", 1);
    if (has_words) {
        add_word(document, builder, "clan", 3);
        add_word(document, builder, "crime", has_row ? 4 : 6);
    }
    if (has_other)
        add_word(document, builder, "other", 8);
    if (is_rare)
        add_word(document, builder, "rare", 9);
    assert_ok(positions_encode(builder, &value, &test_error));
    assert_ok(store_document_set_value(document, SLOT, buffer_slice(&value), &test_error));
    assert_ok(store_writer_add(writer, document, &docid, &test_error));
    store_document_destroy(document);
    buffer_finish(&value);
    truth->words += has_words;
    truth->either += has_words || has_other;
    truth->row += has_words && has_row;
    truth->rare += is_rare;
}

static struct store_reader *write_all(void **state, struct truth *truth)
{
    char path[PATH_SIZE];
    uint64_t random = 20231;
    struct positions_builder *builder = NULL;
    struct store_writer *writer = open_writer(path_in(state, "many", path), STORE_CREATE);
    assert_ok(positions_builder_create(&builder, &test_error));
    for (uint32_t i = 0; i < DOCUMENTS; i++)
        add_one(writer, builder, i, &random, truth);
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    positions_builder_destroy(builder);
    return open_reader(path);
}

static struct store_query *term(const char *word)
{
    char bytes[16];
    struct store_query *query = NULL;
    size_t size = (size_t)snprintf(bytes, sizeof(bytes), "W%s", word);
    assert_ok(store_query_term(slice_of(bytes, size), &query, &test_error));
    return query;
}

static struct store_query *row_of(const char *first, const char *second)
{
    const struct slice words[] = {slice_from(first), slice_from(second)};
    struct store_query *query = NULL;
    struct store_row row = {.words = words,
                            .count = 2,
                            .is_in_order = true,
                            .window = 2,
                            .slot = SLOT,
                            .prefixes = {SLICE("W"), {NULL, 0}},
                            .factor = 1};
    assert_ok(store_query_row(&row, &query, &test_error));
    return query;
}

/* Takes the query. within: how far an estimate may be off, in hundredths. */
static void assert_total(struct store_reader *reader, struct store_query *query, uint32_t most,
                         bool is_exact, uint32_t truth, uint32_t within)
{
    struct store_total total = {0, false};
    assert_ok(store_count(reader, query, most, &total, &test_error));
    assert_int_equal(total.is_exact, is_exact);
    if (is_exact)
        assert_int_equal(total.documents, truth);
    assert_in_range(total.documents, truth - truth * within / 100, truth + truth * within / 100);
    store_query_destroy(query);
}

static struct store_query *either(void)
{
    struct store_query *words[] = {term("clan"), term("other")};
    return combine(STORE_OR, words, 2);
}

static struct store_query *rare_of(const char *word)
{
    struct store_query *words[] = {term("rare"), term(word)};
    return combine(STORE_AND, words, 2);
}

static void test_words(void **state)
{
    struct truth truth = {0, 0, 0, 0};
    struct store_reader *reader = write_all(state, &truth);
    assert_total(reader, rare_of("any"), 1000, true, truth.rare, 0);
    assert_total(reader, rare_of("any"), truth.rare, true, truth.rare, 0);
    assert_total(reader, either(), 1000, false, truth.either, 5);
    assert_total(reader, either(), 0, false, truth.either, 5);
    assert_total(reader, either(), DOCUMENTS, true, truth.either, 0);
    assert_total(reader, term("clan"), 0, true, truth.words, 0); /* the list says it */
    store_reader_close(reader);
}

static void test_rows(void **state)
{
    struct truth truth = {0, 0, 0, 0};
    struct store_reader *reader = write_all(state, &truth);
    assert_total(reader, row_of("clan", "crime"), 1000, false, truth.row, 25);
    assert_total(reader, row_of("clan", "crime"), 0, false, truth.row, 25);
    assert_total(reader, row_of("any", "clan"), 1000, false, 0, 0);
    store_reader_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {STORE_TEST(test_words), STORE_TEST(test_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
