/*
 * Days of the calendar. Day numbers from Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms", civil_from_days.
 */
#include "day.h"

#include "fundstelle.h"
#include "messages.h"

#include <stdio.h>
#include <time.h>

struct civil_day {
    int year, month, day;
};

static struct civil_day civil(int32_t day)
{
    int64_t shifted = (int64_t)day + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    int month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    return (struct civil_day){
        .year = (int)(year_of_era + era * 400) + (month <= 2),
        .month = month,
        .day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
    };
}

void day_format(int32_t day, char out[static DAY_TEXT_SIZE])
{
    struct civil_day date = civil(day);
    snprintf(out, DAY_TEXT_SIZE, "%04d-%02d-%02d", date.year, date.month, date.day);
}

void day_format_german(int32_t day, char out[static DAY_TEXT_SIZE])
{
    static const char *const months[] = {"Januar",    "Februar", "März",     "April",
                                         "Mai",       "Juni",    "Juli",     "August",
                                         "September", "Oktober", "November", "Dezember"};
    struct civil_day date = civil(day);
    snprintf(out, DAY_TEXT_SIZE, "%d. %s %d", date.day, months[date.month - 1], date.year);
}

int32_t day_today(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local) == NULL)
        return (int32_t)(now / 86400);
    return (int32_t)((now + local.tm_gmtoff) / 86400);
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
    struct civil_day date = civil(day == FUND_DATE_NONE ? 0 : day);
    if (day == FUND_DATE_NONE)
        snprintf(out, DAY_TEXT_SIZE, "%s", _("undated"));
    else /* xgettext: year, month, day; the translation may reorder them */
        snprintf(out, DAY_TEXT_SIZE, _("%04d-%02d-%02d"), date.year, date.month, date.day);
}
