/*
 * A walk over those terms of an archive that a wrong word may be: in byte order, with a row of the
 * distance for each letter, leaping over all terms that begin with letters that are too far away.
 */
#ifndef QUERY_LIB_SPELL_WALK_H
#define QUERY_LIB_SPELL_WALK_H

#include "core/store/store.h"
#include "query/lib/spell/rows.h"

struct spell_walk {
    const struct store_reader *reader;
    struct spell_rows *rows; /* of the wrong word */
    const char *prefix;      /* of the terms; what stands behind SCHEMA_SEPARATOR is left out */
    char first, not_first;   /* only words that begin so, none that do; '\0': any */
    uint32_t bound;          /* visit may lower it */
    uint32_t steps_left;     /* terms to look at and leaps; at 0 the walk ends as if at its end */
    /* A word, borrowed until the function returns, each as often as there are terms of it: its
     * cost, at most the bound, and the term's releases. */
    fund_status (*visit)(struct spell_walk *walk, struct slice word, uint32_t cost,
                         uint32_t releases, struct fund_error *error);
    void *data;
};

fund_status spell_walk(struct spell_walk *walk, struct fund_error *error);

#endif
