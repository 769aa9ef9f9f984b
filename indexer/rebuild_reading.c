/*
 * The step that reads: files, and ranges of large ones, are dealt to the workers one by one, a few
 * ahead. Standard input is read by the leader, before.
 */
#include "indexer/cut.h"
#include "indexer/messages.h"
#include "indexer/rebuild_steps.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What a worker has before it at most: the names fit into its socket, and no other waits in the
 * end for what it has. */
#define AHEAD_MAX   16
#define AHEAD_BYTES (2 * CUT_RANGE_BYTES)

/* A file, or a range of one. */
struct piece {
    uint32_t file;
    uint32_t number; /* of the range */
    uint8_t deaths;  /* of workers that read it */
    struct source_range range;
    struct cut *cut; /* NULL: it is the whole file */
};

struct member_pieces {
    struct piece pieces[AHEAD_MAX]; /* the first is at hand */
    size_t count;
    struct cut_problems problems; /* of that, where it is a range */
};

/* A file of which not all ranges have been read. */
struct open_cut {
    struct cut *cut;
    uint32_t file;
};

struct reading_step {
    struct rebuild *rebuild;
    struct member_pieces *members;
    struct piece *again; /* to be read once more, a worker having died */
    size_t again_count, again_capacity;
    uint32_t next;
    struct open_cut *open;
    size_t open_count, open_capacity;
    uint32_t cut_file; /* whose ranges are being dealt out by cut */
    struct cut *cut;   /* of these; NULL: none */
    struct arena arena;
};

/* ---- ends of files -------------------------------------------------------------------------- */

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

/* All ranges of the file have been read. */
static fund_status end_cut(struct rebuild *rebuild, struct open_cut *open, struct fund_error *error)
{
    const struct cut_problems *problems = cut_problems(open->cut);
    for (size_t i = 0; i < problems->count; i++)
        report_skipped(rebuild->report, problems->items[i].path, problems->items[i].reason);
    end_file(rebuild, open->file, cut_end(open->cut));
    fund_status status = cut_settle_keys(open->cut, &rebuild->catalogue, error);
    cut_close(open->cut);
    open->cut = NULL;
    return status;
}

/* A file is at its end when its last range was read, or when it turns out to have been the last. */
static fund_status end_cuts(struct reading_step *step, struct fund_error *error)
{
    fund_status status = FUND_OK;
    size_t kept = 0;
    for (size_t i = 0; i < step->open_count; i++) {
        struct open_cut open = step->open[i];
        if (status == FUND_OK && cut_is_done(open.cut)) {
            step->cut = step->cut == open.cut ? NULL : step->cut;
            status = end_cut(step->rebuild, &open, error);
        }
        if (open.cut != NULL)
            step->open[kept++] = open;
    }
    step->open_count = kept;
    return status;
}

/* ---- feeding -------------------------------------------------------------------------------- */

static bool take_range(struct reading_step *step, struct piece *piece)
{
    *piece = (struct piece){.file = step->cut_file, .cut = step->cut};
    return step->cut != NULL && cut_next(step->cut, &piece->range, &piece->number);
}

/* Whether the file is read in ranges: step->cut then is not NULL. */
static fund_status begin_file(struct reading_step *step, uint32_t file, struct fund_error *error)
{
    struct rebuild *rebuild = step->rebuild;
    void *open = step->open;
    step->cut_file = file;
    step->cut = NULL;
    if (!arena_grow(&step->arena, &open, step->open_count, &step->open_capacity,
                    sizeof(*step->open)))
        return error_no_memory(error);
    step->open = open;
    fund_status status = cut_open(&rebuild->files->items[file].file, &rebuild->source_options,
                                  CUT_RANGE_BYTES, &step->cut, error);
    if (step->cut != NULL)
        step->open[step->open_count++] = (struct open_cut){step->cut, file};
    return status;
}

/* The next file, or its first range. */
static fund_status take_file(struct reading_step *step, struct piece *piece, bool *is_there,
                             struct fund_error *error)
{
    const struct files *files = step->rebuild->files;
    while (step->next < files->count && files->items[step->next].file.is_stream)
        step->next++;
    *is_there = step->next < files->count;
    if (!*is_there)
        return FUND_OK;
    fund_status status = begin_file(step, step->next++, error);
    if (!take_range(step, piece))
        *piece = (struct piece){.file = step->cut_file};
    return status;
}

