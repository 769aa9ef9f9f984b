/*
 * Which files an archive knows: looked up one by one, and all at once. Both must judge alike.
 */
#include "indexer/known.h"

#include "indexer/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "temporary_folder.h"

/* ---- an archive ----------------------------------------------------------------------------- */

/* A file's name and what it is like. */
struct file {
    const char *name;
    uint64_t size;
    int64_t modified;
    uint64_t options;
};

static void source_of(const char *name, char source[static 100])
{
    snprintf(source, 100, "/eingang/%s", name);
}

static struct state state_of(const struct file *file)
{
    char source[100];
    source_of(file->name, source);
    uint64_t hash = state_hash_source(slice_from(source));
    return (struct state){.content_hash = 1,
                          .size_bytes = file->size,
                          .modified_ns = file->modified,
                          .options_hash = file->options,
                          .source_hash = hash,
                          .origin_hash = hash};
}

static void scan_of(const struct file *file, char source[static 100], struct scan_file *scan)
{
    source_of(file->name, source);
    *scan = (struct scan_file){.path = source,
                               .file = slice_from(file->name),
                               .source = slice_from(source),
                               .size_bytes = file->size,
                               .modified_ns = file->modified};
}

/* A release that has the id of its file's path, and this state. */
static void add_release(struct store_writer *writer, const char *name, struct slice state)
{
    char source[100];
    struct scan_file scan;
    struct store_document *document = NULL;
    struct buffer term = buffer_init(300);
    store_docid docid = 0;
    scan_of(&(struct file){.name = name}, source, &scan);
    assert_int_equal(buffer_append(&term, SLICE(SCHEMA_ID), NULL), FUND_OK);
    assert_int_equal(source_path_id(&scan, &term, NULL), FUND_OK);
    assert_int_equal(store_document_create(&document, NULL), FUND_OK);
    assert_int_equal(store_document_add_term(document, buffer_slice(&term), 0, NULL), FUND_OK);
    assert_int_equal(store_document_set_value(document, SCHEMA_SLOT_SOURCE, state, NULL), FUND_OK);
    assert_int_equal(store_writer_add(writer, document, &docid, NULL), FUND_OK);
    store_document_destroy(document);
    buffer_finish(&term);
}

static void add_release_of(struct store_writer *writer, const struct file *file)
{
    char bytes[STATE_SIZE_MAX];
    struct state state = state_of(file);
    add_release(writer, file->name, slice_of(bytes, state_encode(&state, bytes)));
}

/* One of many in a file, so that the release's source is not the file. */
static void add_inner_release(struct store_writer *writer, const struct file *file, int number)
{
    char bytes[STATE_SIZE_MAX], name[60];
    struct state state = state_of(file);
    snprintf(name, sizeof(name), "%s#%d", file->name, number);
    struct file inner = {name, file->size, file->modified, file->options};
    state.source_hash = state_of(&inner).source_hash;
    add_release(writer, name, slice_of(bytes, state_encode(&state, bytes)));
}

static void add_record(struct store_writer *writer, const struct file *file, uint64_t releases)
{
    char bytes[STATE_SIZE_MAX], key[KNOWN_KEY_SIZE];
    struct state state = state_of(file);
    state.content_hash = releases;
    known_record_key(state.source_hash, key);
    assert_int_equal(store_writer_set_metadata(writer, slice_from(key),
                                               slice_of(bytes, state_encode(&state, bytes)), NULL),
                     FUND_OK);
}

static struct store_writer *open_writer(void **state)
{
    char path[FOLDER_PATH_MAX];
    struct store_writer *writer = NULL;
    assert_int_equal(store_writer_open(temporary_path(*state, "db", path), STORE_OPEN_OR_CREATE, 0,
                                       &writer, NULL),
                     FUND_OK);
    return writer;
}

/* Commits and closes. */
static struct store_reader *open_reader(void **state, struct store_writer *writer)
{
    char path[FOLDER_PATH_MAX];
    struct store_reader *reader = NULL;
    assert_int_equal(store_writer_commit(writer, NULL), FUND_OK);
    store_writer_close(writer);
    assert_int_equal(store_reader_open(temporary_path(*state, "db", path), &reader, NULL), FUND_OK);
    return reader;
}

