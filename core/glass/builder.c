/*
 * See glass.h.
 *
 * What is by document, its terms and its data, is written as it comes. The table of posting lists
 * begins with metadata (key: 0, 0xc0, the key), the values (streams.c) and the lengths of documents
 * (0, 0xe0); then come the terms' lists (postings.c).
 */
#include "core/glass/glass.h"

#include "core/glass/encode.h"
#include "core/glass/database.h"
#include "core/glass/lists.h"
#include "core/glass/postings.h"
#include "core/glass/streams.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#define FOLDER_MODE   0777
#define BYTES_MAX     ((size_t)UINT32_MAX)
#define DOCUMENTS_MAX (UINT32_MAX - 1)
#define METADATA      ((char)0xc0)

struct glass_builder {
    struct database database;
    struct lists lists;
    struct streams streams;
    struct postings_list lengths;
    struct version_counts counts;
    struct document_order order;
    struct buffer tag;
};

fund_status glass_builder_create(const char *path, uint32_t first, struct glass_builder **builder,
                                 struct fund_error *error)
{
    if (first == 0 || first > DOCUMENTS_MAX)
        return error_set(error, FUND_INVALID_ARGUMENT, "a first document %u", first);
    struct glass_builder *created = calloc(1, sizeof(*created));
    if (created == NULL)
        return error_no_memory(error);
    created->tag = buffer_init(BYTES_MAX);
    created->lengths = postings_list_init();
    created->lengths.key = SLICE(POSTINGS_LENGTHS);
    created->counts.last_document = first - 1;
    streams_init(&created->streams);
    fund_status status = database_init(&created->database, path, error);
    if (status == FUND_OK)
        status = lists_init(&created->lists, error);
    if (status == FUND_OK && mkdir(path, FOLDER_MODE) != 0)
        status = error_set(error, FUND_IO, "'%s' cannot be made: %s", path, strerror(errno));
    if (status != FUND_OK) {
        glass_builder_destroy(created);
        return status;
    }
    *builder = created;
    return FUND_OK;
}

void glass_builder_destroy(struct glass_builder *builder)
{
    if (builder == NULL)
        return;
    database_free(&builder->database);
    lists_finish(&builder->lists);
    streams_finish(&builder->streams);
    postings_list_finish(&builder->lengths);
    document_order_finish(&builder->order);
    buffer_finish(&builder->tag);
    free(builder);
}

size_t glass_builder_memory(const struct glass_builder *builder)
{
    return lists_memory(&builder->lists) + streams_memory(&builder->streams);
}

/* ---- documents ------------------------------------------------------------------------------ */

static uint32_t count_length(struct glass_builder *builder, const struct glass_document *document)
{
    struct version_counts *counts = &builder->counts;
    uint32_t length = 0;
    for (uint32_t i = 0; i < document->term_count; i++) {
        uint32_t wdf = document->terms[i].wdf;
        length += wdf;
        counts->wdf_upper = wdf > counts->wdf_upper ? wdf : counts->wdf_upper;
    }
    if (length > 0 && (counts->length_lower == 0 || length < counts->length_lower))
        counts->length_lower = length;
    counts->length_upper = length > counts->length_upper ? length : counts->length_upper;
    counts->total_length += length;
    return length;
}

/*
 * The tag: length of the document, number of terms; of the first term its size, the term and the
 * wdf; of each other one how many bytes it shares with the term before, which has n, the size of
 * the rest, the rest, and the wdf. Where (wdf + 1) * (n + 1) + shared is below 256 it stands in the
 * place of shared, and the wdf is left out.
 */
static size_t put_term(char *out, struct slice last, struct slice term, uint32_t wdf)
{
    size_t shared = 0, least = last.size < term.size ? last.size : term.size, size = 0;
    while (shared < least && last.data[shared] == term.data[shared])
        shared++;
    size_t packed = wdf < 127 ? (wdf + 1) * (last.size + 1) + shared : 256;
    out[size++] = (char)(packed < 256 ? packed : shared);
    out[size++] = (char)(term.size - shared);
    memcpy(out + size, term.data + shared, term.size - shared);
    size += term.size - shared;
    return packed < 256 ? size : size + encode_number(out + size, wdf);
}

