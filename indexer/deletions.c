/*
 * See deletions.h. Each is a piece of metadata under its id.
 */
#include "indexer/deletions.h"

#include <stdlib.h>

#define KEY_MAX 256
/* Of too many so many are forgotten at once, so that it is seldom done. */
#define FORGOTTEN_AT_ONCE (SCHEMA_DELETIONS_MAX / 10)

static fund_status make_key(struct deletions *deletions, struct slice id, struct fund_error *error)
{
    buffer_clear(&deletions->key);
    fund_status status = buffer_append(&deletions->key, SLICE(SCHEMA_META_DELETED), error);
    return status == FUND_OK ? buffer_append(&deletions->key, id, error) : status;
}

static fund_status count_one(void *context, struct slice id, const struct schema_deletion *deletion,
                             struct fund_error *error)
{
    struct deletions *deletions = context;
    (void)id;
    (void)deletion;
    (void)error;
    deletions->count++;
    return FUND_OK;
}

fund_status deletions_visit(struct store_reader *reader,
                            fund_status (*visit)(void *context, struct slice id,
                                                 const struct schema_deletion *deletion,
                                                 struct fund_error *error),
                            void *context, struct fund_error *error)
{
    struct store_terms *keys = NULL;
    struct slice prefix = SLICE(SCHEMA_META_DELETED);
    fund_status status = store_terms_metadata(reader, prefix, &keys, error);
    for (bool more = true; status == FUND_OK && more;) {
        struct slice key, value;
        struct schema_deletion deletion;
        uint32_t frequency;
        status = store_terms_next(keys, &more, &key, &frequency, error);
        if (status != FUND_OK || !more)
            break;
        status = store_reader_metadata(reader, key, &value, error);
        if (status == FUND_OK && schema_decode_deletion(value, &deletion))
            status = visit(context, slice_part(key, prefix.size, key.size), &deletion, error);
    }
    store_terms_destroy(keys);
    return status;
}

fund_status deletions_open(struct deletions *deletions, struct store_writer *writer,
                           struct store_reader *reader, struct fund_error *error)
{
    *deletions = (struct deletions){writer, 0, buffer_init(KEY_MAX)};
    return deletions_visit(reader, count_one, deletions, error);
}

void deletions_close(struct deletions *deletions)
{
    buffer_finish(&deletions->key);
}

fund_status deletions_add(struct deletions *deletions, struct slice id,
                          const struct schema_deletion *deletion, struct fund_error *error)
{
    char bytes[SCHEMA_DELETION_SIZE];
    schema_encode_deletion(deletion, bytes);
    fund_status status = make_key(deletions, id, error);
    if (status == FUND_OK)
        status = store_writer_set_metadata(deletions->writer, buffer_slice(&deletions->key),
                                           slice_of(bytes, sizeof(bytes)), error);
    deletions->count += status == FUND_OK;
    return status;
}

fund_status deletions_find(struct deletions *deletions, struct store_reader *reader,
                           struct slice id, bool *is_there, struct schema_deletion *deletion,
                           struct fund_error *error)
{
    struct slice value = {NULL, 0};
    *is_there = false;
    if (deletions->count == 0)
        return FUND_OK;
    fund_status status = make_key(deletions, id, error);
    if (status == FUND_OK)
        status = store_reader_metadata(reader, buffer_slice(&deletions->key), &value, error);
    *is_there = status == FUND_OK && schema_decode_deletion(value, deletion);
    return status;
}

fund_status deletions_remove(struct deletions *deletions, struct slice id, struct fund_error *error)
{
    if (deletions->count == 0)
        return FUND_OK;
    fund_status status = make_key(deletions, id, error);
    return status == FUND_OK
               ? store_writer_set_metadata(deletions->writer, buffer_slice(&deletions->key),
                                           slice_of(NULL, 0), error)
               : status;
}

/* ---- forgetting ----------------------------------------------------------------------------- */

struct trimming {
    struct deletions *deletions;
    uint64_t *revisions; /* of all, to find the oldest */
    size_t count, capacity;
    uint64_t last; /* those up to it are forgotten */
};

static fund_status collect(void *context, struct slice id, const struct schema_deletion *deletion,
                           struct fund_error *error)
{
    struct trimming *trimming = context;
    (void)id;
    if (deletion->is_by_user)
        return FUND_OK;
    if (trimming->count == trimming->capacity) {
        size_t capacity = trimming->capacity > 0 ? trimming->capacity * 2 : 1024;
        uint64_t *revisions = realloc(trimming->revisions, capacity * sizeof(*revisions));
        if (revisions == NULL)
            return error_no_memory(error);
        trimming->revisions = revisions;
        trimming->capacity = capacity;
    }
    trimming->revisions[trimming->count++] = deletion->revision;
    return FUND_OK;
}

static int compare(const void *a, const void *b)
{
    uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;
    return (first > second) - (first < second);
}

static fund_status forget(void *context, struct slice id, const struct schema_deletion *deletion,
                          struct fund_error *error)
{
    struct trimming *trimming = context;
    if (deletion->is_by_user || deletion->revision > trimming->last)
        return FUND_OK;
    trimming->deletions->count--;
    fund_status status = make_key(trimming->deletions, id, error);
    return status == FUND_OK ? store_writer_set_metadata(trimming->deletions->writer,
                                                         buffer_slice(&trimming->deletions->key),
                                                         slice_of(NULL, 0), error)
                             : status;
}

fund_status deletions_trim(struct deletions *deletions, struct store_reader *reader,
                           struct fund_error *error)
{
    char bytes[SCHEMA_REVISION_SIZE];
    struct trimming trimming = {.deletions = deletions};
    if (deletions->count <= SCHEMA_DELETIONS_MAX)
        return FUND_OK;
    fund_status status = deletions_visit(reader, collect, &trimming, error);
    if (status == FUND_OK)
        deletions->count = trimming.count;
    if (status == FUND_OK && trimming.count > SCHEMA_DELETIONS_MAX) {
        size_t forgotten = trimming.count - SCHEMA_DELETIONS_MAX + FORGOTTEN_AT_ONCE;
        qsort(trimming.revisions, trimming.count, sizeof(*trimming.revisions), compare);
        trimming.last = trimming.revisions[forgotten - 1];
        status = deletions_visit(reader, forget, &trimming, error);
        if (status == FUND_OK)
            status = store_writer_set_metadata(
                deletions->writer, SLICE(SCHEMA_META_REVISION_FROM),
                slice_of(bytes, schema_encode_revision(trimming.last, bytes)), error);
    }
    free(trimming.revisions);
    return status;
}
