/*
 * The words a cursor remembers: what is packed comes out again, what is full says so, and what was
 * forgotten is analysed anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/text/analyser.h"
#include "core/text/type_cache.h"

/* ---- packing -------------------------------------------------------------------------------- */

static void assert_same_word(const struct word *word, const struct word *expected)
{
    assert_int_equal(word->term_count, expected->term_count);
    assert_true(slice_equal(word->folded, expected->folded));
    assert_int_equal(word->inner_count, expected->inner_count);
    for (size_t i = 0; i < word->term_count + word->inner_count; i++) {
        assert_int_equal(word->terms[i].start, expected->terms[i].start);
        assert_int_equal(word->terms[i].end, expected->terms[i].end);
        assert_int_equal(word->terms[i].last_part, expected->terms[i].last_part);
        assert_true(slice_equal(word->terms[i].stem, expected->terms[i].stem));
    }
}

static void assert_found(const struct type_table *table, struct slice raw,
                         const struct word *expected)
{
    struct word_term terms[TYPE_TERMS_MAX];
    struct word word;
    struct slice packed = type_table_find(table, raw, type_hash(raw));
    assert_non_null(packed.data);
    type_unpack(packed, terms, &word);
    assert_same_word(&word, expected);
}

static void assert_packs(struct type_table *table, struct slice raw, const struct word *word)
{
    assert_null(type_table_find(table, raw, type_hash(raw)).data);
    assert_true(type_table_add(table, raw, type_hash(raw), word));
    assert_found(table, raw, word);
}

static void words_come_out_as_they_went_in(void **state)
{
    (void)state;
    const struct word_term house[] = {{0, 4, 0, SLICE("haus")}, {0, 4, 0, SLICE("haus")}};
    const struct word_term doors[] = {
        {0, 10, 0, SLICE("haustuer")}, {0, 4, 0, SLICE("haus")}, {4, 10, 0, SLICE("tuer")}};
    const struct {
        struct slice raw;
        struct word word;
    } rows[] = {
        {SLICE(""), {{NULL, 0}, NULL, 0, 0}},
        {SLICE("\0"), {{NULL, 0}, NULL, 0, 0}},
        {SLICE("?"), {{NULL, 0}, NULL, 0, 0}},
        {SLICE("Haus"), {SLICE("haus"), house, 2, 0}},
        {SLICE("haus"), {SLICE("haus"), house, 2, 0}},
        {SLICE("Haustüren"), {SLICE("haustueren"), doors, 3, 0}},
    };
    struct type_table table = {0};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_packs(&table, rows[i].raw, &rows[i].word);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_found(&table, rows[i].raw, &rows[i].word);
    type_table_clear(&table);
    assert_null(type_table_find(&table, SLICE("Haus"), type_hash(SLICE("Haus"))).data);
    assert_packs(&table, rows[3].raw, &rows[3].word);
    type_table_finish(&table);
    type_table_finish(&table);
}

/* Every string as long as it may be, and no two the same. */
static void the_largest_word_is_packed(void **state)
{
    (void)state;
    static char raw[TYPE_SIZE_MAX], folded[TEXT_TERM_MAX], stems[TYPE_TERMS_MAX][TEXT_TERM_MAX];
    struct word_term terms[TYPE_TERMS_MAX];
    memset(raw, 'R', sizeof(raw));
    memset(folded, 'f', sizeof(folded));
    for (size_t i = 0; i < TYPE_TERMS_MAX; i++) {
        memset(stems[i], (int)(128 + i), TEXT_TERM_MAX);
        terms[i] = (struct word_term){(uint32_t)i, TYPE_SIZE_MAX, (uint32_t)i,
                                      slice_of(stems[i], TEXT_TERM_MAX)};
    }
    struct word word = {slice_of(folded, sizeof(folded)), terms, WORD_TERMS_MAX, WORD_INNER_MAX};
    struct type_table table = {0};
    assert_packs(&table, slice_of(raw, sizeof(raw)), &word);
    assert_null(type_table_find(&table, slice_of(raw, sizeof(raw) - 1), 0).data);
    type_table_finish(&table);
}

/* ---- full tables ---------------------------------------------------------------------------- */

static const struct word_term one_term[] = {{0, 1, 0, {"w", 1}}};

static void a_table_has_a_largest_number_of_words(void **state)
{
    (void)state;
    struct type_table table = {0}, copy = {0};
    struct word word = {SLICE("w"), one_term, 1, 0};
    uint32_t count = 0;
    struct slice raw = slice_of((const char *)&count, sizeof(count));
    while (type_table_add(&table, raw, type_hash(raw), &word))
        count++;
    assert_in_range(count, TYPE_TABLE_SLOTS_MAX / 2, TYPE_TABLE_SLOTS_MAX / 2 + 100);
    uint32_t last = count, found = 0;
    for (count = 0; count < last; count++) {
        struct slice packed = type_table_find(&table, raw, type_hash(raw));
        found += packed.data != NULL;
        if (packed.data != NULL)
            assert_true(type_table_copy(&copy, type_hash(raw), packed));
    }
    assert_int_equal(found, table.count); /* but for crowded places, all */
    assert_in_range(found, last - last / 1000, last);
    assert_int_equal(copy.count, table.count);
    assert_int_equal(copy.size, table.size);
    type_table_finish(&table);
    type_table_finish(&copy);
}

