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

#define MIX_FRONT(number, hash) FEATURES_MIX((uint32_t)T_CONTEXT + (number), hash)
#define MIX_EDGE(number)        MIX_FRONT(number, 1u)

static const struct word_type edge = {.lower = 1,
                                      .head = 1,
                                      .look = 1,
                                      .kind = 1,
                                      .mixes = {MIX_EDGE(0), MIX_EDGE(1), MIX_EDGE(2), MIX_EDGE(8),
                                                MIX_EDGE(3), MIX_EDGE(4), MIX_EDGE(5), MIX_EDGE(25),
                                                MIX_EDGE(9), MIX_EDGE(10), MIX_EDGE(11),
                                                MIX_EDGE(23), MIX_EDGE(24), MIX_EDGE(26)}};

static uint32_t front(uint32_t number, uint32_t hash)
{
    return features_mix((uint32_t)T_CONTEXT + number, hash);
}

void features_mix_type(struct word_type *type)
{
    type->mixes[MIX_LOWER_0] = front(0, type->lower);
    type->mixes[MIX_LOWER_1] = front(1, type->lower);
    type->mixes[MIX_LOWER_2] = front(2, type->lower);
    type->mixes[MIX_LOWER_8] = front(8, type->lower);
    type->mixes[MIX_KIND_3] = front(3, type->kind);
    type->mixes[MIX_KIND_4] = front(4, type->kind);
    type->mixes[MIX_KIND_5] = front(5, type->kind);
    type->mixes[MIX_KIND_25] = front(25, type->kind);
    type->mixes[MIX_LOOK_9] = front(9, type->look);
    type->mixes[MIX_LOOK_10] = front(10, type->look);
    type->mixes[MIX_LOOK_11] = front(11, type->look);
    type->mixes[MIX_HEAD_23] = front(23, type->head);
    type->mixes[MIX_HEAD_24] = front(24, type->head);
    type->mixes[MIX_HEAD_26] = front(26, type->head);
}

static bool has_before(const struct tokens *tokens, size_t at)
{
    return at > 0 && !token_is(&tokens->items[at], TOKEN_BREAK);
}

static bool has_after(const struct tokens *tokens, size_t at)
{
    return at + 1 < tokens->count && !token_is(&tokens->items[at + 1], TOKEN_BREAK);
}

/* So that what follows is made twice, with a filter and without. */
#define INLINED static inline __attribute__((always_inline))

/* Where the features of one token go. */
struct sink {
    const uint32_t *filter; /* the model's, or NULL: all are kept */
    uint32_t *keys;
    size_t count;
};

/* A key that its last two hashes begin with by left and end with by right, see FEATURES_SUM. */
INLINED void put_sum(struct sink *sink, uint64_t left, uint64_t right)
{
    uint32_t key = features_mix_sum(left + right);
    key += key == 0;
    sink->keys[sink->count] = key;
    sink->count += sink->filter == NULL ? 1 : sink->filter[model_filter_word(key)] >> key % 32 & 1;
}

