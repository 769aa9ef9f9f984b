/*
 * Searching: plan, run, relax where nothing is found, and fill the page's hits.
 */
#include "core/schema/schema.h"
#include "query/lib/days.h"
#include "query/lib/merge.h"
#include "query/lib/persons.h"
#include "query/lib/plan.h"
#include "query/lib/plan_any.h"
#include "query/lib/request.h"
#include "query/lib/snippet.h"
#include "query/lib/view.h"
#include "query/lib/weights.h"

#include <stdlib.h>

/* Matches looked at before the total becomes an estimate. */
#define EXACT_TOTAL_MAX 10000
#define ARENA_MAX       ((size_t)1 << 31)

struct fund_results {
    struct arena arena;
    struct fund_hit *hits;
    size_t count;
    uint32_t total;
    bool is_exact;
    const char *understood, *relaxed, *suggestion;
};

/* The documents of one page. */
struct page {
    store_docid docids[FUND_LIMIT_MAX];
    double scores[FUND_LIMIT_MAX];
    size_t count;
    uint32_t total;
    bool is_exact;
};

/* A call's work: from the request to the results. */
struct call {
    const struct request *request;
    fund_results *results;
};

/* ---- running -------------------------------------------------------------------------------- */

static fund_status run(struct session *session, const struct store_query *query,
                       enum store_sort sort, uint32_t offset, uint32_t limit,
                       struct store_result *result, struct fund_error *error)
{
    const struct query_weights *weights = query_weights();
    struct store_search search = {
        .query = query,
        .offset = offset,
        .limit = limit,
        .check_at_least = EXACT_TOTAL_MAX,
        .sort = sort,
        .sort_slot = SCHEMA_SLOT_PUBLISHED,
        .k1 = weights->bm25_k1,
        .k3 = weights->bm25_k3,
        .b = weights->bm25_b,
        .minimum_length = weights->bm25_minimum_length,
    };
    return store_search(session->reader, &search, result, error);
}

static void append_hits(struct page *page, const struct store_result *result, bool has_scores)
{
    for (size_t i = 0; i < result->count && page->count < FUND_LIMIT_MAX; i++) {
        page->docids[page->count] = result->hits[i].docid;
        page->scores[page->count] = has_scores ? any_score(result->hits[i].score) : 0;
        page->count++;
    }
}

static bool is_exact(const struct store_result *result)
{
    return result->total_lower == result->total_upper;
}

static fund_status run_simple(struct session *session, const struct store_query *query,
                              const struct fund_search_options *options, struct page *page,
                              struct fund_error *error)
{
    bool is_by_date = options->sort != FUND_BY_RELEVANCE;
    struct store_result result = {0};
    fund_status status =
        run(session, query, is_by_date ? STORE_BY_VALUE_DESCENDING : STORE_BY_RELEVANCE_THEN_VALUE,
            options->offset, options->limit, &result, error);
    if (status != FUND_OK)
        return status;
    page->count = 0;
    append_hits(page, &result, !is_by_date);
    page->total = result.total_estimated;
    page->is_exact = is_exact(&result);
    store_result_finish(&result);
    return FUND_OK;
}

/* How many of the dated documents there are, at least where the page's place depends on it. */
static uint32_t count_dated(const struct store_result *dated, uint32_t offset)
{
    if (dated->count > 0 && (uint64_t)offset + dated->count > dated->total_estimated)
        return offset + (uint32_t)dated->count;
    return dated->total_estimated;
}

/* The documents without a date, behind the dated ones. */
static fund_status append_undated(struct session *session, const struct store_query *undated,
                                  const struct fund_search_options *options, struct page *page,
                                  struct fund_error *error)
{
    uint32_t offset = options->offset > page->total ? options->offset - page->total : 0;
    uint32_t limit = options->limit - (uint32_t)page->count;
    struct store_result result = {0};
    fund_status status =
        run(session, undated, STORE_BY_DOCID_ASCENDING, offset, limit, &result, error);
    if (status != FUND_OK)
        return status;
    append_hits(page, &result, false);
    page->total += result.total_estimated;
    page->is_exact = page->is_exact && is_exact(&result);
    store_result_finish(&result);
    return FUND_OK;
}

/*
 * A missing value sorts before all others, so that a rising order would put what has no date first:
 * two searches, one behind the other.
 */
