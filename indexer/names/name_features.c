/*
 * The templates of all features. A number names each; it must never stand for two.
 */
#include "indexer/names/name_features.h"

#include "core/base/utf8.h"
#include "indexer/names/letters.h"

#define AFFIX_MAX 4
#define SHAPE_MAX 24
/* Capitalised words that are stepped over to the next small one. */
#define CAPITALS_MAX 4
#define LENGTH_MAX   15
#define QUOTED_MAX   8
/* In place of the label of a token that is not there. */
#define NO_RULE 15u

enum template {
    T_WORD = 1,
    T_LOWER,
    T_STEM,
    T_FIRST_PART,
    T_LAST_PART,
    T_PARTS,
    T_SHAPE,
    T_SHORT_SHAPE,
    T_LENGTH,
    T_RANK,
    T_CLASS,
    T_LOOK,
    T_KIND,
    T_HYPHEN_FRONT,
    T_HYPHEN_END,
    T_HYPHEN_SUFFIX,
    T_SUFFIX_SHAPE,
    T_PREFIX = 32, /* + bytes */
    T_SUFFIX = 48,
    T_CONTEXT = 64 /* those of a token in its context */
};

uint32_t features_hash(struct slice bytes)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < bytes.size; i++)
        hash = (hash ^ (unsigned char)bytes.data[i]) * 16777619u;
    return hash;
}

/* ---- of a word ------------------------------------------------------------------------------ */

static void add(struct atoms *atoms, enum template template, uint32_t value, uint8_t reach)
{
    if (atoms->count == FEATURES_ATOMS_MAX)
        return;
    atoms->keys[atoms->count] = features_mix((uint32_t) template, value);
    atoms->reach[atoms->count] = reach;
    atoms->count++;
}

/* Bytes of the first characters of the word. */
static size_t prefix_size(struct slice word, int characters)
{
    size_t at = 0;
    for (int i = 0; i < characters && at < word.size; i++) {
        at++;
        while (at < word.size && !letters_is_border(word.data[at]))
            at++;
    }
    return at;
}

static size_t suffix_start(struct slice word, int characters)
{
    size_t at = word.size;
    for (int i = 0; i < characters && at > 0; i++) {
        at--;
        while (at > 0 && !letters_is_border(word.data[at]))
            at--;
    }
    return at;
}

static uint32_t suffix(struct slice word, int characters)
{
    return features_hash(slice_part(word, suffix_start(word, characters), word.size));
}

static char shape_letter(struct slice word, size_t at, size_t *size)
{
    uint32_t c = (unsigned char)word.data[at];
    *size = c < 0x80 ? 1 : utf8_next(slice_part(word, at, word.size), &c);
    *size = *size != 0 ? *size : 1;
    if (letters_is_digit(c))
        return '9';
    if (!letters_is_letter(c))
        return c < 0x80 ? (char)c : '"';
    return letters_is_capital(c) ? 'X' : 'x';
}

/* "Xx" for Stadt, "X-Xx" for A-Linie; runs are one letter, or two for capitals. */
static uint32_t shape_hash(struct slice word, bool is_short)
{
    char shape[SHAPE_MAX];
    size_t count = 0, run = 0, size;
    for (size_t at = 0; at < word.size && count < SHAPE_MAX; at += size) {
        char letter = shape_letter(word, at, &size);
        run = count > 0 && shape[count - 1] == letter ? run + 1 : 0;
        size_t kept = letter == 'x' || is_short ? 1 : 2;
        if (run < kept)
            shape[count++] = letter;
    }
    return features_hash(slice_of(shape, count));
}

static void add_hyphens(const struct word_facts *facts, struct atoms *atoms)
{
    struct slice word = facts->lower;
    size_t last = word.size;
    for (size_t i = 1; i + 1 < word.size; i++)
        if (word.data[i] == '-')
            last = i;
    if (last == word.size)
        return;
    struct slice end = slice_part(word, last + 1, word.size);
    add(atoms, T_HYPHEN_FRONT, features_hash(slice_part(word, 0, last)), 0);
    add(atoms, T_HYPHEN_END, features_hash(end), 0);
    add(atoms, T_HYPHEN_SUFFIX, suffix(end, 3), 0);
}

static void add_affixes(const struct word_facts *facts, struct atoms *atoms)
{
    struct slice lower = facts->lower;
    for (int size = 2; size <= AFFIX_MAX; size++) {
        struct slice prefix = slice_part(lower, 0, prefix_size(lower, size));
        add(atoms, (enum template)(T_PREFIX + size), features_hash(prefix), 0);
        add(atoms, (enum template)(T_SUFFIX + size), suffix(lower, size), size == 3 ? 1 : 0);
    }
    add(atoms, (enum template)(T_SUFFIX + 5), suffix(lower, 5), 0);
    add(atoms, T_SUFFIX_SHAPE, features_mix(suffix(lower, 3), facts->short_shape), 0);
}

