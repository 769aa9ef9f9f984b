/*
 * See sort.h.
 */
#include "core/glass/sort.h"

#include "core/base/slice.h"

#define DIGIT_BITS 8u
#define DIGITS     (1u << DIGIT_BITS)
#define KEY_BITS   64u
/* Up to so many are put in their places one by one. */
#define FEW 24u

uint64_t sort_key(const char *bytes, uint32_t size)
{
    uint64_t key = 0;
    for (uint32_t i = 0; i < sizeof(key); i++)
        key = key << 8 | (i < size ? (unsigned char)bytes[i] : 0);
    return key;
}

static bool is_before(const struct sort_item *a, const struct sort_item *b, const char *bytes)
{
    if (a->key != b->key)
        return a->key < b->key;
    return slice_compare(slice_of(bytes + a->at, a->size), slice_of(bytes + b->at, b->size)) < 0;
}

static void insert_each(struct sort_item *items, uint32_t count, const char *bytes)
{
    for (uint32_t i = 1; i < count; i++) {
        struct sort_item item = items[i];
        uint32_t at = i;
        for (; at > 0 && is_before(&item, &items[at - 1], bytes); at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
}

static void merge_sort(struct sort_item *items, struct sort_item *spare, uint32_t count,
                       const char *bytes)
{
    if (count <= FEW) {
        insert_each(items, count, bytes);
        return;
    }
    uint32_t middle = count / 2, left = 0, right = middle, at = 0;
    merge_sort(items, spare, middle, bytes);
    merge_sort(items + middle, spare, count - middle, bytes);
    while (left < middle && right < count)
        spare[at++] =
            is_before(&items[right], &items[left], bytes) ? items[right++] : items[left++];
    while (left < middle)
        spare[at++] = items[left++];
    while (right < count)
        spare[at++] = items[right++];
    memcpy(items, spare, count * sizeof(*items));
}

/* By one byte of the keys; items with the same one stay as they are. True where they are in to. */
static bool sort_by_digit(const struct sort_item *items, struct sort_item *to, uint32_t count,
                          unsigned shift)
{
    uint32_t starts[DIGITS] = {0};
    for (uint32_t i = 0; i < count; i++)
        starts[items[i].key >> shift & (DIGITS - 1)]++;
    if (starts[items[0].key >> shift & (DIGITS - 1)] == count)
        return false; /* all have the same */
    for (uint32_t i = 0, start = 0; i < DIGITS; i++) {
        uint32_t here = starts[i];
        starts[i] = start;
        start += here;
    }
    for (uint32_t i = 0; i < count; i++)
        to[starts[items[i].key >> shift & (DIGITS - 1)]++] = items[i];
    return true;
}

void sort_strings(struct sort_item *items, struct sort_item *spare, uint32_t count,
                  const char *bytes)
{
    struct sort_item *from = items, *to = spare;
    if (count <= FEW) {
        insert_each(items, count, bytes);
        return;
    }
    for (unsigned shift = 0; shift < KEY_BITS; shift += DIGIT_BITS) {
        if (sort_by_digit(from, to, count, shift)) {
            struct sort_item *sorted = to;
            to = from;
            from = sorted;
        }
    }
    if (from != items)
        memcpy(items, from, count * sizeof(*items));
    for (uint32_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count && items[end].key == items[start].key; end++)
            ;
        merge_sort(items + start, spare, end - start, bytes);
    }
}
