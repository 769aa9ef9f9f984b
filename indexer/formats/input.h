/*
 * input: a file's bytes, read as far as somebody wants them.
 */
#ifndef INDEXER_FORMATS_INPUT_H
#define INDEXER_FORMATS_INPUT_H

#include "core/base/buffer.h"

/* What is looked at to recognise a format, in bytes. */
#define INPUT_HEAD_MAX ((size_t)64 * 1024)

struct format_input {
    /* Reads up to room bytes; *got 0 is the end. NULL where all bytes are there already. */
    fund_status (*read)(void *context, char *out, size_t room, size_t *got,
                        struct fund_error *error);
    void *context;
    struct buffer bytes; /* read and not yet given out */
    size_t at;           /* of bytes: the first that was not given out */
    struct slice given;  /* in place of bytes, where read is NULL */
    uint64_t total;      /* bytes given out */
    bool is_ended;       /* nothing comes behind bytes */
};

/* Bytes that lie in memory, and stay. */
void input_of_bytes(struct format_input *input, struct slice bytes);
/* Bytes that read brings. */
void input_of_stream(struct format_input *input,
                     fund_status (*read)(void *context, char *out, size_t room, size_t *got,
                                         struct fund_error *error),
                     void *context);
void input_finish(struct format_input *input);

/* Up to wanted bytes of what comes next, which is not given out; fewer at the end. Borrowed until
 * the next call. */
fund_status input_peek(struct format_input *input, size_t wanted, struct slice *bytes,
                       struct fund_error *error);
/* All that is left. FUND_LIMIT where it is more than limit. Borrowed until input_finish. */
fund_status input_all(struct format_input *input, size_t limit, struct slice *bytes,
                      struct fund_error *error);
/*
 * The next line, without its end. *is_there is false at the end. Of a line longer than limit
 * nothing is given and *is_long set; the next call goes on behind it. Borrowed until the next
 * call.
 */
fund_status input_line(struct format_input *input, size_t limit, struct slice *line, bool *is_there,
                       bool *is_long, struct fund_error *error);

#endif
