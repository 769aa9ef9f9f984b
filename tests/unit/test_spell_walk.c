/*
 * The walk over an archive's words: it finds all within the bound and no others, whatever it leaps
 * over, and ends where its steps do.
 */
#include "store_fixture.h"

#include "query/lib/spell/walk.h"

#include "core/schema/schema.h"

#define FOUND_MAX 4096

struct found {
    char text[FOUND_MAX]; /* "word/cost/releases " each */
    size_t size, count;
};

static fund_status note(struct spell_walk *walk, struct slice word, uint32_t cost,
                        uint32_t releases, struct fund_error *error)
{
    struct found *found = walk->data;
    (void)error;
    found->count++;
    int size = snprintf(found->text + found->size, FOUND_MAX - found->size, "%.*s/%u/%u ",
                        (int)word.size, word.data, cost, releases);
    assert_in_range(size, 1, FOUND_MAX - found->size - 1);
    found->size += (size_t)size;
    return FUND_OK;
}

static struct store_reader *open_with(void **state, const char *const *documents, size_t count)
{
    char path[PATH_SIZE];
    struct store_writer *writer = open_writer(path_in(state, "db", path), STORE_CREATE);
    for (size_t i = 0; i < count; i++)
        add_document(writer, documents[i]);
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    return open_reader(path);
}

static void walk_for(const struct store_reader *reader, const char *wrong, struct spell_walk walk,
                     struct found *found)
{
    static struct spell_rows rows;
    *found = (struct found){.size = 0};
    assert_true(spell_rows_init(&rows, slice_from(wrong)));
    walk.reader = reader;
    walk.rows = &rows;
    walk.prefix = SCHEMA_FORM;
    walk.visit = note;
    walk.data = found;
    assert_ok(spell_walk(&walk, &test_error));
}

static const char *const documents[] = {
    "Qbiotonne Rbiotonne Rbiotonne\x1f^ Rabend Rstolpersteine\x1f^ Rzoo Kbiotonn",
    "Rbiotonne\x1f^ Rbiotop\x1f^ Rballon\x1f^ Rbio Rnonne Rbiotonne\xff",
    "Rhiotonne Rbiotonnenleerung\x1f^ R2023 Rz\xc3\xa4h Wbiotonne Sbiotonne",
};

static const struct {
    const char *wrong;
    char first, not_first;
    uint32_t bound;
    const char *found;
} rows[] = {
    /* n missing; both forms, the one of two releases with both */
    {"biotone", '\0', '\0', 60, "biotonne/40/1 biotonne/40/2 "},
    /* hiotonne: h is beside b, at the front (70 + 50), and n missing */
    {"biotone", '\0', '\0', 160, "biotonne/40/1 biotonne/40/2 hiotonne/160/1 "},
    {"biotone", 'b', '\0', 160, "biotonne/40/1 biotonne/40/2 "},
    {"biotone", '\0', 'b', 160, "hiotonne/160/1 "},
    {"biotone", '\0', '\0', 39, ""},
    {"biotone", 'x', '\0', 160, ""},
    {"stolperstiene", '\0', '\0', 60, "stolpersteine/60/1 "},
    {"biotonne", '\0', '\0', 0, "biotonne/0/1 biotonne/0/2 "},
    {"2024", '\0', '\0', 300, ""},
};

static void test_rows(void **state)
{
    struct store_reader *reader = open_with(state, documents, 3);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct found found;
        walk_for(reader, rows[i].wrong,
                 (struct spell_walk){.first = rows[i].first,
                                     .not_first = rows[i].not_first,
                                     .bound = rows[i].bound,
                                     .steps_left = 1000},
                 &found);
        assert_string_equal(found.text, rows[i].found);
    }
    store_reader_close(reader);
}

static void test_steps_end(void **state)
{
    struct store_reader *reader = open_with(state, documents, 3);
    struct found found;
    for (uint32_t steps = 0; steps < 20; steps++) {
        walk_for(reader, "biotone", (struct spell_walk){.bound = 60, .steps_left = steps}, &found);
        assert_in_range(found.count, 0, steps < 2 ? steps : 2);
    }
    walk_for(reader, "biotone", (struct spell_walk){.bound = 60, .steps_left = 1000}, &found);
    assert_int_equal(found.count, 2);
    store_reader_close(reader);
}

/* An archive without a word. */
static void test_empty(void **state)
{
    static const char *const nothing[] = {"Wwort"};
    struct store_reader *reader = open_with(state, nothing, 1);
    struct found found;
    walk_for(reader, "wort", (struct spell_walk){.bound = 300, .steps_left = 10}, &found);
    assert_int_equal(found.count, 0);
    store_reader_close(reader);
}

/* Words of few letters, so that many are near each other: as many as looking at each one finds. */
static void check_finds_all(void **state, const char *of)
{
    char words[400][8], text[400 * 10] = "";
    size_t size = 0, different = strlen(of);
    srand(7);
    for (size_t i = 0; i < 400; i++) {
        size_t letters = 3 + (size_t)rand() % 5;
        for (size_t j = 0; j < letters; j++)
            words[i][j] = of[(size_t)rand() % different];
        words[i][letters] = '\0';
        size +=
            (size_t)snprintf(text + size, sizeof(text) - size, "%sR%s", i > 0 ? " " : "", words[i]);
    }
    const char *const document[] = {text};
    struct store_reader *reader = open_with(state, document, 1);
    for (size_t i = 0; i < 400; i += 20) {
        for (uint32_t bound = 40; bound <= 160; bound += 40) {
            struct found found;
            size_t expected = 0;
            for (size_t j = 0; j < 400; j++) {
                bool is_first = true;
                for (size_t k = 0; k < j; k++)
                    is_first = is_first && strcmp(words[j], words[k]) != 0;
                expected +=
                    is_first && spell_distance(slice_from(words[i]), slice_from(words[j])) <= bound;
            }
            walk_for(reader, words[i], (struct spell_walk){.bound = bound, .steps_left = 10000},
                     &found);
            assert_int_equal(found.count, expected);
        }
    }
    store_reader_close(reader);
}

static void test_finds_all(void **state)
{
    check_finds_all(state, "aeinrt");
}

/* Also where words have what is no letter. */
static void test_finds_all_signs(void **state)
{
    check_finds_all(state, "ae'-7z\xc3\xa4");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_rows),      STORE_TEST(test_steps_end),       STORE_TEST(test_empty),
        STORE_TEST(test_finds_all), STORE_TEST(test_finds_all_signs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
