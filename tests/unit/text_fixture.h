/*
 * What the tests of the analyser share: a cursor, and tokens as lines of text.
 */
#ifndef TESTS_UNIT_TEXT_FIXTURE_H
#define TESTS_UNIT_TEXT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/text/text.h"

#define LIMIT ((size_t)64 * 1024 * 1024)

struct fixture {
    struct text_analyser *analyser;
    struct text_cursor *cursor;
};

static inline int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    assert_non_null(fixture);
    assert_int_equal(text_analyser_create(&fixture->analyser, NULL), FUND_OK);
    assert_int_equal(text_cursor_create(fixture->analyser, &fixture->cursor, NULL), FUND_OK);
    *state = fixture;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *fixture = *state;
    text_cursor_destroy(fixture->cursor);
    text_analyser_destroy(fixture->analyser);
    free(fixture);
    return 0;
}

/* Appends "folded start-end whole =meant | position:part@start-end …" and a line end; "=meant" only
 * where another word is meant. */
static inline void describe(const struct text_token *token, struct buffer *out)
{
    assert_true(token->word_count == 1 || token->word_count == 2);
    assert_true(token->term_count > token->word_count);
    buffer_append(out, token->folded, NULL);
    buffer_append_format(out, NULL, " %zu-%zu ", token->start, token->end);
    for (size_t i = 0; i < token->word_count; i++) {
        const struct text_term *word = &token->terms[i];
        assert_int_equal(word->kind, TEXT_WORD);
        assert_int_equal(word->start, token->start);
        assert_int_equal(word->end, token->end);
        assert_int_equal(word->position, token->terms[token->word_count].position);
        buffer_append(out, i > 0 ? SLICE(" =") : SLICE(""), NULL);
        buffer_append(out, word->stem, NULL);
    }
    buffer_append(out, SLICE(" |"), NULL);
    for (size_t i = token->word_count; i < token->term_count; i++) {
        const struct text_term *part = &token->terms[i];
        assert_int_equal(part->kind, TEXT_PART);
        buffer_append_format(out, NULL, " %u:", part->position);
        buffer_append(out, part->stem, NULL);
        buffer_append_format(out, NULL, "@%zu-%zu", part->start, part->end);
    }
    for (size_t i = 0; i < token->inner_count; i++) {
        const struct text_term *inner = &token->inner[i];
        assert_int_equal(inner->kind, TEXT_PART);
        buffer_append_format(out, NULL, " (%u:", inner->position);
        buffer_append(out, inner->stem, NULL);
        buffer_append_format(out, NULL, "@%zu-%zu)", inner->start, inner->end);
    }
    buffer_append(out, SLICE("\n"), NULL);
}

/* Appends the description of each token; returns the next free position. */
static inline uint32_t analyse(struct text_cursor *cursor, struct slice text, uint32_t first,
                               struct buffer *out)
{
    struct text_token token;
    uint32_t position = 0;
    assert_int_equal(text_cursor_start(cursor, text, first, NULL), FUND_OK);
    while (text_cursor_next(cursor, &token))
        describe(&token, out);
    assert_int_equal(text_cursor_finish(cursor, &position, NULL), FUND_OK);
    return position;
}

/*
 * Appends the bytes of each token, then, where they are others, "=" and those of its parts with '|'
 * between them, and a line end. Parts without a byte between them count as one, so that it doesn't
 * matter here where compounds are split.
 */
static inline void outline(struct text_cursor *cursor, struct slice text, struct buffer *out)
{
    struct text_token token;
    assert_int_equal(text_cursor_start(cursor, text, 1, NULL), FUND_OK);
    while (text_cursor_next(cursor, &token)) {
        const struct text_term *parts = token.terms + token.word_count;
        size_t count = token.term_count - token.word_count;
        bool is_same = parts[0].start == token.start;
        for (size_t i = 1; i < count; i++)
            is_same = is_same && parts[i].start == parts[i - 1].end;
        buffer_append(out, slice_part(text, token.start, token.end), NULL);
        for (size_t i = 0; i < count && !(is_same && parts[count - 1].end == token.end); i++) {
            bool is_joined = i > 0 && parts[i].start == parts[i - 1].end;
            buffer_append(out, i == 0 ? SLICE("=") : is_joined ? SLICE("") : SLICE("|"), NULL);
            buffer_append(out, slice_part(text, parts[i].start, parts[i].end), NULL);
        }
        buffer_append(out, SLICE("\n"), NULL);
    }
    assert_int_equal(text_cursor_finish(cursor, NULL, NULL), FUND_OK);
}

static inline void assert_outline(struct text_cursor *cursor, const char *text,
                                  const char *expected)
{
    struct buffer out = buffer_init(LIMIT);
    outline(cursor, slice_from(text), &out);
    if (!slice_equal(buffer_slice(&out), slice_from(expected)))
        fail_msg("'%s' becomes\n%s, not\n%s", text, out.size > 0 ? out.data : "", expected);
    buffer_finish(&out);
}

/* Appends the positions and stems of the parts, whatever words they belong to. */
static inline void part_stream(struct text_cursor *cursor, const char *text, struct buffer *out)
{
    struct text_token token;
    assert_int_equal(text_cursor_start(cursor, slice_from(text), 1, NULL), FUND_OK);
    while (text_cursor_next(cursor, &token)) {
        for (size_t i = token.word_count; i < token.term_count; i++) {
            buffer_append_format(out, NULL, "%u:", token.terms[i].position);
            buffer_append(out, token.terms[i].stem, NULL);
            buffer_append(out, SLICE(" "), NULL);
        }
    }
}

static inline void assert_same_stream(struct text_cursor *cursor, const char *one,
                                      const char *other)
{
    struct buffer streams[2] = {buffer_init(LIMIT), buffer_init(LIMIT)};
    part_stream(cursor, one, &streams[0]);
    part_stream(cursor, other, &streams[1]);
    if (!slice_equal(buffer_slice(&streams[0]), buffer_slice(&streams[1])))
        fail_msg("'%s' has the parts\n%s, '%s'\n%s", one, streams[0].data, other, streams[1].data);
    buffer_finish(&streams[0]);
    buffer_finish(&streams[1]);
}

/* "count" times the letter, then the tail. */
static inline struct buffer repeated(const char *letter, size_t count, const char *tail)
{
    struct buffer text = buffer_init(LIMIT);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(buffer_append(&text, slice_from(letter), NULL), FUND_OK);
    assert_int_equal(buffer_append(&text, slice_from(tail), NULL), FUND_OK);
    return text;
}

#endif
