/*
 * How an alias file lies in memory; for aliases.c and aliases_parse.c alone.
 */
#ifndef QUERY_LIB_NAMES_ALIASES_PARTS_H
#define QUERY_LIB_NAMES_ALIASES_PARTS_H

#include "core/base/dict.h"
#include "query/lib/names/aliases.h"

/* A kind's letter, and two keys with a separator between. */
#define ALIAS_PAIR_MAX (2 * KEYS_SIZE_MAX + 2)

/* A statement that two names are not the same, or (no second) that one is no other's. */
struct alias_never {
    enum alias_kind kind;
    struct alias_name first, second;
};

struct aliases {
    struct arena arena;
    struct alias_group *groups;
    size_t group_count, group_capacity;
    struct alias_split *splits;
    size_t split_count, split_capacity;
    struct alias_never *nevers;
    size_t never_count, never_capacity;
    struct dict *names; /* kind and key -> group */
    struct dict *never; /* kind, key, key; or kind, key alone */
    struct dict *splits_by_key;
};

/* The key of a pair of names of a kind, or (no second) of one name. */
struct slice aliases_pair_key(enum alias_kind kind, struct slice first, struct slice second,
                              char out[static ALIAS_PAIR_MAX]);

#endif
