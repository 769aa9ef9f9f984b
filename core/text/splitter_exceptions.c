/*
 * A user's own splits: words in a hash table, their boundaries as bits. Each kind of wrong line has
 * its own message, for the file is written by hand.
 */
#include "core/text/splitter.h"

#include "core/base/dict.h"
#include "core/base/file.h"
#include "core/base/utf8.h"
#include "core/text/latin.h"

#include <stdlib.h>

/* Bytes of a file's name and of a line that a message has room for. */
#define NAME_SHOWN_MAX 80
#define LINE_SHOWN_MAX 48

struct decision {
    uint64_t boundaries;
    size_t line; /* that said so */
};

struct splitter_exceptions {
    struct dict *words; /* → index into decisions */
    struct decision *decisions;
    size_t count, capacity;
    uint64_t hash; /* the sum of what the words' decisions hash to: their order is no matter */
};

static struct splitter_exceptions *create(struct fund_error *error)
{
    struct splitter_exceptions *exceptions = calloc(1, sizeof(*exceptions));
    if (exceptions == NULL || dict_create(&exceptions->words, NULL) != FUND_OK) {
        free(exceptions);
        error_no_memory(error);
        return NULL;
    }
    return exceptions;
}

void splitter_exceptions_destroy(struct splitter_exceptions *exceptions)
{
    if (exceptions == NULL)
        return;
    dict_destroy(exceptions->words);
    free(exceptions->decisions);
    free(exceptions);
}

static uint64_t hash_decision(struct slice word, uint64_t bits)
{
    uint64_t mixed = (dict_hash(word) ^ bits * 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu;
    return mixed ^ mixed >> 32;
}

static fund_status add(struct splitter_exceptions *exceptions, struct slice word,
                       struct decision decision, struct fund_error *error)
{
    if (exceptions->count == exceptions->capacity) {
        size_t capacity = exceptions->capacity == 0 ? 64 : exceptions->capacity * 2;
        struct decision *grown = realloc(exceptions->decisions, capacity * sizeof(*grown));
        if (grown == NULL)
            return error_no_memory(error);
        exceptions->decisions = grown;
        exceptions->capacity = capacity;
    }
    fund_status status = dict_put(exceptions->words, word, (uint32_t)exceptions->count, error);
    if (status == FUND_OK) {
        exceptions->decisions[exceptions->count++] = decision;
        exceptions->hash += hash_decision(word, decision.boundaries);
    }
    return status;
}

/* ---- one line ------------------------------------------------------------------------------- */

enum fault {
    FAULT_NONE,
    FAULT_NO_SIGN,
    FAULT_NO_WORD,
    FAULT_HYPHEN,
    FAULT_SPACE,
    FAULT_DIGIT,
    FAULT_BAR,
    FAULT_CHARACTER,
    FAULT_LONG,
    FAULT_EMPTY_PART,
    FAULT_SHORT_PART,
    FAULT_OTHER_LETTERS
};

static const char *describe_fault(enum fault fault)
{
    switch (fault) {
    case FAULT_NO_SIGN:
        return "has no '='; write word=par|ts, or word= for one that stays whole";
    case FAULT_NO_WORD:
        return "has nothing before '='; write word=par|ts, or word= for one that stays whole";
    case FAULT_HYPHEN:
        return "has a hyphen; list the parts beside the hyphen by themselves";
    case FAULT_SPACE:
        return "has a space within the word; list each word by itself";
    case FAULT_DIGIT:
        return "has a digit; only words of letters can be listed";
    case FAULT_BAR:
        return "has '|' before '='; the parts stand behind it: word=par|ts";
    case FAULT_CHARACTER:
        return "has a character that is no German letter; only words of letters can be listed";
    case FAULT_LONG:
        return "has a word of more than 64 letters (ä counts as two)";
    case FAULT_EMPTY_PART:
        return "has an empty part; write '|' only between two parts";
    case FAULT_SHORT_PART:
        return "has a part of less than 2 letters; leave it with its neighbour";
    case FAULT_OTHER_LETTERS:
        return "has parts that do not make up the word before '=' letter by letter";
    case FAULT_NONE:
        break;
    }
    return "";
}

static bool fold(struct slice text, struct latin_folded *folded)
{
    struct latin_word word;
    return latin_decode(text, &word) && latin_fold(&word, folded) &&
           folded->size <= SPLITTER_EXCEPTION_MAX;
}

static enum fault judge_character(struct slice character, uint32_t c)
{
    struct latin_folded folded;
    if (fold(character, &folded))
        return FAULT_NONE;
    if (c == '-' || (c >= 0x2010 && c <= 0x2013))
        return FAULT_HYPHEN;
    if (c == ' ' || c == '\t' || c == 0xA0)
        return FAULT_SPACE;
    if (c >= '0' && c <= '9')
        return FAULT_DIGIT;
    return c == '|' ? FAULT_BAR : FAULT_CHARACTER;
}

/* Why a word cannot be folded. */
static enum fault judge_word(struct slice word)
{
    if (word.size == 0)
        return FAULT_NO_WORD;
    while (word.size > 0) {
        uint32_t c = 0;
        size_t size = utf8_next(word, &c);
        enum fault fault = judge_character(slice_part(word, 0, size), c);
        if (fault != FAULT_NONE)
            return fault;
        word = slice_part(word, size, word.size);
    }
    return FAULT_LONG;
}

/* "par|ts" against its word: the bits of the boundaries. */
static enum fault read_parts(struct slice parts, const struct latin_folded *word, uint64_t *bits)
{
    uint64_t found = 0;
    size_t at = 0;
    for (;;) {
        size_t bar = slice_find(parts, SLICE("|"));
        struct latin_folded part;
        if (slice_trim(slice_part(parts, 0, bar)).size == 0)
            return FAULT_EMPTY_PART;
        if (!fold(slice_part(parts, 0, bar), &part) || part.size > word->size - at ||
            memcmp(part.letters, word->letters + at, part.size) != 0)
            return FAULT_OTHER_LETTERS;
        if (part.size < 2)
            return FAULT_SHORT_PART;
        at += part.size;
        if (bar == parts.size)
            break;
        if (at < word->size) /* else the next part is empty or too much */
            found |= (uint64_t)1 << at;
        parts = slice_part(parts, bar + 1, parts.size);
    }
    *bits = found;
    return at == word->size ? FAULT_NONE : FAULT_OTHER_LETTERS;
}

static enum fault read_line(struct slice line, struct latin_folded *word, uint64_t *bits)
{
    size_t sign = slice_find(line, SLICE("="));
    if (sign == line.size)
        return FAULT_NO_SIGN;
    struct slice left = slice_trim(slice_part(line, 0, sign));
    if (!fold(left, word))
        return judge_word(left);
    struct slice parts = slice_trim(slice_part(line, sign + 1, line.size));
    *bits = 0;
    return parts.size > 0 ? read_parts(parts, word, bits) : FAULT_NONE;
}

/* ---- a file --------------------------------------------------------------------------------- */

static fund_status read_decision(struct splitter_exceptions *exceptions, struct slice line,
                                 size_t number, const char *name, struct fund_error *error)
{
    struct latin_folded word;
    struct decision decision = {.line = number};
    enum fault fault = read_line(line, &word, &decision.boundaries);
    if (fault != FAULT_NONE) {
        size_t shown = line.size > LINE_SHOWN_MAX ? utf8_floor(line, LINE_SHOWN_MAX) : line.size;
        return error_set(error, FUND_INVALID_ARGUMENT, "line %zu of '%.*s', '%.*s', %s", number,
                         NAME_SHOWN_MAX, name, (int)shown, line.data, describe_fault(fault));
    }
    uint32_t known = 0;
    if (!dict_get(exceptions->words, latin_slice(&word), &known))
        return add(exceptions, latin_slice(&word), decision, error);
    if (exceptions->decisions[known].boundaries == decision.boundaries)
        return FUND_OK;
    return error_set(error, FUND_INVALID_ARGUMENT,
                     "lines %zu and %zu of '%.*s' contradict each other about '%.*s'; remove one",
                     exceptions->decisions[known].line, number, NAME_SHOWN_MAX, name,
                     (int)word.size, word.letters);
}

static fund_status parse_into(struct splitter_exceptions *exceptions, struct slice text,
                              const char *name, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t number = 1; status == FUND_OK && text.size > 0; number++) {
        size_t end = slice_find(text, SLICE("\n"));
        struct slice line = slice_part(text, 0, end);
        line = slice_trim(slice_part(line, 0, slice_find(line, SLICE("#"))));
        text = slice_part(text, end < text.size ? end + 1 : end, text.size);
        if (line.size > 0)
            status = read_decision(exceptions, line, number, name, error);
    }
    return status;
}

