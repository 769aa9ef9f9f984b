/*
 * Which completions are offered, and in which order.
 */
#ifndef QUERY_LIB_COMPLETION_CHOOSE_H
#define QUERY_LIB_COMPLETION_CHOOSE_H

#include "query/lib/base/session.h"
#include "query/lib/completion/typed.h"

/* Most that are chosen. */
#define COMPLETION_CHOSEN_MAX 100
/* Texts of a kind that one walk looks at, at most: so many, and so many times what is asked for. */
#define COMPLETION_LOOKED_AT       100
#define COMPLETION_LOOKED_AT_TIMES 4
#define COMPLETION_LOOKED_AT_MAX                                                                   \
    (COMPLETION_LOOKED_AT + COMPLETION_LOOKED_AT_TIMES * COMPLETION_CHOSEN_MAX)

struct completion_candidate {
    enum completion_kind kind;
    struct completion_found found;
    const struct completion_run *run; /* that it goes on with; NULL: a word for the last one */
    size_t word_count;                /* of what it agrees with */
    bool is_whole;                    /* what was typed is a whole word of it */
    uint32_t count;                   /* releases */
    uint32_t score;
    struct slice text; /* to show */
    struct slice stem; /* words */
};

/* In the order in which they are offered; count at most limit. */
struct completion_chosen {
    struct completion_candidate items[COMPLETION_CHOSEN_MAX];
    size_t count;
};

/* kinds: 1 << enum completion_kind, or-ed; limit: at most COMPLETION_CHOSEN_MAX. What is chosen is
 * borrowed from table and arena. FUND_NO_MEMORY, and what reading gives. */
fund_status completion_choose(struct session *session, const struct completion_table *table,
                              const struct completion_typed *typed, unsigned kinds, size_t limit,
                              struct arena *arena, struct completion_chosen *chosen,
                              struct fund_error *error);

#endif