static void a_table_has_a_largest_size(void **state)
{
    (void)state;
    struct type_table table = {0};
    static char raw[TYPE_SIZE_MAX], folded[TEXT_TERM_MAX];
    memset(raw, 'R', sizeof(raw));
    memset(folded, 'f', sizeof(folded));
    struct word word = {slice_of(folded, sizeof(folded)), one_term, 1, 0};
    uint32_t count = 0;
    struct slice all = slice_of(raw, sizeof(raw));
    do {
        count++;
        memcpy(raw, &count, sizeof(count));
    } while (type_table_add(&table, all, type_hash(all), &word));
    assert_true(table.size <= TYPE_TABLE_BYTES_MAX);
    assert_true(table.size > TYPE_TABLE_BYTES_MAX - 1000);
    assert_true(table.count < TYPE_TABLE_SLOTS_MAX / 4);
    type_table_finish(&table);
}

/* A text made so that its words collide: a few are kept, the others cost no more. */
static void words_that_collide_are_not_all_kept(void **state)
{
    (void)state;
    struct type_table table = {0};
    struct word word = {SLICE("w"), one_term, 1, 0};
    uint32_t number = 0, found = 0;
    struct slice raw = slice_of((const char *)&number, sizeof(number));
    for (; number < 1000; number++)
        assert_true(type_table_add(&table, raw, 7, &word));
    for (number = 0; number < 1000; number++)
        found += type_table_find(&table, raw, 7).data != NULL;
    assert_in_range(found, 10, 200);
    type_table_finish(&table);
}

/* ---- the cache ------------------------------------------------------------------------------ */

struct fixture {
    struct text_analyser *analyser;
    struct word_analyser *words;
    struct type_cache *cache;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    *state = fixture;
    if (fixture == NULL || text_analyser_create(&fixture->analyser, NULL) != FUND_OK ||
        word_analyser_create(&fixture->analyser->splitter, &fixture->words, NULL) != FUND_OK)
        return -1;
    return type_cache_create(&fixture->analyser->splitter, &fixture->cache, NULL) == FUND_OK ? 0
                                                                                             : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    type_cache_destroy(fixture->cache);
    type_cache_destroy(NULL);
    word_analyser_destroy(fixture->words);
    text_analyser_destroy(fixture->analyser);
    free(fixture);
    return 0;
}

static void assert_given(struct fixture *fixture, struct slice raw)
{
    const struct word *word = NULL;
    struct word expected;
    assert_int_equal(word_analyse(fixture->words, raw, &expected, NULL), FUND_OK);
    assert_int_equal(type_cache_get(fixture->cache, raw, &word, NULL), FUND_OK);
    assert_same_word(word, &expected);
}

static const char *const german[] = {"Haustüren",
                                     "Bezirkssparkasse",
                                     "Bürgermeisterinnen",
                                     "Clan-Kriminalität",
                                     "18.8.2023",
                                     "Müller",
                                     "und",
                                     "q"};

/* More words than both tables hold; what is met all the time stays right throughout. */
static void words_that_were_forgotten_are_analysed_again(void **state)
{
    struct fixture *fixture = *state;
    for (uint32_t i = 0; i < TYPE_TABLE_SLOTS_MAX + 1000; i++) {
        char raw[16];
        const struct word *word = NULL;
        int size = snprintf(raw, sizeof(raw), "%u", i);
        if (i % 10000 != 0) {
            assert_int_equal(
                type_cache_get(fixture->cache, slice_of(raw, (size_t)size), &word, NULL), FUND_OK);
            continue;
        }
        assert_given(fixture, slice_of(raw, (size_t)size));
        for (size_t j = 0; j < sizeof(german) / sizeof(german[0]); j++)
            assert_given(fixture, slice_from(german[j]));
    }
    assert_given(fixture, SLICE("0"));
    assert_given(fixture, SLICE("500000"));
}

static void long_words_are_given_too(void **state)
{
    struct fixture *fixture = *state;
    static char word[TYPE_SIZE_MAX + 2];
    memset(word, 'q', sizeof(word));
    for (int round = 0; round < 2; round++) {
        for (size_t size = TYPE_SIZE_MAX - 1; size <= TYPE_SIZE_MAX + 2; size++)
            assert_given(fixture, slice_of(word, size));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_come_out_as_they_went_in),
        cmocka_unit_test(the_largest_word_is_packed),
        cmocka_unit_test(a_table_has_a_largest_number_of_words),
        cmocka_unit_test(a_table_has_a_largest_size),
        cmocka_unit_test(words_that_collide_are_not_all_kept),
        cmocka_unit_test_setup_teardown(words_that_were_forgotten_are_analysed_again, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(long_words_are_given_too, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
