/*
 * A light scanner: words keep inner hyphens and apostrophes, abbreviations keep their full stop.
 */
#include "indexer/names/tokens.h"

#include "core/base/dict.h"
#include "core/base/utf8.h"
#include "indexer/names/letters.h"

#include <stdlib.h>

#define FIRST_CAPACITY 256
/* Tokens whose words are on their way while others are read. */
#define WAITING 8

struct scanner {
    struct tokens *tokens;
    struct types *types;
    struct slice text;
    size_t at, end;   /* within the field */
    uint32_t pending; /* shape bits of the next token: TOKEN_BREAK, TOKEN_SENTENCE, TOKEN_CREDIT */
    enum schema_field field;
    uint64_t hashes[WAITING]; /* of the last tokens' words, a ring */
};

/* Words that keep a full stop behind them and do not end a sentence. */
static const char *const abbreviations[] = {
    "Dr",  "Prof",   "St",   "Dipl",       "Ing",      "Dipl.-Ing", "Dr.-Ing",   "med",
    "rer", "nat",    "phil", "jur",        "geb",      "jun",       "sen",       "jr",
    "Fa",  "Co",     "Inc",  "Ltd",        "Nr",       "Str",       "Tel",       "Abs",
    "bzw", "ca",     "evtl", "ggf",        "inkl",     "max",       "min",       "Mio",
    "Mrd", "usw",    "vgl",  "Ev",         "ev",       "kath",      "Kath",      "Luth",
    "Hl",  "hl",     "Sr",   "Pfr",        "Mag",      "Hon",       "Dipl.-Kfm", "Gebr",
    "Bgm", "stellv", "ehem", "Univ.-Prof", "Ev.-Luth", "ev.-luth",  NULL};

static uint32_t peek_wide(const struct scanner *scanner, size_t at, size_t *size)
{
    uint32_t code_point = 0;
    size_t found = utf8_next(slice_part(scanner->text, at, scanner->end), &code_point);
    *size = found != 0 ? found : 1;
    return found != 0 ? code_point : 0;
}

static inline uint32_t peek(const struct scanner *scanner, size_t at, size_t *size)
{
    unsigned char byte = at < scanner->end ? (unsigned char)scanner->text.data[at] : 0;
    *size = 1;
    return byte < 0x80 ? byte : peek_wide(scanner, at, size);
}

static bool is_word_character(uint32_t code_point)
{
    return letters_is_letter(code_point) || letters_is_digit(code_point);
}

static bool is_space(uint32_t code_point)
{
    return code_point == ' ' || code_point == '\t' || code_point == 0xA0 || code_point == 0x202F ||
           code_point == 0x2009;
}

static bool may_join(uint32_t joint)
{
    return joint > ' ' && joint != ',';
}

/* Whether the word goes on behind the joining character at `at`, whose size is given. */
static bool joins(const struct scanner *scanner, size_t word, size_t at, uint32_t joint,
                  size_t joint_size)
{
    if (!may_join(joint))
        return false;
    size_t next_size, third_size;
    uint32_t next = peek(scanner, at + joint_size, &next_size);
    uint32_t third = peek(scanner, at + joint_size + next_size, &third_size);
    switch (joint) {
    case '-':
    case 0x2010:
    case 0x2011:
        return is_word_character(next);
    case '\'':
    case 0x2019:
        return letters_is_letter(next);
    case '.':
        if (next == '-')
            return letters_is_letter(third);
        if (!letters_is_letter(next))
            return false;
        return !letters_is_capital(next) || letters_is_capital(third) || at - word <= 2;
    case '*':
    case ':':
    case '_':
        return next == 'i' && third == 'n';
    default:
        return false;
    }
}

static size_t word_end(const struct scanner *scanner, size_t start)
{
    const char *text = scanner->text.data;
    size_t at = start;
    while (at < scanner->end) {
        while (at < scanner->end && (unsigned char)((text[at] | 0x20) - 'a') < 26)
            at++;
        size_t size;
        uint32_t code_point = peek(scanner, at, &size);
        if (!is_word_character(code_point) && !joins(scanner, start, at, code_point, size))
            break;
        at += size;
    }
    return at;
}

static bool is_listed(struct slice word, const char *const *list)
{
    for (; *list != NULL && word.size > 0; list++)
        if ((*list)[0] == word.data[0] && slice_equal(word, slice_from(*list)))
            return true;
    return false;
}

/* Whether the full stop behind this word belongs to it. */
static bool is_abbreviation(const struct scanner *scanner, size_t start, size_t end)
{
    struct slice word = slice_part(scanner->text, start, end);
    size_t size;
    uint32_t first = peek(scanner, start, &size);
    if (!letters_is_letter(first))
        return false;
    if (size == word.size) /* one letter: A. Stegemann, e. V. */
        return true;
    char joint = word.data[word.size - 2]; /* e.V. z.B. Hans-J. */
    return (word.size >= 3 && (joint == '.' || joint == '-')) || is_listed(word, abbreviations);
}

static bool ends_sentence(uint32_t code_point)
{
    return code_point == '.' || code_point == '!' || code_point == '?' || code_point == ':' ||
           code_point == 0x2022;
}

