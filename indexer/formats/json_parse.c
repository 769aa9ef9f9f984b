/*
 * First as it is, which nearly all of it can be; then mended.
 */
#include "indexer/formats/json_parse.h"

#include "core/base/utf8.h"

#include <stdio.h>

#define ESCAPE_SIZE 6 /* \\uXXXX */
#define SIZE_MOST   ((size_t)FORMAT_FILE_MAX * 3)

static json_t *load(struct slice text, char reason[static JSON_REASON_SIZE])
{
    json_error_t error;
    json_t *value = json_loadb(text.data, text.size, JSON_ALLOW_NUL, &error);
    /* Numbers too large for 64 bits lose digits rather than the release. */
    if (value == NULL && json_error_code(&error) == json_error_numeric_overflow)
        value = json_loadb(text.data, text.size, JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, &error);
    if (value == NULL)
        snprintf(reason, JSON_REASON_SIZE, "is no JSON: %s, line %d, column %d", error.text,
                 error.line, error.column);
    return value;
}

/* The code unit of an escape at the front; 0 where there is none. */
static unsigned read_escape(struct slice text)
{
    unsigned unit = 0;
    if (text.size < ESCAPE_SIZE || text.data[0] != '\\' || text.data[1] != 'u')
        return 0;
    for (size_t i = 2; i < ESCAPE_SIZE; i++) {
        char c = text.data[i];
        unsigned digit = 0;
        if (c >= '0' && c <= '9')
            digit = (unsigned)(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            digit = (unsigned)((c | 0x20) - 'a' + 10);
        else
            return 0;
        unit = unit << 4 | digit;
    }
    return unit;
}

static bool is_half(unsigned unit, unsigned first)
{
    return unit >= first && unit < first + 0x400;
}

/* Half surrogates become U+FFFD in place. */
static bool mend_surrogates(struct buffer *text)
{
    bool is_mended = false;
    struct slice all = buffer_slice(text);
    for (size_t at = 0; at + 1 < all.size;) {
        unsigned unit = read_escape(slice_part(all, at, all.size));
        size_t behind = at + ESCAPE_SIZE;
        if (is_half(unit, 0xd800) && behind <= all.size &&
            is_half(read_escape(slice_part(all, behind, all.size)), 0xdc00)) {
            at = behind + ESCAPE_SIZE;
            continue;
        }
        if (is_half(unit, 0xd800) || is_half(unit, 0xdc00)) {
            memcpy(text->data + at + 2, "fffd", 4);
            is_mended = true;
        }
        at += all.data[at] == '\\' ? 2 : 1;
    }
    return is_mended;
}

static json_t *mend(struct slice text, struct format_notes *notes,
                    char reason[static JSON_REASON_SIZE])
{
    struct buffer clean = buffer_init(SIZE_MOST);
    struct fund_error error = {.message = ""};
    json_t *value = NULL;
    if (format_decode(text, NULL, &clean, notes, &error) == FUND_OK) {
        bool is_mended = mend_surrogates(&clean);
        value = load(buffer_slice(&clean), reason);
        if (is_mended && value != NULL)
            notes->oddities |= FORMAT_ODD_MALFORMED;
    } else {
        snprintf(reason, JSON_REASON_SIZE, "%.*s", JSON_REASON_SIZE - 1, error.message);
    }
    buffer_finish(&clean);
    return value;
}

json_t *json_parse(struct slice text, struct format_notes *notes,
                   char reason[static JSON_REASON_SIZE])
{
    char first_reason[JSON_REASON_SIZE];
    bool is_utf8 = utf8_valid_prefix(text) == text.size;
    json_t *value = is_utf8 ? load(text, reason) : NULL;
    if (value != NULL)
        return value;
    memcpy(first_reason, reason, is_utf8 ? JSON_REASON_SIZE : 0);
    value = mend(text, notes, reason);
    if (value == NULL && is_utf8) /* its places are the file's */
        memcpy(reason, first_reason, JSON_REASON_SIZE);
    return value;
}
