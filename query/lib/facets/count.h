/*
 * Counting the values of one facet.
 */
#ifndef QUERY_LIB_FACETS_COUNT_H
#define QUERY_LIB_FACETS_COUNT_H

#include "query/lib/facets/facets.h"

/* How the values of a facet are read from columns. */
struct facet_axis {
    enum fund_facet_kind kind;
    const struct columns *columns;
    const struct columns_names
        *list;               /* persons, organisations, places; else NULL: one value each */
    const uint32_t *singles; /* by row, COLUMNS_NONE: no value */
    const uint32_t *periods; /* years, months, days: from a place in day_list to a number */
    const int32_t *starts;   /* by that number: the first day */
    size_t value_count;
    bool *is_selected;     /* by value; NULL: no selections */
    struct slice *missing; /* selected values that no release has, */
    size_t missing_count;  /* each once */
};

/* Reads "2023", "2023-08" or "2023-08-18", as the facet has it. */
bool facet_read_period(enum fund_facet_kind kind, struct slice text, int32_t *first_day);

/* An axis with its selections marked, in the arena. */
fund_status facet_axis_make(const struct columns *columns, enum fund_facet_kind kind,
                            const struct facets_request *request, struct arena *arena,
                            struct facet_axis *axis, struct fund_error *error);
/* Whether a row has a selected value. */
bool facet_axis_has_selected(const struct facet_axis *axis, uint32_t row);

/* Rows of hits, and for each which facets' selections leave it out, as bits. */
struct facet_rows {
    const uint32_t *rows;
    const uint8_t *left_out; /* NULL: none is */
    size_t count;
    bool are_all; /* else there are more hits than were looked at */
};

/* The most frequent values, or (is_histogram) all in the order of time; in the arena. */
fund_status facet_count(const struct facet_axis *axis, const struct facet_rows *rows,
                        uint32_t limit, bool is_histogram, struct arena *arena,
                        struct fund_facet **facet, struct fund_error *error);

#endif
