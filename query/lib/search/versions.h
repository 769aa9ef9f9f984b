/*
 * Versions of one release folded into one hit: sent again, corrected, or by several towns.
 *
 * The first of the order stands for the others, which join the first hit that they are a version of
 * (core/schema/signature.h). Which they are is decided within a stretch of VERSIONS_STRETCH
 * releases of the order, whatever the page, so that pages join without gap or repetition: a hit is
 * the same on a page of ten and of a thousand.
 */
#ifndef QUERY_LIB_SEARCH_VERSIONS_H
#define QUERY_LIB_SEARCH_VERSIONS_H

#include "core/base/arena.h"
#include "query/lib/base/session.h"
#include "query/lib/search/page.h"

/* Other versions of a hit that are told, each of which is read; all are counted. */
#define VERSIONS_LISTED_MAX 20

/* Gives the releases of the order from offset on, and the total, unfolded. */
typedef fund_status (*versions_fetch)(void *context, uint32_t offset, uint32_t limit,
                                      struct page *page, struct fund_error *error);

/* Fills an empty page with limit hits from offset on, both counted in hits. */
fund_status versions_fold(struct session *session, versions_fetch fetch, void *context,
                          uint32_t offset, uint32_t limit, struct page *page,
                          struct fund_error *error);

/* Takes the release's other versions out of the page, whose hits are unfolded. */
fund_status versions_leave_out(struct session *session, store_docid docid, struct page *page,
                               struct fund_error *error);

/* Tells the n-th hit's other versions; strings lie in the arena. */
fund_status versions_tell(struct session *session, const struct page *page, size_t n,
                          struct arena *arena, struct fund_hit *hit, struct fund_error *error);

#endif
