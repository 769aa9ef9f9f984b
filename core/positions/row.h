/*
 * row: whether terms stand side by side, or near each other, in a text whose positions are one
 * value. It gives the answers of Xapian's OP_PHRASE and OP_NEAR.
 */
#ifndef CORE_POSITIONS_ROW_H
#define CORE_POSITIONS_ROW_H

#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Most terms of a row. */
#define ROW_TERMS_MAX 4096

enum row_order {
    ROW_SIDE_BY_SIDE, /* each term at the position behind the one before */
    ROW_ANY_ORDER     /* from the first to the last term at most window positions, both counted; no
                         two terms at one position */
};

struct row; /* is not changed by use: many threads may share it */

/*
 * The terms are not kept. A window smaller than count is count; side by side none is needed.
 * FUND_LIMIT beyond ROW_TERMS_MAX, FUND_NO_MEMORY.
 */
fund_status row_create(const struct slice *terms, size_t count, enum row_order order,
                       uint32_t window, struct row **row, struct fund_error *error);
void row_destroy(struct row *row); /* NULL allowed */

struct row_match; /* memory of the one who asks; one thread at a time */

/* Borrows the row. */
fund_status row_match_create(const struct row *row, struct row_match **match,
                             struct fund_error *error);
void row_match_destroy(struct row_match *match); /* NULL allowed */
/*
 * Whether the text has the row. value: as positions_encode made it, of a text that has all of the
 * terms; for another text the answer means nothing. FUND_CORRUPT: a damaged value; FUND_NO_MEMORY.
 */
fund_status row_find(struct row_match *match, struct slice value, bool *is_match,
                     struct fund_error *error);

#ifdef __cplusplus
}
#endif

#endif
