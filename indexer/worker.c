/*
 * See worker.h. Nothing here prints: what is to be told goes to the leader.
 */
#include "indexer/worker.h"

#include "indexer/documents.h"
#include "indexer/reading.h"
#include "indexer/usual_forms.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PATH_SIZE 4200
/* For tests: "read:017.txt" or "write:…", the work and paths at which a worker dies. */
#define TEST_DEATH "FUNDSTELLE_TEST_DEATH"

struct worker {
    struct wire_in in, entry;
    struct wire_out out;
    char archive[PATH_SIZE], spools[PATH_SIZE];
    char issuer[SCHEMA_NAME_MAX + 1];
    int spool_files[WORKER_MAX + 1]; /* -1: not open */
    struct reading reading;
    bool is_set_up;
    struct documents *documents; /* NULL until the first release is made a document */
    struct buffer forms;         /* the table that these go by */
    struct store_builder *builder;
    uint64_t written;
    uint64_t revision; /* of what is written */
    bool is_careful;   /* tells of each release before it begins with it */
    const char *death;
};

static fund_status send_texts(struct worker *worker, uint32_t kind, const char *path,
                              const char *reason, struct fund_error *error)
{
    wire_begin(&worker->out, kind);
    wire_put_string(&worker->out, slice_from(path != NULL ? path : ""));
    wire_put_string(&worker->out, slice_from(reason));
    return wire_send(WORKER_SOCKET, &worker->out, error);
}

static void die_for_test(const struct worker *worker, const char *work, const char *path)
{
    size_t size = strlen(work);
    if (worker->death != NULL && strncmp(worker->death, work, size) == 0 &&
        strstr(path, worker->death + size) != NULL)
        abort();
}

static void die_reading(const struct worker *worker, const char *path,
                        const struct source_range *range)
{
    char shown[PATH_SIZE + 16];
    int size = snprintf(shown, sizeof(shown), "%s", path);
    if (range->reader != NULL && size > 0 && (size_t)size < PATH_SIZE)
        snprintf(shown + size, 16, "#%" PRIu32 ":", range->first_line);
    die_for_test(worker, "read:", shown);
}

/* ---- setting up ----------------------------------------------------------------------------- */

static bool copy_text(struct slice text, char *out, size_t room)
{
    if (text.size >= room)
        return false;
    memcpy(out, text.data, text.size);
    out[text.size] = '\0';
    return true;
}

static fund_status spool_of(struct worker *worker, uint64_t number, int *file,
                            struct fund_error *error)
{
    char path[PATH_SIZE + 32];
    if (number > WORKER_MAX)
        return error_set(error, FUND_INTERNAL, "spool %" PRIu64, number);
    fund_status status = FUND_OK;
    snprintf(path, sizeof(path), "%s%" PRIu64, worker->spools, number);
    if (worker->spool_files[number] < 0)
        status = spool_open(path, &worker->spool_files[number], error);
    *file = worker->spool_files[number];
    return status;
}

static fund_status set_up(struct worker *worker, struct fund_error *error)
{
    bool has_room =
        copy_text(wire_get_string(&worker->in), worker->archive, sizeof(worker->archive)) &&
        copy_text(wire_get_string(&worker->in), worker->issuer, sizeof(worker->issuer));
    const struct source_options options = {slice_from(worker->issuer),
                                           format_find(wire_get_string(&worker->in))};
    has_room =
        has_room && copy_text(wire_get_string(&worker->in), worker->spools, sizeof(worker->spools));
    uint64_t number = wire_get_number(&worker->in);
    int spool = -1;
    if (worker->is_set_up || !has_room || worker->in.has_failed)
        return error_set(error, FUND_INTERNAL, "a worker cannot be set up");
    fund_status status = spool_of(worker, number, &spool, error);
    if (status != FUND_OK)
        return status;
    reading_init(&worker->reading, &options, reading_hash_options(&options), spool);
    worker->is_set_up = true;
    return FUND_OK;
}

/* ---- reading -------------------------------------------------------------------------------- */

