/*
 * context: what the tagger is told of each token besides its word: what the rules make of it,
 * whether it stands in quotation marks or brackets, and what its word is elsewhere in the release.
 */
#ifndef INDEXER_NAMES_CONTEXT_H
#define INDEXER_NAMES_CONTEXT_H

#include "indexer/names/spans.h"

/* Fills in places, rule, evidence, is_quoted and is_bracketed of all tokens. FUND_NO_MEMORY. */
fund_status context_find(const struct lists *lists, struct tokens *tokens,
                         struct fund_error *error);

#endif
