/*
 * core/base/date: days against facts known by hand, and a round trip over every day there is.
 */
#include "core/base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

enum { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

/* Day numbers: 30 years from 1970 to 2000 hold 7 leap days, so 2000-01-01 is 10957, and so on. */
static const struct {
    int year, month, day;
    int32_t number;
    int weekday;
    const char *iso;
} facts[] = {
    {1970, 1, 1, 0, THURSDAY, "1970-01-01"}, /* the epoch of POSIX */
    {1969, 12, 31, -1, WEDNESDAY, "1969-12-31"},
    {1969, 12, 28, -4, SUNDAY, "1969-12-28"},
    {1970, 1, 4, 3, SUNDAY, "1970-01-04"},
    {1972, 2, 29, 789, TUESDAY, "1972-02-29"}, /* 2 * 365 + 31 + 28 */
    {1972, 3, 1, 790, WEDNESDAY, "1972-03-01"},
    {1989, 11, 9, 7252, THURSDAY, "1989-11-09"}, /* the Wall: 19 * 365 + 5 + 312 */
    {2000, 1, 1, 10957, SATURDAY, "2000-01-01"},
    {2000, 2, 29, 11016, TUESDAY, "2000-02-29"},
    {2023, 8, 18, 19587, FRIDAY, "2023-08-18"},    /* 53 * 365 + 13 + 229 */
    {1900, 3, 1, -25508, THURSDAY, "1900-03-01"},  /* 70 * 365 + 17 - 59 days before the epoch */
    {1582, 10, 15, -141427, FRIDAY, "1582-10-15"}, /* the Gregorian calendar's first day */
    {9999, 12, 31, 2932896, FRIDAY, "9999-12-31"},
};

static void days_agree_with_history(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS(facts); i++) {
        int32_t number = date_from_civil(facts[i].year, facts[i].month, facts[i].day);
        assert_int_equal(number, facts[i].number);
        assert_int_equal(date_weekday(number), facts[i].weekday);
        struct date_civil civil = date_to_civil(number);
        assert_int_equal(civil.year, facts[i].year);
        assert_int_equal(civil.month, facts[i].month);
        assert_int_equal(civil.day, facts[i].day);
        char iso[DATE_ISO_SIZE];
        date_format_iso(number, iso);
        assert_string_equal(iso, facts[i].iso);
        assert_int_equal(date_parse_iso(slice_from(iso)), number);
    }
}

static const struct {
    int year, month, days;
} months[] = {
    {2023, 1, 31},  {2023, 2, 28},        {2023, 3, 31},        {2023, 4, 30}, {2023, 5, 31},
    {2023, 6, 30},  {2023, 7, 31},        {2023, 8, 31},        {2023, 9, 30}, {2023, 10, 31},
    {2023, 11, 30}, {2023, 12, 31},       {2024, 2, 29},        {2000, 2, 29}, {1900, 2, 28},
    {2100, 2, 28},  {2400, 2, 29},        {1600, 2, 29},        {2023, 0, 0},  {2023, 13, 0},
    {2023, -1, 0},  {2023, INT32_MAX, 0}, {2023, INT32_MIN, 0},
};

static void months_have_their_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS(months); i++) {
        int year = months[i].year, month = months[i].month, days = months[i].days;
        assert_int_equal(date_month_days(year, month), days);
        assert_int_equal(date_is_valid(year, month, days), days > 0);
        assert_false(date_is_valid(year, month, days + 1));
        assert_false(date_is_valid(year, month, 0));
        assert_false(date_is_valid(year, month, -1));
        assert_int_equal(date_from_civil(year, month, days + 1), DATE_NONE);
    }
}

