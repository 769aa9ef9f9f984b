/*
 * words: what a single German word can say about a date.
 */
#ifndef CORE_DATES_WORDS_H
#define CORE_DATES_WORDS_H

#include "core/base/slice.h"

/* Kinds of words; the letters are those of the patterns in patterns.c. */
enum words_kind {
    WORDS_OTHER = 'x',
    WORDS_MONTH = 'M',          /* value 1..12 */
    WORDS_WEEKDAY = 'W',        /* 0 Monday .. 6 Sunday */
    WORDS_SHORT_DAY = 'w',      /* Mo., Di.; the same */
    WORDS_NEAR = 'H',           /* heute, gestern: days from the reference day */
    WORDS_NEAR_ADJECTIVE = 'h', /* heutigen, gestrigen */
    WORDS_SIDE = 'R',           /* -1 vergangen, 0 dies, 1 kommend */
    WORDS_UNIT = 'U',           /* enum words_unit */
    WORDS_UNITS = 'k',          /* the same in the plural: Wochen */
    WORDS_SEASON = 'S',         /* enum words_season */
    WORDS_PART = 'P',           /* enum words_part */
    WORDS_UNIT_PART = 'E',      /* Jahresende: part + 4 * unit */
    WORDS_FEAST = 'F',          /* enum feast */
    WORDS_ORDINAL = 'O',        /* ersten: 1 */
    WORDS_CARDINAL = 'C',       /* zwei: 2 */
    WORDS_EACH = 'j',
    WORDS_AT = 'a', /* am, vom, ab, den, …: a date may follow */
    WORDS_IN = 'i',
    WORDS_AGO = 'v',
    WORDS_SINCE = 's',
    WORDS_UNTIL = 'b',
    WORDS_AND = 'u',
    WORDS_BETWEEN = 'z',
    WORDS_ARTICLE = 'D', /* des, der, dem, den */
    WORDS_ABOUT = 'e',   /* einschließlich, voraussichtlich */
    WORDS_AT_ONCE = 'q', /* sofort */
    WORDS_STREET = 'T',
    WORDS_NUMBERED = 'B', /* Kapitel, Telefon: the number behind it is no date */
    WORDS_NIGHT = 'N',
    WORDS_THIS = 'L',        /* d. M., v. J.: unit + 8 where it is the last one */
    WORDS_DECADE = 'X',      /* achtziger: 80; also numbers, 80er and 1980er */
    WORDS_WEEK_NUMBER = 'V', /* KW */
    WORDS_SCHOOL_YEAR = 'Z'  /* "2023/24" is one, from August on: 1 Schuljahr; 0: Haushalt */
};

enum words_unit {
    WORDS_DAY,
    WORDS_WEEK,
    WORDS_WEEKEND,
    WORDS_MONTHS,
    WORDS_QUARTER,
    WORDS_HALF,
    WORDS_YEAR
};

enum words_season {
    WORDS_SPRING,
    WORDS_SUMMER,
    WORDS_AUTUMN,
    WORDS_WINTER,
    WORDS_SUMMER_HALF,
    WORDS_WINTER_HALF
};

enum words_part { WORDS_WHOLE, WORDS_BEGIN, WORDS_MIDDLE, WORDS_END };

/* Values of the words before a date. */
enum words_lead {
    WORDS_LEAD_PLAIN,
    WORDS_AT_FROM,      /* ab */
    WORDS_AT_BY,        /* von */
    WORDS_AT_OF,        /* vom: "die Sitzung vom Montag" was */
    WORDS_AT_FOR,       /* für: "für Montag geplant" will be */
    WORDS_IN_BARE,      /* in, not im */
    WORDS_ARTICLE_DATED /* den, dem, des */
};

struct words_meaning {
    enum words_kind kind;
    int value;
    bool takes_dot;   /* an abbreviation; the dot behind it is its own */
    bool has_daytime; /* Freitagabend */
};

/*
 * What the word means: letters alone, well-formed UTF-8. In running text nouns need their capital
 * ("Ende", not "ende"); what someone types need not have it, and may have English months.
 */
struct words_meaning words_find(struct slice word, bool is_typed);
/*
 * Bytes at the front of text that mean something as a whole ("Tag der Arbeit", "d. M."), or 0; *meaning
 * then stays as it is.
 */
size_t words_find_phrase(struct slice text, bool is_typed, struct words_meaning *meaning);

#endif
