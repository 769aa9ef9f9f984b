/*
 * Finds the last part of the query as the parser would, and the words in it.
 */
#include "query/lib/completion/typed.h"

#include "core/base/utf8.h"
#include "core/text/text.h"
#include "query/lib/completion/text.h"
#include "query/lib/parse/tokens.h"

#define FOLDED_MAX ((size_t)1 << 20)

#define NAMES      (1u << COMPLETION_PERSON | 1u << COMPLETION_ORGANISATION | 1u << COMPLETION_PLACE)
#define WORDS      (1u << COMPLETION_WORD)
#define TITLES     (1u << COMPLETION_TITLE)

struct scanner {
    struct tokens tokens;
    size_t starts[COMPLETION_WORDS_MAX]; /* of the last plain words, oldest first */
    size_t start_count;
    bool has_field;
};

/* What may stand in a field. */
static unsigned kinds_of(const struct field_name *field)
{
    switch (field->kind) {
    case QUERY_PERSON:
        return 1u << COMPLETION_PERSON;
    case QUERY_ORGANISATION:
        return 1u << COMPLETION_ORGANISATION;
    case QUERY_PLACE:
        return 1u << COMPLETION_PLACE;
    case QUERY_WORDS:
        return field->in_title ? TITLES : WORDS;
    default:
        return 0; /* nothing is known of its values */
    }
}

/* The quote to put at the end of what this one opens. */
static const char *closing_quote(uint32_t open)
{
    switch (open) {
    case '"':
        return "\"";
    case 0xab:
        return "»";
    case 0xbb:
        return "«";
    default:
        return "“";
    }
}

static bool at_end(const struct tokens *tokens)
{
    return tokens->at >= tokens->text.size;
}

/* The character here, and moves behind it; 0 at the end. */
static uint32_t next_character(struct tokens *tokens)
{
    uint32_t c = 0;
    size_t size = utf8_next(slice_part(tokens->text, tokens->at, tokens->text.size), &c);
    tokens->at += size > 0 || at_end(tokens) ? size : 1; /* never in a well-formed text */
    return c;
}

/* Behind an opening quote: moves behind the one that closes; false at the end of the text. */
static bool skip_quoted(struct tokens *tokens, uint32_t open)
{
    while (!at_end(tokens))
        if (tokens_closes(open, next_character(tokens)))
            return true;
    return false;
}

/* Moves behind the name of a field; "Person:" at the cursor may become one. */
static const struct field_name *read_field(struct tokens *tokens)
{
    const struct field_name *field = tokens_field(tokens);
    if (field == NULL)
        return NULL;
    size_t behind = tokens->at + strlen(field->name) + 1;
    if (behind < tokens->text.size && tokens_is_heading(tokens, field))
        return NULL;
    tokens->at = behind;
    return field;
}

/* A plain word begins here; the oldest one is forgotten where there are too many. */
static void add_start(struct scanner *scanner, size_t start)
{
    if (scanner->start_count == COMPLETION_WORDS_MAX) {
        memmove(scanner->starts, scanner->starts + 1,
                (COMPLETION_WORDS_MAX - 1) * sizeof(*scanner->starts));
        scanner->start_count--;
    }
    scanner->starts[scanner->start_count++] = start;
}

/* ---- runs ----------------------------------------------------------------------------------- */

static fund_status normalise(struct slice text, struct arena *arena, struct slice *out,
                             struct fund_error *error)
{
    struct buffer buffer = buffer_init(FOLDED_MAX);
    fund_status status = completion_normalise(text, &buffer, error);
    if (status == FUND_OK) {
        *out = arena_copy(arena, buffer_slice(&buffer));
        if (out->data == NULL)
            status = error_no_memory(error);
    }
    buffer_finish(&buffer);
    return status;
}

/* Looks up the text from value on, which may be empty in a field, and puts what is taken in the place of all from start on. */
static fund_status add_run(struct completion_typed *typed, struct arena *arena, size_t start,
                           size_t value, size_t word_count, struct fund_error *error)
{
    struct completion_run *run = &typed->runs[typed->run_count];
    *run = (struct completion_run){.start = start, .word_count = word_count};
    fund_status status =
        normalise(slice_part(typed->text, value, typed->text.size), arena, &run->prefix, error);
    bool is_empty = run->prefix.size == 0 && (typed->kinds & WORDS) != 0;
    if (status == FUND_OK && !is_empty && run->prefix.size <= COMPLETION_TEXT_MAX)
        typed->run_count++;
    return status;
}

static fund_status read_word(struct completion_typed *typed, struct arena *arena, size_t value,
                             struct fund_error *error)
{
    struct slice text = typed->text;
    size_t start = value;
    for (size_t at = value, size; at < text.size; at += size) {
        uint32_t c = 0;
        size = utf8_next(slice_part(text, at, text.size), &c);
        if (size == 0)
            break;
        /* signs at the front belong to no word: (Haus, „Haus */
        if (tokens_is_space(c) || (start == at && !completion_is_letter(c)))
            start = at + size;
    }
    typed->word_start = start;
    struct buffer folded = buffer_init(FOLDED_MAX);
    fund_status status = text_fold(slice_part(text, start, text.size), &folded, error);
    bool is_fit = folded.size <= COMPLETION_TEXT_MAX;
    for (size_t i = 0; i < folded.size && is_fit; i++)
        is_fit = (unsigned char)folded.data[i] > ' ';
    if (status == FUND_OK && is_fit && folded.size > 0) {
        typed->word = arena_copy(arena, buffer_slice(&folded));
        if (typed->word.data == NULL)
            status = error_no_memory(error);
    }
    buffer_finish(&folded);
    return status;
}