static struct known_file look(struct known *known, struct store_reader *reader,
                              const struct file *file)
{
    char source[100];
    struct scan_file scan;
    struct state state = state_of(file);
    struct known_file found = {77, true, true};
    scan_of(file, source, &scan);
    assert_int_equal(known_look_at(known, reader, &scan, &state, &found, NULL), FUND_OK);
    return found;
}

/* ---- judging -------------------------------------------------------------------------------- */

static const struct row {
    struct file now;
    bool is_unchanged, has_record;
    uint64_t releases; /* where it is unchanged */
} rows[] = {
    {{"neu.txt", 10, 1000, 0}, false, false, 0},
    {{"gleich.txt", 10, 1000, 0}, true, false, 1},
    {{"gleich.txt", 11, 1000, 0}, false, false, 0},
    {{"gleich.txt", 10, 1001, 0}, false, false, 0},
    {{"gleich.txt", 10, 1000, 5}, false, false, 0},
    {{"stadt.txt", 10, 1000, 5}, true, false, 1},
    {{"stadt.txt", 10, 1000, 0}, false, false, 0},
    {{"viele.jsonl", 500, 2000, 0}, true, true, 3},
    {{"viele.jsonl", 501, 2000, 0}, false, true, 0},
    {{"viele.jsonl", 500, 1999, 0}, false, true, 0},
    {{"viele.jsonl", 500, 2000, 1}, false, true, 0},
    {{"keine.jsonl", 500, 2000, 0}, false, false, 0}, /* a record of no releases is none */
    {{"beides.html", 20, 3000, 0}, true, true, 1},    /* the release is of the file's state */
    {{"beides.html", 20, 4000, 0}, true, true, 4},    /* its record is */
    {{"beides.html", 20, 5000, 0}, false, true, 0},
    {{"fremd.txt", 10, 1000, 0}, false, false, 0}, /* a release without a state of ours */
};

static struct store_reader *make_archive(void **state)
{
    static const struct file viele = {"viele.jsonl", 500, 2000, 0};
    struct store_writer *writer = open_writer(state);
    add_release_of(writer, &(struct file){"gleich.txt", 10, 1000, 0});
    add_release_of(writer, &(struct file){"stadt.txt", 10, 1000, 5});
    for (int i = 1; i <= 3; i++)
        add_inner_release(writer, &viele, i);
    add_record(writer, &viele, 3);
    add_record(writer, &(struct file){"keine.jsonl", 500, 2000, 0}, 0);
    add_release_of(writer, &(struct file){"beides.html", 20, 3000, 0});
    add_record(writer, &(struct file){"beides.html", 20, 4000, 0}, 4);
    add_release(writer, "fremd.txt", SLICE("\xff"));
    return open_reader(state, writer);
}

static void judge_all(struct known *known, struct store_reader *reader)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct known_file found = look(known, reader, &rows[i].now);
        if (found.is_unchanged != rows[i].is_unchanged || found.has_record != rows[i].has_record)
            fail_msg("row %zu, '%s': %d %d", i, rows[i].now.name, found.is_unchanged,
                     found.has_record);
        if (found.is_unchanged)
            assert_int_equal(found.release_count, rows[i].releases);
    }
}

static void test_one_by_one(void **state)
{
    struct store_reader *reader = make_archive(state);
    struct known known = known_init();
    judge_all(&known, reader);
    assert_false(known.is_loaded);
    known_finish(&known);
    store_reader_close(reader);
}

static void test_all_at_once(void **state)
{
    struct store_reader *reader = make_archive(state);
    struct known known = known_init();
    assert_int_equal(known_load(&known, reader, NULL), FUND_OK);
    assert_true(known.is_loaded);
    judge_all(&known, reader);
    known_finish(&known);
    store_reader_close(reader);
}

