/*
 * build: another generation of an archive, made beside the one in use and swapped in by the
 * renaming of the stub. What lies in the folder meanwhile:
 *
 *   DIR/generation-N                  in use, named by the stub
 *   DIR/generation-<N+1>-part-K       databases of which the next generation is made
 *   DIR/generation-<N+1>-spool-K      files with releases, see indexer/spool.h
 *   DIR/generation-<N+1>              the next generation
 *
 * All but the first are leftovers wherever the work is interrupted; the next writer removes them.
 */
#ifndef CORE_ARCHIVE_BUILD_H
#define CORE_ARCHIVE_BUILD_H

#include "core/archive/archive.h"

#define ARCHIVE_BUILD_PATH_SIZE (ARCHIVE_PATH_MAX + 64)

struct archive_build {
    const char *folder; /* borrowed */
    int lock_file;
    uint32_t old_number; /* of the generation in use; 0 where there is none yet */
};

enum archive_build_piece { ARCHIVE_BUILD_PART, ARCHIVE_BUILD_SPOOL, ARCHIVE_BUILD_WHOLE };

/*
 * Locks the archive, which is made where there is none, and clears away leftovers; an archive of
 * any version will do. Statuses as those of archive_open_writer, FUND_UNSUPPORTED for one that is
 * spread. folder must outlive the build.
 */
fund_status archive_build_begin(const char *folder, struct archive_build *build,
                                struct fund_error *error);
/* Removes what is unfinished and gives the lock back. */
void archive_build_close(struct archive_build *build);

void archive_build_path(const struct archive_build *build, enum archive_build_piece piece,
                        uint32_t number, char path[static ARCHIVE_BUILD_PATH_SIZE]);

/* Removes a part that was begun. FUND_IO. */
fund_status archive_build_drop(const struct archive_build *build, uint32_t part,
                               struct fund_error *error);

/*
 * Makes the next generation of a database, without gaps in its files, and swaps it in: it has all that was
 * committed, on the disk. The old generation's files are removed; who has them open goes on reading
 * them, since the system keeps them until the last one has closed them.
 */
fund_status archive_build_compact(struct archive_build *build, const char *source,
                                  struct fund_error *error);
/* The same of parts, by store_join in so many threads. */
fund_status archive_build_join(struct archive_build *build, const char *metadata,
                               const char *const *parts, size_t count, size_t threads,
                               struct fund_error *error);

#endif
