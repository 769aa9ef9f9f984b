/*
 * New, updated, unchanged, removed or skipped: what becomes of each file and release. Files are
 * found by scan.h and read by source.h; here it is decided what is written.
 */
#include "indexer/run.h"

#include "core/archive/archive.h"
#include "core/base/dict.h"
#include "indexer/ingest.h"
#include "indexer/names/names.h"
#include "indexer/source.h"
#include "indexer/state.h"

#include <inttypes.h>
#include <stdio.h>

/* Releases between commits. */
#define COMMIT_INTERVAL 2000
/* A reader is overtaken by our own commits only; one new try is enough, more cost nothing. */
#define LOOKUP_TRIES_MAX 3
#define ID_MAX           256
/* Of one run; each needs some 150 bytes of memory. */
#define RELEASES_MAX  100000000u
#define SEEN_SIZE_MAX ((size_t)16 * 1024 * 1024 * 1024)
#define STORED_MAX    ((size_t)64 * 1024 * 1024)
#define FILE_KEY_SIZE (sizeof(SCHEMA_META_FILE) + 16)

/* A release that this run has met. */
struct seen {
    struct state state;
    bool is_there; /* false: deleted */
};

struct run {
    const struct options *options;
    struct report *report;
    struct text_analyser *analyser;
    struct names *names;
    struct ingest *ingest;
    struct archive_writer writer;
    struct store_reader *reader; /* of the last commit */
    struct dict *ids;            /* number of each release that this run has met, in seen */
    struct {
        struct arena arena;
        struct seen *items;
        size_t count, capacity;
    } seen;
    struct dict *sources; /* files that this run has met */
    uint64_t options_hash;
    size_t uncommitted;
    struct buffer bytes, id_term; /* of the release at hand */
    /* of the file at hand */
    struct state file_state;
    uint64_t file_releases;
    bool file_has_own_state; /* in its release */
    bool file_is_settled;    /* at least one of its releases is */
    bool has_failed;         /* by more than the file */
};

/* What the archive holds of a release's id. */
struct stored {
    bool is_there, has_other_source, has_state, is_of_this_run;
    struct state state;
};

/* ---- what the archive has ------------------------------------------------------------------- */

/* For a document without a state that this version reads. */
static fund_status compare_source(struct run *run, store_docid docid, struct slice source,
                                  bool *is_same, struct fund_error *error)
{
    struct slice data;
    fund_status status = store_reader_data(run->reader, docid, &data, error);
    if (status != FUND_OK)
        return status;
    struct release release;
    release_init(&release);
    status = release_decode(data, &release, error);
    if (status == FUND_OK)
        *is_same = slice_equal(release.source, source);
    release_finish(&release);
    return status;
}

static fund_status read_stored(struct run *run, struct slice source, struct stored *stored,
                               struct fund_error *error)
{
    store_docid docid = 0;
    fund_status status = store_reader_find(run->reader, buffer_slice(&run->id_term), &docid, error);
    if (status != FUND_OK || docid == 0)
        return status;
    struct slice value;
    status = store_reader_value(run->reader, docid, SCHEMA_SLOT_SOURCE, &value, error);
    if (status != FUND_OK)
        return status;
    bool is_same = false;
    bool has_state = state_decode(value, &stored->state);
    if (has_state)
        is_same = stored->state.source_hash == state_hash_source(source);
    else
        status = compare_source(run, docid, source, &is_same, error);
    if (status != FUND_OK)
        return status;
    stored->is_there = true;
    stored->has_other_source = !is_same;
    stored->has_state = has_state;
    return FUND_OK;
}

static fund_status look_up(struct run *run, struct slice source, struct stored *stored,
                           struct fund_error *error)
{
    fund_status status = FUND_MODIFIED;
    for (int i = 0; status == FUND_MODIFIED && i < LOOKUP_TRIES_MAX; i++) {
        *stored = (struct stored){0};
        status = read_stored(run, source, stored, error);
        if (status == FUND_MODIFIED) {
            fund_status reopened = store_reader_reopen(run->reader, NULL, error);
            if (reopened != FUND_OK)
                return reopened;
        }
    }
    return status;
}

