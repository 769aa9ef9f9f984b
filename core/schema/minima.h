/*
 * minima: the least value that each of a signature's hashes has had.
 */
#ifndef CORE_SCHEMA_MINIMA_H
#define CORE_SCHEMA_MINIMA_H

#include <stdint.h>

#define MINIMA_COUNT 256

/* Values that are taken in together. */
#define MINIMA_WAITING 8

/* Each hash is a permutation of 32 bits, x -> factor * x + offset with an odd factor. */
struct minima {
    uint32_t factors[MINIMA_COUNT], offsets[MINIMA_COUNT], least[MINIMA_COUNT];
    uint32_t waiting[MINIMA_WAITING];
    uint32_t waiting_count;
};

/* Takes in the hashes of one more value, at the latest by minima_finish. */
void minima_add(struct minima *minima, uint32_t value);
/* Takes in what waits: then the least values are right. More may be added. */
void minima_finish(struct minima *minima);
/* The hashes of one value by the processor's oldest instructions. */
void minima_add_plain(struct minima *minima, uint32_t value);

#endif