static fund_status tell_found(void *context, const struct reading_release *release,
                              struct fund_error *error)
{
    struct worker *worker = context;
    char state[STATE_SIZE_MAX];
    size_t state_size = state_encode(&release->state, state);
    wire_begin(&worker->out, WORKER_FOUND);
    wire_put_string(&worker->out, release->id);
    wire_put_number(&worker->out, (uint64_t)(int64_t)release->published);
    wire_put_string(&worker->out, slice_of(state, state_size));
    wire_put_number(&worker->out, release->is_deleted);
    wire_put_number(&worker->out, release->has_path_id);
    wire_put_number(&worker->out, release->place.offset);
    wire_put_number(&worker->out, release->place.size);
    wire_put_number(&worker->out, release->key.is_there);
    wire_put_number(&worker->out, release->key.title_hash);
    wire_put_number(&worker->out, release->key.before);
    return wire_hold(WORKER_SOCKET, &worker->out, error);
}

static void tell_problem(void *context, const char *path, const char *reason)
{
    send_texts(context, WORKER_PROBLEM, path, reason, NULL);
}

static fund_status read_file(struct worker *worker, struct fund_error *error)
{
    struct wire_in *in = &worker->in;
    struct scan_file file = {.path = wire_get_string(in).data};
    file.file = wire_get_string(in);
    file.source = wire_get_string(in);
    file.size_bytes = wire_get_number(in);
    file.modified_ns = (int64_t)wire_get_number(in);
    struct source_range range = {.reader = format_find(wire_get_string(in))};
    range.start = wire_get_number(in);
    range.end = wire_get_number(in);
    range.first_line = (uint32_t)wire_get_number(in);
    if (!worker->is_set_up || in->has_failed)
        return error_set(error, FUND_INTERNAL, "a worker was told of no file");
    die_reading(worker, file.path, &range);
    const struct reading_sink sink = {tell_found, tell_problem, worker};
    struct reading_end end;
    fund_status status = reading_read(&worker->reading, &file, range.reader != NULL ? &range : NULL,
                                      &sink, &end, error);
    if (status != FUND_OK)
        return status;
    wire_begin(&worker->out, WORKER_FILE_END);
    wire_put_number(&worker->out, end.reason.code);
    wire_put_string(&worker->out,
                    end.reason.code != FUND_OK ? slice_from(end.reason.message) : slice_of("", 0));
    wire_put_number(&worker->out, end.release_count);
    wire_put_number(&worker->out, end.problem_count);
    return wire_send(WORKER_SOCKET, &worker->out, error);
}

/* ---- writing -------------------------------------------------------------------------------- */

/* The leader has written the analyser's fingerprint into the archive; it must be this one's. */
static fund_status load_documents(struct worker *worker, struct slice fingerprint,
                                  struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (worker->documents == NULL)
        status = documents_create(worker->archive, &worker->documents, error);
    if (status == FUND_OK && !slice_equal(fingerprint, slice_from(text_analyser_fingerprint(
                                                           documents_analyser(worker->documents)))))
        status = error_set(error, FUND_VERSION,
                           "compounds.txt has changed during the run; run it again");
    return status;
}

static fund_status tell_odd(struct worker *worker, const struct spool_entry *entry,
                            struct fund_error *error)
{
    if (entry->notes.oddities == 0)
        return FUND_OK;
    wire_begin(&worker->out, WORKER_ODD);
    wire_put_string(&worker->out, entry->path);
    wire_put_string(&worker->out, slice_of((const char *)&entry->notes, sizeof(entry->notes)));
    return wire_send(WORKER_SOCKET, &worker->out, error);
}

static fund_status write_entry(struct worker *worker, struct spool_entry *entry,
                               struct fund_error *error)
{
    const struct store_document *document = NULL;
    struct fund_error reason = {.code = FUND_OK};
    store_docid docid;
    die_for_test(worker, "write:", entry->path.data);
    fund_status status = documents_make(worker->documents, entry->release, &entry->state,
                                        worker->revision, &entry->notes, &document, &reason);
    if (status == FUND_INVALID_ARGUMENT || status == FUND_LIMIT)
        return send_texts(worker, WORKER_LOST, entry->path.data, reason.message, error);
    if (status != FUND_OK)
        return error_set(error, status, "%s", reason.message);
    status = store_builder_add(worker->builder, document, &docid, error);
    worker->written += status == FUND_OK;
    return status == FUND_OK ? tell_odd(worker, entry, error) : status;
}

/* Other ranges of its file have releases that are told from it by their number alone. */
static fund_status rename_entry(struct worker *worker, struct spool_entry *entry, uint32_t before,
                                struct fund_error *error)
{
    const struct state file = entry->state;
    fund_status status = source_repeat(entry->release, before, error);
    return status == FUND_OK ? state_of_release(entry->release, &file, &worker->reading.stored,
                                                &entry->state, error)
                             : status;
}

