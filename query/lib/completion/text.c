/*
 * Normalising, and the way back from the normalised form to the text, character by character.
 */
#include "query/lib/completion/text.h"

#include "core/base/utf8.h"
#include "core/text/text.h"

/* Most bytes that one character folds to. */
#define FOLDED_MAX 256

const char completion_ascii[0x80] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6',
    ['7'] = '7', ['8'] = '8', ['9'] = '9', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd',
    ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k',
    ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r',
    ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y',
    ['Z'] = 'z', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f',
    ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm',
    ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't',
    ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z',
};

bool completion_is_letter(uint32_t c)
{
    if (c < 0x80)
        return completion_ascii[c] != 0;
    /* signs of Latin-1, general punctuation to miscellaneous symbols, CJK punctuation, emoji */
    return c >= 0xc0 && c != 0xd7 && c != 0xf7 && !(c >= 0x2000 && c <= 0x2bff) &&
           !(c >= 0x3000 && c <= 0x303f) && !(c >= 0xfe10 && c <= 0xfe6f) && c != 0xfffd &&
           !(c >= 0x1f000 && c <= 0x1faff);
}

/* Leaves the words of the folded text from `from` on, in place: they are never longer. */
static void leave_words(struct buffer *out, size_t begin, size_t from)
{
    struct slice folded = buffer_slice(out);
    size_t size = from, step = 0;
    for (size_t at = from; at < folded.size; at += step) {
        uint32_t c = (unsigned char)folded.data[at];
        step = c < 0x80 ? 1 : utf8_next(slice_part(folded, at, folded.size), &c);
        if (step == 0)
            break;
        if (completion_is_letter(c)) {
            memmove(out->data + size, folded.data + at, step);
            size += step;
        } else if (size > begin && out->data[size - 1] != ' ') {
            out->data[size++] = ' ';
        }
    }
    out->size = size;
    if (out->data != NULL)
        out->data[size] = '\0';
}

static bool is_ascii_letter(struct slice text, size_t at)
{
    unsigned char c = (unsigned char)text.data[at];
    return c < 0x80 && completion_ascii[c] != 0;
}

/*
 * Appends the words of ASCII at the front, without the one that another character is in, which may
 * change the letter before it. There is room. Returns where it stopped.
 */
static size_t append_ascii(struct slice text, size_t begin, struct buffer *out)
{
    size_t at = 0, size = out->size, word = 0, size_before = size;
    char *data = out->data;
    for (; at < text.size && (text.data[at] & 0x80) == 0; at++) {
        char letter = completion_ascii[(unsigned char)text.data[at]];
        if (letter != 0) {
            data[size++] = letter;
            continue;
        }
        if (size > begin && data[size - 1] != ' ')
            data[size++] = ' ';
        word = at + 1;
        size_before = size;
    }
    bool is_all = at == text.size;
    out->size = is_all ? size : size_before;
    data[out->size] = '\0';
    return is_all ? at : word;
}

/* Behind the word that begins there and has other characters than ASCII. */
static size_t other_end(struct slice text, size_t at)
{
    while (at < text.size && ((text.data[at] & 0x80) != 0 || is_ascii_letter(text, at)))
        at++;
    return at;
}

fund_status completion_normalise(struct slice text, struct buffer *out, struct fund_error *error)
{
    size_t begin = out->size;
    fund_status status = FUND_OK;
    for (size_t at = 0, end; at < text.size && status == FUND_OK; at = end) {
        status = buffer_reserve(out, text.size - at, error);
        if (status != FUND_OK)
            break;
        end = at + append_ascii(slice_part(text, at, text.size), begin, out);
        if (end == text.size)
            break;
        size_t word = end, size_before = out->size;
        end = other_end(text, word);
        status = text_fold(slice_part(text, word, end), out, error);
        if (status == FUND_OK)
            leave_words(out, begin, size_before);
    }
    return status;
}

/* Bytes that one character adds to what was normalised so far; ends in a space: is_behind. */
static size_t normalised_size(struct slice folded, bool is_word, bool *is_behind)
{
    size_t size = 0;
    if (is_word)
        return folded.size;
    for (size_t at = 0, step; at < folded.size; at += step) {
        uint32_t c = 0;
        step = utf8_next(slice_part(folded, at, folded.size), &c);
        if (step == 0)
            break;
        if (completion_is_letter(c)) {
            size += step;
            *is_behind = false;
        } else if (!*is_behind) {
            size++;
            *is_behind = true;
        }
    }
    return size;
}

fund_status completion_match(struct slice text, bool is_word, size_t offset, size_t size,
                             size_t *start, size_t *end, struct fund_error *error)
{
    struct buffer folded = buffer_init(FOLDED_MAX);
    size_t done = 0, first = text.size, last = text.size;
    bool is_behind = true; /* a sign at the front gives no space */
    fund_status status = FUND_OK;
    for (size_t at = 0, step; at < text.size && done < offset + size; at += step) {
        step = utf8_next(slice_part(text, at, text.size), NULL);
        if (step == 0)
            break;
        buffer_clear(&folded);
        status = text_fold(slice_part(text, at, at + step), &folded, error);
        if (status != FUND_OK)
            break;
        size_t added = normalised_size(buffer_slice(&folded), is_word, &is_behind);
        if (added > 0 && done + added > offset && first == text.size)
            first = at;
        done += added;
        if (added > 0)
            last = at + step;
    }
    buffer_finish(&folded);
    if (status != FUND_OK)
        return status;
    *start = first < last ? first : 0;
    *end = first < last ? last : 0;
    return FUND_OK;
}
