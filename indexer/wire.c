/*
 * Each message is its size and kind, four bytes each, and the content.
 */
#include "indexer/wire.h"

#include <errno.h>
#include <sys/socket.h>

void wire_begin(struct wire_out *out, uint32_t kind)
{
    char head[WIRE_HEAD_SIZE] = {0};
    memcpy(head + 4, &kind, sizeof(kind));
    buffer_clear(&out->bytes);
    out->status = buffer_append(&out->bytes, slice_of(head, WIRE_HEAD_SIZE), NULL);
}

static void put(struct wire_out *out, const void *bytes, size_t size)
{
    if (out->status == FUND_OK)
        out->status = buffer_append(&out->bytes, slice_of(bytes, size), NULL);
}

void wire_put_number(struct wire_out *out, uint64_t number)
{
    put(out, &number, sizeof(number));
}

void wire_put_string(struct wire_out *out, struct slice string)
{
    uint32_t size = (uint32_t)string.size;
    put(out, &size, sizeof(size));
    put(out, string.data, string.size);
    put(out, "", 1);
}

static fund_status gone(struct fund_error *error)
{
    return error_set(error, FUND_NETWORK, "a process of the run has ended");
}

static fund_status send_bytes(int socket, const struct buffer *bytes, struct fund_error *error)
{
    for (size_t sent = 0; sent < bytes->size;) {
        ssize_t step = send(socket, bytes->data + sent, bytes->size - sent, MSG_NOSIGNAL);
        if (step < 0 && errno == EINTR)
            continue;
        if (step < 0)
            return gone(error);
        sent += (size_t)step;
    }
    return FUND_OK;
}

static fund_status end_message(struct wire_out *out, struct fund_error *error)
{
    if (out->status != FUND_OK)
        return error_set(error, out->status, "a message between processes is too long");
    uint32_t size = (uint32_t)(out->bytes.size - WIRE_HEAD_SIZE);
    memcpy(out->bytes.data, &size, sizeof(size));
    return FUND_OK;
}

fund_status wire_send(int socket, struct wire_out *out, struct fund_error *error)
{
    fund_status status = end_message(out, error);
    if (status == FUND_OK)
        status = send_bytes(socket, &out->held, error);
    buffer_clear(&out->held);
    return status == FUND_OK ? send_bytes(socket, &out->bytes, error) : status;
}

fund_status wire_hold(int socket, struct wire_out *out, struct fund_error *error)
{
    fund_status status = end_message(out, error);
    if (status != FUND_OK || buffer_append(&out->held, buffer_slice(&out->bytes), NULL) == FUND_OK)
        return status;
    return wire_send(socket, out, error);
}

void wire_out_finish(struct wire_out *out)
{
    buffer_finish(&out->bytes);
    buffer_finish(&out->held);
}

/* False at the end, and where the other end is gone. */
static bool receive(int socket, void *out, size_t size)
{
    for (size_t got = 0; got < size;) {
        ssize_t step = recv(socket, (char *)out + got, size - got, MSG_WAITALL);
        if (step < 0 && errno == EINTR)
            continue;
        if (step <= 0)
            return false;
        got += (size_t)step;
    }
    return true;
}

static fund_status begin_content(const uint32_t head[2], struct wire_in *in,
                                 struct fund_error *error)
{
    if (head[0] > WIRE_SIZE_MAX)
        return error_set(error, FUND_INTERNAL, "a message between processes is damaged");
    buffer_clear(&in->bytes);
    in->at = 0;
    in->has_failed = false;
    in->kind = head[1];
    return buffer_reserve(&in->bytes, head[0], error);
}

fund_status wire_receive(int socket, struct wire_in *in, struct fund_error *error)
{
    uint32_t head[2];
    if (!receive(socket, head, sizeof(head)))
        return gone(error);
    fund_status status = begin_content(head, in, error);
    if (status != FUND_OK)
        return status;
    if (head[0] > 0 && !receive(socket, in->bytes.data, head[0]))
        return gone(error);
    in->bytes.size = head[0];
    return FUND_OK;
}

/* ---- inboxes -------------------------------------------------------------------------------- */

fund_status wire_fill(int socket, struct wire_inbox *inbox, struct fund_error *error)
{
    struct buffer *bytes = &inbox->bytes;
    ssize_t got;
    if (inbox->at > 0) {
        bytes->size -= inbox->at;
        memmove(bytes->data, bytes->data + inbox->at, bytes->size);
        inbox->at = 0;
    }
    fund_status status = buffer_reserve(bytes, WIRE_RECEIVED, error);
    if (status != FUND_OK)
        return status;
    do
        got = recv(socket, bytes->data + bytes->size, WIRE_RECEIVED, 0);
    while (got < 0 && errno == EINTR);
    if (got <= 0)
        return gone(error);
    bytes->size += (size_t)got;
    return FUND_OK;
}

static struct slice waiting(const struct wire_inbox *inbox)
{
    return slice_part(buffer_slice(&inbox->bytes), inbox->at, inbox->bytes.size);
}

/* A damaged message is there too. */
bool wire_has_message(const struct wire_inbox *inbox)
{
    struct slice bytes = waiting(inbox);
    uint32_t size;
    if (bytes.size < WIRE_HEAD_SIZE)
        return false;
    memcpy(&size, bytes.data, sizeof(size));
    return size > WIRE_SIZE_MAX || size <= bytes.size - WIRE_HEAD_SIZE;
}

fund_status wire_take(struct wire_inbox *inbox, struct wire_in *in, struct fund_error *error)
{
    struct slice bytes = waiting(inbox);
    uint32_t head[2];
    memcpy(head, bytes.data, sizeof(head));
    fund_status status = begin_content(head, in, error);
    if (status != FUND_OK)
        return status;
    size_t end = WIRE_HEAD_SIZE + head[0];
    inbox->at += end;
    return buffer_append(&in->bytes, slice_part(bytes, WIRE_HEAD_SIZE, end), error);
}

/* ---- content -------------------------------------------------------------------------------- */

static const char *take(struct wire_in *in, size_t size)
{
    if (in->has_failed || size > in->bytes.size - in->at) {
        in->has_failed = true;
        return NULL;
    }
    in->at += size;
    return in->bytes.data + (in->at - size);
}

uint64_t wire_get_number(struct wire_in *in)
{
    uint64_t number = 0;
    const char *bytes = take(in, sizeof(number));
    if (bytes != NULL)
        memcpy(&number, bytes, sizeof(number));
    return number;
}

struct slice wire_get_string(struct wire_in *in)
{
    uint32_t size = 0;
    const char *bytes = take(in, sizeof(size));
    if (bytes != NULL)
        memcpy(&size, bytes, sizeof(size));
    bytes = take(in, (size_t)size + 1);
    if (bytes == NULL || bytes[size] != '\0') {
        in->has_failed = true;
        return slice_of("", 0);
    }
    return slice_of(bytes, size);
}
