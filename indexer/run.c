/*
 * All files of a run: those that have changed are read, and their releases handed to the writing.
 */
#include "indexer/run.h"

#include "core/archive/archive.h"
#include "core/base/dict.h"
#include "indexer/messages.h"
#include "indexer/reading.h"
#include "indexer/rebuild.h"
#include "indexer/writing.h"

#include <stdio.h>
#include <sys/stat.h>

/* What is less than both is indexed before workers have started. */
#define WORKERS_FROM_FILES 300
#define WORKERS_FROM_BYTES 1000000u

struct run {
    const struct options *options;
    const volatile sig_atomic_t *stop;
    struct report *report;
    struct writing *writing;
    struct dict *sources; /* files that this run has met */
    struct source_options source_options;
    uint64_t options_hash;
    /* of the file at hand */
    struct state file_state;
    struct known_file known;
    size_t problem_count;
    bool has_own_state; /* in its only release */
    bool is_settled;    /* at least one of its releases is */
    bool has_failed;    /* by more than the file */
    bool is_stopped;
};

/* ---- releases ------------------------------------------------------------------------------- */

static fund_status take_release(void *context, struct source_release *found,
                                struct fund_error *error)
{
    struct run *run = context;
    struct writing_outcome outcome = {false, false};
    if (*run->stop != 0) {
        run->is_stopped = true;
        return error_set(error, FUND_LIMIT, "stopped");
    }
    fund_status status = writing_take(run->writing, found, &run->file_state, &outcome, error);
    run->has_failed = status != FUND_OK;
    run->is_settled = run->is_settled || outcome.is_settled;
    run->has_own_state = found->has_path_id && outcome.is_written;
    run->known.release_count++;
    report_progress(run->report);
    return status;
}

static void note_problem(void *context, const char *path, const char *reason)
{
    struct run *run = context;
    if (++run->problem_count <= READING_PROBLEMS_MAX)
        report_skipped(run->report, path, reason);
    else
        run->report->skipped_count++;
}

/* Of a file that is something else altogether each line would be told. */
static void tell_problems(struct run *run, const struct scan_file *file)
{
    char reason[80];
    size_t skipped = run->report->skipped_count;
    if (run->problem_count <= READING_PROBLEMS_MAX)
        return;
    snprintf(reason, sizeof(reason), "%zu more of its entries cannot be read",
             run->problem_count - READING_PROBLEMS_MAX);
    report_skipped(run->report, file->path, reason);
    run->report->skipped_count = skipped; /* they are counted */
}

/* ---- files ---------------------------------------------------------------------------------- */

/* path is NULL where the reason names it already. */
static fund_status skip_or_fail(struct run *run, const char *path, const struct fund_error *reason,
                                struct fund_error *error)
{
    bool is_about_file = reason->code == FUND_INVALID_ARGUMENT || reason->code == FUND_LIMIT ||
                         reason->code == FUND_NOT_FOUND || reason->code == FUND_IO;
    if (run->has_failed || !is_about_file)
        return error_set(error, reason->code, "%s", reason->message);
    report_skipped(run->report, path, reason->message);
    return FUND_OK;
}

/* A file of which nothing could be taken is read again in the next run, and told again. */
static fund_status read_file(struct run *run, const struct scan_file *file,
                             struct fund_error *error)
{
    const struct source_sink sink = {take_release, note_problem, run};
    struct fund_error reason;
    size_t skipped = run->report->skipped_count;
    run->known.release_count = 0;
    run->problem_count = 0;
    run->has_own_state = run->is_settled = run->has_failed = false;
    fund_status status = source_read(file, &run->source_options, NULL, &sink, &reason);
    tell_problems(run, file);
    if (run->is_stopped)
        return FUND_OK;
    if (status != FUND_OK) {
        bool is_named = status == FUND_NOT_FOUND || status == FUND_IO;
        return skip_or_fail(run, is_named ? NULL : file->path, &reason, error);
    }
    if (run->known.release_count == 0 && run->report->skipped_count == skipped)
        report_skipped(run->report, file->path, N_("holds no release"));
    if (!run->is_settled || file->is_stream)
        return FUND_OK;
    bool is_needed = run->known.release_count != 1 || !run->has_own_state;
    return writing_file_done(run->writing, file, &run->file_state, &run->known, is_needed, error);
}

