/*
 * Archive folders: creating, opening, refusing, the writer's lock.
 */
#include "core/archive/archive.h"

#include "core/base/file.h"
#include "core/schema/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
    char folder[64];
    char archive[96];
    struct text_analyser *analyser;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    snprintf(fixture->folder, sizeof(fixture->folder), "/tmp/fundstelle-archive-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL)
        return -1;
    snprintf(fixture->archive, sizeof(fixture->archive), "%s/archiv", fixture->folder);
    *state = fixture;
    return text_analyser_create(&fixture->analyser, NULL) == FUND_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char command[128];
    snprintf(command, sizeof(command), "rm -rf '%s'", fixture->folder);
    int failed = system(command);
    text_analyser_destroy(fixture->analyser);
    free(fixture);
    return failed;
}

static void write_file(const struct fixture *fixture, const char *name, const char *text)
{
    char path[160];
    snprintf(path, sizeof(path), "%s/%s", fixture->archive, name);
    assert_int_equal(file_replace(path, slice_from(text), NULL), FUND_OK);
}

static void create(const struct fixture *fixture)
{
    struct archive_writer writer = {NULL, -1};
    assert_int_equal(archive_open_writer(fixture->archive, fixture->analyser, &writer, NULL),
                     FUND_OK);
    archive_close_writer(&writer);
}

/* Opens for reading and gives the status; on success the number of documents too. */
static fund_status open_reader(const struct fixture *fixture, uint32_t *documents,
                               struct fund_error *error)
{
    struct store_reader *reader = NULL;
    fund_status status = archive_open_reader(fixture->archive, fixture->analyser, &reader, error);
    if (status != FUND_OK) {
        assert_null(reader);
        return status;
    }
    assert_int_equal(store_reader_document_count(reader, documents, error), FUND_OK);
    store_reader_close(reader);
    return status;
}

static void add_document(struct archive_writer *writer, const char *id)
{
    struct store_document *document;
    assert_int_equal(store_document_create(&document, NULL), FUND_OK);
    assert_int_equal(store_document_add_term(document, slice_from(id), 0, NULL), FUND_OK);
    store_docid docid;
    assert_int_equal(store_writer_replace(writer->store, slice_from(id), document, &docid, NULL),
                     FUND_OK);
    store_document_destroy(document);
}

static void test_create_write_read(void **state)
{
    struct fixture *fixture = *state;
    struct archive_writer writer;
    assert_int_equal(archive_open_writer(fixture->archive, fixture->analyser, &writer, NULL),
                     FUND_OK);
    uint32_t documents = 99;
    assert_int_equal(open_reader(fixture, &documents, NULL), FUND_OK);
    assert_int_equal(documents, 0);
    add_document(&writer, "Qeins");
    add_document(&writer, "Qzwei");
    assert_int_equal(store_writer_commit(writer.store, NULL), FUND_OK);
    archive_close_writer(&writer);
    assert_int_equal(open_reader(fixture, &documents, NULL), FUND_OK);
    assert_int_equal(documents, 2);
    create(fixture); /* opening again loses nothing */
    assert_int_equal(open_reader(fixture, &documents, NULL), FUND_OK);
    assert_int_equal(documents, 2);
}

static void test_missing(void **state)
{
    struct fixture *fixture = *state;
    struct fund_error error;
    uint32_t documents;
    assert_int_equal(open_reader(fixture, &documents, &error), FUND_NOT_FOUND);
    assert_non_null(strstr(error.message, fixture->archive));
    assert_non_null(strstr(error.message, "fundstelle index"));
}

static void test_no_archive(void **state)
{
    struct fixture *fixture = *state;
    struct fund_error error;
    uint32_t documents;
    assert_int_equal(mkdir(fixture->archive, 0700), 0);
    assert_int_equal(open_reader(fixture, &documents, &error), FUND_CORRUPT);
    write_file(fixture, "notes.txt", "mine");
    struct archive_writer writer = {NULL, -1};
    assert_int_equal(archive_open_writer(fixture->archive, fixture->analyser, &writer, &error),
                     FUND_INVALID_ARGUMENT);
    assert_non_null(strstr(error.message, "not empty"));
    assert_null(writer.store);
}

