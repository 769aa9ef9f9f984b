/*
 * A walk over the terms of an archive that begin alike.
 */
#ifndef QUERY_LIB_BASE_WALK_H
#define QUERY_LIB_BASE_WALK_H

#include "core/store/store.h"

/* text is the term without its prefix, borrowed until the function returns; count its documents. */
typedef fund_status (*walk_visitor)(void *context, struct slice text, uint32_t count,
                                    struct fund_error *error);

/* Calls visit with at most max terms that begin with prefix and then with begin, in byte order. */
fund_status walk_terms(const struct store_reader *reader, const char *prefix, struct slice begin,
                       size_t max, walk_visitor visit, void *context, struct fund_error *error);

/* The same for terms whose first field is first and not longer. */
fund_status walk_fields(const struct store_reader *reader, const char *prefix, struct slice first,
                        size_t max, walk_visitor visit, void *context, struct fund_error *error);

/* Cuts text at the first count - 1 separators; false where it has fewer. */
bool walk_split(struct slice text, struct slice *fields, size_t count);

#endif
