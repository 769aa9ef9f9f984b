/*
 * See reader.h: files, counts and single records.
 */
#include "core/glass/reader.h"

#include "core/glass/block.h"
#include "core/glass/copies.h"
#include "core/glass/encode.h"
#include "core/glass/reader_trees.h"
#include "core/glass/version.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRIES_MAX 5
#define METADATA  ((char)0xc0)

/* ---- the version file ----------------------------------------------------------------------- */

static bool version_path(const char *folder, char path[static DATABASE_PATH_ROOM])
{
    return snprintf(path, DATABASE_PATH_ROOM, "%s/iamglass", folder) < DATABASE_PATH_ROOM;
}

/* A commit puts another file into its place. The one that was read is kept open, so that no other
 * can get its number. */
bool glass_reader_is_current(const struct glass_reader *reader)
{
    char path[DATABASE_PATH_ROOM];
    struct stat now;
    return version_path(reader->folder, path) && stat(path, &now) == 0 &&
           now.st_dev == reader->device && now.st_ino == reader->inode;
}

static fund_status read_version(struct glass_reader *reader,
                                struct version_root roots[static VERSION_TABLES],
                                struct fund_error *error)
{
    char path[DATABASE_PATH_ROOM];
    struct stat info;
    if (!version_path(reader->folder, path))
        return error_set(error, FUND_LIMIT, "a path is too long");
    for (int i = 0; i < TRIES_MAX; i++) {
        if (reader->version_file >= 0)
            close(reader->version_file);
        reader->version_file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (reader->version_file < 0 || fstat(reader->version_file, &info) != 0)
            return error_set(error, errno == ENOENT || errno == ENOTDIR ? FUND_NOT_FOUND : FUND_IO,
                             "'%s' cannot be read: %s", path, strerror(errno));
        reader->device = info.st_dev;
        reader->inode = info.st_ino;
        fund_status status =
            version_read(reader->folder, roots, &reader->counts, &reader->revision, error);
        if (status == FUND_OK && pread(reader->version_file, reader->uuid, GLASS_UUID_SIZE,
                                       VERSION_UUID_AT) != GLASS_UUID_SIZE)
            status = error_set(error, FUND_IO, "'%s' cannot be read", path);
        if (status != FUND_OK || glass_reader_is_current(reader))
            return status;
    }
    return error_set(error, FUND_MODIFIED, "'%s': commits come faster than it can be read", path);
}

/* ---- opening -------------------------------------------------------------------------------- */

static fund_status map_file(struct glass_tree *tree, struct fund_error *error)
{
    struct stat info;
    fund_status status = FUND_OK;
    void *map = MAP_FAILED;
    int file = open(tree->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool is_open = file >= 0 && fstat(file, &info) == 0;
    if (is_open && info.st_size < (off_t)BLOCK_SIZE)
        status = glass_tree_damaged(tree, error);
    else if (is_open)
        map = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_SHARED, file, 0);
    if (status == FUND_OK && map == MAP_FAILED) {
        status = errno == ENOMEM ? error_no_memory(error)
                                 : error_set(error, FUND_IO, "'%s' cannot be read: %s", tree->name,
                                             strerror(errno));
    } else if (status == FUND_OK) {
        size_t blocks = (size_t)info.st_size / BLOCK_SIZE;
        (void)madvise(map, (size_t)info.st_size, MADV_RANDOM);
        (void)posix_fadvise(file, 0, 0, POSIX_FADV_RANDOM);
        tree->map = map;
        tree->size = (size_t)info.st_size;
        tree->block_count = blocks < UINT32_MAX ? (uint32_t)blocks : UINT32_MAX;
        tree->asked = calloc((size_t)tree->block_count / 8 + 1, 1);
        if (tree->asked == NULL)
            status = error_no_memory(error);
    }
    if (file >= 0 && status != FUND_OK)
        close(file);
    else
        tree->file = file;
    return status;
}

static fund_status open_tree(struct glass_reader *reader, enum database_table table,
                             const struct version_root *root, struct fund_error *error)
{
    struct glass_tree *tree = &reader->trees[table];
    fund_status status = database_path(reader->folder, table, reader->paths[table], error);
    if (status != FUND_OK)
        return status;
    tree->reader = reader;
    tree->name = reader->paths[table];
    tree->revision = reader->revision;
    tree->copies = reader->copies;
    tree->is_empty = root->is_none;
    if (root->is_none)
        return FUND_OK;
    tree->root = root->block;
    tree->level = root->level;
    return root->level < GLASS_LEVELS_MAX ? map_file(tree, error) : glass_tree_damaged(tree, error);
}

