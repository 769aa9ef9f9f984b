/*
 * A table of patterns, tried in order at each place where one can begin. A pattern is a string of
 * symbols:
 *   d D  day of month (second one of a span), one or two digits
 *   m M  month in digits        b B  month's name
 *   y Y  year, four digits; in "m.y" also two
 *   ~    "bis" or a dash, then perhaps a weekday    +  "und" or a slash, then perhaps a weekday
 *   space  any space, or none   <    Anfang, Mitte or Ende   j  Jahr, seit, …
 *   others stand for themselves.
 */
#include "indexer/names/dates.h"

#include "core/base/utf8.h"
#include "indexer/names/letters.h"

/* Years that a bare number or a two-digit year can mean. */
#define BARE_YEAR_FIRST 1000
#define BARE_YEAR_LAST  2999
#define CENTURY         2000
/* A two-digit year above this is of the century before. */
#define CENTURY_PIVOT 69
/* Without a year, a day up to this many days before the release is taken as past. */
#define PAST_DAYS_MAX 120
#define MONTHS        12

enum part { PART_ALL, PART_BEGIN, PART_MIDDLE, PART_END };

struct reading {
    int day[2], month[2], year[2]; /* 0: not there */
    enum part part;
};

struct scan {
    struct slice text; /* of one field */
    int32_t published;
};

static const struct {
    const char *symbols;
    enum release_precision precision;
    bool needs_lead; /* only behind am, vom, bis, …: "18.8." may be a section's number */
} patterns[] = {
    {"y-m-d", RELEASE_DATE_DAY, false},
    {"d.m.y ~D.M.Y", RELEASE_DATE_RANGE, false},
    {"d.m. ~D.M.Y", RELEASE_DATE_RANGE, false},
    {"d. ~D.M.Y", RELEASE_DATE_RANGE, false},
    {"d. +D.M.Y", RELEASE_DATE_RANGE, false},
    {"d.m.y", RELEASE_DATE_DAY, false},
    {"d.m. ~D.M.", RELEASE_DATE_RANGE, true},
    {"d.m.", RELEASE_DATE_DAY, true},
    {"d. b y ~D. B Y", RELEASE_DATE_RANGE, false},
    {"d. b ~D. B Y", RELEASE_DATE_RANGE, false},
    {"d. b ~D. B", RELEASE_DATE_RANGE, false},
    {"d. ~D. B Y", RELEASE_DATE_RANGE, false},
    {"d. ~D. B", RELEASE_DATE_RANGE, false},
    {"d., ~D. B Y", RELEASE_DATE_RANGE, false},
    {"d., ~D. B", RELEASE_DATE_RANGE, false},
    {"d. +D. B Y", RELEASE_DATE_RANGE, false},
    {"d. +D. B", RELEASE_DATE_RANGE, false},
    {"d., +D. B Y", RELEASE_DATE_RANGE, false},
    {"d., +D. B", RELEASE_DATE_RANGE, false},
    {"d. b y", RELEASE_DATE_DAY, false},
    {"d. b", RELEASE_DATE_DAY, false},
    {"< b y", RELEASE_DATE_APPROXIMATE, false},
    {"< b", RELEASE_DATE_APPROXIMATE, false},
    {"< j y", RELEASE_DATE_APPROXIMATE, false},
    {"< y", RELEASE_DATE_APPROXIMATE, false},
    {"b y", RELEASE_DATE_MONTH, false},
    {"j y", RELEASE_DATE_YEAR, false},
};

static const char *const months[][3] = {
    {"Januar", "Jänner", "Jan."}, {"Februar", "Feber", "Feb."}, {"März", "Maerz", NULL},
    {"April", "Apr.", NULL},      {"Mai", NULL, NULL},          {"Juni", NULL, NULL},
    {"Juli", NULL, NULL},         {"August", "Aug.", NULL},     {"September", "Sept.", NULL},
    {"Oktober", "Okt.", NULL},    {"November", "Nov.", NULL},   {"Dezember", "Dez.", NULL},
};
static const char *const weekdays[] = {"Montag",  "Dienstag", "Mittwoch", "Donnerstag",
                                       "Freitag", "Samstag",  "Sonntag",  "Sonnabend"};
static const char *const parts[] = {"Anfang", "Mitte", "Ende"};
static const char *const years[] = {"Jahr",   "Jahre",  "Jahres", "des Jahres", "seit",    "Seit",
                                    "Sommer", "Herbst", "Winter", "Frühjahr",   "Frühling"};
/* The first is joined by a span's end and the last of a list. */
static const char *const span_words[] = {
    "bis einschließlich", "bis voraussichtlich", "bis zum", "bis", "–", "—", "-"};
static const char *const list_words[] = {"und", "sowie", "u.", "/", "&"};
static const char *const leads[] = {"am",  "vom",  "bis", "ab",    "zum",  "Am",    "Vom",
                                    "Ab",  "Bis",  "den", "dem",   "seit", "Seit",  "(",
                                    "und", "tag,", "tag", "woch,", "woch", "abend,"};

