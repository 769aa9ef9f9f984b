/*
 * A growing byte buffer with a ceiling. The bytes are followed by a NUL that size does not count.
 */
#ifndef CORE_BASE_BUFFER_H
#define CORE_BASE_BUFFER_H

#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct buffer {
    char *data; /* NULL until the first byte */
    size_t size, capacity;
    size_t limit; /* largest size in bytes; appending past it fails with FUND_LIMIT */
};

/* An empty buffer; nothing is allocated. */
static inline struct buffer buffer_init(size_t limit)
{
    struct buffer empty = {NULL, 0, 0, limit};
    return empty;
}

/* Frees the bytes; the buffer is then empty and usable again. */
void buffer_finish(struct buffer *buffer);

/* FUND_LIMIT or FUND_NO_MEMORY leave the buffer as it was. */
fund_status buffer_reserve(struct buffer *buffer, size_t more, struct fund_error *error);
fund_status buffer_append(struct buffer *buffer, struct slice bytes, struct fund_error *error);
fund_status buffer_append_byte(struct buffer *buffer, char byte, struct fund_error *error);
/* Appends at most 512 bytes of formatted text; longer is FUND_LIMIT. */
fund_status buffer_append_format(struct buffer *buffer, struct fund_error *error,
                                 const char *format, ...) ERROR_PRINTF(3, 4);

static inline struct slice buffer_slice(const struct buffer *buffer)
{
    return slice_of(buffer->data, buffer->size);
}

static inline void buffer_clear(struct buffer *buffer)
{
    buffer->size = 0;
    if (buffer->data != NULL)
        buffer->data[0] = '\0';
}

#ifdef __cplusplus
}
#endif

#endif
