/*
 * Moments as formats write them.
 */
#include "indexer/formats/stamp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Moments by "date -u -d '2023-08-18 08:30' +%s" and so on. */
static void test_read(void **state)
{
    (void)state;
    static const struct {
        const char *text, *day;
        int64_t moment;
    } rows[] = {
        {"2023-08-18T10:30:00+02:00", "2023-08-18", 1692347400},
        {"2023-08-18T08:30:00Z", "2023-08-18", 1692347400},
        {"2023-08-18T08:30:00.123Z", "2023-08-18", 1692347400},
        {" 2023-08-18 10:30:00 ", "2023-08-18", 1692347400}, /* by German clocks */
        {"2023-08-18 10:30", "2023-08-18", 1692347400},
        {"20230818T083000Z", "2023-08-18", 1692347400},
        {"20230818", "2023-08-18", 1692309600},
        {"2023-08-18", "2023-08-18", 1692309600},
        {"2023/08/18", "2023-08-18", 1692309600},
        /* the German day is the next */
        {"2023-08-18T22:30:00Z", "2023-08-19", 1692397800},
        {"Fri, 18 Aug 2023 22:30:00 GMT", "2023-08-19", 1692397800},
        {"Fri, 18 Aug 2023 10:30:00 +0200", "2023-08-18", 1692347400},
        {"18 Aug 23 10:30 CEST", "2023-08-18", 1692347400},
        {"Fr, 18 Aug 2023 10:30:00 MESZ", "2023-08-18", 1692347400},
        {"Fri, 18 Aug 2023 03:30:00 EST", "2023-08-18", 1692347400},
        {"18.08.2023", "2023-08-18", 1692309600},
        {"18. August 2023, 10:30 Uhr", "2023-08-18", 1692347400},
        {"18.8.2023 10.30 Uhr", "2023-08-18", 1692347400},
        /* days that no calendar has */
        {"31.02.2023", "", CLOCK_NONE},
        {"2023-02-31T10:00:00Z", "", CLOCK_NONE},
        {"0000-00-00", "", CLOCK_NONE},
        {"9999-12-31T23:59:59-14:00", "", CLOCK_NONE},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct stamp stamp;
        char day[DATE_ISO_SIZE];
        if (!stamp_read(slice_from(rows[i].text), &stamp))
            fail_msg("%s", rows[i].text);
        date_format_iso(stamp.day, day);
        if (strcmp(day, rows[i].day) != 0 || stamp.moment != rows[i].moment)
            fail_msg("%s: %s %lld", rows[i].text, day, (long long)stamp.moment);
    }
}

static void test_no_dates(void **state)
{
    (void)state;
    static const char *const texts[] = {"",     "x",         "2023",       "18",
                                        "Fri,", "2023-8-1",  "heute",      "10:30",
                                        "-",    "202308181", "18 Foo 2023"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct stamp stamp;
        if (stamp_read(slice_from(texts[i]), &stamp))
            fail_msg("%s", texts[i]);
    }
    char longest[200];
    struct stamp stamp;
    memset(longest, ' ', sizeof(longest));
    memcpy(longest, "2023-08-18", 10);
    longest[199] = 'x';
    assert_false(stamp_read(slice_of(longest, sizeof(longest)), &stamp));
}

static void test_random(void **state)
{
    (void)state;
    static const char alphabet[] = "0123456789-:.,TZ+ FriAug\xff";
    srand(17);
    for (int i = 0; i < 200000; i++) {
        char text[24];
        struct stamp stamp;
        size_t size = (size_t)rand() % sizeof(text);
        for (size_t j = 0; j < size; j++)
            text[j] = alphabet[(size_t)rand() % (sizeof(alphabet) - 1)];
        if (stamp_read(slice_of(text, size), &stamp))
            assert_true((stamp.day == DATE_NONE) == (stamp.moment == CLOCK_NONE));
    }
}

static void test_numbers(void **state)
{
    (void)state;
    struct stamp stamp;
    assert_true(stamp_from_number(1692347400, &stamp));
    assert_int_equal(stamp.moment, 1692347400);
    assert_true(stamp_from_number(1692347400000.0, &stamp)); /* milliseconds */
    assert_int_equal(stamp.moment, 1692347400);
    assert_true(stamp_from_number(-3600.5, &stamp));
    assert_int_equal(stamp.moment, -3601);
    assert_false(stamp_from_number(1e300, &stamp));
    assert_false(stamp_from_number(1.0 / 0.0 * 0, &stamp));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_read), cmocka_unit_test(test_no_dates),
                                       cmocka_unit_test(test_random),
                                       cmocka_unit_test(test_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
