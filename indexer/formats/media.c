/*
 * Dealing out media.
 */
#include "indexer/formats/media.h"

#include "indexer/formats/dateline.h"

#define NO_BLOCK SIZE_MAX
/* Bytes; longer ones between paragraphs are taken for body text. */
#define CREDIT_MAX  200
#define CAPTION_MAX 700

static struct layout_block range_of(const struct layout *layout, struct slice part)
{
    size_t start = part.size > 0 ? (size_t)(part.data - layout->text.data) : 0;
    return (struct layout_block){(uint32_t)start, (uint32_t)(start + part.size)};
}

static struct slice first_line(struct slice text)
{
    return layout_trim(slice_part(text, 0, slice_find(text, SLICE("\n"))));
}

static struct slice after_first_line(struct slice text)
{
    return layout_trim(slice_part(text, slice_find(text, SLICE("\n")), text.size));
}

static enum layout_line block_kind(const struct layout *layout, size_t block)
{
    return layout_line_kind(first_line(layout_block_text(layout, block)));
}

/* ---- the media block ------------------------------------------------------------------------ */

struct medium {
    size_t title, credit;              /* blocks, or NO_BLOCK */
    size_t caption_start, caption_end; /* blocks */
};

/* Adds the credit and what stands below it in the same block: the title again, perhaps more. */
static void add_credit(struct layout *layout, struct slice block, struct slice *title)
{
    struct slice credit = first_line(block);
    struct slice below = after_first_line(block);
    struct slice again = first_line(below);
    if (title->size == 0) {
        *title = again;
        layout_add_part(layout, SCHEMA_FIELD_MEDIA_TITLE, range_of(layout, again));
    }
    if (layout_same(again, *title))
        below = after_first_line(below);
    credit = slice_part(credit, layout_copyright_size(credit), credit.size);
    layout_add_part(layout, SCHEMA_FIELD_MEDIA_CREDIT, range_of(layout, credit));
    layout_add_part(layout, SCHEMA_FIELD_MEDIA_CAPTION, range_of(layout, below));
}

static void add_medium(struct layout *layout, struct medium medium)
{
    layout_add_medium(layout); /* at the limit the last caption takes the text */
    struct slice title = {0};
    if (medium.title != NO_BLOCK) {
        title = layout_block_text(layout, medium.title);
        layout_add_part(layout, SCHEMA_FIELD_MEDIA_TITLE, layout->blocks[medium.title]);
    }
    if (medium.credit != NO_BLOCK)
        add_credit(layout, layout_block_text(layout, medium.credit), &title);
    for (size_t i = medium.caption_start; i < medium.caption_end; i++) {
        bool is_title_again = i == medium.caption_start && title.size > 0 &&
                              layout_same(layout_block_text(layout, i), title);
        if (!is_title_again && block_kind(layout, i) != LAYOUT_LINE_MEDIA_INTRO)
            layout_add_part(layout, SCHEMA_FIELD_MEDIA_CAPTION, layout->blocks[i]);
    }
}

/*
 * Where the blocks from..credit-1 are one medium's caption and the next one's title: the first
 * block of the latter (credit itself where it has no title).
 */
static size_t split_at_title(const struct layout *layout, size_t from, size_t credit)
{
    if (credit == from || block_kind(layout, credit - 1) == LAYOUT_LINE_MEDIA_INTRO)
        return credit;
    struct slice title = layout_block_text(layout, credit - 1);
    struct slice below = after_first_line(layout_block_text(layout, credit));
    if (layout_same(first_line(below), title))
        return credit - 1;
    return credit - from >= 2 ? credit - 1 : credit;
}

static size_t next_credit(const struct layout *layout, size_t from, size_t to)
{
    while (from < to && block_kind(layout, from) != LAYOUT_LINE_CREDIT)
        from++;
    return from;
}

