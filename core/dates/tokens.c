/*
 * Words without a meaning for dates, and what stands between them, become one token: most of a
 * text is such.
 */
#include "core/dates/tokens.h"

#include "core/base/utf8.h"

/* Years that four digits can mean in running text; what is typed may go to the calendar's end. */
#define YEAR_FIRST 1000
#define YEAR_LAST  2999

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_plain_letter(char byte)
{
    return (unsigned char)((byte | 0x20) - 'a') < 26;
}

/* Letters and their marks: ASCII's, and all beyond but the blocks of punctuation and symbols. */
static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return is_plain_letter((char)c) || c == '_';
    return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF);
}

static struct slice rest(const struct tokens *tokens, size_t at)
{
    return slice_part(tokens->text, at < tokens->text.size ? at : tokens->text.size,
                      tokens->text.size);
}

/* Bytes of the letter at `at`, or 0. */
static size_t letter_size(const struct tokens *tokens, size_t at)
{
    uint32_t c = at < tokens->text.size ? (unsigned char)tokens->text.data[at] : 0;
    size_t size = c < 0x80 ? 1 : utf8_next(rest(tokens, at), &c);
    return size > 0 && is_letter(c) ? size : 0;
}

/* Bytes of the white space at `at` that does not end a line, or 0. */
static size_t space_size(const struct tokens *tokens, size_t at)
{
    uint32_t c = at < tokens->text.size ? (unsigned char)tokens->text.data[at] : 0;
    size_t size = c < 0x80 ? 1 : utf8_next(rest(tokens, at), &c);
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x2009 || c == 0x202F ? size : 0;
}

static size_t word_end(const struct tokens *tokens, size_t at)
{
    const char *text = tokens->text.data;
    const size_t end = tokens->text.size;
    for (;;) {
        while (at < end && is_plain_letter(text[at]))
            at++;
        bool is_sign = at == end || ((unsigned char)text[at] < 0x80 && text[at] != '_');
        size_t size = is_sign ? 0 : letter_size(tokens, at);
        if (size == 0)
            return at;
        at += size;
    }
}

/* ---- numbers -------------------------------------------------------------------------------- */

/* Letters before a number make it part of a name, but for "Juli2017" and "KW36". */
static bool follows_letter(const struct tokens *tokens, size_t at)
{
    const struct token *last = tokens->count > 0 ? &tokens->items[tokens->count - 1] : NULL;
    bool is_named = last != NULL && (last->kind == WORDS_MONTH || last->kind == WORDS_WEEK_NUMBER);
    if (is_named && last->end == at)
        return false;
    return at > 0 && letter_size(tokens, utf8_floor(tokens->text, at - 1)) > 0;
}

/* Bytes of the ending of "80er", "1980ern" at `at`, or 0. */
static size_t decade_ending(const struct tokens *tokens, size_t at)
{
    struct slice ending = slice_part(tokens->text, at, word_end(tokens, at));
    bool is_ending = slice_equal(ending, SLICE("er")) || slice_equal(ending, SLICE("ern"));
    return is_ending ? ending.size : 0;
}

static struct token read_number(const struct tokens *tokens, size_t at)
{
    struct token token = {.start = at, .kind = TOKENS_NUMBER};
    size_t end = at;
    while (end < tokens->text.size && is_digit(tokens->text.data[end])) {
        if (end - at < 4)
            token.value = token.value * 10 + (tokens->text.data[end] - '0');
        end++;
    }
    token.end = end;
    token.digits = end - at <= 4 ? (int)(end - at) : 0;
    int last_year = tokens->is_typed ? 9999 : YEAR_LAST;
    size_t ending = token.digits == 2 || token.digits == 4 ? decade_ending(tokens, end) : 0;
    if (ending > 0 && !follows_letter(tokens, at) && token.value % 10 == 0) {
        token.kind = WORDS_DECADE;
        token.end += ending;
    } else if (follows_letter(tokens, at) || letter_size(tokens, end) > 0)
        token.digits = 0;
    else if (token.digits == 1 || token.digits == 2)
        token.kind = TOKENS_SMALL;
    else if (token.digits == 4 && token.value >= YEAR_FIRST && token.value <= last_year)
        token.kind = TOKENS_YEAR;
    return token;
}

/* ---- words ---------------------------------------------------------------------------------- */

static bool has_capital(struct slice word)
{
    unsigned char first = (unsigned char)word.data[0];
    return (first >= 'A' && first <= 'Z') ||
           (first == 0xC3 && word.size > 1 && (unsigned char)word.data[1] < 0xA0);
}

/*
 * "Mai-Kundgebung" is one word, "Mai-Juni" two: goes on behind hyphens while what is joined is not
 * of the word's own kind.
 */
