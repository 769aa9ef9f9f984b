/*
 * The made-up releases of tests/bench: always the same, growing as real text does, and readable as
 * the formats that they claim to be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>
#include <math.h>

#include "core/base/dict.h"
#include "indexer/formats/format.h"
#include "tests/bench/releases/made.h"
#include "tests/bench/releases/pieces.h"

#define FORM_MAX ((size_t)1024 * 1024)
#define FEW      500
#define MANY     4000

static void open_maker(struct maker *maker, uint64_t seed)
{
    char root[1024];
    const char *sample = getenv("FUNDSTELLE_SAMPLE");
    assert_non_null(sample);
    snprintf(root, sizeof(root), "%s/../..", sample);
    assert_int_equal(maker_init(maker, root, seed, NULL), FUND_OK);
}

static void make(const struct maker *maker, uint64_t number, struct made *made)
{
    assert_int_equal(maker_make(maker, number, made, NULL), FUND_OK);
}

static void append_forms(const struct made *made, struct buffer *out)
{
    assert_int_equal(made_append_text(made, out, NULL), FUND_OK);
    assert_int_equal(made_append_json(made, out, NULL), FUND_OK);
    assert_int_equal(made_append_persons(made, out, NULL), FUND_OK);
}

/* Whatever was made before, and by whichever maker. */
static void test_same_seed_and_number_make_the_same(void **state)
{
    (void)state;
    struct maker one, other;
    struct made made;
    struct buffer first = buffer_init(FORM_MAX), second = buffer_init(FORM_MAX);
    open_maker(&one, 7);
    open_maker(&other, 7);
    made_init(&made);
    for (uint64_t number = 0; number < 40; number++) {
        make(&one, number, &made);
        append_forms(&made, &first);
    }
    make(&other, 90, &made);
    for (uint64_t number = 0; number < 40; number++) {
        make(&other, number, &made);
        append_forms(&made, &second);
    }
    assert_true(slice_equal(buffer_slice(&first), buffer_slice(&second)));
    made_finish(&made);
    maker_finish(&one);
    maker_finish(&other);
    buffer_finish(&first);
    buffer_finish(&second);
}

static void test_another_seed_or_number_makes_another(void **state)
{
    (void)state;
    struct maker one, other;
    struct made made, same_number, same_seed;
    open_maker(&one, 7);
    open_maker(&other, 8);
    made_init(&made);
    made_init(&same_number);
    made_init(&same_seed);
    make(&one, 3, &made);
    make(&other, 3, &same_number);
    make(&one, 4, &same_seed);
    assert_false(slice_equal(buffer_slice(&made.body), buffer_slice(&same_number.body)));
    assert_false(slice_equal(buffer_slice(&made.body), buffer_slice(&same_seed.body)));
    made_finish(&made);
    made_finish(&same_number);
    made_finish(&same_seed);
    maker_finish(&one);
    maker_finish(&other);
}

struct growth {
    struct dict *words;
    size_t tokens, bytes;
};

static void count(struct growth *growth, struct slice text)
{
    growth->bytes += text.size;
    for (size_t at = 0; at < text.size;) {
        struct slice rest = slice_part(text, at, text.size);
        size_t size = pieces_word_size(rest);
        uint32_t seen = 0;
        if (size > 0) {
            struct slice word = slice_part(rest, 0, size);
            dict_get(growth->words, word, &seen);
            assert_int_equal(dict_put(growth->words, word, seen + 1, NULL), FUND_OK);
            growth->tokens++;
        }
        at += size > 0 ? size : 1;
    }
}

/*
 * Heaps's law: n tokens have about n^b different words, b from .4 to .7 for real text (Baeza-Yates
 * and Ribeiro-Neto, Modern Information Retrieval); a release of Karlsruhe has 255 tokens in 1.93 KB.
 */
static void test_vocabulary_grows_like_real_text(void **state)
{
    (void)state;
    struct maker maker;
    struct made made;
    struct growth growth = {NULL, 0, 0};
    size_t few_words = 0, few_tokens = 0;
    uint32_t times_of_der = 0;
    open_maker(&maker, 1);
    made_init(&made);
    assert_int_equal(dict_create(&growth.words, NULL), FUND_OK);
    for (uint64_t number = 0; number < MANY; number++) {
        if (number == FEW) {
            few_words = dict_count(growth.words);
            few_tokens = growth.tokens;
        }
        make(&maker, number, &made);
        count(&growth, buffer_slice(&made.body));
    }
    double words = (double)dict_count(growth.words) / (double)few_words;
    double exponent = log(words) / log((double)growth.tokens / (double)few_tokens);
    print_message("%zu tokens, %zu words, exponent %.3f\n", growth.tokens, dict_count(growth.words),
                  exponent);
    assert_true(exponent > 0.4 && exponent < 0.7);
    assert_in_range(growth.tokens / MANY, 230, 280);
    assert_in_range(growth.bytes / MANY, 1750, 2150);
    /* Zipf: of German text "der" is two to five words in a hundred. */
    assert_true(dict_get(growth.words, SLICE("der"), &times_of_der));
    assert_in_range(times_of_der, growth.tokens / 50, growth.tokens / 20);
    dict_destroy(growth.words);
    made_finish(&made);
    maker_finish(&maker);
}

