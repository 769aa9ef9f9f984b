/*
 * Whole files in and out.
 */
#ifndef CORE_BASE_FILE_H
#define CORE_BASE_FILE_H

#include "core/base/buffer.h"

/*
 * Appends the file's bytes to *out, whose limit bounds them. FUND_NOT_FOUND, FUND_IO (with the
 * system's reason), FUND_LIMIT, FUND_NO_MEMORY. Only regular files are read; opening a FIFO or a
 * device is FUND_IO rather than a wait.
 */
fund_status file_read(const char *path, struct buffer *out, struct fund_error *error);

/*
 * Replaces the file by these bytes in one step: written beside it, flushed to disk, renamed over
 * it. On failure the old file stands and nothing is left beside it.
 */
fund_status file_replace(const char *path, struct slice bytes, struct fund_error *error);

#endif
