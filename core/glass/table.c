/*
 * See table.h.
 *
 * A block: its revision (4 bytes), level (1), the free bytes between directory and items (2), all
 * free bytes (2), the end of the directory (2), the directory, two bytes for each item's offset, and
 * at the end of the block the items.
 *
 *   leaf item     size - 3 and three flags (2), size of the key (1), key, in pieces but the first
 *                 the piece's number (2), a piece of the tag
 *   branch item   number of the block below (4), size of the key (1), key, number of the piece (2)
 *
 * The first leaf begins with an item without key and tag, a branch with one without key.
 */
#include "core/glass/table.h"

#include "core/glass/block.h"
#include "core/glass/encode.h"
#include "core/glass/table_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <unistd.h>

#define REVISION 1u

/* Of these at least four fit into a block. */
#define ITEM_MAX   ((BLOCK_SIZE - BLOCK_HEAD_SIZE - 4 * BLOCK_OFFSET_SIZE) / 4)
#define PIECES_MAX 65535u
/* A block is filled up by the first piece of a tag that is this much longer than its key; for less
 * the keys that this costs in the branches are longer than what is saved. */
#define WORTH_A_PIECE 34u

#define FILE_MODE     0666
/* Blocks that are written together, since each call costs time. */
#define WINDOW_BLOCKS 16u

struct piece {
    struct slice key;
    uint32_t number; /* from 1 */
    struct slice tag;
    unsigned flags;
};

/* ---- blocks --------------------------------------------------------------------------------- */

static uint32_t room_in(const struct table_block *block)
{
    return block->items_start - block->directory_end;
}

static fund_status start_block(struct table *table, int level, struct fund_error *error)
{
    struct table_block *block = &table->blocks[level];
    if (block->bytes == NULL)
        block->bytes = malloc(BLOCK_SIZE);
    if (block->bytes == NULL)
        return error_no_memory(error);
    if (table->block_count == UINT32_MAX)
        return error_set(error, FUND_LIMIT, "'%s' would have too many blocks", table->path);
    memset(block->bytes, 0, BLOCK_SIZE);
    block->number = table->block_count++;
    block->directory_end = BLOCK_HEAD_SIZE;
    block->items_start = BLOCK_SIZE;
    return FUND_OK;
}

static fund_status write_window(struct table *table, struct fund_error *error)
{
    size_t size = (size_t)table->window_size * BLOCK_SIZE;
    uint64_t offset = (uint64_t)table->window_start * BLOCK_SIZE;
    table->window_size = 0;
    if (size == 0)
        return FUND_OK;
    if (table->is_apart && table->writer == NULL)
        table->is_apart =
            table_writer_start(table->file, table->path, &table->writer, NULL) == FUND_OK;
    return table->writer != NULL
               ? table_writer_put(table->writer, &table->window, size, offset, error)
               : table_write_bytes(table->file, table->path, table->window, size, offset, error);
}

/* A block from the window on, which takes those up to it that are missing, as zeros: branches that
 * are not full yet, and are written later. */
static fund_status put_into_window(struct table *table, const struct table_block *block,
                                   struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (block->number - table->window_start >= WINDOW_BLOCKS) {
        status = write_window(table, error);
        table->window_start = block->number;
    }
    if (status == FUND_OK && table->window == NULL)
        table->window = malloc((size_t)WINDOW_BLOCKS * BLOCK_SIZE);
    if (status == FUND_OK && table->window == NULL)
        return error_no_memory(error);
    if (status != FUND_OK)
        return status;
    size_t at = (size_t)(block->number - table->window_start) * BLOCK_SIZE;
    size_t size = (size_t)table->window_size * BLOCK_SIZE;
    if (at > size)
        memset(table->window + size, 0, at - size);
    memcpy(table->window + at, block->bytes, BLOCK_SIZE);
    if (at >= size)
        table->window_size = block->number - table->window_start + 1;
    return FUND_OK;
}

/* A branch whose place has been written already, as zeros or not at all. */
static fund_status write_late(struct table *table, const struct table_block *block,
                              struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (table->writer != NULL)
        status = table_writer_wait(table->writer, error);
    return status == FUND_OK ? table_write_bytes(table->file, table->path, block->bytes, BLOCK_SIZE,
                                                 (uint64_t)block->number * BLOCK_SIZE, error)
                             : status;
}

