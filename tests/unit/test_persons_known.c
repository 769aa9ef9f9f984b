/*
 * What a session keeps of persons: the names by which a release shows them, and which names of a
 * surname others end with, the words of roles.
 */
#include "store_fixture.h"

#include "core/schema/schema.h"
#include "query/lib/names/persons_known.h"
#include "query/lib/names/persons_parts.h"

#define ARENA_MAX    ((size_t)16 * 1024 * 1024)
#define TERM_SIZE    200

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* ---- releases ------------------------------------------------------------------------------- */

static void make(struct release *release, const char *id, const char *const *names, size_t count)
{
    release_init(release);
    release->id = slice_from(id);
    for (size_t i = 0; i < count; i++) {
        struct release_entity *person = release_add_entity(release, &release->persons);
        assert_non_null(person);
        person->name = slice_from(names[i]);
    }
}

static bool recall(struct walk_cache *cache, struct release *release)
{
    bool is_known = false;
    assert_ok(persons_recall(cache, release, &is_known, &test_error));
    return is_known;
}

/* Notes that a release with the stored names shows the others. */
static void note(struct walk_cache *cache, const char *id, const char *const *stored,
                 const char *const *told, size_t count)
{
    struct release release;
    struct slice names[8];
    make(&release, id, told, count);
    for (size_t i = 0; i < count; i++)
        names[i] = slice_from(stored[i]);
    persons_note(cache, &release, names);
    release_finish(&release);
}

static const char *const stored[] = {"Lampe", "Anna Kolb", "H. Lampe"};
static const char *const told[] = {"Helmut Lampe", "Anna Kolb", "Hilde Lampe"};

static void test_release(void **state)
{
    (void)state;
    struct walk_cache *cache = NULL;
    struct release release;
    assert_ok(walk_cache_create(&cache, &test_error));
    make(&release, "a-1", stored, COUNT(stored));
    assert_false(recall(cache, &release));
    assert_false(recall(NULL, &release));
    note(cache, "a-1", stored, told, COUNT(stored));
    note(cache, "a-2", stored, stored, COUNT(stored));
    note(cache, "a-3", NULL, NULL, 0);
    note(NULL, "a-1", stored, stored, COUNT(stored));
    assert_true(recall(cache, &release));
    for (size_t i = 0; i < COUNT(told); i++)
        assert_slice(release.persons.items[i].name, slice_from(told[i]));
    release_finish(&release);
    make(&release, "a-2", stored, COUNT(stored));
    assert_true(recall(cache, &release));
    for (size_t i = 0; i < COUNT(stored); i++)
        assert_slice(release.persons.items[i].name, slice_from(stored[i]));
    walk_cache_clear(cache);
    assert_false(recall(cache, &release));
    release_finish(&release);
    walk_cache_destroy(cache);
}

/* No answer, or one to another question, changes nothing. */
static void test_other_release(void **state)
{
    (void)state;
    static const struct row {
        const char *id;
        size_t count;
        bool is_known;
    } rows[] = {
        {"a-1", 3, true}, {"a-1", 2, false}, {"a-1", 0, false}, {"a-10", 3, false},
        {"", 3, false},   {"a-3", 0, true},  {"a-3", 1, false}, {"A-1", 3, false},
    };
    char long_id[SCHEMA_NAME_MAX + 2];
    struct walk_cache *cache = NULL;
    struct release release;
    assert_ok(walk_cache_create(&cache, &test_error));
    note(cache, "a-1", stored, told, COUNT(stored));
    note(cache, "a-3", NULL, NULL, 0);
    note(cache, "", stored, told, COUNT(stored));
    for (size_t i = 0; i < COUNT(rows); i++) {
        make(&release, rows[i].id, stored, rows[i].count);
        assert_int_equal(recall(cache, &release), rows[i].is_known);
        for (size_t j = 0; j < rows[i].count && !rows[i].is_known; j++)
            assert_slice(release.persons.items[j].name, slice_from(stored[j]));
        release_finish(&release);
    }
    for (size_t size = SCHEMA_NAME_MAX; size <= SCHEMA_NAME_MAX + 1; size++) {
        memset(long_id, 'x', size);
        long_id[size] = '\0';
        note(cache, long_id, stored, told, COUNT(stored));
        make(&release, long_id, stored, COUNT(stored));
        assert_int_equal(recall(cache, &release), size == SCHEMA_NAME_MAX);
        release_finish(&release);
    }
    walk_cache_destroy(cache);
}

static void test_long_names(void **state)
{
    (void)state;
    char long_name[WALK_ANSWER_MAX];
    const char *const names[] = {long_name, "", "Helmut Lampe"};
    struct walk_cache *cache = NULL;
    struct release release;
    memset(long_name, 'y', sizeof(long_name) - 1);
    long_name[sizeof(long_name) - 1] = '\0';
    assert_ok(walk_cache_create(&cache, &test_error));
    for (size_t i = 0; i < COUNT(names); i++) {
        note(cache, "a-1", stored, &names[i], 1);
        make(&release, "a-1", stored, 1);
        assert_int_equal(recall(cache, &release), i == 2);
        release_finish(&release);
    }
    walk_cache_destroy(cache);
}

/* ---- longer names --------------------------------------------------------------------------- */

