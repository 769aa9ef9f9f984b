/*
 * The stemmer: a table of words that must meet or stay apart, and what holds for any bytes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "core/base/file.h"
#include "core/text/stem.h"
#include "core/text/suffix_table.h"
#include "core/text/text.h"

#define ROW_WORDS_MAX 12
#define STEM_SIZE_MAX ((size_t)2 * TEXT_TERM_MAX)

static int set_up(void **state)
{
    struct stemmer *stemmer = NULL;
    assert_int_equal(stemmer_create(&stemmer, NULL), FUND_OK);
    *state = stemmer;
    return 0;
}

static int tear_down(void **state)
{
    stemmer_destroy(*state);
    return 0;
}

static struct slice stem_of(struct stemmer *stemmer, struct slice folded)
{
    struct slice stem = {NULL, 0};
    assert_int_equal(stemmer_stem(stemmer, folded, &stem, NULL), FUND_OK);
    return stem;
}

/* ---- the table ------------------------------------------------------------------------------ */

struct row {
    bool is_wrong, must_meet;
    char stems[ROW_WORDS_MAX][100];
    size_t count;
};

static bool next_word(struct slice *line, struct slice *word)
{
    *line = slice_trim(*line);
    size_t size = slice_find(*line, SLICE(" "));
    *word = slice_part(*line, 0, size);
    *line = slice_part(*line, size, line->size);
    return size > 0;
}

static void read_row(struct stemmer *stemmer, struct slice line, struct row *row)
{
    struct slice word = {NULL, 0};
    *row = (struct row){.count = 0};
    assert_true(next_word(&line, &word));
    row->is_wrong = slice_equal(word, SLICE("wrong"));
    if (row->is_wrong)
        assert_true(next_word(&line, &word));
    row->must_meet = slice_equal(word, SLICE("same"));
    assert_true(row->must_meet || slice_equal(word, SLICE("apart")));
    while (next_word(&line, &word)) {
        assert_true(row->count < ROW_WORDS_MAX);
        struct buffer folded = buffer_init(1000);
        assert_int_equal(text_fold(word, &folded, NULL), FUND_OK);
        struct slice stem = stem_of(stemmer, buffer_slice(&folded));
        snprintf(row->stems[row->count++], sizeof(row->stems[0]), "%.*s", (int)stem.size,
                 stem.data);
        buffer_finish(&folded);
    }
    assert_true(row->count >= 2);
}

static bool holds(const struct row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        for (size_t j = i + 1; j < row->count; j++) {
            if ((strcmp(row->stems[i], row->stems[j]) == 0) != row->must_meet)
                return false;
        }
    }
    return true;
}

static void words_meet_or_stay_apart_as_the_table_says(void **state)
{
    struct buffer table = buffer_init((size_t)1024 * 1024);
    const char *path = getenv("FUNDSTELLE_STEM_WORDS");
    assert_non_null(path);
    assert_int_equal(file_read(path, &table, NULL), FUND_OK);
    size_t rows = 0, failures = 0;
    for (struct slice rest = buffer_slice(&table); rest.size > 0;) {
        size_t size = slice_find(rest, SLICE("\n"));
        struct slice line = slice_part(rest, 0, size);
        rest = slice_part(rest, size < rest.size ? size + 1 : size, rest.size);
        if (line.size == 0 || line.data[0] == '#')
            continue;
        struct row row;
        read_row(*state, line, &row);
        rows++;
        if (holds(&row) != row.is_wrong)
            continue;
        failures++;
        print_error("%s: %.*s\n", row.is_wrong ? "no longer wrong" : "wrong", (int)line.size,
                    line.data);
        for (size_t i = 0; i < row.count; i++)
            print_error("    %s\n", row.stems[i]);
    }
    buffer_finish(&table);
    assert_true(rows >= 300);
    assert_int_equal(failures, 0);
}

/* ---- what is left alone --------------------------------------------------------------------- */

static void what_is_no_word_stays(void **state)
{
    static const char *const rows[] = {
        "",     "a",   "s",  "e",  "en",    "ung",  "2023", "18.08.2023", "covid19",  "мир", "東京",
        "мирe", "3,5", "o'", "ge", "innen", "schw", "xyz",  "zzzzes",     "\xff\xfe", "t",   "sss",
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct slice word = slice_from(rows[i]), stem = stem_of(*state, word);
        if (!slice_equal(stem, word))
            fail_msg("'%s' becomes '%.*s'", rows[i], (int)stem.size, stem.data);
    }
}

