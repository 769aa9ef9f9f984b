/*
 * Keys of names: which spellings are one, and which are not.
 */
#include "core/names/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct text_analyser *analyser;
static struct text_cursor *cursor;

static int set_up(void **state)
{
    (void)state;
    if (text_analyser_create(&analyser, NULL) != FUND_OK)
        return 1;
    return text_cursor_create(analyser, &cursor, NULL) == FUND_OK ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    text_cursor_destroy(cursor);
    text_analyser_destroy(analyser);
    return 0;
}

static const struct {
    const char *first, *second;
    bool are_one;
} organisations[] = {
    {"Technisches Hilfswerk", "Technischen Hilfswerks", true},
    {"Technisches Hilfswerk", "technisches hilfswerk", true},
    {"Heimatverein Auenrode e.V.", "Heimatverein Auenrode e. V.", true},
    {"Heimatverein Auenrode e.V.", "Heimatverein Auenrode", true},
    {"Stadtwerke Auenrode GmbH", "Stadtwerken Auenrode", true},
    {"Tiefbau Kern GmbH & Co. KG", "Tiefbau Kern", true},
    {"Müller Bau AG", "Mueller Bau", true},
    {"Verein E Werk", "Verein Werk", false},
    {"Stadtwerke Auenrode", "Stadtwerke", false},
    {"Stadtwerke Auenrode", "Auenrode Stadtwerke", false},
    {"GmbH", "AG", false}, /* nothing would be left of either */
};

static struct keys_key organisation(const char *name)
{
    struct keys_key key = {.size = 0};
    assert_int_equal(keys_organisation(cursor, slice_from(name), &key, NULL), FUND_OK);
    return key;
}

static void test_organisations(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(organisations) / sizeof(*organisations); i++) {
        struct keys_key first = organisation(organisations[i].first);
        struct keys_key second = organisation(organisations[i].second);
        bool are_one = slice_equal(keys_slice(&first), keys_slice(&second));
        if (are_one != organisations[i].are_one || first.size == 0)
            fail_msg("'%s' and '%s': %.*s, %.*s", organisations[i].first, organisations[i].second,
                     (int)first.size, first.data, (int)second.size, second.data);
    }
    assert_int_equal(organisation("").size, 0);
    assert_int_equal(organisation(" – & ").size, 0);
}

/* Names that differ only beyond the limit have different keys of the full size. */
static void test_long(void **state)
{
    (void)state;
    char first[1200], second[1200];
    for (size_t i = 0; i < 1000; i++)
        first[i] = second[i] = i % 50 == 49 ? ' ' : 'x';
    snprintf(first + 1000, 200, "a");
    snprintf(second + 1000, 200, "b");
    struct keys_key one = organisation(first), two = organisation(second);
    assert_int_equal(one.size, KEYS_SIZE_MAX);
    assert_int_equal(two.size, KEYS_SIZE_MAX);
    assert_false(slice_equal(keys_slice(&one), keys_slice(&two)));
}

static const struct {
    const char *name, *key;
} surnames[] = {
    {"Andreas Stegemann", "stegemann"},
    {"Stegemann", "stegemann"},
    {"Lena Schulze Althoff", "althoff"},
    {"Anna Müller-Weiß", "mueller-weiss"},
    {"Folkert Cassen junior", "cassen"},
    {"Folkert Cassen jun.", "cassen"},
    {"Junior", "junior"},
    {"Jonas’", "jonas"},
    {"", ""},
};

static void test_surnames(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(surnames) / sizeof(*surnames); i++) {
        struct keys_key key = {.size = 1};
        assert_int_equal(keys_surname(cursor, slice_from(surnames[i].name), &key, NULL), FUND_OK);
        if (!slice_equal(keys_slice(&key), slice_from(surnames[i].key)))
            fail_msg("'%s' gives %.*s", surnames[i].name, (int)key.size, key.data);
    }
}

