/*
 * Which persons a release names, as they were found when it was shown before: releases that many
 * queries find are shown again and again.
 */
#ifndef QUERY_LIB_NAMES_PERSONS_KNOWN_H
#define QUERY_LIB_NAMES_PERSONS_KNOWN_H

#include "core/schema/release.h"
#include "query/lib/base/walk_cache.h"

/* Gives the persons of a release, which are as it was stored, the names that they were shown by.
 * *is_known: whether they were; otherwise nothing is changed. FUND_NO_MEMORY. */
fund_status persons_recall(struct walk_cache *walks, struct release *release, bool *is_known,
                           struct fund_error *error);
/* Notes by which names they are shown; stored: the names that they had, one for each. */
void persons_note(struct walk_cache *walks, const struct release *release,
                  const struct slice *stored);

/* Of two slices for qsort: by their bytes from the last to the first, so that what ends with a name
 * follows it. */
int persons_compare_from_end(const void *left, const void *right);

#endif
