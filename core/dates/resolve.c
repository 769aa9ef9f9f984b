/*
 * Where a year is missing, the years around the reference day are tried and the best is taken; the
 * other kinds count from the reference day. core/dates/README.md lists what each one means.
 */
#include "core/dates/resolve.h"

#include "core/dates/feasts.h"

/* Without a year, a day up to this many days before the reference is taken as past. */
#define PAST_DAYS_MAX 120
#define MONTHS        12
#define DECADE        10
/* A week of several: "vor drei Wochen" is so many days to either side. */
#define ABOUT_DAYS 3
/* A year of two digits is at most so many years ahead. */
#define SHORT_YEARS_AHEAD 10

static bool is_day(int32_t day)
{
    return day >= date_from_civil(DATE_FIRST_YEAR, 1, 1) &&
           day <= date_from_civil(DATE_LAST_YEAR, MONTHS, 31);
}

static bool give(int32_t first, int32_t last, enum release_precision precision, struct span *span)
{
    if (!is_day(first) || !is_day(last) || first > last)
        return false;
    *span = (struct span){first, last, precision};
    return true;
}

static bool give_day(int32_t day, struct span *span)
{
    return give(day, day, RELEASE_DATE_DAY, span);
}

/* count months from the one given, which may lie outside 1..12: 13 is January of the next year. */
static bool give_months(int year, int month, int count, enum release_precision precision,
                        struct span *span)
{
    int first = year * MONTHS + month - 1, last = first + count - 1;
    return give(date_from_civil(first / MONTHS, first % MONTHS + 1, 1),
                date_from_civil(last / MONTHS, last % MONTHS + 1,
                                date_month_days(last / MONTHS, last % MONTHS + 1)),
                precision, span);
}

static int32_t distance(int32_t a, int32_t b)
{
    return a > b ? a - b : b - a;
}

/* ---- what comes back every year ------------------------------------------------------------- */

static bool days_of_season(const struct reading *reading, int year, struct span *span)
{
    static const struct {
        int month, count;
    } seasons[] = {
        [WORDS_SPRING] = {3, 3},  [WORDS_SUMMER] = {6, 3},      [WORDS_AUTUMN] = {9, 3},
        [WORDS_WINTER] = {12, 3}, [WORDS_SUMMER_HALF] = {4, 6}, [WORDS_WINTER_HALF] = {10, 6},
    };
    return give_months(year, seasons[reading->season].month, seasons[reading->season].count,
                       RELEASE_DATE_APPROXIMATE, span);
}

/* Anfang, Mitte, Ende: a month's ten days, a year's four months. */
static bool days_of_part(const struct reading *reading, int year, int month, struct span *span)
{
    int third = (int)reading->part - 1;
    if (month == 0)
        return give_months(year, third * 4 + 1, 4, RELEASE_DATE_APPROXIMATE, span);
    int last = third == 2 ? date_month_days(year, month) : third * 10 + 10;
    return give(date_from_civil(year, month, third * 10 + 1), date_from_civil(year, month, last),
                RELEASE_DATE_APPROXIMATE, span);
}

static bool days_of_feast(const struct reading *reading, int year, struct span *span)
{
    int32_t first = 0, last = 0;
    if (!feasts_days((enum feast)reading->feast, reading->ordinal, year, &first, &last))
        return false;
    bool is_point = reading->lead == WORDS_UNTIL || reading->lead == WORDS_SINCE ||
                    reading->lead_value == WORDS_AT_FROM;
    if (is_point)
        last = first;
    return give(first, last, first == last ? RELEASE_DATE_DAY : RELEASE_DATE_RANGE, span);
}

int32_t resolve_nth_weekday(const struct reading *reading, int year, int month)
{
    int days = date_month_days(year, month);
    int32_t first = date_from_civil(year, month, 1);
    if (!is_day(first))
        return DATE_NONE;
    int ahead = (reading->weekday - date_weekday(first) + 7) % 7;
    int count = (days - ahead + 6) / 7;
    int number = reading->has_side ? count + 1 + reading->side : reading->ordinal;
    return number >= 1 && number <= count ? first + ahead + 7 * (number - 1) : DATE_NONE;
}

