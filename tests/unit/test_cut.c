/*
 * Large files in ranges: they hold each line once, problems come in the file's order, and releases
 * without an identifier are numbered over all of it.
 */
#include "indexer/cut.h"

#include "core/base/dict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "temporary_folder.h"

#define RANGE_BYTES 20

static struct cut *open_cut(struct scan_file *file, uint64_t range_bytes)
{
    static const struct source_options options = {{NULL, 0}, NULL};
    struct cut *cut = NULL;
    assert_int_equal(cut_open(file, &options, range_bytes, &cut, NULL), FUND_OK);
    return cut;
}

/* ---- ranges --------------------------------------------------------------------------------- */

static const struct {
    const char *bytes, *ranges; /* "0-25:1 25-:2": bytes, first line; NULL: it is not cut */
} range_rows[] = {
    {"{\"a\":1}\n{\"b\":2}\n", NULL}, /* not larger than a range */
    {"{\"a\":1234567890}\n{\"b\":2}\n", "0-25:1"},
    {"{\"a\":1}\n{\"b\":2}\n{\"c\":3}", "0-:1"}, /* the last line has no end */
    {"{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n{\"d\":4}", "0-24:1 24-:4"},
    {"{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n{\"d\":4}\n", "0-24:1 24-:4"},
    /* a line longer than a range, and what is no release */
    {"{\"a\":\"012345678901234567890123456789\"}\n{\"b\":2}\r\n\n\n\n\n\nx\n{\"c\":3}\n{\"d\":4}\n",
     "0-39:1 39-63:2 63-:10"},
    {"\xef\xbb\xbf{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n", "0-27:1"},
    {"{\n\"a\":1,\n\"b\":2,\n\"c\":3,\n\"d\":4\n}\n", NULL}, /* one value over several lines */
    {"[{\"a\":1},\n{\"b\":2},\n{\"c\":3}]\n", NULL},
    {"Ein Text, der in\nmehreren Zeilen steht.\n", NULL},
    {"", NULL},
};

static void show_ranges(struct cut *cut, char shown[static 100])
{
    struct source_range range;
    uint32_t number, count = 0;
    shown[0] = '\0';
    while (cut_next(cut, &range, &number)) {
        size_t size = strlen(shown);
        assert_int_equal(number, count++);
        assert_string_equal(range.reader->name, "jsonl");
        size += (size_t)snprintf(shown + size, 100 - size, "%s%u-", size > 0 ? " " : "",
                                 (unsigned)range.start);
        if (range.end != UINT64_MAX)
            size += (size_t)snprintf(shown + size, 100 - size, "%u", (unsigned)range.end);
        snprintf(shown + size, 100 - size, ":%u", range.first_line);
    }
    assert_false(cut_next(cut, &range, &number));
}

static struct scan_file make_file(struct temporary_folder *folder, struct slice bytes,
                                  char path[FOLDER_PATH_MAX])
{
    temporary_file(folder, "datei.jsonl", bytes);
    return (struct scan_file){.path = temporary_path(folder, "datei.jsonl", path),
                              .file = SLICE("datei.jsonl"),
                              .source = SLICE("/eingang/datei.jsonl"),
                              .size_bytes = bytes.size};
}

static void test_ranges(void **state)
{
    for (size_t i = 0; i < sizeof(range_rows) / sizeof(range_rows[0]); i++) {
        char path[FOLDER_PATH_MAX], shown[100] = "";
        struct scan_file file = make_file(*state, slice_from(range_rows[i].bytes), path);
        struct cut *cut = open_cut(&file, RANGE_BYTES);
        if (cut != NULL)
            show_ranges(cut, shown);
        if (range_rows[i].ranges == NULL)
            assert_null(cut);
        else
            assert_string_equal(shown, range_rows[i].ranges);
        cut_close(cut);
    }
}

static void test_unreadable(void **state)
{
    (void)state;
    struct scan_file file = {.path = "/gibt/es/nicht", .size_bytes = 1000};
    assert_null(open_cut(&file, RANGE_BYTES));
    file.is_stream = true;
    assert_null(open_cut(&file, RANGE_BYTES));
}

/* ---- what is told --------------------------------------------------------------------------- */

#define THREE_LINES "{\"a\":\"01234567890\"}\n{\"b\":\"01234567890\"}\n{\"c\":\"01234567890\"}\n"

static void add_problems(struct cut_problems *problems, uint32_t range, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char reason[20];
        snprintf(reason, sizeof(reason), "%u/%u", range, (unsigned)i);
        assert_int_equal(cut_problems_add(problems, range, i % 2 ? "pfad" : NULL, reason, NULL),
                         FUND_OK);
    }
}

