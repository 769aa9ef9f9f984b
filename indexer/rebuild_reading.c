/*
 * The step that reads: files are dealt to the workers one by one, a few ahead. Standard input is
 * read by the leader, before.
 */
#include "indexer/messages.h"
#include "indexer/rebuild_steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Files that a worker has before it at most; their names fit into its socket. */
#define AHEAD_MAX 16

struct member_files {
    uint32_t files[AHEAD_MAX]; /* the first is at hand */
    size_t count;
};

struct reading_step {
    struct rebuild *rebuild;
    struct member_files *members;
    uint32_t *again; /* files to be read once more, a worker having died */
    size_t again_count, again_capacity;
    uint32_t next;
    struct arena arena;
};

/* ---- feeding -------------------------------------------------------------------------------- */

static bool take_next(struct reading_step *step, uint32_t *file)
{
    const struct files *files = step->rebuild->files;
    while (step->next < files->count && files->items[step->next].file.is_stream)
        step->next++;
    if (step->again_count > 0)
        *file = step->again[--step->again_count];
    else if (step->next < files->count)
        *file = step->next++;
    else
        return false;
    return true;
}

static fund_status send_file(struct reading_step *step, size_t member, uint32_t number,
                             struct fund_error *error)
{
    struct wire_out *out = &step->rebuild->out;
    const struct scan_file *file = &step->rebuild->files->items[number].file;
    wire_begin(out, WORKER_READ);
    wire_put_string(out, slice_from(file->path));
    wire_put_string(out, file->file);
    wire_put_string(out, file->source);
    wire_put_number(out, file->size_bytes);
    wire_put_number(out, (uint64_t)file->modified_ns);
    return team_send(&step->rebuild->team, member, out, error);
}

static fund_status feed(void *context, size_t member, bool *is_busy, struct fund_error *error)
{
    struct reading_step *step = context;
    struct member_files *mine = &step->members[member];
    fund_status status = FUND_OK;
    uint32_t file;
    while (status == FUND_OK && mine->count < AHEAD_MAX && take_next(step, &file)) {
        mine->files[mine->count++] = file;
        status = send_file(step, member, file, error);
    }
    *is_busy = mine->count > 0;
    return status;
}

/* ---- what workers tell ---------------------------------------------------------------------- */

static fund_status take_found(struct reading_step *step, size_t member, uint32_t file,
                              struct wire_in *in, struct fund_error *error)
{
    struct reading_release release = {.id = wire_get_string(in)};
    release.published = (int32_t)(int64_t)wire_get_number(in);
    struct slice state = wire_get_string(in);
    release.is_deleted = wire_get_number(in) != 0;
    release.has_path_id = wire_get_number(in) != 0;
    release.place.offset = wire_get_number(in);
    release.place.size = (uint32_t)wire_get_number(in);
    if (in->has_failed || !state_decode(state, &release.state, NULL))
        return error_set(error, FUND_INTERNAL, "a worker told something unclear");
    return catalogue_add(&step->rebuild->catalogue, file, (uint16_t)member, &release, error);
}

static void end_file(struct rebuild *rebuild, uint32_t file, const struct reading_end *end)
{
    struct files_item *item = &rebuild->files->items[file];
    struct report *report = rebuild->report;
    fund_status status = end->reason.code;
    bool is_named = status == FUND_NOT_FOUND || status == FUND_IO;
    item->release_count = (uint32_t)end->release_count;
    if (end->problem_count > READING_PROBLEMS_MAX) {
        char reason[80];
        size_t skipped = report->skipped_count;
        size_t more = (size_t)end->problem_count - READING_PROBLEMS_MAX;
        snprintf(reason, sizeof(reason), "%zu more of its entries cannot be read", more);
        report_skipped(report, item->file.path, reason);
        report->skipped_count = skipped + more;
    }
    if (status != FUND_OK)
        report_skipped(report, is_named ? NULL : item->file.path, end->reason.message);
    else if (end->release_count == 0 && end->problem_count == 0)
        report_skipped(report, item->file.path, N_("holds no release"));
    report_progress(report);
}

static fund_status take_end(struct reading_step *step, struct member_files *mine,
                            struct wire_in *in, struct fund_error *error)
{
    struct reading_end end = {.reason = {.code = (fund_status)wire_get_number(in)}};
    struct slice reason = wire_get_string(in);
    end.release_count = wire_get_number(in);
    end.problem_count = wire_get_number(in);
    if (in->has_failed)
        return error_set(error, FUND_INTERNAL, "a worker told something unclear");
    snprintf(end.reason.message, sizeof(end.reason.message), "%s", reason.data);
    end_file(step->rebuild, mine->files[0], &end);
    mine->count--;
    memmove(mine->files, mine->files + 1, mine->count * sizeof(mine->files[0]));
    return FUND_OK;
}

