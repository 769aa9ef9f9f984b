/*
 * Civil days to day numbers and back, by Howard Hinnant's algorithms ("chrono-Compatible Low-Level
 * Date Algorithms", 2013), which count years from March so that the leap day comes last.
 */
#include "core/base/date.h"

#include <stdio.h>

#define DAYS_PER_ERA     146097 /* 400 years */
#define DAYS_BEFORE_1970 719468 /* from 0000-03-01 */

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_month_days(int year, int month)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool date_is_valid(int year, int month, int day)
{
    return year >= DATE_FIRST_YEAR && year <= DATE_LAST_YEAR && day >= 1 &&
           day <= date_month_days(year, month);
}

int32_t date_from_civil(int year, int month, int day)
{
    if (!date_is_valid(year, month, day))
        return DATE_NONE;
    int from_march = year - (month <= 2);
    int era = from_march / 400;
    int year_of_era = from_march - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (int32_t)(era * DAYS_PER_ERA + day_of_era - DAYS_BEFORE_1970);
}

struct date_civil date_to_civil(int32_t day)
{
    int64_t days = (int64_t)day + DAYS_BEFORE_1970;
    int64_t era = (days >= 0 ? days : days - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
    int day_of_era = (int)(days - era * DAYS_PER_ERA);
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    int month = month_from_march + (month_from_march < 10 ? 3 : -9);
    return (struct date_civil){
        .year = (int)(year_of_era + era * 400) + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * month_from_march + 2) / 5 + 1,
    };
}

int date_full_year(int two_digits)
{
    return two_digits + (two_digits < DATE_CENTURY_PIVOT ? 2000 : 1900);
}

int date_weekday(int32_t day)
{
    int from_thursday = day % 7; /* 1970-01-01 was a Thursday */
    return ((from_thursday + 7) % 7 + 3) % 7;
}

void date_format_iso(int32_t day, char out[static DATE_ISO_SIZE])
{
    out[0] = '\0';
    if (day == DATE_NONE)
        return;
    struct date_civil civil = date_to_civil(day);
    if (!date_is_valid(civil.year, civil.month, civil.day))
        return;
    snprintf(out, DATE_ISO_SIZE, "%04u-%02u-%02u", (unsigned)civil.year % 10000u,
             (unsigned)civil.month % 100u, (unsigned)civil.day % 100u);
}

static int digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

int32_t date_parse_iso(struct slice text)
{
    if (text.size != DATE_ISO_SIZE - 1 || text.data[4] != '-' || text.data[7] != '-')
        return DATE_NONE;
    return date_from_civil(digits(text.data, 4), digits(text.data + 5, 2),
                           digits(text.data + 8, 2));
}
