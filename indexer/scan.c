/*
 * Walking folders. Names are read and sorted before anything of a folder is visited, so that a
 * run's order does not hang on the file system.
 */
#include "indexer/scan.h"

#include "core/archive/archive.h"
#include "core/base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* %XX makes three bytes of one. */
#define SHOWN_MAX ((size_t)3 * PATH_MAX)

struct scan {
    const struct scan_visitor *visitor;
    struct buffer path;
    size_t root_size; /* bytes of path before the part that is shown as `file` */
    bool has_left_out;
    dev_t left_out_device;
    ino_t left_out_inode;
};

struct names {
    char **items;
    size_t count, capacity;
};

static fund_status visit_folder(struct scan *scan, int depth, struct fund_error *error);

/* ---- names ---------------------------------------------------------------------------------- */

static void names_finish(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
}

static bool names_add(struct names *names, const char *name)
{
    if (names->count == names->capacity) {
        size_t larger = names->capacity == 0 ? 64 : names->capacity * 2;
        char **items = realloc(names->items, larger * sizeof(*items));
        if (items == NULL)
            return false;
        names->items = items;
        names->capacity = larger;
    }
    char *copy = strdup(name);
    if (copy == NULL)
        return false;
    names->items[names->count++] = copy;
    return true;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* An errno, 0 where all names were read. */
static int read_names(const char *folder, struct names *names)
{
    DIR *entries = opendir(folder);
    if (entries == NULL)
        return errno;
    int reason = 0;
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(entries);
        if (entry == NULL) {
            reason = errno;
            break;
        }
        if (entry->d_name[0] != '.' && !names_add(names, entry->d_name)) {
            reason = ENOMEM;
            break;
        }
    }
    closedir(entries);
    if (names->count > 0)
        qsort(names->items, names->count, sizeof(*names->items), compare_names);
    return reason;
}

/* ---- visiting ------------------------------------------------------------------------------- */

static bool is_stopped(const struct scan *scan)
{
    return scan->visitor->stop != NULL && *scan->visitor->stop != 0;
}

static const char *current_path(const struct scan *scan)
{
    return scan->path.data;
}

static void skip(const struct scan *scan, const char *reason)
{
    scan->visitor->skipped(scan->visitor->context, current_path(scan), reason);
}

static fund_status append_shown(struct buffer *out, struct slice path, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t at = 0; status == FUND_OK && at < path.size;) {
        uint32_t c = 0;
        size_t size = utf8_next(slice_part(path, at, path.size), &c);
        if (size > 0 && c >= 0x20 && c != '%' && (c < 0x7f || c > 0x9f))
            status = buffer_append(out, slice_part(path, at, at + size), error);
        else
            status = buffer_append_format(out, error, "%%%02X", (unsigned char)path.data[at]);
        at += size > 1 && c > 0x9f ? size : 1;
    }
    return status;
}

static fund_status visit_file(struct scan *scan, const struct stat *info, struct fund_error *error)
{
    char absolute[PATH_MAX];
    if (realpath(current_path(scan), absolute) == NULL) {
        skip(scan, strerror(errno));
        return FUND_OK;
    }
    struct buffer file = buffer_init(SHOWN_MAX), source = buffer_init(SHOWN_MAX);
    struct slice below = slice_part(buffer_slice(&scan->path), scan->root_size, scan->path.size);
    fund_status status = append_shown(&file, below, error);
    if (status == FUND_OK)
        status = append_shown(&source, slice_from(absolute), error);
    if (status == FUND_OK) {
        struct scan_file found = {
            .path = current_path(scan),
            .file = buffer_slice(&file),
            .source = buffer_slice(&source),
            .size_bytes = (uint64_t)info->st_size,
            .modified_ns = (int64_t)info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec,
        };
        status = scan->visitor->found(scan->visitor->context, &found, error);
    }
    buffer_finish(&file);
    buffer_finish(&source);
    return status;
}

static bool is_left_out(const struct scan *scan, const struct stat *info)
{
    return scan->has_left_out && info->st_dev == scan->left_out_device &&
           info->st_ino == scan->left_out_inode;
}

