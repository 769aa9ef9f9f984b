/*
 * Forms that are not written are found and counted as if they were.
 */
#include "core/forms/forms.h"
#include "core/schema/schema.h"
#include "tests/unit/store_fixture.h"

/* The forms of a stem, the usual one first. */
struct family {
    const char *stem, *forms[4];
};

static const struct family here[] = {{"haus", {"haus", "haeuser", "hauses"}},
                                     {"geh", {"ging", "gehen"}}};
static const struct family elsewhere[] = {{"haus", {"haeuser", "haus"}}};

static struct buffer table_of(const struct family *families, size_t count)
{
    struct forms_sample *sample = NULL;
    struct buffer table = buffer_init(FORMS_SIZE_MAX);
    assert_ok(forms_sample_create(&sample, &test_error));
    for (size_t most = 4; most > 0; most--) { /* the n-th form is in 4 - n releases */
        forms_sample_next(sample);
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < most && families[i].forms[j] != NULL; j++)
                assert_ok(forms_sample_add(sample, slice_from(families[i].forms[j]),
                                           slice_from(families[i].stem), &test_error));
    }
    assert_ok(forms_sample_write(sample, &table, &test_error));
    forms_sample_destroy(sample);
    return table;
}

/* A database of these documents, all of the table where there is one. */
static void write_database(void **state, const char *name, const struct family *families,
                           size_t count, const char *const *documents, size_t document_count)
{
    char path[PATH_SIZE], words[256], table_term[8] = "";
    struct buffer table = table_of(families, count);
    struct forms *forms = NULL;
    struct store_writer *writer = open_writer(path_in(state, name, path), STORE_CREATE);
    assert_ok(store_writer_set_forms(writer, buffer_slice(&table), &test_error));
    assert_ok(forms_read(buffer_slice(&table), &forms, &test_error));
    if (count > 0)
        snprintf(table_term, sizeof(table_term), " " SCHEMA_FORM_TABLE "%.4s",
                 forms_name(forms).data);
    for (size_t i = 0; i < document_count; i++) {
        snprintf(words, sizeof(words), "%s%s", documents[i], table_term);
        add_document(writer, words);
    }
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    forms_destroy(forms);
    buffer_finish(&table);
}

static void write_here(void **state)
{
    static const char *const documents[] = {
        "Whaus",                 /* 1: haus */
        "Whaus Rhaeuser",        /* 2: haus, haeuser */
        "Whaus Ohaeuser",        /* 3: haeuser */
        "Whaus Nhaus Rhausen",   /* 4: hausen, which the table does not have */
        "Wgeh Ogehen",           /* 5: gehen */
        "Wgeh Rgehen",           /* 6: ging, gehen */
        "Wrat Rrats",            /* 7: a stem that the table does not have */
        "Whaus Ohaeuser Rhauses" /* 8: haeuser, hauses */
    };
    write_database(state, "here", here, 2, documents, 8);
}

/* "form:count …" of what is left. */
static void assert_rest(struct store_terms *terms, const char *expected)
{
    char seen[256] = "";
    for (bool more = true; more;) {
        struct slice term = {NULL, 0};
        uint32_t count = 0;
        assert_ok(store_terms_next(terms, &more, &term, &count, &test_error));
        if (more)
            snprintf(seen + strlen(seen), sizeof(seen) - strlen(seen), "%.*s:%u ",
                     (int)term.size - 1, term.data + 1, count);
    }
    assert_string_equal(seen, expected);
    store_terms_destroy(terms);
}

static struct store_terms *walk(const struct store_reader *reader, const char *prefix)
{
    struct store_terms *terms = NULL;
    assert_ok(store_terms_all(reader, slice_from(prefix), &terms, &test_error));
    return terms;
}

static void assert_frequency(const struct store_reader *reader, const char *form, uint32_t expected)
{
    char term[32];
    uint32_t found = 0;
    snprintf(term, sizeof(term), SCHEMA_FORM "%s", form);
    assert_ok(store_reader_term_frequency(reader, slice_from(term), &found, &test_error));
    assert_int_equal(found, expected);
}

/* The numbers of the documents found, and that a form has as many as it is counted with. */
static void assert_found(struct store_reader *reader, const char *text, bool is_prefix,
                         const char *expected)
{
    char seen[64] = "";
    struct store_query *query = NULL;
    struct store_docids found = {0};
    if (is_prefix)
        assert_ok(store_query_forms(reader, slice_from(text), 100, &query, &test_error));
    else
        assert_ok(store_query_form(reader, slice_from(text), &query, &test_error));
    assert_ok(store_collect(reader, query, 100, &found, &test_error));
    for (size_t i = 0; i < found.count; i++)
        snprintf(seen + strlen(seen), sizeof(seen) - strlen(seen), "%u ", found.items[i]);
    assert_string_equal(seen, expected);
    if (!is_prefix)
        assert_frequency(reader, text, (uint32_t)found.count);
    store_docids_finish(&found);
    store_query_destroy(query);
}

