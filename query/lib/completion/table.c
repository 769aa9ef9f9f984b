/*
 * Looking completions up: ranges of keys by binary search, one letter after the other, and the best
 * of them by a heap of the tree's nodes.
 */
#include "query/lib/completion/parts.h"

#include "core/text/form.h"

#include <stdlib.h>

void completion_table_destroy(struct completion_table *table)
{
    if (table == NULL)
        return;
    for (int kind = 0; kind < COMPLETION_KINDS; kind++) {
        free(table->sections[kind].pool);
        free(table->sections[kind].entries);
        free(table->sections[kind].keys);
        free(table->sections[kind].tree);
    }
    free(table);
}

size_t completion_table_count(const struct completion_table *table, enum completion_kind kind)
{
    return table->sections[kind].entry_count;
}

size_t completion_table_bytes(const struct completion_table *table)
{
    size_t bytes = sizeof(*table);
    for (int kind = 0; kind < COMPLETION_KINDS; kind++) {
        const struct completion_section *section = &table->sections[kind];
        bytes += section->pool_size + section->entry_count * sizeof(*section->entries) +
                 section->key_count * sizeof(*section->keys) +
                 (size_t)section->leaf_count * 2 * sizeof(*section->tree);
    }
    return bytes;
}

/* ---- ranges --------------------------------------------------------------------------------- */

static unsigned char byte_at(const struct completion_section *section, uint32_t key, size_t at)
{
    return (unsigned char)section->pool[section->keys[key].at + at];
}

