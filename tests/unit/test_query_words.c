/*
 * Words of a query: those that are read folded alone are the same as those of a whole analysis, and
 * roles that are remembered the same as those that are read each time.
 */
#include "query/lib/base/words.h"
#include "query/lib/names/roles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define ARENA_MAX ((size_t)1 << 24)

static struct fund_error test_error;

static int make_cursor(void **state)
{
    static struct text_analyser *analyser; /* to be destroyed with the program */
    struct text_cursor *cursor = NULL;
    if ((analyser == NULL && text_analyser_create(&analyser, &test_error) != FUND_OK) ||
        text_cursor_create(analyser, &cursor, &test_error) != FUND_OK)
        return -1;
    *state = cursor;
    return 0;
}

static int destroy_cursor(void **state)
{
    text_cursor_destroy(*state);
    return 0;
}

static void assert_slices(struct slice actual, struct slice wanted)
{
    assert_int_equal(actual.size, wanted.size);
    if (wanted.size > 0)
        assert_memory_equal(actual.data, wanted.data, wanted.size);
}

/* ---- folded alone --------------------------------------------------------------------------- */

static void compare_folded(struct text_cursor *cursor, struct slice text)
{
    struct arena arena = arena_init(ARENA_MAX);
    struct query_words whole = {NULL, 0, 0}, folded = {NULL, 0, 0};
    fund_status status = words_read(cursor, text, &arena, &whole, &test_error);
    assert_int_equal(words_read_folded(cursor, text, &arena, &folded, &test_error), status);
    if (status == FUND_OK) {
        assert_int_equal(folded.count, whole.count);
        for (size_t i = 0; i < whole.count; i++) {
            assert_slices(folded.items[i].folded, whole.items[i].folded);
            assert_int_equal(folded.items[i].is_stop, whole.items[i].is_stop);
        }
    }
    arena_finish(&arena);
}

static void test_folded(void **state)
{
    static const char *const names[] = {
        "",
        " ",
        "A",
        "a",
        "Kolb",
        "Eva Kolb",
        "eva kolb",
        " Eva Kolb",
        "Eva Kolb ",
        "Eva  Kolb",
        "EVA KOLB",
        "Eva McKolb",
        "E. Kolb",
        "Eva-Lotta Kolb-Müller",
        "O'Kolb",
        "Ökül Çetinößer",
        "Ärzte und Größe",
        "Jérôme Ñandú",
        "Łukasz Kołb",
        "Kolb von der Aue",
        "Dr. Kolb",
        "Kolb 2",
        "KolbInnen",
        "Kolb\xc3",
        "Kolb\xc3\x97",
        "Kolb\xc3\xb7",
        "Kolb\xc3\x9f",
        "\xc3\x9f",
        "\xc3\x9eorn \xc3\x90rn \xc3\xbe \xc3\xb0",
        "Kolb\xcc\x88",
        "Kolb\xc2\xad Rat",
        "Kolb\tRat",
        "Kolb\xc2\xa0Rat",
        "Haupt- und Realschule",
        "\xff",
        "Eva Kolb Eva Kolb Eva Kolb Eva Kolb Eva Kolb Eva Kolb Eva Ko",
        "Eva Kolb Eva Kolb Eva Kolb Eva Kolb Eva Kolb Eva Kolb Eva Kol",
        "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichen",
        "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichena",
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        compare_folded(*state, slice_from(names[i]));
}

/* xorshift64 (Marsaglia 2003). */
static uint32_t next_random(uint64_t *state, uint32_t end)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)((*state >> 16) % end);
}

static void test_folded_random(void **state)
{
    static const char *const pieces[] = {"a", "e",  "n", "s", "t", "z", "A", "M", "ä", "ö",  "ü",
                                         "ß", "Ö",  "É", "é", "ç", "ÿ", " ", " ", " ", "in", "ch",
                                         "-", "Ll", "'", "×", "i", "r", "d", "u", "er"};
    uint64_t random = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        char text[128] = "";
        size_t size = 0;
        for (uint32_t k = next_random(&random, 30); k > 0; k--)
            size +=
                (size_t)snprintf(text + size, sizeof(text) - size, "%s",
                                 pieces[next_random(&random, sizeof(pieces) / sizeof(*pieces))]);
        compare_folded(*state, slice_of(text, size));
    }
}

/* ---- roles ---------------------------------------------------------------------------------- */

static void compare_role(const struct name_context *context, const struct name_context *without,
                         struct slice role)
{
    const struct query_words *kept = NULL, *again = NULL, *read = NULL;
    assert_int_equal(role_words(context, role, &kept, &test_error), FUND_OK);
    assert_int_equal(role_words(context, role, &again, &test_error), FUND_OK);
    assert_int_equal(role_words(without, role, &read, &test_error), FUND_OK);
    assert_int_equal(kept->count, read->count);
    assert_int_equal(again->count, read->count);
    for (size_t i = 0; i < read->count; i++) {
        assert_slices(kept->items[i].stem, read->items[i].stem);
        assert_slices(again->items[i].stem, read->items[i].stem);
        assert_int_equal(again->items[i].part_count, read->items[i].part_count);
    }
}

/* What was remembered stays when more is, and one beyond the most is read each time. */
static void test_roles(void **state)
{
    struct arena arena = arena_init(ARENA_MAX);
    struct role_memo *memo = NULL;
    assert_int_equal(role_memo_create(&memo, &test_error), FUND_OK);
    struct name_context context = {NULL, *state, &arena, NULL, NULL, NULL, memo};
    struct name_context without = {NULL, *state, &arena, NULL, NULL, NULL, NULL};
    const struct query_words *first = NULL, *same = NULL, *beyond = NULL;
    assert_int_equal(role_words(&context, SLICE("Leiterin"), &first, &test_error), FUND_OK);
    compare_role(&context, &without, SLICE(""));
    compare_role(&context, &without, SLICE("Leiter des Ordnungsamtes"));
    compare_role(&context, &without, SLICE("Ordnungsamtsleiter"));
    for (int i = 0; i < ROLES_KEPT_MAX; i++) {
        char role[32];
        int size = snprintf(role, sizeof(role), "Amt %d", i);
        assert_int_equal(role_words(&context, slice_of(role, (size_t)size), &beyond, &test_error),
                         FUND_OK);
        assert_int_equal(beyond->count, 2);
    }
    compare_role(&context, &without, SLICE("Bauamtsleiterin"));
    assert_int_equal(role_words(&context, SLICE("Leiterin"), &same, &test_error), FUND_OK);
    assert_ptr_equal(same, first);
    role_memo_destroy(memo);
    role_memo_destroy(NULL);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_folded, make_cursor, destroy_cursor),
        cmocka_unit_test_setup_teardown(test_folded_random, make_cursor, destroy_cursor),
        cmocka_unit_test_setup_teardown(test_roles, make_cursor, destroy_cursor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
