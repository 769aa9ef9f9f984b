/*
 * minima: the least value that each of a signature's hashes has had.
 */
#ifndef CORE_SCHEMA_MINIMA_H
#define CORE_SCHEMA_MINIMA_H

#include <stdint.h>

#define MINIMA_COUNT 256

/* Each hash is a permutation of 32 bits, x -> factor * x + offset with an odd factor. */
struct minima {
    uint32_t factors[MINIMA_COUNT], offsets[MINIMA_COUNT], least[MINIMA_COUNT];
};

/* Takes in the hashes of one more value. */
void minima_add(struct minima *minima, uint32_t value);
/* The same by the processor's oldest instructions: what minima_add does where it has no others. */
void minima_add_plain(struct minima *minima, uint32_t value);

#endif
