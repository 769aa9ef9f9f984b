/*
 * The nodes of a query.
 */
#ifndef CORE_MATCH_QUERY_H
#define CORE_MATCH_QUERY_H

#include "core/match/match.h"

#include <stdatomic.h>

struct row;

enum query_kind {
    QUERY_TERM, /* text */
    QUERY_ALL,
    QUERY_NONE,
    QUERY_COMBINED, /* op, children */
    QUERY_RANGE,    /* slot, text up to last */
    QUERY_SCALED,   /* the one child, factor */
    QUERY_WILDCARD, /* text, limit */
    QUERY_ROW /* row, slot, factor; children: its words, then the whole where has_whole is set */
};

struct match_query {
    atomic_uint references;
    enum query_kind kind;
    enum match_operator op;
    struct match_query **children; /* owned, a reference each */
    size_t count;
    bool has_rows; /* it, or one below */
    bool has_whole;
    uint32_t slot, limit;
    double factor;
    struct row *row;         /* owned */
    struct slice text, last; /* owned */
};

#endif
