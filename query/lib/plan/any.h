/*
 * The last step of a plan, "any of the words": what it looks for beside the words. That are, with
 * less weight, the parts of compounds alone and words of the same meaning that the archive has. What
 * is common there only ranks what rarer words find, and finds nothing itself. A word on its own is
 * not looked for by single parts.
 */
#ifndef QUERY_LIB_PLAN_ANY_H
#define QUERY_LIB_PLAN_ANY_H

#include "query/lib/plan/plan.h"

/* Most words of one meaning with a word of the query, or with a part of it, that are looked for. */
#define ANY_SYNONYMS_MAX 8
/* Words and parts of one query for which such words are looked up. */
#define ANY_LOOKUPS_MAX 32
/* A word is common in the last step where so many releases have it, or any_common of all. */
#define ANY_COMMON_MIN 20
/*
 * Fills query_word.loose of each word of the query: its parts, where there are other words too, and
 * words of the same meaning that the archive has. FUND_NO_MEMORY and what reading gives.
 */
fund_status any_prepare(struct session *session, struct plan *plan, struct fund_error *error);
/* Empties query_word.loose of each word. */
void any_forget(struct plan *plan);
/* Whether some word has words of the same meaning. */
bool any_has_synonyms(const struct plan *plan);
/* The step in a few words. Static. */
const char *any_relaxed(const struct plan *plan);
/*
 * What finds the word, or less surely what is loose of it; and, where something in the query is
 * rare, what of it is common and only ranks. NULL where there is nothing of a kind.
 */
void any_word(struct build *build, const struct query_word *word, struct store_query *found,
              bool has_rare, struct store_query **finding, struct store_query **ranking);
#endif
