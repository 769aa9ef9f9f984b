/*
 * From parts to the release's text: the fields one after the other, each part once.
 */
#include "core/base/utf8.h"
#include "indexer/formats/layout.h"

struct assembly {
    const struct layout *layout;
    struct release *release;
    struct buffer text;
    struct fund_error *error;
};

/* Small letters of Latin-1 will do: in doubt the line end stays. */
static bool is_small_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 0xdf && c <= 0xff && c != 0xf7);
}

/* "Haupt-\nund Realschule": the hyphen stands for a part of the word and stays. */
static bool is_joining_word(struct slice line)
{
    static const char *const words[] = {"und",  "oder", "sowie", "bzw.", "beziehungsweise",
                                        "bis",  "als",  "wie",   "noch", "statt",
                                        "aber", "u."};
    size_t end = 0;
    while (end < line.size && line.data[end] != ' ' && line.data[end] != ',')
        end++;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (slice_equal(slice_part(line, 0, end), slice_from(words[i])))
            return true;
    }
    return false;
}

/* "Gemein-" before "derat" */
static bool is_hyphenated(struct slice before, struct slice line)
{
    if (!slice_ends_with(before, SLICE("-")) || before.size < 2)
        return false;
    struct slice word = slice_part(before, 0, before.size - 1);
    uint32_t last = 0, first = 0;
    size_t at = utf8_floor(word, word.size - 1);
    utf8_next(slice_part(word, at, word.size), &last);
    utf8_next(line, &first);
    return is_small_letter(last) && is_small_letter(first) && !is_joining_word(line);
}

/* Trailing white space of lines goes; the first line's leading white space is not there. */
static fund_status append_lines(struct assembly *assembly, struct slice text, char line_end)
{
    struct buffer *out = &assembly->text;
    size_t start = out->size;
    fund_status status = FUND_OK;
    struct slice line;
    for (size_t at = 0; status == FUND_OK && layout_next_line(text, &at, &line);) {
        struct slice trimmed = layout_trim(line);
        struct slice kept =
            line_end == '\n' && out->size > start
                ? slice_part(line, 0, (size_t)(trimmed.data + trimmed.size - line.data))
                : trimmed;
        struct slice before = slice_part(buffer_slice(out), start, out->size);
        if (is_hyphenated(before, trimmed)) {
            out->size--;
            kept = trimmed;
        } else if (out->size > start) {
            status = buffer_append_byte(out, line_end, assembly->error);
        }
        if (status == FUND_OK)
            status = buffer_append(out, kept, assembly->error);
    }
    return status;
}

static fund_status append_part(struct assembly *assembly, const struct layout_part *part,
                               struct range *range)
{
    fund_status status = FUND_OK;
    if (assembly->text.size > 0)
        status = buffer_append(&assembly->text, SLICE("\n\n"), assembly->error);
    if (status != FUND_OK)
        return status;
    if (range->start == range->end)
        range->start = (uint32_t)assembly->text.size;
    bool is_line = part->field == SCHEMA_FIELD_TITLE || part->field == SCHEMA_FIELD_SUBTITLE ||
                   part->field == SCHEMA_FIELD_MEDIA_TITLE;
    struct slice text = slice_part(assembly->layout->text, part->start, part->end);
    status = append_lines(assembly, text, is_line ? ' ' : '\n');
    range->end = (uint32_t)assembly->text.size;
    return status;
}

static fund_status append_field(struct assembly *assembly, enum schema_field field,
                                struct range *range)
{
    fund_status status = FUND_OK;
    const struct layout *layout = assembly->layout;
    for (size_t i = 0; status == FUND_OK && i < layout->part_count; i++) {
        if (layout->parts[i].field == field)
            status = append_part(assembly, &layout->parts[i], range);
    }
    return status;
}

static struct range *media_range(struct release_media *medium, enum schema_field field)
{
    if (field == SCHEMA_FIELD_MEDIA_TITLE)
        return &medium->title;
    if (field == SCHEMA_FIELD_MEDIA_CREDIT)
        return &medium->credit;
    return field == SCHEMA_FIELD_MEDIA_CAPTION ? &medium->caption : NULL;
}

/* The reader adds each medium's parts in the order title, credit, caption. */
static fund_status append_media(struct assembly *assembly)
{
    fund_status status = FUND_OK;
    const struct layout *layout = assembly->layout;
    struct release_media none = {0}, *medium = NULL;
    uint32_t last = 0;
    for (size_t i = 0; status == FUND_OK && i < layout->part_count; i++) {
        const struct layout_part *part = &layout->parts[i];
        if (media_range(&none, part->field) == NULL)
            continue;
        if (medium == NULL || part->medium != last)
            medium = release_add_media(assembly->release);
        if (medium == NULL)
            return error_no_memory(assembly->error);
        last = part->medium;
        status = append_part(assembly, part, media_range(medium, part->field));
    }
    return status;
}

fund_status layout_assemble(const struct layout *layout, struct release *release,
                            struct fund_error *error)
{
    if (layout->out_of_memory)
        return error_no_memory(error);
    struct assembly assembly = {layout, release, buffer_init(RELEASE_TEXT_MAX), error};
    fund_status status = append_field(&assembly, SCHEMA_FIELD_TITLE, &release->title);
    if (status == FUND_OK)
        status = append_field(&assembly, SCHEMA_FIELD_SUBTITLE, &release->subtitle);
    if (status == FUND_OK)
        status = append_field(&assembly, SCHEMA_FIELD_LEAD, &release->lead);
    if (status == FUND_OK)
        status = append_field(&assembly, SCHEMA_FIELD_BODY, &release->body);
    if (status == FUND_OK)
        status = append_media(&assembly);
    if (status == FUND_OK)
        status = append_field(&assembly, SCHEMA_FIELD_CONTACT, &release->contact);
    if (status == FUND_OK) {
        release->text = arena_copy(&release->arena, buffer_slice(&assembly.text));
        if (release->text.data == NULL)
            status = error_no_memory(error);
    }
    buffer_finish(&assembly.text);
    return status;
}
