/*
 * grammar: where the form of an organisation's name is certain, it mends the tagger's spans.
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

#endif
