/*
 * New, updated, unchanged or skipped: what becomes of each file.
 */
#include "indexer/run.h"

#include "core/archive/archive.h"
#include "core/base/dict.h"
#include "core/base/file.h"
#include "indexer/identity.h"
#include "indexer/ingest.h"
#include "indexer/names/names.h"
#include "indexer/scan.h"
#include "indexer/state.h"

/* Releases between commits. */
#define COMMIT_INTERVAL 2000
/* A reader is overtaken by our own commits only; one new try is enough, more cost nothing. */
#define LOOKUP_TRIES_MAX 3
#define ID_MAX           256

struct run {
    const struct options *options;
    struct report *report;
    struct text_analyser *analyser;
    struct names *names;
    struct ingest *ingest;
    struct archive_writer writer;
    struct store_reader *reader; /* of the last commit */
    struct dict *ids, *sources;  /* seen in this run */
    uint64_t options_hash;
    size_t uncommitted;
    struct buffer bytes, id_term; /* of the file at hand */
};

/* What the archive holds of a file's id. */
struct stored {
    bool is_there, has_other_source, has_state;
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

/* ---- one file ------------------------------------------------------------------------------- */

/* Failures that concern this file alone. */
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

static fund_status copy(struct release *release, struct slice from, struct slice *to,
                        struct fund_error *error)
{
    struct slice copied = arena_copy(&release->arena, from);
    if (copied.data == NULL)
        return error_no_memory(error);
    *to = copied;
    return FUND_OK;
}

/* A text with too many names or dates, a directory say, is still worth finding by its words. */
static fund_status find_names(struct run *run, struct release *release, struct format_notes *notes,
                              struct fund_error *error)
{
    fund_status status = names_find(run->names, release, error);
    if (status != FUND_LIMIT)
        return status;
    release->persons.count = release->organisations.count = release->places.count = 0;
    release->date_count = 0;
    notes->oddities |= FORMAT_ODD_MANY_NAMES;
    return FUND_OK;
}

/* Everything of the release that is not in its text. */
static fund_status complete(struct run *run, const struct scan_file *file, struct release *release,
                            struct format_notes *notes, struct fund_error *error)
{
    struct slice id = buffer_slice(&run->id_term);
    fund_status status =
        copy(release, slice_part(id, strlen(SCHEMA_ID), id.size), &release->id, error);
    if (status == FUND_OK)
        status = copy(release, file->file, &release->file, error);
    if (status == FUND_OK)
        status = copy(release, file->source, &release->source, error);
    if (status == FUND_OK && run->options->issuer.size > 0)
        status = copy(release, run->options->issuer, &release->issuer, error);
    if (status == FUND_OK)
        status = find_names(run, release, notes, error);
    return status;
}

static fund_status make_document(struct run *run, const struct scan_file *file,
                                 const struct state *state, struct format_notes *notes,
                                 const struct store_document **document, struct fund_error *error)
{
    struct release release;
    release_init(&release);
    fund_status status =
        format_read(run->options->format, buffer_slice(&run->bytes), &release, notes, error);
    if (status == FUND_OK)
        status = complete(run, file, &release, notes, error);
    if (status == FUND_OK) {
        char state_bytes[STATE_SIZE];
        state_encode(state, state_bytes);
        status = ingest_release(run->ingest, &release, slice_of(state_bytes, STATE_SIZE), document,
                                error);
    }
    release_finish(&release);
    return status;
}

static fund_status commit(struct run *run, struct fund_error *error)
{
    run->uncommitted = 0;
    fund_status status = store_writer_commit(run->writer.store, error);
    return status == FUND_OK ? store_reader_reopen(run->reader, NULL, error) : status;
}

static fund_status write_document(struct run *run, const struct store_document *document,
                                  struct fund_error *error)
{
    store_docid docid;
    fund_status status = store_writer_replace(run->writer.store, buffer_slice(&run->id_term),
                                              document, &docid, error);
    if (status == FUND_OK && ++run->uncommitted >= COMMIT_INTERVAL)
        status = commit(run, error);
    return status;
}

/*
 * Reads, analyses and writes the file. One that was only touched is written as well: with its old
 * time in the archive, each later run would read it again.
 */
static fund_status index_file(struct run *run, const struct scan_file *file,
                              const struct stored *stored, struct state *state,
                              struct fund_error *error)
{
    struct fund_error reason;
    buffer_clear(&run->bytes);
    if (file_read(file->path, &run->bytes, &reason) != FUND_OK)
        return skip_or_fail(run, NULL, &reason, error);
    state->content_hash = dict_hash(buffer_slice(&run->bytes));
    state->size_bytes = run->bytes.size;
    bool is_touched = stored->has_state && state_has_same_content(&stored->state, state);
    struct format_notes notes = {0};
    const struct store_document *document = NULL;
    if (make_document(run, file, state, &notes, &document, &reason) != FUND_OK)
        return skip_or_fail(run, file->path, &reason, error);
    fund_status status = write_document(run, document, error);
    if (status != FUND_OK)
        return status;
    if (is_touched) {
        run->report->unchanged_count++;
        return FUND_OK;
    }
    if (stored->is_there)
        run->report->updated_count++;
    else
        run->report->new_count++;
    report_oddities(run->report, file->path, &notes);
    return FUND_OK;
}

/* True where this run has met the id already: the same file again, or by chance another's id. */
static bool is_seen(struct run *run, const struct scan_file *file)
{
    struct slice id = buffer_slice(&run->id_term);
    if (!dict_get(run->ids, id, NULL))
        return false;
    if (!dict_get(run->sources, file->source, NULL))
        report_skipped(run->report, file->path, "another file has the same id");
    return true;
}

static fund_status remember(struct run *run, const struct scan_file *file, struct fund_error *error)
{
    fund_status status = dict_put(run->ids, buffer_slice(&run->id_term), 0, error);
    return status == FUND_OK ? dict_put(run->sources, file->source, 0, error) : status;
}

static fund_status make_id_term(struct run *run, const struct scan_file *file,
                                struct fund_error *error)
{
    buffer_clear(&run->id_term);
    fund_status status = buffer_append(&run->id_term, SLICE(SCHEMA_ID), error);
    return status == FUND_OK ? identity_append(file->file, file->source, &run->id_term, error)
                             : status;
}

static fund_status visit_file(void *context, const struct scan_file *file, struct fund_error *error)
{
    struct run *run = context;
    fund_status status = make_id_term(run, file, error);
    if (status != FUND_OK || is_seen(run, file))
        return status;
    struct stored stored = {0};
    status = remember(run, file, error);
    if (status == FUND_OK)
        status = look_up(run, file->source, &stored, error);
    if (status != FUND_OK)
        return status;
    struct state state = {.size_bytes = file->size_bytes,
                          .modified_ns = file->modified_ns,
                          .options_hash = run->options_hash,
                          .source_hash = state_hash_source(file->source)};
    if (stored.has_other_source)
        report_skipped(run->report, file->path, "another file in the archive has the same id");
    else if (stored.has_state && state_is_fresh(&stored.state, &state))
        run->report->unchanged_count++;
    else
        status = index_file(run, file, &stored, &state, error);
    report_progress(run->report);
    return status;
}

static void visit_skipped(void *context, const char *path, const char *reason)
{
    struct run *run = context;
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
    buffer_finish(&run->bytes);
    buffer_finish(&run->id_term);
}

/* Options that change what is stored of the same file. */
static uint64_t hash_options(const struct options *options)
{
    const char *format = options->format != NULL ? options->format->name : "auto";
    return dict_hash(options->issuer) ^ dict_hash(slice_from(format)) * 3;
}

static fund_status scan_paths(struct run *run, const volatile sig_atomic_t *stop,
                              struct fund_error *error)
{
    struct scan_visitor visitor = {.found = visit_file,
                                   .skipped = visit_skipped,
                                   .context = run,
                                   .left_out = run->options->archive,
                                   .stop = stop};
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < run->options->path_count && *stop == 0; i++)
        status = scan_path(run->options->paths[i], &visitor, error);
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
        .bytes = buffer_init(FORMAT_FILE_MAX),
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
