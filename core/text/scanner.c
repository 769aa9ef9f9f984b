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

/* Only words with these signs behind them are worth a look. */
static size_t find_address(const struct segments *segments)
{
    const struct segment *word = &segments->ahead;
    char next = byte_at(segments->text, word->end);
    bool is_web = next == ':' || (word->end - word->start > 4 &&
                                  (segments->text.data[word->start] | 0x20) == 'w' &&
                                  segments->text.data[word->start + 3] == '.');
    bool is_mail = next != '\0' && strchr("@.-_+%", next) != NULL;
    return is_web || is_mail ? address_end(segments->text, word->start) : 0;
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
    while (!segments->ahead.is_word) {
        if (!segments_advance(segments))
            return false;
    }
    token->start = segments->ahead.start;
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
