/*
 * Filling error records.
 */
#include "core/base/error.h"

#include "core/base/utf8.h"

#include <stdio.h>
#include <string.h>

/* Messages quote file names and queries, which may hold any bytes. */
static void make_one_line_of_utf8(char *text)
{
    struct slice rest = slice_from(text);
    char *out = text;
    while (rest.size > 0) {
        uint32_t c = 0;
        size_t size = utf8_next(rest, &c);
        size_t step = size > 0 ? size : 1;
        if (size == 0 || utf8_is_steering(c)) {
            *out++ = size == 0 ? '?' : ' ';
        } else {
            memmove(out, rest.data, size);
            out += size;
        }
        rest = slice_part(rest, step, rest.size);
    }
    *out = '\0';
}

static void format_message(struct fund_error *error, const char *format, va_list arguments)
{
    int size = vsnprintf(error->message, sizeof(error->message), format, arguments);
    if (size < 0)
        error->message[0] = '\0';
    else if ((size_t)size >= sizeof(error->message)) {
        struct slice kept = slice_of(error->message, sizeof(error->message) - 1);
        size_t valid = utf8_valid_prefix(kept);
        if (kept.size - valid < 4) /* only the character at the cut is incomplete */
            error->message[valid] = '\0';
    }
    make_one_line_of_utf8(error->message);
}

static fund_status set(struct fund_error *error, fund_status code, size_t offset,
                       const char *format, va_list arguments)
{
    if (error != NULL) {
        error->code = code;
        error->offset = offset;
        format_message(error, format, arguments);
    }
    return code;
}

fund_status error_set(struct fund_error *error, fund_status code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    set(error, code, 0, format, arguments);
    va_end(arguments);
    return code;
}

fund_status error_set_at(struct fund_error *error, fund_status code, size_t offset,
                         const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    set(error, code, offset, format, arguments);
    va_end(arguments);
    return code;
}

fund_status error_no_memory(struct fund_error *error)
{
    return error_set(error, FUND_NO_MEMORY, "memory ran out");
}
