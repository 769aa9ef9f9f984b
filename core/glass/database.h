/*
 * database: the tables of one database and its version file.
 */
#ifndef CORE_GLASS_DATABASE_H
#define CORE_GLASS_DATABASE_H

#include "core/glass/table.h"
#include "core/glass/version.h"

#define DATABASE_PATH_ROOM 4352

/* In the order of the version file. */
enum database_table { POSTLIST, DOCDATA, TERMLIST, POSITION, SPELLING, SYNONYM, TABLE_COUNT };

struct database {
    char folder[DATABASE_PATH_ROOM];
    char paths[TABLE_COUNT][DATABASE_PATH_ROOM];
    struct table tables[TABLE_COUNT];
    struct libdeflate_compressor *compressor;
};

/* Where a table lies. FUND_LIMIT. */
fund_status database_path(const char *folder, enum database_table table,
                          char path[static DATABASE_PATH_ROOM], struct fund_error *error);

/* Makes no folder and no file yet. database_free in any case. */
fund_status database_init(struct database *database, const char *folder, struct fund_error *error);
void database_free(struct database *database); /* after database_init, or zeroed */
/* Writes what is left of the tables, and then the version file. */
fund_status database_finish(struct database *database, const struct version_counts *counts,
                            bool is_lasting, struct fund_error *error);

#endif
