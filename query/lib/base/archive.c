/*
 * Opening and closing an archive.
 */
#include "query/lib/base/pool.h"

#include "core/archive/archive.h"
#include "query/lib/base/options.h"

#include <stdlib.h>
#include <unistd.h>

#define READERS_MAX       256
#define READERS_UNDECIDED 4 /* kept where the number of processors is unknown */

static uint32_t processor_count(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    if (count < 1)
        return READERS_UNDECIDED;
    return count > READERS_MAX ? READERS_MAX : (uint32_t)count;
}

static fund_status read_options(const struct fund_archive_options *given, uint32_t *readers_max,
                                struct fund_error *error)
{
    struct fund_archive_options options = FUND_ARCHIVE_OPTIONS_INIT;
    fund_status status = options_copy(given, &options, sizeof(options), "fund_archive_options",
                                      "FUND_ARCHIVE_OPTIONS_INIT", error);
    if (status != FUND_OK)
        return status;
    if (options.readers_max > READERS_MAX)
        return error_set(error, FUND_INVALID_ARGUMENT, "readers_max is %u; at most %d are kept",
                         options.readers_max, READERS_MAX);
    *readers_max = options.readers_max == 0 ? processor_count() : options.readers_max;
    return FUND_OK;
}

static bool copy_paths(fund_archive *archive, const char *path)
{
    static const char stub_name[] = "/XAPIANDB";
    static const char alias_name[] = "/" ALIASES_FILE;
    size_t size = strlen(path);
    archive->path = malloc(size + 1);
    archive->stub_path = malloc(size + sizeof(stub_name));
    archive->alias_path = malloc(size + sizeof(alias_name));
    if (archive->path == NULL || archive->stub_path == NULL || archive->alias_path == NULL)
        return false;
    memcpy(archive->path, path, size + 1);
    memcpy(archive->stub_path, path, size);
    memcpy(archive->stub_path + size, stub_name, sizeof(stub_name));
    memcpy(archive->alias_path, path, size);
    memcpy(archive->alias_path + size, alias_name, sizeof(alias_name));
    return true;
}

static fund_status touch(struct session *session, void *context, struct fund_error *error)
{
    (void)session;
    (void)context;
    (void)error;
    return FUND_OK;
}

static bool init_places(fund_archive *archive)
{
    struct shared_place *places[] = {&archive->analyser, &archive->columns, &archive->completions};
    const int count = sizeof(places) / sizeof(*places);
    while (archive->place_count < count && shared_place_init(places[archive->place_count]))
        archive->place_count++;
    return archive->place_count == count;
}

static void finish_places(fund_archive *archive)
{
    struct shared_place *places[] = {&archive->analyser, &archive->columns, &archive->completions};
    while (archive->place_count > 0)
        shared_place_finish(places[--archive->place_count]);
}

static fund_status create(const char *path, uint32_t readers_max, fund_archive **out,
                          struct fund_error *error)
{
    fund_archive *archive = calloc(1, sizeof(*archive));
    if (archive == NULL)
        return error_no_memory(error);
    if (pthread_mutex_init(&archive->lock, NULL) != 0) {
        free(archive);
        return error_no_memory(error);
    }
    archive->idle_max = readers_max;
    bool is_ready = init_places(archive) && copy_paths(archive, path);
    fund_status status = is_ready ? FUND_OK : error_no_memory(error);
    if (status == FUND_OK)
        status = session_run(archive, touch, NULL, error); /* leaves it in the pool */
    if (status != FUND_OK) {
        fund_archive_close(archive);
        return status;
    }
    *out = archive;
    return FUND_OK;
}

fund_status fund_archive_open(const char *path, const struct fund_archive_options *options,
                              fund_archive **archive, struct fund_error *error)
{
    if (path == NULL || archive == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_open: path or archive is NULL");
    if (strnlen(path, ARCHIVE_PATH_MAX + 1) > ARCHIVE_PATH_MAX)
        return error_set(error, FUND_INVALID_ARGUMENT, "the archive's path has more than %d bytes",
                         ARCHIVE_PATH_MAX);
    uint32_t readers_max = 0;
    fund_status status = read_options(options, &readers_max, error);
    return status == FUND_OK ? create(path, readers_max, archive, error) : status;
}

void fund_archive_close(fund_archive *archive)
{
    if (archive == NULL)
        return;
    while (archive->idle != NULL) {
        struct session *next = archive->idle->next;
        session_close(archive->idle);
        archive->idle = next;
    }
    finish_places(archive);
    pthread_mutex_destroy(&archive->lock);
    free(archive->path);
    free(archive->stub_path);
    free(archive->alias_path);
    free(archive);
}