static fund_status write_block(struct table *table, int level, struct fund_error *error)
{
    struct table_block *block = &table->blocks[level];
    uint32_t room = room_in(block);
    encode_be32(block->bytes, REVISION);
    block->bytes[4] = (unsigned char)level;
    encode_be16(block->bytes + 5, room);
    encode_be16(block->bytes + 7, room);
    encode_be16(block->bytes + 9, block->directory_end);
    return block->number < table->window_start ? write_late(table, block, error)
                                               : put_into_window(table, block, error);
}

/* Room for an item at the end; the block must have it. */
static unsigned char *place_item(struct table_block *block, uint32_t size)
{
    block->items_start -= size;
    encode_be16(block->bytes + block->directory_end, block->items_start);
    block->directory_end += BLOCK_OFFSET_SIZE;
    return block->bytes + block->items_start;
}

/* ---- branches ------------------------------------------------------------------------------- */

static void put_branch(struct table_block *block, struct slice key, uint32_t piece, uint32_t below)
{
    unsigned char *item = place_item(
        block, (uint32_t)(BLOCK_NUMBER_SIZE + BLOCK_KEY_SIZE + key.size + BLOCK_PIECE_SIZE));
    encode_be32(item, below);
    item[BLOCK_NUMBER_SIZE] = (unsigned char)key.size;
    if (key.size > 0)
        memcpy(item + BLOCK_NUMBER_SIZE + BLOCK_KEY_SIZE, key.data, key.size);
    encode_be16(item + BLOCK_NUMBER_SIZE + BLOCK_KEY_SIZE + key.size, piece);
}

/*
 * Says in the branch at a level where a block below it, new, begins; left is the number of the one
 * before. A branch that is full is written; the key then moves up, and the new branch's first item
 * has none.
 */
static fund_status add_branch(struct table *table, int level, struct slice key, uint32_t piece,
                              uint32_t left, uint32_t below, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (; status == FUND_OK; level++) {
        struct table_block *block = &table->blocks[level];
        if (level == TABLE_LEVELS_MAX)
            return error_set(error, FUND_LIMIT, "'%s' would have too many levels", table->path);
        if (level == table->levels) {
            status = start_block(table, level, error);
            if (status != FUND_OK)
                return status;
            table->levels++;
            put_branch(block, slice_of(NULL, 0), 0, left);
        }
        if (room_in(block) >=
            BLOCK_NUMBER_SIZE + BLOCK_KEY_SIZE + key.size + BLOCK_PIECE_SIZE + BLOCK_OFFSET_SIZE) {
            put_branch(block, key, piece, below);
            return FUND_OK;
        }
        status = write_block(table, level, error);
        left = block->number;
        if (status == FUND_OK)
            status = start_block(table, level, error);
        if (status == FUND_OK)
            put_branch(block, slice_of(NULL, 0), 0, below);
        below = block->number;
    }
    return status;
}

/* ---- leaves --------------------------------------------------------------------------------- */

/* As much of a key as tells it from the one before. */
static struct slice shorten(const struct table *table, struct slice key)
{
    size_t least = key.size < table->last_key_size ? key.size : table->last_key_size;
    size_t same = 0;
    while (same < least && key.data[same] == table->last_key[same])
        same++;
    return slice_part(key, 0, same < key.size ? same + 1 : same);
}

static fund_status next_leaf(struct table *table, const struct piece *piece,
                             struct fund_error *error)
{
    uint32_t left = table->blocks[0].number;
    fund_status status = write_block(table, 0, error);
    if (status == FUND_OK)
        status = start_block(table, 0, error);
    if (status != FUND_OK)
        return status;
    return add_branch(table, 1, shorten(table, piece->key), piece->number, left,
                      table->blocks[0].number, error);
}

static uint32_t piece_size(const struct piece *piece)
{
    return (uint32_t)(BLOCK_ITEM_SIZE + BLOCK_KEY_SIZE + piece->key.size +
                      (piece->number > 1 ? BLOCK_PIECE_SIZE : 0) + piece->tag.size);
}

