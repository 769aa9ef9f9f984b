/*
 * See cursor.h.
 *
 * An item of a branch has the least key of the block below, cut off behind what tells it from the
 * key before; the first one counts as the least there is. A tag that is cut has an item for each
 * piece, with the same key and the piece's number, from 1.
 */
#include "core/glass/cursor.h"

#include "core/glass/block.h"
#include "core/glass/copies.h"
#include "core/glass/reader.h"

#include <libdeflate.h>
#include <sys/mman.h>

#define TAG_MAX ((size_t)1 << 30)
/* Deflate makes no more than this of a byte: 258 bytes of two bits, RFC 1951. */
#define INFLATE_MAX   1032u
#define INFLATE_FIRST 4u
/* Leaves one after another from which on no more are asked for at once than 2^6: 512 KiB. */
#define LEAVES_MAX 6u
/* Blocks around one that is touched in the map that come with it, 64 KiB in Linux, */
#define NEAR_BLOCKS 8u
/* and leaves so near to each other from which on they are read there. */
#define NEAR_MIN 2u

/* ---- errors --------------------------------------------------------------------------------- */

fund_status glass_tree_overtaken(const struct glass_tree *tree, struct fund_error *error)
{
    return error_set(error, FUND_MODIFIED,
                     "'%s': what was being read has been replaced by a later commit", tree->name);
}

fund_status glass_tree_damaged(const struct glass_tree *tree, struct fund_error *error)
{
    if (!glass_reader_is_current(tree->reader))
        return glass_tree_overtaken(tree, error);
    return error_set(error, FUND_CORRUPT, "'%s' is damaged", tree->name);
}

static bool is_written_over(const struct glass_tree *tree, const unsigned char *block)
{
    return block_revision(block) > tree->revision;
}

fund_status glass_cursor_check(const struct glass_cursor *cursor, struct fund_error *error)
{
    for (uint32_t level = 0; level <= cursor->tree->level; level++) {
        const unsigned char *block = cursor->places[level].block;
        if (block != NULL && is_written_over(cursor->tree, block))
            return glass_tree_overtaken(cursor->tree, error);
    }
    return FUND_OK;
}

/* ---- blocks --------------------------------------------------------------------------------- */

/* Sets it; false where it was. */
static bool take_bit(unsigned char *bits, uint32_t number)
{
    unsigned char bit = (unsigned char)(1u << number % 8);
    unsigned char *byte = &bits[number / 8];
    if ((__atomic_load_n(byte, __ATOMIC_RELAXED) & bit) != 0)
        return false;
    __atomic_fetch_or(byte, bit, __ATOMIC_RELAXED);
    return true;
}

/*
 * Has blocks read from the disk at once that are touched for the first time, and more and more of
 * them for who walks from leaf to leaf. Left to itself the system reads 128 KiB around each page:
 * the first search of 100,000 releases takes 0.22 s then, and 0.05 with this.
 */
static void ask_for(const struct glass_tree *tree, uint32_t number, uint32_t count)
{
    if (!take_bit(tree->asked, number))
        return;
    if (count > tree->block_count - number)
        count = tree->block_count - number;
    for (uint32_t i = 1; i < count; i++)
        (void)take_bit(tree->asked, number + i);
    (void)madvise((void *)(tree->map + (size_t)number * BLOCK_SIZE), (size_t)count * BLOCK_SIZE,
                  MADV_WILLNEED);
}

static uint32_t blocks_ahead(const struct glass_cursor *cursor)
{
    return 1u << (cursor->leaves < LEAVES_MAX ? cursor->leaves : LEAVES_MAX);
}

static void count_leaf(struct glass_cursor *cursor, uint32_t number)
{
    uint32_t step = cursor->places[0].block != NULL ? number - cursor->leaf : UINT32_MAX;
    cursor->leaves = step == 1 ? cursor->leaves + 1 : 0;
    cursor->near = step <= NEAR_BLOCKS ? cursor->near + 1 : 0;
    cursor->leaf = number;
}

