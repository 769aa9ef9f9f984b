/*
 * A span is covered by whole years, then whole months, then days: few terms, and no document is
 * looked at. Its ends are first cut to the years that the archive has.
 */
#include "query/lib/plan/days.h"

#include "core/schema/schema.h"

/* Bounds the query's size: so many different years, 22 months, 60 days. */
#define PARTS_MAX 3000
/* YYYYMMDD */
#define DIGITS_MAX 8

struct prefixes {
    const char *year, *month, *day;
    const char *long_month; /* asked for beside days: spans that have no day terms; or NULL */
};

static const struct prefixes published = {SCHEMA_YEAR, SCHEMA_MONTH, SCHEMA_DAY, NULL};
static const struct prefixes event = {SCHEMA_EVENT_YEAR, SCHEMA_EVENT_MONTH, SCHEMA_EVENT_DAY,
                                      SCHEMA_EVENT_LONG_MONTH};

/* The years of the archive, found by their terms. */
struct years {
    bool is_there[DATE_LAST_YEAR + 1];
    int first, last; /* first > last where there are none */
};

struct cover {
    struct build *build;
    const struct prefixes *prefixes;
    const struct years *years;
    struct store_query *parts[PARTS_MAX];
    size_t count;
};

static void add(struct cover *cover, const char *prefix, struct slice digits)
{
    if (cover->build->status != FUND_OK)
        return;
    if (cover->count == PARTS_MAX)
        cover->build->status = error_set(cover->build->error, FUND_LIMIT,
                                         "the dates asked for are more than %d years", PARTS_MAX);
    else
        cover->parts[cover->count++] = build_term(cover->build, prefix, digits);
}

/* The last digits of a number. */
static void put_digits(char *out, size_t count, int number)
{
    for (size_t i = count; i-- > 0; number /= 10)
        out[i] = (char)('0' + number % 10);
}

static void add_year(struct cover *cover, int year)
{
    char digits[DIGITS_MAX];
    if (!cover->years->is_there[year])
        return;
    put_digits(digits, 4, year);
    add(cover, cover->prefixes->year, slice_of(digits, 4));
}

static void add_month(struct cover *cover, const char *prefix, int year, int month)
{
    char digits[DIGITS_MAX];
    put_digits(digits, 4, year);
    put_digits(digits + 4, 2, month);
    add(cover, prefix, slice_of(digits, 6));
}

static void add_days(struct cover *cover, int year, int month, int first, int last)
{
    char digits[DIGITS_MAX];
    put_digits(digits, 4, year);
    put_digits(digits + 4, 2, month);
    for (int day = first; day <= last; day++) {
        put_digits(digits + 6, 2, day);
        add(cover, cover->prefixes->day, slice_of(digits, 8));
    }
    if (cover->prefixes->long_month != NULL)
        add_month(cover, cover->prefixes->long_month, year, month);
}

/* The days of one month from first to last. */
static void cover_month(struct cover *cover, int year, int month, int first, int last)
{
    if (first == 1 && last == date_month_days(year, month))
        add_month(cover, cover->prefixes->month, year, month);
    else
        add_days(cover, year, month, first, last);
}

static bool begins_year(struct date_civil day)
{
    return day.month == 1 && day.day == 1;
}

static bool ends_year(struct date_civil day)
{
    return day.month == 12 && day.day == 31;
}

/* The days of one year from first to last. */
static void cover_year(struct cover *cover, struct date_civil first, struct date_civil last)
{
    if (begins_year(first) && ends_year(last)) {
        add_year(cover, first.year);
        return;
    }
    for (int month = first.month; month <= last.month; month++) {
        int from = month == first.month ? first.day : 1;
        int to = month == last.month ? last.day : date_month_days(first.year, month);
        cover_month(cover, first.year, month, from, to);
    }
}

static void cover_span(struct cover *cover, struct date_civil first, struct date_civil last)
{
    for (int year = first.year; year <= last.year; year++) {
        struct date_civil from = {year, 1, 1};
        struct date_civil to = {year, 12, 31};
        cover_year(cover, year == first.year ? first : from, year == last.year ? last : to);
    }
}

static int read_year(struct slice digits)
{
    int year = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9')
            return 0;
        year = year * 10 + (digits.data[i] - '0');
        if (year > DATE_LAST_YEAR)
            return 0;
    }
    return year;
}

static void find_years(struct build *build, const struct store_reader *reader, const char *prefix,
                       struct years *years)
{
    *years = (struct years){.first = DATE_LAST_YEAR + 1};
    struct store_terms *terms = NULL;
    build->status = store_terms_all(reader, slice_from(prefix), &terms, build->error);
    bool more = true;
    while (build->status == FUND_OK && more) {
        struct slice term = {NULL, 0};
        uint32_t count = 0;
        build->status = store_terms_next(terms, &more, &term, &count, build->error);
        if (build->status != FUND_OK || !more)
            break;
        int year = read_year(slice_part(term, strlen(prefix), term.size));
        if (year < DATE_FIRST_YEAR)
            continue;
        years->is_there[year] = true;
        years->first = year < years->first ? year : years->first;
        years->last = year > years->last ? year : years->last;
    }
    store_terms_destroy(terms);
}

/* Cuts the span to whole years first..last; false where nothing is left. */
static bool cut(struct day_span *span, int first, int last)
{
    if (first > last)
        return false;
    int32_t lower = date_from_civil(first, 1, 1);
    int32_t upper = date_from_civil(last, 12, 31);
    if (span->first_day < lower) /* DATE_NONE is smaller than any day */
        span->first_day = lower;
    if (span->last_day == DATE_NONE || span->last_day > upper)
        span->last_day = upper;
    return span->first_day <= span->last_day;
}

static struct store_query *cover_by_terms(struct build *build, const struct store_reader *reader,
                                          const struct prefixes *prefixes, struct day_span span)
{
    if (build->status != FUND_OK)
        return NULL;
    struct years years;
    find_years(build, reader, prefixes->year, &years);
    if (build->status != FUND_OK)
        return NULL;
    if (!cut(&span, years.first, years.last))
        return build_none(build);
    struct cover cover = {.build = build, .prefixes = prefixes, .years = &years};
    cover_span(&cover, date_to_civil(span.first_day), date_to_civil(span.last_day));
    return build_combine(build, STORE_OR, cover.parts, cover.count);
}

struct store_query *days_published(struct build *build, const struct store_reader *reader,
                                   struct day_span span)
{
    return cover_by_terms(build, reader, &published, span);
}

struct store_query *days_event(struct build *build, const struct store_reader *reader,
                               struct day_span span)
{
    return cover_by_terms(build, reader, &event, span);
}

struct store_query *days_dated(struct build *build)
{
    return build_value_range(build, SCHEMA_SLOT_PUBLISHED, slice_of("\0", 1), slice_of(NULL, 0));
}
