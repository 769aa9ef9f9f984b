/*
 * reader_trees: the tables of a reader, for the iterators of this folder.
 */
#ifndef CORE_GLASS_READER_TREES_H
#define CORE_GLASS_READER_TREES_H

#include "core/glass/database.h"
#include "core/glass/reader.h"
#include "core/glass/streams.h"

#include <stdatomic.h>
#include <sys/types.h>

/* Those that are read: POSTLIST, DOCDATA, TERMLIST. */
#define READER_TREES 3

struct glass_reader {
    char folder[DATABASE_PATH_ROOM];
    char paths[READER_TREES][DATABASE_PATH_ROOM];
    int version_file; /* keeps its number from being given away */
    dev_t device;
    ino_t inode;
    unsigned char uuid[GLASS_UUID_SIZE];
    uint32_t revision;
    struct version_counts counts;
    struct glass_tree trees[READER_TREES];
    struct glass_copies *copies; /* of their blocks; NULL where there was no memory */
    _Atomic(uint32_t *) lengths; /* of documents, by number; NULL before anyone asked for them */
    _Atomic(uint64_t *)
        places[STREAMS_SLOTS_MAX]; /* of values by number, as reader_looks.c has it */
    _Atomic(uint32_t) looked_at;   /* values whose places were not at hand */
};

/* Numbers that a table may have for each document. */
#define READER_GAPS_MAX 8u

/* Whether a table by number pays: there are so many documents in so large a file, and they are not
 * too far apart. */
static inline bool reader_is_dense(const struct glass_reader *reader)
{
    const struct version_counts *counts = &reader->counts;
    return counts->documents > 0 && counts->documents <= reader->trees[POSTLIST].size &&
           counts->last_document / READER_GAPS_MAX <= counts->documents;
}

/* Moves to the tag with exactly this key, whose item's key has size 0 where there is none. */
fund_status reader_find(const struct glass_reader *reader, enum database_table table,
                        struct slice key, struct glass_cursor *cursor, struct block_item *item,
                        struct fund_error *error);

#endif
