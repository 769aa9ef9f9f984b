/*
 * The columns of an archive's newest commit, shared by all calls on it.
 *
 * They are read by the call that first needs them, while others that need them too wait for it; who
 * needs none never waits. A new commit (or alias file) makes them old: the next call that needs
 * columns reads them anew. So a call reads them at most once, and each commit has them read at most
 * once, however often a writer commits; nothing is read that no call asked for.
 *
 * A few hits do not need them: their values are read one by one. What that costs adds up on the
 * shelf, so that many small questions end in columns, too.
 */
#ifndef QUERY_LIB_FACETS_SHELF_H
#define QUERY_LIB_FACETS_SHELF_H

#include "query/lib/facets/columns.h"

struct shelf;

fund_status shelf_create(struct shelf **shelf, struct fund_error *error);
void shelf_destroy(struct shelf *shelf); /* NULL allowed; nothing may be on loan */

/* Columns on loan. */
struct shelf_loan {
    struct shelf *shelf;
    struct shelf_item *item;       /* of the shelf, or */
    struct columns *own;           /* the call's own */
    const struct columns *columns; /* of all releases, or of the hits alone */
};

/*
 * Lends the columns that a call needs for these hits (docids rise): those of the whole archive at
 * the session's commit, or where that is cheaper those of the hits. Pass *loan, which is filled on
 * success, to shelf_return. What columns_read gives.
 */
fund_status shelf_lend(struct session *session, const store_docid *hits, size_t count,
                       bool with_names, struct shelf_loan *loan, struct fund_error *error);
void shelf_return(struct shelf_loan *loan);

/* Gives up columns that a session keeps; NULL allowed. */
void shelf_leave(struct shelf *shelf, struct shelf_item *item);

#endif
