/*
 * See version.h: "iamglass" has 14 bytes of magic, the format's version (2), the database's UUID
 * (16), the revision, the roots of the tables, and the counts, all numbers as encode_number.
 */
#include "core/glass/version.h"

#include "core/base/file.h"
#include "core/glass/block.h"
#include "core/glass/encode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/random.h>
#include <unistd.h>

#define PATH_ROOM   4096
#define VERSION_MAX 4096
#define REVISION    1u
#define FILE_MODE   0666
#define UUID_SIZE   16
#define HEAD_SIZE   (sizeof(magic) - 1 + 2 + UUID_SIZE)
#define COUNTS_ROOM (10 * ENCODE_NUMBER_MAX)
/* 2016-03-14, years since 2014 in the high bits, then month and day. */
#define FORMAT ((2016u - 2014u) << 9 | 3u << 5 | 14u)

static const char magic[] = "\x0f\x0dXapian Glass";

/* A random one, version 4 of RFC 9562. */
static fund_status make_uuid(unsigned char uuid[static UUID_SIZE], struct fund_error *error)
{
    if (getrandom(uuid, UUID_SIZE, 0) != UUID_SIZE)
        return error_set(error, FUND_IO, "the system has no random numbers: %s", strerror(errno));
    uuid[6] = (unsigned char)((uuid[6] & 0x0f) | 0x40);
    uuid[8] = (unsigned char)((uuid[8] & 0x3f) | 0x80);
    return FUND_OK;
}

static size_t put_long(char *out, uint64_t number)
{
    size_t size = 0;
    for (; number >= 0x80; number >>= 7)
        out[size++] = (char)(number | 0x80);
    out[size++] = (char)number;
    return size;
}

static size_t put_counts(char *out, const struct version_counts *counts)
{
    size_t size = encode_number(out, counts->documents);
    size += encode_number(out + size, counts->last_document - counts->documents);
    size += encode_number(out + size, counts->length_lower);
    size += encode_number(out + size, counts->wdf_upper);
    size += encode_number(out + size, counts->length_upper - counts->wdf_upper);
    out[size++] = 0; /* no changesets */
    size += put_long(out + size, counts->total_length);
    out[size++] = 0; /* no spellings */
    return size;
}

static fund_status write_file(const char *path, struct slice bytes, bool is_lasting,
                              struct fund_error *error)
{
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, FILE_MODE);
    if (file < 0)
        return error_set(error, FUND_IO, "'%s' cannot be made: %s", path, strerror(errno));
    ssize_t got = write(file, bytes.data, bytes.size);
    int reason = got < 0 ? errno : ENOSPC;
    bool is_written = got == (ssize_t)bytes.size;
    if (is_written && is_lasting && fdatasync(file) != 0) {
        reason = errno;
        is_written = false;
    }
    close(file);
    return is_written
               ? FUND_OK
               : error_set(error, FUND_IO, "'%s' cannot be written: %s", path, strerror(reason));
}

fund_status version_write(const char *folder, struct slice roots, bool is_lasting,
                          const struct version_counts *counts, struct fund_error *error)
{
    char path[PATH_ROOM], text[COUNTS_ROOM];
    unsigned char uuid[UUID_SIZE], version[2];
    struct buffer bytes = buffer_init(VERSION_MAX);
    if (snprintf(path, sizeof(path), "%s/iamglass", folder) >= (int)sizeof(path))
        return error_set(error, FUND_LIMIT, "a path is too long");
    encode_be16(version, FORMAT);
    fund_status status = make_uuid(uuid, error);
    if (status == FUND_OK)
        status = buffer_append(&bytes, SLICE(magic), error);
    if (status == FUND_OK)
        status = buffer_append(&bytes, slice_of((const char *)version, sizeof(version)), error);
    if (status == FUND_OK)
        status = buffer_append(&bytes, slice_of((const char *)uuid, sizeof(uuid)), error);
    if (status == FUND_OK)
        status = buffer_append_byte(&bytes, REVISION, error);
    if (status == FUND_OK)
        status = buffer_append(&bytes, roots, error);
    if (status == FUND_OK)
        status = buffer_append(&bytes, slice_of(text, put_counts(text, counts)), error);
    if (status == FUND_OK)
        status = write_file(path, buffer_slice(&bytes), is_lasting, error);
    buffer_finish(&bytes);
    return status;
}

