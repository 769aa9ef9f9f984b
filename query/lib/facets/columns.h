/*
 * What facets count, in memory: for each of some releases, or of all, its day, its issuer and the
 * names under which its persons, organisations and places count, as numbers. Once read it never
 * changes, so that threads may share it. 24 bytes for a release and 4 for each of its names.
 */
#ifndef QUERY_LIB_FACETS_COLUMNS_H
#define QUERY_LIB_FACETS_COLUMNS_H

#include "query/lib/base/intern.h"
#include "query/lib/base/session.h"

/* No day, no issuer. */
#define COLUMNS_NONE UINT32_MAX

enum columns_list { COLUMNS_PERSONS, COLUMNS_ORGANISATIONS, COLUMNS_PLACES, COLUMNS_LISTS };

/* Numbers that may be read behind the last one of a list. */
#define COLUMNS_SPARE 4

/* The names of one kind: those of row i are numbers[starts[i]] up to numbers[starts[i + 1]], each
 * once. */
struct columns_names {
    uint32_t *starts; /* NULL where they were not read */
    uint32_t *numbers;
    struct intern names;
};

struct columns {
    size_t row_count;
    store_docid *docids; /* rising */
    uint32_t *days;      /* by row: a place in day_list, or COLUMNS_NONE */
    uint32_t *issuers;   /* by row: a number in issuer_names, or COLUMNS_NONE */
    int32_t *day_list;   /* the different days, rising */
    size_t day_count;
    struct intern issuer_names;
    struct columns_names lists[COLUMNS_LISTS];
    bool has_names; /* the lists were read */
};

/* Looking up one release costs as much as running past so many. */
#define COLUMNS_LOOKUP_COST 16

/* All releases in columns_read. */
#define COLUMNS_ALL ((const store_docid *)NULL)

/*
 * Reads the columns of these releases (docids rise) or of all; with_names: the lists, too. What an
 * archive has that no writer of ours wrote, such as a day outside of the calendar or a name that is
 * no UTF-8 or has a NUL, counts as missing. FUND_NO_MEMORY, FUND_LIMIT and what reading gives.
 */
fund_status columns_read(const struct session *session, const store_docid *docids, size_t count,
                         bool with_names, struct columns **columns, struct fund_error *error);
void columns_destroy(struct columns *columns); /* NULL allowed */

/* Bytes in use. */
size_t columns_size(const struct columns *columns);

#endif
