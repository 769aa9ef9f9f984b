/*
 * One release after the other: looked up in the archive and in what this run has met, compared,
 * analysed, written.
 */
#include "indexer/writing.h"

#include "core/forms/forms.h"
#include "indexer/messages.h"
#include "indexer/writing_parts.h"

#include <stdlib.h>

/* Releases between commits. */
#define COMMIT_INTERVAL 2000
/* A reader is overtaken by our own commits only; one new try is enough, more cost nothing. */
#define LOOKUP_TRIES_MAX 3
#define ID_MAX           256
/* Of one run; each needs some 150 bytes of memory. */
#define RELEASES_MAX  100000000u
#define SEEN_SIZE_MAX ((size_t)16 * 1024 * 1024 * 1024)
#define STORED_MAX    ((size_t)64 * 1024 * 1024)
#define RECORD_MAX    ((size_t)16 * 1024)

/* What the archive holds of a release's id. */
struct stored {
    bool is_there, has_other_source, has_state, is_of_this_run;
    struct state state;
};

/* ---- what the archive has ------------------------------------------------------------------- */

/* For a document without a state that this version reads. */
static fund_status compare_source(struct writing *writing, store_docid docid, struct slice source,
                                  bool *is_same, struct fund_error *error)
{
    struct slice data;
    fund_status status = store_reader_first_data(writing->reader, docid, &data, error);
    if (status != FUND_OK)
        return status;
    struct release release;
    release_init(&release);
    status = release_decode_head(data, &release, error);
    if (status == FUND_OK)
        *is_same = slice_equal(release.source, source);
    release_finish(&release);
    return status;
}

static fund_status read_stored(struct writing *writing, struct slice source, struct stored *stored,
                               struct fund_error *error)
{
    store_docid docid = 0;
    fund_status status =
        store_reader_find(writing->reader, buffer_slice(&writing->id_term), &docid, error);
    if (status != FUND_OK || docid == 0)
        return status;
    struct slice value;
    status = store_reader_value(writing->reader, docid, SCHEMA_SLOT_SOURCE, &value, error);
    if (status != FUND_OK)
        return status;
    bool is_same = false;
    bool has_state = state_decode(value, &stored->state, NULL);
    if (has_state)
        is_same = stored->state.source_hash == state_hash_source(source);
    else
        status = compare_source(writing, docid, source, &is_same, error);
    if (status != FUND_OK)
        return status;
    stored->is_there = true;
    stored->has_other_source = !is_same;
    stored->has_state = has_state;
    return FUND_OK;
}

