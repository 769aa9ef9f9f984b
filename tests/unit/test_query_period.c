/*
 * Dates of the query language, asked on Friday, 18 August 2023.
 */
#include "query/lib/parse/period.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define TODAY 19587

/* Of datum:, and of termin: where a row is in announced. */
static const struct period_view past = {TODAY, true};
static const struct period_view ahead = {TODAY, false};

struct readable {
    const char *text, *first, *last; /* ISO; "" is an open end */
};

static const struct readable readable[] = {
    {"2023-08-18", "2023-08-18", "2023-08-18"},
    {"18.8.2023", "2023-08-18", "2023-08-18"},
    {"18.08.2023", "2023-08-18", "2023-08-18"},
    {"18.08.23", "2023-08-18", "2023-08-18"},
    {"1.1.69", "1969-01-01", "1969-01-01"},
    {"1.1.33", "2033-01-01", "2033-01-01"},
    {"1.1.34", "1934-01-01", "1934-01-01"},
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
    /* relative */
    {"heute", "2023-08-18", "2023-08-18"},
    {"Heute", "2023-08-18", "2023-08-18"},
    {"gestern", "2023-08-17", "2023-08-17"},
    {"vorgestern", "2023-08-16", "2023-08-16"},
    {"letzte woche", "2023-08-07", "2023-08-13"},
    {"in der letzten Woche", "2023-08-07", "2023-08-13"},
    {"diese woche", "2023-08-14", "2023-08-20"},
    {"letzten monat", "2023-07-01", "2023-07-31"},
    {"letztes jahr", "2022-01-01", "2022-12-31"},
    {"vergangenes quartal", "2023-04-01", "2023-06-30"},
    {"letztes wochenende", "2023-08-12", "2023-08-13"},
    {"vor drei tagen", "2023-08-15", "2023-08-15"},
    {"vor zwei wochen", "2023-08-01", "2023-08-07"},
    {"vor 2 jahren", "2021-01-01", "2021-12-31"},
    {"montag", "2023-08-14", "2023-08-14"},
    {"letzten freitag", "2023-08-11", "2023-08-11"},
    /* without a year: the last that has begun */
    {"18.8.", "2023-08-18", "2023-08-18"},
    {"19.8.", "2022-08-19", "2022-08-19"},
    {"19. august", "2022-08-19", "2022-08-19"},
    {"august", "2023-08-01", "2023-08-31"},
    {"september", "2022-09-01", "2022-09-30"},
    {"silvester", "2022-12-31", "2022-12-31"},
    {"ende mai", "2023-05-21", "2023-05-31"},
    /* all that a text can say */
    {"ende 2022", "2022-09-01", "2022-12-31"},
    {"sommer 2022", "2022-06-01", "2022-08-31"},
    {"im Sommer 2022", "2022-06-01", "2022-08-31"},
    {"erstes quartal 2022", "2022-01-01", "2022-03-31"},
    {"zweites halbjahr 2022", "2022-07-01", "2022-12-31"},
    {"mai bis juli 2022", "2022-05-01", "2022-07-31"},
    {"3. bis 17. mai 2022", "2022-05-03", "2022-05-17"},
    {"vom 27. Dezember 2021 bis zum 5. Januar 2022", "2021-12-27", "2022-01-05"},
    {"5./6. Juni 2022", "2022-06-05", "2022-06-06"},
    {"2019 bis 2021", "2019-01-01", "2021-12-31"},
    {"2022/23", "2022-01-01", "2023-12-31"},
    {"schuljahr 2022/23", "2022-08-01", "2023-07-31"},
    {"ostern 2023", "2023-04-09", "2023-04-10"},
    {"tag der deutschen einheit 2022", "2022-10-03", "2022-10-03"},
    {"ende 2012", "2012-09-01", "2012-12-31"},
    {"bis ende 2023", "", "2023-12-31"},
    {"2010er", "2010-01-01", "2019-12-31"},
    {"in den 2010er Jahren", "2010-01-01", "2019-12-31"},
    {"80er", "1980-01-01", "1989-12-31"},
    {"KW 12 2020", "2020-03-16", "2020-03-22"},
    {"kw 12/2020", "2020-03-16", "2020-03-22"},
    {"letzten 5 Jahre", "2018-08-18", "2023-08-18"},
    {"die letzten zwei wochen", "2023-08-04", "2023-08-18"},
    {"die letzten 3 Tage", "2023-08-15", "2023-08-18"},
    {"in den letzten sechs Monaten", "2023-02-18", "2023-08-18"},
    {"vorletztes Jahr", "2021-01-01", "2021-12-31"},
    {"vorletzten montag", "2023-08-07", "2023-08-07"},
    {"2019 Mai", "2019-05-01", "2019-05-31"},
    {"Mai 19", "2019-05-01", "2019-05-31"},
    {"Mai '19", "2019-05-01", "2019-05-31"},
    {"3. Mai 19", "2019-05-03", "2019-05-03"},
    {"Advent 2015", "2015-11-29", "2015-12-24"},
    {"2. Advent 2015", "2015-12-06", "2015-12-06"},
    {"erntedankfest 2014", "2014-10-05", "2014-10-05"},
    {"20190503", "2019-05-03", "2019-05-03"},
    /* a month, but for a word that says years */
    {"2010/11", "2010-11-01", "2010-11-30"},
    {"schuljahr 2010/11", "2010-08-01", "2011-07-31"},
    {"Jahre 2010/11", "2010-01-01", "2011-12-31"},
    /* open ends */
    {"seit 2020", "2020-01-01", ""},
    {"Seit 2020", "2020-01-01", ""},
    {"ab mai 2023", "2023-05-01", ""},
    {"bis 2020", "", "2020-12-31"},
    {"bis ende mai 2023", "", "2023-05-31"},
    {"vor 2020", "", "2019-12-31"},
    {"nach 2020", "2021-01-01", ""},
    {"since 2020", "2020-01-01", ""},
    {"before 1.3.2020", "", "2020-02-29"},
    {"seit gestern", "2023-08-17", ""},
    {"seit drei wochen", "2023-07-28", ""},
    {"2019..gestern", "2019-01-01", "2023-08-17"},
};

