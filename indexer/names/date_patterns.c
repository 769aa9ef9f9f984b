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
#include "indexer/names/date_patterns.h"

#include "core/base/utf8.h"
#include "indexer/names/letters.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Years that a bare number or a two-digit year can mean. */
#define BARE_YEAR_FIRST 1000
#define BARE_YEAR_LAST  2999
#define MONTHS          12

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
        *year = date_full_year(*year);
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
                          struct date_reading *reading)
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
        reading->part =
            (enum date_part)(DATE_PART_BEGIN + read_word(text, at, parts, COUNT(parts), &size));
        return size;
    case 'j':
        read_word(text, at, years, COUNT(years), &size);
        return size;
    default:
        return at < text.size && text.data[at] == symbol ? 1 : 0;
    }
}

/* End of the pattern at `at`, or 0. */
static size_t match(const char *symbols, struct slice text, size_t at, struct date_reading *reading)
{
    *reading = (struct date_reading){.part = DATE_PART_ALL};
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

/* ---- what stands before ------------------------------------------------------------------- */

int date_patterns_weekday_before(struct slice text, size_t at)
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

bool date_patterns_can_begin(struct slice text, size_t at)
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

size_t date_patterns_read(struct slice text, size_t at, struct date_reading *out)
{
    for (size_t i = 0; i < COUNT(patterns); i++) {
        struct date_reading reading;
        size_t end = match(patterns[i].symbols, text, at, &reading);
        if (end == 0 || (patterns[i].needs_lead && !has_lead(text, at)))
            continue;
        reading.precision = patterns[i].precision;
        reading.is_list = strchr(patterns[i].symbols, '+') != NULL;
        *out = reading;
        return end;
    }
    return 0;
}
