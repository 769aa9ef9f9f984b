/*
 * Forms: what they look like, and that they give back the word that they were made of.
 */
#include "core/text/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct row {
    const char *folded, *surface, *form;
} rows[] = {
    {"strasse", "strasse", "strasse"},
    {"strasse", "Strasse", "strasse\x1f^"},
    {"strasse", "straße", "strasse\x1fstraße"},
    {"strasse", "Straße", "strasse\x1f^straße"},
    {"strasse", "STRASSE", "strasse\x1f~STRASSE"},
    {"oel", "Öl", "oel\x1f^öl"},
    {"oel", "ÖL", "oel\x1f~ÖL"},
    {"oe", "ö", "oe\x1fö"},
    {"a", "a", "a"},
    {"a", "A", "a\x1f^"},
    {"2023", "2023", "2023"},
    {"ffc", "FfC", "ffc\x1f~FfC"},
    {"clan-kriminalitaet", "Clan-Kriminalität", "clan-kriminalitaet\x1f~Clan-Kriminalität"},
    {"celik", "Çelik", "celik\x1f^çelik"},
    /* capitals beyond Latin-1 are not known: they stand as they are */
    {"cech", "Čech", "cech\x1fČech"},
    {"3×4", "3×4", "3×4"},
    {"überall", "Überall", "überall\x1f^"},
};

#define COUNT(rows) (sizeof(rows) / sizeof(*(rows)))

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char form[TEXT_FORM_MAX], surface[TEXT_FORM_MAX];
        size_t size =
            text_form_write(slice_from(rows[i].folded), slice_from(rows[i].surface), form);
        struct slice written = slice_of(form, size);
        if (!slice_equal(written, slice_from(rows[i].form)))
            fail_msg("%s: %.*s", rows[i].surface, (int)size, form);
        assert_true(slice_equal(text_form_folded(written), slice_from(rows[i].folded)));
        size_t surface_size = text_form_surface(written, surface);
        assert_true(slice_equal(slice_of(surface, surface_size), slice_from(rows[i].surface)));
    }
}

/* One byte too long, and the spelling is lost but not the word. */
static void test_longest(void **state)
{
    (void)state;
    char folded[TEXT_FORM_MAX + 2], capital[TEXT_FORM_MAX + 2], form[TEXT_FORM_MAX];
    memset(folded, 'a', sizeof(folded));
    memset(capital, 'a', sizeof(capital));
    capital[1] = 'A';
    const size_t most = (TEXT_FORM_MAX - 2) / 2;
    size_t size = text_form_write(slice_of(folded, most), slice_of(capital, most), form);
    assert_int_equal(size, TEXT_FORM_MAX);
    size = text_form_write(slice_of(folded, most), slice_of(capital, most + 1), form);
    assert_int_equal(size, most);
    size = text_form_write(slice_of(folded, sizeof(folded)), slice_of(capital, 3), form);
    assert_int_equal(size, TEXT_FORM_MAX);
}

/* What no writer writes is read without harm. */
static void test_odd(void **state)
{
    (void)state;
    static const struct slice forms[] = {
        {"", 0}, {"\x1f", 1}, {"\x1f^", 2}, {"\x1f~", 2}, {"a\x1f", 2}};
    static const char *const surfaces[] = {"", "", "", "", "a"};
    for (size_t i = 0; i < COUNT(forms); i++) {
        char surface[TEXT_FORM_MAX];
        size_t size = text_form_surface(forms[i], surface);
        assert_true(slice_equal(slice_of(surface, size), slice_from(surfaces[i])));
    }
    char longest[2 * TEXT_FORM_MAX], surface[TEXT_FORM_MAX];
    memset(longest, 'x', sizeof(longest));
    assert_int_equal(text_form_surface(slice_of(longest, sizeof(longest)), surface), TEXT_FORM_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_longest),
        cmocka_unit_test(test_odd),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
