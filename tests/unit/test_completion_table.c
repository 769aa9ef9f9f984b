/*
 * The table of completions: which keys a beginning finds, in which order, and its limits.
 */
#include "query/lib/completion/follow.h"
#include "query/lib/completion/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct named {
    const char *key, *text;
    uint32_t score;
};

/* In byte order, forms of one word one after another (0x1f and ^: a capital). */
static const struct named words[] = {
    {"bar", NULL, 4},
    {"haus\x1f^", NULL, 7},
    {"hausbau\x1f^", NULL, 9},
    {"mueller\x1f^m\xc3\xbcller", NULL, 8},
    {"mueller\x1fm\xc3\xbcller", NULL, 2},
    {"mulde\x1f^", NULL, 3},
    {"muller\x1f^", NULL, 1},
    {"strasse\x1f^", NULL, 2},
    {"strasse\x1f^stra\xc3\x9f"
     "e",
     NULL, 5},
    {"zzz", NULL, 4},
};

static const struct named titles[] = {
    {"tag der offenen tuer", "Tag der offenen Tür", 20},
    {"der rat am tag danach", "Der Rat am Tag danach", 30},
    {"tag der offenen tuer", "TAG DER OFFENEN TÜR", 10}, /* again: counts with the first */
    {"markt", "Markt", 20},
};

static void must(fund_status status)
{
    assert_int_equal(status, FUND_OK);
}

static struct completion_table *make_table(void)
{
    struct completion_maker *maker = NULL;
    struct completion_table *table = NULL;
    must(completion_maker_create(NULL, &maker, NULL));
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        must(completion_maker_add_word(maker, slice_from(words[i].key), words[i].score, NULL));
    for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++) {
        struct completion_text text = {.kind = COMPLETION_TITLE,
                                       .key = slice_from(titles[i].key),
                                       .text = slice_from(titles[i].text),
                                       .count = 1,
                                       .score = titles[i].score};
        must(completion_maker_add(maker, &text, NULL));
    }
    must(completion_maker_finish(maker, &table, NULL));
    completion_maker_destroy(maker);
    return table;
}

/* Keys or texts with their counts, in the order of the walk: "haus 7, hausbau 9". */
static void describe(const struct completion_table *table, enum completion_kind kind,
                     const char *prefix, bool is_whole, char out[static 400])
{
    struct completion_walk walk;
    struct completion_found found;
    bool more = false;
    size_t size = 0;
    out[0] = '\0';
    completion_walk_start(&walk, table, kind, slice_from(prefix), is_whole);
    for (;;) {
        must(completion_walk_next(&walk, &more, &found, NULL));
        if (!more)
            break;
        assert_true(size < 350);
        size += (size_t)snprintf(out + size, 400 - size, "%s%.*s %u", size > 0 ? ", " : "",
                                 (int)found.key.size, found.key.data, found.count);
    }
    completion_walk_finish(&walk);
}

static void test_prefixes(void **state)
{
    static const struct {
        enum completion_kind kind;
        const char *prefix;
        bool is_whole;
        const char *found;
    } rows[] = {
        {COMPLETION_WORD, "haus", false, "hausbau 9, haus 7"},
        {COMPLETION_WORD, "haus", true, "haus 7"},
        {COMPLETION_WORD, "hau", true, ""},
        {COMPLETION_WORD, "hausbaue", false, ""},
        {COMPLETION_WORD, "z", false, "zzz 4"},
        {COMPLETION_WORD, "zzzz", false, ""},
        {COMPLETION_WORD, "\xff", false, ""},
        {COMPLETION_WORD, "\x01", false, ""},
        /* forms of one word are one, with all their releases */
        {COMPLETION_WORD, "strass", false, "strasse 7"},
        /* typed without umlauts: the 10 of mueller count half, which is more than 3 and 1 */
        {COMPLETION_WORD, "mul", false, "mueller 10, mulde 3, muller 1"},
        {COMPLETION_WORD, "muel", false, "mueller 10"},
        {COMPLETION_WORD, "muller", true, "mueller 10, muller 1"},
        /* all: 10 9 7 7 3, half of 4 and 4, 1; ties in byte order */
        {COMPLETION_WORD, "", false,
         "mueller 10, hausbau 9, haus 7, strasse 7, mulde 3, bar 4, zzz 4, muller 1"},
        /* titles: newest first, from any word on that is no function word behind the first */
        {COMPLETION_TITLE, "tag", false, "tag danach 1, tag der offenen tuer 2"},
        {COMPLETION_TITLE, "tag der off", false, "tag der offenen tuer 2"},
        {COMPLETION_TITLE, "der", false, "der rat am tag danach 1"},
        {COMPLETION_TITLE, "am tag", false, ""},
        {COMPLETION_TITLE, "tag danach", true, "tag danach 1"},
        {COMPLETION_TITLE, "tag", true, "tag danach 1, tag der offenen tuer 2"},
        {COMPLETION_TITLE, "tag dan", true, ""},
        {COMPLETION_PERSON, "", false, ""},
        {COMPLETION_PERSON, "a", false, ""},
    };
    struct completion_table *table = make_table();
    char text[400];
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        describe(table, rows[i].kind, rows[i].prefix, rows[i].is_whole, text);
        assert_string_equal(text, rows[i].found);
    }
    completion_table_destroy(table);
}

