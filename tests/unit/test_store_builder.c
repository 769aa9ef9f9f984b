/*
 * A database that is built in parts and joined holds what one does that Xapian has written.
 */
#include "tests/unit/store_fixture.h"

/* Of a join; others have one, or more than are used. */
#define JOIN_THREADS 2
#define DOCUMENTS    700u
#define PARTS_MAX    3u
#define WORDS        400u
#define DICTIONARY   ((struct slice){NULL, 0})

/* xorshift64 (Marsaglia 2003). */
static uint64_t draw(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Few words often and many seldom; some with NULs, prefixes of others, and long ones. */
static struct slice draw_term(uint64_t *state, char room[static STORE_TERM_MAX])
{
    uint64_t number = draw(state) % WORDS;
    number = number * (draw(state) % WORDS) / WORDS;
    int size = snprintf(room, STORE_TERM_MAX, "w%u", (unsigned)number);
    if (number % 7 == 1)
        room[size++] = '\0';
    if (number % 14 == 1)
        room[size++] = (char)(draw(state) % 3);
    if (number % 31 == 2) {
        memset(room + size, 'x', 80);
        size += 80;
    }
    return slice_of(room, (size_t)size);
}

static void fill(struct store_document *document, uint32_t number)
{
    char room[STORE_TERM_MAX], data[4000];
    uint64_t state = 88172645463325252u + number * UINT64_C(0x9e3779b97f4a7c15);
    assert_ok(store_document_clear(document, &test_error));
    uint64_t words = number % 50 == 0 ? 0 : draw(&state) % 300;
    for (uint64_t i = 0; i < words; i++) {
        struct slice term = draw_term(&state, room);
        uint32_t wdf = (uint32_t)(draw(&state) % 4 * (draw(&state) % 60));
        /* positions rise mostly, repeat, and are far apart now and then */
        uint32_t position = (uint32_t)(i + 1 + (draw(&state) % 9 == 0 ? draw(&state) % 100000 : 0));
        if (draw(&state) % 3 == 0)
            assert_ok(store_document_add_posting(document, term, position, wdf, &test_error));
        else
            assert_ok(store_document_add_term(document, term, wdf, &test_error));
    }
    /* all documents have it, so that its list has many pieces */
    assert_ok(store_document_add_posting(document, SLICE("all"), 1, number + 1, &test_error));
    for (uint32_t slot = 0; slot < 12; slot++) {
        size_t size = slot == 9 ? draw(&state) % sizeof(data) : draw(&state) % 6;
        memset(data, 'a' + (int)(draw(&state) % 26), size);
        assert_ok(store_document_set_value(document, 11 - slot, slice_of(data, size), &test_error));
    }
    size_t size = number % 40 == 7 ? 0 : draw(&state) % sizeof(data);
    for (size_t i = 0; i < size; i++)
        data[i] = (char)(draw(&state) & 0xff);
    assert_ok(store_document_set_data(document, slice_of(data, size), size / 2, &test_error));
}

static void add_metadata(struct store_writer *writer)
{
    char key[16], value[3000];
    memset(value, 'v', sizeof(value));
    for (unsigned i = 0; i < 30; i++) {
        snprintf(key, sizeof(key), "key %u", i);
        assert_ok(store_writer_set_metadata(writer, slice_from(key), slice_of(value, i * 100),
                                            &test_error));
    }
}

static void write_by_xapian(const char *path)
{
    struct store_document *document = NULL;
    struct store_writer *writer = open_writer(path, STORE_CREATE);
    store_docid docid;
    assert_ok(store_document_create(&document, &test_error));
    add_metadata(writer);
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        fill(document, i);
        assert_ok(store_writer_add(writer, document, &docid, &test_error));
    }
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    store_document_destroy(document);
}

static void build_part(const char *path, uint32_t first, uint32_t end)
{
    struct store_document *document = NULL;
    struct store_builder *builder = NULL;
    store_docid docid = 0;
    assert_ok(store_builder_create(path, first + 1, DICTIONARY, &builder, &test_error));
    assert_ok(store_document_create(&document, &test_error));
    for (uint32_t i = first; i < end; i++) {
        fill(document, i);
        assert_ok(store_builder_add(builder, document, &docid, &test_error));
        assert_int_equal(docid, i + 1);
    }
    assert_ok(store_builder_finish(builder, &test_error));
    store_builder_destroy(builder);
    store_document_destroy(document);
}

