/*
 * What the three tests of names share: a release from a text, and its names as one line.
 */
#ifndef TESTS_UNIT_NAMES_TESTING_H
#define TESTS_UNIT_NAMES_TESTING_H

#include "core/base/utf8.h"
#include "indexer/names/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

/* 18 August 2023, a Friday. */
#define PUBLISHED date_from_civil(2023, 8, 18)

static inline int setup_names(void **state)
{
    struct names *names = NULL;
    if (names_create(&names, NULL) != FUND_OK)
        return -1;
    *state = names;
    return 0;
}

static inline int teardown_names(void **state)
{
    names_destroy(*state);
    return 0;
}

/* The whole text is the body. */
static inline void release_of(struct release *release, struct slice text)
{
    release_init(release);
    release->published = PUBLISHED;
    release->text = text;
    release->body = (struct range){0, (uint32_t)text.size};
}

/* Appends the texts one after another; nothing where the middle one is empty. */
static inline void append_between(struct buffer *out, const char *before, struct slice text,
                                  const char *after)
{
    if (text.size == 0)
        return;
    assert_int_equal(buffer_append(out, slice_from(before), NULL), FUND_OK);
    assert_int_equal(buffer_append(out, text, NULL), FUND_OK);
    assert_int_equal(buffer_append(out, slice_from(after), NULL), FUND_OK);
}

/* "name [alias, alias] = mention, mention | name = mention" */
static inline void print_organisations(const struct release *release, struct buffer *out)
{
    for (size_t i = 0; i < release->organisations.count; i++) {
        const struct release_entity *entity = &release->organisations.items[i];
        append_between(out, i > 0 ? " | " : "", entity->name, "");
        for (size_t k = 0; k < entity->alias_count; k++)
            append_between(out, k > 0 ? ", " : " [", entity->aliases[k], "");
        if (entity->alias_count > 0)
            assert_int_equal(buffer_append_byte(out, ']', NULL), FUND_OK);
        for (size_t k = 0; k < entity->mention_count; k++)
            append_between(out, k > 0 ? ", " : " = ", release_part(release, entity->mentions[k]),
                           "");
    }
    assert_int_equal(buffer_append_byte(out, '\0', NULL), FUND_OK);
}

static void assert_rising(const struct release *release, const struct release_entity *entity)
{
    assert_true(entity->name.size > 0);
    assert_true(entity->mention_count > 0);
    for (size_t i = 0; i < entity->mention_count; i++) {
        struct range range = entity->mentions[i];
        assert_true(range.start < range.end && range.end <= release->text.size);
        assert_int_equal(utf8_floor(release->text, range.start), range.start);
        assert_int_equal(utf8_floor(release->text, range.end), range.end);
        assert_true(i == 0 || entity->mentions[i - 1].end <= range.start);
    }
}

/* Marks the bytes of all mentions; none may be marked twice. */
static void mark_mentions(const struct release_entities *list, unsigned char *marks)
{
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < list->items[i].mention_count; k++)
            for (size_t at = list->items[i].mentions[k].start; at < list->items[i].mentions[k].end;
                 at++) {
                assert_int_equal(marks[at], 0);
                marks[at] = 1;
            }
}

/* What names_find promises for every text. */
static void assert_sound(const struct release *release)
{
    const struct release_entities *lists[] = {&release->persons, &release->organisations};
    unsigned char *marks = test_calloc(release->text.size + 1, 1);
    for (size_t l = 0; l < 2; l++) {
        uint32_t last = 0;
        for (size_t i = 0; i < lists[l]->count; i++) {
            assert_rising(release, &lists[l]->items[i]);
            assert_true(lists[l]->items[i].mentions[0].start >= last);
            last = lists[l]->items[i].mentions[0].start;
        }
        mark_mentions(lists[l], marks);
    }
    test_free(marks);
    for (size_t i = 0; i < release->date_count; i++) {
        const struct release_date *date = &release->dates[i];
        assert_true(date->first_day != DATE_NONE && date->first_day <= date->last_day);
        assert_true(date->range.start < date->range.end);
        assert_true(i == 0 || release->dates[i - 1].range.end <= date->range.start);
    }
}

/* Whether the text has the names that are expected, as `print` writes them with a NUL behind; says
 * which it has otherwise. */
static inline bool has_names(struct names *names, const char *text, const char *expected,
                             void (*print)(const struct release *release, struct buffer *out))
{
    struct release release;
    struct buffer out = buffer_init(1 << 20);
    release_of(&release, slice_from(text));
    assert_int_equal(names_find(names, &release, NULL), FUND_OK);
    print(&release, &out);
    bool is_right = strcmp(out.data, expected) == 0;
    if (!is_right)
        print_error("%s\n    %s\n", text, out.data);
    assert_sound(&release);
    buffer_finish(&out);
    release_finish(&release);
    return is_right;
}

/* Random text of words that the rules look for, in random order and damage. */
static inline size_t random_text(char *out, size_t size, uint64_t *seed)
{
    static const char *const pieces[] = {"Anna ",
                                         "Müller ",
                                         "Bürgermeister ",
                                         "der ",
                                         "Stadt ",
                                         "Haltern am See ",
                                         "(",
                                         ") ",
                                         ", ",
                                         ". ",
                                         "\n",
                                         "Verein ",
                                         "e. V. ",
                                         "GmbH ",
                                         "& ",
                                         "– ",
                                         "„",
                                         "“",
                                         "12. ",
                                         "August ",
                                         "2023 ",
                                         "bis ",
                                         "31.02.",
                                         "Leiter ",
                                         "von ",
                                         "Dr. ",
                                         "Haupt- und ",
                                         "für ",
                                         "\xC2\xA0",
                                         "ÄÖÜ",
                                         "\xF0\x9F\x8E\x89",
                                         "A. ",
                                         "'",
                                         "-",
                                         "©",
                                         "CDU",
                                         "SiKo Ruhr",
                                         "Mitte ",
                                         "Foto: ",
                                         "\xE2\x80\x8B",
                                         "Ruhr ",
                                         "s ",
                                         "und ",
                                         "(ABC) ",
                                         "ein ",
                                         "e\xCC\x81",
                                         "x",
                                         "9"};
    size_t used = 0;
    for (;;) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        const char *piece = pieces[(*seed >> 33) % (sizeof(pieces) / sizeof(pieces[0]))];
        size_t more = strlen(piece);
        if (used + more > size)
            return used;
        memcpy(out + used, piece, more);
        used += more;
    }
}

#endif
