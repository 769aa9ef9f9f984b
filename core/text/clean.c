/*
 * Text from outside made well-formed, NFC and free of characters that nobody sees: one pass over
 * the bytes, then ICU's NFC where some character could need it.
 */
#include "core/text/text.h"

#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "core/base/utf8.h"
#include "core/text/icu.h"

/* An ill-formed byte becomes three. */
#define FILTERED_MAX ((size_t)TEXT_SIZE_MAX * 3)
/* Most combining marks in a row, UAX #15 section 13. Without a bound, sorting them takes quadratic
 * time. */
#define MARKS_MAX 30
/* All characters below are NFC whatever stands beside them, other than marks. */
#define FIRST_COMBINING 0x300

struct filter {
    const UNormalizer2 *nfc;
    struct text_repairs repairs;
    size_t marks;     /* combining marks directly before this place */
    bool may_compose; /* some character could be changed by NFC */
};

/* What becomes of the next bytes of the text. */
struct change {
    size_t size; /* bytes read; may be 0 */
    bool is_kept;
    struct slice instead; /* where they aren't kept */
};

/*
 * Bytes of the maximal subpart of an ill-formed sequence, which one U+FFFD stands for
 * (Unicode 15, section 3.9, table 3-7 and "U+FFFD Substitution of Maximal Subparts").
 */
static size_t ill_formed_size(struct slice text)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    unsigned char lead = bytes[0], lowest = 0x80, highest = 0xbf;
    if (lead < 0xe0 || lead > 0xf4 || text.size < 2)
        return 1;
    if (lead == 0xe0)
        lowest = 0xa0;
    else if (lead == 0xed)
        highest = 0x9f;
    else if (lead == 0xf0)
        lowest = 0x90;
    else if (lead == 0xf4)
        highest = 0x8f;
    if (bytes[1] < lowest || bytes[1] > highest)
        return 1;
    bool has_third = lead >= 0xf0 && text.size > 2 && bytes[2] >= 0x80 && bytes[2] <= 0xbf;
    return has_third ? 3 : 2;
}

static struct change keep(size_t size)
{
    return (struct change){size, true, {NULL, 0}};
}

static struct change replace(size_t size, struct slice instead)
{
    return (struct change){size, false, instead};
}

static struct change drop(size_t size, uint32_t *counter)
{
    *counter += 1;
    return replace(size, slice_of(NULL, 0));
}

