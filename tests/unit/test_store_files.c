/*
 * The store on a file system that others write to or that is damaged, and what needs no
 * database: days.
 */
#include "tests/unit/store_fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define MANY 300

/* ---- other processes ---- */

static void test_lock(void **state)
{
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    pid_t child = fork();
    assert_int_not_equal(child, -1);
    if (child == 0) {
        struct store_writer *second = NULL;
        struct fund_error error = {0};
        fund_status status = store_writer_open(path, STORE_OPEN, 0, &second, &error);
        bool tells = strstr(error.message, "another process is writing") != NULL &&
                     strstr(error.message, path) != NULL;
        _exit(tells && second == NULL ? (int)status : 99);
    }
    int result = 0;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFEXITED(result));
    assert_int_equal(WEXITSTATUS(result), FUND_LOCKED);
    struct store_writer *second = NULL;
    assert_int_equal(store_writer_open(path, STORE_OPEN, 0, &second, NULL), FUND_LOCKED);
    store_writer_close(writer);
    store_writer_close(open_writer(path, STORE_OPEN));
}

/* Text that does not compress away, so that the documents fill many blocks. */
static void fill(char *text, size_t size, uint32_t seed)
{
    for (size_t i = 0; i + 1 < size; i++) {
        seed = seed * UINT32_C(1664525) + UINT32_C(1013904223);
        text[i] = (char)('a' + (seed >> 24) % 26);
    }
    text[size - 1] = '\0';
}

static void write_many(struct store_writer *writer, uint32_t round)
{
    for (uint32_t i = 0; i < MANY; i++) {
        char text[500], id[16];
        store_docid docid = 0;
        struct store_document *document = make_document("rat");
        snprintf(id, sizeof(id), "Q%u", i);
        fill(text, sizeof(text), round * MANY + i);
        add_words(document, id);
        assert_ok(store_document_set_data(document, slice_from(text), 0, &test_error));
        assert_ok(store_document_set_value(document, 0, slice_from(id), &test_error));
        assert_ok(store_writer_replace(writer, slice_from(id), document, &docid, &test_error));
        store_document_destroy(document);
    }
    assert_ok(store_writer_commit(writer, &test_error));
}

/* Reads all there is; the first status that is not FUND_OK. */
static fund_status read_many(struct store_reader *reader)
{
    fund_status status = FUND_OK;
    for (store_docid docid = 1; docid <= MANY && status == FUND_OK; docid++) {
        struct slice read;
        status = store_reader_data(reader, docid, &read, &test_error);
        if (status == FUND_OK)
            status = store_reader_value(reader, docid, 0, &read, &test_error);
    }
    struct store_terms *terms = NULL;
    bool more = true;
    if (status == FUND_OK)
        status = store_terms_all(reader, slice_of(NULL, 0), &terms, &test_error);
    while (status == FUND_OK && more) {
        struct slice term;
        uint32_t frequency;
        status = store_terms_next(terms, &more, &term, &frequency, &test_error);
    }
    store_terms_destroy(terms);
    return status;
}

static void test_overtaken_reader(void **state)
{
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    write_many(writer, 0);
    struct store_reader *reader = open_reader(path);
    bool changed = true;
    uint64_t first = 0, same = 1, newer = 0;
    assert_ok(store_reader_revision(reader, &first, &test_error));
    assert_ok(store_reader_reopen(reader, &changed, &test_error));
    assert_ok(store_reader_revision(reader, &same, &test_error));
    assert_false(changed);
    assert_true(same == first);
    for (uint32_t round = 1; round <= 3; round++)
        write_many(writer, round);
    assert_int_equal(read_many(reader), FUND_MODIFIED);
    assert_ok(store_reader_reopen(reader, &changed, &test_error));
    assert_true(changed);
    assert_ok(store_reader_revision(reader, &newer, &test_error));
    assert_true(newer != first);
    assert_int_equal(read_many(reader), FUND_OK);
    assert_ok(store_reader_reopen(reader, NULL, &test_error));
    store_reader_close(reader);
    store_writer_close(writer);
}

