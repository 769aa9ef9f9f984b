/*
 * The step that writes: the catalogue is cut into parts, each a database that one worker makes.
 */
#include "indexer/messages.h"
#include "indexer/rebuild_steps.h"

#include <stdio.h>
#include <stdlib.h>

/* Each part is some open files when they are merged. */
#define PARTS_MAX 100
/* Bytes for each member from which on some parts are smaller. */
#define SMALL_FROM ((uint64_t)1024 * 1024)

struct part {
    size_t first, count; /* of the catalogue */
    bool is_given, is_done;
    bool is_careful; /* a worker has died of it, of which release is not known */
};

struct writing_step {
    struct rebuild *rebuild;
    struct part *parts;
    size_t part_count;
    /* of each member: its part, and which of its releases is at hand */
    size_t *given; /* part_count: none */
    size_t *at;
};

/* ---- feeding -------------------------------------------------------------------------------- */

static void put_release(struct wire_out *out, const struct catalogue_release *release)
{
    wire_put_number(out, release->spool);
    wire_put_number(out, release->place.offset);
    wire_put_number(out, release->place.size);
    wire_put_number(out, release->is_version);
    wire_put_number(out, release->before);
}

static size_t count_kept(const struct catalogue *catalogue, size_t first, size_t end)
{
    size_t count = 0;
    for (size_t i = first; i < end; i++)
        count += !catalogue->items[i].is_out;
    return count;
}

static fund_status send_part(struct writing_step *step, size_t member, size_t number,
                             struct fund_error *error)
{
    struct rebuild *rebuild = step->rebuild;
    const struct part *part = &step->parts[number];
    const struct catalogue_release *items = rebuild->catalogue.items;
    char path[ARCHIVE_BUILD_PATH_SIZE];
    archive_build_path(&rebuild->build, ARCHIVE_BUILD_PART, (uint32_t)number + 1, path);
    wire_begin(&rebuild->out, WORKER_WRITE);
    wire_put_string(&rebuild->out, slice_from(path));
    wire_put_number(&rebuild->out, count_kept(&rebuild->catalogue, 0, part->first) + 1);
    wire_put_number(&rebuild->out, part->is_careful);
    wire_put_number(&rebuild->out, rebuild->revision);
    wire_put_string(&rebuild->out, slice_from(text_analyser_fingerprint(rebuild->analyser)));
    wire_put_string(&rebuild->out, buffer_slice(&rebuild->dictionary));
    wire_put_string(&rebuild->out, buffer_slice(&rebuild->forms));
    wire_put_number(&rebuild->out, rebuild->options->has_stock_positions);
    wire_put_number(&rebuild->out, rebuild->options->leaves_names);
    wire_put_number(&rebuild->out,
                    count_kept(&rebuild->catalogue, part->first, part->first + part->count));
    for (size_t i = part->first; i < part->first + part->count; i++) {
        if (!items[i].is_out)
            put_release(&rebuild->out, &items[i]);
    }
    return team_send(&rebuild->team, member, &rebuild->out, error);
}

static fund_status feed(void *context, size_t member, bool *is_busy, struct fund_error *error)
{
    struct writing_step *step = context;
    for (size_t i = 0; step->given[member] == step->part_count && i < step->part_count; i++) {
        if (step->parts[i].is_given)
            continue;
        step->parts[i].is_given = true;
        step->given[member] = i;
        step->at[member] = step->parts[i].count;
        fund_status status = send_part(step, member, i, error);
        if (status != FUND_OK)
            return status;
    }
    *is_busy = step->given[member] < step->part_count;
    return FUND_OK;
}

/* ---- what workers tell ---------------------------------------------------------------------- */

/* The release that a worker means by its number: those that are out are not counted. */
static size_t find_release(const struct writing_step *step, const struct part *part,
                           uint64_t number)
{
    for (size_t i = part->first; i < part->first + part->count; i++) {
        if (step->rebuild->catalogue.items[i].is_out)
            continue;
        if (number-- == 0)
            return i;
    }
    return part->first + part->count;
}

static fund_status take_odd(struct rebuild *rebuild, struct wire_in *in, struct fund_error *error)
{
    struct format_notes notes;
    struct slice path = wire_get_string(in), bytes = wire_get_string(in);
    if (in->has_failed || bytes.size != sizeof(notes))
        return error_set(error, FUND_INTERNAL, "a worker told something unclear");
    memcpy(&notes, bytes.data, sizeof(notes));
    notes.encoding[sizeof(notes.encoding) - 1] = '\0';
    notes.wrong_date[sizeof(notes.wrong_date) - 1] = '\0';
    report_oddities(rebuild->report, path.data, &notes);
    return FUND_OK;
}

static fund_status take_message(void *context, size_t member, struct wire_in *in,
                                struct fund_error *error)
{
    struct writing_step *step = context;
    struct report *report = step->rebuild->report;
    if (step->given[member] == step->part_count)
        return error_set(error, FUND_INTERNAL, "a worker told of a part that it does not have");
    switch (in->kind) {
    case WORKER_AT:
        step->at[member] = wire_get_number(in);
        report_progress(report);
        return FUND_OK;
    case WORKER_ODD:
        return take_odd(step->rebuild, in, error);
    case WORKER_LOST: {
        struct slice path = wire_get_string(in), reason = wire_get_string(in);
        report_skipped(report, path.data, reason.data);
        return FUND_OK;
    }
    case WORKER_WRITE_END:
        report->new_count += wire_get_number(in);
        step->parts[step->given[member]].is_done = true;
        step->given[member] = step->part_count;
        return FUND_OK;
    default:
        return error_set(error, FUND_INTERNAL, "a worker told something unclear");
    }
}