/* What a walk tells of a text. */
static void test_found(void **state)
{
    struct completion_table *table = make_table();
    struct completion_walk walk;
    struct completion_found found;
    bool more = false;
    (void)state;
    completion_walk_start(&walk, table, COMPLETION_WORD, SLICE("mulle"), false);
    must(completion_walk_next(&walk, &more, &found, NULL));
    assert_true(more);
    assert_int_equal(found.range, 1);
    assert_int_equal(found.matched, 6); /* muelle */
    assert_int_equal(found.score, 5);
    assert_true(
        slice_equal(found.text, SLICE("mueller\x1f^m\xc3\xbcller"))); /* the frequent form */
    completion_walk_finish(&walk);
    completion_walk_start(&walk, table, COMPLETION_TITLE, SLICE("offenen t"), false);
    must(completion_walk_next(&walk, &more, &found, NULL));
    assert_true(more);
    assert_int_equal(found.key_offset, 8);
    assert_true(slice_equal(found.text, SLICE("Tag der offenen Tür")));
    assert_int_equal(found.detail.size, 0);
    completion_walk_finish(&walk);
    completion_table_destroy(table);
}

/* Titles as their keys: what goes on with a beginning in at least two of them. */
static void test_follow(void **state)
{
    static const char *const keys[] = {
        "tag der offenen tuer im rathaus",
        "tag der offenen tuer im zoo",
        "tag der offenen hoefe",
        "tag der befreiung",
        "markt in moorfurt",
        "markt in wiesen",
        "ein markt in moorfurt",
        "rat und tat",
        "rat und hilfe",
    };
    static const struct {
        const char *prefix, *follows;
    } rows[] = {
        {"tag der off", "tag der offenen tuer 2"}, /* two of three; im is dropped again */
        {"tag der ", "tag der offenen tuer 2"},
        {"tag der offenen tuer", ""}, /* all that follows is im */
        {"tag der bef", ""},          /* once */
        {"markt ", "markt in moorfurt 2"},
        {"markt i", "markt in moorfurt 2"},
        {"rat u", ""}, /* und alone */
        {"xyz a", ""},
        {"", "tag der offenen tuer 2, markt in moorfurt 2"}, /* tag begins four keys, markt three */
    };
    struct completion_maker *maker = NULL;
    struct completion_table *table = NULL;
    (void)state;
    must(completion_maker_create(NULL, &maker, NULL));
    for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
        struct completion_text title = {.kind = COMPLETION_TITLE,
                                        .key = slice_from(keys[i]),
                                        .text = slice_from(keys[i]),
                                        .count = 1,
                                        .score = 1};
        must(completion_maker_add(maker, &title, NULL));
    }
    must(completion_maker_finish(maker, &table, NULL));
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct completion_follow follows[COMPLETION_FOLLOW_MAX];
        char text[400] = "";
        size_t size = 0;
        size_t count = completion_follow(table, slice_from(rows[i].prefix), follows);
        for (size_t j = 0; j < count; j++)
            size +=
                (size_t)snprintf(text + size, sizeof(text) - size, "%s%.*s %u", j > 0 ? ", " : "",
                                 (int)follows[j].size, follows[j].title.key.data, follows[j].count);
        assert_string_equal(text, rows[i].follows);
    }
    completion_maker_destroy(maker);
    completion_table_destroy(table);
}

static void number_word(uint32_t number, char out[static 8])
{
    for (int i = 5; i >= 0; i--) {
        out[i] = (char)('b' + number % 20); /* no vowel that may be an umlaut but o and u */
        number /= 20;
    }
    out[6] = '\0';
}

static uint32_t score_of(uint32_t number)
{
    return (number * 7919u) % 1009u + 1;
}

/* Many words: the best come first, equal ones in byte order, each once. */
static void test_order(void **state)
{
    enum { COUNT = 5000 };
    struct completion_maker *maker = NULL;
    struct completion_table *table = NULL;
    struct completion_walk walk;
    struct completion_found found;
    bool more = true;
    char word[8], last[8] = "";
    (void)state;
    must(completion_maker_create(NULL, &maker, NULL));
    for (uint32_t i = 0; i < COUNT; i++) {
        number_word(i, word);
        must(completion_maker_add_word(maker, slice_from(word), score_of(i), NULL));
    }
    must(completion_maker_finish(maker, &table, NULL));
    completion_maker_destroy(maker);
    completion_walk_start(&walk, table, COMPLETION_WORD, SLICE("bb"), false);
    uint32_t score = UINT32_MAX, count = 0;
    for (;; count++) {
        must(completion_walk_next(&walk, &more, &found, NULL));
        if (!more)
            break;
        assert_true(found.score < score ||
                    (found.score == score && strcmp(last, found.key.data) < 0));
        score = found.score;
        snprintf(last, sizeof(last), "%s", found.key.data);
    }
    assert_int_equal(count, COUNT); /* 20^4 words begin with bb */
    completion_walk_finish(&walk);
    completion_table_destroy(table);
}

