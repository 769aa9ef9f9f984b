/*
 * Days of the calendar. Day numbers from Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms", civil_from_days.
 */
#include "day.h"

#include "fundstelle.h"

#include <stdio.h>

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

void moment_format(int64_t moment, char out[static MOMENT_TEXT_SIZE])
{
    char day[DAY_TEXT_SIZE];
    int second = (int)(moment % 86400);
    if (second < 0)
        second += 86400;
    day_format((int32_t)((moment - second) / 86400), day);
    snprintf(out, MOMENT_TEXT_SIZE, "%sT%02d:%02d:%02dZ", day, second / 3600, second / 60 % 60,
             second % 60);
}

void day_show(int32_t day, char out[static DAY_TEXT_SIZE])
{
    if (day == FUND_DATE_NONE)
        snprintf(out, DAY_TEXT_SIZE, "undated");
    else
        day_format(day, out);
}