/*
 * The part is made once more. A worker tells of several releases at a time, so that the one of which
 * it has died is known only when it tells of each, as it does from then on.
 */
static fund_status take_death(void *context, size_t member, const char *how,
                              struct fund_error *error)
{
    struct writing_step *step = context;
    struct rebuild *rebuild = step->rebuild;
    if (step->given[member] == step->part_count)
        return FUND_OK;
    size_t number = step->given[member];
    struct part *part = &step->parts[number];
    size_t at = find_release(step, part, step->at[member]);
    if (part->is_careful && at < part->first + part->count) {
        struct catalogue_release *release = &rebuild->catalogue.items[at];
        if (++release->deaths >= REBUILD_DEATHS_MAX) {
            char reason[128];
            snprintf(reason, sizeof(reason), "indexing it ends the process (%s)", how);
            report_skipped(rebuild->report, rebuild->files->items[release->file].file.path, reason);
            release->is_out = true;
        }
    }
    part->is_given = false;
    part->is_careful = true;
    step->given[member] = step->part_count;
    return archive_build_drop(&rebuild->build, (uint32_t)number + 1, error);
}

/* ---- the step ------------------------------------------------------------------------------- */

/*
 * Parts of about the same number of bytes: as few as the memory allows, since each costs time when
 * they are merged, and the same number for each member of the team. A byte does not always cost the
 * same (of the police's releases the newer half took 7 % longer), so that of the last part of each
 * member a quarter is cut into smaller and smaller ones, which who is ready first takes. With two of
 * the same size instead, one of two members had nothing to do for 4 % of the time on 100,000 releases.
 */
struct shares {
    size_t large, medium, small; /* small ones: four of each member */
    size_t team;
};

#define LARGE_SHARE  32u
#define MEDIUM_SHARE 24u
#define SMALL_KINDS  4u
/* In the order in which they are dealt out. */
static const uint64_t small_shares[SMALL_KINDS] = {4, 2, 1, 1};

static struct shares share_bytes(const struct rebuild *rebuild, uint64_t bytes)
{
    uint64_t team = rebuild->team.size;
    uint64_t wanted = (bytes + rebuild->part_bytes - 1) / rebuild->part_bytes;
    uint64_t even = (wanted + team - 1) / team * team;
    if (team == 1 || bytes < SMALL_FROM * team || even + SMALL_KINDS * team > PARTS_MAX)
        return (struct shares){even < PARTS_MAX ? (size_t)even : PARTS_MAX, 0, 0, (size_t)team};
    return (struct shares){(size_t)(even - team), (size_t)team, (size_t)(SMALL_KINDS * team),
                           (size_t)team};
}

/* How much of all is in the parts up to the one with this number. */
static uint64_t sum_shares(const struct shares *shares, size_t number)
{
    size_t count = number + 1, large = count < shares->large ? count : shares->large;
    count -= large;
    size_t medium = count < shares->medium ? count : shares->medium;
    count -= medium;
    uint64_t sum = large * LARGE_SHARE + medium * MEDIUM_SHARE;
    for (size_t i = 0; i < count; i++)
        sum += small_shares[i / shares->team];
    return sum;
}

static fund_status cut_parts(struct writing_step *step, struct fund_error *error)
{
    const struct catalogue *catalogue = &step->rebuild->catalogue;
    uint64_t total = 0, done = 0;
    for (size_t i = 0; i < catalogue->count; i++)
        total += catalogue->items[i].place.size;
    const struct shares shares = share_bytes(step->rebuild, total);
    size_t count = shares.large + shares.medium + shares.small;
    const uint64_t all = sum_shares(&shares, count - 1);
    step->parts = calloc(count + 1, sizeof(*step->parts));
    if (step->parts == NULL)
        return error_no_memory(error);
    for (size_t i = 0, first = 0; i < catalogue->count; i++) {
        done += catalogue->items[i].place.size;
        bool is_full = done >= total * sum_shares(&shares, step->part_count) / all;
        if (!is_full && i + 1 < catalogue->count)
            continue;
        step->parts[step->part_count++] = (struct part){.first = first, .count = i + 1 - first};
        first = i + 1;
    }
    return FUND_OK;
}

static fund_status write_first(void *context, struct fund_error *error)
{
    struct writing_step *step = context;
    return rebuild_write_first(step->rebuild, error);
}

fund_status rebuild_write(struct rebuild *rebuild, struct fund_error *error)
{
    struct writing_step own = {.rebuild = rebuild};
    const struct rebuild_step step = {feed, take_message, take_death, write_first, &own};
    report_begin(rebuild->report, N_("indexing release"), rebuild->catalogue.count);
    fund_status status = cut_parts(&own, error);
    own.given = calloc(rebuild->team.size, sizeof(*own.given));
    own.at = calloc(rebuild->team.size, sizeof(*own.at));
    if (status == FUND_OK && (own.given == NULL || own.at == NULL))
        status = error_no_memory(error);
    for (size_t i = 0; status == FUND_OK && i < rebuild->team.size; i++)
        own.given[i] = own.part_count;
    if (status == FUND_OK)
        status = rebuild_lead(rebuild, &step, error);
    rebuild->part_count = own.part_count;
    free(own.parts);
    free(own.given);
    free(own.at);
    return status;
}