static void build(void **state, uint32_t count, const char *path)
{
    char metadata[PATH_SIZE], names[PARTS_MAX][PATH_SIZE];
    const char *parts[PARTS_MAX];
    path_in(state, "metadata", metadata);
    struct store_writer *writer = open_writer(metadata, STORE_CREATE);
    add_metadata(writer);
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    for (uint32_t i = 0; i < count; i++) {
        char name[16];
        snprintf(name, sizeof(name), "part-%u", i);
        parts[i] = path_in(state, name, names[i]);
        build_part(parts[i], DOCUMENTS * i / count, DOCUMENTS * (i + 1) / count);
    }
    assert_ok(store_join(metadata, parts, count, path, count, &test_error));
}

/* ---- comparing ------------------------------------------------------------------------------ */

static void compare_postings(struct store_reader *one, struct store_reader *other,
                             struct slice term)
{
    struct store_postings *a = NULL, *b = NULL;
    bool has_a = true, has_b = true;
    assert_ok(store_postings_open(one, term, &a, &test_error));
    assert_ok(store_postings_open(other, term, &b, &test_error));
    while (has_a) {
        store_docid docid_a = 0, docid_b = 0;
        uint32_t wdf_a = 0, wdf_b = 0;
        assert_ok(store_postings_next(a, &has_a, &docid_a, &wdf_a, &test_error));
        assert_ok(store_postings_next(b, &has_b, &docid_b, &wdf_b, &test_error));
        assert_int_equal(has_a, has_b);
        assert_int_equal(docid_a, docid_b);
        assert_int_equal(wdf_a, wdf_b);
    }
    store_postings_destroy(a);
    store_postings_destroy(b);
}

static void compare_terms(struct store_terms *a, struct store_terms *b, struct store_reader *one,
                          struct store_reader *other, bool has_postings)
{
    bool has_a = true, has_b = true;
    size_t count = 0;
    for (; has_a; count++) {
        struct slice term_a = {NULL, 0}, term_b = {NULL, 0};
        uint32_t frequency_a = 0, frequency_b = 0;
        assert_ok(store_terms_next(a, &has_a, &term_a, &frequency_a, &test_error));
        assert_ok(store_terms_next(b, &has_b, &term_b, &frequency_b, &test_error));
        assert_int_equal(has_a, has_b);
        if (!has_a)
            break;
        assert_slice(term_a, term_b);
        assert_int_equal(frequency_a, frequency_b);
        if (has_postings)
            compare_postings(one, other, term_a);
    }
    assert_true(!has_postings || count > WORDS / 2);
    store_terms_destroy(a);
    store_terms_destroy(b);
}

static void compare_document(struct store_reader *one, struct store_reader *other,
                             store_docid docid)
{
    struct slice a, b;
    struct store_terms *terms_a = NULL, *terms_b = NULL;
    assert_ok(store_reader_data(one, docid, &a, &test_error));
    assert_ok(store_reader_data(other, docid, &b, &test_error));
    assert_slice(a, b);
    for (uint32_t slot = 0; slot < 12; slot++) {
        assert_ok(store_reader_value(one, docid, slot, &a, &test_error));
        assert_ok(store_reader_value(other, docid, slot, &b, &test_error));
        assert_slice(a, b);
    }
    assert_ok(store_terms_of(one, docid, SLICE(""), &terms_a, &test_error));
    assert_ok(store_terms_of(other, docid, SLICE(""), &terms_b, &test_error));
    compare_terms(terms_a, terms_b, one, other, false);
}

static void compare_metadata(struct store_reader *one, struct store_reader *other)
{
    char key[16];
    struct slice a, b;
    for (unsigned i = 0; i < 30; i++) {
        snprintf(key, sizeof(key), "key %u", i);
        assert_ok(store_reader_metadata(one, slice_from(key), &a, &test_error));
        assert_ok(store_reader_metadata(other, slice_from(key), &b, &test_error));
        assert_int_equal(a.size, i * 100);
        assert_slice(a, b);
    }
}

