/*
 * Comparing, trimming and searching pieces of bytes.
 */
#include "core/base/slice.h"

int slice_compare(struct slice a, struct slice b)
{
    size_t shorter = a.size < b.size ? a.size : b.size;
    int order = shorter > 0 ? memcmp(a.data, b.data, shorter) : 0;
    if (order != 0)
        return order;
    return (a.size > b.size) - (a.size < b.size);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct slice slice_trim(struct slice text)
{
    size_t start = 0, end = text.size;
    while (start < end && is_space(text.data[start]))
        start++;
    while (end > start && is_space(text.data[end - 1]))
        end--;
    return slice_part(text, start, end);
}

size_t slice_find(struct slice text, struct slice needle)
{
    if (needle.size == 0)
        return 0;
    size_t at = 0;
    while (needle.size <= text.size - at) {
        const char *hit = memchr(text.data + at, needle.data[0], text.size - at - needle.size + 1);
        if (hit == NULL)
            break;
        at = (size_t)(hit - text.data);
        if (memcmp(hit, needle.data, needle.size) == 0)
            return at;
        at++;
    }
    return text.size;
}
