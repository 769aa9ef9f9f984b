/*
 * dates: the absolute dates of a release's text.
 */
#ifndef INDEXER_NAMES_DATES_H
#define INDEXER_NAMES_DATES_H

#include "core/schema/release.h"

/*
 * Adds to release->dates, in order and without overlap. Where the year is missing it is found from
 * release->published; without that the date is left out. FUND_NO_MEMORY, FUND_LIMIT.
 */
fund_status dates_find(struct release *release, struct fund_error *error);

#endif
