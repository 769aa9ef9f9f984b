/*
 * What one text needs of an archive: never less than the table of everything would be asked for.
 */
#include "core/base/utf8.h"
#include "core/text/text.h"
#include "query/lib/completion/choose.h"
#include "query/lib/completion/need.h"
#include "query/lib/completion/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define LIMIT       100000
#define TITLES      3000
#define ROUNDS      20000
#define TITLE_WORDS 8

static void must(fund_status status)
{
    assert_int_equal(status, FUND_OK);
}

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* ---- words ---------------------------------------------------------------------------------- */

static const struct {
    const char *typed, *words;
} spellings[] = {
    {"haus", "haeues,haeus,haues,haus"},
    {"mul", "muel,mul"},
    {"mü", "mue"},
    {"u", "u"},
    {"Mue", "mue"},
    {"unf", "uenf,unf"},
    {"person:mul", ""},
    {"lang ", ""},
};

static void describe_words(const struct completion_need *need, char out[static 200])
{
    size_t size = 0;
    out[0] = '\0';
    for (size_t i = 0; i < need->word_count; i++)
        size += (size_t)snprintf(out + size, 200 - size, "%s%.*s", i > 0 ? "," : "",
                                 (int)need->words[i].size, need->words[i].data);
}

static void read_need(const char *text, struct arena *arena, struct completion_need *need)
{
    struct completion_typed typed;
    must(completion_typed_read(slice_from(text), arena, &typed, NULL));
    must(completion_need_of(&typed, (1u << COMPLETION_KINDS) - 1, arena, need, NULL));
}

static void words_are_needed_in_all_spellings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(spellings) / sizeof(*spellings); i++) {
        struct arena arena = arena_init(LIMIT);
        struct completion_need need;
        char words[200];
        read_need(spellings[i].typed, &arena, &need);
        describe_words(&need, words);
        assert_string_equal(words, spellings[i].words);
        arena_finish(&arena);
    }
}

/* With more vowels than there are ranges the words are shorter, and rise. */
static void many_vowels_have_a_limit(void **state)
{
    (void)state;
    struct arena arena = arena_init(LIMIT);
    struct completion_need need;
    read_need("banananananas", &arena, &need);
    assert_int_equal(need.word_count, COMPLETION_RANGES_MAX);
    for (size_t i = 1; i < need.word_count; i++)
        assert_true(slice_compare(need.words[i - 1], need.words[i]) < 0);
    assert_true(slice_equal(need.words[need.word_count - 1], SLICE("banananan")));
    arena_finish(&arena);
}

/* ---- texts ---------------------------------------------------------------------------------- */

static const char *const letters[] = {
    "a", "e", "o",      "u", "U", "O", "E", "n", "s",       "S",      "m", " ",
    " ", "-", "*",      "ä", "Ö", "ü", "ß", "é", "u\u0308", "\u00ad", "„", "“",
    "–", "ж", "\u0301", "½", "1", ".", "ﬁ", "Æ", "\u2019",  "ı",
};

static void write_text(uint32_t *random, size_t most, struct buffer *out)
{
    buffer_clear(out);
    for (size_t count = next_random(random) % most; count > 0; count--) {
        size_t letter = next_random(random) % (sizeof(letters) / sizeof(*letters));
        must(buffer_append(out, slice_from(letters[letter]), NULL));
    }
}

/* The words of the whole text folded at once. */
static void normalise_slowly(struct slice text, struct buffer *out)
{
    struct buffer folded = buffer_init(LIMIT);
    must(text_fold(text, &folded, NULL));
    buffer_clear(out);
    for (size_t at = 0, size; at < folded.size; at += size) {
        uint32_t c = 0;
        size = utf8_next(slice_part(buffer_slice(&folded), at, folded.size), &c);
        if (completion_is_letter(c))
            must(buffer_append(out, slice_of(folded.data + at, size), NULL));
        else if (out->size > 0 && out->data[out->size - 1] != ' ')
            must(buffer_append_byte(out, ' ', NULL));
    }
    buffer_finish(&folded);
}

static void words_are_folded_as_the_whole_text_is(void **state)
{
    (void)state;
    uint32_t random = 2463534242u;
    struct buffer text = buffer_init(LIMIT), fast = buffer_init(LIMIT), slow = buffer_init(LIMIT);
    for (int round = 0; round < ROUNDS; round++) {
        write_text(&random, 30, &text);
        buffer_clear(&fast);
        must(completion_normalise(buffer_slice(&text), &fast, NULL));
        normalise_slowly(buffer_slice(&text), &slow);
        if (!slice_equal(buffer_slice(&fast), buffer_slice(&slow)))
            fail_msg("'%s' is '%s', not '%s'", text.data, fast.data, slow.data);
    }
    buffer_finish(&text);
    buffer_finish(&fast);
    buffer_finish(&slow);
}

/* Whether the table of everything finds the key. */
static bool is_found(struct slice key, const char *prefix)
{
    struct completion_maker *maker = NULL;
    struct completion_table *table = NULL;
    struct completion_walk walk;
    struct completion_found found;
    bool more = false;
    struct completion_text text = {
        .kind = COMPLETION_TITLE, .key = key, .text = SLICE("x"), .count = 1, .score = 1};
    must(completion_maker_create(NULL, &maker, NULL));
    must(completion_maker_add(maker, &text, NULL));
    must(completion_maker_finish(maker, &table, NULL));
    completion_walk_start(&walk, table, COMPLETION_TITLE, slice_from(prefix), false);
    must(completion_walk_next(&walk, &more, &found, NULL));
    completion_walk_finish(&walk);
    completion_table_destroy(table);
    completion_maker_destroy(maker);
    return more;
}

