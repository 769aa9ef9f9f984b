/*
 * Reading stamps: numbers, signs and words from the left.
 */
#include "indexer/formats/stamp.h"

#include "indexer/formats/dateline.h"
#include "indexer/formats/layout.h"

#include <math.h>

#define TEXT_MAX         100 /* bytes; longer texts are no dates */
#define MINUTE           60
#define HOUR             3600
#define LAST_SECONDS     95617584000.0 /* the year 5000 */
#define NO_ZONE          INT32_MAX
#define MINUTES_EAST_MAX (14 * 60)

struct reader {
    struct slice text;
    size_t at;
};

static bool skip_byte(struct reader *reader, char byte)
{
    if (reader->at >= reader->text.size || reader->text.data[reader->at] != byte)
        return false;
    reader->at++;
    return true;
}

static void skip_blanks(struct reader *reader)
{
    while (skip_byte(reader, ' ') || skip_byte(reader, '\t') || skip_byte(reader, '\n'))
        continue;
}

/* Exactly so many digits. */
static bool read_digits(struct reader *reader, size_t digits, int *number)
{
    int value = 0;
    if (reader->text.size - reader->at < digits)
        return false;
    for (size_t i = 0; i < digits; i++) {
        char c = reader->text.data[reader->at + i];
        if (c < '0' || c > '9')
            return false;
        value = value * 10 + (c - '0');
    }
    reader->at += digits;
    *number = value;
    return true;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static struct slice read_word(struct reader *reader)
{
    size_t start = reader->at;
    while (reader->at < reader->text.size && is_letter(reader->text.data[reader->at]))
        reader->at++;
    return slice_part(reader->text, start, reader->at);
}

/* The first letters, in any case. */
static bool begins(struct slice word, const char *small)
{
    size_t size = strlen(small);
    for (size_t i = 0; i < size; i++)
        if (i >= word.size || (word.data[i] | 0x20) != small[i])
            return false;
    return true;
}

/* ---- times and zones ------------------------------------------------------------------------ */

/* "10:30", "10:30:15", "10:30:15.250" -> seconds */
static bool read_clock(struct reader *reader, int32_t *second)
{
    struct reader try = *reader;
    int hour = 0, minute = 0, seconds = 0, digit = 0;
    if (!read_digits(&try, 2, &hour) && !read_digits(&try, 1, &hour))
        return false;
    if (!skip_byte(&try, ':') || !read_digits(&try, 2, &minute) || hour > 24 || minute > 59)
        return false;
    if (skip_byte(&try, ':') && !read_digits(&try, 2, &seconds))
        return false;
    if (skip_byte(&try, '.') || skip_byte(&try, ','))
        while (read_digits(&try, 1, &digit))
            continue;
    *reader = try;
    int32_t sum = hour * HOUR + minute * MINUTE + (seconds > 59 ? 59 : seconds);
    *second = sum < CLOCK_DAY_SECONDS ? sum : CLOCK_DAY_SECONDS - 1;
    return true;
}

struct zone {
    const char *name;
    int32_t minutes_east;
};

/* Names of RFC 822 and German ones; other names are taken for the German clock. */
static int32_t read_zone_name(struct slice word)
{
    static const struct zone zones[] = {{"z", 0},      {"gmt", 0},    {"utc", 0},    {"ut", 0},
                                        {"cest", 120}, {"mesz", 120}, {"cet", 60},   {"mez", 60},
                                        {"bst", 60},   {"est", -300}, {"edt", -240}, {"cst", -360},
                                        {"pst", -480}};
    for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
        if (strlen(zones[i].name) == word.size && begins(word, zones[i].name))
            return zones[i].minutes_east;
    return NO_ZONE;
}

/* "+02:00", "+0200", "+02", "Z", "GMT" -> minutes east of Greenwich */
static int32_t read_zone(struct reader *reader)
{
    int hour = 0, minute = 0;
    skip_blanks(reader);
    bool is_west = skip_byte(reader, '-');
    if (!is_west && !skip_byte(reader, '+'))
        return read_zone_name(read_word(reader));
    if (!read_digits(reader, 2, &hour))
        return NO_ZONE;
    skip_byte(reader, ':');
    if (!read_digits(reader, 2, &minute))
        minute = 0;
    int32_t minutes = hour * 60 + minute;
    if (minutes > MINUTES_EAST_MAX)
        return NO_ZONE;
    return is_west ? -minutes : minutes;
}

static void set(struct stamp *stamp, int32_t day, int32_t second, bool has_time, int32_t zone)
{
    *stamp = (struct stamp){.day = day, .moment = CLOCK_NONE, .has_time = has_time};
    if (day == DATE_NONE)
        return;
    if (!has_time || zone == NO_ZONE) {
        stamp->moment = clock_from_berlin(day, has_time ? second : 0);
        return;
    }
    stamp->moment = clock_from_utc(day, second) - (int64_t)zone * MINUTE;
    stamp->day = clock_berlin_day(stamp->moment);
    if (stamp->day == DATE_NONE)
        stamp->moment = CLOCK_NONE;
}

/* What stands behind a day: a clock and a zone, or nothing. */
static void read_rest(struct reader *reader, int32_t day, struct stamp *stamp)
{
    int32_t second = 0;
    skip_blanks(reader);
    bool has_time = read_clock(reader, &second);
    int32_t zone = has_time ? read_zone(reader) : NO_ZONE;
    set(stamp, day, second, has_time, zone);
}

/* ---- the forms ------------------------------------------------------------------------------ */

static bool read_iso(struct reader reader, struct stamp *stamp)
{
    int year = 0, month = 0, day = 0;
    if (!read_digits(&reader, 4, &year))
        return false;
    if (!skip_byte(&reader, '-') && !skip_byte(&reader, '/'))
        return false;
    if (!read_digits(&reader, 2, &month))
        return false;
    if (!skip_byte(&reader, '-') && !skip_byte(&reader, '/'))
        return false;
    if (!read_digits(&reader, 2, &day))
        return false;
    skip_byte(&reader, 'T');
    read_rest(&reader, date_from_civil(year, month, day), stamp);
    return true;
}

/* "20230818", "20230818T103000Z" */
static bool read_basic(struct reader reader, struct stamp *stamp)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    if (!read_digits(&reader, 4, &year) || !read_digits(&reader, 2, &month) ||
        !read_digits(&reader, 2, &day))
        return false;
    bool has_time = skip_byte(&reader, 'T') && read_digits(&reader, 2, &hour) &&
                    read_digits(&reader, 2, &minute) && hour < 24 && minute < 60;
    if (!has_time && reader.at < reader.text.size)
        return false;
    if (!has_time || !read_digits(&reader, 2, &second) || second > 59)
        second = 0;
    int32_t zone = has_time ? read_zone(&reader) : NO_ZONE;
    set(stamp, date_from_civil(year, month, day), hour * HOUR + minute * MINUTE + second, has_time,
        zone);
    return true;
}

