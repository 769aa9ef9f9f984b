/*
 * Whole runs over a folder: new, updated, unchanged, skipped; errors.
 */
#include "indexer/run.h"

#include "core/archive/archive.h"
#include "indexer/identity.h"
#include "indexer/state.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/temporary_folder.h"

struct outcome {
    size_t new_count, updated_count, unchanged_count, skipped_count, odd_count;
    uint32_t releases;
};

struct setting {
    const char *issuer;
    sig_atomic_t stop;
    fund_status status;
};

static struct outcome run(const struct temporary_folder *folder, const char *path,
                          struct setting setting)
{
    char archive[FOLDER_PATH_MAX], absolute[FOLDER_PATH_MAX];
    char *paths[2] = {absolute, absolute}; /* the same twice counts once */
    temporary_path(folder, path, absolute);
    struct options options = {.archive = temporary_path(folder, "archiv", archive),
                              .issuer = slice_from(setting.issuer),
                              .is_quiet = true,
                              .paths = paths,
                              .path_count = 2};
    struct report report = report_init(true);
    uint32_t releases = 0;
    volatile sig_atomic_t stop = setting.stop;
    assert_int_equal(run_index(&options, &stop, &report, &releases, NULL), setting.status);
    return (struct outcome){report.new_count,     report.updated_count, report.unchanged_count,
                            report.skipped_count, report.odd_count,     releases};
}

static void assert_outcome(struct outcome got, struct outcome wanted)
{
    assert_int_equal(got.new_count, wanted.new_count);
    assert_int_equal(got.updated_count, wanted.updated_count);
    assert_int_equal(got.unchanged_count, wanted.unchanged_count);
    assert_int_equal(got.skipped_count, wanted.skipped_count);
    assert_int_equal(got.odd_count, wanted.odd_count);
    assert_int_equal(got.releases, wanted.releases);
}

static const struct setting plain = {0};

/* Two folders' 001.txt with the same text are two releases. */
static void make_two(const struct temporary_folder *folder)
{
    temporary_subfolder(folder, "m");
    temporary_subfolder(folder, "m/a");
    temporary_subfolder(folder, "m/b");
    temporary_file(folder, "m/a/001.txt", SLICE("1.2.2023\n\nBad\n\nText."));
    temporary_file(folder, "m/b/001.txt", SLICE("1.2.2023\n\nBad\n\nText."));
}

static void set_time(const struct temporary_folder *folder, const char *name, time_t seconds)
{
    char path[FOLDER_PATH_MAX];
    const struct timespec times[2] = {{seconds, 0}, {seconds, 0}};
    assert_int_equal(utimensat(AT_FDCWD, temporary_path(folder, name, path), times, 0), 0);
}

static void test_new_updated_unchanged(void **state)
{
    const struct temporary_folder *folder = *state;
    make_two(folder);
    assert_outcome(run(folder, "m", plain), (struct outcome){2, 0, 0, 0, 0, 2});
    assert_outcome(run(folder, "m", plain), (struct outcome){0, 0, 2, 0, 0, 2});
    temporary_file(folder, "m/a/001.txt", SLICE("1.2.2023\n\nBad\n\nNeuer Text."));
    set_time(folder, "m/b/001.txt", 1000000000); /* touched, not changed */
    assert_outcome(run(folder, "m", plain), (struct outcome){0, 1, 1, 0, 0, 2});
    /* same size and time: not even read */
    set_time(folder, "m/a/001.txt", 1000000000);
    temporary_file(folder, "m/b/001.txt", SLICE("1.2.2023\n\nBad\n\nAnders"));
    assert_outcome(run(folder, "m", plain), (struct outcome){0, 1, 1, 0, 0, 2});
}

/* The new time of a touched file is kept: the file is read once, not in every later run. */
static void test_touched(void **state)
{
    const struct temporary_folder *folder = *state;
    make_two(folder);
    run(folder, "m", plain);
    set_time(folder, "m/a/001.txt", 1000000000);
    assert_outcome(run(folder, "m", plain), (struct outcome){0, 0, 2, 0, 0, 2});
    /* other text of the same size at the same time shows that it is not read */
    temporary_file(folder, "m/a/001.txt", SLICE("1.2.2023\n\nBad\n\nTurm."));
    set_time(folder, "m/a/001.txt", 1000000000);
    assert_outcome(run(folder, "m", plain), (struct outcome){0, 0, 2, 0, 0, 2});
    set_time(folder, "m/a/001.txt", 1000000001);
    assert_outcome(run(folder, "m", plain), (struct outcome){0, 1, 1, 0, 0, 2});
}

/* Another issuer changes every release, and their terms. */
static void test_issuer(void **state)
{
    const struct temporary_folder *folder = *state;
    make_two(folder);
    run(folder, "m", plain);
    struct setting setting = {.issuer = "Stadt Elbgrund"};
    assert_outcome(run(folder, "m", setting), (struct outcome){0, 2, 0, 0, 0, 2});
    assert_outcome(run(folder, "m", setting), (struct outcome){0, 0, 2, 0, 0, 2});
    char path[FOLDER_PATH_MAX];
    struct store_reader *reader = NULL;
    assert_int_equal(store_reader_open(temporary_path(folder, "archiv", path), &reader, NULL),
                     FUND_OK);
    uint32_t documents = 0;
    assert_int_equal(
        store_reader_term_frequency(reader, SLICE("XIstadt elbgrund"), &documents, NULL), FUND_OK);
    assert_int_equal(documents, 2);
    store_reader_close(reader);
}

