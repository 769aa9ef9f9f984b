/*
 * See reader.h: the terms of a document, whose tag builder.c describes.
 */
#include "core/glass/reader.h"

#include "core/glass/block.h"
#include "core/glass/encode.h"
#include "core/glass/reader_trees.h"

#define BYTES_MAX ((size_t)UINT32_MAX)

static fund_status damaged(const struct glass_document_terms *terms, struct fund_error *error)
{
    return glass_tree_damaged(&terms->reader->trees[TERMLIST], error);
}

fund_status glass_document_terms_open(const struct glass_reader *reader, uint32_t docid,
                                      struct glass_document_terms *terms, struct fund_error *error)
{
    char key[ENCODE_SORTED_MAX];
    struct glass_cursor cursor;
    struct block_item item;
    uint32_t number;
    terms->reader = reader;
    terms->term = slice_of(NULL, 0);
    terms->bytes = buffer_init(BYTES_MAX);
    terms->at = terms->end = NULL;
    size_t size = encode_sorted(key, docid);
    fund_status status = reader_find(reader, TERMLIST, slice_of(key, size), &cursor, &item, error);
    if (status == FUND_OK && item.key.size == 0)
        return error_set(error, FUND_NOT_FOUND, "there is no document %u", docid);
    if (status == FUND_OK)
        status = glass_cursor_read(&cursor, &item, &terms->bytes, error);
    if (status == FUND_OK)
        status = glass_cursor_check(&cursor, error);
    if (status != FUND_OK || terms->bytes.size == 0)
        return status;
    terms->at = (const unsigned char *)terms->bytes.data;
    terms->end = terms->at + terms->bytes.size;
    terms->term.data = terms->room;
    /* the length of the document, and how many terms it has */
    if (!decode_number_at(&terms->at, terms->end, &number) ||
        !decode_number_at(&terms->at, terms->end, &number))
        return damaged(terms, error);
    return glass_document_terms_next(terms, error);
}

void glass_document_terms_close(struct glass_document_terms *terms)
{
    buffer_finish(&terms->bytes);
}

fund_status glass_document_terms_next(struct glass_document_terms *terms, struct fund_error *error)
{
    size_t last = terms->term.size, shared = 0;
    bool has_wdf = false;
    if (terms->at == terms->end) {
        terms->term = slice_of(NULL, 0);
        terms->wdf = 0;
        return FUND_OK;
    }
    if (last > 0) {
        shared = *terms->at++;
        has_wdf = shared > last;
        if (has_wdf) {
            terms->wdf = (uint32_t)(shared / (last + 1)) - 1;
            shared %= last + 1;
        }
    }
    size_t rest = terms->at < terms->end ? *terms->at++ : SIZE_MAX;
    if (rest > (size_t)(terms->end - terms->at) || shared + rest > sizeof(terms->room) ||
        shared + rest == 0)
        return damaged(terms, error);
    memcpy(terms->room + shared, terms->at, rest);
    terms->at += rest;
    terms->term = slice_of(terms->room, shared + rest);
    return has_wdf || decode_number_at(&terms->at, terms->end, &terms->wdf) ? FUND_OK
                                                                            : damaged(terms, error);
}

fund_status glass_document_terms_skip(struct glass_document_terms *terms, struct slice term,
                                      struct fund_error *error)
{
    fund_status status = FUND_OK;
    while (status == FUND_OK && terms->term.data != NULL && slice_compare(terms->term, term) < 0)
        status = glass_document_terms_next(terms, error);
    return status;
}
