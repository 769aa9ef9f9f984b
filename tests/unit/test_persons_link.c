/*
 * Who is meant by one sighting of a short name is the same, whether it is looked for alone or all
 * sightings of the surname are linked.
 */
#include "store_fixture.h"

#include "core/names/keys.h"
#include "core/schema/schema.h"
#include "query/lib/names/persons.h"

#define ARENA_MAX ((size_t)64 * 1024 * 1024)
#define SURNAME   SLICE("lampe")
#define ROUNDS    60
#define FEW       40
#define MANY      400
#define TERM_SIZE 200

static const char *const few_names[] = {
    "Lampe",       "H. Lampe",    "Helmut Lampe", "Karl Helmut Lampe", "Anna Lampe",
    "Heike Lampe", "Hans. Lampe", "K. H. Lampe",  "Anna Lampe junior", "Helmut Franz Lampe",
};
static const char *const roles[] = {"", "Leiter Ordnungsamt", "Bürgermeister", "Vorsitzende"};
static const char *const issuers[] = {"aaaaaaaa", "bbbbbbbb", NULL};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

struct sighting {
    char name[48];
    const char *role, *issuer;
    int year;
};

/* The generator of Park and Miller (1988): the same on every machine. */
static uint32_t draw(uint32_t *state, size_t below)
{
    *state = (uint32_t)((uint64_t)*state * 48271 % 2147483647);
    return *state % (uint32_t)below;
}

static struct sighting make(uint32_t *state, bool has_many_names)
{
    struct sighting made = {.role = roles[draw(state, COUNT(roles))],
                            .issuer = issuers[draw(state, COUNT(issuers))],
                            .year = draw(state, 9) == 0 ? 0 : 2000 + (int)draw(state, 9)};
    size_t number = draw(state, has_many_names ? 200 : COUNT(few_names));
    if (number < COUNT(few_names))
        snprintf(made.name, sizeof(made.name), "%s", few_names[number]);
    else
        snprintf(made.name, sizeof(made.name), "Hanna%zu Lampe", number);
    return made;
}

static const char *issuer_key(const struct sighting *sighting, char bytes[KEYS_ISSUER_SIZE + 1])
{
    if (sighting->issuer != NULL)
        return sighting->issuer;
    keys_issuer(slice_of(NULL, 0), bytes);
    bytes[KEYS_ISSUER_SIZE] = '\0';
    return bytes;
}

static void write_sighting(struct store_writer *writer, const struct sighting *sighting)
{
    char term[TERM_SIZE], bytes[KEYS_ISSUER_SIZE + 1];
    struct store_document *document = NULL;
    store_docid docid;
    const char *issuer = issuer_key(sighting, bytes);
    assert_ok(store_document_create(&document, &test_error));
    snprintf(term, sizeof(term), SCHEMA_PERSON_SEEN "lampe\x1f%s\x1f%04d\x1f%s", sighting->name,
             sighting->year, issuer);
    assert_ok(store_document_add_term(document, slice_from(term), 1, &test_error));
    snprintf(term, sizeof(term), SCHEMA_PERSON_AND_ROLE "%s\x1f%04d\x1f%s\x1f%s", sighting->name,
             sighting->year, issuer, sighting->role);
    if (sighting->role[0] != '\0')
        assert_ok(store_document_add_term(document, slice_from(term), 1, &test_error));
    assert_ok(store_writer_add(writer, document, &docid, &test_error));
    store_document_destroy(document);
}

static void write_all(const char *path, const struct sighting *sightings, size_t count)
{
    struct store_writer *writer = open_writer(path, STORE_CREATE);
    for (size_t i = 0; i < count; i++)
        write_sighting(writer, &sightings[i]);
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
}

/* The full name that linking all gives: of the sighting with the role, else of that without one. */
static struct slice full_of(const struct persons *persons, const struct person_mention *mention)
{
    const struct person_seen *found = NULL;
    for (size_t i = 0; i < persons->seen_count; i++) {
        const struct person_seen *seen = &persons->seen[i];
        bool is_same = slice_equal(persons->names[seen->name].text, mention->name) &&
                       slice_equal(seen->issuer, mention->issuer) && seen->year == mention->year;
        if (is_same && slice_equal(seen->role, mention->role))
            return persons->names[seen->full].text;
        if (is_same && seen->role.size == 0)
            found = seen;
    }
    return found != NULL ? persons->names[found->full].text : mention->name;
}

/* Compares all sightings; how many are short for another name. */
static size_t compare(const struct name_context *context, const struct sighting *sightings,
                      size_t count)
{
    struct persons persons;
    size_t linked = 0;
    assert_ok(persons_load(context, SURNAME, &persons, &test_error));
    for (size_t i = 0; i < count; i++) {
        char bytes[KEYS_ISSUER_SIZE + 1];
        struct person_mention mention = {slice_from(sightings[i].name),
                                         slice_from(sightings[i].role), sightings[i].year,
                                         slice_from(issuer_key(&sightings[i], bytes))};
        struct arena scratch = arena_init(ARENA_MAX);
        struct name_context own = *context;
        struct slice full = mention.name;
        own.arena = &scratch;
        assert_ok(persons_find_full(&own, SURNAME, &mention, &full, &test_error));
        assert_slice(full, full_of(&persons, &mention));
        linked += !slice_equal(full, mention.name);
        arena_finish(&scratch);
    }
    return linked;
}

static size_t run(void **state, struct text_cursor *cursor, uint32_t seed, size_t count)
{
    char path[PATH_SIZE], name[32];
    struct sighting *sightings = calloc(count, sizeof(*sightings));
    struct arena arena = arena_init(ARENA_MAX);
    struct walk_cache *walks = NULL;
    assert_non_null(sightings);
    for (size_t i = 0; i < count; i++)
        sightings[i] = make(&seed, count == MANY);
    snprintf(name, sizeof(name), "db-%u", seed);
    write_all(path_in(state, name, path), sightings, count);
    struct store_reader *reader = open_reader(path);
    assert_ok(walk_cache_create(&walks, &test_error));
    struct name_context context = {reader, cursor, &arena, NULL, NULL, walks, NULL};
    size_t linked = compare(&context, sightings, count);
    walk_cache_destroy(walks);
    store_reader_close(reader);
    arena_finish(&arena);
    free(sightings);
    return linked;
}

static void test_one_and_all(void **state)
{
    struct text_analyser *analyser = NULL;
    struct text_cursor *cursor = NULL;
    size_t linked = 0;
    assert_ok(text_analyser_create(&analyser, &test_error));
    assert_ok(text_cursor_create(analyser, &cursor, &test_error));
    for (uint32_t i = 1; i <= ROUNDS; i++)
        linked += run(state, cursor, i * 7919, i % 10 == 0 ? MANY : FEW);
    assert_in_range(linked, ROUNDS, SIZE_MAX); /* else nothing was compared */
    text_cursor_destroy(cursor);
    text_analyser_destroy(analyser);
}

static void test_nobody(void **state)
{
    char path[PATH_SIZE];
    struct arena arena = arena_init(ARENA_MAX);
    write_all(path_in(state, "db", path), NULL, 0);
    struct store_reader *reader = open_reader(path);
    struct name_context context = {reader, NULL, &arena, NULL, NULL, NULL, NULL};
    struct person_mention mention = {SLICE("Lampe"), {NULL, 0}, 2020, SLICE("aaaaaaaa")};
    struct slice full = {NULL, 0};
    assert_ok(persons_find_full(&context, SURNAME, &mention, &full, &test_error));
    assert_int_equal(full.size, 0);
    store_reader_close(reader);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_one_and_all),
        STORE_TEST(test_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
