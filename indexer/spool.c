/*
 * See spool.h. An entry is a message as wire.h has them.
 */
#include "indexer/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Bytes that are written at a time. */
#define HELD_SIZE ((size_t)128 * 1024)

fund_status spool_open(const char *path, int *file, struct fund_error *error)
{
    int opened = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (opened < 0)
        return error_set(error, FUND_IO, "cannot write '%s': %s", path, strerror(errno));
    *file = opened;
    return FUND_OK;
}

static fund_status put_release(const struct release *release, struct wire_out *out,
                               struct fund_error *error)
{
    struct buffer stored = buffer_init(WIRE_SIZE_MAX / 2);
    fund_status status = release_encode(release, &stored, NULL, error);
    if (status == FUND_OK)
        wire_put_string(out, buffer_slice(&stored));
    buffer_finish(&stored);
    return status;
}

static fund_status write_all(int file, struct slice bytes, struct fund_error *error)
{
    for (size_t written = 0; written < bytes.size;) {
        ssize_t step = write(file, bytes.data + written, bytes.size - written);
        if (step < 0 && errno == EINTR)
            continue;
        if (step < 0)
            return error_set(error, FUND_IO, "cannot write to the archive's folder: %s",
                             strerror(errno));
        written += (size_t)step;
    }
    return FUND_OK;
}

struct spool_writer spool_writer_init(int file)
{
    return (struct spool_writer){file, 0, buffer_init(HELD_SIZE + WIRE_HEAD_SIZE + WIRE_SIZE_MAX)};
}

void spool_writer_finish(struct spool_writer *writer)
{
    buffer_finish(&writer->held);
}

static fund_status find_end(struct spool_writer *writer, struct fund_error *error)
{
    off_t end = lseek(writer->file, 0, SEEK_END);
    if (end < 0)
        return error_set(error, FUND_IO, "cannot seek: %s", strerror(errno));
    writer->end = (uint64_t)end;
    return FUND_OK;
}

fund_status spool_flush(struct spool_writer *writer, struct fund_error *error)
{
    fund_status status = write_all(writer->file, buffer_slice(&writer->held), error);
    buffer_clear(&writer->held);
    return status;
}

fund_status spool_append(struct spool_writer *writer, const struct spool_entry *entry,
                         struct wire_out *scratch, struct spool_place *place,
                         struct fund_error *error)
{
    char state[STATE_SIZE_MAX];
    size_t state_size = state_encode(&entry->state, state);
    wire_begin(scratch, 0);
    wire_put_string(scratch, slice_of(state, state_size));
    wire_put_string(scratch, slice_of((const char *)&entry->notes, sizeof(entry->notes)));
    wire_put_string(scratch, entry->path);
    fund_status status = put_release(entry->release, scratch, error);
    if (status == FUND_OK && scratch->status != FUND_OK)
        status = error_set(error, scratch->status, "a release is too long");
    if (status != FUND_OK)
        return status;
    if (writer->held.size == 0)
        status = find_end(writer, error);
    const uint64_t offset = writer->end + writer->held.size;
    if (status == FUND_OK)
        status = buffer_append(&writer->held, buffer_slice(&scratch->bytes), error);
    if (status == FUND_OK && writer->held.size >= HELD_SIZE)
        status = spool_flush(writer, error);
    if (status == FUND_OK)
        *place = (struct spool_place){offset, (uint32_t)scratch->bytes.size};
    return status;
}

static fund_status damaged(struct fund_error *error)
{
    return error_set(error, FUND_CORRUPT, "a file of this run is damaged; run it again");
}

static fund_status read_bytes(int file, struct spool_place place, struct wire_in *in,
                              struct fund_error *error)
{
    if (place.size < WIRE_HEAD_SIZE)
        return damaged(error);
    buffer_clear(&in->bytes);
    in->at = WIRE_HEAD_SIZE;
    in->has_failed = false;
    fund_status status = buffer_reserve(&in->bytes, place.size, error);
    for (size_t got = 0; status == FUND_OK && got < place.size;) {
        ssize_t step =
            pread(file, in->bytes.data + got, place.size - got, (off_t)(place.offset + got));
        if (step < 0 && errno == EINTR)
            continue;
        if (step < 0)
            return error_set(error, FUND_IO, "cannot read a file of this run: %s", strerror(errno));
        if (step == 0)
            return damaged(error);
        got += (size_t)step;
    }
    in->bytes.size = status == FUND_OK ? place.size : 0;
    return status;
}

fund_status spool_read(int file, struct spool_place place, struct wire_in *scratch,
                       struct spool_entry *entry, struct fund_error *error)
{
    fund_status status = read_bytes(file, place, scratch, error);
    if (status != FUND_OK)
        return status;
    struct slice state = wire_get_string(scratch);
    struct slice notes = wire_get_string(scratch);
    entry->path = wire_get_string(scratch);
    struct slice stored = wire_get_string(scratch);
    if (scratch->has_failed || notes.size != sizeof(entry->notes) ||
        !state_decode(state, &entry->state, NULL))
        return damaged(error);
    memcpy(&entry->notes, notes.data, notes.size);
    return release_decode(stored, entry->release, error);
}
