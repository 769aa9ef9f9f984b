/*
 * Street names and words that are written in unusual bytes: where they break, in bytes of the text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/text/text.h"
#include "tests/unit/text_fixture.h"

/* The parts of the text's words as they are written, with bars between. */
static void list_parts(struct text_cursor *cursor, struct slice text, struct buffer *out)
{
    struct text_token token;
    assert_int_equal(text_cursor_start(cursor, text, 1, NULL), FUND_OK);
    while (text_cursor_next(cursor, &token)) {
        for (size_t i = token.word_count; i < token.term_count; i++) {
            if (out->size > 0)
                buffer_append(out, SLICE("|"), NULL);
            buffer_append(out, slice_part(text, token.terms[i].start, token.terms[i].end), NULL);
        }
    }
    assert_int_equal(text_cursor_finish(cursor, NULL, NULL), FUND_OK);
}

static const struct {
    const char *word, *parts;
} rows[] = {
    {"Straße", "Straße"},
    {"Straßen", "Straßen"},
    {"Königstraße", "König|straße"},
    {"Müllerstraße", "Müller|straße"},
    {"Müllerstraßen", "Müller|straßen"},
    {"Fischerstraße", "Fischer|straße"},
    {"Uhlandstraße", "Uhland|straße"},
    {"HERDERSTRAẞE", "HERDER|STRAẞE"},
    {"Herderstrasse", "Herder|strasse"},
    {"Herderstraßenfest", "Herder|straßen|fest"},
    {"Hauptstraße", "Haupt|straße"},
    {"Hauptstrasse", "Haupt|strasse"},
    /* a line, not a street */
    {"Gleistrasse", "Gleis|trasse"},
    {"Gleistrassen", "Gleis|trassen"},
    /* decomposed, and with soft hyphens where words break and where they do not */
    {"Mu\u0308llabfuhr", "Mu\u0308ll|abfuhr"},
    {"Mu\u0308llerstraße", "Mu\u0308ller|straße"},
    {"Müll\u00adabfuhr", "Müll|\u00adabfuhr"},
    {"Mül\u00adlabfuhr", "Mül\u00adl|abfuhr"},
};

static void words_break_where_they_should(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer parts = buffer_init(LIMIT);
        list_parts(fixture->cursor, slice_from(rows[i].word), &parts);
        if (!slice_equal(buffer_slice(&parts), slice_from(rows[i].parts)))
            fail_msg("'%s' gives '%.*s'", rows[i].word, (int)parts.size, parts.data);
        buffer_finish(&parts);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_break_where_they_should, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
