/*
 * distinct: whether terms that stand near each other do so at as many positions.
 */
#ifndef CORE_POSITIONS_DISTINCT_H
#define CORE_POSITIONS_DISTINCT_H

#include "core/base/error.h"

#include <stdbool.h>
#include <stdint.h>

/* A term of a row at a position. */
struct row_met {
    uint32_t term, position;
};

/* Terms that give way to each other, one after the other, to make room for one. */
#define DISTINCT_DEPTH_MAX 64

/*
 * Whether each of the terms can have so many of its positions as multiples tells, and none that
 * another has. met: in the order of positions. FUND_NO_MEMORY.
 */
fund_status distinct_exists(const struct row_met *met, size_t met_count, const uint32_t *multiples,
                            size_t term_count, bool *exists, struct fund_error *error);

#endif
