/*
 * One immutable thing made from an archive's commit, and shared by all threads: what would cost
 * every call too much is made once and kept until a newer one takes its place.
 *
 * Whoever first wants the thing makes it, in its own call; others wait for that one. A thing of an
 * older commit goes on being used for a while, so that a writer who commits all the time does not
 * make every call wait: it is made anew once it is pause_ms old and at least pause_times as old as
 * the making took, by one call, while the others go on with the older one.
 */
#ifndef QUERY_LIB_BASE_SHARED_INDEX_H
#define QUERY_LIB_BASE_SHARED_INDEX_H

#include "core/base/error.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct shared_thing;

struct shared_index {
    pthread_mutex_t lock;        /* guards what follows, and the users of every thing */
    pthread_cond_t has_changed;  /* somebody has made one, or failed */
    struct shared_thing *newest; /* NULL before the first */
    bool is_being_made;
    int64_t failed_ms; /* when making it last failed, 0: it did not */
    uint32_t pause_ms, pause_times;
    void (*destroy)(void *thing); /* NULL allowed for the thing */
};

/* How to make the thing; *thing is touched on success only. */
typedef fund_status (*shared_maker)(void *context, void **thing, struct fund_error *error);

/* False without memory. */
bool shared_index_init(struct shared_index *index, uint32_t pause_ms, uint32_t pause_times,
                       void (*destroy)(void *thing));
/* Nobody may hold a thing any more. */
void shared_index_finish(struct shared_index *index);

/*
 * Takes the thing of this revision, which tells one state of the archive from another, or an older
 * one as told above; is_urgent: no older one. Give it back with shared_index_leave. What the maker
 * gives, FUND_NO_MEMORY; where an older one is there and not urgently to be replaced, its failure
 * is none.
 */
fund_status shared_index_take(struct shared_index *index, uint64_t revision, bool is_urgent,
                              shared_maker make, void *context, struct shared_thing **thing,
                              struct fund_error *error);
/* Never changes, lives until shared_index_leave. */
const void *shared_thing_get(const struct shared_thing *thing);
/* NULL allowed. */
void shared_index_leave(struct shared_index *index, struct shared_thing *thing);

#endif
