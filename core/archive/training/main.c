/*
 * fundstelle-dictionary FOLDER OUT: makes a dictionary of the files in FOLDER's folders, in the
 * order of their paths, so that the same files give the same dictionary.
 */
#include "core/archive/dictionary.h"
#include "core/base/file.h"
#include "core/store/store.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#define TEXTS_SIZE_MAX ((size_t)64 * 1024 * 1024)
#define FILES_MAX      10000
#define PATH_SIZE      4096

struct texts {
    struct buffer bytes;
    size_t sizes[FILES_MAX];
    size_t count;
};

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int compare(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

typedef fund_status (*visit)(struct texts *texts, const char *path, struct fund_error *error);

/* Each entry of the folder, by name. */
static fund_status walk(struct texts *texts, const char *folder, visit visit_entry,
                        struct fund_error *error)
{
    struct dirent **entries = NULL;
    char path[PATH_SIZE];
    int count = scandir(folder, &entries, is_shown, compare);
    fund_status status = FUND_OK;
    if (count < 0)
        return error_set(error, FUND_IO, "cannot read the folder '%s'", folder);
    for (int i = 0; i < count; i++) {
        int size = snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
        if (status == FUND_OK && (size < 0 || (size_t)size >= sizeof(path)))
            status = error_set(error, FUND_LIMIT, "a path in '%s' is too long", folder);
        if (status == FUND_OK)
            status = visit_entry(texts, path, error);
        free(entries[i]);
    }
    free(entries);
    return status;
}

static fund_status add_file(struct texts *texts, const char *path, struct fund_error *error)
{
    size_t before = texts->bytes.size;
    if (texts->count == FILES_MAX)
        return error_set(error, FUND_LIMIT, "more than %d files", FILES_MAX);
    fund_status status = file_read(path, &texts->bytes, error);
    if (status == FUND_OK)
        texts->sizes[texts->count++] = texts->bytes.size - before;
    return status;
}

static fund_status add_folder(struct texts *texts, const char *path, struct fund_error *error)
{
    return walk(texts, path, add_file, error);
}

static fund_status make(struct texts *texts, const char *folder, const char *out,
                        struct fund_error *error)
{
    static char dictionary[ARCHIVE_DICTIONARY_SIZE];
    size_t size = 0;
    fund_status status = walk(texts, folder, add_folder, error);
    if (status == FUND_OK)
        status = store_train_dictionary(buffer_slice(&texts->bytes), texts->sizes, texts->count,
                                        dictionary, sizeof(dictionary), &size, error);
    return status == FUND_OK ? file_replace(out, slice_of(dictionary, size), error) : status;
}

int main(int argc, char **argv)
{
    struct fund_error error = {.code = FUND_OK};
    if (argc != 3) {
        fprintf(stderr, "usage: fundstelle-dictionary FOLDER OUT\n");
        return 2;
    }
    struct texts *texts = calloc(1, sizeof(*texts));
    if (texts == NULL)
        return 2;
    texts->bytes = buffer_init(TEXTS_SIZE_MAX);
    fund_status status = make(texts, argv[1], argv[2], &error);
    if (status != FUND_OK)
        fprintf(stderr, "fundstelle-dictionary: %s\n", error.message);
    buffer_finish(&texts->bytes);
    free(texts);
    return status == FUND_OK ? 0 : 2;
}
