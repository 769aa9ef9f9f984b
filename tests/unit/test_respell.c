/*
 * Words typed without umlauts: which spellings are tried, in which order, and which one is taken.
 */
#include "query/lib/names/respell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define TEXT_MAX 8192

/* All spellings in their order, a space between two. */
static const struct {
    const char *word, *spellings;
} rows[] = {
    {"", ""},
    {"x", ""},
    {"o", "ö"},
    {"muller", "müller"},
    {"munster", "münster"},
    {"grosse", "grösse"},
    {"haus", "häus haüs häüs"},
    {"garten", "gärten"},
    {"otto", "ötto ottö öttö"},
    /* an umlaut already, or none: ae, oe, ue */
    {"mueller", ""},
    {"bauen", "bäuen"},
    {"poesie", ""},
    {"uber-ruhr", "über-ruhr uber-rühr über-rühr"},
    {"abort", "äbort abört äbört"},
    {"oaku", "öaku oäku oakü öäku öakü oäkü öäkü"},
    {"2023", ""},
    /* typed with umlauts or other marks: as meant */
    {"müller", ""},
    {"straßenbau", ""},
    {"cafés", ""},
    {"\xff\xff", ""},
};

static void test_spellings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char text[TEXT_MAX] = "";
        size_t size = 0;
        struct respelling respelling;
        struct slice spelling;
        respelling_init(&respelling, slice_from(rows[i].word));
        while (respelling_next(&respelling, &spelling))
            size += (size_t)snprintf(text + size, sizeof(text) - size, "%s%.*s",
                                     size > 0 ? " " : "", (int)spelling.size, spelling.data);
        assert_string_equal(text, rows[i].spellings);
        assert_false(respelling_next(&respelling, &spelling));
    }
}

static size_t count_spellings(const char *word, size_t size, size_t *most_umlauts)
{
    struct respelling respelling;
    struct slice spelling;
    size_t count = 0;
    respelling_init(&respelling, slice_of(word, size));
    while (respelling_next(&respelling, &spelling)) {
        assert_int_equal(spelling.size, size + respelling.umlaut_count);
        *most_umlauts = respelling.umlaut_count;
        count++;
    }
    return count;
}

static void test_limits(void **state)
{
    (void)state;
    char word[RESPELL_SIZE_MAX + 1];
    size_t umlauts = 0;
    memset(word, 'o', sizeof(word));
    assert_int_equal(count_spellings(word, 5, &umlauts), 31);
    assert_int_equal(umlauts, 5);
    assert_int_equal(count_spellings(word, 6, &umlauts), 63);
    assert_int_equal(umlauts, 6);
    assert_int_equal(count_spellings(word, 7, &umlauts), RESPELL_MAX);
    assert_int_equal(umlauts, 4); /* 7 + 21 + 35 of up to three umlauts, one of four */
    assert_int_equal(count_spellings(word, 63, &umlauts), RESPELL_MAX);
    assert_int_equal(umlauts, 2);
    assert_int_equal(count_spellings(word, RESPELL_SIZE_MAX, &umlauts), RESPELL_MAX);
    assert_int_equal(umlauts, 1);
    assert_int_equal(count_spellings(word, RESPELL_SIZE_MAX + 1, &umlauts), 0);
}

/* ---- choosing ------------------------------------------------------------------------------- */

/* An archive of folded words. */
static const struct {
    const char *folded;
    uint32_t releases;
} archive[] = {
    {"haeuser", 3},  {"hauser", 1},   {"bruecke", 5},    {"buero", 2}, {"aeusserung", 1},
    {"toechter", 4}, {"tochtoer", 9}, {"toechtoer", 90}, {"fuer", 7},
};

static size_t lookups;

static fund_status count_folded(const struct name_context *context, const struct query_word *word,
                                uint32_t *releases, struct fund_error *error)
{
    (void)context;
    lookups++;
    if (slice_equal(word->folded, SLICE("fehler")))
        return error_set(error, FUND_IO, "a failure");
    *releases = 0;
    for (size_t i = 0; i < sizeof(archive) / sizeof(*archive); i++)
        if (slice_equal(word->folded, slice_from(archive[i].folded)))
            *releases = archive[i].releases;
    return FUND_OK;
}

static const struct {
    const char *typed, *surface, *folded;
} choices[] = {
    {"Hauser", "hauser", "hauser"}, /* held as typed: not asked further */
    {"Häuser", "häuser", "haeuser"},
    {"Brucke", "brücke", "bruecke"},
    {"BURO", "büro", "buero"},
    {"Ausserung", "äusserung", "aeusserung"},
    {"Bruckner", "bruckner", "bruckner"}, /* no spelling is held */
    {"Bröcke", "bröcke", "broecke"},
    {"Tochtor", "tochtör", "tochtoer"}, /* fewest umlauts first, then most releases */
    {"fur", "für", "fuer"},
};

static void test_choices(void **state)
{
    (void)state;
    struct text_analyser *analyser = NULL;
    struct name_context context = {NULL, NULL, NULL, NULL, NULL, NULL, NULL};
    struct arena arena = arena_init(1u << 24);
    context.arena = &arena;
    assert_int_equal(text_analyser_create(&analyser, NULL), FUND_OK);
    assert_int_equal(text_cursor_create(analyser, &context.cursor, NULL), FUND_OK);
    for (size_t i = 0; i < sizeof(choices) / sizeof(*choices); i++) {
        struct query_words words = {NULL, 0, 0};
        assert_int_equal(
            words_read(context.cursor, slice_from(choices[i].typed), &arena, &words, NULL),
            FUND_OK);
        lookups = 0;
        assert_int_equal(respell_word(&context, count_folded, &words.items[0], NULL), FUND_OK);
        assert_true(lookups <= RESPELL_MAX + 1);
        assert_true(slice_equal(words.items[0].surface, slice_from(choices[i].surface)));
        assert_true(slice_equal(words.items[0].folded, slice_from(choices[i].folded)));
        assert_int_equal(words.items[0].is_stop, strcmp(choices[i].typed, "fur") == 0);
    }
    struct query_words words = {NULL, 0, 0};
    assert_int_equal(words_read(context.cursor, SLICE("fehler"), &arena, &words, NULL), FUND_OK);
    assert_int_equal(respell_word(&context, count_folded, &words.items[0], NULL), FUND_IO);
    assert_true(slice_equal(words.items[0].surface, SLICE("fehler")));
    text_cursor_destroy(context.cursor);
    text_analyser_destroy(analyser);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_choices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