/* The first key of the range, which all have the same bytes before `at`, whose byte is not below. */
static uint32_t find_byte(const struct completion_section *section, struct completion_range range,
                          size_t at, unsigned byte)
{
    uint32_t first = range.first, end = range.end;
    while (first < end) {
        uint32_t middle = first + (end - first) / 2;
        if (byte_at(section, middle, at) < byte)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

/* The keys of the range whose next byte is this; none of them is shorter. */
static struct completion_range narrow(const struct completion_section *section,
                                      struct completion_range range, unsigned char byte)
{
    struct completion_range result = {.size = range.size + 1};
    result.first = find_byte(section, range, range.size, byte);
    range.first = result.first;
    result.end = find_byte(section, range, range.size, byte + 1u);
    return result;
}

/* A vowel that may have been meant as an umlaut: not before an e, which says so itself, and with
 * a letter behind it, as the end of what was typed is open. */
static bool may_be_umlaut(struct slice prefix, size_t at)
{
    char c = prefix.data[at];
    return (c == 'a' || c == 'o' || c == 'u') && at + 1 < prefix.size && prefix.data[at + 1] != 'e';
}

static void keep(struct completion_range *ranges, uint32_t *count, struct completion_range range,
                 bool is_first)
{
    if ((is_first || range.first < range.end) && *count < COMPLETION_RANGES_MAX)
        ranges[(*count)++] = range;
}

/* One more letter of the prefix. */
static void step(struct completion_walk *walk, struct slice prefix, size_t at)
{
    const struct completion_section *section = &walk->table->sections[walk->kind];
    struct completion_range next[COMPLETION_RANGES_MAX];
    uint32_t count = 0;
    for (uint32_t i = 0; i < walk->range_count; i++) {
        struct completion_range range =
            narrow(section, walk->ranges[i], (unsigned char)prefix.data[at]);
        keep(next, &count, range, i == 0);
    }
    for (uint32_t i = 0; i < walk->range_count && may_be_umlaut(prefix, at); i++) {
        struct completion_range range =
            narrow(section, walk->ranges[i], (unsigned char)prefix.data[at]);
        keep(next, &count, narrow(section, range, 'e'), false);
    }
    memcpy(walk->ranges, next, count * sizeof(*next));
    walk->range_count = count;
}

static bool is_empty(const struct completion_walk *walk)
{
    return walk->range_count == 1 && walk->ranges[0].first == walk->ranges[0].end;
}

/* ---- the heap ------------------------------------------------------------------------------- */

static bool is_before(const struct completion_node *a, const struct completion_node *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    return a->range != b->range ? a->range < b->range : a->first < b->first;
}

static fund_status push(struct completion_walk *walk, struct completion_node node,
                        struct fund_error *error)
{
    if (walk->count == walk->capacity) {
        size_t capacity = walk->capacity == 0 ? 256 : walk->capacity * 2;
        void *heap = realloc(walk->heap, capacity * sizeof(*walk->heap));
        if (heap == NULL)
            return error_no_memory(error);
        walk->heap = heap;
        walk->capacity = capacity;
    }
    size_t at = walk->count++;
    for (; at > 0 && is_before(&node, &walk->heap[(at - 1) / 2]); at = (at - 1) / 2)
        walk->heap[at] = walk->heap[(at - 1) / 2];
    walk->heap[at] = node;
    return FUND_OK;
}

static struct completion_node pop(struct completion_walk *walk)
{
    struct completion_node top = walk->heap[0];
    struct completion_node last = walk->heap[--walk->count];
    size_t at = 0;
    for (size_t below = 1; below < walk->count; below = at * 2 + 1) {
        if (below + 1 < walk->count && is_before(&walk->heap[below + 1], &walk->heap[below]))
            below++;
        if (!is_before(&walk->heap[below], &last))
            break;
        walk->heap[at] = walk->heap[below];
        at = below;
    }
    walk->heap[at] = last;
    return top;
}

/* What was respelled counts half, but for titles, whose scores are no counts. */
static uint32_t weigh(const struct completion_walk *walk, uint32_t score, uint32_t range)
{
    return range > 0 && walk->kind != COMPLETION_TITLE ? score / 2 : score;
}

static fund_status push_keys(struct completion_walk *walk, uint32_t first, uint32_t end,
                             uint32_t range, struct fund_error *error)
{
    const struct completion_section *section = &walk->table->sections[walk->kind];
    fund_status status = FUND_OK;
    for (uint32_t key = first; key < end && status == FUND_OK; key++) {
        uint32_t score = section->entries[section->keys[key].entry].score;
        struct completion_node node = {weigh(walk, score, range), key, 0, range};
        status = push(walk, node, error);
    }
    return status;
}

static fund_status push_node(struct completion_walk *walk, uint32_t node, uint32_t range,
                             struct fund_error *error)
{
    const struct completion_section *section = &walk->table->sections[walk->kind];
    uint32_t leaf = node;
    while (leaf < section->leaf_count)
        leaf *= 2;
    struct completion_node pushed = {weigh(walk, section->tree[node], range),
                                     (leaf - section->leaf_count) * COMPLETION_LEAF, node, range};
    return push(walk, pushed, error);
}

/* The keys of a range: single ones at both ends, as few nodes as can be between. */
static fund_status push_range(struct completion_walk *walk, uint32_t range,
                              struct fund_error *error)
{
    const struct completion_section *section = &walk->table->sections[walk->kind];
    uint32_t first = walk->ranges[range].first, end = walk->ranges[range].end;
    uint32_t left = (first + COMPLETION_LEAF - 1) / COMPLETION_LEAF;
    uint32_t right = end / COMPLETION_LEAF;
    if (left >= right)
        return push_keys(walk, first, end, range, error);
    fund_status status = push_keys(walk, first, left * COMPLETION_LEAF, range, error);
    if (status == FUND_OK)
        status = push_keys(walk, right * COMPLETION_LEAF, end, range, error);
    left += section->leaf_count;
    right += section->leaf_count;
    for (; left < right && status == FUND_OK; left /= 2, right /= 2) {
        if (left % 2 == 1)
            status = push_node(walk, left++, range, error);
        if (right % 2 == 1 && status == FUND_OK)
            status = push_node(walk, --right, range, error);
    }
    return status;
}

/* ---- walking -------------------------------------------------------------------------------- */

void completion_walk_start(struct completion_walk *walk, const struct completion_table *table,
                           enum completion_kind kind, struct slice prefix, bool is_whole)
{
    const struct completion_section *section = &table->sections[kind];
    *walk = (struct completion_walk){.table = table, .kind = kind, .range_count = 1};
    walk->ranges[0] = (struct completion_range){0, section->key_count, 0};
    for (size_t at = 0; at < prefix.size && !is_empty(walk); at++)
        step(walk, prefix, at);
    for (uint32_t i = 0; i < walk->range_count && is_whole; i++)
        walk->ranges[i].end =
            find_byte(section, walk->ranges[i], walk->ranges[i].size, COMPLETION_END);
}

struct completion_range completion_range_all(const struct completion_table *table,
                                             enum completion_kind kind)
{
    return (struct completion_range){0, table->sections[kind].key_count, 0};
}

struct completion_range completion_range_find(const struct completion_table *table,
                                              enum completion_kind kind,
                                              struct completion_range range, struct slice prefix,
                                              bool is_whole)
{
    const struct completion_section *section = &table->sections[kind];
    while (range.size < prefix.size && range.first < range.end)
        range = narrow(section, range, (unsigned char)prefix.data[range.size]);
    if (is_whole && range.first < range.end)
        range.end = find_byte(section, range, range.size, COMPLETION_END);
    return range;
}

void completion_range_get(const struct completion_table *table, enum completion_kind kind,
                          uint32_t key_number, struct completion_found *found)
{
    const struct completion_section *section = &table->sections[kind];
    const struct completion_key *key = &section->keys[key_number];
    const struct completion_entry *entry = &section->entries[key->entry];
    *found = (struct completion_found){.entry = key->entry,
                                       .key = slice_from(section->pool + key->at),
                                       .key_offset = key->at - entry->piece,
                                       .is_by_detail = entry->is_by_detail,
                                       .count = entry->count,
                                       .score = entry->score};
    if (kind == COMPLETION_WORD) {
        found->text = found->key;
        found->key = text_form_folded(found->text);
        return;
    }
    const char *text = section->pool + entry->piece;
    text += strlen(text) + 1;
    found->text = slice_from(text);
    found->detail = slice_from(text + found->text.size + 1);
}

static void describe(const struct completion_walk *walk, struct completion_node node,
                     struct completion_found *found)
{
    completion_range_get(walk->table, walk->kind, node.first, found);
    found->range = node.range;
    found->matched = walk->ranges[node.range].size;
    found->score = node.score;
}

fund_status completion_walk_next(struct completion_walk *walk, bool *more,
                                 struct completion_found *found, struct fund_error *error)
{
    const struct completion_section *section = &walk->table->sections[walk->kind];
    fund_status status = FUND_OK;
    for (uint32_t i = 0; i < walk->range_count && status == FUND_OK && !walk->is_started; i++)
        status = push_range(walk, i, error);
    walk->is_started = true;
    while (status == FUND_OK && walk->count > 0) {
        struct completion_node top = pop(walk);
        if (top.node == 0) {
            describe(walk, top, found);
            *more = true;
            return FUND_OK;
        }
        if (top.node < section->leaf_count) {
            status = push_node(walk, top.node * 2, top.range, error);
            if (status == FUND_OK)
                status = push_node(walk, top.node * 2 + 1, top.range, error);
        } else {
            status = push_keys(walk, top.first, top.first + COMPLETION_LEAF, top.range, error);
        }
    }
    if (status == FUND_OK)
        *more = false;
    return status;
}

void completion_walk_finish(struct completion_walk *walk)
{
    free(walk->heap);
    *walk = (struct completion_walk){.table = NULL};
}