static size_t line_at(struct slice text, size_t offset)
{
    size_t line = 1;
    for (size_t at = 0; at < offset; at++)
        line += text.data[at] == '\n';
    return line;
}

fund_status splitter_exceptions_check_bytes(struct slice text, const char *name,
                                            struct fund_error *error)
{
    size_t valid = utf8_valid_prefix(text);
    size_t nul = slice_find(slice_part(text, 0, valid), slice_of("", 1));
    if (nul < valid)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "line %zu of '%.*s' has a NUL byte; save the file as UTF-8 text",
                         line_at(text, nul), NAME_SHOWN_MAX, name);
    if (valid < text.size)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "line %zu of '%.*s' is not UTF-8; save the file as UTF-8 text",
                         line_at(text, valid), NAME_SHOWN_MAX, name);
    return FUND_OK;
}

fund_status splitter_exceptions_parse(struct slice text, const char *name,
                                      struct splitter_exceptions **out, struct fund_error *error)
{
    fund_status status = splitter_exceptions_check_bytes(text, name, error);
    if (status != FUND_OK)
        return status;
    struct splitter_exceptions *exceptions = create(error);
    if (exceptions == NULL)
        return FUND_NO_MEMORY;
    status = parse_into(exceptions, text, name, error);
    if (status != FUND_OK) {
        splitter_exceptions_destroy(exceptions);
        return status;
    }
    *out = exceptions;
    return FUND_OK;
}

fund_status splitter_exceptions_load(const char *path, struct splitter_exceptions **exceptions,
                                     struct fund_error *error)
{
    struct buffer text = buffer_init(SPLITTER_EXCEPTIONS_SIZE_MAX);
    fund_status status = file_read(path, &text, error);
    if (status == FUND_OK)
        status = splitter_exceptions_parse(buffer_slice(&text), path, exceptions, error);
    buffer_finish(&text);
    return status;
}

bool splitter_exceptions_find(const struct splitter_exceptions *exceptions, struct slice folded,
                              uint64_t *boundaries)
{
    uint32_t index;
    if (!dict_get(exceptions->words, folded, &index))
        return false;
    *boundaries = exceptions->decisions[index].boundaries;
    return true;
}

size_t splitter_exceptions_count(const struct splitter_exceptions *exceptions)
{
    return dict_count(exceptions->words);
}

uint64_t splitter_exceptions_hash(const struct splitter_exceptions *exceptions)
{
    return exceptions->hash;
}
