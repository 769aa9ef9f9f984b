/*
 * Releases like one: its query run, its other versions left out, versions folded.
 */
#include "query/lib/search/similar.h"

#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/base/options.h"
#include "query/lib/plan/ranked.h"
#include "query/lib/releases/view.h"
#include "query/lib/search/results.h"
#include "query/lib/search/versions.h"
#include "query/lib/snippet/snippet.h"

#include <stdlib.h>

/* Releases that are looked at: enough for all that are shown, and their versions. */
#define FOUND_MAX (2 * VERSIONS_STRETCH)

/* What has a smaller share of the release's own score is not like it. */
#define SIMILAR_SCORE_MIN 0.05

_Static_assert(FUND_SIMILAR_MAX <= VERSIONS_STRETCH, "what is shown is one stretch");

struct call {
    struct slice id;
    uint32_t limit, snippet_size;
    fund_results *results;
};

static fund_status run(struct session *session, const struct store_query *query, uint32_t limit,
                       struct page *found, struct fund_error *error)
{
    struct store_search search = ranked_search(query, STORE_BY_RELEVANCE_THEN_VALUE, 0, limit);
    struct store_result result = {0};
    fund_status status = store_search(session->reader, &search, &result, error);
    for (size_t i = 0; i < result.count && status == FUND_OK; i++) {
        found->docids[i] = result.hits[i].docid;
        found->scores[i] = result.hits[i].score;
    }
    found->count = status == FUND_OK ? result.count : 0;
    store_result_finish(&result);
    return status;
}

/* Finds the others, with their scores as shares of the release's own. */
static fund_status run_both(struct session *session, struct build *build, struct store_query *query,
                            struct slice id, struct page *found, struct fund_error *error)
{
    struct store_query *own_id = build_term(build, SCHEMA_ID, id);
    struct store_query *own = build_pair(build, STORE_FILTER, query, own_id);
    struct store_query *others = build_pair(build, STORE_AND_NOT, query, own_id);
    fund_status status = build->status;
    if (status == FUND_OK)
        status = run(session, own, 1, found, error);
    double own_score = found->count > 0 && found->scores[0] > 0 ? found->scores[0] : 1;
    if (status == FUND_OK)
        status = run(session, others, FOUND_MAX, found, error);
    size_t kept = 0;
    for (; kept < found->count && found->scores[kept] >= own_score * SIMILAR_SCORE_MIN; kept++) {
        double share = found->scores[kept] / own_score;
        found->scores[kept] = share < 1 ? share : 1; /* a shorter text may have more */
    }
    found->count = kept;
    return status;
}

/* Gives what was found, as versions_fold asks for it. */
static fund_status fetch(void *context, uint32_t offset, uint32_t limit, struct page *page,
                         struct fund_error *error)
{
    const struct page *found = context;
    (void)error;
    page->count = 0;
    for (size_t i = offset; i < found->count && page->count < limit; i++, page->count++) {
        page->docids[page->count] = found->docids[i];
        page->scores[page->count] = found->scores[i];
        page->is_relaxed[page->count] = false;
    }
    page->total = (uint32_t)found->count;
    page->is_exact = true;
    return FUND_OK;
}

/* *version_count: other versions to be reckoned with, then those that were left out. */
static fund_status find(struct session *session, store_docid docid, const struct call *call,
                        uint32_t *version_count, struct page *found, struct fund_error *error)
{
    struct build build = build_init(error);
    struct store_query *query = NULL;
    found->count = 0;
    fund_status status =
        similar_query(&build, session->reader, docid, *version_count, &query, error);
    if (status == FUND_OK && query != NULL)
        status = run_both(session, &build, query, call->id, found, error);
    build_finish(&build);
    size_t count = found->count;
    if (status == FUND_OK)
        status = versions_leave_out(session, docid, found, error);
    *version_count = (uint32_t)(count - found->count);
    return status;
}

/* Its other versions share all that is rare in a release: without them again where it has any. */
static fund_status find_others(struct session *session, store_docid docid, const struct call *call,
                               struct page *found, struct fund_error *error)
{
    uint32_t version_count = 0;
    fund_status status = find(session, docid, call, &version_count, found, error);
    if (status == FUND_OK && version_count > 0)
        status = find(session, docid, call, &version_count, found, error);
    return status;
}

static fund_status similar(struct session *session, void *context, struct fund_error *error)
{
    struct call *call = context;
    store_docid docid = 0;
    fund_results *results = NULL;
    struct page *pages = calloc(2, sizeof(*pages)); /* what was found, and what is shown of it */
    if (pages == NULL)
        return error_no_memory(error);
    fund_status status = view_require(session, call->id, &docid, error);
    if (status == FUND_OK)
        status = find_others(session, docid, call, &pages[0], error);
    if (status == FUND_OK && call->limit > 0)
        status = versions_fold(session, fetch, &pages[0], 0, call->limit, &pages[1], error);
    pages[1].total = (uint32_t)pages[1].count;
    pages[1].is_exact = true;
    if (status == FUND_OK)
        status = results_present(session, &pages[1], call->snippet_size, &results, error);
    if (status == FUND_OK)
        call->results = results;
    free(pages);
    return status;
}

static fund_status read_options(const struct fund_similar_options *given,
                                struct fund_similar_options *options, struct fund_error *error)
{
    struct fund_similar_options complete = FUND_SIMILAR_OPTIONS_INIT;
    fund_status status = options_copy(given, &complete, sizeof(complete), "fund_similar_options",
                                      "FUND_SIMILAR_OPTIONS_INIT", error);
    if (status != FUND_OK)
        return status;
    if (complete.limit > FUND_SIMILAR_MAX)
        return error_set(error, FUND_LIMIT, "%u similar releases are asked for; at most %d",
                         complete.limit, FUND_SIMILAR_MAX);
    if (complete.snippet_size > SNIPPET_SIZE_MAX)
        return error_set(error, FUND_LIMIT, "snippets have at most %d characters",
                         SNIPPET_SIZE_MAX);
    *options = complete;
    return FUND_OK;
}

fund_status fund_archive_similar(fund_archive *archive, const char *id,
                                 const struct fund_similar_options *options, fund_results **results,
                                 struct fund_error *error)
{
    struct fund_similar_options complete = FUND_SIMILAR_OPTIONS_INIT;
    if (archive == NULL || id == NULL || results == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_similar: archive, id or results is NULL");
    fund_status status = read_options(options, &complete, error);
    if (status != FUND_OK)
        return status;
    struct call call = {slice_from(id), complete.limit, complete.snippet_size, NULL};
    if (utf8_valid_prefix(call.id) < call.id.size)
        return error_set(error, FUND_INVALID_ARGUMENT, "the id is no well-formed UTF-8");
    status = session_run(archive, similar, &call, error);
    if (status == FUND_OK)
        *results = call.results;
    return status;
}
