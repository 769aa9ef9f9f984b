/*
 * Memory that is freed all at once: one release, one query, one page of results.
 */
#ifndef CORE_BASE_ARENA_H
#define CORE_BASE_ARENA_H

#include "core/base/slice.h"

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    size_t total, limit;        /* bytes handed out, and how many may be */
};

static inline struct arena arena_init(size_t limit)
{
    return (struct arena){NULL, 0, limit};
}

/* Frees everything that the arena handed out; usable again afterwards. */
void arena_finish(struct arena *arena);

/* Takes back everything that the arena handed out, and keeps some of the memory for what comes
 * next: for work that is repeated. arena_finish still has to come. */
void arena_reset(struct arena *arena);

/* Zeroed memory aligned for any object, or NULL past the limit or without memory. */
void *arena_allocate(struct arena *arena, size_t size);
/* Like calloc: NULL where count * size overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);
/* A copy followed by a NUL; .data is NULL on failure, never for an empty slice. */
struct slice arena_copy(struct arena *arena, struct slice bytes);
/*
 * Grows a list held in the arena by doubling: *items has *capacity slots of size bytes of which
 * count are used. True when at least one more is free afterwards; on false nothing changed.
 */
bool arena_grow(struct arena *arena, void **items, size_t count, size_t *capacity, size_t size);

#endif
