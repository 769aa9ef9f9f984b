/*
 * Marks of files: where a file lies, its size and when it was changed.
 */
#include "query/lib/base/file_mark.h"

#include "core/base/dict.h"

#include <sys/stat.h>

struct file_mark file_mark_read(const char *path)
{
    struct file_mark mark = {0};
    struct stat about;
    if (stat(path, &about) == 0)
        mark = (struct file_mark){about.st_dev, about.st_ino, about.st_size, about.st_mtim};
    return mark;
}

bool file_mark_equal(const struct file_mark *a, const struct file_mark *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           a->changed.tv_sec == b->changed.tv_sec && a->changed.tv_nsec == b->changed.tv_nsec;
}

uint64_t file_mark_hash(const struct file_mark *mark)
{
    const uint64_t parts[] = {(uint64_t)mark->device, (uint64_t)mark->inode, (uint64_t)mark->size,
                              (uint64_t)mark->changed.tv_sec, (uint64_t)mark->changed.tv_nsec};
    return dict_hash(slice_of((const char *)parts, sizeof(parts)));
}
