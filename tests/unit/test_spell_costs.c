/*
 * What mistakes cost: rows by hand from the table of spell/costs.c, the bounds by length, the codes
 * of Kölner Phonetik, and rows that are cut and gone on with against rows from the front.
 */
#include "query/lib/spell/phonetic.h"
#include "query/lib/spell/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct {
    const char *wrong, *right;
    uint32_t cost;
} rows[] = {
    {"rathaus", "rathaus", 0},
    /* one edit */
    {"rathuas", "rathaus", 60}, /* transposed */
    {"rathaud", "rathaus", 70}, /* the key beside */
    {"ratheus", "rathaus", 85}, /* vowels */
    {"rathaqs", "rathaus", 100},
    {"quatier", "quartier", 80}, /* missing */
    {"ratxhaus", "rathaus", 90}, /* too many */
    {"rathazus", "rathaus", 75}, /* slipped from the u behind it */
    {"rathauzs", "rathaus", 75}, /* from the u before it */
    {"biotone", "biotonne", 40}, /* two of it */
    {"biotonnne", "biotonne", 40},
    {"weg", "wege", 80},
    {"ostendorf-reck", "ostendorff-reck", 40},
    {"radweg", "rad-weg", 40},
    {"gehts", "geht's", 40},
    {"reinhold", "rheinhold", 40}, /* r for rh */
    {"hof", "hohf", 55},           /* a silent h behind a vowel */
    {"alzeimer", "alzheimer", 80}, /* none behind z */
    /* the first letter is seldom wrong */
    {"haus", "maus", 150},
    {"aus", "haus", 130},
    {"xhaus", "haus", 140},
    {"arthaus", "rathaus", 110},
    /* sounds */
    {"hardwald", "hardtwald", 40},
    {"insolvens", "insolvenz", 60},
    {"fosfor", "phosphor", 80}, /* f for ph, twice */
    {"vater", "fater", 50},     /* at the front a sound costs no more */
    {"stazion", "station", 60},
    {"wax", "wachs", 40},
    {"schief", "schiff", 80}, /* ie for i, and f for ff */
    {"rad", "rat", 50},
    {"backer", "baker", 40},
    /* umlauts, folded: as typed without, as typed with one too many, as left out */
    {"muller", "mueller", 40},
    {"mueller", "muller", 65},
    {"brcke", "bruecke", 90},
    {"hoefe", "hoeffe", 40},
    /* several */
    {"platanen", "platannen", 40},
    {"bannwaldalle", "bannwaldallee", 40},
    {"banwaldalle", "bannwaldallee", 80},
    {"eichenprozesionsspiner", "eichenprozessionsspinner", 80},
    {"waermeplannung", "waermeplanung", 40},
};

static void test_costs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        uint32_t cost = spell_distance(slice_from(rows[i].wrong), slice_from(rows[i].right));
        if (cost != rows[i].cost)
            fail_msg("'%s' for '%s' costs %u, not %u", rows[i].wrong, rows[i].right, cost,
                     rows[i].cost);
    }
}

/* What is no letter is never wrong, and what is too long has no cost. */
static void test_never(void **state)
{
    (void)state;
    char word[SPELL_DEPTH_MAX + 2];
    memset(word, 'a', sizeof(word));
    assert_true(spell_distance(SLICE("2023"), SLICE("2024")) >= SPELL_NEVER);
    assert_true(spell_distance(SLICE("b96"), SLICE("b9")) >= SPELL_NEVER);
    assert_true(spell_distance(SLICE("stra\xc3\x9f"), SLICE("stras")) >= SPELL_NEVER);
    assert_true(spell_distance(SLICE(""), SLICE("a")) >= SPELL_NEVER);
    struct slice longest = slice_of(word, SPELL_LETTERS_MAX);
    assert_int_equal(spell_distance(longest, longest), 0);
    longest.size++;
    assert_true(spell_distance(longest, longest) >= SPELL_NEVER);
    longest.size = SPELL_LETTERS_MAX;
    assert_int_equal(spell_distance(longest, slice_of(word, SPELL_DEPTH_MAX)),
                     (SPELL_DEPTH_MAX - SPELL_LETTERS_MAX) * SPELL_DOUBLE);
    assert_true(spell_distance(longest, slice_of(word, SPELL_DEPTH_MAX + 1)) >= SPELL_NEVER);
}

