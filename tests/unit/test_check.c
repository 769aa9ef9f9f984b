/*
 * Checking an archive: positions that are not those of the release's terms are told, and forms that
 * the archive's table does not have.
 */
#include "core/archive/archive.h"
#include "core/forms/forms.h"
#include "core/positions/positions.h"
#include "indexer/care.h"
#include "indexer/state.h"
#include "tests/unit/store_fixture.h"

#define STORED_MAX ((size_t)1024 * 1024)

/* A document as the indexer makes it, but with any value of positions. */
static struct store_document *make_release(const struct slice *terms, size_t count,
                                           enum schema_slot slot, struct slice positions)
{
    char bytes[STATE_SIZE_MAX], revision[SCHEMA_REVISION_SIZE];
    struct state state = {.size_bytes = 1};
    struct release release;
    struct buffer stored = buffer_init(STORED_MAX);
    struct store_document *document = NULL;
    release_init(&release);
    release.id = SLICE("001-00aa");
    release.text = SLICE("Turm am Bad");
    release.title = (struct range){0, 11};
    size_t head_size = 0;
    assert_ok(release_encode(&release, &stored, &head_size, &test_error));
    assert_ok(store_document_create(&document, &test_error));
    assert_ok(store_document_set_data(document, buffer_slice(&stored), head_size, &test_error));
    assert_ok(store_document_add_term(document, SLICE(SCHEMA_ID "001-00aa"), 0, &test_error));
    for (size_t i = 0; i < count; i++)
        assert_ok(store_document_add_term(document, terms[i], 1, &test_error));
    assert_ok(store_document_set_value(document, SCHEMA_SLOT_SOURCE,
                                       slice_of(bytes, state_encode(&state, bytes)), &test_error));
    assert_ok(store_document_set_value(document, SCHEMA_SLOT_REVISION,
                                       slice_of(revision, schema_encode_revision(0, revision)),
                                       &test_error));
    assert_ok(store_document_set_value(document, (uint32_t)slot, positions, &test_error));
    buffer_finish(&stored);
    release_finish(&release);
    return document;
}

static void write_archive(const char *path, const struct slice *terms, size_t count,
                          enum schema_slot slot, struct slice positions)
{
    struct text_analyser *analyser = NULL;
    struct archive_writer writer;
    store_docid docid;
    struct store_document *document = make_release(terms, count, slot, positions);
    assert_ok(archive_writing_analyser(path, &analyser, &test_error));
    assert_ok(archive_open_writer(path, analyser, &writer, &test_error));
    assert_ok(store_writer_replace(writer.store, SLICE(SCHEMA_ID "001-00aa"), document, &docid,
                                   &test_error));
    assert_ok(store_writer_commit(writer.store, &test_error));
    archive_close_writer(&writer);
    text_analyser_destroy(analyser);
    store_document_destroy(document);
}

static void print_problem(void *context, const char *text)
{
    (void)context;
    print_message("%s\n", text);
}

static uint64_t count_problems(const char *path)
{
    uint64_t problems = 0;
    assert_ok(care_check(path, print_problem, NULL, &problems, &test_error));
    return problems;
}

static void test_positions(void **state)
{
    static const struct slice terms[] = {{"Wturm", 5}, {"Kam", 3}, {"Kbad", 4}, {"Wturmbad", 8}};
    static const struct slice stems[] = {{"turm", 4}, {"am", 2}, {"bad", 3}};
    char path[PATH_SIZE];
    struct positions_builder *builder = NULL;
    struct buffer value = buffer_init(STORED_MAX);
    path_in(state, "archiv", path);
    assert_ok(positions_builder_create(&builder, &test_error));
    for (uint32_t i = 0; i < 3; i++)
        assert_ok(positions_add(builder, stems[i], i + 1, &test_error));
    assert_ok(positions_know(builder, SLICE("turmbad"), &test_error));
    assert_ok(positions_encode(builder, &value, &test_error));
    struct slice sound = buffer_slice(&value);
    write_archive(path, terms, 4, SCHEMA_SLOT_POSITIONS, sound);
    assert_int_equal(count_problems(path), 0);
    write_archive(path, terms, 3, SCHEMA_SLOT_POSITIONS, sound); /* a term is missing */
    assert_int_equal(count_problems(path), 1);
    write_archive(path, terms, 4, SCHEMA_SLOT_POSITIONS, slice_of(NULL, 0));
    assert_int_equal(count_problems(path), 1);
    write_archive(path, terms, 0, SCHEMA_SLOT_POSITIONS, slice_of(NULL, 0));
    assert_int_equal(count_problems(path), 0);
    write_archive(path, terms, 4, SCHEMA_SLOT_POSITIONS, slice_part(sound, 0, sound.size - 1));
    assert_int_equal(count_problems(path), 1);
    /* one stem stands where another should, and more often than it may */
    positions_builder_clear(builder);
    buffer_clear(&value);
    for (uint32_t i = 0; i < 3; i++) {
        assert_ok(positions_add(builder, stems[0], i + 1, &test_error));
        assert_ok(positions_know(builder, stems[i], &test_error));
    }
    assert_ok(positions_know(builder, SLICE("turmbad"), &test_error));
    assert_ok(positions_encode(builder, &value, &test_error));
    write_archive(path, terms, 4, SCHEMA_SLOT_POSITIONS, buffer_slice(&value));
    assert_int_equal(count_problems(path), 1);
    buffer_finish(&value);
    positions_builder_destroy(builder);
}

