/*
 * Gender forms with a sign: what is one, and that its terms are those of the form without it.
 */
#include "tests/unit/text_fixture.h"

#include "core/text/gender.h"

/* ---- what is one ---------------------------------------------------------------------------- */

static const struct {
    const char *form, *plain;
} forms[] = {
    {"Bürger*innen", "Bürgerinnen"},
    {"Bürger:innen", "Bürgerinnen"},
    {"Bürger_innen", "Bürgerinnen"},
    {"Bürger·innen", "Bürgerinnen"},
    {"Bürger/innen", "Bürgerinnen"},
    {"Bürger/-innen", "Bürgerinnen"},
    {"Bürger(innen)", "Bürgerinnen"},
    {"BürgerInnen", "Bürgerinnen"},
    {"Bürger*in", "Bürgerin"},
    {"Bürger:in", "Bürgerin"},
    {"Bürger_in", "Bürgerin"},
    {"Bürger·in", "Bürgerin"},
    {"Bürger/in", "Bürgerin"},
    {"Bürger/-in", "Bürgerin"},
    {"Bürger(in)", "Bürgerin"},
    {"BürgerIn", "Bürgerin"},
    /* other fronts: three letters, marks, capitals, behind a hyphen */
    {"Ärzt*innen", "Ärztinnen"},
    {"Bäck:in", "Bäckin"},
    {"Jüd*innen", "Jüdinnen"},
    {"Bu\u0308rger*innen", "Bürgerinnen"},
    {"BÜRGER*INNEN", "BÜRGERINNEN"},
    {"BÜRGER:IN", "BÜRGERIN"},
    {"BÜRGER/-INNEN", "BÜRGERINNEN"},
    {"Alt-Bürger*innen", "Alt-Bürgerinnen"},
    /* compounds */
    {"Bürger*innen-Rat", "Bürgerinnen-Rat"},
    {"Bürger/-innen-Rat", "Bürgerinnen-Rat"},
    {"Bürger(innen)-Rat", "Bürgerinnen-Rat"},
    {"Bürger:in-Sein", "Bürgerin-Sein"},
    {"Bürger*innenversammlung", "Bürgerinnenversammlung"},
    {"Bürger:innenversammlung", "Bürgerinnenversammlung"},
    {"Bürger_innenversammlung", "Bürgerinnenversammlung"},
    {"Bürger·innenversammlung", "Bürgerinnenversammlung"},
    {"Bürger:innenmeister", "Bürgerinnenmeister"},
    {"Bürger*innenbüro-Leiter:in", "Bürgerinnenbüro-Leiterin"},
    {"Lehrer*innen-Schüler:innen-Rat", "Lehrerinnen-Schülerinnen-Rat"},
};

/* The only token of a text that is one word, as stems. */
static void stems_of(struct text_cursor *cursor, const char *text, struct buffer *out)
{
    struct text_token token;
    size_t size = strlen(text);
    assert_int_equal(text_cursor_start(cursor, slice_from(text), 1, NULL), FUND_OK);
    assert_true(text_cursor_next(cursor, &token));
    if (token.start != 0 || token.end != size || token.terms[0].end != size)
        fail_msg("'%s' is no single token", text);
    buffer_append(out, token.folded, NULL);
    for (size_t i = 0; i < token.term_count; i++) {
        buffer_append(out, SLICE(" "), NULL);
        buffer_append(out, token.terms[i].stem, NULL);
    }
    assert_false(text_cursor_next(cursor, &token));
}

static void forms_have_the_terms_of_the_plain_word(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        struct buffer form = buffer_init(LIMIT), plain = buffer_init(LIMIT);
        stems_of(fixture->cursor, forms[i].form, &form);
        stems_of(fixture->cursor, forms[i].plain, &plain);
        if (!slice_equal(buffer_slice(&form), buffer_slice(&plain)))
            fail_msg("'%s' becomes '%s', not '%s'", forms[i].form, form.data, plain.data);
        buffer_finish(&form);
        buffer_finish(&plain);
    }
}