/* ---- one release ---------------------------------------------------------------------------- */

/* Failures that concern one file or release alone. */
static bool is_about_file(fund_status status)
{
    return status == FUND_INVALID_ARGUMENT || status == FUND_LIMIT || status == FUND_NOT_FOUND ||
           status == FUND_IO;
}

/* path is NULL where the reason names it already. */
static fund_status skip_or_fail(struct run *run, const char *path, const struct fund_error *reason,
                                struct fund_error *error)
{
    if (!is_about_file(reason->code))
        return error_set(error, reason->code, "%s", reason->message);
    report_skipped(run->report, path, reason->message);
    return FUND_OK;
}

/* A text with too many names or dates, a directory say, is still worth finding by its words. */
static fund_status find_names(struct run *run, struct source_release *found,
                              struct fund_error *error)
{
    struct release *release = found->release;
    fund_status status = names_find(run->names, release, error);
    if (status != FUND_LIMIT)
        return status;
    release->persons.count = release->organisations.count = release->places.count = 0;
    release->date_count = 0;
    found->notes.oddities |= FORMAT_ODD_MANY_NAMES;
    return FUND_OK;
}

static fund_status commit(struct run *run, struct fund_error *error)
{
    run->uncommitted = 0;
    fund_status status = store_writer_commit(run->writer.store, error);
    return status == FUND_OK ? store_reader_reopen(run->reader, NULL, error) : status;
}

static fund_status count_change(struct run *run, struct fund_error *error)
{
    return ++run->uncommitted >= COMMIT_INTERVAL ? commit(run, error) : FUND_OK;
}

/* Analyses and writes the release. */
static fund_status write_release(struct run *run, struct source_release *found,
                                 const struct state *state, struct fund_error *error)
{
    char state_bytes[STATE_SIZE];
    struct fund_error reason;
    const struct store_document *document = NULL;
    store_docid docid;
    state_encode(state, state_bytes);
    fund_status status = find_names(run, found, &reason);
    if (status == FUND_OK)
        status = ingest_release(run->ingest, found->release, slice_of(state_bytes, STATE_SIZE),
                                &document, &reason);
    if (status != FUND_OK)
        return skip_or_fail(run, found->path, &reason, error);
    status = store_writer_replace(run->writer.store, buffer_slice(&run->id_term), document, &docid,
                                  error);
    if (status == FUND_OK)
        status = count_change(run, error);
    return status;
}

static fund_status hash_release(struct run *run, const struct release *release, uint64_t *hash,
                                struct fund_error *error)
{
    struct release content = *release;
    content.file = slice_of(NULL, 0);
    buffer_clear(&run->bytes);
    fund_status status = release_encode(&content, &run->bytes, error);
    if (status == FUND_OK)
        *hash = dict_hash(buffer_slice(&run->bytes));
    return status;
}

static fund_status make_id_term(struct run *run, struct slice id, struct fund_error *error)
{
    buffer_clear(&run->id_term);
    fund_status status = buffer_append(&run->id_term, SLICE(SCHEMA_ID), error);
    return status == FUND_OK ? buffer_append(&run->id_term, id, error) : status;
}

/* What this run has written of the id takes the place of what the archive had before it. */
static fund_status find_stored(struct run *run, const struct source_release *found,
                               struct stored *stored, struct fund_error *error)
{
    uint32_t number = 0;
    if (!dict_get(run->ids, buffer_slice(&run->id_term), &number))
        return look_up(run, found->release->source, stored, error);
    const struct seen *seen = &run->seen.items[number];
    *stored = (struct stored){
        .is_there = seen->is_there,
        .is_of_this_run = true,
        .has_other_source = seen->state.source_hash != state_hash_source(found->release->source),
        .has_state = true,
        .state = seen->state,
    };
    return FUND_OK;
}

