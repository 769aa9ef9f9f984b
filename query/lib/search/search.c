/*
 * Searching: from the options to the results.
 */
#include "query/lib/facets/facets.h"
#include "query/lib/names/merge.h"
#include "query/lib/names/persons.h"
#include "query/lib/plan/correct.h"
#include "query/lib/plan/plan.h"
#include "query/lib/releases/view.h"
#include "query/lib/search/order.h"
#include "query/lib/search/request.h"
#include "query/lib/search/results.h"
#include "query/lib/search/versions.h"
#include "query/lib/snippet/snippet.h"

#include <stdlib.h>

#define ARENA_MAX ((size_t)1 << 31)

struct fund_results {
    struct arena arena;
    struct fund_hit *hits;
    size_t count;
    uint32_t total, strict_total;
    bool is_exact;
    const char *understood, *relaxed, *suggestion;
    uint64_t revision;
    const struct fund_facet *facets[FACETS_COUNT], *histograms[FACETS_COUNT];
};

/* A call's work: from the request to the results. */
struct call {
    const struct request *request;
    fund_results *results;
};

/* ---- which releases ------------------------------------------------------------------------- */

static struct order start_order(struct session *session, const struct request *request,
                                struct plan *plan)
{
    return (struct order){.session = session,
                          .plan = plan,
                          .sort = request->options.sort,
                          .relax = request_relax(request, plan->is_question),
                          .is_total_wanted = !facets_are_asked(&request->facets)};
}

static fund_status fetch(void *context, uint32_t offset, uint32_t limit, struct page *page,
                         struct fund_error *error)
{
    return order_fetch(context, offset, limit, page, error);
}

static fund_status fetch_page(struct order *order, const struct fund_search_options *options,
                              struct page *page, struct fund_error *error)
{
    if (!options->fold || options->limit == 0)
        return order_fetch(order, options->offset, options->limit, page, error);
    return versions_fold(order->session, fetch, order, options->offset, options->limit, page,
                         error);
}

/*
 * Facets of what the plan finds, and from then on only the hits that have the values selected. How
 * far the query is relaxed is decided without selections, so that a facet's counts are what is found
 * when its values are selected.
 */
static fund_status count_facets(struct order *order, const struct request *request,
                                struct page *page, struct facets *facets, fund_results *results,
                                struct fund_error *error)
{
    fund_status status = order_fetch(order, 0, 0, page, error);
    if (status == FUND_OK)
        status = facets_find(order->session, order->plan->query, &request->facets, &results->arena,
                             facets, error);
    if (status != FUND_OK)
        return status;
    if (request->facets.selection_count > 0)
        order_select(order, facets);
    else if (facets->hits.is_complete)
        order_set_total(order, (uint32_t)facets->count);
    memcpy(results->facets, facets->facets, sizeof(results->facets));
    memcpy(results->histograms, facets->histograms, sizeof(results->histograms));
    return FUND_OK;
}

/* A query that finds far more, where few releases have all words as typed; and where none has them
 * and nothing may be put in their place, what would be. */
static fund_status suggest(struct session *session, const struct request *request,
                           const struct order *order, fund_results *results,
                           struct fund_error *error)
{
    struct plan *plan = order->plan;
    struct plan_fixes fixes = {.count = 0};
    struct slice query = slice_from(request->options.query), text = {NULL, 0};
    uint32_t typed_found = plan->is_question ? order->total : order->strict_total;
    if (typed_found >= PLAN_ENOUGH || plan->corrected.size > 0)
        return FUND_OK;
    bool is_unchanged = request->options.relax == FUND_RELAX_NEVER && typed_found == 0;
    fund_status status =
        is_unchanged ? plan_find_strict_offers(session, plan, &fixes, error) : FUND_OK;
    if (status == FUND_OK && fixes.count == 0)
        status = plan_find_offers(session, plan, typed_found, &fixes, error);
    if (status != FUND_OK || fixes.count == 0)
        return status;
    status = plan_fixed_query(plan, query, &fixes, &results->arena, &text, error);
    if (status == FUND_OK && !view_string(&results->arena, text, &results->suggestion))
        status = error_no_memory(error);
    return status;
}

static fund_status copy_order(const struct order *order, fund_results *results,
                              struct fund_error *error)
{
    results->total = order->total;
    results->strict_total = order->strict_total;
    results->is_exact = order->is_exact;
    if (view_string(&results->arena, order->plan->understood, &results->understood) &&
        view_optional_string(&results->arena, order->relaxed, &results->relaxed))
        return FUND_OK;
    return error_no_memory(error);
}