static fund_status make_term_list(struct glass_builder *builder,
                                  const struct glass_document *document, uint32_t length,
                                  struct fund_error *error)
{
    struct slice last = {NULL, 0};
    buffer_clear(&builder->tag);
    if (document->term_count == 0)
        return FUND_OK;
    fund_status status = buffer_reserve(
        &builder->tag, document->bytes.size + document->term_count * (2 + ENCODE_NUMBER_MAX) + 16,
        error);
    if (status != FUND_OK)
        return status;
    char *out = builder->tag.data;
    size_t size = encode_number(out, length);
    size += encode_number(out + size, document->term_count);
    for (uint32_t i = 0; i < document->term_count; i++) {
        const struct document_term *term = &document->terms[builder->order.items[i].number];
        struct slice bytes = document_bytes(document, term->at, term->size);
        if (i > 0) {
            size += put_term(out + size, last, bytes, term->wdf);
        } else {
            out[size++] = (char)bytes.size;
            memcpy(out + size, bytes.data, bytes.size);
            size += bytes.size;
            size += encode_number(out + size, term->wdf);
        }
        last = bytes;
    }
    builder->tag.size = size;
    return FUND_OK;
}

/* The slots that the document has values in, each as the slots between it and the one before. */
static fund_status make_slot_list(struct glass_builder *builder,
                                  const struct glass_document *document, struct fund_error *error)
{
    uint32_t next = 0;
    fund_status status = FUND_OK;
    buffer_clear(&builder->tag);
    for (uint32_t i = 0; status == FUND_OK && i < document->value_count; i++) {
        char number[ENCODE_NUMBER_MAX];
        size_t size = encode_number(number, document->values[i].slot - next);
        status = buffer_append(&builder->tag, slice_of(number, size), error);
        next = document->values[i].slot + 1;
    }
    return status;
}

static fund_status write_by_document(struct glass_builder *builder,
                                     const struct glass_document *document, struct slice data,
                                     uint32_t length, struct fund_error *error)
{
    char key[ENCODE_SORTED_MAX + 1];
    size_t size = encode_sorted(key, builder->counts.last_document);
    key[size] = '\0';
    fund_status status = make_term_list(builder, document, length, error);
    if (status == FUND_OK)
        status = table_add(&builder->database.tables[TERMLIST], slice_of(key, size),
                           buffer_slice(&builder->tag), error);
    if (status == FUND_OK && document->value_count > 0) {
        status = make_slot_list(builder, document, error);
        if (status == FUND_OK)
            status = table_add(&builder->database.tables[TERMLIST], slice_of(key, size + 1),
                               buffer_slice(&builder->tag), error);
    }
    if (status == FUND_OK && data.size > 0)
        status = table_add(&builder->database.tables[DOCDATA], slice_of(key, size), data, error);
    return status;
}

fund_status glass_builder_add(struct glass_builder *builder, const struct glass_document *document,
                              struct slice data, uint32_t *number, struct fund_error *error)
{
    if (builder->counts.last_document == DOCUMENTS_MAX)
        return error_set(error, FUND_LIMIT, "too many documents for one database");
    builder->counts.last_document++;
    builder->counts.documents++;
    uint32_t length = count_length(builder, document), at = builder->counts.last_document;
    fund_status status = document_sort(document, &builder->order, error);
    if (status == FUND_OK)
        status = write_by_document(builder, document, data, length, error);
    if (status == FUND_OK)
        status = lists_add(&builder->lists, document, at, error);
    if (status == FUND_OK)
        status = streams_add(&builder->streams, document, at, error);
    if (status == FUND_OK)
        status = postings_list_add(&builder->lengths, at, length, error);
    if (status == FUND_OK)
        *number = at;
    return status;
}

fund_status glass_builder_add_metadata(struct glass_builder *builder, struct slice key,
                                       struct slice value, struct fund_error *error)
{
    char full[TABLE_KEY_MAX] = {'\0', METADATA};
    if (key.size == 0 || key.size > TABLE_KEY_MAX - 2)
        return error_set(error, FUND_LIMIT, "a key of %zu bytes", key.size);
    memcpy(full + 2, key.data, key.size);
    return table_add(&builder->database.tables[POSTLIST], slice_of(full, key.size + 2), value,
                     error);
}

/* ---- the end -------------------------------------------------------------------------------- */

fund_status glass_builder_finish(struct glass_builder *builder, struct fund_error *error)
{
    struct table *tables = builder->database.tables;
    fund_status status = streams_write(&builder->streams, &tables[POSTLIST], error);
    if (status == FUND_OK)
        status = postings_list_write(&builder->lengths, &tables[POSTLIST], &builder->tag, error);
    if (status == FUND_OK)
        status = postings_write(&builder->lists, &tables[POSTLIST], &tables[POSITION], error);
    return status == FUND_OK ? database_finish(&builder->database, &builder->counts, false, error)
                             : status;
}
