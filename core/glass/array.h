/*
 * Arrays that grow by doubling.
 */
#ifndef CORE_GLASS_ARRAY_H
#define CORE_GLASS_ARRAY_H

#include "core/base/error.h"

#include <stdint.h>
#include <stdlib.h>

/* Makes room for one item more than count, of size bytes; first is the least capacity. FUND_LIMIT
 * beyond 2^31 items, FUND_NO_MEMORY; the array then is as it was. */
static inline fund_status array_grow(void **items, uint32_t *capacity, uint32_t count, size_t size,
                                     uint32_t first, struct fund_error *error)
{
    if (count < *capacity)
        return FUND_OK;
    if (*capacity > UINT32_MAX / 2)
        return error_set(error, FUND_LIMIT, "too many terms or postings for one database");
    uint32_t larger = *capacity == 0 ? first : *capacity * 2;
    void *grown = realloc(*items, larger * size);
    if (grown == NULL)
        return error_no_memory(error);
    *items = grown;
    *capacity = larger;
    return FUND_OK;
}

#endif
