/*
 * The keys of a table of completions; for maker.c alone.
 */
#ifndef QUERY_LIB_COMPLETION_KEYS_H
#define QUERY_LIB_COMPLETION_KEYS_H

#include "query/lib/completion/need.h"
#include "query/lib/completion/parts.h"

/* Gives the section the sorted keys of its entries that are needed (NULL: all). FUND_NO_MEMORY. */
fund_status completion_keys_make(const struct completion_need *need, enum completion_kind kind,
                                 struct completion_section *section, struct fund_error *error);

#endif