/* ISO 8601: the week with the year's first Thursday is its first. */
static bool days_of_week(const struct reading *reading, int year, struct span *span)
{
    int32_t fourth = date_from_civil(year, 1, 4);
    if (!is_day(fourth) || reading->ordinal < 1)
        return false;
    int32_t monday = fourth - date_weekday(fourth) + 7 * (reading->ordinal - 1);
    int32_t thursday = monday + 3;
    return is_day(thursday) && date_to_civil(thursday).year == year &&
           give(monday, monday + 6, RELEASE_DATE_RANGE, span);
}

/* The days that the reading means in the year. */
static bool days_in_year(const struct reading *reading, int year, struct span *span)
{
    bool is_quarter = reading->unit_count > 0 && reading->unit[0] == WORDS_QUARTER;
    int months = is_quarter ? 3 : 6;
    switch (reading->kind) {
    case READING_DAY:
        return give_day(date_from_civil(year, reading->month, reading->day), span);
    case READING_MONTH:
        return reading->month >= 1 && reading->month <= MONTHS &&
               give_months(year, reading->month, 1, RELEASE_DATE_MONTH, span);
    case READING_PART_OF_MONTH:
        return days_of_part(reading, year, reading->month, span);
    case READING_SEASON:
        return days_of_season(reading, year, span);
    case READING_FEAST:
        return days_of_feast(reading, year, span);
    case READING_WEEK:
        return days_of_week(reading, year, span);
    case READING_NTH_WEEKDAY:
        return reading->month != 0 &&
               give_day(resolve_nth_weekday(reading, year, reading->month), span);
    case READING_NTH:
        return give_months(year, (reading->ordinal - 1) * months + 1, months, RELEASE_DATE_MONTH,
                           span);
    default:
        return false;
    }
}

/* How far a year's days are from what is likely meant; the least wins. */
static int32_t unlikeliness(const struct resolve_view *view, const struct reading *reading,
                            struct span span, int32_t end)
{
    int32_t reference = view->reference;
    bool has_begun = span.first <= reference, is_over = end < reference;
    bool counts_tense =
        view->is_strict || (reading->kind != READING_DAY && reading->kind != READING_FEAST);
    if (reading->has_side && reading->side != 0 && reading->kind != READING_NTH_WEEKDAY)
        return (reading->side < 0 ? is_over : !has_begun) ? distance(span.first, reference) : 5000;
    bool is_past = view->tense == TENSE_PAST && reading->lead != WORDS_UNTIL;
    if (is_past && counts_tense)
        return has_begun ? distance(span.first, reference) : 5000;
    if (has_begun && !is_over)
        return 0;
    int32_t middle = span.first + (span.last - span.first) / 2;
    bool does_fit = reading->weekday < 0 || date_weekday(span.first) == reading->weekday;
    bool is_long_past = middle < reference - PAST_DAYS_MAX;
    return distance(middle, reference) + (does_fit ? 0 : 1000) + (is_long_past ? 400 : 0);
}

/* The year of the reading; end: of the span that it begins, in the year given, or NULL. */
static int likely_year(const struct resolve_view *view, const struct reading *reading,
                       const struct reading *end)
{
    int best = 0;
    int32_t least = INT32_MAX;
    int middle = view->reference == DATE_NONE ? 0 : date_to_civil(view->reference).year;
    for (int year = middle - 1; year <= middle + 1; year++) {
        struct span span, last;
        if (!days_in_year(reading, year, &span))
            continue;
        int last_year = year + (end != NULL && end->month < reading->month);
        bool has_end = end != NULL && days_in_year(end, last_year, &last);
        int32_t away = unlikeliness(view, reading, span, has_end ? last.last : span.last);
        bool misses_end = has_end && end->weekday >= 0 && date_weekday(last.last) != end->weekday;
        away += misses_end ? 1000 : 0;
        if (away < least) {
            best = year;
            least = away;
        }
    }
    return best;
}

int resolve_year(const struct resolve_view *view, const struct reading *first,
                 const struct reading *last)
{
    if (first->year != 0)
        return first->year;
    bool has_unit = first->unit_count > 0 && first->unit[first->unit_count - 1] == WORDS_YEAR;
    if (view->reference == DATE_NONE)
        return 0;
    if (has_unit)
        return date_to_civil(view->reference).year + first->side;
    return likely_year(view, first, last);
}

