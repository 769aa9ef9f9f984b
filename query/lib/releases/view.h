/*
 * A stored release as the public header shows it.
 */
#ifndef QUERY_LIB_RELEASES_VIEW_H
#define QUERY_LIB_RELEASES_VIEW_H

#include "core/schema/release.h"
#include "query/lib/base/session.h"

/* Reads what a document holds as it is stored, into a release that has been initialised. */
fund_status view_stored(struct session *session, store_docid docid, struct release *release,
                        struct fund_error *error);
/* The same, but what lists of hits show alone, see release_decode_head. */
fund_status view_head(struct session *session, store_docid docid, struct release *release,
                      struct fund_error *error);
/* Reads the release that a document holds, with the names that the archive knows; *release stays as
 * it is where it must not be shown yet. */
fund_status view_read(struct session *session, store_docid docid, fund_release **release,
                      struct fund_error *error);

/* Finds a release's document by its id: 0 where there is none. */
fund_status view_find(struct session *session, struct slice id, store_docid *docid,
                      struct fund_error *error);

/* The same, but FUND_NOT_FOUND where there is none. */
fund_status view_require(struct session *session, struct slice id, store_docid *docid,
                         struct fund_error *error);

/* A terminated copy in the arena; false without memory. */
bool view_string(struct arena *arena, struct slice text, const char **out);
/* The same, but *out is NULL for an empty text. */
bool view_optional_string(struct arena *arena, struct slice text, const char **out);

#endif