static fund_status add_piece(struct table *table, const struct piece *piece,
                             struct fund_error *error)
{
    uint32_t size = piece_size(piece);
    fund_status status = FUND_OK;
    if (room_in(&table->blocks[0]) < size + BLOCK_OFFSET_SIZE)
        status = next_leaf(table, piece, error);
    if (status != FUND_OK)
        return status;
    unsigned char *item = place_item(&table->blocks[0], size);
    encode_be16(item, (size - 3) | piece->flags << 8);
    item += BLOCK_ITEM_SIZE;
    *item++ = (unsigned char)piece->key.size;
    memcpy(item, piece->key.data, piece->key.size);
    item += piece->key.size;
    if (piece->number > 1) {
        encode_be16(item, piece->number);
        item += BLOCK_PIECE_SIZE;
    }
    if (piece->tag.size > 0)
        memcpy(item, piece->tag.data, piece->tag.size);
    if (piece->number == 1) {
        memcpy(table->last_key, piece->key.data, piece->key.size);
        table->last_key_size = piece->key.size;
    }
    return FUND_OK;
}

/*
 * Bytes of the rest of a tag for its next piece. Xapian cuts no tag that is short enough for one
 * item; where blocks hold four tags that leaves a tenth of the file empty. Here a tag that the block
 * has no room for fills it up, unless little would come into it.
 */
static size_t size_piece(const struct table *table, size_t head, size_t key_size, size_t rest)
{
    size_t room = room_in(&table->blocks[0]), most = ITEM_MAX - head;
    room = room > head + BLOCK_OFFSET_SIZE ? room - head - BLOCK_OFFSET_SIZE : 0;
    if (rest <= most && rest <= room)
        return rest;
    if (room < key_size + WORTH_A_PIECE || room > most)
        room = most;
    return room < rest ? room : rest;
}

static fund_status add_pieces(struct table *table, struct slice key, struct slice tag,
                              bool is_compressed, struct fund_error *error)
{
    size_t at = 0, head = BLOCK_ITEM_SIZE + BLOCK_KEY_SIZE + key.size;
    fund_status status = FUND_OK;
    for (uint32_t number = 1; status == FUND_OK && (number == 1 || at < tag.size); number++) {
        size_t size = size_piece(table, head, key.size, tag.size - at);
        if (number > PIECES_MAX)
            return error_set(error, FUND_LIMIT, "an entry of %zu bytes is too large", tag.size);
        struct piece piece = {key, number, slice_part(tag, at, at + size),
                              (is_compressed ? BLOCK_IS_COMPRESSED : 0) |
                                  (at + size == tag.size ? BLOCK_IS_LAST : 0) |
                                  (number == 1 ? BLOCK_IS_FIRST : 0)};
        status = add_piece(table, &piece, error);
        at += size;
        head = BLOCK_ITEM_SIZE + BLOCK_KEY_SIZE + key.size + BLOCK_PIECE_SIZE;
    }
    return status;
}

/* ---- the whole ------------------------------------------------------------------------------ */

void table_init(struct table *table, const char *path, uint32_t compress_min,
                struct libdeflate_compressor *compressor)
{
    *table = (struct table){.path = path,
                            .file = -1,
                            .compress_min = compress_min,
                            .compressor = compressor,
                            .compressed = buffer_init(SIZE_MAX / 2)};
}

void table_write_apart(struct table *table)
{
    table->is_apart = true;
}

void table_free(struct table *table)
{
    table_writer_stop(table->writer);
    table->writer = NULL;
    for (int i = 0; i < TABLE_LEVELS_MAX; i++)
        free(table->blocks[i].bytes);
    free(table->window);
    buffer_finish(&table->compressed);
    if (table->file >= 0)
        close(table->file);
    table->file = -1;
}

fund_status table_begin(struct table *table, struct fund_error *error)
{
    if (table->file >= 0)
        return FUND_OK;
    table->file = open(table->path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, FILE_MODE);
    if (table->file < 0)
        return error_set(error, FUND_IO, "'%s' cannot be made: %s", table->path, strerror(errno));
    fund_status status = start_block(table, 0, error);
    if (status != FUND_OK)
        return status;
    table->levels = 1;
    unsigned char *item = place_item(&table->blocks[0], BLOCK_ITEM_SIZE + BLOCK_KEY_SIZE);
    item[0] = BLOCK_IS_FIRST | BLOCK_IS_LAST;
    return FUND_OK;
}

