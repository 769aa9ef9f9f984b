/*
 * check_positions: whether the positions of a document are those of its terms.
 */
#ifndef INDEXER_CHECK_POSITIONS_H
#define INDEXER_CHECK_POSITIONS_H

#include "core/store/store.h"

/* Compares the values of positions, of words and of names, with the terms. *is_same is false for
 * a damaged value, too. FUND_NO_MEMORY, and what reading gives. */
fund_status check_positions(struct store_reader *reader, store_docid docid, bool *is_same,
                            struct fund_error *error);

#endif
