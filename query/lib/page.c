/*
 * One search of the store for each step of the plan. A step that is followed by another has found
 * fewer than PLAN_ENOUGH documents, so that all of them are known.
 */
#include "query/lib/page.h"

#include "core/schema/schema.h"
#include "query/lib/days.h"
#include "query/lib/weights.h"

/* Matches looked at before the total becomes an estimate. */
#define EXACT_TOTAL_MAX 10000

static fund_status run(struct session *session, const struct store_query *query,
                       const struct page *page, enum store_sort sort, uint32_t offset,
                       uint32_t limit, struct store_result *result, struct fund_error *error)
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
    if (page->selected != NULL) {
        search.only = page->selected->hits.items;
        search.only_count = page->selected->count;
        search.check_at_least = 0; /* the total is known */
    }
    return store_search(session->reader, &search, result, error);
}

static bool is_exact(const struct store_result *result)
{
    return result->total_lower == result->total_upper;
}

static void append(struct page *page, store_docid docid, double score)
{
    if (page->count == FUND_LIMIT_MAX)
        return;
    page->docids[page->count] = docid;
    page->scores[page->count] = score;
    page->count++;
}

/* ---- by date -------------------------------------------------------------------------------- */

static void append_hits(struct page *page, const struct store_result *result)
{
    for (size_t i = 0; i < result->count; i++)
        append(page, result->hits[i].docid, 0);
}

static fund_status run_newest(struct session *session, const struct store_query *query,
                              const struct fund_search_options *options, struct page *page,
                              struct fund_error *error)
{
    struct store_result result = {0};
    fund_status status = run(session, query, page, STORE_BY_VALUE_DESCENDING, options->offset,
                             options->limit, &result, error);
    if (status != FUND_OK)
        return status;
    page->count = 0;
    append_hits(page, &result);
    page->total = result.total_estimated;
    page->is_exact = is_exact(&result);
    store_result_finish(&result);
    return FUND_OK;
}

/* How many of the dated documents there are, at least where the page's place depends on it. */
static uint32_t count_dated(const struct page *page, const struct store_result *dated,
                            uint32_t offset)
{
    if (page->selected != NULL)
        return (uint32_t)page->selected->dated_count;
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
        run(session, undated, page, STORE_BY_DOCID_ASCENDING, offset, limit, &result, error);
    if (status != FUND_OK)
        return status;
    append_hits(page, &result);
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
        status = run(session, dated, page, STORE_BY_VALUE_ASCENDING, options->offset,
                     options->limit, &result, error);
    if (status == FUND_OK) {
        page->count = 0;
        append_hits(page, &result);
        page->total = count_dated(page, &result, options->offset);
        page->is_exact = is_exact(&result);
        status = append_undated(session, undated, options, page, error);
    }
    store_result_finish(&result);
    build_finish(&build);
    return status;
}

static fund_status run_dated(struct session *session, struct plan *plan,
                             const struct fund_search_options *options, struct page *page,
                             struct fund_error *error)
{
    if (options->sort == FUND_BY_OLDEST)
        return run_oldest(session, plan->query, options, page, error);
    return run_newest(session, plan->query, options, page, error);
}

/* The first step that finds anything: what others find would stand between. */
static fund_status run_by_date(struct session *session, struct plan *plan,
                               const struct fund_search_options *options, struct page *page,
                               struct fund_error *error)
{
    for (bool has_step = true; has_step;) {
        fund_status status = run_dated(session, plan, options, page, error);
        if (status != FUND_OK || page->total > 0 || options->relax == FUND_RELAX_NEVER)
            return status;
        status = plan_relax(session, plan, 0, &has_step, error);
        if (status != FUND_OK)
            return status;
    }
    return FUND_OK;
}

/* ---- by relevance --------------------------------------------------------------------------- */

/* What the steps so far have found, best first: fewer than PLAN_ENOUGH. */
struct found {
    struct store_hit hits[PLAN_ENOUGH];
    size_t count;
};

static bool is_found(const struct found *found, store_docid docid)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->hits[i].docid == docid)
            return true;
    return false;
}

/* Scores fall over all steps, so that a larger one is always better. */
static double scale_of(const struct found *found, const struct store_result *result)
{
    double last = found->count > 0 ? found->hits[found->count - 1].score : 0;
    double first = 0;
    for (size_t i = 0; i < result->count && first == 0; i++)
        if (!is_found(found, result->hits[i].docid))
            first = result->hits[i].score;
    return found->count == 0 || first <= last || first == 0 ? 1 : last / first;
}

