/*
 * A user's own splits: words in a hash table, their boundaries as bits.
 */
#include "core/text/splitter.h"

#include "core/base/dict.h"
#include "core/base/file.h"
#include "core/text/latin.h"

#include <stdlib.h>

struct splitter_exceptions {
    struct dict *words; /* → index into boundaries */
    uint64_t *boundaries;
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
    free(exceptions->boundaries);
    free(exceptions);
}

static uint64_t hash_decision(struct slice word, uint64_t bits)
{
    uint64_t mixed = (dict_hash(word) ^ bits * 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu;
    return mixed ^ mixed >> 32;
}

static fund_status add(struct splitter_exceptions *exceptions, struct slice word, uint64_t bits,
                       struct fund_error *error)
{
    uint64_t replaced = 0, before = 0;
    if (splitter_exceptions_find(exceptions, word, &before))
        replaced = hash_decision(word, before);
    if (exceptions->count == exceptions->capacity) {
        size_t capacity = exceptions->capacity == 0 ? 64 : exceptions->capacity * 2;
        uint64_t *grown = realloc(exceptions->boundaries, capacity * sizeof(*grown));
        if (grown == NULL)
            return error_no_memory(error);
        exceptions->boundaries = grown;
        exceptions->capacity = capacity;
    }
    fund_status status = dict_put(exceptions->words, word, (uint32_t)exceptions->count, error);
    if (status == FUND_OK) {
        exceptions->boundaries[exceptions->count++] = bits;
        exceptions->hash += hash_decision(word, bits) - replaced;
    }
    return status;
}

static bool fold(struct slice text, struct latin_folded *folded)
{
    struct latin_word word;
    return latin_decode(text, &word) && latin_fold(&word, folded) &&
           folded->size <= SPLITTER_EXCEPTION_MAX;
}

/* "par|ts" against its word: the bits of the boundaries. False where it is not that word's. */
static bool read_parts(struct slice parts, const struct latin_folded *word, uint64_t *bits)
{
    uint64_t found = 0;
    size_t at = 0;
    for (;;) {
        size_t bar = slice_find(parts, SLICE("|"));
        struct latin_folded part;
        if (!fold(slice_part(parts, 0, bar), &part) || part.size < 2 ||
            part.size > word->size - at || memcmp(part.letters, word->letters + at, part.size) != 0)
            return false;
        at += part.size;
        if (bar == parts.size)
            break;
        if (at == word->size)
            return false;
        found |= (uint64_t)1 << at;
        parts = slice_part(parts, bar + 1, parts.size);
    }
    *bits = found;
    return at == word->size;
}

/* NULL, or what is wrong with the line. */
static const char *read_line(struct slice line, struct latin_folded *word, uint64_t *bits)
{
    size_t sign = slice_find(line, SLICE("="));
    if (sign == line.size)
        return "has no '='";
    if (!fold(slice_trim(slice_part(line, 0, sign)), word))
        return "has no word of at most 64 letters before '='";
    struct slice parts = slice_trim(slice_part(line, sign + 1, line.size));
    *bits = 0;
    if (parts.size > 0 && !read_parts(parts, word, bits))
        return "has parts after '=' that do not make up the word";
    return NULL;
}

static fund_status parse_into(struct splitter_exceptions *exceptions, struct slice text,
                              const char *name, struct fund_error *error)
{
    for (size_t number = 1; text.size > 0; number++) {
        size_t end = slice_find(text, SLICE("\n"));
        struct slice line = slice_part(text, 0, end);
        line = slice_trim(slice_part(line, 0, slice_find(line, SLICE("#"))));
        text = slice_part(text, end < text.size ? end + 1 : end, text.size);
        if (line.size == 0)
            continue;
        struct latin_folded word;
        uint64_t bits;
        const char *wrong = read_line(line, &word, &bits);
        if (wrong != NULL)
            return error_set(error, FUND_INVALID_ARGUMENT, "line %zu of '%s' %s", number, name,
                             wrong);
        fund_status status = add(exceptions, latin_slice(&word), bits, error);
        if (status != FUND_OK)
            return status;
    }
    return FUND_OK;
}

fund_status splitter_exceptions_parse(struct slice text, const char *name,
                                      struct splitter_exceptions **out, struct fund_error *error)
{
    struct splitter_exceptions *exceptions = create(error);
    if (exceptions == NULL)
        return FUND_NO_MEMORY;
    fund_status status = parse_into(exceptions, text, name, error);
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
    *boundaries = exceptions->boundaries[index];
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
