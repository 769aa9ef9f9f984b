/*
 * Runs over files that hold many releases, or releases with identifiers of their own.
 */
#include "indexer/run.h"

#include "core/store/store.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/temporary_folder.h"

struct outcome {
    size_t new_count, updated_count, unchanged_count, removed_count, skipped_count, repeated_count;
    uint32_t releases;
};

static struct report run(const struct temporary_folder *folder, const char *path,
                         uint32_t *releases)
{
    char archive[FOLDER_PATH_MAX], absolute[FOLDER_PATH_MAX];
    char *paths[1] = {absolute};
    temporary_path(folder, path, absolute);
    struct options options = {.archive = temporary_path(folder, "archiv", archive),
                              .is_quiet = true,
                              .paths = paths,
                              .path_count = 1};
    struct report report = report_init(true);
    volatile sig_atomic_t stop = 0;
    assert_int_equal(run_index(&options, &stop, &report, releases, NULL), FUND_OK);
    return report;
}

static void check(const struct temporary_folder *folder, const char *path, struct outcome wanted)
{
    uint32_t releases = 0;
    struct report got = run(folder, path, &releases);
    assert_int_equal(got.new_count, wanted.new_count);
    assert_int_equal(got.updated_count, wanted.updated_count);
    assert_int_equal(got.unchanged_count, wanted.unchanged_count);
    assert_int_equal(got.removed_count, wanted.removed_count);
    assert_int_equal(got.skipped_count, wanted.skipped_count);
    assert_int_equal(got.repeated_count, wanted.repeated_count);
    assert_int_equal(releases, wanted.releases);
}

static void set_time(const struct temporary_folder *folder, const char *name, time_t seconds)
{
    char path[FOLDER_PATH_MAX];
    const struct timespec times[2] = {{seconds, 0}, {seconds, 0}};
    assert_int_equal(utimensat(AT_FDCWD, temporary_path(folder, name, path), times, 0), 0);
}

/* Of a file that has changed only what differs is written; one that has not is not read. */
static void test_changes(void **state)
{
    const struct temporary_folder *folder = *state;
    temporary_subfolder(folder, "m");
    temporary_file(folder, "m/a.jsonl",
                   SLICE("{\"id\":1,\"title\":\"A\"}\n{\"id\":2,\"title\":\"B\"}\nkaputt\n"));
    check(folder, "m", (struct outcome){.new_count = 2, .skipped_count = 1, .releases = 2});
    check(folder, "m", (struct outcome){.unchanged_count = 2, .releases = 2});
    temporary_file(folder, "m/a.jsonl",
                   SLICE("{\"id\":1,\"title\":\"A\"}\n{\"id\":2,\"title\":\"Neu\"}\n"
                         "{\"id\":3,\"title\":\"C\"}\n"));
    set_time(folder, "m/a.jsonl", 1000000000);
    check(
        folder, "m",
        (struct outcome){.new_count = 1, .updated_count = 1, .unchanged_count = 1, .releases = 3});
    set_time(folder, "m/a.jsonl", 1000000001); /* touched */
    check(folder, "m", (struct outcome){.unchanged_count = 3, .releases = 3});
    /* same size and time: not even read */
    temporary_file(folder, "m/a.jsonl",
                   SLICE("{\"id\":1,\"title\":\"A\"}\n{\"id\":2,\"title\":\"Alt\"}\n"
                         "{\"id\":3,\"title\":\"C\"}\n"));
    set_time(folder, "m/a.jsonl", 1000000001);
    check(folder, "m", (struct outcome){.unchanged_count = 3, .releases = 3});
}

/* A file that is something else: each line counts, but not each is told. */
static void test_many_problems(void **state)
{
    const struct temporary_folder *folder = *state;
    struct buffer text = buffer_init(10000);
    for (int i = 0; i < 30; i++)
        assert_int_equal(buffer_append(&text, SLICE("{\"frage\":\"Bad\"}\n"), NULL), FUND_OK);
    temporary_subfolder(folder, "m");
    temporary_file(folder, "m/a.jsonl", buffer_slice(&text));
    buffer_finish(&text);
    check(folder, "m", (struct outcome){.skipped_count = 30});
    check(folder, "m", (struct outcome){.skipped_count = 30}); /* read and told again */
}

static void test_deletions(void **state)
{
    const struct temporary_folder *folder = *state;
    temporary_subfolder(folder, "m");
    temporary_file(
        folder, "m/a.jsonl",
        SLICE("{\"id\":\"urn:m:1\",\"title\":\"A\"}\n{\"id\":\"urn:m:2\",\"title\":\"B\"}\n"
              "{\"id\":\"urn:m:9\",\"deleted\":true}\n"));
    check(folder, "m", (struct outcome){.new_count = 2, .releases = 2});
    temporary_file(folder, "m/b.jsonl",
                   SLICE("{\"id\":\"urn:m:1\",\"deleted\":true}\n{\"title\":\"C\"}\n"));
    check(
        folder, "m",
        (struct outcome){.new_count = 1, .unchanged_count = 3, .removed_count = 1, .releases = 2});
    /* both in one run, the deletion behind */
    temporary_subfolder(folder, "n");
    temporary_file(folder, "n/a.jsonl",
                   SLICE("{\"id\":\"urn:m:5\",\"title\":\"A\"}\n"
                         "{\"id\":\"urn:m:5\",\"deleted\":true}\n"));
    check(folder, "n", (struct outcome){.new_count = 1, .removed_count = 1, .releases = 2});
}

