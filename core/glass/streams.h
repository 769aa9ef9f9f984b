/*
 * streams: the values of a database that is being made, slot by slot, in the pieces in which its
 * file has them.
 */
#ifndef CORE_GLASS_STREAMS_H
#define CORE_GLASS_STREAMS_H

#include "core/glass/document.h"
#include "core/glass/table.h"

/* Slots are below. */
#define STREAMS_SLOTS_MAX  64u

#define STREAMS_STATISTICS "\0\xd0"
#define STREAMS_VALUES     "\0\xd8"

/* The statistics of a slot. */
struct streams_bounds {
    uint32_t count; /* of values */
    struct buffer lower, upper;
};

struct streams_bounds streams_bounds_init(void);
void streams_bounds_finish(struct streams_bounds *bounds);
/* Adds statistics as they stand in a table; false where they are damaged, or without memory. */
bool streams_bounds_add(struct streams_bounds *bounds, struct slice tag);
fund_status streams_bounds_write(const struct streams_bounds *bounds, struct slice key,
                                 struct table *postlist, struct fund_error *error);

struct stream {
    struct streams_bounds bounds;
    struct buffer piece; /* the one that grows */
    uint32_t first, last;
    struct buffer pieces; /* of each that is full: its first document, its size, its bytes */
};

struct streams {
    struct stream slots[STREAMS_SLOTS_MAX];
};

void streams_init(struct streams *streams);
void streams_finish(struct streams *streams);
size_t streams_memory(const struct streams *streams);

/* Adds the values of a document, whose number must be larger than any before.
 * FUND_UNSUPPORTED for a slot of STREAMS_SLOTS_MAX or more. */
fund_status streams_add(struct streams *streams, const struct glass_document *document,
                        uint32_t number, struct fund_error *error);

/* Writes the statistics of all slots, then their pieces. */
fund_status streams_write(struct streams *streams, struct table *postlist,
                          struct fund_error *error);

#endif
