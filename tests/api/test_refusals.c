/*
 * What the library refuses: wrong arguments, too much at once, what is no archive. Each failure
 * leaves the outputs alone and says what to do.
 */
#include "fundstelle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "opened.h"

static const struct sample_release releases[] = {
    {.id = "a", .day = "2023-08-18", .title = "Stadtfest", .body = "Musik am Markt."},
};

static struct opened test;

static int set_up(void **state)
{
    (void)state;
    return opened_init(&test, releases, 1);
}

static int tear_down(void **state)
{
    (void)state;
    return opened_finish(&test);
}

static void refuse(const struct fund_search_options *options, fund_status expected)
{
    fund_results *untouched = (fund_results *)&test;
    fund_results *results = untouched;
    struct fund_error error = {.code = FUND_OK};
    fund_status status = fund_archive_search(test.archive, options, &results, &error);
    if (status != expected)
        fail_msg("status %d (%s) instead of %d", (int)status, error.message, (int)expected);
    assert_int_equal(error.code, expected);
    assert_true(strlen(error.message) > 0);
    assert_null(strchr(error.message, '\n'));
    assert_ptr_equal(results, untouched);
    assert_int_equal(fund_archive_search(test.archive, options, &results, NULL), expected);
}

static void accept(const struct fund_search_options *options)
{
    fund_results *results = NULL;
    struct fund_error error = {.message = ""};
    if (fund_archive_search(test.archive, options, &results, &error) != FUND_OK)
        fail_msg("%s", error.message);
    fund_results_free(results);
}

static void test_numbers(void **state)
{
    (void)state;
    const struct fund_search_options init = FUND_SEARCH_OPTIONS_INIT;
    struct fund_search_options options = init;
    options.limit = FUND_LIMIT_MAX;
    accept(&options);
    options.limit = FUND_LIMIT_MAX + 1;
    refuse(&options, FUND_LIMIT);
    options = init;
    options.offset = FUND_WINDOW_MAX - options.limit;
    accept(&options);
    options.offset++;
    refuse(&options, FUND_LIMIT);
    options.offset = UINT32_MAX;
    refuse(&options, FUND_LIMIT);
    options = init;
    options.snippet_size = 1000;
    accept(&options);
    options.snippet_size = 1001;
    refuse(&options, FUND_LIMIT);
    options = init;
    options.sort = (enum fund_sort)3;
    refuse(&options, FUND_INVALID_ARGUMENT);
    options = init;
    options.relax = FUND_RELAX_NEVER;
    accept(&options);
    options.relax = (enum fund_relax)3;
    refuse(&options, FUND_INVALID_ARGUMENT);
    options = init;
    options.first_day = 2;
    options.last_day = 1;
    refuse(&options, FUND_INVALID_ARGUMENT);
    options.first_day = INT32_MAX;
    options.last_day = INT32_MAX;
    accept(&options);
}

static void test_struct_sizes(void **state)
{
    (void)state;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.size = 0;
    refuse(&options, FUND_INVALID_ARGUMENT);
    options.size = sizeof(options) + 1;
    refuse(&options, FUND_INVALID_ARGUMENT);
    options.size = sizeof(size_t); /* an older caller that knew of nothing else */
    options.limit = UINT32_MAX;
    accept(&options);
    struct fund_archive_options how = {0, 0};
    fund_archive *archive = NULL;
    assert_int_equal(fund_archive_open(test.path, &how, &archive, NULL), FUND_INVALID_ARGUMENT);
    how = (struct fund_archive_options){sizeof(how), 257};
    assert_int_equal(fund_archive_open(test.path, &how, &archive, NULL), FUND_INVALID_ARGUMENT);
    assert_null(archive);
    how.readers_max = 1;
    assert_int_equal(fund_archive_open(test.path, &how, &archive, NULL), FUND_OK);
    fund_archive_close(archive);
}

static void test_names(void **state)
{
    (void)state;
    const struct fund_search_options init = FUND_SEARCH_OPTIONS_INIT;
    const char *names[65];
    for (size_t i = 0; i < 65; i++)
        names[i] = "Lampe";
    struct fund_search_options options = init;
    options.persons = names;
    options.person_count = 64;
    options.organisations = names;
    options.organisation_count = 64;
    accept(&options);
    options.person_count = 65;
    refuse(&options, FUND_LIMIT);
    options = init;
    options.person_count = 1;
    refuse(&options, FUND_INVALID_ARGUMENT);
    options = init;
    options.organisations = names;
    options.organisation_count = 2;
    names[1] = NULL;
    refuse(&options, FUND_INVALID_ARGUMENT);
    names[1] = "";
    refuse(&options, FUND_INVALID_ARGUMENT);
    names[1] = "?!";
    refuse(&options, FUND_INVALID_ARGUMENT);
    names[1] = "\xff";
    refuse(&options, FUND_INVALID_ARGUMENT);
}

