/*
 * The best documents of a query with rows. See run.h.
 */
#include "core/match/candidates.h"
#include "core/match/run.h"

#include <stdlib.h>

/* Candidates of the first batch, and how many times as many the next one has: where rows are rare, all
 * are soon gone through in the order in which they lie. */
#define BATCH_FIRST 64u
#define BATCH_GROW  8u

/* Candidates whose positions are brought near before they are looked at. */
#define LOOK_AHEAD 8u

/*
 * Whether the document at hand may still be one, if its rows are looked at where that is worth while:
 * of one row a look costs the same later, of several the query would have to be evaluated anew.
 */
static bool stands_up(struct run *run, struct candidates *candidates, double least,
                      struct iterator_weight *weight)
{
    struct iterator *root = run->root;
    if (root->only_row != NULL || iterator_is_settled(weight) ||
        !candidates_promise(candidates, weight->most))
        return true;
    return root->ops->resolve(root) && root->ops->weigh(root, least, weight);
}

/* All documents that may be among the best. */
static fund_status find_candidates(struct run *run, struct candidates *candidates)
{
    struct iterator *root = run->root;
    struct candidate candidate;
    double least = collector_least(run->collector);
    while (run->evaluation.status == FUND_OK) {
        iterator_skip(root, root->docid + 1, least);
        if (root->docid == ITERATOR_END)
            break;
        if (!root->ops->weigh(root, least, &candidate.weight) || candidate.weight.most < least ||
            !stands_up(run, candidates, least, &candidate.weight))
            continue;
        candidate.docid = root->docid;
        run_note(run, candidates_add(candidates, candidate, run->evaluation.error));
        if (candidates_least(candidates) > least)
            least = candidates_least(candidates);
    }
    run->is_partial = run->is_partial || least > 0;
    run->sure_found += candidates->sure_found;
    return run->evaluation.status;
}

/* ---- looking at one row ------------------------------------------------------------------------ */

/* It was weighed with the only row and without: nothing but that row is left open. */
static void try_one(struct run *run, const struct candidate *candidate)
{
    const struct iterator_weight *weight = &candidate->weight;
    if (weight->most < collector_least(run->collector))
        run->is_partial = true;
    else if (iterator_is_settled(weight) || iterator_look(run->root->only_row, candidate->docid))
        run_add(run, candidate->docid, weight->most);
    else if (weight->is_sure)
        run_add(run, candidate->docid, weight->least);
}

static fund_status try_each(struct run *run, const struct candidate *batch, size_t count)
{
    size_t expected = 0;
    for (size_t i = 0; i < count && run->evaluation.status == FUND_OK; i++) {
        for (; expected < count && expected <= i + LOOK_AHEAD; expected++)
            if (!iterator_is_settled(&batch[expected].weight))
                evaluation_expect_looks(&run->evaluation, batch[expected].docid);
        try_one(run, &batch[i]);
    }
    return run->evaluation.status;
}

/* ---- looking at several ------------------------------------------------------------------------ */

/* Evaluates the whole query anew, for those of these documents that are not settled. */
static fund_status try_anew(struct run *run, size_t database, const struct candidate *batch,
                            size_t count)
{
    const struct match_databases *databases = run->evaluation.databases;
    struct fund_error *error = run->evaluation.error;
    uint32_t *docids = malloc((count + 1) * sizeof(*docids));
    if (docids == NULL)
        return error_no_memory(error);
    size_t open = 0;
    run_begin(run, databases, database, error);
    for (size_t i = 0; i < count && run->evaluation.status == FUND_OK; i++) {
        if (iterator_is_settled(&batch[i].weight))
            run_add(run, batch[i].docid, batch[i].weight.most);
        else
            docids[open++] = batch[i].docid;
    }
    if (open > 0 && run->evaluation.status == FUND_OK)
        run_make_root(run, docids, open, (struct iterator_numbering){1, 0});
    if (run->root != NULL)
        run_collect(run);
    free(docids);
    return run_end(run);
}

/* ---- both ------------------------------------------------------------------------------------- */

static fund_status try_candidates(struct run *run, size_t database, struct candidates *candidates,
                                  bool is_of_one_row)
{
    fund_status status = FUND_OK;
    size_t left = candidates->count;
    struct candidate *batch = malloc((left + 1) * sizeof(*batch));
    if (batch == NULL)
        return error_no_memory(run->evaluation.error);
    for (size_t most = BATCH_FIRST; status == FUND_OK; most *= BATCH_GROW) {
        size_t count = candidates_take(candidates, collector_least(run->collector), batch, most);
        if (count == 0)
            break;
        left -= count;
        status =
            is_of_one_row ? try_each(run, batch, count) : try_anew(run, database, batch, count);
    }
    free(batch);
    run->is_partial = run->is_partial || left > 0;
    return status;
}

fund_status run_in_two_steps(struct run *run, size_t database)
{
    struct candidates candidates = {NULL};
    bool is_of_one_row = run->root->only_row != NULL;
    run->is_in_two = true;
    run_note(run, candidates_init(&candidates, run->collector->most, BATCH_FIRST,
                                  run->evaluation.error));
    fund_status status = find_candidates(run, &candidates);
    if (!is_of_one_row)
        status = run_end(run);
    if (status == FUND_OK)
        status = try_candidates(run, database, &candidates, is_of_one_row);
    candidates_finish(&candidates);
    if (!is_of_one_row)
        return status;
    run_note(run, status);
    return run_end(run);
}
