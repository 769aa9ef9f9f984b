/*
 * A growing list of spans.
 */
#include "indexer/names/spans.h"

#include <stdlib.h>

#define FIRST_CAPACITY 32

fund_status spans_add(struct spans *spans, struct tokens *tokens, struct span span,
                      struct fund_error *error)
{
    if (spans->count == spans->capacity) {
        size_t capacity = spans->capacity != 0 ? spans->capacity * 2 : FIRST_CAPACITY;
        struct span *items = realloc(spans->items, capacity * sizeof(*items));
        if (items == NULL)
            return error_no_memory(error);
        spans->items = items;
        spans->capacity = capacity;
    }
    spans->items[spans->count++] = span;
    for (size_t i = span.first; i < span.end; i++)
        tokens->items[i].shape |= TOKEN_TAKEN;
    return FUND_OK;
}

void spans_drop_from(struct spans *spans, struct tokens *tokens, size_t first)
{
    while (spans->count > 0 && spans->items[spans->count - 1].end > first) {
        const struct span *last = &spans->items[--spans->count];
        for (size_t i = last->first; i < last->end; i++)
            tokens->items[i].shape &= ~(uint32_t)TOKEN_TAKEN;
    }
}

bool spans_is_short(const struct tokens *tokens, const struct span *span)
{
    struct range range = tokens_range(tokens, span->first, span->end);
    return range.end - range.start <= SPAN_SIZE_MAX;
}

static int compare(const void *a, const void *b)
{
    const struct span *left = a, *right = b;
    return (left->first > right->first) - (left->first < right->first);
}

void spans_sort(struct spans *spans)
{
    if (spans->count > 1)
        qsort(spans->items, spans->count, sizeof(*spans->items), compare);
}

bool spans_have(const struct spans *spans, size_t token)
{
    size_t low = 0, high = spans->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spans->items[middle].end <= token)
            low = middle + 1;
        else
            high = middle;
    }
    return low < spans->count && spans->items[low].first <= token;
}

void spans_finish(struct spans *spans)
{
    free(spans->items);
    *spans = (struct spans){.items = NULL};
}
