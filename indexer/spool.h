/*
 * spool: a file of releases that were read and wait to be written, in the order in which they were
 * read. It is removed with its run.
 */
#ifndef INDEXER_SPOOL_H
#define INDEXER_SPOOL_H

#include "indexer/formats/format.h"
#include "indexer/state.h"
#include "indexer/wire.h"

/* Where in it a release is. */
struct spool_place {
    uint64_t offset;
    uint32_t size;
};

struct spool_entry {
    struct release *release; /* without names */
    struct state state;
    struct format_notes notes;
    struct slice path; /* to tell the user */
};

/* Opens or makes the file; what is in it stays. */
fund_status spool_open(const char *path, int *file, struct fund_error *error);

/* Releases at the end of a file, many of which are written at a time. */
struct spool_writer {
    int file;           /* borrowed */
    uint64_t end;       /* of the file, while some are held */
    struct buffer held; /* not yet in it */
};

struct spool_writer spool_writer_init(int file);
/* What is held then is lost. */
void spool_writer_finish(struct spool_writer *writer);
/* Adds a release; nobody else may write to the file before spool_flush. */
fund_status spool_append(struct spool_writer *writer, const struct spool_entry *entry,
                         struct wire_out *scratch, struct spool_place *place,
                         struct fund_error *error);
/* Only then can what was added be read. */
fund_status spool_flush(struct spool_writer *writer, struct fund_error *error);

/*
 * Reads a release; entry->release must be empty and is the caller's to finish, the path is borrowed
 * from scratch. FUND_CORRUPT, FUND_IO.
 */
fund_status spool_read(int file, struct spool_place place, struct wire_in *scratch,
                       struct spool_entry *entry, struct fund_error *error);

#endif
