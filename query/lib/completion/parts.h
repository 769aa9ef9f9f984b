/*
 * How a table of completions lies in memory; for maker.c and table.c alone.
 */
#ifndef QUERY_LIB_COMPLETION_PARTS_H
#define QUERY_LIB_COMPLETION_PARTS_H

#include "query/lib/completion/table.h"

/* Keys under one leaf of the tree. */
#define COMPLETION_LEAF 8

/* The words of a key end before a byte below this: a space, NUL, within a form its separator. */
#define COMPLETION_END 0x21

struct completion_entry {
    uint32_t piece; /* in the pool: words a form; else key, text and detail; each ends in a NUL */
    uint32_t count, score;
    bool is_by_detail;
};

struct completion_key {
    uint32_t at; /* in the pool */
    uint32_t entry;
};

/* The texts of one kind. */
struct completion_section {
    char *pool;
    size_t pool_size;
    struct completion_entry *entries;
    struct completion_key *keys; /* in byte order, equal ones by entry */
    uint32_t entry_count, key_count;
    uint32_t leaf_count; /* a power of two */
    uint32_t *tree;      /* 1 is the root, 2n and 2n + 1 lie below n; best scores */
};

struct completion_table {
    struct completion_section sections[COMPLETION_KINDS];
};

#endif
