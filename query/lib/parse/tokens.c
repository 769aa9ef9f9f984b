/*
 * What begins a token decides: a bracket or a hyphen inside a word is a part of it, so that
 * Bürger(innen), 02592/881-266 and an address stay words.
 */
#include "query/lib/parse/tokens.h"

#include "core/base/utf8.h"

static const struct field_name field_names[] = {
    {"person", QUERY_PERSON, false},
    {"org", QUERY_ORGANISATION, false},
    {"organisation", QUERY_ORGANISATION, false},
    {"organization", QUERY_ORGANISATION, false},
    {"ort", QUERY_PLACE, false},
    {"place", QUERY_PLACE, false},
    {"rolle", QUERY_ROLE, false},
    {"role", QUERY_ROLE, false},
    {"stadt", QUERY_ISSUER, false},
    {"issuer", QUERY_ISSUER, false},
    {"datum", QUERY_PUBLISHED, false},
    {"date", QUERY_PUBLISHED, false},
    {"termin", QUERY_EVENT, false},
    {"event", QUERY_EVENT, false},
    {"titel", QUERY_WORDS, true},
    {"title", QUERY_WORDS, true},
    {"text", QUERY_WORDS, false},
};

static const struct operator_name {
    const char *name;
    enum token_kind kind;
} operator_names[] = {
    {"NICHT", TOKEN_NOT}, {"NOT", TOKEN_NOT}, {"UND", TOKEN_AND},   {"AND", TOKEN_AND},
    {"ODER", TOKEN_OR},   {"OR", TOKEN_OR},   {"NAHE", TOKEN_NEAR}, {"NEAR", TOKEN_NEAR},
};

static struct slice rest(const struct tokens *tokens)
{
    return slice_part(tokens->text, tokens->at, tokens->text.size);
}

static uint32_t character_at(struct slice text, size_t at, size_t *size)
{
    uint32_t code_point = 0;
    *size = utf8_next(slice_part(text, at, text.size), &code_point);
    return code_point;
}

static uint32_t character(const struct tokens *tokens, size_t *size)
{
    return character_at(tokens->text, tokens->at, size);
}

static bool is_at_end(const struct tokens *tokens)
{
    return tokens->at == tokens->text.size;
}

/* ---- characters ----------------------------------------------------------------------------- */

bool tokens_is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
           c == 0x205f || c == 0x3000;
}

bool tokens_is_quote(uint32_t c)
{
    return c == '"' || c == 0xab || c == 0xbb || c == 0x201c || c == 0x201d || c == 0x201e ||
           c == 0x201f;
}

/* ' ‘ ‚ ‹ ›, which may also be an apostrophe. */
static bool is_single_quote(uint32_t c)
{
    return c == '\'' || c == 0x2018 || c == 0x201a || c == 0x2039 || c == 0x203a;
}

/* German, English and French habits: „…“ “…” »…« «…» ”…” ‚…‘ ‘…’ ›…‹ ‹…›. */
bool tokens_closes(uint32_t open, uint32_t c)
{
    switch (open) {
    case '"':
        return c == '"';
    case '\'':
        return c == '\'';
    case 0xab:
        return c == 0xbb;
    case 0xbb:
        return c == 0xab;
    case 0x2039:
        return c == 0x203a;
    case 0x203a:
        return c == 0x2039;
    case 0x2018:
        return c == 0x2019;
    case 0x201a:
        return c == 0x2018 || c == 0x2019 || c == '\'';
    default:
        return c == '"' || c == 0x201c || c == 0x201d;
    }
}

/* A letter, a digit, or anything beyond ASCII that may be a letter. */
static bool is_word_byte(char byte)
{
    unsigned char c = (unsigned char)byte;
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80;
}

/* ---- places --------------------------------------------------------------------------------- */

void tokens_skip_spaces(struct tokens *tokens)
{
    size_t size;
    while (!is_at_end(tokens) && tokens_is_space(character(tokens, &size)))
        tokens->at += size;
}

void tokens_skip_chunk(struct tokens *tokens)
{
    size_t size, inner = 0;
    while (!is_at_end(tokens)) {
        uint32_t c = character(tokens, &size);
        if (tokens_is_space(c) || tokens_is_quote(c) ||
            (c == ')' && inner == 0 && tokens->depth > 0))
            return;
        inner += c == '(';
        inner -= c == ')' && inner > 0;
        tokens->at += size;
    }
}

/* The bit of a single quote in tokens.unclosed. */
static unsigned bit_of(uint32_t quote)
{
    return 1u << (quote % 31);
}

/* Where the single quote here is closed: behind a word and before none. The text's size where it
 * is an apostrophe, or there is one word in it; what is closed nowhere is looked for once. */
