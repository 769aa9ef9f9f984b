/*
 * wire: messages between the leader of a rebuild and its workers, over a socket. Both ends are the
 * same program on the same machine; numbers are in its byte order. What a worker sends is checked
 * all the same, since it may have read hostile bytes.
 */
#ifndef INDEXER_WIRE_H
#define INDEXER_WIRE_H

#include "core/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* Bytes of one message. */
#define WIRE_SIZE_MAX ((size_t)64 * 1024 * 1024)
/* Bytes before the content. */
#define WIRE_HEAD_SIZE 8
/* Bytes of messages that are held back, so that the other end is not woken for each. */
#define WIRE_HELD 4096
/* Bytes that come into an inbox at a time. */
#define WIRE_RECEIVED ((size_t)64 * 1024)

/* A message that is being written; the first failure is kept. */
struct wire_out {
    struct buffer bytes;
    struct buffer held; /* whole messages before it */
    fund_status status;
};

void wire_begin(struct wire_out *out, uint32_t kind);
void wire_put_number(struct wire_out *out, uint64_t number);
void wire_put_string(struct wire_out *out, struct slice string);
/* Sends it, and before it what was held. FUND_NETWORK where the other end is gone. */
fund_status wire_send(int socket, struct wire_out *out, struct fund_error *error);
/* The same, but the message may be held back until another one is sent. */
fund_status wire_hold(int socket, struct wire_out *out, struct fund_error *error);
void wire_out_finish(struct wire_out *out);

/* A message that is being read. After has_failed all is 0 and empty. */
struct wire_in {
    struct buffer bytes;
    size_t at;
    uint32_t kind;
    bool has_failed; /* it is shorter than what was asked for */
};

/* Waits for a message. FUND_NETWORK where the other end is gone. */
fund_status wire_receive(int socket, struct wire_in *in, struct fund_error *error);

/* What has come from a socket and was not asked for yet: several messages by one call. */
struct wire_inbox {
    struct buffer bytes;
    size_t at; /* the first that was not given out */
};

/* Waits for more. FUND_NETWORK where the other end is gone. */
fund_status wire_fill(int socket, struct wire_inbox *inbox, struct fund_error *error);
bool wire_has_message(const struct wire_inbox *inbox);
/* The next message, which must be there. FUND_INTERNAL where it is damaged. */
fund_status wire_take(struct wire_inbox *inbox, struct wire_in *in, struct fund_error *error);

uint64_t wire_get_number(struct wire_in *in);
/* Borrowed until the next message, and followed by a NUL. */
struct slice wire_get_string(struct wire_in *in);

static inline struct wire_out wire_out_init(void)
{
    struct wire_out out = {buffer_init(WIRE_SIZE_MAX), buffer_init(WIRE_HELD), FUND_OK};
    return out;
}

static inline struct wire_inbox wire_inbox_init(void)
{
    struct wire_inbox inbox = {buffer_init(WIRE_SIZE_MAX + 2 * WIRE_RECEIVED), 0};
    return inbox;
}

static inline struct wire_in wire_in_init(void)
{
    struct wire_in in = {buffer_init(WIRE_SIZE_MAX), 0, 0, false};
    return in;
}

#endif
