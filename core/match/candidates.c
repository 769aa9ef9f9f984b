#include "core/match/candidates.h"

#include "core/match/collector.h"

#include <math.h>
#include <stdlib.h>

/* How finely weights are told apart when the heaviest are chosen. */
#define BINS 256u

/* ---- the greatest weights --------------------------------------------------------------------- */

static fund_status greatest_init(struct greatest *greatest, size_t wanted, struct fund_error *error)
{
    *greatest = (struct greatest){.wanted = wanted};
    greatest->heap = malloc((wanted + 1) * sizeof(*greatest->heap));
    return greatest->heap == NULL ? error_no_memory(error) : FUND_OK;
}

static void sink(struct greatest *greatest, double weight)
{
    double *heap = greatest->heap;
    size_t at = 0, below;
    for (; (below = 2 * at + 1) < greatest->count; at = below) {
        if (below + 1 < greatest->count && heap[below + 1] < heap[below])
            below++;
        if (weight <= heap[below])
            break;
        heap[at] = heap[below];
    }
    heap[at] = weight;
}

static void rise(struct greatest *greatest, double weight)
{
    double *heap = greatest->heap;
    size_t at = greatest->count++;
    for (; at > 0 && weight < heap[(at - 1) / 2]; at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = weight;
}

/* Whether it is among them. */
static bool greatest_add(struct greatest *greatest, double weight)
{
    if (greatest->count < greatest->wanted)
        rise(greatest, weight);
    else if (greatest->wanted > 0 && weight > greatest->heap[0])
        sink(greatest, weight);
    else
        return false;
    return true;
}

/* ---- candidates ------------------------------------------------------------------------------- */

fund_status candidates_init(struct candidates *candidates, size_t wanted, size_t promising,
                            struct fund_error *error)
{
    *candidates = (struct candidates){NULL};
    fund_status status = greatest_init(&candidates->sure, wanted, error);
    return status == FUND_OK ? greatest_init(&candidates->promising, promising, error) : status;
}

void candidates_finish(struct candidates *candidates)
{
    free(candidates->items);
    free(candidates->sure.heap);
    free(candidates->promising.heap);
    *candidates = (struct candidates){NULL};
}

bool candidates_promise(struct candidates *candidates, double most)
{
    return greatest_add(&candidates->promising, most);
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
    if (candidate.weight.is_sure) {
        candidates->sure_found++;
        greatest_add(&candidates->sure, candidate.weight.least);
    }
    return FUND_OK;
}

double candidates_least(const struct candidates *candidates)
{
    const struct greatest *sure = &candidates->sure;
    bool are_enough = sure->wanted > 0 && sure->count == sure->wanted;
    return are_enough ? sure->heap[0] * COLLECTOR_LESS : 0;
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
