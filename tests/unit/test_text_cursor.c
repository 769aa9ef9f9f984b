/*
 * The analyser over long and hostile texts: its cache must not show, its time must be linear, its
 * tokens sound.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/base/utf8.h"
#include "core/text/text.h"
#include "core/text/type_cache.h"
#include "tests/unit/text_fixture.h"

/* ---- the cache ------------------------------------------------------------------------------ */

/* A word of its own for each number, and an inflected one for every third. */
static void append_word(struct buffer *text, uint32_t number)
{
    char letters[8];
    size_t size = 0;
    for (uint32_t rest = number; rest > 0 || size == 0; rest /= 20)
        letters[size++] = "bcdfghjklmnprstvwxyz"[rest % 20];
    buffer_append(text, SLICE("Wä"), NULL);
    buffer_append(text, slice_of(letters, size), NULL);
    buffer_append(text, number % 3 == 0 ? SLICE("ungen ") : SLICE(" "), NULL);
}

/* The analysis of text, each piece of so many words by a cursor that has seen nothing before. */
static void analyse_afresh(const struct text_analyser *analyser, struct slice text,
                           struct buffer *out)
{
    uint32_t position = 1;
    for (size_t start = 0; start < text.size;) {
        size_t end = start + 20000 < text.size ? start + 20000 : text.size;
        while (end < text.size && text.data[end - 1] != ' ')
            end++;
        struct text_cursor *cursor = NULL;
        struct text_token token;
        assert_int_equal(text_cursor_create(analyser, &cursor, NULL), FUND_OK);
        assert_int_equal(text_cursor_start(cursor, slice_part(text, start, end), position, NULL),
                         FUND_OK);
        while (text_cursor_next(cursor, &token)) {
            struct text_term terms[WORD_TERMS_MAX + WORD_INNER_MAX];
            size_t count = token.term_count;
            memcpy(terms, token.terms, count * sizeof(*terms));
            if (token.inner_count > 0)
                memcpy(terms + count, token.inner, token.inner_count * sizeof(*terms));
            for (size_t i = 0; i < count + token.inner_count; i++) {
                terms[i].start += start;
                terms[i].end += start;
            }
            token.inner = terms + count;
            token.start += start;
            token.end += start;
            token.terms = terms;
            describe(&token, out);
        }
        assert_int_equal(text_cursor_finish(cursor, &position, NULL), FUND_OK);
        text_cursor_destroy(cursor);
        start = end;
    }
}

static void assert_cache_changes_nothing(struct fixture *fixture, struct slice text)
{
    struct buffer fresh = buffer_init(LIMIT), first = buffer_init(LIMIT);
    struct buffer again = buffer_init(LIMIT);
    analyse_afresh(fixture->analyser, text, &fresh);
    analyse(fixture->cursor, text, 1, &first);
    analyse(fixture->cursor, text, 1, &again);
    assert_true(fresh.size > text.size);
    assert_true(slice_equal(buffer_slice(&first), buffer_slice(&fresh)));
    assert_true(slice_equal(buffer_slice(&again), buffer_slice(&fresh)));
    buffer_finish(&fresh);
    buffer_finish(&first);
    buffer_finish(&again);
}

static void a_cache_that_grows_changes_nothing(void **state)
{
    struct buffer text = buffer_init(LIMIT);
    for (uint32_t i = 0; i < 20000; i++) {
        append_word(&text, i);
        if (i % 50 == 0)
            buffer_append(&text, SLICE("der Müller-Straße "), NULL);
    }
    assert_cache_changes_nothing(*state, buffer_slice(&text));
    buffer_finish(&text);
}

static void a_cache_of_many_parts_changes_nothing(void **state)
{
    struct buffer text = buffer_init(LIMIT);
    for (uint32_t i = 0; i < 2000; i++) {
        for (int part = 1; part < TEXT_PARTS_MAX; part++)
            buffer_append(&text, SLICE("ab-"), NULL);
        append_word(&text, i);
    }
    assert_cache_changes_nothing(*state, buffer_slice(&text));
    buffer_finish(&text);
}

/*
 * Long compounds of words that stay whole alone. What such a word is found by alone, it is found by
 * inside, at the place of its last part. Whether a word has parts is the lexicon's to say, so the
 * words are compared with themselves; Sparkasse in one of them is certain.
 */
