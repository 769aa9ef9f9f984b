/*
 * From segments to tokens, bytes only: words joined at hyphens, gender forms, addresses, telephone
 * numbers. Each token is a row of whole segments.
 */
#ifndef CORE_TEXT_SCANNER_H
#define CORE_TEXT_SCANNER_H

#include "core/text/segments.h"

struct scan_token {
    size_t start, end; /* bytes of the text */
};

/* Finds the next token and moves behind it; false at the end. */
bool scanner_next(struct segments *segments, struct scan_token *token);

#endif