static bool is_line_end(uint32_t c)
{
    return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_unwanted_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e || c == 0x200f ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static struct change change_of_letter(struct filter *filter, uint32_t c, size_t size)
{
    if (c < FIRST_COMBINING) {
        filter->marks = 0;
        return keep(size);
    }
    if (u_getCombiningClass((UChar32)c) == 0)
        filter->marks = 0;
    else if (filter->marks == MARKS_MAX) {
        filter->marks = 0;
        return replace(0, SLICE("\xcd\x8f")); /* U+034F; then the mark is looked at again */
    } else
        filter->marks++;
    if (!filter->may_compose && !unorm2_isInert(filter->nfc, (UChar32)c))
        filter->may_compose = true;
    return keep(size);
}

static struct change change_at(struct filter *filter, struct slice text, size_t at)
{
    struct slice rest = slice_part(text, at, text.size);
    uint32_t c = 0;
    size_t size = utf8_next(rest, &c);
    if (size == 0) {
        filter->repairs.malformed++;
        filter->marks = 0;
        return replace(ill_formed_size(rest), SLICE("\xef\xbf\xbd"));
    }
    if (c == 0)
        return drop(size, &filter->repairs.nul);
    if (c == 0xad)
        return drop(size, &filter->repairs.soft_hyphens);
    if (c == 0xfeff && at == 0)
        return replace(size, slice_of(NULL, 0));
    if (c == '\r' && rest.size > 1 && rest.data[1] == '\n')
        size = 2;
    if (c != '\t' && !is_line_end(c) && is_unwanted_control(c))
        return drop(size, &filter->repairs.controls);
    if (!is_line_end(c))
        return change_of_letter(filter, c, size);
    filter->marks = 0;
    return c == '\n' ? keep(size) : replace(size, SLICE("\n"));
}

static fund_status filter_text(struct filter *filter, struct slice text, struct buffer *out,
                               struct fund_error *error)
{
    fund_status status = buffer_reserve(out, text.size, error);
    size_t kept = 0, at = 0;
    while (status == FUND_OK && at < text.size) {
        unsigned char byte = (unsigned char)text.data[at];
        if (byte >= 0x20 && byte < 0x7f) {
            filter->marks = 0;
            at++;
            continue;
        }
        struct change change = change_at(filter, text, at);
        if (!change.is_kept) {
            status = buffer_append(out, slice_part(text, kept, at), error);
            if (status == FUND_OK)
                status = buffer_append(out, change.instead, error);
            kept = at + change.size;
        }
        at += change.size;
    }
    if (status == FUND_OK)
        status = buffer_append(out, slice_part(text, kept, at), error);
    return status;
}

/* *composed is malloced. */
static fund_status compose(const UNormalizer2 *nfc, const UChar *units, int32_t count,
                           UChar **composed, int32_t *composed_count, struct fund_error *error)
{
    int32_t capacity = count;
    for (;;) {
        UChar *result = malloc(((size_t)capacity + 1) * sizeof(*result));
        if (result == NULL)
            return error_no_memory(error);
        UErrorCode code = U_ZERO_ERROR;
        int32_t size = unorm2_normalize(nfc, units, count, result, capacity + 1, &code);
        if (U_SUCCESS(code)) {
            *composed = result;
            *composed_count = size;
            return FUND_OK;
        }
        free(result);
        if (code != U_BUFFER_OVERFLOW_ERROR)
            return text_icu_error(error, "normalising", code);
        capacity = size;
    }
}

static fund_status to_utf8(const UChar *units, int32_t count, struct buffer *out,
                           struct fund_error *error)
{
    int32_t size = 0;
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF8(NULL, 0, &size, units, count, &code);
    if (U_FAILURE(code) && code != U_BUFFER_OVERFLOW_ERROR)
        return text_icu_error(error, "writing UTF-8", code);
    fund_status status = buffer_reserve(out, (size_t)size, error);
    if (status != FUND_OK)
        return status;
    code = U_ZERO_ERROR;
    u_strToUTF8(out->data + out->size, size + 1, NULL, units, count, &code);
    if (U_FAILURE(code))
        return text_icu_error(error, "writing UTF-8", code);
    out->size += (size_t)size;
    return FUND_OK;
}

/* Brings all of *text, which is well-formed, into NFC. */
static fund_status normalise(struct filter *filter, struct buffer *text, struct fund_error *error)
{
    fund_status status = FUND_OK;
    UChar *composed = NULL;
    int32_t count = 0, composed_count = 0;
    UErrorCode code = U_ZERO_ERROR;
    UChar *units = malloc((text->size + 1) * sizeof(*units));
    if (units == NULL) {
        status = error_no_memory(error);
        goto out;
    }
    u_strFromUTF8(units, (int32_t)(text->size + 1), &count, text->data, (int32_t)text->size, &code);
    int32_t normal =
        U_SUCCESS(code) ? unorm2_spanQuickCheckYes(filter->nfc, units, count, &code) : 0;
    if (U_FAILURE(code)) {
        status = text_icu_error(error, "normalising", code);
        goto out;
    }
    if (normal == count)
        goto out;
    status = compose(filter->nfc, units, count, &composed, &composed_count, error);
    if (status != FUND_OK)
        goto out;
    if (composed_count == count && u_memcmp(composed, units, count) == 0)
        goto out;
    filter->repairs.normalised = true;
    buffer_clear(text);
    status = to_utf8(composed, composed_count, text, error);
out:
    free(composed);
    free(units);
    return status;
}

fund_status text_clean(struct slice text, struct buffer *out, struct text_repairs *repairs,
                       struct fund_error *error)
{
    if (text.size > TEXT_SIZE_MAX)
        return error_set(error, FUND_LIMIT, "a text is larger than %u bytes", TEXT_SIZE_MAX);
    UErrorCode code = U_ZERO_ERROR;
    struct filter filter = {.nfc = unorm2_getNFCInstance(&code)};
    if (U_FAILURE(code))
        return text_icu_error(error, "normalising", code);
    struct buffer cleaned = buffer_init(FILTERED_MAX);
    fund_status status = filter_text(&filter, text, &cleaned, error);
    if (status == FUND_OK && filter.may_compose)
        status = normalise(&filter, &cleaned, error);
    if (status == FUND_OK && cleaned.size > TEXT_SIZE_MAX)
        status = error_set(error, FUND_LIMIT, "a text is larger than %u bytes", TEXT_SIZE_MAX);
    if (status == FUND_OK)
        status = buffer_append(out, buffer_slice(&cleaned), error);
    if (status == FUND_OK && repairs != NULL)
        *repairs = filter.repairs;
    buffer_finish(&cleaned);
    return status;
}
