/*
 * The lock of an archive's one writer: a file that is held by flock(2), so that it goes with its
 * process however that ends, and that holds the process number for those who find it taken.
 */
#ifndef CORE_ARCHIVE_LOCK_H
#define CORE_ARCHIVE_LOCK_H

#include "core/base/error.h"

#define LOCK_FILE "lock"

/* FUND_LOCKED names the holder. *file is to be given to lock_release. */
fund_status lock_take(const char *folder, int *file, struct fund_error *error);
void lock_release(int file); /* -1 is allowed */

#endif