static void compare_bounds(struct store_reader *one, struct store_reader *other)
{
    double length_a, length_b;
    struct slice lower_a, upper_a, lower_b, upper_b;
    assert_ok(store_reader_average_length(one, &length_a, &test_error));
    assert_ok(store_reader_average_length(other, &length_b, &test_error));
    assert_true(length_a == length_b);
    for (uint32_t slot = 0; slot < 12; slot++) {
        assert_ok(store_reader_value_bounds(one, slot, &lower_a, &upper_a, &test_error));
        assert_ok(store_reader_value_bounds(other, slot, &lower_b, &upper_b, &test_error));
        assert_slice(lower_a, lower_b);
        assert_slice(upper_a, upper_b);
    }
}

static void compare(const char *xapian, const char *built)
{
    struct store_terms *a = NULL, *b = NULL;
    struct store_reader *one = open_reader(xapian), *other = open_reader(built);
    uint64_t problems = 1;
    uint32_t count = 0;
    assert_ok(store_reader_document_count(other, &count, &test_error));
    assert_int_equal(count, DOCUMENTS);
    assert_ok(store_terms_all(one, SLICE(""), &a, &test_error));
    assert_ok(store_terms_all(other, SLICE(""), &b, &test_error));
    compare_terms(a, b, one, other, true);
    for (store_docid docid = 1; docid <= DOCUMENTS; docid++)
        compare_document(one, other, docid);
    compare_metadata(one, other);
    compare_bounds(one, other);
    store_reader_close(one);
    store_reader_close(other);
    assert_ok(store_check(built, &problems, &test_error));
    assert_int_equal(problems, 0);
}

/* Joining a database alone copies its positions, in the order of terms and documents. */
static void compare_positions(void **state, const char *xapian, const char *built)
{
    char paths[2][PATH_SIZE], file[PATH_SIZE + 32];
    const char *sources[] = {xapian, built};
    char *bytes[2];
    size_t sizes[2];
    for (int i = 0; i < 2; i++) {
        path_in(state, i == 0 ? "copy-xapian" : "copy-built", paths[i]);
        assert_ok(store_join(sources[i], &sources[i], 1, paths[i], JOIN_THREADS, &test_error));
        snprintf(file, sizeof(file), "%s/position.glass", paths[i]);
        FILE *stream = fopen(file, "rb");
        assert_non_null(stream);
        bytes[i] = malloc(1 << 24);
        assert_non_null(bytes[i]);
        sizes[i] = fread(bytes[i], 1, 1 << 24, stream);
        fclose(stream);
    }
    assert_true(sizes[0] > 100000 && sizes[0] < 1 << 24);
    assert_int_equal(sizes[0], sizes[1]);
    assert_memory_equal(bytes[0], bytes[1], sizes[0]);
    free(bytes[0]);
    free(bytes[1]);
}

static void same_as_xapian(void **state, uint32_t parts)
{
    char xapian[PATH_SIZE], built[PATH_SIZE];
    write_by_xapian(path_in(state, "xapian", xapian));
    build(state, parts, path_in(state, "built", built));
    compare(xapian, built);
    compare_positions(state, xapian, built);
}

static void test_one_part(void **state)
{
    same_as_xapian(state, 1);
}

static void test_three_parts(void **state)
{
    same_as_xapian(state, 3);
}

/* ---- changing what was built ---------------------------------------------------------------- */

static void change(const char *path)
{
    struct store_document *document = NULL;
    struct store_writer *writer = open_writer(path, STORE_OPEN);
    store_docid docid;
    assert_ok(store_document_create(&document, &test_error));
    for (uint32_t i = 0; i < 60; i++)
        assert_ok(store_writer_delete_docid(writer, i * 11 + 1, &test_error));
    for (uint32_t i = 0; i < 60; i++) {
        fill(document, i * 3);
        assert_ok(store_writer_add(writer, document, &docid, &test_error));
    }
    assert_ok(store_writer_delete(writer, SLICE("w390"), &test_error));
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    store_document_destroy(document);
}

static void compare_all_terms(struct store_reader *one, struct store_reader *other)
{
    struct store_terms *a = NULL, *b = NULL;
    assert_ok(store_terms_all(one, SLICE(""), &a, &test_error));
    assert_ok(store_terms_all(other, SLICE(""), &b, &test_error));
    compare_terms(a, b, one, other, true);
}

