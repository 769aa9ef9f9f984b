/*
 * What an interrupted creation leaves in a folder that is no archive yet.
 */
#ifndef CORE_ARCHIVE_LEFTOVERS_H
#define CORE_ARCHIVE_LEFTOVERS_H

#include "core/base/error.h"

/* FUND_INVALID_ARGUMENT where a folder without a stub holds what no archive leaves. */
fund_status leftovers_check(const char *folder, struct fund_error *error);

/*
 * Removes the unfinished generations and stubs of a folder without a stub, whose lock is held.
 * Files that no database has are never removed: FUND_INVALID_ARGUMENT names their folder.
 */
fund_status leftovers_remove(const char *folder, struct fund_error *error);

#endif