static void inner_words_are_those_found_alone(void **state)
{
    static const char *const words[] = {
        "Bezirkssparkasse",  "Sparkassenfiliale",
        "Brückenbaustelle",  "Altstadtsanierung",
        "Autobahnabschnitt", "Bundeskanzleramt",
        "Brückenfreigabe",   "Grundsteuererhöhung",
        "Bürger-Sparkasse",  "Bebauungsplanentwurf",
        "Kita-Baustellen",   "Stadtratssitzung",
        "Feuerwehrhaus",     "Haus",
        "Sparkasse",
    };
    struct fixture *fixture = *state;
    struct text_cursor *alone = NULL;
    size_t found = 0;
    assert_int_equal(text_cursor_create(fixture->analyser, &alone, NULL), FUND_OK);
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        struct slice text = slice_from(words[i]);
        struct text_token token, inner;
        assert_int_equal(text_cursor_start(fixture->cursor, text, 7, NULL), FUND_OK);
        assert_true(text_cursor_next(fixture->cursor, &token));
        for (size_t j = 0; j < token.inner_count; j++, found++) {
            const struct text_term *term = &token.inner[j];
            struct slice word = slice_part(text, term->start, term->end);
            assert_int_equal(text_cursor_start(alone, word, 1, NULL), FUND_OK);
            assert_true(text_cursor_next(alone, &inner));
            assert_int_equal(inner.term_count, 2);
            assert_true(slice_equal(inner.terms[1].stem, term->stem));
            const struct text_term *last = &token.terms[token.word_count];
            while (last->end != term->end)
                last++;
            assert_int_equal(last->position, term->position);
            assert_true(term->start < last->start);
        }
        assert_false(text_cursor_next(fixture->cursor, &token));
    }
    assert_true(found > 0);
    text_cursor_destroy(alone);
}

/* Inner words are left out whose last part is, and those after the first WORD_INNER_MAX. */
static void inner_words_have_a_limit(void **state)
{
    static const struct {
        const char *front; /* joined to the next by a hyphen */
        size_t front_count;
        const char *end;
        size_t term_count, inner_count;
    } rows[] = {
        {"ab-", TEXT_PARTS_MAX - 4, "Bezirkssparkasse", TEXT_PARTS_MAX, 1},
        {"ab-", TEXT_PARTS_MAX - 3, "Bezirkssparkasse", 1 + TEXT_PARTS_MAX, 1},
        {"ab-", TEXT_PARTS_MAX - 2, "Bezirkssparkasse", 1 + TEXT_PARTS_MAX, 0},
        {"ab-", TEXT_PARTS_MAX - 1, "Bezirkssparkasse", 1 + TEXT_PARTS_MAX, 0},
        {"ab-", TEXT_PARTS_MAX, "Bezirkssparkasse", 1 + TEXT_PARTS_MAX, 0},
        {"Bezirkssparkassen-", 7, "Haus", 1 + 7 * 3 + 1, 7},
        {"Bezirkssparkassen-", 8, "Haus", 1 + 8 * 3 + 1, 8},
        {"Bezirkssparkassen-", 9, "Haus", 1 + 9 * 3 + 1, 8},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer text = buffer_init(LIMIT);
        struct text_token token;
        for (size_t j = 0; j < rows[i].front_count; j++)
            buffer_append(&text, slice_from(rows[i].front), NULL);
        buffer_append(&text, slice_from(rows[i].end), NULL);
        assert_int_equal(text_cursor_start(fixture->cursor, buffer_slice(&text), 1, NULL), FUND_OK);
        assert_true(text_cursor_next(fixture->cursor, &token));
        assert_int_equal(token.term_count, rows[i].term_count);
        assert_int_equal(token.inner_count, rows[i].inner_count);
        for (size_t j = 0; j < token.inner_count; j++)
            assert_true(slice_equal(token.inner[j].stem, SLICE("sparkass")));
        buffer_finish(&text);
    }
}

static void words_around_the_largest_cached_one(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = buffer_init(LIMIT);
    for (size_t size = TYPE_SIZE_MAX - 1; size <= TYPE_SIZE_MAX + 1; size++) {
        struct buffer word = repeated("q", size, " ");
        buffer_append(&text, buffer_slice(&word), NULL);
        buffer_finish(&word);
    }
    assert_cache_changes_nothing(fixture, buffer_slice(&text));
    buffer_finish(&text);
}

/* ---- hostile texts -------------------------------------------------------------------------- */

static bool is_border(struct slice text, size_t at)
{
    return at == text.size || ((unsigned char)text.data[at] & 0xc0) != 0x80;
}

static void assert_term(struct slice term)
{
    assert_true(term.size >= 1 && term.size <= TEXT_TERM_MAX);
    assert_int_equal(utf8_valid_prefix(term), term.size);
    assert_false(term.data[0] >= 'A' && term.data[0] <= 'Z');
}

