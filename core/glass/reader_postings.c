/*
 * See reader.h: posting lists, whose pieces postings.h describes, and the lengths of documents.
 */
#include "core/glass/reader.h"

#include "core/glass/block.h"
#include "core/glass/encode.h"
#include "core/glass/postings.h"
#include "core/glass/reader_trees.h"

#define JOINED_MAX ((size_t)UINT32_MAX)
#define KEY_ROOM   (TABLE_KEY_MAX + 1 + ENCODE_SORTED_MAX)

static fund_status damaged(const struct glass_postings *postings, struct fund_error *error)
{
    return glass_tree_damaged(postings->cursor.tree, error);
}

static bool is_lengths(struct slice key)
{
    return slice_equal(key, SLICE(POSTINGS_LENGTHS));
}

/* ---- pieces --------------------------------------------------------------------------------- */

static size_t piece_key(const struct glass_postings *postings, uint32_t docid,
                        char key[static KEY_ROOM])
{
    size_t size = postings->key.size;
    memcpy(key, postings->key.data, size);
    if (!is_lengths(postings->key))
        key[size++] = '\0';
    return size + encode_sorted(key + size, docid);
}

/* Whether it is a piece of the list, and its first document; 0 of the first piece, which has its own
 * in the tag. */
static bool read_key(const struct glass_postings *postings, struct slice key, uint32_t *first)
{
    struct slice term = postings->key;
    *first = 0;
    if (!slice_starts_with(key, term))
        return false;
    if (key.size == term.size)
        return true;
    size_t start = term.size + (is_lengths(term) ? 0 : 1);
    return (start == term.size || key.data[term.size] == '\0') &&
           decode_sorted(slice_part(key, start, key.size), first) && *first > 0;
}

/* What the first piece has before its head. */
static bool read_counts(struct glass_postings *postings, struct slice tag, size_t *at,
                        uint32_t *first)
{
    if (!decode_number(tag, at, &postings->document_count) ||
        !decode_long(tag, at, &postings->occurrences) || !decode_number(tag, at, first) ||
        *first == UINT32_MAX)
        return false;
    ++*first;
    return true;
}

/* Stands on the first document of the piece at hand. */
static fund_status enter_piece(struct glass_postings *postings, const struct block_item *item,
                               uint32_t first, struct fund_error *error)
{
    const struct version_counts *counts = glass_reader_counts(postings->cursor.tree->reader);
    struct slice tag;
    uint32_t increase, wdf;
    size_t at = 0;
    fund_status status = glass_cursor_tag(&postings->cursor, item, &postings->joined, &tag, error);
    if (status != FUND_OK)
        return status;
    if (first == 0 && !read_counts(postings, tag, &at, &first))
        return damaged(postings, error);
    if (at >= tag.size || (tag.data[at] != '0' && tag.data[at] != '1'))
        return damaged(postings, error);
    bool is_last = tag.data[at++] == '1';
    if (!decode_number(tag, &at, &increase) || !decode_number(tag, &at, &wdf) ||
        (uint64_t)first + increase > counts->last_document)
        return damaged(postings, error);
    const unsigned char *bytes = (const unsigned char *)tag.data;
    postings->is_last_piece = is_last;
    postings->piece_first = postings->docid = first;
    postings->piece_last = first + increase;
    postings->start_wdf = postings->wdf = wdf;
    postings->at = postings->start = bytes + at;
    postings->end = bytes + tag.size;
    return FUND_OK;
}

static void finish(struct glass_postings *postings)
{
    postings->docid = GLASS_END;
    postings->wdf = 0;
    postings->at = postings->end;
}

static fund_status enter_next_piece(struct glass_postings *postings, struct fund_error *error)
{
    struct block_item item;
    uint32_t first;
    if (postings->is_last_piece) {
        finish(postings);
        return FUND_OK;
    }
    fund_status status = glass_cursor_next(&postings->cursor, &item, error);
    if (status != FUND_OK)
        return status;
    if (!read_key(postings, item.key, &first) || first <= postings->piece_last)
        return damaged(postings, error);
    return enter_piece(postings, &item, first, error);
}

