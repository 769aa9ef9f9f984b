/*
 * See care.h: sizes and compacting. check.c does the rest.
 */
#include "indexer/care.h"

#include "core/archive/build.h"
#include "core/archive/stub.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>

static fund_status no_archive(const char *archive, struct fund_error *error)
{
    return error_set(error, FUND_NOT_FOUND, "there is no archive '%.150s'", archive);
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
    char path[ARCHIVE_BUILD_PATH_SIZE];
    fund_status status = find_generation(archive, path, error);
    if (status != FUND_OK)
        return status;
    DIR *entries = opendir(path);
    if (entries == NULL)
        return error_set(error, FUND_IO, "cannot open '%s': %s", path, strerror(errno));
    *bytes = 0;
    for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
        struct stat info;
        if (fstatat(dirfd(entries), entry->d_name, &info, 0) == 0 && S_ISREG(info.st_mode))
            *bytes += (uint64_t)info.st_size;
    }
    closedir(entries);
    return FUND_OK;
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
    const char *const parts[] = {path};
    if (status == FUND_OK)
        status = archive_build_finish(&build, parts, 1, error);
    archive_build_close(&build);
    return status;
}