static void test_a_file_is_no_archive(void **state)
{
    struct fixture *fixture = *state;
    uint32_t documents;
    assert_int_equal(file_replace(fixture->archive, SLICE("x"), NULL), FUND_OK);
    assert_true(open_reader(fixture, &documents, NULL) != FUND_OK);
    struct archive_writer writer = {NULL, -1};
    assert_true(archive_open_writer(fixture->archive, fixture->analyser, &writer, NULL) != FUND_OK);
}

static void test_index_missing(void **state)
{
    struct fixture *fixture = *state;
    uint32_t documents;
    struct fund_error error;
    assert_int_equal(mkdir(fixture->archive, 0700), 0);
    write_file(fixture, "XAPIANDB", "auto generation-1\n");
    assert_int_equal(open_reader(fixture, &documents, &error), FUND_CORRUPT);
}

static void set_metadata(const struct fixture *fixture, const char *key, const char *value)
{
    struct store_writer *writer;
    assert_int_equal(store_writer_open(fixture->archive, STORE_OPEN, 0, &writer, NULL), FUND_OK);
    assert_int_equal(store_writer_set_metadata(writer, slice_from(key), slice_from(value), NULL),
                     FUND_OK);
    assert_int_equal(store_writer_commit(writer, NULL), FUND_OK);
    store_writer_close(writer);
}

static void test_versions(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *key, *value;
        fund_status expected;
        const char *words;
    } rows[] = {
        {SCHEMA_META_FINGERPRINT, "another analyser", FUND_VERSION, "another analyser"},
        {SCHEMA_META_FORMAT, "999", FUND_VERSION, "'999'"},
        {SCHEMA_META_FORMAT, "", FUND_CORRUPT, "not one of Fundstelle's"},
    };
    create(fixture);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        set_metadata(fixture, rows[i].key, rows[i].value);
        struct fund_error error;
        uint32_t documents;
        assert_int_equal(open_reader(fixture, &documents, &error), rows[i].expected);
        assert_non_null(strstr(error.message, rows[i].words));
        struct archive_writer writer = {NULL, -1};
        assert_int_equal(archive_open_writer(fixture->archive, fixture->analyser, &writer, &error),
                         rows[i].expected);
        if (rows[i].expected == FUND_VERSION)
            assert_non_null(
                strstr(error.message, "rebuild it with fundstelle index --rebuild PATH"));
    }
}

/* Opens for writing with what compounds.txt says, and closes. */
static fund_status write_again(const struct fixture *fixture, struct fund_error *error)
{
    struct text_analyser *analyser = NULL;
    struct archive_writer writer = {NULL, -1};
    fund_status status = archive_writing_analyser(fixture->archive, &analyser, error);
    if (status == FUND_OK)
        status = archive_open_writer(fixture->archive, analyser, &writer, error);
    archive_close_writer(&writer);
    text_analyser_destroy(analyser);
    return status;
}

/* Opens for reading with the archive's own copy; *copy gets it. */
static fund_status read_again(const struct fixture *fixture, struct buffer *copy,
                              struct fund_error *error)
{
    struct text_analyser *analyser = NULL;
    struct store_reader *reader = NULL;
    fund_status status = archive_reading_analyser(fixture->archive, &analyser, error);
    if (status == FUND_OK)
        status = archive_open_reader(fixture->archive, analyser, &reader, error);
    if (status == FUND_OK) {
        buffer_clear(copy);
        status = buffer_append(copy, text_analyser_compounds(analyser), error);
    }
    store_reader_close(reader);
    text_analyser_destroy(analyser);
    return status;
}

static bool has_other_compounds(const struct fixture *fixture)
{
    struct text_analyser *analyser = NULL;
    bool is_other = false;
    assert_int_equal(archive_reading_analyser(fixture->archive, &analyser, NULL), FUND_OK);
    assert_int_equal(text_analyser_compound_count(analyser), 1);
    assert_int_equal(archive_compare_compounds(fixture->archive, analyser, &is_other, NULL),
                     FUND_OK);
    text_analyser_destroy(analyser);
    return is_other;
}

