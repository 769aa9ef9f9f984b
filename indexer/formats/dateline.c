/*
 * Reading date lines. Day before month, as DIN 5008 has it, or ISO 8601; German month names with
 * their Austrian and ASCII spellings.
 */
#include "indexer/formats/dateline.h"

#include "indexer/formats/layout.h"

/* What follows a label for certain, but is longer, is no attempt at a date. */
#define WRONG_MAX 60

struct label {
    const char *text;
    bool is_certain; /* whatever follows was meant to be the date */
};

static const struct label labels[] = {
    {"Meldungsdatum:", true},
    {"Veröffentlichungsdatum:", true},
    {"Veröffentlicht am", false},
    {"Veröffentlicht:", false},
    {"Datum:", true},
    {"Pressemitteilung vom", false},
    {"Pressemeldung vom", false},
    {"Meldung vom", false},
};

struct reader {
    struct slice text;
    size_t at;
};

static void skip_blanks(struct reader *reader)
{
    struct slice rest = slice_part(reader->text, reader->at, reader->text.size);
    struct slice trimmed = layout_trim(rest);
    reader->at = trimmed.size > 0 ? (size_t)(trimmed.data - reader->text.data) : reader->text.size;
}

static bool skip_byte(struct reader *reader, char byte)
{
    if (reader->at >= reader->text.size || reader->text.data[reader->at] != byte)
        return false;
    reader->at++;
    return true;
}

/* A number of 1 to most digits; 0 where there is none or more digits follow. */
static size_t read_number(struct reader *reader, size_t most, int *number)
{
    size_t digits = 0;
    int value = 0;
    while (reader->at + digits < reader->text.size) {
        char c = reader->text.data[reader->at + digits];
        if (c < '0' || c > '9')
            break;
        if (++digits > most)
            return 0;
        value = value * 10 + (c - '0');
    }
    if (digits > 0)
        *number = value;
    reader->at += digits;
    return digits;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool skip_word(struct reader *reader, struct slice word)
{
    if (reader->text.size - reader->at < word.size)
        return false;
    for (size_t i = 0; i < word.size; i++) {
        if (lower(reader->text.data[reader->at + i]) != word.data[i])
            return false;
    }
    reader->at += word.size;
    return true;
}

static void skip_weekday(struct reader *reader)
{
    /* Longer before shorter: the first that fits is taken. */
    static const char *const names[] = {"montag",  "dienstag",  "mittwoch", "donnerstag", "freitag",
                                        "samstag", "sonnabend", "sonntag",  "mo",         "di",
                                        "mi",      "do",        "fr",       "sa",         "so"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (skip_word(reader, slice_from(names[i])))
            break;
    }
    skip_byte(reader, '.');
    skip_byte(reader, ',');
    skip_blanks(reader);
    if (skip_word(reader, SLICE("den ")) || skip_word(reader, SLICE("dem ")))
        skip_blanks(reader);
}

struct month {
    const char *name;
    int number;
};

static bool read_month_name(struct reader *reader, int *month)
{
    static const struct month months[] = {
        {"januar", 1},    {"jänner", 1}, {"jaenner", 1},   {"jan", 1},      {"februar", 2},
        {"feber", 2},     {"feb", 2},    {"märz", 3},      {"maerz", 3},    {"mrz", 3},
        {"mär", 3},       {"april", 4},  {"apr", 4},       {"mai", 5},      {"juni", 6},
        {"jun", 6},       {"juli", 7},   {"jul", 7},       {"august", 8},   {"aug", 8},
        {"september", 9}, {"sept", 9},   {"sep", 9},       {"oktober", 10}, {"okt", 10},
        {"november", 11}, {"nov", 11},   {"dezember", 12}, {"dez", 12}};
    for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++) {
        if (skip_word(reader, slice_from(months[i].name))) {
            *month = months[i].number;
            return true;
        }
    }
    return false;
}

static bool read_year(struct reader *reader, int *year)
{
    size_t digits = read_number(reader, 4, year);
    if (digits == 2)
        *year = date_full_year(*year);
    return digits == 2 || digits == 4;
}

static bool read_german(struct reader *reader, struct date_civil *date)
{
    if (read_number(reader, 2, &date->day) == 0)
        return false;
    bool has_point = skip_byte(reader, '.');
    skip_blanks(reader);
    if (read_month_name(reader, &date->month))
        skip_byte(reader, '.');
    else if (!has_point || read_number(reader, 2, &date->month) == 0 || !skip_byte(reader, '.'))
        return false;
    skip_blanks(reader);
    return read_year(reader, &date->year);
}

static bool read_iso(struct reader *reader, struct date_civil *date)
{
    return read_number(reader, 4, &date->year) == 4 && skip_byte(reader, '-') &&
           read_number(reader, 2, &date->month) == 2 && skip_byte(reader, '-') &&
           read_number(reader, 2, &date->day) == 2;
}

/* Skips ", 10:30 Uhr", " um 9 Uhr" or "T10:30:00"; what is no time stays. */
static void skip_time(struct reader *reader)
{
    struct reader try = *reader;
    int number;
    bool has_mark = skip_byte(&try, 'T');
    skip_byte(&try, ',');
    skip_blanks(&try);
    if (skip_word(&try, SLICE("um ")))
        skip_blanks(&try);
    if (read_number(&try, 2, &number) == 0)
        return;
    while ((skip_byte(&try, ':') || skip_byte(&try, '.')) && read_number(&try, 2, &number) == 2)
        has_mark = true;
    skip_byte(&try, 'Z');
    skip_blanks(&try);
    if (skip_word(&try, SLICE("uhr")))
        has_mark = true;
    if (has_mark)
        *reader = try;
}

static const struct label *find_label(struct slice line)
{
    for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
        if (slice_starts_with(line, slice_from(labels[i].text)))
            return &labels[i];
    }
    return NULL;
}

bool dateline_is_labelled(struct slice line)
{
    return slice_starts_with(line, slice_from(labels[0].text)) ||
           slice_starts_with(line, slice_from(labels[1].text));
}

static bool read_date(struct reader *reader, struct dateline *found)
{
    size_t start = reader->at;
    struct date_civil date = {0};
    struct reader iso = *reader;
    if (read_iso(&iso, &date))
        *reader = iso;
    else if (!read_german(reader, &date))
        return false;
    found->day = date_from_civil(date.year, date.month, date.day);
    if (found->day == DATE_NONE)
        found->wrong = slice_part(reader->text, start, reader->at);
    return true;
}

bool dateline_read(struct slice line, struct dateline *dateline)
{
    line = layout_trim(line);
    struct dateline found = {.day = DATE_NONE};
    const struct label *label = find_label(line);
    struct reader reader = {line, label != NULL ? strlen(label->text) : 0};
    if (label == NULL && line.size > WRONG_MAX)
        return false;
    skip_blanks(&reader);
    struct slice value = slice_part(line, reader.at, line.size);
    skip_weekday(&reader);
    if (read_date(&reader, &found)) {
        skip_time(&reader);
        found.rest = layout_trim(slice_part(line, reader.at, line.size));
        if (label == NULL && found.rest.size > 0)
            return false;
    } else if (label != NULL && label->is_certain && value.size <= WRONG_MAX) {
        found.wrong = value;
    } else {
        return false;
    }
    *dateline = found;
    return true;
}
