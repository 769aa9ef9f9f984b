/*
 * care: checking and compacting an archive. The programs fundstelle-check and fundstelle-compact.
 */
#ifndef INDEXER_CARE_H
#define INDEXER_CARE_H

#include "core/base/error.h"

#include <stdbool.h>
#include <stdint.h>

/* Bytes of an archive's indexes on the disk. */
fund_status care_size(const char *archive, uint64_t *bytes, struct fund_error *error);

/*
 * Writes the archive into a new generation without gaps, and swaps it in. It is locked meanwhile;
 * readers go on. Statuses as those of archive_build_begin; FUND_NOT_FOUND where there is none.
 */
fund_status care_compact(const char *archive, struct fund_error *error);

/* Called for each thing that is wrong, with one line; the text may hold anything. */
typedef void (*care_problem)(void *context, const char *text);

/*
 * Looks at everything: stub, database files, metadata, each document. Damaged files can end the
 * process that looks at them, so that it is done in another one; `problem` is called in that one.
 * *problems counts them. FUND_NOT_FOUND, FUND_CORRUPT, FUND_UNSUPPORTED, FUND_IO where nothing can
 * be looked at.
 */
fund_status care_check(const char *archive, care_problem problem, void *context, uint64_t *problems,
                       struct fund_error *error);

#endif
