/*
 * core/base/file: reading with a ceiling, replacing in one step. Each test has its own folder.
 */
#include "core/base/file.h"

#include <setjmp.h>
#include <dirent.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define LIMIT ((size_t)1 << 20)

struct folder {
    char path[64];
    char file[128]; /* a path in it at which nothing stands yet */
};

static int make_folder(void **state)
{
    struct folder *folder = calloc(1, sizeof(*folder));
    if (folder == NULL)
        return -1;
    snprintf(folder->path, sizeof(folder->path), "/tmp/test_base_file.XXXXXX");
    if (mkdtemp(folder->path) == NULL) {
        free(folder);
        return -1;
    }
    snprintf(folder->file, sizeof(folder->file), "%s/017.txt", folder->path);
    *state = folder;
    return 0;
}

/* The number of entries; removes them where asked to. */
static int entries(const struct folder *folder, bool remove_them)
{
    DIR *listing = opendir(folder->path);
    assert_non_null(listing);
    int count = 0;
    const struct dirent *entry;
    while ((entry = readdir(listing)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        count++;
        char path[sizeof(folder->path) + sizeof(entry->d_name) + 1];
        snprintf(path, sizeof(path), "%s/%s", folder->path, entry->d_name);
        if (remove_them)
            remove(path);
    }
    closedir(listing);
    return count;
}

static int remove_folder(void **state)
{
    struct folder *folder = *state;
    entries(folder, true);
    int result = rmdir(folder->path);
    free(folder);
    return result;
}

static void assert_holds(const char *path, struct slice bytes)
{
    struct buffer read = buffer_init(LIMIT);
    struct fund_error error = {FUND_OK, 0, ""};
    if (file_read(path, &read, &error) != FUND_OK)
        fail_msg("%s", error.message);
    assert_int_equal(read.size, bytes.size);
    if (bytes.size > 0)
        assert_memory_equal(read.data, bytes.data, bytes.size);
    buffer_finish(&read);
}

/* Sizes around those in which the reader reads. */
static void files_come_back_byte_by_byte(void **state)
{
    const struct folder *folder = *state;
    static const size_t sizes[] = {0, 1, 4096, 65535, 65536, 65537, 131072, 200000};
    char *bytes = malloc(200000);
    assert_non_null(bytes);
    for (size_t i = 0; i < 200000; i++)
        bytes[i] = (char)(i * 31 % 256); /* every byte, NUL too */
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        assert_int_equal(file_replace(folder->file, slice_of(bytes, sizes[i]), NULL), FUND_OK);
        assert_holds(folder->file, slice_of(bytes, sizes[i]));
    }
    free(bytes);
}

static void reading_appends(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(file_replace(folder->file, SLICE("zwei"), NULL), FUND_OK);
    struct buffer out = buffer_init(LIMIT);
    assert_int_equal(buffer_append(&out, SLICE("eins "), NULL), FUND_OK);
    assert_int_equal(file_read(folder->file, &out, NULL), FUND_OK);
    assert_string_equal(out.data, "eins zwei");
    buffer_finish(&out);
}

static void larger_than_the_limit_is_refused(void **state)
{
    const struct folder *folder = *state;
    static const struct {
        size_t size, limit;
        fund_status status;
    } rows[] = {
        {0, 0, FUND_OK},
        {1, 0, FUND_LIMIT},
        {10, 10, FUND_OK},
        {11, 10, FUND_LIMIT},
        {65536, 65536, FUND_OK},
        {65537, 65536, FUND_LIMIT},
        {70000, 65537, FUND_LIMIT},
    };
    static char zeros[70000];
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct fund_error error = {FUND_OK, 0, ""};
        struct buffer out = buffer_init(rows[i].limit + 2);
        assert_int_equal(buffer_append(&out, SLICE("ab"), NULL), FUND_OK);
        assert_int_equal(file_replace(folder->file, slice_of(zeros, rows[i].size), NULL), FUND_OK);
        assert_int_equal(file_read(folder->file, &out, &error), rows[i].status);
        assert_int_equal(out.size, rows[i].status == FUND_OK ? 2 + rows[i].size : 2);
        if (rows[i].status != FUND_OK) {
            assert_string_equal(out.data, "ab"); /* as it was, its NUL included */
            assert_non_null(strstr(error.message, folder->file));
        }
        buffer_finish(&out);
    }
}

static void assert_not_read(const char *path, fund_status status)
{
    struct buffer out = buffer_init(LIMIT);
    struct fund_error error = {FUND_OK, 0, ""};
    assert_int_equal(file_read(path, &out, &error), status);
    assert_int_equal(error.code, status);
    assert_int_equal(out.size, 0);
    assert_int_equal(file_read(path, &out, NULL), status);
    buffer_finish(&out);
}

