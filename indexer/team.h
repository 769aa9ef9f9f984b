/*
 * team: the worker processes of a run, as their leader sees them. Each is this program executed
 * anew, so that what the C library reads from the environment (huge pages) holds from its start.
 */
#ifndef INDEXER_TEAM_H
#define INDEXER_TEAM_H

#include "indexer/wire.h"
#include "indexer/worker.h"

#include <signal.h>
#include <sys/types.h>

/* Workers that may end before their time in one run. */
#define TEAM_DEATHS_MAX 1000

struct team_member {
    pid_t process; /* 0: none */
    int socket;
    bool is_failing; /* it has sent nothing yet */
    struct wire_inbox inbox;
};

struct team {
    struct team_member members[WORKER_MAX];
    size_t size, death_count;
    int lock_file; /* borrowed; given to each worker; -1: none */
};

enum team_event {
    TEAM_NOTHING, /* a signal came, or the time was up */
    TEAM_MESSAGE, /* from the member, in `in` */
    TEAM_DEATH    /* the member is gone; `how` tells why */
};

void team_init(struct team *team, size_t size, int lock_file);
/* Ends all workers. */
void team_finish(struct team *team);
/* Starts the member that is none yet, or is gone. FUND_IO; FUND_LIMIT after too many deaths. */
fund_status team_start(struct team *team, size_t member, struct fund_error *error);
/* Waits for the next event of any member. how has room for 64 bytes. */
fund_status team_wait(struct team *team, struct wire_in *in, enum team_event *event, size_t *member,
                      char how[static 64], struct fund_error *error);
/* FUND_OK too where the member is gone: team_wait will tell. */
fund_status team_send(struct team *team, size_t member, struct wire_out *out,
                      struct fund_error *error);

#endif
