/*
 * feasts: the days that have a name, by the German calendar.
 */
#ifndef CORE_DATES_FEASTS_H
#define CORE_DATES_FEASTS_H

#include "core/base/date.h"

enum feast {
    FEASTS_NEW_YEAR,
    FEASTS_EPIPHANY,
    FEASTS_WOMENS_CARNIVAL,
    FEASTS_ROSE_MONDAY,
    FEASTS_SHROVE_TUESDAY,
    FEASTS_ASH_WEDNESDAY,
    FEASTS_PALM_SUNDAY,
    FEASTS_MAUNDY_THURSDAY,
    FEASTS_GOOD_FRIDAY,
    FEASTS_HOLY_SATURDAY,
    FEASTS_EASTER,
    FEASTS_EASTER_SUNDAY,
    FEASTS_EASTER_MONDAY,
    FEASTS_EASTER_WEEKEND,
    FEASTS_WALPURGIS,
    FEASTS_MAY_DAY,
    FEASTS_MOTHERS_DAY,
    FEASTS_ASCENSION,
    FEASTS_WHIT_SATURDAY,
    FEASTS_PENTECOST,
    FEASTS_WHIT_SUNDAY,
    FEASTS_WHIT_MONDAY,
    FEASTS_PENTECOST_WEEKEND,
    FEASTS_CORPUS_CHRISTI,
    FEASTS_ST_JOHN,
    FEASTS_ASSUMPTION,
    FEASTS_HARVEST,
    FEASTS_UNITY,
    FEASTS_REFORMATION,
    FEASTS_ALL_SAINTS,
    FEASTS_ALL_SOULS,
    FEASTS_ST_MARTIN,
    FEASTS_MOURNING,
    FEASTS_REPENTANCE,
    FEASTS_SUNDAY_OF_THE_DEAD,
    FEASTS_ADVENT,         /* with its number, 1..4; without, from the first to 24 December */
    FEASTS_ADVENT_WEEKEND, /* the same */
    FEASTS_ST_NICHOLAS,
    FEASTS_CHRISTMAS_EVE,
    FEASTS_CHRISTMAS,
    FEASTS_CHRISTMAS_DAY, /* with its number, 1 or 2 */
    FEASTS_EASTER_DAY,    /* the same */
    FEASTS_WHIT_DAY,      /* the same */
    FEASTS_NEW_YEARS_EVE,
    FEASTS_TURN_OF_YEAR,
    FEASTS_COUNT
};

/* Easter Sunday; DATE_NONE where the calendar has no such year. */
int32_t feasts_easter(int year);
/*
 * The days of a feast in a year. number is 0, but for the feasts that are counted; false where
 * there is no such day, or the number is missing or too much.
 */
bool feasts_days(enum feast feast, int number, int year, int32_t *first, int32_t *last);

#endif
