/*
 * Dates: one text, published on Friday, 18 August 2023, and the line that must come out of it.
 */
#include "tests/unit/names_testing.h"

/* By enum release_precision. */
static const char *const precision_names[] = {"day", "range", "month", "year", "approximate"};

/* "text = first..last precision | …" */
static const struct {
    const char *text, *dates;
} rows[] = {
    {"", ""},
    {"1", ""},
    {"Kein Datum.", ""},
    /* days */
    {"Am 18.08.2023 kam", "18.08.2023 = 2023-08-18..2023-08-18 day"},
    {"Am 18.8.23 kam", "18.8.23 = 2023-08-18..2023-08-18 day"},
    {"Am 18.8.99 kam", "18.8.99 = 1999-08-18..1999-08-18 day"},
    {"Am 18.8.68 kam", "18.8.68 = 2068-08-18..2068-08-18 day"},
    {"Am 18.8.69 kam", "18.8.69 = 1969-08-18..1969-08-18 day"},
    {"Am 18. August 2023 kam", "18. August 2023 = 2023-08-18..2023-08-18 day"},
    {"Am 1.\xC2\xA0Mai\xC2\xA0"
     "2024",
     "1.\xC2\xA0Mai\xC2\xA0"
     "2024 = 2024-05-01..2024-05-01 day"},
    {"bis 2023-08-18", "2023-08-18 = 2023-08-18..2023-08-18 day"},
    {"Am 29. Februar 2024", "29. Februar 2024 = 2024-02-29..2024-02-29 day"},
    /* no year: ahead, unless it is shortly past */
    {"am 29. März", "29. März = 2024-03-29..2024-03-29 day"},
    {"am 20. August", "20. August = 2023-08-20..2023-08-20 day"},
    {"am 10. August", "10. August = 2023-08-10..2023-08-10 day"},
    {"am 24. Dezember", "24. Dezember = 2023-12-24..2023-12-24 day"},
    {"am 2. Januar", "2. Januar = 2024-01-02..2024-01-02 day"},
    {"am 24.12. und", "24.12. = 2023-12-24..2023-12-24 day"},
    /* a weekday decides: 29 March 2022 was a Tuesday, 2023 a Wednesday */
    {"am Mittwoch, 29. März", "29. März = 2023-03-29..2023-03-29 day"},
    {"am Dienstag, den 29. März", "29. März = 2022-03-29..2022-03-29 day"},
    /* spans */
    {"vom 3. bis 17. Mai 2024", "3. bis 17. Mai 2024 = 2024-05-03..2024-05-17 range"},
    {"vom 3. bis 17. September", "3. bis 17. September = 2023-09-03..2023-09-17 range"},
    {"29. März bis 22. April 2024", "29. März bis 22. April 2024 = 2024-03-29..2024-04-22 range"},
    {"29. August bis 2. September", "29. August bis 2. September = 2023-08-29..2023-09-02 range"},
    {"27. Dezember bis 5. Januar", "27. Dezember bis 5. Januar = 2023-12-27..2024-01-05 range"},
    {"27. Dezember bis 5. Januar 2025",
     "27. Dezember bis 5. Januar 2025 = 2024-12-27..2025-01-05 range"},
    {"1. Mai 2023 bis 30. April 2024",
     "1. Mai 2023 bis 30. April 2024 = 2023-05-01..2024-04-30 range"},
    {"vom 3.5. bis 17.5.2024", "3.5. bis 17.5.2024 = 2024-05-03..2024-05-17 range"},
    {"12.–16. August 2024", "12.–16. August 2024 = 2024-08-12..2024-08-16 range"},
    {"Freitag, 12., bis Sonntag, 14. Juli 2024",
     "12., bis Sonntag, 14. Juli 2024 = 2024-07-12..2024-07-14 range"},
    {"5./6. Juni 2024", "5./6. Juni 2024 = 2024-06-05..2024-06-06 range"},
    {"am 5. und 6. Juni 2024", "5. und 6. Juni 2024 = 2024-06-05..2024-06-06 range"},
    {"am 5. und 12. Juni 2024",
     "5. = 2024-06-05..2024-06-05 day | 12. Juni 2024 = 2024-06-12..2024-06-12 day"},
    {"am 05. und 22. Juni 2024",
     "05. = 2024-06-05..2024-06-05 day | 22. Juni 2024 = 2024-06-22..2024-06-22 day"},
    /* months, years, about */
    {"im August 2023", "August 2023 = 2023-08-01..2023-08-31 month"},
    {"im Februar 2024", "Februar 2024 = 2024-02-01..2024-02-29 month"},
    {"im Jahr 2020", "Jahr 2020 = 2020-01-01..2020-12-31 year"},
    {"seit 2020", "seit 2020 = 2020-01-01..2020-12-31 year"},
    {"Anfang 2020", "Anfang 2020 = 2020-01-01..2020-04-30 approximate"},
    {"Mitte 2020 hat", "Mitte 2020 = 2020-05-01..2020-08-31 approximate"},
    {"Ende 2020", "Ende 2020 = 2020-09-01..2020-12-31 approximate"},
    {"Ende des Jahres 2020", "Ende des Jahres 2020 = 2020-09-01..2020-12-31 approximate"},
    {"Mitte Mai 2024", "Mitte Mai 2024 = 2024-05-11..2024-05-20 approximate"},
    {"Ende Februar 2024", "Ende Februar 2024 = 2024-02-21..2024-02-29 approximate"},
    {"Anfang September", "Anfang September = 2023-09-01..2023-09-10 approximate"},
    /* none */
    {"am 31.02.2023", ""},
    {"am 31. Februar", ""},
    {"am 0. Mai 2023", ""},
    {"am 32. Mai 2023", ""},
    {"am 5.13.2023", ""},
    {"17. bis 3. Mai 2024", ""},
    {"Um 18.30 Uhr kamen 3.812 Gäste.", ""},
    {"Abschnitt 1.2. gilt.", ""},
    {"Haus 2020 und 1999", ""},
    {"Telefon 02364/933.12.2023", ""},
    {"18.08.20234", ""},
    {"Am 3.\nMai 2024", "Mai 2024 = 2024-05-01..2024-05-31 month"},
    {"Maibaum 2024, 3. Maibaum", ""},
    {"Der Mai 99", ""},
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
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct release release;
        struct buffer out = buffer_init(1 << 20);
        release_of(&release, slice_from(rows[i].text));
        assert_int_equal(names_find(*state, &release, NULL), FUND_OK);
        print_dates(&release, &out);
        if (strcmp(out.data, rows[i].dates) != 0)
            print_error("row %zu: %s\n    %s\n", i, rows[i].text, out.data);
        failed += strcmp(out.data, rows[i].dates) != 0;
        assert_sound(&release);
        buffer_finish(&out);
        release_finish(&release);
    }
    assert_int_equal(failed, 0);
}

static void test_without_publication_day(void **state)
{
    struct release release;
    release_of(&release, SLICE("am 29. März und am 1. Mai 2024"));
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
