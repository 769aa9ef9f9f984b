/*
 * Reading with a ceiling; writing beside and renaming, as rename(2) makes it one step.
 */
#include "core/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_SIZE ((size_t)64 * 1024)

static fund_status system_error(struct fund_error *error, const char *what, const char *path,
                                int reason)
{
    fund_status code = reason == ENOENT ? FUND_NOT_FOUND : FUND_IO;
    return error_set(error, code, "cannot %s '%s': %s", what, path, strerror(reason));
}

static fund_status read_all(int file, const char *path, struct buffer *out,
                            struct fund_error *error)
{
    for (;;) {
        size_t room = out->limit - out->size;
        size_t wanted = room < READ_SIZE ? room + 1 : READ_SIZE; /* one more shows what is left */
        char bytes[READ_SIZE];
        ssize_t got = read(file, bytes, wanted);
        if (got == 0)
            return FUND_OK;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return system_error(error, "read", path, errno);
        if ((size_t)got > room)
            return error_set(error, FUND_LIMIT, "'%s' is larger than %zu bytes", path, out->limit);
        fund_status status = buffer_append(out, slice_of(bytes, (size_t)got), error);
        if (status != FUND_OK)
            return status;
    }
}

fund_status file_read(const char *path, struct buffer *out, struct fund_error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0)
        return system_error(error, "open", path, errno);
    size_t size_before = out->size;
    fund_status status = FUND_OK;
    struct stat info;
    if (fstat(file, &info) != 0)
        status = system_error(error, "read", path, errno);
    else if (!S_ISREG(info.st_mode))
        status = error_set(error, FUND_IO, "'%s' is no regular file", path);
    else
        status = read_all(file, path, out, error);
    if (status != FUND_OK && out->size > size_before) {
        out->size = size_before;
        out->data[size_before] = '\0';
    }
    close(file);
    return status;
}

static int write_all(int file, struct slice bytes)
{
    size_t done = 0;
    while (done < bytes.size) {
        ssize_t written = write(file, bytes.data + done, bytes.size - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        done += (size_t)written;
    }
    return fsync(file) == 0 ? 0 : errno;
}

fund_status file_replace(const char *path, struct slice bytes, struct fund_error *error)
{
    char beside[PATH_MAX];
    int size = snprintf(beside, sizeof(beside), "%s.XXXXXX", path);
    if (size < 0 || (size_t)size >= sizeof(beside))
        return error_set(error, FUND_LIMIT, "the path '%.100s…' is too long", path);
    int file = mkstemp(beside);
    if (file < 0)
        return system_error(error, "write beside", path, errno);
    int reason = write_all(file, bytes);
    if (reason == 0 && fchmod(file, 0644) != 0)
        reason = errno;
    if (close(file) != 0 && reason == 0)
        reason = errno;
    if (reason == 0 && rename(beside, path) != 0)
        reason = errno;
    if (reason != 0) {
        unlink(beside);
        return system_error(error, "write", path, reason);
    }
    return FUND_OK;
}
