/*
 * See postings.h.
 *
 * A list is cut into pieces of about PIECE_SIZE bytes. The first one's key is the term
 * (encode_term), the others have behind it a NUL and their first document (encode_sorted). The tag:
 *
 *   first piece   documents, occurrences, first document - 1 (encode_number), then as any piece
 *   piece         '1' for the last one of the list, else '0'; last document less the first one;
 *                 the first document's wdf, of each other one the documents between and its wdf
 */
#include "core/glass/postings.h"

#include "core/glass/encode.h"

#include <stdlib.h>

#define PIECE_SIZE 2000u
#define LENGTHS    ((char)0xe0)
#define BYTES_MAX  ((size_t)UINT32_MAX)
#define KEY_ROOM   (ENCODE_TERM_MAX(TABLE_KEY_MAX) + ENCODE_SORTED_MAX + 1)

/* A list on its way into the table. */
struct cutter {
    struct table *table;
    char key[KEY_ROOM];
    size_t key_size;  /* of the first piece's key */
    bool is_unmarked; /* the list of lengths: no NUL before the document */
    uint32_t documents, occurrences;
    struct buffer tag;
};

struct piece {
    uint32_t first, last; /* documents */
    struct slice entries;
    bool is_first, is_last;
};

static uint32_t read_number(const char *bytes, size_t *at)
{
    uint32_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
        unsigned char byte = (unsigned char)bytes[(*at)++];
        number |= (uint32_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
}

static fund_status write_piece(struct cutter *cutter, const struct piece *piece,
                               struct fund_error *error)
{
    char head[5 * ENCODE_NUMBER_MAX];
    size_t size = 0, key_size = cutter->key_size;
    if (piece->is_first) {
        size += encode_number(head + size, cutter->documents);
        size += encode_number(head + size, cutter->occurrences);
        size += encode_number(head + size, piece->first - 1);
    } else {
        if (!cutter->is_unmarked)
            cutter->key[key_size++] = '\0';
        key_size += encode_sorted(cutter->key + key_size, piece->first);
    }
    head[size++] = piece->is_last ? '1' : '0';
    size += encode_number(head + size, piece->last - piece->first);
    buffer_clear(&cutter->tag);
    fund_status status = buffer_append(&cutter->tag, slice_of(head, size), error);
    if (status == FUND_OK)
        status = buffer_append(&cutter->tag, piece->entries, error);
    if (status != FUND_OK)
        return status;
    return table_add(cutter->table, slice_of(cutter->key, key_size), buffer_slice(&cutter->tag),
                     error);
}

/* Where a piece that begins at `at` with document `first` ends; *last is its last document, *next
 * the first one of the next piece, which begins at *next_at. */
static size_t find_end(struct slice entries, size_t at, uint32_t first, uint32_t *last,
                       uint32_t *next, size_t *next_at)
{
    size_t start = at;
    *last = first;
    (void)read_number(entries.data, &at);
    while (at < entries.size) {
        size_t end = at;
        uint32_t document = *last + read_number(entries.data, &at) + 1;
        if (end - start >= PIECE_SIZE) {
            *next = document;
            *next_at = at;
            return end;
        }
        *last = document;
        (void)read_number(entries.data, &at);
    }
    *next_at = at;
    return at;
}

static fund_status write_list(struct cutter *cutter, struct slice entries, uint32_t first,
                              uint32_t last, struct fund_error *error)
{
    if (entries.size < PIECE_SIZE) {
        struct piece whole = {first, last, entries, true, true};
        return write_piece(cutter, &whole, error);
    }
    fund_status status = FUND_OK;
    for (size_t at = 0; status == FUND_OK && at < entries.size;) {
        struct piece piece = {.first = first, .is_first = at == 0};
        size_t next_at;
        size_t end = find_end(entries, at, first, &piece.last, &first, &next_at);
        piece.entries = slice_part(entries, at, end);
        piece.is_last = end == entries.size;
        status = write_piece(cutter, &piece, error);
        at = next_at;
    }
    return status;
}

/* ---- lengths -------------------------------------------------------------------------------- */

struct postings_lengths postings_lengths_init(void)
{
    return (struct postings_lengths){.bytes = buffer_init(BYTES_MAX)};
}

void postings_lengths_finish(struct postings_lengths *lengths)
{
    buffer_finish(&lengths->bytes);
}

fund_status postings_add_length(struct postings_lengths *lengths, uint32_t document,
                                uint32_t length, struct fund_error *error)
{
    char entry[2 * ENCODE_NUMBER_MAX];
    size_t size = 0;
    if (lengths->first == 0)
        lengths->first = document;
    else
        size = encode_number(entry, document - lengths->last - 1);
    size += encode_number(entry + size, length);
    lengths->last = document;
    return buffer_append(&lengths->bytes, slice_of(entry, size), error);
}

fund_status postings_write_lengths(const struct postings_lengths *lengths, struct table *postlist,
                                   struct fund_error *error)
{
    struct cutter cutter = {.table = postlist,
                            .key = {'\0', LENGTHS},
                            .key_size = 2,
                            .is_unmarked = true,
                            .tag = buffer_init(BYTES_MAX)};
    fund_status status = FUND_OK;
    if (lengths->first != 0)
        status = write_list(&cutter, buffer_slice(&lengths->bytes), lengths->first, lengths->last,
                            error);
    buffer_finish(&cutter.tag);
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
    uint32_t document = 0;
    for (size_t at = 0; status == FUND_OK && at < bytes->size;) {
        document += read_number(bytes->data, &at);
        uint32_t size = read_number(bytes->data, &at);
        size_t key_size = key.size + 1 + encode_sorted(full + key.size + 1, document);
        status =
            table_add(position, slice_of(full, key_size), slice_of(bytes->data + at, size), error);
        at += size;
    }
    return status;
}

static fund_status write_term(const struct lists *lists, const struct lists_term *term,
                              struct cutter *cutter, struct buffer *bytes, struct table *position,
                              struct fund_error *error)
{
    char wdf[ENCODE_NUMBER_MAX];
    buffer_clear(bytes);
    fund_status status = lists_read(lists, &term->postings, bytes, error);
    if (status == FUND_OK)
        status = buffer_append(bytes, slice_of(wdf, encode_number(wdf, term->last_wdf)), error);
    cutter->key_size = encode_term(cutter->key, slice_of(lists->bytes.data + term->at, term->size));
    cutter->documents = term->documents;
    cutter->occurrences = term->occurrences;
    if (status == FUND_OK)
        status = write_list(cutter, buffer_slice(bytes), term->first, term->last, error);
    if (status == FUND_OK && term->positions != 0)
        status = write_positions(lists, term, slice_of(cutter->key, cutter->key_size), bytes,
                                 position, error);
    return status;
}

fund_status postings_write(const struct lists *lists, struct table *postlist,
                           struct table *position, struct fund_error *error)
{
    struct cutter cutter = {.table = postlist, .tag = buffer_init(BYTES_MAX)};
    struct buffer bytes = buffer_init(BYTES_MAX);
    struct sort_item *sorted = NULL;
    fund_status status = lists_sort(lists, &sorted, error);
    for (uint32_t i = 0; status == FUND_OK && i < lists->term_count; i++)
        status =
            write_term(lists, &lists->terms[sorted[i].number], &cutter, &bytes, position, error);
    free(sorted);
    buffer_finish(&bytes);
    buffer_finish(&cutter.tag);
    return status;
}