static bool resolve_yearly(const struct resolve_view *view, const struct reading *reading,
                           struct span *span)
{
    return days_in_year(reading, resolve_year(view, reading, NULL), span);
}

/* ---- what counts from the reference day ----------------------------------------------------- */

static int32_t monday_of(int32_t day)
{
    return day - date_weekday(day);
}

/* The weekend that is, or comes: side 0; the next one: 1; the last that is over: -1. */
static int32_t saturday_of(int32_t reference, int side)
{
    int32_t saturday = monday_of(reference) + 5;
    bool is_weekend = reference >= saturday;
    if (side < 0)
        return saturday + 7 * side;
    return side > 0 && is_weekend ? saturday + 7 : saturday;
}

static bool resolve_unit(int32_t reference, enum words_unit unit, int side, struct span *span)
{
    struct date_civil civil = date_to_civil(reference);
    int32_t first = 0;
    switch (unit) {
    case WORDS_WEEK:
        first = monday_of(reference) + 7 * side;
        return give(first, first + 6, RELEASE_DATE_RANGE, span);
    case WORDS_WEEKEND:
        first = saturday_of(reference, side);
        return give(first, first + 1, RELEASE_DATE_RANGE, span);
    case WORDS_MONTHS:
        return give_months(civil.year, civil.month + side, 1, RELEASE_DATE_MONTH, span);
    case WORDS_QUARTER:
        return give_months(civil.year, (civil.month - 1) / 3 * 3 + 1 + 3 * side, 3,
                           RELEASE_DATE_MONTH, span);
    case WORDS_HALF:
        return give_months(civil.year, (civil.month - 1) / 6 * 6 + 1 + 6 * side, 6,
                           RELEASE_DATE_MONTH, span);
    case WORDS_YEAR:
        return give_months(civil.year + side, 1, MONTHS, RELEASE_DATE_YEAR, span);
    default:
        return give_day(reference + side, span);
    }
}

/* Anfang, Mitte, Ende of a week, month, quarter or year. */
static bool resolve_part_of_unit(const struct resolve_view *view, const struct reading *reading,
                                 struct span *span)
{
    struct span unit;
    if (reading->year != 0)
        return days_of_part(reading, reading->year, 0, span);
    if (view->reference == DATE_NONE ||
        !resolve_unit(view->reference, reading->unit[0], reading->side, &unit))
        return false;
    struct date_civil first = date_to_civil(unit.first);
    if (reading->unit[0] == WORDS_YEAR)
        return days_of_part(reading, first.year, 0, span);
    if (reading->unit[0] == WORDS_MONTHS)
        return days_of_part(reading, first.year, first.month, span);
    int third = (int)reading->part - 1;
    if (reading->unit[0] == WORDS_WEEK)
        return give(unit.first + 2 * third, unit.first + 2 * third + (third == 2 ? 2 : 1),
                    RELEASE_DATE_APPROXIMATE, span);
    int months = reading->unit[0] == WORDS_QUARTER ? 1 : 2;
    return give_months(first.year, first.month + third * months, months, RELEASE_DATE_APPROXIMATE,
                       span);
}

/* "80er Jahre" are the last that are over; their beginning is four years, middle and end three. */
static bool resolve_decade(const struct resolve_view *view, const struct reading *reading,
                           struct span *span)
{
    int year = reading->year;
    if (year < DATE_FIRST_YEAR && view->reference == DATE_NONE)
        return false;
    if (year < DATE_FIRST_YEAR) {
        int latest = date_to_civil(view->reference).year - DECADE;
        year = latest - (latest - year) % 100;
    }
    int third = (int)reading->part - 1;
    if (reading->part == WORDS_WHOLE)
        return give_months(year, 1, DECADE * MONTHS, RELEASE_DATE_YEAR, span);
    return give_months(year + 3 * third + (third > 0), 1, (third > 0 ? 3 : 4) * MONTHS,
                       RELEASE_DATE_APPROXIMATE, span);
}

/* The only such weekday between first and last, or DATE_NONE. */
static int32_t weekday_between(int32_t first, int32_t last, int weekday)
{
    if (first == DATE_NONE || last - first >= 7)
        return DATE_NONE;
    int32_t day = first + (weekday - date_weekday(first) + 7) % 7;
    return day <= last ? day : DATE_NONE;
}

