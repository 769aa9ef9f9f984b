/*
 * Cutting snippets: which window, where it begins and ends, what its segments hold. Matches are
 * written into the text: [exact] {stem} <part>.
 */
#include "query/lib/snippet/snippet.h"

#include "core/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define FILLER                                                                                     \
    "Der Stadtrat berät am Montag über viele weitere Punkte, die alle lange dauern werden. "

/* 71 characters */
#define NAMES "Jo Kurz mit Frau Anna Lang und seine lange Reihe weiterer Namen und mit "

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
    /* the title only where there is nothing else: it is shown anyway, beside the snippet */
    {"[Markt] heute\n\nEin [Markt] im Ort.", 200, "Ein [Markt] im Ort."},
    {"[Markt] heute\n\nEin Fest im Ort.", 200, "[Markt] heute … Ein Fest im Ort."},
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
    /* near each other, and with no more of what stands before than its sentence */
    {"T\n\nEin [Clan] hier und nach recht vielen Wörtern {Taten}. " FILLER
     "Ein [Clan] und {Taten}. " FILLER,
     80, "Ein [Clan] und {Taten}. Der Stadtrat berät am Montag über viele weitere Punkte, die …"},
    {"T\n\n" FILLER "Hinter all diesen Worten steht am Ende des Satzes ein [Clan]. " FILLER, 90,
     "Hinter all diesen Worten steht am Ende des Satzes ein [Clan]."},
    /* a short end leaves room for what stands before */
    {"T\n\nDas Fest war schön. Viele kamen. Auch ein [Clan].", 80,
     "Das Fest war schön. Viele kamen. Auch ein [Clan]."},
    /* a heading is set apart, and none is the end */
    {"T\n\nDer [Markt]\n\nEr beginnt um acht.", 200, "Der [Markt] … Er beginnt um acht."},
    {"T\n\nDas Programm:\n\nEin [Markt].\n\nEin Fest", 200, "Das Programm: Ein [Markt]. Ein Fest"},
    {"T\n\nAm Freitag beginnt um acht der [Markt].\n\nUnd danach\n\n" FILLER, 52,
     "Am Freitag beginnt um acht der [Markt]."},
    /* a part of a word is shown with its word */
    {"T\n\n" FILLER "Das Landes<hochwasser>zentrum meldet Entwarnung für alle Orte.", 45,
     "Das Landes<hochwasser>zentrum meldet Entwarnung …"},
    {"T\n\nAm Dienstagmorgen meldete das Landes<hochwasser>zentrum.", 40,
     "… meldete das Landes<hochwasser>zentrum."},
    /* where the last match's word has no room, it goes */
    {"T\n\nIn [Elbe] fiel das Wasser. Das Landes<hochwasser>zentrum wartet. " FILLER, 45,
     "… [Elbe] fiel das Wasser. Das …"},
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
    sample->matches = (struct snippet_matches){items, count, count, NULL, 0};
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

/* A release with a picture: title, lead and body, then the picture's title, credit and caption. */
static void prepare_picture(struct sample *sample, const char *marked)
{
    struct range parts[5];
    prepare(sample, marked);
    size_t at = 0;
    for (size_t i = 0; i < 5; i++) {
        struct slice rest = slice_part(sample->release.text, at, sample->release.text.size);
        size_t end = at + slice_find(rest, SLICE("\n\n"));
        parts[i] = (struct range){(uint32_t)at, (uint32_t)end};
        at = end + 2;
    }
    sample->release.body = parts[1];
    sample->release.media = arena_array(&sample->arena, 1, sizeof(*sample->release.media));
    assert_non_null(sample->release.media);
    sample->release.media_count = 1;
    sample->release.media[0] = (struct release_media){parts[2], parts[3], parts[4]};
}

static void test_picture(void **state)
{
    static const struct {
        const char *text, *snippet;
    } pictures[] = {
        /* the body ends before the picture */
        {"T\n\nEin [Markt] im Ort.\n\nBild\n\nJo Kurz\n\nStände am Abend", "Ein [Markt] im Ort."},
        /* the body counts for more than the picture, but only where it has as much */
        {"T\n\nEin [Markt].\n\nBild\n\nJo Kurz\n\nEin [Markt]", "Ein [Markt]."},
        {"T\n\nEin [Markt].\n\nBild\n\nJo Kurz\n\nEin [Markt] und {Feste}",
         "Bild … Ein [Markt] und {Feste}"},
        /* the credit is left out unless it is asked for */
        {"T\n\nEin Fest.\n\nDer [Markt]\n\nJo Kurz\n\nStände am Abend",
         "Der [Markt] … Stände am Abend"},
        {"T\n\nEin Fest.\n\nBild\n\nJo [Kurz]\n\nStände am Abend",
         "Bild … Jo [Kurz] … Stände am Abend"},
        /* and takes no room */
        {"T\n\nEin Fest.\n\n[Markt]\n\n" NAMES NAMES NAMES "Kurz\n\nStände", "[Markt] … Stände"},
        {"T\n\nEin Fest.\n\n" NAMES NAMES NAMES "[Markt] am Abend\n\n" NAMES "Kurz\n\nStände",
         "… weiterer Namen und mit " NAMES "[Markt] am Abend … Stände"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(pictures) / sizeof(*pictures); i++) {
        struct sample sample;
        struct buffer out = buffer_init(1u << 20);
        const struct fund_segment *segments = NULL;
        size_t count = 0;
        prepare_picture(&sample, pictures[i].text);
        assert_int_equal(snippet_cut(&sample.release, &sample.matches, 200, &sample.arena,
                                     &segments, &count, NULL),
                         FUND_OK);
        render(segments, count, &out);
        if (!slice_equal(buffer_slice(&out), slice_from(pictures[i].snippet)))
            fail_msg("row %zu gives: %s", i, out.data);
        buffer_finish(&out);
        arena_finish(&sample.arena);
    }
}

/* Of two places with one word each that with the rarer word is shown. */
static void test_weights(void **state)
{
    static const struct {
        double exact, stem;
        const char *snippet;
    } weighed[] = {{1, 3, "Das {Fest} ist da."}, {3, 1, "Ein [Clan] hier."}};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct sample sample;
        struct buffer out = buffer_init(1u << 20);
        const struct fund_segment *segments = NULL;
        size_t count = 0;
        const double weights[] = {0, weighed[i].exact, weighed[i].stem};
        prepare(&sample, "T\n\nEin [Clan] hier. " FILLER FILLER "Das {Fest} ist da.");
        sample.matches.weights = weights;
        sample.matches.weight_count = 3;
        assert_int_equal(snippet_cut(&sample.release, &sample.matches, 40, &sample.arena, &segments,
                                     &count, NULL),
                         FUND_OK);
        render(segments, count, &out);
        assert_true(slice_starts_with(buffer_slice(&out), slice_from(weighed[i].snippet)));
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
                "T\n\n" FILLER FILLER FILLER "Ein\n\n[Clan] {wohnt} hier\n\nUnd\n\nda " FILLER);
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
        cmocka_unit_test(test_rows),      cmocka_unit_test(test_picture),
        cmocka_unit_test(test_weights),   cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_long_word), cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
