/*
 * Lines: their ends, their white space and what gives their kind away.
 */
#include "core/base/utf8.h"
#include "indexer/formats/layout.h"

#define INTRO_MAX         160 /* bytes */
#define CONTACT_LABEL_MAX 60

static bool is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || (c >= 0x2000 && c <= 0x200b) ||
           c == 0x202f || c == 0x205f || c == 0x3000;
}

/* Bytes of the blank character at the front, 0 where there is none. */
static size_t blank_size(struct slice text)
{
    uint32_t c;
    size_t size = utf8_next(text, &c);
    return size > 0 && is_blank(c) ? size : 0;
}

struct slice layout_trim(struct slice text)
{
    size_t start = 0, end = text.size, size;
    while ((size = blank_size(slice_part(text, start, end))) > 0)
        start += size;
    while (end > start) {
        size_t last = utf8_floor(slice_part(text, 0, end), end - 1);
        if (last < start || blank_size(slice_part(text, last, end)) == 0)
            break; /* last < start: only in ill-formed text */
        end = last;
    }
    return slice_part(text, start, end);
}

bool layout_next_line(struct slice text, size_t *at, struct slice *line)
{
    if (*at >= text.size)
        return false;
    struct slice rest = slice_part(text, *at, text.size);
    size_t size = slice_find(rest, SLICE("\n"));
    *line = slice_part(rest, 0, size);
    *at += size < rest.size ? size + 1 : size;
    return true;
}

/* The next word from *at; empty at the end. */
static struct slice next_word(struct slice text, size_t *at)
{
    size_t size;
    while ((size = blank_size(slice_part(text, *at, text.size))) > 0)
        *at += size;
    size_t start = *at;
    while (*at < text.size && blank_size(slice_part(text, *at, text.size)) == 0) {
        size = utf8_next(slice_part(text, *at, text.size), NULL);
        *at += size > 0 ? size : 1;
    }
    return slice_part(text, start, *at);
}

bool layout_same(struct slice a, struct slice b)
{
    size_t in_a = 0, in_b = 0;
    for (;;) {
        struct slice word_a = next_word(a, &in_a);
        struct slice word_b = next_word(b, &in_b);
        if (!slice_equal(word_a, word_b))
            return false;
        if (word_a.size == 0)
            return true;
    }
}

bool layout_begins_with(struct slice text, struct slice front)
{
    size_t in_text = 0, in_front = 0;
    for (;;) {
        struct slice expected = next_word(front, &in_front);
        struct slice word = next_word(text, &in_text);
        if (expected.size == 0)
            return true;
        if (!slice_equal(word, expected))
            return in_front >= front.size && slice_starts_with(word, expected);
    }
}

static bool is_closing(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xab || c == 0xbb || c == 0x2018 ||
           c == 0x2019 || c == 0x201c || c == 0x201d || c == 0x2039 || c == 0x203a;
}

bool layout_ends_sentence(struct slice text)
{
    text = layout_trim(text);
    uint32_t c = 0;
    while (text.size > 0) {
        size_t last = utf8_floor(text, text.size - 1);
        if (utf8_next(slice_part(text, last, text.size), &c) == 0 || !is_closing(c))
            break;
        text.size = last;
    }
    return text.size > 0 &&
           (c == '.' || c == '!' || c == '?' || c == ':' || c == ';' || c == ',' || c == 0x2026);
}

static bool contains(struct slice text, struct slice needle)
{
    return slice_find(text, needle) < text.size;
}

static bool is_media_intro(struct slice line)
{
    return line.size <= INTRO_MAX && slice_starts_with(line, SLICE("Zu dieser ")) &&
           contains(line, SLICE("folgende")) && contains(line, SLICE("Medi")) &&
           slice_ends_with(line, SLICE(":"));
}

static bool is_contact_label(struct slice line)
{
    static const char *const labels[] = {"Pressekontakt",   "Medienkontakt", "Kontakt",
                                         "Ansprechpartner", "Rückfragen",    "Rueckfragen"};
    if (slice_find(line, SLICE(":")) >=
        (line.size < CONTACT_LABEL_MAX ? line.size : CONTACT_LABEL_MAX))
        return false;
    for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
        if (slice_starts_with(line, slice_from(labels[i])))
            return true;
    }
    return false;
}

size_t layout_copyright_size(struct slice text)
{
    static const char *const signs[] = {"©", "(c)", "(C)"};
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        struct slice sign = slice_from(signs[i]);
        if (!slice_starts_with(text, sign))
            continue;
        struct slice rest = slice_part(text, sign.size, text.size);
        return text.size - layout_trim(rest).size;
    }
    return 0;
}

enum layout_line layout_line_kind(struct slice line)
{
    if (is_media_intro(line))
        return LAYOUT_LINE_MEDIA_INTRO;
    if (layout_copyright_size(line) > 0)
        return LAYOUT_LINE_CREDIT;
    return is_contact_label(line) ? LAYOUT_LINE_CONTACT : LAYOUT_LINE_PLAIN;
}
