/*
 * Checking an archive, from its folder to each document.
 */
#include "indexer/care.h"

#include "core/archive/archive.h"
#include "core/archive/stub.h"
#include "core/schema/release.h"
#include "indexer/check_forms.h"
#include "indexer/check_positions.h"
#include "indexer/messages.h"
#include "indexer/state.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* Problems of one kind that are told one by one. */
#define TOLD_MAX 100

struct check {
    const char *archive;
    care_problem problem;
    void *context;
    uint64_t count;
    struct store_reader *reader;
    struct check_forms *forms;
    uint64_t revision;
    struct buffer term;
};

static void tell(struct check *check, const char *format, ...) ERROR_PRINTF(2, 3);

static void tell(struct check *check, const char *format, ...)
{
    char text[512];
    va_list arguments;
    if (++check->count > TOLD_MAX)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    check->problem(check->context, text);
}

/* ---- documents ------------------------------------------------------------------------------ */

/* The id must be a term of this document and of no other. */
static fund_status check_id(struct check *check, store_docid docid, struct slice id,
                            struct fund_error *error)
{
    uint32_t documents = 0;
    store_docid found = 0;
    buffer_clear(&check->term);
    fund_status status = buffer_append(&check->term, SLICE(SCHEMA_ID), error);
    if (status == FUND_OK)
        status = buffer_append(&check->term, id, error);
    struct slice term = buffer_slice(&check->term);
    if (status == FUND_OK)
        status = store_reader_term_frequency(check->reader, term, &documents, error);
    if (status == FUND_OK)
        status = store_reader_find(check->reader, term, &found, error);
    if (status != FUND_OK)
        return status;
    if (documents > 1)
        tell(check, _("release '%.*s' is there %u times"), (int)id.size, id.data, documents);
    else if (documents == 0 || found != docid)
        tell(check, _("release '%.*s' cannot be found by its id"), (int)id.size, id.data);
    return FUND_OK;
}

static fund_status check_values(struct check *check, store_docid docid,
                                const struct release *release, struct fund_error *error)
{
    struct slice value = {NULL, 0};
    int32_t day = DATE_NONE;
    struct state state;
    fund_status status =
        store_reader_value(check->reader, docid, SCHEMA_SLOT_PUBLISHED, &value, error);
    if (status != FUND_OK)
        return status;
    if (value.size > 0 && !store_decode_day(value, &day))
        tell(check, _("document %u has no sound date"), docid);
    else if (day != release->published)
        tell(check, _("document %u has another date than its release"), docid);
    status = store_reader_value(check->reader, docid, SCHEMA_SLOT_SOURCE, &value, error);
    if (status == FUND_OK && !state_decode(value, &state, NULL))
        tell(check, _("document %u does not know its source"), docid);
    if (status == FUND_OK)
        status = store_reader_value(check->reader, docid, SCHEMA_SLOT_REVISION, &value, error);
    if (status == FUND_OK && schema_decode_revision(value) > check->revision)
        tell(check, _("document %u is of a revision that is yet to come"), docid);
    return status;
}

static fund_status check_document(struct check *check, store_docid docid, struct fund_error *error)
{
    struct slice data;
    struct release release;
    bool has_positions = true, has_forms = true;
    struct fund_error reason = {.code = FUND_OK};
    fund_status status = store_reader_data(check->reader, docid, &data, error);
    if (status != FUND_OK)
        return status;
    release_init(&release);
    status = release_decode(data, &release, &reason);
    if (status == FUND_CORRUPT) {
        tell(check, _("document %u: %s"), docid, reason.message);
        return FUND_OK;
    }
    if (status != FUND_OK)
        return error_set(error, status, "%s", reason.message);
    status = check_id(check, docid, release.id, error);
    if (status == FUND_OK)
        status = check_values(check, docid, &release, error);
    if (status == FUND_OK)
        status = check_positions(check->reader, docid, &has_positions, error);
    if (status == FUND_OK && !has_positions)
        tell(check, _("document %u has positions that are not its terms'"), docid);
    if (status == FUND_OK)
        status = check_forms(check->forms, check->reader, docid, &has_forms, error);
    if (status == FUND_OK && !has_forms)
        tell(check, _("document %u has forms that are not the archive's"), docid);
    release_finish(&release);
    return status;
}

/* The walk goes on behind a document that can't be read. */
static void check_documents(struct check *check)
{
    struct store_postings *all = NULL;
    struct fund_error error = {.code = FUND_OK};
    uint32_t documents = 0, seen = 0;
    fund_status status = store_postings_open(check->reader, slice_of(NULL, 0), &all, &error);
    if (status == FUND_OK)
        status = store_reader_document_count(check->reader, &documents, &error);
    for (bool more = true; status == FUND_OK && more;) {
        store_docid docid = 0;
        uint32_t wdf;
        struct fund_error reason;
        status = store_postings_next(all, &more, &docid, &wdf, &error);
        if (status != FUND_OK || !more)
            break;
        seen++;
        if (check_document(check, docid, &reason) != FUND_OK)
            tell(check, _("document %u: %s"), docid, reason.message);
    }
    store_postings_destroy(all);
    if (status != FUND_OK)
        tell(check, _("documents cannot be listed: %s"), error.message);
    else if (seen != documents)
        tell(check, _("%u documents are counted, %u are there"), documents, seen);
}

