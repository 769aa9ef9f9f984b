/*
 * Feasts by a table: some have a fixed day, others a distance from Easter Sunday or from a Sunday
 * before Christmas.
 */
#include "core/dates/feasts.h"

enum anchor {
    FIXED,        /* month, and offset as the day */
    EASTER,       /* offset from Easter Sunday */
    ADVENT,       /* offset from the fourth Sunday of Advent, the last Sunday before 25 December */
    FIRST_SUNDAY, /* offset from the first Sunday in month */
    BEFORE_23     /* the last Wednesday before 23 November, in § 2 FeiertG of the Länder */
};

/* In the order of enum feast. numbers: the counted days, each step days behind the one before. */
static const struct rule {
    enum anchor anchor;
    int month, offset, length, numbers, step;
} rules[FEASTS_COUNT] = {
    [FEASTS_NEW_YEAR] = {FIXED, 1, 1, 1, 0, 0},
    [FEASTS_EPIPHANY] = {FIXED, 1, 6, 1, 0, 0},
    [FEASTS_WOMENS_CARNIVAL] = {EASTER, 0, -52, 1, 0, 0},
    [FEASTS_ROSE_MONDAY] = {EASTER, 0, -48, 1, 0, 0},
    [FEASTS_SHROVE_TUESDAY] = {EASTER, 0, -47, 1, 0, 0},
    [FEASTS_ASH_WEDNESDAY] = {EASTER, 0, -46, 1, 0, 0},
    [FEASTS_PALM_SUNDAY] = {EASTER, 0, -7, 1, 0, 0},
    [FEASTS_MAUNDY_THURSDAY] = {EASTER, 0, -3, 1, 0, 0},
    [FEASTS_GOOD_FRIDAY] = {EASTER, 0, -2, 1, 0, 0},
    [FEASTS_HOLY_SATURDAY] = {EASTER, 0, -1, 1, 0, 0},
    [FEASTS_EASTER] = {EASTER, 0, 0, 2, 0, 0},
    [FEASTS_EASTER_SUNDAY] = {EASTER, 0, 0, 1, 0, 0},
    [FEASTS_EASTER_MONDAY] = {EASTER, 0, 1, 1, 0, 0},
    [FEASTS_EASTER_WEEKEND] = {EASTER, 0, -1, 3, 0, 0},
    [FEASTS_WALPURGIS] = {FIXED, 4, 30, 1, 0, 0},
    [FEASTS_MAY_DAY] = {FIXED, 5, 1, 1, 0, 0},
    [FEASTS_MOTHERS_DAY] = {FIRST_SUNDAY, 5, 7, 1, 0, 0},
    [FEASTS_HARVEST] = {FIRST_SUNDAY, 10, 0, 1, 0, 0},
    [FEASTS_ASCENSION] = {EASTER, 0, 39, 1, 0, 0},
    [FEASTS_WHIT_SATURDAY] = {EASTER, 0, 48, 1, 0, 0},
    [FEASTS_PENTECOST] = {EASTER, 0, 49, 2, 0, 0},
    [FEASTS_WHIT_SUNDAY] = {EASTER, 0, 49, 1, 0, 0},
    [FEASTS_WHIT_MONDAY] = {EASTER, 0, 50, 1, 0, 0},
    [FEASTS_PENTECOST_WEEKEND] = {EASTER, 0, 48, 3, 0, 0},
    [FEASTS_CORPUS_CHRISTI] = {EASTER, 0, 60, 1, 0, 0},
    [FEASTS_ST_JOHN] = {FIXED, 6, 24, 1, 0, 0},
    [FEASTS_ASSUMPTION] = {FIXED, 8, 15, 1, 0, 0},
    [FEASTS_UNITY] = {FIXED, 10, 3, 1, 0, 0},
    [FEASTS_REFORMATION] = {FIXED, 10, 31, 1, 0, 0},
    [FEASTS_ALL_SAINTS] = {FIXED, 11, 1, 1, 0, 0},
    [FEASTS_ALL_SOULS] = {FIXED, 11, 2, 1, 0, 0},
    [FEASTS_ST_MARTIN] = {FIXED, 11, 11, 1, 0, 0},
    [FEASTS_MOURNING] = {ADVENT, 0, -35, 1, 0, 0},
    [FEASTS_REPENTANCE] = {BEFORE_23, 0, 0, 1, 0, 0},
    [FEASTS_SUNDAY_OF_THE_DEAD] = {ADVENT, 0, -28, 1, 0, 0},
    [FEASTS_ADVENT] = {ADVENT, 0, -21, 1, 4, 7},
    [FEASTS_ADVENT_WEEKEND] = {ADVENT, 0, -22, 2, 4, 7},
    [FEASTS_ST_NICHOLAS] = {FIXED, 12, 6, 1, 0, 0},
    [FEASTS_CHRISTMAS_EVE] = {FIXED, 12, 24, 1, 0, 0},
    [FEASTS_CHRISTMAS] = {FIXED, 12, 25, 2, 0, 0},
    [FEASTS_CHRISTMAS_DAY] = {FIXED, 12, 25, 1, 2, 1},
    [FEASTS_EASTER_DAY] = {EASTER, 0, 0, 1, 2, 1},
    [FEASTS_WHIT_DAY] = {EASTER, 0, 49, 1, 2, 1},
    [FEASTS_NEW_YEARS_EVE] = {FIXED, 12, 31, 1, 0, 0},
    [FEASTS_TURN_OF_YEAR] = {FIXED, 12, 31, 2, 0, 0},
};

/*
 * The Gregorian computus as printed anonymously in Nature, 20 April 1876, and by J. Meeus,
 * Astronomical Algorithms, chapter 8. The letters are theirs.
 */
int32_t feasts_easter(int year)
{
    if (!date_is_valid(year, 1, 1))
        return DATE_NONE;
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int rest = h + l - 7 * m + 114;
    return date_from_civil(year, rest / 31, rest % 31 + 1);
}

/* The last such weekday (0 Monday) before the day. */
static int32_t weekday_before(int32_t day, int weekday)
{
    return day - 1 - (date_weekday(day - 1) - weekday + 7) % 7;
}

bool feasts_days(enum feast feast, int number, int year, int32_t *first, int32_t *last)
{
    const struct rule *rule = &rules[feast];
    bool is_counted = rule->numbers > 0;
    bool is_whole = feast == FEASTS_ADVENT && number == 0;
    if (is_whole)
        number = 1;
    if (!date_is_valid(year, 1, 1) || number > rule->numbers || (is_counted && number < 1))
        return false;
    int32_t day = DATE_NONE;
    switch (rule->anchor) {
    case FIXED:
        day = date_from_civil(year, rule->month, rule->offset);
        break;
    case EASTER:
        day = feasts_easter(year) + rule->offset;
        break;
    case ADVENT:
        day = weekday_before(date_from_civil(year, 12, 25), 6) + rule->offset;
        break;
    case FIRST_SUNDAY:
        day = weekday_before(date_from_civil(year, rule->month, 8), 6) + rule->offset;
        break;
    case BEFORE_23:
        day = weekday_before(date_from_civil(year, 11, 23), 2);
        break;
    }
    *first = day + (is_counted ? (number - 1) * rule->step : 0);
    *last = is_whole ? date_from_civil(year, 12, 24) : *first + rule->length - 1;
    return true;
}
