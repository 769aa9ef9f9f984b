/*
 * What an archive remembers of releases that are gone, up to its limit and beyond.
 */
#include "indexer/deletions.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/temporary_folder.h"

struct fixture {
    const struct temporary_folder *folder;
    char path[FOLDER_PATH_MAX];
    struct store_writer *writer;
    struct store_reader *reader;
    struct deletions deletions;
};

static void open_all(struct fixture *fixture, const struct temporary_folder *folder)
{
    temporary_path(folder, "archiv", fixture->path);
    assert_int_equal(store_writer_open(fixture->path, STORE_CREATE, 0, &fixture->writer, NULL),
                     FUND_OK);
    assert_int_equal(store_reader_open(fixture->path, &fixture->reader, NULL), FUND_OK);
    assert_int_equal(deletions_open(&fixture->deletions, fixture->writer, fixture->reader, NULL),
                     FUND_OK);
}

static void close_all(struct fixture *fixture)
{
    deletions_close(&fixture->deletions);
    store_reader_close(fixture->reader);
    store_writer_close(fixture->writer);
}

static void commit(struct fixture *fixture)
{
    assert_int_equal(store_writer_commit(fixture->writer, NULL), FUND_OK);
    assert_int_equal(store_reader_reopen(fixture->reader, NULL, NULL), FUND_OK);
}

static bool is_known(struct fixture *fixture, const char *id, struct schema_deletion *deletion)
{
    bool is_there = false;
    assert_int_equal(deletions_find(&fixture->deletions, fixture->reader, slice_from(id), &is_there,
                                    deletion, NULL),
                     FUND_OK);
    return is_there;
}

static void test_add_find_remove(void **state)
{
    struct fixture fixture;
    struct schema_deletion found;
    open_all(&fixture, *state);
    const struct schema_deletion deletion = {300, UINT64_MAX, true};
    assert_false(is_known(&fixture, "a", &found));
    assert_int_equal(deletions_add(&fixture.deletions, SLICE("a"), &deletion, NULL), FUND_OK);
    commit(&fixture);
    assert_true(is_known(&fixture, "a", &found));
    assert_int_equal(found.revision, 300);
    assert_true(found.content_hash == UINT64_MAX);
    assert_true(found.is_by_user);
    assert_false(is_known(&fixture, "b", &found));
    assert_int_equal(deletions_remove(&fixture.deletions, SLICE("a"), NULL), FUND_OK);
    commit(&fixture);
    assert_false(is_known(&fixture, "a", &found));
    close_all(&fixture);
}

/* One more than there may be: the oldest go, what a user deleted stays. */
static void test_limit(void **state)
{
    struct fixture fixture;
    struct schema_deletion found;
    struct slice from = {NULL, 0};
    open_all(&fixture, *state);
    for (uint32_t i = 1; i <= SCHEMA_DELETIONS_MAX + 2; i++) {
        char id[16];
        const struct schema_deletion deletion = {i, 0, i == 1};
        snprintf(id, sizeof(id), "%" PRIu32, i);
        assert_int_equal(deletions_add(&fixture.deletions, slice_from(id), &deletion, NULL),
                         FUND_OK);
    }
    commit(&fixture);
    assert_int_equal(deletions_trim(&fixture.deletions, fixture.reader, NULL), FUND_OK);
    commit(&fixture);
    assert_true(is_known(&fixture, "1", &found));
    assert_false(is_known(&fixture, "2", &found));
    assert_false(is_known(&fixture, "10002", &found));
    assert_true(is_known(&fixture, "10003", &found));
    assert_int_equal(
        store_reader_metadata(fixture.reader, SLICE(SCHEMA_META_REVISION_FROM), &from, NULL),
        FUND_OK);
    assert_int_equal(schema_decode_revision(from), 10002);
    close_all(&fixture);
}

static void test_revisions(void **state)
{
    (void)state;
    static const struct {
        uint64_t revision;
        size_t size;
    } rows[] = {{0, 0}, {1, 1}, {255, 1}, {256, 2}, {UINT64_MAX, 8}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char bytes[SCHEMA_REVISION_SIZE];
        size_t size = schema_encode_revision(rows[i].revision, bytes);
        assert_int_equal(size, rows[i].size);
        assert_true(schema_decode_revision(slice_of(bytes, size)) == rows[i].revision);
    }
    assert_int_equal(schema_decode_revision(SLICE("123456789")), 0);
    struct schema_deletion deletion;
    assert_false(schema_decode_deletion(SLICE(""), &deletion));
    assert_false(schema_decode_deletion(SLICE("123456789012345678"), &deletion));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_add_find_remove, temporary_folder_make,
                                        temporary_folder_remove),
        cmocka_unit_test_setup_teardown(test_limit, temporary_folder_make, temporary_folder_remove),
        cmocka_unit_test(test_revisions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
