/*
 * See team.h.
 */
#include "indexer/team.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define WAIT_MS 500
/* Descriptors of a worker are moved out of the way of the two that it expects. */
#define DESCRIPTORS_FROM 10
#define TUNABLES         "GLIBC_TUNABLES"
/* Huge pages, and what was freed is kept: the next part needs as much. */
#define MEMORY_SETTINGS                                                                            \
    "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=33554432:"                                 \
    "glibc.malloc.trim_threshold=268435456"

void team_init(struct team *team, size_t size, int lock_file)
{
    *team = (struct team){.size = size < WORKER_MAX ? size : WORKER_MAX, .lock_file = lock_file};
}

static int await(struct team_member *member)
{
    int result = 0;
    close(member->socket);
    buffer_finish(&member->inbox.bytes);
    while (waitpid(member->process, &result, 0) < 0 && errno == EINTR)
        continue;
    member->process = 0;
    return result;
}

void team_finish(struct team *team)
{
    for (size_t i = 0; i < team->size; i++) {
        if (team->members[i].process == 0)
            continue;
        kill(team->members[i].process, SIGKILL);
        await(&team->members[i]);
    }
}

/* Where the user has settings of their own, those hold. */
static void set_up_memory(void)
{
    setenv(TUNABLES, MEMORY_SETTINGS, 0);
}

/* In the child: only returns where it fails. */
static void become_worker(int socket, int lock_file, pid_t leader)
{
    char name[] = "fundstelle-index", option[] = WORKER_OPTION;
    char *const arguments[] = {name, option, NULL};
    int own = fcntl(socket, F_DUPFD, DESCRIPTORS_FROM);
    int lock = lock_file >= 0 ? fcntl(lock_file, F_DUPFD, DESCRIPTORS_FROM) : -1;
    if (own < 0 || dup2(own, WORKER_SOCKET) < 0)
        return;
    if (lock >= 0 && dup2(lock, WORKER_LOCK) < 0)
        return;
    close(own);
    if (lock >= 0)
        close(lock);
    /* The leader decides what a signal to the whole group means. */
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != leader)
        return;
    set_up_memory();
    execv("/proc/self/exe", arguments);
}

fund_status team_start(struct team *team, size_t member, struct fund_error *error)
{
    int sockets[2];
    if (team->death_count > TEAM_DEATHS_MAX)
        return error_set(error, FUND_LIMIT, "more than %d workers have died", TEAM_DEATHS_MAX);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
        return error_set(error, FUND_IO, "cannot start a worker: %s", strerror(errno));
    pid_t leader = getpid();
    pid_t process = fork();
    if (process == 0) {
        become_worker(sockets[1], team->lock_file, leader);
        _exit(EXIT_FAILURE);
    }
    int reason = errno;
    close(sockets[1]);
    if (process < 0) {
        close(sockets[0]);
        return error_set(error, FUND_IO, "cannot start a worker: %s", strerror(reason));
    }
    team->members[member] = (struct team_member){process, sockets[0], true, wire_inbox_init()};
    return FUND_OK;
}

/* A worker that never said a word will not do better the next time. */
static fund_status bury(struct team *team, size_t member, char how[static 64],
                        struct fund_error *error)
{
    bool is_failing = team->members[member].is_failing;
    int result = await(&team->members[member]);
    team->death_count++;
    if (WIFSIGNALED(result))
        snprintf(how, 64, "signal %d", WTERMSIG(result));
    else
        snprintf(how, 64, "exit code %d", WIFEXITED(result) ? WEXITSTATUS(result) : -1);
    if (is_failing && team->death_count > WORKER_MAX)
        return error_set(error, FUND_IO, "workers cannot be started (%s)", how);
    return FUND_OK;
}

/* The next message that has come, not always of the first, so that none is kept waiting. */
static fund_status take_message(struct team *team, struct wire_in *in, enum team_event *event,
                                size_t *member, struct fund_error *error)
{
    *event = TEAM_NOTHING;
    for (size_t i = 0; i < team->size; i++) {
        size_t at = (i + *member + 1) % team->size;
        struct team_member *from = &team->members[at];
        if (from->process == 0 || !wire_has_message(&from->inbox))
            continue;
        *member = at;
        *event = TEAM_MESSAGE;
        from->is_failing = false;
        return wire_take(&from->inbox, in, error);
    }
    return FUND_OK;
}

/* Takes what has come from all; *gone is one that has ended, or team->size. */
static fund_status fill_inboxes(struct team *team, size_t *gone, struct fund_error *error)
{
    struct pollfd polled[WORKER_MAX];
    size_t members[WORKER_MAX], count = 0;
    for (size_t i = 0; i < team->size; i++) {
        if (team->members[i].process == 0)
            continue;
        members[count] = i;
        polled[count++] = (struct pollfd){team->members[i].socket, POLLIN, 0};
    }
    int ready = poll(polled, (nfds_t)count, WAIT_MS);
    if (ready < 0 && errno != EINTR)
        return error_set(error, FUND_IO, "cannot wait for workers: %s", strerror(errno));
    *gone = team->size;
    for (size_t i = 0; ready > 0 && i < count; i++) {
        struct team_member *from = &team->members[members[i]];
        fund_status status = FUND_OK;
        if (polled[i].revents != 0)
            status = wire_fill(from->socket, &from->inbox, error);
        if (status == FUND_NETWORK)
            *gone = members[i];
        else if (status != FUND_OK)
            return status;
    }
    return FUND_OK;
}

fund_status team_wait(struct team *team, struct wire_in *in, enum team_event *event, size_t *member,
                      char how[static 64], struct fund_error *error)
{
    size_t gone = team->size;
    fund_status status = take_message(team, in, event, member, error);
    if (status != FUND_OK || *event == TEAM_MESSAGE)
        return status;
    status = fill_inboxes(team, &gone, error);
    if (status == FUND_OK)
        status = take_message(team, in, event, member, error);
    if (status != FUND_OK || *event == TEAM_MESSAGE || gone == team->size)
        return status; /* who is gone will be so the next time */
    *member = gone;
    *event = TEAM_DEATH;
    return bury(team, gone, how, error);
}

fund_status team_send(struct team *team, size_t member, struct wire_out *out,
                      struct fund_error *error)
{
    struct fund_error reason = {.code = FUND_OK};
    if (team->members[member].process == 0)
        return FUND_OK;
    fund_status status = wire_send(team->members[member].socket, out, &reason);
    if (status == FUND_OK || status == FUND_NETWORK)
        return FUND_OK;
    return error_set(error, status, "%s", reason.message);
}
