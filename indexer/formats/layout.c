/*
 * Blocks and parts.
 */
#include "indexer/formats/layout.h"

#include <stdlib.h>

/* A text without blank lines whose longest line has more bytes has a paragraph on each line. */
#define PARAGRAPH_LINE_MIN 200

void layout_init(struct layout *layout, struct slice text)
{
    *layout = (struct layout){.text = text};
}

void layout_finish(struct layout *layout)
{
    free(layout->blocks);
    free(layout->parts);
    layout_init(layout, slice_of(NULL, 0));
}

/* Room for one more item of size bytes; the list as it was on failure. */
static void *grow(struct layout *layout, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    size_t larger = *capacity == 0 ? 64 : *capacity * 2;
    void *memory = larger > SIZE_MAX / size ? NULL : realloc(items, larger * size);
    if (memory == NULL)
        layout->out_of_memory = true;
    else
        *capacity = larger;
    return memory != NULL ? memory : items;
}

static void add_block(struct layout *layout, size_t start, size_t end)
{
    struct slice kept = layout_trim(slice_part(layout->text, start, end));
    if (kept.size == 0)
        return;
    layout->blocks = grow(layout, layout->blocks, layout->block_count, &layout->block_capacity,
                          sizeof(*layout->blocks));
    if (layout->out_of_memory)
        return;
    size_t at = (size_t)(kept.data - layout->text.data);
    layout->blocks[layout->block_count++] =
        (struct layout_block){(uint32_t)at, (uint32_t)(at + kept.size)};
}

/* Looks over the lines: true where none but the last is blank and one is as long as a paragraph. */
static bool has_paragraph_on_each_line(struct layout *layout, size_t size)
{
    struct slice text = layout_trim(slice_part(layout->text, 0, size)), line;
    bool has_blank_line = false;
    for (size_t at = 0; layout_next_line(text, &at, &line);) {
        has_blank_line = has_blank_line || layout_trim(line).size == 0;
        if (line.size > layout->longest_line)
            layout->longest_line = line.size;
    }
    return !has_blank_line && layout->longest_line > PARAGRAPH_LINE_MIN;
}

void layout_split(struct layout *layout, size_t size)
{
    struct slice text = slice_part(layout->text, 0, size);
    bool each_line = has_paragraph_on_each_line(layout, size);
    size_t block_start = 0, at = 0, line_start = 0;
    struct slice line;
    while (layout_next_line(text, &at, &line)) {
        struct slice trimmed = layout_trim(line);
        enum layout_line kind = layout_line_kind(trimmed);
        if (trimmed.size == 0 || kind != LAYOUT_LINE_PLAIN || each_line) {
            add_block(layout, block_start, line_start);
            block_start = line_start;
        }
        if (kind == LAYOUT_LINE_MEDIA_INTRO) {
            add_block(layout, line_start, at);
            block_start = at;
        }
        line_start = at;
    }
    add_block(layout, block_start, size);
}

struct slice layout_block_text(const struct layout *layout, size_t block)
{
    return slice_part(layout->text, layout->blocks[block].start, layout->blocks[block].end);
}

static bool is_media_field(enum schema_field field)
{
    return field == SCHEMA_FIELD_MEDIA_TITLE || field == SCHEMA_FIELD_MEDIA_CREDIT ||
           field == SCHEMA_FIELD_MEDIA_CAPTION;
}

void layout_add_part(struct layout *layout, enum schema_field field, struct layout_block block)
{
    struct slice kept = layout_trim(slice_part(layout->text, block.start, block.end));
    if (kept.size == 0)
        return;
    layout->parts = grow(layout, layout->parts, layout->part_count, &layout->part_capacity,
                         sizeof(*layout->parts));
    if (layout->out_of_memory)
        return;
    if (layout->has_too_many_media && is_media_field(field))
        field = SCHEMA_FIELD_MEDIA_CAPTION;
    uint32_t medium = layout->media_count > 0 ? layout->media_count - 1 : 0;
    uint32_t start = (uint32_t)(kept.data - layout->text.data);
    layout->parts[layout->part_count++] =
        (struct layout_part){field, medium, start, start + (uint32_t)kept.size};
}

bool layout_add_medium(struct layout *layout)
{
    layout->has_too_many_media = layout->media_count >= RELEASE_MEDIA_MAX;
    if (layout->has_too_many_media)
        return false;
    layout->media_count++;
    return true;
}
