/*
 * streams: the values of a database that is being made, slot by slot, in the pieces in which its
 * file has them.
 */
#ifndef CORE_GLASS_STREAMS_H
#define CORE_GLASS_STREAMS_H

#include "core/glass/document.h"
#include "core/glass/table.h"

/* Slots are below. */
#define STREAMS_SLOTS_MAX 64u

struct stream {
    uint32_t count; /* of values */
    struct buffer lower, upper;
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