static uint32_t look_of(const struct word_facts *facts)
{
    uint32_t bits = facts->classes & ~(uint32_t)(WORD_MALE | WORD_FEMALE | WORD_MASCULINE |
                                                 WORD_FEMININE | WORD_NEUTER | WORD_PLACE_START);
    return features_mix(features_mix(bits, facts->short_shape), facts->rank == 0);
}

/* The first that a word has decides what kind it is. */
static const uint32_t kinds[] = {
    WORD_LEGAL, WORD_TITLE,  WORD_DEGREE,  WORD_FIRST_NAME, WORD_ROLE,    WORD_CITY,
    WORD_CLUB,  WORD_FIRM,   WORD_ORG,     WORD_BODY,       WORD_ACRONYM, WORD_ADJECTIVE,
    WORD_PLACE, WORD_STREET, WORD_SURNAME, WORD_BRAND,      WORD_FAMILY,  WORD_HEAD,
    WORD_NO,    WORD_NOUN,   WORD_PREFIX,  WORD_SUFFIX,
};

/* Small words are their own kind: their number is small. */
#define SMALL_WORD_MAX 5

static uint32_t kind_of(const struct word_facts *facts)
{
    if (!(facts->shape & TOKEN_CAPITAL)) {
        if (facts->shape & TOKEN_NUMBER)
            return features_mix(1, (uint32_t)facts->word.size);
        if (facts->word.size <= SMALL_WORD_MAX)
            return features_mix(2, features_hash(facts->word));
        return features_mix(3, facts->classes & (WORD_ROLE | WORD_ADJECTIVE));
    }
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (facts->classes & kinds[i])
            return features_mix(4, (uint32_t)i);
    if (facts->shape & (TOKEN_CAPITALS | TOKEN_INITIAL))
        return features_mix(5, facts->shape & TOKEN_INITIAL);
    if (letters_count_capitals(facts->word) > 1)
        return features_mix(6, 0);
    return features_mix(7, facts->rank != 0 || facts->part_count > 1);
}

void features_finish_facts(struct word_facts *facts)
{
    facts->short_shape = shape_hash(facts->word, true);
    facts->look = look_of(facts);
    facts->kind = kind_of(facts);
}

void features_of_word(const struct word_facts *facts, struct atoms *atoms)
{
    atoms->count = 0;
    add(atoms, T_LOWER, features_hash(facts->lower), 2);
    add(atoms, T_SHAPE, shape_hash(facts->word, false), 1);
    add(atoms, T_SHORT_SHAPE, facts->short_shape, 2);
    add(atoms, T_KIND, facts->kind, 2);
    if (!(facts->shape & TOKEN_WORD))
        return;
    add(atoms, T_LOOK, facts->look, 1);
    for (uint32_t bit = 0; bit < 32; bit++)
        if (facts->classes >> bit & 1)
            add(atoms, T_CLASS, bit, 2);
    if (!(facts->shape & TOKEN_CAPITAL)) {
        add(atoms, (enum template)(T_SUFFIX + 3), suffix(facts->lower, 3), 1);
        return;
    }
    add(atoms, T_WORD, features_hash(facts->word), 0);
    add(atoms, T_STEM, features_hash(facts->stem), 1);
    add(atoms, T_RANK, facts->rank, 1);
    struct slice head = facts->part_count > 1 ? facts->last_part : facts->stem;
    add(atoms, T_LAST_PART, features_hash(head), 1);
    add(atoms, T_PARTS, (uint32_t)facts->part_count, 0);
    if (facts->part_count > 1)
        add(atoms, T_FIRST_PART, features_hash(facts->first_part), 0);
    uint32_t length = facts->word.size < LENGTH_MAX ? (uint32_t)facts->word.size : LENGTH_MAX;
    add(atoms, T_LENGTH, length, 0);
    add_affixes(facts, atoms);
    add_hyphens(facts, atoms);
}

/* ---- of a token in its context -------------------------------------------------------------- */

static const struct word_type edge = {.lower = 1, .head = 1, .look = 1, .kind = 1};

static bool has_before(const struct tokens *tokens, size_t at)
{
    return at > 0 && !token_is(&tokens->items[at], TOKEN_BREAK);
}

static bool has_after(const struct tokens *tokens, size_t at)
{
    return at + 1 < tokens->count && !token_is(&tokens->items[at + 1], TOKEN_BREAK);
}

static uint32_t pair(enum template template, uint32_t a, uint32_t b)
{
    uint32_t key = features_mix(features_mix((uint32_t) template + T_CONTEXT, a), b);
    return key != 0 ? key : 1;
}

static uint32_t triple(enum template template, uint32_t a, uint32_t b, uint32_t c)
{
    return pair(template, a, features_mix(b, c));
}

