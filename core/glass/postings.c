/*
 * See postings.h.
 */
#include "core/glass/postings.h"

#include "core/glass/encode.h"

#include <stdlib.h>

#define PIECE_SIZE 2000u
#define BYTES_MAX  ((size_t)UINT32_MAX)
#define KEY_ROOM   (ENCODE_TERM_MAX(TABLE_KEY_MAX) + ENCODE_SORTED_MAX + 1)

struct piece {
    uint32_t first, last; /* documents */
    struct slice entries;
    bool is_first, is_last;
};

static bool is_lengths(struct slice key)
{
    return slice_equal(key, SLICE(POSTINGS_LENGTHS));
}

/* ---- a list --------------------------------------------------------------------------------- */

struct postings_list postings_list_init(void)
{
    return (struct postings_list){.entries = buffer_init(BYTES_MAX)};
}

void postings_list_finish(struct postings_list *list)
{
    buffer_finish(&list->entries);
}

void postings_list_clear(struct postings_list *list)
{
    list->documents = list->occurrences = list->first = list->last = 0;
    buffer_clear(&list->entries);
}

/* Before the entries of a document: how many lie between it and the last one. */
static fund_status begin_entry(struct postings_list *list, uint32_t document,
                               struct fund_error *error)
{
    char number[ENCODE_NUMBER_MAX];
    if (list->first == 0) {
        list->first = document;
        return FUND_OK;
    }
    size_t size = encode_number(number, document - list->last - 1);
    return buffer_append(&list->entries, slice_of(number, size), error);
}

fund_status postings_list_add(struct postings_list *list, uint32_t document, uint32_t wdf,
                              struct fund_error *error)
{
    char number[ENCODE_NUMBER_MAX];
    fund_status status = begin_entry(list, document, error);
    list->last = document;
    if (status != FUND_OK)
        return status;
    return buffer_append(&list->entries, slice_of(number, encode_number(number, wdf)), error);
}

bool postings_is_piece(struct slice key, struct slice piece_key)
{
    if (piece_key.size <= key.size || !slice_starts_with(piece_key, key))
        return false;
    return is_lengths(key) || (piece_key.data[key.size] == '\0' && piece_key.size > key.size + 1 &&
                               piece_key.data[key.size + 1] != (char)0xff);
}

/* Moves over documents whose two numbers have a byte each, as most have, that begin before limit. */
static size_t skip_short(struct slice entries, size_t at, size_t limit, uint32_t *document)
{
    const unsigned char *bytes = (const unsigned char *)entries.data;
    uint32_t last = *document;
    while (at < limit && at + 1 < entries.size && ((bytes[at] | bytes[at + 1]) & 0x80) == 0 &&
           last < UINT32_MAX - 0x80) {
        last += bytes[at] + 1u;
        at += 2;
    }
    *document = last;
    return at;
}

/* Moves from the first document of a piece to the last one. */
static bool find_last(struct slice entries, uint32_t *document)
{
    uint32_t number;
    size_t at = 0;
    bool is_sound = decode_number(entries, &at, &number);
    while (is_sound) {
        at = skip_short(entries, at, entries.size, document);
        if (at == entries.size)
            break;
        is_sound = decode_number(entries, &at, &number) && number < UINT32_MAX - *document;
        *document += number + 1;
        is_sound = is_sound && decode_number(entries, &at, &number);
    }
    return is_sound;
}

bool postings_list_add_piece(struct postings_list *list, struct slice key, struct slice piece_key,
                             struct slice tag)
{
    uint32_t documents = 0, occurrences = 0, first = 0, increase;
    size_t at = 0;
    if (piece_key.size == key.size) {
        if (!decode_number(tag, &at, &documents) || !decode_number(tag, &at, &occurrences) ||
            !decode_number(tag, &at, &first))
            return false;
        first++;
    } else {
        size_t start = key.size + (is_lengths(key) ? 0 : 1);
        if (!decode_sorted(slice_part(piece_key, start, piece_key.size), &first))
            return false;
    }
    if (at >= tag.size || (tag.data[at] != '0' && tag.data[at] != '1'))
        return false;
    at++;
    if (!decode_number(tag, &at, &increase) || first <= list->last)
        return false;
    uint32_t last = first;
    struct slice entries = slice_part(tag, at, tag.size);
    if (!find_last(entries, &last) || last - first != increase)
        return false;
    if (begin_entry(list, first, NULL) != FUND_OK ||
        buffer_append(&list->entries, entries, NULL) != FUND_OK)
        return false;
    list->documents += documents;
    list->occurrences += occurrences;
    list->last = last;
    return true;
}

/* ---- cutting it ----------------------------------------------------------------------------- */