static fund_status tell_at(struct worker *worker, uint64_t number, struct fund_error *error)
{
    wire_begin(&worker->out, WORKER_AT);
    wire_put_number(&worker->out, number);
    return worker->is_careful ? wire_send(WORKER_SOCKET, &worker->out, error)
                              : wire_hold(WORKER_SOCKET, &worker->out, error);
}

/* The next place of the message at hand. */
static fund_status take_place(struct worker *worker, struct spool_place *place, int *spool,
                              struct fund_error *error)
{
    uint64_t spool_number = wire_get_number(&worker->in);
    place->offset = wire_get_number(&worker->in);
    place->size = (uint32_t)wire_get_number(&worker->in);
    return spool_of(worker, spool_number, spool, error);
}

static fund_status write_release(struct worker *worker, uint64_t number, struct fund_error *error)
{
    struct release release;
    struct spool_entry entry = {.release = &release};
    struct spool_place place;
    int spool = -1;
    fund_status status = tell_at(worker, number, error);
    if (status == FUND_OK)
        status = take_place(worker, &place, &spool, error);
    if (status != FUND_OK)
        return status;
    bool is_version = wire_get_number(&worker->in) != 0;
    uint32_t before = (uint32_t)wire_get_number(&worker->in);
    release_init(&release);
    status = spool_read(spool, place, &worker->entry, &entry, error);
    if (is_version)
        entry.notes.oddities |= FORMAT_ODD_VERSION;
    if (status == FUND_OK && before > 0)
        status = rename_entry(worker, &entry, before, error);
    if (status == FUND_OK)
        status = write_entry(worker, &entry, error);
    release_finish(&release);
    return status;
}

static fund_status write_all(struct worker *worker, uint64_t count, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (uint64_t i = 0; status == FUND_OK && i < count; i++)
        status = write_release(worker, i, error);
    if (status == FUND_OK)
        status = store_builder_finish(worker->builder, error);
    return status;
}

/* Reading a table takes some milliseconds, and all parts of a run have the same. */
static fund_status take_forms(struct worker *worker, struct slice forms, struct fund_error *error)
{
    if (slice_equal(forms, buffer_slice(&worker->forms)))
        return FUND_OK;
    buffer_clear(&worker->forms);
    fund_status status = documents_take_forms(worker->documents, forms, error);
    return status == FUND_OK ? buffer_append(&worker->forms, forms, error) : status;
}

static fund_status write_database(struct worker *worker, struct fund_error *error)
{
    struct slice path = wire_get_string(&worker->in);
    uint64_t first = wire_get_number(&worker->in);
    worker->is_careful = wire_get_number(&worker->in) != 0;
    worker->revision = wire_get_number(&worker->in);
    struct slice fingerprint = wire_get_string(&worker->in);
    struct slice dictionary = wire_get_string(&worker->in);
    struct slice forms = wire_get_string(&worker->in);
    bool has_stock_positions = wire_get_number(&worker->in) != 0;
    bool leaves_names = wire_get_number(&worker->in) != 0;
    uint64_t count = wire_get_number(&worker->in);
    if (!worker->is_set_up || worker->in.has_failed)
        return error_set(error, FUND_INTERNAL, "a worker was told of no database");
    worker->written = 0;
    fund_status status = load_documents(worker, fingerprint, error);
    if (status == FUND_OK)
        status = take_forms(worker, forms, error);
    if (status == FUND_OK && has_stock_positions)
        documents_take_stock_positions(worker->documents);
    if (status == FUND_OK && leaves_names)
        documents_leave_names(worker->documents);
    if (status == FUND_OK)
        status = store_builder_create(path.data, (store_docid)first, dictionary, &worker->builder,
                                      error);
    if (status == FUND_OK)
        status = write_all(worker, count, error);
    store_builder_destroy(worker->builder);
    worker->builder = NULL;
    if (status != FUND_OK)
        return status;
    wire_begin(&worker->out, WORKER_WRITE_END);
    wire_put_number(&worker->out, worker->written);
    return wire_send(WORKER_SOCKET, &worker->out, error);
}

/* ---- forms ---------------------------------------------------------------------------------- */

