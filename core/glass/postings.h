/*
 * postings: the lists in memory as items of the tables of posting lists and positions.
 */
#ifndef CORE_GLASS_POSTINGS_H
#define CORE_GLASS_POSTINGS_H

#include "core/glass/lists.h"
#include "core/glass/table.h"

/* The lengths of all documents, which the file has as one more list. */
struct postings_lengths {
    struct buffer bytes; /* as struct lists_term has postings, the last one's length included */
    uint32_t first, last;
};

struct postings_lengths postings_lengths_init(void);
void postings_lengths_finish(struct postings_lengths *lengths);
/* Numbers of documents must rise. */
fund_status postings_add_length(struct postings_lengths *lengths, uint32_t document,
                                uint32_t length, struct fund_error *error);
fund_status postings_write_lengths(const struct postings_lengths *lengths, struct table *postlist,
                                   struct fund_error *error);

/* Writes all terms' lists, in byte order. */
fund_status postings_write(const struct lists *lists, struct table *postlist,
                           struct table *position, struct fund_error *error);

#endif
