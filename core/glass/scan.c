/*
 * See scan.h: a walk over the tree from its leftmost leaf on. Blocks that were built lie one behind
 * another, so that the file is then read nearly from front to back.
 */
#include "core/glass/scan.h"

#include "core/glass/block.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define BYTES_MAX ((size_t)UINT32_MAX)
/* Blocks that are read together. */
#define WINDOW_BLOCKS 16u

static fund_status damaged(const struct scan *scan, struct fund_error *error)
{
    return error_set(error, FUND_CORRUPT, "'%s' is damaged", scan->path);
}

/* Fewer bytes only at the end of the file. */
static fund_status read_bytes(const struct scan *scan, unsigned char *out, size_t size,
                              uint32_t number, size_t *read, struct fund_error *error)
{
    *read = 0;
    while (*read < size) {
        ssize_t got =
            pread(scan->file, out + *read, size - *read, (off_t)number * BLOCK_SIZE + (off_t)*read);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set(error, FUND_IO, "'%s' cannot be read: %s", scan->path,
                             strerror(errno));
        if (got == 0)
            break;
        *read += (size_t)got;
    }
    return FUND_OK;
}

/* Several blocks where those that follow one another are asked for. */
static fund_status fill_window(struct scan *scan, uint32_t number, struct fund_error *error)
{
    bool is_next = number - scan->last_number <= WINDOW_BLOCKS;
    size_t size = (size_t)(is_next ? WINDOW_BLOCKS : 1) * BLOCK_SIZE, read = 0;
    if (scan->window == NULL)
        scan->window = malloc((size_t)WINDOW_BLOCKS * BLOCK_SIZE);
    if (scan->window == NULL)
        return error_no_memory(error);
    scan->window_size = 0;
    fund_status status = read_bytes(scan, scan->window, size, number, &read, error);
    if (status != FUND_OK)
        return status;
    scan->window_start = number;
    scan->window_size = (uint32_t)(read / BLOCK_SIZE);
    return scan->window_size > 0 ? FUND_OK : damaged(scan, error);
}

static fund_status read_block(struct scan *scan, uint32_t level, uint32_t number,
                              struct fund_error *error)
{
    struct scan_block *block = &scan->blocks[level];
    if (block->bytes == NULL)
        block->bytes = malloc(BLOCK_SIZE);
    if (block->bytes == NULL)
        return error_no_memory(error);
    fund_status status = FUND_OK;
    if (number - scan->window_start >= scan->window_size)
        status = fill_window(scan, number, error);
    if (status == FUND_OK)
        memcpy(block->bytes, scan->window + (size_t)(number - scan->window_start) * BLOCK_SIZE,
               BLOCK_SIZE);
    scan->last_number = number;
    block->item_at = 0;
    if (status == FUND_OK && !block_items(block->bytes, level, &block->item_count))
        status = damaged(scan, error);
    return status;
}

fund_status scan_open(struct scan *scan, const char *path, const struct version_root *root,
                      struct fund_error *error)
{
    *scan = (struct scan){.path = strdup(path),
                          .file = -1,
                          .level = root->level,
                          .is_end = root->is_none,
                          .key = buffer_init(BYTES_MAX),
                          .tag = buffer_init(BYTES_MAX),
                          .last_key = buffer_init(BYTES_MAX)};
    if (scan->path == NULL)
        return error_no_memory(error);
    if (root->is_none)
        return FUND_OK;
    if (root->level >= TABLE_LEVELS_MAX)
        return damaged(scan, error);
    scan->file = open(path, O_RDONLY | O_CLOEXEC);
    if (scan->file < 0)
        return error_set(error, FUND_IO, "'%s' cannot be read: %s", path, strerror(errno));
    return read_block(scan, root->level, root->block, error);
}

void scan_close(struct scan *scan)
{
    if (scan->file >= 0)
        close(scan->file);
    for (int i = 0; i < TABLE_LEVELS_MAX; i++)
        free(scan->blocks[i].bytes);
    free(scan->window);
    free(scan->path);
    buffer_finish(&scan->key);
    buffer_finish(&scan->tag);
    buffer_finish(&scan->last_key);
    *scan = (struct scan){.file = -1, .is_end = true};
}

/* The next leaf, or the end: up to where there is another block below, and down from there. */
static fund_status next_leaf(struct scan *scan, struct fund_error *error)
{
    uint32_t level = 0, below;
    fund_status status = FUND_OK;
    while (level <= scan->level && scan->blocks[level].item_at == scan->blocks[level].item_count)
        level++;
    scan->is_end = level > scan->level;
    for (; status == FUND_OK && !scan->is_end && level > 0; level--) {
        struct scan_block *block = &scan->blocks[level];
        if (block->item_at == block->item_count ||
            !block_below(block->bytes, block->item_at++, &below))
            return damaged(scan, error);
        status = read_block(scan, level - 1, below, error);
    }
    return status;
}

static fund_status next_piece(struct scan *scan, struct block_item *item, struct fund_error *error)
{
    struct scan_block *leaf = &scan->blocks[0];
    while (leaf->item_at == leaf->item_count) {
        fund_status status = next_leaf(scan, error);
        if (status != FUND_OK || scan->is_end)
            return status;
    }
    return block_item(leaf->bytes, leaf->item_at++, item) ? FUND_OK : damaged(scan, error);
}

/* The first piece of an item with a key; the end where there is none. */
static fund_status first_piece(struct scan *scan, struct block_item *item, struct fund_error *error)
{
    fund_status status = next_piece(scan, item, error);
    if (status == FUND_OK && !scan->is_end && item->key.size == 0)
        status = next_piece(scan, item, error); /* that one begins the first leaf */
    if (status != FUND_OK || scan->is_end)
        return status;
    if (!item->is_first || slice_compare(buffer_slice(&scan->last_key), item->key) >= 0)
        return damaged(scan, error);
    return buffer_append(&scan->key, item->key, error);
}

fund_status scan_next(struct scan *scan, struct fund_error *error)
{
    struct block_item item;
    struct buffer last = scan->last_key;
    scan->last_key = scan->key;
    scan->key = last;
    buffer_clear(&scan->key);
    buffer_clear(&scan->tag);
    if (scan->is_end)
        return FUND_OK;
    fund_status status = first_piece(scan, &item, error);
    while (status == FUND_OK && !scan->is_end) {
        status = buffer_append(&scan->tag, item.tag, error);
        scan->is_compressed = item.is_compressed;
        if (status != FUND_OK || item.is_last)
            return status;
        status = next_piece(scan, &item, error);
        if (status == FUND_OK &&
            (scan->is_end || item.is_first || !slice_equal(item.key, buffer_slice(&scan->key))))
            return damaged(scan, error);
    }
    return status;
}
