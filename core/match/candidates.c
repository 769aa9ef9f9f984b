#include "core/match/candidates.h"

#include "core/match/collector.h"

#include <stdlib.h>

fund_status candidates_init(struct candidates *candidates, size_t wanted, struct fund_error *error)
{
    *candidates = (struct candidates){.wanted = wanted};
    candidates->sure = malloc((wanted + 1) * sizeof(*candidates->sure));
    return candidates->sure == NULL ? error_no_memory(error) : FUND_OK;
}

void candidates_finish(struct candidates *candidates)
{
    free(candidates->items);
    free(candidates->sure);
    *candidates = (struct candidates){NULL};
}

static void sink(double *heap, size_t count, double weight)
{
    size_t at = 0, below;
    for (; (below = 2 * at + 1) < count; at = below) {
        if (below + 1 < count && heap[below + 1] < heap[below])
            below++;
        if (weight <= heap[below])
            break;
        heap[at] = heap[below];
    }
    heap[at] = weight;
}

static void rise(double *heap, size_t at, double weight)
{
    for (; at > 0 && weight < heap[(at - 1) / 2]; at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = weight;
}

/* Something that is found for sure, and what it weighs at least. */
static void add_sure(struct candidates *candidates, double weight)
{
    candidates->sure_found++;
    if (candidates->sure_count < candidates->wanted)
        rise(candidates->sure, candidates->sure_count++, weight);
    else if (candidates->wanted > 0 && weight > candidates->sure[0])
        sink(candidates->sure, candidates->sure_count, weight);
}

fund_status candidates_add(struct candidates *candidates, struct candidate candidate,
                           struct fund_error *error)
{
    if (candidates->count == candidates->capacity) {
        size_t capacity = candidates->capacity == 0 ? 1024 : 2 * candidates->capacity;
        struct candidate *items = realloc(candidates->items, capacity * sizeof(*items));
        if (items == NULL)
            return error_no_memory(error);
        candidates->items = items;
        candidates->capacity = capacity;
    }
    candidates->items[candidates->count++] = candidate;
    if (candidate.weight.is_sure)
        add_sure(candidates, candidate.weight.least);
    return FUND_OK;
}

double candidates_least(const struct candidates *candidates)
{
    bool are_enough = candidates->wanted > 0 && candidates->sure_count == candidates->wanted;
    return are_enough ? candidates->sure[0] * COLLECTOR_LESS : 0;
}

/* ---- the heaviest first ----------------------------------------------------------------------- */

static bool is_heavier(const struct candidate *a, const struct candidate *b)
{
    return a->weight.most > b->weight.most ||
           (a->weight.most == b->weight.most && a->docid < b->docid);
}

/* Puts one into the heap, whose top is the heaviest, in the place `at` or below it. */
static void settle(struct candidate *heap, size_t count, size_t at, struct candidate put)
{
    for (size_t below; (below = 2 * at + 1) < count; at = below) {
        if (below + 1 < count && is_heavier(&heap[below + 1], &heap[below]))
            below++;
        if (!is_heavier(&heap[below], &put))
            break;
        heap[at] = heap[below];
    }
    heap[at] = put;
}

void candidates_order(struct candidates *candidates)
{
    double least = candidates_least(candidates);
    struct candidate *items = candidates->items;
    size_t kept = 0;
    for (size_t i = 0; i < candidates->count; i++)
        if (items[i].weight.most >= least)
            items[kept++] = items[i];
    candidates->count = kept;
    for (size_t i = kept / 2; i-- > 0;)
        settle(items, kept, i, items[i]);
}

static int compare_numbers(const void *a, const void *b)
{
    const struct candidate *first = a, *second = b;
    return first->docid < second->docid ? -1 : first->docid > second->docid;
}

size_t candidates_take(struct candidates *candidates, double least, struct candidate *taken,
                       size_t most)
{
    struct candidate *items = candidates->items;
    size_t count = 0;
    while (count < most && candidates->count > 0 && items[0].weight.most >= least) {
        taken[count++] = items[0];
        candidates->count--;
        settle(items, candidates->count, 0, items[candidates->count]);
    }
    qsort(taken, count, sizeof(*taken), compare_numbers);
    return count;
}
