/*
 * release_places: the places that a release names, from the tokens that places_mark marked.
 */
#ifndef INDEXER_NAMES_RELEASE_PLACES_H
#define INDEXER_NAMES_RELEASE_PLACES_H

#include "indexer/names/spans.h"

/*
 * Fills release->places: municipalities, and districts as the text gives them ("Ortsteil Bergheim",
 * "Wiesenhain-Ost"). What belongs to the name of a person is no place; in an organisation's name it
 * may be one. Persons are in order and without overlap. FUND_NO_MEMORY, FUND_LIMIT.
 */
fund_status release_places_find(const struct lists *lists, const struct tokens *tokens,
                                const struct spans *persons, struct release *release,
                                struct fund_error *error);

#endif
