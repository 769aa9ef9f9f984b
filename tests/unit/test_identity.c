/*
 * Ids of releases, and the remembered state of their sources.
 */
#include "indexer/identity.h"
#include "indexer/state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_ids(void **state)
{
    (void)state;
    /* FNV-1a (64 bits) of the empty string and of "a", from RFC 9923's test vectors. */
    static const struct {
        const char *file, *source, *id;
    } rows[] = {
        {"001.txt", "", "001-cbf29ce484222325"},
        {"2023/08/001.txt", "a", "001-af63dc4c8601ec8c"},
        {"001", "", "001-cbf29ce484222325"},
        {"Bürgerfest Süd.txt", "", "buergerfest-sued-cbf29ce484222325"},
        {"a.b.txt", "", "a.b-cbf29ce484222325"},
        {"_a--b (1).txt", "", "_a-b-1-cbf29ce484222325"},
        {"%20'\"<>.txt", "", "20-cbf29ce484222325"},
        {"Пресса.txt", "", "cbf29ce484222325"},
        {".txt", "", ".txt-cbf29ce484222325"},
        {"", "", "cbf29ce484222325"},
        {"d/", "", "cbf29ce484222325"},
        /* 40 bytes of the stem; a hyphen at the cut goes */
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.txt", "",
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-cbf29ce484222325"},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbb.txt", "",
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-cbf29ce484222325"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct buffer id = buffer_init(100);
        assert_int_equal(
            identity_append(slice_from(rows[i].file), slice_from(rows[i].source), &id, NULL),
            FUND_OK);
        assert_string_equal(id.data, rows[i].id);
        buffer_finish(&id);
    }
    struct buffer small = buffer_init(4);
    assert_int_equal(identity_append(SLICE("001.txt"), SLICE(""), &small, NULL), FUND_LIMIT);
    assert_int_equal(small.size, 0);
}

static void test_states(void **state)
{
    (void)state;
    const struct state stored = {UINT64_MAX - 1, 17, -5, 3, 9, 9, -7, 11};
    char bytes[STATE_SIZE_MAX];
    size_t size = state_encode(&stored, bytes);
    struct state read = {0};
    assert_true(state_decode(slice_of(bytes, size), &read, NULL));
    assert_int_equal(read.content_hash, stored.content_hash);
    assert_int_equal(read.size_bytes, 17);
    assert_int_equal(read.modified_ns, -5);
    assert_int_equal(read.options_hash, 3);
    assert_int_equal(read.source_hash, 9);
    assert_int_equal(read.updated, -7);
    assert_int_equal(read.file_hash, 11);
    assert_int_equal(read.origin_hash, 9);
    assert_false(state_decode(slice_of(bytes, size - 1), &read, NULL));
    assert_false(state_decode(slice_of(bytes, size + 1), &read, NULL));
    assert_false(state_decode(slice_of(NULL, 0), &read, NULL));
    struct slice rest = {NULL, 0};
    assert_true(state_decode(slice_of(bytes, size + 1), &read, &rest));
    assert_int_equal(rest.size, 1);

    /* the file of another source has its own time and size */
    const struct state inside = {5, 17, -5, 3, 9, 12, -7, 11};
    size = state_encode(&inside, bytes);
    assert_true(state_decode(slice_of(bytes, size), &read, NULL));
    assert_int_equal(read.content_hash, 5);
    assert_int_equal(read.size_bytes, 0);
    assert_int_equal(read.modified_ns, 0);
    assert_int_equal(read.options_hash, 3);
    assert_int_equal(read.source_hash, 9);
    assert_int_equal(read.updated, -7);
    assert_int_equal(read.file_hash, 11);
    assert_int_equal(read.origin_hash, 12);
    assert_false(state_decode(slice_of(bytes, size - 1), &read, NULL));
    assert_false(state_decode(slice_of(bytes, size + 1), &read, NULL));

    static const struct {
        struct state now;
        bool is_fresh, has_same_content;
    } rows[] = {
        {{UINT64_MAX - 1, 17, -5, 3, 9, 0, 0, 0}, true, true},
        {{0, 17, -5, 3, 9, 0, 0, 0}, true, false},
        {{UINT64_MAX - 1, 17, -4, 3, 9, 0, 0, 0}, false, true},
        /* the content tells: another file of an archive may be larger */
        {{UINT64_MAX - 1, 18, -5, 3, 9, 0, 0, 0}, false, true},
        {{UINT64_MAX - 1, 17, -5, 4, 9, 0, 0, 0}, false, false},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_int_equal(state_is_fresh(&stored, &rows[i].now), rows[i].is_fresh);
        assert_int_equal(state_has_same_content(&stored, &rows[i].now), rows[i].has_same_content);
    }
}

/* By hand: each step is (hash ^ byte) * the multiplier, modulo 2^64, from the last byte on. */
static void test_source_hash(void **state)
{
    (void)state;
    const uint64_t multiplier = UINT64_C(0x9e3779b97f4a7c15);
    assert_true(state_hash_source(SLICE("")) == 1);
    assert_true(state_hash_source(SLICE("a")) == ('a' ^ 1u) * multiplier);
    assert_true(state_hash_source(SLICE("ba")) == ((('a' ^ 1u) * multiplier) ^ 'b') * multiplier);
    assert_true(state_hash_source(SLICE("ab")) != state_hash_source(SLICE("ba")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_states),
        cmocka_unit_test(test_source_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
