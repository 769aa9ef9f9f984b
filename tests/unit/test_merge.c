/*
 * Names of a release that turn out to be one: it stands where the first of them does, with the
 * roles, aliases and mentions of all, in long lists as in short ones.
 */
#include "query/lib/names/merge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define NAMES_MAX 100
#define NAME_SIZE 16

static void add(struct release *release, const char *name, const char *role, uint32_t mention)
{
    struct release_entity *person = release_add_entity(release, &release->persons);
    assert_non_null(person);
    person->name = slice_from(name);
    person->role = slice_from(role);
    assert_true(release_add_mention(release, person, (struct range){mention, mention + 1}));
}

static void assert_text(struct slice text, const char *expected)
{
    assert_int_equal(text.size, strlen(expected));
    assert_memory_equal(text.data, expected, text.size);
}

/* So many different names, then each once more. */
static void check(uint32_t count)
{
    char names[NAMES_MAX][NAME_SIZE];
    struct release release;
    release_init(&release);
    for (uint32_t i = 0; i < count; i++) {
        snprintf(names[i], sizeof(names[i]), "Lampe %u", i);
        add(&release, names[i], "Leiter", 1000 + i);
    }
    for (uint32_t i = 0; i < count; i++)
        add(&release, names[i], i % 2 == 0 ? "Leiter" : "Sprecher", i);
    assert_int_equal(merge_names(&release, NULL), FUND_OK);
    assert_int_equal(release.persons.count, count);
    for (uint32_t i = 0; i < count; i++) {
        const struct release_entity *person = &release.persons.items[i];
        assert_text(person->name, names[i]);
        assert_text(person->role, i % 2 == 0 ? "Leiter" : "Leiter, Sprecher");
        assert_int_equal(person->mention_count, 2);
        assert_int_equal(person->mentions[0].start, i);
        assert_int_equal(person->mentions[1].start, 1000 + i);
    }
    release_finish(&release);
}

static void test_lengths(void **state)
{
    (void)state;
    for (uint32_t count = 0; count <= NAMES_MAX; count++)
        check(count);
}

static void test_kinds_stay_apart(void **state)
{
    (void)state;
    struct release release;
    release_init(&release);
    struct release_entities *lists[] = {&release.persons, &release.organisations, &release.places};
    for (size_t i = 0; i < 3; i++) {
        struct release_entity *entity = release_add_entity(&release, lists[i]);
        assert_non_null(entity);
        entity->name = SLICE("Haltern");
    }
    assert_int_equal(merge_names(&release, NULL), FUND_OK);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(lists[i]->count, 1);
    release_finish(&release);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_kinds_stay_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