static void test_empty_archive(void **state)
{
    struct store_reader *reader = open_reader(state, open_writer(state));
    struct known known = known_init();
    for (int i = 0; i < 2; i++) {
        assert_false(look(&known, reader, &rows[0].now).is_unchanged);
        assert_int_equal(known_load(&known, reader, NULL), FUND_OK);
    }
    known_finish(&known);
    store_reader_close(reader);
}

/* A release whose id has come to stand for another file says nothing about this one. */
static void test_other_source(void **state)
{
    char bytes[STATE_SIZE_MAX];
    const struct file file = {"gleich.txt", 10, 1000, 0};
    struct state other = state_of(&file);
    other.source_hash++;
    struct store_writer *writer = open_writer(state);
    add_release(writer, "gleich.txt", slice_of(bytes, state_encode(&other, bytes)));
    struct store_reader *reader = open_reader(state, writer);
    struct known known = known_init();
    assert_false(look(&known, reader, &file).is_unchanged);
    assert_int_equal(known_load(&known, reader, NULL), FUND_OK);
    assert_false(look(&known, reader, &file).is_unchanged);
    known_finish(&known);
    store_reader_close(reader);
}

/* The first few are looked up one by one, and then all are read. */
static void test_change_over(void **state)
{
    struct store_reader *reader = make_archive(state);
    struct known known = known_init();
    for (int i = 0; i < KNOWN_SINGLE_MAX; i++) {
        assert_true(look(&known, reader, &rows[1].now).is_unchanged);
        assert_false(known.is_loaded);
    }
    assert_true(look(&known, reader, &rows[1].now).is_unchanged);
    assert_true(known.is_loaded);
    judge_all(&known, reader);
    known_finish(&known);
    assert_false(known.is_loaded);
    store_reader_close(reader);
}

/* ---- many ----------------------------------------------------------------------------------- */

static fund_status count(void *context, const struct known_entry *release,
                         const struct known_entry *record, struct fund_error *error)
{
    (void)error;
    assert_int_not_equal(release->docid, 0);
    assert_null(record);
    (*(size_t *)context)++;
    return FUND_OK;
}

/* Far more than the tables begin with; half of the files are there. */
static void test_many(void **state)
{
    enum { FILES = 5000 };
    struct store_writer *writer = open_writer(state);
    char name[40];
    for (int i = 0; i < FILES; i++) {
        snprintf(name, sizeof(name), "%d.txt", i);
        add_release_of(writer, &(struct file){name, (uint64_t)i, 1000, 0});
    }
    struct store_reader *reader = open_reader(state, writer);
    struct known known = known_init();
    size_t unmet = 0;
    assert_int_equal(known_load(&known, reader, NULL), FUND_OK);
    assert_int_equal(known_visit_unmet(&known, count, &unmet, NULL), FUND_OK);
    assert_int_equal(unmet, FILES);
    for (int i = 0; i < FILES; i += 2) {
        snprintf(name, sizeof(name), "%d.txt", i);
        /* one that has changed is met too */
        bool is_same = i % 4 == 0;
        struct file file = {name, (uint64_t)i, is_same ? 1000 : 1001, 0};
        assert_int_equal(look(&known, reader, &file).is_unchanged, is_same);
    }
    unmet = 0;
    assert_int_equal(known_visit_unmet(&known, count, &unmet, NULL), FUND_OK);
    assert_int_equal(unmet, FILES / 2);
    known_finish(&known);
    store_reader_close(reader);
}

/* Hashes that want the same place. */
static void test_collisions(void **state)
{
    enum { COUNT = 50, STRIDE = 1 << 20 };
    struct store_writer *writer = open_writer(state);
    char bytes[STATE_SIZE_MAX], name[40], source[100];
    for (int i = 0; i < COUNT; i++) {
        struct state entry = {.source_hash = 5 + (uint64_t)i * STRIDE, .size_bytes = (uint64_t)i};
        entry.origin_hash = entry.source_hash;
        snprintf(name, sizeof(name), "%d.txt", i);
        add_release(writer, name, slice_of(bytes, state_encode(&entry, bytes)));
    }
    struct store_reader *reader = open_reader(state, writer);
    struct known known = known_init();
    assert_int_equal(known_load(&known, reader, NULL), FUND_OK);
    for (int i = 0; i <= COUNT; i++) {
        struct scan_file scan;
        struct known_file found;
        const struct state now = {.source_hash = 5 + (uint64_t)i * STRIDE,
                                  .size_bytes = (uint64_t)i};
        scan_of(&(struct file){.name = "x"}, source, &scan);
        assert_int_equal(known_look_at(&known, reader, &scan, &now, &found, NULL), FUND_OK);
        assert_int_equal(found.is_unchanged, i < COUNT);
    }
    known_finish(&known);
    store_reader_close(reader);
}

