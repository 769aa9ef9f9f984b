/*
 * A folder for one test: made before it, removed with all that is in it afterwards.
 */
#ifndef TESTS_UNIT_TEMPORARY_FOLDER_H
#define TESTS_UNIT_TEMPORARY_FOLDER_H

#include "core/base/slice.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_PATH_MAX 4096

struct temporary_folder {
    char path[64];
};

static inline int temporary_folder_make(void **state)
{
    struct temporary_folder *folder = malloc(sizeof(*folder));
    if (folder == NULL)
        return -1;
    snprintf(folder->path, sizeof(folder->path), "/tmp/fundstelle-test-XXXXXX");
    const char *base = getenv("TMPDIR");
    if (base != NULL && strlen(base) < 30)
        snprintf(folder->path, sizeof(folder->path), "%s/fundstelle-test-XXXXXX", base);
    *state = folder;
    return mkdtemp(folder->path) != NULL ? 0 : -1;
}

static inline int temporary_folder_remove_entry(const char *path, const struct stat *info, int type,
                                                struct FTW *walk)
{
    (void)info, (void)walk;
    if (type == FTW_DNR || type == FTW_D || type == FTW_DP)
        return rmdir(path);
    return unlink(path);
}

static inline int temporary_folder_remove(void **state)
{
    struct temporary_folder *folder = *state;
    int result = nftw(folder->path, temporary_folder_remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(folder);
    return result;
}

/* The path of name in the folder, in a buffer of FOLDER_PATH_MAX bytes. */
static inline const char *temporary_path(const struct temporary_folder *folder, const char *name,
                                         char *path)
{
    snprintf(path, FOLDER_PATH_MAX, "%s/%s", folder->path, name);
    return path;
}

static inline void temporary_subfolder(const struct temporary_folder *folder, const char *name)
{
    char path[FOLDER_PATH_MAX];
    assert_int_equal(mkdir(temporary_path(folder, name, path), 0777), 0);
}

static inline void temporary_file(const struct temporary_folder *folder, const char *name,
                                  struct slice bytes)
{
    char path[FOLDER_PATH_MAX];
    FILE *file = fopen(temporary_path(folder, name, path), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
    assert_int_equal(fclose(file), 0);
}

#endif