/* Fills the page, and what the results say of all hits. */
static fund_status find(struct session *session, const struct request *request, struct plan *plan,
                        struct page *page, fund_results *results, struct fund_error *error)
{
    struct order order = start_order(session, request, plan);
    struct facets facets;
    bool has_facets = facets_are_asked(&request->facets);
    fund_status status =
        has_facets ? count_facets(&order, request, page, &facets, results, error) : FUND_OK;
    has_facets = has_facets && status == FUND_OK;
    if (status == FUND_OK)
        status = fetch_page(&order, &request->options, page, error);
    if (status == FUND_OK)
        status = suggest(session, request, &order, results, error);
    if (status == FUND_OK)
        status = copy_order(&order, results, error);
    if (has_facets)
        facets_finish(&facets);
    order_finish(&order);
    return status;
}

/* ---- hits ----------------------------------------------------------------------------------- */

static bool copy_names(struct arena *arena, const struct release_entities *entities,
                       const char *const **out, size_t *count)
{
    const char **names = arena_array(arena, entities->count, sizeof(*names));
    bool is_copied = names != NULL;
    for (size_t i = 0; i < entities->count && is_copied; i++)
        is_copied = view_string(arena, entities->items[i].name, &names[i]);
    *out = names;
    *count = entities->count;
    return is_copied;
}

static fund_status add_snippet(const struct snippet_finder *finder, struct session *session,
                               const struct release *release, uint32_t size, struct arena *arena,
                               struct fund_hit *hit, struct fund_error *error)
{
    struct arena scratch = arena_init(SIZE_MAX / 2);
    struct name_context context = {
        session->reader, session->cursor, &scratch, session->aliases, NULL, session->walks, NULL};
    struct snippet_matches matches = {NULL, 0, 0, NULL, 0};
    fund_status status = FUND_OK;
    if (finder != NULL)
        status = snippet_find(finder, &context, release, &matches, error);
    if (status == FUND_OK)
        status =
            snippet_cut(release, &matches, size, arena, &hit->snippet, &hit->segment_count, error);
    arena_finish(&scratch);
    return status;
}

static fund_status fill_hit(const struct release *release, struct arena *arena,
                            struct fund_hit *hit, struct fund_error *error)
{
    hit->published = release->published;
    bool is_filled =
        view_string(arena, release->id, &hit->id) &&
        view_string(arena, release->file, &hit->file) &&
        view_string(arena, release_part(release, release->title), &hit->title) &&
        view_optional_string(arena, release->issuer, &hit->issuer) &&
        view_optional_string(arena, release->url, &hit->url) &&
        copy_names(arena, &release->persons, &hit->persons, &hit->person_count) &&
        copy_names(arena, &release->organisations, &hit->organisations, &hit->organisation_count);
    return is_filled ? FUND_OK : error_no_memory(error);
}

static fund_status load_hit(struct session *session, const struct snippet_finder *finder,
                            store_docid docid, uint32_t snippet_size, struct arena *arena,
                            struct fund_hit *hit, struct fund_error *error)
{
    struct release release;
    release_init(&release);
    fund_status status = snippet_size > 0 ? view_stored(session, docid, &release, error)
                                          : view_head(session, docid, &release, error);
    if (status == FUND_OK)
        status = persons_resolve(session, &release, error);
    if (status == FUND_OK)
        status = merge_names(&release, error);
    if (status == FUND_OK)
        status = fill_hit(&release, arena, hit, error);
    if (status == FUND_OK && snippet_size > 0)
        status = add_snippet(finder, session, &release, snippet_size, arena, hit, error);
    release_finish(&release);
    return status;
}

/* Hits that have all that was asked for stand before the others, which have lone parts of it. */
static fund_status prepare_finder(struct session *session, const struct plan *plan,
                                  const struct page *page, size_t at,
                                  struct snippet_finder **finder, struct fund_error *error)
{
    bool is_relaxed = page->is_relaxed[at];
    if (plan == NULL || (at > 0 && page->is_relaxed[at - 1] == is_relaxed))
        return FUND_OK;
    snippet_finder_destroy(*finder);
    *finder = NULL;
    return snippet_finder_create(plan, session->reader, is_relaxed, finder, error);
}

