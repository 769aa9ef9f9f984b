/*
 * Trees of query parts: how they are joined, whoever makes them.
 */
#ifndef QUERY_LIB_PARSE_TREE_H
#define QUERY_LIB_PARSE_TREE_H

#include "query/lib/parse/parse.h"

/* The children of a node that is being made. */
struct node_list {
    struct query_node *first, *last;
};

struct query_node *tree_leaf(struct arena *arena, const struct query_part *part);
/* Appends a node to the children of one of this type; its own children where it is of this type. */
void tree_append(struct node_list *list, enum query_operator type, struct query_node *node);
/* The node with these children; the only child itself, NULL where there is none. *is_made is false
 * without memory. */
struct query_node *tree_join(struct arena *arena, enum query_operator type,
                             const struct node_list *list, bool *is_made);
/* NULL without memory. */
struct query_node *tree_negate(struct arena *arena, struct query_node *node);
/* Whether NAHE may stand beside it: words, phrases, and any of them. */
bool tree_can_be_near(const struct query_node *node);
bool tree_is_text(enum query_kind kind);

#endif
