/*
 * feed_entry: one entry of a feed.
 */
#ifndef INDEXER_FORMATS_FEED_ENTRY_H
#define INDEXER_FORMATS_FEED_ENTRY_H

#include "indexer/formats/html.h"

#define FEED_TITLE_MAX 500 /* bytes */

/* What the feed says of all its entries. */
struct feed {
    struct buffer title;
};

/* <item>, <entry> or <deleted-entry>, with all that is below it. */
fund_status feed_read_entry(xmlNode *entry, const struct feed *feed, struct draft *draft,
                            struct fund_error *error);

#endif
