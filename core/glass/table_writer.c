/*
 * See table_writer.h. There are two buffers: one is filled, the other written.
 */
#include "core/glass/table_writer.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct table_writer {
    int file;
    const char *path;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    /* what follows, under the mutex */
    unsigned char
        *bytes; /* to be written where size is not 0, else free for the next; may be NULL */
    size_t size;
    uint64_t offset;
    bool is_ending;
    fund_status status;
    struct fund_error error;
};

fund_status table_write_bytes(int file, const char *path, const unsigned char *bytes, size_t size,
                              uint64_t offset, struct fund_error *error)
{
    for (size_t done = 0; done < size;) {
        ssize_t got = pwrite(file, bytes + done, size - done, (off_t)(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set(error, FUND_IO, "'%s' cannot be written: %s", path, strerror(errno));
        done += (size_t)got;
    }
    return FUND_OK;
}

static void *write_on(void *context)
{
    struct table_writer *writer = context;
    pthread_mutex_lock(&writer->mutex);
    for (;;) {
        while (writer->size == 0 && !writer->is_ending)
            pthread_cond_wait(&writer->changed, &writer->mutex);
        if (writer->size == 0)
            break;
        struct fund_error error;
        pthread_mutex_unlock(&writer->mutex);
        fund_status status = table_write_bytes(writer->file, writer->path, writer->bytes,
                                               writer->size, writer->offset, &error);
        pthread_mutex_lock(&writer->mutex);
        if (status != FUND_OK && writer->status == FUND_OK) {
            writer->status = status;
            writer->error = error;
        }
        writer->size = 0;
        pthread_cond_broadcast(&writer->changed);
    }
    pthread_mutex_unlock(&writer->mutex);
    return NULL;
}

fund_status table_writer_start(int file, const char *path, struct table_writer **writer,
                               struct fund_error *error)
{
    struct table_writer *started = calloc(1, sizeof(*started));
    if (started == NULL)
        return error_no_memory(error);
    started->file = file;
    started->path = path;
    pthread_mutex_init(&started->mutex, NULL);
    pthread_cond_init(&started->changed, NULL);
    if (pthread_create(&started->thread, NULL, write_on, started) != 0) {
        pthread_cond_destroy(&started->changed);
        pthread_mutex_destroy(&started->mutex);
        free(started);
        return error_no_memory(error);
    }
    *writer = started;
    return FUND_OK;
}

/* With the mutex. */
static fund_status wait_until_written(struct table_writer *writer, struct fund_error *error)
{
    while (writer->size > 0)
        pthread_cond_wait(&writer->changed, &writer->mutex);
    return writer->status == FUND_OK
               ? FUND_OK
               : error_set(error, writer->status, "%s", writer->error.message);
}

fund_status table_writer_put(struct table_writer *writer, unsigned char **bytes, size_t size,
                             uint64_t offset, struct fund_error *error)
{
    pthread_mutex_lock(&writer->mutex);
    fund_status status = wait_until_written(writer, error);
    if (status == FUND_OK) {
        unsigned char *free_bytes = writer->bytes;
        writer->bytes = *bytes;
        writer->size = size;
        writer->offset = offset;
        *bytes = free_bytes;
        pthread_cond_broadcast(&writer->changed);
    }
    pthread_mutex_unlock(&writer->mutex);
    return status;
}

fund_status table_writer_wait(struct table_writer *writer, struct fund_error *error)
{
    pthread_mutex_lock(&writer->mutex);
    fund_status status = wait_until_written(writer, error);
    pthread_mutex_unlock(&writer->mutex);
    return status;
}

void table_writer_stop(struct table_writer *writer)
{
    if (writer == NULL)
        return;
    pthread_mutex_lock(&writer->mutex);
    writer->is_ending = true;
    pthread_cond_broadcast(&writer->changed);
    pthread_mutex_unlock(&writer->mutex);
    pthread_join(writer->thread, NULL);
    pthread_cond_destroy(&writer->changed);
    pthread_mutex_destroy(&writer->mutex);
    free(writer->bytes);
    free(writer);
}
