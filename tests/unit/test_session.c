/*
 * Lending a session: a call that writers overtake is run again, one that fails without any writer
 * is damage.
 */
#include "query/lib/base/session.h"

#include "core/base/clock.h"
#include "query/lib/base/embargo.h"

#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define RELEASES  200
#define FAR_AHEAD INT64_C(32503680000) /* the year 3000 */

struct test {
    char folder[256], path[300];
    char ids[RELEASES][16];
    struct sample_release releases[RELEASES];
    fund_archive *archive;
    int attempts;
    int writes;        /* so many first attempts are overtaken */
    fund_status first; /* what the first attempt at reading gave */
};

static int set_up(void **state)
{
    struct test *test = calloc(1, sizeof(*test));
    if (test == NULL || !sample_make_folder(test->folder, sizeof(test->folder)))
        return -1;
    snprintf(test->path, sizeof(test->path), "%s/archiv", test->folder);
    for (int i = 0; i < RELEASES; i++) {
        snprintf(test->ids[i], sizeof(test->ids[i]), "id-%03d", i);
        test->releases[i] = (struct sample_release){
            .id = test->ids[i], .title = "Neues vom Markt", .body = "Der Markt öffnet um acht."};
    }
    *state = test;
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

static fund_status read_all(struct session *session, struct fund_error *error)
{
    store_docid last = 0;
    struct slice data = {NULL, 0};
    fund_status status = store_reader_last_docid(session->reader, &last, error);
    for (store_docid docid = last - RELEASES + 1; docid <= last && status == FUND_OK; docid++)
        status = store_reader_data(session->reader, docid, &data, error);
    return status;
}

/* Two commits leave nothing of what the reader was opened on. */
static fund_status read_overtaken(struct session *session, void *context, struct fund_error *error)
{
    struct test *test = context;
    if (test->attempts++ < test->writes && !sample_rewrite(test->path, test->releases, RELEASES, 2))
        return FUND_INTERNAL;
    fund_status status = read_all(session, error);
    if (test->attempts == 1)
        test->first = status;
    return status;
}

static void test_overtaken(void **state)
{
    struct test *test = *state;
    test->attempts = 0;
    test->writes = 1;
    assert_int_equal(session_run(test->archive, read_overtaken, test, NULL), FUND_OK);
    assert_int_equal(test->first, FUND_MODIFIED);
    assert_int_equal(test->attempts, 2);
}

static fund_status fail_modified(struct session *session, void *context, struct fund_error *error)
{
    struct test *test = context;
    (void)session;
    if (test->attempts++ < test->writes && !sample_rewrite(test->path, test->releases, RELEASES, 1))
        return FUND_INTERNAL;
    return error_set(error, FUND_MODIFIED, "overtaken");
}

static void test_always_overtaken(void **state)
{
    struct test *test = *state;
    struct fund_error error = {.code = FUND_OK};
    test->attempts = 0;
    test->writes = 12;
    assert_int_equal(session_run(test->archive, fail_modified, test, &error), FUND_IO);
    assert_int_equal(error.code, FUND_IO);
    assert_non_null(strstr(error.message, "faster than it can be read"));
    assert_true(test->attempts > 10);
}

/* A commit before the call is none that overtakes it. */
static void test_damage(void **state)
{
    struct test *test = *state;
    struct fund_error error = {.code = FUND_OK};
    test->attempts = test->writes = 0;
    assert_true(sample_rewrite(test->path, test->releases, RELEASES, 1));
    assert_int_equal(session_run(test->archive, fail_modified, test, &error), FUND_CORRUPT);
    assert_int_equal(error.code, FUND_CORRUPT);
    assert_non_null(strstr(error.message, "is damaged; rebuild it"));
    assert_int_equal(test->attempts, 2);
}

/* What has another reason is not tried again. */
static fund_status fail_limit(struct session *session, void *context, struct fund_error *error)
{
    (void)session;
    ++*(int *)context;
    return error_set(error, FUND_LIMIT, "too much");
}

static void test_other_failure(void **state)
{
    struct test *test = *state;
    struct fund_error error = {.code = FUND_OK};
    int attempts = 0;
    assert_int_equal(session_run(test->archive, fail_limit, &attempts, &error), FUND_LIMIT);
    assert_int_equal(attempts, 1);
    assert_string_equal(error.message, "too much");
}

/* What cannot be kept secret whole is no answer. */
static fund_status find_embargoes(struct session *session, void *context, struct fund_error *error)
{
    store_docid *docids = NULL;
    size_t count = 0;
    int64_t ends = CLOCK_NONE;
    (void)context;
    assert_int_equal(embargo_find(session->reader, 3, &docids, &count, &ends, error), FUND_OK);
    assert_int_equal(count, 3);
    assert_true(docids[0] < docids[1] && docids[1] < docids[2]);
    assert_true(ends == FAR_AHEAD);
    free(docids);
    docids = NULL;
    fund_status status = embargo_find(session->reader, 2, &docids, &count, &ends, error);
    assert_null(docids);
    return status;
}

static void test_too_many_embargoes(void **state)
{
    struct test *test = *state;
    struct fund_error error = {.code = FUND_OK};
    for (int64_t i = 0; i < 3; i++) {
        struct sample_release release = test->releases[i];
        release.embargo = FAR_AHEAD + i;
        assert_true(sample_write(test->path, &release, 1));
    }
    assert_int_equal(session_run(test->archive, find_embargoes, NULL, &error), FUND_LIMIT);
    assert_non_null(strstr(error.message, "more than 2 releases"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_overtaken),
        cmocka_unit_test(test_always_overtaken),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_other_failure),
        cmocka_unit_test(test_too_many_embargoes),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
