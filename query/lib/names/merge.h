/*
 * Names of one release that turned out to be the same.
 */
#ifndef QUERY_LIB_NAMES_MERGE_H
#define QUERY_LIB_NAMES_MERGE_H

#include "core/schema/release.h"

/* Leaves each name once, at its first place, with the mentions, aliases and roles of all. */
fund_status merge_names(struct release *release, struct fund_error *error);

#endif
