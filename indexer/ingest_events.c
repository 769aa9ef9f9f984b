/*
 * The days that a text names as terms. A text may name the same years in each of its lines, so the
 * dates are merged before any term is made of them.
 */
#include "indexer/ingest_events.h"

#include <stdlib.h>

#define DAYS_PER_WEEK 7

/* What terms one prefix stands for; days, months and years are numbers without gaps. */
struct event_kind {
    const char *prefix;
    enum ingest_digits digits;
    /* False where the date has no terms of this kind. */
    bool (*span_of)(const struct release_date *date, struct event_span *span);
    bool is_of_days;                   /* a recurring date has one span for each time */
    int32_t (*day_of)(int32_t number); /* any day of it */
};

static bool names_days(const struct release_date *date)
{
    return date->precision == RELEASE_DATE_DAY || date->precision == RELEASE_DATE_RANGE ||
           date->precision == RELEASE_DATE_RECURRING;
}

/* How many days the date stands for, apart from the one that it begins with. */
static int32_t further_days(const struct release_date *date)
{
    int32_t days = date->last_day - date->first_day;
    return date->precision == RELEASE_DATE_RECURRING ? days / DAYS_PER_WEEK : days;
}

static bool is_long(const struct release_date *date)
{
    return further_days(date) >= SCHEMA_EVENT_DAYS_MAX;
}

/* Of a recurring date only the first day; collect goes on from week to week. */
static bool days_of(const struct release_date *date, struct event_span *span)
{
    bool is_recurring = date->precision == RELEASE_DATE_RECURRING;
    *span = (struct event_span){date->first_day, is_recurring ? date->first_day : date->last_day};
    return names_days(date) && !is_long(date);
}

static bool years_of(const struct release_date *date, struct event_span *span)
{
    int first = date_to_civil(date->first_day).year, last = date_to_civil(date->last_day).year;
    if (last - first >= SCHEMA_EVENT_YEARS_MAX)
        last = first + SCHEMA_EVENT_YEARS_MAX - 1;
    *span = (struct event_span){first, last};
    return true;
}

static bool months_of(const struct release_date *date, struct event_span *span)
{
    struct date_civil first = date_to_civil(date->first_day), last = date_to_civil(date->last_day);
    struct event_span years;
    years_of(date, &years);
    *span = (struct event_span){first.year * 12 + first.month - 1, last.year * 12 + last.month - 1};
    if (span->last > years.last * 12 + 11)
        span->last = years.last * 12 + 11;
    return date->precision != RELEASE_DATE_YEAR;
}

static bool long_months_of(const struct release_date *date, struct event_span *span)
{
    return months_of(date, span) && names_days(date) && is_long(date);
}

static int32_t day_of_day(int32_t day)
{
    return day;
}

static int32_t day_of_month(int32_t month)
{
    return date_from_civil(month / 12, month % 12 + 1, 1);
}

static int32_t day_of_year(int32_t year)
{
    return date_from_civil(year, 1, 1);
}

static const struct event_kind event_kinds[] = {
    {SCHEMA_EVENT_DAY, INGEST_DAY, days_of, true, day_of_day},
    {SCHEMA_EVENT_MONTH, INGEST_MONTH, months_of, false, day_of_month},
    {SCHEMA_EVENT_LONG_MONTH, INGEST_MONTH, long_months_of, false, day_of_month},
    {SCHEMA_EVENT_YEAR, INGEST_YEAR, years_of, false, day_of_year},
};

static int compare_spans(const void *a, const void *b)
{
    int32_t first = ((const struct event_span *)a)->first;
    int32_t second = ((const struct event_span *)b)->first;
    return (first > second) - (first < second);
}

size_t event_spans_merge(struct event_span *spans, size_t count)
{
    if (count == 0)
        return 0;
    qsort(spans, count, sizeof(*spans), compare_spans);
    size_t merged = 0;
    for (size_t i = 1; i < count; i++) {
        if (spans[i].first > spans[merged].last)
            spans[++merged] = spans[i];
        else if (spans[i].last > spans[merged].last)
            spans[merged].last = spans[i].last;
    }
    return merged + 1;
}

static bool is_day(int32_t day)
{
    return day >= date_from_civil(DATE_FIRST_YEAR, 1, 1) &&
           day <= date_from_civil(DATE_LAST_YEAR, 12, 31);
}

static bool is_sound(const struct release_date *date)
{
    return is_day(date->first_day) && is_day(date->last_day) && date->first_day <= date->last_day;
}

/* Room for the spans of one kind. */
static size_t count_spans(const struct release *release)
{
    size_t count = 0;
    for (size_t i = 0; i < release->date_count; i++) {
        const struct release_date *date = &release->dates[i];
        bool is_several =
            is_sound(date) && date->precision == RELEASE_DATE_RECURRING && !is_long(date);
        count += is_several ? (size_t)further_days(date) + 1 : 1;
    }
    return count;
}

/* The spans of the dates that have terms of this kind, merged. */
static size_t collect(const struct release *release, const struct event_kind *kind,
                      struct event_span *spans)
{
    size_t count = 0;
    for (size_t i = 0; i < release->date_count; i++) {
        const struct release_date *date = &release->dates[i];
        struct event_span span;
        if (!is_sound(date) || !kind->span_of(date, &span))
            continue;
        spans[count++] = span;
        bool recurs = kind->is_of_days && date->precision == RELEASE_DATE_RECURRING;
        for (int32_t week = 1; recurs && week <= further_days(date); week++)
            spans[count++] = (struct event_span){span.first + week * DAYS_PER_WEEK,
                                                 span.first + week * DAYS_PER_WEEK};
    }
    return event_spans_merge(spans, count);
}

static void add_kind(struct ingest *ingest, const struct event_kind *kind,
                     const struct event_span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (int32_t number = spans[i].first; number <= spans[i].last && ingest->status == FUND_OK;
             number++)
            ingest_add_day(ingest, kind->prefix, kind->day_of(number), kind->digits);
    }
}

void ingest_add_events(struct ingest *ingest, const struct release *release)
{
    if (release->date_count == 0 || ingest->status != FUND_OK)
        return;
    struct event_span *spans = calloc(count_spans(release), sizeof(*spans));
    if (spans == NULL) {
        ingest->status = error_no_memory(ingest->error);
        return;
    }
    for (size_t i = 0; i < sizeof(event_kinds) / sizeof(event_kinds[0]); i++)
        add_kind(ingest, &event_kinds[i], spans, collect(release, &event_kinds[i], spans));
    free(spans);
}
