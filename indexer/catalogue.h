/*
 * catalogue: all releases that a rebuild has read, before they are written. It settles which of
 * those with one id stays, and in which order they are written.
 */
#ifndef INDEXER_CATALOGUE_H
#define INDEXER_CATALOGUE_H

#include "core/base/arena.h"
#include "core/base/dict.h"
#include "indexer/reading.h"

/* Releases of one run; each needs some 150 bytes of memory. */
#define CATALOGUE_MAX 100000000u

struct catalogue_release {
    struct spool_place place;
    uint64_t source_hash, content_hash;
    int64_t updated;
    int32_t published;
    uint32_t file;  /* which of the run's */
    uint32_t range; /* of the file, where it is read in several; else 0 */
    uint32_t order; /* within that */
    uint32_t id;
    /* Of the same without an identifier those before it in other ranges and its own; 0: its id
     * tells of all. */
    uint32_t before;
    uint16_t spool;
    bool is_deleted, has_path_id;
    bool is_out;     /* not to be written */
    bool is_version; /* it took the place of another */
    uint8_t deaths;  /* of workers that made it a document */
};

struct catalogue {
    struct arena arena;
    struct dict *ids;
    struct catalogue_release *items;
    size_t count, capacity;
    uint32_t next_order;
};

struct catalogue_counts {
    size_t repeated, removed;
};

fund_status catalogue_create(struct catalogue *catalogue, struct fund_error *error);
void catalogue_finish(struct catalogue *catalogue);
fund_status catalogue_add(struct catalogue *catalogue, uint32_t file, uint32_t range,
                          uint16_t spool, const struct reading_release *release,
                          struct fund_error *error);
/* Forgets what was read of the file's range. */
void catalogue_forget(struct catalogue *catalogue, uint32_t file, uint32_t range);
/* Gives a release of the list, by its place there, another id, since others are before it. */
fund_status catalogue_rename(struct catalogue *catalogue, size_t release, struct slice id,
                             uint64_t source_hash, uint32_t before, struct fund_error *error);

/*
 * Of the releases with one id the newest stays, by what their maker tells, else by the order of
 * files; a deletion takes back those before it. Two sources with one id are told to refuse, and
 * the first stays. Then only those that are to be written are in the list, newest first, those
 * without a date last.
 */
fund_status catalogue_settle(struct catalogue *catalogue, struct catalogue_counts *counts,
                             void (*refuse)(void *context, const struct catalogue_release *release),
                             void *context, struct fund_error *error);

#endif
