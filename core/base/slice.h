/*
 * A borrowed piece of bytes: pointer and size, not terminated, may hold NUL.
 */
#ifndef CORE_BASE_SLICE_H
#define CORE_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

struct slice {
    const char *data; /* may be NULL when size is 0 */
    size_t size;      /* bytes */
};

/* A slice of a string literal. */
#define SLICE(literal) ((struct slice){(literal), sizeof(literal) - 1})

static inline struct slice slice_of(const char *data, size_t size)
{
    struct slice slice = {data, size};
    return slice;
}

static inline struct slice slice_from(const char *terminated)
{
    return slice_of(terminated, terminated ? strlen(terminated) : 0);
}

static inline bool slice_equal(struct slice a, struct slice b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static inline bool slice_starts_with(struct slice text, struct slice prefix)
{
    return prefix.size <= text.size &&
           (prefix.size == 0 || memcmp(text.data, prefix.data, prefix.size) == 0);
}

static inline bool slice_ends_with(struct slice text, struct slice suffix)
{
    return suffix.size <= text.size &&
           (suffix.size == 0 ||
            memcmp(text.data + (text.size - suffix.size), suffix.data, suffix.size) == 0);
}

/* The bytes from start up to end; start <= end <= text.size. */
static inline struct slice slice_part(struct slice text, size_t start, size_t end)
{
    return slice_of(text.data ? text.data + start : NULL, end - start);
}

/* Byte order, shorter first where one begins the other: <0, 0, >0. */
int slice_compare(struct slice a, struct slice b);

/* Without ASCII white space at either end. */
struct slice slice_trim(struct slice text);

/* Offset of the first needle in text, or text.size where there is none. */
size_t slice_find(struct slice text, struct slice needle);

#ifdef __cplusplus
}
#endif

#endif