fund_status glass_reader_open(const char *folder, struct glass_reader **reader,
                              struct fund_error *error)
{
    struct version_root roots[VERSION_TABLES];
    struct glass_reader *opened = calloc(1, sizeof(*opened));
    if (opened == NULL)
        return error_no_memory(error);
    opened->version_file = -1;
    for (int i = 0; i < READER_TREES; i++)
        opened->trees[i].file = -1;
    opened->copies = copies_create();
    fund_status status = FUND_OK;
    if (snprintf(opened->folder, sizeof(opened->folder), "%s", folder) >=
        (int)sizeof(opened->folder))
        status = error_set(error, FUND_LIMIT, "a path is too long");
    if (status == FUND_OK)
        status = read_version(opened, roots, error);
    for (int i = 0; status == FUND_OK && i < READER_TREES; i++)
        status = open_tree(opened, (enum database_table)i, &roots[i], error);
    if (status != FUND_OK) {
        glass_reader_close(opened);
        return status;
    }
    *reader = opened;
    return FUND_OK;
}

void glass_reader_close(struct glass_reader *reader)
{
    if (reader == NULL)
        return;
    for (int i = 0; i < READER_TREES; i++) {
        if (reader->trees[i].map != NULL)
            munmap((void *)reader->trees[i].map, reader->trees[i].size);
        free(reader->trees[i].asked);
        if (reader->trees[i].file >= 0)
            close(reader->trees[i].file);
    }
    copies_destroy(reader->copies);
    if (reader->version_file >= 0)
        close(reader->version_file);
    for (uint32_t i = 0; i < STREAMS_SLOTS_MAX; i++)
        free(atomic_load(&reader->places[i]));
    free(atomic_load(&reader->lengths));
    free(reader);
}

uint32_t glass_reader_revision(const struct glass_reader *reader)
{
    return reader->revision;
}

const unsigned char *glass_reader_uuid(const struct glass_reader *reader)
{
    return reader->uuid;
}

const struct version_counts *glass_reader_counts(const struct glass_reader *reader)
{
    return &reader->counts;
}

/* ---- records -------------------------------------------------------------------------------- */

fund_status reader_find(const struct glass_reader *reader, enum database_table table,
                        struct slice key, struct glass_cursor *cursor, struct block_item *item,
                        struct fund_error *error)
{
    struct block_item found = {0};
    *item = found;
    fund_status status = glass_cursor_find(cursor, &reader->trees[table], key, &found, error);
    if (status == FUND_OK && slice_equal(found.key, key))
        *item = found;
    return status;
}

/* Appends the tag with this key, if there is one. */
static fund_status read_tag(const struct glass_reader *reader, enum database_table table,
                            struct slice key, struct buffer *out, struct fund_error *error)
{
    struct glass_cursor cursor;
    struct block_item item;
    size_t before = out->size;
    fund_status status = reader_find(reader, table, key, &cursor, &item, error);
    if (status == FUND_OK && item.key.size > 0)
        status = glass_cursor_read(&cursor, &item, out, error);
    if (status == FUND_OK)
        status = glass_cursor_check(&cursor, error);
    if (status != FUND_OK)
        out->size = before;
    return status;
}

fund_status glass_data(const struct glass_reader *reader, uint32_t docid, struct buffer *out,
                       struct fund_error *error)
{
    char key[ENCODE_SORTED_MAX];
    size_t size = encode_sorted(key, docid);
    return read_tag(reader, DOCDATA, slice_of(key, size), out, error);
}

fund_status glass_metadata_get(const struct glass_reader *reader, struct slice key,
                               struct buffer *out, struct fund_error *error)
{
    char full[TABLE_KEY_MAX] = {'\0', METADATA};
    if (key.size == 0 || key.size > TABLE_KEY_MAX - 2)
        return FUND_OK;
    memcpy(full + 2, key.data, key.size);
    return read_tag(reader, POSTLIST, slice_of(full, key.size + 2), out, error);
}
