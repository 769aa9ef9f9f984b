/*
 * What a new generation takes over from the one before: the revision goes on, what a user has
 * deleted stays so, and those who follow the archive are told of what is there no more. An archive
 * that can't be read any more passes on nothing, and its followers must begin anew.
 */
#include "indexer/rebuild_steps.h"

#include "indexer/deletions.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* For tests: "past:" ends the process that looks whether the generation before can be read. */
#define TEST_DEATH "FUNDSTELLE_TEST_DEATH"

struct past {
    struct rebuild *rebuild;
    struct deletions deletions;
    bool *is_written; /* by the catalogue's number of an id */
};

/* ---- opening -------------------------------------------------------------------------------- */

static fund_status pass_over(void *context, struct slice id, const struct schema_deletion *deletion,
                             struct fund_error *error)
{
    (void)context, (void)id, (void)deletion, (void)error;
    return FUND_OK;
}

/* All that will be read of the generation before. */
static void read_through(struct store_reader *past)
{
    const char *death = getenv(TEST_DEATH);
    struct store_terms *ids = NULL;
    struct slice value;
    bool more = true;
    if (death != NULL && strcmp(death, "past:") == 0)
        abort();
    store_reader_metadata(past, SLICE(SCHEMA_META_REVISION), &value, NULL);
    deletions_visit(past, pass_over, NULL, NULL);
    fund_status status = store_terms_all(past, SLICE(SCHEMA_ID), &ids, NULL);
    while (status == FUND_OK && more) {
        uint32_t frequency;
        status = store_terms_next(ids, &more, &value, &frequency, NULL);
    }
    store_terms_destroy(ids);
}

/* Damage may crash Xapian: a process of its own goes first. */
static bool survives_reading(struct store_reader *past)
{
    int result = 0;
    pid_t process = fork();
    if (process == 0) {
        read_through(past);
        _exit(EXIT_SUCCESS);
    }
    while (process > 0 && waitpid(process, &result, 0) < 0 && errno == EINTR)
        continue;
    return process > 0 && WIFEXITED(result) && WEXITSTATUS(result) == EXIT_SUCCESS;
}

fund_status rebuild_open_past(struct rebuild *rebuild, struct fund_error *error)
{
    struct slice value = {NULL, 0};
    rebuild->revision = 1;
    if (rebuild->build.old_number == 0)
        return FUND_OK;
    fund_status status = store_reader_open(rebuild->options->archive, &rebuild->past, error);
    if (status == FUND_NO_MEMORY)
        return status;
    if (status == FUND_OK && !survives_reading(rebuild->past)) {
        store_reader_close(rebuild->past);
        rebuild->past = NULL;
    }
    rebuild->is_past_lost =
        rebuild->past == NULL ||
        store_reader_metadata(rebuild->past, SLICE(SCHEMA_META_REVISION), &value, NULL) != FUND_OK;
    /* larger than any that the archive can have had: it has less than one commit a second */
    rebuild->revision =
        rebuild->is_past_lost ? (uint64_t)time(NULL) : schema_decode_revision(value) + 1;
    return FUND_OK;
}

/* ---- what a user has deleted ---------------------------------------------------------------- */

struct unwanted {
    const struct catalogue *catalogue;
    uint64_t *content; /* by the number of the id; 0: wanted */
};

static fund_status note_unwanted(void *context, struct slice id,
                                 const struct schema_deletion *deletion, struct fund_error *error)
{
    const struct unwanted *unwanted = context;
    uint32_t number = 0;
    (void)error;
    if (deletion->is_by_user && dict_get(unwanted->catalogue->ids, id, &number))
        unwanted->content[number] = deletion->content_hash;
    return FUND_OK;
}

