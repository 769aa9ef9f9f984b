#include "core/match/collector.h"

#include <stdlib.h>

void collector_init(struct collector *collector, enum match_sort sort, size_t most)
{
    *collector = (struct collector){.sort = sort, .most = most};
}

void collector_finish(struct collector *collector)
{
    for (size_t i = 0; i < collector->count; i++)
        free((void *)collector->items[i].value.data);
    free(collector->items);
    *collector = (struct collector){.sort = collector->sort};
}

static int by_weight(const struct collected *a, const struct collected *b)
{
    return a->hit.weight == b->hit.weight ? 0 : a->hit.weight > b->hit.weight ? -1 : 1;
}

static int by_number(const struct collected *a, const struct collected *b)
{
    return a->hit.docid == b->hit.docid ? 0 : a->hit.docid < b->hit.docid ? -1 : 1;
}

/* Less than 0 where a stands before b. */
static int compare(enum match_sort sort, const struct collected *a, const struct collected *b)
{
    int order = 0;
    switch (sort) {
    case MATCH_BY_WEIGHT:
        order = by_weight(a, b);
        break;
    case MATCH_BY_WEIGHT_THEN_VALUE:
        order = by_weight(a, b);
        order = order != 0 ? order : slice_compare(b->value, a->value);
        break;
    case MATCH_BY_VALUE_DESCENDING:
        order = slice_compare(b->value, a->value);
        order = order != 0 ? order : by_weight(a, b);
        break;
    case MATCH_BY_VALUE_ASCENDING:
        order = slice_compare(a->value, b->value);
        order = order != 0 ? order : by_weight(a, b);
        break;
    case MATCH_BY_NUMBER_ASCENDING:
        break;
    case MATCH_BY_NUMBER_DESCENDING:
        return by_number(b, a);
    }
    return order != 0 ? order : by_number(a, b);
}

static void swap(struct collected *a, struct collected *b)
{
    struct collected kept = *a;
    *a = *b;
    *b = kept;
}

static bool is_worse(const struct collector *collector, size_t a, size_t b)
{
    return compare(collector->sort, &collector->items[a], &collector->items[b]) > 0;
}

static void sink(struct collector *collector)
{
    for (size_t at = 0, below; (below = 2 * at + 1) < collector->count; at = below) {
        if (below + 1 < collector->count && is_worse(collector, below + 1, below))
            below++;
        if (!is_worse(collector, below, at))
            return;
        swap(&collector->items[at], &collector->items[below]);
    }
}

static void rise(struct collector *collector, size_t at)
{
    for (; at > 0 && is_worse(collector, at, (at - 1) / 2); at = (at - 1) / 2)
        swap(&collector->items[at], &collector->items[(at - 1) / 2]);
}

double collector_least(const struct collector *collector)
{
    if (collector->count < collector->most || collector->count == 0 ||
        !collector_sorts_by_weight(collector))
        return 0;
    return collector->items[0].hit.weight * COLLECTOR_LESS;
}

static fund_status reserve(struct collector *collector, struct fund_error *error)
{
    if (collector->count < collector->capacity)
        return FUND_OK;
    size_t capacity = collector->capacity == 0 ? 64 : 2 * collector->capacity;
    struct collected *items = realloc(collector->items, capacity * sizeof(*items));
    if (items == NULL)
        return error_no_memory(error);
    collector->items = items;
    collector->capacity = capacity;
    return FUND_OK;
}

/* Into the room of a value that is not needed any more; NULL: none. */
static fund_status copy_value(struct slice value, struct slice *room, struct fund_error *error)
{
    char *copied = room->size >= value.size && room->data != NULL
                       ? (char *)room->data
                       : realloc((void *)room->data, value.size + 1);
    if (copied == NULL)
        return error_no_memory(error);
    if (value.size > 0)
        memcpy(copied, value.data, value.size);
    *room = slice_of(copied, value.size);
    return FUND_OK;
}

fund_status collector_add(struct collector *collector, struct match_hit hit, struct slice value,
                          struct fund_error *error)
{
    struct collected added = {hit, value};
    bool is_full = collector->count == collector->most;
    if (is_full &&
        (collector->most == 0 || compare(collector->sort, &added, &collector->items[0]) >= 0))
        return FUND_OK;
    fund_status status = is_full ? FUND_OK : reserve(collector, error);
    if (status != FUND_OK)
        return status;
    added.value = is_full ? collector->items[0].value : slice_of(NULL, 0);
    if (collector_sorts_by_value(collector))
        status = copy_value(value, &added.value, error);
    if (status != FUND_OK)
        return status;
    size_t at = is_full ? 0 : collector->count++;
    collector->items[at] = added;
    if (is_full)
        sink(collector);
    else
        rise(collector, at);
    return FUND_OK;
}

void collector_sort(struct collector *collector)
{
    size_t count = collector->count;
    while (collector->count > 1) {
        collector->count--;
        swap(&collector->items[0], &collector->items[collector->count]);
        sink(collector);
    }
    collector->count = count;
}