static int read_month(struct slice word)
{
    /* English as RFC 822 has them, and German ones that differ */
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    for (int i = 0; i < 12; i++)
        if (begins(word, names[i]))
            return i + 1;
    if (begins(word, "mai"))
        return 5;
    if (begins(word, "okt"))
        return 10;
    return begins(word, "dez") ? 12 : 0;
}

/* "Fri, 18 Aug 2023 10:30:00 +0200" */
static bool read_822(struct reader reader, struct stamp *stamp)
{
    int day = 0, year = 0;
    if (read_word(&reader).size > 0) {
        skip_byte(&reader, '.');
        skip_byte(&reader, ',');
    }
    skip_blanks(&reader);
    if (!read_digits(&reader, 2, &day) && !read_digits(&reader, 1, &day))
        return false;
    if (!skip_byte(&reader, ' ') && !skip_byte(&reader, '-'))
        return false;
    skip_blanks(&reader);
    int month = read_month(read_word(&reader));
    skip_byte(&reader, '-');
    skip_blanks(&reader);
    if (month == 0)
        return false;
    if (!read_digits(&reader, 4, &year)) {
        if (!read_digits(&reader, 2, &year))
            return false;
        year = date_full_year(year);
    }
    read_rest(&reader, date_from_civil(year, month, day), stamp);
    return true;
}

/* "…, 10:30 Uhr", "… 9.30 Uhr", "… um 9 Uhr" */
static bool find_clock(struct slice text, int32_t *second)
{
    for (size_t i = 0; i < text.size; i++) {
        struct reader reader = {text, i};
        if ((i == 0 || text.data[i - 1] == ' ') && read_clock(&reader, second))
            return true;
    }
    struct reader reader = {slice_part(text, 0, slice_find(text, SLICE(" Uhr"))), 0};
    int hour = 0, minute = 0;
    if (reader.text.size == text.size)
        return false;
    for (size_t i = 0; i < reader.text.size; i++)
        if (reader.text.data[i] == ' ')
            reader.at = i + 1;
    if (!read_digits(&reader, 2, &hour) && !read_digits(&reader, 1, &hour))
        return false;
    if (skip_byte(&reader, '.') && !read_digits(&reader, 2, &minute))
        return false;
    *second = hour * HOUR + minute * MINUTE;
    return hour < 24 && minute < 60 && reader.at == reader.text.size;
}

static bool read_german(struct slice text, struct stamp *stamp)
{
    struct dateline dateline;
    int32_t second = 0;
    if (!dateline_read(text, &dateline))
        return false;
    bool has_time = find_clock(text, &second);
    set(stamp, dateline.day, second, has_time, NO_ZONE);
    return true;
}

bool stamp_read(struct slice text, struct stamp *stamp)
{
    struct reader reader = {layout_trim(text), 0};
    if (reader.text.size == 0 || reader.text.size > TEXT_MAX)
        return false;
    return read_iso(reader, stamp) || read_basic(reader, stamp) || read_822(reader, stamp) ||
           read_german(reader.text, stamp);
}

bool stamp_from_number(double number, struct stamp *stamp)
{
    if (!isfinite(number))
        return false;
    if (fabs(number) > LAST_SECONDS)
        number /= 1000;
    if (fabs(number) > LAST_SECONDS)
        return false;
    int64_t moment = (int64_t)floor(number);
    *stamp = (struct stamp){clock_berlin_day(moment), moment, true};
    return true;
}
