/*
 * draft: a release as a structured format tells it, on its way to a sink. What the format leaves
 * open (lead, media, contact, date, issuer) is looked for in the body as in a plain text.
 */
#ifndef INDEXER_FORMATS_DRAFT_H
#define INDEXER_FORMATS_DRAFT_H

#include "indexer/formats/format.h"

/* Bytes of an identifier or URL; longer ones are not believed. */
#define DRAFT_ID_MAX 2000

struct draft_medium {
    struct slice title, credit, caption;
};

/* All text is UTF-8 that need not be clean; borrowed until draft_emit returns. */
struct draft {
    struct arena arena; /* for whoever fills the draft */
    const char *unit;   /* "line", "entry": what place counts; NULL where the file is one release */
    uint32_t place;
    struct slice own_id, url, issuer;
    bool keeps_id; /* see struct format_entry */
    bool is_deleted;
    struct slice title, subtitle, lead, body, contact;
    struct draft_medium *media; /* in the arena */
    size_t medium_count, medium_capacity;
    int32_t published;
    int64_t updated, embargo;
    struct format_notes notes;
};

void draft_init(struct draft *draft);
void draft_finish(struct draft *draft);

/* False at RELEASE_MEDIA_MAX (noted) or without memory. */
bool draft_add_medium(struct draft *draft, struct draft_medium medium);
/* Takes the day of publication, where it is not known yet; what is no date is noted. */
void draft_set_published(struct draft *draft, struct slice text);
/* A moment, or CLOCK_NONE. */
int64_t draft_moment(struct slice text);

/*
 * Makes a release and hands it to the sink. One that holds nothing, or too much, is a problem told
 * to the sink; only the sink's own failures and the lack of memory are returned.
 */
fund_status draft_emit(struct draft *draft, const struct format_sink *sink,
                       struct fund_error *error);

#endif