static fund_status visit_file(void *context, const struct scan_file *file, struct fund_error *error)
{
    struct run *run = context;
    if (dict_get(run->sources, file->source, NULL))
        return FUND_OK; /* the same file again */
    fund_status status = dict_put(run->sources, file->source, 0, error);
    run->report->file_count++;
    run->file_state = reading_file_state(file, run->options_hash);
    run->known = (struct known_file){0};
    if (status == FUND_OK && !file->is_stream)
        status = writing_look_at(run->writing, file, &run->file_state, &run->known, error);
    if (status != FUND_OK)
        return status;
    if (run->known.is_unchanged)
        run->report->unchanged_count += run->known.release_count;
    else
        status = read_file(run, file, error);
    report_progress(run->report);
    return status;
}

static void visit_skipped(void *context, const char *path, const char *reason)
{
    struct run *run = context;
    run->report->file_count++;
    report_skipped(run->report, path, reason);
}

/* ---- the run -------------------------------------------------------------------------------- */

static const struct scan_file standard_input = {
    .path = "standard input", .file = {"stdin", 5}, .source = {"stdin", 5}, .is_stream = true};

static fund_status scan_paths(struct run *run, struct fund_error *error)
{
    struct scan_visitor visitor = {.found = visit_file,
                                   .skipped = visit_skipped,
                                   .context = run,
                                   .left_out = run->options->archive,
                                   .stop = run->stop};
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < run->options->path_count && *run->stop == 0; i++) {
        const char *path = run->options->paths[i];
        bool is_stream = strcmp(path, OPTIONS_STANDARD_INPUT) == 0;
        status =
            is_stream ? visit_file(run, &standard_input, error) : scan_path(path, &visitor, error);
    }
    return status;
}

static fund_status visit_files(struct run *run, const struct files *files, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < files->count && *run->stop == 0; i++)
        status = visit_file(run, &files->items[i].file, error);
    return status;
}

/* files: NULL where they have not been listed yet. */
static fund_status run_in_place(const struct options *options, const struct files *files,
                                const volatile sig_atomic_t *stop, struct report *report,
                                uint32_t *release_count, struct fund_error *error)
{
    struct run run = {.options = options,
                      .stop = stop,
                      .report = report,
                      .source_options = {options->issuer, options->format}};
    run.options_hash = reading_hash_options(&run.source_options);
    fund_status status = dict_create(&run.sources, error);
    if (status == FUND_OK)
        status = writing_open(options->archive, options->leaves_names, report, &run.writing, error);
    if (status == FUND_OK)
        status = files != NULL ? visit_files(&run, files, error) : scan_paths(&run, error);
    if (status == FUND_OK && options->is_pruning && *stop == 0)
        status = writing_prune(run.writing, options->paths, options->path_count, error);
    if (status == FUND_OK)
        status = writing_commit(run.writing, error);
    if (status == FUND_OK)
        status = writing_count(run.writing, release_count, error);
    writing_close(run.writing);
    dict_destroy(run.sources);
    return status;
}

static bool has_archive(const char *folder)
{
    char path[SCAN_PATH_MAX + 64];
    struct stat info;
    snprintf(path, sizeof(path), "%s/" ARCHIVE_STUB, folder);
    return stat(path, &info) == 0;
}

static fund_status delete_ids(const struct options *options, struct writing *writing,
                              struct report *report, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < options->path_count; i++) {
        bool was_there = false;
        status = writing_delete(writing, slice_from(options->paths[i]), &was_there, error);
        if (status == FUND_OK && !was_there)
            report_skipped(report, options->paths[i], N_("no release has this id"));
    }
    return status;
}

fund_status run_delete(const struct options *options, struct report *report,
                       uint32_t *release_count, struct fund_error *error)
{
    struct writing *writing = NULL;
    if (!has_archive(options->archive))
        return error_set(error, FUND_NOT_FOUND, "there is no archive '%.150s'", options->archive);
    fund_status status = writing_open(options->archive, false, report, &writing, error);
    if (status == FUND_OK)
        status = delete_ids(options, writing, report, error);
    if (status == FUND_OK)
        status = writing_commit(writing, error);
    if (status == FUND_OK)
        status = writing_count(writing, release_count, error);
    writing_close(writing);
    return status;
}

fund_status run_index(const struct options *options, const volatile sig_atomic_t *stop,
                      struct report *report, uint32_t *release_count, struct fund_error *error)
{
    if (options->jobs == 0 || (!options->is_rebuild && has_archive(options->archive)))
        return run_in_place(options, NULL, stop, report, release_count, error);
    struct files files;
    files_init(&files);
    fund_status status = files_list(&files, options, stop, report, error);
    bool is_small = files.count < WORKERS_FROM_FILES && files.total_bytes < WORKERS_FROM_BYTES;
    if (status == FUND_OK && is_small && !options->is_rebuild)
        status = run_in_place(options, &files, stop, report, release_count, error);
    else if (status == FUND_OK)
        status = rebuild_run(options, &files, stop, report, release_count, error);
    files_finish(&files);
    return status;
}