static fund_status write_piece(const struct postings_list *list, const struct piece *piece,
                               struct table *table, struct buffer *tag, struct fund_error *error)
{
    char head[5 * ENCODE_NUMBER_MAX], key[KEY_ROOM];
    size_t size = 0, key_size = list->key.size;
    memcpy(key, list->key.data, key_size);
    if (piece->is_first) {
        size += encode_number(head + size, list->documents);
        size += encode_number(head + size, list->occurrences);
        size += encode_number(head + size, piece->first - 1);
    } else {
        if (!is_lengths(list->key))
            key[key_size++] = '\0';
        key_size += encode_sorted(key + key_size, piece->first);
    }
    head[size++] = piece->is_last ? '1' : '0';
    size += encode_number(head + size, piece->last - piece->first);
    buffer_clear(tag);
    fund_status status = buffer_append(tag, slice_of(head, size), error);
    if (status == FUND_OK)
        status = buffer_append(tag, piece->entries, error);
    if (status != FUND_OK)
        return status;
    return table_add(table, slice_of(key, key_size), buffer_slice(tag), error);
}

/*
 * Cuts off the piece that begins at *at with document *first, and moves both to the next one. False
 * where the entries are damaged.
 */
static bool cut(struct slice entries, size_t *at, uint32_t *first, struct piece *piece)
{
    size_t start = *at, end = start;
    uint32_t number;
    *piece = (struct piece){.first = *first, .last = *first, .is_first = start == 0};
    bool is_sound = decode_number(entries, at, &number);
    while (is_sound) {
        *at = skip_short(entries, *at, start + PIECE_SIZE, &piece->last);
        end = *at;
        if (end == entries.size)
            break;
        is_sound = decode_number(entries, at, &number);
        *first = piece->last + number + 1;
        if (end - start >= PIECE_SIZE)
            break;
        piece->last = *first;
        is_sound = is_sound && decode_number(entries, at, &number);
        end = *at;
    }
    piece->entries = slice_part(entries, start, end);
    piece->is_last = end == entries.size;
    return is_sound;
}

fund_status postings_list_write(const struct postings_list *list, struct table *table,
                                struct buffer *tag, struct fund_error *error)
{
    struct slice entries = buffer_slice(&list->entries);
    fund_status status = FUND_OK;
    if (list->key.size > TABLE_KEY_MAX)
        return error_set(error, FUND_LIMIT, "a term's key has %zu bytes", list->key.size);
    if (entries.size < PIECE_SIZE && entries.size > 0) {
        struct piece whole = {list->first, list->last, entries, true, true};
        return write_piece(list, &whole, table, tag, error);
    }
    uint32_t first = list->first;
    for (size_t at = 0; status == FUND_OK && at < entries.size;) {
        struct piece piece;
        if (!cut(entries, &at, &first, &piece))
            return error_set(error, FUND_CORRUPT, "a posting list is damaged");
        status = write_piece(list, &piece, table, tag, error);
    }
    return status;
}

/* ---- terms ---------------------------------------------------------------------------------- */

static fund_status write_positions(const struct lists *lists, const struct lists_term *term,
                                   struct slice key, struct buffer *bytes, struct table *position,
                                   struct fund_error *error)
{
    char full[KEY_ROOM];
    const struct lists_positions *list = &lists->positions[term->positions - 1];
    buffer_clear(bytes);
    fund_status status = lists_read(lists, &list->bytes, bytes, error);
    memcpy(full, key.data, key.size);
    full[key.size] = '\0';
    uint32_t document = 0, step = 0, size = 0;
    struct slice all = buffer_slice(bytes);
    for (size_t at = 0; status == FUND_OK && at < all.size; at += size) {
        (void)decode_number(all, &at, &step);
        (void)decode_number(all, &at, &size);
        document += step;
        size_t key_size = key.size + 1 + encode_sorted(full + key.size + 1, document);
        status =
            table_add(position, slice_of(full, key_size), slice_part(all, at, at + size), error);
    }
    return status;
}

static fund_status write_term(const struct lists *lists, const struct lists_term *term,
                              struct postings_list *list, struct buffer *scratch,
                              struct table *postlist, struct table *position,
                              struct fund_error *error)
{
    char key[KEY_ROOM], wdf[ENCODE_NUMBER_MAX];
    struct slice bytes = slice_of(lists->bytes.data + term->at, term->size);
    postings_list_clear(list);
    list->key = slice_of(key, encode_term(key, bytes));
    list->documents = term->documents;
    list->occurrences = term->occurrences;
    list->first = term->first;
    list->last = term->last;
    fund_status status = lists_read(lists, &term->postings, &list->entries, error);
    if (status == FUND_OK)
        status =
            buffer_append(&list->entries, slice_of(wdf, encode_number(wdf, term->last_wdf)), error);
    if (status == FUND_OK)
        status = postings_list_write(list, postlist, scratch, error);
    if (status == FUND_OK && term->positions != 0)
        status = write_positions(lists, term, list->key, scratch, position, error);
    return status;
}

fund_status postings_write(const struct lists *lists, struct table *postlist,
                           struct table *position, struct fund_error *error)
{
    struct postings_list list = postings_list_init();
    struct buffer scratch = buffer_init(BYTES_MAX);
    struct sort_item *sorted = NULL;
    fund_status status = lists_sort(lists, &sorted, error);
    for (uint32_t i = 0; status == FUND_OK && i < lists->term_count; i++)
        status = write_term(lists, &lists->terms[sorted[i].number], &list, &scratch, postlist,
                            position, error);
    free(sorted);
    buffer_finish(&scratch);
    postings_list_finish(&list);
    return status;
}