static void no_text_that_is_found_is_passed_over(void **state)
{
    (void)state;
    uint32_t random = 88675123u;
    size_t found = 0;
    struct buffer text = buffer_init(LIMIT), key = buffer_init(LIMIT), typed = buffer_init(LIMIT);
    for (int round = 0; round < ROUNDS; round++) {
        struct arena arena = arena_init(LIMIT);
        struct completion_need need;
        write_text(&random, 30, &text);
        write_text(&random, 4, &typed);
        buffer_clear(&key);
        must(completion_normalise(buffer_slice(&text), &key, NULL));
        read_need(typed.data != NULL ? typed.data : "", &arena, &need);
        struct slice trimmed = slice_trim(buffer_slice(&key));
        for (size_t i = 0; i < need.begin_count && trimmed.size > 0; i++) {
            if (!is_found(trimmed, need.begins[i].data))
                continue;
            found++;
            if (!completion_need_text(&need, buffer_slice(&text)) ||
                !completion_need_key(&need, trimmed))
                fail_msg("'%s' completes to '%s'", typed.data, text.data);
        }
        arena_finish(&arena);
    }
    assert_true(found > ROUNDS / 50);
    buffer_finish(&text);
    buffer_finish(&key);
    buffer_finish(&typed);
}

static void other_texts_are_passed_over(void **state)
{
    (void)state;
    struct arena arena = arena_init(LIMIT);
    struct completion_need need;
    read_need("mul", &arena, &need);
    assert_true(completion_need_text(&need, SLICE("Zur MÜLLverbrennung")));
    assert_true(completion_need_text(&need, SLICE("A-Mulde")));
    assert_true(completion_need_text(&need, SLICE("„Mueller“")));
    assert_false(completion_need_text(&need, SLICE("Simulation, Mahl, Äußeres – Öl")));
    assert_false(completion_need_text(&need, SLICE("")));
    assert_true(completion_need_text(NULL, SLICE("")));
    arena_finish(&arena);
}

/* ---- tables --------------------------------------------------------------------------------- */

static struct completion_table *make_table(const struct completion_need *need)
{
    uint32_t random = 521288629u;
    struct completion_maker *maker = NULL;
    struct completion_table *table = NULL;
    must(completion_maker_create(need, &maker, NULL));
    for (int i = 0; i < TITLES; i++) {
        char key[16 * TITLE_WORDS];
        size_t size = 0;
        for (int word = 0; word < TITLE_WORDS; word++)
            size += (size_t)snprintf(key + size, sizeof(key) - size, "%s%c%u", word > 0 ? " " : "",
                                     "stu"[next_random(&random) % 3], next_random(&random) % 40);
        struct completion_text text = {.kind = COMPLETION_TITLE,
                                       .key = slice_from(key),
                                       .text = slice_from(key),
                                       .count = 1,
                                       .score = next_random(&random) % 30};
        must(completion_maker_add(maker, &text, NULL));
    }
    must(completion_maker_finish(maker, &table, NULL));
    completion_maker_destroy(maker);
    return table;
}

/* As far as anybody looks, the same titles in the same order, though most are of equal age. */
static void the_newest_are_those_of_all(void **state)
{
    (void)state;
    static const char *const prefixes[] = {"s", "s1", "t2", "s1 t"};
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
        struct arena arena = arena_init(LIMIT);
        struct completion_need need;
        struct completion_walk all, some;
        read_need(prefixes[i], &arena, &need);
        struct completion_table *table = make_table(NULL), *needed = make_table(&need);
        assert_true(completion_range_all(needed, COMPLETION_TITLE).end <
                    completion_range_all(table, COMPLETION_TITLE).end / 4);
        completion_walk_start(&all, table, COMPLETION_TITLE, slice_from(prefixes[i]), false);
        completion_walk_start(&some, needed, COMPLETION_TITLE, slice_from(prefixes[i]), false);
        for (int j = 0; j < COMPLETION_LOOKED_AT_MAX; j++) {
            struct completion_found of_all = {.entry = 0}, of_some = {.entry = 0};
            bool has_more = false, has_some = false;
            must(completion_walk_next(&all, &has_more, &of_all, NULL));
            must(completion_walk_next(&some, &has_some, &of_some, NULL));
            assert_int_equal(has_more, has_some);
            assert_true(!has_more ||
                        (slice_equal(of_all.key, of_some.key) && of_all.score == of_some.score));
        }
        completion_walk_finish(&all);
        completion_walk_finish(&some);
        completion_table_destroy(table);
        completion_table_destroy(needed);
        arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_needed_in_all_spellings),
        cmocka_unit_test(many_vowels_have_a_limit),
        cmocka_unit_test(words_are_folded_as_the_whole_text_is),
        cmocka_unit_test(no_text_that_is_found_is_passed_over),
        cmocka_unit_test(other_texts_are_passed_over),
        cmocka_unit_test(the_newest_are_those_of_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
