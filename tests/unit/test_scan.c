/*
 * Walking folders: order, hidden files, links, what cannot be read.
 */
#include "indexer/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/temporary_folder.h"

#define SEEN_LIMIT ((size_t)1 << 16)

struct seen {
    struct buffer files, skipped; /* names and reasons, a line each */
    struct slice last_source;
    char source[FOLDER_PATH_MAX];
    uint64_t bytes;
    fund_status answer;
    volatile sig_atomic_t stop;
    bool stops_at_first;
};

static fund_status found(void *context, const struct scan_file *file, struct fund_error *error)
{
    struct seen *seen = context;
    assert_int_equal(buffer_append(&seen->files, file->file, NULL), FUND_OK);
    assert_int_equal(buffer_append_byte(&seen->files, '\n', NULL), FUND_OK);
    snprintf(seen->source, sizeof(seen->source), "%.*s", (int)file->source.size, file->source.data);
    seen->bytes += file->size_bytes;
    assert_true(file->modified_ns > 0);
    if (seen->stops_at_first)
        seen->stop = 1;
    return seen->answer == FUND_OK ? FUND_OK : error_set(error, seen->answer, "as told");
}

static void skipped(void *context, const char *path, const char *reason)
{
    struct seen *seen = context;
    const char *slash = strrchr(path, '/');
    assert_int_equal(buffer_append_format(&seen->skipped, NULL, "%.200s: %.200s\n",
                                          slash != NULL ? slash + 1 : path, reason),
                     FUND_OK);
}

static struct seen scan(const char *path, const char *left_out, fund_status answer, bool stops,
                        fund_status expected)
{
    struct seen seen = {.files = buffer_init(SEEN_LIMIT),
                        .skipped = buffer_init(SEEN_LIMIT),
                        .answer = answer,
                        .stops_at_first = stops};
    struct scan_visitor visitor = {found, skipped, &seen, left_out, &seen.stop};
    assert_int_equal(scan_path(path, &visitor, NULL), expected);
    return seen;
}

static void finish(struct seen *seen)
{
    buffer_finish(&seen->files);
    buffer_finish(&seen->skipped);
}

static void assert_scan(const char *path, const char *left_out, const char *files,
                        const char *skipped_lines)
{
    struct seen seen = scan(path, left_out, FUND_OK, false, FUND_OK);
    assert_string_equal(seen.files.data != NULL ? seen.files.data : "", files);
    assert_string_equal(seen.skipped.data != NULL ? seen.skipped.data : "", skipped_lines);
    finish(&seen);
}

static void make_tree(const struct temporary_folder *folder)
{
    temporary_subfolder(folder, "b");
    temporary_subfolder(folder, "b/tief");
    temporary_subfolder(folder, ".versteckt");
    temporary_file(folder, "c.txt", SLICE("drei"));
    temporary_file(folder, "a.txt", SLICE("eins"));
    temporary_file(folder, "b/2.txt", SLICE("x"));
    temporary_file(folder, "b/10.txt", SLICE("y"));
    temporary_file(folder, "b/tief/ä.txt", SLICE(""));
    temporary_file(folder, ".versteckt/x.txt", SLICE("x"));
    temporary_file(folder, ".punkt", SLICE("x"));
}

static void test_folder(void **state)
{
    const struct temporary_folder *folder = *state;
    make_tree(folder);
    const char *all = "a.txt\nb/10.txt\nb/2.txt\nb/tief/ä.txt\nc.txt\n";
    assert_scan(folder->path, NULL, all, "");
    char path[FOLDER_PATH_MAX];
    assert_scan(temporary_path(folder, "", path), NULL, all, "");
    assert_scan(temporary_path(folder, "b", path), NULL, "10.txt\n2.txt\ntief/ä.txt\n", "");
    assert_scan(folder->path, path, "a.txt\nc.txt\n", "");
    assert_scan(path, path, "", "");
    assert_scan(temporary_path(folder, ".versteckt", path), NULL, "x.txt\n", "");
}

static void test_file(void **state)
{
    const struct temporary_folder *folder = *state;
    make_tree(folder);
    char path[FOLDER_PATH_MAX];
    struct seen seen =
        scan(temporary_path(folder, "b/../b/10.txt", path), NULL, FUND_OK, false, FUND_OK);
    assert_string_equal(seen.files.data, "10.txt\n");
    assert_int_equal(seen.source[0], '/');
    assert_null(strstr(seen.source, ".."));
    assert_int_equal(seen.bytes, 1);
    finish(&seen);
}