static size_t compound_end(const struct tokens *tokens, size_t end, enum words_kind kind)
{
    while (end + 1 < tokens->text.size && tokens->text.data[end] == '-' &&
           letter_size(tokens, end + 1) > 0) {
        size_t next = word_end(tokens, end + 1);
        struct words_meaning joined =
            words_find(slice_part(tokens->text, end + 1, next), tokens->is_typed);
        bool is_span = joined.kind == kind && kind != WORDS_OTHER;
        if (is_span)
            break;
        kind = WORDS_OTHER;
        end = next;
    }
    return end;
}

static struct token read_word(const struct tokens *tokens, size_t at)
{
    struct token token = {.start = at, .kind = WORDS_OTHER};
    struct words_meaning meaning = {.kind = WORDS_OTHER};
    token.has_capital = has_capital(rest(tokens, at));
    size_t phrase = words_find_phrase(rest(tokens, at), tokens->is_typed, &meaning);
    token.end = at + phrase;
    if (phrase == 0 || letter_size(tokens, token.end) > 0) {
        token.end = word_end(tokens, at);
        meaning = words_find(slice_part(tokens->text, at, token.end), tokens->is_typed);
        size_t end = compound_end(tokens, token.end, meaning.kind);
        if (end > token.end)
            meaning.kind = WORDS_OTHER;
        token.end = end;
    }
    bool has_dot = token.end < tokens->text.size && tokens->text.data[token.end] == '.';
    if (meaning.takes_dot && has_dot)
        token.end++;
    else if (meaning.takes_dot && meaning.kind == WORDS_MONTH && !tokens->is_typed &&
             token.end - at < 4)
        meaning.kind = WORDS_OTHER; /* "Jan" is a name */
    bool is_behind_digit = at > 0 && is_digit(tokens->text.data[at - 1]);
    token.kind = is_behind_digit ? (char)WORDS_OTHER : (char)meaning.kind;
    token.value = meaning.value;
    token.has_daytime = meaning.has_daytime;
    return token;
}

/* ---- signs ---------------------------------------------------------------------------------- */

static char sign_of(uint32_t c)
{
    switch (c) {
    case '.':
    case ',':
    case '/':
    case '(':
        return (char)c;
    case '&':
        return WORDS_AND;
    case '-':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
        return '-';
    case '\'':
    case 0x2018:
    case 0x2019:
        return '\'';
    default:
        return TOKENS_OTHER;
    }
}

static struct token read_sign(const struct tokens *tokens, size_t at)
{
    uint32_t c = 0;
    size_t size = utf8_next(rest(tokens, at), &c);
    return (struct token){.start = at,
                          .end = at + (size > 0 ? size : 1),
                          .kind = size > 0 ? sign_of(c) : TOKENS_OTHER};
}

/* ---- the window ----------------------------------------------------------------------------- */

static struct token read_token(const struct tokens *tokens, size_t at)
{
    if (is_plain_letter(tokens->text.data[at]))
        return read_word(tokens, at);
    if (is_digit(tokens->text.data[at]))
        return read_number(tokens, at);
    return letter_size(tokens, at) > 0 ? read_word(tokens, at) : read_sign(tokens, at);
}

static size_t skip_spaces(const struct tokens *tokens, size_t at)
{
    while (at < tokens->text.size && !is_plain_letter(tokens->text.data[at])) {
        size_t size = space_size(tokens, at);
        if (size == 0)
            break;
        at += size;
    }
    return at;
}

static void fill(struct tokens *tokens)
{
    while (tokens->count < TOKENS_WINDOW) {
        size_t at = skip_spaces(tokens, tokens->at);
        if (at >= tokens->text.size)
            return;
        struct token token = read_token(tokens, at);
        token.is_glued = at == tokens->at && at > 0;
        tokens->at = token.end;
        struct token *last = tokens->count > 0 ? &tokens->items[tokens->count - 1] : NULL;
        if (token.kind == TOKENS_OTHER && last != NULL && last->kind == TOKENS_OTHER)
            last->end = token.end;
        else
            tokens->items[tokens->count++] = token;
    }
}

void tokens_init(struct tokens *tokens, struct slice text, bool is_typed)
{
    tokens->text = text;
    tokens->at = 0;
    tokens->is_typed = is_typed;
    tokens->count = 0;
    fill(tokens);
}

size_t tokens_slide(struct tokens *tokens, size_t at)
{
    if (tokens->count < TOKENS_WINDOW || at + TOKENS_AHEAD < tokens->count || at <= TOKENS_BEHIND)
        return at;
    size_t dropped = at - TOKENS_BEHIND;
    memmove(tokens->items, tokens->items + dropped,
            (tokens->count - dropped) * sizeof(tokens->items[0]));
    tokens->count -= dropped;
    fill(tokens);
    return TOKENS_BEHIND;
}
