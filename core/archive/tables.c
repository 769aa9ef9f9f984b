/*
 * See tables.h. Xapian's glass has a file for each table.
 */
#include "core/archive/tables.h"

#include "core/archive/archive.h"
#include "core/archive/stub.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define SUFFIX ".glass"

static void add(struct archive_tables *tables, const char *name, uint64_t size_bytes)
{
    struct slice file = slice_from(name);
    tables->size_bytes += size_bytes;
    if (size_bytes == 0 || !slice_ends_with(file, SLICE(SUFFIX)) ||
        tables->count == ARCHIVE_TABLES_MAX)
        return;
    struct archive_table *table = &tables->items[tables->count++];
    snprintf(table->name, sizeof(table->name), "%.*s", (int)(file.size - strlen(SUFFIX)), name);
    table->size_bytes = size_bytes;
}

static int by_name(const void *a, const void *b)
{
    const struct archive_table *first = a, *second = b;
    return strcmp(first->name, second->name);
}

static fund_status read_folder(const char *path, struct archive_tables *tables,
                               struct fund_error *error)
{
    DIR *entries = opendir(path);
    if (entries == NULL)
        return error_set(error, FUND_IO, "cannot open '%s': %s", path, strerror(errno));
    for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
        struct stat info;
        if (fstatat(dirfd(entries), entry->d_name, &info, 0) == 0 && S_ISREG(info.st_mode))
            add(tables, entry->d_name, (uint64_t)info.st_size);
    }
    closedir(entries);
    qsort(tables->items, tables->count, sizeof(tables->items[0]), by_name);
    return FUND_OK;
}

/* Once another generation is in use, the files of the one before are removed. */
static fund_status check_same(const char *archive, uint32_t number, struct fund_error *error)
{
    uint32_t now = 0;
    fund_status status = stub_generation(archive, &now, error);
    if (status == FUND_OK && now != number)
        return error_set(error, FUND_IO, "the archive '%.150s' was made anew meanwhile; try again",
                         archive);
    return status;
}

fund_status archive_tables_read(const char *archive, struct archive_tables *tables,
                                struct fund_error *error)
{
    char path[ARCHIVE_PATH_MAX + 64];
    uint32_t number = 0;
    *tables = (struct archive_tables){0};
    if (strnlen(archive, ARCHIVE_PATH_MAX + 1) > ARCHIVE_PATH_MAX)
        return error_set(error, FUND_LIMIT, "the archive's path is longer than %d bytes",
                         ARCHIVE_PATH_MAX);
    fund_status status = stub_generation(archive, &number, error);
    if (status == FUND_UNSUPPORTED)
        return FUND_OK;
    if (status == FUND_OK && number == 0)
        return error_set(error, FUND_NOT_FOUND, "there is no archive '%.150s'", archive);
    if (status != FUND_OK)
        return status;
    tables->generation = number;
    snprintf(path, sizeof(path), "%s/generation-%" PRIu32, archive, number);
    status = read_folder(path, tables, error);
    return status == FUND_OK ? check_same(archive, number, error) : status;
}
