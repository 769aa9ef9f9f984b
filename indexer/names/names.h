/*
 * names: persons, organisations, places and dates in one release.
 *
 * The interface stays when the rules behind it are replaced by a trained tagger.
 */
#ifndef INDEXER_NAMES_NAMES_H
#define INDEXER_NAMES_NAMES_H

#include "core/schema/release.h"

struct names; /* lists and rules; never changes after names_create, may be shared by threads */

/* Loads the lists that were built in (data/names). */
fund_status names_create(struct names **names, struct fund_error *error);
void names_destroy(struct names *names);

/*
 * Finds the names and dates of release->text and fills release->persons, organisations, places and
 * dates, which must be empty. Dates without a year are resolved against release->published; without
 * one they are left out. FUND_NO_MEMORY or FUND_LIMIT; the release's lists may then be partly
 * filled.
 */
fund_status names_find(const struct names *names, struct release *release,
                       struct fund_error *error);

#endif
