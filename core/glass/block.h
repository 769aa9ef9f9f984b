/*
 * What is read of a block of a table; table.c says where it stands. A writer may put another block
 * into its place meanwhile: each byte on which a later look depends is read once.
 */
#ifndef CORE_GLASS_BLOCK_H
#define CORE_GLASS_BLOCK_H

#include "core/base/slice.h"

#include <stdint.h>

#define BLOCK_SIZE          8192u
#define BLOCK_HEAD_SIZE     11u
#define BLOCK_OFFSET_SIZE   2u
#define BLOCK_ITEM_SIZE     2u /* of the size of a leaf's item */
#define BLOCK_KEY_SIZE      1u /* of the size of a key */
#define BLOCK_PIECE_SIZE    2u /* of the number of a piece */
#define BLOCK_NUMBER_SIZE   4u /* of the number of a block */

#define BLOCK_IS_COMPRESSED 0x80u
#define BLOCK_IS_LAST       0x40u
#define BLOCK_IS_FIRST      0x20u

struct block_item {
    struct slice key, tag; /* of the tag a piece */
    bool is_compressed, is_first, is_last;
};

static inline uint32_t block_get8(const unsigned char *at)
{
    return __atomic_load_n(at, __ATOMIC_RELAXED);
}

static inline uint32_t block_get16(const unsigned char *at)
{
    return block_get8(at) << 8 | block_get8(at + 1);
}

static inline uint32_t block_get32(const unsigned char *at)
{
    return block_get16(at) << 16 | block_get16(at + 2);
}

/* The revision in which the block was written, as it is after all that was read before. */
static inline uint32_t block_revision(const unsigned char *block)
{
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    uint32_t revision = block_get32(block);
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    return revision;
}

/* Whether it is a block of this level, and how many items it has. */
static inline bool block_items(const unsigned char *block, uint32_t level, uint32_t *count)
{
    uint32_t end = block_get16(block + 9);
    if (block_get8(block + 4) != level || end < BLOCK_HEAD_SIZE || end > BLOCK_SIZE ||
        (end - BLOCK_HEAD_SIZE) % BLOCK_OFFSET_SIZE != 0)
        return false;
    *count = (end - BLOCK_HEAD_SIZE) / BLOCK_OFFSET_SIZE;
    return true;
}

/* Where the i-th of the block's items stands in it, from 0; perhaps beyond it. */
static inline uint32_t block_item_at(const unsigned char *block, uint32_t i)
{
    return block_get16(block + BLOCK_HEAD_SIZE + i * BLOCK_OFFSET_SIZE);
}

/* The number of the block below that the i-th item of a branch names; false as below. */
static inline bool block_below(const unsigned char *block, uint32_t i, uint32_t *below)
{
    uint32_t at = block_item_at(block, i);
    if (at > BLOCK_SIZE - BLOCK_NUMBER_SIZE)
        return false;
    *below = block_get32(block + at);
    return true;
}

/* The key of the i-th item of a branch and the number of the piece that is meant; false as below. */
static inline bool block_branch_key(const unsigned char *block, uint32_t i, struct slice *key,
                                    uint32_t *piece)
{
    const uint32_t fixed = BLOCK_NUMBER_SIZE + BLOCK_KEY_SIZE;
    uint32_t at = block_item_at(block, i);
    if (at > BLOCK_SIZE - fixed)
        return false;
    uint32_t size = block_get8(block + at + BLOCK_NUMBER_SIZE);
    if (size + BLOCK_PIECE_SIZE > BLOCK_SIZE - at - fixed)
        return false;
    *key = slice_of((const char *)block + at + fixed, size);
    *piece = block_get16(block + at + fixed + size);
    return true;
}

/* The i-th item of a leaf; false where it does not lie inside the block. */
static inline bool block_item(const unsigned char *block, uint32_t i, struct block_item *item)
{
    uint32_t at = block_item_at(block, i);
    if (at > BLOCK_SIZE - BLOCK_ITEM_SIZE - BLOCK_KEY_SIZE)
        return false;
    uint32_t start = block_get16(block + at), flags = start >> 8;
    uint32_t size = (start & ~((BLOCK_IS_COMPRESSED | BLOCK_IS_LAST | BLOCK_IS_FIRST) << 8)) + 3;
    uint32_t key_size = block_get8(block + at + BLOCK_ITEM_SIZE);
    uint32_t head = BLOCK_ITEM_SIZE + BLOCK_KEY_SIZE + key_size +
                    ((flags & BLOCK_IS_FIRST) != 0 ? 0 : BLOCK_PIECE_SIZE);
    if (head > size || size > BLOCK_SIZE - at)
        return false;
    const char *bytes = (const char *)block + at;
    item->key = slice_of(bytes + BLOCK_ITEM_SIZE + BLOCK_KEY_SIZE, key_size);
    item->tag = slice_of(bytes + head, size - head);
    item->is_compressed = (flags & BLOCK_IS_COMPRESSED) != 0;
    item->is_first = (flags & BLOCK_IS_FIRST) != 0;
    item->is_last = (flags & BLOCK_IS_LAST) != 0;
    return true;
}

#endif
