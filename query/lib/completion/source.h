/*
 * Filling a table of completions from an archive: its words as they are mostly written, names and
 * titles. Persons are those of the lists but for lone surnames, which the longer names of the same
 * surname stand for.
 */
#ifndef QUERY_LIB_COMPLETION_SOURCE_H
#define QUERY_LIB_COMPLETION_SOURCE_H

#include "query/lib/base/session.h"
#include "query/lib/completion/need.h"

/* Releases whose titles are read: those that came last into the archive. */
#define COMPLETION_RELEASES_MAX 200000

/* need: what is read at least; NULL: everything. FUND_MODIFIED, FUND_NO_MEMORY, and what reading
 * gives. */
fund_status completion_read(struct session *session, const struct completion_need *need,
                            struct completion_table **table, struct fund_error *error);

/* Adds the archive's persons, organisations and places that are needed; in names.c. */
fund_status completion_read_names(struct session *session, const struct completion_need *need,
                                  struct completion_maker *maker, struct fund_error *error);

#endif
