/*
 * Byte offsets of a text to offsets in Unicode code points.
 *
 * One pass counts the characters before every block; an offset then costs at most one block.
 */
#ifndef QUERY_CLI_OFFSETS_H
#define QUERY_CLI_OFFSETS_H

#include <stdbool.h>
#include <stddef.h>

struct offsets {
    const char *text; /* borrowed */
    size_t size;
    size_t *before; /* characters before each block */
};

/* False without memory. */
bool offsets_init(struct offsets *offsets, const char *text, size_t size);
void offsets_finish(struct offsets *offsets);
/* byte is at most the text's size; beyond it counts as its end. */
size_t offsets_character(const struct offsets *offsets, size_t byte);

#endif
