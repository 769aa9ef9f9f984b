/*
 * Feasts against the calendar: Easter Sundays at their earliest and latest and in the years that
 * other tests use, then each feast in 2024.
 */
#include "core/dates/feasts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    int year, month, day;
} easters[] = {
    {1818, 3, 22}, {1943, 4, 25}, {1954, 4, 18}, {1981, 4, 19}, {2000, 4, 23},
    {2005, 3, 27}, {2008, 3, 23}, {2011, 4, 24}, {2016, 3, 27}, {2019, 4, 21},
    {2020, 4, 12}, {2021, 4, 4},  {2022, 4, 17}, {2023, 4, 9},  {2024, 3, 31},
    {2025, 4, 20}, {2026, 4, 5},  {2038, 4, 25}, {2049, 4, 18}, {2285, 3, 22},
};

static const struct {
    enum feast feast;
    int number, year, month, day, length;
} rows[] = {
    {FEASTS_NEW_YEAR, 0, 2024, 1, 1, 1},
    {FEASTS_EPIPHANY, 0, 2024, 1, 6, 1},
    {FEASTS_WOMENS_CARNIVAL, 0, 2024, 2, 8, 1},
    {FEASTS_ROSE_MONDAY, 0, 2024, 2, 12, 1},
    {FEASTS_SHROVE_TUESDAY, 0, 2024, 2, 13, 1},
    {FEASTS_ASH_WEDNESDAY, 0, 2024, 2, 14, 1},
    {FEASTS_PALM_SUNDAY, 0, 2024, 3, 24, 1},
    {FEASTS_MAUNDY_THURSDAY, 0, 2024, 3, 28, 1},
    {FEASTS_GOOD_FRIDAY, 0, 2024, 3, 29, 1},
    {FEASTS_HOLY_SATURDAY, 0, 2024, 3, 30, 1},
    {FEASTS_EASTER, 0, 2024, 3, 31, 2},
    {FEASTS_EASTER_SUNDAY, 0, 2024, 3, 31, 1},
    {FEASTS_EASTER_MONDAY, 0, 2024, 4, 1, 1},
    {FEASTS_EASTER_WEEKEND, 0, 2024, 3, 30, 3},
    {FEASTS_WALPURGIS, 0, 2024, 4, 30, 1},
    {FEASTS_MAY_DAY, 0, 2024, 5, 1, 1},
    {FEASTS_MOTHERS_DAY, 0, 2024, 5, 12, 1},
    {FEASTS_MOTHERS_DAY, 0, 2022, 5, 8, 1}, /* 1 May was a Sunday */
    {FEASTS_ASCENSION, 0, 2024, 5, 9, 1},
    {FEASTS_WHIT_SATURDAY, 0, 2024, 5, 18, 1},
    {FEASTS_PENTECOST, 0, 2024, 5, 19, 2},
    {FEASTS_WHIT_SUNDAY, 0, 2024, 5, 19, 1},
    {FEASTS_WHIT_MONDAY, 0, 2024, 5, 20, 1},
    {FEASTS_PENTECOST_WEEKEND, 0, 2024, 5, 18, 3},
    {FEASTS_CORPUS_CHRISTI, 0, 2024, 5, 30, 1},
    {FEASTS_ST_JOHN, 0, 2024, 6, 24, 1},
    {FEASTS_ASSUMPTION, 0, 2024, 8, 15, 1},
    {FEASTS_UNITY, 0, 2024, 10, 3, 1},
    {FEASTS_REFORMATION, 0, 2024, 10, 31, 1},
    {FEASTS_ALL_SAINTS, 0, 2024, 11, 1, 1},
    {FEASTS_ALL_SOULS, 0, 2024, 11, 2, 1},
    {FEASTS_ST_MARTIN, 0, 2024, 11, 11, 1},
    {FEASTS_MOURNING, 0, 2024, 11, 17, 1},
    {FEASTS_REPENTANCE, 0, 2024, 11, 20, 1},
    {FEASTS_REPENTANCE, 0, 2022, 11, 16, 1}, /* 23 November was a Wednesday */
    {FEASTS_SUNDAY_OF_THE_DEAD, 0, 2024, 11, 24, 1},
    {FEASTS_HARVEST, 0, 2024, 10, 6, 1},
    {FEASTS_HARVEST, 0, 2023, 10, 1, 1}, /* a Sunday */
    {FEASTS_ADVENT, 0, 2024, 12, 1, 24},
    {FEASTS_ADVENT, 0, 2015, 11, 29, 26},
    {FEASTS_ADVENT, 1, 2024, 12, 1, 1},
    {FEASTS_ADVENT, 4, 2024, 12, 22, 1},
    {FEASTS_ADVENT, 4, 2022, 12, 18, 1}, /* Christmas was a Sunday */
    {FEASTS_ADVENT_WEEKEND, 2, 2024, 12, 7, 2},
    {FEASTS_ST_NICHOLAS, 0, 2024, 12, 6, 1},
    {FEASTS_CHRISTMAS_EVE, 0, 2024, 12, 24, 1},
    {FEASTS_CHRISTMAS, 0, 2024, 12, 25, 2},
    {FEASTS_CHRISTMAS_DAY, 2, 2024, 12, 26, 1},
    {FEASTS_EASTER_DAY, 2, 2024, 4, 1, 1},
    {FEASTS_WHIT_DAY, 1, 2024, 5, 19, 1},
    {FEASTS_NEW_YEARS_EVE, 0, 2024, 12, 31, 1},
    {FEASTS_TURN_OF_YEAR, 0, 2024, 12, 31, 2},
};

static const struct {
    enum feast feast;
    int number, year;
} none[] = {
    {FEASTS_ADVENT_WEEKEND, 0, 2024}, {FEASTS_ADVENT, 5, 2024}, {FEASTS_CHRISTMAS_DAY, 3, 2024},
    {FEASTS_NEW_YEARS_EVE, 1, 2024},  {FEASTS_EASTER, 0, 999},  {FEASTS_EASTER, 0, 10000},
    {FEASTS_ADVENT, -1, 2024},
};

static void test_easter(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(easters) / sizeof(easters[0]); i++)
        assert_int_equal(feasts_easter(easters[i].year),
                         date_from_civil(easters[i].year, easters[i].month, easters[i].day));
    for (int year = DATE_FIRST_YEAR; year <= DATE_LAST_YEAR; year++) {
        int32_t day = feasts_easter(year);
        assert_int_equal(date_weekday(day), 6);
        assert_in_range(day, date_from_civil(year, 3, 22), date_from_civil(year, 4, 25));
    }
    assert_int_equal(feasts_easter(999), DATE_NONE);
    assert_int_equal(feasts_easter(10000), DATE_NONE);
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int32_t first = 0, last = 0;
        assert_true(feasts_days(rows[i].feast, rows[i].number, rows[i].year, &first, &last));
        assert_int_equal(first, date_from_civil(rows[i].year, rows[i].month, rows[i].day));
        assert_int_equal(last - first + 1, rows[i].length);
    }
    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
        int32_t first = 7, last = 8;
        assert_false(feasts_days(none[i].feast, none[i].number, none[i].year, &first, &last));
        assert_int_equal(first, 7);
        assert_int_equal(last, 8);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_easter),
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