/* The page's piece of what was found before, with this step's own finds behind it. */
static void fill(struct page *page, const struct found *found, const struct store_result *result,
                 const struct fund_search_options *options)
{
    double scale = scale_of(found, result);
    size_t end = (size_t)options->offset + options->limit;
    size_t rank = 0;
    page->count = 0;
    for (; rank < found->count && rank < end; rank++)
        if (rank >= options->offset)
            append(page, found->hits[rank].docid, found->hits[rank].score);
    for (size_t i = 0; i < result->count && rank < end; i++) {
        if (is_found(found, result->hits[i].docid))
            continue;
        if (rank >= options->offset)
            append(page, result->hits[i].docid, result->hits[i].score * scale);
        rank++;
    }
}

static void keep(struct found *found, const struct store_result *result)
{
    double scale = scale_of(found, result);
    for (size_t i = 0; i < result->count && found->count < PLAN_ENOUGH; i++) {
        if (is_found(found, result->hits[i].docid))
            continue;
        found->hits[found->count] = result->hits[i];
        found->hits[found->count++].score *= scale;
    }
}

/* How many hits to ask the store for: those up to the page's end, and those found before. */
static uint32_t depth_of(const struct found *found, const struct fund_search_options *options)
{
    uint64_t depth = (uint64_t)options->offset + options->limit + found->count;
    if (depth < PLAN_ENOUGH)
        return PLAN_ENOUGH;
    return depth < STORE_HITS_MAX ? (uint32_t)depth : STORE_HITS_MAX;
}

static bool is_strict(const struct plan *plan)
{
    return plan->step == PLAN_STRICT && plan->corrected.size == 0;
}

static fund_status run_step(struct session *session, struct plan *plan,
                            const struct fund_search_options *options, struct found *found,
                            struct page *page, struct fund_error *error)
{
    struct store_result result = {0};
    bool is_first = found->count == 0;
    fund_status status = run(session, plan->query, page, STORE_BY_RELEVANCE_THEN_VALUE, 0,
                             depth_of(found, options), &result, error);
    if (status != FUND_OK)
        return status;
    uint32_t before = is_first ? 0 : page->total;
    fill(page, found, &result, options);
    keep(found, &result);
    page->total = result.total_estimated;
    page->is_exact = is_exact(&result);
    if (is_strict(plan))
        page->strict_total = page->total;
    else if (page->total > before)
        status = plan_relaxed(plan, &page->relaxed, error);
    store_result_finish(&result);
    return status;
}

static fund_status run_by_relevance(struct session *session, struct plan *plan,
                                    const struct fund_search_options *options, struct page *page,
                                    struct fund_error *error)
{
    struct found found = {.count = 0};
    bool fills = options->relax == FUND_RELAX_FILL;
    uint32_t enough = fills ? PLAN_ENOUGH : options->relax == FUND_RELAX_EMPTY ? 1 : 0;
    fund_status status = plan->is_question && fills ? plan_ask_any(session, plan, error) : FUND_OK;
    if (status == FUND_OK)
        status = run_step(session, plan, options, &found, page, error);
    while (status == FUND_OK && page->total < enough) {
        bool has_step = false;
        status = plan_relax(session, plan, page->total, &has_step, error);
        if (status != FUND_OK || !has_step)
            break;
        status = run_step(session, plan, options, &found, page, error);
    }
    return status;
}

fund_status page_run(struct session *session, struct plan *plan,
                     const struct fund_search_options *options, struct page *page,
                     struct fund_error *error)
{
    page->relaxed = slice_of(NULL, 0);
    page->strict_total = 0;
    if (options->sort == FUND_BY_RELEVANCE)
        return run_by_relevance(session, plan, options, page, error);
    fund_status status = run_by_date(session, plan, options, page, error);
    if (status == FUND_OK && is_strict(plan))
        page->strict_total = page->total;
    else if (status == FUND_OK && page->total > 0)
        status = plan_relaxed(plan, &page->relaxed, error);
    return status;
}

void page_set_total(struct page *page, const struct plan *plan, uint32_t total)
{
    page->total = total;
    page->strict_total = is_strict(plan) ? total : 0;
    page->is_exact = true;
}

fund_status page_run_selected(struct session *session, struct plan *plan,
                              const struct fund_search_options *options,
                              const struct facets *selected, struct page *page,
                              struct fund_error *error)
{
    struct found found = {.count = 0};
    page->selected = selected;
    fund_status status = options->sort == FUND_BY_RELEVANCE
                             ? run_step(session, plan, options, &found, page, error)
                             : run_dated(session, plan, options, page, error);
    page->selected = NULL;
    if (status != FUND_OK)
        return status;
    page_set_total(page, plan, (uint32_t)selected->count);
    page->is_exact = selected->hits.is_complete;
    return FUND_OK;
}
