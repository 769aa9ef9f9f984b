/*
 * See rebuild.h: the steps in their order. rebuild_reading.c and rebuild_writing.c lead the workers
 * through two of them.
 */
#include "indexer/rebuild.h"

#include "core/forms/forms.h"
#include "indexer/deletions.h"
#include "indexer/messages.h"
#include "indexer/rebuild_steps.h"
#include "indexer/writing.h"

#include <stdlib.h>

/* ---- settling ------------------------------------------------------------------------------- */

static void mark_settled(struct rebuild *rebuild)
{
    for (size_t i = 0; i < rebuild->catalogue.count; i++) {
        const struct catalogue_release *release = &rebuild->catalogue.items[i];
        struct files_item *item = &rebuild->files->items[release->file];
        item->is_settled = item->is_settled || !release->is_out;
        item->has_own_state = release->has_path_id;
    }
}

static void refuse(void *context, const struct catalogue_release *release)
{
    struct rebuild *rebuild = context;
    struct files_item *item = &rebuild->files->items[release->file];
    report_skipped(rebuild->report, item->file.path, N_("another file has the same id"));
    item->is_settled = item->is_settled && item->release_count > 1;
}

static fund_status settle(struct rebuild *rebuild, struct fund_error *error)
{
    struct catalogue_counts counts = {0, 0};
    mark_settled(rebuild);
    fund_status status = catalogue_settle(&rebuild->catalogue, &counts, refuse, rebuild, error);
    if (status == FUND_OK)
        status = rebuild_leave_out(rebuild, error);
    rebuild->report->repeated_count += counts.repeated;
    rebuild->report->removed_count += counts.removed;
    return status;
}

/* ---- the first part: everything but documents ----------------------------------------------- */

static fund_status write_records(struct rebuild *rebuild, struct store_writer *store,
                                 struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < rebuild->files->count; i++) {
        const struct files_item *item = &rebuild->files->items[i];
        if (!item->is_settled || item->file.is_stream ||
            (item->release_count == 1 && item->has_own_state))
            continue;
        struct state state = reading_file_state(&item->file, rebuild->options_hash);
        status = writing_put_record(store, &item->file, &state, item->release_count, error);
    }
    return status;
}

static fund_status trim_deletions(const char *path, struct store_writer *store,
                                  struct fund_error *error)
{
    struct deletions deletions = {.key = buffer_init(0)};
    struct store_reader *reader = NULL;
    fund_status status = store_reader_open(path, &reader, error);
    if (status == FUND_OK)
        status = deletions_open(&deletions, store, reader, error);
    if (status == FUND_OK)
        status = deletions_trim(&deletions, reader, error);
    if (status == FUND_OK)
        status = store_writer_commit(store, error);
    deletions_close(&deletions);
    store_reader_close(reader);
    return status;
}

fund_status rebuild_write_first(struct rebuild *rebuild, struct fund_error *error)
{
    char path[ARCHIVE_BUILD_PATH_SIZE];
    struct store_writer *store = NULL;
    archive_build_path(&rebuild->build, ARCHIVE_BUILD_PART, 0, path);
    fund_status status = store_writer_open(path, STORE_CREATE, 0, &store, error);
    if (status == FUND_OK)
        status = archive_write_versions(store, rebuild->analyser,
                                        buffer_slice(&rebuild->dictionary), error);
    if (status == FUND_OK)
        status = store_writer_set_forms(store, buffer_slice(&rebuild->forms), error);
    if (status == FUND_OK)
        status = store_writer_set_metadata(store, SLICE(SCHEMA_META_ORDER),
                                           SLICE(SCHEMA_ORDER_NEWEST), error);
    if (status == FUND_OK && rebuild->options->has_stock_positions)
        status = store_writer_set_metadata(store, SLICE(SCHEMA_META_STOCK_POSITIONS),
                                           SLICE(SCHEMA_META_STOCK_POSITIONS_VALUE), error);
    if (status == FUND_OK && rebuild->options->leaves_names)
        status = store_writer_set_metadata(store, SLICE(SCHEMA_META_NAMES),
                                           SLICE(SCHEMA_NAMES_NONE), error);
    if (status == FUND_OK)
        status = write_records(rebuild, store, error);
    if (status == FUND_OK)
        status = rebuild_write_past(rebuild, store, error);
    if (status == FUND_OK)
        status = store_writer_commit(store, error);
    if (status == FUND_OK)
        status = trim_deletions(path, store, error);
    store_writer_close(store);
    return status;
}

/* ---- merging -------------------------------------------------------------------------------- */

static fund_status merge(struct rebuild *rebuild, struct fund_error *error)
{
    size_t count = rebuild->part_count + 1;
    char(*paths)[ARCHIVE_BUILD_PATH_SIZE] = calloc(count, sizeof(*paths));
    const char **parts = calloc(count, sizeof(*parts));
    fund_status status = FUND_OK;
    if (paths == NULL || parts == NULL)
        status = error_no_memory(error);
    for (size_t i = 0; status == FUND_OK && i < count; i++) {
        archive_build_path(&rebuild->build, ARCHIVE_BUILD_PART, (uint32_t)i, paths[i]);
        parts[i] = paths[i];
    }
    if (status == FUND_OK)
        status = archive_build_join(&rebuild->build, parts[0], parts + 1, count - 1,
                                    rebuild->team.size, error);
    free(parts);
    free(paths);
    return status;
}