static void test_compounds(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *text; /* of compounds.txt after the archive was made; NULL: none */
        fund_status expected;
        const char *words;
    } rows[] = {
        {"Moorfurt=\n", FUND_OK, NULL},
        {"# the same\nMOORFURT=", FUND_OK, NULL},
        {"", FUND_VERSION,
         "undo the change (fundstelle info --compounds shows the copy in use), "
         "or bring it in with fundstelle index --rebuild PATH"},
        {NULL, FUND_VERSION, "undo the change"},
        {"Moorfurt=Moor|furt\n", FUND_VERSION, "/compounds.txt' has changed"},
        {"Moorfurt=\n\nMoor", FUND_INVALID_ARGUMENT, "line 3 of '"},
        {"Moorfurt=\n", FUND_OK, NULL},
    };
    struct fund_error error = {.message = ""};
    struct buffer copy = buffer_init(100);
    char path[160];
    snprintf(path, sizeof(path), "%s/" ARCHIVE_COMPOUNDS, fixture->archive);
    assert_int_equal(mkdir(fixture->archive, 0700), 0);
    write_file(fixture, ARCHIVE_COMPOUNDS, "Moorfurt=\n");
    assert_int_equal(write_again(fixture, &error), FUND_OK);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].text != NULL)
            write_file(fixture, ARCHIVE_COMPOUNDS, rows[i].text);
        else
            assert_int_equal(unlink(path), 0);
        assert_int_equal(write_again(fixture, &error), rows[i].expected);
        if (rows[i].words != NULL)
            assert_non_null(strstr(error.message, rows[i].words));
        assert_int_equal(read_again(fixture, &copy, &error), FUND_OK);
        assert_true(slice_equal(buffer_slice(&copy), SLICE("Moorfurt=\n")));
        assert_int_equal(has_other_compounds(fixture), rows[i].expected != FUND_OK);
    }
    buffer_finish(&copy);
}

/* Without the stub the archive is made anew, with the file as it is now. */
static void test_compounds_of_a_rebuild(void **state)
{
    struct fixture *fixture = *state;
    struct buffer copy = buffer_init(TEXT_COMPOUNDS_MAX);
    static char longest[TEXT_COMPOUNDS_MAX + 2];
    char stub[160];
    create(fixture);
    assert_int_equal(read_again(fixture, &copy, NULL), FUND_OK);
    assert_int_equal(copy.size, 0);
    memset(longest, '#', TEXT_COMPOUNDS_MAX);
    memcpy(longest, "Moorfurt=\n", strlen("Moorfurt=\n"));
    write_file(fixture, ARCHIVE_COMPOUNDS, longest);
    assert_int_equal(write_again(fixture, NULL), FUND_VERSION);
    snprintf(stub, sizeof(stub), "%s/XAPIANDB", fixture->archive);
    assert_int_equal(unlink(stub), 0);
    assert_int_equal(write_again(fixture, NULL), FUND_OK);
    assert_int_equal(read_again(fixture, &copy, NULL), FUND_OK);
    assert_true(slice_equal(buffer_slice(&copy), slice_of(longest, TEXT_COMPOUNDS_MAX)));
    longest[TEXT_COMPOUNDS_MAX] = '#';
    write_file(fixture, ARCHIVE_COMPOUNDS, longest);
    assert_int_equal(write_again(fixture, NULL), FUND_LIMIT);
    buffer_finish(&copy);
}

static void test_compounds_that_cannot_be_read(void **state)
{
    struct fixture *fixture = *state;
    struct buffer copy = buffer_init(100);
    struct fund_error error = {.message = ""};
    char path[160];
    create(fixture);
    snprintf(path, sizeof(path), "%s/" ARCHIVE_COMPOUNDS, fixture->archive);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(write_again(fixture, &error), FUND_IO);
    assert_non_null(strstr(error.message, "is no regular file"));
    assert_int_equal(read_again(fixture, &copy, NULL), FUND_OK);
    set_metadata(fixture, SCHEMA_META_COMPOUNDS, "Moorfurt");
    assert_int_equal(read_again(fixture, &copy, &error), FUND_CORRUPT);
    assert_non_null(strstr(error.message, "--rebuild PATH (line 1 of 'its compounds.txt'"));
    buffer_finish(&copy);
}

