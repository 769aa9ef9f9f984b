/*
 * Cutting snippets: which window, where it begins and ends, what its segments hold. Matches are
 * written into the text: [exact] {stem} <part>.
 */
#include "query/lib/snippet.h"

#include "core/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define FILLER                                                                                     \
    "Der Stadtrat berät am Montag über viele weitere Punkte, die alle lange dauern werden. "

static const struct {
    const char *text; /* its first line is the title */
    uint32_t size;
    const char *snippet;
} rows[] = {
    /* no match: the beginning of the body */
    {"Titel\n\nEin kurzer Text.", 200, "Ein kurzer Text."},
    {"Titel\n\nEin Text, der länger ist als das, was Platz hat, und also gekürzt wird.", 40,
     "Ein Text, der länger ist als das, was …"},
    /* everything fits: nothing is cut, line breaks are spaces */
    {"Titel\n\nErster\nAbsatz.\n\nZweiter [Absatz].", 200, "Erster Absatz. Zweiter [Absatz]."},
    {"Titel\n\nDie {Vereinbarungen} und der <Clan>-Begriff.", 200,
     "Die {Vereinbarungen} und der <Clan>-Begriff."},
    /* the title only where the body has nothing */
    {"[Markt] heute\n\nEin [Markt] im Ort.", 200, "Ein [Markt] im Ort."},
    {"[Markt] heute\n\nEin Fest im Ort.", 200, "[Markt] heute Ein Fest im Ort."},
    {"[Markt]", 200, "[Markt]"},
    {"", 200, ""},
    /* whole sentences where they fit */
    {"T\n\n" FILLER "Der [Clan] ist da. " FILLER, 90,
     "Der [Clan] ist da. Der Stadtrat berät am "
     "Montag über viele weitere Punkte, die alle lange …"},
    {"T\n\n" FILLER "Hier wohnt Herr Dr. [Lampe] seit dem 18. August im neuen Haus.", 59,
     "Hier wohnt Herr Dr. [Lampe] seit dem 18. August im neuen …"},
    /* the place with most different matches wins, then the earlier one */
    {"T\n\nEin [Clan] hier. " FILLER FILLER "Ein [Clan] und {Taten} dort.", 40,
     "Ein [Clan] und {Taten} dort."},
    {"T\n\nEin [Clan] hier. " FILLER FILLER "Ein [Clan] ist dort.", 40,
     "Ein [Clan] hier. Der "
     "Stadtrat berät am …"},
    /* a part of a word is shown with its word */
    {"T\n\n" FILLER "Das Landes<hochwasser>zentrum meldet Entwarnung für alle Orte.", 45,
     "Das Landes<hochwasser>zentrum meldet Entwarnung …"},
    {"T\n\nAm Dienstagmorgen meldete das Landes<hochwasser>zentrum.", 40,
     "… meldete das Landes<hochwasser>zentrum."},
    /* no border at all: between characters */
    {"T\n\näöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü[ß]", 40,
     "… äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü[ß]"},
};

struct sample {
    struct arena arena;
    struct release release;
    struct snippet_matches matches;
};

static enum fund_mark mark_of(char bracket)
{
    switch (bracket) {
    case '[':
        return FUND_MARK_EXACT;
    case '{':
        return FUND_MARK_STEM;
    default:
        return FUND_MARK_PART;
    }
}

/* Takes the brackets out of the text; each match is a target of its mark. */
static void prepare(struct sample *sample, const char *marked)
{
    *sample = (struct sample){.arena = arena_init(1u << 24)};
    size_t size = 0, count = 0;
    char *text = arena_allocate(&sample->arena, strlen(marked) + 1);
    struct snippet_match *items = arena_array(&sample->arena, strlen(marked) + 1, sizeof(*items));
    assert_non_null(text);
    assert_non_null(items);
    for (const char *at = marked; *at != '\0'; at++) {
        if (strchr("[{<", *at) != NULL) {
            enum fund_mark mark = mark_of(*at);
            items[count] = (struct snippet_match){(uint32_t)size, 0, mark, (uint32_t)mark};
        } else if (strchr("]}>", *at) != NULL) {
            items[count++].end = (uint32_t)size;
        } else {
            text[size++] = *at;
        }
    }
    sample->matches = (struct snippet_matches){items, count, count};
    sample->release.text = slice_of(text, size);
    size_t title = slice_find(sample->release.text, SLICE("\n\n"));
    sample->release.title = (struct range){0, (uint32_t)title};
    if (title < size)
        sample->release.body = (struct range){(uint32_t)title + 2, (uint32_t)size};
}

