/*
 * Tables of forms: made, read, looked up; bytes that are none.
 */
#include "core/forms/forms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct fund_error test_error;

/* "form=stem form=stem" for each release. */
static void add_release(struct forms_sample *sample, const char *words)
{
    forms_sample_next(sample);
    while (*words != '\0') {
        size_t size = strcspn(words, " "), form = strcspn(words, "=");
        assert_int_equal(forms_sample_add(sample, slice_of(words, form),
                                          slice_of(words + form + 1, size - form - 1), &test_error),
                         FUND_OK);
        words += size + (words[size] == ' ');
    }
}

static struct buffer write_table(const char *const *releases, size_t count)
{
    struct forms_sample *sample = NULL;
    struct buffer table = buffer_init(FORMS_SIZE_MAX);
    assert_int_equal(forms_sample_create(&sample, &test_error), FUND_OK);
    for (size_t i = 0; i < count; i++)
        add_release(sample, releases[i]);
    assert_int_equal(forms_sample_write(sample, &table, &test_error), FUND_OK);
    forms_sample_destroy(sample);
    return table;
}

static struct forms *read_table(struct slice bytes)
{
    struct forms *forms = NULL;
    assert_int_equal(forms_read(bytes, &forms, &test_error), FUND_OK);
    return forms;
}

/* The stem's forms, by rank, with spaces behind. */
static void assert_forms(const struct forms *forms, const char *stem, const char *expected)
{
    char seen[256] = "";
    uint32_t number = forms_find_stem(forms, slice_from(stem)), count = 0;
    assert_int_not_equal(number, FORMS_NONE);
    const uint32_t *of_stem = forms_of_stem(forms, number, &count);
    for (uint32_t i = 0; i < count; i++) {
        struct slice text = forms_text(forms, of_stem[i]);
        snprintf(seen + strlen(seen), sizeof(seen) - strlen(seen), "%.*s ", (int)text.size,
                 text.data);
        assert_int_equal(forms_stem_of(forms, of_stem[i]), number);
        assert_int_equal(forms_is_usual(forms, of_stem[i]), i == 0);
        assert_int_equal(forms_find(forms, text), of_stem[i]);
    }
    assert_string_equal(seen, expected);
}

/* A word that a release has twice counts once; of forms that are as frequent the first in byte order
 * comes first. */
static void test_ranks(void **state)
{
    static const char *const releases[] = {
        "haus=haus haus=haus haus=haus haeuser=haus",
        "haeuser=haus ging=geh",
        "hauses=haus haus=haus haeuser=haus",
        "gehen=geh stra\u00dfe=strass",
    };
    (void)state;
    struct buffer table = write_table(releases, 4);
    struct forms *forms = read_table(buffer_slice(&table));
    assert_int_equal(forms_count(forms), 6);
    assert_int_equal(forms_stem_count(forms), 3);
    assert_forms(forms, "haus", "haeuser haus hauses ");
    assert_forms(forms, "geh", "gehen ging ");
    assert_forms(forms, "strass", "stra\u00dfe ");
    forms_destroy(forms);
    buffer_finish(&table);
}

static void test_find(void **state)
{
    static const char *const releases[] = {"b=x bb=x d=y"};
    (void)state;
    struct buffer table = write_table(releases, 1);
    struct forms *forms = read_table(buffer_slice(&table));
    assert_int_equal(forms_find(forms, SLICE("bb")), 1);
    assert_int_equal(forms_find(forms, SLICE("c")), FORMS_NONE);
    assert_int_equal(forms_find(forms, SLICE("")), FORMS_NONE);
    assert_int_equal(forms_find(forms, SLICE("e")), FORMS_NONE);
    assert_int_equal(forms_find_stem(forms, SLICE("y")), 1);
    assert_int_equal(forms_find_stem(forms, SLICE("b")), FORMS_NONE);
    assert_int_equal(forms_from(forms, SLICE("")), 0);
    assert_int_equal(forms_from(forms, SLICE("ba")), 1);
    assert_int_equal(forms_from(forms, SLICE("d")), 2);
    assert_int_equal(forms_from(forms, SLICE("da")), 3);
    forms_destroy(forms);
    buffer_finish(&table);
}

static void test_empty(void **state)
{
    (void)state;
    struct buffer table = write_table(NULL, 0);
    assert_int_equal(table.size, 0);
    struct forms *forms = read_table(buffer_slice(&table));
    assert_int_equal(forms_count(forms), 0);
    assert_int_equal(forms_stem_count(forms), 0);
    assert_int_equal(forms_find(forms, SLICE("haus")), FORMS_NONE);
    assert_int_equal(forms_from(forms, SLICE("")), 0);
    forms_destroy(forms);
    buffer_finish(&table);
}

/* The name is that of the bytes: the same releases make the same ones, whatever their order. */
static void test_name(void **state)
{
    static const char *const releases[] = {"haus=haus ein=ein", "haeuser=haus", "haus=haus"};
    static const char *const others[] = {"haus=haus", "haeuser=haus", "ein=ein haus=haus"};
    static const char *const less[] = {"haus=haus ein=ein", "haeuser=haus"};
    (void)state;
    struct buffer tables[] = {write_table(releases, 3), write_table(others, 3),
                              write_table(less, 2)};
    struct forms *forms[3];
    for (size_t i = 0; i < 3; i++)
        forms[i] = read_table(buffer_slice(&tables[i]));
    assert_int_equal(forms_name(forms[0]).size, 4);
    assert_true(slice_equal(forms_name(forms[0]), forms_name(forms[1])));
    assert_false(slice_equal(forms_name(forms[0]), forms_name(forms[2])));
    for (size_t i = 0; i < 3; i++) {
        forms_destroy(forms[i]);
        buffer_finish(&tables[i]);
    }
}

