/*
 * See care.h: sizes and compacting. check.c does the rest.
 */
#include "indexer/care.h"

#include "core/archive/build.h"
#include "core/archive/stub.h"
#include "core/archive/tables.h"
#include "indexer/messages.h"

#include <inttypes.h>
#include <stdio.h>

static fund_status no_archive(const char *archive, struct fund_error *error)
{
    return error_set(error, FUND_NOT_FOUND, _("there is no archive '%.150s'"), archive);
}

/* The generation in use. */
static fund_status find_generation(const char *archive, char path[static ARCHIVE_BUILD_PATH_SIZE],
                                   struct fund_error *error)
{
    uint32_t number = 0;
    if (strnlen(archive, ARCHIVE_PATH_MAX + 1) > ARCHIVE_PATH_MAX)
        return error_set(error, FUND_LIMIT, "the archive's path is longer than %d bytes",
                         ARCHIVE_PATH_MAX);
    fund_status status = stub_generation(archive, &number, error);
    if (status == FUND_OK && number == 0)
        status = no_archive(archive, error);
    if (status == FUND_OK)
        snprintf(path, ARCHIVE_BUILD_PATH_SIZE, "%s/generation-%" PRIu32, archive, number);
    return status;
}

fund_status care_size(const char *archive, uint64_t *bytes, struct fund_error *error)
{
    struct archive_tables tables;
    fund_status status = archive_tables_read(archive, &tables, error);
    if (status == FUND_OK)
        *bytes = tables.size_bytes;
    return status;
}

fund_status care_compact(const char *archive, struct fund_error *error)
{
    char path[ARCHIVE_BUILD_PATH_SIZE];
    struct archive_build build = {.lock_file = -1};
    fund_status status = find_generation(archive, path, error);
    if (status == FUND_OK)
        status = archive_build_begin(archive, &build, error);
    if (status == FUND_OK) /* it may have been replaced before the lock was ours */
        status = find_generation(archive, path, error);
    if (status == FUND_OK)
        status = archive_build_compact(&build, path, error);
    archive_build_close(&build);
    return status;
}
