/*
 * patterns: what one date looks like: "18. August 2023", "Ende nächsten Monats", "vor zwei Wochen".
 * Which days that is, is the business of resolve.c; lists and spans of them, that of list.c.
 */
#ifndef CORE_DATES_PATTERNS_H
#define CORE_DATES_PATTERNS_H

#include "core/dates/tokens.h"

enum reading_kind {
    READING_DAY,           /* day, month, year */
    READING_MONTH,         /* month, year; or side; or side and unit (Mai vergangenen Jahres) */
    READING_YEAR,          /* year */
    READING_YEARS,         /* year and last_year: 2023/24 */
    READING_DECADE,        /* year, or its last two digits; part: Anfang der 1990er */
    READING_WEEK,          /* ordinal; year: 12. Kalenderwoche */
    READING_SCHOOL_YEAR,   /* the same: Schuljahr 2023/24 */
    READING_PART_OF_MONTH, /* part, month, year */
    READING_PART_OF_YEAR,  /* part, year */
    READING_PART_OF_UNIT,  /* part, unit; side; year */
    READING_NTH,           /* ordinal, unit; year or side: im ersten Quartal 2024 */
    READING_SEASON,        /* season; year, last_year; side */
    READING_FEAST,         /* feast, ordinal, year */
    READING_WEEKDAY,       /* weekday; side; unit: am Montag vergangener Woche */
    READING_NTH_WEEKDAY,   /* ordinal, or side for the last ones; weekday; month, year; unit */
    READING_EACH,          /* weekday: jeden Dienstag */
    READING_EACH_NTH,      /* ordinal, or side; weekday: jeden ersten Samstag im Monat */
    READING_NIGHT,         /* weekday: in der Nacht zum Dienstag, that is from Monday on */
    READING_NEAR,          /* offset: heute, am gestrigen Montag, ab sofort */
    READING_UNIT,          /* unit, side: nächste Woche */
    READING_WEEKEND,       /* am Wochenende */
    READING_LATELY,        /* count, unit, side: die letzten zwei Wochen */
    READING_AGO,           /* count, unit */
    READING_AHEAD          /* count, unit */
};

/* What a date says; numbers are 0 and weekday is -1 where it does not. */
struct reading {
    enum reading_kind kind;
    int day, month, year, last_year;
    int weekday, offset, side, ordinal, count;
    enum words_unit unit[2];
    int unit_count;
    bool has_side, has_daytime;
    bool is_short_year;          /* year is its last two digits, of a century yet to be found */
    bool is_since;               /* seit drei Wochen, not vor */
    bool is_from_august;         /* Schuljahr, not Haushalt */
    enum words_lead preposition; /* within it: Nacht zum Sonntag */
    enum words_part part;
    enum words_season season;
    int feast;
    bool is_open;      /* only as one end of a span, or within a list: "3." of "3. bis 7. Mai" */
    size_t start, end; /* tokens */
    char lead;         /* kind of the word before that a date follows: WORDS_UNTIL, …; or 'x' */
    int lead_value;    /* its value */
};

/* Whether a date can begin with a token of the kind. */
bool patterns_can_begin(char kind);
enum {
    /* It stands behind another one and "bis" or "und", which spares it the word before. */
    PATTERNS_FOLLOWS = 1 << 0,
    /* A weekday is read without the day behind it. */
    PATTERNS_ALONE = 1 << 1
};

/*
 * Reads the date at index `at` of the tokens, its weekday before it included; false where there is
 * none. how: of the flags above.
 */
bool patterns_read(const struct tokens *tokens, size_t at, unsigned how, struct reading *reading);

#endif
