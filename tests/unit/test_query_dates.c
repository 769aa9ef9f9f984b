/*
 * Date expressions of the query language.
 */
#include "query/lib/dates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct {
    const char *text, *first, *last; /* ISO; "" is an open end */
} readable[] = {
    {"2023-08-18", "2023-08-18", "2023-08-18"},
    {"18.8.2023", "2023-08-18", "2023-08-18"},
    {"18.08.2023", "2023-08-18", "2023-08-18"},
    {"18.08.23", "2023-08-18", "2023-08-18"},
    {"1.1.69", "1969-01-01", "1969-01-01"},
    {"1.1.68", "2068-01-01", "2068-01-01"},
    {"18. August 2023", "2023-08-18", "2023-08-18"},
    {"18 August 2023", "2023-08-18", "2023-08-18"},
    {"18. Aug. 2023", "2023-08-18", "2023-08-18"},
    {"18.\u00a0August\u00a02023", "2023-08-18", "2023-08-18"},
    {" 18. 8. 2023 ", "2023-08-18", "2023-08-18"},
    {"29.2.2024", "2024-02-29", "2024-02-29"},
    {"august 2023", "2023-08-01", "2023-08-31"},
    {"AUGUST 2023", "2023-08-01", "2023-08-31"},
    {"M\u00e4rz 2023", "2023-03-01", "2023-03-31"},
    {"M\u00c4RZ 2023", "2023-03-01", "2023-03-31"},
    {"ma\u0308rz 2023", "2023-03-01", "2023-03-31"},
    {"maerz 2023", "2023-03-01", "2023-03-31"},
    {"j\u00e4nner 2023", "2023-01-01", "2023-01-31"},
    {"october 2023", "2023-10-01", "2023-10-31"},
    {"februar 2024", "2024-02-01", "2024-02-29"},
    {"2023-08", "2023-08-01", "2023-08-31"},
    {"2023/08", "2023-08-01", "2023-08-31"},
    {"08/2023", "2023-08-01", "2023-08-31"},
    {"8.2023", "2023-08-01", "2023-08-31"},
    {"2023", "2023-01-01", "2023-12-31"},
    {"2023-Q3", "2023-07-01", "2023-09-30"},
    {"2023-q1", "2023-01-01", "2023-03-31"},
    {"2023Q4", "2023-10-01", "2023-12-31"},
    {"2019..2021", "2019-01-01", "2021-12-31"},
    {"2019 .. 2021", "2019-01-01", "2021-12-31"},
    {"..2021", "", "2021-12-31"},
    {"2019..", "2019-01-01", ""},
    {"2023-01-01..2023-06-30", "2023-01-01", "2023-06-30"},
    {"18.8.2023..august 2023", "2023-08-18", "2023-08-31"},
    {"2023..1.3.2023", "2023-01-01", "2023-03-01"},
    {"1000", "1000-01-01", "1000-12-31"},
    {"9999", "9999-01-01", "9999-12-31"},
};

static const struct {
    const char *text;
    enum dates_result result;
} unreadable[] = {
    {"", DATES_EMPTY},
    {"  ", DATES_EMPTY},
    {"..", DATES_EMPTY},
    {" .. ", DATES_EMPTY},
    {"31.2.2023", DATES_NO_DAY},
    {"29.2.2023", DATES_NO_DAY},
    {"0.1.2023", DATES_NO_DAY},
    {"2023-13", DATES_NO_DAY},
    {"2023-00-01", DATES_NO_DAY},
    {"13/2023", DATES_NO_DAY},
    {"2023-Q5", DATES_NO_DAY},
    {"2023-Q0", DATES_NO_DAY},
    {"0999", DATES_NO_DAY},
    {"32. August 2023", DATES_NO_DAY},
    {"31.2.2023..2024", DATES_NO_DAY},
    {"2021..2019", DATES_BACKWARDS},
    {"2023-08-19..2023-08-18", DATES_BACKWARDS},
    {"gestern", DATES_UNKNOWN},
    {"august", DATES_UNKNOWN},
    {"18.8.", DATES_UNKNOWN},
    {"18.8", DATES_UNKNOWN},
    {"23", DATES_UNKNOWN},
    {"20233", DATES_UNKNOWN},
    {"99999999999999999999", DATES_UNKNOWN},
    {"2023-08-18-01", DATES_UNKNOWN},
    {"1.2.3.4.5.6.7.8.9", DATES_UNKNOWN},
    {"\u00e4", DATES_UNKNOWN},
    {"Donaudampfschifffahrt 2023", DATES_UNKNOWN},
    {"2023..2024..2025", DATES_UNKNOWN},
    {"2023...2024", DATES_UNKNOWN},
    {"18:00", DATES_UNKNOWN},
    {"\xff\xfe", DATES_UNKNOWN},
    {"\xc3", DATES_UNKNOWN},
};

static void test_readable(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(readable) / sizeof(*readable); i++) {
        struct day_span span = {0, 0};
        char first[DATE_ISO_SIZE], last[DATE_ISO_SIZE];
        if (dates_read(slice_from(readable[i].text), &span) != DATES_OK)
            fail_msg("'%s' is not read", readable[i].text);
        date_format_iso(span.first_day, first);
        date_format_iso(span.last_day, last);
        if (strcmp(first, readable[i].first) != 0 || strcmp(last, readable[i].last) != 0)
            fail_msg("'%s' gives %s..%s", readable[i].text, first, last);
    }
}

static void test_unreadable(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(unreadable) / sizeof(*unreadable); i++) {
        struct day_span span = {7, 8};
        enum dates_result result = dates_read(slice_from(unreadable[i].text), &span);
        if (result != unreadable[i].result)
            fail_msg("'%s' gives %d", unreadable[i].text, (int)result);
        assert_int_equal(span.first_day, 7);
        assert_int_equal(span.last_day, 8);
    }
}

/* Every day of a century, in the notation with dots, is read as itself. */
static void test_every_day(void **state)
{
    (void)state;
    int32_t end = date_from_civil(2099, 12, 31);
    for (int32_t day = date_from_civil(2000, 1, 1); day <= end; day++) {
        char text[64];
        struct date_civil civil = date_to_civil(day);
        struct day_span span = {0, 0};
        snprintf(text, sizeof(text), "%d.%d.%d", civil.day, civil.month, civil.year);
        assert_int_equal(dates_read(slice_from(text), &span), DATES_OK);
        assert_int_equal(span.first_day, day);
        assert_int_equal(span.last_day, day);
    }
}

static void test_random_bytes(void **state)
{
    (void)state;
    static const char signs[] = "0123456789..--// qQaugust\xc3\xa4\xcc\x88";
    uint32_t seed = 1;
    for (int i = 0; i < 20000; i++) {
        char text[16];
        for (size_t j = 0; j < sizeof(text); j++) {
            seed = seed * 1103515245u + 12345u;
            text[j] = signs[(seed >> 16) % (sizeof(signs) - 1)];
        }
        struct day_span span = {0, 0};
        if (dates_read(slice_of(text, seed % sizeof(text)), &span) == DATES_OK)
            assert_true(span.first_day == DATE_NONE || span.last_day == DATE_NONE ||
                        span.first_day <= span.last_day);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readable),
        cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_every_day),
        cmocka_unit_test(test_random_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
