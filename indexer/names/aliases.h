/*
 * aliases: the short names that a release gives its organisations, and where it uses them.
 */
#ifndef INDEXER_NAMES_ALIASES_H
#define INDEXER_NAMES_ALIASES_H

#include "indexer/names/spans.h"

/*
 * Sets the aliases of organisations: "Technisches Hilfswerk (THW)", "THW (Technisches Hilfswerk)",
 * "Lithor" of "Lithor Batterie GmbH". Adds the acronyms in brackets and all mentions by a short
 * name that are no part of another name. The list is in order afterwards. FUND_NO_MEMORY.
 */
fund_status aliases_find(struct tokens *tokens, struct spans *organisations,
                         struct fund_error *error);

#endif
