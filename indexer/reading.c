/*
 * See reading.h.
 */
#include "indexer/reading.h"

#include "core/base/dict.h"

#include <stdio.h>

#define STORED_MAX ((size_t)64 * 1024 * 1024)

/* A file that is being read. */
struct job {
    struct reading *reading;
    const struct reading_sink *sink;
    const struct scan_file *file;
    struct reading_end *end;
    struct state file_state;
    bool has_failed; /* by more than the file */
};

uint64_t reading_hash_options(const struct source_options *options)
{
    if (options->format == NULL && options->issuer.size == 0)
        return 0;
    const char *format = options->format != NULL ? options->format->name : "auto";
    return dict_hash(options->issuer) ^ dict_hash(slice_from(format)) * 3;
}

struct state reading_file_state(const struct scan_file *file, uint64_t options_hash)
{
    return (struct state){.size_bytes = file->size_bytes,
                          .modified_ns = file->modified_ns,
                          .options_hash = options_hash,
                          .source_hash = state_hash_source(file->source),
                          .origin_hash = state_hash_source(file->source),
                          .updated = CLOCK_NONE};
}

void reading_init(struct reading *reading, const struct source_options *options,
                  uint64_t options_hash, int spool)
{
    *reading = (struct reading){*options, options_hash, spool_writer_init(spool), wire_out_init(),
                                buffer_init(STORED_MAX)};
}

void reading_finish(struct reading *reading)
{
    spool_writer_finish(&reading->spool);
    buffer_finish(&reading->scratch.bytes);
    buffer_finish(&reading->stored);
}

static fund_status take(void *context, struct source_release *found, struct fund_error *error)
{
    struct job *job = context;
    struct reading *reading = job->reading;
    struct reading_release release = {
        .id = found->release->id,
        .published = found->release->published,
        .is_deleted = found->is_deleted,
        .has_path_id = found->has_path_id,
        .key = found->key,
    };
    fund_status status =
        state_of_release(found->release, &job->file_state, &reading->stored, &release.state, error);
    const struct spool_entry entry = {found->release, release.state, found->notes,
                                      slice_from(found->path)};
    if (status == FUND_OK)
        status = spool_append(&reading->spool, &entry, &reading->scratch, &release.place, error);
    if (status == FUND_OK)
        status = job->sink->found(job->sink->context, &release, error);
    job->has_failed = status != FUND_OK;
    job->end->release_count += status == FUND_OK;
    return status;
}

static void note_problem(void *context, const char *path, const char *reason)
{
    struct job *job = context;
    if (++job->end->problem_count <= READING_PROBLEMS_MAX)
        job->sink->problem(job->sink->context, path, reason);
}

static bool is_about_file(fund_status status)
{
    return status == FUND_INVALID_ARGUMENT || status == FUND_LIMIT || status == FUND_NOT_FOUND ||
           status == FUND_IO;
}

fund_status reading_read(struct reading *reading, const struct scan_file *file,
                         const struct source_range *range, const struct reading_sink *sink,
                         struct reading_end *end, struct fund_error *error)
{
    struct job job = {reading, sink, file, end, reading_file_state(file, reading->options_hash),
                      false};
    const struct source_sink source_sink = {take, note_problem, &job};
    *end = (struct reading_end){.reason = {.code = FUND_OK}};
    struct fund_error reason = {.code = FUND_OK};
    fund_status status = source_read(file, &reading->options, range, &source_sink, &reason);
    if (status != FUND_OK && (job.has_failed || !is_about_file(status)))
        return error_set(error, status, "%s", reason.message);
    if (status != FUND_OK)
        end->reason = reason;
    return spool_flush(&reading->spool, error);
}