static fund_status remember(struct run *run, const struct state *state, bool is_there,
                            struct fund_error *error)
{
    uint32_t number = 0;
    if (!dict_get(run->ids, buffer_slice(&run->id_term), &number)) {
        void *items = run->seen.items;
        number = (uint32_t)run->seen.count;
        if (run->seen.count >= RELEASES_MAX)
            return error_set(error, FUND_LIMIT, "more than %u releases in one run", RELEASES_MAX);
        if (!arena_grow(&run->seen.arena, &items, run->seen.count, &run->seen.capacity,
                        sizeof(*run->seen.items)))
            return error_no_memory(error);
        run->seen.items = items;
        run->seen.count++;
        fund_status status = dict_put(run->ids, buffer_slice(&run->id_term), number, error);
        if (status != FUND_OK)
            return status;
    }
    run->seen.items[number] = (struct seen){*state, is_there};
    return FUND_OK;
}

static fund_status remove_release(struct run *run, const struct stored *stored,
                                  const struct state *state, struct fund_error *error)
{
    if (!stored->is_there)
        return FUND_OK;
    fund_status status = store_writer_delete(run->writer.store, buffer_slice(&run->id_term), error);
    if (status == FUND_OK)
        status = remember(run, state, false, error);
    if (status == FUND_OK)
        status = count_change(run, error);
    run->report->removed_count += status == FUND_OK;
    return status;
}

/* The archive has the same, or a newer version of it. */
static bool is_known(const struct stored *stored, const struct state *state)
{
    if (!stored->is_there || !stored->has_state)
        return false;
    bool is_in_place = stored->is_of_this_run || stored->state.file_hash == state->file_hash;
    return (state_has_same_content(&stored->state, state) && is_in_place) ||
           (state->updated != CLOCK_NONE && state->updated < stored->state.updated);
}

static fund_status replace_release(struct run *run, struct source_release *found,
                                   const struct stored *stored, const struct state *state,
                                   struct fund_error *error)
{
    size_t skipped = run->report->skipped_count;
    fund_status status = write_release(run, found, state, error);
    if (status != FUND_OK || run->report->skipped_count > skipped)
        return status;
    run->report->new_count += !stored->is_there;
    run->report->updated_count += stored->is_there;
    if (stored->is_of_this_run && stored->is_there)
        found->notes.oddities |= FORMAT_ODD_VERSION;
    report_oddities(run->report, found->path, &found->notes);
    return remember(run, state, true, error);
}

static fund_status settle(struct run *run, struct source_release *found, struct fund_error *error)
{
    struct state state = run->file_state;
    struct stored stored = {0};
    state.source_hash = state_hash_source(found->release->source);
    state.updated = found->release->updated;
    state.file_hash = state_hash_source(found->release->file);
    fund_status status = make_id_term(run, found->release->id, error);
    if (status == FUND_OK)
        status = find_stored(run, found, &stored, error);
    if (status == FUND_OK && stored.has_other_source) {
        report_skipped(run->report, found->path,
                       stored.is_of_this_run ? "another file has the same id"
                                             : "another file in the archive has the same id");
        return FUND_OK;
    }
    if (status == FUND_OK && found->is_deleted)
        return remove_release(run, &stored, &state, error);
    if (status == FUND_OK)
        status = hash_release(run, found->release, &state.content_hash, error);
    if (status != FUND_OK)
        return status;
    if (!is_known(&stored, &state))
        return replace_release(run, found, &stored, &state, error);
    run->report->unchanged_count += !stored.is_of_this_run;
    run->report->repeated_count += stored.is_of_this_run;
    return stored.is_of_this_run ? FUND_OK : remember(run, &stored.state, true, error);
}

static fund_status take_release(void *context, struct source_release *found,
                                struct fund_error *error)
{
    struct run *run = context;
    size_t written = run->report->new_count + run->report->updated_count;
    size_t skipped = run->report->skipped_count;
    fund_status status = settle(run, found, error);
    run->has_failed = status != FUND_OK;
    run->file_is_settled |= run->report->skipped_count == skipped;
    run->file_releases++;
    run->file_has_own_state =
        found->has_path_id && run->report->new_count + run->report->updated_count > written;
    report_progress(run->report);
    return status;
}

