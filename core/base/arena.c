/*
 * Blocks of rising size; freed together.
 */
#include "core/base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#define BLOCK_SIZE_MIN (4u * 1024)
#define BLOCK_SIZE_MAX (1024u * 1024)
#define FIRST_CAPACITY 4
/* From so many bytes on an arena is made of pages of 2 MiB, where the system has such: a list of
 * all names of 100,000 releases then takes a third less time, which went into faults of single
 * pages. */
#define HUGE_FROM (4u * 1024 * 1024)
#define HUGE_PAGE (2u * 1024 * 1024)

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
    if (newest == NULL || newest->size > HUGE_PAGE) {
        arena_finish(arena);
        return;
    }
    arena->blocks = newest->next;
    arena_finish(arena);
    newest->next = NULL;
    newest->used = 0;
    arena->blocks = newest;
}

static struct arena_block *allocate_block(const struct arena *arena, size_t *size)
{
    bool is_huge = arena->total >= HUGE_FROM || *size >= HUGE_FROM;
    if (!is_huge || *size > SIZE_MAX - HUGE_PAGE)
        return malloc(sizeof(struct arena_block) + *size);
    size_t whole = (sizeof(struct arena_block) + *size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    struct arena_block *block = aligned_alloc(HUGE_PAGE, whole);
    if (block != NULL) {
        (void)madvise(block, whole, MADV_HUGEPAGE); /* a wish */
        *size = whole - sizeof(struct arena_block);
    }
    return block;
}

static struct arena_block *add_block(struct arena *arena, size_t size)
{
    size_t block_size = arena->blocks != NULL ? arena->blocks->size * 2 : BLOCK_SIZE_MIN;
    if (block_size > BLOCK_SIZE_MAX)
        block_size = BLOCK_SIZE_MAX;
    if (block_size < size)
        block_size = size;
    struct arena_block *block = allocate_block(arena, &block_size);
    if (block == NULL)
        return NULL;
    block->next = arena->blocks;
    block->used = 0;
    block->size = block_size;
    arena->blocks = block;
    return block;
}

/* As arena_allocate, but only the bytes from `kept` on are zeroed. */
static void *allocate(struct arena *arena, size_t size, size_t kept)
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
    memset(memory + kept, 0, rounded - kept);
    return memory;
}

void *arena_allocate(struct arena *arena, size_t size)
{
    return allocate(arena, size, 0);
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
    char *copy = allocate(arena, bytes.size + 1, bytes.size);
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
    if (size != 0 && larger > SIZE_MAX / size)
        return false;
    void *memory = allocate(arena, larger * size, count * size);
    if (memory == NULL)
        return false;
    if (count > 0)
        memcpy(memory, *items, count * size);
    *items = memory;
    *capacity = larger;
    return true;
}
