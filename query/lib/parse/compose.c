/*
 * The same trees that the parser makes, without any text.
 */
#include "query/lib/parse/compose.h"

#include "query/lib/base/options.h"
#include "query/lib/parse/tokens.h"
#include "query/lib/parse/tree.h"

#include <stdlib.h>
#include <time.h>

/* A value and what a tree of QUERY_PARTS_MAX nodes takes. */
#define ARENA_MAX (64u * 1024 * 1024)

static fund_status create(fund_query **out, struct fund_error *error)
{
    fund_query *query = calloc(1, sizeof(*query));
    if (query == NULL)
        return error_no_memory(error);
    query->arena = arena_init(ARENA_MAX);
    *out = query;
    return FUND_OK;
}

void fund_query_free(fund_query *query)
{
    if (query == NULL)
        return;
    arena_finish(&query->arena);
    free(query);
}

/* ---- one value ------------------------------------------------------------------------------ */

static bool is_field_of_text(enum fund_query_field field)
{
    return field == FUND_FIELD_ANY || field == FUND_FIELD_TITLE || field == FUND_FIELD_TEXT;
}

static bool is_date(enum fund_query_field field)
{
    return field == FUND_FIELD_PUBLISHED || field == FUND_FIELD_EVENT;
}

static fund_status check(enum fund_query_field field, enum fund_query_match match,
                         struct fund_error *error)
{
    if ((int)field < FUND_FIELD_ANY || field > FUND_FIELD_EVENT)
        return error_set(error, FUND_INVALID_ARGUMENT, "%d is no field of a query", (int)field);
    if ((int)match < FUND_MATCH_WORDS || match > FUND_MATCH_PREFIX)
        return error_set(error, FUND_INVALID_ARGUMENT, "%d is no way to match", (int)match);
    if (match != FUND_MATCH_WORDS && !is_field_of_text(field))
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "this field is matched by FUND_MATCH_WORDS alone");
    return FUND_OK;
}

static enum query_kind text_kind(enum fund_query_field field, enum fund_query_match match,
                                 struct slice value)
{
    switch (match) {
    case FUND_MATCH_PHRASE:
        return QUERY_PHRASE;
    case FUND_MATCH_EXACT:
        return QUERY_EXACT;
    case FUND_MATCH_PREFIX:
        if (tokens_can_be_prefix(value))
            return QUERY_PREFIX;
        break;
    case FUND_MATCH_WORDS:
        break;
    }
    return field == FUND_FIELD_ANY ? QUERY_TEXT : QUERY_WORDS;
}

static enum query_kind kind_of(enum fund_query_field field, enum fund_query_match match,
                               struct slice value)
{
    static const enum query_kind kinds[] = {
        [FUND_FIELD_PERSON] = QUERY_PERSON, [FUND_FIELD_ORGANISATION] = QUERY_ORGANISATION,
        [FUND_FIELD_PLACE] = QUERY_PLACE,   [FUND_FIELD_ROLE] = QUERY_ROLE,
        [FUND_FIELD_ISSUER] = QUERY_ISSUER, [FUND_FIELD_PUBLISHED] = QUERY_PUBLISHED,
        [FUND_FIELD_EVENT] = QUERY_EVENT,
    };
    return is_field_of_text(field) ? text_kind(field, match, value) : kinds[field];
}

static fund_status read_days(struct query_part *part, struct fund_error *error)
{
    struct period_view view = {period_day_in_germany((int64_t)time(NULL)),
                               part->kind == QUERY_PUBLISHED};
    if (period_read(part->text, view, &part->days) == PERIOD_OK)
        return FUND_OK;
    return error_set_at(error, FUND_INVALID_QUERY, 0,
                        "this is no date; write 18.8.2023, 2023, 2019..2021, august 2023 or letzte "
                        "woche");
}

static fund_status add_leaf(fund_query *query, const struct query_part *part,
                            struct fund_error *error)
{
    query->root = tree_leaf(&query->arena, part);
    query->part_count = 1;
    query->depth = 1;
    return query->root != NULL ? FUND_OK : error_no_memory(error);
}

static fund_status finish(fund_status status, fund_query *query, fund_query **out)
{
    if (status == FUND_OK)
        *out = query;
    else
        fund_query_free(query);
    return status;
}

fund_status fund_query_create(enum fund_query_field field, enum fund_query_match match,
                              const char *value, fund_query **out, struct fund_error *error)
{
    struct slice text = {NULL, 0};
    fund_query *query = NULL;
    if (out == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "fund_query_create: query is NULL");
    fund_status status = check(field, match, error);
    if (status == FUND_OK)
        status = options_string(value, "the value of a query", &text, error);
    text = slice_trim(text);
    if (status == FUND_OK && text.size == 0)
        status = error_set(error, FUND_INVALID_ARGUMENT, "the value of a query is empty");
    if (status == FUND_OK)
        status = create(&query, error);
    if (status != FUND_OK)
        return status;
    if (match == FUND_MATCH_PREFIX && tokens_refuses_star(text))
        return finish(error_set_at(error, FUND_INVALID_QUERY, 0, QUERY_REFUSED_STAR, (int)text.size,
                                   text.data, QUERY_PREFIX_MIN),
                      query, out);
    struct query_part part = {.kind = kind_of(field, match, text),
                              .is_option = true,
                              .in_title = field == FUND_FIELD_TITLE,
                              .is_list = slice_find(text, SLICE(" ")) < text.size,
                              .text = arena_copy(&query->arena, text)};
    if (part.text.data == NULL)
        status = error_no_memory(error);
    if (status == FUND_OK && is_date(field))
        status = read_days(&part, error);
    if (status == FUND_OK)
        status = add_leaf(query, &part, error);
    return finish(status, query, out);
}