static const struct readable announced[] = {
    {"18.8.", "2023-08-18", "2023-08-18"},
    {"19.8.", "2023-08-19", "2023-08-19"},
    {"montag", "2023-08-21", "2023-08-21"},
    {"september", "2023-09-01", "2023-09-30"},
    {"morgen", "2023-08-19", "2023-08-19"},
    {"n\u00e4chste woche", "2023-08-21", "2023-08-27"},
    {"kommendes jahr", "2024-01-01", "2024-12-31"},
    {"am wochenende", "2023-08-19", "2023-08-20"},
    {"in drei tagen", "2023-08-21", "2023-08-21"},
    {"silvester", "2023-12-31", "2023-12-31"},
};

static const struct {
    const char *text;
    enum period_result result;
} unreadable[] = {
    {"", PERIOD_EMPTY},
    {"  ", PERIOD_EMPTY},
    {"..", PERIOD_EMPTY},
    {" .. ", PERIOD_EMPTY},
    {"31.2.2023", PERIOD_NO_DAY},
    {"29.2.2023", PERIOD_NO_DAY},
    {"0.1.2023", PERIOD_NO_DAY},
    {"2023-13", PERIOD_NO_DAY},
    {"2023-00-01", PERIOD_NO_DAY},
    {"13/2023", PERIOD_NO_DAY},
    {"2023-Q5", PERIOD_NO_DAY},
    {"2023-Q0", PERIOD_NO_DAY},
    {"KW 54 2020", PERIOD_NO_DAY},
    {"20190532", PERIOD_NO_DAY},
    {"2019053", PERIOD_UNKNOWN},
    {"0999", PERIOD_UNKNOWN},
    {"32. August 2023", PERIOD_NO_DAY},
    {"31.2.2023..2024", PERIOD_NO_DAY},
    {"2021..2019", PERIOD_BACKWARDS},
    {"2023-08-19..2023-08-18", PERIOD_BACKWARDS},
    {"demnaechst", PERIOD_UNKNOWN},
    {"woche", PERIOD_UNKNOWN},
    {"5. und 12. Mai 2023", PERIOD_UNKNOWN},
    {"seit", PERIOD_UNKNOWN},
    {"seit ", PERIOD_UNKNOWN},
    {"seit immer", PERIOD_UNKNOWN},
    {"seit 31.2.2023", PERIOD_NO_DAY},
    {"31.2.", PERIOD_NO_DAY},
    {"18.8", PERIOD_UNKNOWN},
    {"23", PERIOD_UNKNOWN},
    {"20233", PERIOD_UNKNOWN},
    {"99999999999999999999", PERIOD_UNKNOWN},
    {"2023-08-18-01", PERIOD_UNKNOWN},
    {"1.2.3.4.5.6.7.8.9", PERIOD_UNKNOWN},
    {"\u00e4", PERIOD_UNKNOWN},
    {"Donaudampfschifffahrt 2023", PERIOD_UNKNOWN},
    {"2023..2024..2025", PERIOD_UNKNOWN},
    {"2023...2024", PERIOD_UNKNOWN},
    {"18:00", PERIOD_UNKNOWN},
    {"\xff\xfe", PERIOD_UNKNOWN},
    {"\xc3", PERIOD_UNKNOWN},
};