static fund_status take_message(void *context, size_t member, struct wire_in *in,
                                struct fund_error *error)
{
    struct reading_step *step = context;
    struct member_files *mine = &step->members[member];
    if (mine->count == 0)
        return error_set(error, FUND_INTERNAL, "a worker told of a file that it does not have");
    switch (in->kind) {
    case WORKER_FOUND:
        return take_found(step, member, mine->files[0], in, error);
    case WORKER_FILE_END:
        return take_end(step, mine, in, error);
    case WORKER_PROBLEM: {
        struct slice path = wire_get_string(in), reason = wire_get_string(in);
        report_skipped(step->rebuild->report, path.size > 0 ? path.data : NULL, reason.data);
        return FUND_OK;
    }
    default:
        return error_set(error, FUND_INTERNAL, "a worker told something unclear");
    }
}

/* What was at hand is tried once more; its releases so far are forgotten. */
static fund_status take_death(void *context, size_t member, const char *how,
                              struct fund_error *error)
{
    struct reading_step *step = context;
    struct rebuild *rebuild = step->rebuild;
    struct member_files *mine = &step->members[member];
    for (size_t i = mine->count; i-- > 0;) {
        struct files_item *item = &rebuild->files->items[mine->files[i]];
        if (i == 0) {
            catalogue_forget(&rebuild->catalogue, mine->files[i]);
            if (++item->deaths >= REBUILD_DEATHS_MAX) {
                char reason[128];
                snprintf(reason, sizeof(reason), "reading it ends the process (%s)", how);
                report_skipped(rebuild->report, item->file.path, reason);
                continue;
            }
        }
        void *again = step->again;
        if (!arena_grow(&step->arena, &again, step->again_count, &step->again_capacity,
                        sizeof(*step->again)))
            return error_no_memory(error);
        step->again = again;
        step->again[step->again_count++] = mine->files[i];
    }
    mine->count = 0;
    return FUND_OK;
}

/* ---- standard input ------------------------------------------------------------------------- */

struct leader_reading {
    struct rebuild *rebuild;
    uint32_t file;
};

static fund_status add_found(void *context, const struct reading_release *release,
                             struct fund_error *error)
{
    const struct leader_reading *job = context;
    if (*job->rebuild->stop != 0)
        return error_set(error, FUND_LIMIT, "stopped");
    return catalogue_add(&job->rebuild->catalogue, job->file, (uint16_t)job->rebuild->team.size,
                         release, error);
}

static void tell_problem(void *context, const char *path, const char *reason)
{
    const struct leader_reading *job = context;
    report_skipped(job->rebuild->report, path, reason);
}

static fund_status read_stream(struct rebuild *rebuild, uint32_t file, struct fund_error *error)
{
    char path[ARCHIVE_BUILD_PATH_SIZE];
    int spool = -1;
    struct reading reading;
    struct reading_end end;
    struct leader_reading job = {rebuild, file};
    const struct reading_sink sink = {add_found, tell_problem, &job};
    archive_build_path(&rebuild->build, ARCHIVE_BUILD_SPOOL, (uint32_t)rebuild->team.size, path);
    fund_status status = spool_open(path, &spool, error);
    if (status != FUND_OK)
        return status;
    reading_init(&reading, &rebuild->source_options, rebuild->options_hash, spool);
    status = reading_read(&reading, &rebuild->files->items[file].file, &sink, &end, error);
    reading_finish(&reading);
    close(spool);
    if (*rebuild->stop != 0)
        return FUND_OK;
    if (status == FUND_OK)
        end_file(rebuild, file, &end);
    return status;
}

static fund_status read_streams(struct rebuild *rebuild, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (uint32_t i = 0; status == FUND_OK && i < rebuild->files->count; i++) {
        if (rebuild->files->items[i].file.is_stream)
            status = read_stream(rebuild, i, error);
    }
    return status;
}

/* ---- the step ------------------------------------------------------------------------------- */

fund_status rebuild_read(struct rebuild *rebuild, struct fund_error *error)
{
    struct reading_step own = {.rebuild = rebuild, .arena = arena_init((size_t)1 << 32)};
    const struct rebuild_step step = {feed, take_message, take_death, &own};
    report_begin(rebuild->report, N_("reading file"), rebuild->files->count);
    fund_status status = read_streams(rebuild, error);
    own.members = calloc(rebuild->team.size, sizeof(*own.members));
    if (status == FUND_OK && own.members == NULL)
        status = error_no_memory(error);
    if (status == FUND_OK && *rebuild->stop == 0)
        status = rebuild_lead(rebuild, &step, error);
    free(own.members);
    arena_finish(&own.arena);
    return status;
}