static fund_status take_next(struct reading_step *step, struct piece *piece, bool *is_there,
                             struct fund_error *error)
{
    *is_there = true;
    if (step->again_count > 0) {
        *piece = step->again[--step->again_count];
        return FUND_OK;
    }
    if (take_range(step, piece))
        return FUND_OK;
    fund_status status = end_cuts(step, error);
    return status == FUND_OK ? take_file(step, piece, is_there, error) : status;
}

static fund_status send_piece(struct reading_step *step, size_t member, const struct piece *piece,
                              struct fund_error *error)
{
    struct wire_out *out = &step->rebuild->out;
    const struct scan_file *file = &step->rebuild->files->items[piece->file].file;
    const struct source_range *range = &piece->range;
    wire_begin(out, WORKER_READ);
    wire_put_string(out, slice_from(file->path));
    wire_put_string(out, file->file);
    wire_put_string(out, file->source);
    wire_put_number(out, file->size_bytes);
    wire_put_number(out, (uint64_t)file->modified_ns);
    wire_put_string(out, slice_from(piece->cut != NULL ? range->reader->name : ""));
    wire_put_number(out, range->start);
    wire_put_number(out, range->end);
    wire_put_number(out, range->first_line);
    return team_send(&step->rebuild->team, member, out, error);
}

static bool has_room(const struct reading_step *step, const struct member_pieces *mine)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < mine->count; i++) {
        const struct piece *piece = &mine->pieces[i];
        bytes += piece->cut != NULL ? CUT_RANGE_BYTES
                                    : step->rebuild->files->items[piece->file].file.size_bytes;
    }
    return mine->count < AHEAD_MAX && bytes < AHEAD_BYTES;
}

static fund_status feed(void *context, size_t member, bool *is_busy, struct fund_error *error)
{
    struct reading_step *step = context;
    struct member_pieces *mine = &step->members[member];
    fund_status status = FUND_OK;
    bool is_there = true;
    while (status == FUND_OK && is_there && has_room(step, mine)) {
        struct piece piece;
        status = take_next(step, &piece, &is_there, error);
        if (status != FUND_OK || !is_there)
            continue;
        mine->pieces[mine->count++] = piece;
        status = send_piece(step, member, &piece, error);
    }
    *is_busy = mine->count > 0;
    return status;
}

/* ---- what workers tell ---------------------------------------------------------------------- */

static fund_status take_found(struct reading_step *step, size_t member, const struct piece *piece,
                              struct wire_in *in, struct fund_error *error)
{
    struct catalogue *catalogue = &step->rebuild->catalogue;
    struct reading_release release = {.id = wire_get_string(in)};
    release.published = (int32_t)(int64_t)wire_get_number(in);
    struct slice state = wire_get_string(in);
    release.is_deleted = wire_get_number(in) != 0;
    release.has_path_id = wire_get_number(in) != 0;
    release.place.offset = wire_get_number(in);
    release.place.size = (uint32_t)wire_get_number(in);
    release.key.is_there = wire_get_number(in) != 0;
    release.key.title_hash = wire_get_number(in);
    release.key.before = (uint32_t)wire_get_number(in);
    release.key.published = release.published;
    if (in->has_failed || !state_decode(state, &release.state, NULL))
        return error_set(error, FUND_INTERNAL, "a worker told something unclear");
    fund_status status =
        catalogue_add(catalogue, piece->file, piece->number, (uint16_t)member, &release, error);
    if (status == FUND_OK && piece->cut != NULL && release.key.is_there)
        status = cut_take_key(piece->cut, piece->number, &release.key, catalogue, error);
    return status;
}

static fund_status take_problem(struct reading_step *step, struct member_pieces *mine,
                                struct wire_in *in, struct fund_error *error)
{
    const struct piece *piece = &mine->pieces[0];
    struct slice path = wire_get_string(in), reason = wire_get_string(in);
    const char *shown = path.size > 0 ? path.data : NULL;
    if (piece->cut != NULL)
        return cut_problems_add(&mine->problems, piece->number, shown, reason.data, error);
    report_skipped(step->rebuild->report, shown, reason.data);
    return FUND_OK;
}

