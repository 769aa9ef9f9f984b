/*
 * stamp: the moments that formats write: RFC 822 and RFC 3339 and what comes near them, German
 * dates, seconds since 1970.
 */
#ifndef INDEXER_FORMATS_STAMP_H
#define INDEXER_FORMATS_STAMP_H

#include "core/base/clock.h"

struct stamp {
    int32_t day;    /* by German clocks; DATE_NONE where it is wrong */
    int64_t moment; /* the day's begin where no time is told */
    bool has_time;
};

/*
 * "2023-08-18T10:30:00+02:00", "2023-08-18 10:30", "20230818", "Fri, 18 Aug 2023 08:30:00 GMT",
 * "18.08.2023, 10:30 Uhr", "18. August 2023". Without a zone it is the German clock. False where
 * the text is no date; a day that no calendar has gives true and DATE_NONE.
 */
bool stamp_read(struct slice text, struct stamp *stamp);
/* Seconds since 1970, or milliseconds where they would be after the year 5000. */
bool stamp_from_number(double number, struct stamp *stamp);

#endif