static void only_the_letters_at_the_end_are_stemmed(void **state)
{
    static const struct {
        const char *word, *stem;
    } rows[] = {
        {"18jaehrige", "18jaehrig"}, {"o'neills", "o'neill"},    {"мирkitas", "мирkita"},
        {"haeuser", "haus"},         {"a__schulen", "a__schul"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct slice stem = stem_of(*state, slice_from(rows[i].word));
        if (!slice_equal(stem, slice_from(rows[i].stem)))
            fail_msg("'%s' becomes '%.*s'", rows[i].word, (int)stem.size, stem.data);
    }
}

static void null_is_refused(void **state)
{
    struct fund_error error = {0};
    struct slice stem = SLICE("untouched");
    assert_int_equal(stemmer_stem(*state, slice_of(NULL, 3), &stem, &error), FUND_INVALID_ARGUMENT);
    assert_int_equal(error.code, FUND_INVALID_ARGUMENT);
    assert_true(slice_equal(stem, SLICE("untouched")));
    assert_int_equal(stem_of(*state, slice_of(NULL, 0)).size, 0);
    stemmer_destroy(NULL);
}

static void long_words_stay(void **state)
{
    char word[TEXT_TERM_MAX + 2];
    memset(word, 'e', sizeof(word));
    struct slice longest = slice_of(word, TEXT_TERM_MAX), longer = slice_of(word, sizeof(word));
    assert_int_equal(stem_of(*state, longest).size, TEXT_TERM_MAX - 1);
    assert_ptr_equal(stem_of(*state, longer).data, word);
    assert_int_equal(stem_of(*state, longer).size, sizeof(word));
    /* What lengthens a word at every place of it must not leave its room. */
    for (size_t i = 0; i + 8 <= TEXT_TERM_MAX; i += 8)
        memcpy(word + i, "klubklub", 8);
    assert_true(stem_of(*state, longest).size <= STEM_SIZE_MAX);
    for (size_t i = 0; i + 11 <= TEXT_TERM_MAX; i += 11)
        memcpy(word + i, "portmoneess", 11);
    assert_true(stem_of(*state, longest).size <= STEM_SIZE_MAX);
}

/* ---- any letters ---------------------------------------------------------------------------- */

/* xorshift (Marsaglia 2003): the same words in every run. */
static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static void assert_sound(struct stemmer *stemmer, struct slice word)
{
    char first[STEM_SIZE_MAX];
    struct slice stem = stem_of(stemmer, word);
    size_t size = stem.size;
    assert_in_range(size, 1, STEM_SIZE_MAX);
    assert_false(stem.data[0] >= 'A' && stem.data[0] <= 'Z');
    memcpy(first, stem.data, size);
    assert_true(slice_equal(stem_of(stemmer, word), slice_of(first, size)));
}

static void random_letters_have_sound_stems(void **state)
{
    static const char *const pieces[] = {
        "e",  "n", "s",  "t", "er",   "en", "ung", "in", "innen", "ge", "zu", "auf",  "ae",
        "ue", "l", "ss", "h", "haus", "ph", "ff",  "b",  "a",     "z",  "x",  "isch", "klub"};
    uint32_t seed = 20230818;
    for (size_t round = 0; round < 300000; round++) {
        char word[100];
        size_t size = 0, count = 1 + next_random(&seed) % 12;
        for (size_t i = 0; i < count; i++) {
            const char *piece = pieces[next_random(&seed) % (sizeof(pieces) / sizeof(pieces[0]))];
            memcpy(word + size, piece, strlen(piece));
            size += strlen(piece);
        }
        assert_sound(*state, slice_of(word, size));
    }
}

static void random_bytes_have_sound_stems(void **state)
{
    uint32_t seed = 7;
    for (size_t round = 0; round < 100000; round++) {
        char word[TEXT_TERM_MAX + 20];
        size_t size = 1 + next_random(&seed) % sizeof(word);
        for (size_t i = 0; i < size; i++)
            word[i] = (char)((next_random(&seed) & 0x7f) | 0x60);
        assert_sound(*state, slice_of(word, size));
    }
}

static double seconds_for(struct stemmer *stemmer, const char *piece, size_t size)
{
    char word[TEXT_TERM_MAX];
    for (size_t i = 0; i < size; i++)
        word[i] = piece[i % strlen(piece)];
    clock_t start = clock();
    for (size_t i = 0; i < 3000; i++)
        stem_of(stemmer, slice_of(word, size));
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Eight times the letters take no more than forty times the time: square growth would be 64. */
static void time_grows_with_the_word(void **state)
{
    static const char *const pieces[] = {"er", "ge", "aufge", "innen", "klub", "ung", "e", "haus"};
    for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
        double small = seconds_for(*state, pieces[i], 25), large = 1e9;
        for (size_t attempt = 0; attempt < 5 && large > 40 * small + 0.02; attempt++)
            large = seconds_for(*state, pieces[i], TEXT_TERM_MAX);
        assert_true(large <= 40 * small + 0.02);
    }
}

/* ---- the tables ----------------------------------------------------------------------------- */

static void assert_stem(struct stemmer *stemmer, struct slice word, struct slice expected)
{
    struct slice stem = stem_of(stemmer, word);
    if (!slice_equal(stem, expected))
        fail_msg("'%.*s' becomes '%.*s', not '%.*s'", (int)word.size, word.data, (int)stem.size,
                 stem.data, (int)expected.size, expected.data);
}

static void exceptions_give_their_stem_and_keep_it(void **state)
{
    for (size_t i = 0; i < exception_table.count; i++) {
        const struct suffix_row *row = &exception_table.rows[i];
        struct slice stem = slice_of(row->stem, row->stem_size);
        assert_stem(*state, slice_of(row->ending, row->ending_size), stem);
        assert_stem(*state, stem, stem);
    }
}

static void plurals_give_their_singular_and_keep_it(void **state)
{
    for (size_t i = 0; i < plural_table.count; i++) {
        const struct suffix_row *row = &plural_table.rows[i];
        struct slice ending = slice_of(row->ending, row->ending_size);
        struct slice stem = slice_of(row->stem, row->stem_size);
        bool is_whole =
            slice_ends_with(ending, SLICE("er")) || slice_ends_with(ending, SLICE("el"));
        char plural[100];
        int size = snprintf(plural, sizeof(plural), "%s%s", row->ending, is_whole ? "" : "e");
        assert_stem(*state, slice_of(plural, (size_t)size), stem);
        assert_stem(*state, stem, stem);
    }
}

/* However many parts were stemmed before, and whichever of them is asked for again. */
static void parts_have_the_stems_of_words(void **state)
{
    for (unsigned step = 1; step < 3; step++) {
        for (unsigned i = 0; i < 200000; i += step) {
            char letters[STEM_SIZE_MAX], word[40];
            snprintf(word, sizeof(word), "x%c%c%c%cungen", 'a' + i % 26, 'a' + i / 26 % 26,
                     'a' + i / 676 % 26, 'a' + i / 17576 % 26);
            struct slice stem = stem_of(*state, slice_from(word)), part = {NULL, 0};
            memcpy(letters, stem.data, stem.size);
            assert_int_equal(stemmer_stem_part(*state, slice_from(word), &part, NULL), FUND_OK);
            if (!slice_equal(part, slice_of(letters, stem.size)))
                fail_msg("another stem of the part '%s'", word);
        }
    }
}

static void tables_are_sorted_and_found(void **state)
{
    (void)state;
    static const struct suffix_table *const tables[] = {&spelling_table,  &exception_table,
                                                        &plural_table,    &feminine_table,
                                                        &adjective_table, &verb_table};
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        assert_true(tables[i]->count > 0);
        for (size_t j = 0; j < tables[i]->count; j++) {
            const struct suffix_row *row = &tables[i]->rows[j];
            struct slice word = slice_of(row->ending, row->ending_size);
            assert_ptr_equal(suffix_table_find(tables[i], word, ~0u, suffix_after_word), row);
        }
    }
    assert_null(suffix_table_find(&plural_table, SLICE(""), ~0u, suffix_after_word));
    assert_null(suffix_table_find(&plural_table, SLICE("xhaeuser"), ~0u, suffix_after_word));
    assert_non_null(suffix_table_find(&plural_table, SLICE("rathaeuser"), ~0u, suffix_after_word));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_meet_or_stay_apart_as_the_table_says, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_word_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_the_letters_at_the_end_are_stemmed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(null_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_words_stay, set_up, tear_down),
        cmocka_unit_test_setup_teardown(random_letters_have_sound_stems, set_up, tear_down),
        cmocka_unit_test_setup_teardown(random_bytes_have_sound_stems, set_up, tear_down),
        cmocka_unit_test_setup_teardown(time_grows_with_the_word, set_up, tear_down),
        cmocka_unit_test_setup_teardown(exceptions_give_their_stem_and_keep_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(plurals_give_their_singular_and_keep_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parts_have_the_stems_of_words, set_up, tear_down),
        cmocka_unit_test(tables_are_sorted_and_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