static fund_status run_oldest(struct session *session, struct store_query *query,
                              const struct fund_search_options *options, struct page *page,
                              struct fund_error *error)
{
    struct build build = build_init(error);
    struct store_query *has_date = days_dated(&build);
    struct store_query *dated = build_pair(&build, STORE_FILTER, query, has_date);
    struct store_query *undated = build_pair(&build, STORE_AND_NOT, query, has_date);
    struct store_result result = {0};
    fund_status status = build.status;
    if (status == FUND_OK)
        status = run(session, dated, STORE_BY_VALUE_ASCENDING, options->offset, options->limit,
                     &result, error);
    if (status == FUND_OK) {
        page->count = 0;
        append_hits(page, &result, false);
        page->total = count_dated(&result, options->offset);
        page->is_exact = is_exact(&result);
        status = append_undated(session, undated, options, page, error);
    }
    store_result_finish(&result);
    build_finish(&build);
    return status;
}

static fund_status run_sorted(struct session *session, struct store_query *query,
                              const struct fund_search_options *options, struct page *page,
                              struct fund_error *error)
{
    if (options->sort == FUND_BY_OLDEST)
        return run_oldest(session, query, options, page, error);
    return run_simple(session, query, options, page, error);
}

/* Whether a further step may be worth it. In the order of dates it would mix better with worse. */
static bool is_little(const struct page *page, const struct fund_search_options *options)
{
    return page->total < (options->sort == FUND_BY_RELEVANCE ? PLAN_ENOUGH : 1);
}

/* All words first, then one step further after the other until enough is found. */
static fund_status run_plan(struct session *session, struct plan *plan,
                            const struct fund_search_options *options, struct page *page,
                            fund_results *results, struct fund_error *error)
{
    bool has_step = true;
    uint32_t total = 0;
    plan->is_by_date = options->sort != FUND_BY_RELEVANCE;
    fund_status status = run_sorted(session, plan->query, options, page, error);
    while (status == FUND_OK && is_little(page, options)) {
        total = page->total;
        status = plan_relax(session, plan, total, &has_step, error);
        if (status != FUND_OK || !has_step)
            break;
        status = run_sorted(session, plan->query, options, page, error);
        if (page->total > total)
            results->relaxed = plan_relaxed(plan);
    }
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
    struct name_context context = {session->reader, session->cursor, &scratch, session->aliases,
                                   NULL};
    struct snippet_matches matches = {NULL, 0, 0};
    fund_status status = snippet_find(finder, &context, release, &matches, error);
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
    hit->versions = 1;
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
    struct slice data = {NULL, 0};
    struct release release;
    release_init(&release);
    fund_status status = store_reader_data(session->reader, docid, &data, error);
    if (status == FUND_OK)
        status = release_decode(data, &release, error);
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

static fund_status load_hits(struct session *session, const struct plan *plan,
                             const struct fund_search_options *options, const struct page *page,
                             fund_results *results, struct fund_error *error)
{
    struct snippet_finder *finder = NULL;
    results->hits = arena_array(&results->arena, page->count, sizeof(*results->hits));
    if (results->hits == NULL)
        return error_no_memory(error);
    fund_status status = snippet_finder_create(plan, &finder, error);
    for (size_t i = 0; i < page->count && status == FUND_OK; i++) {
        struct fund_hit *hit = &results->hits[i];
        hit->rank = options->offset + (uint32_t)i + 1;
        hit->score = page->scores[i];
        status = load_hit(session, finder, page->docids[i], options->snippet_size, &results->arena,
                          hit, error);
    }
    snippet_finder_destroy(finder);
    results->count = page->count;
    return status;
}

/* ---- calls ---------------------------------------------------------------------------------- */

static fund_status fill_results(struct session *session, const struct request *request,
                                struct plan *plan, struct page *page, fund_results *results,
                                struct fund_error *error)
{
    const struct fund_search_options *options = &request->options;
    fund_status status = run_plan(session, plan, options, page, results, error);
    if (status == FUND_OK)
        status = load_hits(session, plan, options, page, results, error);
    if (status == FUND_OK && !view_string(&results->arena, plan->understood, &results->understood))
        status = error_no_memory(error);
    results->total = page->total;
    results->is_exact = page->is_exact;
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

void fund_results_free(fund_results *results)
{
    if (results == NULL)
        return;
    arena_finish(&results->arena);
    free(results);
}