/* The segments with their marks as brackets again. */
static void render(const struct fund_segment *segments, size_t count, struct buffer *out)
{
    static const char *const brackets[] = {"", "[]", "{}", "<>"};
    assert_int_equal(buffer_append(out, SLICE(""), NULL), FUND_OK);
    for (size_t i = 0; i < count; i++) {
        const char *pair = brackets[segments[i].mark];
        assert_int_equal(strlen(segments[i].text), segments[i].size);
        assert_true(segments[i].size > 0);
        assert_int_equal(utf8_valid_prefix(slice_from(segments[i].text)), segments[i].size);
        buffer_append(out, slice_of(pair, *pair != '\0' ? 1 : 0), NULL);
        buffer_append(out, slice_of(segments[i].text, segments[i].size), NULL);
        buffer_append(out, slice_of(pair + 1, *pair != '\0' ? 1 : 0), NULL);
    }
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct sample sample;
        struct buffer out = buffer_init(1u << 20);
        const struct fund_segment *segments = NULL;
        size_t count = 0;
        prepare(&sample, rows[i].text);
        assert_int_equal(snippet_cut(&sample.release, &sample.matches, rows[i].size, &sample.arena,
                                     &segments, &count, NULL),
                         FUND_OK);
        render(segments, count, &out);
        if (!slice_equal(buffer_slice(&out), slice_from(rows[i].snippet)))
            fail_msg("row %zu gives: %s", i, out.data);
        buffer_finish(&out);
        arena_finish(&sample.arena);
    }
}

/* A snippet is never longer than asked for but by its two ellipses. */
static void test_sizes(void **state)
{
    (void)state;
    for (uint32_t size = 1; size <= 300; size++) {
        struct sample sample;
        const struct fund_segment *segments = NULL;
        size_t count = 0, characters = 0;
        prepare(&sample,
                "T\n\n" FILLER FILLER FILLER "Ein [Clan] {wohnt} hier. " FILLER FILLER FILLER);
        assert_int_equal(snippet_cut(&sample.release, &sample.matches, size, &sample.arena,
                                     &segments, &count, NULL),
                         FUND_OK);
        for (size_t i = 0; i < count; i++)
            characters += utf8_count(slice_of(segments[i].text, segments[i].size));
        assert_true(characters <= (size < SNIPPET_SIZE_MIN ? SNIPPET_SIZE_MIN : size) + 4);
        assert_true(count >= 4);
        arena_finish(&sample.arena);
    }
}

/* One word of 100,000 letters is cut too. */
static void test_long_word(void **state)
{
    (void)state;
    struct sample sample;
    const struct fund_segment *segments = NULL;
    size_t count = 0;
    char *text = malloc(100002);
    assert_non_null(text);
    memset(text, 'a', 100001);
    text[0] = '[';
    text[100000] = ']';
    text[100001] = '\0';
    prepare(&sample, text);
    assert_int_equal(
        snippet_cut(&sample.release, &sample.matches, 100, &sample.arena, &segments, &count, NULL),
        FUND_OK);
    assert_int_equal(count, 2);
    assert_int_equal(segments[0].size, 100);
    assert_string_equal(segments[1].text, " \u2026");
    arena_finish(&sample.arena);
    free(text);
}

static void test_no_memory(void **state)
{
    (void)state;
    struct sample sample;
    const struct fund_segment *segments = NULL;
    size_t count = 77;
    struct arena small = arena_init(8);
    prepare(&sample, "Titel\n\nEin [Markt] im Ort.");
    assert_int_equal(
        snippet_cut(&sample.release, &sample.matches, 100, &small, &segments, &count, NULL),
        FUND_NO_MEMORY);
    assert_int_equal(count, 77);
    arena_finish(&small);
    arena_finish(&sample.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_long_word),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
