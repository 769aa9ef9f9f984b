/*
 * table_writer: a thread that writes blocks of a table to its file while the next are being filled.
 */
#ifndef CORE_GLASS_TABLE_WRITER_H
#define CORE_GLASS_TABLE_WRITER_H

#include "core/base/error.h"

#include <stdint.h>

struct table_writer;

/* file and path are borrowed. FUND_NO_MEMORY, also where no thread can be had. */
fund_status table_writer_start(int file, const char *path, struct table_writer **writer,
                               struct fund_error *error);
/*
 * Has these bytes, of a buffer that it takes for it, written to this place of the file, and gives
 * back another buffer of the same size, or NULL where it has none yet. The status is that of what
 * was written before: FUND_IO.
 */
fund_status table_writer_put(struct table_writer *writer, unsigned char **bytes, size_t size,
                             uint64_t offset, struct fund_error *error);
/* Until all is written. FUND_IO. */
fund_status table_writer_wait(struct table_writer *writer, struct fund_error *error);
/* Ends the thread after what it has at hand; NULL is allowed. */
void table_writer_stop(struct table_writer *writer);

/* Writes all of the bytes. FUND_IO, which names the path. */
fund_status table_write_bytes(int file, const char *path, const unsigned char *bytes, size_t size,
                              uint64_t offset, struct fund_error *error);

#endif
