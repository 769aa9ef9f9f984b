/*
 * layout: a text as paragraphs ("blocks"), which a format's reader deals out as parts of a release.
 *
 *   layout_split     text -> blocks
 *   (the reader)     blocks -> parts: this range is the lead, that one a caption
 *   layout_assemble  parts -> release.text and its ranges
 */
#ifndef INDEXER_FORMATS_LAYOUT_H
#define INDEXER_FORMATS_LAYOUT_H

#include "core/schema/release.h"

struct layout_block {
    uint32_t start, end; /* bytes of the text; neither begins nor ends in white space */
};

struct layout_part {
    enum schema_field field;
    uint32_t medium; /* media fields: which medium */
    uint32_t start, end;
};

struct layout {
    struct slice text;
    struct layout_block *blocks;
    size_t block_count, block_capacity;
    struct layout_part *parts;
    size_t part_count, part_capacity;
    uint32_t media_count;
    bool has_too_many_media;
    size_t longest_line; /* bytes */
    bool out_of_memory;  /* a list could not grow: layout_assemble reports it */
};

/* What a whole line can be; see layout_line_kind. */
enum layout_line {
    LAYOUT_LINE_PLAIN,
    LAYOUT_LINE_MEDIA_INTRO, /* "Zu dieser Meldung können wir Ihnen folgendes Medium anbieten:" */
    LAYOUT_LINE_CREDIT,      /* begins with © or (c) */
    LAYOUT_LINE_CONTACT      /* begins with "Pressekontakt:" or the like */
};

/* ---- lines and characters ------------------------------------------------------------------- */

/* Without white space of any script at either end. */
struct slice layout_trim(struct slice text);
/* The line from *at, without its end; false where the text is used up. Start with *at = 0. */
bool layout_next_line(struct slice text, size_t *at, struct slice *line);
/* Equal but for the amount of white space. */
bool layout_same(struct slice a, struct slice b);
/* The text has all words of front at its front, however blank is between them; the last may be cut. */
bool layout_begins_with(struct slice text, struct slice front);
/* Ends in one of . ! ? … : ; or a comma, closing quotes and brackets after it ignored. */
bool layout_ends_sentence(struct slice text);
/* The line must be trimmed. */
enum layout_line layout_line_kind(struct slice line);
/* Size of the © or (c) and of the blanks after it at the front of text; 0 where there is none. */
size_t layout_copyright_size(struct slice text);

/* ---- blocks and parts ----------------------------------------------------------------------- */

void layout_init(struct layout *layout, struct slice text);
void layout_finish(struct layout *layout);
/*
 * Splits the first size bytes at blank lines, before a credit or contact line and around a media intro. A text that has
 * no blank line but long ones is taken to have a paragraph on each line.
 */
void layout_split(struct layout *layout, size_t size);
struct slice layout_block_text(const struct layout *layout, size_t block);
void layout_add_part(struct layout *layout, enum schema_field field, struct layout_block block);
/*
 * Begins a medium; media fields that are added next belong to it. False at RELEASE_MEDIA_MAX: all
 * media fields that are added from then on go into the last medium's caption, so that each field
 * remains one piece of the text.
 */
bool layout_add_medium(struct layout *layout);
/*
 * Writes release->text, the fields' ranges and media. Parts of one field are joined by a blank
 * line, words that were hyphenated at a line's end are mended. FUND_LIMIT, FUND_NO_MEMORY.
 */
fund_status layout_assemble(const struct layout *layout, struct release *release,
                            struct fund_error *error);

#endif
