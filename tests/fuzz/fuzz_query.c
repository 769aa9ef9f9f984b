/*
 * The query language under random text: whatever it is, it is read or refused, and what is said of
 * it lies inside of it.
 */
#include "core/base/utf8.h"
#include "query/lib/parse/parse.h"

#include <stdint.h>
#include <stdlib.h>

#define TODAY      19587 /* Friday, 18 August 2023 */
#define ARENA_MAX  (1u << 26)
#define SIZE_LIMIT 10240 /* FUND_QUERY_MAX */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stops also where assert does nothing. */
static void demand(bool holds)
{
    if (!holds)
        abort();
}

static void check_node(const struct query_node *node, struct slice text, size_t depth)
{
    demand(depth < 8 * QUERY_DEPTH_MAX);
    demand((node->type == QUERY_LEAF) == (node->first == NULL));
    demand(node->type != QUERY_NOT || node->first->next == NULL);
    if (node->type == QUERY_LEAF) {
        demand(node->part.offset + node->part.text.size <= text.size);
        demand(node->part.text.data == text.data + node->part.offset);
    }
    for (const struct query_node *child = node->first; child != NULL; child = child->next) {
        demand(node->type != QUERY_ALL || child->type != QUERY_ALL);
        check_node(child, text, depth + 1);
    }
}

static void check_spans(const struct query_spans *spans, struct slice text)
{
    size_t end = 0;
    for (size_t i = 0; i < spans->count; i++) {
        demand(spans->items[i].start >= end);
        demand(spans->items[i].start < spans->items[i].end);
        end = spans->items[i].end;
        demand(utf8_floor(text, end) == end);
        demand(spans->items[i].depth <= QUERY_DEPTH_MAX);
    }
    demand(end <= text.size);
    demand(spans->wrong_start <= spans->wrong_end && spans->wrong_end <= text.size);
}

static void check_part(const struct query_part *part, struct slice text)
{
    if (part->kind == QUERY_GROUP) {
        check_node(part->group, text, 0);
        return;
    }
    demand(part->offset + part->text.size <= text.size);
    demand(part->text.data == text.data + part->offset);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice text = slice_of((const char *)data, size < SIZE_LIMIT ? size : SIZE_LIMIT);
    text.size = utf8_valid_prefix(text);
    struct arena arena = arena_init(ARENA_MAX);
    struct query query = {0};
    struct query_spans spans = {0};
    struct fund_error error = {.code = FUND_OK};
    fund_status status = query_parse(text, TODAY, &arena, &query, &spans, &error);
    demand(status == FUND_OK || status == FUND_INVALID_QUERY || status == FUND_LIMIT);
    demand(error.code == status && error.offset <= text.size);
    check_spans(&spans, text);
    for (size_t i = 0; i < query.count && status == FUND_OK; i++)
        check_part(&query.parts[i], text);
    arena_finish(&arena);
    return 0;
}
