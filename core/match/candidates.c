#include "core/match/candidates.h"

#include "core/match/collector.h"

#include <math.h>
#include <stdlib.h>

/* How finely weights are told apart when the heaviest are chosen. */
#define BINS 256u

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

static void keep_heavy(struct candidates *candidates, double least)
{
    size_t kept = 0;
    for (size_t i = 0; i < candidates->count; i++)
        if (candidates->items[i].weight.most >= least)
            candidates->items[kept++] = candidates->items[i];
    candidates->count = kept;
}

/* The weights there are, in bins of equal width. */
struct bins {
    double lowest, width;
    size_t counts[BINS];
};

static size_t bin_of(const struct bins *bins, double weight)
{
    double bin = bins->width > 0 ? (weight - bins->lowest) / bins->width : 0;
    return bin < BINS - 1 ? (size_t)bin : BINS - 1;
}

static void count_bins(const struct candidates *candidates, struct bins *bins)
{
    double highest = 0;
    *bins = (struct bins){.lowest = INFINITY};
    for (size_t i = 0; i < candidates->count; i++) {
        double weight = candidates->items[i].weight.most;
        bins->lowest = weight < bins->lowest ? weight : bins->lowest;
        highest = weight > highest ? weight : highest;
    }
    bins->width = (highest - bins->lowest) / BINS;
    for (size_t i = 0; i < candidates->count; i++)
        bins->counts[bin_of(bins, candidates->items[i].weight.most)]++;
}

/* The lowest bin that is needed to have so many of the heaviest. */
static size_t bin_for(const struct bins *bins, size_t wanted)
{
    size_t bin = BINS - 1, count = bins->counts[bin];
    while (bin > 0 && count < wanted)
        count += bins->counts[--bin];
    return bin;
}

size_t candidates_take(struct candidates *candidates, double least, struct candidate *taken,
                       size_t most)
{
    struct bins bins;
    size_t count = 0, left = 0;
    keep_heavy(candidates, least);
    count_bins(candidates, &bins);
    size_t bin = bin_for(&bins, most);
    for (size_t i = 0; i < candidates->count; i++) {
        const struct candidate *candidate = &candidates->items[i];
        if (count < most && bin_of(&bins, candidate->weight.most) >= bin)
            taken[count++] = *candidate;
        else
            candidates->items[left++] = *candidate;
    }
    candidates->count = left;
    return count;
}