fund_status fund_query_create_days(enum fund_query_field field, int32_t first_day, int32_t last_day,
                                   fund_query **out, struct fund_error *error)
{
    fund_query *query = NULL;
    if (out == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "fund_query_create_days: query is NULL");
    if (!is_date(field))
        return error_set(error, FUND_INVALID_ARGUMENT, "%d is no field of days", (int)field);
    const struct slice none = {NULL, 0};
    struct query_part part = {.kind = kind_of(field, FUND_MATCH_WORDS, none),
                              .is_option = true,
                              .days = {options_day(first_day), options_day(last_day)}};
    if (part.days.last_day != DATE_NONE && part.days.first_day > part.days.last_day)
        return error_set(error, FUND_INVALID_ARGUMENT, "the first day lies behind the last");
    fund_status status = create(&query, error);
    if (status != FUND_OK)
        return status;
    return finish(add_leaf(query, &part, error), query, out);
}

/* ---- joining -------------------------------------------------------------------------------- */

/* Its depth is bounded by fund_query_combine. NULL without memory. */
static struct query_node *copy_node(struct arena *arena, const struct query_node *from)
{
    struct query_node *node = tree_leaf(arena, &from->part);
    if (node == NULL)
        return NULL;
    node->type = from->type;
    node->distance = from->distance;
    if (from->type == QUERY_LEAF && from->part.text.data != NULL)
        node->part.text = arena_copy(arena, from->part.text);
    bool is_copied = from->part.text.data == NULL || node->part.text.data != NULL;
    struct query_node **end = &node->first;
    for (const struct query_node *child = from->first; child != NULL && is_copied;
         child = child->next) {
        *end = copy_node(arena, child);
        is_copied = *end != NULL;
        if (is_copied)
            end = &(*end)->next;
    }
    return is_copied ? node : NULL;
}

static fund_status check_children(enum fund_query_operator how, const fund_query *const *children,
                                  size_t count, uint32_t distance, struct fund_error *error)
{
    if ((int)how < FUND_ALL || how > FUND_NEAR)
        return error_set(error, FUND_INVALID_ARGUMENT, "%d is no way to join queries", (int)how);
    if (children == NULL || count == 0 || (how == FUND_NOT && count != 1) ||
        (how == FUND_NEAR && count < 2))
        return error_set(error, FUND_INVALID_ARGUMENT, "%zu queries cannot be joined so", count);
    if (how == FUND_NEAR ? distance < 1 || distance > QUERY_NEAR_MAX : distance != 0)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "the distance is %u; for FUND_NEAR from 1 to %d words, else 0", distance,
                         QUERY_NEAR_MAX);
    size_t parts = 0, depth = 0;
    for (size_t i = 0; i < count; i++) {
        if (children[i] == NULL || (how == FUND_NEAR && !tree_can_be_near(children[i]->root)))
            return error_set(error, FUND_INVALID_ARGUMENT,
                             "a query that is to be joined is NULL, or none of words or phrases");
        parts += children[i]->part_count;
        depth = children[i]->depth > depth ? children[i]->depth : depth;
        if (parts > QUERY_PARTS_MAX || depth >= QUERY_DEPTH_MAX)
            return error_set(error, FUND_LIMIT,
                             "the query has more than %d values or %d levels; ask for less at once",
                             QUERY_PARTS_MAX, QUERY_DEPTH_MAX);
    }
    return FUND_OK;
}

static fund_status join(fund_query *query, enum query_operator type,
                        const fund_query *const *children, size_t count, uint32_t distance,
                        struct fund_error *error)
{
    struct node_list list = {NULL, NULL};
    for (size_t i = 0; i < count; i++) {
        struct query_node *node = copy_node(&query->arena, children[i]->root);
        if (node == NULL)
            return error_no_memory(error);
        node->distance = distance;
        tree_append(&list, type, node);
        query->part_count += children[i]->part_count;
        query->depth = children[i]->depth > query->depth ? children[i]->depth : query->depth;
    }
    query->depth++;
    bool is_made = true;
    query->root = type == QUERY_NOT ? tree_negate(&query->arena, list.first)
                                    : tree_join(&query->arena, type, &list, &is_made);
    return query->root != NULL ? FUND_OK : error_no_memory(error);
}

fund_status fund_query_combine(enum fund_query_operator how, const fund_query *const *children,
                               size_t count, uint32_t distance, fund_query **out,
                               struct fund_error *error)
{
    static const enum query_operator types[] = {[FUND_ALL] = QUERY_ALL,
                                                [FUND_ANY] = QUERY_ANY,
                                                [FUND_NOT] = QUERY_NOT,
                                                [FUND_NEAR] = QUERY_NEAR};
    fund_query *query = NULL;
    if (out == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "fund_query_combine: query is NULL");
    fund_status status = check_children(how, children, count, distance, error);
    if (status == FUND_OK)
        status = create(&query, error);
    if (status != FUND_OK)
        return status;
    return finish(join(query, types[how], children, count, distance, error), query, out);
}
