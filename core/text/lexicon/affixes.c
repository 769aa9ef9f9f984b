/*
 * Reading and applying hunspell's affix rules.
 */
#include "core/text/lexicon/affixes.h"

#include "core/base/file.h"

#include <stdlib.h>

#define FILE_SIZE_MAX ((size_t)4 << 20)
#define RULES_MAX     ((size_t)1 << 16)
#define FIELDS        5

bool affixes_decode(const struct affixes *affixes, struct slice bytes, struct latin_word *word)
{
    return affixes->is_utf8 ? latin_decode(bytes, word) : latin_copy(bytes, word);
}

/* Cuts a line at white space into at most FIELDS fields and returns their number. */
static size_t cut_fields(struct slice line, struct slice fields[static FIELDS])
{
    size_t count = 0;
    while (count < FIELDS) {
        line = slice_trim(line);
        if (line.size == 0)
            break;
        size_t end = 0;
        while (end < line.size && line.data[end] != ' ' && line.data[end] != '\t')
            end++;
        fields[count++] = slice_part(line, 0, end);
        line = slice_part(line, end, line.size);
    }
    return count;
}

/* A field of a rule; "0" stands for nothing. */
static bool read_part(const struct affixes *affixes, struct slice field, size_t max, uint8_t *part,
                      uint8_t *size)
{
    struct latin_word word = {.size = 0};
    if (!slice_equal(field, SLICE("0")) && !affixes_decode(affixes, field, &word))
        return false;
    if (word.size > max)
        return false;
    memcpy(part, word.letters, word.size);
    *size = (uint8_t)word.size;
    return true;
}

static bool read_rule(const struct affixes *affixes, struct slice line, struct affix_rule *rule)
{
    struct slice fields[FIELDS];
    if (cut_fields(line, fields) != FIELDS || fields[1].size != 1)
        return false;
    rule->is_prefix = slice_equal(fields[0], SLICE("PFX"));
    if (!rule->is_prefix && !slice_equal(fields[0], SLICE("SFX")))
        return false;
    rule->flag = (uint8_t)fields[1].data[0];
    if (slice_find(fields[3], SLICE("/")) < fields[3].size ||
        slice_find(fields[3], SLICE("-")) < fields[3].size)
        return false;
    return read_part(affixes, fields[2], AFFIXES_PART_MAX, rule->strip, &rule->strip_size) &&
           read_part(affixes, fields[3], AFFIXES_PART_MAX, rule->append, &rule->append_size) &&
           read_part(affixes, fields[4], AFFIXES_CONDITION_MAX, rule->condition,
                     &rule->condition_size);
}

static fund_status add_rule(struct affixes *affixes, const struct affix_rule *rule,
                            struct fund_error *error)
{
    if (affixes->count == affixes->capacity) {
        size_t capacity = affixes->capacity == 0 ? 256 : affixes->capacity * 2;
        if (capacity > RULES_MAX)
            return error_set(error, FUND_LIMIT, "more than %zu affix rules", RULES_MAX);
        struct affix_rule *rules = realloc(affixes->rules, capacity * sizeof(*rules));
        if (rules == NULL)
            return error_no_memory(error);
        affixes->rules = rules;
        affixes->capacity = capacity;
    }
    affixes->rules[affixes->count++] = *rule;
    return FUND_OK;
}

static fund_status parse(struct slice text, struct affixes *affixes, struct fund_error *error)
{
    fund_status status = FUND_OK;
    while (text.size > 0 && status == FUND_OK) {
        size_t end = slice_find(text, SLICE("\n"));
        struct slice line = slice_part(text, 0, end);
        text = slice_part(text, end < text.size ? end + 1 : end, text.size);
        if (slice_starts_with(line, SLICE("SET ")))
            affixes->is_utf8 = slice_find(line, SLICE("UTF-8")) < line.size;
        struct affix_rule rule;
        if (read_rule(affixes, line, &rule))
            status = add_rule(affixes, &rule, error);
    }
    return status;
}

fund_status affixes_load(const char *path, struct affixes *out, struct fund_error *error)
{
    struct affixes affixes = {.rules = NULL};
    struct buffer text = buffer_init(FILE_SIZE_MAX);
    fund_status status = file_read(path, &text, error);
    if (status == FUND_OK)
        status = parse(buffer_slice(&text), &affixes, error);
    if (status == FUND_OK && affixes.count == 0)
        status = error_set(error, FUND_CORRUPT, "'%s' holds no affix rules", path);
    buffer_finish(&text);
    if (status != FUND_OK)
        affixes_finish(&affixes);
    else
        *out = affixes;
    return status;
}

void affixes_finish(struct affixes *affixes)
{
    free(affixes->rules);
    *affixes = (struct affixes){.rules = NULL};
}

/* The bytes of the condition's element at the front: one letter or a set in brackets. */
static size_t element_size(const uint8_t *condition, size_t size)
{
    if (condition[0] != '[')
        return 1;
    size_t end = 1;
    while (end < size && condition[end] != ']')
        end++;
    return end < size ? end + 1 : size;
}

static bool element_fits(const uint8_t *element, size_t size, uint8_t letter)
{
    if (element[0] == '.')
        return true;
    if (element[0] != '[')
        return element[0] == letter;
    bool is_negated = size > 1 && element[1] == '^';
    for (size_t i = is_negated ? 2 : 1; i + 1 < size; i++) {
        if (element[i] == letter)
            return !is_negated;
    }
    return is_negated;
}

static bool condition_fits(const struct affix_rule *rule, const struct latin_word *word)
{
    size_t elements = 0;
    for (size_t at = 0; at < rule->condition_size; elements++)
        at += element_size(rule->condition + at, rule->condition_size - at);
    if (elements > word->size)
        return false;
    const uint8_t *letter = rule->is_prefix ? word->letters : word->letters + word->size - elements;
    for (size_t at = 0; at < rule->condition_size; letter++) {
        size_t size = element_size(rule->condition + at, rule->condition_size - at);
        if (!element_fits(rule->condition + at, size, *letter))
            return false;
        at += size;
    }
    return true;
}

bool affixes_apply(const struct affix_rule *rule, const struct latin_word *word,
                   struct latin_word *inflected)
{
    if (rule->strip_size >= word->size || !condition_fits(rule, word))
        return false;
    size_t kept = word->size - rule->strip_size;
    if (kept + rule->append_size > LATIN_WORD_MAX)
        return false;
    const uint8_t *stripped = rule->is_prefix ? word->letters : word->letters + kept;
    if (memcmp(stripped, rule->strip, rule->strip_size) != 0)
        return false;
    if (rule->is_prefix) {
        memcpy(inflected->letters, rule->append, rule->append_size);
        memcpy(inflected->letters + rule->append_size, word->letters + rule->strip_size, kept);
        inflected->letters[rule->append_size] = latin_lower(inflected->letters[rule->append_size]);
    } else {
        memcpy(inflected->letters, word->letters, kept);
        memcpy(inflected->letters + kept, rule->append, rule->append_size);
    }
    inflected->size = kept + rule->append_size;
    return true;
}
