/*
 * The life of a shared thing. No lock is held while it is made.
 */
#include "query/lib/base/shared_index.h"

#include <stdlib.h>
#include <time.h>

struct shared_thing {
    void *thing;
    uint64_t revision;
    int64_t made_ms; /* when it was ready */
    int64_t took_ms; /* to make it */
    size_t users;    /* callers, and the index for its newest */
};

static int64_t now_ms(void)
{
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool shared_index_init(struct shared_index *index, uint32_t pause_ms, uint32_t pause_times,
                       void (*destroy)(void *thing))
{
    *index =
        (struct shared_index){.pause_ms = pause_ms, .pause_times = pause_times, .destroy = destroy};
    if (pthread_mutex_init(&index->lock, NULL) != 0)
        return false;
    if (pthread_cond_init(&index->has_changed, NULL) == 0)
        return true;
    pthread_mutex_destroy(&index->lock);
    return false;
}

void shared_index_leave(struct shared_index *index, struct shared_thing *thing)
{
    if (thing == NULL)
        return;
    pthread_mutex_lock(&index->lock);
    bool is_unused = --thing->users == 0;
    pthread_mutex_unlock(&index->lock);
    if (!is_unused)
        return;
    index->destroy(thing->thing);
    free(thing);
}

void shared_index_finish(struct shared_index *index)
{
    shared_index_leave(index, index->newest);
    pthread_cond_destroy(&index->has_changed);
    pthread_mutex_destroy(&index->lock);
}

const void *shared_thing_get(const struct shared_thing *thing)
{
    return thing->thing;
}

/* Whether the newest one, of another revision, may still be used. */
static bool is_young(const struct shared_index *index, int64_t now)
{
    const struct shared_thing *newest = index->newest;
    int64_t pause = newest->took_ms * index->pause_times;
    if (pause < index->pause_ms)
        pause = index->pause_ms;
    bool has_just_failed = index->failed_ms != 0 && now - index->failed_ms < index->pause_ms;
    return now - newest->made_ms < pause || has_just_failed;
}

/* Under the lock: what is there and will do, or NULL, and then this caller is to make it. */
static struct shared_thing *find(struct shared_index *index, uint64_t revision, bool is_urgent)
{
    for (;;) {
        struct shared_thing *newest = index->newest;
        bool is_right = newest != NULL && newest->revision == revision;
        bool will_do =
            newest != NULL && !is_urgent && (index->is_being_made || is_young(index, now_ms()));
        if (is_right || will_do) {
            newest->users++;
            return newest;
        }
        if (!index->is_being_made)
            break;
        pthread_cond_wait(&index->has_changed, &index->lock);
    }
    index->is_being_made = true;
    return NULL;
}

/* Puts the new one in the place of the newest; it has two users. */
static void replace(struct shared_index *index, struct shared_thing *made)
{
    pthread_mutex_lock(&index->lock);
    struct shared_thing *replaced = index->newest;
    index->newest = made;
    index->is_being_made = false;
    index->failed_ms = 0;
    pthread_cond_broadcast(&index->has_changed);
    pthread_mutex_unlock(&index->lock);
    shared_index_leave(index, replaced);
}

/* The older one, where there is one to go on with. */
static struct shared_thing *give_up(struct shared_index *index, bool is_urgent)
{
    pthread_mutex_lock(&index->lock);
    struct shared_thing *older = is_urgent ? NULL : index->newest;
    if (older != NULL)
        older->users++;
    index->is_being_made = false;
    index->failed_ms = now_ms();
    pthread_cond_broadcast(&index->has_changed);
    pthread_mutex_unlock(&index->lock);
    return older;
}

fund_status shared_index_take(struct shared_index *index, uint64_t revision, bool is_urgent,
                              shared_maker make, void *context, struct shared_thing **thing,
                              struct fund_error *error)
{
    struct fund_error reason = {.code = FUND_OK};
    pthread_mutex_lock(&index->lock);
    struct shared_thing *found = find(index, revision, is_urgent);
    pthread_mutex_unlock(&index->lock);
    if (found == NULL) {
        int64_t began = now_ms();
        struct shared_thing *made = calloc(1, sizeof(*made));
        fund_status status =
            made != NULL ? make(context, &made->thing, &reason) : error_no_memory(&reason);
        if (status == FUND_OK) {
            int64_t now = now_ms();
            *made = (struct shared_thing){made->thing, revision, now, now - began, 2};
            replace(index, made);
            *thing = made;
            return FUND_OK;
        }
        free(made);
        found = give_up(index, is_urgent);
        if (found == NULL) {
            if (error != NULL)
                *error = reason;
            return status;
        }
    }
    *thing = found;
    return FUND_OK;
}