/* ---- all of it ------------------------------------------------------------------------------ */

static fund_status take_steps(struct rebuild *rebuild, struct fund_error *error)
{
    fund_status status = rebuild_read(rebuild, error);
    if (status == FUND_OK && *rebuild->stop == 0)
        status = settle(rebuild, error);
    if (status == FUND_OK && *rebuild->stop == 0)
        status = rebuild_make_dictionary(rebuild, error);
    if (status == FUND_OK && *rebuild->stop == 0)
        status = rebuild_write(rebuild, error);
    team_finish(&rebuild->team);
    rebuild->report->was_given_up = *rebuild->stop != 0;
    return status == FUND_OK && !rebuild->report->was_given_up ? merge(rebuild, error) : status;
}

/*
 * What one worker needs where nothing is spared, what it needs for itself, and what a byte of a
 * release takes until it is written: measured on short releases, an upper bound for longer ones.
 */
#define WORKER_BYTES ((uint64_t)400 * 1024 * 1024)
#define WORKER_LEAST ((uint64_t)64 * 1024 * 1024)
/* A worker more is worth more than larger parts as long as each has this. */
#define WORKER_FEWEST  ((uint64_t)128 * 1024 * 1024)
#define LEADER_BYTES   ((uint64_t)64 * 1024 * 1024)
#define BYTES_PER_BYTE 6
#define LEAST_PART     ((uint64_t)64 * 1024)

/* Fewer workers, and in the end smaller pieces, where there is little memory. */
static void share_memory(struct rebuild *rebuild)
{
    uint64_t memory = rebuild->options->memory_bytes > 0 ? rebuild->options->memory_bytes
                                                         : OPTIONS_MEMORY_DEFAULT;
    uint64_t rest = memory > LEADER_BYTES ? memory - LEADER_BYTES : 0;
    uint64_t workers = rest / WORKER_FEWEST > 0 ? rest / WORKER_FEWEST : 1;
    if (workers > rebuild->options->jobs)
        workers = rebuild->options->jobs;
    uint64_t each = rest / workers < WORKER_BYTES ? rest / workers : WORKER_BYTES;
    uint64_t room = each > WORKER_LEAST ? each - WORKER_LEAST : 0;
    rebuild->part_bytes = room / BYTES_PER_BYTE > LEAST_PART ? room / BYTES_PER_BYTE : LEAST_PART;
    team_init(&rebuild->team, (size_t)workers, rebuild->build.lock_file);
}

static fund_status open_parts(struct rebuild *rebuild, struct fund_error *error)
{
    fund_status status = catalogue_create(&rebuild->catalogue, error);
    if (status == FUND_OK)
        status = archive_build_begin(rebuild->options->archive, &rebuild->build, error);
    if (status == FUND_OK)
        status = archive_writing_analyser(rebuild->options->archive, &rebuild->analyser, error);
    if (status == FUND_OK)
        status = rebuild_open_past(rebuild, error);
    if (status == FUND_OK)
        share_memory(rebuild);
    return status;
}

static void finish(struct rebuild *rebuild)
{
    team_finish(&rebuild->team);
    store_reader_close(rebuild->past);
    archive_build_close(&rebuild->build);
    text_analyser_destroy(rebuild->analyser);
    catalogue_finish(&rebuild->catalogue);
    buffer_finish(&rebuild->dictionary);
    buffer_finish(&rebuild->forms);
    buffer_finish(&rebuild->in.bytes);
    wire_out_finish(&rebuild->out);
    free(rebuild);
}

fund_status rebuild_run(const struct options *options, struct files *files,
                        const volatile sig_atomic_t *stop, struct report *report,
                        uint32_t *release_count, struct fund_error *error)
{
    struct rebuild *rebuild = calloc(1, sizeof(*rebuild));
    if (rebuild == NULL)
        return error_no_memory(error);
    *rebuild = (struct rebuild){.options = options,
                                .stop = stop,
                                .report = report,
                                .files = files,
                                .source_options = {options->issuer, options->format},
                                .build = {.lock_file = -1},
                                .dictionary = buffer_init(STORE_DICTIONARY_MAX),
                                .forms = buffer_init(FORMS_SIZE_MAX),
                                .in = wire_in_init(),
                                .out = wire_out_init()};
    report->file_count += files->count;
    rebuild->options_hash = reading_hash_options(&rebuild->source_options);
    fund_status status = open_parts(rebuild, error);
    if (status == FUND_OK)
        status = take_steps(rebuild, error);
    if (status == FUND_OK && !report->was_given_up)
        *release_count = (uint32_t)report->new_count;
    finish(rebuild);
    return status;
}
