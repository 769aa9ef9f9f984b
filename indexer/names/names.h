/*
 * names: persons, organisations, places and dates in one release.
 */
#ifndef INDEXER_NAMES_NAMES_H
#define INDEXER_NAMES_NAMES_H

#include "core/schema/release.h"
#include "core/text/text.h"

struct names; /* lists, model and the words seen so far; one thread at a time */

/* With the model and the lists (data/names) that were built in. */
fund_status names_create(struct names **names, struct fund_error *error);
/*
 * With another model, which must stay in place, aligned to MODEL_ALIGNMENT; FUND_CORRUPT,
 * FUND_VERSION.
 */
fund_status names_create_with(struct slice model, struct names **names, struct fund_error *error);
void names_destroy(struct names *names);
/*
 * From here on a word that the cursor has seen is not analysed again, nor the other way round. The
 * cursor must outlive the names' use. Nothing is shared where a user's own compounds decide about
 * the cursor's words: names do not depend on them.
 */
void names_share_words(struct names *names, struct text_cursor *cursor);

/*
 * Finds the names and dates of release->text and fills release->persons, organisations, places and
 * dates, which must be empty. Dates without a year are resolved against release->published; without
 * one they are left out. FUND_NO_MEMORY or FUND_LIMIT; the release's lists may then be partly
 * filled.
 */
fund_status names_find(struct names *names, struct release *release, struct fund_error *error);

#endif
