/*
 * table: one file of glass, a B-tree whose items are given in the order of their keys.
 *
 * Leaves are filled one after another and each is written once, so that nothing is ever looked up
 * or moved; branches grow above them at the same time. The file is what a compaction would leave.
 */
#ifndef CORE_GLASS_TABLE_H
#define CORE_GLASS_TABLE_H

#include "core/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

#define TABLE_KEY_MAX    255u
#define TABLE_LEVELS_MAX 10

struct libdeflate_compressor;

/* A block that is being filled. */
struct table_block {
    unsigned char *bytes;
    uint32_t number;
    uint32_t directory_end; /* the directory of offsets grows up to here, */
    uint32_t items_start;   /* and the items down to here */
};

struct table {
    const char *path; /* borrowed */
    int file;
    uint32_t block_count, item_count;
    uint32_t compress_min;
    int levels; /* 0 before the first item */
    struct table_block blocks[TABLE_LEVELS_MAX];
    unsigned char *window; /* blocks that are written together, from the number window_start on */
    uint32_t window_start, window_size;
    bool is_apart;
    struct table_writer *writer; /* NULL: none, or not yet */
    char last_key[TABLE_KEY_MAX];
    size_t last_key_size;
    struct libdeflate_compressor *compressor; /* borrowed */
    struct buffer compressed;
};

/* No file is made until the first item comes. Tags of more than compress_min bytes, where it is not
 * 0, are deflated where that makes them smaller. */
void table_init(struct table *table, const char *path, uint32_t compress_min,
                struct libdeflate_compressor *compressor);
void table_free(struct table *table);
/* Its blocks are written by a thread of their own, where one can be had. */
void table_write_apart(struct table *table);

/*
 * Adds an item, whose key must come after all before it by byte order: FUND_INVALID_ARGUMENT. An
 * empty key or one of more than TABLE_KEY_MAX bytes is FUND_INVALID_ARGUMENT, a tag of more pieces
 * than 65,535 FUND_LIMIT. FUND_IO, FUND_NO_MEMORY.
 */
fund_status table_add(struct table *table, struct slice key, struct slice tag,
                      struct fund_error *error);

/* The same of a tag as a table has it already. */
fund_status table_add_stored(struct table *table, struct slice key, struct slice tag,
                             bool is_compressed, struct fund_error *error);

/* Makes the file where there is none yet. FUND_IO, FUND_NO_MEMORY. */
fund_status table_begin(struct table *table, struct fund_error *error);

/* Writes what is left, to the disk itself where is_lasting is set, and appends what the version file
 * says of the table. */
fund_status table_finish(struct table *table, bool is_lasting, struct buffer *root,
                         struct fund_error *error);

#endif
