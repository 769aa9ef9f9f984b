/*
 * cursor: a place in a table of a database that others may write to meanwhile. The file is mapped
 * into memory; blocks are read where they lie, but for the first ones (copies.h), and of tags nothing
 * is copied but what stands in several.
 *
 * Whoever writes leaves the blocks of a commit as they are until the next but one is being made. A
 * block that was written again tells it by its revision: a cursor looks at it when it comes to a
 * block and when it leaves it, and glass_cursor_check at those in which it stands.
 */
#ifndef CORE_GLASS_CURSOR_H
#define CORE_GLASS_CURSOR_H

#include "core/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GLASS_LEVELS_MAX 10

struct glass_reader;
struct glass_copies;
struct block_item;

struct glass_tree {
    const struct glass_reader *reader; /* owns it */
    const char *name;                  /* of its file */
    const unsigned char *map;          /* NULL: no file */
    size_t size;                       /* of the map */
    int file;                          /* open where blocks are copied from it, else -1 */
    struct glass_copies *copies;       /* of blocks; the reader's; NULL: none */
    uint32_t block_count, revision;
    uint32_t root, level; /* of the root */
    bool is_empty;
    unsigned char *asked; /* by block a bit: it was asked for, so that the file is read ahead */
};

/* Of each block on the way from the root to the leaf the item that was taken. */
struct glass_cursor {
    const struct glass_tree *tree;
    uint32_t leaf;   /* number of its block */
    uint32_t leaves; /* through which it has come one after another, as they stand in the file */
    uint32_t near;   /* through which it has come with few others between them */
    struct {
        const unsigned char *block;
        uint32_t item, count; /* item + 1 is 0 before the first one */
    } places[GLASS_LEVELS_MAX];
};

/*
 * Each of these gives the item of a leaf on which the cursor then stands: a tag, or a piece of one.
 * Where there is none, its key has size 0. FUND_CORRUPT where the file is damaged, FUND_MODIFIED
 * where a writer has overtaken the reader: nothing then holds that came of the cursor.
 */

/* The last item that is not behind the first piece of the tag with this key. */
fund_status glass_cursor_find(struct glass_cursor *cursor, const struct glass_tree *tree,
                              struct slice key, struct block_item *item, struct fund_error *error);
/* The same for a key that is not before that of the item at hand. */
fund_status glass_cursor_find_ahead(struct glass_cursor *cursor, struct slice key,
                                    struct block_item *item, struct fund_error *error);
fund_status glass_cursor_next(struct glass_cursor *cursor, struct block_item *item,
                              struct fund_error *error);
fund_status glass_cursor_previous(struct glass_cursor *cursor, struct block_item *item,
                                  struct fund_error *error);

/*
 * The whole tag of which the item at hand is the first piece, as it stands in the file: in the map,
 * or else in *joined; the cursor then stands on its last piece. FUND_CORRUPT where it is not the
 * first piece, or is compressed; FUND_NO_MEMORY.
 */
fund_status glass_cursor_tag(struct glass_cursor *cursor, const struct block_item *item,
                             struct buffer *joined, struct slice *tag, struct fund_error *error);
/* The same, appended to *out, and inflated where it is compressed. */
fund_status glass_cursor_read(struct glass_cursor *cursor, const struct block_item *item,
                              struct buffer *out, struct fund_error *error);

/* Whether the blocks in which the cursor stands are those of its commit: FUND_OK, FUND_MODIFIED. */
fund_status glass_cursor_check(const struct glass_cursor *cursor, struct fund_error *error);

/* The error of what a sound table does not have: FUND_CORRUPT, FUND_MODIFIED. */
fund_status glass_tree_damaged(const struct glass_tree *tree, struct fund_error *error);
/* FUND_MODIFIED. */
fund_status glass_tree_overtaken(const struct glass_tree *tree, struct fund_error *error);

#ifdef __cplusplus
}
#endif

#endif
