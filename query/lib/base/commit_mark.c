/*
 * Xapian's file of the newest commit is replaced by each, and the stub by each rebuild.
 */
#include "query/lib/base/commit_mark.h"

#include "core/archive/archive.h"
#include "core/archive/stub.h"
#include "core/base/dict.h"
#include "core/base/file.h"

#include <inttypes.h>
#include <stdio.h>

#define VERSION_FILE "iamglass"
/* Xapian's is smaller than this. */
#define VERSION_SIZE_MAX 4096u

struct commit_mark commit_mark_read(const char *path)
{
    char file[ARCHIVE_PATH_MAX + 64];
    uint32_t number = 0;
    struct buffer told = buffer_init(VERSION_SIZE_MAX);
    fund_status status = stub_generation(path, &number, NULL);
    struct commit_mark mark = {.is_known = status != FUND_UNSUPPORTED};
    if (number > 0)
        snprintf(file, sizeof(file), "%s/generation-%" PRIu32 "/" VERSION_FILE, path, number);
    else
        snprintf(file, sizeof(file), "%s/" VERSION_FILE, path);
    status = file_read(file, &told, NULL);
    mark.is_known = mark.is_known && status != FUND_NO_MEMORY;
    const uint64_t parts[] = {number, (uint64_t)status, dict_hash(buffer_slice(&told))};
    mark.hash = dict_hash(slice_of((const char *)parts, sizeof(parts)));
    buffer_finish(&told);
    return mark;
}

bool commit_mark_equal(const struct commit_mark *a, const struct commit_mark *b)
{
    return a->is_known && b->is_known && a->hash == b->hash;
}
