/*
 * The store's queries for one word of a query.
 *
 *   word      its stem, as a whole word or as a part of one
 *   compound  its stem, or (less) its parts side by side; widened, its parts near each other or
 *             anywhere, all of them, or (least) all but the last or but the first
 *   phrase    the parts of all its words side by side
 */
#ifndef QUERY_LIB_PLAN_WORD_H
#define QUERY_LIB_PLAN_WORD_H

#include "query/lib/plan/plan.h"

/* The word, or its parts side by side. */
struct store_query *word_query(struct build *build, const struct query_word *word);
/* The same as a step looks for it: a widened one more widely, a year also as that of publication. */
struct store_query *word_query_at(struct build *build, const struct query_word *word,
                                  enum plan_step step);
/* All its parts but the last, Hallenbad for Hallenbadschließung; all but the first, Bücherei for
 * Stadtbücherei. For a word of two parts or more. */
struct store_query *word_front_query(struct build *build, const struct query_word *word);
struct store_query *word_head_query(struct build *build, const struct query_word *word);
/* The words side by side; a phrase of one word is that word. */
struct store_query *word_phrase_query(struct build *build, const struct query_words *words);

#endif