/* ---- files that are gone -------------------------------------------------------------------- */

struct gone {
    size_t own, inner; /* releases that have the file's state, and those of a record */
    fund_status answer;
};

static fund_status note(void *context, const struct known_entry *release,
                        const struct known_entry *record, struct fund_error *error)
{
    struct gone *gone = context;
    (void)error;
    gone->own += record == NULL;
    gone->inner += record != NULL;
    if (record != NULL)
        assert_int_equal(record->source_hash, release->origin_hash);
    return gone->answer;
}

static struct gone visit(const struct known *known)
{
    struct gone gone = {0, 0, FUND_OK};
    assert_int_equal(known_visit_unmet(known, note, &gone, NULL), FUND_OK);
    return gone;
}

static void test_gone(void **state)
{
    struct store_reader *reader = make_archive(state);
    struct known known = known_init();
    assert_int_equal(known_load(&known, reader, NULL), FUND_OK);
    struct gone gone = visit(&known);
    assert_int_equal(gone.own, 3); /* gleich, stadt, beides */
    assert_int_equal(gone.inner, 3);
    look(&known, reader, &(struct file){"viele.jsonl", 1, 1, 1}); /* changed, but there */
    look(&known, reader, &(struct file){"stadt.txt", 10, 1000, 5});
    look(&known, reader, &(struct file){"neu.txt", 10, 1000, 5});
    gone = visit(&known);
    assert_int_equal(gone.own, 2);
    assert_int_equal(gone.inner, 0);
    known_finish(&known);
    store_reader_close(reader);
}

/* What has no record any more cannot be told to be gone. */
static void test_without_record(void **state)
{
    struct store_writer *writer = open_writer(state);
    add_inner_release(writer, &(struct file){"viele.jsonl", 500, 2000, 0}, 1);
    struct store_reader *reader = open_reader(state, writer);
    struct known known = known_init();
    assert_int_equal(known_load(&known, reader, NULL), FUND_OK);
    struct gone gone = visit(&known);
    assert_int_equal(gone.own + gone.inner, 0);
    known_finish(&known);
    store_reader_close(reader);
}

static void test_visit_that_fails(void **state)
{
    struct store_reader *reader = make_archive(state);
    struct known known = known_init();
    struct gone gone = {0, 0, FUND_IO};
    assert_int_equal(known_load(&known, reader, NULL), FUND_OK);
    assert_int_equal(known_visit_unmet(&known, note, &gone, NULL), FUND_IO);
    assert_int_equal(gone.own + gone.inner, 1);
    known_finish(&known);
    store_reader_close(reader);
}

static void test_record_key(void **state)
{
    (void)state;
    char key[KNOWN_KEY_SIZE];
    known_record_key(0xab, key);
    assert_string_equal(key, SCHEMA_META_FILE "00000000000000ab");
    known_record_key(UINT64_MAX, key);
    assert_string_equal(key, SCHEMA_META_FILE "ffffffffffffffff");
}

#define KNOWN_TEST(function)                                                                       \
    cmocka_unit_test_setup_teardown(function, temporary_folder_make, temporary_folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        KNOWN_TEST(test_one_by_one),       KNOWN_TEST(test_all_at_once),
        KNOWN_TEST(test_empty_archive),    KNOWN_TEST(test_other_source),
        KNOWN_TEST(test_change_over),      KNOWN_TEST(test_many),
        KNOWN_TEST(test_collisions),       KNOWN_TEST(test_gone),
        KNOWN_TEST(test_without_record),   KNOWN_TEST(test_visit_that_fails),
        cmocka_unit_test(test_record_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