/* ---- damage ---- */

static void damage(const char *file, bool truncates)
{
    char noise[8192];
    struct stat info;
    memset(noise, '\xa5', sizeof(noise));
    int opened = open(file, O_WRONLY);
    assert_true(opened >= 0);
    assert_int_equal(fstat(opened, &info), 0);
    if (truncates)
        assert_int_equal(ftruncate(opened, info.st_size / 2), 0);
    for (off_t at = 0; !truncates && at < info.st_size; at += (off_t)sizeof(noise))
        assert_true(pwrite(opened, noise, sizeof(noise), at) > 0);
    close(opened);
}

static void test_damaged_files(void **state)
{
    static const struct {
        const char *file;
        bool truncates;
        fund_status status;
    } rows[] = {
        {"docdata.glass", false, FUND_CORRUPT},  {"docdata.glass", true, FUND_CORRUPT},
        {"postlist.glass", false, FUND_CORRUPT}, {"postlist.glass", true, FUND_CORRUPT},
        {"iamglass", false, FUND_CORRUPT},       {"iamglass", true, FUND_CORRUPT},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char name[32], path[PATH_SIZE], file[PATH_SIZE + 32];
        snprintf(name, sizeof(name), "db%zu", i);
        struct store_writer *writer = open_writer(path_in(state, name, path), STORE_CREATE);
        write_many(writer, 0);
        store_writer_close(writer);
        snprintf(file, sizeof(file), "%s/%s", path, rows[i].file);
        damage(file, rows[i].truncates);
        struct store_reader *reader = NULL;
        fund_status status = store_reader_open(path, &reader, &test_error);
        if (status == FUND_OK)
            status = read_many(reader);
        if (status != rows[i].status)
            fail_msg("%s: %s", rows[i].file, test_error.message);
        assert_non_null(strstr(test_error.message, name));
        store_reader_close(reader);
        uint64_t problems = 0;
        status = store_check(path, &problems, &test_error);
        assert_true((status == FUND_OK && problems > 0) || status == FUND_CORRUPT);
    }
}

/* Runs store_check with both output streams in a file, whose size it returns. */
static off_t printed_by_check(const char *path, const char *log)
{
    struct stat info;
    fflush(NULL);
    pid_t child = fork();
    assert_int_not_equal(child, -1);
    if (child == 0) {
        int file = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0644);
        uint64_t problems = 0;
        dup2(file, STDOUT_FILENO);
        dup2(file, STDERR_FILENO);
        store_check(path, &problems, NULL);
        fflush(NULL);
        _exit(0);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(stat(log, &info), 0);
    return info.st_size;
}