/* No name has more words than an entity's slot; what is longer is not even looked up. */
static void test_long_names(void **state)
{
    (void)state;
    char longest[] = "a b c d e f g h i j k l m n o p q r s t u v w Lampe";
    char longer[] = "a b c d e f g h i j k l m n o p q r s t u v w x Lampe";
    const char *name = longest;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.persons = &name;
    options.person_count = 1;
    accept(&options);
    name = longer;
    refuse(&options, FUND_LIMIT);
    options.organisations = &name;
    options.organisation_count = 1;
    options.person_count = 0;
    refuse(&options, FUND_LIMIT);
    name = longest;
    accept(&options);
}

static void test_long_queries(void **state)
{
    (void)state;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    char *query = calloc(1, FUND_QUERY_MAX + 2);
    assert_non_null(query);
    options.query = query;
    memset(query, 'a', FUND_QUERY_MAX);
    accept(&options);
    query[FUND_QUERY_MAX] = 'a';
    refuse(&options, FUND_LIMIT);
    /* a long quotation, a thousand quotes, a thousand different words */
    memset(query, 0, FUND_QUERY_MAX);
    for (size_t i = 0; i + 2 < 400; i += 2)
        memcpy(query + i, "a ", 2);
    query[0] = '"';
    accept(&options);
    memset(query, '"', 500);
    accept(&options);
    size_t size = 0;
    for (int i = 0; i < 1000; i++)
        size += (size_t)snprintf(query + size, 8, "w%d ", i);
    accept(&options);
    query[0] = '"';
    accept(&options);
    /* what was not pasted but written so is not cut: words of a field, of brackets, left out */
    static const char *const fronts[] = {"titel:(", "-(", "(a ODER b) NAHE/5 \"", "x ODER (",
                                         "=\""};
    for (size_t i = 0; i < sizeof(fronts) / sizeof(*fronts); i++) {
        size = (size_t)snprintf(query, 24, "%s", fronts[i]);
        for (int j = 0; j < 513; j++)
            size += (size_t)snprintf(query + size, 8, "w%d ", j);
        refuse(&options, FUND_LIMIT);
    }
    free(query);
}

static const struct {
    const char *query;
    fund_status status;
    size_t offset;
} queries[] = {
    {"Markt \xff", FUND_INVALID_ARGUMENT, 0},   {"Markt \xc3", FUND_INVALID_ARGUMENT, 0},
    {"\xed\xa0\x80", FUND_INVALID_ARGUMENT, 0}, {"Markt datum:31.2.2023", FUND_INVALID_QUERY, 12},
    {"Markt person:", FUND_INVALID_QUERY, 6},   {"Markt person:\"?\"", FUND_INVALID_QUERY, 14},
    {"org:...", FUND_INVALID_QUERY, 4},
};

static void test_queries(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++) {
        struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
        struct fund_error error = {.offset = 99};
        fund_results *results = NULL;
        options.query = queries[i].query;
        refuse(&options, queries[i].status);
        fund_archive_search(test.archive, &options, &results, &error);
        assert_int_equal(error.offset, queries[i].offset);
    }
}

/* Pasted text finds nothing or something, but is no error. */
static void test_pasted(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "https://www.example.org/rathaus/?id=1&x=%20#top",
        "rathaus@example.org",
        "Beginn: 18 Uhr, Ende: 20 Uhr (Eintritt frei!)",
        "*** Achtung *** [Link] {x} <b>fett</b> ~^\\ && || !",
        "- Punkt eins\n- Punkt zwei\n\t-- drei",
        "Er sagte: „Das ist »gut«, nicht wahr?\"",
        "\xf0\x9f\x98\x80 \xe2\x80\x8b \xef\xbb\xbf \xc2\xad",
        "a\xcc\x88pfel e\xcc\x81\xcc\x81\xcc\x81",
        "' OR 1=1; --",
        "-",
        "\"",
        "\"\"",
        "-\"\"",
        "„",
        "(",
        ")",
        "AND",
        "NEAR/3",
        "+",
        "..",
        "2023..",
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
        options.query = texts[i];
        accept(&options);
    }
}

