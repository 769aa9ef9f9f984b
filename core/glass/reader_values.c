/*
 * See reader.h: values, whose pieces streams.c describes.
 */
#include "core/glass/reader.h"

#include "core/glass/block.h"
#include "core/glass/encode.h"
#include "core/glass/reader_trees.h"
#include "core/glass/streams.h"

#define BYTES_MAX ((size_t)UINT32_MAX)
#define KEY_ROOM  (sizeof(((struct glass_values *)0)->prefix) + ENCODE_SORTED_MAX)

static fund_status damaged(const struct glass_values *values, struct fund_error *error)
{
    return glass_tree_damaged(values->cursor.tree, error);
}

/* ---- pieces --------------------------------------------------------------------------------- */

static size_t piece_key(const struct glass_values *values, uint32_t docid,
                        char key[static KEY_ROOM])
{
    memcpy(key, values->prefix, values->prefix_size);
    return values->prefix_size + encode_sorted(key + values->prefix_size, docid);
}

/* The first document of the piece with this key; 0 where it is not one of the slot's. */
static uint32_t first_of(const struct glass_values *values, struct slice key)
{
    uint32_t first;
    bool is_piece = slice_starts_with(key, slice_of(values->prefix, values->prefix_size)) &&
                    decode_sorted(slice_part(key, values->prefix_size, key.size), &first);
    return is_piece ? first : 0;
}

/* Reads the size and the value at *at, moving behind them. */
static inline bool read_value(const unsigned char **at, const unsigned char *end,
                              struct slice *value)
{
    uint32_t size;
    if (*at < end && **at < 0x80)
        size = *(*at)++;
    else if (!decode_number_at(at, end, &size))
        return false;
    if (size > (size_t)(end - *at))
        return false;
    *value = slice_of((const char *)*at, size);
    *at += size;
    return true;
}

/* Stands on the first document of the piece at hand. */
static fund_status enter_piece(struct glass_values *values, const struct block_item *item,
                               uint32_t first, struct fund_error *error)
{
    const struct version_counts *counts = glass_reader_counts(values->cursor.tree->reader);
    struct slice tag;
    fund_status status = glass_cursor_tag(&values->cursor, item, &values->joined, &tag, error);
    if (status != FUND_OK)
        return status;
    const unsigned char *at = (const unsigned char *)tag.data;
    values->start = at;
    values->end = at + tag.size;
    if (first > counts->last_document || !read_value(&at, values->end, &values->value))
        return damaged(values, error);
    values->at = at;
    values->docid = values->piece_first = first;
    values->next_first = 0;
    return FUND_OK;
}

static void finish(struct glass_values *values)
{
    values->docid = GLASS_END;
    values->value = slice_of(NULL, 0);
}

/* Enters the piece behind the item at hand, or ends where that is not one of the slot's. */
static fund_status enter_next_piece(struct glass_values *values, struct fund_error *error)
{
    struct block_item item;
    uint32_t before = values->piece_first;
    fund_status status = FUND_OK;
    do {
        status = glass_cursor_next(&values->cursor, &item, error);
    } while (status == FUND_OK && !item.is_first);
    if (status != FUND_OK)
        return status;
    uint32_t first = first_of(values, item.key);
    if (first == 0) {
        finish(values);
        return FUND_OK;
    }
    return first > before ? enter_piece(values, &item, first, error) : damaged(values, error);
}

/* Finds out which document the next piece begins with: GLASS_END where there is none. */
static fund_status look_ahead(struct glass_values *values, struct fund_error *error)
{
    struct glass_cursor cursor = values->cursor;
    struct block_item item;
    fund_status status = glass_cursor_next(&cursor, &item, error);
    if (status != FUND_OK)
        return status;
    uint32_t first = first_of(values, item.key);
    if (first != 0 && first <= values->piece_first)
        return damaged(values, error);
    values->next_first = first != 0 ? first : GLASS_END;
    return FUND_OK;
}

/* Enters the piece that item is a part of, or the one behind where that is not the slot's. */
static fund_status enter_found(struct glass_values *values, struct block_item *item,
                               struct fund_error *error)
{
    fund_status status = FUND_OK;
    while (status == FUND_OK && !item->is_first)
        status = glass_cursor_previous(&values->cursor, item, error);
    if (status != FUND_OK)
        return status;
    uint32_t first = first_of(values, item->key);
    if (first > 0)
        return enter_piece(values, item, first, error);
    values->piece_first = 0;
    return enter_next_piece(values, error);
}

/* From anywhere in the slot. */
static fund_status find_piece(struct glass_values *values, uint32_t docid, struct fund_error *error)
{
    char key[KEY_ROOM];
    struct block_item item;
    struct slice wanted = slice_of(key, piece_key(values, docid, key));
    fund_status status =
        glass_cursor_find(&values->cursor, values->cursor.tree, wanted, &item, error);
    return status == FUND_OK ? enter_found(values, &item, error) : status;
}

/* Past the piece at hand, towards a document that is not in it. */
static fund_status leave_piece(struct glass_values *values, uint32_t docid,
                               struct fund_error *error)
{
    char key[KEY_ROOM];
    struct block_item item;
    uint32_t before = values->piece_first;
    struct slice wanted = slice_of(key, piece_key(values, docid, key));
    fund_status status = glass_cursor_find_ahead(&values->cursor, wanted, &item, error);
    if (status == FUND_OK)
        status = enter_found(values, &item, error);
    return status == FUND_OK && values->piece_first <= before ? damaged(values, error) : status;
}