/* A file that is moved holds the same releases where they have global identifiers. */
static void test_moved(void **state)
{
    const struct temporary_folder *folder = *state;
    static const char text[] = "{\"id\":\"urn:m:1\",\"title\":\"A\"}\n{\"id\":7,\"url\":"
                               "\"https://m.example/7\",\"title\":\"B\"}\n";
    static const char number[] = "{\"id\":7,\"title\":\"A\"}\n{\"id\":8,\"title\":\"B\"}\n";
    temporary_subfolder(folder, "m");
    temporary_subfolder(folder, "n");
    temporary_file(folder, "m/a.jsonl", slice_from(text));
    check(folder, "m", (struct outcome){.new_count = 2, .releases = 2});
    temporary_file(folder, "n/b.jsonl", slice_from(text));
    check(folder, "n", (struct outcome){.updated_count = 2, .releases = 2});
    check(folder, "n", (struct outcome){.unchanged_count = 2, .releases = 2});
    /* numbers of two makers are two releases each */
    temporary_file(folder, "m/c.jsonl", slice_from(number));
    temporary_file(folder, "m/d.jsonl", slice_from(number));
    temporary_file(folder, "m/a.jsonl", SLICE("{\"title\":\"C\"}\n{\"title\":\"C\"}\n"));
    set_time(folder, "m/a.jsonl", 1000000001);
    check(folder, "m", (struct outcome){.new_count = 6, .releases = 8});
}

/* The newer version wins, wherever it stands; the same twice counts once. */
static void test_versions(void **state)
{
    const struct temporary_folder *folder = *state;
    temporary_subfolder(folder, "m");
    temporary_file(folder, "m/a.jsonl",
                   SLICE("{\"id\":\"urn:m:1\",\"title\":\"Neu\",\"updated\":\"2024-02-02\"}\n"
                         "{\"id\":\"urn:m:1\",\"title\":\"Alt\",\"updated\":\"2024-02-01\"}\n"
                         "{\"id\":\"urn:m:2\",\"title\":\"A\"}\n"
                         "{\"id\":\"urn:m:2\",\"title\":\"A\"}\n"
                         "{\"id\":\"urn:m:2\",\"title\":\"B\"}\n"));
    check(folder, "m",
          (struct outcome){.new_count = 2, .updated_count = 1, .repeated_count = 2, .releases = 2});
    temporary_file(folder, "m/b.jsonl",
                   SLICE("{\"id\":\"urn:m:1\",\"title\":\"Ganz alt\",\"updated\":\"2024-01-01\"}\n"
                         "{\"id\":\"urn:m:3\",\"title\":\"C\"}\n"));
    check(folder, "m", (struct outcome){.new_count = 1, .unchanged_count = 6, .releases = 3});
}

/* ---- archives ------------------------------------------------------------------------------- */

struct packed {
    const char *name;
    struct slice bytes;
};

static void write_archive(const struct temporary_folder *folder, const char *name, bool is_zip,
                          const struct packed *files, size_t count)
{
    char path[FOLDER_PATH_MAX];
    struct archive *out = archive_write_new();
    assert_int_equal(is_zip ? archive_write_set_format_zip(out)
                            : archive_write_set_format_pax_restricted(out),
                     ARCHIVE_OK);
    if (!is_zip)
        assert_int_equal(archive_write_add_filter_gzip(out), ARCHIVE_OK);
    assert_int_equal(archive_write_open_filename(out, temporary_path(folder, name, path)),
                     ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, files[i].name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, (la_int64_t)files[i].bytes.size);
        assert_int_equal(archive_write_header(out, entry), ARCHIVE_OK);
        assert_int_equal(archive_write_data(out, files[i].bytes.data, files[i].bytes.size),
                         files[i].bytes.size);
        archive_entry_free(entry);
    }
    assert_int_equal(archive_write_close(out), ARCHIVE_OK);
    archive_write_free(out);
}

static struct slice read_back(const struct temporary_folder *folder, const char *name, char *room,
                              size_t size)
{
    char path[FOLDER_PATH_MAX];
    FILE *file = fopen(temporary_path(folder, name, path), "rb");
    assert_non_null(file);
    size_t got = fread(room, 1, size, file);
    assert_int_equal(fclose(file), 0);
    return slice_of(room, got);
}

