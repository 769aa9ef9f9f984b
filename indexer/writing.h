/*
 * writing: an archive that takes releases. It knows what the archive has of each and what it has
 * taken itself, and so whether one is new, changed or known; it does not know where they come from.
 */
#ifndef INDEXER_WRITING_H
#define INDEXER_WRITING_H

#include "core/store/store.h"
#include "indexer/report.h"
#include "indexer/known.h"
#include "indexer/source.h"
#include "indexer/state.h"

struct writing;

/*
 * Locks the archive, which is made where there is none. leaves_names: it is to have no names;
 * FUND_INVALID_ARGUMENT where it has some. One without stays so. The report counts what becomes of
 * releases; it must outlive the writing.
 */
fund_status writing_open(const char *archive, bool leaves_names, struct report *report,
                         struct writing **writing, struct fund_error *error);
/* What was not committed is lost. */
void writing_close(struct writing *writing);
/* Writes what was taken to the disk; also done each 2,000 releases. */
fund_status writing_commit(struct writing *writing, struct fund_error *error);
/* Releases in the archive as of the last commit. */
fund_status writing_count(struct writing *writing, uint32_t *releases, struct fund_error *error);

struct writing_outcome {
    bool is_settled; /* false: it was skipped, which the report told */
    bool is_written; /* new or updated */
};

/*
 * Writes a release that is new or another than the archive has, removes one that its maker took
 * back, and counts it. file_state: size, time and options of the file that it is from. Only what
 * concerns more than this release is returned as a failure.
 */
fund_status writing_take(struct writing *writing, struct source_release *found,
                         const struct state *file_state, struct writing_outcome *outcome,
                         struct fund_error *error);

fund_status writing_look_at(struct writing *writing, const struct scan_file *file,
                            const struct state *state, struct known_file *found,
                            struct fund_error *error);
/*
 * The file has been read, with known->release_count releases, and need not be read again until it
 * changes. is_needed is false where its only release, with an id from the path, was just written
 * and holds the file's state; a record of before then goes.
 */
fund_status writing_file_done(struct writing *writing, const struct scan_file *file,
                              const struct state *state, const struct known_file *known,
                              bool is_needed, struct fund_error *error);

/* Writes such a record into any database. */
fund_status writing_put_record(struct store_writer *store, const struct scan_file *file,
                               const struct state *state, uint64_t release_count,
                               struct fund_error *error);

/* ---- removing ------------------------------------------------------------------------------- */

/*
 * Removes the releases that came from files below these folders and are there no more. Only what
 * the run has not met is looked at, so that it comes after the files.
 */
fund_status writing_prune(struct writing *writing, char *const *paths, size_t count,
                          struct fund_error *error);
/*
 * Removes a release. It does not come back from its source until that is another. *was_there is
 * false where the archive has none of this id.
 */
fund_status writing_delete(struct writing *writing, struct slice id, bool *was_there,
                           struct fund_error *error);

#endif
