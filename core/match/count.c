/*
 * Counting and collecting, without weights. What is counted to its end is exact; else a sample of
 * all documents is asked, windows of neighbours in even distances, since releases of the same days are
 * neighbours and alike.
 */
#include "core/match/iterator.h"

#include <stdlib.h>

/* Documents of a sample at least, where there are so many, and how many of them are neighbours. */
#define SAMPLE 4096u
#define WINDOW 32u

/* Positions that are looked at for an exact number. */
#define LOOKS_MAX 250u

/* Whether the document at hand matches, after a look at its rows where they decide it. */
static bool is_match(struct evaluation *evaluation, struct iterator *root)
{
    struct iterator_weight weight;
    if (!root->has_rows)
        return true;
    return root->ops->weigh(root, &weight) &&
           (weight.is_sure || (root->ops->resolve(root) && evaluation->status == FUND_OK));
}

struct counting {
    uint32_t stride; /* every so many windows one; 1: all */
    uint64_t looks_most;
    uint32_t most; /* of documents */
    uint32_t found;
    bool is_cut;
};

/* The first document from this one on that is in the sample. */
static uint32_t next_in_sample(uint32_t docid, uint32_t stride)
{
    uint64_t window = docid / WINDOW, left_out = window % stride;
    uint64_t next = left_out == 0 ? docid : (window - left_out + stride) * WINDOW;
    return next < ITERATOR_END ? (uint32_t)next : ITERATOR_END;
}

static void count_matches(struct counting *counting, struct evaluation *evaluation,
                          struct iterator *root)
{
    uint32_t docid = 1;
    if (root->is_counted && counting->stride == 1) {
        counting->found += root->cost;
        return;
    }
    while (evaluation->status == FUND_OK && !counting->is_cut) {
        iterator_skip(root, next_in_sample(docid, counting->stride), 0);
        docid = root->docid;
        if (docid == ITERATOR_END)
            return;
        if (next_in_sample(docid, counting->stride) == docid) {
            counting->found += is_match(evaluation, root);
            counting->is_cut = evaluation->is_enough || counting->found > counting->most;
            docid++;
        }
    }
}

static fund_status count_database(const struct match_databases *databases, size_t database,
                                  const struct match_query *query, struct counting *counting,
                                  struct fund_error *error)
{
    struct evaluation evaluation;
    struct iterator *root = NULL;
    if (evaluation_init(&evaluation, databases, database, NULL, error) == FUND_OK)
        root = iterator_make(&evaluation, query, 0);
    evaluation.look_at_most = counting->looks_most;
    if (root != NULL)
        count_matches(counting, &evaluation, root);
    return evaluation_finish(&evaluation);
}

static fund_status count_all(const struct match_databases *databases,
                             const struct match_query *query, struct counting *counting,
                             struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < databases->count && status == FUND_OK && !counting->is_cut; i++)
        status = count_database(databases, i, query, counting, error);
    return status;
}

fund_status match_count(const struct match_databases *databases, const struct match_query *query,
                        uint32_t most, uint32_t *documents, bool *is_exact,
                        struct fund_error *error)
{
    uint64_t all = 0, last = 0;
    for (size_t i = 0; i < databases->count; i++) {
        const struct version_counts *counts = glass_reader_counts(databases->readers[i]);
        all += counts->documents;
        last += counts->last_document;
    }
    struct counting exact = {.stride = 1, .looks_most = LOOKS_MAX, .most = most};
    fund_status status = count_all(databases, query, &exact, error);
    *documents = exact.found;
    *is_exact = !exact.is_cut;
    if (status != FUND_OK || !exact.is_cut)
        return status;
    uint64_t stride = last / SAMPLE > 1 ? last / SAMPLE : 1;
    struct counting sample = {.stride = (uint32_t)stride, .most = UINT32_MAX};
    status = count_all(databases, query, &sample, error);
    uint64_t estimated = sample.found * stride;
    *is_exact = stride == 1;
    if (estimated < exact.found)
        estimated = exact.found;
    *documents = (uint32_t)(estimated < all ? estimated : all);
    return status;
}

/* ---- collecting -------------------------------------------------------------------------------- */

struct collection {
    uint32_t *docids;
    size_t count, capacity, most;
    bool is_cut;
};

static fund_status append(struct collection *collection, uint32_t docid, struct fund_error *error)
{
    if (collection->count == collection->most) {
        collection->is_cut = true;
        return FUND_OK;
    }
    if (collection->count == collection->capacity) {
        size_t capacity = collection->capacity == 0 ? 1024 : 2 * collection->capacity;
        uint32_t *docids = realloc(collection->docids, capacity * sizeof(*docids));
        if (docids == NULL)
            return error_no_memory(error);
        collection->docids = docids;
        collection->capacity = capacity;
    }
    collection->docids[collection->count++] = docid;
    return FUND_OK;
}

static fund_status collect_database(const struct match_databases *databases, size_t database,
                                    const struct match_query *query, struct collection *collection,
                                    struct fund_error *error)
{
    struct evaluation evaluation;
    struct iterator *root = NULL;
    size_t before = collection->count;
    collection->most +=
        before; /* each database's own first ones: the first of all are among them */
    if (evaluation_init(&evaluation, databases, database, NULL, error) == FUND_OK)
        root = iterator_make(&evaluation, query, 0);
    while (root != NULL && evaluation.status == FUND_OK && !collection->is_cut) {
        iterator_skip(root, root->docid + 1, 0);
        if (root->docid == ITERATOR_END)
            break;
        uint32_t docid = (uint32_t)((root->docid - 1) * databases->count + database + 1);
        if (is_match(&evaluation, root))
            evaluation_note(&evaluation, append(collection, docid, error));
    }
    collection->most -= before;
    return evaluation_finish(&evaluation);
}

fund_status match_collect(const struct match_databases *databases, const struct match_query *query,
                          uint32_t max, uint32_t **docids, size_t *count, bool *is_complete,
                          struct fund_error *error)
{
    struct collection collection = {.most = max};
    bool is_complete_so_far = true;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < databases->count && status == FUND_OK; i++) {
        collection.is_cut = false;
        status = collect_database(databases, i, query, &collection, error);
        is_complete_so_far = is_complete_so_far && !collection.is_cut;
    }
    if (status == FUND_OK && databases->count > 1 && collection.count > 0)
        qsort(collection.docids, collection.count, sizeof(*collection.docids),
              evaluation_compare_numbers);
    if (status != FUND_OK) {
        free(collection.docids);
        return status;
    }
    *docids = collection.docids;
    *count = collection.count < max ? collection.count : max;
    *is_complete = is_complete_so_far && collection.count <= max;
    return FUND_OK;
}
