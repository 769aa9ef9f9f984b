/*
 * The options of a search: checked, completed and joined with the query into one list of parts.
 */
#ifndef QUERY_LIB_SEARCH_REQUEST_H
#define QUERY_LIB_SEARCH_REQUEST_H

#include "query/include/fundstelle.h"
#include "query/lib/facets/facets.h"
#include "query/lib/parse/parse.h"

struct request {
    struct arena arena;
    struct fund_search_options options; /* complete; its strings are the caller's */
    struct query query;                 /* the query's parts, then the options' */
    struct facets_request facets;
};

/*
 * FUND_INVALID_ARGUMENT, FUND_INVALID_QUERY, FUND_LIMIT, FUND_NO_MEMORY. *request is to be finished
 * after success only.
 */
fund_status request_read(const struct fund_search_options *given, struct request *request,
                         struct fund_error *error);
void request_finish(struct request *request);

/* How far a query is relaxed with these options, those of hits best first alone as far as a page. */
enum fund_relax request_relax(const struct request *request, bool is_question);

#endif
