/*
 * The alias file: what it says, and how it is refused.
 */
#include "query/lib/names/aliases.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
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

static struct aliases *read(const char *text)
{
    struct aliases *aliases = NULL;
    struct fund_error error = {.message = ""};
    if (aliases_parse("aliases.txt", slice_from(text), cursor, &aliases, &error) != FUND_OK)
        fail_msg("%s", error.message);
    return aliases;
}

static struct slice key_of(enum alias_kind kind, const char *name, struct keys_key *key)
{
    assert_int_equal(aliases_key(cursor, kind, slice_from(name), key, NULL), FUND_OK);
    return keys_slice(key);
}

static const char text[] =
    "\xef\xbb\xbf# names of Auenrode\r\n"
    "\r\n"
    "person: Andreas Stegemann = A. Stegemann, Bürgermeister Stegemann   # since 2009\n"
    "Organisation: Technisches Hilfswerk = THW\n"
    "org: \"Kern, Holt & Partner\" = KHP, \"K, H & P\"\n"
    "organisation: Technisches Hilfswerk = Hilfswerk Auenrode\n"
    "ort: Haltern am See = Haltern\n"
    "nie: organisation THW = Theater Wiesen\n"
    "never: person Koch\n"
    "split: person Peter Müller | 2005..2012 | 2013..\n"
    "trenne: person Eva Stein | ..1999 | 2001";

static const struct {
    enum alias_kind kind;
    const char *name, *shown; /* NULL: in no group */
} groups[] = {
    {ALIAS_PERSON, "Andreas Stegemann", "Andreas Stegemann"},
    {ALIAS_PERSON, "a. stegemann", "Andreas Stegemann"},
    {ALIAS_PERSON, "Buergermeister Stegemann", "Andreas Stegemann"},
    {ALIAS_PERSON, "Stegemann", NULL},
    {ALIAS_PERSON, "THW", NULL},
    {ALIAS_ORGANISATION, "thw", "Technisches Hilfswerk"},
    {ALIAS_ORGANISATION, "Technischen Hilfswerks", "Technisches Hilfswerk"},
    {ALIAS_ORGANISATION, "Hilfswerk Auenrode", "Technisches Hilfswerk"},
    {ALIAS_ORGANISATION, "KHP", "Kern, Holt & Partner"},
    {ALIAS_ORGANISATION, "K H P", "Kern, Holt & Partner"},
    {ALIAS_PLACE, "haltern", "Haltern am See"},
    {ALIAS_PLACE, "See", NULL},
};

static void test_groups(void **state)
{
    (void)state;
    struct aliases *aliases = read(text);
    struct keys_key key;
    for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++) {
        const struct alias_group *group =
            aliases_group(aliases, groups[i].kind, key_of(groups[i].kind, groups[i].name, &key));
        if (groups[i].shown == NULL
                ? group != NULL
                : group == NULL || !slice_equal(group->names[0].text, slice_from(groups[i].shown)))
            fail_msg("%s", groups[i].name);
    }
    const struct alias_group *hilfswerk =
        aliases_group(aliases, ALIAS_ORGANISATION, key_of(ALIAS_ORGANISATION, "THW", &key));
    assert_int_equal(hilfswerk->count, 3);
    assert_int_equal(hilfswerk->line, 4);
    assert_null(aliases_group(NULL, ALIAS_PERSON, SLICE("koch")));
    aliases_destroy(aliases);
}