static void test_bounds(void **state)
{
    (void)state;
    static const struct {
        size_t letters;
        uint32_t bound;
    } bounds[] = {
        {0, 0},   {3, 0},    {4, 100},  {5, 100},  {6, 160},  {8, 160},
        {9, 200}, {13, 200}, {14, 250}, {19, 250}, {20, 300}, {SPELL_LETTERS_MAX, 300},
    };
    for (size_t i = 0; i < sizeof(bounds) / sizeof(*bounds); i++)
        assert_int_equal(spell_bound(bounds[i].letters), bounds[i].bound);
}

static void test_rules_fit(void **state)
{
    (void)state;
    for (size_t i = 0; i < spell_rule_count; i++) {
        const struct spell_rule *rule = &spell_rules[i];
        assert_true(strlen(rule->left) <= SPELL_RULE_MAX);
        assert_in_range(strlen(rule->right), 1, SPELL_RULE_MAX);
        assert_true(strcmp(rule->left, rule->right) != 0);
        assert_true(rule->cost >= SPELL_RULE_COST_MIN);
        assert_true(rule->back == 0 || rule->back >= SPELL_RULE_COST_MIN);
    }
}

/* ---- rows ----------------------------------------------------------------------------------- */

static void make_word(char *word, size_t size)
{
    static const char letters[] = "aehinrstuf-";
    for (size_t i = 0; i < size; i++)
        word[i] = letters[(size_t)rand() % (sizeof(letters) - 1)];
}

/* Cut to what two words have in common and gone on with, rows give what they give from the front;
 * a front that may not reach a bound has no end that does. */
static void test_rows_go_on(void **state)
{
    (void)state;
    struct spell_rows shared;
    char wrong[8], right[10], last[10];
    srand(5);
    for (int i = 0; i < 2000; i++) {
        make_word(wrong, sizeof(wrong));
        make_word(right, sizeof(right));
        memcpy(last, right, sizeof(last));
        size_t kept = (size_t)rand() % sizeof(last);
        make_word(last + kept, sizeof(last) - kept);
        assert_true(spell_rows_init(&shared, slice_of(wrong, sizeof(wrong))));
        for (size_t j = 0; j < sizeof(right); j++)
            assert_true(spell_rows_push(&shared, right[j]));
        spell_rows_cut(&shared, kept);
        uint32_t may_reach = 0;
        for (size_t j = kept; j < sizeof(last); j++) {
            assert_true(spell_rows_push(&shared, last[j]));
            while (!spell_rows_may_reach(&shared, may_reach))
                may_reach++;
        }
        uint32_t cost =
            spell_distance(slice_of(wrong, sizeof(wrong)), slice_of(last, sizeof(last)));
        assert_int_equal(spell_rows_cost(&shared), cost);
        assert_true(cost >= may_reach);
    }
}

/* With a bound that falls they tell the same up to it, and each letter of a word within it may
 * follow. */
static void test_rows_limited(void **state)
{
    (void)state;
    static struct spell_rows limited, all;
    char wrong[14], right[15];
    srand(8);
    for (int i = 0; i < 20000; i++) {
        size_t size = 1 + (size_t)rand() % sizeof(wrong), changed = 1 + (size_t)rand() % 4;
        uint32_t bound = 40 + (uint32_t)rand() % 300;
        make_word(wrong, size);
        memcpy(right, wrong, size);
        make_word(right + (size_t)rand() % size, 1);
        if (size > changed)
            memmove(right + changed - 1, right + changed, size - changed);
        size_t right_size = size > changed ? size - 1 : size;
        assert_true(spell_rows_init(&limited, slice_of(wrong, size)));
        assert_true(spell_rows_init(&all, slice_of(wrong, size)));
        bool may_follow = true;
        for (size_t j = 0; j < right_size; j++) {
            bound -= bound > 60 ? (uint32_t)rand() % 20 : 0;
            spell_rows_limit(&limited, bound);
            may_follow = may_follow && spell_rows_may_follow(&limited, right[j]);
            assert_true(spell_rows_push(&limited, right[j]));
            assert_true(spell_rows_push(&all, right[j]));
            assert_int_equal(spell_rows_may_reach(&limited, bound),
                             spell_rows_may_reach(&all, bound));
        }
        uint32_t cost = spell_rows_cost(&all), told = spell_rows_cost(&limited);
        assert_true(cost <= bound ? told == cost && may_follow : told > bound);
    }
}

