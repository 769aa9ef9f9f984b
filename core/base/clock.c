/*
 * The German clock.
 */
#include "core/base/clock.h"

#define HOUR 3600
/* In the first year of the rule summer began on another day. */
#define SUMMER_FIRST_YEAR  1980
#define SUMMER_1980_BEGIN  6
#define OCTOBER_FIRST_YEAR 1996
/* Any moment of date.h's years lies within; a little more does no harm. */
#define DAYS_MAX 4000000

static int64_t floor_day(int64_t moment)
{
    int64_t day = moment / CLOCK_DAY_SECONDS;
    return day * CLOCK_DAY_SECONDS > moment ? day - 1 : day;
}

static int64_t last_sunday(int year, int month)
{
    int32_t last = date_from_civil(year, month, date_month_days(year, month));
    return last - (date_weekday(last) + 1) % 7;
}

/* 01:00 UTC of the day on which clocks are moved. */
static int64_t summer_begin(int year)
{
    int64_t day = year == SUMMER_FIRST_YEAR ? date_from_civil(year, 4, SUMMER_1980_BEGIN)
                                            : last_sunday(year, 3);
    return day * CLOCK_DAY_SECONDS + HOUR;
}

static int64_t summer_end(int year)
{
    return last_sunday(year, year < OCTOBER_FIRST_YEAR ? 9 : 10) * CLOCK_DAY_SECONDS + HOUR;
}

static int32_t berlin_offset(int64_t moment)
{
    int year = date_to_civil((int32_t)floor_day(moment)).year;
    /* A moment by another clock may lie a day behind the last year that has days. */
    bool is_summer = year >= SUMMER_FIRST_YEAR && year <= DATE_LAST_YEAR &&
                     moment >= summer_begin(year) && moment < summer_end(year);
    return is_summer ? 2 * HOUR : HOUR;
}

int64_t clock_from_utc(int32_t day, int32_t second)
{
    return day != DATE_NONE ? (int64_t)day * CLOCK_DAY_SECONDS + second : CLOCK_NONE;
}

int64_t clock_from_berlin(int32_t day, int32_t second)
{
    int64_t as_utc = clock_from_utc(day, second);
    if (as_utc == CLOCK_NONE)
        return CLOCK_NONE;
    /* In the hour that comes twice, the first; in the one that is left out, an hour later. */
    int64_t summer = as_utc - 2 * HOUR;
    return berlin_offset(summer) == 2 * HOUR ? summer : as_utc - HOUR;
}

int32_t clock_berlin_day(int64_t moment)
{
    if (moment == CLOCK_NONE || floor_day(moment) > DAYS_MAX || floor_day(moment) < -DAYS_MAX)
        return DATE_NONE;
    int64_t day = floor_day(moment + berlin_offset(moment));
    if (day < date_from_civil(DATE_FIRST_YEAR, 1, 1) ||
        day > date_from_civil(DATE_LAST_YEAR, 12, 31))
        return DATE_NONE;
    return (int32_t)day;
}
