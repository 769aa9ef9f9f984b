/*
 * The leader's side of worker processes: messages, deaths, ends. This program is its own worker.
 */
#include "indexer/team.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Set: a worker ends at once, without a word. */
#define MUTE "FUNDSTELLE_TEST_TEAM_MUTE"

/* ---- the worker ----------------------------------------------------------------------------- */

enum order {
    ECHO,     /* sends the number back */
    SEND,     /* sends as many messages, each with its number */
    END,      /* with the number as exit code */
    DIE,      /* of the signal */
    TELL,     /* what it has been given: see tell() */
    WRITE,    /* the number as a byte into the lock file */
    TELL_HUGE /* the head of a message beyond all bounds */
};

static bool is_open(int file)
{
    return fcntl(file, F_GETFD) >= 0;
}

static bool ignores(int signal_number)
{
    struct sigaction action;
    return sigaction(signal_number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static void tell(struct wire_out *out)
{
    const char *tunables = getenv("GLIBC_TUNABLES");
    wire_put_number(out, is_open(WORKER_LOCK));
    wire_put_number(out, ignores(SIGINT) && ignores(SIGTERM));
    wire_put_string(out, slice_from(tunables != NULL ? tunables : ""));
    wire_put_number(out, (uint64_t)getpid());
}

static void obey(uint32_t order, uint64_t number, struct wire_out *out)
{
    static const uint32_t huge[2] = {WIRE_SIZE_MAX + 1, 0};
    const char byte = (char)number;
    ssize_t size = 0;
    switch (order) {
    case END:
        _exit((int)number);
    case DIE:
        raise((int)number);
        break;
    case WRITE:
        size = write(WORKER_LOCK, &byte, 1);
        break;
    case TELL_HUGE:
        size = write(WORKER_SOCKET, huge, sizeof(huge));
        break;
    default:
        break;
    }
    for (uint64_t i = 0; i < (order == SEND ? number : 1); i++) {
        wire_begin(out, order);
        wire_put_number(out, order == SEND ? i : number);
        if (order == TELL)
            tell(out);
        wire_send(WORKER_SOCKET, out, NULL);
    }
    (void)size;
}

static int be_worker(void)
{
    struct wire_in in = wire_in_init();
    struct wire_out out = wire_out_init();
    if (getenv(MUTE) != NULL)
        return 3;
    while (wire_receive(WORKER_SOCKET, &in, NULL) == FUND_OK)
        obey(in.kind, wire_get_number(&in), &out);
    buffer_finish(&in.bytes);
    buffer_finish(&out.bytes);
    return EXIT_SUCCESS;
}

/* ---- the leader ----------------------------------------------------------------------------- */

struct leader {
    struct team team;
    struct wire_in in;
    struct wire_out out;
    size_t member;
    char how[64];
    struct fund_error error;
};

static struct leader *begin(size_t size, int lock_file)
{
    struct leader *leader = calloc(1, sizeof(*leader));
    assert_non_null(leader);
    leader->in = wire_in_init();
    leader->out = wire_out_init();
    team_init(&leader->team, size, lock_file);
    return leader;
}

static struct leader *begin_started(size_t size, int lock_file)
{
    struct leader *leader = begin(size, lock_file);
    for (size_t i = 0; i < size; i++)
        assert_int_equal(team_start(&leader->team, i, NULL), FUND_OK);
    return leader;
}

static void finish(struct leader *leader)
{
    team_finish(&leader->team);
    for (size_t i = 0; i < leader->team.size; i++)
        assert_int_equal(leader->team.members[i].process, 0);
    buffer_finish(&leader->in.bytes);
    buffer_finish(&leader->out.bytes);
    free(leader);
}

static void order(struct leader *leader, size_t member, enum order what, uint64_t number)
{
    wire_begin(&leader->out, what);
    wire_put_number(&leader->out, number);
    assert_int_equal(team_send(&leader->team, member, &leader->out, &leader->error), FUND_OK);
}

static fund_status wait_for(struct leader *leader, enum team_event *event)
{
    fund_status status = FUND_OK;
    *event = TEAM_NOTHING;
    while (status == FUND_OK && *event == TEAM_NOTHING)
        status = team_wait(&leader->team, &leader->in, event, &leader->member, leader->how,
                           &leader->error);
    return status;
}

static uint64_t wait_for_number(struct leader *leader)
{
    enum team_event event;
    assert_int_equal(wait_for(leader, &event), FUND_OK);
    assert_int_equal(event, TEAM_MESSAGE);
    return wire_get_number(&leader->in);
}

static void wait_for_death(struct leader *leader, size_t member, const char *how)
{
    enum team_event event;
    assert_int_equal(wait_for(leader, &event), FUND_OK);
    assert_int_equal(event, TEAM_DEATH);
    assert_int_equal(leader->member, member);
    assert_string_equal(leader->how, how);
    assert_int_equal(leader->team.members[member].process, 0);
}

static void test_messages(void **state)
{
    (void)state;
    struct leader *leader = begin_started(3, -1);
    bool has_answered[3] = {false, false, false};
    for (size_t i = 0; i < 3; i++)
        order(leader, i, ECHO, 10 + i);
    for (size_t i = 0; i < 3; i++) {
        uint64_t number = wait_for_number(leader);
        assert_int_equal(number, 10 + leader->member);
        assert_false(has_answered[leader->member]);
        has_answered[leader->member] = true;
    }
    finish(leader);
}

static void test_nothing(void **state)
{
    (void)state;
    struct leader *leader = begin_started(1, -1);
    enum team_event event = TEAM_DEATH;
    assert_int_equal(
        team_wait(&leader->team, &leader->in, &event, &leader->member, leader->how, NULL), FUND_OK);
    assert_int_equal(event, TEAM_NOTHING);
    finish(leader);
}

static void test_most_members(void **state)
{
    (void)state;
    struct team team;
    team_init(&team, WORKER_MAX + 1, -1);
    assert_int_equal(team.size, WORKER_MAX);
    team_finish(&team);
}

/* Until all that the member has to say can be read. */
static void await_bytes(const struct leader *leader, size_t member, int wanted)
{
    int there = 0;
    while (there < wanted) {
        assert_int_equal(ioctl(leader->team.members[member].socket, FIONREAD, &there), 0);
        usleep(1000);
    }
}

/* Who talks much does not keep the others waiting. */
static void test_turns(void **state)
{
    (void)state;
    enum { MESSAGES = 20, BYTES = MESSAGES * (WIRE_HEAD_SIZE + 8) };
    struct leader *leader = begin_started(2, -1);
    order(leader, 0, SEND, MESSAGES);
    order(leader, 1, SEND, MESSAGES);
    await_bytes(leader, 0, BYTES);
    await_bytes(leader, 1, BYTES);
    for (uint64_t i = 0; i < MESSAGES; i++) {
        assert_int_equal(wait_for_number(leader), i);
        size_t first = leader->member;
        assert_int_equal(wait_for_number(leader), i);
        assert_int_not_equal(leader->member, first);
    }
    finish(leader);
}

static void test_deaths(void **state)
{
    (void)state;
    struct leader *leader = begin_started(2, -1);
    order(leader, 1, DIE, SIGKILL);
    struct pollfd polled = {leader->team.members[1].socket, 0, 0};
    assert_int_equal(poll(&polled, 1, -1), 1); /* it hangs up */
    order(leader, 1, ECHO, 4);                 /* to nobody, which is no failure */
    wait_for_death(leader, 1, "signal 9");
    order(leader, 1, ECHO, 5);
    assert_int_equal(team_start(&leader->team, 1, NULL), FUND_OK);
    order(leader, 1, ECHO, 6);
    assert_int_equal(wait_for_number(leader), 6);
    assert_int_equal(leader->member, 1);
    order(leader, 0, END, 7);
    wait_for_death(leader, 0, "exit code 7");
    assert_int_equal(leader->team.death_count, 2);
    finish(leader);
}

/* What the member sent before it died is still read. */
static void test_last_words(void **state)
{
    (void)state;
    char how[64];
    struct leader *leader = begin_started(1, -1);
    order(leader, 0, SEND, 3);
    order(leader, 0, DIE, SIGUSR1);
    for (uint64_t i = 0; i < 3; i++)
        assert_int_equal(wait_for_number(leader), i);
    snprintf(how, sizeof(how), "signal %d", SIGUSR1);
    wait_for_death(leader, 0, how);
    finish(leader);
}

static void test_too_many_deaths(void **state)
{
    (void)state;
    struct leader *leader = begin(1, -1);
    leader->team.death_count = TEAM_DEATHS_MAX;
    assert_int_equal(team_start(&leader->team, 0, NULL), FUND_OK);
    order(leader, 0, ECHO, 1);
    assert_int_equal(wait_for_number(leader), 1);
    order(leader, 0, END, 0);
    wait_for_death(leader, 0, "exit code 0");
    assert_int_equal(team_start(&leader->team, 0, &leader->error), FUND_LIMIT);
    assert_non_null(strstr(leader->error.message, "have died"));
    finish(leader);
}

/* Where no worker ever says a word the run ends, and tells how they went. */
static void test_mute(void **state)
{
    (void)state;
    struct leader *leader = begin(1, -1);
    fund_status status = FUND_OK;
    int started = 0;
    leader->team.death_count = WORKER_MAX - 2;
    assert_int_equal(setenv(MUTE, "1", 1), 0);
    for (; status == FUND_OK && started < 10; started++) {
        enum team_event event;
        assert_int_equal(team_start(&leader->team, 0, NULL), FUND_OK);
        status = wait_for(leader, &event);
        assert_int_equal(event, TEAM_DEATH);
    }
    assert_int_equal(unsetenv(MUTE), 0);
    assert_int_equal(status, FUND_IO);
    assert_non_null(strstr(leader->error.message, "cannot be started (exit code 3)"));
    assert_int_equal(started, 3);
    finish(leader);
}

static void test_damaged_message(void **state)
{
    (void)state;
    struct leader *leader = begin_started(1, -1);
    enum team_event event;
    order(leader, 0, TELL_HUGE, 0);
    assert_int_equal(wait_for(leader, &event), FUND_INTERNAL);
    finish(leader);
}

static uint64_t tell_tunables(struct leader *leader, char tunables[static 100])
{
    order(leader, 0, TELL, 0);
    wait_for_number(leader);
    bool has_lock = wire_get_number(&leader->in) != 0;
    assert_true(wire_get_number(&leader->in) != 0); /* signals are the leader's */
    snprintf(tunables, 100, "%s", wire_get_string(&leader->in).data);
    assert_int_equal(wire_get_number(&leader->in), leader->team.members[0].process);
    return has_lock;
}

static void test_surroundings(void **state)
{
    (void)state;
    char tunables[100];
    const char *before = getenv("GLIBC_TUNABLES");
    char *kept = before != NULL ? strdup(before) : NULL;
    assert_int_equal(unsetenv("GLIBC_TUNABLES"), 0);
    struct leader *leader = begin_started(1, -1);
    assert_false(tell_tunables(leader, tunables));
    assert_non_null(strstr(tunables, "glibc.malloc.hugetlb=1:"));
    assert_null(getenv("GLIBC_TUNABLES"));
    finish(leader);
    assert_int_equal(setenv("GLIBC_TUNABLES", "glibc.malloc.tcache_count=7", 1), 0);
    leader = begin_started(1, -1);
    tell_tunables(leader, tunables);
    assert_string_equal(tunables, "glibc.malloc.tcache_count=7");
    finish(leader);
    if (kept != NULL)
        setenv("GLIBC_TUNABLES", kept, 1);
    else
        unsetenv("GLIBC_TUNABLES");
    free(kept);
}

/* Closed in workers but for what they are given. */
static void make_pipe(int ends[static 2])
{
    assert_int_equal(pipe(ends), 0);
    for (int i = 0; i < 2; i++)
        assert_int_equal(fcntl(ends[i], F_SETFD, FD_CLOEXEC), 0);
}

/* True at the end of the pipe: nobody holds its other end any more. */
static bool is_let_go(int reading_end)
{
    char byte;
    return read(reading_end, &byte, 1) == 0;
}

/* The lock is held as long as a worker lives, and no longer. */
static void test_lock(void **state)
{
    (void)state;
    int ends[2];
    char byte = 0;
    make_pipe(ends);
    struct leader *leader = begin_started(1, ends[1]);
    close(ends[1]);
    order(leader, 0, WRITE, 'x');
    assert_int_equal(wait_for_number(leader), 'x');
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(byte, 'x');
    struct pollfd polled = {ends[0], POLLIN, 0};
    assert_int_equal(poll(&polled, 1, 0), 0);
    finish(leader);
    assert_true(is_let_go(ends[0]));
    close(ends[0]);
}

/* A leader that is killed takes its workers with it, busy or not. */
static void test_leader_dies(void **state)
{
    (void)state;
    int ends[2];
    make_pipe(ends);
    pid_t child = fork();
    assert_int_not_equal(child, -1);
    if (child == 0) {
        struct leader *leader = begin_started(2, ends[1]);
        order(leader, 0, ECHO, 1);
        wait_for_number(leader);
        raise(SIGKILL);
    }
    close(ends[1]);
    int result = 0;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFSIGNALED(result));
    assert_true(is_let_go(ends[0]));
    close(ends[0]);
}

static bool is_simulated(void)
{
    const char *preloaded = getenv("LD_PRELOAD");
    return preloaded != NULL && strstr(preloaded, "vgpreload") != NULL;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_messages),     cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_most_members), cmocka_unit_test(test_turns),
        cmocka_unit_test(test_deaths),       cmocka_unit_test(test_last_words),
        cmocka_unit_test(test_mute),         cmocka_unit_test(test_too_many_deaths),
        cmocka_unit_test(test_surroundings), cmocka_unit_test(test_damaged_message),
        cmocka_unit_test(test_lock),         cmocka_unit_test(test_leader_dies),
    };
    if (argc == 2 && strcmp(argv[1], WORKER_OPTION) == 0)
        return be_worker();
    if (is_simulated()) {
        puts("skipped: valgrind is what would be executed anew");
        return 77;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
