/*
 * press: a release's text dealt out to its fields, by the layout of the press services. Where a
 * format tells some of them, those are taken as they are.
 */
#ifndef INDEXER_FORMATS_PRESS_H
#define INDEXER_FORMATS_PRESS_H

#include "indexer/formats/format.h"
#include "indexer/formats/layout.h"

struct press_medium {
    struct layout_block title, credit, caption;
};

/* What a format tells; blocks are ranges of the text, empty where it does not. */
struct press_given {
    size_t body_size; /* of the text: all in front is to be dealt out */
    struct layout_block title, subtitle, lead, contact;
    const struct press_medium *media;
    size_t medium_count;
    int32_t published; /* DATE_NONE: by a line of the body */
};

/*
 * Fills text, its ranges, published and issuer of an empty release from clean text; given may be
 * NULL: all is to be dealt out. FUND_INVALID_ARGUMENT where nothing is left to index.
 */
fund_status press_read(struct slice text, const struct press_given *given, struct release *release,
                       struct format_notes *notes, struct fund_error *error);

#endif