static void years_have_limits(void **state)
{
    (void)state;
    assert_true(date_is_valid(1000, 1, 1));
    assert_true(date_is_valid(9999, 12, 31));
    assert_false(date_is_valid(999, 12, 31));
    assert_false(date_is_valid(10000, 1, 1));
    assert_false(date_is_valid(0, 1, 1));
    assert_false(date_is_valid(-2023, 1, 1));
    assert_int_equal(date_from_civil(INT32_MAX, 1, 1), DATE_NONE);
    assert_int_equal(date_from_civil(INT32_MIN, 1, 1), DATE_NONE);
}

/* Counts the days by the months' lengths alone: a second way to the same numbers. */
static void every_day_comes_back(void **state)
{
    (void)state;
    int32_t number = date_from_civil(DATE_FIRST_YEAR, 1, 1);
    int weekday = date_weekday(number);
    assert_int_equal(weekday, WEDNESDAY); /* 400 years are whole weeks, and 1800-01-01 was one */
    for (int year = DATE_FIRST_YEAR; year <= DATE_LAST_YEAR; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= date_month_days(year, month); day++) {
                struct date_civil civil = date_to_civil(number);
                if (date_from_civil(year, month, day) != number || civil.year != year ||
                    civil.month != month || civil.day != day || date_weekday(number) != weekday)
                    fail_msg("%d-%d-%d", year, month, day);
                number++;
                weekday = (weekday + 1) % 7;
            }
        }
    }
    assert_int_equal(number, date_from_civil(DATE_LAST_YEAR, 12, 31) + 1);
}

static void days_outside_format_as_nothing(void **state)
{
    (void)state;
    static const int32_t outside[] = {DATE_NONE, INT32_MIN + 1, INT32_MAX, 2932897, -354286};
    for (size_t i = 0; i < ROWS(outside); i++) {
        char iso[DATE_ISO_SIZE] = "before";
        date_format_iso(outside[i], iso);
        assert_string_equal(iso, "");
        int weekday = date_weekday(outside[i]);
        assert_true(weekday >= MONDAY && weekday <= SUNDAY);
    }
    char iso[DATE_ISO_SIZE];
    date_format_iso(-354285, iso); /* 970 years before the epoch, 235 of them leap years */
    assert_string_equal(iso, "1000-01-01");
}

static const char *const no_dates[] = {
    "",
    "2",
    "2023-08-1",
    "2023-08-181",
    "2023-8-18",
    "2023/08/18",
    "2023-08/18",
    "2023-02-29",
    "2023-13-01",
    "2023-00-10",
    "2023-01-00",
    "2023-04-31",
    "0999-12-31",
    "-023-08-18",
    "+023-08-18",
    " 023-08-18",
    "2023-08- 8",
    "2o23-08-18",
    "2023-08-18 ",
    " 2023-08-18",
    "18.08.2023",
    "\xd9\xa2\xd9\xa3-08-18",
};

static void only_iso_days_parse(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS(no_dates); i++)
        assert_int_equal(date_parse_iso(slice_from(no_dates[i])), DATE_NONE);
    assert_int_equal(date_parse_iso(slice_of(NULL, 0)), DATE_NONE);
    assert_int_equal(date_parse_iso(slice_of("2023-08\0-18", 10)), DATE_NONE);
    assert_int_equal(date_parse_iso(slice_of("2023-08-18xyz", 10)), 19587);
}

static void two_digits_are_a_year(void **state)
{
    (void)state;
    static const int years[][2] = {{0, 2000}, {23, 2023}, {68, 2068}, {69, 1969}, {99, 1999}};
    for (size_t i = 0; i < ROWS(years); i++)
        assert_int_equal(date_full_year(years[i][0]), years[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_agree_with_history),
        cmocka_unit_test(months_have_their_days),
        cmocka_unit_test(years_have_limits),
        cmocka_unit_test(every_day_comes_back),
        cmocka_unit_test(days_outside_format_as_nothing),
        cmocka_unit_test(only_iso_days_parse),
        cmocka_unit_test(two_digits_are_a_year),
    };
    return cmocka_run_group_tests_name("base_date", tests, NULL, NULL);
}
