/*
 * Names are the same whether their words are shared with a cursor or not, and whatever compounds a
 * user has decided about.
 */
#include "core/text/word.h"
#include "tests/unit/names_testing.h"

#include <stdlib.h>
#include <string.h>

static const char *const texts[] = {
    "Bürgermeisterin Heike Sandmann eröffnete am Freitag die Ausstellung der Kunstschule.",
    "Die Stadtwerke Lindenbruch GmbH (SWL) und der Heimatverein laden ein. Die SWL zahlen mit.",
    "Polizeihauptkommissar Jens Overkamp von der Polizeiinspektion Wiesenhain berichtet.",
    "Das Deutsche Rote Kreuz sucht Helfer, sagt Ortsvereinsvorsitzende Ruth Dahlhoff-Meier.",
    "",
    "-",
};

/* Names and their mentions, one a line. */
static void print_names(struct names *names, const char *text, struct buffer *out)
{
    struct release release;
    release_of(&release, slice_from(text));
    assert_int_equal(names_find(names, &release, NULL), FUND_OK);
    assert_sound(&release);
    const struct release_entities *lists[] = {&release.persons, &release.organisations,
                                              &release.places};
    for (size_t list = 0; list < 3; list++)
        for (size_t i = 0; i < lists[list]->count; i++) {
            const struct release_entity *entity = &lists[list]->items[i];
            assert_int_equal(buffer_append(out, entity->name, NULL), FUND_OK);
            for (size_t k = 0; k < entity->mention_count; k++)
                buffer_append_format(out, NULL, " %zu %u-%u", list, entity->mentions[k].start,
                                     entity->mentions[k].end);
            assert_int_equal(buffer_append(out, SLICE("\n"), NULL), FUND_OK);
        }
    release_finish(&release);
}

static void print_all(struct text_cursor *cursor, struct buffer *out)
{
    struct names *names = NULL;
    assert_int_equal(names_create(&names, NULL), FUND_OK);
    if (cursor != NULL)
        names_share_words(names, cursor);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        print_names(names, texts[i], out);
    names_destroy(names);
}

static void assert_same_names(struct slice compounds, bool is_plain)
{
    struct text_analyser *analyser = NULL;
    struct text_cursor *cursor = NULL;
    struct buffer alone = buffer_init(1 << 16), shared = buffer_init(1 << 16);
    assert_int_equal(text_analyser_create_with(compounds, "compounds", &analyser, NULL), FUND_OK);
    assert_int_equal(text_cursor_create(analyser, &cursor, NULL), FUND_OK);
    assert_int_equal(text_cursor_is_plain(cursor), is_plain);
    print_all(NULL, &alone);
    print_all(cursor, &shared);
    assert_non_null(strstr(alone.data, "Heike Sandmann"));
    assert_string_equal(alone.data, shared.data);
    buffer_finish(&alone);
    buffer_finish(&shared);
    text_cursor_destroy(cursor);
    text_analyser_destroy(analyser);
}

static void test_same_names(void **state)
{
    (void)state;
    assert_same_names(slice_of(NULL, 0), true);
    assert_same_names(SLICE("Heimatverein=\nKunstschule=Kunst|schu|le\nSandmann=Sand|mann\n"),
                      false);
}

/* A word that a cursor analyses is what an analyser by itself makes of it, the first time and
 * later. */
static void test_cursor_analyses(void **state)
{
    (void)state;
    struct text_analyser *analyser = NULL;
    struct text_cursor *cursor = NULL;
    assert_int_equal(text_analyser_create(&analyser, NULL), FUND_OK);
    assert_int_equal(text_cursor_create(analyser, &cursor, NULL), FUND_OK);
    for (int time = 0; time < 2; time++) {
        struct word word;
        assert_int_equal(text_cursor_analyse(cursor, SLICE("Parkbänke"), &word, NULL), FUND_OK);
        assert_int_equal(word.term_count, 3);
        assert_true(slice_equal(word.folded, SLICE("parkbaenke")));
        assert_true(slice_equal(word.terms[1].stem, SLICE("park")));
        assert_true(slice_equal(word.terms[2].stem, SLICE("bank")));
    }
    text_cursor_destroy(cursor);
    text_analyser_destroy(analyser);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_names),
        cmocka_unit_test(test_cursor_analyses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
