/*
 * See leftovers.h. Only names that this program or Xapian's glass backend give are touched.
 */
#include "core/archive/leftovers.h"

#include "core/archive/archive.h"
#include "core/archive/lock.h"
#include "core/archive/stub.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#define PATH_SIZE (ARCHIVE_PATH_MAX + 600)

static bool is_generation(const char *name)
{
    return strncmp(name, "generation-", strlen("generation-")) == 0;
}

/* What file_replace writes the stub into before it renames it. */
static bool is_unfinished_stub(const char *name)
{
    return strncmp(name, ARCHIVE_STUB ".", strlen(ARCHIVE_STUB ".")) == 0 &&
           strlen(name) == strlen(ARCHIVE_STUB ".XXXXXX");
}

static bool is_database_file(const char *name)
{
    return strcmp(name, "iamglass") == 0 || strcmp(name, "flintlock") == 0 ||
           slice_ends_with(slice_from(name), SLICE(".glass")) ||
           strcmp(name, "v.tmp") == 0; /* iamglass before its renaming */
}

/* generation-7-spool-2: releases between reading and writing, see archive_build. */
static bool is_spool(const char *name)
{
    const char *at = name + strlen("generation-");
    at += strspn(at, "0123456789");
    struct slice rest = slice_from(at), word = SLICE("-spool-");
    return slice_starts_with(rest, word) && strspn(at + word.size, "0123456789") > 0 &&
           at[word.size + strspn(at + word.size, "0123456789")] == '\0';
}

static bool is_dot(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static fund_status failed(const char *path, int reason, struct fund_error *error)
{
    return error_set(error, FUND_IO, "cannot clear '%s': %s", path, strerror(reason));
}

/* Calls visit with each entry of the folder but the dots until one gives another status. */
static fund_status walk(const char *folder,
                        fund_status (*visit)(const char *folder, const char *name,
                                             struct fund_error *error),
                        struct fund_error *error)
{
    DIR *entries = opendir(folder);
    if (entries == NULL)
        return error_set(error, FUND_IO, "cannot open '%s': %s", folder, strerror(errno));
    fund_status status = FUND_OK;
    for (struct dirent *entry; status == FUND_OK && (entry = readdir(entries)) != NULL;) {
        if (!is_dot(entry->d_name))
            status = visit(folder, entry->d_name, error);
    }
    closedir(entries);
    return status;
}

static fund_status refuse(const char *folder, struct fund_error *error)
{
    return error_set(error, FUND_INVALID_ARGUMENT,
                     "'%s' is no archive and not empty; choose another folder", folder);
}

static fund_status check_entry(const char *folder, const char *name, struct fund_error *error)
{
    bool is_ours = strcmp(name, LOCK_FILE) == 0 || strcmp(name, ARCHIVE_STUB) == 0 ||
                   strcmp(name, ARCHIVE_COMPOUNDS) == 0 || is_generation(name) ||
                   is_unfinished_stub(name);
    return is_ours ? FUND_OK : refuse(folder, error);
}

fund_status leftovers_check(const char *folder, struct fund_error *error)
{
    return walk(folder, check_entry, error);
}

static fund_status remove_file(const char *folder, const char *name, struct fund_error *error)
{
    char path[PATH_SIZE];
    int size = snprintf(path, sizeof(path), "%s/%s", folder, name);
    if (size < 0 || (size_t)size >= sizeof(path))
        return failed(folder, ENAMETOOLONG, error);
    return unlink(path) == 0 ? FUND_OK : failed(path, errno, error);
}

static fund_status remove_database_file(const char *folder, const char *name,
                                        struct fund_error *error)
{
    return is_database_file(name) ? remove_file(folder, name, error) : refuse(folder, error);
}

static fund_status remove_entry(const char *folder, const char *name, struct fund_error *error)
{
    if (is_unfinished_stub(name))
        return remove_file(folder, name, error);
    if (!is_generation(name) || stub_names(folder, name))
        return FUND_OK;
    if (is_spool(name))
        return remove_file(folder, name, error);
    char path[PATH_SIZE];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    fund_status status = walk(path, remove_database_file, error);
    if (status == FUND_OK && rmdir(path) != 0)
        status = failed(path, errno, error);
    return status;
}

fund_status leftovers_remove(const char *folder, struct fund_error *error)
{
    return walk(folder, remove_entry, error);
}

fund_status leftovers_remove_one(const char *folder, const char *name, struct fund_error *error)
{
    char path[PATH_SIZE];
    int size = snprintf(path, sizeof(path), "%s/%s", folder, name);
    if (size < 0 || (size_t)size >= sizeof(path))
        return failed(folder, ENAMETOOLONG, error);
    return access(path, F_OK) == 0 ? remove_entry(folder, name, error) : FUND_OK;
}