static void test_changes(void **state)
{
    char xapian[PATH_SIZE], built[PATH_SIZE];
    uint64_t problems = 1;
    write_by_xapian(path_in(state, "xapian", xapian));
    build(state, 2, path_in(state, "built", built));
    change(xapian);
    change(built);
    struct store_reader *one = open_reader(xapian), *other = open_reader(built);
    uint32_t count_a = 0, count_b = 0;
    assert_ok(store_reader_document_count(one, &count_a, &test_error));
    assert_ok(store_reader_document_count(other, &count_b, &test_error));
    assert_int_equal(count_a, count_b);
    assert_true(count_a > 300 && count_a < DOCUMENTS);
    compare_all_terms(one, other);
    store_reader_close(one);
    store_reader_close(other);
    assert_ok(store_check(built, &problems, &test_error));
    assert_int_equal(problems, 0);
}

static bool next_posting(struct store_postings *postings, store_docid *docid)
{
    bool more = false;
    uint32_t wdf;
    assert_ok(store_postings_next(postings, &more, docid, &wdf, &test_error));
    return more;
}

/* Xapian's writer leaves documents out, lists in many pieces, and blocks in any order. */
static void test_join_of_written(void **state)
{
    char xapian[PATH_SIZE], joined[PATH_SIZE];
    uint64_t problems = 1;
    uint32_t count_a = 0, count_b = 0;
    store_docid last_a = 0, last_b = 0, docid = 0;
    const char *parts[] = {path_in(state, "xapian", xapian)};
    write_by_xapian(xapian);
    change(xapian);
    assert_ok(
        store_join(xapian, parts, 1, path_in(state, "joined", joined), JOIN_THREADS, &test_error));
    struct store_reader *one = open_reader(xapian), *other = open_reader(joined);
    assert_ok(store_reader_document_count(one, &count_a, &test_error));
    assert_ok(store_reader_document_count(other, &count_b, &test_error));
    assert_int_equal(count_a, count_b);
    assert_ok(store_reader_last_docid(one, &last_a, &test_error));
    assert_ok(store_reader_last_docid(other, &last_b, &test_error));
    assert_int_equal(last_a, last_b);
    compare_all_terms(one, other);
    compare_metadata(one, other);
    compare_bounds(one, other);
    struct store_postings *all = NULL;
    assert_ok(store_postings_open(one, SLICE(""), &all, &test_error));
    while (next_posting(all, &docid))
        compare_document(one, other, docid);
    store_postings_destroy(all);
    /* a document that lists name and that is not there */
    struct slice data;
    assert_int_equal(store_reader_data(other, 1, &data, &test_error), FUND_CORRUPT);
    assert_non_null(strstr(test_error.message, "rebuild it with"));
    store_reader_close(one);
    store_reader_close(other);
    assert_ok(store_check(joined, &problems, &test_error));
    assert_int_equal(problems, 0);
    compare_positions(state, xapian, joined);
}

/* ---- what is refused ------------------------------------------------------------------------ */

static void test_nothing(void **state)
{
    char metadata[PATH_SIZE], part[PATH_SIZE], built[PATH_SIZE];
    const char *parts[] = {path_in(state, "part", part)};
    uint32_t count = 1;
    uint64_t problems = 1;
    store_writer_close(open_writer(path_in(state, "metadata", metadata), STORE_CREATE));
    build_part(part, 0, 0);
    assert_ok(
        store_join(metadata, parts, 1, path_in(state, "built", built), JOIN_THREADS, &test_error));
    struct store_reader *reader = open_reader(built);
    assert_ok(store_reader_document_count(reader, &count, &test_error));
    assert_int_equal(count, 0);
    store_reader_close(reader);
    assert_ok(store_check(built, &problems, &test_error));
    assert_int_equal(problems, 0);
    assert_int_equal(store_join(metadata, parts, 1, built, JOIN_THREADS, &test_error), FUND_IO);
}

