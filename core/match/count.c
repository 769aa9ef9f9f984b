/*
 * Counting and collecting, without weights. Documents are counted one by one until there are too many
 * of them, or of looks at their positions. The rest of them is estimated by a sample: windows of
 * neighbours in even distances, since releases of the same days are neighbours and alike.
 */
#include "core/match/iterator.h"

#include <stdlib.h>

/* Documents of a sample at least, where there are so many, and how many of them are neighbours. */
#define SAMPLE 4096u
#define WINDOW 32u

/* Documents whose positions are looked at for an exact number; in a sample, those of which all are
 * looked at, then every second as many times, every fourth, and so on. */
#define LOOKS_MAX    250u
#define LOOKS_SAMPLE 2048u

enum match_state { MATCHES_NOT, MATCHES_BY_ROWS, MATCHES };

static enum match_state state_of(struct iterator *root)
{
    struct iterator_weight weight;
    if (!root->has_rows)
        return MATCHES;
    if (!root->ops->weigh(root, 0, &weight))
        return MATCHES_NOT;
    return weight.is_sure ? MATCHES : MATCHES_BY_ROWS;
}

static bool has_rows(struct evaluation *evaluation, struct iterator *root)
{
    return root->ops->resolve(root) && evaluation->status == FUND_OK;
}

struct counting {
    uint32_t most;   /* documents to be counted one by one */
    uint32_t stride; /* every so many windows one is in the sample; 1: all, no sample is taken */
    bool is_sampling;
    uint64_t counted, sampled; /* documents: one by one, and in windows of the sample */
    uint32_t looks;            /* of this way to count */
    uint32_t thinning,
        passed; /* in a sample: looks are taken at every so many, and how many since */
};

/* The first document from this one on that is in the sample. */
static uint32_t next_in_sample(uint32_t docid, uint32_t stride)
{
    uint64_t window = docid / WINDOW, left_out = window % stride;
    uint64_t next = left_out == 0 ? docid : (window - left_out + stride) * WINDOW;
    return next < ITERATOR_END ? (uint32_t)next : ITERATOR_END;
}

static uint32_t next_to_count(const struct counting *counting, uint32_t docid)
{
    return counting->is_sampling ? next_in_sample(docid, counting->stride) : docid;
}

static void start_sample(struct counting *counting)
{
    counting->is_sampling = true;
    counting->looks = 0;
    counting->thinning = 1;
    counting->passed = 0;
}

/* For how many documents the one at hand stands, whose rows are to be looked at; 0: for none. */
static uint32_t share_of_looks(struct counting *counting)
{
    if (!counting->is_sampling)
        return 1;
    if (++counting->passed < counting->thinning)
        return 0;
    uint32_t share = counting->thinning;
    counting->passed = 0;
    if (counting->looks % LOOKS_SAMPLE == LOOKS_SAMPLE - 1)
        counting->thinning *= 2;
    return share;
}

static void count_document(struct counting *counting, struct evaluation *evaluation,
                           struct iterator *root)
{
    enum match_state state = state_of(root);
    uint32_t share = state == MATCHES ? 1 : 0;
    if (state == MATCHES_BY_ROWS)
        share = share_of_looks(counting);
    if (state == MATCHES_BY_ROWS && share > 0) {
        counting->looks++;
        share = has_rows(evaluation, root) ? share : 0;
    }
    if (counting->is_sampling)
        counting->sampled += share;
    else
        counting->counted += share;
    bool is_enough = counting->counted > counting->most || counting->looks >= LOOKS_MAX;
    if (is_enough && !counting->is_sampling && counting->stride > 1)
        start_sample(counting);
}

static void count_matches(struct counting *counting, struct evaluation *evaluation,
                          struct iterator *root)
{
    uint32_t docid = 1;
    if (root->is_counted) {
        counting->counted += root->cost;
        return;
    }
    while (evaluation->status == FUND_OK) {
        iterator_skip(root, next_to_count(counting, docid), 0);
        docid = root->docid;
        if (docid == ITERATOR_END)
            return;
        if (next_to_count(counting, docid) == docid)
            count_document(counting, evaluation, root);
        docid++;
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
    if (root != NULL)
        count_matches(counting, &evaluation, root);
    return evaluation_finish(&evaluation);
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
    struct counting counting = {.most = most, .stride = (uint32_t)(last / SAMPLE)};
    fund_status status = FUND_OK;
    for (size_t i = 0; i < databases->count && status == FUND_OK; i++)
        status = count_database(databases, i, query, &counting, error);
    if (status != FUND_OK)
        return status;
    uint64_t estimated = counting.counted + counting.sampled * counting.stride;
    *documents = (uint32_t)(estimated < all ? estimated : all);
    *is_exact = !counting.is_sampling;
    return FUND_OK;
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
        enum match_state state = state_of(root);
        if (state == MATCHES || (state == MATCHES_BY_ROWS && has_rows(&evaluation, root)))
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
