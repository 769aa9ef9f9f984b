/*
 * See copies.h.
 *
 * A table with open addresses says which copy a block of a file has. Nothing is ever taken out of
 * it; threads that come to a block at once may copy it twice.
 */
#include "core/glass/copies.h"

#include "core/glass/block.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define SLOTS      (2u * COPIES_MAX) /* a power of two */
#define LARGE_PAGE ((size_t)2 << 20)
#define ROOM_SIZE  ((size_t)COPIES_MAX * BLOCK_SIZE)

struct glass_copies {
    _Atomic(unsigned char *) room;  /* NULL: not allocated */
    _Atomic(uint32_t) taken;        /* places in it, of which some may be beyond its end */
    _Atomic(uint64_t) slots[SLOTS]; /* name of a block, then 1 + its place; 0: free */
    uint64_t names[COPIES_MAX];     /* of the blocks in the room */
};

struct glass_copies *copies_create(void)
{
    return calloc(1, sizeof(struct glass_copies));
}

void copies_destroy(struct glass_copies *copies)
{
    if (copies == NULL)
        return;
    free(atomic_load(&copies->room));
    free(copies);
}

/* ---- names ---------------------------------------------------------------------------------- */

#define PLACE_BITS 16

_Static_assert(COPIES_MAX < (1u << PLACE_BITS), "1 + a place");

/* Different for each block of each file of a reader: files are open at the same time. */
static uint64_t name_of(const struct glass_tree *tree, uint32_t number)
{
    return (uint64_t)tree->file << 32 | number;
}

static bool can_be_named(const struct glass_tree *tree)
{
    return tree->file >= 0 && tree->file < (1 << 16);
}

/* Fibonacci hashing: Knuth, The Art of Computer Programming 3, 6.4. */
static uint32_t first_slot(uint64_t name)
{
    return (uint32_t)((name * UINT64_C(0x9e3779b97f4a7c15)) >> 32) % SLOTS;
}

/* ---- copying -------------------------------------------------------------------------------- */

static unsigned char *take_room(struct glass_copies *copies)
{
    unsigned char *none = NULL, *room = atomic_load_explicit(&copies->room, memory_order_acquire);
    if (room != NULL)
        return room;
    room = aligned_alloc(LARGE_PAGE, ROOM_SIZE);
    if (room != NULL)
        (void)madvise(room, ROOM_SIZE, MADV_HUGEPAGE); /* a wish */
    /* another thread may have been faster */
    if (room != NULL && !atomic_compare_exchange_strong(&copies->room, &none, room)) {
        free(room);
        room = none;
    }
    return room;
}

/* The revision is read again behind the whole block: a writer may come meanwhile. */
static bool read_block(const struct glass_tree *tree, uint32_t number, unsigned char *block)
{
    unsigned char revision[4];
    off_t at = (off_t)number * BLOCK_SIZE;
    return pread(tree->file, block, BLOCK_SIZE, at) == (ssize_t)BLOCK_SIZE &&
           pread(tree->file, revision, sizeof(revision), at) == (ssize_t)sizeof(revision) &&
           block_revision(revision) <= tree->revision && block_revision(block) <= tree->revision;
}

static const unsigned char *copy(struct glass_copies *copies, const struct glass_tree *tree,
                                 uint32_t number, uint32_t slot)
{
    unsigned char *room = take_room(copies);
    uint32_t place = atomic_fetch_add_explicit(&copies->taken, 1, memory_order_relaxed);
    if (room == NULL || place >= COPIES_MAX)
        return NULL;
    unsigned char *block = room + (size_t)place * BLOCK_SIZE;
    if (!read_block(tree, number, block))
        return NULL;
    uint64_t name = name_of(tree, number), none = 0;
    copies->names[place] = name;
    for (; !atomic_compare_exchange_strong(&copies->slots[slot], &none,
                                           name << PLACE_BITS | (place + 1));
         none = 0)
        slot = (slot + 1) % SLOTS;
    return block;
}

const unsigned char *copies_get(struct glass_copies *copies, const struct glass_tree *tree,
                                uint32_t number)
{
    if (copies == NULL || !can_be_named(tree) ||
        atomic_load_explicit(&copies->taken, memory_order_relaxed) >= COPIES_MAX)
        return NULL;
    uint64_t name = name_of(tree, number), found;
    uint32_t slot = first_slot(name);
    while ((found = atomic_load_explicit(&copies->slots[slot], memory_order_acquire)) != 0) {
        if (found >> PLACE_BITS == name)
            return atomic_load(&copies->room) +
                   (size_t)((found & ((1u << PLACE_BITS) - 1)) - 1) * BLOCK_SIZE;
        slot = (slot + 1) % SLOTS;
    }
    return copy(copies, tree, number, slot);
}

size_t copies_offset(const struct glass_copies *copies, const struct glass_tree *tree,
                     const unsigned char *at)
{
    const unsigned char *room = copies != NULL ? atomic_load(&copies->room) : NULL;
    if (room == NULL || at < room || at >= room + ROOM_SIZE)
        return (size_t)(at - tree->map);
    size_t in_room = (size_t)(at - room);
    uint32_t number = (uint32_t)copies->names[in_room / BLOCK_SIZE];
    return (size_t)number * BLOCK_SIZE + in_room % BLOCK_SIZE;
}
