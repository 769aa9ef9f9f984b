/*
 * ICU's word boundaries, one segment after the other.
 */
#ifndef CORE_TEXT_SEGMENTS_H
#define CORE_TEXT_SEGMENTS_H

#include "core/base/error.h"
#include "core/base/slice.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct segment {
    size_t start, end; /* bytes of the text; nothing at its end */
    bool is_word;
};

struct segments {
    UBreakIterator *boundaries;
    UText *bytes; /* ICU's view of text */
    struct slice text;
    struct segment ahead; /* the first that was not taken */
};

/* segments: zeroed. */
fund_status segments_init(struct segments *segments, struct fund_error *error);
void segments_finish(struct segments *segments);
/* Begins a text of well-formed UTF-8; ahead then is empty and in front of it. */
fund_status segments_start(struct segments *segments, struct slice text, struct fund_error *error);
/* Moves ahead to the next segment; false at the end. */
bool segments_advance(struct segments *segments);

#endif
