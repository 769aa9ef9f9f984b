/*
 * The signs and words around a date are the query's; the date itself is read by core/dates.
 */
#include "query/lib/parse/period.h"

#include "core/dates/dates.h"

#define DAY_SECONDS (24 * 60 * 60)

/* ---- words and signs ------------------------------------------------------------------------ */

/* Which end a word before a date leaves open. */
enum side { SINCE, UNTIL, AFTER, BEFORE };

static const struct {
    const char *word;
    enum side side;
} sides[] = {
    {"seit", SINCE},  {"ab", SINCE},   {"since", SINCE}, {"from", SINCE}, {"bis", UNTIL},
    {"until", UNTIL}, {"nach", AFTER}, {"after", AFTER}, {"vor", BEFORE}, {"before", BEFORE},
};

/* Bytes of the word and the space behind it at the front of text, or 0; letters have any case. */
static size_t word_size(struct slice text, const char *word)
{
    size_t size = strlen(word);
    if (text.size <= size || text.data[size] != ' ')
        return 0;
    for (size_t i = 0; i < size; i++)
        if ((text.data[i] | 0x20) != word[i])
            return 0;
    return size + 1;
}

static enum period_result result_of(enum dates_reading reading)
{
    switch (reading) {
    case DATES_READ:
        return PERIOD_OK;
    case DATES_NOT_THERE:
        return PERIOD_NO_DAY;
    default:
        return PERIOD_UNKNOWN;
    }
}

/* "2023-Q3", "2023Q3" */
static enum period_result read_quarter(struct slice text, struct day_span *span)
{
    int year = 0;
    if (text.size < 6 || text.size > 7)
        return PERIOD_UNKNOWN;
    for (size_t i = 0; i < 4; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return PERIOD_UNKNOWN;
        year = year * 10 + (text.data[i] - '0');
    }
    const char *rest = text.data + text.size - 2;
    bool has_dash = text.size == 6 || text.data[4] == '-';
    if (!has_dash || (rest[0] | 0x20) != 'q' || rest[1] < '0' || rest[1] > '9')
        return PERIOD_UNKNOWN;
    int quarter = rest[1] - '0';
    if (quarter < 1 || quarter > 4 || !date_is_valid(year, 1, 1))
        return PERIOD_NO_DAY;
    span->first_day = date_from_civil(year, quarter * 3 - 2, 1);
    span->last_day = date_from_civil(year, quarter * 3, date_month_days(year, quarter * 3));
    return PERIOD_OK;
}

/* "20190503" */
static enum period_result read_compact(struct slice text, struct day_span *span)
{
    int number = 0;
    if (text.size != 8)
        return PERIOD_UNKNOWN;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return PERIOD_UNKNOWN;
        number = number * 10 + (text.data[i] - '0');
    }
    int32_t day = date_from_civil(number / 10000, number / 100 % 100, number % 100);
    if (day == DATE_NONE)
        return PERIOD_NO_DAY;
    *span = (struct day_span){day, day};
    return PERIOD_OK;
}

static enum period_result read_date(struct slice text, struct period_view view,
                                    struct day_span *span)
{
    struct dates_found found;
    enum period_result result = read_quarter(text, span);
    if (result == PERIOD_UNKNOWN)
        result = read_compact(text, span);
    if (result != PERIOD_UNKNOWN)
        return result;
    result = result_of(dates_read(text, view.today, view.is_past, &found));
    if (result == PERIOD_OK)
        *span = (struct day_span){found.first_day, found.last_day};
    return result;
}

static struct day_span open_end(struct day_span date, enum side side)
{
    switch (side) {
    case SINCE:
        return (struct day_span){date.first_day, DATE_NONE};
    case UNTIL:
        return (struct day_span){DATE_NONE, date.last_day};
    case AFTER:
        return (struct day_span){date.last_day + 1, DATE_NONE};
    default:
        return (struct day_span){DATE_NONE, date.first_day - 1};
    }
}

/* "seit 2020", "bis Ende Mai"; and with the word as part of the date "seit drei Wochen". */
static enum period_result read_open(struct slice text, struct period_view view,
                                    struct day_span *span)
{
    for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++) {
        size_t size = word_size(text, sides[i].word);
        if (size == 0)
            continue;
        struct day_span date;
        enum period_result result =
            read_date(slice_trim(slice_part(text, size, text.size)), view, &date);
        if (result != PERIOD_UNKNOWN) {
            if (result == PERIOD_OK)
                *span = open_end(date, sides[i].side);
            return result;
        }
        result = read_date(text, view, &date);
        if (result == PERIOD_OK)
            *span = sides[i].side == SINCE ? open_end(date, SINCE) : date;
        return result;
    }
    return read_date(text, view, span);
}

static enum period_result read_one(struct slice text, struct period_view view,
                                   struct day_span *span)
{
    text = slice_trim(text);
    return text.size == 0 ? PERIOD_EMPTY : read_open(text, view, span);
}

static enum period_result read_range(struct slice left, struct slice right, struct period_view view,
                                     struct day_span *span)
{
    struct day_span from = {DATE_NONE, DATE_NONE};
    struct day_span to = {DATE_NONE, DATE_NONE};
    enum period_result from_result = read_one(left, view, &from);
    if (from_result != PERIOD_OK && from_result != PERIOD_EMPTY)
        return from_result;
    enum period_result to_result = read_one(right, view, &to);
    if (to_result != PERIOD_OK && to_result != PERIOD_EMPTY)
        return to_result;
    if (from_result == PERIOD_EMPTY && to_result == PERIOD_EMPTY)
        return PERIOD_EMPTY;
    if (to.last_day != DATE_NONE && from.first_day > to.last_day)
        return PERIOD_BACKWARDS;
    *span = (struct day_span){from.first_day, to.last_day};
    return PERIOD_OK;
}

enum period_result period_read(struct slice text, struct period_view view, struct day_span *span)
{
    size_t dots = slice_find(text, SLICE(".."));
    if (dots < text.size)
        return read_range(slice_part(text, 0, dots), slice_part(text, dots + 2, text.size), view,
                          span);
    struct day_span one;
    enum period_result result = read_one(text, view, &one);
    if (result == PERIOD_OK)
        *span = one;
    return result;
}

/* ---- the day in Germany --------------------------------------------------------------------- */

/* 01:00 UTC of the month's last Sunday, in seconds: a month of 31 days. */
static int64_t last_sunday(int year, int month)
{
    int32_t last = date_from_civil(year, month, 31);
    return (int64_t)(last - (date_weekday(last) + 1) % 7) * DAY_SECONDS + 60 * 60;
}

/* Summer time from March to October as directive 2000/84/EC has it. */
int32_t period_day_in_germany(int64_t seconds)
{
    int64_t day = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0);
    int32_t first = date_from_civil(DATE_FIRST_YEAR, 1, 1);
    int32_t last = date_from_civil(DATE_LAST_YEAR, 12, 31);
    if (day <= first || day >= last)
        return day <= first ? first : last;
    int year = date_to_civil((int32_t)day).year;
    bool is_summer = seconds >= last_sunday(year, 3) && seconds < last_sunday(year, 10);
    int64_t local = seconds + (is_summer ? 2 : 1) * 60 * 60;
    return (int32_t)(local / DAY_SECONDS - (local % DAY_SECONDS < 0));
}