INLINED void put(struct sink *sink, uint32_t front, uint32_t hash)
{
    put_sum(sink, FEATURES_LEFT(front), FEATURES_RIGHT(hash));
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

static void put_evidence(struct sink *sink, uint32_t evidence)
{
    if (evidence == 0)
        return;
    for (uint32_t bit = 0; bit < EVIDENCE_COUNT; bit++)
        if (evidence >> bit & 1)
            put(sink, front(40, bit), 0);
    put(sink, front(42, evidence), 0);
}

/* A token with its type and its neighbours'. */
struct view {
    const struct tokens *tokens;
    size_t at;
    const struct token *token;
    const struct word_type *before, *word, *after;
    bool is_first, is_last;
};

INLINED void put_words(struct sink *sink, const struct view *view)
{
    const struct word_type *word = view->word;
    const uint32_t *before = view->before->mixes;
    const uint64_t look = FEATURES_RIGHT(word->look);
    const uint64_t lower_after = FEATURES_RIGHT(view->after->lower);
    const uint64_t kind_after = FEATURES_RIGHT(view->after->kind);
    uint32_t both = features_mix_sum(FEATURES_LEFT(word->kind) + kind_after);
    put_sum(sink, FEATURES_LEFT(before[MIX_LOWER_0]), FEATURES_RIGHT(word->lower));
    put_sum(sink, FEATURES_LEFT(word->mixes[MIX_LOWER_1]), lower_after);
    put_sum(sink, FEATURES_LEFT(before[MIX_LOWER_2]), lower_after);
    put_sum(sink, FEATURES_LEFT(before[MIX_KIND_3]), FEATURES_RIGHT(word->kind));
    put_sum(sink, FEATURES_LEFT(word->mixes[MIX_KIND_4]), kind_after);
    put_sum(sink, FEATURES_LEFT(before[MIX_KIND_5]), FEATURES_RIGHT(both));
    put_sum(sink, FEATURES_LEFT(before[MIX_LOWER_8]), look);
    put_sum(sink, FEATURES_LEFT(word->mixes[MIX_LOOK_9]), lower_after);
    put_sum(sink, FEATURES_LEFT(before[MIX_LOOK_10]), look);
    put_sum(sink, FEATURES_LEFT(word->mixes[MIX_LOOK_11]), FEATURES_RIGHT(view->after->look));
}

static inline bool is_unruled(const struct view *view)
{
    return !view->is_first && !view->is_last &&
           (view->token[-1].rule | view->token->rule | view->token[1].rule) == LABEL_OUTSIDE;
}

INLINED void put_rules(struct sink *sink, const struct view *view)
{
    uint32_t rule = view->token->rule;
    uint32_t rule_before = view->is_first ? NO_RULE : view->token[-1].rule;
    uint32_t rule_after = view->is_last ? NO_RULE : view->token[1].rule;
    put(sink, front(12, rule), 0);
    put(sink, front(13, rule_before), rule);
    put(sink, front(14, rule), rule_after);
    put(sink, front(15, rule), view->word->kind);
}

void features_unruled(const struct word_type *type, uint32_t keys[FEATURES_UNRULED])
{
    const struct token outside[3] = {{.rule = LABEL_OUTSIDE}};
    const struct view view = {.token = &outside[1], .word = type};
    struct sink sink = {NULL, keys, 0};
    put_rules(&sink, &view);
}

INLINED void put_place(struct sink *sink, const struct view *view)
{
    const struct token *token = view->token;
    uint32_t kind = view->word->kind, place = place_of(view->tokens, view->at);
    if (token_is(token, TOKEN_SENTENCE))
        put(sink, front(17, kind), view->after->kind);
    if (token->is_quoted || token->is_bracketed)
        put(sink, front(18, token->is_quoted), features_mix(token->is_bracketed, kind));
    if (place != 0) {
        put(sink, front(19, place), view->before->kind);
        put(sink, front(20, place), view->after->kind);
    }
}

INLINED void put_capital(struct sink *sink, const struct view *view)
{
    const struct word_type *word = view->word;
    uint32_t small = small_before(view->tokens, view->at);
    put(sink, word->mixes[MIX_HEAD_23], view->before->kind);
    put(sink, word->mixes[MIX_HEAD_24], view->after->kind);
    put(sink, front(27, small), word->head);
    put(sink, front(28, small), word->kind);
    put(sink, front(29, small_after(view->tokens, view->at)), word->kind);
    if (view->token->is_quoted)
        put(sink, front(32, word_before_quote(view->tokens, view->at)), word->kind);
    put_evidence(sink, view->token->evidence);
}

INLINED void put_small(struct sink *sink, const struct view *view)
{
    uint32_t behind = features_mix(view->word->lower, view->after->kind);
    put(sink, view->before->mixes[MIX_KIND_25], behind);
    put(sink, view->before->mixes[MIX_HEAD_26], behind);
}

INLINED void view_at(const struct tokens *tokens, size_t at, struct view *view)
{
    bool is_first = !has_before(tokens, at), is_last = !has_after(tokens, at);
    *view = (struct view){tokens,
                          at,
                          &tokens->items[at],
                          is_first ? &edge : tokens_type(tokens, at - 1),
                          tokens_type(tokens, at),
                          is_last ? &edge : tokens_type(tokens, at + 1),
                          is_first,
                          is_last};
}

/* What does not come from the rules. */
INLINED void put_others(struct sink *sink, const struct view *view)
{
    put_place(sink, view);
    if (token_is(view->token, TOKEN_CAPITAL))
        put_capital(sink, view);
    else
        put_small(sink, view);
}

size_t features_of_context(const struct tokens *tokens, size_t at,
                           uint32_t keys[FEATURES_CONTEXT_MAX])
{
    struct sink sink = {NULL, keys, 0};
    struct view view;
    view_at(tokens, at, &view);
    put_words(&sink, &view);
    put_rules(&sink, &view);
    put_others(&sink, &view);
    return sink.count;
}

size_t features_in_model(const struct model *model, const struct tokens *tokens, size_t at,
                         uint32_t keys[FEATURES_CONTEXT_MAX], bool *without_rules)
{
    struct sink sink = {model->header->filter, keys, 0};
    struct view view;
    view_at(tokens, at, &view);
    put_words(&sink, &view);
    *without_rules = is_unruled(&view);
    if (!*without_rules)
        put_rules(&sink, &view);
    put_others(&sink, &view);
    return sink.count;
}