static void test_check_is_silent(void **state)
{
    char path[PATH_SIZE], log[PATH_SIZE], file[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    write_many(writer, 0);
    store_writer_close(writer);
    path_in(state, "log", log);
    assert_int_equal(printed_by_check(path, log), 0);
    damage(path_in(state, "db/termlist.glass", file), false);
    assert_int_equal(printed_by_check(path, log), 0);
}

static void test_no_permission(void **state)
{
    char path[PATH_SIZE], file[PATH_SIZE];
    if (geteuid() == 0)
        skip(); /* may read and write everything */
    store_writer_close(open_writer(path_in(state, "db", path), STORE_CREATE));
    struct store_writer *writer = NULL;
    struct store_reader *reader = NULL;
    assert_int_equal(chmod(path_in(state, "db/flintlock", file), 0), 0);
    assert_int_equal(store_writer_open(path, STORE_OPEN, 0, &writer, &test_error), FUND_IO);
    assert_int_equal(chmod(path_in(state, "db/iamglass", file), 0), 0);
    assert_int_equal(store_reader_open(path, &reader, &test_error), FUND_IO);
}

/* ---- a change that fails inside Xapian ---- */

static void test_failed_change(void **state)
{
    char path[PATH_SIZE], file[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    write_many(writer, 0);
    store_writer_close(writer);
    writer = open_writer(path, STORE_OPEN);
    add_document(writer, "neu");
    damage(path_in(state, "db/termlist.glass", file), false);
    fund_status status = store_writer_delete(writer, SLICE("Q7"), &test_error);
    assert_int_equal(status, FUND_CORRUPT);
    /* the document just added is gone: a commit must not pretend otherwise */
    assert_int_equal(store_writer_commit(writer, &test_error), FUND_CORRUPT);
    assert_non_null(strstr(test_error.message, "earlier change failed"));
    store_writer_close(writer);
}

/* The first status of a hundred changes and a commit that is not FUND_OK, where files may not
 * grow beyond 16 kB. */
static fund_status write_on_full_disk(const char *path)
{
    const struct rlimit limit = {16384, 16384};
    struct store_writer *writer = open_writer(path, STORE_OPEN);
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return FUND_OK;
    fund_status status = FUND_OK;
    for (uint32_t i = 0; i < 100 && status == FUND_OK; i++) {
        char text[500];
        store_docid docid = 0;
        struct store_document *document = make_document("neu");
        fill(text, sizeof(text), i);
        assert_ok(store_document_set_data(document, slice_from(text), 0, &test_error));
        status = store_writer_add(writer, document, &docid, NULL);
        store_document_destroy(document);
    }
    if (status == FUND_OK)
        status = store_writer_commit(writer, NULL);
    store_writer_close(writer);
    return status;
}

static void test_full_disk(void **state)
{
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    add_document(writer, "rat");
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    pid_t child = fork();
    assert_int_not_equal(child, -1);
    if (child == 0)
        _exit((int)write_on_full_disk(path));
    int result = 0;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFEXITED(result));
    assert_int_equal(WEXITSTATUS(result), FUND_IO);
    struct store_reader *reader = open_reader(path);
    uint32_t count = 0;
    assert_ok(store_reader_document_count(reader, &count, &test_error));
    assert_int_equal(count, 1);
    store_reader_close(reader);
    writer = open_writer(path, STORE_OPEN);
    assert_int_equal(add_document(writer, "haushalt"), 2);
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
}

/* ---- days ---- */

static void test_days(void **state)
{
    (void)state;
    static const struct {
        int32_t day;
        char bytes[STORE_DAY_SIZE];
    } rows[] = {
        {INT32_MIN, {0, 0, 0, 0}},
        {INT32_MIN + 1, {0, 0, 0, 1}},
        {-256, {0x7f, '\xff', '\xff', 0}},
        {-1, {0x7f, '\xff', '\xff', '\xff'}},
        {0, {'\x80', 0, 0, 0}},
        {1, {'\x80', 0, 0, 1}},
        {255, {'\x80', 0, 0, '\xff'}},
        {256, {'\x80', 0, 1, 0}},
        {19587, {'\x80', 0, 0x4c, '\x83'}}, /* 2023-08-18 */
        {INT32_MAX, {'\xff', '\xff', '\xff', '\xff'}},
    };
    struct slice before = slice_of(NULL, 0);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char bytes[STORE_DAY_SIZE];
        store_encode_day(rows[i].day, bytes);
        assert_memory_equal(bytes, rows[i].bytes, STORE_DAY_SIZE);
        struct slice value = slice_of(rows[i].bytes, STORE_DAY_SIZE);
        assert_true(slice_compare(before, value) < 0);
        before = value;
        int32_t day = 77;
        assert_true(store_decode_day(value, &day));
        assert_int_equal(day, rows[i].day);
    }
    int32_t day = 77;
    assert_false(store_decode_day(SLICE("abc"), &day));
    assert_false(store_decode_day(SLICE("abcde"), &day));
    assert_false(store_decode_day(slice_of(NULL, 0), &day));
    assert_int_equal(day, 77);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_lock),          STORE_TEST(test_overtaken_reader),
        STORE_TEST(test_damaged_files), STORE_TEST(test_check_is_silent),
        STORE_TEST(test_no_permission), STORE_TEST(test_failed_change),
        STORE_TEST(test_full_disk),     cmocka_unit_test(test_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
