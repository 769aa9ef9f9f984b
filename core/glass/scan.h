/*
 * scan: the items of a table in the order of their keys, whoever has written it.
 */
#ifndef CORE_GLASS_SCAN_H
#define CORE_GLASS_SCAN_H

#include "core/base/buffer.h"
#include "core/glass/table.h"
#include "core/glass/version.h"

/* A block on the way from the root to the leaf at hand. */
struct scan_block {
    unsigned char *bytes;
    uint32_t item_count, item_at;
};

struct scan {
    char *path; /* owned */
    int file;
    struct scan_block blocks[TABLE_LEVELS_MAX]; /* by level */
    uint32_t level;                             /* of the root */
    unsigned char *window; /* blocks that were read together, from the number window_start on */
    uint32_t window_start, window_size;
    uint32_t last_number; /* of the block that was asked for last */
    bool is_end, is_compressed;
    struct buffer key, tag; /* of the item at hand */
    struct buffer last_key;
};

/* FUND_IO, FUND_CORRUPT, FUND_NO_MEMORY; scan_close in any case. */
fund_status scan_open(struct scan *scan, const char *path, const struct version_root *root,
                      struct fund_error *error);
void scan_close(struct scan *scan);
/* Moves to the first or next item; is_end is set where there is none. FUND_CORRUPT, also where keys
 * do not rise; FUND_IO. */
fund_status scan_next(struct scan *scan, struct fund_error *error);

#endif