static const struct name_row {
    const char *name;
    bool may_be_short;
} name_rows[] = {
    {"Helmut Lampe", true},
    {"Karl Helmut Lampe", false},
    {"Anna Lampe", false},
    {"Hanna Lampe", false},
    {"Anna Rosa Lampe", true},
    {"Eva Anna Rosa Lampe", false},
    {"Lampe", true},
    {"A. Lampe", true},
    {"Dr Anna Rosa Lampe", false},
    {"Karl Helmut Kolb", false},
};

static void write_names(const char *path)
{
    char term[TERM_SIZE];
    struct store_document *document = NULL;
    store_docid docid;
    assert_ok(store_document_create(&document, &test_error));
    struct store_writer *writer = open_writer(path, STORE_CREATE);
    for (size_t i = 0; i < COUNT(name_rows) - 1; i++)
        for (int year = 2018; year < 2021; year++) {
            snprintf(term, sizeof(term), SCHEMA_PERSON_SEEN "lampe\x1f%s\x1f%04d\x1f%s",
                     name_rows[i].name, year, "aaaaaaaa");
            assert_ok(store_document_add_term(document, slice_from(term), 1, &test_error));
        }
    assert_ok(store_writer_add(writer, document, &docid, &test_error));
    assert_ok(store_writer_commit(writer, &test_error));
    store_document_destroy(document);
    store_writer_close(writer);
}

static bool may_be_short(const struct name_context *context, const char *name)
{
    bool may_be = false;
    assert_ok(
        persons_may_be_short(context, SLICE("lampe"), slice_from(name), &may_be, &test_error));
    return may_be;
}

static void test_short(void **state)
{
    char path[PATH_SIZE];
    struct arena arena = arena_init(ARENA_MAX);
    struct walk_cache *cache = NULL;
    write_names(path_in(state, "db", path));
    struct store_reader *reader = open_reader(path);
    assert_ok(walk_cache_create(&cache, &test_error));
    struct name_context without = {reader, NULL, &arena, NULL, NULL, NULL, NULL};
    struct name_context context = {reader, NULL, &arena, NULL, NULL, cache, NULL};
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < COUNT(name_rows); i++) {
            assert_int_equal(may_be_short(&without, name_rows[i].name), name_rows[i].may_be_short);
            assert_int_equal(may_be_short(&context, name_rows[i].name), name_rows[i].may_be_short);
        }
    assert_int_equal(walk_cache_hits(cache), 0); /* one walk for all of them */
    bool may_be = true;
    assert_ok(
        persons_may_be_short(&context, SLICE(""), SLICE("Helmut Lampe"), &may_be, &test_error));
    assert_false(may_be);
    walk_cache_destroy(cache);
    store_reader_close(reader);
    arena_finish(&arena);
}

/* ---- roles ---------------------------------------------------------------------------------- */

static const char *const roles[] = {
    "Bürgermeister",  "Leiter des Ordnungsamtes Haltern", "", "-", "Ordnungsamtsleiter",
    "1. Vorsitzende",
};

/* What is told of a role is the same, whether or not it was read before. */
static void check_role(const struct name_context *context, const char *role)
{
    struct query_words words = {NULL, 0, 0}, read = {NULL, 0, 0};
    assert_ok(persons_role_words(context, SLICE("Sprecherin"), &words, &test_error));
    assert_int_equal(words.count, 1);
    assert_ok(persons_role_words(context, slice_from(role), &words, &test_error));
    assert_ok(words_read(context->cursor, slice_from(role), context->arena, &read, &test_error));
    assert_int_equal(words.count, 1 + read.count);
    for (size_t i = 0; i < read.count; i++) {
        const struct query_word *word = &words.items[1 + i];
        assert_slice(word->stem, read.items[i].stem);
        assert_int_equal(word->is_stop, read.items[i].is_stop);
        assert_int_equal(word->part_count, read.items[i].part_count);
        for (size_t j = 0; j < word->part_count; j++)
            assert_slice(word->parts[j], read.items[i].parts[j]);
    }
}

static void test_roles(void **state)
{
    (void)state;
    char long_role[2 * WALK_ANSWER_MAX];
    struct arena arena = arena_init(ARENA_MAX);
    struct text_analyser *analyser = NULL;
    struct text_cursor *cursor = NULL;
    struct walk_cache *cache = NULL;
    struct slice answer;
    for (size_t i = 0; i < sizeof(long_role); i++)
        long_role[i] = "leiter "[i % 7];
    long_role[sizeof(long_role) - 1] = '\0';
    assert_ok(text_analyser_create(&analyser, &test_error));
    assert_ok(text_cursor_create(analyser, &cursor, &test_error));
    assert_ok(walk_cache_create(&cache, &test_error));
    struct name_context context = {NULL, cursor, &arena, NULL, NULL, cache, NULL};
    struct name_context without = {NULL, cursor, &arena, NULL, NULL, NULL, NULL};
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < COUNT(roles); i++) {
            check_role(&context, roles[i]);
            check_role(&without, roles[i]);
        }
        check_role(&context, long_role);
    }
    assert_true(walk_cache_recall(cache, SLICE("WBürgermeister"), &answer));
    assert_int_equal(answer.data[0], 0);
    walk_cache_destroy(cache);
    text_cursor_destroy(cursor);
    text_analyser_destroy(analyser);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_release),    cmocka_unit_test(test_other_release),
        cmocka_unit_test(test_long_names), STORE_TEST(test_short),
        cmocka_unit_test(test_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