static struct store_reader *open_here(void **state)
{
    char path[PATH_SIZE];
    write_here(state);
    return open_reader(path_in(state, "here", path));
}

static void test_walk(void **state)
{
    struct store_reader *reader = open_here(state);
    assert_rest(walk(reader, "R"), "gehen:2 ging:1 haeuser:3 haus:2 hausen:1 hauses:1 rats:1 ");
    assert_rest(walk(reader, "Rha"), "haeuser:3 haus:2 hausen:1 hauses:1 ");
    assert_rest(walk(reader, "Rhaus"), "haus:2 hausen:1 hauses:1 ");
    assert_rest(walk(reader, "Rhausb"), "");
    assert_rest(walk(reader, "Rgi"), "ging:1 ");
    store_reader_close(reader);
}

static void test_skip(void **state)
{
    struct store_reader *reader = open_here(state);
    struct store_terms *terms = walk(reader, "R");
    struct slice term;
    uint32_t count;
    bool more;
    assert_ok(store_terms_skip_to(terms, SLICE("Rgf"), &test_error));
    assert_ok(store_terms_next(terms, &more, &term, &count, &test_error));
    assert_slice(term, SLICE("Rging"));
    assert_ok(store_terms_skip_to(terms, SLICE("Rg"), &test_error)); /* back: stays */
    assert_ok(store_terms_next(terms, &more, &term, &count, &test_error));
    assert_slice(term, SLICE("Rhaeuser"));
    assert_ok(store_terms_skip_to(terms, SLICE("Rhausen"), &test_error));
    assert_rest(terms, "hausen:1 hauses:1 rats:1 ");
    terms = walk(reader, "Rh");
    assert_ok(store_terms_skip_to(terms, SLICE("Ri"), &test_error));
    assert_rest(terms, "");
    store_reader_close(reader);
}

