/*
 * One search of the store for each step of the plan. A step that is followed by another has found
 * fewer than PLAN_ENOUGH documents, so that all of them are known.
 */
#include "query/lib/search/order.h"

#include "query/lib/plan/days.h"
#include "query/lib/plan/ranked.h"
#include "query/lib/search/newest.h"

#include <math.h>

/* Hits counted before the total becomes an estimate. */
#define EXACT_TOTAL_MAX 1000

/* A piece of the order. */
struct window {
    uint32_t offset, limit;
};

/* What is equally good stands newest first. */
static enum fund_sort sort_of(const struct order *order)
{
    bool is_unweighted = order->sort == FUND_BY_RELEVANCE && order->plan->is_unweighted;
    return is_unweighted ? FUND_BY_NEWEST : order->sort;
}

static fund_status run(const struct order *order, const struct store_query *query,
                       enum store_sort sort, struct window window, struct store_result *result,
                       struct fund_error *error)
{
    struct store_search search = ranked_search(query, sort, window.offset, window.limit);
    search.check_at_least = order->is_total_wanted ? EXACT_TOTAL_MAX + 1 : 0;
    if (sort_of(order) != FUND_BY_RELEVANCE)
        search.check_at_least = UINT32_MAX; /* all are looked at anyway */
    if (order->selected != NULL) {
        search.only = order->selected->hits.items;
        search.only_count = order->selected->count;
        search.check_at_least = 0; /* the total is known */
    }
    return store_search(order->session->reader, &search, result, error);
}

static bool is_exact(const struct store_result *result)
{
    return result->total_lower == result->total_upper;
}

static bool is_strict(const struct plan *plan)
{
    return plan->step == PLAN_STRICT;
}

/* known: so many there are at least. */
static fund_status count_hits(const struct order *order, uint32_t known, struct store_total *total,
                              struct fund_error *error)
{
    uint32_t most = known > EXACT_TOTAL_MAX ? 0 : EXACT_TOTAL_MAX;
    return store_count(order->session->reader, order->plan->query, most, total, error);
}

/* The total of a step's search, which looked at no more documents than its hits took. */
static fund_status find_total(struct order *order, const struct store_result *result,
                              struct fund_error *error)
{
    struct store_total total = {result->total_estimated, is_exact(result)};
    fund_status status = FUND_OK;
    if (!total.is_exact && order->is_total_wanted && !order->is_counted)
        status = count_hits(order, result->total_lower, &total, error);
    if (!total.is_exact && total.documents < result->total_lower)
        total.documents = result->total_lower;
    if (!total.is_exact && total.documents > result->total_upper)
        total.documents = result->total_upper;
    order->total = total.documents;
    order->is_exact = total.is_exact;
    return status;
}

/* ---- by date -------------------------------------------------------------------------------- */

static void append_hits(struct page *page, const struct store_result *result)
{
    for (size_t i = 0; i < result->count; i++)
        page_append(page, result->hits[i].docid, 0);
}

static fund_status run_in_order(struct order *order, struct window window, struct page *page,
                                struct fund_error *error)
{
    struct store_total total = {order->total, order->is_exact};
    fund_status status =
        newest_fetch(order->session, order->plan->query, window.offset, window.limit, page, error);
    if (status == FUND_OK && page->count > 0 && page->count < window.limit)
        total = (struct store_total){window.offset + (uint32_t)page->count, true};
    else if (status == FUND_OK && !order->is_counted)
        status = count_hits(order, 0, &total, error);
    order->total = total.documents;
    order->is_exact = total.is_exact;
    return status;
}

static fund_status run_newest(struct order *order, struct window window, struct page *page,
                              struct fund_error *error)
{
    struct store_result result = {0};
    bool is_in_order = false;
    fund_status status = newest_is_in_order(order->session, &is_in_order, error);
    if (status != FUND_OK)
        return status;
    if (is_in_order && order->selected == NULL)
        return run_in_order(order, window, page, error);
    status = run(order, order->plan->query, STORE_BY_VALUE_DESCENDING, window, &result, error);
    if (status != FUND_OK)
        return status;
    append_hits(page, &result);
    order->total = result.total_estimated;
    order->is_exact = is_exact(&result);
    store_result_finish(&result);
    return FUND_OK;
}

/* How many of the dated documents there are, at least where the page's place depends on it. */
static uint32_t count_dated(const struct order *order, const struct store_result *dated,
                            uint32_t offset)
{
    if (order->selected != NULL)
        return (uint32_t)order->selected->dated_count;
    if (dated->count > 0 && (uint64_t)offset + dated->count > dated->total_estimated)
        return offset + (uint32_t)dated->count;
    return dated->total_estimated;
}