static size_t find_single_close(struct tokens *tokens)
{
    struct slice text = tokens->text;
    size_t size, at = tokens->at;
    uint32_t open = character_at(text, at, &size);
    if ((tokens->unclosed & bit_of(open)) != 0)
        return text.size;
    bool is_behind_word = false, has_space = false;
    for (at += size; at < text.size; at += size) {
        uint32_t c = character_at(text, at, &size);
        bool is_before_word = at + size < text.size && is_word_byte(text.data[at + size]);
        if (tokens_closes(open, c) && is_behind_word && !is_before_word)
            return has_space ? at : text.size;
        is_behind_word = !tokens_is_space(c);
        has_space = has_space || tokens_is_space(c);
    }
    tokens->unclosed |= bit_of(open);
    return text.size;
}

bool tokens_at_quote(struct tokens *tokens)
{
    size_t size;
    if (is_at_end(tokens))
        return false;
    uint32_t c = character(tokens, &size);
    return tokens_is_quote(c) ||
           (is_single_quote(c) && find_single_close(tokens) < tokens->text.size);
}

bool tokens_at_gap(const struct tokens *tokens)
{
    size_t size;
    if (is_at_end(tokens))
        return true;
    uint32_t c = character(tokens, &size);
    return tokens_is_space(c) || (c == ')' && tokens->depth > 0);
}

/* ---- tokens --------------------------------------------------------------------------------- */

/* At a quote: the text up to the quote that closes it, or to the end. */
static struct slice read_quoted(struct tokens *tokens)
{
    size_t size;
    uint32_t open = character(tokens, &size);
    size_t single = is_single_quote(open) ? find_single_close(tokens) : 0;
    tokens->at += size;
    size_t start = tokens->at;
    while (!is_at_end(tokens)) {
        size_t end = tokens->at;
        uint32_t c = character(tokens, &size);
        tokens->at += size;
        if (single > 0 ? end == single : tokens_closes(open, c))
            return slice_part(tokens->text, start, end);
    }
    return slice_part(tokens->text, start, tokens->text.size);
}

static bool is_name(struct slice text, const char *name)
{
    size_t size = strlen(name);
    if (text.size <= size || text.data[size] != ':')
        return false;
    for (size_t i = 0; i < size; i++)
        if ((text.data[i] | 0x20) != name[i])
            return false;
    return true;
}

bool tokens_is_heading(const struct tokens *tokens, const struct field_name *field)
{
    struct tokens behind = *tokens;
    behind.at += strlen(field->name) + 1;
    return tokens->text.data[tokens->at] < 'a' && tokens_at_gap(&behind);
}

const struct field_name *tokens_field(const struct tokens *tokens)
{
    for (size_t i = 0; i < sizeof(field_names) / sizeof(*field_names); i++)
        if (is_name(rest(tokens), field_names[i].name))
            return &field_names[i];
    return NULL;
}

bool tokens_at_exclusion(const struct tokens *tokens)
{
    struct slice text = rest(tokens);
    if (text.size < 2 || text.data[0] != '-' || text.data[1] == '-')
        return false;
    struct tokens behind = *tokens;
    behind.at++;
    return !tokens_at_gap(&behind);
}

/* The number of NAHE/5; one too large for what is none. */
static uint32_t read_distance(struct slice digits)
{
    uint32_t number = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9' || number > QUERY_NEAR_MAX)
            return QUERY_NEAR_MAX + 1;
        number = number * 10 + (uint32_t)(digits.data[i] - '0');
    }
    return number > 0 && number <= QUERY_NEAR_MAX ? number : QUERY_NEAR_MAX + 1;
}

bool tokens_is_operator(struct slice word)
{
    for (size_t i = 0; i < sizeof(operator_names) / sizeof(*operator_names); i++)
        if (slice_equal(word, slice_from(operator_names[i].name)))
            return true;
    return false;
}

static bool read_operator(struct token *token)
{
    for (size_t i = 0; i < sizeof(operator_names) / sizeof(*operator_names); i++) {
        const struct operator_name *entry = &operator_names[i];
        struct slice name = slice_from(entry->name);
        if (!slice_starts_with(token->text, name))
            continue;
        struct slice tail = slice_part(token->text, name.size, token->text.size);
        bool has_distance = entry->kind == TOKEN_NEAR && tail.size > 1 && tail.data[0] == '/';
        if (tail.size > 0 && !has_distance)
            continue;
        token->kind = entry->kind;
        token->distance =
            has_distance ? read_distance(slice_part(tail, 1, tail.size)) : QUERY_NEAR_DEFAULT;
        return true;
    }
    return false;
}

