/*
 * Writing and reading forms. A capital of Latin-1 lies 0x20 before its small letter, in UTF-8 too.
 */
#include "core/text/form.h"

#include "core/base/utf8.h"

#define CAPITALISED '^'
#define VERBATIM    '~'

#define LATIN_LEAD  0xc3 /* first byte of U+00C0 to U+00FF */

static bool is_latin_capital(unsigned char byte)
{
    return byte >= 0x80 && byte <= 0x9e && byte != 0x97; /* U+00D7 is the multiplication sign */
}

static bool is_latin_small(unsigned char byte)
{
    return byte >= 0xa0 && byte <= 0xbe && byte != 0xb7;
}

void text_lower(char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        bool is_ascii = byte >= 'A' && byte <= 'Z';
        bool is_latin = is_latin_capital(byte) && i > 0 && (unsigned char)text[i - 1] == LATIN_LEAD;
        if (is_ascii || is_latin)
            text[i] = (char)(byte + 0x20);
    }
}

void text_capitalise(char *text, size_t size)
{
    unsigned char first = (unsigned char)text[0];
    if (first >= 'a' && first <= 'z')
        text[0] = (char)(first - 0x20);
    else if (first == LATIN_LEAD && size > 1 && is_latin_small((unsigned char)text[1]))
        text[1] = (char)((unsigned char)text[1] - 0x20);
}

static size_t put(char *out, size_t size, struct slice bytes)
{
    memcpy(out + size, bytes.data, bytes.size);
    return size + bytes.size;
}

/* Small letters of ASCII, digits and signs: lower case leaves them alone. */
static bool is_plain(struct slice word)
{
    for (size_t i = 0; i < word.size; i++) {
        unsigned char byte = (unsigned char)word.data[i];
        if (byte >= 0x80 || (byte >= 'A' && byte <= 'Z'))
            return false;
    }
    return true;
}

/* A capital of ASCII before the small letters, digits and signs that the folded word has too. */
static bool is_plain_noun(struct slice folded, struct slice surface)
{
    return folded.size == surface.size && surface.data[0] >= 'A' && surface.data[0] <= 'Z' &&
           folded.data[0] == surface.data[0] + 0x20 &&
           memcmp(folded.data + 1, surface.data + 1, folded.size - 1) == 0 &&
           is_plain(slice_part(surface, 1, surface.size));
}

size_t text_form_write(struct slice folded, struct slice surface, char out[static TEXT_FORM_MAX])
{
    char lower[TEXT_FORM_MAX], capital[TEXT_FORM_MAX];
    if (slice_equal(surface, folded) && is_plain(surface))
        return put(out, 0, slice_part(folded, 0, utf8_floor(folded, TEXT_FORM_MAX)));
    /* With the case above most words of a text. */
    if (folded.size + 2 <= TEXT_FORM_MAX && is_plain_noun(folded, surface)) {
        size_t size = put(out, 0, folded);
        out[size++] = TEXT_FORM_SEPARATOR;
        out[size++] = CAPITALISED;
        return size;
    }
    if (folded.size + 2 + surface.size > TEXT_FORM_MAX)
        return put(out, 0, slice_part(folded, 0, utf8_floor(folded, TEXT_FORM_MAX)));
    capital[0] = '\0'; /* written over: no surface is empty, which compilers do not know */
    memcpy(lower, surface.data, surface.size);
    text_lower(lower, surface.size);
    memcpy(capital, lower, surface.size);
    text_capitalise(capital, surface.size);
    struct slice small = slice_of(lower, surface.size);
    bool is_small = slice_equal(surface, small);
    bool is_capital = slice_equal(surface, slice_of(capital, surface.size));
    size_t size = put(out, 0, folded);
    if (is_small && slice_equal(small, folded))
        return size;
    out[size++] = TEXT_FORM_SEPARATOR;
    if (!is_small)
        out[size++] = is_capital ? CAPITALISED : VERBATIM;
    if (!is_small && !is_capital)
        return put(out, size, surface);
    return slice_equal(small, folded) ? size : put(out, size, small);
}

struct slice text_form_folded(struct slice form)
{
    const char separator = TEXT_FORM_SEPARATOR;
    return slice_part(form, 0, slice_find(form, slice_of(&separator, 1)));
}

size_t text_form_surface(struct slice form, char out[static TEXT_FORM_MAX])
{
    struct slice folded = text_form_folded(form);
    if (form.size > TEXT_FORM_MAX)
        form.size = TEXT_FORM_MAX;
    if (folded.size >= form.size)
        return put(out, 0, slice_part(folded, 0, form.size));
    struct slice rest = slice_part(form, folded.size + 1, form.size);
    bool is_capital = rest.size > 0 && rest.data[0] == CAPITALISED;
    if (is_capital || (rest.size > 0 && rest.data[0] == VERBATIM))
        rest = slice_part(rest, 1, rest.size);
    size_t size = put(out, 0, rest.size > 0 ? rest : folded);
    if (is_capital && size > 0)
        text_capitalise(out, size);
    return size;
}
