/*
 * One pass over the text; a tag is what begins with < and a letter and ends with the next > outside
 * of quotes that follow an equals sign.
 */
#include "indexer/formats/markup.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '/';
}

/* Where the quote at `at` ends, or at + 1 where it never does. */
static size_t skip_quote(struct slice text, size_t at)
{
    const char *end = memchr(text.data + at + 1, text.data[at], text.size - at - 1);
    return end != NULL ? (size_t)(end - text.data) + 1 : at + 1;
}

/*
 * Goes over a tag from its name on; *excess is where the first attribute too many begins, or the
 * end of the tag. Returns the end.
 */
static size_t scan_tag(struct slice text, size_t at, size_t *excess)
{
    size_t count = 0;
    bool was_white = false, was_equals = false, is_over = false;
    while (at < text.size && text.data[at] != '>' && text.data[at] != '<') {
        char c = text.data[at];
        if (!is_white(c) && was_white && c != '=' && !was_equals &&
            ++count > MARKUP_ATTRIBUTES_MAX && !is_over) {
            is_over = true;
            *excess = at;
        }
        bool is_quoted = (c == '"' || c == '\'') && was_equals;
        if (!is_white(c))
            was_equals = c == '=';
        was_white = is_white(c) || is_quoted;
        at = is_quoted ? skip_quote(text, at) : at + 1;
    }
    if (!is_over)
        *excess = at;
    return at;
}

/* The next tag with too many from *at; false where there is none. */
static bool find_excess(struct slice text, size_t *at, size_t *end)
{
    while (*at + 1 < text.size) {
        const char *open = memchr(text.data + *at, '<', text.size - *at - 1);
        if (open == NULL)
            return false;
        size_t name = (size_t)(open - text.data) + 1, excess = 0;
        *at = name;
        if (!is_letter(text.data[name]))
            continue;
        *end = scan_tag(text, name, &excess);
        *at = excess;
        if (excess < *end)
            return true;
    }
    return false;
}

bool markup_has_many_attributes(struct slice text)
{
    size_t at = 0, end = 0;
    return find_excess(text, &at, &end);
}

void markup_blank_attributes(struct buffer *text)
{
    size_t at = 0, end = 0;
    while (find_excess(buffer_slice(text), &at, &end)) {
        memset(text->data + at, ' ', end - at);
        at = end;
    }
}
