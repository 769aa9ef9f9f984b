/*
 * Normalising, and the way back from the normalised form to the text, character by character.
 */
#include "query/lib/completion/text.h"

#include "core/base/utf8.h"
#include "core/text/text.h"

/* Most bytes that one character folds to. */
#define FOLDED_MAX 256

bool completion_is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    /* signs of Latin-1, general punctuation to miscellaneous symbols, CJK punctuation, emoji */
    return c >= 0xc0 && c != 0xd7 && c != 0xf7 && !(c >= 0x2000 && c <= 0x2bff) &&
           !(c >= 0x3000 && c <= 0x303f) && !(c >= 0xfe10 && c <= 0xfe6f) && c != 0xfffd &&
           !(c >= 0x1f000 && c <= 0x1faff);
}

/* Leaves the words of the folded text that begins there, in place: they are never longer. */
static void leave_words(struct buffer *out, size_t begin)
{
    struct slice folded = buffer_slice(out);
    size_t size = begin, step = 0;
    for (size_t at = begin; at < folded.size; at += step) {
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

fund_status completion_normalise(struct slice text, struct buffer *out, struct fund_error *error)
{
    size_t begin = out->size;
    fund_status status = text_fold(text, out, error);
    if (status == FUND_OK)
        leave_words(out, begin);
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
