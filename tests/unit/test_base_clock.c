/*
 * Moments and German days.
 */
#include "core/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* By "date -u -d '2023-08-18 08:30:00' +%s" and so on. */
static void test_berlin(void **state)
{
    (void)state;
    static const struct {
        const char *day;
        int32_t second;
        int64_t moment;
    } rows[] = {
        {"1970-01-01", 3600, 0},
        {"2023-08-18", 10 * 3600 + 30 * 60, 1692347400},
        {"2023-01-18", 10 * 3600 + 30 * 60, 1674034200},
        /* clocks are moved on 26 March at 2:00 and back on 29 October 2023 at 3:00 */
        {"2023-03-26", 3600 + 3599, 1679792399},
        {"2023-03-26", 3 * 3600, 1679792400},
        {"2023-10-29", 3600, 1698534000},
        {"2023-10-29", 3 * 3600, 1698544800},
        /* until 1995 summer ended in September */
        {"1995-09-24", 1800, 811895400},
        {"1995-10-01", 0, 812502000},
        {"1979-07-01", 0, 299631600},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int32_t day = date_parse_iso(slice_from(rows[i].day));
        assert_int_equal(clock_from_berlin(day, rows[i].second), rows[i].moment);
        assert_int_equal(clock_berlin_day(rows[i].moment), day);
    }
}

static void test_days(void **state)
{
    (void)state;
    assert_int_equal(clock_from_utc(1, 5), 86405);
    assert_int_equal(clock_from_utc(DATE_NONE, 5), CLOCK_NONE);
    assert_int_equal(clock_from_berlin(DATE_NONE, 0), CLOCK_NONE);
    assert_int_equal(clock_berlin_day(CLOCK_NONE), DATE_NONE);
    assert_int_equal(clock_berlin_day(INT64_MAX), DATE_NONE);
    assert_int_equal(clock_berlin_day(INT64_MIN + 1), DATE_NONE);
    /* an hour before midnight by UTC is the next German day */
    assert_int_equal(clock_berlin_day(-3600), 0);
    assert_int_equal(clock_berlin_day(-3601), -1);
    assert_int_equal(clock_berlin_day(clock_from_utc(date_from_civil(999, 12, 31), 0)), DATE_NONE);
    assert_int_equal(clock_berlin_day(clock_from_berlin(date_from_civil(9999, 12, 31), 86399)),
                     date_from_civil(9999, 12, 31));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_berlin), cmocka_unit_test(test_days)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
