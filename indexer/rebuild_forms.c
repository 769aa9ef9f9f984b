/*
 * The step that makes the table of forms: one worker makes it of some releases, while the leader makes
 * the dictionary. By one worker, so that it does not depend on how many there are.
 */
#include "indexer/rebuild_steps.h"

#include <stdlib.h>

/* After so many deaths there is no table. */
#define DEATHS_MAX 16

struct forms_step {
    struct rebuild *rebuild;
    const struct rebuild_sample *sample;
    bool *is_out;  /* of the sample's releases: a worker has died of it */
    size_t member; /* that has the work, or the size of the team */
    size_t at;     /* the release at hand, of those that are not out */
    unsigned deaths;
    bool is_done;
    fund_status (*meanwhile)(void *context, struct fund_error *error);
    void *meanwhile_context;
};

static fund_status send_sample(struct forms_step *step, size_t member, struct fund_error *error)
{
    struct rebuild *rebuild = step->rebuild;
    const struct rebuild_sample *sample = step->sample;
    size_t count = 0;
    for (size_t i = 0; i < sample->count; i++)
        count += !step->is_out[i];
    wire_begin(&rebuild->out, WORKER_FORMS);
    wire_put_string(&rebuild->out, slice_from(text_analyser_fingerprint(rebuild->analyser)));
    wire_put_number(&rebuild->out, step->deaths > 0);
    wire_put_number(&rebuild->out, count);
    for (size_t i = 0; i < sample->count; i++) {
        const struct catalogue_release *release = &rebuild->catalogue.items[sample->items[i]];
        if (step->is_out[i])
            continue;
        wire_put_number(&rebuild->out, release->spool);
        wire_put_number(&rebuild->out, release->place.offset);
        wire_put_number(&rebuild->out, release->place.size);
    }
    return team_send(&rebuild->team, member, &rebuild->out, error);
}

static fund_status feed(void *context, size_t member, bool *is_busy, struct fund_error *error)
{
    struct forms_step *step = context;
    fund_status status = FUND_OK;
    if (!step->is_done && step->member == step->rebuild->team.size) {
        step->member = member;
        step->at = step->sample->count;
        status = send_sample(step, member, error);
    }
    *is_busy = !step->is_done && step->member == member;
    return status;
}

static fund_status take_message(void *context, size_t member, struct wire_in *in,
                                struct fund_error *error)
{
    struct forms_step *step = context;
    if (member != step->member || step->is_done)
        return error_set(error, FUND_INTERNAL, "a worker told of work that it does not have");
    if (in->kind == WORKER_AT) {
        step->at = wire_get_number(in);
        return FUND_OK;
    }
    if (in->kind != WORKER_FORMS_END)
        return error_set(error, FUND_INTERNAL, "a worker told something unclear");
    step->is_done = true;
    return buffer_append(&step->rebuild->forms, wire_get_string(in), error);
}

/* Releases that are out are not counted. */
static void leave_out(struct forms_step *step, size_t number)
{
    for (size_t i = 0; i < step->sample->count; i++) {
        if (step->is_out[i] || number-- > 0)
            continue;
        step->is_out[i] = true;
        return;
    }
}

/* The next time, each release is told of before it is looked at; that of which a worker dies then is
 * left out. It is reported when it is to be indexed. */
static fund_status take_death(void *context, size_t member, const char *how,
                              struct fund_error *error)
{
    struct forms_step *step = context;
    (void)how;
    (void)error;
    if (member != step->member)
        return FUND_OK;
    leave_out(step, step->at);
    step->member = step->rebuild->team.size;
    step->is_done = ++step->deaths > DEATHS_MAX;
    return FUND_OK;
}

static fund_status do_meanwhile(void *context, struct fund_error *error)
{
    struct forms_step *step = context;
    return step->meanwhile(step->meanwhile_context, error);
}

fund_status rebuild_make_forms(struct rebuild *rebuild, const struct rebuild_sample *sample,
                               fund_status (*meanwhile)(void *context, struct fund_error *error),
                               void *context, struct fund_error *error)
{
    struct forms_step own = {.rebuild = rebuild,
                             .sample = sample,
                             .member = rebuild->team.size,
                             .meanwhile = meanwhile,
                             .meanwhile_context = context};
    const struct rebuild_step step = {feed, take_message, take_death, do_meanwhile, &own};
    if (sample->count == 0)
        return meanwhile(context, error);
    own.is_out = calloc(sample->count + 1, sizeof(*own.is_out));
    if (own.is_out == NULL)
        return error_no_memory(error);
    fund_status status = rebuild_lead(rebuild, &step, error);
    free(own.is_out);
    return status;
}
