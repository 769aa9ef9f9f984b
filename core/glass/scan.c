/*
 * See scan.h.
 */
#include "core/glass/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define BLOCKS_READ 32u
#define BYTES_MAX   ((size_t)UINT32_MAX)

fund_status scan_open(struct scan *scan, const char *path, struct fund_error *error)
{
    *scan = (struct scan){.path = strdup(path),
                          .file = open(path, O_RDONLY | O_CLOEXEC),
                          .key = buffer_init(BYTES_MAX),
                          .tag = buffer_init(BYTES_MAX)};
    if (scan->file < 0 && errno == ENOENT)
        scan->is_end = true;
    else if (scan->file < 0)
        return error_set(error, FUND_IO, "'%s' cannot be read: %s", path, strerror(errno));
    else
        scan->blocks = malloc((size_t)BLOCKS_READ * TABLE_BLOCK_SIZE);
    if (scan->path == NULL || (scan->blocks == NULL && !scan->is_end))
        return error_no_memory(error);
    return FUND_OK;
}

void scan_close(struct scan *scan)
{
    if (scan->file >= 0)
        close(scan->file);
    free(scan->path);
    free(scan->blocks);
    buffer_finish(&scan->key);
    buffer_finish(&scan->tag);
    *scan = (struct scan){.file = -1, .is_end = true};
}

static fund_status damaged(const struct scan *scan, struct fund_error *error)
{
    return error_set(error, FUND_CORRUPT, "'%s' is damaged", scan->path);
}

static fund_status read_blocks(struct scan *scan, struct fund_error *error)
{
    size_t done = 0, wanted = (size_t)BLOCKS_READ * TABLE_BLOCK_SIZE;
    while (done < wanted) {
        ssize_t got = read(scan->file, scan->blocks + done, wanted - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set(error, FUND_IO, "'%s' cannot be read: %s", scan->path,
                             strerror(errno));
        if (got == 0)
            break;
        done += (size_t)got;
    }
    scan->block_at = 0;
    scan->block_count = done / TABLE_BLOCK_SIZE;
    scan->is_end = done == 0;
    return done % TABLE_BLOCK_SIZE == 0 ? FUND_OK : damaged(scan, error);
}

static const unsigned char *block_at_hand(const struct scan *scan)
{
    return scan->blocks + (scan->block_at - 1) * TABLE_BLOCK_SIZE;
}

/* The next piece, of whatever leaf. */
static fund_status next_piece(struct scan *scan, struct table_item *item, struct fund_error *error)
{
    while (scan->item_at == scan->item_count) {
        fund_status status =
            scan->block_at == scan->block_count ? read_blocks(scan, error) : FUND_OK;
        if (status != FUND_OK || scan->is_end)
            return status;
        scan->block_at++;
        scan->item_at = 0;
        if (!table_block_items(block_at_hand(scan), &scan->item_count))
            return damaged(scan, error);
    }
    if (!table_block_item(block_at_hand(scan), scan->item_at++, item))
        return damaged(scan, error);
    return FUND_OK;
}

fund_status scan_next(struct scan *scan, struct fund_error *error)
{
    struct table_item item = {.is_last = false};
    buffer_clear(&scan->key);
    buffer_clear(&scan->tag);
    while (!scan->is_end && !item.is_last) {
        fund_status status = next_piece(scan, &item, error);
        if (status != FUND_OK)
            return status;
        bool is_begun = scan->key.size > 0;
        if (scan->is_end || (is_begun && !slice_equal(item.key, buffer_slice(&scan->key))) ||
            item.is_first == is_begun)
            return scan->is_end && !is_begun ? FUND_OK : damaged(scan, error);
        if (item.key.size == 0) {
            item.is_last = false; /* the item that begins the first leaf */
            continue;
        }
        if (!is_begun)
            status = buffer_append(&scan->key, item.key, error);
        if (status == FUND_OK)
            status = buffer_append(&scan->tag, item.tag, error);
        if (status != FUND_OK)
            return status;
        scan->is_compressed = item.is_compressed;
    }
    return FUND_OK;
}