/* The documents without a date, behind the dated ones. */
static fund_status append_undated(struct order *order, const struct store_query *undated,
                                  struct window window, struct page *page, struct fund_error *error)
{
    struct store_result result = {0};
    window.offset = window.offset > order->total ? window.offset - order->total : 0;
    window.limit -= (uint32_t)page->count;
    fund_status status = run(order, undated, STORE_BY_DOCID_ASCENDING, window, &result, error);
    if (status != FUND_OK)
        return status;
    append_hits(page, &result);
    order->total += result.total_estimated;
    order->is_exact = order->is_exact && is_exact(&result);
    store_result_finish(&result);
    return FUND_OK;
}

/*
 * A missing value sorts before all others, so that a rising order would put what has no date first:
 * two searches, one behind the other.
 */
static fund_status run_oldest(struct order *order, struct window window, struct page *page,
                              struct fund_error *error)
{
    struct build build = build_init(error);
    struct store_query *has_date = days_dated(&build);
    struct store_query *dated = build_pair(&build, STORE_FILTER, order->plan->query, has_date);
    struct store_query *undated = build_pair(&build, STORE_AND_NOT, order->plan->query, has_date);
    struct store_result result = {0};
    fund_status status = build.status;
    if (status == FUND_OK)
        status = run(order, dated, STORE_BY_VALUE_ASCENDING, window, &result, error);
    if (status == FUND_OK) {
        append_hits(page, &result);
        order->total = count_dated(order, &result, window.offset);
        order->is_exact = is_exact(&result);
        status = append_undated(order, undated, window, page, error);
    }
    store_result_finish(&result);
    build_finish(&build);
    return status;
}

static fund_status run_dated(struct order *order, struct window window, struct page *page,
                             struct fund_error *error)
{
    page->count = 0;
    if (order->sort == FUND_BY_OLDEST)
        return run_oldest(order, window, page, error);
    return run_newest(order, window, page, error);
}

static fund_status note_step(struct order *order, uint32_t before, struct fund_error *error)
{
    bool is_as_typed = is_strict(order->plan) && order->plan->corrected.size == 0;
    if (is_strict(order->plan))
        order->strict_total = order->total;
    if (is_as_typed || order->total <= before)
        return FUND_OK;
    return plan_relaxed(order->plan, &order->relaxed, error);
}

/* The first step that finds anything: what others find would stand between. */
static fund_status settle_dated(struct order *order, struct window window, struct page *page,
                                struct fund_error *error)
{
    fund_status status = run_dated(order, window, page, error);
    bool has_step = order->relax != FUND_RELAX_NEVER;
    while (status == FUND_OK && has_step && order->total == 0) {
        status = plan_relax(order->session, order->plan, 0, &has_step, error);
        if (status == FUND_OK && has_step)
            status = run_dated(order, window, page, error);
    }
    return status == FUND_OK ? note_step(order, 0, error) : status;
}

/* ---- by relevance --------------------------------------------------------------------------- */

static bool is_found(const struct order_found *found, store_docid docid)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->hits[i].docid == docid)
            return true;
    return false;
}

/* Scores fall over all steps, so that a larger one is always better. */
struct scale {
    double factor, most;
};

static struct scale scale_of(const struct order *order)
{
    const struct order_found *found = &order->found;
    struct scale scale = {1, found->count > 0 ? found->hits[found->count - 1].score : INFINITY};
    for (size_t i = 0; i < order->result.count; i++) {
        double first = order->result.hits[i].score;
        if (is_found(found, order->result.hits[i].docid))
            continue;
        if (first > scale.most)
            scale.factor = scale.most / first;
        break;
    }
    return scale;
}

static double scaled(struct scale scale, double score)
{
    double product = score * scale.factor;
    return product < scale.most ? product : scale.most; /* rounding */
}

/* The piece of what was found before, with the last step's own finds behind it. */
static void fill(const struct order *order, struct window window, struct page *page)
{
    const struct order_found *found = &order->found;
    const struct store_result *result = &order->result;
    struct scale scale = scale_of(order);
    size_t end = (size_t)window.offset + window.limit, rank = 0;
    page->count = 0;
    for (; rank < found->count && rank < end; rank++)
        if (rank >= window.offset)
            page_append(page, found->hits[rank].docid, found->hits[rank].score);
    for (size_t i = 0; i < result->count && rank < end; i++) {
        if (is_found(found, result->hits[i].docid))
            continue;
        if (rank >= window.offset)
            page_append(page, result->hits[i].docid, scaled(scale, result->hits[i].score));
        rank++;
    }
}

