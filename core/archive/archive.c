/*
 * Opening and creating archive folders.
 */
#include "core/archive/archive.h"

#include "core/archive/dictionary.h"
#include "core/archive/leftovers.h"
#include "core/archive/lock.h"
#include "core/archive/stub.h"
#include "core/base/file.h"
#include "core/schema/schema.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_GENERATION "generation-1"

/* Documents between flushes: small ones are faster (measured: 1,000 against 100,000, 1.6 times). */
#define FLUSH_THRESHOLD 1000

/* Bytes of a folder and of a version that leave room for a long advice. */
#define FOLDER_SHOWN_MAX  70
#define VERSION_SHOWN_MAX 60

struct path {
    char text[ARCHIVE_PATH_MAX + 64];
};

static fund_status join(struct path *path, const char *folder, const char *name,
                        struct fund_error *error)
{
    size_t size = strlen(folder);
    if (size == 0)
        return error_set(error, FUND_INVALID_ARGUMENT, "the archive's path is empty");
    if (size > ARCHIVE_PATH_MAX)
        return error_set(error, FUND_LIMIT, "the archive's path is longer than %d bytes",
                         ARCHIVE_PATH_MAX);
    snprintf(path->text, sizeof(path->text), "%s/%s", folder, name);
    return FUND_OK;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool is_file(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

/* FUND_OK where the folder holds an archive's stub. */
static fund_status require_archive(const char *folder, struct fund_error *error)
{
    struct path stub;
    fund_status status = join(&stub, folder, ARCHIVE_STUB, error);
    if (status != FUND_OK)
        return status;
    struct stat info;
    if (stat(folder, &info) != 0) {
        int reason = errno;
        if (reason == ENOENT || reason == ENOTDIR)
            return error_set(
                error, FUND_NOT_FOUND,
                "there is no archive '%s'; make one with: fundstelle index -a '%s' PATH", folder,
                folder);
        return error_set(error, FUND_IO, "cannot open '%s': %s", folder, strerror(reason));
    }
    if (S_ISDIR(info.st_mode) && access(folder, X_OK) != 0)
        return error_set(error, FUND_IO, "cannot open '%s': %s", folder, strerror(errno));
    if (!S_ISDIR(info.st_mode) || !is_file(stub.text))
        return error_set(error, FUND_CORRUPT, "'%s' is no archive: it holds no file " ARCHIVE_STUB,
                         folder);
    return stub_check(folder, false, error);
}

static fund_status refuse_version(const char *folder, const char *what, struct slice found,
                                  const char *wanted, struct fund_error *error)
{
    return error_set(error, FUND_VERSION,
                     "the archive '%.*s' is of another version; " ERROR_REBUILD
                     " (it has %s '%.*s', this program '%s')",
                     FOLDER_SHOWN_MAX, folder, what,
                     (int)(found.size < VERSION_SHOWN_MAX ? found.size : VERSION_SHOWN_MAX),
                     found.data, wanted);
}

static fund_status allow_stock_positions(struct store_reader *reader, struct fund_error *error)
{
    struct slice value;
    fund_status status =
        store_reader_metadata(reader, SLICE(SCHEMA_META_STOCK_POSITIONS), &value, error);
    if (status == FUND_OK && value.size > 0)
        store_reader_allow_stock_positions(reader);
    return status;
}

static fund_status refuse_compounds(const char *folder, struct fund_error *error)
{
    return error_set(
        error, FUND_VERSION,
        "'%.*s/" ARCHIVE_COMPOUNDS "' has changed since the archive was made; undo the "
        "change (fundstelle info --compounds shows the copy in use), or bring it in with "
        "fundstelle index --rebuild PATH",
        FOLDER_SHOWN_MAX, folder);
}

/* The archive must have been written with this format and analyser. */
static fund_status check_version(const char *folder, const struct text_analyser *analyser,
                                 struct store_reader *reader, struct fund_error *error)
{
    char format[16];
    snprintf(format, sizeof(format), "%d", SCHEMA_FORMAT_VERSION);
    struct slice found;
    fund_status status = store_reader_metadata(reader, SLICE(SCHEMA_META_FORMAT), &found, error);
    if (status != FUND_OK)
        return status;
    if (found.size == 0)
        return error_set(error, FUND_CORRUPT,
                         "'%s' is a Xapian database, but not one of Fundstelle's", folder);
    if (!slice_equal(found, slice_from(format)))
        return refuse_version(folder, "format", found, format, error);
    status = store_reader_metadata(reader, SLICE(SCHEMA_META_FINGERPRINT), &found, error);
    if (status != FUND_OK)
        return status;
    struct slice fingerprint = slice_from(text_analyser_fingerprint(analyser));
    if (slice_equal(found, fingerprint))
        return FUND_OK;
    if (slice_equal(text_analyser_own_fingerprint(found),
                    text_analyser_own_fingerprint(fingerprint)))
        return refuse_compounds(folder, error);
    return refuse_version(folder, "analyser", found, fingerprint.data, error);
}

/* What Xapian calls missing once the stub is there is damage. */
static fund_status as_damage(fund_status status, const char *folder, struct fund_error *error)
{
    if (status != FUND_NOT_FOUND)
        return status;
    return error_set(error, FUND_CORRUPT,
                     "the archive '%.*s' is damaged: its index is missing; " ERROR_REBUILD,
                     FOLDER_SHOWN_MAX, folder);
}

fund_status archive_open_unchecked(const char *path, struct store_reader **reader,
                                   struct fund_error *error)
{
    fund_status status = require_archive(path, error);
    return status == FUND_OK ? as_damage(store_reader_open(path, reader, error), path, error)
                             : status;
}

fund_status archive_check_reader(const char *path, const struct text_analyser *analyser,
                                 struct store_reader *reader, struct fund_error *error)
{
    fund_status status = check_version(path, analyser, reader, error);
    return status == FUND_OK ? allow_stock_positions(reader, error) : status;
}

fund_status archive_open_reader(const char *path, const struct text_analyser *analyser,
                                struct store_reader **reader, struct fund_error *error)
{
    struct store_reader *opened;
    fund_status status = archive_open_unchecked(path, &opened, error);
    if (status != FUND_OK)
        return status;
    status = archive_check_reader(path, analyser, opened, error);
    if (status != FUND_OK) {
        store_reader_close(opened);
        return status;
    }
    *reader = opened;
    return FUND_OK;
}

/* ---- analysers ------------------------------------------------------------------------------ */

fund_status archive_writing_analyser(const char *path, struct text_analyser **analyser,
                                     struct fund_error *error)
{
    struct path file;
    fund_status status = join(&file, path, ARCHIVE_COMPOUNDS, error);
    if (status != FUND_OK)
        return status;
    struct buffer text = buffer_init(TEXT_COMPOUNDS_MAX);
    struct stat info;
    if (lstat(file.text, &info) == 0)
        status = file_read(file.text, &text, error);
    if (status == FUND_OK)
        status = text_analyser_create_with(buffer_slice(&text), file.text, analyser, error);
    buffer_finish(&text);
    return status;
}

/* A copy that was written can be read: what is wrong with it is damage. */
static fund_status read_copy(const char *folder, struct slice copy, struct text_analyser **analyser,
                             struct fund_error *error)
{
    struct fund_error reason;
    fund_status status =
        text_analyser_create_with(copy, "its " ARCHIVE_COMPOUNDS, analyser, &reason);
    if (status == FUND_INVALID_ARGUMENT || status == FUND_LIMIT)
        return error_set(error, FUND_CORRUPT,
                         "the archive '%.*s' is damaged; " ERROR_REBUILD " (%s)", FOLDER_SHOWN_MAX,
                         folder, reason.message);
    return status == FUND_OK ? FUND_OK : error_set(error, status, "%s", reason.message);
}

fund_status archive_analyser_of(const char *path, struct store_reader *reader,
                                struct text_analyser **analyser, struct fund_error *error)
{
    struct slice copy = {NULL, 0};
    fund_status status = store_reader_metadata(reader, SLICE(SCHEMA_META_COMPOUNDS), &copy, error);
    return status == FUND_OK ? read_copy(path, copy, analyser, error) : status;
}

fund_status archive_reading_analyser(const char *path, struct text_analyser **analyser,
                                     struct fund_error *error)
{
    struct store_reader *reader = NULL;
    fund_status status = archive_open_unchecked(path, &reader, error);
    if (status == FUND_OK)
        status = archive_analyser_of(path, reader, analyser, error);
    store_reader_close(reader);
    return status;
}

fund_status archive_compare_compounds(const char *path, const struct text_analyser *analyser,
                                      bool *is_other, struct fund_error *error)
{
    struct text_analyser *writing = NULL;
    fund_status status = archive_writing_analyser(path, &writing, error);
    if (status == FUND_NO_MEMORY)
        return status;
    *is_other = status != FUND_OK || strcmp(text_analyser_fingerprint(writing),
                                            text_analyser_fingerprint(analyser)) != 0;
    text_analyser_destroy(writing);
    return FUND_OK;
}

/* ---- writing -------------------------------------------------------------------------------- */

static fund_status make_folder(const char *folder, struct fund_error *error)
{
    if (mkdir(folder, 0777) == 0)
        return FUND_OK;
    int reason = errno;
    if (reason == EEXIST && is_folder(folder))
        return FUND_OK;
    return error_set(error, FUND_IO, "cannot create the archive '%s': %s", folder,
                     strerror(reason));
}

fund_status archive_write_versions(struct store_writer *writer,
                                   const struct text_analyser *analyser, struct slice dictionary,
                                   struct fund_error *error)
{
    char format[16];
    snprintf(format, sizeof(format), "%d", SCHEMA_FORMAT_VERSION);
    fund_status status =
        store_writer_set_metadata(writer, SLICE(SCHEMA_META_FORMAT), slice_from(format), error);
    if (status == FUND_OK)
        status = store_writer_set_metadata(writer, SLICE(SCHEMA_META_FINGERPRINT),
                                           slice_from(text_analyser_fingerprint(analyser)), error);
    struct slice compounds = text_analyser_compounds(analyser);
    if (status == FUND_OK && compounds.size > 0)
        status = store_writer_set_metadata(writer, SLICE(SCHEMA_META_COMPOUNDS), compounds, error);
    if (status == FUND_OK)
        status = store_writer_set_dictionary(writer, dictionary, error);
    if (status == FUND_OK)
        status = store_writer_commit(writer, error);
    return status;
}

/* The stub is written last: a folder without one is no archive yet. */
static fund_status create(const char *folder, const struct text_analyser *analyser,
                          struct fund_error *error)
{
    struct path stub, generation;
    fund_status status = leftovers_remove(folder, error);
    if (status == FUND_OK)
        status = join(&stub, folder, ARCHIVE_STUB, error);
    if (status == FUND_OK)
        status = join(&generation, folder, FIRST_GENERATION, error);
    if (status != FUND_OK)
        return status;
    struct store_writer *writer = NULL;
    status = store_writer_open(generation.text, STORE_OPEN_OR_CREATE, 0, &writer, error);
    if (status == FUND_OK)
        status = archive_write_versions(writer, analyser, archive_dictionary(), error);
    store_writer_close(writer);
    if (status == FUND_OK)
        status = file_replace(stub.text, SLICE("auto " FIRST_GENERATION "\n"), error);
    return status;
}

static fund_status open_existing(const char *path, const struct text_analyser *analyser,
                                 struct store_writer **writer, struct fund_error *error)
{
    struct store_reader *reader = NULL;
    fund_status status = archive_open_reader(path, analyser, &reader, error);
    store_reader_close(reader);
    if (status == FUND_OK)
        status = stub_check(path, true, error);
    if (status == FUND_OK)
        status = store_writer_open(path, STORE_OPEN, FLUSH_THRESHOLD, writer, error);
    return status;
}

/* Nothing is put, not even a lock, into a folder that is neither empty nor an archive. */
fund_status archive_prepare(const char *path, struct fund_error *error)
{
    struct path stub;
    fund_status status = join(&stub, path, ARCHIVE_STUB, error);
    if (status != FUND_OK || is_file(stub.text))
        return status;
    status = make_folder(path, error);
    return status == FUND_OK ? leftovers_check(path, error) : status;
}

fund_status archive_open_writer(const char *path, const struct text_analyser *analyser,
                                struct archive_writer *writer, struct fund_error *error)
{
    struct path stub;
    int lock_file = -1;
    fund_status status = archive_prepare(path, error);
    if (status == FUND_OK)
        status = join(&stub, path, ARCHIVE_STUB, error);
    if (status == FUND_OK)
        status = lock_take(path, &lock_file, error);
    if (status != FUND_OK)
        return status;
    struct store_writer *store = NULL;
    if (!is_file(stub.text)) /* only now: another process may just have made it */
        status = create(path, analyser, error);
    else
        leftovers_remove(path, NULL); /* what cannot be removed does no harm */
    if (status == FUND_OK)
        status = open_existing(path, analyser, &store, error);
    if (status != FUND_OK) {
        lock_release(lock_file);
        return status;
    }
    *writer = (struct archive_writer){store, lock_file};
    return FUND_OK;
}

void archive_close_writer(struct archive_writer *writer)
{
    if (writer->store == NULL)
        return;
    store_writer_close(writer->store);
    lock_release(writer->lock_file);
    *writer = (struct archive_writer){NULL, -1};
}