static void test_wrong_order(void **state)
{
    char metadata[PATH_SIZE], first[PATH_SIZE], second[PATH_SIZE], built[PATH_SIZE];
    store_writer_close(open_writer(path_in(state, "metadata", metadata), STORE_CREATE));
    build_part(path_in(state, "first", first), 0, 10);
    build_part(path_in(state, "second", second), 9, 20);
    const char *parts[] = {first, second};
    assert_int_equal(
        store_join(metadata, parts, 2, path_in(state, "built", built), JOIN_THREADS, &test_error),
        FUND_INVALID_ARGUMENT);
    struct store_builder *builder = NULL;
    assert_int_equal(store_builder_create(first, 1, DICTIONARY, &builder, &test_error), FUND_IO);
    assert_int_equal(store_builder_create(built, 0, DICTIONARY, &builder, &test_error),
                     FUND_INVALID_ARGUMENT);
    assert_null(builder);
}

static void test_join_refuses(void **state)
{
    char part[PATH_SIZE], missing[PATH_SIZE], built[PATH_SIZE], deep[PATH_SIZE];
    struct stat info;
    build_part(path_in(state, "part", part), 0, 10);
    path_in(state, "missing", missing);
    path_in(state, "built", built);
    const char *parts[] = {part}, *gone[] = {part, missing};
    assert_int_equal(store_join(missing, parts, 1, built, JOIN_THREADS, &test_error),
                     FUND_NOT_FOUND);
    assert_int_equal(store_join(part, gone, 2, built, JOIN_THREADS, &test_error), FUND_NOT_FOUND);
    assert_non_null(strstr(test_error.message, missing));
    assert_int_equal(store_join(part, parts, 1, part, JOIN_THREADS, &test_error), FUND_IO);
    assert_int_equal(store_join(part, parts, 1, path_in(state, "missing/built", deep), JOIN_THREADS,
                                &test_error),
                     FUND_IO);
    assert_int_equal(stat(built, &info), -1);
    /* the part is as it was */
    assert_ok(store_join(part, parts, 1, built, JOIN_THREADS, &test_error));
    assert_int_equal(stat(built, &info), 0);
}

/* Whatever byte of a part is wrong: joining it ends, and with a status of its own. */
static void test_damaged_part(void **state)
{
    static const char *const tables[] = {"postlist", "docdata", "termlist", "position"};
    char metadata[PATH_SIZE], part[PATH_SIZE], built[PATH_SIZE], file[PATH_SIZE + 32];
    const char *parts[] = {path_in(state, "part", part)};
    unsigned failures = 0;
    uint64_t random = 7;
    store_writer_close(open_writer(path_in(state, "metadata", metadata), STORE_CREATE));
    build_part(part, 0, 60);
    for (unsigned i = 0; i < 400; i++) {
        char name[32];
        snprintf(file, sizeof(file), "%s/%s.glass", part, tables[i % 4]);
        snprintf(name, sizeof(name), "built-%u", i);
        FILE *stream = fopen(file, "r+b");
        assert_non_null(stream);
        fseek(stream, 0, SEEK_END);
        /* heads and directories of blocks, and what lies behind them */
        long size = ftell(stream), at = (long)(draw(&random) % (uint64_t)size);
        at = i % 3 == 0 ? at : at / 8192 * 8192 + at % 60;
        fseek(stream, at, SEEK_SET);
        int before = fgetc(stream);
        fseek(stream, at, SEEK_SET);
        fputc(before ^ (1 << draw(&random) % 8), stream);
        fclose(stream);
        fund_status status =
            store_join(metadata, parts, 1, path_in(state, name, built), JOIN_THREADS, &test_error);
        assert_true(status == FUND_OK || status == FUND_CORRUPT);
        failures += status != FUND_OK;
        stream = fopen(file, "r+b");
        assert_non_null(stream);
        fseek(stream, at, SEEK_SET);
        fputc(before, stream);
        fclose(stream);
    }
    assert_true(failures > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_one_part),     STORE_TEST(test_three_parts),
        STORE_TEST(test_changes),      STORE_TEST(test_join_of_written),
        STORE_TEST(test_nothing),      STORE_TEST(test_wrong_order),
        STORE_TEST(test_join_refuses), STORE_TEST(test_damaged_part),
    };
    return cmocka_run_group_tests_name("store_builder", tests, NULL, NULL);
}
