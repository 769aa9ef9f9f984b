/*
 * The best documents of a query, in one step; those of rows in two_steps.c.
 */
#include "core/match/run.h"

#include "core/match/query.h"

#include <stdlib.h>

static bool has_weights(const struct match_search *search)
{
    return search->sort != MATCH_BY_NUMBER_ASCENDING && search->sort != MATCH_BY_NUMBER_DESCENDING;
}

void run_make_root(struct run *run, const uint32_t *only, size_t count,
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
        run_note(run, error_no_memory(evaluation->error));
    if (pair == NULL || list == NULL) {
        run->root = NULL;
        return;
    }
    pair[0] = list;
    pair[1] = run->root;
    run->root = iterator_of_and(evaluation, pair, 2);
}

fund_status run_begin(struct run *run, const struct match_databases *databases, size_t database,
                      struct fund_error *error)
{
    const struct match_search *search = run->search;
    run->root = NULL;
    run->has_values = false;
    run_note(run, evaluation_init(&run->evaluation, databases, database,
                                  has_weights(search) ? search : NULL, error));
    if (run->evaluation.status == FUND_OK && collector_sorts_by_value(run->collector)) {
        run->has_values = true;
        run_note(run,
                 glass_values_open(run->evaluation.reader, search->sort_slot, &run->values, error));
    }
    return run->evaluation.status;
}

fund_status run_end(struct run *run)
{
    if (run->has_values) {
        if (run->evaluation.status == FUND_OK)
            run_note(run, glass_values_check(&run->values, run->evaluation.error));
        glass_values_close(&run->values);
    }
    return evaluation_finish(&run->evaluation);
}

void run_add(struct run *run, uint32_t docid, double weight)
{
    struct match_hit hit = {0, weight};
    struct slice value = {NULL, 0};
    fund_status status = FUND_OK;
    run->found++;
    if (weight < collector_least(run->collector))
        return;
    if (run->has_values)
        status = glass_values_seek(&run->values, docid, run->evaluation.error);
    if (run->has_values && status == FUND_OK && run->values.docid == docid)
        value = run->values.value;
    hit.docid = (docid - 1) * run->numbering.databases + run->numbering.database + 1;
    if (status == FUND_OK)
        status = collector_add(run->collector, hit, value, run->evaluation.error);
    run_note(run, status);
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
    struct iterator_weight known;
    *weight = 0;
    if (!root->has_rows && !run->evaluation.is_weighted)
        return true;
    if (!root->ops->weigh(root, least, &known) || known.most < least)
        return false;
    bool is_match = iterator_is_settled(&known) ||
                    (root->ops->resolve(root) && root->ops->weigh(root, least, &known));
    *weight = known.least;
    return is_match;
}

void run_collect(struct run *run)
{
    double weight, least = least_of(run);
    while (run->evaluation.status == FUND_OK && !is_all_there(run)) {
        iterator_skip(run->root, run->root->docid + 1, least);
        if (run->root->docid == ITERATOR_END)
            return;
        if (weigh(run, least, &weight))
            run_add(run, run->root->docid, weight);
        least = least_of(run);
    }
}

/* ---- all databases ----------------------------------------------------------------------------- */

static fund_status run_database(struct run *run, const struct match_databases *databases,
                                size_t database, struct match_result *result,
                                struct fund_error *error)
{
    const struct match_search *search = run->search;
    run->numbering = (struct iterator_numbering){(uint32_t)databases->count, (uint32_t)database};
    if (run_begin(run, databases, database, error) == FUND_OK)
        run_make_root(run, search->only, search->only_count, run->numbering);
    if (run->root == NULL)
        return run_end(run);
    result->upper += run->root->cost;
    run->is_counted = run->is_counted && run->root->is_counted;
    if (database == 0)
        result->estimated = (uint32_t)iterator_estimate(&run->evaluation, search->query);
    if (run->root->has_rows && collector_sorts_by_weight(run->collector) &&
        run->at_least < UINT32_MAX)
        return run_in_two_steps(run, database);
    run_collect(run);
    return run_end(run);
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
    if (result->lower < run->sure_found)
        result->lower = run->sure_found;
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
