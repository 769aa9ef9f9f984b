/*
 * position_list: a term's positions in a document as Xapian's table of positions has them.
 */
#ifndef CORE_GLASS_POSITION_LIST_H
#define CORE_GLASS_POSITION_LIST_H

#include "core/glass/document.h"

/* Appends the positions of a term of a document, of which there is at least one. */
fund_status position_list_encode(const struct glass_document *document,
                                 const struct document_term *term, struct buffer *out,
                                 struct fund_error *error);

#endif
