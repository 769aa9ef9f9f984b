/*
 * sort: strings into byte order, by radix sort of their first eight bytes and by comparing those
 * that have the same.
 */
#ifndef CORE_GLASS_SORT_H
#define CORE_GLASS_SORT_H

#include <stdint.h>

struct sort_item {
    uint64_t key;      /* of sort_key */
    uint32_t at, size; /* where the string stands */
    uint32_t number;   /* the caller's */
};

/* The first eight bytes, so that numbers compare as the bytes do; NULs stand in for what a shorter
 * string does not have. */
uint64_t sort_key(const char *bytes, uint32_t size);

/* Sorts the items, whose offsets count from bytes. spare has room for as many. */
void sort_strings(struct sort_item *items, struct sort_item *spare, uint32_t count,
                  const char *bytes);

#endif