/* Of more stems than there is room for those that most releases have. */
static void test_limit(void **state)
{
    struct forms_sample *sample = NULL;
    struct buffer table = buffer_init(FORMS_SIZE_MAX);
    char word[16];
    (void)state;
    assert_int_equal(forms_sample_create(&sample, &test_error), FUND_OK);
    for (int release = 0; release < 2; release++) {
        forms_sample_next(sample);
        for (size_t i = release == 0 ? 0 : 10; i <= FORMS_MAX; i++) {
            struct slice text = slice_of(word, (size_t)snprintf(word, sizeof(word), "w%zu", i));
            assert_int_equal(forms_sample_add(sample, text, text, &test_error), FUND_OK);
        }
    }
    assert_int_equal(forms_sample_write(sample, &table, &test_error), FUND_OK);
    struct forms *forms = read_table(buffer_slice(&table));
    assert_int_equal(forms_count(forms), FORMS_MAX);
    assert_int_not_equal(forms_find(forms, SLICE("w10")), FORMS_NONE);
    assert_int_not_equal(forms_find(forms, SLICE("w0")), FORMS_NONE);
    assert_int_equal(forms_find(forms, SLICE("w9")), FORMS_NONE);
    forms_destroy(forms);
    forms_sample_destroy(sample);
    buffer_finish(&table);
}

static void assert_damaged(struct slice bytes)
{
    struct forms *forms = NULL;
    assert_int_equal(forms_read(bytes, &forms, &test_error), FUND_CORRUPT);
    assert_null(forms);
}

static void test_damaged(void **state)
{
    static const char *const releases[] = {"haus=haus haeuser=haus gehen=geh", "haus=haus"};
    (void)state;
    struct buffer table = write_table(releases, 2);
    for (size_t i = 1; i < table.size; i++)
        assert_damaged(slice_of(table.data, i));
    assert_int_equal(buffer_append_byte(&table, '\0', &test_error), FUND_OK);
    assert_damaged(buffer_slice(&table));
    buffer_finish(&table);
    /* one stem of one byte, "s" */
#define STEM                                                                                       \
    "\x00\x01"                                                                                     \
    "s"
    assert_damaged(SLICE("\xff\xff\xff\xff\xff"));
    assert_damaged(SLICE("\x01\x01\x00\x00" STEM)); /* without forms */
    assert_damaged(SLICE("\x01\x01\x01\x01" STEM "\x00\x01"
                         "f\x02\x00")); /* of stem 1 */
    assert_damaged(SLICE("\x01\x01\x01\x01" STEM "\x00\x01"
                         "f\x01\x00")); /* of stem -1 */
    assert_damaged(SLICE("\x01\x01\x01\x01" STEM "\x00\x01"
                         "f\x00\x01")); /* rank 1 alone */
    assert_damaged(SLICE("\x01\x01\x01\x01" STEM "\x01\x01"
                         "f\x00\x00")); /* shares with none */
    assert_damaged(SLICE("\x01\x01\x01\x00" STEM "\x00\x01"
                         "f\x00\x00")); /* of no bytes */
    assert_damaged(SLICE("\x01\x01\x01\x01" STEM "\x00\x00"
                         "\x00\x00")); /* empty */
#define FORM                                                                                       \
    "\x00\x01"                                                                                     \
    "f\x00\x00"
    assert_damaged(SLICE("\x01\x01\x02\x02" STEM FORM "\x00\x01"
                         "f\x00\x01")); /* twice */
    assert_damaged(SLICE("\x01\x01\x02\x02" STEM FORM "\x00\x01"
                         "e\x00\x01")); /* out of order */
    assert_damaged(SLICE("\x01\x01\x02\x02" STEM FORM "\x00\x01"
                         "g\x00\x00")); /* same rank */
    struct forms *forms = read_table(SLICE("\x01\x01\x02\x02" STEM "\x00\x01"
                                           "f\x00\x01\x00\x01"
                                           "g\x00\x00"));
    assert_forms(forms, "s", "g f ");
    forms_destroy(forms);
}

/* Nothing but a table or FUND_CORRUPT comes of any bytes. */
static void test_random(void **state)
{
    unsigned seed = 7;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        char bytes[40];
        size_t size = (size_t)rand_r(&seed) % sizeof(bytes);
        for (size_t j = 0; j < size; j++)
            bytes[j] = (char)(rand_r(&seed) % (j < 2 ? 4 : 8));
        struct forms *forms = NULL;
        fund_status status = forms_read(slice_of(bytes, size), &forms, &test_error);
        assert_true(status == FUND_OK || status == FUND_CORRUPT);
        forms_destroy(forms);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranks),  cmocka_unit_test(test_find),  cmocka_unit_test(test_empty),
        cmocka_unit_test(test_name),   cmocka_unit_test(test_limit), cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
