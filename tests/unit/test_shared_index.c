/*
 * One thing for each revision, shared: when it is made, who waits, and when it is destroyed.
 */
#include "query/lib/base/shared_index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#define THREADS 8

static atomic_int made, destroyed;

/* *context: milliseconds that it takes; negative: it fails. */
static fund_status make(void *context, void **thing, struct fund_error *error)
{
    const int *takes_ms = context;
    if (*takes_ms < 0)
        return error_set(error, FUND_MODIFIED, "overtaken");
    struct timespec pause = {0, *takes_ms * 1000000L};
    nanosleep(&pause, NULL);
    int *number = malloc(sizeof(*number));
    if (number == NULL)
        return error_no_memory(error);
    *number = ++made;
    *thing = number;
    return FUND_OK;
}

static void destroy(void *thing)
{
    destroyed++;
    free(thing);
}

static int set_up(void **state)
{
    (void)state;
    made = destroyed = 0;
    return 0;
}

static int take(struct shared_index *index, uint64_t revision, bool is_urgent, int takes_ms,
                struct shared_thing **thing)
{
    assert_int_equal(shared_index_take(index, revision, is_urgent, make, &takes_ms, thing, NULL),
                     FUND_OK);
    return *(const int *)shared_thing_get(*thing);
}

static void test_revisions(void **state)
{
    struct shared_index index;
    struct shared_thing *first = NULL, *again = NULL, *second = NULL, *older = NULL;
    (void)state;
    assert_true(shared_index_init(&index, 60000, 1, destroy));
    assert_int_equal(take(&index, 10, false, 0, &first), 1);
    assert_int_equal(take(&index, 10, false, 0, &again), 1);
    assert_int_equal(take(&index, 11, false, 0, &older),
                     1); /* young enough for the next revision */
    assert_int_equal(take(&index, 11, true, 0, &second), 2); /* but not where it is urgent */
    assert_int_equal(destroyed, 0);
    shared_index_leave(&index, first);
    shared_index_leave(&index, again);
    shared_index_leave(&index, older);
    assert_int_equal(destroyed, 1); /* nobody has the first any more */
    shared_index_leave(&index, second);
    shared_index_leave(&index, NULL);
    assert_int_equal(destroyed, 1); /* the newest is kept */
    shared_index_finish(&index);
    assert_int_equal(destroyed, 2);
}

static void test_pause(void **state)
{
    struct shared_index index;
    struct shared_thing *thing = NULL;
    struct timespec pause = {0, 30000000L};
    (void)state;
    assert_true(shared_index_init(&index, 20, 0, destroy));
    assert_int_equal(take(&index, 1, false, 0, &thing), 1);
    shared_index_leave(&index, thing);
    nanosleep(&pause, NULL);
    assert_int_equal(take(&index, 2, false, 0, &thing), 2);
    shared_index_leave(&index, thing);
    shared_index_finish(&index);
    /* what took 20 ms is kept for ten thousand times as long */
    assert_true(shared_index_init(&index, 1, 10000, destroy));
    assert_int_equal(take(&index, 1, false, 20, &thing), 3);
    shared_index_leave(&index, thing);
    nanosleep(&pause, NULL);
    assert_int_equal(take(&index, 2, false, 0, &thing), 3);
    shared_index_leave(&index, thing);
    shared_index_finish(&index);
}

/* A failure is the caller's, unless there is an older thing. */
static void test_failures(void **state)
{
    struct shared_index index;
    struct shared_thing *thing = NULL;
    struct fund_error error = {.code = FUND_OK};
    int fails = -1;
    (void)state;
    assert_true(shared_index_init(&index, 0, 0, destroy));
    assert_int_equal(shared_index_take(&index, 1, false, make, &fails, &thing, &error),
                     FUND_MODIFIED);
    assert_int_equal(error.code, FUND_MODIFIED);
    assert_null(thing);
    assert_int_equal(take(&index, 1, false, 0, &thing), 1);
    shared_index_leave(&index, thing);
    assert_int_equal(take(&index, 2, false, -1, &thing), 1);
    shared_index_leave(&index, thing);
    thing = NULL;
    assert_int_equal(shared_index_take(&index, 3, true, make, &fails, &thing, &error),
                     FUND_MODIFIED);
    assert_null(thing);
    assert_int_equal(take(&index, 3, true, 0, &thing), 2);
    shared_index_leave(&index, thing);
    shared_index_finish(&index);
}

static void *work(void *context)
{
    struct shared_thing *thing = NULL;
    int takes_ms = 30;
    if (shared_index_take(context, 1, false, make, &takes_ms, &thing, NULL) != FUND_OK)
        return context;
    bool is_first = *(const int *)shared_thing_get(thing) == 1;
    shared_index_leave(context, thing);
    return is_first ? NULL : context;
}

/* Many want the first one at once: it is made once. */
static void test_threads(void **state)
{
    struct shared_index index;
    pthread_t threads[THREADS];
    (void)state;
    assert_true(shared_index_init(&index, 60000, 1, destroy));
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work, &index), 0);
    for (int i = 0; i < THREADS; i++) {
        void *failed = NULL;
        assert_int_equal(pthread_join(threads[i], &failed), 0);
        assert_null(failed);
    }
    assert_int_equal(made, 1);
    shared_index_finish(&index);
    assert_int_equal(destroyed, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_revisions, set_up),
        cmocka_unit_test_setup(test_pause, set_up),
        cmocka_unit_test_setup(test_failures, set_up),
        cmocka_unit_test_setup(test_threads, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
