/*
 * The analyser through the public header: what words are found by, where they stand, what is
 * refused, and how long the answer lives.
 */
#include "fundstelle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TEXT_MAX 1024

static fund_analyser *analyser;

static int set_up(void **state)
{
    (void)state;
    return fund_analyser_open(&analyser, NULL) == FUND_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    fund_analyser_close(analyser);
    return 0;
}

/* Each token as "start-end folded whole-stem", each part as " position:start-end stem". */
static const struct {
    const char *text;
    size_t size; /* 0: as long as it is */
    const char *tokens;
} readings[] = {
    {"", 0, ""},
    {" .,;!?\n", 0, ""},
    {"a", 0, "[0-1 a a 1:0-1 a]"},
    {"ß", 0, "[0-2 ss ss 1:0-2 ss]"},
    {"2023", 0, "[0-4 2023 2023 1:0-4 2023]"},
    {"Die Häuser", 0, "[0-3 die die 1:0-3 die][4-11 haeuser haus 2:4-11 haus]"},
    /* decomposed: the same terms, one byte more */
    {"Ha\u0308user", 0, "[0-8 haeuser haus 1:0-8 haus]"},
    {"Tag-Nacht-Markt", 0,
     "[0-15 tag-nacht-markt tagnachtmarkt 1:0-3 tag 2:4-9 nacht 3:10-15 markt]"},
    {"„Rat“ – Haus", 0, "[3-6 rat rat 1:3-6 rat][14-18 haus haus 2:14-18 haus]"},
    /* the size decides, not a NUL */
    {"Rat Haus", 3, "[0-3 rat rat 1:0-3 rat]"},
    {"Rat\0Haus", 8, "[0-3 rat rat 1:0-3 rat][4-8 haus haus 2:4-8 haus]"},
    {"日本", 0, "[0-6 日本 日本 1:0-6 日本]"},
};

static void describe(const fund_analysis *analysis, char out[TEXT_MAX])
{
    size_t size = 0;
    out[0] = '\0';
    for (size_t i = 0; i < fund_analysis_count(analysis); i++) {
        const struct fund_token *token = fund_analysis_token(analysis, i);
        assert_true(token->term_count >= 2);
        size += (size_t)snprintf(out + size, TEXT_MAX - size, "[%zu-%zu %s", token->range.start,
                                 token->range.end, token->folded);
        for (size_t j = 0; j < token->term_count; j++) {
            const struct fund_term *term = &token->terms[j];
            assert_int_equal(term->kind, j == 0 ? FUND_TERM_WHOLE : FUND_TERM_PART);
            if (j == 0) {
                assert_int_equal(term->position, token->terms[1].position);
                assert_int_equal(term->range.start, token->range.start);
                assert_int_equal(term->range.end, token->range.end);
                size += (size_t)snprintf(out + size, TEXT_MAX - size, " %s", term->stem);
            } else {
                size += (size_t)snprintf(out + size, TEXT_MAX - size, " %u:%zu-%zu %s",
                                         (unsigned)term->position, term->range.start,
                                         term->range.end, term->stem);
            }
        }
        size += (size_t)snprintf(out + size, TEXT_MAX - size, "]");
    }
}

static void test_readings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(readings) / sizeof(*readings); i++) {
        char tokens[TEXT_MAX];
        fund_analysis *analysis = NULL;
        struct fund_error error = {.message = ""};
        size_t size = readings[i].size > 0 ? readings[i].size : strlen(readings[i].text);
        if (fund_analyser_read(analyser, readings[i].text, size, &analysis, &error) != FUND_OK)
            fail_msg("'%s': %s", readings[i].text, error.message);
        describe(analysis, tokens);
        assert_string_equal(tokens, readings[i].tokens);
        assert_null(fund_analysis_token(analysis, fund_analysis_count(analysis)));
        fund_analysis_free(analysis);
    }
}

/* An answer depends on neither the text, nor later ones, nor the analyser. */
static void test_lifetime(void **state)
{
    (void)state;
    fund_analyser *other = NULL;
    fund_analysis *first = NULL, *second = NULL;
    char tokens[TEXT_MAX];
    char *text = strdup("Tag-Markt");
    assert_non_null(text);
    assert_int_equal(fund_analyser_open(&other, NULL), FUND_OK);
    assert_int_equal(fund_analyser_read(other, text, strlen(text), &first, NULL), FUND_OK);
    memset(text, 'x', strlen(text));
    assert_int_equal(fund_analyser_read(other, text, strlen(text), &second, NULL), FUND_OK);
    free(text);
    fund_analyser_close(other);
    describe(first, tokens);
    assert_string_equal(tokens, "[0-9 tag-markt tagmarkt 1:0-3 tag 2:4-9 markt]");
    describe(second, tokens);
    assert_string_equal(tokens, "[0-9 xxxxxxxxx xxxxxxxxx 1:0-9 xxxxxxxxx]");
    fund_analysis_free(first);
    fund_analysis_free(second);
}

static void refuse(const char *text, size_t size, fund_status expected)
{
    fund_analysis *untouched = (fund_analysis *)&analyser;
    fund_analysis *analysis = untouched;
    struct fund_error error = {.code = FUND_OK};
    assert_int_equal(fund_analyser_read(analyser, text, size, &analysis, &error), expected);
    assert_int_equal(error.code, expected);
    assert_true(strlen(error.message) > 0);
    assert_ptr_equal(analysis, untouched);
    assert_int_equal(fund_analyser_read(analyser, text, size, &analysis, NULL), expected);
}

static void test_ill_formed(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "\xff", "Rat\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "Haus \x80 Rat",
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        refuse(texts[i], strlen(texts[i]), FUND_INVALID_ARGUMENT);
    refuse("ä", 1, FUND_INVALID_ARGUMENT); /* cut within a character */
}

static void test_sizes(void **state)
{
    (void)state;
    fund_analysis *analysis = NULL;
    char *text = malloc(FUND_ANALYSIS_MAX + 1);
    assert_non_null(text);
    memset(text, 'a', FUND_ANALYSIS_MAX + 1);
    assert_int_equal(fund_analyser_read(analyser, text, FUND_ANALYSIS_MAX, &analysis, NULL),
                     FUND_OK);
    assert_int_equal(fund_analysis_count(analysis), 1);
    fund_analysis_free(analysis);
    refuse(text, FUND_ANALYSIS_MAX + 1, FUND_LIMIT);
    free(text);
    assert_int_equal(fund_analyser_read(analyser, NULL, 0, &analysis, NULL), FUND_OK);
    assert_int_equal(fund_analysis_count(analysis), 0);
    fund_analysis_free(analysis);
}

static void test_nulls(void **state)
{
    (void)state;
    fund_analysis *analysis = NULL;
    refuse(NULL, 1, FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_analyser_read(NULL, "a", 1, &analysis, NULL), FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_analyser_read(analyser, "a", 1, NULL, NULL), FUND_INVALID_ARGUMENT);
    assert_int_equal(fund_analyser_open(NULL, NULL), FUND_INVALID_ARGUMENT);
    assert_null(analysis);
    fund_analyser_close(NULL);
    fund_analysis_free(NULL);
    assert_int_equal(fund_analysis_count(NULL), 0);
    assert_null(fund_analysis_token(NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readings),   cmocka_unit_test(test_lifetime),
        cmocka_unit_test(test_ill_formed), cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_nulls),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
