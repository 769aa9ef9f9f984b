/*
 * The command line of fundstelle-index.
 */
#include "indexer/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define ARGUMENTS_MAX 8

struct row {
    const char *arguments[ARGUMENTS_MAX];
    const char *archive, *issuer, *format; /* NULL format: recognised */
    const char *paths;                     /* joined by commas */
};

static int count_arguments(const char *const *arguments, char **copy)
{
    int count = 0;
    for (; count < ARGUMENTS_MAX && arguments[count] != NULL; count++)
        copy[count] = (char *)(uintptr_t)arguments[count];
    return count;
}

static void test_good(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {{"a"}, "std", "", NULL, "a"},
        {{"-a", "dir", "a", "b"}, "dir", "", NULL, "a,b"},
        {{"-adir", "a"}, "dir", "", NULL, "a"},
        {{"-a-", "a"}, "-", "", NULL, "a"},
        {{"-j2", "-a", "dir", "-j", "3", "a"}, "dir", "", NULL, "a"},
        {{"a", "--archive", "dir", "b"}, "dir", "", NULL, "a,b"},
        {{"--archive=dir", "a"}, "dir", "", NULL, "a"},
        {{"--issuer=Stadt Elbgrund", "a"}, "std", "Stadt Elbgrund", NULL, "a"},
        {{"--issuer", " Stadt Elbgrund ", "a"}, "std", "Stadt Elbgrund", NULL, "a"},
        {{"--format", "text", "a"}, "std", "", "text", "a"},
        {{"--format=text", "--format=auto", "a"}, "std", "", NULL, "a"},
        {{"--", "-a", "--issuer"}, "std", "", NULL, "-a,--issuer"},
        {{"-", "a"}, "std", "", NULL, "-,a"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *arguments[ARGUMENTS_MAX];
        int count = count_arguments(rows[i].arguments, arguments);
        struct options options;
        assert_int_equal(options_read(count, arguments, "std", &options, NULL), FUND_OK);
        assert_string_equal(options.archive, rows[i].archive);
        assert_true(slice_equal(options.issuer, slice_from(rows[i].issuer)));
        if (rows[i].format == NULL)
            assert_null(options.format);
        else
            assert_string_equal(options.format->name, rows[i].format);
        struct buffer paths = buffer_init(1000);
        for (size_t p = 0; p < options.path_count; p++)
            assert_int_equal(
                buffer_append_format(&paths, NULL, "%s%s", p > 0 ? "," : "", options.paths[p]),
                FUND_OK);
        assert_string_equal(paths.data, rows[i].paths);
        buffer_finish(&paths);
    }
}

static void test_flags(void **state)
{
    (void)state;
    static const char *const all[ARGUMENTS_MAX] = {"--quiet",    "--help",    "--version",
                                                   "--no-names", "--rebuild", "--stock-positions"};
    static const char *const letters[ARGUMENTS_MAX] = {"-q", "-h"};
    char *arguments[ARGUMENTS_MAX];
    struct options options;
    int count = count_arguments(all, arguments);
    assert_int_equal(options_read(count, arguments, "std", &options, NULL), FUND_OK);
    assert_true(options.is_quiet && options.wants_help && options.wants_version);
    assert_true(options.leaves_names && options.is_rebuild && options.has_stock_positions);
    count = count_arguments(letters, arguments);
    assert_int_equal(options_read(count, arguments, "std", &options, NULL), FUND_OK);
    assert_true(options.is_quiet && options.wants_help && !options.wants_version);
    assert_true(!options.leaves_names && !options.has_stock_positions);
}

static void test_jobs(void **state)
{
    (void)state;
    static const char *const ways[][ARGUMENTS_MAX] = {
        {"-j3", "a"}, {"-j", "3", "a"}, {"--jobs=3", "a"}, {"--jobs", "3", "a"}};
    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
        char *arguments[ARGUMENTS_MAX];
        struct options options;
        int count = count_arguments(ways[i], arguments);
        assert_int_equal(options_read(count, arguments, "std", &options, NULL), FUND_OK);
        assert_int_equal(options.jobs, 3);
    }
}

static void test_bad(void **state)
{
    (void)state;
    static const struct {
        const char *arguments[ARGUMENTS_MAX];
        const char *word; /* of the message */
    } rows[] = {
        {{NULL}, "name the files"},
        {{"-q"}, "name the files"},
        {{"--foo", "a"}, "'--foo'"},
        {{"--archives=x", "a"}, "'--archives=x'"},
        {{"-x", "a"}, "'-x'"},
        {{"a", "-a"}, "-a wants a value"},
        {{"a", "-j0"}, "--jobs wants a number"},
        {{"a", "-j2x"}, "'2x'"},
        {{"a", "-q2"}, "'-q2'"},
        {{"a", "--issuer"}, "--issuer wants a value"},
        {{"--issuer=", "a"}, "--issuer wants"},
        {{"--issuer= ", "a"}, "--issuer wants"},
        {{"--issuer=\xfc", "a"}, "UTF-8"},
        {{"--issuer=a\x1f", "a"}, "control"},
        {{"--format=docx", "a"}, "'docx'"},
        {{"--stock-positions", "a"}, "goes with --rebuild"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *arguments[ARGUMENTS_MAX];
        int count = count_arguments(rows[i].arguments, arguments);
        struct options options = {.path_count = 77};
        struct fund_error error;
        assert_int_equal(options_read(count, arguments, "std", &options, &error),
                         FUND_INVALID_ARGUMENT);
        assert_non_null(strstr(error.message, rows[i].word));
        assert_int_equal(options.path_count, 77);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_flags),
        cmocka_unit_test(test_jobs),
        cmocka_unit_test(test_bad),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
