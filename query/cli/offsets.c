/*
 * Byte offsets to offsets in code points.
 */
#include "offsets.h"

#include "characters.h"

#include <stdlib.h>

#define BLOCK_SIZE 256u

bool offsets_init(struct offsets *offsets, const char *text, size_t size)
{
    size_t blocks = size / BLOCK_SIZE + 1;
    size_t *before = calloc(blocks, sizeof(*before));
    if (before == NULL)
        return false;
    for (size_t block = 1; block < blocks; block++)
        before[block] =
            before[block - 1] + characters_count(text + (block - 1) * BLOCK_SIZE, BLOCK_SIZE);
    *offsets = (struct offsets){.text = text, .size = size, .before = before};
    return true;
}

void offsets_finish(struct offsets *offsets)
{
    free(offsets->before);
    offsets->before = NULL;
}

size_t offsets_character(const struct offsets *offsets, size_t byte)
{
    size_t at = byte < offsets->size ? byte : offsets->size;
    size_t block = at / BLOCK_SIZE;
    return offsets->before[block] +
           characters_count(offsets->text + block * BLOCK_SIZE, at - block * BLOCK_SIZE);
}