/* ---- reading -------------------------------------------------------------------------------- */

/* As table.c writes it: six numbers, the last one being the size of what follows. */
static bool get_root(struct slice bytes, size_t *at, struct version_root *root,
                     uint32_t *block_size)
{
    uint32_t numbers[6] = {0};
    for (int i = 0; i < 6; i++)
        if (!decode_number(bytes, at, &numbers[i]))
            return false;
    if (numbers[5] > bytes.size - *at || numbers[3] > UINT16_MAX)
        return false;
    *at += numbers[5];
    *block_size = numbers[3] << 11;
    *root = (struct version_root){numbers[0], numbers[1] >> 2, (numbers[1] & 1) != 0};
    return true;
}

static bool get_counts(struct slice bytes, size_t *at, struct version_counts *counts)
{
    uint32_t behind, above, none;
    struct version_counts got = {0};
    if (!decode_number(bytes, at, &got.documents) || !decode_number(bytes, at, &behind) ||
        !decode_number(bytes, at, &got.length_lower) || !decode_number(bytes, at, &got.wdf_upper) ||
        !decode_number(bytes, at, &above) || !decode_number(bytes, at, &none) ||
        !decode_long(bytes, at, &got.total_length) || !decode_number(bytes, at, &none))
        return false;
    got.last_document = got.documents + behind;
    got.length_upper = got.wdf_upper + above;
    *counts = got;
    return *at == bytes.size;
}

static fund_status check_format(const char *path, struct slice bytes, struct fund_error *error)
{
    unsigned char format[2];
    encode_be16(format, FORMAT);
    if (bytes.size <= HEAD_SIZE || !slice_starts_with(bytes, SLICE(magic)))
        return error_set(error, FUND_CORRUPT, "'%s' is damaged", path);
    if (memcmp(bytes.data + sizeof(magic) - 1, format, sizeof(format)) != 0)
        return error_set(error, FUND_VERSION, "'%s' is of another version of Xapian", path);
    return FUND_OK;
}

fund_status version_read(const char *folder, struct version_root roots[static VERSION_TABLES],
                         struct version_counts *counts, uint32_t *revision,
                         struct fund_error *error)
{
    char path[PATH_ROOM];
    struct buffer read = buffer_init(VERSION_MAX);
    if (snprintf(path, sizeof(path), "%s/iamglass", folder) >= (int)sizeof(path))
        return error_set(error, FUND_LIMIT, "a path is too long");
    fund_status status = file_read(path, &read, error);
    struct slice bytes = buffer_slice(&read);
    if (status == FUND_OK)
        status = check_format(path, bytes, error);
    size_t at = HEAD_SIZE;
    bool is_sound = status == FUND_OK && decode_number(bytes, &at, revision), is_usual = true;
    for (int i = 0; is_sound && i < VERSION_TABLES; i++) {
        uint32_t block_size = 0;
        is_sound = get_root(bytes, &at, &roots[i], &block_size);
        is_usual = is_usual && block_size == BLOCK_SIZE;
    }
    is_sound = is_sound && get_counts(bytes, &at, counts);
    buffer_finish(&read);
    if (status == FUND_OK && !is_sound)
        return error_set(error, FUND_CORRUPT, "'%s' is damaged", path);
    if (status == FUND_OK && !is_usual)
        return error_set(error, FUND_UNSUPPORTED, "'%s': blocks are not of %u bytes", path,
                         BLOCK_SIZE);
    return status;
}