/* What cannot be analysed is no reason to stop: it will not be written either. */
static fund_status count_forms(struct worker *worker, struct usual_forms *forms, uint64_t number,
                               struct fund_error *error)
{
    struct release release;
    struct spool_entry entry = {.release = &release};
    struct spool_place place;
    int spool = -1;
    fund_status status = worker->is_careful ? tell_at(worker, number, error) : FUND_OK;
    if (status == FUND_OK)
        status = take_place(worker, &place, &spool, error);
    if (status != FUND_OK)
        return status;
    release_init(&release);
    status = spool_read(spool, place, &worker->entry, &entry, error);
    if (status == FUND_OK) {
        die_for_test(worker, "write:", entry.path.data);
        status = usual_forms_add(forms, &release, error);
        if (status == FUND_LIMIT || status == FUND_INVALID_ARGUMENT)
            status = FUND_OK;
    }
    release_finish(&release);
    return status;
}

static fund_status make_forms(struct worker *worker, struct fund_error *error)
{
    struct usual_forms forms = {.sample = NULL};
    struct buffer table = buffer_init(FORMS_SIZE_MAX);
    struct slice fingerprint = wire_get_string(&worker->in);
    worker->is_careful = wire_get_number(&worker->in) != 0;
    uint64_t count = wire_get_number(&worker->in);
    if (!worker->is_set_up || worker->in.has_failed)
        return error_set(error, FUND_INTERNAL, "a worker was told of no releases");
    fund_status status = load_documents(worker, fingerprint, error);
    if (status == FUND_OK)
        status = usual_forms_init(&forms, documents_cursor(worker->documents), error);
    for (uint64_t i = 0; status == FUND_OK && i < count; i++)
        status = count_forms(worker, &forms, i, error);
    if (status == FUND_OK)
        status = usual_forms_write(&forms, &table, error);
    if (status == FUND_OK) {
        wire_begin(&worker->out, WORKER_FORMS_END);
        wire_put_string(&worker->out, buffer_slice(&table));
        status = wire_send(WORKER_SOCKET, &worker->out, error);
    }
    usual_forms_finish(&forms);
    buffer_finish(&table);
    return status;
}

/* ---- all of it ------------------------------------------------------------------------------ */

static fund_status obey(struct worker *worker, struct fund_error *error)
{
    fund_status status = wire_receive(WORKER_SOCKET, &worker->in, error);
    if (status != FUND_OK)
        return status;
    switch (worker->in.kind) {
    case WORKER_SET_UP:
        return set_up(worker, error);
    case WORKER_READ:
        return read_file(worker, error);
    case WORKER_FORMS:
        return make_forms(worker, error);
    case WORKER_WRITE:
        return write_database(worker, error);
    default:
        return error_set(error, FUND_INTERNAL, "a worker does not know its work");
    }
}

static void finish(struct worker *worker)
{
    documents_destroy(worker->documents);
    if (worker->is_set_up)
        reading_finish(&worker->reading);
    buffer_finish(&worker->forms);
    buffer_finish(&worker->in.bytes);
    buffer_finish(&worker->entry.bytes);
    wire_out_finish(&worker->out);
    for (size_t i = 0; i < sizeof(worker->spool_files) / sizeof(worker->spool_files[0]); i++) {
        if (worker->spool_files[i] >= 0)
            close(worker->spool_files[i]);
    }
    free(worker);
}

int worker_run(void)
{
    struct worker *worker = calloc(1, sizeof(*worker));
    struct fund_error error = {.code = FUND_OK};
    if (worker == NULL)
        return EXIT_FAILURE;
    worker->forms = buffer_init(FORMS_SIZE_MAX);
    worker->in = wire_in_init();
    worker->entry = wire_in_init();
    worker->out = wire_out_init();
    worker->death = getenv(TEST_DEATH);
    for (size_t i = 0; i < sizeof(worker->spool_files) / sizeof(worker->spool_files[0]); i++)
        worker->spool_files[i] = -1;
    fund_status status = FUND_OK;
    while (status == FUND_OK)
        status = obey(worker, &error);
    if (status != FUND_NETWORK) {
        wire_begin(&worker->out, WORKER_FAILED);
        wire_put_number(&worker->out, status);
        wire_put_string(&worker->out, slice_from(error.message));
        wire_send(WORKER_SOCKET, &worker->out, NULL);
    }
    finish(worker);
    return status == FUND_NETWORK ? EXIT_SUCCESS : EXIT_FAILURE;
}
