/*
 * The newest hits of a query, in an archive whose documents stand in that order: no more are looked
 * at than the page takes.
 */
#ifndef QUERY_LIB_SEARCH_NEWEST_H
#define QUERY_LIB_SEARCH_NEWEST_H

#include "query/lib/base/session.h"
#include "query/lib/search/page.h"

/* Whether documents stand in their order: the archive says so, and is one database. */
fund_status newest_is_in_order(const struct session *session, bool *is_in_order,
                               struct fund_error *error);
/*
 * Appends the hits from offset on to an empty page, newest first, those without a date last; of one
 * day those that came later first. Those that were added to the archive since it was made
 * (SCHEMA_LATE) stand among the others.
 */
fund_status newest_fetch(const struct session *session, struct store_query *query, uint32_t offset,
                         uint32_t limit, struct page *page, struct fund_error *error);

#endif
