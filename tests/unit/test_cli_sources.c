/*
 * What the command writes for other programs, with texts that no reader of releases lets through:
 * CSV, BibTeX and citations. They write to standard output, which a file takes the place of.
 */
#include "query/cli/citation.h"
#include "query/cli/csv_write.h"
#include "query/cli/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define WRITTEN_MAX 4096

struct capture {
    FILE *file;
    int stdout_copy;
};

static void capture_begin(struct capture *capture)
{
    fflush(stdout);
    capture->file = tmpfile();
    assert_non_null(capture->file);
    capture->stdout_copy = dup(STDOUT_FILENO);
    assert_true(capture->stdout_copy >= 0);
    assert_true(dup2(fileno(capture->file), STDOUT_FILENO) >= 0);
}

static void capture_end(struct capture *capture, char text[static WRITTEN_MAX])
{
    fflush(stdout);
    dup2(capture->stdout_copy, STDOUT_FILENO);
    close(capture->stdout_copy);
    rewind(capture->file);
    size_t size = fread(text, 1, WRITTEN_MAX - 1, capture->file);
    text[size] = '\0';
    fclose(capture->file);
}

/* ---- CSV ------------------------------------------------------------------------------------ */

static const struct {
    const char *text, *field;
} csv_rows[] = {
    {NULL, ""},
    {"", ""},
    {" ", "\"\""},
    {"a", "\"a\""},
    {"a,b", "\"a,b\""},
    {"a \"b\"", "\"a \"\"b\"\"\""},
    {"\"", "\"\"\"\""},
    {"  a \n\r\n\t b  ", "\"a b\""},
    {"=1", "\"'=1\""},
    {" \t=1", "\"'=1\""},
    {"+1", "\"'+1\""},
    {"-1", "\"'-1\""},
    {"@x", "\"'@x\""},
    {"\xef\xbc\x9d"
     "1",
     "\"'\xef\xbc\x9d"
     "1\""}, /* U+FF1D, a wide = */
    {"\xef\xbc\x8b", "\"'\xef\xbc\x8b\""},
    {"\xef\xbc\x8d", "\"'\xef\xbc\x8d\""},
    {"\xef\xbc\xa0", "\"'\xef\xbc\xa0\""},
    {"a=1", "\"a=1\""},
    {"'=1", "\"'=1\""},
    {"\x1b[31m", "\"<U+001B>[31m\""},
    {"\x01=", "\"<U+0001>=\""},
    {"M\xfcll", "\"M<FC>ll\""},
    {"\xe2\x80\xae", "\"<U+202E>\""},
};

static void test_csv_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(csv_rows) / sizeof(csv_rows[0]); i++) {
        struct capture capture;
        struct csv_record record = {0};
        char written[WRITTEN_MAX], expected[WRITTEN_MAX];
        snprintf(expected, sizeof(expected), "%s,7,%s\r\n", csv_rows[i].field, csv_rows[i].field);
        capture_begin(&capture);
        csv_text(&record, csv_rows[i].text);
        csv_number(&record, 7);
        csv_text(&record, csv_rows[i].text);
        csv_end(&record);
        capture_end(&capture, written);
        assert_string_equal(written, expected);
    }
}

static void test_csv_fields(void **state)
{
    (void)state;
    static const char *const names[] = {"=A", "B; C", "=D"};
    struct capture capture;
    struct csv_record record = {0};
    char written[WRITTEN_MAX];
    capture_begin(&capture);
    csv_name(&record, "rank");
    csv_list(&record, NULL, 0);
    csv_list(&record, names, 3);
    csv_real(&record, 1.25);
    csv_day(&record, 19587);
    csv_day(&record, FUND_DATE_NONE);
    csv_text_begin(&record); /* a field of pieces, blanks at their ends included */
    csv_text_add(&record, "a ", 2);
    csv_text_add(&record, " =b", 3);
    csv_text_end(&record);
    csv_end(&record);
    csv_number(&record, UINT64_MAX);
    csv_end(&record);
    capture_end(&capture, written);
    assert_string_equal(written, "rank,,\"'=A; B; C; =D\",1.25,2023-08-18,,\"a =b\"\r\n"
                                 "18446744073709551615\r\n");
}

/* ---- sources -------------------------------------------------------------------------------- */