static void test_links(void **state)
{
    const struct temporary_folder *folder = *state;
    char path[FOLDER_PATH_MAX];
    temporary_subfolder(folder, "d");
    temporary_file(folder, "d/x.txt", SLICE("x"));
    assert_int_equal(symlink("..", temporary_path(folder, "d/schleife", path)), 0);
    assert_int_equal(symlink("x.txt", temporary_path(folder, "d/y.txt", path)), 0);
    assert_int_equal(symlink("fehlt", temporary_path(folder, "d/z.txt", path)), 0);
    assert_int_equal(symlink("d", temporary_path(folder, "verweis", path)), 0);
    assert_int_equal(mkfifo(temporary_path(folder, "d/rohr", path), 0666), 0);
    const char *complaints = "rohr: is no regular file\n"
                             "schleife: a link to a folder, not followed\n"
                             "z.txt: No such file or directory\n";
    assert_scan(temporary_path(folder, "d", path), NULL, "x.txt\ny.txt\n", complaints);
    assert_scan(temporary_path(folder, "verweis", path), NULL, "x.txt\ny.txt\n", complaints);
    struct seen seen = scan(temporary_path(folder, "d/y.txt", path), NULL, FUND_OK, false, FUND_OK);
    assert_true(slice_ends_with(slice_from(seen.source), SLICE("/d/x.txt")));
    finish(&seen);
}

/*
 * Names may hold any byte but '/' and NUL; what is shown of them is UTF-8 without controls, and no
 * two names are shown alike.
 */
static void test_names(void **state)
{
    const struct temporary_folder *folder = *state;
    temporary_file(folder, "a\xff.txt", SLICE("x"));
    temporary_file(folder, "b\n.txt", SLICE("x"));
    temporary_file(folder, "c\xc2\x85.txt", SLICE("x"));
    temporary_file(folder, "a%FF.txt", SLICE("x"));
    temporary_file(folder, "d%.txt", SLICE("x"));
    assert_scan(folder->path, NULL, "a%25FF.txt\na%FF.txt\nb%0A.txt\nc%C2%85.txt\nd%25.txt\n", "");
}

static void test_too_deep(void **state)
{
    const struct temporary_folder *folder = *state;
    char name[FOLDER_PATH_MAX] = "t";
    for (int i = 1; i <= SCAN_DEPTH_MAX; i++) {
        temporary_subfolder(folder, name);
        size_t size = strlen(name);
        snprintf(name + size, sizeof(name) - size, "/t");
    }
    /* the given folder is the first, so that the last t is one too many */
    assert_scan(folder->path, NULL, "", "t: folders are nested too deeply\n");
}

static void test_failures(void **state)
{
    const struct temporary_folder *folder = *state;
    make_tree(folder);
    char path[FOLDER_PATH_MAX];
    struct seen seen =
        scan(temporary_path(folder, "fehlt", path), NULL, FUND_OK, false, FUND_NOT_FOUND);
    finish(&seen);
    seen = scan(temporary_path(folder, "a.txt/x", path), NULL, FUND_OK, false, FUND_NOT_FOUND);
    finish(&seen);
    assert_int_equal(mkfifo(temporary_path(folder, "rohr", path), 0666), 0);
    seen = scan(path, NULL, FUND_OK, false, FUND_IO);
    finish(&seen);
    static char longest[SCAN_PATH_MAX + 2];
    memset(longest, 'a', SCAN_PATH_MAX + 1);
    seen = scan(longest, NULL, FUND_OK, false, FUND_LIMIT);
    finish(&seen);
    /* the visitor's own failure ends the scan, so does its stop */
    seen = scan(folder->path, NULL, FUND_NETWORK, false, FUND_NETWORK);
    assert_string_equal(seen.files.data, "a.txt\n");
    finish(&seen);
    seen = scan(folder->path, NULL, FUND_OK, true, FUND_OK);
    assert_string_equal(seen.files.data, "a.txt\n");
    finish(&seen);
}

static void test_unreadable(void **state)
{
    const struct temporary_folder *folder = *state;
    if (geteuid() == 0)
        skip(); /* nothing is unreadable to root */
    char path[FOLDER_PATH_MAX];
    temporary_subfolder(folder, "zu");
    temporary_file(folder, "x.txt", SLICE("x"));
    assert_int_equal(chmod(temporary_path(folder, "zu", path), 0), 0);
    assert_scan(folder->path, NULL, "x.txt\n", "zu: Permission denied\n");
    assert_int_equal(chmod(path, 0700), 0);
}

#define WITH_FOLDER(test)                                                                          \
    cmocka_unit_test_setup_teardown(test, temporary_folder_make, temporary_folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_folder),     WITH_FOLDER(test_file),     WITH_FOLDER(test_links),
        WITH_FOLDER(test_names),      WITH_FOLDER(test_too_deep), WITH_FOLDER(test_failures),
        WITH_FOLDER(test_unreadable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