static void test_lock(void **state)
{
    struct fixture *fixture = *state;
    struct archive_writer writer;
    assert_int_equal(archive_open_writer(fixture->archive, fixture->analyser, &writer, NULL),
                     FUND_OK);
    struct archive_writer second = {NULL, -1};
    struct fund_error error;
    assert_int_equal(archive_open_writer(fixture->archive, fixture->analyser, &second, &error),
                     FUND_LOCKED);
    char holder[32];
    snprintf(holder, sizeof(holder), "process %ld ", (long)getpid());
    assert_non_null(strstr(error.message, holder));
    archive_close_writer(&writer);
    assert_int_equal(archive_open_writer(fixture->archive, fixture->analyser, &second, NULL),
                     FUND_OK);
    archive_close_writer(&second);
}

/* A writer that dies leaves no lock, and what it had not committed is gone. */
static void test_writer_dies(void **state)
{
    struct fixture *fixture = *state;
    create(fixture);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct archive_writer writer;
        if (archive_open_writer(fixture->archive, fixture->analyser, &writer, NULL) == FUND_OK)
            add_document(&writer, "Qverloren");
        _exit(0);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    create(fixture);
    uint32_t documents;
    assert_int_equal(open_reader(fixture, &documents, NULL), FUND_OK);
    assert_int_equal(documents, 0);
}

static void test_paths(void **state)
{
    struct fixture *fixture = *state;
    struct store_reader *reader = NULL;
    assert_int_equal(archive_open_reader("", fixture->analyser, &reader, NULL),
                     FUND_INVALID_ARGUMENT);
    static char longest[ARCHIVE_PATH_MAX + 2];
    memset(longest, 'a', ARCHIVE_PATH_MAX + 1);
    assert_int_equal(archive_open_reader(longest, fixture->analyser, &reader, NULL), FUND_LIMIT);
}

/* A creation that was interrupted before its stub was written is finished by the next one. */
static void test_interrupted_creation(void **state)
{
    struct fixture *fixture = *state;
    create(fixture);
    char stub[160];
    snprintf(stub, sizeof(stub), "%s/XAPIANDB", fixture->archive);
    assert_int_equal(unlink(stub), 0);
    create(fixture);
    uint32_t documents;
    assert_int_equal(open_reader(fixture, &documents, NULL), FUND_OK);
}

/* What a kill leaves of a creation: a database without its last file, a stub not yet renamed. */
static void test_leftovers(void **state)
{
    struct fixture *fixture = *state;
    create(fixture);
    char path[160];
    snprintf(path, sizeof(path), "%s/XAPIANDB", fixture->archive);
    assert_int_equal(unlink(path), 0);
    snprintf(path, sizeof(path), "%s/generation-1/iamglass", fixture->archive);
    assert_int_equal(unlink(path), 0);
    write_file(fixture, "XAPIANDB.AbC123", "auto gen");
    write_file(fixture, "generation-1/v.tmp", "half a revision");
    create(fixture);
    uint32_t documents;
    assert_int_equal(open_reader(fixture, &documents, NULL), FUND_OK);
    snprintf(path, sizeof(path), "%s/XAPIANDB.AbC123", fixture->archive);
    assert_int_equal(access(path, F_OK), -1);
}

/* A generation that holds what no database has is somebody's own: nothing of it is removed. */
static void test_leftovers_of_others(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(mkdir(fixture->archive, 0700), 0);
    char path[160];
    snprintf(path, sizeof(path), "%s/generation-1", fixture->archive);
    assert_int_equal(mkdir(path, 0700), 0);
    write_file(fixture, "generation-1/diary.txt", "mine");
    struct archive_writer writer = {NULL, -1};
    assert_int_equal(archive_open_writer(fixture->archive, fixture->analyser, &writer, NULL),
                     FUND_INVALID_ARGUMENT);
    snprintf(path, sizeof(path), "%s/generation-1/diary.txt", fixture->archive);
    assert_int_equal(access(path, F_OK), 0);
}

