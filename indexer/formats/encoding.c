/*
 * Recognising encodings. UTF-8 and UTF-16 give themselves away; for the rest ICU's detector is
 * asked, but its word counts little against Windows-1252, which German files have by far most
 * often.
 */
#include "indexer/formats/encoding.h"

#include "core/base/utf8.h"

#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

/* Bytes that are looked at to guess. */
#define SAMPLE_SIZE ((size_t)64 * 1024)
/* One control in so many bytes is no text any more; a few are always forgiven. */
#define BYTES_PER_CONTROL 10
#define CONTROLS_FORGIVEN 8
/* One ill-formed sequence for so many well-formed ones is damage, more is another encoding. */
#define GOOD_PER_BAD 4
/* ICU's confidence (0 to 100) below which Windows-1252 is assumed. */
#define CONFIDENCE_SINGLE_BYTE 50
#define CONFIDENCE_MULTI_BYTE  80
/* A Latin-1 guess so close behind the best is taken instead. */
#define LATIN_1_BONUS    20
#define DEFAULT_ENCODING "windows-1252"

struct magic {
    const char *bytes;
    size_t size;
    const char *kind;
};

/* Bytes may hold NUL, so that strlen would not do. */
#define MAGIC(bytes, kind)                                                                         \
    {                                                                                              \
        (bytes), sizeof(bytes) - 1, (kind)                                                         \
    }

const char *encoding_binary_kind(struct slice bytes)
{
    static const struct magic table[] = {
        MAGIC("%PDF-", "PDF"),
        MAGIC("\x89PNG\r\n\x1a\n", "PNG"),
        MAGIC("\xff\xd8\xff", "JPEG"),
        MAGIC("GIF87a", "GIF"),
        MAGIC("GIF89a", "GIF"),
        MAGIC("II*\0", "TIFF"),
        MAGIC("MM\0*", "TIFF"),
        MAGIC("PK\x03\x04", "ZIP or office document"),
        MAGIC("PK\x05\x06", "ZIP"),
        MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office document"),
        MAGIC("{\\rtf", "RTF"),
        MAGIC("%!PS", "PostScript"),
        MAGIC("\x1f\x8b", "gzip"),
        MAGIC("BZh", "bzip2"),
        MAGIC("\xfd\x37zXZ", "xz"),
        MAGIC("7z\xbc\xaf\x27\x1c", "7z"),
        MAGIC("\x28\xb5\x2f\xfd", "zstd"),
        MAGIC("\x7f\x45LF", "program"),
        MAGIC("SQLite format 3\0", "database"),
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (slice_starts_with(bytes, slice_of(table[i].bytes, table[i].size)))
            return table[i].kind;
    }
    return NULL;
}

static bool is_control(unsigned char byte)
{
    return (byte < 0x20 && (byte < '\t' || byte > '\r')) || byte == 0x7f;
}

bool encoding_is_binary(struct slice bytes)
{
    size_t controls = 0;
    for (size_t i = 0; i < bytes.size; i++)
        controls += is_control((unsigned char)bytes.data[i]);
    return controls > CONTROLS_FORGIVEN && controls > bytes.size / BYTES_PER_CONTROL;
}

/* Latin text in UTF-16 has a NUL in nearly every other byte, always on the same side. */
static const char *wide_by_nuls(struct slice bytes)
{
    size_t size = bytes.size < SAMPLE_SIZE ? bytes.size : SAMPLE_SIZE;
    size_t nuls[2] = {0, 0};
    for (size_t i = 0; i < size; i++)
        nuls[i % 2] += bytes.data[i] == '\0';
    size_t pairs = size / 2;
    if (pairs < 4)
        return NULL;
    if (nuls[1] > pairs / 2 && nuls[0] < pairs / 20 + 1)
        return "UTF-16LE";
    if (nuls[0] > pairs / 2 && nuls[1] < pairs / 20 + 1)
        return "UTF-16BE";
    return NULL;
}

const char *encoding_wide(struct slice bytes)
{
    /* ICU's names without LE and BE take the mark away; UTF-32's begins with UTF-16's. */
    if (slice_starts_with(bytes, slice_of("\xff\xfe\0\0", 4)) ||
        slice_starts_with(bytes, slice_of("\0\0\xfe\xff", 4)))
        return "UTF-32";
    if (slice_starts_with(bytes, SLICE("\xff\xfe")) || slice_starts_with(bytes, SLICE("\xfe\xff")))
        return "UTF-16";
    return wide_by_nuls(bytes);
}

bool encoding_is_utf8(struct slice bytes)
{
    size_t good = 0, bad = 0, at = 0;
    while (at < bytes.size) {
        if ((unsigned char)bytes.data[at] < 0x80) {
            at++;
            continue;
        }
        size_t size = utf8_next(slice_part(bytes, at, bytes.size), NULL);
        good += size > 0;
        bad += size == 0;
        at += size > 0 ? size : 1;
    }
    return bad * GOOD_PER_BAD <= good;
}