/* Back to the first item of a tag that is cut. */
static fund_status back_to_first(struct glass_cursor *cursor, struct block_item *item,
                                 struct fund_error *error)
{
    fund_status status = FUND_OK;
    while (status == FUND_OK && !item->is_first)
        status = glass_cursor_previous(cursor, item, error);
    return status;
}

/* Enters the piece that the document would be in, which item is a part of, or the one behind. */
static fund_status enter_found(struct glass_postings *postings, struct block_item *item,
                               uint32_t docid, struct fund_error *error)
{
    uint32_t first;
    fund_status status = back_to_first(&postings->cursor, item, error);
    if (status != FUND_OK)
        return status;
    if (!read_key(postings, item->key, &first))
        return damaged(postings, error);
    status = enter_piece(postings, item, first, error);
    if (status == FUND_OK && docid > postings->piece_last)
        status = enter_next_piece(postings, error);
    return status == FUND_OK && postings->docid != GLASS_END && docid > postings->piece_last
               ? damaged(postings, error)
               : status;
}

/* Past the piece at hand: mostly into the next one, else where the tree has it. */
static fund_status leave_piece(struct glass_postings *postings, uint32_t docid,
                               struct fund_error *error)
{
    char key[KEY_ROOM];
    struct block_item item;
    fund_status status = enter_next_piece(postings, error);
    if (status != FUND_OK || docid <= postings->piece_last || postings->docid == GLASS_END)
        return status;
    if (postings->is_last_piece) {
        finish(postings);
        return FUND_OK;
    }
    uint32_t before = postings->piece_first;
    struct slice wanted = slice_of(key, piece_key(postings, docid, key));
    status = glass_cursor_find_ahead(&postings->cursor, wanted, &item, error);
    if (status == FUND_OK)
        status = enter_found(postings, &item, docid, error);
    return status == FUND_OK && postings->piece_first < before ? damaged(postings, error) : status;
}

/* ---- iterating ------------------------------------------------------------------------------ */

/* Moves by one inside the piece. */
static inline bool step(struct glass_postings *postings)
{
    uint32_t between, wdf;
    if (!decode_number_at(&postings->at, postings->end, &between) ||
        !decode_number_at(&postings->at, postings->end, &wdf) ||
        (uint64_t)postings->docid + between + 1 > postings->piece_last)
        return false;
    postings->docid += between + 1;
    postings->wdf = wdf;
    return true;
}

fund_status glass_postings_next_piece(struct glass_postings *postings, struct fund_error *error)
{
    if (postings->docid == GLASS_END)
        return FUND_OK;
    if (postings->at < postings->end)
        return step(postings) ? FUND_OK : damaged(postings, error);
    return postings->docid == postings->piece_last ? enter_next_piece(postings, error)
                                                   : damaged(postings, error);
}

/* Documents that are passed at once, where the numbers of each take a byte. */
#define PASSED     4u
#define EVEN_BYTES UINT64_C(0x00ff00ff00ff00ff)
#define HIGH_BITS  UINT64_C(0x8080808080808080)