static void note_problem(void *context, const char *path, const char *reason)
{
    struct run *run = context;
    report_skipped(run->report, path, reason);
}

/* ---- one file ------------------------------------------------------------------------------- */

static void make_file_key(struct slice source, char key[static FILE_KEY_SIZE])
{
    snprintf(key, FILE_KEY_SIZE, "%s%016" PRIx64, SCHEMA_META_FILE, dict_hash(source));
}

/* *state is that of the last run that read the file; false where there was none. */
static fund_status read_file_state(struct run *run, const struct scan_file *file, bool *is_there,
                                   struct state *state, struct fund_error *error)
{
    char key[FILE_KEY_SIZE];
    struct slice value = {NULL, 0};
    make_file_key(file->source, key);
    fund_status status = store_reader_metadata(run->reader, slice_from(key), &value, error);
    *is_there = status == FUND_OK && state_decode(value, state) &&
                state->source_hash == run->file_state.source_hash;
    return status;
}

/*
 * A file that is read no more until it changes: its only release, with an id from the path, has
 * the file's state, or else the file has one of its own.
 */
static fund_status write_file_state(struct run *run, const struct scan_file *file, bool is_there,
                                    struct fund_error *error)
{
    char key[FILE_KEY_SIZE], bytes[STATE_SIZE];
    bool is_needed = run->file_releases != 1 || !run->file_has_own_state;
    if (!is_needed && !is_there)
        return FUND_OK;
    make_file_key(file->source, key);
    run->file_state.content_hash = run->file_releases;
    state_encode(&run->file_state, bytes);
    return store_writer_set_metadata(run->writer.store, slice_from(key),
                                     slice_of(bytes, is_needed ? STATE_SIZE : 0), error);
}

/* Whether file is as the last run left it; *releases is then how many it holds. */
static fund_status is_unchanged(struct run *run, const struct scan_file *file, bool *is_fresh,
                                bool *has_record, uint64_t *releases, struct fund_error *error)
{
    struct stored stored = {0};
    struct state record;
    buffer_clear(&run->id_term);
    fund_status status = buffer_append(&run->id_term, SLICE(SCHEMA_ID), error);
    if (status == FUND_OK)
        status = source_path_id(file, &run->id_term, error);
    if (status == FUND_OK)
        status = look_up(run, file->source, &stored, error);
    if (status != FUND_OK)
        return status;
    *releases = 1;
    *is_fresh = stored.has_state && !stored.has_other_source &&
                state_is_fresh(&stored.state, &run->file_state);
    if (*is_fresh)
        return FUND_OK;
    status = read_file_state(run, file, has_record, &record, error);
    if (status == FUND_OK && *has_record && state_is_fresh(&record, &run->file_state)) {
        *is_fresh = true;
        *releases = record.content_hash;
    }
    return status;
}

/* A file of which nothing could be taken is read again in the next run, and told again. */
static fund_status read_file(struct run *run, const struct scan_file *file, bool has_record,
                             struct fund_error *error)
{
    const struct source_options options = {run->options->issuer, run->options->format};
    const struct source_sink sink = {take_release, note_problem, run};
    struct fund_error reason;
    size_t skipped = run->report->skipped_count;
    run->file_releases = 0;
    run->file_has_own_state = run->file_is_settled = run->has_failed = false;
    fund_status status = source_read(file, &options, &sink, &reason);
    if (run->has_failed)
        return error_set(error, reason.code, "%s", reason.message);
    if (status != FUND_OK) {
        bool is_named = status == FUND_NOT_FOUND || status == FUND_IO;
        return skip_or_fail(run, is_named ? NULL : file->path, &reason, error);
    }
    if (run->file_releases == 0 && run->report->skipped_count == skipped)
        report_skipped(run->report, file->path, "holds no release");
    return run->file_is_settled && !file->is_stream ? write_file_state(run, file, has_record, error)
                                                    : FUND_OK;
}

