/*
 * Finding gender forms and leaving out their signs. The rule looks at a word and its sign alone, so
 * that the scanner, which sees the text, and the word, which sees its own bytes, agree.
 */
#include "core/text/gender.h"

#include <unicode/uchar.h>

#include "core/base/utf8.h"

#define FRONT_LETTERS_MIN 3

struct sign {
    size_t size;        /* bytes; 0: none */
    bool takes_letters; /* "innen" may go on */
    bool has_bracket;
};

static struct sign read_sign(struct slice rest)
{
    struct sign none = {0, false, false};
    if (rest.size == 0)
        return none;
    switch (rest.data[0]) {
    case '*':
    case ':':
    case '_':
        return (struct sign){1, true, false};
    case '/':
        return (struct sign){slice_starts_with(rest, SLICE("/-")) ? 2 : 1, false, false};
    case '(':
        return (struct sign){1, false, true};
    default:
        return slice_starts_with(rest, SLICE("\u00b7")) ? (struct sign){2, true, false} : none;
    }
}

static bool is_letter(uint32_t c)
{
    return u_isalpha((UChar32)c) != 0;
}

static bool is_mark(uint32_t c)
{
    return (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0;
}

/* Whether text ends in a word that a gender form can begin with; is it in capitals? */
static bool is_front(struct slice text, bool *is_shouted)
{
    size_t letters = 0;
    bool is_capitalised = false, is_upper = false;
    uint32_t c = 0;
    size_t size = 0;
    for (size_t at = 0; at < text.size; at += size) {
        size = utf8_next(slice_part(text, at, text.size), &c);
        if (size == 0)
            return false;
        if (is_letter(c)) {
            is_upper = u_isupper((UChar32)c);
            is_capitalised = letters == 0 ? is_upper : is_capitalised;
            letters++;
        } else if (!is_mark(c)) {
            letters = 0;
        }
    }
    *is_shouted = is_upper;
    return letters >= FRONT_LETTERS_MIN && is_capitalised;
}

static size_t skip_letters(struct slice text, size_t at)
{
    uint32_t c = 0;
    size_t size;
    while ((size = utf8_next(slice_part(text, at, text.size), &c)) > 0 &&
           (is_letter(c) || is_mark(c)))
        at += size;
    return at;
}

/* Whether a word goes on at an offset. */
static bool has_more(struct slice text, size_t at)
{
    uint32_t c = 0;
    return utf8_next(slice_part(text, at, text.size), &c) > 0 &&
           (is_letter(c) || is_mark(c) || u_isdigit((UChar32)c) || c == '_');
}

size_t gender_end(struct slice text, size_t word, size_t sign_at)
{
    struct sign sign = read_sign(slice_part(text, sign_at, text.size));
    bool is_shouted = false;
    if (sign.size == 0)
        return 0;
    size_t end = sign_at + sign.size;
    struct slice tail = slice_part(text, end, text.size);
    bool is_possible = tail.size >= 2 && (tail.data[0] == 'i' || tail.data[0] == 'I');
    if (!is_possible || !is_front(slice_part(text, word, sign_at), &is_shouted))
        return 0;
    bool is_plural = slice_starts_with(tail, is_shouted ? SLICE("INNEN") : SLICE("innen"));
    if (!is_plural && !slice_starts_with(tail, is_shouted ? SLICE("IN") : SLICE("in")))
        return 0;
    end += is_plural ? 5 : 2;
    if (sign.has_bracket) {
        if (end >= text.size || text.data[end] != ')')
            return 0;
        end++;
    }
    if (sign.takes_letters && is_plural)
        end = skip_letters(text, end);
    return has_more(text, end) ? 0 : end;
}

/* Appends what is before the cut and notes it. */
static fund_status cut(struct slice raw, size_t *from, size_t at, size_t size, bool is_closing,
                       struct buffer *memory, struct gender_cuts *cuts, struct fund_error *error)
{
    fund_status status = buffer_append(memory, slice_part(raw, *from, at), error);
    if (status != FUND_OK)
        return status;
    cuts->items[cuts->count++] = (struct gender_cut){memory->size, size, is_closing};
    *from = at + size;
    return FUND_OK;
}

fund_status gender_plain(struct slice raw, struct buffer *memory, struct gender_cuts *cuts,
                         struct slice *plain, struct fund_error *error)
{
    fund_status status = FUND_OK;
    size_t word = 0, from = 0;
    cuts->count = 0;
    buffer_clear(memory);
    for (size_t at = 0; at < raw.size && status == FUND_OK; at++) {
        struct sign sign = read_sign(slice_part(raw, at, raw.size));
        if (sign.size == 0)
            continue;
        size_t end = cuts->count + 2 <= GENDER_CUTS_MAX ? gender_end(raw, word, at) : 0;
        word = at + 1;
        if (end == 0)
            continue;
        word = at + sign.size;
        status = cut(raw, &from, at, sign.size, false, memory, cuts, error);
        if (sign.has_bracket && status == FUND_OK)
            status = cut(raw, &from, end - 1, 1, true, memory, cuts, error);
        at = word - 1;
    }
    if (cuts->count > 0 && status == FUND_OK)
        status = buffer_append(memory, slice_part(raw, from, raw.size), error);
    if (status == FUND_OK)
        *plain = cuts->count > 0 ? buffer_slice(memory) : raw;
    return status;
}

size_t gender_raw_start(const struct gender_cuts *cuts, size_t plain_start)
{
    size_t raw = plain_start;
    for (size_t i = 0; i < cuts->count && cuts->items[i].at <= plain_start; i++)
        raw += cuts->items[i].size;
    return raw;
}

size_t gender_raw_end(const struct gender_cuts *cuts, size_t plain_end)
{
    size_t raw = plain_end;
    for (size_t i = 0; i < cuts->count; i++) {
        const struct gender_cut *item = &cuts->items[i];
        if (item->at < plain_end || (item->at == plain_end && item->is_closing))
            raw += item->size;
    }
    return raw;
}
