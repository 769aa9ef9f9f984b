/*
 * Facets of a search: which of its hits the selections leave, and how many have which value.
 *
 * All hits are counted, each once for a value, from columns. Selections are applied to the list of
 * hits, and page, total and counts come from that list. A value's count leaves out the selections of
 * its own facet, so that it tells how many releases are found when it is selected as well.
 */
#ifndef QUERY_LIB_FACETS_FACETS_H
#define QUERY_LIB_FACETS_FACETS_H

#include "query/include/fundstelle.h"
#include "query/lib/base/session.h"
#include "query/lib/facets/columns.h"

#define FACETS_COUNT 7 /* members of enum fund_facet_kind */

/* What is asked for, checked. */
struct facets_request {
    uint32_t facets, histograms; /* bits by enum fund_facet_kind */
    uint32_t limit;
    const struct fund_selection *selections;
    size_t selection_count;
};

static inline bool facets_are_asked(const struct facets_request *request)
{
    return (request->facets | request->histograms) != 0 || request->selection_count > 0;
}

/* FUND_INVALID_ARGUMENT, FUND_LIMIT. The selections stay the caller's. */
fund_status facets_read_request(const struct fund_search_options *options,
                                struct facets_request *request, struct fund_error *error);

/* What becomes of the hits. */
struct facets {
    struct store_docids hits; /* of the query alone; those selected are moved to the front */
    size_t count;             /* of hits that the selections leave */
    size_t dated_count;       /* those of them that have a date */
    struct fund_facet *facets[FACETS_COUNT], *histograms[FACETS_COUNT]; /* NULL: not asked for */
};

/*
 * Finds all hits of the query, drops those that the selections do not leave and counts. The facets
 * lie in the arena; the rest of *facets is to be finished after success.
 */
fund_status facets_find(struct session *session, const struct store_query *query,
                        const struct facets_request *request, struct arena *arena,
                        struct facets *facets, struct fund_error *error);
void facets_finish(struct facets *facets);

#endif