/* The best guess, or a Latin-1 one that is nearly as good. */
static const UCharsetMatch *best_match(UCharsetDetector *detector, UErrorCode *code)
{
    int32_t count = 0;
    const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, code);
    if (U_FAILURE(*code) || count == 0)
        return NULL;
    int32_t best = ucsdet_getConfidence(matches[0], code);
    for (int32_t i = 0; i < count && U_SUCCESS(*code); i++) {
        const char *name = ucsdet_getName(matches[i], code);
        int32_t confidence = ucsdet_getConfidence(matches[i], code);
        if (U_SUCCESS(*code) && confidence + LATIN_1_BONUS >= best &&
            (strcmp(name, "ISO-8859-1") == 0 || strcmp(name, DEFAULT_ENCODING) == 0))
            return matches[i];
    }
    return matches[0];
}

/* Static names for what may be told to the user; others are not believed. */
static const char *believed(const char *name, int32_t confidence)
{
    static const char *const single_byte[] = {
        "ISO-8859-2",   "ISO-8859-5",   "ISO-8859-6",   "ISO-8859-7",   "ISO-8859-8",
        "ISO-8859-9",   "windows-1250", "windows-1251", "windows-1253", "windows-1254",
        "windows-1255", "windows-1256", "KOI8-R"};
    static const char *const multi_byte[] = {"Shift_JIS", "GB18030", "Big5", "EUC-JP", "EUC-KR"};
    for (size_t i = 0; i < sizeof(single_byte) / sizeof(single_byte[0]); i++) {
        if (confidence >= CONFIDENCE_SINGLE_BYTE && strcmp(name, single_byte[i]) == 0)
            return single_byte[i];
    }
    for (size_t i = 0; i < sizeof(multi_byte) / sizeof(multi_byte[0]); i++) {
        if (confidence >= CONFIDENCE_MULTI_BYTE && strcmp(name, multi_byte[i]) == 0)
            return multi_byte[i];
    }
    return DEFAULT_ENCODING;
}

const char *encoding_guess(struct slice bytes)
{
    const char *encoding = DEFAULT_ENCODING;
    UErrorCode code = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&code);
    if (U_FAILURE(code))
        return encoding;
    int32_t size = (int32_t)(bytes.size < SAMPLE_SIZE ? bytes.size : SAMPLE_SIZE);
    ucsdet_setText(detector, bytes.data, size, &code);
    const UCharsetMatch *match = U_SUCCESS(code) ? best_match(detector, &code) : NULL;
    if (match != NULL && U_SUCCESS(code)) {
        const char *name = ucsdet_getName(match, &code);
        int32_t confidence = ucsdet_getConfidence(match, &code);
        if (U_SUCCESS(code))
            encoding = believed(name, confidence);
    }
    ucsdet_close(detector);
    return encoding;
}

static bool is_stateless(UConverterType type)
{
    return type == UCNV_SBCS || type == UCNV_DBCS || type == UCNV_MBCS || type == UCNV_LATIN_1 ||
           type == UCNV_US_ASCII ||
           (type >= UCNV_UTF16_BigEndian && type <= UCNV_UTF32_LittleEndian);
}

const char *encoding_named(const char *label)
{
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(label, &code);
    if (U_FAILURE(code))
        return NULL;
    UConverterType type = ucnv_getType(converter);
    ucnv_close(converter);
    if (type == UCNV_LATIN_1 || type == UCNV_US_ASCII)
        return DEFAULT_ENCODING;
    const char *name = is_stateless(type) ? ucnv_getAlias(label, 0, &code) : NULL;
    return U_SUCCESS(code) ? name : NULL;
}

/* What ICU cannot read is skipped; only the lack of memory ends the run. */
static fund_status fail(const char *encoding, UErrorCode code, struct fund_error *error)
{
    if (code == U_MEMORY_ALLOCATION_ERROR)
        return error_no_memory(error);
    return error_set(error, FUND_INVALID_ARGUMENT, "cannot be read as %s: %s", encoding,
                     u_errorName(code));
}

fund_status encoding_convert(struct slice bytes, const char *encoding, struct buffer *out,
                             struct fund_error *error)
{
    if (bytes.size > INT32_MAX)
        return error_set(error, FUND_LIMIT, "more than %d bytes", INT32_MAX);
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &code);
    if (U_FAILURE(code))
        return fail(encoding, code, error);
    int32_t size =
        ucnv_toAlgorithmic(UCNV_UTF8, converter, NULL, 0, bytes.data, (int32_t)bytes.size, &code);
    fund_status status = FUND_OK;
    if (code == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(code))
        status = buffer_reserve(out, (size_t)size, error);
    else
        status = fail(encoding, code, error);
    if (status == FUND_OK && size > 0) {
        code = U_ZERO_ERROR;
        ucnv_toAlgorithmic(UCNV_UTF8, converter, out->data + out->size, size, bytes.data,
                           (int32_t)bytes.size, &code);
        if (U_SUCCESS(code))
            out->size += (size_t)size;
        else
            status = fail(encoding, code, error);
    }
    ucnv_close(converter);
    return status;
}
