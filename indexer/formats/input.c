/*
 * Reading in pieces.
 */
#include "indexer/formats/input.h"

#define PIECE_SIZE ((size_t)64 * 1024)

void input_of_bytes(struct format_input *input, struct slice bytes)
{
    *input = (struct format_input){.given = bytes, .is_ended = true};
}

void input_of_stream(struct format_input *input,
                     fund_status (*read)(void *context, char *out, size_t room, size_t *got,
                                         struct fund_error *error),
                     void *context)
{
    *input =
        (struct format_input){.read = read, .context = context, .bytes = buffer_init(SIZE_MAX / 2)};
}

void input_finish(struct format_input *input)
{
    buffer_finish(&input->bytes);
}

static struct slice rest_of(const struct format_input *input)
{
    struct slice all = input->read == NULL ? input->given : buffer_slice(&input->bytes);
    return slice_part(all, input->at, all.size);
}

/* Drops what was given out, where that is worth the move. */
static void forget(struct format_input *input)
{
    if (input->read == NULL || input->at < PIECE_SIZE || input->at < input->bytes.size / 2)
        return;
    input->bytes.size -= input->at;
    memmove(input->bytes.data, input->bytes.data + input->at, input->bytes.size);
    input->at = 0;
}

static fund_status read_piece(struct format_input *input, struct fund_error *error)
{
    fund_status status = buffer_reserve(&input->bytes, PIECE_SIZE, error);
    size_t got = 0;
    if (status == FUND_OK)
        status = input->read(input->context, input->bytes.data + input->bytes.size, PIECE_SIZE,
                             &got, error);
    if (status != FUND_OK)
        return status;
    input->bytes.size += got;
    input->is_ended = got == 0;
    return FUND_OK;
}

fund_status input_peek(struct format_input *input, size_t wanted, struct slice *bytes,
                       struct fund_error *error)
{
    forget(input);
    while (!input->is_ended && rest_of(input).size < wanted) {
        fund_status status = read_piece(input, error);
        if (status != FUND_OK)
            return status;
    }
    struct slice rest = rest_of(input);
    *bytes = slice_part(rest, 0, rest.size < wanted ? rest.size : wanted);
    return FUND_OK;
}

fund_status input_all(struct format_input *input, size_t limit, struct slice *bytes,
                      struct fund_error *error)
{
    struct slice all = {NULL, 0};
    fund_status status = input_peek(input, limit + 1, &all, error);
    if (status != FUND_OK)
        return status;
    if (all.size > limit)
        return error_set(error, FUND_LIMIT, "is larger than %zu bytes", limit);
    input->at += all.size;
    input->total += all.size;
    *bytes = all;
    return FUND_OK;
}

/* Gives out size bytes. */
static void give(struct format_input *input, size_t size)
{
    input->at += size;
    input->total += size;
}

/* The rest of a line that is too long. */
static fund_status skip_line(struct format_input *input, struct fund_error *error)
{
    for (;;) {
        struct slice rest = {NULL, 0};
        fund_status status = input_peek(input, PIECE_SIZE, &rest, error);
        if (status != FUND_OK || rest.size == 0)
            return status;
        size_t end = slice_find(rest, SLICE("\n"));
        give(input, end < rest.size ? end + 1 : end);
        if (end < rest.size)
            return FUND_OK;
    }
}

fund_status input_line(struct format_input *input, size_t limit, struct slice *line, bool *is_there,
                       bool *is_long, struct fund_error *error)
{
    size_t seen = 0;
    *is_there = *is_long = false;
    forget(input);
    for (;;) {
        struct slice rest = rest_of(input);
        size_t end = seen + slice_find(slice_part(rest, seen, rest.size), SLICE("\n"));
        if (end > limit) {
            *is_there = *is_long = true;
            return skip_line(input, error);
        }
        if (end < rest.size || input->is_ended) {
            *is_there = rest.size > 0;
            *line = slice_part(rest, 0, end);
            give(input, end < rest.size ? end + 1 : end);
            return FUND_OK;
        }
        seen = rest.size;
        fund_status status = read_piece(input, error);
        if (status != FUND_OK)
            return status;
    }
}