static void test_archives(void **state)
{
    const struct temporary_folder *folder = *state;
    static char inner[65536], outer[65536];
    const struct packed plain[] = {{"d/a.txt", SLICE("1.2.2023\n\nBad\n\nText.")},
                                   {"d/b.jsonl", SLICE("{\"title\":\"A\"}\n{\"title\":\"B\"}\n")},
                                   {"d/bild.png", SLICE("\x89PNG\r\n\x1a\n")},
                                   {"d/.verborgen", SLICE("Text")}};
    for (int is_zip = 0; is_zip <= 1; is_zip++) {
        const char *name = is_zip ? "m/a.zip" : "n/a.tar.gz";
        temporary_subfolder(folder, is_zip ? "m" : "n");
        write_archive(folder, name, is_zip, plain, 4);
        uint32_t before = is_zip ? 3 : 0;
        check(folder, name,
              (struct outcome){.new_count = 3, .skipped_count = 1, .releases = before + 3});
        check(folder, name, (struct outcome){.unchanged_count = 3, .releases = before + 3});
    }
    /* one archive inside is entered, one in that is not */
    const struct packed one[] = {{"a.zip", read_back(folder, "m/a.zip", inner, sizeof(inner))}};
    write_archive(folder, "one.zip", true, one, 1);
    check(folder, "one.zip", (struct outcome){.new_count = 3, .skipped_count = 1, .releases = 9});
    const struct packed two[] = {{"one.zip", read_back(folder, "one.zip", outer, sizeof(outer))}};
    write_archive(folder, "two.zip", true, two, 1);
    check(folder, "two.zip", (struct outcome){.skipped_count = 1, .releases = 9});
}

/* Names lead nowhere: they are shown, with what leads upwards as %2E. */
static void test_names(void **state)
{
    const struct temporary_folder *folder = *state;
    const struct packed files[] = {{"../../x.txt", SLICE("Bad")},
                                   {"/x.txt", SLICE("Bad")},
                                   {"a/../x.txt", SLICE("Bad")},
                                   {"x.txt", SLICE("Bad")}};
    write_archive(folder, "a.tgz", false, files, 4);
    check(folder, "a.tgz", (struct outcome){.new_count = 4, .releases = 4});
}

/* A hundred megabytes of line ends are more than CONTAINER_RATIO_MAX times what they are packed. */
static void test_bombs(void **state)
{
    const struct temporary_folder *folder = *state;
    size_t size = (size_t)100 * 1024 * 1024;
    char *blanks = malloc(size);
    assert_non_null(blanks);
    memset(blanks, '\n', size);
    memcpy(blanks, "{\"title\":\"A\"}\n{\"title\":\"B\"}\n", 28);
    const struct packed files[] = {{"a.jsonl", slice_of(blanks, size)}, {"b.txt", SLICE("Bad")}};
    write_archive(folder, "bombe.tgz", false, files, 2);
    free(blanks);
    check(folder, "bombe.tgz", (struct outcome){.new_count = 2, .skipped_count = 2, .releases = 2});
}

/* What is there is read, and the damage told. */
static void test_truncated(void **state)
{
    const struct temporary_folder *folder = *state;
    static char text[65536];
    const struct packed files[] = {{"a.txt", SLICE("Bad")}, {"b.txt", SLICE("Brunnen")}};
    write_archive(folder, "ganz.tgz", false, files, 2);
    struct slice whole = read_back(folder, "ganz.tgz", text, sizeof(text));
    for (size_t size = 0; size < whole.size; size += 7) {
        temporary_file(folder, "a.tgz", slice_part(whole, 0, size));
        uint32_t releases = 0;
        struct report report = run(folder, "a.tgz", &releases);
        assert_true(report.skipped_count > 0 || report.new_count + report.unchanged_count > 0);
    }
    temporary_file(folder, "leer.gz", SLICE("\x1f\x8b"));
    uint32_t releases = 0;
    assert_int_equal(run(folder, "leer.gz", &releases).skipped_count, 1);
    /* an office document is a ZIP file, but no archive of releases */
    const struct packed office[] = {{"[Content_Types].xml", SLICE("<?xml?>")},
                                    {"word/document.xml", SLICE("<w/>")}};
    write_archive(folder, "brief.docx", true, office, 2);
    struct report report = run(folder, "brief.docx", &releases);
    assert_int_equal(report.skipped_count, 1);
    assert_int_equal(report.new_count, 0);
}

#define WITH_FOLDER(test)                                                                          \
    cmocka_unit_test_setup_teardown(test, temporary_folder_make, temporary_folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_changes), WITH_FOLDER(test_many_problems), WITH_FOLDER(test_deletions),
        WITH_FOLDER(test_moved),   WITH_FOLDER(test_versions),      WITH_FOLDER(test_archives),
        WITH_FOLDER(test_names),   WITH_FOLDER(test_bombs),         WITH_FOLDER(test_truncated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
