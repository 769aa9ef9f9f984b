/*
 * What releases tell of organisations: names and aliases that they give together.
 */
#ifndef QUERY_LIB_NAMES_TOLD_H
#define QUERY_LIB_NAMES_TOLD_H

#include "query/lib/names/name.h"

/* Explanations of one alias that are read. */
#define TOLD_MAX 200

/* An explanation: which issuer gives which name. */
struct told {
    struct slice issuer;
    struct slice name; /* a key, or an alias as displayed */
};

struct told_list {
    struct told *items;
    size_t count, capacity;
};

/* What terms with this prefix tell of a key, by whom; or without issuers. Lies in the context's
 * arena, as in the next functions. */
fund_status told_load(const struct name_context *context, const char *prefix, struct slice key,
                      struct told_list *list, struct fund_error *error);
fund_status told_load_pairs(const struct name_context *context, const char *prefix,
                            struct slice key, struct told_list *list, struct fund_error *error);
/* The names that are given for an alias: without what is no alias at all. */
fund_status told_of_alias(const struct name_context *context, struct slice alias,
                          struct told_list *list, struct fund_error *error);

/* Whether the issuer gives the name. */
bool told_names(const struct told_list *list, struct slice issuer, struct slice name);
/* Whether the alias file says that they are never the same. */
bool told_forbids(const struct name_context *context, struct slice first, struct slice second);
/*
 * Whether an alias may be short for a name: its letters come in this order from a word's beginning
 * on, but perhaps for the last one. "(GRÜNE)" behind a councillor's name is no alias.
 */
bool told_is_plausible(struct slice alias, struct slice name);
/* Two capitals or more, no space: THW, DGzRS, NoWoBau; not "Kolb". */
bool told_is_acronym(struct slice alias);

#endif