static const unsigned char *find_block(const struct glass_cursor *cursor, uint32_t level,
                                       uint32_t number)
{
    const struct glass_tree *tree = cursor->tree;
    if (level > 0 || cursor->near < NEAR_MIN) {
        const unsigned char *copy = copies_get(tree->copies, tree, number);
        if (copy != NULL)
            return copy;
    }
    ask_for(tree, number, level == 0 ? blocks_ahead(cursor) : 1);
    return tree->map + (size_t)number * BLOCK_SIZE;
}

static fund_status enter(struct glass_cursor *cursor, uint32_t level, uint32_t number,
                         struct fund_error *error)
{
    const struct glass_tree *tree = cursor->tree;
    uint32_t count;
    if (number >= tree->block_count)
        return glass_tree_damaged(tree, error);
    if (level == 0)
        count_leaf(cursor, number);
    const unsigned char *block = find_block(cursor, level, number);
    if (is_written_over(tree, block))
        return glass_tree_overtaken(tree, error);
    if (!block_items(block, level, &count) || (count == 0 && tree->level > 0))
        return glass_tree_damaged(tree, error);
    cursor->places[level].block = block;
    cursor->places[level].item = 0;
    cursor->places[level].count = count;
    return FUND_OK;
}

/* Into the block below the item of the branch. */
static fund_status descend(struct glass_cursor *cursor, uint32_t level, struct fund_error *error)
{
    uint32_t below;
    const unsigned char *block = cursor->places[level].block;
    if (!block_below(block, cursor->places[level].item, &below))
        return glass_tree_damaged(cursor->tree, error);
    fund_status status = enter(cursor, level - 1, below, error);
    return status == FUND_OK && is_written_over(cursor->tree, block)
               ? glass_tree_overtaken(cursor->tree, error)
               : status;
}

/* What the leaf has at hand; nothing before its first item and behind its last. */
static fund_status item_at_hand(const struct glass_cursor *cursor, struct block_item *item,
                                struct fund_error *error)
{
    if (cursor->places[0].item >= cursor->places[0].count) {
        *item = (struct block_item){.is_first = true, .is_last = true};
        return FUND_OK;
    }
    return block_item(cursor->places[0].block, cursor->places[0].item, item)
               ? FUND_OK
               : glass_tree_damaged(cursor->tree, error);
}

/* ---- searching ------------------------------------------------------------------------------ */

static inline int compare_keys(struct slice a, struct slice b)
{
    size_t least = a.size < b.size ? a.size : b.size;
    int order = memcmp(a.data, b.data, least);
    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

/* Whether the i-th item of a block stands behind the first piece of the key. False also in *is_sound
 * where there is no such item in it. */
static inline bool is_behind(const unsigned char *block, uint32_t level, uint32_t i,
                             struct slice key, bool *is_sound)
{
    struct slice found;
    uint32_t piece = 1;
    if (level > 0) {
        if (!block_branch_key(block, i, &found, &piece)) {
            *is_sound = false;
            return false;
        }
    } else {
        struct block_item item;
        if (!block_item(block, i, &item)) {
            *is_sound = false;
            return false;
        }
        found = item.key;
        piece = item.is_first ? 1 : 2;
    }
    int order = compare_keys(found, key);
    return order > 0 || (order == 0 && piece > 1);
}

/* Moves to the last of the items from low on up to high that is not behind the key, where low is
 * known not to be. */
static fund_status search(struct glass_cursor *cursor, uint32_t level, uint32_t low, uint32_t high,
                          struct slice key, struct fund_error *error)
{
    bool is_sound = true;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (is_behind(cursor->places[level].block, level, middle, key, &is_sound))
            high = middle;
        else
            low = middle;
    }
    cursor->places[level].item = low;
    return is_sound ? FUND_OK : glass_tree_damaged(cursor->tree, error);
}