static void expect(const struct readable *row, struct period_view view)
{
    struct day_span span = {0, 0};
    char first[DATE_ISO_SIZE], last[DATE_ISO_SIZE];
    if (period_read(slice_from(row->text), view, &span) != PERIOD_OK)
        fail_msg("'%s' is not read", row->text);
    date_format_iso(span.first_day, first);
    date_format_iso(span.last_day, last);
    if (strcmp(first, row->first) != 0 || strcmp(last, row->last) != 0)
        fail_msg("'%s' gives %s..%s", row->text, first, last);
}

static void test_readable(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(readable) / sizeof(*readable); i++)
        expect(&readable[i], past);
    for (size_t i = 0; i < sizeof(announced) / sizeof(*announced); i++)
        expect(&announced[i], ahead);
}

static void test_unreadable(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(unreadable) / sizeof(*unreadable); i++) {
        struct day_span span = {7, 8};
        enum period_result result = period_read(slice_from(unreadable[i].text), past, &span);
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
        assert_int_equal(period_read(slice_from(text), past, &span), PERIOD_OK);
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
        if (period_read(slice_of(text, seed % sizeof(text)), past, &span) == PERIOD_OK)
            assert_true(span.first_day == DATE_NONE || span.last_day == DATE_NONE ||
                        span.first_day <= span.last_day);
    }
}

/* 19587 is 18 August 2023, 19723 New Year 2024; clocks change on 31 March and 27 October 2024. */
static void test_day_in_germany(void **state)
{
    (void)state;
    const int64_t day = 86400, hour = 3600;
    assert_int_equal(period_day_in_germany(19587 * day - 2 * hour), 19587);
    assert_int_equal(period_day_in_germany(19587 * day - 2 * hour - 1), 19586);
    assert_int_equal(period_day_in_germany(19723 * day - hour), 19723);
    assert_int_equal(period_day_in_germany(19723 * day - hour - 1), 19722);
    assert_int_equal(period_day_in_germany(19813 * day - hour - 1), 19812);
    assert_int_equal(period_day_in_germany(19813 * day - hour), 19813);
    assert_int_equal(period_day_in_germany(19814 * day - 2 * hour), 19814);
    assert_int_equal(period_day_in_germany(20023 * day - 2 * hour), 20023);
    assert_int_equal(period_day_in_germany(20024 * day - 2 * hour), 20023);
    assert_int_equal(period_day_in_germany(20024 * day - hour), 20024);
    assert_int_equal(period_day_in_germany(-1), 0);
    assert_int_equal(period_day_in_germany(INT64_MAX), date_from_civil(9999, 12, 31));
    assert_int_equal(period_day_in_germany(INT64_MIN), date_from_civil(1000, 1, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readable),       cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_every_day),      cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_day_in_germany),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
