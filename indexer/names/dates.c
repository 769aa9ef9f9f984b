/*
 * From what a date says to the days that it means: missing years, months, and "Mitte 2020".
 */
#include "indexer/names/dates.h"

#include "indexer/names/date_patterns.h"
#include "indexer/names/letters.h"

/* Without a year, a day up to this many days before the release is taken as past. */
#define PAST_DAYS_MAX 120
#define MONTHS        12

struct scan {
    struct slice text; /* of one field */
    int32_t published;
};

/* ---- days ----------------------------------------------------------------------------------- */

static int32_t distance(int32_t a, int32_t b)
{
    return a > b ? a - b : b - a;
}

/*
 * The year of a day or month that has none. With a weekday, the nearest year in which it fits.
 * Else a day is ahead of the release, unless it is at most PAST_DAYS_MAX behind it.
 */
static int missing_year(const struct scan *scan, int month, int day, int weekday)
{
    struct date_civil published = date_to_civil(scan->published);
    int best = 0;
    int32_t best_distance = INT32_MAX;
    for (int year = published.year - 1; year <= published.year + 1; year++) {
        int32_t number = date_from_civil(year, month, day);
        if (number == DATE_NONE)
            continue;
        int32_t away = distance(number, scan->published);
        if (weekday >= 0 && date_weekday(number) != weekday)
            away += 1000;
        if (number < scan->published - PAST_DAYS_MAX)
            away += 400;
        if (away < best_distance) {
            best = year;
            best_distance = away;
        }
    }
    return best;
}

static int last_of_month(int year, int month)
{
    return month >= 1 && month <= MONTHS ? date_month_days(year, month) : 0;
}

/* Anfang, Mitte or Ende of a month or year; true where both days exist. */
static bool approximate(const struct date_reading *reading, struct release_date *date)
{
    int year = reading->year[0], month = reading->month[0], third = (int)reading->part - 1;
    if (month == 0) {
        int first = third * 4 + 1;
        date->first_day = date_from_civil(year, first, 1);
        date->last_day = date_from_civil(year, first + 3, date_month_days(year, first + 3));
    } else {
        date->first_day = date_from_civil(year, month, third * 10 + 1);
        int last = third == 2 ? last_of_month(year, month) : third * 10 + 10;
        date->last_day = date_from_civil(year, month, last);
    }
    return date->first_day != DATE_NONE && date->last_day != DATE_NONE;
}

/* Sets the years that the text leaves out. */
static bool complete(const struct scan *scan, size_t at, struct date_reading *reading)
{
    bool is_span = reading->day[1] != 0;
    if (is_span && reading->month[0] == 0)
        reading->month[0] = reading->month[1];
    if (is_span && reading->month[1] == 0)
        return false;
    int last = is_span ? 1 : 0;
    if (reading->year[last] == 0) {
        if (scan->published == DATE_NONE)
            return false;
        int weekday =
            reading->part == DATE_PART_ALL ? date_patterns_weekday_before(scan->text, at) : -1;
        int day = reading->day[0] != 0 ? reading->day[0] : 15;
        int year = missing_year(scan, reading->month[0], day, weekday);
        bool wraps = is_span && reading->month[1] < reading->month[0];
        reading->year[last] = year + (wraps ? 1 : 0);
    }
    if (is_span && reading->year[0] == 0)
        reading->year[0] = reading->year[1] - (reading->month[1] < reading->month[0] ? 1 : 0);
    return reading->year[last] != 0;
}

static bool resolve(const struct scan *scan, size_t at, struct date_reading *reading,
                    struct release_date *date)
{
    if (!complete(scan, at, reading))
        return false;
    int year = reading->year[0], month = reading->month[0];
    switch (date->precision) {
    case RELEASE_DATE_APPROXIMATE:
        return approximate(reading, date);
    case RELEASE_DATE_YEAR:
        date->first_day = date_from_civil(year, 1, 1);
        date->last_day = date_from_civil(year, MONTHS, 31);
        break;
    case RELEASE_DATE_MONTH:
        date->first_day = date_from_civil(year, month, 1);
        date->last_day = date_from_civil(year, month, last_of_month(year, month));
        break;
    case RELEASE_DATE_RANGE:
        date->first_day = date_from_civil(year, month, reading->day[0]);
        date->last_day = date_from_civil(reading->year[1], reading->month[1], reading->day[1]);
        break;
    case RELEASE_DATE_DAY:
        date->first_day = date->last_day = date_from_civil(year, month, reading->day[0]);
        break;
    }
    return date->first_day != DATE_NONE && date->last_day != DATE_NONE &&
           date->first_day <= date->last_day;
}

/* ---- the walk ------------------------------------------------------------------------------- */

static fund_status add(struct release *release, struct release_date date, struct fund_error *error)
{
    struct release_date *added = release_add_date(release);
    if (added != NULL)
        *added = date;
    else if (release->date_count < RELEASE_ENTITIES_MAX)
        return error_no_memory(error);
    else
        return error_set(error, FUND_LIMIT, "more than %d dates in one release; split it",
                         RELEASE_ENTITIES_MAX);
    return FUND_OK;
}

/* Two days of a list that do not follow each other: "5." and "12. Juni" are two dates. */
static fund_status add_both(struct release *release, struct release_date date,
                            struct fund_error *error)
{
    struct release_date first = date, last = date;
    uint32_t split = date.range.start;
    while (release->text.data[split] != '.')
        split++;
    first.precision = last.precision = RELEASE_DATE_DAY;
    first.last_day = first.first_day;
    last.first_day = last.last_day;
    first.range.end = last.range.start = split + 1;
    while (!letters_is_digit((unsigned char)release->text.data[last.range.start]))
        last.range.start++;
    fund_status status = add(release, first, error);
    return status == FUND_OK ? add(release, last, error) : status;
}

/* Adds the date at `at` of the field that begins at offset; *end is behind it, or stays. */
static fund_status find_at(const struct scan *scan, size_t at, size_t offset,
                           struct release *release, size_t *end, struct fund_error *error)
{
    struct date_reading reading;
    size_t found = date_patterns_read(scan->text, at, &reading);
    if (found == 0)
        return FUND_OK;
    *end = found;
    struct release_date date = {.precision = reading.precision};
    if (!resolve(scan, at, &reading, &date))
        return FUND_OK;
    date.range = (struct range){(uint32_t)(offset + at), (uint32_t)(offset + found)};
    bool has_gap = reading.is_list && date.last_day - date.first_day > 1;
    return has_gap ? add_both(release, date, error) : add(release, date, error);
}

fund_status dates_find(struct release *release, struct fund_error *error)
{
    size_t state = 0;
    enum schema_field field;
    struct range range;
    fund_status status = FUND_OK;
    while (release_next_field(release, &state, &field, &range) && status == FUND_OK) {
        struct scan scan = {.text = release_part(release, range), .published = release->published};
        for (size_t at = 0; at < scan.text.size && status == FUND_OK;) {
            size_t end = at + 1;
            if (date_patterns_can_begin(scan.text, at))
                status = find_at(&scan, at, range.start, release, &end, error);
            at = end;
        }
    }
    return status;
}
