/*
 * Archives that cannot be read: damaged, of another version, not permitted. Each says which it is
 * and what to do.
 */
#include "fundstelle.h"

#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER 1
#elif defined(__has_feature)
#define UNDER_SANITIZER __has_feature(address_sanitizer)
#else
#define UNDER_SANITIZER 0
#endif

static const struct sample_release releases[] = {
    {.id = "a", .day = "2023-08-18", .title = "Stadtfest", .body = "Musik am Markt."},
    {.id = "b", .day = "2023-08-19", .title = "Nach dem Fest", .body = "Der Markt wird gefegt."},
};

struct test {
    char folder[256], path[300];
};

static int set_up(void **state)
{
    struct test *test = calloc(1, sizeof(*test));
    if (test == NULL || !sample_make_folder(test->folder, sizeof(test->folder)))
        return -1;
    snprintf(test->path, sizeof(test->path), "%s/archiv", test->folder);
    *state = test;
    return sample_write(test->path, releases, 2) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    sample_clean_up(test->folder);
    free(test);
    return 0;
}

#define BLOCK_SIZE 8192
/* An attempt opens the file of the newest commit some times, for each who reads it. */
#define OPENED_MAX 6

/* Overwrites the first bytes of each block of a file of the database; its size stays. */
static void overwrite(const struct test *test, const char *name, int byte, int per_block)
{
    char path[400];
    struct stat about;
    snprintf(path, sizeof(path), "%s/generation-1/%s", test->path, name);
    assert_int_equal(stat(path, &about), 0);
    FILE *file = fopen(path, "r+");
    assert_non_null(file);
    for (off_t block = 0; block < about.st_size; block += BLOCK_SIZE) {
        assert_int_equal(fseek(file, (long)block, SEEK_SET), 0);
        for (int i = 0; i < per_block; i++)
            assert_int_equal(fputc(byte, file), byte);
    }
    assert_int_equal(fclose(file), 0);
}

/* The first failure of opening, asking and fetching; FUND_OK where all of it goes well. */
static fund_status use(const struct test *test, struct fund_error *error)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_archive *archive = NULL;
    fund_results *results = NULL;
    fund_release *release = NULL;
    fund_status status = fund_archive_open(test->path, NULL, &archive, error);
    options.query = "markt";
    if (status == FUND_OK)
        status = fund_archive_search(archive, &options, &results, error);
    if (status == FUND_OK)
        status = fund_archive_release(archive, "a", &release, error);
    fund_release_free(release);
    fund_results_free(results);
    fund_archive_close(archive);
    return status;
}

/* Follows how often the file that tells the newest commit is opened. */
static int watch(const struct test *test)
{
    char path[400];
    snprintf(path, sizeof(path), "%s/generation-1/iamglass", test->path);
    int watching = inotify_init1(IN_NONBLOCK);
    assert_true(watching >= 0);
    /* what is the same twice is told once: closings keep openings apart */
    assert_true(inotify_add_watch(watching, path, IN_OPEN | IN_CLOSE) >= 0);
    return watching;
}

static int count_opened(int watching)
{
    char events[64 * sizeof(struct inotify_event)];
    int count = 0;
    for (;;) {
        ssize_t size = read(watching, events, sizeof(events));
        if (size <= 0)
            break;
        for (size_t at = 0; at < (size_t)size;) {
            struct inotify_event event;
            memcpy(&event, events + at, sizeof(event));
            count += (event.mask & IN_OPEN) != 0;
            at += sizeof(event) + event.len;
        }
    }
    close(watching);
    return count;
}

/* Where no writer was at work, damage is told at once. */
static void refuse_soon(const struct test *test)
{
    struct fund_error error = {.code = FUND_OK};
    int watching = watch(test);
    assert_int_equal(use(test, &error), FUND_CORRUPT);
    int opened = count_opened(watching);
    assert_true(opened > 0);
    if (opened > OPENED_MAX)
        fail_msg("opened %d times: %s", opened, error.message);
}

static void refuse_table(const struct test *test, const char *name, int per_block, const char *word)
{
    struct fund_error error = {.code = FUND_OK};
    overwrite(test, name, 0xff, per_block);
    if (use(test, &error) != FUND_CORRUPT)
        fail_msg("'%s' overwritten: %d %s", name, (int)error.code, error.message);
    assert_int_equal(error.code, FUND_CORRUPT);
    if (strstr(error.message, word) == NULL)
        fail_msg("'%s' overwritten: %s", name, error.message);
    refuse_soon(test);
}

/* Blocks that claim to be of a later commit look as if a writer had overtaken the reader. */
static void test_docdata_revision(void **state)
{
    refuse_table(*state, "docdata.glass", 4,
                 "is damaged; rebuild it with fundstelle index --rebuild PATH");
}

static void test_postlist_revision(void **state)
{
    refuse_table(*state, "postlist.glass", 4,
                 "is damaged; rebuild it with fundstelle index --rebuild PATH");
}

static void test_docdata(void **state)
{
    refuse_table(*state, "docdata.glass", BLOCK_SIZE, "is damaged; rebuild it with");
}

static void test_postlist(void **state)
{
    refuse_table(*state, "postlist.glass", BLOCK_SIZE, "is damaged; rebuild it with");
}

/* Writes the byte over the one that is there, which it returns. */
static int put_byte(FILE *file, long at, int byte)
{
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    int before = fgetc(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fputc(byte, file), byte);
    assert_int_equal(fflush(file), 0);
    return before;
}

/*
 * One byte is 0, each in its turn: lengths that Xapian believes are damage too. It may read past the
 * end of a block, which sanitizers do not suffer.
 */
static void test_each_byte(void **state)
{
    const struct test *test = *state;
    char path[400];
    struct stat about;
    size_t damaged = 0;
    if (UNDER_SANITIZER)
        skip();
    snprintf(path, sizeof(path), "%s/generation-1/docdata.glass", test->path);
    assert_int_equal(stat(path, &about), 0);
    FILE *file = fopen(path, "r+");
    assert_non_null(file);
    for (long at = 0; at < (long)about.st_size; at++) {
        struct fund_error error = {.code = FUND_OK};
        int before = put_byte(file, at, 0);
        fund_status status = before == 0 ? FUND_OK : use(test, &error);
        if (status != FUND_OK && status != FUND_CORRUPT)
            fail_msg("byte %ld: %d %s", at, (int)status, error.message);
        damaged += status == FUND_CORRUPT;
        put_byte(file, at, before);
    }
    assert_int_equal(fclose(file), 0);
    assert_true(damaged > 10);
}

static void test_version(void **state)
{
    struct test *test = *state;
    struct fund_error error = {.code = FUND_OK};
    assert_int_equal(use(test, &error), FUND_OK);
    assert_true(sample_set_format(test->path, "0"));
    assert_int_equal(use(test, &error), FUND_VERSION);
    assert_int_equal(error.code, FUND_VERSION);
    assert_non_null(strstr(error.message, "rebuild it with fundstelle index --rebuild PATH"));
}

static void test_permission(void **state)
{
    struct test *test = *state;
    struct fund_error error = {.code = FUND_OK};
    if (geteuid() == 0)
        skip(); /* root may read everything */
    assert_int_equal(chmod(test->path, 0), 0);
    fund_status status = use(test, &error);
    assert_int_equal(chmod(test->path, 0700), 0);
    assert_int_equal(status, FUND_IO);
    assert_non_null(strstr(error.message, "cannot open"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_docdata_revision, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_postlist_revision, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_docdata, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_postlist, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_each_byte, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_version, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_permission, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
