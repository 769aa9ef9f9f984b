/*
 * Days of the calendar. Day numbers from Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms", days_from_civil and civil_from_days, for years after 0.
 */
#include "day.h"

#include <stddef.h>
#include <stdio.h>

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && is_leap);
}

static int32_t day_number(int year, int month, int day)
{
    int shifted = month <= 2 ? year - 1 : year; /* years that begin in March end in the leap day */
    int era = shifted / 400;
    int year_of_era = shifted - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

/* Reads least to most digits and moves past them. */
static bool read_number(const char **at, size_t least, size_t most, int *number)
{
    int value = 0;
    size_t digits = 0;
    for (; digits < most && **at >= '0' && **at <= '9'; digits++, (*at)++)
        value = value * 10 + (**at - '0');
    *number = value;
    return digits >= least;
}

static bool skip(const char **at, char wanted)
{
    if (**at != wanted)
        return false;
    (*at)++;
    return true;
}

/* Reads into year, month, day; what isn't there stays 0. */
static bool read_parts(const char *text, int *year, int *month, int *day)
{
    const char *at = text;
    if (read_number(&at, 1, 2, day) && skip(&at, '.'))
        return read_number(&at, 1, 2, month) && *month > 0 && skip(&at, '.') && *day > 0 &&
               read_number(&at, 4, 4, year) && *at == '\0';
    at = text;
    *day = 0;
    if (!read_number(&at, 4, 4, year))
        return false;
    if (*at == '\0')
        return true;
    if (!skip(&at, '-') || !read_number(&at, 2, 2, month) || *month == 0)
        return false;
    if (*at == '\0')
        return true;
    return skip(&at, '-') && read_number(&at, 2, 2, day) && *day > 0 && *at == '\0';
}

bool day_parse(const char *text, int32_t *first, int32_t *last)
{
    int year = 0, month = 0, day = 0;
    if (!read_parts(text, &year, &month, &day) || year < 1000 || month > 12)
        return false;
    int last_month = month > 0 ? month : 12;
    int month_end = month_days(year, last_month);
    if (day > month_end)
        return false;
    *first = day_number(year, month > 0 ? month : 1, day > 0 ? day : 1);
    *last = day_number(year, last_month, day > 0 ? day : month_end);
    return true;
}

void day_format(int32_t day, char out[static DAY_TEXT_SIZE])
{
    int64_t shifted = (int64_t)day + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    int month_day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    int month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    int year = (int)(year_of_era + era * 400) + (month <= 2);
    snprintf(out, DAY_TEXT_SIZE, "%04d-%02d-%02d", year, month, month_day);
}
