/*
 * tables: what an archive's index takes on the disk.
 */
#ifndef CORE_ARCHIVE_TABLES_H
#define CORE_ARCHIVE_TABLES_H

#include "core/base/error.h"

#include <stddef.h>
#include <stdint.h>

#define ARCHIVE_TABLES_MAX 16

struct archive_table {
    char name[24]; /* "postlist" */
    uint64_t size_bytes;
};

struct archive_tables {
    uint32_t generation; /* 0: the archive is spread, and nothing else is known */
    struct archive_table items[ARCHIVE_TABLES_MAX]; /* by name; empty ones are left out */
    size_t count;
    uint64_t size_bytes; /* of all */
};

/* FUND_NOT_FOUND where there is no archive; FUND_CORRUPT; FUND_IO, also where the archive was made
 * anew meanwhile: the next try has it. */
fund_status archive_tables_read(const char *archive, struct archive_tables *tables,
                                struct fund_error *error);

#endif
