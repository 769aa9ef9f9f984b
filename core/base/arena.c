/*
 * Blocks of rising size; freed together.
 */
#include "core/base/arena.h"

#include <stdint.h>
#include <stdlib.h>

#define BLOCK_SIZE_MIN (4u * 1024)
#define BLOCK_SIZE_MAX (1024u * 1024)
#define FIRST_CAPACITY 4

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    max_align_t bytes[];
};

void arena_finish(struct arena *arena)
{
    struct arena_block *block = arena->blocks;
    while (block != NULL) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
    *arena = arena_init(arena->limit);
}

/* The newest block is the largest, or as large as blocks become. */
void arena_reset(struct arena *arena)
{
    struct arena_block *newest = arena->blocks;
    if (newest == NULL || newest->size > BLOCK_SIZE_MAX) {
        arena_finish(arena);
        return;
    }
    arena->blocks = newest->next;
    arena_finish(arena);
    newest->next = NULL;
    newest->used = 0;
    arena->blocks = newest;
}

static struct arena_block *add_block(struct arena *arena, size_t size)
{
    size_t block_size = arena->blocks != NULL ? arena->blocks->size * 2 : BLOCK_SIZE_MIN;
    if (block_size > BLOCK_SIZE_MAX)
        block_size = BLOCK_SIZE_MAX;
    if (block_size < size)
        block_size = size;
    struct arena_block *block = malloc(sizeof(*block) + block_size);
    if (block == NULL)
        return NULL;
    block->next = arena->blocks;
    block->used = 0;
    block->size = block_size;
    arena->blocks = block;
    return block;
}

void *arena_allocate(struct arena *arena, size_t size)
{
    const size_t align = sizeof(max_align_t);
    if (size > arena->limit - arena->total || size > SIZE_MAX - align - sizeof(struct arena_block))
        return NULL;
    size_t rounded = (size + align - 1) / align * align;
    if (rounded == 0)
        rounded = align;
    struct arena_block *block = arena->blocks;
    if (block == NULL || block->size - block->used < rounded)
        block = add_block(arena, rounded);
    if (block == NULL)
        return NULL;
    char *memory = (char *)block->bytes + block->used;
    block->used += rounded;
    arena->total += size;
    memset(memory, 0, rounded);
    return memory;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return arena_allocate(arena, count * size);
}

struct slice arena_copy(struct arena *arena, struct slice bytes)
{
    if (bytes.size == SIZE_MAX)
        return slice_of(NULL, 0);
    char *copy = arena_allocate(arena, bytes.size + 1);
    if (copy == NULL)
        return slice_of(NULL, 0);
    if (bytes.size > 0)
        memcpy(copy, bytes.data, bytes.size);
    return slice_of(copy, bytes.size);
}

bool arena_grow(struct arena *arena, void **items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return true;
    if (*capacity > SIZE_MAX / 2)
        return false;
    size_t larger = *capacity == 0 ? FIRST_CAPACITY : *capacity * 2;
    void *memory = arena_array(arena, larger, size);
    if (memory == NULL)
        return false;
    if (count > 0)
        memcpy(memory, *items, count * size);
    *items = memory;
    *capacity = larger;
    return true;
}
