/*
 * What the files of writing share.
 */
#ifndef INDEXER_WRITING_PARTS_H
#define INDEXER_WRITING_PARTS_H

#include "core/archive/archive.h"
#include "core/base/arena.h"
#include "core/base/dict.h"
#include "indexer/deletions.h"
#include "indexer/documents.h"
#include "indexer/writing.h"

/* A release that this run has met. */
struct seen {
    struct state state;
    bool is_there; /* false: deleted */
};

struct writing {
    struct report *report;
    struct documents *documents;
    struct archive_writer writer;
    struct store_reader *reader; /* of the last commit */
    struct known known;
    struct deletions deletions;
    struct dict *ids; /* number of each release that this run has met, in seen */
    struct {
        struct arena arena;
        struct seen *items;
        size_t count, capacity;
    } seen;
    size_t uncommitted;           /* releases written or deleted since the last commit */
    uint64_t revision;            /* of the next commit */
    struct buffer bytes, id_term; /* of the release at hand */
};

/* After each release that was written or deleted. */
fund_status writing_count_change(struct writing *writing, struct fund_error *error);

#endif