static void test_ends(void **state)
{
    char path[FOLDER_PATH_MAX];
    struct scan_file file = make_file(*state, SLICE(THREE_LINES), path);
    struct cut *cut = open_cut(&file, 10);
    struct cut_problems problems = {.count = 0};
    struct reading_end end = {.release_count = 5, .problem_count = 30};
    struct source_range range;
    uint32_t number;
    assert_true(cut_next(cut, &range, &number));
    assert_true(cut_next(cut, &range, &number));
    add_problems(&problems, 1, 15);
    end.reason = (struct fund_error){.code = FUND_IO, .message = "zwei"};
    cut_take_end(cut, 1, &end, &problems);
    assert_int_equal(problems.count, 0);
    assert_true(cut_next(cut, &range, &number));
    assert_false(cut_next(cut, &range, &number));
    assert_false(cut_is_done(cut));
    add_problems(&problems, 2, 4);
    end.reason.code = FUND_LIMIT;
    cut_take_end(cut, 2, &end, &problems);
    assert_false(cut_is_done(cut));
    add_problems(&problems, 0, READING_PROBLEMS_MAX + 3);
    cut_problems_clear(&problems);
    add_problems(&problems, 0, 7);
    end.reason.code = FUND_OK;
    cut_take_end(cut, 0, &end, &problems);
    assert_true(cut_is_done(cut));
    assert_int_equal(cut_end(cut)->release_count, 15);
    assert_int_equal(cut_end(cut)->problem_count, 90);
    assert_int_equal(cut_end(cut)->reason.code, FUND_IO);
    const struct cut_problems *all = cut_problems(cut);
    assert_int_equal(all->count, READING_PROBLEMS_MAX);
    assert_string_equal(all->items[0].reason, "0/0");
    assert_null(all->items[0].path);
    assert_string_equal(all->items[6].reason, "0/6");
    assert_string_equal(all->items[7].reason, "1/0");
    assert_string_equal(all->items[READING_PROBLEMS_MAX - 1].reason, "1/12");
    assert_string_equal(all->items[8].path, "pfad");
    cut_close(cut);
}

/* ---- releases without an identifier --------------------------------------------------------- */

static void take_keyed(struct cut *cut, struct catalogue *catalogue, uint32_t range,
                       uint64_t title_hash, uint32_t before)
{
    const struct source_key key = {true, title_hash, 19000, before};
    const struct reading_release release = {.id = SLICE("vorher"),
                                            .published = 19000,
                                            .state = {.source_hash = 1, .content_hash = 2},
                                            .key = key};
    assert_int_equal(catalogue_add(catalogue, 7, range, 0, &release, NULL), FUND_OK);
    assert_int_equal(cut_take_key(cut, range, &key, catalogue, NULL), FUND_OK);
}

/* Of ranges that are read in the order 1, 0 (of which a worker dies), 0. */
static void test_keys(void **state)
{
    char path[FOLDER_PATH_MAX];
    struct scan_file file = make_file(*state, SLICE(THREE_LINES), path);
    struct cut *cut = open_cut(&file, 10);
    struct catalogue catalogue;
    assert_int_equal(catalogue_create(&catalogue, NULL), FUND_OK);
    take_keyed(cut, &catalogue, 1, 4711, 0);
    take_keyed(cut, &catalogue, 1, 4711, 1);
    take_keyed(cut, &catalogue, 1, 4712, 0);
    take_keyed(cut, &catalogue, 0, 4711, 0);
    catalogue_forget(&catalogue, 7, 0);
    take_keyed(cut, &catalogue, 0, 4711, 0);
    take_keyed(cut, &catalogue, 0, 4713, 0);
    assert_int_equal(cut_settle_keys(cut, &catalogue, NULL), FUND_OK);
    static const uint32_t expected[] = {1, 2, 0, 0, 0, 0};
    assert_int_equal(catalogue.count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(catalogue.items[i].before, expected[i]);
    /* 4711 is 1267 in hexadecimal */
    assert_int_equal(catalogue.items[1].source_hash,
                     state_hash_source(SLICE("/eingang/datei.jsonl#000000000000126719000+2")));
    assert_int_equal(catalogue.items[2].source_hash, 1);
    assert_int_not_equal(catalogue.items[0].id, catalogue.items[1].id);
    assert_int_equal(catalogue.items[2].id, catalogue.items[4].id);
    catalogue_finish(&catalogue);
    cut_close(cut);
}

/* The release itself gets what the catalogue has. */
static void test_repeat(void **state)
{
    (void)state;
    struct release release;
    struct buffer source = buffer_init(1000), id = buffer_init(1000);
    release_init(&release);
    release.file = SLICE("datei.jsonl#12");
    release.source = SLICE("/eingang/datei.jsonl#0000000000001267");
    release.text = SLICE("Titel");
    release.title = (struct range){0, 5};
    release.published = 19000;
    const struct source_key key = {true, dict_hash(SLICE("Titel")), 19000, 3};
    assert_int_equal(source_key_identity(SLICE("datei.jsonl"), SLICE("/eingang/datei.jsonl"), &key,
                                         &source, &id, NULL),
                     FUND_OK);
    assert_int_equal(source_repeat(&release, 3, NULL), FUND_OK);
    assert_true(slice_equal(release.source, buffer_slice(&source)));
    assert_true(slice_equal(release.id, buffer_slice(&id)));
    assert_true(slice_ends_with(release.source, SLICE("19000+3")));
    assert_true(slice_starts_with(release.id, SLICE("datei-")));
    buffer_finish(&source);
    buffer_finish(&id);
    release_finish(&release);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_ranges, temporary_folder_make,
                                        temporary_folder_remove),
        cmocka_unit_test(test_unreadable),
        cmocka_unit_test_setup_teardown(test_ends, temporary_folder_make, temporary_folder_remove),
        cmocka_unit_test_setup_teardown(test_keys, temporary_folder_make, temporary_folder_remove),
        cmocka_unit_test(test_repeat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
