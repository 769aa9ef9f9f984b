/*
 * Periods of the query language: any date that core/dates reads, in any case, relative ones as seen
 * from today in Germany: 18.8.2023, 2023-08-18, "august 2023", "3. bis 17. Mai 2023", "letzte woche",
 * gestern, "ostern 2023". And what only a query has: 2023-08, 8.2023 (or with a slash), 2023-Q3,
 * 20230818, ranges A..B with an open end where one side is left out, "seit 2020", "ab mai", "bis
 * 2020", "vor 2020", "nach 2020".
 */
#ifndef QUERY_LIB_PARSE_PERIOD_H
#define QUERY_LIB_PARSE_PERIOD_H

#include "core/base/date.h"
#include "core/base/slice.h"

/* Days from first_day to last_day, both inclusive; DATE_NONE is an open end. */
struct day_span {
    int32_t first_day, last_day;
};

/* What relative dates are seen from. */
struct period_view {
    int32_t today;
    bool is_past; /* "18.8." and "August" are the last that have begun, not the next */
};

enum period_result {
    PERIOD_OK,
    PERIOD_EMPTY,    /* nothing there, or ".." without either end */
    PERIOD_UNKNOWN,  /* not written like a date */
    PERIOD_NO_DAY,   /* written like one, but no calendar has it: 31.2.2023 */
    PERIOD_BACKWARDS /* a range that ends before it begins */
};

/* Reads the whole text, white space around it allowed. *span is untouched unless PERIOD_OK. */
enum period_result period_read(struct slice text, struct period_view view, struct day_span *span);

/* The day in Germany at a time in seconds since 1970-01-01 00:00 UTC. */
int32_t period_day_in_germany(int64_t seconds);

#endif