/* Whether a word stands before the last one. */
static bool has_words_before(const struct completion_typed *typed, size_t value)
{
    for (size_t at = value, size; at < typed->word_start; at += size) {
        uint32_t c = 0;
        size = utf8_next(slice_part(typed->text, at, typed->word_start), &c);
        if (size == 0 || completion_is_letter(c))
            return true;
    }
    return false;
}

static size_t count_words(struct slice text)
{
    size_t count = 0;
    bool was_space = true;
    for (size_t i = 0; i < text.size; i++) {
        count += was_space && text.data[i] != ' ';
        was_space = text.data[i] == ' ';
    }
    return count;
}

/* A quoted text or a field's value: all of it together. */
static fund_status read_value(struct completion_typed *typed, struct arena *arena, size_t start,
                              size_t value, struct fund_error *error)
{
    fund_status status = add_run(typed, arena, start, value, 1, error);
    if (status == FUND_OK && typed->run_count > 0)
        typed->runs[0].word_count = count_words(typed->runs[0].prefix);
    return status == FUND_OK ? read_word(typed, arena, value, error) : status;
}

static fund_status read_plain(const struct scanner *scanner, struct completion_typed *typed,
                              struct arena *arena, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < scanner->start_count && status == FUND_OK; i++)
        status = add_run(typed, arena, scanner->starts[i], scanner->starts[i],
                         scanner->start_count - i, error);
    if (status == FUND_OK && scanner->start_count > 0)
        status = read_word(typed, arena, scanner->starts[scanner->start_count - 1], error);
    return status;
}

/* The whole text in front of the runs, where none has all of it. */
static fund_status add_whole(struct completion_typed *typed, struct arena *arena, size_t begin,
                             struct fund_error *error)
{
    size_t count = typed->run_count;
    if (count > 0 && typed->runs[0].start == begin)
        return FUND_OK;
    fund_status status = add_run(typed, arena, begin, begin, 1, error);
    if (status != FUND_OK || typed->run_count == count)
        return status;
    struct completion_run whole = typed->runs[count];
    whole.word_count = count_words(whole.prefix);
    memmove(typed->runs + 1, typed->runs, count * sizeof(*typed->runs));
    typed->runs[0] = whole;
    return FUND_OK;
}

/* Reads one part; *is_last: it goes up to the cursor, and *typed has what is in it. */
static fund_status read_part(struct scanner *scanner, struct completion_typed *typed,
                             struct arena *arena, bool *is_last, struct fund_error *error)
{
    struct tokens *tokens = &scanner->tokens;
    size_t start = tokens->at;
    bool is_excluded = tokens_at_exclusion(tokens);
    tokens->at += is_excluded;
    const struct field_name *field = read_field(tokens);
    scanner->has_field = scanner->has_field || field != NULL;
    struct tokens behind = *tokens;
    uint32_t open = next_character(&behind);
    bool is_quoted = tokens_is_quote(open);
    size_t value = is_quoted ? behind.at : tokens->at;
    if (is_quoted) {
        *tokens = behind;
        *is_last = !skip_quoted(tokens, open);
    } else {
        tokens_skip_chunk(tokens);
        *is_last = at_end(tokens) && (field != NULL || is_excluded);
    }
    if (!is_quoted && field == NULL && !is_excluded) {
        add_start(scanner, start);
        return FUND_OK;
    }
    scanner->start_count = 0;
    if (!*is_last)
        return FUND_OK;
    typed->is_excluded = is_excluded;
    typed->closing = field == NULL && is_quoted ? closing_quote(open) : NULL;
    typed->kinds = field != NULL ? kinds_of(field) : is_excluded ? WORDS : WORDS | NAMES | TITLES;
    fund_status status = read_value(typed, arena, start, value, error);
    if (is_quoted && has_words_before(typed, value))
        typed->word = slice_of(NULL, 0); /* hardly any word goes on with a phrase */
    return status;
}

fund_status completion_typed_read(struct slice text, struct arena *arena,
                                  struct completion_typed *typed, struct fund_error *error)
{
    struct scanner scanner = {.tokens = {.text = text}};
    struct completion_typed read = {.text = text, .kinds = WORDS | NAMES | TITLES};
    bool is_last = false;
    fund_status status = FUND_OK;
    tokens_skip_spaces(&scanner.tokens);
    size_t begin = scanner.tokens.at;
    while (!at_end(&scanner.tokens) && status == FUND_OK && !is_last) {
        status = read_part(&scanner, &read, arena, &is_last, error);
        tokens_skip_spaces(&scanner.tokens);
    }
    if (status == FUND_OK && !is_last)
        status = read_plain(&scanner, &read, arena, error);
    if (status == FUND_OK && !scanner.has_field)
        status = add_whole(&read, arena, begin, error);
    if (status == FUND_OK)
        *typed = read;
    return status;
}