/* Letters and digits as folding leaves them, as far as it matters: ä, ö, ü and ß become two. */
static size_t count_letters(struct slice text)
{
    size_t count = 0, size;
    for (size_t at = 0; at < text.size; at += size) {
        uint32_t c = character_at(text, at, &size);
        bool is_double =
            c == 0xe4 || c == 0xf6 || c == 0xfc || c == 0xc4 || c == 0xd6 || c == 0xdc || c == 0xdf;
        count += is_double ? 2 : is_word_byte(text.data[at]);
    }
    return count;
}

bool tokens_can_be_prefix(struct slice word)
{
    return count_letters(word) >= QUERY_PREFIX_MIN;
}

/* Letters, digits and hyphens alone: one word, as far as one sees without the analyser. */
static bool is_one_word(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!is_word_byte(text.data[i]) && text.data[i] != '-')
            return false;
    return text.size > 0 && is_word_byte(text.data[0]) && is_word_byte(text.data[text.size - 1]);
}

static bool is_number(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return true;
}

bool tokens_refuses_star(struct slice word)
{
    return !tokens_can_be_prefix(word) && !is_number(word);
}

/* wort* but not *wort*, which somebody set in bold. */
static void read_star(struct token *token)
{
    struct slice word = token->text;
    while (word.size > 0 && word.data[word.size - 1] == '*')
        word.size--;
    if (word.size == token->text.size || !is_one_word(word) ||
        (!tokens_can_be_prefix(word) && !tokens_refuses_star(word)))
        return;
    token->kind = TOKEN_PREFIX;
    token->text = word;
}

static struct token finish(struct tokens *tokens, struct token token, enum token_kind kind,
                           size_t size)
{
    token.kind = kind;
    tokens->at += size;
    token.end = tokens->at;
    token.text = slice_part(tokens->text, token.start, token.end);
    return token;
}

static struct token read_chunk(struct tokens *tokens, struct token token)
{
    tokens_skip_chunk(tokens);
    token = finish(tokens, token, TOKEN_WORD, 0);
    if (read_operator(&token))
        return token;
    bool is_exact =
        token.text.size > 1 && token.text.data[0] == '=' && is_word_byte(token.text.data[1]);
    if (is_exact) {
        token.kind = TOKEN_EXACT;
        token.text = slice_part(token.text, 1, token.text.size);
    } else {
        read_star(&token);
    }
    return token;
}

/* At = before a quote. */
static bool at_exact_phrase(struct tokens *tokens)
{
    if (tokens->text.data[tokens->at] != '=')
        return false;
    tokens->at++;
    bool is_quote = tokens_at_quote(tokens);
    tokens->at--;
    return is_quote;
}

struct token tokens_next(struct tokens *tokens)
{
    tokens_skip_spaces(tokens);
    struct token token = {.start = tokens->at};
    if (is_at_end(tokens))
        return finish(tokens, token, TOKEN_END, 0);
    if (tokens->at < tokens->literal_end) {
        tokens->at = tokens->literal_end;
        return finish(tokens, token, TOKEN_WORD, 0);
    }
    char first = tokens->text.data[tokens->at];
    const struct field_name *field = tokens_field(tokens);
    if (field != NULL && !tokens_is_heading(tokens, field)) {
        token.field = field;
        return finish(tokens, token, TOKEN_FIELD, strlen(field->name) + 1);
    }
    if (first == '(')
        return finish(tokens, token, TOKEN_OPEN, 1);
    if (first == ')' && tokens->depth > 0)
        return finish(tokens, token, TOKEN_CLOSE, 1);
    if (tokens_at_exclusion(tokens))
        return finish(tokens, token, TOKEN_MINUS, 1);
    bool is_exact = at_exact_phrase(tokens);
    if (!is_exact && !tokens_at_quote(tokens))
        return read_chunk(tokens, token);
    tokens->at += is_exact;
    struct slice inner = read_quoted(tokens);
    token = finish(tokens, token, is_exact ? TOKEN_EXACT : TOKEN_PHRASE, 0);
    token.text = inner;
    token.is_quoted = true;
    return token;
}

void tokens_take_literally(struct tokens *tokens, const struct token *token)
{
    tokens->at = token->start;
    tokens->literal_end = token->end;
}

bool tokens_is_filler(struct slice between)
{
    size_t size;
    for (size_t at = 0; at < between.size; at += size) {
        uint32_t c = character_at(between, at, &size);
        if (tokens_is_space(c) || c == '(' || c == ')')
            continue;
        if (!slice_starts_with(slice_part(between, at, between.size), SLICE("UND")))
            return false;
        size = SLICE("UND").size;
    }
    return true;
}