static void test_stubs(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *stub;
        fund_status reading, writing;
    } rows[] = {
        {"auto generation-1\n", FUND_OK, FUND_OK},
        {"# ours\n\nauto generation-1", FUND_OK, FUND_OK},
        {" auto generation-1\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto  generation-1\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto generation-1\r\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto generation-1\nauto generation-1\n", FUND_OK, FUND_UNSUPPORTED},
        {"", FUND_CORRUPT, FUND_CORRUPT},
        {"# nothing\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto generation-2\n", FUND_CORRUPT, FUND_CORRUPT}, /* is not there */
        {"auto ./generation-1\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto generation-1/../generation-1\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto generation-\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto generation-1234567890\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto ..\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto .\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto /etc\n", FUND_CORRUPT, FUND_CORRUPT},
        {"glass generation-1\n", FUND_CORRUPT, FUND_CORRUPT},
        {"inmemory\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto generation-1\nremote :touch RAN\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto generation-1\nremote touch RAN:80\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto generation-1\nremote localhost:\n", FUND_CORRUPT, FUND_CORRUPT},
        {"auto generation-1\nremote -x:80\n", FUND_CORRUPT, FUND_CORRUPT},
    };
    create(fixture);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        write_file(fixture, "XAPIANDB", rows[i].stub);
        uint32_t documents;
        fund_status reading = open_reader(fixture, &documents, NULL);
        struct archive_writer writer = {NULL, -1};
        fund_status writing =
            archive_open_writer(fixture->archive, fixture->analyser, &writer, NULL);
        archive_close_writer(&writer);
        if (reading != rows[i].reading || writing != rows[i].writing)
            fail_msg("'%s' gives %d and %d", rows[i].stub, (int)reading, (int)writing);
    }
}

/* Xapian would follow a stub inside a generation, and a program that it names. */
static void test_stub_in_generation(void **state)
{
    struct fixture *fixture = *state;
    create(fixture);
    write_file(fixture, "generation-1/XAPIANDB", "remote :touch RAN\n");
    uint32_t documents;
    assert_int_equal(open_reader(fixture, &documents, NULL), FUND_CORRUPT);
}

static void test_largest_stub(void **state)
{
    struct fixture *fixture = *state;
    create(fixture);
    static char stub[65536 + 2];
    memset(stub, '\n', sizeof(stub) - 1);
    memcpy(stub, "auto generation-1", 17);
    uint32_t documents;
    write_file(fixture, "XAPIANDB", stub);
    assert_int_equal(open_reader(fixture, &documents, NULL), FUND_LIMIT);
    stub[65536] = '\0';
    write_file(fixture, "XAPIANDB", stub);
    assert_int_equal(open_reader(fixture, &documents, NULL), FUND_OK);
}

/* Of several first writers at once each finds an archive, or the lock of another. */
static void test_first_writers(void **state)
{
    struct fixture *fixture = *state;
    enum { WRITERS = 6 };
    pid_t children[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            struct archive_writer writer = {NULL, -1};
            fund_status status =
                archive_open_writer(fixture->archive, fixture->analyser, &writer, NULL);
            archive_close_writer(&writer);
            _exit(status == FUND_OK || status == FUND_LOCKED ? 0 : 1);
        }
    }
    for (int i = 0; i < WRITERS; i++) {
        int result = 1;
        assert_int_equal(waitpid(children[i], &result, 0), children[i]);
        assert_int_equal(result, 0);
    }
    uint32_t documents;
    assert_int_equal(open_reader(fixture, &documents, NULL), FUND_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_create_write_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_archive, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_file_is_no_archive, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_index_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_versions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_compounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_compounds_of_a_rebuild, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_compounds_that_cannot_be_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lock, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_writer_dies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_paths, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_interrupted_creation, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_leftovers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_leftovers_of_others, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_stubs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_stub_in_generation, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_largest_stub, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_first_writers, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
