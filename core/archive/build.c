/*
 * See build.h.
 */
#include "core/archive/build.h"

#include "core/archive/leftovers.h"
#include "core/archive/lock.h"
#include "core/archive/stub.h"
#include "core/base/file.h"

#include <inttypes.h>
#include <stdio.h>

#define GENERATION_MAX 999999998u

fund_status archive_build_begin(const char *folder, struct archive_build *build,
                                struct fund_error *error)
{
    struct archive_build begun = {folder, -1, 0};
    fund_status status = archive_prepare(folder, error);
    if (status == FUND_OK)
        status = lock_take(folder, &begun.lock_file, error);
    if (status == FUND_OK)
        status = stub_generation(folder, &begun.old_number, error);
    if (status == FUND_OK && begun.old_number > GENERATION_MAX)
        status = error_set(error, FUND_LIMIT, "'%s' has had %u generations; make a new archive",
                           folder, GENERATION_MAX);
    if (status == FUND_OK)
        status = leftovers_remove(folder, error);
    if (status != FUND_OK) {
        lock_release(begun.lock_file);
        return status;
    }
    *build = begun;
    return FUND_OK;
}

void archive_build_close(struct archive_build *build)
{
    if (build->lock_file < 0)
        return;
    leftovers_remove(build->folder, NULL);
    lock_release(build->lock_file);
    build->lock_file = -1;
}

void archive_build_path(const struct archive_build *build, enum archive_build_piece piece,
                        uint32_t number, char path[static ARCHIVE_BUILD_PATH_SIZE])
{
    uint32_t generation = build->old_number + 1;
    if (piece == ARCHIVE_BUILD_WHOLE)
        snprintf(path, ARCHIVE_BUILD_PATH_SIZE, "%s/generation-%" PRIu32, build->folder,
                 generation);
    else
        snprintf(path, ARCHIVE_BUILD_PATH_SIZE, "%s/generation-%" PRIu32 "-%s-%" PRIu32,
                 build->folder, generation, piece == ARCHIVE_BUILD_PART ? "part" : "spool", number);
}

fund_status archive_build_drop(const struct archive_build *build, uint32_t part,
                               struct fund_error *error)
{
    char name[64];
    snprintf(name, sizeof(name), "generation-%" PRIu32 "-part-%" PRIu32, build->old_number + 1,
             part);
    return leftovers_remove_one(build->folder, name, error);
}

static fund_status swap_in(const struct archive_build *build, struct fund_error *error)
{
    char stub[ARCHIVE_BUILD_PATH_SIZE], text[64];
    snprintf(stub, sizeof(stub), "%s/" ARCHIVE_STUB, build->folder);
    snprintf(text, sizeof(text), "auto generation-%" PRIu32 "\n", build->old_number + 1);
    return file_replace(stub, slice_from(text), error);
}

fund_status archive_build_compact(struct archive_build *build, const char *source,
                                  struct fund_error *error)
{
    char whole[ARCHIVE_BUILD_PATH_SIZE];
    archive_build_path(build, ARCHIVE_BUILD_WHOLE, 0, whole);
    fund_status status = store_join(source, &source, 1, whole, 1, error);
    return status == FUND_OK ? swap_in(build, error) : status;
}

fund_status archive_build_join(struct archive_build *build, const char *metadata,
                               const char *const *parts, size_t count, size_t threads,
                               struct fund_error *error)
{
    char whole[ARCHIVE_BUILD_PATH_SIZE];
    archive_build_path(build, ARCHIVE_BUILD_WHOLE, 0, whole);
    fund_status status = store_join(metadata, parts, count, whole, threads, error);
    return status == FUND_OK ? swap_in(build, error) : status;
}
