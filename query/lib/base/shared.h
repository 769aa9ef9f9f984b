/*
 * One immutable thing made from an archive, and shared by all threads: what would cost every call
 * too much is made once and kept until a newer one takes its place.
 *
 * Whoever first wants the thing makes it, in its own call; others who want it too wait for that one,
 * and who does not want it never waits. So a call makes it at most once, and each state of the
 * archive has it made at most once, however often a writer commits; nothing is made that no call
 * asked for.
 *
 * Some things may be a little old: one of an older state goes on being used for a while, so that a
 * writer who commits all the time does not make every call wait. It is made anew once it is pause_ms
 * old and at least pause_times as old as the making took, by one call, while the others go on with
 * the older one.
 */
#ifndef QUERY_LIB_BASE_SHARED_H
#define QUERY_LIB_BASE_SHARED_H

#include "core/base/error.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct shared_thing;

/* Where the newest thing of a kind lies; older ones live until nobody has them any more. */
struct shared_place {
    pthread_mutex_t lock;        /* guards what follows, and the users of every thing */
    pthread_cond_t has_changed;  /* somebody has made one, or failed */
    struct shared_thing *newest; /* NULL before the first */
    bool is_being_made;
    int64_t failed_ms;     /* when making it last failed, 0: it did not */
    uint64_t went_without; /* see shared_go_without */
};

/* A kind of thing. */
struct shared_kind {
    /* *thing is touched on success only. */
    fund_status (*make)(void *context, void **thing, struct fund_error *error);
    void (*destroy)(void *thing);
    uint32_t pause_ms, pause_times; /* of what may be a little old */
};

/* Which thing will do. */
struct shared_wish {
    uint64_t state; /* tells one state of the archive from another */
    bool is_full;   /* the thing with all that it can have; one without only where this is false */
    bool may_be_older; /* as told above */
};

/* False without memory. */
bool shared_place_init(struct shared_place *place);
/* Nobody may hold a thing any more. */
void shared_place_finish(struct shared_place *place);

/*
 * Takes the thing that is wished for, made by kind->make(context) where it is not there yet. Give it
 * back with shared_leave. What the maker gives, FUND_NO_MEMORY; where an older one will do, its
 * failure is none.
 */
fund_status shared_take(struct shared_place *place, const struct shared_kind *kind,
                        struct shared_wish wish, void *context, struct shared_thing **thing,
                        struct fund_error *error);
/* The same where it is there already; NULL where it would have to be made. */
struct shared_thing *shared_find(struct shared_place *place, struct shared_wish wish);

/*
 * Whether a call had better do its part of the work by itself: until what such calls have done since
 * the last thing was made comes to more than max. Work is in any unit, of this call or of all.
 */
bool shared_go_without(struct shared_place *place, uint64_t work, uint64_t max);

/*
 * Whether nothing has been made here, and no call has been told so before: true for one call, which
 * may do with less than the thing.
 */
bool shared_is_first(struct shared_place *place);

/* Never changes, lives until shared_leave. */
const void *shared_get(const struct shared_thing *thing);
/* NULL allowed. */
void shared_leave(struct shared_place *place, struct shared_thing *thing);

#endif