/* What may follow is what some word within the bound has there, and little else. */
static void test_letters_follow(void **state)
{
    (void)state;
    static const struct {
        const char *wrong, *front, *letters;
        uint32_t bound;
    } fronts[] = {
        {"lampe", "", "l", 0},
        {"lampe", "la", "m", 0},
        {"lampe", "lampe", "", 0},
        {"lampe", "lx", "", 60},
        /* the p, or e before it; b sounds like it, mm, a joint; an h is silent only behind others */
        {"lampe", "lam", "'-behmp", 60},
    };
    static struct spell_rows walked;
    for (size_t i = 0; i < sizeof(fronts) / sizeof(*fronts); i++) {
        assert_true(spell_rows_init(&walked, slice_from(fronts[i].wrong)));
        spell_rows_limit(&walked, fronts[i].bound);
        for (size_t j = 0; j < strlen(fronts[i].front); j++)
            assert_true(spell_rows_push(&walked, fronts[i].front[j]));
        char found[64] = "";
        for (int c = 1; c < 128; c++)
            if (spell_rows_may_follow(&walked, (char)c))
                snprintf(found + strlen(found), sizeof(found) - strlen(found), "%c", c);
        assert_string_equal(found, fronts[i].letters);
    }
}

/* Any bytes at all. */
static void test_random_bytes(void **state)
{
    (void)state;
    char bytes[2][SPELL_LETTERS_MAX];
    srand(6);
    for (int i = 0; i < 2000; i++) {
        for (size_t j = 0; j < SPELL_LETTERS_MAX; j++) {
            bytes[0][j] = (char)rand();
            bytes[1][j] = (char)rand();
        }
        struct slice left = slice_of(bytes[0], (size_t)rand() % sizeof(bytes[0]));
        struct slice right = slice_of(bytes[1], (size_t)rand() % sizeof(bytes[1]));
        spell_distance(left, right);
        spell_sounds_alike(left, right);
    }
}

/* ---- sounds --------------------------------------------------------------------------------- */

static const struct {
    const char *word, *code;
} sounds[] = {
    {"", ""},
    {"h", ""},
    {"muellerluedenscheidt", "65752682"}, /* 60550750206880022 before zeros and runs go */
    {"breschnew", "17863"},
    {"wikipedia", "3412"},
    {"maier", "67"},
    {"meyer", "67"},
    {"anke", "064"},
    {"philipp", "351"},
    {"xaver", "4837"},
    {"axel", "0485"},
    {"hecksen", "0486"}, /* c before k is hard, s 8 */
    {"carl", "475"},
    {"celle", "85"},
    {"scala", "85"}, /* c behind s is 8, and one 8 for both */
    {"katz", "48"},
};

static void test_sounds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(sounds) / sizeof(*sounds); i++) {
        char code[SPELL_PHONETIC_MAX];
        size_t size = spell_phonetic(slice_from(sounds[i].word), code);
        if (size != strlen(sounds[i].code) || memcmp(code, sounds[i].code, size) != 0)
            fail_msg("'%s' is %.*s, not %s", sounds[i].word, (int)size, code, sounds[i].code);
    }
    assert_true(spell_sounds_alike(SLICE("meier"), SLICE("mayr")));
    assert_true(spell_sounds_alike(SLICE("schmidt"), SLICE("schmitt")));
    assert_false(spell_sounds_alike(SLICE("schmidt"), SLICE("schneider")));
    assert_false(spell_sounds_alike(SLICE(""), SLICE("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_costs),          cmocka_unit_test(test_never),
        cmocka_unit_test(test_bounds),         cmocka_unit_test(test_rules_fit),
        cmocka_unit_test(test_rows_go_on),     cmocka_unit_test(test_rows_limited),
        cmocka_unit_test(test_letters_follow), cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_sounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