static struct source make_source(const char *id, const char *issuer, const char *url, int32_t day,
                                 const char *title)
{
    return (struct source){id, issuer, url, day, title, strlen(title)};
}

static const struct {
    const char *issuer, *title;
    int32_t day;
    const char *line;
} citation_rows[] = {
    {"Stadt Lindenbruch", "Neue Brücke", 19587,
     "Stadt Lindenbruch: Neue Brücke. Pressemitteilung vom 18. August 2023.\n"},
    {NULL, "Neue Brücke?", 19587, "Neue Brücke? Pressemitteilung vom 18. August 2023.\n"},
    {"", "Brücke! ", 19418, "Brücke! Pressemitteilung vom 2. März 2023.\n"},
    {"Stadt\nL.", "a\r\n\tb …", FUND_DATE_NONE, "Stadt L.: a b …. Pressemitteilung ohne Datum.\n"},
    {"\x1b[31m", "\xff", 0, "<U+001B>[31m: <FF>. Pressemitteilung vom 1. Januar 1970.\n"},
    {NULL, "", 0, "Pressemitteilung vom 1. Januar 1970.\n"},
};

static void test_citation(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(citation_rows) / sizeof(citation_rows[0]); i++) {
        struct source source = make_source("1", citation_rows[i].issuer, NULL, citation_rows[i].day,
                                           citation_rows[i].title);
        struct capture capture;
        char written[WRITTEN_MAX];
        capture_begin(&capture);
        citation_print(&source);
        capture_end(&capture, written);
        assert_string_equal(written, citation_rows[i].line);
    }
}

static void test_bibtex(void **state)
{
    (void)state;
    struct source source = make_source("https://a.example/?x=\xc3\xa4_1", "A {&} B", NULL,
                                       FUND_DATE_NONE, "\\ { } ~ ^ \" $ % & # _ ä\n\x1b\xff");
    struct capture capture;
    char written[WRITTEN_MAX];
    capture_begin(&capture);
    bibtex_print(&source);
    capture_end(&capture, written);
    assert_string_equal(written,
                        "@misc{https_3a_2f_2fa.example_2f_3fx_3d_c3_a4_5f1,\n"
                        "  author     = {{A \\textbraceleft{}\\&\\textbraceright{} B}},\n"
                        "  title      = {{\\textbackslash{} \\textbraceleft{} \\textbraceright{}"
                        " \\textasciitilde{} \\textasciicircum{} \"{} \\$ \\% \\& \\# \\_ ä"
                        " <U+001B><FF>}},\n"
                        "  titleaddon = {Pressemitteilung},\n"
                        "  langid     = {ngerman},\n}\n");
}

static void test_bibtex_url(void **state)
{
    (void)state;
    struct source source =
        make_source("1", NULL, "https://ä.example/{a}\\ %20?b_c=\x1b\xc2\x9b", 19587, "T");
    struct capture capture;
    char written[WRITTEN_MAX], day[DAY_TEXT_SIZE], expected[WRITTEN_MAX];
    capture_begin(&capture);
    bibtex_print(&source);
    capture_end(&capture, written);
    day_format(day_today(), day);
    snprintf(expected, sizeof(expected),
             "@online{1,\n  title      = {{T}},\n  titleaddon = {Pressemitteilung},\n"
             "  date       = {2023-08-18},\n"
             "  url        = {https://ä.example/%%7Ba%%7D%%5C%%20%%20?b_c=%%1B%%C2%%9B},\n"
             "  urldate    = {%s},\n  langid     = {ngerman},\n}\n",
             day);
    assert_string_equal(written, expected);
}

static void test_day_german(void **state)
{
    (void)state;
    static const struct {
        int32_t day;
        const char *text;
    } rows[] = {{0, "1. Januar 1970"},
                {19418, "2. März 2023"},
                {19782, "29. Februar 2024"},
                {2932896, "31. Dezember 9999"}};
    char text[DAY_TEXT_SIZE];
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        day_format_german(rows[i].day, text);
        assert_string_equal(text, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv_text),   cmocka_unit_test(test_csv_fields),
        cmocka_unit_test(test_citation),   cmocka_unit_test(test_bibtex),
        cmocka_unit_test(test_bibtex_url), cmocka_unit_test(test_day_german),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