static void only_regular_files_are_read(void **state)
{
    const struct folder *folder = *state;
    assert_not_read(folder->file, FUND_NOT_FOUND);
    assert_not_read("", FUND_NOT_FOUND);
    assert_not_read(folder->path, FUND_IO);
    assert_not_read("/dev/zero", FUND_IO);

    assert_int_equal(mkfifo(folder->file, 0600), 0);
    alarm(10); /* a reader that waits for a writer would wait for ever */
    assert_not_read(folder->file, FUND_IO);
    alarm(0);

    char below[160];
    snprintf(below, sizeof(below), "%s/below", folder->file);
    assert_not_read(below, FUND_IO); /* ENOTDIR */
    char loop[160];
    snprintf(loop, sizeof(loop), "%s/loop", folder->path);
    assert_int_equal(symlink("loop", loop), 0);
    assert_not_read(loop, FUND_IO); /* ELOOP */
}

static void what_may_not_be_read_is_an_error(void **state)
{
    const struct folder *folder = *state;
    if (geteuid() == 0)
        skip(); /* root may read everything */
    assert_int_equal(file_replace(folder->file, SLICE("x"), NULL), FUND_OK);
    assert_int_equal(chmod(folder->file, 0), 0);
    assert_not_read(folder->file, FUND_IO);
}

/* What was open before goes on showing the old bytes; nothing is left beside the new ones. */
static void replacing_leaves_open_files_alone(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(file_replace(folder->file, SLICE("alt"), NULL), FUND_OK);
    FILE *before = fopen(folder->file, "rb");
    assert_non_null(before);
    assert_int_equal(file_replace(folder->file, SLICE("neu!"), NULL), FUND_OK);
    char bytes[8] = "";
    assert_int_equal(fread(bytes, 1, sizeof(bytes), before), 3);
    assert_string_equal(bytes, "alt");
    fclose(before);
    assert_holds(folder->file, SLICE("neu!"));
    assert_int_equal(entries(folder, false), 1);
}

/* While a child replaces the file over and over, a reader only ever sees one whole version. */
static void replacing_is_one_step(void **state)
{
    const struct folder *folder = *state;
    enum { SIZE = 100000, ROUNDS = 40 };
    static char versions[2][SIZE];
    memset(versions[0], 'a', SIZE);
    memset(versions[1], 'b', SIZE);
    assert_int_equal(file_replace(folder->file, slice_of(versions[0], SIZE), NULL), FUND_OK);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int failed = 0;
        for (int i = 0; i < ROUNDS; i++)
            failed |= file_replace(folder->file, slice_of(versions[i % 2], SIZE), NULL) != FUND_OK;
        _exit(failed);
    }
    int result = 1;
    while (waitpid(child, &result, WNOHANG) == 0) {
        struct buffer out = buffer_init(LIMIT);
        assert_int_equal(file_read(folder->file, &out, NULL), FUND_OK);
        assert_int_equal(out.size, SIZE);
        assert_true(memcmp(out.data, versions[0], SIZE) == 0 ||
                    memcmp(out.data, versions[1], SIZE) == 0);
        buffer_finish(&out);
    }
    assert_int_equal(result, 0);
}

static void assert_not_replaced(const char *path, fund_status status)
{
    struct fund_error error = {FUND_OK, 0, ""};
    assert_int_equal(file_replace(path, SLICE("neu"), &error), status);
    assert_int_equal(error.code, status);
}

static void replacing_where_one_cannot_is_an_error(void **state)
{
    const struct folder *folder = *state;
    char path[PATH_MAX + 10];
    snprintf(path, sizeof(path), "%s/missing/017.txt", folder->path);
    assert_not_replaced(path, FUND_NOT_FOUND);
    assert_not_replaced("/proc/017.txt", FUND_NOT_FOUND); /* takes no new files, not even root's */

    assert_int_equal(mkdir(folder->file, 0700), 0);
    assert_not_replaced(folder->file, FUND_IO); /* a folder stands there */
    assert_int_equal(entries(folder, false), 1);
    assert_int_equal(rmdir(folder->file), 0);

    memset(path, 'x', sizeof(path) - 1);
    path[sizeof(path) - 1] = '\0';
    assert_not_replaced(path, FUND_LIMIT);
}

/* A file size limit stands in for a full disk: write(2) fails half-way. */
static void a_full_disk_leaves_the_old_file(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(file_replace(folder->file, SLICE("alt"), NULL), FUND_OK);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        static char much[100000];
        struct rlimit most = {1000, 1000};
        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &most) != 0)
            _exit(99);
        _exit((int)file_replace(folder->file, slice_of(much, sizeof(much)), NULL));
    }
    int result = 0;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFEXITED(result));
    assert_int_equal(WEXITSTATUS(result), FUND_IO);
    assert_holds(folder->file, SLICE("alt"));
    assert_int_equal(entries(folder, false), 1);
}

#define FILE_TEST(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FILE_TEST(files_come_back_byte_by_byte),
        FILE_TEST(reading_appends),
        FILE_TEST(larger_than_the_limit_is_refused),
        FILE_TEST(only_regular_files_are_read),
        FILE_TEST(what_may_not_be_read_is_an_error),
        FILE_TEST(replacing_leaves_open_files_alone),
        FILE_TEST(replacing_is_one_step),
        FILE_TEST(replacing_where_one_cannot_is_an_error),
        FILE_TEST(a_full_disk_leaves_the_old_file),
    };
    return cmocka_run_group_tests_name("base_file", tests, NULL, NULL);
}
