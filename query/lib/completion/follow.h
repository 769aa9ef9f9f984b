/*
 * The words that go on with what was typed: "tag der off" with "Tag der offenen Tür", where several
 * titles have these words in a row.
 */
#ifndef QUERY_LIB_COMPLETION_FOLLOW_H
#define QUERY_LIB_COMPLETION_FOLLOW_H

#include "query/lib/completion/table.h"

/* Most that are given. */
#define COMPLETION_FOLLOW_MAX 2
/* Fewest titles that have them. */
#define COMPLETION_FOLLOW_MIN 2

struct completion_follow {
    struct completion_found title; /* one that has the words; its key begins with them */
    size_t size;                   /* of them, in bytes of the key */
    uint32_t count;                /* titles that have them */
};

/*
 * The most frequent ways to end the word that prefix ends in, the most frequent one first, each gone
 * on with as far as most of its titles do. None ends in a function word, none is the prefix itself.
 * Returns how many.
 */
size_t completion_follow(const struct completion_table *table, struct slice prefix,
                         struct completion_follow follows[static COMPLETION_FOLLOW_MAX]);

#endif
