/*
 * What the tests of the store share: an own folder for each test, and short ways to write
 * documents.
 */
#ifndef TESTS_UNIT_STORE_FIXTURE_H
#define TESTS_UNIT_STORE_FIXTURE_H

#include "core/store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ftw.h>
#include <unistd.h>

#include <cmocka.h>

#define PATH_SIZE 256

struct folder {
    char path[64];
};

static inline int folder_create(void **state)
{
    struct folder *folder = calloc(1, sizeof(*folder));
    if (folder == NULL)
        return -1;
    snprintf(folder->path, sizeof(folder->path), "/tmp/fundstelle-store-XXXXXX");
    *state = folder;
    return mkdtemp(folder->path) != NULL ? 0 : -1;
}

static inline int remove_one(const char *path, const struct stat *info, int type, struct FTW *where)
{
    (void)info, (void)type, (void)where;
    return remove(path);
}

static inline int folder_remove(void **state)
{
    struct folder *folder = *state;
    int result = nftw(folder->path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(folder);
    return result;
}

#define STORE_TEST(function) cmocka_unit_test_setup_teardown(function, folder_create, folder_remove)

/* Writes the path of something in the test's folder. */
static inline const char *path_in(void **state, const char *name, char out[PATH_SIZE])
{
    const struct folder *folder = *state;
    snprintf(out, PATH_SIZE, "%s/%s", folder->path, name);
    return out;
}

#define assert_ok(call)                                                                            \
    do {                                                                                           \
        struct fund_error *shown = &test_error;                                                    \
        shown->message[0] = '\0';                                                                  \
        if ((call) != FUND_OK)                                                                     \
            fail_msg("%s: %s", #call, shown->message);                                             \
    } while (0)

static struct fund_error test_error;

#define assert_slice(actual, text)                                                                 \
    do {                                                                                           \
        struct slice compared = (actual), wanted = (text);                                         \
        assert_int_equal(compared.size, wanted.size);                                              \
        if (wanted.size > 0)                                                                       \
            assert_memory_equal(compared.data, wanted.data, wanted.size);                          \
    } while (0)

static inline struct store_writer *open_writer(const char *path, enum store_create how)
{
    struct store_writer *writer = NULL;
    assert_ok(store_writer_open(path, how, 0, &writer, &test_error));
    return writer;
}

static inline struct store_reader *open_reader(const char *path)
{
    struct store_reader *reader = NULL;
    assert_ok(store_reader_open(path, &reader, &test_error));
    return reader;
}

/* Adds the words of text, separated by single spaces, at positions from 1. */
static inline void add_words(struct store_document *document, const char *text)
{
    uint32_t position = 1;
    while (*text != '\0') {
        size_t size = strcspn(text, " ");
        assert_ok(
            store_document_add_posting(document, slice_of(text, size), position++, 1, &test_error));
        text += size + (text[size] == ' ');
    }
}

static inline struct store_document *make_document(const char *words)
{
    struct store_document *document = NULL;
    assert_ok(store_document_create(&document, &test_error));
    add_words(document, words);
    return document;
}

static inline store_docid add_document(struct store_writer *writer, const char *words)
{
    struct store_document *document = make_document(words);
    store_docid docid = 0;
    assert_ok(store_document_set_data(document, slice_from(words), 0, &test_error));
    assert_ok(store_writer_add(writer, document, &docid, &test_error));
    store_document_destroy(document);
    return docid;
}

/* xorshift64* (Vigna 2016): the same numbers everywhere. */
static inline uint32_t random_below(uint64_t *state, uint32_t limit)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)((*state * UINT64_C(0x2545f4914f6cdd1d)) >> 33) % limit;
}

/* Takes the parts. */
static inline struct store_query *combine(enum store_operator op, struct store_query *const *parts,
                                          size_t count)
{
    struct store_query *combined = NULL;
    assert_ok(store_query_combine(op, parts, count, &combined, &test_error));
    for (size_t i = 0; i < count; i++)
        store_query_destroy(parts[i]);
    return combined;
}

#endif