/* ---- iterating ------------------------------------------------------------------------------ */

/* Moves inside the piece to a document that is not before this one: GLASS_END where there is none in
 * it. False where the piece is damaged. */
static bool skip_in_piece(struct glass_values *values, uint32_t docid)
{
    const unsigned char *at = values->at, *end = values->end;
    uint64_t current = values->docid;
    while (current < docid) {
        uint32_t between;
        if (at == end) {
            finish(values);
            return true;
        }
        if (*at < 0x80)
            between = *at++;
        else if (!decode_number_at(&at, end, &between))
            return false;
        if (!read_value(&at, end, &values->value))
            return false;
        current += (uint64_t)between + 1;
    }
    if (current > glass_reader_counts(values->cursor.tree->reader)->last_document)
        return false;
    values->docid = (uint32_t)current;
    values->at = at;
    return true;
}

fund_status glass_values_next(struct glass_values *values, struct fund_error *error)
{
    if (values->docid == GLASS_END)
        return FUND_OK;
    uint32_t last = values->docid;
    if (!skip_in_piece(values, last + 1))
        return damaged(values, error);
    if (values->docid != GLASS_END)
        return FUND_OK;
    fund_status status = enter_next_piece(values, error);
    return status == FUND_OK && values->docid <= last ? damaged(values, error) : status;
}

fund_status glass_values_skip(struct glass_values *values, uint32_t docid, struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (docid <= values->docid)
        return FUND_OK;
    if (values->next_first == 0)
        status = look_ahead(values, error);
    if (status == FUND_OK && docid >= values->next_first) {
        if (values->next_first == GLASS_END)
            finish(values);
        else
            status = leave_piece(values, docid, error);
    }
    if (status != FUND_OK || values->docid >= docid)
        return status;
    if (!skip_in_piece(values, docid))
        return damaged(values, error);
    if (values->docid != GLASS_END || values->next_first == GLASS_END)
        return FUND_OK;
    return enter_next_piece(values, error);
}

fund_status glass_values_seek(struct glass_values *values, uint32_t docid, struct fund_error *error)
{
    if (docid < values->docid && values->start != NULL) {
        if (docid < values->piece_first) {
            fund_status status = find_piece(values, docid, error);
            if (status != FUND_OK)
                return status;
        } else {
            values->at = values->start;
            values->docid = values->piece_first;
            if (!read_value(&values->at, values->end, &values->value))
                return damaged(values, error);
        }
    }
    return glass_values_skip(values, docid, error);
}

/* ---- opening -------------------------------------------------------------------------------- */

/* Into the piece of a document, or the one behind. */
static fund_status open_at(const struct glass_reader *reader, uint32_t slot, uint32_t docid,
                           struct glass_values *values, struct fund_error *error)
{
    *values = (struct glass_values){.joined = buffer_init(BYTES_MAX),
                                    .cursor.tree = &reader->trees[POSTLIST]};
    memcpy(values->prefix, STREAMS_VALUES, 2);
    values->prefix_size = 2 + (uint32_t)encode_number(values->prefix + 2, slot);
    finish(values);
    return find_piece(values, docid, error);
}

fund_status glass_values_open(const struct glass_reader *reader, uint32_t slot,
                              struct glass_values *values, struct fund_error *error)
{
    return open_at(reader, slot, 1, values, error);
}

void glass_values_close(struct glass_values *values)
{
    buffer_finish(&values->joined);
}

fund_status glass_value(const struct glass_reader *reader, uint32_t slot, uint32_t docid,
                        struct buffer *out, struct fund_error *error)
{
    struct glass_values values;
    size_t before = out->size;
    fund_status status = open_at(reader, slot, docid, &values, error);
    if (status == FUND_OK && values.docid < docid && !skip_in_piece(&values, docid))
        status = damaged(&values, error);
    if (status == FUND_OK && values.docid == docid && docid != GLASS_END)
        status = buffer_append(out, values.value, error);
    if (status == FUND_OK)
        status = glass_values_check(&values, error);
    if (status != FUND_OK)
        out->size = before;
    glass_values_close(&values);
    return status;
}

/* ---- bounds --------------------------------------------------------------------------------- */

fund_status glass_value_bounds(const struct glass_reader *reader, uint32_t slot, uint32_t *count,
                               struct buffer *bytes, struct slice *lower, struct slice *upper,
                               struct fund_error *error)
{
    char key[2 + sizeof(slot)] = STREAMS_STATISTICS;
    size_t key_size = 2, at = 0;
    struct glass_cursor cursor;
    struct block_item item;
    uint32_t found = 0, size = 0;
    for (uint32_t rest = slot; rest > 0; rest >>= 8)
        key[key_size++] = (char)(rest & 0xff);
    buffer_clear(bytes);
    fund_status status =
        reader_find(reader, POSTLIST, slice_of(key, key_size), &cursor, &item, error);
    if (status == FUND_OK && item.key.size > 0)
        status = glass_cursor_read(&cursor, &item, bytes, error);
    if (status == FUND_OK)
        status = glass_cursor_check(&cursor, error);
    if (status != FUND_OK)
        return status;
    struct slice tag = buffer_slice(bytes);
    if (tag.size > 0 && (!decode_number(tag, &at, &found) || !decode_number(tag, &at, &size) ||
                         size > tag.size - at))
        return glass_tree_damaged(&reader->trees[POSTLIST], error);
    *count = found;
    *lower = slice_part(tag, at, at + size);
    *upper = at + size < tag.size ? slice_part(tag, at + size, tag.size) : *lower;
    return FUND_OK;
}
