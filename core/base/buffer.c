/*
 * Growing by doubling, never past the limit.
 */
#include "core/base/buffer.h"

#include <stdio.h>
#include <stdlib.h>

#define FORMAT_MAX 512

void buffer_finish(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = buffer_init(buffer->limit);
}

fund_status buffer_reserve(struct buffer *buffer, size_t more, struct fund_error *error)
{
    if (more > buffer->limit - buffer->size)
        return error_set(error, FUND_LIMIT, "more than %zu bytes", buffer->limit);
    size_t needed = buffer->size + more;
    if (needed < buffer->capacity)
        return FUND_OK;
    size_t capacity = buffer->capacity < 64 ? 64 : buffer->capacity;
    while (capacity <= needed) {
        if (capacity > SIZE_MAX / 2)
            return error_no_memory(error);
        capacity *= 2;
    }
    char *data = realloc(buffer->data, capacity);
    if (data == NULL)
        return error_no_memory(error);
    buffer->data = data;
    buffer->capacity = capacity;
    return FUND_OK;
}

fund_status buffer_append(struct buffer *buffer, struct slice bytes, struct fund_error *error)
{
    /* Mostly there is room, within the limit too; buffer_reserve need not be called then. */
    if (bytes.size >= buffer->capacity - buffer->size ||
        bytes.size > buffer->limit - buffer->size) {
        fund_status status = buffer_reserve(buffer, bytes.size, error);
        if (status != FUND_OK)
            return status;
    }
    if (bytes.size > 0)
        memcpy(buffer->data + buffer->size, bytes.data, bytes.size);
    buffer->size += bytes.size;
    buffer->data[buffer->size] = '\0';
    return FUND_OK;
}

fund_status buffer_append_byte(struct buffer *buffer, char byte, struct fund_error *error)
{
    return buffer_append(buffer, slice_of(&byte, 1), error);
}

fund_status buffer_append_format(struct buffer *buffer, struct fund_error *error,
                                 const char *format, ...)
{
    char text[FORMAT_MAX];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    if (size < 0 || (size_t)size >= sizeof(text))
        return error_set(error, FUND_LIMIT, "more than %d bytes of formatted text", FORMAT_MAX - 1);
    return buffer_append(buffer, slice_of(text, (size_t)size), error);
}