/* plan: NULL where nothing is to be marked. */
static fund_status load_hits(struct session *session, const struct plan *plan,
                             const struct fund_search_options *options, const struct page *page,
                             fund_results *results, struct fund_error *error)
{
    struct snippet_finder *finder = NULL;
    results->hits = arena_array(&results->arena, page->count, sizeof(*results->hits));
    if (results->hits == NULL)
        return error_no_memory(error);
    fund_status status = FUND_OK;
    for (size_t i = 0; i < page->count && status == FUND_OK; i++) {
        struct fund_hit *hit = &results->hits[i];
        hit->rank = options->offset + (uint32_t)i + 1;
        hit->score = page->scores[i];
        hit->relaxed = page->is_relaxed[i];
        status = prepare_finder(session, plan, page, i, &finder, error);
        if (status == FUND_OK)
            status = load_hit(session, finder, page->docids[i], options->snippet_size,
                              &results->arena, hit, error);
        if (status == FUND_OK)
            status = versions_tell(session, page, i, &results->arena, hit, error);
    }
    snippet_finder_destroy(finder);
    results->count = page->count;
    return status;
}

fund_status results_present(struct session *session, const struct page *page, uint32_t snippet_size,
                            fund_results **out, struct fund_error *error)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.snippet_size = snippet_size;
    fund_results *results = calloc(1, sizeof(*results));
    if (results == NULL)
        return error_no_memory(error);
    results->arena = arena_init(ARENA_MAX);
    results->total = page->total;
    results->is_exact = page->is_exact;
    fund_status status = load_hits(session, NULL, &options, page, results, error);
    if (status == FUND_OK)
        *out = results;
    else
        fund_results_free(results);
    return status;
}

/* ---- calls ---------------------------------------------------------------------------------- */

static fund_status fill_results(struct session *session, const struct request *request,
                                struct plan *plan, struct page *page, fund_results *results,
                                struct fund_error *error)
{
    const struct fund_search_options *options = &request->options;
    fund_status status = find(session, request, plan, page, results, error);
    if (status == FUND_OK)
        status = session_revision(session, &results->revision, error);
    if (status == FUND_OK)
        status = load_hits(session, plan, options, page, results, error);
    return status;
}

static fund_status search(struct session *session, void *context, struct fund_error *error)
{
    struct call *call = context;
    struct plan plan;
    fund_status status = plan_make(session, &call->request->query, &plan, error);
    if (status != FUND_OK)
        return status;
    struct page *page = calloc(1, sizeof(*page));
    fund_results *results = calloc(1, sizeof(*results));
    if (page == NULL || results == NULL) {
        status = error_no_memory(error);
    } else {
        results->arena = arena_init(ARENA_MAX);
        status = fill_results(session, call->request, &plan, page, results, error);
    }
    if (status == FUND_OK)
        call->results = results;
    else
        fund_results_free(results);
    free(page);
    plan_finish(&plan);
    return status;
}

fund_status fund_archive_search(fund_archive *archive, const struct fund_search_options *options,
                                fund_results **results, struct fund_error *error)
{
    if (archive == NULL || options == NULL || results == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_search: archive, options or results is NULL");
    struct request request;
    fund_status status = request_read(options, &request, error);
    if (status != FUND_OK)
        return status;
    struct call call = {&request, NULL};
    status = session_run(archive, search, &call, error);
    request_finish(&request);
    if (status == FUND_OK)
        *results = call.results;
    return status;
}

size_t fund_results_count(const fund_results *results)
{
    return results != NULL ? results->count : 0;
}

const struct fund_hit *fund_results_hit(const fund_results *results, size_t index)
{
    return results != NULL && index < results->count ? &results->hits[index] : NULL;
}

uint32_t fund_results_total(const fund_results *results, int *exact)
{
    if (exact != NULL)
        *exact = results != NULL && results->is_exact;
    return results != NULL ? results->total : 0;
}

uint32_t fund_results_strict_total(const fund_results *results)
{
    return results != NULL ? results->strict_total : 0;
}

const char *fund_results_understood(const fund_results *results)
{
    return results != NULL ? results->understood : NULL;
}

const char *fund_results_relaxed(const fund_results *results)
{
    return results != NULL ? results->relaxed : NULL;
}

const char *fund_results_suggestion(const fund_results *results)
{
    return results != NULL ? results->suggestion : NULL;
}

uint64_t fund_results_revision(const fund_results *results)
{
    return results != NULL ? results->revision : 0;
}

const struct fund_facet *fund_results_facet(const fund_results *results, enum fund_facet_kind kind)
{
    bool is_known = results != NULL && (unsigned)kind < FACETS_COUNT;
    return is_known ? results->facets[kind] : NULL;
}

const struct fund_facet *fund_results_histogram(const fund_results *results,
                                                enum fund_facet_kind kind)
{
    bool is_known = results != NULL && (unsigned)kind < FACETS_COUNT;
    return is_known ? results->histograms[kind] : NULL;
}

void fund_results_free(fund_results *results)
{
    if (results == NULL)
        return;
    arena_finish(&results->arena);
    free(results);
}