static void test_odd_files(void **state)
{
    const struct temporary_folder *folder = *state;
    temporary_subfolder(folder, "m");
    temporary_file(folder, "m/a.txt", SLICE("1.2.2023\n\nBad\n\nText."));
    temporary_file(folder, "m/leer.txt", SLICE(""));
    temporary_file(folder, "m/bild.txt", SLICE("\x89PNG\r\n\x1a\n"));
    temporary_file(folder, "m/datum.txt", SLICE("Meldungsdatum: 31.02.2023\n\nBad\n\nText."));
    temporary_file(folder, "m/alt.txt", SLICE("1.2.2023\n\nB\xfcrgerbad\n\nText."));
    struct outcome first = run(folder, "m", plain);
    /* both runs over the same path: a file is counted once even where it is skipped */
    assert_outcome(first, (struct outcome){3, 0, 0, 2, 2, 3});
}

static void test_archive_is_left_out(void **state)
{
    const struct temporary_folder *folder = *state;
    temporary_file(folder, "a.txt", SLICE("1.2.2023\n\nBad\n\nText."));
    assert_outcome(run(folder, "", plain), (struct outcome){1, 0, 0, 0, 0, 1});
    assert_outcome(run(folder, "", plain), (struct outcome){0, 0, 1, 0, 0, 1});
}

static void test_stop(void **state)
{
    const struct temporary_folder *folder = *state;
    make_two(folder);
    struct setting setting = {.stop = 1};
    assert_outcome(run(folder, "m", setting), (struct outcome){0});
}

static void test_errors(void **state)
{
    const struct temporary_folder *folder = *state;
    make_two(folder);
    struct setting missing = {.status = FUND_NOT_FOUND};
    run(folder, "fehlt", missing);
    struct text_analyser *analyser = NULL;
    struct archive_writer writer = {NULL, -1};
    char path[FOLDER_PATH_MAX];
    assert_int_equal(text_analyser_create(&analyser, NULL), FUND_OK);
    assert_int_equal(
        archive_open_writer(temporary_path(folder, "archiv", path), analyser, &writer, NULL),
        FUND_OK);
    struct setting locked = {.status = FUND_LOCKED};
    run(folder, "m", locked);
    archive_close_writer(&writer);
    text_analyser_destroy(analyser);
}

static void test_no_archive(void **state)
{
    const struct temporary_folder *folder = *state;
    make_two(folder);
    temporary_subfolder(folder, "archiv");
    temporary_file(folder, "archiv/brief.txt", SLICE("x"));
    struct setting setting = {.status = FUND_INVALID_ARGUMENT};
    run(folder, "m", setting);
}

/* Puts a release into the archive that has the id of m/a/001.txt, but came from elsewhere. */
static void take_id(const struct temporary_folder *folder, bool has_state)
{
    char path[FOLDER_PATH_MAX];
    char *source = realpath(temporary_path(folder, "m/a/001.txt", path), NULL);
    assert_non_null(source);
    struct buffer id = buffer_init(100), data = buffer_init(1000);
    assert_int_equal(buffer_append(&id, SLICE(SCHEMA_ID), NULL), FUND_OK);
    assert_int_equal(identity_append(SLICE("a/001.txt"), slice_from(source), &id, NULL), FUND_OK);
    struct release release;
    release_init(&release);
    release.source = SLICE("/anderswo/001.txt");
    size_t head_size = 0;
    assert_int_equal(release_encode(&release, &data, &head_size, NULL), FUND_OK);
    struct store_document *document = NULL;
    struct store_writer *writer = NULL;
    store_docid docid;
    assert_int_equal(store_document_create(&document, NULL), FUND_OK);
    assert_int_equal(store_document_add_term(document, buffer_slice(&id), 0, NULL), FUND_OK);
    char bytes[STATE_SIZE_MAX];
    size_t size =
        state_encode(&(struct state){.source_hash = state_hash_source(release.source)}, bytes);
    if (has_state)
        assert_int_equal(
            store_document_set_value(document, SCHEMA_SLOT_SOURCE, slice_of(bytes, size), NULL),
            FUND_OK);
    assert_int_equal(store_document_set_data(document, buffer_slice(&data), head_size, NULL),
                     FUND_OK);
    assert_int_equal(
        store_writer_open(temporary_path(folder, "archiv", path), STORE_OPEN, 0, &writer, NULL),
        FUND_OK);
    assert_int_equal(store_writer_replace(writer, buffer_slice(&id), document, &docid, NULL),
                     FUND_OK);
    assert_int_equal(store_writer_commit(writer, NULL), FUND_OK);
    store_writer_close(writer);
    store_document_destroy(document);
    buffer_finish(&id);
    buffer_finish(&data);
    free(source);
}

static void test_id_taken(void **state)
{
    const struct temporary_folder *folder = *state;
    make_two(folder);
    run(folder, "m", plain);
    take_id(folder, false);
    assert_outcome(run(folder, "m", plain), (struct outcome){0, 0, 1, 1, 0, 2});
    take_id(folder, true);
    assert_outcome(run(folder, "m", plain), (struct outcome){0, 0, 1, 1, 0, 2});
}

#define WITH_FOLDER(test)                                                                          \
    cmocka_unit_test_setup_teardown(test, temporary_folder_make, temporary_folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_new_updated_unchanged),
        WITH_FOLDER(test_touched),
        WITH_FOLDER(test_issuer),
        WITH_FOLDER(test_odd_files),
        WITH_FOLDER(test_archive_is_left_out),
        WITH_FOLDER(test_stop),
        WITH_FOLDER(test_errors),
        WITH_FOLDER(test_no_archive),
        WITH_FOLDER(test_id_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