/* What is known of the word of a token, into it. */
static fund_status know(struct scanner *scanner, size_t at, struct fund_error *error)
{
    struct token *token = &scanner->tokens->items[at];
    fund_status status = types_get(scanner->types, tokens_text(scanner->tokens, token),
                                   scanner->hashes[at % WAITING], &token->type, error);
    if (status != FUND_OK)
        return status;
    const struct word_type *type = types_at(scanner->types, token->type);
    token->shape |= type->shape;
    token->classes = type->classes;
    token->small = type->small;
    return FUND_OK;
}

/* The words of those that still wait. */
static fund_status know_rest(struct scanner *scanner, struct fund_error *error)
{
    size_t count = scanner->tokens->count;
    fund_status status = FUND_OK;
    for (size_t at = count > WAITING ? count - WAITING : 0; status == FUND_OK && at < count; at++)
        status = know(scanner, at, error);
    return status;
}

/* The token's word is sent for, and looked at some tokens later. */
static fund_status add(struct scanner *scanner, size_t start, size_t end, struct fund_error *error)
{
    struct tokens *tokens = scanner->tokens;
    size_t at = tokens->count;
    if (at == tokens->capacity) {
        size_t capacity = tokens->capacity != 0 ? tokens->capacity * 2 : FIRST_CAPACITY;
        struct token *items = realloc(tokens->items, capacity * sizeof(*items));
        if (items == NULL)
            return error_no_memory(error);
        tokens->items = items;
        tokens->capacity = capacity;
    }
    fund_status status = at >= WAITING ? know(scanner, at - WAITING, error) : FUND_OK;
    if (status != FUND_OK)
        return status;
    if (at >= WAITING / 2)
        types_fetch_word(scanner->types, scanner->hashes[(at - WAITING / 2) % WAITING]);
    struct token *token = &tokens->items[at];
    *token = (struct token){.start = (uint32_t)start,
                            .end = (uint32_t)end,
                            .shape = scanner->pending,
                            .field = (uint8_t)scanner->field};
    if (at > 0 && tokens->items[at - 1].end == start)
        token->shape |= TOKEN_TIGHT;
    uint64_t hash = dict_key_hash(tokens_text(tokens, token));
    types_fetch(scanner->types, hash);
    scanner->hashes[at % WAITING] = hash;
    tokens->count++;
    scanner->pending &= TOKEN_CREDIT;
    return FUND_OK;
}

/* Reads one token, space or line end. */
static fund_status step(struct scanner *scanner, struct fund_error *error)
{
    size_t size, start = scanner->at;
    uint32_t code_point = peek(scanner, start, &size);
    scanner->at = start + size;
    if (code_point == '\n' || code_point == '\r') {
        scanner->pending |= TOKEN_BREAK | TOKEN_SENTENCE;
        return FUND_OK;
    }
    if (is_space(code_point))
        return FUND_OK;
    if (is_word_character(code_point)) {
        size_t end = word_end(scanner, start), next_size;
        if (peek(scanner, end, &next_size) == '.' && is_abbreviation(scanner, start, end))
            end++;
        scanner->at = end;
        return add(scanner, start, end, error);
    }
    uint32_t kept = scanner->pending & TOKEN_SENTENCE; /* an opening quote does not begin it */
    fund_status status = add(scanner, start, start + size, error);
    scanner->pending |= kept;
    if (ends_sentence(code_point))
        scanner->pending |= TOKEN_SENTENCE;
    return status;
}

static fund_status scan_field(struct scanner *scanner, struct range range, struct fund_error *error)
{
    fund_status status = FUND_OK;
    scanner->at = range.start;
    scanner->end = range.end;
    scanner->pending = TOKEN_BREAK | TOKEN_SENTENCE;
    if (scanner->field == SCHEMA_FIELD_MEDIA_CREDIT)
        scanner->pending |= TOKEN_CREDIT;
    while (status == FUND_OK && scanner->at < scanner->end)
        status = step(scanner, error);
    return status;
}

fund_status tokens_scan(const struct release *release, struct types *types, struct tokens *out,
                        struct fund_error *error)
{
    struct tokens tokens = {.text = release->text};
    struct scanner scanner = {.tokens = &tokens, .types = types, .text = release->text};
    size_t state = 0;
    struct range range;
    fund_status status = types_begin(types, error);
    while (status == FUND_OK && release_next_field(release, &state, &scanner.field, &range))
        status = scan_field(&scanner, range, error);
    if (status == FUND_OK)
        status = know_rest(&scanner, error);
    if (status != FUND_OK) {
        tokens_finish(&tokens);
        return status;
    }
    tokens.types = types_all(types, &tokens.type_count);
    *out = tokens;
    return FUND_OK;
}

void tokens_finish(struct tokens *tokens)
{
    free(tokens->items);
    *tokens = (struct tokens){.items = NULL};
}

const struct token tokens_none;

struct range tokens_range(const struct tokens *tokens, size_t first, size_t end)
{
    return (struct range){tokens_at(tokens, first)->start, tokens_at(tokens, end - 1)->end};
}

bool tokens_is_any(const struct tokens *tokens, const struct token *token, const char *const *texts)
{
    return is_listed(tokens_text(tokens, token), texts);
}