/* ---- layers --------------------------------------------------------------------------------- */

static void check_metadata(struct check *check)
{
    struct text_analyser *analyser = NULL;
    struct slice value = {NULL, 0};
    struct fund_error error = {.code = FUND_OK};
    fund_status status = archive_reading_analyser(check->archive, &analyser, &error);
    if (status == FUND_OK)
        status = archive_open_reader(check->archive, analyser, &check->reader, &error);
    if (status != FUND_OK)
        tell(check, "%s", error.message);
    text_analyser_destroy(analyser);
    if (check->reader == NULL)
        return;
    if (check_forms_create(check->reader, &check->forms, &error) != FUND_OK) {
        tell(check, "%s", error.message);
        store_reader_close(check->reader);
        check->reader = NULL;
        return;
    }
    status = store_reader_metadata(check->reader, SLICE(SCHEMA_META_REVISION), &value, &error);
    if (status != FUND_OK)
        tell(check, "%s", error.message);
    else if (value.size > SCHEMA_REVISION_SIZE)
        tell(check, _("the archive has no sound revision"));
    else
        check->revision = schema_decode_revision(value);
}

static void check_files(struct check *check)
{
    uint64_t problems = 0;
    struct fund_error error = {.code = FUND_OK};
    if (store_check(check->archive, &problems, &error) != FUND_OK)
        tell(check, "%s", error.message);
    else if (problems > 0)
        tell(check,
             ngettext("its database files have %llu error", "its database files have %llu errors",
                      (unsigned long)problems),
             (unsigned long long)problems);
}

static void check_layer(struct check *check, int layer)
{
    if (layer == 0) {
        check_files(check);
        return;
    }
    check_metadata(check);
    if (check->reader != NULL)
        check_documents(check);
    check_forms_destroy(check->forms);
    check->forms = NULL;
    store_reader_close(check->reader);
    check->reader = NULL;
}

static void end_layer(const struct check *check)
{
    if (check->count > TOLD_MAX) {
        char text[80];
        snprintf(text, sizeof(text), _("%llu more problems"),
                 (unsigned long long)(check->count - TOLD_MAX));
        check->problem(check->context, text);
    }
}

/* ---- processes ------------------------------------------------------------------------------ */

static void send_count(int out, uint64_t count)
{
    ssize_t size = write(out, &count, sizeof(count));
    (void)size; /* what is missing counts as one problem */
}

/* *count is as it was where the process came to no end. */
static fund_status run_layer(struct check *check, int layer, uint64_t *count, bool *is_whole,
                             struct fund_error *error)
{
    int ends[2];
    if (pipe(ends) != 0)
        return error_set(error, FUND_IO, "cannot make a pipe: %s", strerror(errno));
    fflush(NULL);
    pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        check_layer(check, layer);
        end_layer(check);
        fflush(NULL);
        send_count(ends[1], check->count);
        _exit(EXIT_SUCCESS);
    }
    close(ends[1]);
    *is_whole = process > 0 && read(ends[0], count, sizeof(*count)) == (ssize_t)sizeof(*count);
    close(ends[0]);
    while (process > 0 && waitpid(process, NULL, 0) < 0 && errno == EINTR)
        continue;
    return process > 0 ? FUND_OK
                       : error_set(error, FUND_IO, "cannot start a process: %s", strerror(errno));
}

fund_status care_check(const char *archive, care_problem problem, void *context, uint64_t *problems,
                       struct fund_error *error)
{
    static const char *const dead[] = {
        N_("its database files are damaged so that checking them ends the process"),
        N_("its documents are damaged so that checking them ends the process")};
    struct check check = {.archive = archive,
                          .problem = problem,
                          .context = context,
                          .term = buffer_init(SCHEMA_NAME_MAX * 4)};
    uint32_t generation = 0;
    if (strnlen(archive, ARCHIVE_PATH_MAX + 1) > ARCHIVE_PATH_MAX)
        return error_set(error, FUND_LIMIT, "the archive's path is longer than %d bytes",
                         ARCHIVE_PATH_MAX);
    fund_status status = stub_generation(archive, &generation, error);
    if (status == FUND_OK && generation == 0)
        status = error_set(error, FUND_NOT_FOUND, _("there is no archive '%.150s'"), archive);
    uint64_t total = 0;
    for (int layer = 0; status == FUND_OK && layer < 2; layer++) {
        uint64_t count = 0;
        bool is_whole = false;
        status = run_layer(&check, layer, &count, &is_whole, error);
        total += count;
        if (status == FUND_OK && !is_whole) {
            tell(&check, "%s", _(dead[layer]));
            total++;
        }
    }
    buffer_finish(&check.term);
    if (status == FUND_OK)
        *problems = total;
    return status;
}