/* A weekday by itself is behind the day where the sentence tells of the past, else ahead of it. */
static int32_t bare_weekday(const struct resolve_view *view, const struct reading *reading)
{
    bool is_past = view->tense == TENSE_PAST || reading->lead == WORDS_SINCE ||
                   reading->lead_value == WORDS_AT_OF;
    if (reading->lead_value == WORDS_AT_FROM || reading->lead_value == WORDS_AT_FOR)
        is_past = false;
    int32_t near =
        is_past
            ? weekday_between(view->near_past.first, view->near_past.last, reading->weekday)
            : weekday_between(view->near_future.first, view->near_future.last, reading->weekday);
    if (near != DATE_NONE)
        return near;
    int ahead = (reading->weekday - date_weekday(view->reference) + 7) % 7;
    return view->reference + ahead - (is_past && ahead > 0 ? 7 : 0);
}

static bool resolve_weekday(const struct resolve_view *view, const struct reading *reading,
                            struct span *span)
{
    int32_t reference = view->reference;
    int ahead = (reading->weekday - date_weekday(reference) + 7) % 7;
    if (reading->unit_count > 0)
        return give_day(monday_of(reference) + 7 * reading->side + reading->weekday, span);
    if (!reading->has_side)
        return give_day(bare_weekday(view, reading), span);
    if (reading->side < 0)
        return give_day(reference + ahead + 7 * reading->side, span);
    return give_day(reference + (ahead == 0 && reading->side > 0 ? 7 : ahead), span);
}

/* "vor zwei Wochen": a day exactly, a week about, a month or year as a whole. */
static bool resolve_count(int32_t reference, const struct reading *reading, struct span *span)
{
    int count = reading->kind == READING_AGO ? -reading->count : reading->count;
    if (reading->unit[0] == WORDS_DAY)
        return give_day(reference + count, span);
    if (reading->unit[0] != WORDS_WEEK)
        return resolve_unit(reference, reading->unit[0], count, span);
    int32_t day = reference + 7 * count;
    if (reading->is_since)
        return give(day, day, RELEASE_DATE_APPROXIMATE, span);
    return give(day - ABOUT_DAYS, day + ABOUT_DAYS, RELEASE_DATE_APPROXIMATE, span);
}

/* The day so many months away, or the last of its month where that is shorter. */
static int32_t months_away(int32_t day, int count)
{
    struct date_civil civil = date_to_civil(day);
    int month = civil.year * MONTHS + civil.month - 1 + count;
    int year = month / MONTHS, days = date_month_days(year, month % MONTHS + 1);
    return date_from_civil(year, month % MONTHS + 1, civil.day < days ? civil.day : days);
}

/* "die letzten zwei Wochen", "die kommenden fünf Jahre": to or from the reference day. */
static bool resolve_lately(int32_t reference, const struct reading *reading, struct span *span)
{
    static const int months[] = {
        [WORDS_MONTHS] = 1, [WORDS_QUARTER] = 3, [WORDS_HALF] = 6, [WORDS_YEAR] = MONTHS};
    int count = reading->side < 0 ? -reading->count : reading->count;
    enum words_unit unit = reading->unit[0];
    int32_t day = unit == WORDS_DAY    ? reference + count
                  : unit == WORDS_WEEK ? reference + 7 * count
                                       : months_away(reference, months[unit] * count);
    return reading->side < 0 ? give(day, reference, RELEASE_DATE_RANGE, span)
                             : give(reference, day, RELEASE_DATE_RANGE, span);
}

static bool resolve_relative(const struct resolve_view *view, const struct reading *reading,
                             struct span *span)
{
    int32_t reference = view->reference;
    if (reference == DATE_NONE)
        return false;
    switch (reading->kind) {
    case READING_WEEKDAY:
        return resolve_weekday(view, reading, span);
    case READING_NIGHT:
        return resolve_weekday(view, reading, span) &&
               give(span->last - 1, span->last, RELEASE_DATE_RANGE, span);
    case READING_NEAR:
        return give_day(reference + reading->offset, span);
    case READING_UNIT:
        return resolve_unit(reference, reading->unit[0], reading->side, span);
    case READING_WEEKEND:
        return resolve_unit(reference, WORDS_WEEKEND, view->tense == TENSE_PAST ? -1 : 0, span);
    case READING_LATELY:
        return resolve_lately(reference, reading, span);
    case READING_AGO:
    case READING_AHEAD:
        return resolve_count(reference, reading, span);
    default:
        return false;
    }
}