/* Any archive is left out, not only the one that is being written: its files are no releases. */
static bool holds_archive(struct scan *scan)
{
    size_t size = scan->path.size;
    struct stat info;
    bool found = buffer_append(&scan->path, SLICE("/" ARCHIVE_STUB), NULL) == FUND_OK &&
                 stat(current_path(scan), &info) == 0 && S_ISREG(info.st_mode);
    scan->path.size = size;
    scan->path.data[size] = '\0';
    return found;
}

/* What lies at the current path, below the folder that was given. */
static fund_status visit_entry(struct scan *scan, int depth, struct fund_error *error)
{
    struct stat info;
    if (lstat(current_path(scan), &info) != 0) {
        skip(scan, strerror(errno));
        return FUND_OK;
    }
    if (S_ISDIR(info.st_mode))
        return is_left_out(scan, &info) ? FUND_OK : visit_folder(scan, depth, error);
    if (S_ISLNK(info.st_mode) && stat(current_path(scan), &info) != 0) {
        skip(scan, strerror(errno));
        return FUND_OK;
    }
    if (S_ISREG(info.st_mode))
        return visit_file(scan, &info, error);
    skip(scan, S_ISDIR(info.st_mode) ? "a link to a folder, not followed" : "is no regular file");
    return FUND_OK;
}

static fund_status visit_folder(struct scan *scan, int depth, struct fund_error *error)
{
    if (depth > SCAN_DEPTH_MAX) {
        skip(scan, "folders are nested too deeply");
        return FUND_OK;
    }
    if (holds_archive(scan)) {
        skip(scan, "is an archive of Fundstelle");
        return FUND_OK;
    }
    struct names names = {0};
    int reason = read_names(current_path(scan), &names);
    if (reason != 0)
        skip(scan, strerror(reason));
    size_t size = scan->path.size;
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < names.count && !is_stopped(scan); i++) {
        struct slice name = slice_from(names.items[i]);
        if (size + 1 + name.size > SCAN_PATH_MAX) {
            skip(scan, "a path in this folder is too long");
            continue;
        }
        if (scan->path.data[size - 1] != '/')
            status = buffer_append_byte(&scan->path, '/', error);
        if (status == FUND_OK)
            status = buffer_append(&scan->path, name, error);
        if (status == FUND_OK)
            status = visit_entry(scan, depth + 1, error);
        scan->path.size = size;
        scan->path.data[size] = '\0';
    }
    names_finish(&names);
    return status;
}

/* Where the part of the path that is shown begins: after the folder, or at a file's base name. */
static size_t find_root(const char *path, bool is_folder)
{
    size_t size = strlen(path);
    if (is_folder)
        return path[size - 1] == '/' ? size : size + 1;
    const char *slash = strrchr(path, '/');
    return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

fund_status scan_path(const char *path, const struct scan_visitor *visitor,
                      struct fund_error *error)
{
    struct stat info;
    if (strlen(path) > SCAN_PATH_MAX)
        return error_set(error, FUND_LIMIT, "the path '%.100s…' is too long", path);
    if (stat(path, &info) != 0) {
        fund_status code = errno == ENOENT || errno == ENOTDIR ? FUND_NOT_FOUND : FUND_IO;
        return error_set(error, code, "cannot read '%s': %s", path, strerror(errno));
    }
    struct scan scan = {.visitor = visitor, .path = buffer_init(SCAN_PATH_MAX + 1)};
    struct stat left_out;
    if (visitor->left_out != NULL && stat(visitor->left_out, &left_out) == 0) {
        scan.has_left_out = true;
        scan.left_out_device = left_out.st_dev;
        scan.left_out_inode = left_out.st_ino;
    }
    scan.root_size = find_root(path, S_ISDIR(info.st_mode));
    fund_status status = buffer_append(&scan.path, slice_from(path), error);
    if (status == FUND_OK && S_ISDIR(info.st_mode))
        status = is_left_out(&scan, &info) ? FUND_OK : visit_folder(&scan, 1, error);
    else if (status == FUND_OK && S_ISREG(info.st_mode))
        status = visit_file(&scan, &info, error);
    else if (status == FUND_OK)
        status = error_set(error, FUND_IO, "'%s' is neither file nor folder", path);
    buffer_finish(&scan.path);
    return status;
}