fund_status rebuild_leave_out(struct rebuild *rebuild, struct fund_error *error)
{
    struct catalogue *catalogue = &rebuild->catalogue;
    if (rebuild->past == NULL)
        return FUND_OK;
    struct unwanted unwanted = {catalogue,
                                calloc(dict_count(catalogue->ids) + 1, sizeof(*unwanted.content))};
    if (unwanted.content == NULL)
        return error_no_memory(error);
    fund_status status = deletions_visit(rebuild->past, note_unwanted, &unwanted, error);
    for (size_t i = 0; status == FUND_OK && i < catalogue->count; i++) {
        struct catalogue_release *release = &catalogue->items[i];
        if (unwanted.content[release->id] != 0 &&
            unwanted.content[release->id] == release->content_hash)
            release->is_out = true;
    }
    free(unwanted.content);
    return status == FUND_NO_MEMORY ? status : FUND_OK;
}

/* ---- what is there no more ------------------------------------------------------------------ */

static bool is_written(const struct past *past, struct slice id)
{
    uint32_t number = 0;
    return dict_get(past->rebuild->catalogue.ids, id, &number) && past->is_written[number];
}

static fund_status take_deletion(void *context, struct slice id,
                                 const struct schema_deletion *deletion, struct fund_error *error)
{
    struct past *past = context;
    return is_written(past, id) ? FUND_OK : deletions_add(&past->deletions, id, deletion, error);
}

static fund_status tell_gone(struct past *past, struct fund_error *error)
{
    const struct schema_deletion deletion = {past->rebuild->revision, 0, false};
    struct store_terms *ids = NULL;
    fund_status status = store_terms_all(past->rebuild->past, SLICE(SCHEMA_ID), &ids, error);
    for (bool more = true; status == FUND_OK && more;) {
        struct slice term;
        uint32_t frequency;
        status = store_terms_next(ids, &more, &term, &frequency, error);
        if (status != FUND_OK || !more)
            break;
        struct slice id = slice_part(term, strlen(SCHEMA_ID), term.size);
        if (!is_written(past, id))
            status = deletions_add(&past->deletions, id, &deletion, error);
    }
    store_terms_destroy(ids);
    return status;
}

static fund_status write_revision(const struct rebuild *rebuild, struct store_writer *store,
                                  struct fund_error *error)
{
    char bytes[SCHEMA_REVISION_SIZE];
    struct slice from = {NULL, 0};
    fund_status status = store_writer_set_metadata(
        store, SLICE(SCHEMA_META_REVISION),
        slice_of(bytes, schema_encode_revision(rebuild->revision, bytes)), error);
    if (status == FUND_OK && rebuild->past != NULL &&
        store_reader_metadata(rebuild->past, SLICE(SCHEMA_META_REVISION_FROM), &from, NULL) ==
            FUND_OK &&
        from.size > 0)
        status = store_writer_set_metadata(store, SLICE(SCHEMA_META_REVISION_FROM), from, error);
    return status;
}

/* No follower can be told what has changed since another revision. */
static fund_status forget_past(const struct rebuild *rebuild, struct store_writer *store,
                               struct fund_error *error)
{
    char bytes[SCHEMA_REVISION_SIZE];
    return store_writer_set_metadata(
        store, SLICE(SCHEMA_META_REVISION_FROM),
        slice_of(bytes, schema_encode_revision(rebuild->revision, bytes)), error);
}

fund_status rebuild_write_past(struct rebuild *rebuild, struct store_writer *store,
                               struct fund_error *error)
{
    const struct catalogue *catalogue = &rebuild->catalogue;
    fund_status status = write_revision(rebuild, store, error);
    if (status == FUND_OK && rebuild->is_past_lost)
        status = forget_past(rebuild, store, error);
    if (status != FUND_OK || rebuild->past == NULL)
        return status;
    struct past past = {.rebuild = rebuild};
    past.is_written = calloc(dict_count(catalogue->ids) + 1, sizeof(*past.is_written));
    if (past.is_written == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < catalogue->count; i++)
        past.is_written[catalogue->items[i].id] = !catalogue->items[i].is_out;
    status = deletions_open(&past.deletions, store, rebuild->past, error);
    if (status == FUND_OK)
        status = deletions_visit(rebuild->past, take_deletion, &past, error);
    if (status == FUND_OK)
        status = tell_gone(&past, error);
    deletions_close(&past.deletions);
    free(past.is_written);
    bool is_of_past = status == FUND_CORRUPT || status == FUND_MODIFIED;
    return is_of_past ? forget_past(rebuild, store, error) : status;
}
