/*
 * write: weights as the file that model.h reads.
 */
#ifndef INDEXER_NAMES_TRAINER_WRITE_H
#define INDEXER_NAMES_TRAINER_WRITE_H

#include "indexer/names/trainer/crf.h"

#include "core/base/buffer.h"

/* Keeps the rows_max rows with the largest weights. FUND_NO_MEMORY. */
fund_status write_model(const struct crf_weights *weights, size_t rows_max, struct buffer *out,
                        struct fund_error *error);

#endif
