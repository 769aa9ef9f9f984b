/*
 * date_patterns: what dates look like. Which days they mean is the business of dates.c.
 */
#ifndef INDEXER_NAMES_DATE_PATTERNS_H
#define INDEXER_NAMES_DATE_PATTERNS_H

#include "core/schema/release.h"

enum date_part { DATE_PART_ALL, DATE_PART_BEGIN, DATE_PART_MIDDLE, DATE_PART_END };

/* The numbers of a date as they stand there, of a span's two ends; 0 where there is none. */
struct date_reading {
    int day[2], month[2], year[2];
    enum date_part part; /* "Anfang", "Mitte" or "Ende" before it */
    enum release_precision precision;
    bool is_list; /* "5. und 12. Juni", not "5. bis 12. Juni" */
};

/* Whether a date can begin at `at`: at a word's front, and not within a number. */
bool date_patterns_can_begin(struct slice text, size_t at);
/* End of the date that begins at `at`, or 0; *reading then is as it was. */
size_t date_patterns_read(struct slice text, size_t at, struct date_reading *reading);
/* The weekday that stands before the date at `at`, 0 Monday, or -1. */
int date_patterns_weekday_before(struct slice text, size_t at);

#endif