static fund_status visit_file(void *context, const struct scan_file *file, struct fund_error *error)
{
    struct run *run = context;
    bool is_fresh = false, has_record = false;
    uint64_t releases = 0;
    if (dict_get(run->sources, file->source, NULL))
        return FUND_OK; /* the same file again */
    fund_status status = dict_put(run->sources, file->source, 0, error);
    run->report->file_count++;
    run->file_state = (struct state){.size_bytes = file->size_bytes,
                                     .modified_ns = file->modified_ns,
                                     .options_hash = run->options_hash,
                                     .source_hash = state_hash_source(file->source),
                                     .updated = CLOCK_NONE};
    if (status == FUND_OK && !file->is_stream)
        status = is_unchanged(run, file, &is_fresh, &has_record, &releases, error);
    if (status != FUND_OK)
        return status;
    if (is_fresh)
        run->report->unchanged_count += releases;
    else
        status = read_file(run, file, has_record, error);
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

static fund_status open_run(struct run *run, struct fund_error *error)
{
    const char *archive = run->options->archive;
    fund_status status = archive_writing_analyser(archive, &run->analyser, error);
    if (status == FUND_OK)
        status = names_create(&run->names, error);
    if (status == FUND_OK)
        status = ingest_create(run->analyser, &run->ingest, error);
    if (status == FUND_OK)
        status = dict_create(&run->ids, error);
    if (status == FUND_OK)
        status = dict_create(&run->sources, error);
    if (status == FUND_OK)
        status = archive_open_writer(archive, run->analyser, &run->writer, error);
    if (status == FUND_OK)
        status = store_reader_open(archive, &run->reader, error);
    return status;
}

static void close_run(struct run *run)
{
    store_reader_close(run->reader);
    archive_close_writer(&run->writer);
    dict_destroy(run->sources);
    dict_destroy(run->ids);
    ingest_destroy(run->ingest);
    names_destroy(run->names);
    text_analyser_destroy(run->analyser);
    arena_finish(&run->seen.arena);
    buffer_finish(&run->bytes);
    buffer_finish(&run->id_term);
}

/* Options that change what is stored of the same file. */
static uint64_t hash_options(const struct options *options)
{
    const char *format = options->format != NULL ? options->format->name : "auto";
    return dict_hash(options->issuer) ^ dict_hash(slice_from(format)) * 3;
}

static const struct scan_file standard_input = {
    .path = "standard input", .file = {"stdin", 5}, .source = {"stdin", 5}, .is_stream = true};

static fund_status scan_paths(struct run *run, const volatile sig_atomic_t *stop,
                              struct fund_error *error)
{
    struct scan_visitor visitor = {.found = visit_file,
                                   .skipped = visit_skipped,
                                   .context = run,
                                   .left_out = run->options->archive,
                                   .stop = stop};
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < run->options->path_count && *stop == 0; i++) {
        const char *path = run->options->paths[i];
        bool is_stream = strcmp(path, OPTIONS_STANDARD_INPUT) == 0;
        status =
            is_stream ? visit_file(run, &standard_input, error) : scan_path(path, &visitor, error);
    }
    return status;
}

fund_status run_index(const struct options *options, const volatile sig_atomic_t *stop,
                      struct report *report, uint32_t *release_count, struct fund_error *error)
{
    struct run run = {
        .options = options,
        .report = report,
        .writer = {NULL, -1},
        .options_hash = hash_options(options),
        .seen.arena = arena_init(SEEN_SIZE_MAX),
        .bytes = buffer_init(STORED_MAX),
        .id_term = buffer_init(ID_MAX),
    };
    fund_status status = open_run(&run, error);
    if (status == FUND_OK)
        status = scan_paths(&run, stop, error);
    if (status == FUND_OK)
        status = commit(&run, error);
    if (status == FUND_OK)
        status = store_reader_document_count(run.reader, release_count, error);
    close_run(&run);
    return status;
}
