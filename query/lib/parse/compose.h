/*
 * Queries that a caller builds from values.
 */
#ifndef QUERY_LIB_PARSE_COMPOSE_H
#define QUERY_LIB_PARSE_COMPOSE_H

#include "query/include/fundstelle.h"
#include "query/lib/parse/parse.h"

struct fund_query {
    struct arena arena;
    struct query_node *root;
    size_t part_count, depth;
};

#endif
