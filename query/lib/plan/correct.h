/*
 * Corrected spellings in a plan: words that no release has, where the query as typed finds nothing;
 * and the text of a query that would find far more, to be offered.
 *
 * Never corrected is what has three letters or fewer, digits, signs but hyphens, or up to four
 * capitals alone, nor what is excluded. Names in fields are corrected over the words of names. Where
 * several words would do, the one with which the query finds something is taken. An offer: a word
 * that at most five releases have and that is no word of the lexicon, compared with those near it.
 */
#ifndef QUERY_LIB_PLAN_CORRECT_H
#define QUERY_LIB_PLAN_CORRECT_H

#include "query/lib/plan/plan.h"

/* Words of one query that are corrected, in the order of the query. */
#define PLAN_CORRECTED_MAX 8
/* Words of one query that are looked for in the archive to be corrected; others stay. */
#define PLAN_LOOKED_MAX 16
/* A query is offered where it finds at least so many times more. */
#define PLAN_OFFER_FACTOR 10

/* Which words may be corrected. */
enum plan_correctable {
    PLAN_WORDS, /* plain words, and names in fields that no release has; compounds of German words
                   only where the mistake is a likely one, words of the lexicon never */
    PLAN_LAST   /* these too, and the words of phrases: where nothing else is found */
};

/* One word of a part that is to be another. */
struct plan_fix {
    size_t part;       /* in plan->parts */
    size_t start, end; /* bytes of the part's text */
    struct slice text;
};

struct plan_fixes {
    struct plan_fix items[PLAN_CORRECTED_MAX];
    size_t count;
};

/* What to put in place of words that no release has; those where several would do are chosen by
 * what the query then finds. */
fund_status plan_find_fixes(struct session *session, struct plan *plan,
                            enum plan_correctable correctable, struct plan_fixes *fixes,
                            struct fund_error *error);
/*
 * What to put in place of words that few releases have, where words near them are in far more: only
 * where all words are then found in PLAN_OFFER_FACTOR times as many releases as typed_found, those
 * that have all words as typed; else *fixes is empty.
 */
fund_status plan_find_offers(struct session *session, struct plan *plan, uint32_t typed_found,
                             struct plan_fixes *fixes, struct fund_error *error);
/*
 * What plan_find_fixes would put in place, to be offered where a query must not be changed: only
 * where all words are then found in some release; else *fixes is empty.
 */
fund_status plan_find_strict_offers(struct session *session, struct plan *plan,
                                    struct plan_fixes *fixes, struct fund_error *error);
/* The query text that the plan was made of, with the fixes, in the arena; those of options are left
 * out. FUND_NO_MEMORY. */
fund_status plan_fixed_query(const struct plan *plan, struct slice query,
                             const struct plan_fixes *fixes, struct arena *arena,
                             struct slice *text, struct fund_error *error);
/* The text of a part with its fixes, in the arena. FUND_NO_MEMORY. */
fund_status plan_fixed_text(const struct plan *plan, size_t part, const struct plan_fixes *fixes,
                            struct arena *arena, struct slice *text, struct fund_error *error);

#endif