static void test_never_and_split(void **state)
{
    (void)state;
    struct aliases *aliases = read(text);
    struct keys_key first, second;
    struct slice thw = key_of(ALIAS_ORGANISATION, "THW", &first);
    struct slice theater = key_of(ALIAS_ORGANISATION, "Theater Wiesen", &second);
    assert_true(aliases_forbid(aliases, ALIAS_ORGANISATION, thw, theater));
    assert_true(aliases_forbid(aliases, ALIAS_ORGANISATION, theater, thw));
    assert_false(aliases_forbid(aliases, ALIAS_PERSON, thw, theater));
    assert_false(aliases_forbid(aliases, ALIAS_ORGANISATION, thw, SLICE("amt")));
    assert_true(aliases_forbid(aliases, ALIAS_PERSON, SLICE("koch"), SLICE("anna koch")));
    assert_false(aliases_forbid(aliases, ALIAS_PERSON, SLICE("anna koch"), SLICE("koch")));
    assert_false(aliases_forbid(NULL, ALIAS_PERSON, SLICE("koch"), SLICE("koch")));
    const struct alias_split *split =
        aliases_split(aliases, key_of(ALIAS_PERSON, "Peter Mueller", &first));
    assert_int_equal(split->count, 2);
    assert_int_equal(split->spans[0].first, 2005);
    assert_int_equal(split->spans[0].last, 2012);
    assert_int_equal(split->spans[1].first, 2013);
    assert_int_equal(split->spans[1].last, INT_MAX);
    split = aliases_split(aliases, key_of(ALIAS_PERSON, "Eva Stein", &first));
    assert_int_equal(split->spans[0].first, 0);
    assert_int_equal(split->spans[1].first, 2001);
    assert_int_equal(split->spans[1].last, 2001);
    assert_null(aliases_split(aliases, SLICE("eva")));
    assert_null(aliases_split(NULL, SLICE("eva")));
    aliases_destroy(aliases);
}

static const struct {
    const char *text, *where; /* part of the message */
} wrong[] = {
    {"Stegemann", "line 1: there is no ':'"},
    {"# a\n\nverein: A = B", "line 3: it begins with none"},
    {"person: A. Stegemann", "line 1: there is no '='"},
    {"person: = B", "line 1: a name is missing"},
    {"person: A =", "line 1: a name is missing"},
    {"person: A = B,", "line 1: a name is missing"},
    {"person: A = , B", "line 1: a name is missing"},
    {"person: \"A = B", "line 1: a quotation mark is not closed"},
    {"person: \"A\" B = C", "line 1: something stands behind a quoted name"},
    {"person: A = B\nperson: C = B", "line 2: 'B' stands for 'A' in line 1 already"},
    {"never: Koch", "line 1: it does not say of what"},
    {"never: person", "line 1: a name is missing"},
    {"never: person A = ", "line 1: a name is missing"},
    {"split: person Peter Müller", "line 1: there are no years"},
    {"split: organisation THW | 2005", "line 1: only persons"},
    {"split: person A | 2005..2012 | 2012..", "line 1: the years are no rising spans"},
    {"split: person A | 2012..2005", "line 1: the years are no rising spans"},
    {"split: person A | ..", "line 1: the years are no rising spans"},
    {"split: person A | 05", "line 1: the years are no rising spans"},
    {"split: person A | 2005 |", "line 1: the years are no rising spans"},
    {"person: A = B = C", "line 1: there is more than one '='"},
    {"never: org THW = Theater Wiesen = Technisches Hilfswerk", "line 1: there is more than one"},
    {"person: A = B\nnever: person B = a",
     "line 2: 'B' and 'a' are never the same, but line 1 says that they are the same"},
    {"nie: org A, B = C\n\norg: C = D, \"A, B\"",
     "line 3: 'A, B' and 'C' are the same, but line 1 says that they are never the same"},
    {"person: A = C\nperson: A = B\nnever: person B = C", "line 3: 'B' and 'C' are never"},
    {"never: person B = X, C\nperson: A = C\nperson: A = B", "line 3: 'B' and 'C' are the same"},
    {"person: Andreas Stegemann = Stegemann\nnever: person Andreas Stegemann = Stegemann",
     "line 2"},
    {"never: person A = a", "line 1: a name is never itself"},
    {"never: person Koch\nperson: Eva Koch = Koch", "line 2: 'Koch' and 'Eva Koch' are the same"},
    {"person: A = \xff", "line 1: it is no well-formed UTF-8"},
};

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        struct aliases *aliases = NULL;
        struct fund_error error = {.message = ""};
        fund_status status =
            aliases_parse("aliases.txt", slice_from(wrong[i].text), cursor, &aliases, &error);
        if (status != FUND_INVALID_ARGUMENT || strstr(error.message, wrong[i].where) == NULL)
            fail_msg("'%s': %d, %s", wrong[i].text, (int)status, error.message);
        assert_null(aliases);
    }
}

