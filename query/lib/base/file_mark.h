/*
 * What tells one state of a file from another.
 */
#ifndef QUERY_LIB_BASE_FILE_MARK_H
#define QUERY_LIB_BASE_FILE_MARK_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

struct file_mark {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
};

/* All zero where there is no file: a database without a stub stays itself. */
struct file_mark file_mark_read(const char *path);
bool file_mark_equal(const struct file_mark *a, const struct file_mark *b);
uint64_t file_mark_hash(const struct file_mark *mark);

#endif
