/*
 * Ids from paths.
 */
#include "indexer/identity.h"

#include "core/base/dict.h"
#include "core/text/text.h"

#include <inttypes.h>

#define FOLDED_MAX ((size_t)64 * 1024)

/* "017" of "2023/017.txt"; a name that begins with its only point has no extension. */
static struct slice stem_of(struct slice file)
{
    size_t start = 0, end = file.size;
    for (size_t i = 0; i < file.size; i++) {
        if (file.data[i] == '/')
            start = i + 1;
    }
    for (size_t i = start + 1; i < file.size; i++) {
        if (file.data[i] == '.')
            end = i;
    }
    return slice_part(file, start, end);
}

static bool is_allowed(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

/* Runs of other characters become one hyphen, none at either end. */
static size_t make_slug(struct slice folded, char slug[static IDENTITY_SLUG_MAX])
{
    size_t size = 0;
    for (size_t i = 0; i < folded.size && size < IDENTITY_SLUG_MAX; i++) {
        char c = is_allowed(folded.data[i]) ? folded.data[i] : '-';
        if (c == '-' && (size == 0 || slug[size - 1] == '-'))
            continue;
        slug[size++] = c;
    }
    while (size > 0 && slug[size - 1] == '-')
        size--;
    return size;
}

fund_status identity_append(struct slice file, struct slice source, struct buffer *out,
                            struct fund_error *error)
{
    struct buffer folded = buffer_init(FOLDED_MAX);
    fund_status status = text_fold(stem_of(file), &folded, error);
    if (status == FUND_OK) {
        char slug[IDENTITY_SLUG_MAX];
        size_t size = make_slug(buffer_slice(&folded), slug);
        status = buffer_append_format(out, error, "%.*s%s%016" PRIx64, (int)size, slug,
                                      size > 0 ? "-" : "", dict_hash(source));
    }
    buffer_finish(&folded);
    return status;
}