static const struct {
    const char *text, *tokens;
} outlines[] = {
    {"(Bürger*innen)", "Bürger*innen\n"},
    {"Alle Bürger(innen).", "Alle\nBürger(innen)\n"},
    {"Bürger:innen:", "Bürger:innen\n"},
    {"Bürger*innen*", "Bürger*innen\n"},
    {"Bürger/innen/Gäste", "Bürger/innen\nGäste\n"},
    {"Bürger*innen-", "Bürger*innen\n"},
    {"Bürger*innen-Rat", "Bürger*innen-Rat=Bürger*innen|Rat\n"},
    {"Bürger(innen)-Rat", "Bürger(innen)-Rat=Bürger(innen)|Rat\n"},
    {"Rats-Bürger/-innen", "Rats-Bürger/-innen=Rats|Bürger/-innen\n"},
    /* the front is no capitalised word of three letters */
    {"und/innen", "und\ninnen\n"},
    {"von:innen", "von\ninnen\n"},
    {"außen/innen", "außen\ninnen\n"},
    {"3:in", "3\nin\n"},
    {"Ab*in", "Ab\nin\n"},
    {"B2B*in", "B2B\nin\n"},
    {"*innen", "innen\n"},
    {"/-innen", "innen\n"},
    {"(innen)", "innen\n"},
    /* the end is neither "in" nor "innen" */
    {"Ein/Aus", "Ein\nAus\n"},
    {"Bürger*Innen", "Bürger\nInnen\n"},
    {"BÜRGER*innen", "BÜRGER\ninnen\n"},
    {"Bürger*INNEN", "Bürger\nINNEN\n"},
    {"Bürger*inne", "Bürger\ninne\n"},
    {"Bürger*ins", "Bürger\nins\n"},
    {"Bürger*i", "Bürger\ni\n"},
    {"Bürger*", "Bürger\n"},
    {"Bürger(", "Bürger\n"},
    {"Firma:international", "Firma\ninternational\n"},
    {"Bürger*innen2", "Bürger\ninnen2\n"},
    {"Bürger/innenstadt", "Bürger\ninnenstadt\n"},
    {"Tor(in", "Tor\nin\n"},
    {"Tor(innen", "Tor\ninnen\n"},
    {"Tor(in der Mitte)", "Tor\nin\nder\nMitte\n"},
    {"Tor(inne)", "Tor\ninne\n"},
    {"Bürger(innen)rat", "Bürger\ninnen\nrat\n"},
    /* not one sign */
    {"Bürger**innen", "Bürger\ninnen\n"},
    {"Bürger*:innen", "Bürger\ninnen\n"},
    {"Bürger//innen", "Bürger\ninnen\n"},
    {"Bürger/--innen", "Bürger\ninnen\n"},
    {"Bürger * innen", "Bürger\ninnen\n"},
    {"Bürger* innen", "Bürger\ninnen\n"},
    {"Bürger (innen)", "Bürger\ninnen\n"},
    {"Bürger-innen", "Bürger-innen=Bürger|innen\n"},
    {"Bürger+innen", "Bürger\ninnen\n"},
    /* "_" and "·" are inside ICU's words, so that these stay one token */
    {"nach_innen", "nach_innen=nach|innen\n"},
    {"Bürger__innen", "Bürger__innen=Bürger|innen\n"},
};

static void tokens_are_as_the_table_says(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(outlines) / sizeof(outlines[0]); i++)
        assert_outline(fixture->cursor, outlines[i].text, outlines[i].tokens);
}

/* ---- the module by itself ------------------------------------------------------------------- */

static void ends_are_found(void **state)
{
    (void)state;
    struct slice text = SLICE("Rat Bürger*innenrat Bürger(in)");
    assert_int_equal(gender_end(text, 4, 11), 20);
    assert_int_equal(gender_end(text, 4, 12), 0); /* no sign */
    assert_int_equal(gender_end(text, 9, 11), 0); /* "er" is short */
    assert_int_equal(gender_end(text, 21, 28), 32);
    assert_int_equal(gender_end(text, 21, text.size), 0);
    assert_int_equal(gender_end(SLICE("B\xffrger*in"), 0, 6), 0);
}

static void offsets_lead_back_to_the_text(void **state)
{
    (void)state;
    struct buffer memory = buffer_init(LIMIT);
    struct gender_cuts cuts;
    struct slice plain;
    struct slice raw = SLICE("Rat-Pat(in)-Pat/-innen");
    assert_int_equal(gender_plain(raw, &memory, &cuts, &plain, NULL), FUND_OK);
    assert_true(slice_equal(plain, SLICE("Rat-Patin-Patinnen")));
    assert_int_equal(cuts.count, 3);
    static const size_t ends[][3] = {
        /* offset of plain, as a start, as an end */
        {0, 0, 0}, {4, 4, 4}, {7, 8, 7}, {9, 11, 11}, {10, 12, 12}, {13, 17, 15}, {18, 22, 22},
    };
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        assert_int_equal(gender_raw_start(&cuts, ends[i][0]), ends[i][1]);
        assert_int_equal(gender_raw_end(&cuts, ends[i][0]), ends[i][2]);
    }
    assert_int_equal(gender_plain(SLICE(""), &memory, &cuts, &plain, NULL), FUND_OK);
    assert_int_equal(plain.size, 0);
    buffer_finish(&memory);
}

static void a_word_of_a_hundred_forms_is_sound(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = repeated("Pat(innen)-", 100, "Pat"), memory = buffer_init(LIMIT);
    struct gender_cuts cuts;
    struct slice plain;
    struct text_token token;
    assert_int_equal(gender_plain(buffer_slice(&text), &memory, &cuts, &plain, NULL), FUND_OK);
    assert_int_equal(cuts.count, GENDER_CUTS_MAX);
    assert_int_equal(plain.size, text.size - GENDER_CUTS_MAX);
    assert_int_equal(text_cursor_start(fixture->cursor, buffer_slice(&text), 1, NULL), FUND_OK);
    assert_true(text_cursor_next(fixture->cursor, &token));
    assert_int_equal(token.end, text.size);
    assert_int_equal(token.term_count, 1 + TEXT_PARTS_MAX);
    for (size_t i = 1; i < token.term_count; i++) {
        assert_int_equal(token.terms[i].start, 11 * (i - 1));
        assert_int_equal(token.terms[i].end, 11 * (i - 1) + 10);
    }
    buffer_finish(&text);
    buffer_finish(&memory);
}

static void memory_has_a_limit(void **state)
{
    (void)state;
    struct buffer memory = buffer_init(4);
    struct gender_cuts cuts;
    struct slice plain = SLICE("untouched");
    assert_int_equal(gender_plain(SLICE("Rat*innen"), &memory, &cuts, &plain, NULL), FUND_LIMIT);
    assert_true(slice_equal(plain, SLICE("untouched")));
    buffer_finish(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(forms_have_the_terms_of_the_plain_word, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tokens_are_as_the_table_says, set_up, tear_down),
        cmocka_unit_test(ends_are_found),
        cmocka_unit_test(offsets_lead_back_to_the_text),
        cmocka_unit_test_setup_teardown(a_word_of_a_hundred_forms_is_sound, set_up, tear_down),
        cmocka_unit_test(memory_has_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
