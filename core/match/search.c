/*
 * The best documents of a query.
 *
 * Rows make it two steps: first all documents are weighed as if they had them; then those that weigh
 * most are looked at, in batches, until no other could be among the best. So no more positions are
 * read than the result depends on.
 */
#include "core/match/candidates.h"
#include "core/match/collector.h"
#include "core/match/iterator.h"
#include "core/match/query.h"

#include <stdlib.h>

/* Candidates of the first batch, and how many times as many the next one has: where rows are rare, all
 * are soon gone through in the order in which they lie. */
#define BATCH_FIRST 64u
#define BATCH_GROW  8u

/* A search in one database. */
struct run {
    const struct match_search *search;
    struct evaluation evaluation;
    struct collector *collector; /* of all databases */
    struct iterator *root;       /* NULL after a failure */
    struct glass_values values;  /* of sort_slot */
    bool has_values;
    struct iterator_numbering numbering;
    uint32_t found;    /* documents, in all databases */
    bool is_partial;   /* there may be more */
    bool is_counted;   /* there are as many as the lists say */
    bool is_in_two;    /* rows are looked at in the second step */
    uint32_t at_least; /* documents to find before any may be passed over */
};

static bool has_weights(const struct match_search *search)
{
    return search->sort != MATCH_BY_NUMBER_ASCENDING && search->sort != MATCH_BY_NUMBER_DESCENDING;
}

static fund_status note(struct run *run, fund_status status)
{
    evaluation_note(&run->evaluation, status);
    return run->evaluation.status;
}

/* The query among those documents; NULL: all. */
static void make_root(struct run *run, const uint32_t *only, size_t count,
                      struct iterator_numbering numbering)
{
    struct evaluation *evaluation = &run->evaluation;
    double factor = evaluation->is_weighted ? 1 : 0;
    run->root = iterator_make(evaluation, run->search->query, factor);
    if (run->root != NULL)
        evaluation_expect(evaluation, only == NULL ? run->root->cost : 0);
    if (only == NULL || run->root == NULL)
        return;
    struct iterator **pair = arena_array(&evaluation->arena, 2, sizeof(struct iterator *));
    struct iterator *list = iterator_of_list(evaluation, numbering, only, count);
    if (pair == NULL)
        note(run, error_no_memory(evaluation->error));
    if (pair == NULL || list == NULL) {
        run->root = NULL;
        return;
    }
    pair[0] = list;
    pair[1] = run->root;
    run->root = iterator_of_and(evaluation, pair, 2);
}

static fund_status begin(struct run *run, const struct match_databases *databases, size_t database,
                         struct fund_error *error)
{
    const struct match_search *search = run->search;
    run->root = NULL;
    run->has_values = false;
    note(run, evaluation_init(&run->evaluation, databases, database,
                              has_weights(search) ? search : NULL, error));
    if (run->evaluation.status == FUND_OK && collector_sorts_by_value(run->collector)) {
        run->has_values = true;
        note(run,
             glass_values_open(run->evaluation.reader, search->sort_slot, &run->values, error));
    }
    return run->evaluation.status;
}

static fund_status end(struct run *run)
{
    if (run->has_values) {
        if (run->evaluation.status == FUND_OK)
            note(run, glass_values_check(&run->values, run->evaluation.error));
        glass_values_close(&run->values);
    }
    return evaluation_finish(&run->evaluation);
}

/* The document at hand, which matches. */
static void add(struct run *run, double weight)
{
    struct match_hit hit = {0, weight};
    struct slice value = {NULL, 0};
    uint32_t docid = run->root->docid;
    fund_status status = FUND_OK;
    run->found++;
    if (weight < collector_least(run->collector))
        return;
    if (run->has_values)
        status = glass_values_skip(&run->values, docid, run->evaluation.error);
    if (run->has_values && status == FUND_OK && run->values.docid == docid)
        value = run->values.value;
    hit.docid = (docid - 1) * run->numbering.databases + run->numbering.database + 1;
    if (status == FUND_OK)
        status = collector_add(run->collector, hit, value, run->evaluation.error);
    note(run, status);
}

/* What a document has to weigh from now on. */
static double least_of(struct run *run)
{
    bool is_free = run->found >= run->at_least || run->is_in_two;
    double least = is_free ? collector_least(run->collector) : 0;
    run->is_partial = run->is_partial || least > 0;
    return least;
}

static bool is_all_there(struct run *run)
{
    bool is_enough = run->search->sort == MATCH_BY_NUMBER_ASCENDING &&
                     run->found >= run->at_least && run->collector->count == run->collector->most;
    run->is_partial = run->is_partial || is_enough;
    return is_enough;
}

/* Whether the document at hand matches, after looks at its rows if it may weigh enough. */
static bool weigh(struct run *run, double least, double *weight)
{
    struct iterator *root = run->root;
    *weight = 0;
    if (!root->has_rows && !run->evaluation.is_weighted)
        return true;
    if (!root->ops->state(root, true, weight) || *weight < least)
        return false;
    if (!root->has_rows)
        return true;
    return root->ops->resolve(root) && root->ops->state(root, false, weight);
}

