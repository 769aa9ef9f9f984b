/*
 * Columns for a call: of the archive's newest commit, shared by all calls on it (base/shared.h).
 *
 * A few hits do not need them: their values are read one by one. What that costs adds up, so that
 * many small questions end in columns, too. Nor does the first call, whatever it finds: a program may
 * ask but once. Where no commit can be told from another (an archive on
 * several machines), each session keeps its own; over a network they are read value by value, which
 * takes long.
 */
#ifndef QUERY_LIB_FACETS_SHELF_H
#define QUERY_LIB_FACETS_SHELF_H

#include "query/lib/facets/columns.h"

/* Columns on loan. */
struct shelf_loan {
    struct shared_place *place;
    struct shared_thing *shared;   /* of that place, or */
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

#endif
