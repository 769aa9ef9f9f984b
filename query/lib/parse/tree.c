/*
 * Joining nodes, and the way from a tree to a query's list of parts.
 */
#include "query/lib/parse/tree.h"

struct query_node *tree_leaf(struct arena *arena, const struct query_part *part)
{
    struct query_node *node = arena_allocate(arena, sizeof(*node));
    if (node != NULL)
        *node = (struct query_node){.type = QUERY_LEAF, .part = *part};
    return node;
}

void tree_append(struct node_list *list, enum query_operator type, struct query_node *node)
{
    bool is_same = node->type == type && (type == QUERY_ALL || type == QUERY_ANY);
    struct query_node *first = is_same ? node->first : node;
    struct query_node **end = list->last == NULL ? &list->first : &list->last->next;
    *end = first;
    list->last = first;
    while (is_same && list->last->next != NULL)
        list->last = list->last->next;
}

struct query_node *tree_join(struct arena *arena, enum query_operator type,
                             const struct node_list *list, bool *is_made)
{
    *is_made = true;
    if (list->first == list->last)
        return list->first;
    struct query_node *node = arena_allocate(arena, sizeof(*node));
    *is_made = node != NULL;
    if (node != NULL)
        *node = (struct query_node){.type = type, .first = list->first};
    return node;
}

struct query_node *tree_negate(struct arena *arena, struct query_node *node)
{
    if (node->type == QUERY_NOT)
        return node->first;
    struct query_node *negated = arena_allocate(arena, sizeof(*negated));
    if (negated != NULL)
        *negated = (struct query_node){.type = QUERY_NOT, .first = node};
    return negated;
}

bool tree_is_text(enum query_kind kind)
{
    return kind == QUERY_TEXT || kind == QUERY_PHRASE || kind == QUERY_WORDS ||
           kind == QUERY_PREFIX || kind == QUERY_EXACT;
}

bool tree_can_be_near(const struct query_node *node)
{
    if (node->type == QUERY_LEAF)
        return tree_is_text(node->part.kind);
    bool can_be = node->type == QUERY_ANY;
    for (const struct query_node *child = node->first; child != NULL && can_be; child = child->next)
        can_be = child->type == QUERY_LEAF && tree_is_text(child->part.kind);
    return can_be;
}

fund_status query_add(struct arena *arena, struct query *query, const struct query_part *part,
                      struct fund_error *error)
{
    if (query->count == QUERY_PARTS_MAX)
        return error_set_at(error, FUND_LIMIT, part->offset,
                            "the query has more than %d parts; ask for less at once",
                            QUERY_PARTS_MAX);
    void *items = query->parts;
    if (!arena_grow(arena, &items, query->count, &query->capacity, sizeof(*query->parts)))
        return error_no_memory(error);
    query->parts = items;
    query->parts[query->count++] = *part;
    return FUND_OK;
}

static fund_status add_node(struct arena *arena, struct query *query, const struct query_node *node,
                            struct fund_error *error)
{
    bool is_excluded = node->type == QUERY_NOT;
    if (is_excluded)
        node = node->first;
    struct query_part part = {.kind = QUERY_GROUP, .group = node};
    if (node->type == QUERY_LEAF)
        part = node->part;
    part.is_excluded = is_excluded;
    return query_add(arena, query, &part, error);
}

fund_status query_add_tree(struct arena *arena, struct query *query, const struct query_node *root,
                           struct fund_error *error)
{
    if (root->type != QUERY_ALL)
        return add_node(arena, query, root, error);
    fund_status status = FUND_OK;
    for (const struct query_node *child = root->first; child != NULL && status == FUND_OK;
         child = child->next)
        status = add_node(arena, query, child, error);
    return status;
}
