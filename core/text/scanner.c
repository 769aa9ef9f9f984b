/*
 * What belongs together although ICU has several words.
 */
#include "core/text/scanner.h"

#include "core/text/address.h"
#include "core/text/ellipsis.h"
#include "core/text/gender.h"
#include "core/text/word.h"

static bool is_hyphen_ahead(const struct segments *segments)
{
    const struct segment *ahead = &segments->ahead;
    return word_is_hyphen(slice_part(segments->text, ahead->start, ahead->end));
}

static char byte_at(struct slice text, size_t at)
{
    return at < text.size ? text.data[at] : '\0';
}

/* Takes every segment that begins before an offset; returns where the last one ends. */
static size_t take_until(struct segments *segments, size_t until)
{
    size_t end = segments->ahead.start;
    while (segments->ahead.start < until) {
        end = segments->ahead.end;
        if (!segments_advance(segments))
            break;
    }
    return end;
}

static bool is_web(struct slice word)
{
    return word.size > 4 && (word.data[0] | 0x20) == 'w' && word.data[3] == '.';
}

/* What nearly all words have behind them: neither address nor form goes on there. */
static bool ends_word(struct slice text, size_t end)
{
    switch (byte_at(text, end)) {
    case ' ':
    case '\n':
    case ',':
        return true;
    case '.':
        return byte_at(text, end + 1) == ' ' || byte_at(text, end + 1) == '\n';
    default:
        return false;
    }
}

/* Only words with these signs behind them are worth a look. */
static size_t find_address(const struct segments *segments)
{
    const struct segment *word = &segments->ahead;
    switch (byte_at(segments->text, word->end)) {
    case ':':
    case '@':
    case '.':
    case '-':
    case '_':
    case '+':
    case '%':
        return address_end(segments->text, word->start);
    default:
        return is_web(slice_part(segments->text, word->start, word->end))
                   ? address_end(segments->text, word->start)
                   : 0;
    }
}

/* Where a gender form ends whose front is the word taken last, or 0. */
static size_t find_gender_form(const struct segments *segments, const struct segment *word)
{
    return gender_end(segments->text, word->start, word->end);
}

/* Whether a dialling code was taken and "/" and a number are ahead; then "/" is taken too. */
static bool goes_on_with_number(struct segments *segments, const struct segment *word)
{
    struct slice text = segments->text;
    char next = byte_at(text, word->end + 1);
    return byte_at(text, word->end) == '/' && next >= '0' && next <= '9' &&
           address_is_dialling_code(slice_part(text, word->start, word->end)) &&
           segments_advance(segments);
}

/* "Haupt-und Realschule" lacks a space: Haupt-und is no word. */
static bool is_word_glued(const struct segments *segments)
{
    return ellipsis_is_glued(slice_part(segments->text, segments->ahead.end, segments->text.size));
}

static bool goes_on_with_hyphen(struct segments *segments)
{
    return is_hyphen_ahead(segments) && !is_word_glued(segments) && segments_advance(segments) &&
           segments->ahead.is_word;
}

bool scanner_next(struct segments *segments, struct scan_token *token)
{
    if (!segments_find_word(segments))
        return false;
    token->start = segments->ahead.start;
    token->end = segments->ahead.end;
    if (ends_word(segments->text, token->end) &&
        !is_web(slice_part(segments->text, token->start, token->end))) {
        segments->ahead = (struct segment){token->end, token->end, false};
        return true;
    }
    size_t address = find_address(segments);
    if (address > 0) {
        token->end = take_until(segments, address);
        return true;
    }
    bool goes_on = true;
    while (goes_on) {
        struct segment word = segments->ahead;
        token->end = word.end;
        segments_advance(segments);
        size_t gender = find_gender_form(segments, &word);
        if (gender > 0)
            token->end = take_until(segments, gender);
        goes_on = goes_on_with_number(segments, &word) || goes_on_with_hyphen(segments);
    }
    return true;
}