void media_take_block(struct layout *layout, size_t from, size_t to)
{
    while (from < to && block_kind(layout, from) == LAYOUT_LINE_MEDIA_INTRO)
        from++;
    size_t credit = next_credit(layout, from, to);
    size_t title = NO_BLOCK;
    if (credit < to && credit > from) /* the block before the first credit is its title */
        title = credit - 1;
    size_t before = title != NO_BLOCK ? title : credit;
    if (before > from) /* a medium without a credit */
        add_medium(layout, (struct medium){from, NO_BLOCK, from + 1, before});
    while (credit < to) {
        size_t following = next_credit(layout, credit + 1, to);
        size_t end = following < to ? split_at_title(layout, credit + 1, following) : to;
        add_medium(layout, (struct medium){title, credit, credit + 1, end});
        title = end < following ? end : NO_BLOCK;
        credit = following;
    }
}

/* ---- between the paragraphs ----------------------------------------------------------------- */

/* "© Stadt Lindenbruch", not "© 2026 Anbieter". */
static bool is_body_credit(struct slice line)
{
    size_t sign = layout_copyright_size(line);
    if (sign == 0 || line.size > CREDIT_MAX || sign == line.size)
        return false;
    unsigned char first = (unsigned char)line.data[sign];
    return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') || first >= 0x80;
}

static bool is_one_line(struct slice text)
{
    return slice_find(text, SLICE("\n")) == text.size;
}

/* The first block may be a caption even if it is a sentence; later ones then rather are body. */
static bool is_caption(struct slice text, bool is_first)
{
    struct dateline dateline;
    return text.size <= CAPTION_MAX && is_one_line(text) && !dateline_read(text, &dateline) &&
           layout_line_kind(text) == LAYOUT_LINE_PLAIN && (is_first || !layout_ends_sentence(text));
}

/* Where "caption © credit" has its sign; 0 where text is something else. */
static size_t inline_credit(struct slice text)
{
    if (text.size > CAPTION_MAX + CREDIT_MAX || !is_one_line(text))
        return 0;
    size_t at = slice_find(text, SLICE(" ©"));
    if (at == text.size || !is_body_credit(slice_part(text, at + 1, text.size)))
        return 0;
    return at + 1;
}

/* Takes the credit off the block at its front; what is left of the block is body. */
static void add_body_credit(struct layout *layout, struct slice block)
{
    struct slice credit = first_line(block);
    credit = slice_part(credit, layout_copyright_size(credit), credit.size);
    layout_add_part(layout, SCHEMA_FIELD_MEDIA_CREDIT, range_of(layout, credit));
}

/* True where the block begins with a credit that a medium was begun for. */
static bool begin_medium(struct layout *layout, size_t block, size_t to)
{
    return block < to && is_body_credit(first_line(layout_block_text(layout, block))) &&
           layout_add_medium(layout);
}

void media_take_body(struct layout *layout, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        struct slice text = layout_block_text(layout, i);
        size_t sign = inline_credit(text);
        if (sign > 0 && layout_add_medium(layout)) {
            add_body_credit(layout, slice_part(text, sign, text.size));
            layout_add_part(layout, SCHEMA_FIELD_MEDIA_CAPTION,
                            range_of(layout, slice_part(text, 0, sign)));
            continue;
        }
        bool has_caption = is_caption(text, i == from);
        size_t credit = has_caption ? i + 1 : i;
        if (!begin_medium(layout, credit, to)) {
            layout_add_part(layout, SCHEMA_FIELD_BODY, layout->blocks[i]);
            continue;
        }
        struct slice credit_text = layout_block_text(layout, credit);
        add_body_credit(layout, credit_text);
        if (has_caption)
            layout_add_part(layout, SCHEMA_FIELD_MEDIA_CAPTION, layout->blocks[i]);
        layout_add_part(layout, SCHEMA_FIELD_BODY, range_of(layout, after_first_line(credit_text)));
        i = credit;
    }
}