/* Left as it is where it does not become smaller. */
static fund_status deflate(struct table *table, struct slice *tag, bool *is_compressed,
                           struct fund_error *error)
{
    if (table->compress_min == 0 || tag->size <= table->compress_min)
        return FUND_OK;
    buffer_clear(&table->compressed);
    fund_status status = buffer_reserve(&table->compressed, tag->size, error);
    if (status != FUND_OK)
        return status;
    size_t size = libdeflate_deflate_compress(table->compressor, tag->data, tag->size,
                                              table->compressed.data, tag->size - 1);
    if (size > 0) {
        *tag = slice_of(table->compressed.data, size);
        *is_compressed = true;
    }
    return FUND_OK;
}

static fund_status check_key(const struct table *table, struct slice key, struct fund_error *error)
{
    if (key.size == 0 || key.size > TABLE_KEY_MAX)
        return error_set(error, FUND_INVALID_ARGUMENT, "a key of %zu bytes; 1 to %u are possible",
                         key.size, TABLE_KEY_MAX);
    if (slice_compare(slice_of(table->last_key, table->last_key_size), key) >= 0)
        return error_set(error, FUND_INVALID_ARGUMENT, "the keys of '%s' are not in order",
                         table->path);
    return FUND_OK;
}

fund_status table_add(struct table *table, struct slice key, struct slice tag,
                      struct fund_error *error)
{
    bool is_compressed = false;
    fund_status status = deflate(table, &tag, &is_compressed, error);
    return status == FUND_OK ? table_add_stored(table, key, tag, is_compressed, error) : status;
}

fund_status table_add_stored(struct table *table, struct slice key, struct slice tag,
                             bool is_compressed, struct fund_error *error)
{
    fund_status status = check_key(table, key, error);
    if (status == FUND_OK)
        status = table_begin(table, error);
    if (status == FUND_OK)
        status = add_pieces(table, key, tag, is_compressed, error);
    if (status == FUND_OK)
        table->item_count++;
    return status;
}

/*
 * What the version file has of a table: the root's number; its level, two bits up, whether items
 * came in order (2) and whether there is no file (1); the items, the size of a block in 2 KiB, from
 * where on tags are compressed, and the list of free blocks with its size before it: revision, first
 * block beyond the file, and where the list, which is empty, begins and ends.
 */
static fund_status append_root(const struct table *table, struct buffer *root,
                               struct fund_error *error)
{
    bool is_there = table->file >= 0;
    int top = is_there ? table->levels - 1 : 0;
    char list[2 * ENCODE_NUMBER_MAX + 4], text[6 * ENCODE_NUMBER_MAX];
    size_t list_size = encode_number(list, REVISION), size = 0;
    list_size += encode_number(list + list_size, table->block_count);
    memset(list + list_size, 0, 4);
    list_size = is_there ? list_size + 4 : 0;
    size += encode_number(text + size, is_there ? table->blocks[top].number : 0);
    size += encode_number(text + size, (uint32_t)top << 2 | 2u | (is_there ? 0u : 1u));
    size += encode_number(text + size, table->item_count);
    size += encode_number(text + size, BLOCK_SIZE >> 11);
    size += encode_number(text + size, table->compress_min);
    size += encode_number(text + size, (uint32_t)list_size);
    fund_status status = buffer_append(root, slice_of(text, size), error);
    return status == FUND_OK ? buffer_append(root, slice_of(list, list_size), error) : status;
}

fund_status table_finish(struct table *table, bool is_lasting, struct buffer *root,
                         struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (int i = 0; status == FUND_OK && i < table->levels; i++)
        status = write_block(table, i, error);
    if (status == FUND_OK)
        status = write_window(table, error);
    if (status == FUND_OK && table->writer != NULL)
        status = table_writer_wait(table->writer, error);
    table_writer_stop(table->writer);
    table->writer = NULL;
    if (status == FUND_OK)
        status = append_root(table, root, error);
    bool is_written = table->file < 0 || !is_lasting || fdatasync(table->file) == 0;
    if (table->file >= 0 && close(table->file) != 0)
        is_written = false;
    table->file = -1;
    if (status == FUND_OK && !is_written)
        status =
            error_set(error, FUND_IO, "'%s' cannot be written: %s", table->path, strerror(errno));
    return status;
}