static const struct {
    const char *name, *initials;
    bool is_there;
} initials[] = {
    {"Technisches Hilfswerk", "thw", true},
    {"Deutsches Rotes Kreuz", "drk", true},
    {"Bürger für Auenrode", "bfa", true},
    {"Bürger für Auenrode", "baue", false},
    {"Theater- und Orchestergesellschaft Auenrode mbH", "toa", true},
    {"Tourismus Auenrode GmbH", "tag", true},
    {"Landschaftsverband Westfalen-Lippe", "lwl", true},
    {"Deutsche Lebens-Rettungs-Gesellschaft", "dlrg", true},
    {"Bund Elbe", "be", false},                      /* too few */
    {"A B C D E F G H I J K", "abcdefghijk", false}, /* too many */
};

static void test_initials(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(initials) / sizeof(*initials); i++) {
        struct keys_initials found = {.count = 0};
        bool is_there = false;
        assert_int_equal(keys_initials(cursor, slice_from(initials[i].name), &found, NULL),
                         FUND_OK);
        assert_true(found.count <= KEYS_INITIALS_WAYS_MAX);
        for (size_t j = 0; j < found.count; j++)
            is_there = is_there ||
                       slice_equal(keys_slice(&found.items[j]), slice_from(initials[i].initials));
        if (is_there != initials[i].is_there)
            fail_msg("'%s', %s", initials[i].name, initials[i].initials);
    }
}

static void test_quoted(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Verein „Hafen für alle“", "Hafen für alle"},
        {"Chor \"Klangfarben\" Auenrode", "Klangfarben"},
        {"»Kulturgut« e. V.", "Kulturgut"},
        {"Verein „Hafen", ""},
        {"Verein „“", ""},
        {"Verein", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_true(slice_equal(keys_quoted(slice_from(rows[i][0])), slice_from(rows[i][1])));
}

/* The digits of FNV-1a, 64 bits: its offset basis for nothing; "a" as in RFC 9923's test vectors. */
static void test_issuers(void **state)
{
    (void)state;
    char key[KEYS_ISSUER_SIZE];
    keys_issuer(SLICE(""), key);
    assert_memory_equal(key, "cbf29ce4", sizeof(key));
    keys_issuer(SLICE("a"), key);
    assert_memory_equal(key, "af63dc4c", sizeof(key));
    static const struct {
        const char *one, *other;
        bool is_same;
    } rows[] = {
        {"stadt elbgrund", "grosse kreisstadt elbgrund", true},
        {"stadt elbgrund", "pressestelle der stadt elbgrund", true},
        {"stadt elbgrund, pressestelle", "elbgrund", true},
        {"stadt elbgrund", "landkreis elbgrund", false},
        {"stadt elbgrund", "stadt moorfurt", false},
        {"stadt", "gemeinde", false},
        {"stadt elbgrund", "stadt elbgrund nord", false},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char other[KEYS_ISSUER_SIZE];
        keys_issuer(slice_from(rows[i].one), key);
        keys_issuer(slice_from(rows[i].other), other);
        if ((memcmp(key, other, sizeof(key)) == 0) != rows[i].is_same)
            fail_msg("'%s', '%s'", rows[i].one, rows[i].other);
    }
}

/* Ill-formed text is refused and nothing is written; no bytes at all make a key too long. */
static void test_random(void **state)
{
    (void)state;
    uint32_t seed = 7;
    struct keys_key key = {.size = 3};
    assert_int_not_equal(keys_organisation(cursor, SLICE("Verein \xff"), &key, NULL), FUND_OK);
    assert_int_equal(key.size, 3);
    for (int round = 0; round < 2000; round++) {
        char text[64];
        for (size_t i = 0; i < sizeof(text); i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = " aeV.-&\"AGx0"[(seed >> 24) % 12];
        }
        struct keys_initials found;
        assert_int_equal(keys_organisation(cursor, slice_of(text, sizeof(text)), &key, NULL),
                         FUND_OK);
        assert_true(key.size <= KEYS_SIZE_MAX);
        assert_int_equal(keys_surname(cursor, slice_of(text, sizeof(text)), &key, NULL), FUND_OK);
        assert_true(key.size <= KEYS_SIZE_MAX);
        assert_int_equal(keys_initials(cursor, slice_of(text, sizeof(text)), &found, NULL),
                         FUND_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_organisations), cmocka_unit_test(test_long),
        cmocka_unit_test(test_surnames),      cmocka_unit_test(test_initials),
        cmocka_unit_test(test_quoted),        cmocka_unit_test(test_issuers),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
