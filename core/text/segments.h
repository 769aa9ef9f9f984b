/*
 * ICU's word boundaries, one segment after the other.
 */
#ifndef CORE_TEXT_SEGMENTS_H
#define CORE_TEXT_SEGMENTS_H

#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdint.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

/* U+0000 to U+024F, and U+2000 to U+20BF. */
#define SEGMENT_LATIN_COUNT       0x250
#define SEGMENT_PUNCTUATION_START 0x2000
#define SEGMENT_PUNCTUATION_COUNT 0xc0

/* What UAX #29 has to know of the characters of Latin text. Never changes, may be shared. */
struct segment_table {
    uint8_t latin[SEGMENT_LATIN_COUNT];
    uint8_t punctuation[SEGMENT_PUNCTUATION_COUNT];
};

struct segment {
    size_t start, end; /* bytes of the text; nothing at its end */
    bool is_word;
};

struct segments {
    const struct segment_table *table; /* NULL: ICU does everything */
    UBreakIterator *boundaries;
    UText *bytes; /* ICU's view of text */
    struct slice text;
    struct segment ahead; /* the first that was not taken */
    bool is_icu_started;  /* boundaries has the text */
    size_t icu_at;        /* where boundaries stands */
    UErrorCode code;      /* ICU's, where it failed */
};

/* From ICU's properties, and corrected by what its rules really do: a millisecond. */
fund_status segment_table_fill(struct segment_table *table, struct fund_error *error);
/* The same; at once where the program runs with the version of ICU that it was built with. */
fund_status segment_table_take(struct segment_table *table, struct fund_error *error);

/* What segment_table_fill gave when the program was built, and ICU's version then. */
extern const struct segment_table segment_table_built;
extern const UVersionInfo segment_table_icu;

/* segments: zeroed. The table must outlive them. */
fund_status segments_init(struct segments *segments, const struct segment_table *table,
                          struct fund_error *error);
void segments_finish(struct segments *segments);
/* Begins a text of well-formed UTF-8; ahead then is empty and in front of it. */
void segments_start(struct segments *segments, struct slice text);
/* Moves ahead to the next segment; false at the end and where ICU failed. */
bool segments_advance(struct segments *segments);
/* Moves ahead to the next segment that is a word, or leaves it there; false as above. */
bool segments_find_word(struct segments *segments);
/* What went wrong with ICU since the text was begun, or FUND_OK. */
fund_status segments_status(const struct segments *segments, struct fund_error *error);

#endif
