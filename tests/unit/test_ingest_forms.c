/*
 * Which terms forms become, and that nothing is lost: random releases are found alike with a table and
 * without.
 */
#include "indexer/ingest_forms.h"

#include "core/schema/schema.h"
#include "tests/unit/store_fixture.h"

/* The words are those of a language of ten stems, each with eight forms. */
#define STEMS       10
#define FORMS       8
#define RELEASES    400
#define MANY_HIDDEN 100
#define SAMPLED     60
#define WORDS_MAX   30
/* Releases of a kind, so that words are looked up by either way of ingest_forms.c. */
#define ROUNDS 40

struct word {
    char form[8], stem[8];
};

static struct word make_word(unsigned stem, unsigned form)
{
    struct word word;
    snprintf(word.stem, sizeof(word.stem), "s%u", stem);
    snprintf(word.form, sizeof(word.form), "%c%ux%u", 'a' + (int)form % 3, form, stem);
    return word;
}

/* Small numbers are frequent. */
static struct word random_word(unsigned *seed)
{
    unsigned stem = (unsigned)rand_r(seed) % STEMS, form = 0;
    while (form + 1 < FORMS && rand_r(seed) % 3 == 0)
        form++;
    return make_word(stem, form);
}

static void fill_document(struct ingest_forms *forms, struct ingest *ingest,
                          const struct word *words, size_t count)
{
    assert_ok(store_document_clear(ingest->document, &test_error));
    ingest_forms_start(forms);
    for (size_t i = 0; i < count; i++) {
        struct slice stem = slice_from(words[i].stem);
        ingest_add_term(ingest, SCHEMA_WORD, stem, 1);
        struct slice form = slice_from(words[i].form);
        ingest_forms_add(forms, ingest, form, form, stem, 1);
    }
    ingest_forms_finish(forms, ingest);
    assert_int_equal(ingest->status, FUND_OK);
}

static struct ingest_forms *forms_of(struct slice table)
{
    struct ingest_forms *forms = NULL;
    assert_ok(ingest_forms_create(table, &forms, &test_error));
    return forms;
}

/* ---- single releases ------------------------------------------------------------------------ */

static struct buffer small_table(void)
{
    static const char *const releases[][3] = {{"haus", "haeuser", "hauses"}, {"haus", "haeuser"}};
    struct forms_sample *sample = NULL;
    struct buffer table = buffer_init(FORMS_SIZE_MAX);
    assert_ok(forms_sample_create(&sample, &test_error));
    for (size_t i = 0; i < 2; i++) {
        forms_sample_next(sample);
        for (size_t j = 0; j < 3 && releases[i][j] != NULL; j++)
            assert_ok(
                forms_sample_add(sample, slice_from(releases[i][j]), SLICE("haus"), &test_error));
    }
    forms_sample_next(sample);
    assert_ok(forms_sample_add(sample, SLICE("haus"), SLICE("haus"), &test_error));
    assert_ok(forms_sample_write(sample, &table, &test_error));
    forms_sample_destroy(sample);
    return table;
}

/* What the document has, but for the table's name. */
static void assert_document(void **state, const struct ingest *ingest, const char *expected)
{
    char path[PATH_SIZE], seen[256] = "";
    struct store_writer *writer = open_writer(path_in(state, "one", path), STORE_OPEN_OR_CREATE);
    struct store_reader *reader = NULL;
    struct store_terms *terms = NULL;
    store_docid docid = 0;
    assert_ok(store_writer_add(writer, ingest->document, &docid, &test_error));
    assert_ok(store_writer_reader(writer, &reader, &test_error));
    assert_ok(store_terms_of(reader, docid, SLICE(""), &terms, &test_error));
    for (bool more = true; more;) {
        struct slice term = {NULL, 0};
        uint32_t wdf = 0;
        assert_ok(store_terms_next(terms, &more, &term, &wdf, &test_error));
        if (!more)
            break;
        bool is_name = slice_starts_with(term, SLICE(SCHEMA_FORM_TABLE));
        snprintf(seen + strlen(seen), sizeof(seen) - strlen(seen), "%.*s:%u ",
                 is_name ? 2 : (int)term.size, term.data, wdf);
    }
    assert_string_equal(seen, expected);
    store_terms_destroy(terms);
    store_reader_close(reader);
    store_writer_close(writer);
}

