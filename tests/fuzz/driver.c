/*
 * Runs a corpus without libFuzzer: each file as it is, cut at many places, and with single bytes
 * changed. Always the same.
 */
#include "core/base/file.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FILE_SIZE_MAX ((size_t)8 * 1024 * 1024)
/* Of larger files so many cuts and changes are tried. */
#define TRIES 60

/* A copy of exactly its size, so that a sanitizer sees each byte too far. */
static void run(const struct buffer *bytes, size_t size, size_t changed, uint8_t value)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);
    if (copy == NULL)
        abort();
    if (size > 0)
        memcpy(copy, bytes->data, size);
    if (changed < size)
        copy[changed] = value;
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void run_file(const char *path)
{
    static const uint8_t values[] = {0, '<', '"', '\n', 0xff, '9'};
    struct buffer bytes = buffer_init(FILE_SIZE_MAX);
    if (file_read(path, &bytes, NULL) != FUND_OK)
        abort();
    run(&bytes, bytes.size, SIZE_MAX, 0);
    size_t step = bytes.size / TRIES + 1;
    for (size_t at = 0; at < bytes.size; at += step) {
        run(&bytes, at, SIZE_MAX, 0);
        run(&bytes, bytes.size, at, values[at / step % sizeof(values)]);
    }
    buffer_finish(&bytes);
}

int main(int argc, char **argv)
{
    size_t count = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        struct dirent *entry;
        while (folder != NULL && (entry = readdir(folder)) != NULL) {
            char path[4096];
            if (entry->d_name[0] == '.')
                continue;
            snprintf(path, sizeof(path), "%s/%s", argv[i], entry->d_name);
            run_file(path);
            count++;
        }
        if (folder != NULL)
            closedir(folder);
    }
    printf("%zu files\n", count);
    return count > 0 ? 0 : 1;
}
