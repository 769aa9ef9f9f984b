/*
 * rebuild: a whole archive made anew by several processes.
 *
 *   1. All files are listed, and dealt to the workers one by one, large ones with a release a line
 *      in ranges. Each reads its files' releases into a spool of its own, and tells the leader id,
 *      date and state of each.
 *   2. The leader settles which release of each id stays, and sorts them by date.
 *   3. Runs of releases that follow one another are dealt to the workers, who find names and terms
 *      and write a database of each.
 *   4. These are merged into the next generation of the archive, which is swapped in.
 *
 * Whatever is interrupted before the last step leaves the archive as it was. Where a worker dies,
 * its work is given to another; a file or release at which two have died is left out and reported.
 */
#ifndef INDEXER_REBUILD_H
#define INDEXER_REBUILD_H

#include "indexer/files.h"

/* As run_index; *release_count is set where the archive has been replaced. files have been listed. */
fund_status rebuild_run(const struct options *options, struct files *files,
                        const volatile sig_atomic_t *stop, struct report *report,
                        uint32_t *release_count, struct fund_error *error);

#endif
