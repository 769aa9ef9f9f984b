/*
 * deletions: what an archive remembers of releases that are gone, so that those who follow it can
 * be told, and that what a user has deleted does not come back from an unchanged source.
 */
#ifndef INDEXER_DELETIONS_H
#define INDEXER_DELETIONS_H

#include "core/base/buffer.h"
#include "core/schema/schema.h"
#include "core/store/store.h"

struct deletions {
    struct store_writer *writer; /* borrowed */
    uint64_t count;              /* at most this many are in the archive */
    struct buffer key;
};

/* Counts those that are there. */
fund_status deletions_open(struct deletions *deletions, struct store_writer *writer,
                           struct store_reader *reader, struct fund_error *error);
void deletions_close(struct deletions *deletions);
/* Remembers one; beyond SCHEMA_DELETIONS_MAX the oldest are forgotten, see deletions_trim. */
fund_status deletions_add(struct deletions *deletions, struct slice id,
                          const struct schema_deletion *deletion, struct fund_error *error);
/* *is_there: the id was deleted, as far as the reader knows. */
fund_status deletions_find(struct deletions *deletions, struct store_reader *reader,
                           struct slice id, bool *is_there, struct schema_deletion *deletion,
                           struct fund_error *error);
/* The release is there again. */
fund_status deletions_remove(struct deletions *deletions, struct slice id,
                             struct fund_error *error);
/* Forgets the oldest where there are too many, but never what a user deleted;
 * SCHEMA_META_REVISION_FROM then says how far. To be called after a commit that the reader sees. */
fund_status deletions_trim(struct deletions *deletions, struct store_reader *reader,
                           struct fund_error *error);
/* Calls visit with each that the reader knows; the id is borrowed. */
fund_status deletions_visit(struct store_reader *reader,
                            fund_status (*visit)(void *context, struct slice id,
                                                 const struct schema_deletion *deletion,
                                                 struct fund_error *error),
                            void *context, struct fund_error *error);

#endif
