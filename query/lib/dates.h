/*
 * Date expressions of the query language: "18.8.2023", "august 2023", "2023-Q3", "2019..2021".
 */
#ifndef QUERY_LIB_DATES_H
#define QUERY_LIB_DATES_H

#include "core/base/date.h"
#include "core/base/slice.h"

/* Days from first_day to last_day, both inclusive; DATE_NONE is an open end. */
struct day_span {
    int32_t first_day, last_day;
};

enum dates_result {
    DATES_OK,
    DATES_EMPTY,    /* nothing there, or ".." without either end */
    DATES_UNKNOWN,  /* not written like a date */
    DATES_NO_DAY,   /* written like one, but no calendar has it: 31.2.2023 */
    DATES_BACKWARDS /* a range that ends before it begins */
};

/* Reads the whole text, white space around it allowed. *span is untouched unless DATES_OK. */
enum dates_result dates_read(struct slice text, struct day_span *span);

#endif
