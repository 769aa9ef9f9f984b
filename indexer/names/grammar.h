/*
 * grammar: where the form of a name is certain, it mends the tagger's spans.
 */
#ifndef INDEXER_NAMES_GRAMMAR_H
#define INDEXER_NAMES_GRAMMAR_H

#include "indexer/names/spans.h"

/*
 * Both lists are in order before and afterwards, without overlap; finds sexes by first names too.
 * FUND_NO_MEMORY.
 */
fund_status grammar_apply(struct tokens *tokens, struct spans *persons, struct spans *organisations,
                          struct fund_error *error);

/* ---- grammar_persons.c ---------------------------------------------------------------------- */

/* Before organisations are mended: TOKEN_TAKEN as the tagger left it. */
void grammar_mend_persons(const struct tokens *tokens, struct spans *persons);
/* Adds who the form makes certain, sorts, finds sexes. FUND_NO_MEMORY. */
fund_status grammar_add_persons(struct tokens *tokens, struct spans *persons,
                                struct fund_error *error);

/* ---- grammar_known.c ------------------------------------------------------------------------ */

/* Adds organisations outside the tokens that are TOKEN_TAKEN; sorts. FUND_NO_MEMORY. */
fund_status grammar_add_known(struct tokens *tokens, struct spans *organisations,
                              struct fund_error *error);

#endif
