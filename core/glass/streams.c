/*
 * See streams.h.
 *
 *   statistics   key: 0, 0xd0, slot (no byte for slot 0); how many values there are, the size of the
 *                least one, the least one, the greatest one where it is another
 *   piece        key: 0, 0xd8, slot, first document (encode_sorted); values with their size before
 *                them, and from the second on, before this, how many documents lie between
 */
#include "core/glass/streams.h"

#include "core/glass/encode.h"

/* Of a piece that is one item of a table: a longer one would be cut, and be joined for each look. */
#define PIECE_SIZE 2030u
#define BYTES_MAX  ((size_t)UINT32_MAX)
#define KEY_ROOM   (3 + ENCODE_SORTED_MAX)

void streams_init(struct streams *streams)
{
    for (uint32_t i = 0; i < STREAMS_SLOTS_MAX; i++)
        streams->slots[i] = (struct stream){.bounds = streams_bounds_init(),
                                            .piece = buffer_init(BYTES_MAX),
                                            .pieces = buffer_init(SIZE_MAX / 2)};
}

void streams_finish(struct streams *streams)
{
    for (uint32_t i = 0; i < STREAMS_SLOTS_MAX; i++) {
        streams_bounds_finish(&streams->slots[i].bounds);
        buffer_finish(&streams->slots[i].piece);
        buffer_finish(&streams->slots[i].pieces);
    }
}

size_t streams_memory(const struct streams *streams)
{
    size_t memory = 0;
    for (uint32_t i = 0; i < STREAMS_SLOTS_MAX; i++)
        memory += streams->slots[i].piece.capacity + streams->slots[i].pieces.capacity;
    return memory;
}

static fund_status append_number(struct buffer *out, uint32_t number, struct fund_error *error)
{
    char bytes[ENCODE_NUMBER_MAX];
    return buffer_append(out, slice_of(bytes, encode_number(bytes, number)), error);
}

/* ---- statistics ----------------------------------------------------------------------------- */

struct streams_bounds streams_bounds_init(void)
{
    return (struct streams_bounds){0, buffer_init(BYTES_MAX), buffer_init(BYTES_MAX)};
}

void streams_bounds_finish(struct streams_bounds *bounds)
{
    buffer_finish(&bounds->lower);
    buffer_finish(&bounds->upper);
}

static fund_status replace(struct buffer *out, struct slice bytes, struct fund_error *error)
{
    buffer_clear(out);
    return buffer_append(out, bytes, error);
}

/* Adds some values, of which these are the least and the greatest. */
static fund_status widen(struct streams_bounds *bounds, uint32_t count, struct slice lower,
                         struct slice upper, struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (bounds->count == 0 || slice_compare(lower, buffer_slice(&bounds->lower)) < 0)
        status = replace(&bounds->lower, lower, error);
    if (status == FUND_OK &&
        (bounds->count == 0 || slice_compare(upper, buffer_slice(&bounds->upper)) > 0))
        status = replace(&bounds->upper, upper, error);
    bounds->count += count;
    return status;
}

bool streams_bounds_add(struct streams_bounds *bounds, struct slice tag)
{
    uint32_t count = 0, size = 0;
    size_t at = 0;
    if (!decode_number(tag, &at, &count) || !decode_number(tag, &at, &size) || count == 0 ||
        size > tag.size - at)
        return false;
    struct slice lower = slice_part(tag, at, at + size);
    struct slice upper = slice_part(tag, at + size, tag.size);
    return widen(bounds, count, lower, upper.size > 0 ? upper : lower, NULL) == FUND_OK;
}

fund_status streams_bounds_write(const struct streams_bounds *bounds, struct slice key,
                                 struct table *postlist, struct fund_error *error)
{
    struct buffer tag = buffer_init(BYTES_MAX);
    struct slice lower = buffer_slice(&bounds->lower), upper = buffer_slice(&bounds->upper);
    fund_status status = append_number(&tag, bounds->count, error);
    if (status == FUND_OK)
        status = append_number(&tag, (uint32_t)lower.size, error);
    if (status == FUND_OK)
        status = buffer_append(&tag, lower, error);
    if (status == FUND_OK && !slice_equal(lower, upper))
        status = buffer_append(&tag, upper, error);
    if (status == FUND_OK)
        status = table_add(postlist, key, buffer_slice(&tag), error);
    buffer_finish(&tag);
    return status;
}

