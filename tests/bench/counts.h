/*
 * The words of data/counts, most frequent first: "WORD tab COUNT" a line, packed by gzip.
 */
#ifndef TESTS_BENCH_COUNTS_H
#define TESTS_BENCH_COUNTS_H

#include "core/base/buffer.h"

/* Appends the unpacked file. */
fund_status counts_read(const char *path, struct buffer *out, struct fund_error *error);
/* Takes the next line off the front of what counts_read gave; false at its end. */
bool counts_next(struct slice *rest, struct slice *word, uint64_t *count);

#endif