static void test_name_positions(void **state)
{
    static const struct slice terms[] = {{"XPWanna", 7}, {"XPRrat", 6}, {"XLWsee", 6}};
    char path[PATH_SIZE];
    struct positions_builder *builder = NULL;
    struct buffer value = buffer_init(STORED_MAX);
    path_in(state, "archiv", path);
    assert_ok(positions_builder_create(&builder, &test_error));
    for (uint32_t i = 0; i < 3; i++)
        assert_ok(positions_add(builder, terms[i], i + 1, &test_error));
    assert_ok(positions_encode(builder, &value, &test_error));
    struct slice sound = buffer_slice(&value);
    write_archive(path, terms, 3, SCHEMA_SLOT_NAME_POSITIONS, sound);
    assert_int_equal(count_problems(path), 0);
    write_archive(path, terms, 2, SCHEMA_SLOT_NAME_POSITIONS, sound);
    assert_int_equal(count_problems(path), 1);
    write_archive(path, terms, 1, SCHEMA_SLOT_NAME_POSITIONS, slice_of(NULL, 0));
    assert_int_equal(count_problems(path), 1);
    buffer_finish(&value);
    positions_builder_destroy(builder);
}

/* ---- forms ---------------------------------------------------------------------------------- */

/* Of the stem haus: haus, which is usual, and haeuser. */
static struct buffer make_table(void)
{
    struct forms_sample *sample = NULL;
    struct buffer table = buffer_init(FORMS_SIZE_MAX);
    assert_ok(forms_sample_create(&sample, &test_error));
    for (int i = 0; i < 2; i++) {
        forms_sample_next(sample);
        assert_ok(forms_sample_add(sample, SLICE("haus"), SLICE("haus"), &test_error));
    }
    assert_ok(forms_sample_add(sample, SLICE("haeuser"), SLICE("haus"), &test_error));
    assert_ok(forms_sample_write(sample, &table, &test_error));
    forms_sample_destroy(sample);
    return table;
}

/* The archive's table is this one. */
static void set_table(const char *path, struct slice key, struct slice table)
{
    struct text_analyser *analyser = NULL;
    struct archive_writer writer;
    assert_ok(archive_writing_analyser(path, &analyser, &test_error));
    assert_ok(archive_open_writer(path, analyser, &writer, &test_error));
    if (key.size > 0)
        assert_ok(store_writer_set_metadata(writer.store, key, table, &test_error));
    else
        assert_ok(store_writer_set_forms(writer.store, table, &test_error));
    assert_ok(store_writer_commit(writer.store, &test_error));
    archive_close_writer(&writer);
    text_analyser_destroy(analyser);
}

/* A positions' value in which the stem stands once. */
static struct buffer make_known(struct slice stem)
{
    struct positions_builder *builder = NULL;
    struct buffer value = buffer_init(STORED_MAX);
    assert_ok(positions_builder_create(&builder, &test_error));
    assert_ok(positions_add(builder, stem, 1, &test_error));
    assert_ok(positions_encode(builder, &value, &test_error));
    positions_builder_destroy(builder);
    return value;
}

static void test_forms(void **state)
{
    static const struct {
        const char *terms[4]; /* XF: with the name of the table */
        uint64_t problems;
    } rows[] = {
        {{"Whaus", "XF"}, 0},
        {{"Whaus", "XF", "Ohaeuser"}, 0},
        {{"Whaus", "XF", "Nhaus"}, 0},
        {{"Whaus", "XF", "Rhaeuser"}, 0},
        {{"Whaus", "XF", "Nhaus", "Ohaeuser"}, 1}, /* two of one stem */
        {{"Whaus", "XF", "Ohaus"}, 1},             /* the usual one */
        {{"Whaus", "XF", "Oturm"}, 1},             /* unknown */
        {{"Whaus", "XF", "Nturm"}, 1},
        {{"Wturm", "XF", "Ohaeuser"}, 1}, /* without the stem */
        {{"Whaus"}, 1},                   /* no table */
        {{"Whaus", "XFabcd"}, 1},         /* another one */
        {{"Whaus", "XF", "XFabcd"}, 1},
    };
    char path[PATH_SIZE], name[8];
    struct buffer table = make_table();
    struct buffer known[] = {make_known(SLICE("haus")), make_known(SLICE("turm"))};
    struct forms *forms = NULL;
    path_in(state, "archiv", path);
    set_table(path, slice_of(NULL, 0), buffer_slice(&table));
    assert_ok(forms_read(buffer_slice(&table), &forms, &test_error));
    snprintf(name, sizeof(name), "XF%.4s", forms_name(forms).data);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct slice terms[4];
        size_t count = 0;
        for (; count < 4 && rows[i].terms[count] != NULL; count++)
            terms[count] =
                slice_from(strcmp(rows[i].terms[count], "XF") == 0 ? name : rows[i].terms[count]);
        bool is_turm = strcmp(rows[i].terms[0], "Wturm") == 0;
        write_archive(path, terms, count, SCHEMA_SLOT_POSITIONS, buffer_slice(&known[is_turm]));
        if (count_problems(path) != rows[i].problems)
            fail_msg("row %zu", i);
    }
    set_table(path, SLICE(SCHEMA_META_FORMS), SLICE("no table"));
    assert_int_equal(count_problems(path), 1);
    forms_destroy(forms);
    buffer_finish(&table);
    buffer_finish(&known[0]);
    buffer_finish(&known[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {STORE_TEST(test_positions), STORE_TEST(test_name_positions),
                                       STORE_TEST(test_forms)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