/* ---- symbols -------------------------------------------------------------------------------- */

static struct slice rest_of(struct slice text, size_t at)
{
    return slice_part(text, at < text.size ? at : text.size, text.size);
}

static size_t skip_spaces(struct slice text, size_t at)
{
    for (;;) {
        if (at < text.size && (text.data[at] == ' ' || text.data[at] == '\t'))
            at++;
        else if (slice_starts_with(rest_of(text, at), SLICE("\xC2\xA0")))
            at += 2;
        else
            return at;
    }
}

/* Whether a letter or digit stands at `at`. */
static bool is_in_word(struct slice text, size_t at)
{
    uint32_t code_point = 0;
    size_t size = utf8_next(rest_of(text, at), &code_point);
    return size != 0 && (letters_is_letter(code_point) || letters_is_digit(code_point));
}

/* Reads at most most digits that no further digit follows; 0 where there are none or more. */
static size_t read_number(struct slice text, size_t at, size_t most, int *value)
{
    size_t count = 0;
    int number = 0;
    while (at + count < text.size && letters_is_digit((unsigned char)text.data[at + count])) {
        if (count == most)
            return 0;
        number = number * 10 + (text.data[at + count] - '0');
        count++;
    }
    *value = number;
    return count;
}

/* Index of the word of the list at `at` that ends there, or count. *size is its size. */
static size_t read_word(struct slice text, size_t at, const char *const *list, size_t count,
                        size_t *size)
{
    for (size_t i = 0; i < count; i++) {
        struct slice word = slice_from(list[i]);
        if (word.size == 0 || !slice_starts_with(rest_of(text, at), word))
            continue;
        bool is_word = letters_is_letter((unsigned char)word.data[word.size - 1]);
        if (is_word && is_in_word(text, at + word.size))
            continue;
        *size = word.size;
        return i;
    }
    return count;
}

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static size_t read_month(struct slice text, size_t at, int *month)
{
    size_t size = 0;
    for (int i = 0; i < MONTHS; i++)
        if (read_word(text, at, months[i], COUNT(months[i]), &size) < COUNT(months[i])) {
            *month = i + 1;
            return size;
        }
    return 0;
}

/* A year of four digits, or of two behind a month in digits. */
static size_t read_year(struct slice text, size_t at, bool may_be_short, int *year)
{
    size_t count = read_number(text, at, 4, year);
    if (count == 2 && may_be_short) {
        *year += *year > CENTURY_PIVOT ? CENTURY - 100 : CENTURY;
        return count;
    }
    return count == 4 && *year >= BARE_YEAR_FIRST && *year <= BARE_YEAR_LAST ? count : 0;
}

/* A joining word, spaces, and perhaps "Sonntag, " or "zum "; 0 where there is none. */
static size_t read_joint(struct slice text, size_t at, const char *const *list, size_t count)
{
    size_t size = 0, start = at;
    if (read_word(text, at, list, count, &size) == count)
        return 0;
    at = skip_spaces(text, at + size);
    if (read_word(text, at, weekdays, COUNT(weekdays), &size) < COUNT(weekdays)) {
        at += size;
        if (at < text.size && text.data[at] == ',')
            at++;
        at = skip_spaces(text, at);
        if (slice_starts_with(rest_of(text, at), SLICE("den ")))
            at += 4;
    }
    return at - start;
}

static size_t read_symbol(char symbol, bool is_short_year, struct slice text, size_t at,
                          struct reading *reading)
{
    size_t size = 0;
    switch (symbol) {
    case 'd':
    case 'D':
        return read_number(text, at, 2, &reading->day[symbol == 'D']);
    case 'm':
    case 'M':
        return read_number(text, at, 2, &reading->month[symbol == 'M']);
    case 'b':
    case 'B':
        return read_month(text, at, &reading->month[symbol == 'B']);
    case 'y':
    case 'Y':
        return read_year(text, at, is_short_year, &reading->year[symbol == 'Y']);
    case '~':
        return read_joint(text, at, span_words, COUNT(span_words));
    case '+':
        return read_joint(text, at, list_words, COUNT(list_words));
    case '<':
        reading->part = (enum part)(PART_BEGIN + read_word(text, at, parts, COUNT(parts), &size));
        return size;
    case 'j':
        read_word(text, at, years, COUNT(years), &size);
        return size;
    default:
        return at < text.size && text.data[at] == symbol ? 1 : 0;
    }
}

