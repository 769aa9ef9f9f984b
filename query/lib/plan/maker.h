/*
 * What the files that make the store's query of a plan share.
 */
#ifndef QUERY_LIB_PLAN_MAKER_H
#define QUERY_LIB_PLAN_MAKER_H

#include "query/lib/plan/plan.h"

/* Queries of one kind, as they are gathered from the parts. */
struct gathered {
    struct store_query **items;
    size_t count, capacity;
};

struct maker {
    struct session *session;
    struct plan *plan;
    struct build *build;
    struct gathered words, phrases, titles, filters, exclusions;
    bool is_kept; /* words are of a group: they must match in each step */
};

/* query.c */

/* All words of a QUERY_TEXT, with the names among them; what the title adds goes into titles. */
struct store_query *maker_all_words(struct maker *maker, const struct plan_part *part);

/* leaves.c */

/* The query for a part that is no group. What only restricts has no weight. */
struct store_query *maker_leaf(struct maker *maker, const struct plan_part *part);
/* The same as it stands at the top, where nothing takes the weight away. */
struct store_query *maker_filter(struct maker *maker, const struct plan_part *part);

/* A word of the archive that a word with a star may stand for. */
struct form {
    struct slice text;        /* as SCHEMA_FORM has it */
    struct query_words words; /* analysed: one word at least */
};
struct forms {
    struct form *items;
    size_t count, capacity;
};
/* Reads them all; false after a failure, which the build then has: FUND_LIMIT for more than max. */
bool maker_forms(struct maker *maker, const struct plan_part *part, size_t max,
                 struct forms *forms);

/* tree.c */

struct store_query *maker_tree(struct maker *maker, const struct plan_node *node);

/* near.c */

struct store_query *maker_near(struct maker *maker, const struct plan_node *node);

#endif