static void test_queries(void **state)
{
    struct store_reader *reader = open_here(state);
    static const struct {
        const char *text;
        bool is_prefix;
        const char *expected;
    } rows[] = {
        {"haus", false, "1 2 "},
        {"haeuser", false, "2 3 8 "},
        {"hausen", false, "4 "},
        {"hauses", false, "8 "},
        {"gehen", false, "5 6 "},
        {"ging", false, "6 "},
        {"rats", false, "7 "},
        {"rat", false, ""},
        {"nichts", false, ""},
        {"h", true, "1 2 3 4 8 "},
        {"haus", true, "1 2 4 8 "},
        {"haeu", true, "2 3 8 "},
        {"hause", true, "4 8 "},
        {"g", true, "5 6 "},
        {"gi", true, "6 "},
        {"r", true, "7 "},
        {"x", true, ""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_found(reader, rows[i].text, rows[i].is_prefix, rows[i].expected);
    store_reader_close(reader);
}

static void test_hidden(void **state)
{
    struct store_reader *reader = open_here(state);
    const store_docid some[] = {1, 3, 6}, all[] = {1, 2};
    assert_ok(store_reader_hide(reader, some, 3, &test_error));
    assert_rest(walk(reader, "R"), "gehen:1 haeuser:2 haus:1 hausen:1 hauses:1 rats:1 ");
    assert_rest(walk(reader, "Rh"), "haeuser:2 haus:1 hausen:1 hauses:1 ");
    assert_frequency(reader, "haus", 1);
    assert_frequency(reader, "ging", 0);
    assert_ok(store_reader_hide(reader, all, 2, &test_error));
    assert_rest(walk(reader, "Rhaus"), "hausen:1 hauses:1 ");
    store_reader_close(reader);
}

/* What a writer changes later is counted. */
static void test_changes(void **state)
{
    char path[PATH_SIZE];
    struct store_reader *reader = open_here(state);
    struct store_writer *writer = open_writer(path_in(state, "here", path), STORE_OPEN);
    assert_ok(store_writer_delete_docid(writer, 1, &test_error));
    assert_ok(store_writer_delete_docid(writer, 4, &test_error));
    add_document(writer, "Wgeh");
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    assert_ok(store_reader_reopen(reader, NULL, &test_error));
    assert_rest(walk(reader, "R"), "gehen:2 ging:2 haeuser:3 haus:1 hauses:1 rats:1 ");
    assert_found(reader, "haus", false, "2 ");
    assert_found(reader, "ging", false, "6 9 ");
    store_reader_close(reader);
}

/* Document d of two databases is document (d - 1) / 2 + 1 of database (d - 1) % 2. */
static void test_databases(void **state)
{
    static const char *const documents[] = {
        "Whaus Ohaus",             /* 2: haus */
        "Whaus",                   /* 4: haeuser */
        "Whaus Rhaus",             /* 6: haeuser, haus */
        "Whaus Nhaus Rhauses",     /* 8: hauses */
        "Wgeh Rging Wmond Rmonde", /* 10: ging, monde */
    };
    static const char *const plain[] = {"Whaus Rhaus", "Whaus Rhaeuser Rhaus", "Wgeh Rgehen"};
    const store_docid hidden[] = {3, 4};
    char path[PATH_SIZE], stub[2 * PATH_SIZE];
    write_here(state);
    write_database(state, "elsewhere", elsewhere, 1, documents, 5);
    write_database(state, "plain", NULL, 0, plain, 3);
    FILE *file = fopen(path_in(state, "XAPIANDB", path), "w");
    assert_non_null(file);
    fputs("auto here\nauto elsewhere\n", file);
    assert_int_equal(fclose(file), 0);
    struct store_reader *reader = open_reader(path_in(state, "", stub));
    assert_rest(walk(reader, "R"),
                "gehen:2 ging:2 haeuser:5 haus:4 hausen:1 hauses:2 monde:1 rats:1 ");
    assert_rest(walk(reader, "Rhaus"), "haus:4 hausen:1 hauses:2 ");
    assert_found(reader, "haus", false, "1 2 3 6 ");
    assert_found(reader, "haeuser", false, "3 4 5 6 15 ");
    assert_found(reader, "ging", false, "10 11 ");
    assert_found(reader, "haus", true, "1 2 3 6 7 8 15 ");
    assert_ok(store_reader_hide(reader, hidden, 2, &test_error)); /* one of each */
    assert_rest(walk(reader, "Rhaeu"), "haeuser:3 ");
    assert_rest(walk(reader, "R"),
                "gehen:2 ging:2 haeuser:3 haus:3 hausen:1 hauses:2 monde:1 rats:1 ");
    store_reader_close(reader);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs("auto plain\nauto here\n", file); /* here's documents are now the even ones */
    assert_int_equal(fclose(file), 0);
    reader = open_reader(stub);
    assert_found(reader, "haus", false, "1 2 3 4 ");
    assert_found(reader, "haeuser", false, "3 4 6 16 ");
    assert_found(reader, "gehen", false, "5 10 12 ");
    assert_rest(walk(reader, "R"), "gehen:3 ging:1 haeuser:4 haus:4 hausen:1 hauses:1 rats:1 ");
    store_reader_close(reader);
}

static void test_damaged(void **state)
{
    char path[PATH_SIZE];
    write_here(state);
    struct store_writer *writer = open_writer(path_in(state, "here", path), STORE_OPEN);
    assert_ok(store_writer_set_metadata(writer, SLICE(SCHEMA_META_FORMS), SLICE("no table"),
                                        &test_error));
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    struct store_reader *reader = open_reader(path);
    struct store_terms *terms = NULL;
    struct store_query *query = NULL;
    struct buffer table = buffer_init(FORMS_SIZE_MAX);
    uint32_t count;
    assert_int_equal(store_terms_all(reader, SLICE("R"), &terms, &test_error), FUND_CORRUPT);
    assert_int_equal(store_query_form(reader, SLICE("haus"), &query, &test_error), FUND_CORRUPT);
    assert_int_equal(store_query_forms(reader, SLICE("h"), 9, &query, &test_error), FUND_CORRUPT);
    assert_int_equal(store_reader_term_frequency(reader, SLICE("Rhaus"), &count, &test_error),
                     FUND_CORRUPT);
    assert_int_equal(store_reader_forms(reader, &table, &test_error), FUND_CORRUPT);
    assert_ok(store_reader_term_frequency(reader, SLICE("Whaus"), &count, &test_error));
    store_reader_close(reader);
}

static void test_table(void **state)
{
    char path[PATH_SIZE];
    char *large = calloc(1, FORMS_SIZE_MAX + 1);
    struct buffer table = table_of(here, 2), read = buffer_init(FORMS_SIZE_MAX);
    struct store_reader *reader = open_here(state);
    assert_ok(store_reader_forms(reader, &read, &test_error));
    assert_slice(buffer_slice(&read), buffer_slice(&table));
    store_reader_close(reader);
    struct store_writer *writer = open_writer(path_in(state, "here", path), STORE_OPEN);
    assert_non_null(large);
    assert_int_equal(
        store_writer_set_forms(writer, slice_of(large, FORMS_SIZE_MAX + 1), &test_error),
        FUND_LIMIT);
    store_writer_close(writer);
    buffer_finish(&table);
    buffer_finish(&read);
    free(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_walk),    STORE_TEST(test_skip),    STORE_TEST(test_queries),
        STORE_TEST(test_hidden),  STORE_TEST(test_changes), STORE_TEST(test_databases),
        STORE_TEST(test_damaged), STORE_TEST(test_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