/* The same from the item at hand on, which is not behind the key; near ones are found soon. */
static fund_status search_ahead(struct glass_cursor *cursor, uint32_t level, struct slice key,
                                struct fund_error *error)
{
    bool is_sound = true;
    uint32_t low = cursor->places[level].item, high = cursor->places[level].count;
    for (uint32_t step = 1; step < high - low; step *= 2) {
        if (is_behind(cursor->places[level].block, level, low + step, key, &is_sound)) {
            high = low + step;
            break;
        }
        low += step;
    }
    return is_sound ? search(cursor, level, low, high, key, error)
                    : glass_tree_damaged(cursor->tree, error);
}

/* From the item of a branch down to the leaf, and in it. */
static fund_status search_below(struct glass_cursor *cursor, uint32_t level, struct slice key,
                                struct block_item *item, struct fund_error *error)
{
    fund_status status = FUND_OK;
    bool is_sound = true;
    for (; status == FUND_OK && level > 1; level--) {
        status = descend(cursor, level, error);
        if (status == FUND_OK)
            status = search(cursor, level - 1, 0, cursor->places[level - 1].count, key, error);
    }
    if (status == FUND_OK && level == 1)
        status = descend(cursor, level, error);
    if (status != FUND_OK)
        return status;
    if (cursor->places[0].count == 0 || is_behind(cursor->places[0].block, 0, 0, key, &is_sound))
        return is_sound ? glass_cursor_previous(cursor, item, error)
                        : glass_tree_damaged(cursor->tree, error);
    status = search(cursor, 0, 0, cursor->places[0].count, key, error);
    return status == FUND_OK ? item_at_hand(cursor, item, error) : status;
}

fund_status glass_cursor_find(struct glass_cursor *cursor, const struct glass_tree *tree,
                              struct slice key, struct block_item *item, struct fund_error *error)
{
    cursor->tree = tree;
    cursor->places[0].block = NULL;
    if (tree->is_empty) {
        cursor->places[tree->level].block = NULL;
        cursor->places[0].item = UINT32_MAX;
        cursor->places[0].count = 0;
        return item_at_hand(cursor, item, error);
    }
    fund_status status = enter(cursor, tree->level, tree->root, error);
    if (status == FUND_OK && tree->level > 0)
        status = search(cursor, tree->level, 0, cursor->places[tree->level].count, key, error);
    return status == FUND_OK ? search_below(cursor, tree->level, key, item, error) : status;
}

fund_status glass_cursor_find_ahead(struct glass_cursor *cursor, struct slice key,
                                    struct block_item *item, struct fund_error *error)
{
    const struct glass_tree *tree = cursor->tree;
    bool is_sound = true;
    uint32_t level = 0;
    if (tree->is_empty)
        return item_at_hand(cursor, item, error);
    if (cursor->places[0].item >= cursor->places[0].count)
        return glass_cursor_find(cursor, tree, key, item, error);
    /* Up to where a later item is behind the key. */
    for (; is_sound && level < tree->level; level++) {
        uint32_t last = cursor->places[level].count - 1;
        if (last > cursor->places[level].item &&
            is_behind(cursor->places[level].block, level, last, key, &is_sound))
            break;
        if (is_written_over(tree, cursor->places[level].block))
            return glass_tree_overtaken(tree, error);
    }
    fund_status status =
        is_sound ? search_ahead(cursor, level, key, error) : glass_tree_damaged(tree, error);
    if (status != FUND_OK)
        return status;
    return level == 0 ? item_at_hand(cursor, item, error)
                      : search_below(cursor, level, key, item, error);
}

/* ---- stepping ------------------------------------------------------------------------------- */

fund_status glass_cursor_next(struct glass_cursor *cursor, struct block_item *item,
                              struct fund_error *error)
{
    const struct glass_tree *tree = cursor->tree;
    uint32_t level = 0;
    fund_status status = FUND_OK;
    while (level <= tree->level && cursor->places[level].item + 1 >= cursor->places[level].count) {
        if (!tree->is_empty && is_written_over(tree, cursor->places[level].block))
            return glass_tree_overtaken(tree, error);
        level++;
    }
    if (level > tree->level) {
        cursor->places[0].item = cursor->places[0].count; /* the end */
        return item_at_hand(cursor, item, error);
    }
    cursor->places[level].item++;
    for (; status == FUND_OK && level > 0; level--)
        status = descend(cursor, level, error);
    return status == FUND_OK ? item_at_hand(cursor, item, error) : status;
}

