/*
 * markup: what libxml2 must not see of HTML and XML. It compares each attribute of an element with
 * all others, so that a million of them would take it hours.
 */
#ifndef INDEXER_FORMATS_MARKUP_H
#define INDEXER_FORMATS_MARKUP_H

#include "core/base/buffer.h"

/* Attributes of one tag; those behind are blanked. */
#define MARKUP_ATTRIBUTES_MAX 200

/* Whether some tag has more of them. */
bool markup_has_many_attributes(struct slice text);
/* Blanks those that are too many. */
void markup_blank_attributes(struct buffer *text);

#endif
