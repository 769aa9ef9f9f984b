/*
 * Which commit an archive is at, as its files tell it: also of one that cannot be opened.
 */
#ifndef QUERY_LIB_BASE_COMMIT_MARK_H
#define QUERY_LIB_BASE_COMMIT_MARK_H

#include <stdbool.h>
#include <stdint.h>

struct commit_mark {
    bool is_known; /* not where a part of the archive may lie on another machine */
    uint64_t hash;
};

/* path: of the archive's folder. */
struct commit_mark commit_mark_read(const char *path);
/* Whether nothing was written between the two; false where that cannot be told. */
bool commit_mark_equal(const struct commit_mark *a, const struct commit_mark *b);

#endif
