/*
 * version: the file that says of which revision the tables of a database are.
 */
#ifndef CORE_GLASS_VERSION_H
#define CORE_GLASS_VERSION_H

#include "core/base/error.h"
#include "core/base/slice.h"
#include "core/glass/counts.h"

#include <stdbool.h>
#include <stdint.h>

#define VERSION_TABLES  6
#define VERSION_UUID_AT 16 /* in the file */

struct version_root {
    uint32_t block, level;
    bool is_none; /* there is no file, or nothing in it */
};

/* Reads what is said of a database, and of which commit. FUND_VERSION where it is of another format;
 * FUND_UNSUPPORTED where its blocks are of another size; FUND_CORRUPT, FUND_NOT_FOUND, FUND_IO. */
fund_status version_read(const char *folder, struct version_root roots[static VERSION_TABLES],
                         struct version_counts *counts, uint32_t *revision,
                         struct fund_error *error);
/* Writes the file into the folder, to the disk itself where is_lasting is set; roots is what
 * table_finish appends for each table. FUND_IO. */
fund_status version_write(const char *folder, struct slice roots, bool is_lasting,
                          const struct version_counts *counts, struct fund_error *error);

#endif
