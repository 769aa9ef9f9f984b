/*
 * Lone surnames: "Stegemann", "Stegemanns" and "A. Stegemann" where the release has the full name.
 */
#include "indexer/names/persons.h"

#include "core/base/dict.h"

/* Shorter surnames are too likely something else. */
#define SURNAME_MIN 3

/* Words that mean more than a surname need a context without article. */
static bool is_ambiguous(const struct token *token)
{
    return token->place != 0 ||
           token_has(token, WORD_ROLE | WORD_NOUN | WORD_STREET | WORD_ADJECTIVE | WORD_SURNAME);
}

/* How many particles belong to the surname at `at`: "van der Meulen" 2. */
static uint32_t particles_before(const struct tokens *tokens, const struct span *person, size_t at)
{
    uint32_t count = 0;
    while (at > person->first + count &&
           token_has(tokens_at(tokens, at - count - 1), WORD_PARTICLE))
        count++;
    return count;
}

static fund_status collect(const struct tokens *tokens, const struct spans *persons,
                           struct dict *surnames, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < persons->count && status == FUND_OK; i++) {
        size_t at = persons_surname(tokens, &persons->items[i]);
        struct slice name = tokens_text(tokens, tokens_at(tokens, at));
        if (name.size >= SURNAME_MIN)
            status =
                dict_put(surnames, name, particles_before(tokens, &persons->items[i], at), error);
    }
    return status;
}

static bool is_known(const struct dict *surnames, struct slice word, uint32_t *particles)
{
    if (dict_get(surnames, word, particles))
        return true;
    return word.size > SURNAME_MIN && slice_ends_with(word, SLICE("s")) &&
           dict_get(surnames, slice_part(word, 0, word.size - 1), particles);
}

/* First token of the mention whose surname stands at `at`: its particles or initial before it. */
static size_t mention_start(const struct tokens *tokens, size_t at, uint32_t particles)
{
    const struct token *before = tokens_before(tokens, at);
    size_t start = at;
    if (token_is(before, TOKEN_INITIAL) && !token_is(before, TOKEN_TAKEN))
        return at - 1;
    while (at - start < particles && token_has(tokens_before(tokens, start), WORD_PARTICLE) &&
           !token_is(tokens_before(tokens, start), TOKEN_TAKEN))
        start--;
    return at - start == particles ? start : at;
}

/* "Klaus Richter, Richter am Landgericht": the second is no name again. */
static bool is_repeated(const struct tokens *tokens, size_t at)
{
    return tokens_is(tokens, tokens_before(tokens, at), ",") &&
           slice_equal(tokens_text(tokens, tokens_before(tokens, at - 1)),
                       tokens_text(tokens, tokens_at(tokens, at)));
}

/* "Stadt" of Werner Stadt alone, "Dort" at a sentence's front, "Fensel & Sohn", "Hof Brockhoff". */
static bool is_other(const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->items[at], *before = tokens_before(tokens, at);
    const struct token *next = tokens_next(tokens, at + 1);
    bool is_titled = tokens_is(tokens, before, "so") ||
                     (token_has(before, WORD_TITLE | WORD_DEGREE | WORD_ROLE) &&
                      token_is(before, TOKEN_CAPITAL));
    if (is_titled)
        return false;
    return token_has(token, WORD_CITY | WORD_ORG | WORD_BODY) || tokens_is(tokens, next, "&") ||
           tokens_is(tokens, next, "+") || token_has(before, WORD_FIRM) ||
           (token_is(token, TOKEN_SENTENCE) && (token->evidence & EVIDENCE_LOWER) != 0);
}

static bool is_mention(const struct tokens *tokens, const struct dict *surnames, size_t at,
                       uint32_t *particles)
{
    const struct token *token = &tokens->items[at];
    const struct token *next = tokens_next(tokens, at + 1);
    if (!token_is(token, TOKEN_CAPITAL) || token_is(token, TOKEN_TAKEN | TOKEN_CAPITALS) ||
        !is_known(surnames, tokens_text(tokens, token), particles))
        return false;
    if (is_ambiguous(token) && token_is_small(tokens_before(tokens, at), SMALL_NO_SURNAME))
        return false;
    if (is_repeated(tokens, at) || is_other(tokens, at))
        return false;
    return !token_is(next, TOKEN_CAPITAL) || !token_has(next, WORD_STREET | WORD_LEGAL);
}

fund_status persons_propagate(struct tokens *tokens, struct spans *persons,
                              struct fund_error *error)
{
    struct dict *surnames = NULL;
    fund_status status = dict_create(&surnames, error);
    if (status == FUND_OK)
        status = collect(tokens, persons, surnames, error);
    bool has_surnames = status == FUND_OK && dict_count(surnames) > 0;
    for (size_t at = 0; has_surnames && at < tokens->count && status == FUND_OK; at++) {
        uint32_t particles = 0;
        if (!is_mention(tokens, surnames, at, &particles))
            continue;
        struct span person = span_of(mention_start(tokens, at, particles), at + 1);
        if (!spans_is_short(tokens, &person))
            continue;
        status = spans_add(persons, tokens, person, error);
    }
    spans_sort(persons);
    dict_destroy(surnames);
    return status;
}