static void test_nulls(void **state)
{
    (void)state;
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    fund_release *release = NULL;
    fund_export *walk = NULL;
    fund_names *names = NULL;
    struct fund_info *info = NULL;
    int has_names = 0;
    fund_archive *archive = NULL;
    const fund_status bad = FUND_INVALID_ARGUMENT;
    assert_int_equal(fund_archive_open(NULL, NULL, &archive, NULL), bad);
    assert_int_equal(fund_archive_open(test.path, NULL, NULL, NULL), bad);
    assert_int_equal(fund_archive_search(NULL, &options, &results, NULL), bad);
    assert_int_equal(fund_archive_search(test.archive, NULL, &results, NULL), bad);
    assert_int_equal(fund_archive_search(test.archive, &options, NULL, NULL), bad);
    assert_int_equal(fund_archive_release(NULL, "a", &release, NULL), bad);
    assert_int_equal(fund_archive_release(test.archive, NULL, &release, NULL), bad);
    assert_int_equal(fund_archive_release(test.archive, "a", NULL, NULL), bad);
    assert_int_equal(fund_archive_release(test.archive, "\xff", &release, NULL), bad);
    assert_int_equal(fund_archive_export(NULL, &walk, NULL), bad);
    assert_int_equal(fund_archive_export(test.archive, NULL, NULL), bad);
    assert_int_equal(fund_export_next(NULL, &release, NULL), bad);
    assert_int_equal(fund_archive_names(NULL, FUND_PERSONS, NULL, &names, NULL), bad);
    assert_int_equal(fund_archive_names(test.archive, FUND_PERSONS, NULL, NULL, NULL), bad);
    assert_int_equal(fund_archive_names(test.archive, (enum fund_names_kind)3, NULL, &names, NULL),
                     bad);
    assert_int_equal(fund_archive_names(test.archive, FUND_PERSONS, "\xff", &names, NULL), bad);
    assert_int_equal(fund_archive_info(NULL, &info, NULL), bad);
    assert_int_equal(fund_archive_info(test.archive, NULL, NULL), bad);
    assert_int_equal(fund_archive_has_names(NULL, &has_names, NULL), bad);
    assert_int_equal(fund_archive_has_names(test.archive, NULL, NULL), bad);
    fund_archive_close(NULL);
    fund_results_free(NULL);
    fund_release_free(NULL);
    fund_export_close(NULL);
    fund_names_free(NULL);
    fund_info_free(NULL);
    assert_int_equal(fund_results_count(NULL), 0);
    assert_null(fund_release_view(NULL));
}

static void test_no_archive(void **state)
{
    (void)state;
    char path[400];
    fund_archive *archive = NULL;
    struct fund_error error = {.message = ""};
    snprintf(path, sizeof(path), "%s/nichts", test.folder);
    assert_int_equal(fund_archive_open(path, NULL, &archive, &error), FUND_NOT_FOUND);
    assert_non_null(strstr(error.message, "nichts"));
    snprintf(path, sizeof(path), "%s/leer", test.folder);
    assert_int_equal(mkdir(path, 0777), 0);
    assert_int_equal(fund_archive_open(path, NULL, &archive, &error), FUND_CORRUPT);
    char *longest = calloc(1, 5001);
    memset(longest, 'a', 5000);
    assert_int_equal(fund_archive_open(longest, NULL, &archive, &error), FUND_INVALID_ARGUMENT);
    free(longest);
    assert_null(archive);
}

static void test_texts(void **state)
{
    (void)state;
    assert_string_equal(fund_version(), "0.1.0");
    for (int i = FUND_OK; i <= FUND_INTERNAL; i++)
        assert_string_not_equal(fund_status_text((fund_status)i), "unknown status");
    assert_string_equal(fund_status_text((fund_status)99), "unknown status");
}

/* Days: 19358 is 1 January 2023, 19722 its last day, 19587 is 18 August. */
static void test_dates(void **state)
{
    static const struct {
        const char *text;
        fund_status status;
        int32_t first, last;
    } rows[] = {
        {"2023", FUND_OK, 19358, 19722},
        {"18.8.2023", FUND_OK, 19587, 19587},
        {"18. August 2023", FUND_OK, 19587, 19587},
        {"seit 2023", FUND_OK, 19358, FUND_DATE_NONE},
        {"..18.8.2023", FUND_OK, FUND_DATE_NONE, 19587},
        {"", FUND_INVALID_QUERY, 7, 8},
        {"Rathaus", FUND_INVALID_QUERY, 7, 8},
        {"31.2.2023", FUND_INVALID_QUERY, 7, 8},
        {"2024..2023", FUND_INVALID_QUERY, 7, 8},
        {"2023\xff", FUND_INVALID_ARGUMENT, 7, 8},
        {NULL, FUND_INVALID_ARGUMENT, 7, 8},
    };
    (void)state;
    int32_t first = 7, last = 8;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        first = 7;
        last = 8;
        assert_int_equal(fund_date_read(rows[i].text, &first, &last, NULL), rows[i].status);
        assert_int_equal(first, rows[i].first);
        assert_int_equal(last, rows[i].last);
    }
    assert_int_equal(fund_date_read("2023", NULL, &last, NULL), FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_date_read("2023", &first, NULL, NULL), FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_date_read("gestern", &first, &last, NULL), FUND_OK);
    assert_int_equal(first, last);
    char text[202] = "";
    memset(text, ' ', 201);
    memcpy(text, "2023", 4);
    assert_int_equal(fund_date_read(text, &first, &last, NULL), FUND_LIMIT);
    text[200] = '\0';
    assert_int_equal(fund_date_read(text, &first, &last, NULL), FUND_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),    cmocka_unit_test(test_struct_sizes),
        cmocka_unit_test(test_dates),      cmocka_unit_test(test_names),
        cmocka_unit_test(test_long_names), cmocka_unit_test(test_long_queries),
        cmocka_unit_test(test_queries),    cmocka_unit_test(test_pasted),
        cmocka_unit_test(test_nulls),      cmocka_unit_test(test_no_archive),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
