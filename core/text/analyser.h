/*
 * What the cursors of an analyser share.
 */
#ifndef CORE_TEXT_ANALYSER_H
#define CORE_TEXT_ANALYSER_H

#include "core/text/segments.h"

#define FINGERPRINT_SIZE 160

struct text_analyser {
    char fingerprint[FINGERPRINT_SIZE];
    struct segment_table segments;
};

#endif