/* ---- gathering ------------------------------------------------------------------------------ */

static fund_status end_piece(struct stream *stream, struct fund_error *error)
{
    uint32_t head[2] = {stream->first, (uint32_t)stream->piece.size};
    if (stream->piece.size == 0)
        return FUND_OK;
    fund_status status =
        buffer_append(&stream->pieces, slice_of((const char *)head, sizeof(head)), error);
    if (status == FUND_OK)
        status = buffer_append(&stream->pieces, buffer_slice(&stream->piece), error);
    buffer_clear(&stream->piece);
    return status;
}

static fund_status add_value(struct stream *stream, struct slice value, uint32_t number,
                             struct fund_error *error)
{
    fund_status status = widen(&stream->bounds, 1, value, value, error);
    if (status == FUND_OK && stream->piece.size + 2 * ENCODE_NUMBER_MAX + value.size > PIECE_SIZE)
        status = end_piece(stream, error);
    if (status == FUND_OK && stream->piece.size > 0)
        status = append_number(&stream->piece, number - stream->last - 1, error);
    else
        stream->first = number;
    if (status == FUND_OK)
        status = append_number(&stream->piece, (uint32_t)value.size, error);
    if (status == FUND_OK)
        status = buffer_append(&stream->piece, value, error);
    stream->last = number;
    return status;
}

fund_status streams_add(struct streams *streams, const struct glass_document *document,
                        uint32_t number, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (uint32_t i = 0; status == FUND_OK && i < document->value_count; i++) {
        const struct document_value *value = &document->values[i];
        if (value->slot >= STREAMS_SLOTS_MAX)
            return error_set(error, FUND_UNSUPPORTED, "a value in slot %u; the last is %u",
                             value->slot, STREAMS_SLOTS_MAX - 1);
        status = add_value(&streams->slots[value->slot],
                           document_bytes(document, value->at, value->size), number, error);
    }
    return status;
}

/* ---- writing -------------------------------------------------------------------------------- */

static fund_status write_statistics(const struct stream *stream, uint32_t slot,
                                    struct table *postlist, struct fund_error *error)
{
    char key[] = {STREAMS_STATISTICS[0], STREAMS_STATISTICS[1], (char)slot};
    return streams_bounds_write(&stream->bounds, slice_of(key, slot == 0 ? 2 : 3), postlist, error);
}

static fund_status write_pieces(const struct stream *stream, uint32_t slot, struct table *postlist,
                                struct fund_error *error)
{
    char key[KEY_ROOM] = {STREAMS_VALUES[0], STREAMS_VALUES[1], (char)slot};
    fund_status status = FUND_OK;
    for (size_t at = 0; status == FUND_OK && at < stream->pieces.size;) {
        uint32_t head[2];
        memcpy(head, stream->pieces.data + at, sizeof(head));
        at += sizeof(head);
        size_t key_size = 3 + encode_sorted(key + 3, head[0]);
        status = table_add(postlist, slice_of(key, key_size),
                           slice_of(stream->pieces.data + at, head[1]), error);
        at += head[1];
    }
    return status;
}

fund_status streams_write(struct streams *streams, struct table *postlist, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (uint32_t i = 0; status == FUND_OK && i < STREAMS_SLOTS_MAX; i++)
        status = end_piece(&streams->slots[i], error);
    for (uint32_t i = 0; status == FUND_OK && i < STREAMS_SLOTS_MAX; i++)
        if (streams->slots[i].bounds.count > 0)
            status = write_statistics(&streams->slots[i], i, postlist, error);
    for (uint32_t i = 0; status == FUND_OK && i < STREAMS_SLOTS_MAX; i++)
        status = write_pieces(&streams->slots[i], i, postlist, error);
    return status;
}
