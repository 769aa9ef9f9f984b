/*
 * See reader.h: the terms of a database.
 */
#include "core/glass/reader.h"

#include "core/glass/block.h"
#include "core/glass/encode.h"
#include "core/glass/reader_trees.h"

#define BYTES_MAX ((size_t)UINT32_MAX)
/* Behind all other keys that begin with a NUL, and behind those of a list's pieces. */
#define BEHIND "\0\xff"

static fund_status damaged(const struct glass_terms *terms, struct fund_error *error)
{
    return glass_tree_damaged(terms->cursor.tree, error);
}

static void finish(struct glass_terms *terms)
{
    terms->term = slice_of(NULL, 0);
    terms->document_count = 0;
    terms->occurrences = 0;
    terms->first_document = 0;
}

/* Whether this is the key of a first piece; the term is the key, or made of it in the room. */
static bool read_key(struct glass_terms *terms, struct slice key)
{
    terms->term = key;
    if (memchr(key.data, '\0', key.size) == NULL)
        return true;
    size_t size = 0;
    for (size_t i = 0; i < key.size; i++) {
        terms->term_room[size++] = key.data[i];
        if (key.data[i] == '\0' && (++i == key.size || key.data[i] != (char)0xff))
            return false;
    }
    terms->term = slice_of(terms->term_room, size);
    return true;
}

/* documents, occurrences, the first document, whether it is the last piece */
static bool read_head(struct glass_terms *terms, struct slice tag)
{
    size_t at = 0;
    uint32_t documents, first;
    uint64_t occurrences;
    if (!decode_number(tag, &at, &documents) || !decode_long(tag, &at, &occurrences) ||
        !decode_number(tag, &at, &first) || first == UINT32_MAX || at >= tag.size)
        return false;
    terms->document_count = documents;
    terms->occurrences = occurrences;
    terms->first_document = first + 1;
    terms->has_pieces = tag.data[at] == '0';
    return true;
}

/* Takes the next first piece, the item at hand being the candidate. */
static fund_status settle(struct glass_terms *terms, struct block_item *item,
                          struct fund_error *error)
{
    fund_status status = FUND_OK;
    struct slice last = slice_of(terms->key, terms->key_size), tag;
    while (status == FUND_OK && !item->is_first)
        status = glass_cursor_next(&terms->cursor, item, error);
    if (status != FUND_OK)
        return status;
    if (item->key.size == 0) {
        finish(terms);
        return FUND_OK;
    }
    if (slice_compare(last, item->key) >= 0 || !read_key(terms, item->key))
        return damaged(terms, error);
    if (!slice_starts_with(terms->term, slice_of(terms->prefix, terms->prefix_size))) {
        finish(terms);
        return FUND_OK;
    }
    memcpy(terms->key, item->key.data, item->key.size);
    terms->key_size = item->key.size;
    if (!item->is_compressed && read_head(terms, item->tag))
        return FUND_OK;
    status = glass_cursor_tag(&terms->cursor, item, &terms->joined, &tag, error);
    if (status == FUND_OK && !read_head(terms, tag))
        return damaged(terms, error);
    return status;
}

/* Takes the first term whose key is not before this one, which is not before the item at hand. */
static fund_status take_from(struct glass_terms *terms, struct slice key, struct block_item *item,
                             struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (!slice_equal(item->key, key) || !item->is_first)
        status = glass_cursor_next(&terms->cursor, item, error);
    return status == FUND_OK ? settle(terms, item, error) : status;
}

fund_status glass_terms_open(const struct glass_reader *reader, struct slice prefix,
                             struct glass_terms *terms, struct fund_error *error)
{
    char room[ENCODE_TERM_MAX(TABLE_KEY_MAX)];
    struct block_item item;
    terms->key_size = terms->prefix_size = 0;
    terms->has_pieces = false;
    terms->joined = buffer_init(BYTES_MAX);
    terms->cursor.tree = &reader->trees[POSTLIST];
    finish(terms);
    if (prefix.size > TABLE_KEY_MAX)
        return FUND_OK;
    struct slice key = prefix.size == 0 ? SLICE(BEHIND) : slice_of(room, encode_term(room, prefix));
    if (prefix.size > 0)
        memcpy(terms->prefix, prefix.data, prefix.size);
    terms->prefix_size = prefix.size;
    fund_status status =
        glass_cursor_find(&terms->cursor, &reader->trees[POSTLIST], key, &item, error);
    return status == FUND_OK ? take_from(terms, key, &item, error) : status;
}

void glass_terms_close(struct glass_terms *terms)
{
    buffer_finish(&terms->joined);
}

fund_status glass_terms_next(struct glass_terms *terms, struct fund_error *error)
{
    struct block_item item;
    char behind[TABLE_KEY_MAX + 2];
    if (terms->term.data == NULL)
        return FUND_OK;
    fund_status status = FUND_OK;
    if (!terms->has_pieces) {
        status = glass_cursor_next(&terms->cursor, &item, error);
        return status == FUND_OK ? settle(terms, &item, error) : status;
    }
    memcpy(behind, terms->key, terms->key_size);
    memcpy(behind + terms->key_size, BEHIND, 2);
    struct slice key = slice_of(behind, terms->key_size + 2);
    status = glass_cursor_find_ahead(&terms->cursor, key, &item, error);
    return status == FUND_OK ? take_from(terms, key, &item, error) : status;
}

fund_status glass_terms_skip(struct glass_terms *terms, struct slice term, struct fund_error *error)
{
    char room[ENCODE_TERM_MAX(TABLE_KEY_MAX)];
    struct block_item item;
    if (terms->term.data == NULL || slice_compare(term, terms->term) <= 0)
        return FUND_OK;
    if (term.size > TABLE_KEY_MAX)
        term.size = TABLE_KEY_MAX;
    struct slice key = slice_of(room, encode_term(room, term));
    fund_status status = glass_cursor_find_ahead(&terms->cursor, key, &item, error);
    return status == FUND_OK ? take_from(terms, key, &item, error) : status;
}
