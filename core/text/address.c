/*
 * Addresses by their characters. Every search has a bound, so that texts made of almost-addresses
 * take linear time.
 */
#include "core/text/address.h"

#include <unicode/uchar.h>

#include "core/base/utf8.h"

#define LOCAL_MAX  64
#define DOMAIN_MAX 255
#define WEB_MAX    2000

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Moves over letters, digits and the signs given, at most so many bytes. */
static size_t skip(struct slice text, size_t start, size_t most, const char *signs)
{
    size_t at = start;
    while (at < text.size) {
        uint32_t c = 0;
        size_t size = utf8_next(slice_part(text, at, text.size), &c);
        bool is_sign = c > 0 && c < 0x80 && strchr(signs, (int)c) != NULL;
        if (size == 0 || at - start + size > most || !(is_sign || u_isalnum((UChar32)c)))
            break;
        at += size;
    }
    return at;
}

/* The end without signs that belong to the sentence. */
static size_t trim(struct slice text, size_t start, size_t end)
{
    while (end > start && strchr(".,;:!?-_)(", text.data[end - 1]) != NULL)
        end--;
    return end;
}

/* "elbgrund.example": the end, or 0 where there is no dot before a last label of two letters. */
static size_t domain_end(struct slice text, size_t start)
{
    size_t end = trim(text, start, skip(text, start, DOMAIN_MAX, ".-"));
    size_t letters = 0;
    while (end - letters > start && is_ascii_letter(text.data[end - letters - 1]))
        letters++;
    size_t dot = end - letters;
    bool is_domain = letters >= 2 && dot >= start + 2 && text.data[dot - 1] == '.' &&
                     text.data[dot - 2] != '.' && text.data[start] != '.';
    return is_domain ? end : 0;
}

static size_t mail_end(struct slice text, size_t start)
{
    size_t at = skip(text, start, LOCAL_MAX, ".-_+%");
    if (at == start || at >= text.size || text.data[at] != '@')
        return 0;
    return domain_end(text, at + 1);
}

/* Bytes of "https://" or "www." at the front; case doesn't matter. */
static size_t scheme_size(struct slice rest)
{
    static const char *const schemes[] = {"https://", "http://", "ftp://", "www."};
    for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
        size_t size = strlen(schemes[i]), same = 0;
        while (same < size && same < rest.size &&
               (rest.data[same] | (is_ascii_letter(rest.data[same]) ? 0x20 : 0)) ==
                   schemes[i][same])
            same++;
        if (same == size)
            return size;
    }
    return 0;
}

static size_t web_end(struct slice text, size_t start)
{
    size_t name = start + scheme_size(slice_part(text, start, text.size));
    if (name == start || skip(text, name, 4, "") == name)
        return 0;
    return trim(text, name, skip(text, name, WEB_MAX, "-._~:/?#[]@!$&()*+,;=%"));
}

size_t address_end(struct slice text, size_t start)
{
    size_t end = web_end(text, start);
    return end > 0 ? end : mail_end(text, start);
}

bool address_is_dialling_code(struct slice digits)
{
    if (digits.size < 3 || digits.size > 6 || digits.data[0] != '0')
        return false;
    for (size_t i = 0; i < digits.size; i++)
        if (digits.data[i] < '0' || digits.data[i] > '9')
            return false;
    return true;
}