/* End of the pattern at `at`, or 0. */
static size_t match(const char *symbols, struct slice text, size_t at, struct reading *reading)
{
    *reading = (struct reading){.part = PART_ALL};
    for (const char *symbol = symbols; *symbol != '\0'; symbol++) {
        if (*symbol == ' ') {
            at = skip_spaces(text, at);
            continue;
        }
        bool is_short_year =
            symbol > symbols + 1 && symbol[-1] == '.' && (symbol[-2] == 'm' || symbol[-2] == 'M');
        size_t size = read_symbol(*symbol, is_short_year, text, at, reading);
        if (size == 0)
            return 0;
        at += size;
    }
    return is_in_word(text, at) && text.data[at - 1] != '.' ? 0 : at;
}

/* ---- days ----------------------------------------------------------------------------------- */

static int32_t distance(int32_t a, int32_t b)
{
    return a > b ? a - b : b - a;
}

/* The weekday that stands before the date, 0 Monday, or -1. */
static int weekday_before(struct slice text, size_t at)
{
    while (at > 0 && (text.data[at - 1] == ' ' || text.data[at - 1] == ','))
        at--;
    if (at > 4 && slice_ends_with(slice_part(text, 0, at), SLICE(", den")))
        at -= 5;
    for (size_t i = 0; i < COUNT(weekdays); i++)
        if (slice_ends_with(slice_part(text, 0, at), slice_from(weekdays[i])))
            return i == 7 ? 5 : (int)i;
    return -1;
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
static bool approximate(const struct reading *reading, struct release_date *date)
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
static bool complete(const struct scan *scan, size_t at, struct reading *reading)
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
        int weekday = reading->part == PART_ALL ? weekday_before(scan->text, at) : -1;
        int day = reading->day[0] != 0 ? reading->day[0] : 15;
        int year = missing_year(scan, reading->month[0], day, weekday);
        bool wraps = is_span && reading->month[1] < reading->month[0];
        reading->year[last] = year + (wraps ? 1 : 0);
    }
    if (is_span && reading->year[0] == 0)
        reading->year[0] = reading->year[1] - (reading->month[1] < reading->month[0] ? 1 : 0);
    return reading->year[last] != 0;
}

static bool resolve(const struct scan *scan, size_t at, struct reading *reading,
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

/* Whether a word stands before `at` that only a date follows. */
static bool has_lead(struct slice text, size_t at)
{
    while (at > 0 && text.data[at - 1] == ' ')
        at--;
    for (size_t i = 0; i < COUNT(leads); i++)
        if (slice_ends_with(slice_part(text, 0, at), slice_from(leads[i])))
            return true;
    return false;
}

/* Two days of a list that do not follow each other are two dates. */
static bool is_list_with_gap(const char *symbols, const struct release_date *date)
{
    return strchr(symbols, '+') != NULL && date->last_day - date->first_day > 1;
}

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

/* Adds the date at `at` of the field that begins at offset; *end is behind it, or stays. */
static fund_status find_at(const struct scan *scan, size_t at, size_t offset,
                           struct release *release, size_t *end, struct fund_error *error)
{
    for (size_t i = 0; i < COUNT(patterns); i++) {
        struct reading reading;
        struct release_date date = {.precision = patterns[i].precision};
        size_t found = match(patterns[i].symbols, scan->text, at, &reading);
        if (found == 0 || (patterns[i].needs_lead && !has_lead(scan->text, at)))
            continue;
        *end = found;
        if (!resolve(scan, at, &reading, &date))
            return FUND_OK;
        date.range = (struct range){(uint32_t)(offset + at), (uint32_t)(offset + found)};
        if (!is_list_with_gap(patterns[i].symbols, &date))
            return add(release, date, error);
        struct release_date first = date, last = date;
        first.precision = last.precision = RELEASE_DATE_DAY;
        first.last_day = first.first_day;
        last.first_day = last.last_day;
        size_t split = offset + at;
        while (release->text.data[split] != '.')
            split++;
        split++; /* "5." and "12. Juni" */
        first.range.end = (uint32_t)split;
        last.range.start = (uint32_t)split;
        while (!letters_is_digit((unsigned char)release->text.data[last.range.start]))
            last.range.start++;
        fund_status status = add(release, first, error);
        return status == FUND_OK ? add(release, last, error) : status;
    }
    return FUND_OK;
}

/* Whether a date can begin at `at`: at a word's front, and not within a number. */
static bool can_begin(struct slice text, size_t at)
{
    unsigned char first = (unsigned char)text.data[at];
    bool is_digit = letters_is_digit(first);
    if (!is_digit && !(first >= 'A' && first <= 'Z') && first != 's')
        return false;
    if (at == 0)
        return true;
    unsigned char before = (unsigned char)text.data[at - 1];
    if (is_digit && (before == '.' || before == ',') && at > 1)
        return !letters_is_digit((unsigned char)text.data[at - 2]);
    return before != '_' && !is_in_word(text, utf8_floor(text, at - 1));
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
            if (can_begin(scan.text, at))
                status = find_at(&scan, at, range.start, release, &end, error);
            at = end;
        }
    }
    return status;
}