static void test_rules(void **state)
{
    static const struct {
        struct word words[4];
        size_t count;
        const char *expected;
    } rows[] = {
        {{{"", ""}}, 0, "XF:0 "},
        {{{"haus", "haus"}, {"haus", "haus"}}, 2, "Whaus:2 XF:2 "},
        {{{"haeuser", "haus"}, {"haeuser", "haus"}}, 2, "Ohaeuser:2 Whaus:2 XF:0 "},
        {{{"hauses", "haus"}}, 1, "Ohauses:1 Whaus:1 XF:0 "},
        {{{"hauses", "haus"}, {"haeuser", "haus"}}, 2, "Ohaeuser:1 Rhauses:1 Whaus:2 XF:0 "},
        {{{"haeuser", "haus"}, {"haus", "haus"}}, 2, "Rhaeuser:1 Whaus:2 XF:1 "},
        {{{"hausen", "haus"}}, 1, "Nhaus:0 Rhausen:1 Whaus:1 XF:0 "},
        {{{"hausen", "haus"}, {"haus", "haus"}}, 2, "Rhausen:1 Whaus:2 XF:1 "},
        {{{"hausen", "haus"}, {"hauses", "haus"}}, 2, "Ohauses:1 Rhausen:1 Whaus:2 XF:0 "},
        {{{"rat", "rat"}}, 1, "Rrat:1 Wrat:1 XF:0 "},
        /* a form of another stem than in the table */
        {{{"haus", "hau"}}, 1, "Rhaus:1 Whau:1 XF:0 "},
        {{{"haus", "hau"}, {"hausen", "haus"}},
         2,
         "Nhaus:0 Rhaus:1 Rhausen:1 Whau:1 Whaus:1 XF:0 "},
    };
    struct buffer table = small_table();
    struct ingest ingest = {.status = FUND_OK};
    assert_ok(store_document_create(&ingest.document, &test_error));
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct ingest_forms *forms = forms_of(buffer_slice(&table));
        for (int round = 0; round < ROUNDS; round++) {
            fill_document(forms, &ingest, rows[i].words, rows[i].count);
            assert_document(state, &ingest, rows[i].expected);
        }
        ingest_forms_destroy(forms);
    }
    store_document_destroy(ingest.document);
    buffer_finish(&table);
}

/* A word that is meant has a stem, but stands nowhere. */
static void test_stem_alone(void **state)
{
    struct buffer table = small_table();
    struct ingest_forms *forms = forms_of(buffer_slice(&table));
    struct ingest ingest = {.status = FUND_OK};
    assert_ok(store_document_create(&ingest.document, &test_error));
    ingest_forms_start(forms);
    ingest_forms_add_stem(forms, SLICE("haus"));
    ingest_forms_add_stem(forms, SLICE("rat"));
    ingest_forms_finish(forms, &ingest);
    assert_document(state, &ingest, "Nhaus:0 XF:0 ");
    store_document_destroy(ingest.document);
    ingest_forms_destroy(forms);
    buffer_finish(&table);
}

static void test_without_table(void **state)
{
    const struct word words[] = {{"haus", "haus"}, {"haeuser", "haus"}};
    struct ingest_forms *forms = forms_of(slice_of(NULL, 0));
    struct ingest ingest = {.status = FUND_OK};
    assert_ok(store_document_create(&ingest.document, &test_error));
    fill_document(forms, &ingest, words, 2);
    assert_document(state, &ingest, "Rhaeuser:1 Rhaus:1 Whaus:2 ");
    store_document_destroy(ingest.document);
    ingest_forms_destroy(forms);
}

static void test_damaged(void **state)
{
    struct ingest_forms *forms = NULL;
    (void)state;
    assert_int_equal(ingest_forms_create(SLICE("\xff"), &forms, &test_error), FUND_CORRUPT);
    assert_null(forms);
}

/* ---- many releases -------------------------------------------------------------------------- */

struct release_words {
    struct word words[WORDS_MAX];
    size_t count;
};

static struct buffer sampled_table(const struct release_words *releases)
{
    struct forms_sample *sample = NULL;
    struct buffer table = buffer_init(FORMS_SIZE_MAX);
    assert_ok(forms_sample_create(&sample, &test_error));
    for (size_t i = 0; i < SAMPLED; i++) {
        forms_sample_next(sample);
        for (size_t j = 0; j < releases[i].count; j++)
            assert_ok(forms_sample_add(sample, slice_from(releases[i].words[j].form),
                                       slice_from(releases[i].words[j].stem), &test_error));
    }
    assert_ok(forms_sample_write(sample, &table, &test_error));
    forms_sample_destroy(sample);
    return table;
}