/* One more place than the limit: the one with the lowest score goes. */
static void test_limit(void **state)
{
    struct completion_maker *maker = NULL;
    struct completion_table *table = NULL;
    uint32_t limit = completion_limits[COMPLETION_PLACE];
    char word[8], text[400];
    (void)state;
    must(completion_maker_create(NULL, &maker, NULL));
    for (uint32_t i = 0; i <= limit * 2 + 1; i++) { /* twice the limit is when it is pruned */
        number_word(i, word);
        struct completion_text place = {.kind = COMPLETION_PLACE,
                                        .key = slice_from(word),
                                        .text = slice_from(word),
                                        .count = i % 7 == 3 ? 1 : 5,
                                        .score = i % 7 == 3 ? 1 : 5};
        must(completion_maker_add(maker, &place, NULL));
    }
    must(completion_maker_finish(maker, &table, NULL));
    assert_int_equal(completion_table_count(table, COMPLETION_PLACE), limit);
    number_word(0, word);
    describe(table, COMPLETION_PLACE, word, false, text);
    assert_string_equal(text, "bbbbbb 5");
    number_word(3, word);
    describe(table, COMPLETION_PLACE, word, false, text);
    assert_string_equal(text, "");
    completion_maker_destroy(maker);
    completion_table_destroy(table);
}

/* What is too long, empty, out of order or holds a NUL is left out. */
static void test_hostile(void **state)
{
    struct completion_maker *maker = NULL;
    struct completion_table *table = NULL;
    char longest[COMPLETION_TEXT_MAX + 1];
    char text[400];
    (void)state;
    memset(longest, 'x', sizeof(longest));
    struct completion_text rows[] = {
        {.kind = COMPLETION_PERSON, .key = SLICE("a"), .text = {NULL, 0}, .score = 1},
        {.kind = COMPLETION_PERSON, .key = {NULL, 0}, .text = SLICE("a"), .score = 1},
        {.kind = COMPLETION_PERSON, .key = {"a\0b", 3}, .text = SLICE("a"), .score = 1},
        {.kind = COMPLETION_PERSON, .key = SLICE("a"), .text = {"a\0b", 3}, .score = 1},
        {.kind = COMPLETION_PERSON,
         .key = {longest, sizeof(longest)},
         .text = SLICE("a"),
         .score = 1},
    };
    must(completion_maker_create(NULL, &maker, NULL));
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        must(completion_maker_add(maker, &rows[i], NULL));
    must(completion_maker_add_word(maker, SLICE("mm"), 1, NULL));
    must(completion_maker_add_word(maker, SLICE("aa"), 1, NULL)); /* out of order */
    must(completion_maker_add_word(maker, SLICE("\x1f^"), 1, NULL));
    must(completion_maker_add_word(maker, slice_of(longest, sizeof(longest)), 1, NULL));
    must(completion_maker_finish(maker, &table, NULL));
    assert_int_equal(completion_table_count(table, COMPLETION_PERSON), 0);
    describe(table, COMPLETION_WORD, "", false, text);
    assert_string_equal(text, "mm 1");
    completion_maker_destroy(maker);
    completion_table_destroy(table);
}

/* A word with many vowels has more spellings than are looked at. */
static void test_many_spellings(void **state)
{
    struct completion_maker *maker = NULL;
    struct completion_table *table = NULL;
    struct completion_walk walk;
    struct completion_found found;
    bool more = false;
    char word[16];
    uint32_t count = 0;
    (void)state;
    must(completion_maker_create(NULL, &maker, NULL));
    for (unsigned mask = 0; mask < 64; mask++) { /* in byte order: aa before ae */
        size_t size = 0;
        for (unsigned bit = 6; bit-- > 0;) {
            word[size++] = 'a';
            if ((mask >> bit & 1) != 0)
                word[size++] = 'e';
        }
        must(completion_maker_add_word(maker, slice_of(word, size), 1, NULL));
    }
    must(completion_maker_finish(maker, &table, NULL));
    completion_walk_start(&walk, table, COMPLETION_WORD, SLICE("aaaaaa"), true);
    for (;; count++) {
        must(completion_walk_next(&walk, &more, &found, NULL));
        if (!more)
            break;
    }
    assert_int_equal(count, COMPLETION_RANGES_MAX); /* of 32: the last a is no umlaut */
    completion_walk_finish(&walk);
    completion_maker_destroy(maker);
    completion_table_destroy(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prefixes),       cmocka_unit_test(test_found),
        cmocka_unit_test(test_follow),         cmocka_unit_test(test_order),
        cmocka_unit_test(test_limit),          cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_many_spellings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
