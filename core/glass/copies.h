/*
 * copies: the blocks that a reader comes to first, read into memory where they lie side by side.
 *
 * A block that is touched in the map of a large file costs a fault, and a page of addresses for its
 * surroundings, of which a program that asks but once needs nothing else. Read by a system call it
 * costs a fraction of that, on a virtual machine a tenth. Who goes on asking comes to so many blocks
 * that the map is cheaper: beyond the first ones no more are copied, and none is looked for.
 */
#ifndef CORE_GLASS_COPIES_H
#define CORE_GLASS_COPIES_H

#include "core/glass/cursor.h"

/* Blocks that are copied: as many as two large pages hold. */
#define COPIES_MAX 512u

struct glass_copies;

/* Without any memory for blocks yet; NULL without memory. */
struct glass_copies *copies_create(void);
void copies_destroy(struct glass_copies *copies); /* NULL allowed */

/*
 * A copy of a block as the tree's commit has it, which stays as it is; NULL where it is to be read
 * in the map. From any number of threads at once.
 */
const unsigned char *copies_get(struct glass_copies *copies, const struct glass_tree *tree,
                                uint32_t number);

/* Where in the file of its tree something stands that lies in a copy or in the map. */
size_t copies_offset(const struct glass_copies *copies, const struct glass_tree *tree,
                     const unsigned char *at);

#endif