static struct store_reader *write_all(void **state, const char *name, struct slice table,
                                      const struct release_words *releases)
{
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, name, path), STORE_CREATE);
    struct ingest_forms *forms = forms_of(table);
    struct ingest ingest = {.status = FUND_OK};
    store_docid docid;
    assert_ok(store_document_create(&ingest.document, &test_error));
    assert_ok(store_writer_set_forms(writer, table, &test_error));
    for (size_t i = 0; i < RELEASES; i++) {
        fill_document(forms, &ingest, releases[i].words, releases[i].count);
        assert_ok(store_writer_add(writer, ingest.document, &docid, &test_error));
    }
    for (store_docid i = 7; i < RELEASES; i += 50)
        assert_ok(store_writer_delete_docid(writer, i, &test_error));
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    store_document_destroy(ingest.document);
    ingest_forms_destroy(forms);
    return open_reader(path);
}

static void assert_same_hits(struct store_reader *reader, struct store_reader *plain,
                             struct slice text, bool is_prefix)
{
    struct store_reader *const readers[] = {reader, plain};
    struct store_docids found[2] = {{0}, {0}};
    for (int i = 0; i < 2; i++) {
        struct store_query *query = NULL;
        if (is_prefix)
            assert_ok(store_query_forms(readers[i], text, 1000, &query, &test_error));
        else
            assert_ok(store_query_form(readers[i], text, &query, &test_error));
        assert_ok(store_collect(readers[i], query, RELEASES, &found[i], &test_error));
        store_query_destroy(query);
    }
    assert_int_equal(found[0].count, found[1].count);
    if (found[0].count > 0)
        assert_memory_equal(found[0].items, found[1].items,
                            found[0].count * sizeof(*found[0].items));
    store_docids_finish(&found[0]);
    store_docids_finish(&found[1]);
}

/* All forms with their numbers, and what each finds; begin is at most three letters. */
static void assert_same_forms(struct store_reader *reader, struct store_reader *plain,
                              const char *begin)
{
    struct store_terms *terms = NULL, *plain_terms = NULL;
    char prefix[8];
    snprintf(prefix, sizeof(prefix), SCHEMA_FORM "%s", begin);
    assert_ok(store_terms_all(reader, slice_from(prefix), &terms, &test_error));
    assert_ok(store_terms_all(plain, slice_from(prefix), &plain_terms, &test_error));
    for (bool more = true; more;) {
        struct slice term = {NULL, 0}, plain_term = {NULL, 0};
        uint32_t count = 0, plain_count = 0;
        bool has_more = false;
        assert_ok(store_terms_next(terms, &more, &term, &count, &test_error));
        assert_ok(store_terms_next(plain_terms, &has_more, &plain_term, &plain_count, &test_error));
        assert_int_equal(more, has_more);
        if (!more)
            break;
        assert_slice(term, plain_term);
        assert_int_equal(count, plain_count);
        assert_same_hits(reader, plain, slice_part(term, 1, term.size), false);
    }
    store_terms_destroy(terms);
    store_terms_destroy(plain_terms);
}

static void test_many(void **state)
{
    static const char *const begins[] = {"", "a", "b", "c4", "a0x", "b1x", "d"};
    static const size_t hidden_counts[] = {5, MANY_HIDDEN, 0};
    store_docid hidden[MANY_HIDDEN] = {3, 4, 5, 99, 200};
    struct release_words *releases = calloc(RELEASES, sizeof(*releases));
    unsigned seed = 11;
    double length = 0, plain_length = 0;
    assert_non_null(releases);
    for (size_t i = 0; i < RELEASES; i++) {
        releases[i].count = (size_t)rand_r(&seed) % WORDS_MAX;
        for (size_t j = 0; j < releases[i].count; j++)
            releases[i].words[j] = random_word(&seed);
    }
    struct buffer table = sampled_table(releases);
    struct store_reader *reader = write_all(state, "with", buffer_slice(&table), releases);
    struct store_reader *plain = write_all(state, "without", slice_of(NULL, 0), releases);
    for (store_docid i = 5; i < MANY_HIDDEN; i++)
        hidden[i] = 200 + i;
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++) {
            assert_same_forms(reader, plain, begins[i]);
            if (begins[i][0] != '\0')
                assert_same_hits(reader, plain, slice_from(begins[i]), true);
        }
        assert_ok(store_reader_hide(reader, hidden, hidden_counts[round], &test_error));
        assert_ok(store_reader_hide(plain, hidden, hidden_counts[round], &test_error));
    }
    assert_ok(store_reader_average_length(reader, &length, &test_error));
    assert_ok(store_reader_average_length(plain, &plain_length, &test_error));
    assert_true(length == plain_length);
    store_reader_close(reader);
    store_reader_close(plain);
    buffer_finish(&table);
    free(releases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_rules),   STORE_TEST(test_stem_alone), STORE_TEST(test_without_table),
        STORE_TEST(test_damaged), STORE_TEST(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