/* ---- all kinds ------------------------------------------------------------------------------ */

/* "bis Ende 2024" is its last day; "ab Mitte Mai" and "bis Mitte Mai" the 15th. */
static void narrow(const struct reading *reading, bool is_begin, bool is_end, struct span *span)
{
    if (reading->part == WORDS_END && is_end)
        *span = (struct span){span->last, span->last, RELEASE_DATE_DAY};
    if (reading->part != WORDS_MIDDLE || (!is_begin && !is_end) || span->last - span->first > 12)
        return;
    struct date_civil day = date_to_civil(span->first);
    span->first = span->last = date_from_civil(day.year, day.month, 15);
}

void resolve_short(const struct resolve_view *view, struct reading *reading)
{
    if (view->reference == DATE_NONE)
        return;
    struct date_civil civil = date_to_civil(view->reference);
    bool is_of_month =
        reading->kind == READING_DAY && reading->unit_count > 0 && reading->unit[0] == WORDS_MONTHS;
    if (is_of_month) {
        int month = civil.year * MONTHS + civil.month - 1 + reading->side;
        reading->year = month / MONTHS;
        reading->month = month % MONTHS + 1;
    }
    if (!reading->is_short_year)
        return;
    int latest = civil.year + SHORT_YEARS_AHEAD;
    reading->year = latest - (latest - reading->year % 100) % 100;
}

bool resolve_reading(const struct resolve_view *view, const struct reading *reading,
                     struct span *out)
{
    struct span span;
    bool is_there = false;
    switch (reading->kind) {
    case READING_YEAR:
        is_there = give_months(reading->year, 1, MONTHS, RELEASE_DATE_YEAR, &span);
        break;
    case READING_YEARS:
        is_there = give_months(reading->year, 1, 2 * MONTHS, RELEASE_DATE_YEAR, &span);
        break;
    case READING_DECADE:
        is_there = resolve_decade(view, reading, &span);
        break;
    case READING_SCHOOL_YEAR:
        is_there = reading->is_from_august
                       ? give_months(reading->year, 8, MONTHS, RELEASE_DATE_APPROXIMATE, &span)
                       : give_months(reading->year, 1, 2 * MONTHS, RELEASE_DATE_YEAR, &span);
        break;
    case READING_PART_OF_YEAR:
        is_there = days_of_part(reading, reading->year, 0, &span);
        break;
    case READING_PART_OF_UNIT:
        is_there = resolve_part_of_unit(view, reading, &span);
        break;
    case READING_DAY:
    case READING_MONTH:
    case READING_PART_OF_MONTH:
    case READING_SEASON:
    case READING_FEAST:
    case READING_NTH:
    case READING_NTH_WEEKDAY:
    case READING_WEEK:
        is_there = resolve_yearly(view, reading, &span);
        break;
    default:
        is_there = resolve_relative(view, reading, &span);
        break;
    }
    if (!is_there)
        return false;
    if (reading->part != WORDS_WHOLE)
        narrow(reading, reading->lead_value == WORDS_AT_FROM, reading->lead == WORDS_UNTIL, &span);
    *out = span;
    return true;
}

/* Of a span that is named by its two ends. */
static enum release_precision precision_between(enum release_precision a, enum release_precision b)
{
    if (a == RELEASE_DATE_APPROXIMATE || b == RELEASE_DATE_APPROXIMATE)
        return RELEASE_DATE_APPROXIMATE;
    if (a == b && (a == RELEASE_DATE_MONTH || a == RELEASE_DATE_YEAR))
        return a;
    return a == RELEASE_DATE_YEAR || b == RELEASE_DATE_YEAR ? RELEASE_DATE_APPROXIMATE
                                                            : RELEASE_DATE_RANGE;
}

bool resolve_between(const struct reading *from, struct span first, const struct reading *to,
                     struct span last, struct span *span)
{
    narrow(from, true, false, &first);
    narrow(to, false, true, &last);
    bool is_bare_weekday = to->kind == READING_WEEKDAY && !to->has_side;
    if (is_bare_weekday)
        last.last = first.first + (to->weekday - date_weekday(first.first) + 7) % 7;
    return give(first.first, last.last, precision_between(first.precision, last.precision), span);
}
