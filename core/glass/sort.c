/*
 * See sort.h.
 */
#include "core/glass/sort.h"

#include "core/base/slice.h"

#define DIGIT_BITS 8u
#define DIGITS     (1u << DIGIT_BITS)
#define KEY_BITS   64u
#define KEY_DIGITS (KEY_BITS / DIGIT_BITS)
/* Up to so many are put in their places one by one. */
#define FEW 24u
/* Up to so many, such as the terms of a document, are sorted by half of the key only, which tells
 * most of them apart. */
#define SOME      4096u
#define HALF_BITS 32u

static uint64_t load_big(const char *bytes)
{
    uint64_t number = 0;
    for (size_t i = 0; i < sizeof(number); i++) /* compilers make one load of it */
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

uint64_t sort_key(const char *bytes, uint32_t size)
{
    if (size >= sizeof(uint64_t))
        return load_big(bytes);
    uint64_t key = 0;
    for (uint32_t i = 0; i < size; i++)
        key = key << 8 | (unsigned char)bytes[i];
    return size > 0 ? key << (KEY_BITS - 8 * size) : 0;
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

/* How often each of the keys' digits from `first` on has each value, the lowest digit first. */
static void count_digits(const struct sort_item *items, uint32_t count, uint32_t first,
                         uint32_t counts[KEY_DIGITS][DIGITS])
{
    memset(counts[first], 0, (KEY_DIGITS - first) * sizeof(counts[0]));
    for (uint32_t i = 0; i < count; i++) {
        uint64_t key = items[i].key >> first * DIGIT_BITS;
        for (uint32_t digit = first; digit < KEY_DIGITS; digit++, key >>= DIGIT_BITS)
            counts[digit][key & (DIGITS - 1)]++;
    }
}

/* By one digit of the keys; items with the same one stay as they are. True where they are in to. */
static bool sort_by_digit(const struct sort_item *items, struct sort_item *to, uint32_t count,
                          unsigned shift, uint32_t starts[DIGITS])
{
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
    unsigned lowest = count <= SOME ? HALF_BITS : 0;
    uint32_t counts[KEY_DIGITS][DIGITS];
    count_digits(items, count, lowest / DIGIT_BITS, counts);
    for (unsigned shift = lowest; shift < KEY_BITS; shift += DIGIT_BITS) {
        if (sort_by_digit(from, to, count, shift, counts[shift / DIGIT_BITS])) {
            struct sort_item *sorted = to;
            to = from;
            from = sorted;
        }
    }
    if (from != items)
        memcpy(items, from, count * sizeof(*items));
    for (uint32_t start = 0, end; start < count; start = end) {
        uint64_t key = items[start].key >> lowest;
        for (end = start + 1; end < count && items[end].key >> lowest == key; end++)
            ;
        if (end - start > 1)
            merge_sort(items + start, spare, end - start, bytes);
    }
}
