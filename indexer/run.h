/*
 * run: one run of the indexer over one archive, file by file.
 */
#ifndef INDEXER_RUN_H
#define INDEXER_RUN_H

#include "indexer/options.h"
#include "indexer/report.h"

#include <signal.h>

/*
 * Indexes all files below options->paths. A file or release that cannot be read or indexed is
 * reported and passed over; any other failure ends the run, and what was not yet committed is lost.
 * Once *stop is set the run ends after the release at hand, with FUND_OK.
 * *release_count is the number of releases that the archive then holds.
 */
fund_status run_index(const struct options *options, const volatile sig_atomic_t *stop,
                      struct report *report, uint32_t *release_count, struct fund_error *error);

/* Removes the releases with these ids, which stand as options->paths; unknown ones are reported.
 * FUND_NOT_FOUND where there is no archive. */
fund_status run_delete(const struct options *options, struct report *report,
                       uint32_t *release_count, struct fund_error *error);

#endif
