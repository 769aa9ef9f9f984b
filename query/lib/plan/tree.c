/*
 * The store's query for a tree of parts. The parser has bounded its depth.
 */
#include "query/lib/plan/maker.h"

static size_t count_children(const struct plan_node *node)
{
    size_t count = 0;
    for (const struct plan_node *child = node->first; child != NULL; child = child->next)
        count++;
    return count;
}

/* What the children of a kind find; those that are a QUERY_NOT with or without it. */
struct choice {
    bool takes_plain, takes_negated, keeps_not;
};

static struct store_query *combine(struct maker *maker, const struct plan_node *node,
                                   struct choice choice, enum store_operator op, size_t *count)
{
    struct build *build = maker->build;
    struct store_query **items =
        arena_array(&maker->plan->arena, count_children(node), sizeof(struct store_query *));
    *count = 0;
    if (items == NULL) {
        build->status = error_no_memory(build->error);
        return NULL;
    }
    for (const struct plan_node *child = node->first; child != NULL; child = child->next) {
        bool is_negated = child->type == QUERY_NOT;
        if (is_negated ? choice.takes_negated : choice.takes_plain)
            items[(*count)++] =
                maker_tree(maker, is_negated && !choice.keeps_not ? child->first : child);
    }
    return build_combine(build, op, items, *count);
}

static struct store_query *all_query(struct maker *maker, const struct plan_node *node)
{
    struct build *build = maker->build;
    size_t count = 0, excluded_count = 0;
    struct store_query *all =
        combine(maker, node, (struct choice){true, false, false}, STORE_AND, &count);
    struct store_query *excluded =
        combine(maker, node, (struct choice){false, true, false}, STORE_OR, &excluded_count);
    if (count == 0)
        all = build_scale(build, build_all(build), 0);
    return excluded_count > 0 ? build_pair(build, STORE_AND_NOT, all, excluded) : all;
}

static struct store_query *any_query(struct maker *maker, const struct plan_node *node)
{
    size_t count = 0;
    return combine(maker, node, (struct choice){true, true, true}, STORE_OR, &count);
}

struct store_query *maker_tree(struct maker *maker, const struct plan_node *node)
{
    struct build *build = maker->build;
    if (build->status != FUND_OK)
        return NULL;
    switch (node->type) {
    case QUERY_LEAF:
        return maker_leaf(maker, &node->part);
    case QUERY_ALL:
        return all_query(maker, node);
    case QUERY_ANY:
        return any_query(maker, node);
    case QUERY_NOT:
        return build_pair(build, STORE_AND_NOT, build_scale(build, build_all(build), 0),
                          maker_tree(maker, node->first));
    case QUERY_NEAR:
        return maker_near(maker, node);
    }
    return NULL;
}