fund_status glass_cursor_previous(struct glass_cursor *cursor, struct block_item *item,
                                  struct fund_error *error)
{
    const struct glass_tree *tree = cursor->tree;
    uint32_t level = 0;
    fund_status status = FUND_OK;
    while (level <= tree->level && cursor->places[level].item == 0) {
        if (is_written_over(tree, cursor->places[level].block))
            return glass_tree_overtaken(tree, error);
        level++;
    }
    if (level > tree->level || tree->is_empty) {
        cursor->places[0].item = UINT32_MAX; /* before the first one */
        return item_at_hand(cursor, item, error);
    }
    cursor->places[level].item--;
    for (; status == FUND_OK && level > 0; level--) {
        status = descend(cursor, level, error);
        if (status == FUND_OK)
            cursor->places[level - 1].item = cursor->places[level - 1].count - 1;
    }
    return status == FUND_OK ? item_at_hand(cursor, item, error) : status;
}

/* ---- tags ----------------------------------------------------------------------------------- */

/* Appends all pieces. */
static fund_status join(struct glass_cursor *cursor, const struct block_item *first,
                        struct buffer *out, struct fund_error *error)
{
    struct block_item item = *first;
    char key[UINT8_MAX];
    size_t key_size = first->key.size;
    memcpy(key, first->key.data, key_size);
    if (!item.is_first || key_size == 0)
        return glass_tree_damaged(cursor->tree, error);
    for (;;) {
        fund_status status = buffer_append(out, item.tag, error);
        if (status != FUND_OK || item.is_last)
            return status;
        status = glass_cursor_next(cursor, &item, error);
        if (status != FUND_OK)
            return status;
        if (item.is_first || item.is_compressed != first->is_compressed ||
            !slice_equal(item.key, slice_of(key, key_size)))
            return glass_tree_damaged(cursor->tree, error);
    }
}

fund_status glass_cursor_tag(struct glass_cursor *cursor, const struct block_item *item,
                             struct buffer *joined, struct slice *tag, struct fund_error *error)
{
    if (item->is_compressed)
        return glass_tree_damaged(cursor->tree, error);
    if (item->is_first && item->is_last) {
        *tag = item->tag;
        return FUND_OK;
    }
    buffer_clear(joined);
    fund_status status = join(cursor, item, joined, error);
    if (status == FUND_OK)
        *tag = buffer_slice(joined);
    return status;
}

static fund_status inflate(const struct glass_tree *tree, struct slice packed, struct buffer *out,
                           struct fund_error *error)
{
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    if (decompressor == NULL)
        return error_no_memory(error);
    fund_status status = FUND_OK;
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    size_t size = 0, most = packed.size * INFLATE_MAX + INFLATE_MAX;
    size_t room = packed.size * INFLATE_FIRST;
    while (status == FUND_OK && result == LIBDEFLATE_INSUFFICIENT_SPACE && room < most) {
        room = room * 2 < most ? room * 2 : most;
        status = buffer_reserve(out, room, error);
        if (status == FUND_OK)
            result = libdeflate_deflate_decompress(decompressor, packed.data, packed.size,
                                                   out->data + out->size, room, &size);
    }
    libdeflate_free_decompressor(decompressor);
    if (status != FUND_OK)
        return status;
    if (result != LIBDEFLATE_SUCCESS)
        return glass_tree_damaged(tree, error);
    out->size += size;
    out->data[out->size] = '\0';
    return FUND_OK;
}

fund_status glass_cursor_read(struct glass_cursor *cursor, const struct block_item *item,
                              struct buffer *out, struct fund_error *error)
{
    if (!item->is_compressed)
        return join(cursor, item, out, error);
    struct buffer packed = buffer_init(TAG_MAX);
    fund_status status = join(cursor, item, &packed, error);
    if (status == FUND_OK)
        status = inflate(cursor->tree, buffer_slice(&packed), out, error);
    buffer_finish(&packed);
    return status;
}
