/*
 * See counts.h.
 */
#include "tests/bench/counts.h"

#include <zlib.h>

fund_status counts_read(const char *path, struct buffer *out, struct fund_error *error)
{
    gzFile file = gzopen(path, "rb");
    if (file == NULL)
        return error_set(error, FUND_NOT_FOUND, "cannot open '%s'", path);
    char bytes[64 * 1024];
    int got = 0;
    fund_status status = FUND_OK;
    while (status == FUND_OK && (got = gzread(file, bytes, sizeof(bytes))) > 0)
        status = buffer_append(out, slice_of(bytes, (size_t)got), error);
    if (got < 0)
        status = error_set(error, FUND_CORRUPT, "'%s' is damaged", path);
    gzclose(file);
    return status;
}

static uint64_t read_number(struct slice digits)
{
    uint64_t number = 0;
    for (size_t i = 0; i < digits.size && digits.data[i] >= '0' && digits.data[i] <= '9'; i++)
        number = number * 10 + (uint64_t)(digits.data[i] - '0');
    return number;
}

bool counts_next(struct slice *rest, struct slice *word, uint64_t *count)
{
    if (rest->size == 0)
        return false;
    size_t end = slice_find(*rest, SLICE("\n"));
    struct slice line = slice_part(*rest, 0, end);
    *rest = slice_part(*rest, end < rest->size ? end + 1 : end, rest->size);
    size_t tab = slice_find(line, SLICE("\t"));
    *word = slice_part(line, 0, tab);
    *count = tab < line.size ? read_number(slice_part(line, tab + 1, line.size)) : 0;
    return true;
}
