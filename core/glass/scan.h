/*
 * scan: the items of a table that was built, in the order of their keys. Leaves lie one behind
 * another in such a file, so that it is read from front to back.
 */
#ifndef CORE_GLASS_SCAN_H
#define CORE_GLASS_SCAN_H

#include "core/base/buffer.h"
#include "core/glass/table.h"

struct scan {
    char *path; /* owned */
    int file;
    unsigned char *blocks;
    size_t block_count, block_at; /* of those in memory */
    uint32_t item_count, item_at; /* of the block */
    bool is_end, is_compressed;
    struct buffer key, tag; /* of the item at hand */
};

/* A file that is not there is an empty table. FUND_IO, FUND_NO_MEMORY; scan_close in any case. */
fund_status scan_open(struct scan *scan, const char *path, struct fund_error *error);
void scan_close(struct scan *scan);
/* Moves to the first or next item; is_end is set where there is none. FUND_CORRUPT, FUND_IO. */
fund_status scan_next(struct scan *scan, struct fund_error *error);

#endif
