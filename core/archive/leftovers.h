/*
 * What an interrupted creation or rebuild leaves in an archive's folder.
 */
#ifndef CORE_ARCHIVE_LEFTOVERS_H
#define CORE_ARCHIVE_LEFTOVERS_H

#include "core/base/error.h"

/* FUND_INVALID_ARGUMENT where a folder without a stub holds what no archive leaves. */
fund_status leftovers_check(const char *folder, struct fund_error *error);

/*
 * Removes the unfinished stubs and all generations that the stub does not name, with their parts,
 * from a folder whose lock is held. Files that no database has are never removed:
 * FUND_INVALID_ARGUMENT names their folder.
 */
fund_status leftovers_remove(const char *folder, struct fund_error *error);

/* The same for one generation or part of one, which need not be there. */
fund_status leftovers_remove_one(const char *folder, const char *name, struct fund_error *error);

#endif