/* Puts the last step's finds among those of the steps before. */
static void keep(struct order *order)
{
    struct order_found *found = &order->found;
    struct scale scale = scale_of(order);
    for (size_t i = 0; i < order->result.count && found->count < PLAN_ENOUGH; i++) {
        if (is_found(found, order->result.hits[i].docid))
            continue;
        struct store_hit *hit = &found->hits[found->count++];
        *hit = order->result.hits[i];
        hit->score = scaled(scale, hit->score);
    }
}

/* How many hits to ask the store for: those up to the window's end, and those found before. */
static uint32_t depth_of(const struct order *order, struct window window)
{
    uint64_t depth = (uint64_t)window.offset + window.limit + order->found.count;
    if (depth < PLAN_ENOUGH)
        return PLAN_ENOUGH;
    return depth < STORE_HITS_MAX ? (uint32_t)depth : STORE_HITS_MAX;
}

static fund_status run_step(struct order *order, struct window window, struct fund_error *error)
{
    struct store_result result = {0};
    uint32_t depth = depth_of(order, window);
    fund_status status = run(order, order->plan->query, STORE_BY_RELEVANCE_THEN_VALUE,
                             (struct window){0, depth}, &result, error);
    if (status != FUND_OK)
        return status;
    store_result_finish(&order->result);
    order->result = result;
    order->depth = depth;
    return find_total(order, &result, error);
}

static uint32_t enough_of(const struct order *order)
{
    switch (order->relax) {
    case FUND_RELAX_NEVER:
        return 0;
    case FUND_RELAX_EMPTY:
        return 1;
    case FUND_RELAX_FILL:
        break;
    }
    return PLAN_ENOUGH;
}

static fund_status settle_ranked(struct order *order, struct window window,
                                 struct fund_error *error)
{
    bool is_any = order->plan->is_question && order->relax == FUND_RELAX_FILL;
    fund_status status = is_any ? plan_ask_any(order->session, order->plan, error) : FUND_OK;
    if (status == FUND_OK)
        status = run_step(order, window, error);
    if (status == FUND_OK)
        status = note_step(order, 0, error);
    while (status == FUND_OK && order->total < enough_of(order)) {
        bool has_step = false;
        uint32_t before = order->total;
        status = plan_relax(order->session, order->plan, before, &has_step, error);
        if (status != FUND_OK || !has_step)
            break;
        keep(order);
        status = run_step(order, window, error);
        if (status == FUND_OK)
            status = note_step(order, before, error);
    }
    return status;
}

/* The same step again, which now may know the total that it estimated before. */
static fund_status run_deeper(struct order *order, struct window window, struct fund_error *error)
{
    fund_status status = run_step(order, window, error);
    if (status == FUND_OK && is_strict(order->plan))
        order->strict_total = order->total;
    return status;
}

static fund_status fetch_ranked(struct order *order, struct window window, struct page *page,
                                struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (!order->is_settled)
        status = settle_ranked(order, window, error);
    else if (order->result.count == order->depth && depth_of(order, window) > order->depth)
        status = run_deeper(order, window, error);
    if (status == FUND_OK)
        fill(order, window, page);
    return status;
}

/* ---- both ----------------------------------------------------------------------------------- */

fund_status order_fetch(struct order *order, uint32_t offset, uint32_t limit, struct page *page,
                        struct fund_error *error)
{
    struct window window = {offset, limit};
    fund_status status = FUND_OK;
    order->plan->is_by_date = sort_of(order) != FUND_BY_RELEVANCE;
    if (sort_of(order) == FUND_BY_RELEVANCE)
        status = fetch_ranked(order, window, page, error);
    else if (order->is_settled)
        status = run_dated(order, window, page, error);
    else
        status = settle_dated(order, window, page, error);
    if (status != FUND_OK)
        return status;
    order->is_settled = true;
    if (order->selected != NULL) {
        order_set_total(order, (uint32_t)order->selected->count);
        order->is_exact = order->selected->hits.is_complete;
    } else if (order->is_counted) {
        order_set_total(order, order->counted);
    }
    page->total = order->total;
    page->is_exact = order->is_exact;
    for (size_t i = 0; i < page->count; i++)
        page->is_relaxed[i] = (uint64_t)offset + i >= order->strict_total;
    return FUND_OK;
}

void order_select(struct order *order, const struct facets *selected)
{
    store_result_finish(&order->result);
    order->found.count = 0;
    order->depth = 0;
    order->selected = selected;
    order_set_total(order, (uint32_t)selected->count);
}

void order_set_total(struct order *order, uint32_t total)
{
    order->is_counted = true;
    order->counted = order->total = total;
    order->strict_total = is_strict(order->plan) ? total : 0;
    order->is_exact = true;
}

void order_finish(struct order *order)
{
    store_result_finish(&order->result);
}
