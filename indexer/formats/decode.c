/*
 * From a file's bytes to clean text.
 */
#include "indexer/formats/encoding.h"
#include "indexer/formats/format.h"

#include "core/base/utf8.h"

#include <stdio.h>

/* One byte of a file can become three of UTF-8. */
#define CONVERTED_MAX ((size_t)FORMAT_FEED_MAX * 3)

static void note_repairs(const struct text_repairs *repairs, struct format_notes *notes)
{
    if (repairs->malformed > 0)
        notes->oddities |= FORMAT_ODD_MALFORMED;
    if (repairs->nul > 0)
        notes->oddities |= FORMAT_ODD_NUL;
}

static fund_status convert(struct slice bytes, const char *encoding, struct buffer *converted,
                           struct format_notes *notes, struct fund_error *error)
{
    fund_status status = encoding_convert(bytes, encoding, converted, error);
    if (status != FUND_OK)
        return status;
    notes->oddities |= FORMAT_ODD_ENCODING;
    snprintf(notes->encoding, sizeof(notes->encoding), "%s", encoding);
    if (slice_find(buffer_slice(converted), SLICE("\xef\xbf\xbd")) < converted->size)
        notes->oddities |= FORMAT_ODD_MALFORMED;
    return FUND_OK;
}

static fund_status refuse(const char *why, struct fund_error *error)
{
    return error_set(error, FUND_INVALID_ARGUMENT, "is no text (%s)", why);
}

/* NULL: it is UTF-8. */
static const char *find_encoding(struct slice bytes, const char *declared, bool *is_declared)
{
    *is_declared = false;
    const char *encoding = encoding_wide(bytes);
    if (encoding != NULL || encoding_is_utf8(bytes))
        return encoding;
    encoding = declared != NULL ? encoding_named(declared) : NULL;
    *is_declared = encoding != NULL;
    return encoding != NULL ? encoding : encoding_guess(bytes);
}

/* *utf8 is bytes, or lies in converted. */
static fund_status to_utf8(struct slice bytes, const char *declared, struct buffer *converted,
                           struct slice *utf8, struct format_notes *notes, struct fund_error *error)
{
    const char *kind = encoding_binary_kind(bytes);
    if (kind != NULL)
        return refuse(kind, error);
    if (encoding_wide(bytes) == NULL && encoding_is_binary(bytes))
        return refuse("control characters", error);
    bool is_declared = false;
    const char *encoding = find_encoding(bytes, declared, &is_declared);
    *utf8 = bytes;
    if (encoding == NULL)
        return FUND_OK;
    fund_status status = convert(bytes, encoding, converted, notes, error);
    if (is_declared)
        notes->oddities &= ~(unsigned)FORMAT_ODD_ENCODING;
    if (status == FUND_OK && encoding_is_binary(buffer_slice(converted)))
        return refuse("control characters", error);
    *utf8 = buffer_slice(converted);
    return status;
}

/* Each byte that is of no character becomes U+FFFD; true where there was one. */
static bool append_well_formed(struct slice bytes, struct buffer *text, fund_status *status,
                               struct fund_error *error)
{
    bool is_mended = false;
    while (*status == FUND_OK && bytes.size > 0) {
        size_t good = utf8_valid_prefix(bytes);
        *status = buffer_append(text, slice_part(bytes, 0, good), error);
        if (*status != FUND_OK || good == bytes.size)
            break;
        *status = buffer_append(text, SLICE("\xef\xbf\xbd"), error);
        is_mended = true;
        bytes = slice_part(bytes, good + 1, bytes.size);
    }
    return is_mended;
}

fund_status format_to_utf8(struct slice bytes, const char *declared, struct buffer *text,
                           struct format_notes *notes, struct fund_error *error)
{
    struct buffer converted = buffer_init(CONVERTED_MAX);
    struct format_notes found = *notes;
    struct slice utf8 = {NULL, 0};
    fund_status status = to_utf8(bytes, declared, &converted, &utf8, &found, error);
    if (status == FUND_OK && append_well_formed(utf8, text, &status, error))
        found.oddities |= FORMAT_ODD_MALFORMED;
    if (status == FUND_OK)
        *notes = found;
    buffer_finish(&converted);
    return status;
}

fund_status format_decode(struct slice bytes, const char *declared, struct buffer *text,
                          struct format_notes *notes, struct fund_error *error)
{
    struct format_notes found = *notes;
    struct buffer converted = buffer_init(CONVERTED_MAX);
    struct slice utf8 = {NULL, 0};
    struct text_repairs repairs = {0};
    if (bytes.size > FORMAT_FILE_MAX)
        return error_set(error, FUND_LIMIT, "is larger than %u bytes", FORMAT_FILE_MAX);
    fund_status status = to_utf8(bytes, declared, &converted, &utf8, &found, error);
    if (status == FUND_OK)
        status = text_clean(utf8, text, &repairs, error);
    if (status == FUND_OK) {
        note_repairs(&repairs, &found);
        *notes = found;
    }
    buffer_finish(&converted);
    return status;
}
