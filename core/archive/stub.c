/*
 * See stub.h. The format is Xapian's: a type, a space, where; # begins a comment. It is read as
 * strictly as Xapian reads it, so that both see the same.
 */
#include "core/archive/stub.h"

#include "core/archive/archive.h"
#include "core/base/file.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_SIZE  (ARCHIVE_PATH_MAX + 128)
#define DIGITS_MAX 9
/* Bytes of a folder that leave room for advice. */
#define FOLDER_SHOWN_MAX 70
#define GENERATION       "generation-"

struct stub_reading {
    const char *folder;
    size_t generations, servers;
    uint32_t number;     /* of the last generation */
    bool is_unchecked;   /* the generations need not be there */
    struct slice wanted; /* a generation's name */
    bool has_wanted;
    struct fund_error *error;
};

static bool are_digits(struct slice text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    }
    return text.size >= 1 && text.size <= DIGITS_MAX;
}

static bool is_generation(struct slice name)
{
    struct slice prefix = SLICE(GENERATION);
    return slice_starts_with(name, prefix) && are_digits(slice_part(name, prefix.size, name.size));
}

/* At most DIGITS_MAX digits, which fit. */
static uint32_t read_number(struct slice name)
{
    uint32_t number = 0;
    for (size_t i = strlen(GENERATION); i < name.size; i++)
        number = number * 10 + (uint32_t)(name.data[i] - '0');
    return number;
}

/* A host's name or address and a port. */
static bool is_server(struct slice where)
{
    size_t colon = where.size;
    while (colon > 0 && where.data[colon - 1] != ':')
        colon--;
    if (colon < 2 || !are_digits(slice_part(where, colon, where.size)))
        return false;
    for (size_t i = 0; i < colon - 1; i++) {
        unsigned char c = (unsigned char)where.data[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!is_letter && !(c >= '0' && c <= '9') && strchr(".-_[]:", c) == NULL)
            return false;
    }
    return where.data[0] != ':' && where.data[0] != '-';
}

static fund_status check_generation(const struct stub_reading *reading, struct slice name)
{
    char path[PATH_SIZE], nested[PATH_SIZE + sizeof(ARCHIVE_STUB)];
    snprintf(path, sizeof(path), "%s/%.*s", reading->folder, (int)name.size, name.data);
    snprintf(nested, sizeof(nested), "%s/" ARCHIVE_STUB, path);
    struct stat info;
    int reason = stat(path, &info) == 0 ? 0 : errno;
    if (reason == 0 && access(path, R_OK | X_OK) != 0)
        reason = errno;
    if (reason == ENOENT || (reason == 0 && !S_ISDIR(info.st_mode)))
        return error_set(reading->error, FUND_CORRUPT,
                         "the archive '%.*s' is damaged: its index is missing; " ERROR_REBUILD,
                         FOLDER_SHOWN_MAX, reading->folder);
    if (reason != 0)
        return error_set(reading->error, FUND_IO, "cannot open '%s': %s", path, strerror(reason));
    if (stat(nested, &info) == 0)
        return error_set(reading->error, FUND_CORRUPT, "'%s' is no archive: '%s' is one itself",
                         reading->folder, path);
    return FUND_OK;
}

static fund_status check_line(struct stub_reading *reading, struct slice line)
{
    struct slice local = SLICE("auto "), remote = SLICE("remote ");
    if (line.size == 0 || line.data[0] == '#')
        return FUND_OK;
    if (slice_starts_with(line, local)) {
        struct slice name = slice_part(line, local.size, line.size);
        if (is_generation(name)) {
            reading->generations++;
            reading->number = read_number(name);
            reading->has_wanted = reading->has_wanted || slice_equal(name, reading->wanted);
            return reading->is_unchecked ? FUND_OK : check_generation(reading, name);
        }
    } else if (slice_starts_with(line, remote) &&
               is_server(slice_part(line, remote.size, line.size))) {
        reading->servers++;
        return FUND_OK;
    }
    return error_set(reading->error, FUND_CORRUPT,
                     "'%s' is no archive: its file " ARCHIVE_STUB " says '%.*s'", reading->folder,
                     (int)(line.size < 60 ? line.size : 60), line.data);
}

static fund_status check_lines(struct stub_reading *reading, struct slice text)
{
    fund_status status = FUND_OK;
    for (size_t at = 0; at < text.size && status == FUND_OK;) {
        const char *end = memchr(text.data + at, '\n', text.size - at);
        size_t stop = end != NULL ? (size_t)(end - text.data) : text.size;
        status = check_line(reading, slice_part(text, at, stop));
        at = stop + 1;
    }
    return status;
}

static fund_status read_stub(struct stub_reading *reading)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof(path), "%s/" ARCHIVE_STUB, reading->folder);
    struct buffer text = buffer_init(STUB_SIZE_MAX);
    fund_status status = file_read(path, &text, reading->error);
    if (status == FUND_OK)
        status = check_lines(reading, buffer_slice(&text));
    buffer_finish(&text);
    return status;
}

static fund_status refuse_spread(const struct stub_reading *reading)
{
    return error_set(reading->error, FUND_UNSUPPORTED,
                     "'%s' is spread over several indexes and can only be read", reading->folder);
}

fund_status stub_check(const char *folder, bool for_writing, struct fund_error *error)
{
    struct stub_reading reading = {.folder = folder, .error = error};
    fund_status status = read_stub(&reading);
    if (status == FUND_OK && reading.generations + reading.servers == 0)
        status = error_set(error, FUND_CORRUPT,
                           "'%s' is no archive: its file " ARCHIVE_STUB " names no index", folder);
    if (status == FUND_OK && for_writing && (reading.generations != 1 || reading.servers != 0))
        status = refuse_spread(&reading);
    return status;
}

fund_status stub_generation(const char *folder, uint32_t *number, struct fund_error *error)
{
    struct fund_error reason = {.code = FUND_OK};
    struct stub_reading reading = {.folder = folder, .is_unchecked = true, .error = &reason};
    fund_status status = read_stub(&reading);
    if (status != FUND_OK && status != FUND_NOT_FOUND)
        return error_set(error, status, "%s", reason.message);
    if (reading.generations > 1 || reading.servers > 0) {
        reading.error = error;
        return refuse_spread(&reading);
    }
    *number = reading.number;
    return FUND_OK;
}

bool stub_names(const char *folder, const char *name)
{
    struct fund_error reason;
    struct stub_reading reading = {
        .folder = folder, .is_unchecked = true, .wanted = slice_from(name), .error = &reason};
    fund_status status = read_stub(&reading);
    return status == FUND_OK ? reading.has_wanted : status != FUND_NOT_FOUND;
}
