/*
 * places: where municipalities and Länder stand, as context for the other rules.
 */
#ifndef INDEXER_NAMES_PLACES_H
#define INDEXER_NAMES_PLACES_H

#include "indexer/names/tokens.h"

/*
 * Sets place and WORD_PLACE of the tokens: from the lists, and for words that the release itself
 * calls a place ("Stadt Lindenbruch"). FUND_NO_MEMORY.
 */
fund_status places_mark(const struct lists *lists, struct tokens *tokens, struct fund_error *error);

#endif