/*
 * Persons per thousand words: 6.1 in real releases of Karlsruhe, 17.8 in those of data/sample
 * (tests/bench/README.md); made-up ones lie between the two.
 */
static void test_persons_are_as_many_as_in_real_releases(void **state)
{
    (void)state;
    struct maker maker;
    struct made made;
    struct growth growth = {NULL, 0, 0};
    size_t persons = 0;
    open_maker(&maker, 1);
    made_init(&made);
    assert_int_equal(dict_create(&growth.words, NULL), FUND_OK);
    for (uint64_t number = 0; number < FEW; number++) {
        make(&maker, number, &made);
        count(&growth, buffer_slice(&made.body));
        for (size_t i = 0; i < MADE_PERSONS; i++)
            persons += made.persons[i].size > 0;
    }
    print_message("%zu persons in %zu words\n", persons, growth.tokens);
    assert_in_range(persons * 10000 / growth.tokens, 90, 150);
    dict_destroy(growth.words);
    made_finish(&made);
    maker_finish(&maker);
}

static void check_json(const struct made *made, struct buffer *form)
{
    buffer_clear(form);
    assert_int_equal(made_append_json(made, form, NULL), FUND_OK);
    json_t *row = json_loadb(form->data, form->size, 0, NULL);
    assert_non_null(row);
    const char *body = json_string_value(json_object_get(row, "body"));
    assert_non_null(body);
    assert_string_equal(body, made->body.data);
    assert_int_equal(json_array_size(json_object_get(row, "media")), made->has_media ? 1 : 0);
    json_decref(row);
}

static void check_text(const struct made *made, struct buffer *form)
{
    struct release release;
    struct format_notes notes;
    buffer_clear(form);
    assert_int_equal(made_append_text(made, form, NULL), FUND_OK);
    release_init(&release);
    assert_int_equal(format_read(NULL, buffer_slice(form), &release, &notes, NULL), FUND_OK);
    assert_int_equal(notes.oddities, 0);
    assert_int_equal(release.published, made->published);
    assert_true(slice_equal(release_part(&release, release.title), buffer_slice(&made->title)));
    assert_int_equal(release.media_count, made->has_media ? 1 : 0);
    release_finish(&release);
}

static void check_persons(const struct made *made, struct buffer *form)
{
    buffer_clear(form);
    assert_int_equal(made_append_text(made, form, NULL), FUND_OK);
    for (size_t i = 0; i < MADE_PERSONS; i++) {
        struct slice person = buffer_slice(&made->persons[i]);
        assert_true(person.size == 0 || slice_find(buffer_slice(form), person) < form->size);
    }
}

static void test_forms_are_read_as_what_they_are(void **state)
{
    (void)state;
    struct maker maker;
    struct made made;
    struct buffer form = buffer_init(FORM_MAX);
    open_maker(&maker, 2);
    made_init(&made);
    for (uint64_t number = 0; number < 300; number++) {
        make(&maker, number, &made);
        assert_true(made.title.size > 0 && made.body.size > 0);
        check_json(&made, &form);
        check_text(&made, &form);
        check_persons(&made, &form);
    }
    made_finish(&made);
    maker_finish(&maker);
    buffer_finish(&form);
}

/* Of many draws with ratio 1/2 half have rank 0, a quarter the ranks 1 and 2. */
static void test_ranks_fall_as_asked(void **state)
{
    (void)state;
    struct draws draws = draws_of(1, 1);
    unsigned first = 0, second = 0;
    for (int i = 0; i < 10000; i++) {
        uint64_t rank = draws_rank(&draws, 32768, 4);
        assert_true(rank < 15);
        first += rank == 0;
        second += rank == 1 || rank == 2;
    }
    assert_in_range(first, 4800, 5200);
    assert_in_range(second, 2300, 2700);
}

static void test_a_missing_root_is_told(void **state)
{
    (void)state;
    struct maker maker;
    struct fund_error error;
    assert_int_equal(maker_init(&maker, "/nowhere/at/all", 1, &error), FUND_NOT_FOUND);
    maker_finish(&maker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_seed_and_number_make_the_same),
        cmocka_unit_test(test_another_seed_or_number_makes_another),
        cmocka_unit_test(test_vocabulary_grows_like_real_text),
        cmocka_unit_test(test_persons_are_as_many_as_in_real_releases),
        cmocka_unit_test(test_forms_are_read_as_what_they_are),
        cmocka_unit_test(test_ranks_fall_as_asked),
        cmocka_unit_test(test_a_missing_root_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