/* Names apart within different groups, and of different kinds, contradict nothing. */
static void test_no_contradiction(void **state)
{
    (void)state;
    aliases_destroy(read("person: A = B\nperson: C = D\nnever: person A = C, D\n"
                         "never: org A = B\nnever: person A\nperson: \"E = F\" = G"));
}

/* One beyond each limit; a NUL. */
static void test_limits(void **state)
{
    (void)state;
    struct buffer out = buffer_init(SIZE_MAX / 2);
    struct aliases *aliases = NULL;
    for (unsigned i = 0; i < ALIASES_NAMES_MAX; i++)
        buffer_append_format(&out, NULL, "%s Amt%u", i == 0 ? "org: X =" : ",", i);
    assert_int_equal(aliases_parse("a", buffer_slice(&out), cursor, &aliases, NULL),
                     FUND_INVALID_ARGUMENT);
    buffer_clear(&out);
    for (unsigned i = 0; i < ALIASES_GROUP_MAX; i++)
        buffer_append_format(&out, NULL, "org: X = Amt%u\n", i);
    assert_int_equal(aliases_parse("a", buffer_slice(&out), cursor, &aliases, NULL),
                     FUND_INVALID_ARGUMENT);
    buffer_clear(&out);
    buffer_append(&out, SLICE("person: A = "), NULL);
    while (out.size <= ALIASES_LINE_MAX)
        buffer_append_byte(&out, 'b', NULL);
    assert_int_equal(aliases_parse("a", buffer_slice(&out), cursor, &aliases, NULL),
                     FUND_INVALID_ARGUMENT);
    buffer_clear(&out);
    for (unsigned i = 0; i <= ALIASES_STATEMENTS_MAX; i++)
        buffer_append_format(&out, NULL, "never: person Amt%u\n", i);
    assert_int_equal(aliases_parse("a", buffer_slice(&out), cursor, &aliases, NULL),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(aliases_parse("a", SLICE("person: A = B\0C"), cursor, &aliases, NULL),
                     FUND_INVALID_ARGUMENT);
    assert_int_equal(aliases_parse("a", SLICE(""), cursor, &aliases, NULL), FUND_OK);
    aliases_destroy(aliases);
    aliases_destroy(NULL);
    buffer_finish(&out);
}

/* Thousands of statements, and random lines: no crash, and no half of a file. */
static void test_hostile(void **state)
{
    (void)state;
    struct buffer out = buffer_init(SIZE_MAX / 2);
    struct aliases *aliases = NULL;
    struct keys_key key;
    for (unsigned i = 0; i < 5000; i++)
        buffer_append_format(&out, NULL, "person: Anna Amt%u = A. Amt%u\n", i, i);
    assert_int_equal(aliases_parse("a", buffer_slice(&out), cursor, &aliases, NULL), FUND_OK);
    assert_non_null(aliases_group(aliases, ALIAS_PERSON, key_of(ALIAS_PERSON, "A. Amt4999", &key)));
    aliases_destroy(aliases);
    buffer_finish(&out);
    uint32_t seed = 11;
    for (int round = 0; round < 3000; round++) {
        char line[80];
        size_t size =
            (size_t)snprintf(line, sizeof(line), "%s", round % 2 ? "split: person " : "org: ");
        for (; size < sizeof(line); size++) {
            seed = seed * 1664525u + 1013904223u;
            line[size] = "a=,|\" .2:#\n\xc3\xa4"[(seed >> 24) % 13];
        }
        aliases = NULL;
        if (aliases_parse("a", slice_of(line, size), cursor, &aliases, NULL) == FUND_OK)
            aliases_destroy(aliases);
        else
            assert_null(aliases);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups), cmocka_unit_test(test_never_and_split),
        cmocka_unit_test(test_wrong),  cmocka_unit_test(test_no_contradiction),
        cmocka_unit_test(test_limits), cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