/* Adds all that matches and may be among the best. */
static void collect(struct run *run)
{
    double weight, least = least_of(run);
    while (run->evaluation.status == FUND_OK && !is_all_there(run)) {
        iterator_skip(run->root, run->root->docid + 1, least);
        if (run->root->docid == ITERATOR_END)
            return;
        if (weigh(run, least, &weight))
            add(run, weight);
        least = least_of(run);
    }
}

/* ---- rows ------------------------------------------------------------------------------------- */

/* All documents that may be among the best. */
static fund_status find_candidates(struct run *run, struct candidates *candidates)
{
    struct iterator *root = run->root;
    double most, sure, least = collector_least(run->collector);
    while (run->evaluation.status == FUND_OK) {
        iterator_skip(root, root->docid + 1, least);
        if (root->docid == ITERATOR_END)
            break;
        if (!root->ops->state(root, true, &most) || most < least)
            continue;
        note(run, candidates_add(candidates, root->docid, most, run->evaluation.error));
        if (root->ops->state(root, false, &sure))
            candidates_add_sure(candidates, sure);
        if (candidates_least(candidates) > least)
            least = candidates_least(candidates);
    }
    run->is_partial = run->is_partial || least > 0;
    return run->evaluation.status;
}

/* Looks at these documents. */
static fund_status try_batch(struct run *run, size_t database, const uint32_t *docids, size_t count)
{
    const struct match_databases *databases = run->evaluation.databases;
    struct fund_error *error = run->evaluation.error;
    if (begin(run, databases, database, error) == FUND_OK)
        make_root(run, docids, count, (struct iterator_numbering){1, 0});
    if (run->root != NULL)
        collect(run);
    return end(run);
}

static fund_status try_candidates(struct run *run, size_t database, struct candidates *candidates,
                                  struct fund_error *error)
{
    fund_status status = FUND_OK;
    uint32_t *docids = malloc((candidates->count + 1) * sizeof(*docids));
    if (docids == NULL)
        return error_no_memory(error);
    candidates_order(candidates);
    for (size_t most = BATCH_FIRST; status == FUND_OK; most *= BATCH_GROW) {
        size_t count = candidates_take(candidates, collector_least(run->collector), docids, most);
        if (count == 0)
            break;
        status = try_batch(run, database, docids, count);
    }
    free(docids);
    run->is_partial = run->is_partial || candidates->count > 0;
    return status;
}

/* The evaluation at hand is ended in any case. */
static fund_status run_in_two(struct run *run, size_t database)
{
    struct candidates candidates = {NULL};
    struct fund_error *error = run->evaluation.error;
    run->is_in_two = true;
    fund_status status = candidates_init(&candidates, run->collector->most, error);
    note(run, status);
    if (status == FUND_OK)
        find_candidates(run, &candidates);
    status = end(run);
    if (status == FUND_OK)
        status = try_candidates(run, database, &candidates, error);
    candidates_finish(&candidates);
    return status;
}

/* ---- all databases ----------------------------------------------------------------------------- */

static fund_status run_database(struct run *run, const struct match_databases *databases,
                                size_t database, struct match_result *result,
                                struct fund_error *error)
{
    const struct match_search *search = run->search;
    run->numbering = (struct iterator_numbering){(uint32_t)databases->count, (uint32_t)database};
    if (begin(run, databases, database, error) == FUND_OK)
        make_root(run, search->only, search->only_count, run->numbering);
    if (run->root == NULL)
        return end(run);
    result->upper += run->root->cost;
    run->is_counted = run->is_counted && run->root->is_counted;
    if (database == 0)
        result->estimated = (uint32_t)iterator_estimate(&run->evaluation, search->query);
    if (run->root->has_rows && collector_sorts_by_weight(run->collector) &&
        run->at_least < UINT32_MAX)
        return run_in_two(run, database);
    collect(run);
    return end(run);
}

static fund_status fill(struct collector *collector, const struct match_search *search,
                        struct match_result *result, struct fund_error *error)
{
    collector_sort(collector);
    size_t count = collector->count > search->offset ? collector->count - search->offset : 0;
    result->hits = malloc((count + 1) * sizeof(*result->hits));
    if (result->hits == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < count; i++)
        result->hits[i] = collector->items[search->offset + i].hit;
    result->count = count;
    return FUND_OK;
}

static void set_total(const struct run *run, struct match_result *result)
{
    result->lower = run->is_counted ? result->upper : run->found;
    if (!run->is_partial || result->upper < result->lower)
        result->upper = result->lower;
    if (result->estimated < result->lower)
        result->estimated = result->lower;
    if (result->estimated > result->upper)
        result->estimated = result->upper;
}

fund_status match_run(const struct match_databases *databases, const struct match_search *search,
                      struct match_result *result, struct fund_error *error)
{
    struct collector collector;
    struct match_result made = {NULL, 0, 0, 0, 0};
    struct run run = {.search = search, .collector = &collector, .is_counted = true};
    run.at_least = search->check_at_least;
    fund_status status = FUND_OK;
    collector_init(&collector, search->sort, (size_t)search->offset + search->limit);
    for (size_t i = 0; i < databases->count && status == FUND_OK; i++)
        status = run_database(&run, databases, i, &made, error);
    if (status == FUND_OK)
        status = fill(&collector, search, &made, error);
    collector_finish(&collector);
    if (status != FUND_OK)
        return status;
    set_total(&run, &made);
    *result = made;
    return FUND_OK;
}