static fund_status look_up(struct writing *writing, struct slice source, struct stored *stored,
                           struct fund_error *error)
{
    fund_status status = FUND_MODIFIED;
    for (int i = 0; status == FUND_MODIFIED && i < LOOKUP_TRIES_MAX; i++) {
        *stored = (struct stored){0};
        status = read_stored(writing, source, stored, error);
        if (status == FUND_MODIFIED) {
            fund_status reopened = store_reader_reopen(writing->reader, NULL, error);
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
static fund_status skip_or_fail(struct writing *writing, const char *path,
                                const struct fund_error *reason, struct fund_error *error)
{
    if (!is_about_file(reason->code))
        return error_set(error, reason->code, "%s", reason->message);
    report_skipped(writing->report, path, reason->message);
    return FUND_OK;
}

static fund_status put_revision(struct writing *writing, struct fund_error *error)
{
    char bytes[SCHEMA_REVISION_SIZE];
    return store_writer_set_metadata(
        writing->writer.store, SLICE(SCHEMA_META_REVISION),
        slice_of(bytes, schema_encode_revision(writing->revision, bytes)), error);
}

static fund_status commit(struct writing *writing, struct fund_error *error)
{
    fund_status status = store_writer_commit(writing->writer.store, error);
    return status == FUND_OK ? store_reader_reopen(writing->reader, NULL, error) : status;
}

fund_status writing_commit(struct writing *writing, struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (writing->uncommitted > 0)
        status = put_revision(writing, error);
    if (status == FUND_OK)
        status = commit(writing, error);
    if (status == FUND_OK && writing->deletions.count > SCHEMA_DELETIONS_MAX) {
        status = deletions_trim(&writing->deletions, writing->reader, error);
        if (status == FUND_OK)
            status = commit(writing, error);
    }
    writing->revision += writing->uncommitted > 0;
    writing->uncommitted = 0;
    return status;
}

fund_status writing_count_change(struct writing *writing, struct fund_error *error)
{
    return ++writing->uncommitted >= COMMIT_INTERVAL ? writing_commit(writing, error) : FUND_OK;
}

/* Analyses and writes the release. */
static fund_status write_release(struct writing *writing, struct source_release *found,
                                 const struct state *state, struct fund_error *error)
{
    struct fund_error reason;
    const struct store_document *document = NULL;
    store_docid docid;
    fund_status status = documents_make(writing->documents, found->release, state,
                                        writing->revision, &found->notes, &document, &reason);
    if (status != FUND_OK)
        return skip_or_fail(writing, found->path, &reason, error);
    status = store_writer_replace(writing->writer.store, buffer_slice(&writing->id_term), document,
                                  &docid, error);
    if (status == FUND_OK)
        status = deletions_remove(&writing->deletions, found->release->id, error);
    if (status == FUND_OK)
        status = writing_count_change(writing, error);
    return status;
}

static fund_status make_id_term(struct writing *writing, struct slice id, struct fund_error *error)
{
    buffer_clear(&writing->id_term);
    fund_status status = buffer_append(&writing->id_term, SLICE(SCHEMA_ID), error);
    return status == FUND_OK ? buffer_append(&writing->id_term, id, error) : status;
}

/* What this run has written of the id takes the place of what the archive had before it. */
static fund_status find_stored(struct writing *writing, const struct source_release *found,
                               struct stored *stored, struct fund_error *error)
{
    uint32_t number = 0;
    if (!dict_get(writing->ids, buffer_slice(&writing->id_term), &number))
        return look_up(writing, found->release->source, stored, error);
    const struct seen *seen = &writing->seen.items[number];
    *stored = (struct stored){
        .is_there = seen->is_there,
        .is_of_this_run = true,
        .has_other_source = seen->state.source_hash != state_hash_source(found->release->source),
        .has_state = true,
        .state = seen->state,
    };
    return FUND_OK;
}

static fund_status remember(struct writing *writing, const struct state *state, bool is_there,
                            struct fund_error *error)
{
    uint32_t number = 0;
    if (!dict_get(writing->ids, buffer_slice(&writing->id_term), &number)) {
        void *items = writing->seen.items;
        number = (uint32_t)writing->seen.count;
        if (writing->seen.count >= RELEASES_MAX)
            return error_set(error, FUND_LIMIT, "more than %u releases in one run", RELEASES_MAX);
        if (!arena_grow(&writing->seen.arena, &items, writing->seen.count, &writing->seen.capacity,
                        sizeof(*writing->seen.items)))
            return error_no_memory(error);
        writing->seen.items = items;
        writing->seen.count++;
        fund_status status = dict_put(writing->ids, buffer_slice(&writing->id_term), number, error);
        if (status != FUND_OK)
            return status;
    }
    writing->seen.items[number] = (struct seen){*state, is_there};
    return FUND_OK;
}

static fund_status remove_release(struct writing *writing, struct slice id,
                                  const struct stored *stored, const struct state *state,
                                  struct fund_error *error)
{
    const struct schema_deletion deletion = {writing->revision, state->content_hash, false};
    if (!stored->is_there)
        return FUND_OK;
    fund_status status =
        store_writer_delete(writing->writer.store, buffer_slice(&writing->id_term), error);
    if (status == FUND_OK)
        status = deletions_add(&writing->deletions, id, &deletion, error);
    if (status == FUND_OK)
        status = remember(writing, state, false, error);
    if (status == FUND_OK)
        status = writing_count_change(writing, error);
    writing->report->removed_count += status == FUND_OK;
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

static fund_status replace_release(struct writing *writing, struct source_release *found,
                                   const struct stored *stored, const struct state *state,
                                   struct fund_error *error)
{
    size_t skipped = writing->report->skipped_count;
    fund_status status = write_release(writing, found, state, error);
    if (status != FUND_OK || writing->report->skipped_count > skipped)
        return status;
    writing->report->new_count += !stored->is_there;
    writing->report->updated_count += stored->is_there;
    bool is_elsewhere = stored->has_state && stored->state.file_hash != state->file_hash &&
                        !state_has_same_content(&stored->state, state);
    if (stored->is_there && (stored->is_of_this_run || is_elsewhere))
        found->notes.oddities |= FORMAT_ODD_VERSION;
    report_oddities(writing->report, found->path, &found->notes);
    return remember(writing, state, true, error);
}

/* It is the same that a user took out of the archive. */
static fund_status was_deleted_by_user(struct writing *writing, struct slice id,
                                       const struct state *state, bool *is_unwanted,
                                       struct fund_error *error)
{
    bool is_there = false;
    struct schema_deletion deletion;
    fund_status status =
        deletions_find(&writing->deletions, writing->reader, id, &is_there, &deletion, error);
    if (status == FUND_OK)
        *is_unwanted =
            is_there && deletion.is_by_user && deletion.content_hash == state->content_hash;
    return status;
}

static fund_status settle(struct writing *writing, struct source_release *found,
                          const struct state *file_state, struct fund_error *error)
{
    struct state state;
    struct stored stored = {0};
    fund_status status =
        state_of_release(found->release, file_state, &writing->bytes, &state, error);
    if (status == FUND_OK)
        status = make_id_term(writing, found->release->id, error);
    if (status == FUND_OK)
        status = find_stored(writing, found, &stored, error);
    if (status == FUND_OK && stored.has_other_source) {
        report_skipped(writing->report, found->path,
                       stored.is_of_this_run ? N_("another file has the same id")
                                             : N_("another file in the archive has the same id"));
        return FUND_OK;
    }
    if (status == FUND_OK && found->is_deleted)
        return remove_release(writing, found->release->id, &stored, &state, error);
    bool is_unwanted = false;
    if (status == FUND_OK && !stored.is_there)
        status = was_deleted_by_user(writing, found->release->id, &state, &is_unwanted, error);
    if (status != FUND_OK)
        return status;
    if (is_unwanted) {
        writing->report->unchanged_count++;
        return FUND_OK;
    }
    if (!is_known(&stored, &state))
        return replace_release(writing, found, &stored, &state, error);
    writing->report->unchanged_count += !stored.is_of_this_run;
    writing->report->repeated_count += stored.is_of_this_run;
    return stored.is_of_this_run ? FUND_OK : remember(writing, &stored.state, true, error);
}

fund_status writing_take(struct writing *writing, struct source_release *found,
                         const struct state *file_state, struct writing_outcome *outcome,
                         struct fund_error *error)
{
    const struct report *report = writing->report;
    size_t skipped = report->skipped_count;
    size_t written = report->new_count + report->updated_count;
    fund_status status = settle(writing, found, file_state, error);
    *outcome = (struct writing_outcome){
        .is_settled = report->skipped_count == skipped,
        .is_written = report->new_count + report->updated_count > written,
    };
    return status;
}

/* ---- files ---------------------------------------------------------------------------------- */

fund_status writing_put_record(struct store_writer *store, const struct scan_file *file,
                               const struct state *file_state, uint64_t release_count,
                               struct fund_error *error)
{
    char key[KNOWN_KEY_SIZE], bytes[STATE_SIZE_MAX];
    struct state state = *file_state;
    struct buffer record = buffer_init(RECORD_MAX);
    known_record_key(state.source_hash, key);
    state.content_hash = release_count;
    fund_status status =
        buffer_append(&record, slice_of(bytes, state_encode(&state, bytes)), error);
    if (status == FUND_OK)
        status = buffer_append(&record, file->source, error);
    if (status == FUND_OK)
        status = store_writer_set_metadata(store, slice_from(key), buffer_slice(&record), error);
    buffer_finish(&record);
    return status;
}

fund_status writing_look_at(struct writing *writing, const struct scan_file *file,
                            const struct state *state, struct known_file *found,
                            struct fund_error *error)
{
    return known_look_at(&writing->known, writing->reader, file, state, found, error);
}

fund_status writing_file_done(struct writing *writing, const struct scan_file *file,
                              const struct state *state, const struct known_file *known,
                              bool is_needed, struct fund_error *error)
{
    char key[KNOWN_KEY_SIZE];
    if (is_needed)
        return writing_put_record(writing->writer.store, file, state, known->release_count, error);
    if (!known->has_record)
        return FUND_OK;
    known_record_key(state->source_hash, key);
    return store_writer_set_metadata(writing->writer.store, slice_from(key), slice_of(NULL, 0),
                                     error);
}

/* ---- all of it ------------------------------------------------------------------------------ */

static fund_status read_revision(struct writing *writing, struct fund_error *error)
{
    struct slice value = {NULL, 0};
    fund_status status =
        store_reader_metadata(writing->reader, SLICE(SCHEMA_META_REVISION), &value, error);
    if (status == FUND_OK)
        writing->revision = schema_decode_revision(value) + 1;
    return status;
}

/* As the archive has it. */
/* Those of releases that were there before must be told in the same way. */
static fund_status read_forms(struct writing *writing, struct fund_error *error)
{
    struct buffer table = buffer_init(FORMS_SIZE_MAX);
    fund_status status = store_reader_forms(writing->reader, &table, error);
    if (status == FUND_OK)
        status = documents_take_forms(writing->documents, buffer_slice(&table), error);
    buffer_finish(&table);
    return status;
}

static fund_status read_stock_positions(struct writing *writing, struct fund_error *error)
{
    struct slice value = {NULL, 0};
    fund_status status =
        store_reader_metadata(writing->reader, SLICE(SCHEMA_META_STOCK_POSITIONS), &value, error);
    if (status == FUND_OK && value.size > 0)
        documents_take_stock_positions(writing->documents);
    return status;
}

/* What is added to an archive in order is not in it. */
static fund_status read_order(struct writing *writing, struct fund_error *error)
{
    struct slice value = {NULL, 0};
    fund_status status =
        store_reader_metadata(writing->reader, SLICE(SCHEMA_META_ORDER), &value, error);
    if (status == FUND_OK && value.size > 0)
        documents_are_late(writing->documents);
    return status;
}

/* An archive without a revision is just being made. */
static fund_status settle_names(struct writing *writing, const char *archive, bool leaves_names,
                                struct fund_error *error)
{
    struct slice value = {NULL, 0};
    fund_status status =
        store_reader_metadata(writing->reader, SLICE(SCHEMA_META_NAMES), &value, error);
    bool has_none = status == FUND_OK && value.size > 0;
    bool is_new = writing->revision == 1;
    if (status == FUND_OK && leaves_names && !has_none && !is_new)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "the archive '%.70s' has names; make it anew without them: fundstelle "
                         "index --rebuild --no-names PATH",
                         archive);
    if (status == FUND_OK && leaves_names && !has_none)
        status = store_writer_set_metadata(writing->writer.store, SLICE(SCHEMA_META_NAMES),
                                           SLICE(SCHEMA_NAMES_NONE), error);
    if (has_none || leaves_names)
        documents_leave_names(writing->documents);
    return status;
}

static fund_status open_parts(struct writing *writing, const char *archive, bool leaves_names,
                              struct fund_error *error)
{
    fund_status status = documents_create(archive, &writing->documents, error);
    if (status == FUND_OK)
        status = dict_create(&writing->ids, error);
    if (status == FUND_OK)
        status = archive_open_writer(archive, documents_analyser(writing->documents),
                                     &writing->writer, error);
    if (status == FUND_OK)
        status = store_reader_open(archive, &writing->reader, error);
    if (status == FUND_OK)
        status = deletions_open(&writing->deletions, writing->writer.store, writing->reader, error);
    if (status == FUND_OK)
        status = read_stock_positions(writing, error);
    if (status == FUND_OK)
        status = read_forms(writing, error);
    if (status == FUND_OK)
        status = read_order(writing, error);
    if (status == FUND_OK)
        status = read_revision(writing, error);
    return status == FUND_OK ? settle_names(writing, archive, leaves_names, error) : status;
}

fund_status writing_open(const char *archive, bool leaves_names, struct report *report,
                         struct writing **out, struct fund_error *error)
{
    struct writing *writing = calloc(1, sizeof(*writing));
    if (writing == NULL)
        return error_no_memory(error);
    *writing = (struct writing){.report = report,
                                .writer = {NULL, -1},
                                .seen.arena = arena_init(SEEN_SIZE_MAX),
                                .bytes = buffer_init(STORED_MAX),
                                .id_term = buffer_init(ID_MAX),
                                .known = known_init()};
    fund_status status = open_parts(writing, archive, leaves_names, error);
    if (status != FUND_OK) {
        writing_close(writing);
        return status;
    }
    *out = writing;
    return FUND_OK;
}

fund_status writing_count(struct writing *writing, uint32_t *releases, struct fund_error *error)
{
    return store_reader_document_count(writing->reader, releases, error);
}

void writing_close(struct writing *writing)
{
    if (writing == NULL)
        return;
    known_finish(&writing->known);
    deletions_close(&writing->deletions);
    store_reader_close(writing->reader);
    archive_close_writer(&writing->writer);
    dict_destroy(writing->ids);
    arena_finish(&writing->seen.arena);
    documents_destroy(writing->documents);
    buffer_finish(&writing->bytes);
    buffer_finish(&writing->id_term);
    free(writing);
}
