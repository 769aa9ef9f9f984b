/*
 * What core/dates finds becomes dates of the release, seen from its day of publication: Friday,
 * 18 August 2023. What is a date and what is none, its own tests tell.
 */
#include "tests/unit/names_testing.h"

/* By enum release_precision. */
static const char *const precision_names[] = {"day",  "range",       "month",
                                              "year", "approximate", "recurring"};

/* "text = first..last precision | …" */
static const struct {
    const char *text, *dates;
} rows[] = {
    {"", ""},
    {"1", ""},
    {"Kein Datum.", ""},
    {"Am 18.08.2023 kam", "18.08.2023 = 2023-08-18..2023-08-18 day"},
    {"vom 3. bis 17. September", "3. bis 17. September = 2023-09-03..2023-09-17 range"},
    {"im August 2023", "August 2023 = 2023-08-01..2023-08-31 month"},
    {"im Jahr 2020", "Jahr 2020 = 2020-01-01..2020-12-31 year"},
    {"Mitte 2020 hat", "Mitte 2020 = 2020-05-01..2020-08-31 approximate"},
    {"jeden Dienstag im Mai 2024", "jeden Dienstag im Mai 2024 = 2024-05-07..2024-05-28 recurring"},
    {"am vergangenen Mittwoch", "vergangenen Mittwoch = 2023-08-16..2023-08-16 day"},
    {"nächste Woche", "nächste Woche = 2023-08-21..2023-08-27 range"},
    /* two in one line */
    {"am 1. Mai 2024 und am 2. Mai 2024",
     "1. Mai 2024 = 2024-05-01..2024-05-01 day | 2. Mai 2024 = 2024-05-02..2024-05-02 day"},
    {"„18. August 2023“", "18. August 2023 = 2023-08-18..2023-08-18 day"},
};

static void print_dates(const struct release *release, struct buffer *out)
{
    for (size_t i = 0; i < release->date_count; i++) {
        const struct release_date *date = &release->dates[i];
        char first[DATE_ISO_SIZE], last[DATE_ISO_SIZE];
        date_format_iso(date->first_day, first);
        date_format_iso(date->last_day, last);
        struct slice text = release_part(release, date->range);
        assert_int_equal(buffer_append_format(out, NULL, "%s%.*s = %s..%s %s", i > 0 ? " | " : "",
                                              (int)text.size, text.data, first, last,
                                              precision_names[date->precision]),
                         FUND_OK);
    }
    assert_int_equal(buffer_append_byte(out, '\0', NULL), FUND_OK);
}

static void test_rows(void **state)
{
    size_t failed = 0;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        failed += !has_names(*state, rows[i].text, rows[i].dates, print_dates);
    assert_int_equal(failed, 0);
}

static void test_without_publication_day(void **state)
{
    struct release release;
    release_of(&release, SLICE("am 29. März; am 1. Mai 2024"));
    release.published = DATE_NONE;
    assert_int_equal(names_find(*state, &release, NULL), FUND_OK);
    assert_int_equal(release.date_count, 1);
    assert_int_equal(release.dates[0].first_day, date_from_civil(2024, 5, 1));
    release_finish(&release);
}

/* The years at both ends of what a date can be. */
static void test_last_publication_days(void **state)
{
    static const int years[] = {DATE_FIRST_YEAR, DATE_LAST_YEAR};
    for (size_t i = 0; i < 2; i++) {
        struct release release;
        release_of(&release, SLICE("am 29. Februar, am 1. Mai, 31. Dezember bis 1. Januar"));
        release.published = date_from_civil(years[i], 12, 31);
        assert_int_equal(names_find(*state, &release, NULL), FUND_OK);
        assert_sound(&release);
        release_finish(&release);
    }
}

static void test_too_many_dates(void **state)
{
    struct buffer text = buffer_init(1 << 20);
    struct release release;
    struct fund_error error = {.code = FUND_OK};
    for (int i = 0; i < RELEASE_ENTITIES_MAX + 1; i++)
        assert_int_equal(buffer_append(&text, SLICE("1. Mai 2024, "), NULL), FUND_OK);
    release_of(&release, buffer_slice(&text));
    assert_int_equal(names_find(*state, &release, &error), FUND_LIMIT);
    assert_non_null(strstr(error.message, "20000 dates"));
    release_finish(&release);
    buffer_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_without_publication_day),
        cmocka_unit_test(test_last_publication_days),
        cmocka_unit_test(test_too_many_dates),
    };
    return cmocka_run_group_tests(tests, setup_names, teardown_names);
}