static void assert_sound_token(struct slice text, const struct text_token *token)
{
    assert_true(token->start < token->end && token->end <= text.size);
    assert_term(token->folded);
    assert_true(token->word_count == 1 || token->word_count == 2);
    assert_true(token->term_count > token->word_count);
    assert_true(token->term_count <= token->word_count + TEXT_PARTS_MAX);
    size_t last_end = 0;
    for (size_t i = 0; i < token->term_count; i++) {
        const struct text_term *term = &token->terms[i];
        bool is_word = i < token->word_count;
        assert_int_equal(term->kind, is_word ? TEXT_WORD : TEXT_PART);
        assert_int_equal(term->position,
                         token->terms[0].position + (is_word ? 0 : i - token->word_count));
        assert_true(last_end <= term->start && term->start < term->end);
        assert_true(is_border(text, term->start) && is_border(text, term->end));
        assert_term(term->stem);
        if (is_word || token->word_count == 1)
            assert_true(token->start <= term->start && term->end <= token->end);
        last_end = is_word ? 0 : term->end;
    }
}

static void assert_sound(struct text_cursor *cursor, struct slice text)
{
    struct text_token token;
    size_t last_end = 0;
    uint32_t next = 1, position = 0;
    assert_int_equal(text_cursor_start(cursor, text, next, NULL), FUND_OK);
    while (text_cursor_next(cursor, &token)) {
        assert_true(last_end <= token.start);
        assert_sound_token(text, &token);
        assert_int_equal(token.terms[0].position, next);
        next += (uint32_t)(token.term_count - token.word_count);
        last_end = token.end;
    }
    assert_int_equal(text_cursor_finish(cursor, &position, NULL), FUND_OK);
    assert_int_equal(position, next);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static void append_random(struct buffer *out, uint32_t *seed)
{
    static const char *const pieces[] = {
        "a",   "E",       "ü",       "ß",     "-",      "\u2010",  "\u2011", " ",     "1",
        ".",   "\u0308",  "\u00ad",  "_",     "\u3164", "ж",       "東",     "ก",     "م",
        "😀",   "\u200d",  "\ufdfa",  "Rat",   "’",      "\ufe0f",  "und",    " und ", "- ",
        ", ",  " -",      "*in",     "innen", "/-in",   "(innen)", "@",      "www.",  "a.de",
        "Vor", "nachbar", "Ost-Tor", "·",     "012/3",  ":"};
    uint32_t random = next_random(seed);
    if (random & 0x300)
        buffer_append(out, slice_from(pieces[(random >> 16) % (sizeof(pieces) / sizeof(*pieces))]),
                      NULL);
    else
        buffer_append_byte(out, (char)(random >> 16 & 0xff), NULL);
}

static void random_texts_give_sound_tokens(void **state)
{
    struct fixture *fixture = *state;
    uint32_t seed = 19081827;
    struct buffer bytes = buffer_init(LIMIT), text = buffer_init(LIMIT);
    for (int round = 0; round < 3000; round++) {
        buffer_clear(&bytes);
        buffer_clear(&text);
        for (uint32_t pieces = next_random(&seed) % 120; pieces > 0; pieces--)
            append_random(&bytes, &seed);
        assert_sound(fixture->cursor,
                     slice_part(buffer_slice(&bytes), 0, utf8_valid_prefix(buffer_slice(&bytes))));
        assert_int_equal(text_clean(buffer_slice(&bytes), &text, NULL, NULL), FUND_OK);
        assert_sound(fixture->cursor, buffer_slice(&text));
    }
    buffer_finish(&bytes);
    buffer_finish(&text);
}

/* The test's time limit is the measure: what takes quadratic time here takes hours. */
static void words_of_a_million_bytes_take_linear_time(void **state)
{
    struct fixture *fixture = *state;
    static const char *const letters[] = {
        "a",        "ae",     "Ü",          "e\u0308", "a\u0301\u0323",
        "a-",       "ж-",     "1",          "1.",      "a\u00ad",
        "\u3164-",  "\ufdfa", "a- ",        "A- und ", "Vor- und Nach-teil ",
        "a-b, -c ", "Rat*in", "Rat(innen)", "Rat(in",  "Rat/-innen-",
        "a:",       "a@",     "a+",         "a@b.",    "www.a",
        "http://",  "011/",   "- ",         "-",       " -a",
        "- und -a"};
    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
        struct buffer text = repeated(letters[i], 1000000 / strlen(letters[i]), "b");
        assert_sound(fixture->cursor, buffer_slice(&text));
        buffer_finish(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_cache_that_grows_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_cache_of_many_parts_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(inner_words_are_those_found_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(inner_words_have_a_limit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_around_the_largest_cached_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(random_texts_give_sound_tokens, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_of_a_million_bytes_take_linear_time, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
