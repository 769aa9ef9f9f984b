/*
 * One thing for each state, shared: when it is made, who waits, and when it is destroyed.
 */
#include "query/lib/base/shared.h"

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

/* Kept for a minute, and some milliseconds or longer than it took to make. */
static const struct shared_kind lasting = {make, destroy, 60000, 1};
static const struct shared_kind fleeting = {make, destroy, 20, 0};
static const struct shared_kind costly = {make, destroy, 1, 10000};
static const struct shared_kind plain = {make, destroy, 0, 0};

static struct shared_wish wish_for(uint64_t state, bool may_be_older)
{
    return (struct shared_wish){.state = state, .may_be_older = may_be_older};
}

static int take(struct shared_place *place, const struct shared_kind *kind, struct shared_wish wish,
                int takes_ms, struct shared_thing **thing)
{
    assert_int_equal(shared_take(place, kind, wish, &takes_ms, thing, NULL), FUND_OK);
    return *(const int *)shared_get(*thing);
}

static void test_revisions(void **state)
{
    struct shared_place place;
    struct shared_thing *first = NULL, *again = NULL, *second = NULL, *older = NULL;
    (void)state;
    assert_true(shared_place_init(&place));
    assert_int_equal(take(&place, &lasting, wish_for(10, true), 0, &first), 1);
    assert_int_equal(take(&place, &lasting, wish_for(10, true), 0, &again), 1);
    assert_int_equal(take(&place, &lasting, wish_for(11, true), 0, &older),
                     1); /* young enough for the next revision */
    assert_int_equal(take(&place, &lasting, wish_for(11, false), 0, &second),
                     2); /* but not where it is urgent */
    assert_int_equal(destroyed, 0);
    shared_leave(&place, first);
    shared_leave(&place, again);
    shared_leave(&place, older);
    assert_int_equal(destroyed, 1); /* nobody has the first any more */
    shared_leave(&place, second);
    shared_leave(&place, NULL);
    assert_int_equal(destroyed, 1); /* the newest is kept */
    shared_place_finish(&place);
    assert_int_equal(destroyed, 2);
}

static void test_pause(void **state)
{
    struct shared_place place;
    struct shared_thing *thing = NULL;
    struct timespec pause = {0, 30000000L};
    (void)state;
    assert_true(shared_place_init(&place));
    assert_int_equal(take(&place, &fleeting, wish_for(1, true), 0, &thing), 1);
    shared_leave(&place, thing);
    nanosleep(&pause, NULL);
    assert_int_equal(take(&place, &fleeting, wish_for(2, true), 0, &thing), 2);
    shared_leave(&place, thing);
    shared_place_finish(&place);
    /* what took 20 ms is kept for ten thousand times as long */
    assert_true(shared_place_init(&place));
    assert_int_equal(take(&place, &costly, wish_for(1, true), 20, &thing), 3);
    shared_leave(&place, thing);
    nanosleep(&pause, NULL);
    assert_int_equal(take(&place, &costly, wish_for(2, true), 0, &thing), 3);
    shared_leave(&place, thing);
    shared_place_finish(&place);
}

/* A failure is the caller's, unless there is an older thing. */
static void test_failures(void **state)
{
    struct shared_place place;
    struct shared_thing *thing = NULL;
    struct fund_error error = {.code = FUND_OK};
    int fails = -1;
    (void)state;
    assert_true(shared_place_init(&place));
    assert_int_equal(shared_take(&place, &plain, wish_for(1, true), &fails, &thing, &error),
                     FUND_MODIFIED);
    assert_int_equal(error.code, FUND_MODIFIED);
    assert_null(thing);
    assert_int_equal(take(&place, &plain, wish_for(1, true), 0, &thing), 1);
    shared_leave(&place, thing);
    assert_int_equal(take(&place, &plain, wish_for(2, true), -1, &thing), 1);
    shared_leave(&place, thing);
    thing = NULL;
    assert_int_equal(shared_take(&place, &plain, wish_for(3, false), &fails, &thing, &error),
                     FUND_MODIFIED);
    assert_null(thing);
    assert_int_equal(take(&place, &plain, wish_for(3, false), 0, &thing), 2);
    shared_leave(&place, thing);
    shared_place_finish(&place);
}

static void *work(void *context)
{
    struct shared_thing *thing = NULL;
    int takes_ms = 30;
    if (shared_take(context, &lasting, wish_for(1, true), &takes_ms, &thing, NULL) != FUND_OK)
        return context;
    bool is_first = *(const int *)shared_get(thing) == 1;
    shared_leave(context, thing);
    return is_first ? NULL : context;
}

/* Many want the first one at once: it is made once. */
static void test_threads(void **state)
{
    struct shared_place place;
    pthread_t threads[THREADS];
    (void)state;
    assert_true(shared_place_init(&place));
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work, &place), 0);
    for (int i = 0; i < THREADS; i++) {
        void *failed = NULL;
        assert_int_equal(pthread_join(threads[i], &failed), 0);
        assert_null(failed);
    }
    assert_int_equal(made, 1);
    shared_place_finish(&place);
    assert_int_equal(destroyed, 1);
}

/* One with all that it can have serves those who want less, not the other way round. */
static void test_full(void **state)
{
    struct shared_place place;
    struct shared_thing *thing = NULL;
    struct shared_wish less = {.state = 1}, all = {.state = 1, .is_full = true};
    (void)state;
    assert_true(shared_place_init(&place));
    assert_null(shared_find(&place, less));
    assert_int_equal(take(&place, &plain, less, 0, &thing), 1);
    shared_leave(&place, thing);
    assert_null(shared_find(&place, all));
    assert_int_equal(take(&place, &plain, all, 0, &thing), 2);
    assert_ptr_equal(shared_find(&place, less), thing);
    shared_leave(&place, thing);
    shared_leave(&place, thing);
    shared_place_finish(&place);
    assert_int_equal(destroyed, 2);
}

/* Work without the thing adds up until it is made; none is always allowed. */
static void test_going_without(void **state)
{
    struct shared_place place;
    struct shared_thing *thing = NULL;
    (void)state;
    assert_true(shared_place_init(&place));
    assert_true(shared_go_without(&place, 6, 10));
    assert_false(shared_go_without(&place, 5, 10));
    assert_true(shared_go_without(&place, 4, 10));
    assert_false(shared_go_without(&place, 1, 10));
    assert_true(shared_go_without(&place, 0, 9));
    assert_int_equal(take(&place, &plain, wish_for(1, false), 0, &thing), 1);
    assert_true(shared_go_without(&place, 10, 10));
    shared_leave(&place, thing);
    shared_place_finish(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_revisions, set_up),
        cmocka_unit_test_setup(test_pause, set_up),
        cmocka_unit_test_setup(test_failures, set_up),
        cmocka_unit_test_setup(test_threads, set_up),
        cmocka_unit_test_setup(test_full, set_up),
        cmocka_unit_test_setup(test_going_without, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
