/*
 * release_places: the places that a release names, from the tokens that places_mark marked.
 */
#ifndef INDEXER_NAMES_RELEASE_PLACES_H
#define INDEXER_NAMES_RELEASE_PLACES_H

#include "indexer/names/tokens.h"

/*
 * Fills release->places: municipalities, and districts as the text gives them ("Ortsteil Bergheim",
 * "Wiesenhain-Ost"). Call it when the persons are there: what belongs to their names is no place; in
 * an organisation's name it may be one. FUND_NO_MEMORY, FUND_LIMIT.
 */
fund_status release_places_find(const struct lists *lists, const struct tokens *tokens,
                                struct release *release, struct fund_error *error);

#endif