/* In any order of bytes as this is written; compilers make one load of it. */
static inline uint64_t load_numbers(const unsigned char *at)
{
    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 |
           (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 |
           (uint64_t)at[7] << 56;
}

/* Passes documents that are before this one, all but the last of them. */
static inline const unsigned char *pass_short(const unsigned char *at, const unsigned char *end,
                                              uint32_t docid, uint64_t *current)
{
    while ((size_t)(end - at) >= 2 * PASSED) {
        uint64_t numbers = load_numbers(at);
        uint64_t sum = ((numbers & EVEN_BYTES) * UINT64_C(0x0001000100010001)) >> 48;
        if ((numbers & HIGH_BITS) != 0 || *current + sum + PASSED >= docid)
            break;
        *current += sum + PASSED;
        at += 2 * PASSED;
    }
    return at;
}

/* Moves on to a document of the piece; false where the piece is damaged. */
static bool skip_in_piece(struct glass_postings *postings, uint32_t docid)
{
    const unsigned char *at = postings->at, *end = postings->end;
    uint64_t current = postings->docid;
    while (current < docid) {
        if (end - at >= 2 && (at[0] | at[1]) < 0x80) {
            uint32_t step = at[0] + 1u;
            current += step;
            postings->wdf = at[1];
            at += 2;
            if (current + PASSED * step < docid) /* it is far, as this list goes */
                at = pass_short(at, end, docid, &current);
            continue;
        }
        uint32_t between;
        if (!decode_number_at(&at, end, &between) || !decode_number_at(&at, end, &postings->wdf))
            return false;
        current += (uint64_t)between + 1;
    }
    if (current > postings->piece_last)
        return false;
    postings->docid = (uint32_t)current;
    postings->at = at;
    return true;
}

fund_status glass_postings_skip_far(struct glass_postings *postings, uint32_t docid,
                                    struct fund_error *error)
{
    if (docid > postings->piece_last) {
        fund_status status = leave_piece(postings, docid, error);
        if (status != FUND_OK || postings->docid == GLASS_END)
            return status;
    }
    return skip_in_piece(postings, docid) ? FUND_OK : damaged(postings, error);
}

/* ---- opening -------------------------------------------------------------------------------- */

static void count_all(struct glass_postings *postings, const struct version_counts *counts,
                      bool is_all)
{
    if (is_all) {
        postings->document_count = counts->documents;
        postings->occurrences = counts->total_length;
        postings->wdf_bound = counts->length_upper;
        return;
    }
    uint64_t rest = postings->occurrences - postings->wdf;
    uint64_t bound =
        postings->occurrences > postings->wdf && rest > postings->wdf ? rest : postings->wdf;
    postings->wdf_bound = bound < counts->wdf_upper ? (uint32_t)bound : counts->wdf_upper;
}

fund_status glass_postings_open(const struct glass_reader *reader, struct slice term,
                                struct glass_postings *postings, struct fund_error *error)
{
    char room[ENCODE_TERM_MAX(TABLE_KEY_MAX)];
    struct block_item item;
    *postings = (struct glass_postings){.docid = GLASS_END, .joined = buffer_init(JOINED_MAX)};
    postings->cursor.tree = &reader->trees[POSTLIST];
    if (term.size > TABLE_KEY_MAX)
        return FUND_OK;
    bool is_all = term.size == 0;
    struct slice key = is_all ? SLICE(POSTINGS_LENGTHS) : slice_of(room, encode_term(room, term));
    fund_status status = reader_find(reader, POSTLIST, key, &postings->cursor, &item, error);
    if (status != FUND_OK || item.key.size == 0)
        return status;
    postings->key = item.key;
    status = enter_piece(postings, &item, 0, error);
    if (status != FUND_OK)
        return status;
    count_all(postings, &reader->counts, is_all);
    if (postings->document_count == 0 || postings->document_count > reader->counts.documents)
        return damaged(postings, error);
    return FUND_OK;
}

void glass_postings_close(struct glass_postings *postings)
{
    buffer_finish(&postings->joined);
}

/* ---- lengths -------------------------------------------------------------------------------- */

/* Vectors of gcc and clang, which make of them what the processor has. */
#define LANES 16u
typedef int8_t lanes __attribute__((vector_size(LANES)));
#define STRIDE (8 * LANES)

/* How many numbers end in so many bytes, at most STRIDE: in those without the highest bit. */
static inline uint32_t count_ends(const unsigned char *at, size_t size)
{
    lanes others = {0};
    uint64_t halves[2];
    for (size_t i = 0; i < size; i += LANES) {
        lanes bytes;
        memcpy(&bytes, at + i, LANES);
        others -= bytes < 0; /* which is 0 or -1 */
    }
    memcpy(halves, &others, LANES);
    return (uint32_t)(size - (((halves[0] + halves[1]) * UINT64_C(0x0101010101010101)) >> 56));
}

/* Moves past this many numbers; end where there are fewer, and *count tells how many then lack. */
static const unsigned char *pass(const unsigned char *at, const unsigned char *end, uint32_t *count)
{
    uint32_t left = *count;
    for (; left > STRIDE && (size_t)(end - at) >= STRIDE; at += STRIDE)
        left -= count_ends(at, STRIDE);
    for (; left > LANES && (size_t)(end - at) >= LANES; at += LANES)
        left -= count_ends(at, LANES);
    for (; left > 0 && at < end; at++)
        left -= *at < 0x80;
    *count = left;
    return at;
}

/* Whether the piece lacks no document between its first and its last: it has two numbers for each
 * but the first then. */
static bool is_dense(struct glass_lengths *lengths)
{
    const struct glass_postings *postings = &lengths->postings;
    const struct version_counts *counts = glass_reader_counts(postings->cursor.tree->reader);
    if (lengths->dense_first == postings->piece_first || counts->documents == counts->last_document)
        return true;
    size_t size = (size_t)(postings->end - postings->start);
    uint32_t span = postings->piece_last - postings->piece_first;
    if (span > size / 2)
        return false;
    uint32_t lacking = 2 * span + 1;
    (void)pass(postings->start, postings->end, &lacking);
    if (lacking != 1)
        return false;
    lengths->dense_first = postings->piece_first;
    return true;
}

/* Moves to a document of a dense piece that is not the one at hand. */
static bool jump(struct glass_postings *postings, uint32_t docid)
{
    uint32_t wdf = postings->wdf, from = postings->docid;
    const unsigned char *at = postings->at;
    if (docid < from) {
        at = postings->start;
        from = postings->piece_first;
        wdf = postings->start_wdf;
    }
    uint32_t count = docid == from ? 0 : 2 * (docid - from) - 1;
    at = pass(at, postings->end, &count);
    if (count > 0 || (docid != from && !decode_number_at(&at, postings->end, &wdf)))
        return false;
    postings->docid = docid;
    postings->wdf = wdf;
    postings->at = at;
    return true;
}

static void rewind_piece(struct glass_postings *postings)
{
    postings->docid = postings->piece_first;
    postings->wdf = postings->start_wdf;
    postings->at = postings->start;
}

/* Into the piece that has the document or the next one, from anywhere in the list. */
static fund_status find_piece(struct glass_postings *postings, uint32_t docid,
                              struct fund_error *error)
{
    char key[KEY_ROOM];
    struct block_item item;
    struct slice wanted = slice_of(key, piece_key(postings, docid, key));
    fund_status status =
        glass_cursor_find(&postings->cursor, postings->cursor.tree, wanted, &item, error);
    return status == FUND_OK ? enter_found(postings, &item, docid, error) : status;
}

fund_status glass_lengths_open(const struct glass_reader *reader, struct glass_lengths *lengths,
                               struct fund_error *error)
{
    lengths->dense_first = 0;
    return glass_postings_open(reader, slice_of(NULL, 0), &lengths->postings, error);
}

void glass_lengths_close(struct glass_lengths *lengths)
{
    glass_postings_close(&lengths->postings);
}

fund_status glass_lengths_get(struct glass_lengths *lengths, uint32_t docid, uint32_t *length,
                              struct fund_error *error)
{
    struct glass_postings *postings = &lengths->postings;
    fund_status status = FUND_OK;
    if (docid != postings->docid) {
        if (postings->key.size == 0 || docid == 0)
            return error_set(error, FUND_NOT_FOUND, "there is no document %u", docid);
        if (docid < postings->piece_first)
            status = find_piece(postings, docid, error);
        else if (docid > postings->piece_last && !postings->is_last_piece)
            status = leave_piece(postings, docid, error);
        if (status != FUND_OK)
            return status;
        bool is_in_piece = docid >= postings->piece_first && docid <= postings->piece_last;
        if (is_in_piece && docid != postings->docid) {
            bool is_sound = true;
            if (is_dense(lengths)) {
                is_sound = jump(postings, docid);
            } else {
                if (docid < postings->docid)
                    rewind_piece(postings);
                is_sound = skip_in_piece(postings, docid);
            }
            if (!is_sound)
                return damaged(postings, error);
        }
    }
    if (postings->docid != docid)
        return error_set(error, FUND_NOT_FOUND, "there is no document %u", docid);
    *length = postings->wdf;
    return FUND_OK;
}
