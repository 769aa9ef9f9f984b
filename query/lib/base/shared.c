/*
 * The life of a shared thing. No lock is held while it is made.
 */
#include "query/lib/base/shared.h"

#include <stdlib.h>
#include <time.h>

struct shared_thing {
    void *thing;
    const struct shared_kind *kind;
    uint64_t state;
    bool is_full;
    int64_t made_ms; /* when it was ready */
    int64_t took_ms; /* to make it */
    size_t users;    /* callers, and the place for its newest */
};

static int64_t now_ms(void)
{
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool shared_place_init(struct shared_place *place)
{
    *place = (struct shared_place){.newest = NULL};
    if (pthread_mutex_init(&place->lock, NULL) != 0)
        return false;
    if (pthread_cond_init(&place->has_changed, NULL) == 0)
        return true;
    pthread_mutex_destroy(&place->lock);
    return false;
}

void shared_leave(struct shared_place *place, struct shared_thing *thing)
{
    if (thing == NULL)
        return;
    pthread_mutex_lock(&place->lock);
    bool is_unused = --thing->users == 0;
    pthread_mutex_unlock(&place->lock);
    if (!is_unused)
        return;
    thing->kind->destroy(thing->thing);
    free(thing);
}

void shared_place_finish(struct shared_place *place)
{
    shared_leave(place, place->newest);
    pthread_cond_destroy(&place->has_changed);
    pthread_mutex_destroy(&place->lock);
}

const void *shared_get(const struct shared_thing *thing)
{
    return thing->thing;
}

/* ---- what is there -------------------------------------------------------------------------- */

static bool is_right(const struct shared_thing *thing, struct shared_wish wish)
{
    return thing != NULL && thing->state == wish.state && (thing->is_full || !wish.is_full);
}

/* Whether the newest one, of another state, may still be used. */
static bool is_young(const struct shared_place *place)
{
    const struct shared_thing *newest = place->newest;
    int64_t now = now_ms(), pause_ms = newest->kind->pause_ms;
    int64_t pause = newest->took_ms * newest->kind->pause_times;
    if (pause < pause_ms)
        pause = pause_ms;
    bool has_just_failed = place->failed_ms != 0 && now - place->failed_ms < pause_ms;
    return now - newest->made_ms < pause || has_just_failed;
}

struct shared_thing *shared_find(struct shared_place *place, struct shared_wish wish)
{
    pthread_mutex_lock(&place->lock);
    struct shared_thing *found = is_right(place->newest, wish) ? place->newest : NULL;
    if (found != NULL)
        found->users++;
    pthread_mutex_unlock(&place->lock);
    return found;
}

bool shared_go_without(struct shared_place *place, uint64_t work, uint64_t max)
{
    pthread_mutex_lock(&place->lock);
    bool goes = place->went_without + work <= max || work == 0;
    if (goes)
        place->went_without += work;
    pthread_mutex_unlock(&place->lock);
    return goes;
}

bool shared_is_first(struct shared_place *place)
{
    pthread_mutex_lock(&place->lock);
    bool is_first = place->newest == NULL && !place->is_being_made && place->went_without == 0;
    if (is_first)
        place->went_without = 1;
    pthread_mutex_unlock(&place->lock);
    return is_first;
}

/* ---- making it ------------------------------------------------------------------------------ */

/* What is there and will do, or NULL, and then this caller is to make it. */
static struct shared_thing *find_or_begin(struct shared_place *place, struct shared_wish wish)
{
    struct shared_thing *found = NULL;
    pthread_mutex_lock(&place->lock);
    for (;;) {
        struct shared_thing *newest = place->newest;
        bool will_do =
            newest != NULL && wish.may_be_older && (place->is_being_made || is_young(place));
        if (is_right(newest, wish) || will_do) {
            found = newest;
            found->users++;
            break;
        }
        if (!place->is_being_made) {
            place->is_being_made = true;
            break;
        }
        pthread_cond_wait(&place->has_changed, &place->lock);
    }
    pthread_mutex_unlock(&place->lock);
    return found;
}

/* Puts the new one in the place of the newest; it has two users. */
static void replace(struct shared_place *place, struct shared_thing *made)
{
    pthread_mutex_lock(&place->lock);
    struct shared_thing *replaced = place->newest;
    place->newest = made;
    place->is_being_made = false;
    place->failed_ms = 0;
    place->went_without = 0;
    pthread_cond_broadcast(&place->has_changed);
    pthread_mutex_unlock(&place->lock);
    shared_leave(place, replaced);
}

/* The older one, where there is one to go on with. */
static struct shared_thing *give_up(struct shared_place *place, struct shared_wish wish)
{
    pthread_mutex_lock(&place->lock);
    struct shared_thing *older = wish.may_be_older ? place->newest : NULL;
    if (older != NULL)
        older->users++;
    place->is_being_made = false;
    place->failed_ms = now_ms();
    pthread_cond_broadcast(&place->has_changed);
    pthread_mutex_unlock(&place->lock);
    return older;
}

static fund_status make(const struct shared_kind *kind, struct shared_wish wish, void *context,
                        struct shared_thing **out, struct fund_error *error)
{
    int64_t began = now_ms();
    struct shared_thing *made = calloc(1, sizeof(*made));
    if (made == NULL)
        return error_no_memory(error);
    fund_status status = kind->make(context, &made->thing, error);
    if (status != FUND_OK) {
        free(made);
        return status;
    }
    made->kind = kind;
    made->state = wish.state;
    made->is_full = wish.is_full;
    made->made_ms = now_ms();
    made->took_ms = made->made_ms - began;
    made->users = 2;
    *out = made;
    return FUND_OK;
}

fund_status shared_take(struct shared_place *place, const struct shared_kind *kind,
                        struct shared_wish wish, void *context, struct shared_thing **thing,
                        struct fund_error *error)
{
    struct fund_error reason = {.code = FUND_OK};
    struct shared_thing *taken = find_or_begin(place, wish);
    if (taken == NULL) {
        fund_status status = make(kind, wish, context, &taken, &reason);
        if (status == FUND_OK)
            replace(place, taken);
        else
            taken = give_up(place, wish);
        if (taken == NULL) {
            if (error != NULL)
                *error = reason;
            return status;
        }
    }
    *thing = taken;
    return FUND_OK;
}
