/*
 * When columns of a whole archive are read, and who shares them.
 */
#include "query/lib/facets/shelf.h"

#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define RELEASES 320 /* one lookup costs as much as 16 of them */

struct test {
    char folder[256], path[300];
    char ids[RELEASES][16];
    struct sample_release releases[RELEASES];
    store_docid hits[RELEASES];
    fund_archive *archive;
};

static int set_up(void **state)
{
    struct test *test = calloc(1, sizeof(*test));
    if (test == NULL || !sample_make_folder(test->folder, sizeof(test->folder)))
        return -1;
    *state = test;
    snprintf(test->path, sizeof(test->path), "%s/archiv", test->folder);
    for (int i = 0; i < RELEASES; i++) {
        snprintf(test->ids[i], sizeof(test->ids[i]), "id-%03d", i);
        test->releases[i] = (struct sample_release){
            .id = test->ids[i], .title = "Neues vom Markt", .body = "Der Markt öffnet um acht."};
        test->hits[i] = (store_docid)i + 1;
    }
    if (!sample_write(test->path, test->releases, RELEASES))
        return -1;
    return fund_archive_open(test->path, NULL, &test->archive, NULL) == FUND_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    fund_archive_close(test->archive);
    sample_clean_up(test->folder);
    free(test);
    return 0;
}

/* A call that borrows columns for its first hits. */
struct call {
    const struct test *test;
    size_t hit_count;
    bool with_names;
    const struct columns *columns; /* what was lent; only to be compared */
    bool is_own;
    size_t row_count;
};

static fund_status borrow(struct session *session, void *context, struct fund_error *error)
{
    struct call *call = context;
    struct shelf_loan loan;
    fund_status status =
        shelf_lend(session, call->test->hits, call->hit_count, call->with_names, &loan, error);
    if (status != FUND_OK)
        return status;
    call->columns = loan.columns;
    call->is_own = loan.shared == NULL;
    call->row_count = loan.columns->row_count;
    shelf_return(&loan);
    return FUND_OK;
}

static struct call lend(struct test *test, size_t hit_count, bool with_names)
{
    struct call call = {.test = test, .hit_count = hit_count, .with_names = with_names};
    assert_int_equal(session_run(test->archive, borrow, &call, NULL), FUND_OK);
    return call;
}

/* 20 lookups cost as much as the archive: the 21st hit has all read. */
static void test_few(void **state)
{
    struct test *test = *state;
    for (int i = 0; i < 3; i++)
        assert_int_equal(lend(test, 0, true).row_count, 0);
    struct call call = lend(test, 12, true);
    assert_true(call.is_own);
    assert_int_equal(call.row_count, 12);
    call = lend(test, 8, true);
    assert_true(call.is_own);
    call = lend(test, 1, true);
    assert_false(call.is_own);
    assert_int_equal(call.row_count, RELEASES);
}

/* The first call reads only what it needs, however much that is; the second one reads all. */
static void test_first(void **state)
{
    struct test *test = *state;
    struct call call = lend(test, RELEASES - 1, true);
    assert_true(call.is_own);
    assert_int_equal(call.row_count, RELEASES - 1);
    call = lend(test, RELEASES - 1, true);
    assert_false(call.is_own);
    assert_int_equal(call.row_count, RELEASES);
}

/* Once read they serve all calls, few hits or many, until a commit; without names only those that
 * need none. */
static void test_shared(void **state)
{
    struct test *test = *state;
    assert_true(lend(test, RELEASES, false).is_own); /* the first */
    struct call days = lend(test, RELEASES, false);
    assert_false(days.is_own);
    assert_ptr_equal(lend(test, 5, false).columns, days.columns);
    struct call first = lend(test, RELEASES, true);
    assert_ptr_equal(lend(test, 1, true).columns, first.columns);
    assert_ptr_equal(lend(test, RELEASES, false).columns, first.columns);
    assert_true(sample_write(test->path, test->releases, 1));
    struct call few = lend(test, 1, true);
    assert_true(few.is_own); /* nothing is read anew for it */
    struct call second = lend(test, RELEASES, true);
    assert_false(second.is_own);
    assert_int_equal(second.row_count, RELEASES);
    assert_ptr_equal(lend(test, 1, true).columns, second.columns);
}

/* Another alias file makes them old as well. */
static void test_aliases(void **state)
{
    struct test *test = *state;
    lend(test, RELEASES, true); /* the first */
    lend(test, RELEASES, true);
    assert_false(lend(test, 1, true).is_own);
    assert_true(sample_put_file(test->path, "aliases.txt", "place: Au = Auendorf\n"));
    assert_true(lend(test, 1, true).is_own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_few, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_shared, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_aliases, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
