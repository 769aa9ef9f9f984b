/*
 * The leader's loop: feed the workers, wait, take what they tell.
 */
#include "indexer/rebuild_steps.h"

static fund_status set_up_member(struct rebuild *rebuild, size_t member, struct fund_error *error)
{
    char spools[ARCHIVE_BUILD_PATH_SIZE];
    archive_build_path(&rebuild->build, ARCHIVE_BUILD_SPOOL, 0, spools);
    struct slice front = slice_from(spools);
    front.size--; /* without its number, 0 */
    fund_status status = team_start(&rebuild->team, member, error);
    if (status != FUND_OK)
        return status;
    wire_begin(&rebuild->out, WORKER_SET_UP);
    wire_put_string(&rebuild->out, slice_from(rebuild->options->archive));
    wire_put_string(&rebuild->out, rebuild->options->issuer);
    wire_put_string(&rebuild->out, rebuild->options->format != NULL
                                       ? slice_from(rebuild->options->format->name)
                                       : slice_of("", 0));
    wire_put_string(&rebuild->out, front);
    wire_put_number(&rebuild->out, member);
    return team_send(&rebuild->team, member, &rebuild->out, error);
}

static fund_status feed_all(struct rebuild *rebuild, const struct rebuild_step *step, bool *is_busy,
                            struct fund_error *error)
{
    fund_status status = FUND_OK;
    *is_busy = false;
    for (size_t i = 0; status == FUND_OK && i < rebuild->team.size; i++) {
        bool is_member_busy = false;
        if (rebuild->team.members[i].process == 0)
            status = set_up_member(rebuild, i, error);
        if (status == FUND_OK)
            status = step->feed(step->context, i, &is_member_busy, error);
        *is_busy = *is_busy || is_member_busy;
    }
    return status;
}

static fund_status take_failure(struct rebuild *rebuild, struct fund_error *error)
{
    uint64_t code = wire_get_number(&rebuild->in);
    struct slice reason = wire_get_string(&rebuild->in);
    if (code == FUND_OK || code > FUND_INTERNAL)
        code = FUND_INTERNAL;
    return error_set(error, (fund_status)code, "%s", reason.data);
}

fund_status rebuild_lead(struct rebuild *rebuild, const struct rebuild_step *step,
                         struct fund_error *error)
{
    bool is_busy = false;
    size_t member = 0;
    fund_status status = feed_all(rebuild, step, &is_busy, error);
    if (status == FUND_OK && step->meanwhile != NULL)
        status = step->meanwhile(step->context, error);
    while (status == FUND_OK && is_busy && *rebuild->stop == 0) {
        char how[64];
        enum team_event event;
        status = team_wait(&rebuild->team, &rebuild->in, &event, &member, how, error);
        if (status != FUND_OK || event == TEAM_NOTHING)
            continue;
        if (event == TEAM_DEATH)
            status = step->died(step->context, member, how, error);
        else if (rebuild->in.kind == WORKER_FAILED)
            status = take_failure(rebuild, error);
        else
            status = step->message(step->context, member, &rebuild->in, error);
        if (status == FUND_OK)
            status = feed_all(rebuild, step, &is_busy, error);
    }
    return status;
}
