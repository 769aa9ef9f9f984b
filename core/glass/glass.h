/*
 * glass: a whole database of Xapian's format "glass", written in one pass.
 *
 * Xapian's own writer looks every term's list up in its B-tree with each flush and inserts there,
 * since a database may have anything in it already. Whoever makes a new one needs none of this: here
 * lists grow in memory and the files are written from front to back, once, as a compaction would
 * leave them. Xapian 1.4 reads, changes, compacts and checks the result as its own.
 *
 * Nothing is a database before glass_builder_finish; its files are not forced to the disk, which
 * glass_join does.
 */
#ifndef CORE_GLASS_GLASS_H
#define CORE_GLASS_GLASS_H

#include "core/glass/document.h"

#ifdef __cplusplus
extern "C" {
#endif

struct glass_builder; /* one thread at a time */

/* Makes the folder, which must not exist: FUND_IO. The first document has the number first, from 1,
 * which must not be larger than 2^32 - 2: FUND_INVALID_ARGUMENT. */
fund_status glass_builder_create(const char *path, uint32_t first, struct glass_builder **builder,
                                 struct fund_error *error);
/* What was not finished stays in the folder as files that are no database. NULL allowed. */
void glass_builder_destroy(struct glass_builder *builder);

/*
 * Adds a document with its data, and gives its number, one more than the last. FUND_LIMIT
 * beyond 2^32 - 2 documents or 4 GiB of postings; FUND_UNSUPPORTED for slots of 64 or more; FUND_IO,
 * FUND_NO_MEMORY. After a failure only glass_builder_destroy may follow.
 */
fund_status glass_builder_add(struct glass_builder *builder, const struct glass_document *document,
                              struct slice data, uint32_t *number, struct fund_error *error);
/* Adds a piece of metadata; keys must come in rising order: FUND_INVALID_ARGUMENT. */
fund_status glass_builder_add_metadata(struct glass_builder *builder, struct slice key,
                                       struct slice value, struct fund_error *error);
/* Bytes of memory in use, which grow with each document. */
size_t glass_builder_memory(const struct glass_builder *builder);
/* Writes everything; only glass_builder_destroy may follow. */
fund_status glass_builder_finish(struct glass_builder *builder, struct fund_error *error);

struct glass_metadata {
    struct slice key, value;
};

/*
 * Makes one database, on the disk and without gaps, of several, whose documents have rising numbers
 * from one to the next and keep them: FUND_INVALID_ARGUMENT. Who has written them does not matter,
 * but nobody may do so meanwhile. Its metadata is this one, with keys in rising order; that of the
 * parts is left out, and so are spellings and synonyms. FUND_CORRUPT where a part is damaged,
 * FUND_VERSION where it has another format, FUND_UNSUPPORTED where its blocks are not of 8 KiB;
 * FUND_IO, also where the destination is there already; FUND_NO_MEMORY. threads: more than 1 lets
 * others help this one.
 */
fund_status glass_join(const char *const *folders, size_t count,
                       const struct glass_metadata *metadata, size_t metadata_count,
                       const char *destination, size_t threads, struct fund_error *error);

#ifdef __cplusplus
}
#endif

#endif
