/*
 * version: the file that says of which revision the tables of a database are.
 */
#ifndef CORE_GLASS_VERSION_H
#define CORE_GLASS_VERSION_H

#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdint.h>

struct version_counts {
    uint32_t documents, last_document;
    uint32_t length_lower, length_upper; /* of documents, in terms; 0 is no lower bound */
    uint32_t wdf_upper;
    uint64_t total_length;
};

/* Writes the file into the folder; roots is what table_finish appends for each table. FUND_IO. */
fund_status version_write(const char *folder, struct slice roots,
                          const struct version_counts *counts, struct fund_error *error);

#endif
