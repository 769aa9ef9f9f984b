/*
 * What the cursors of an analyser share.
 */
#ifndef CORE_TEXT_ANALYSER_H
#define CORE_TEXT_ANALYSER_H

#include "core/text/segments.h"
#include "core/text/splitter.h"
#include "core/text/text.h"

#define FINGERPRINT_SIZE 160

struct text_analyser {
    struct splitter splitter;
    struct segment_table segments;
    struct splitter_exceptions *exceptions; /* of compounds; NULL: none */
    struct buffer compounds;
    char fingerprint[FINGERPRINT_SIZE];
};

#endif
