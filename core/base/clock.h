/*
 * Moments as seconds since 1970-01-01 00:00 UTC, and the German wall clock ("Europe/Berlin"), by
 * which a release's day is told. Without the system's time zone tables: the same everywhere.
 */
#ifndef CORE_BASE_CLOCK_H
#define CORE_BASE_CLOCK_H

#include "core/base/date.h"

/* No moment. Smaller than any. */
#define CLOCK_NONE        INT64_MIN
#define CLOCK_DAY_SECONDS 86400

/* The moment of a day's second by UTC; CLOCK_NONE for DATE_NONE. */
int64_t clock_from_utc(int32_t day, int32_t second);
/*
 * The same by German clocks: UTC+1, in summer UTC+2 from the last Sunday in March, 01:00 UTC, to
 * the last in October (in September until 1995), as Directive 2000/84/EC and its forerunners have
 * it since 1980. Summer times before 1980 are left out.
 */
int64_t clock_from_berlin(int32_t day, int32_t second);
/* The German day of a moment; DATE_NONE for CLOCK_NONE and outside of date.h's years. */
int32_t clock_berlin_day(int64_t moment);

#endif