/* The next word that is not capitalised, and how many are stepped over. */
static uint32_t small_before(const struct tokens *tokens, size_t at)
{
    uint32_t steps = 1;
    for (; steps <= CAPITALS_MAX && has_before(tokens, at) &&
           token_is(&tokens->items[at - 1], TOKEN_CAPITAL);
         at--)
        steps++;
    return features_mix((has_before(tokens, at) ? tokens_type(tokens, at - 1) : &edge)->lower,
                        steps);
}

static uint32_t small_after(const struct tokens *tokens, size_t at)
{
    uint32_t steps = 1;
    for (; steps <= CAPITALS_MAX && has_after(tokens, at) &&
           token_is(&tokens->items[at + 1], TOKEN_CAPITAL);
         at++)
        steps++;
    return features_mix((has_after(tokens, at) ? tokens_type(tokens, at + 1) : &edge)->lower,
                        steps);
}

/* The last part of the word before the quotation marks that the token stands in. */
static uint32_t word_before_quote(const struct tokens *tokens, size_t at)
{
    for (int back = 1; back <= QUOTED_MAX && has_before(tokens, at); back++, at--)
        if (!tokens->items[at - 1].is_quoted)
            return tokens_type(tokens, at - 1)->head;
    return 0;
}

static uint32_t place_of(const struct tokens *tokens, size_t at)
{
    uint32_t place = tokens->items[at].place;
    if (place > 0)
        return place > 1 ? 2 : 1;
    for (size_t back = 1; back <= 4 && back <= at; back++)
        if (tokens->items[at - back].place > back)
            return 3;
    return 0;
}

static size_t add_evidence(const struct tokens *tokens, size_t at, uint32_t *keys)
{
    uint32_t evidence = tokens->items[at].evidence;
    size_t count = 0;
    for (uint32_t bit = 0; bit < EVIDENCE_COUNT; bit++)
        if (evidence >> bit & 1)
            keys[count++] = pair(40, bit, 0);
    if (evidence != 0)
        keys[count++] = pair(42, evidence, 0);
    return count;
}

size_t features_of_context(const struct tokens *tokens, size_t at,
                           uint32_t keys[FEATURES_CONTEXT_MAX])
{
    const struct token *token = &tokens->items[at];
    bool is_first = !has_before(tokens, at), is_last = !has_after(tokens, at);
    const struct word_type *before = is_first ? &edge : tokens_type(tokens, at - 1);
    const struct word_type *word = tokens_type(tokens, at);
    const struct word_type *after = is_last ? &edge : tokens_type(tokens, at + 1);
    uint32_t rule = token->rule;
    uint32_t rule_before = is_first ? NO_RULE : token[-1].rule;
    uint32_t rule_after = is_last ? NO_RULE : token[1].rule;
    size_t count = 0;
    keys[count++] = pair(0, before->lower, word->lower);
    keys[count++] = pair(1, word->lower, after->lower);
    keys[count++] = pair(2, before->lower, after->lower);
    keys[count++] = pair(3, before->kind, word->kind);
    keys[count++] = pair(4, word->kind, after->kind);
    keys[count++] = triple(5, before->kind, word->kind, after->kind);
    keys[count++] = pair(8, before->lower, word->look);
    keys[count++] = pair(9, word->look, after->lower);
    keys[count++] = pair(10, before->look, word->look);
    keys[count++] = pair(11, word->look, after->look);
    keys[count++] = pair(12, rule, 0);
    keys[count++] = pair(13, rule_before, rule);
    keys[count++] = pair(14, rule, rule_after);
    keys[count++] = pair(15, rule, word->kind);
    if (token_is(token, TOKEN_SENTENCE))
        keys[count++] = pair(17, word->kind, after->kind);
    if (token->is_quoted || token->is_bracketed)
        keys[count++] = triple(18, token->is_quoted, token->is_bracketed, word->kind);
    uint32_t place = place_of(tokens, at);
    if (place != 0) {
        keys[count++] = pair(19, place, before->kind);
        keys[count++] = pair(20, place, after->kind);
    }
    if (token_is(token, TOKEN_CAPITAL)) {
        uint32_t small = small_before(tokens, at);
        keys[count++] = pair(23, word->head, before->kind);
        keys[count++] = pair(24, word->head, after->kind);
        keys[count++] = pair(27, small, word->head);
        keys[count++] = pair(28, small, word->kind);
        keys[count++] = pair(29, small_after(tokens, at), word->kind);
        if (token->is_quoted)
            keys[count++] = pair(32, word_before_quote(tokens, at), word->kind);
        count += add_evidence(tokens, at, keys + count);
    } else {
        keys[count++] = triple(25, before->kind, word->lower, after->kind);
        keys[count++] = triple(26, before->head, word->lower, after->kind);
    }
    return count;
}
