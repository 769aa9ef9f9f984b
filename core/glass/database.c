/*
 * See database.h.
 */
#include "core/glass/database.h"

#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdio.h>
#include <unistd.h>

#define BYTES_MAX ((size_t)UINT32_MAX)
/* Xapian's, of tags that it deflates: it has a say when the database is changed later. The data of
 * documents comes compressed. */
#define COMPRESS_MIN 18u
/* Measured on 22,000 short releases, see README.md. */
#define DEFLATE_LEVEL 1

static const char *const names[TABLE_COUNT] = {"postlist", "docdata",  "termlist",
                                               "position", "spelling", "synonym"};

fund_status database_path(const char *folder, enum database_table table,
                          char path[static DATABASE_PATH_ROOM], struct fund_error *error)
{
    if (snprintf(path, DATABASE_PATH_ROOM, "%s/%s.glass", folder, names[table]) >=
        DATABASE_PATH_ROOM)
        return error_set(error, FUND_LIMIT, "a path is too long");
    return FUND_OK;
}

fund_status database_init(struct database *database, const char *folder, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (int i = 0; i < TABLE_COUNT; i++)
        table_init(&database->tables[i], database->paths[i], 0, NULL);
    database->compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
    if (database->compressor == NULL)
        return error_no_memory(error);
    for (int i = 0; status == FUND_OK && i < TABLE_COUNT; i++) {
        bool is_deflated = i == TERMLIST || i == SPELLING || i == SYNONYM;
        status = database_path(folder, (enum database_table)i, database->paths[i], error);
        table_init(&database->tables[i], database->paths[i], is_deflated ? COMPRESS_MIN : 0,
                   database->compressor);
    }
    if (status == FUND_OK)
        snprintf(database->folder, sizeof(database->folder), "%s", folder);
    return status;
}

void database_free(struct database *database)
{
    if (database->compressor == NULL)
        return;
    for (int i = 0; i < TABLE_COUNT; i++)
        table_free(&database->tables[i]);
    libdeflate_free_compressor(database->compressor);
    database->compressor = NULL;
}

static fund_status force_folder(const char *folder, struct fund_error *error)
{
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_forced = file >= 0 && fsync(file) == 0;
    int reason = errno;
    if (file >= 0)
        close(file);
    return is_forced
               ? FUND_OK
               : error_set(error, FUND_IO, "'%s' cannot be written: %s", folder, strerror(reason));
}

fund_status database_finish(struct database *database, const struct version_counts *counts,
                            bool is_lasting, struct fund_error *error)
{
    struct buffer roots = buffer_init(BYTES_MAX);
    fund_status status = table_begin(&database->tables[POSTLIST], error);
    if (status == FUND_OK)
        status = table_begin(&database->tables[TERMLIST], error);
    for (int i = 0; status == FUND_OK && i < TABLE_COUNT; i++)
        status = table_finish(&database->tables[i], is_lasting, &roots, error);
    if (status == FUND_OK)
        status = version_write(database->folder, buffer_slice(&roots), is_lasting, counts, error);
    if (status == FUND_OK && is_lasting)
        status = force_folder(database->folder, error);
    buffer_finish(&roots);
    return status;
}