static fund_status take_end(struct reading_step *step, struct member_pieces *mine,
                            struct wire_in *in, struct fund_error *error)
{
    const struct piece piece = mine->pieces[0];
    struct reading_end end = {.reason = {.code = (fund_status)wire_get_number(in)}};
    struct slice reason = wire_get_string(in);
    end.release_count = wire_get_number(in);
    end.problem_count = wire_get_number(in);
    if (in->has_failed)
        return error_set(error, FUND_INTERNAL, "a worker told something unclear");
    snprintf(end.reason.message, sizeof(end.reason.message), "%s", reason.data);
    mine->count--;
    memmove(mine->pieces, mine->pieces + 1, mine->count * sizeof(piece));
    if (piece.cut == NULL) {
        end_file(step->rebuild, piece.file, &end);
        return FUND_OK;
    }
    cut_take_end(piece.cut, piece.number, &end, &mine->problems);
    return end_cuts(step, error);
}

static fund_status take_message(void *context, size_t member, struct wire_in *in,
                                struct fund_error *error)
{
    struct reading_step *step = context;
    struct member_pieces *mine = &step->members[member];
    if (mine->count == 0)
        return error_set(error, FUND_INTERNAL, "a worker told of a file that it does not have");
    switch (in->kind) {
    case WORKER_FOUND:
        return take_found(step, member, &mine->pieces[0], in, error);
    case WORKER_FILE_END:
        return take_end(step, mine, in, error);
    case WORKER_PROBLEM:
        return take_problem(step, mine, in, error);
    default:
        return error_set(error, FUND_INTERNAL, "a worker told something unclear");
    }
}

/* ---- deaths --------------------------------------------------------------------------------- */

static fund_status leave_out(struct reading_step *step, const struct piece *piece, const char *how,
                             struct fund_error *error)
{
    struct rebuild *rebuild = step->rebuild;
    const char *path = rebuild->files->items[piece->file].file.path;
    char reason[160];
    if (piece->cut == NULL) {
        snprintf(reason, sizeof(reason), "reading it ends the process (%s)", how);
        report_skipped(rebuild->report, path, reason);
        return FUND_OK;
    }
    struct reading_end nothing = {.problem_count = 0};
    struct cut_problems none = {.count = 0};
    snprintf(reason, sizeof(reason),
             "reading %" PRIu64 " bytes from line %" PRIu32 " on ends the process (%s)",
             piece->range.end - piece->range.start, piece->range.first_line, how);
    report_skipped(rebuild->report, path, reason);
    cut_take_end(piece->cut, piece->number, &nothing, &none);
    return end_cuts(step, error);
}

static fund_status try_again(struct reading_step *step, const struct piece *piece,
                             struct fund_error *error)
{
    void *again = step->again;
    if (!arena_grow(&step->arena, &again, step->again_count, &step->again_capacity,
                    sizeof(*step->again)))
        return error_no_memory(error);
    step->again = again;
    step->again[step->again_count++] = *piece;
    return FUND_OK;
}

/* What was at hand is tried once more; its releases so far are forgotten. */
static fund_status take_death(void *context, size_t member, const char *how,
                              struct fund_error *error)
{
    struct reading_step *step = context;
    struct member_pieces *mine = &step->members[member];
    fund_status status = FUND_OK;
    cut_problems_clear(&mine->problems);
    for (size_t i = mine->count; status == FUND_OK && i-- > 0;) {
        struct piece *piece = &mine->pieces[i];
        if (i == 0) {
            catalogue_forget(&step->rebuild->catalogue, piece->file, piece->number);
            piece->deaths++;
        }
        status = piece->deaths < REBUILD_DEATHS_MAX ? try_again(step, piece, error)
                                                    : leave_out(step, piece, how, error);
    }
    mine->count = 0;
    return status;
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
    return catalogue_add(&job->rebuild->catalogue, job->file, 0, (uint16_t)job->rebuild->team.size,
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
    status = reading_read(&reading, &rebuild->files->items[file].file, NULL, &sink, &end, error);
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
    const struct rebuild_step step = {feed, take_message, take_death, NULL, &own};
    report_begin(rebuild->report, N_("reading file"), rebuild->files->count);
    fund_status status = read_streams(rebuild, error);
    own.members = calloc(rebuild->team.size, sizeof(*own.members));
    if (status == FUND_OK && own.members == NULL)
        status = error_no_memory(error);
    if (status == FUND_OK && *rebuild->stop == 0)
        status = rebuild_lead(rebuild, &step, error);
    for (size_t i = 0; own.members != NULL && i < rebuild->team.size; i++)
        cut_problems_clear(&own.members[i].problems);
    for (size_t i = 0; i < own.open_count; i++)
        cut_close(own.open[i].cut);
    free(own.members);
    arena_finish(&own.arena);
    return status;
}
