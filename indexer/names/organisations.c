/*
 * Rules for organisations. Each looks at one token and says which span begins, has its head, or
 * ends there.
 */
#include "indexer/names/organisations.h"

#include "indexer/names/letters.h"

/* Tokens before a legal form that can belong to its firm. */
#define FIRM_MAX 8
/* Tokens of a club's name. */
#define CLUB_MAX 6
/* Tokens of a name whose acronym stands in brackets. */
#define EXPANSION_MAX 12

static const char *const indefinite[] = {"ein",   "eine",  "einer",  "einem",   "einen",   "eines",
                                         "jede",  "jeder", "jedes",  "keine",   "mehrere", "viele",
                                         "allen", "alle",  "andere", "anderen", "zwei",    "drei",
                                         "vier",  "Eine",  "Ein",    "unsere",  "Alle",    NULL};

/* ---- single words --------------------------------------------------------------------------- */

/* A listed acronym or name that stands for itself: CDU, AfD, Caritas. */
static bool is_acronym(const struct tokens *tokens, const struct token *token)
{
    if (!token_has(token, WORD_ACRONYM) || token_has(token, WORD_GENITIVE))
        return false;
    struct slice word = tokens_text(tokens, token);
    if (!token_is(token, TOKEN_CAPITAL))
        return slice_find(word, SLICE(".")) < word.size;
    return word.size > 4 || letters_count_capitals(word) > 1;
}

/* A compound that names its owner: DLRG-Ortsgruppe, Anna-Lenfert-Stiftung. */
static bool is_named_compound(const struct tokens *tokens, const struct token *token)
{
    struct slice word = tokens_text(tokens, token);
    size_t hyphen = slice_find(word, SLICE("-"));
    if (hyphen == word.size)
        return false;
    return letters_count_capitals(slice_part(word, 0, hyphen)) > 1 ||
           slice_find(slice_part(word, hyphen + 1, word.size), SLICE("-")) + hyphen + 1 < word.size;
}

/* ---- rules ---------------------------------------------------------------------------------- */

/* "Stadt Karlsruhe", "Große Kreisstadt Elbgrund". */
static bool by_city(const struct tokens *tokens, size_t at, struct span *found)
{
    if (!token_has(tokens_at(tokens, at), WORD_CITY))
        return false;
    uint32_t place = tokens_next(tokens, at + 1)->place;
    if (place == 0)
        return false;
    static const char *const large[] = {"Große", "Großen", "Alte", NULL};
    size_t first = tokens_is_any(tokens, tokens_before(tokens, at), large) ? at - 1 : at;
    *found = span_of(first, at + 1 + place);
    return true;
}

/* "TSV 1861 Wiesenhain e. V." */
static bool by_club(const struct tokens *tokens, size_t at, struct span *found)
{
    if (!token_has(tokens_at(tokens, at), WORD_CLUB))
        return false;
    size_t end = at + 1;
    while (end < at + CLUB_MAX) {
        const struct token *token = tokens_next(tokens, end);
        size_t legal = attachments_legal(tokens, end);
        if (legal > 0) {
            end += legal;
            break;
        }
        bool is_part =
            token_is(token, TOKEN_CAPITAL) && !token_has(token, WORD_NO | WORD_ROLE | WORD_TITLE);
        bool is_year = token_is(token, TOKEN_NUMBER) && token->end - token->start <= 4;
        if (!is_part && !is_year)
            break;
        end += token->place > 1 ? token->place : 1;
    }
    *found = span_of(at, end);
    return end > at + 1 && token_is(tokens_at(tokens, at + 1), TOKEN_CAPITAL | TOKEN_NUMBER);
}

static bool by_head(const struct tokens *tokens, size_t at, struct span *found)
{
    const struct token *head = tokens_at(tokens, at);
    if (!token_has(head, WORD_ORG | WORD_BODY | WORD_FIRM) || token_has(head, WORD_ROLE | WORD_NO))
        return false;
    bool is_named = token_has(head, WORD_ORG | WORD_BODY) && is_named_compound(tokens, head);
    bool is_own = is_named || token_has(head, WORD_ORG);
    size_t end = attachments_after(tokens, at, &is_named);
    size_t first = at;
    if (!token_has(head, WORD_FIRM) || token_has(head, WORD_BODY))
        first = attachments_before(tokens, at, &is_named);
    bool is_some = tokens_is_any(tokens, tokens_before(tokens, first), indefinite);
    *found = span_of(first, end);
    return is_named || (is_own && !is_some);
}

/* "Bündnis 90/Die Grünen", "DIE LINKE". */
static bool by_party(const struct tokens *tokens, size_t at, struct span *found)
{
    static const char *const names[] = {"Grünen", "Grüne", "GRÜNEN", "GRÜNE", NULL};
    static const char *const left[] = {"Linke", "LINKE", "Linken", "PARTEI", NULL};
    static const char *const articles[] = {"Die", "DIE", NULL};
    size_t first = at, end = at + 1;
    if (tokens_is(tokens, tokens_at(tokens, at), "Bündnis") ||
        tokens_is(tokens, tokens_at(tokens, at), "BÜNDNIS")) {
        end += tokens_is(tokens, tokens_next(tokens, end), "90");
        end += tokens_is(tokens, tokens_next(tokens, end), "/");
        end += tokens_is_any(tokens, tokens_next(tokens, end), articles);
        bool is_whole = end > at + 2 && tokens_is_any(tokens, tokens_next(tokens, end), names);
        *found = span_of(first, end + 1);
        return is_whole;
    }
    if (!tokens_is_any(tokens, tokens_at(tokens, at), articles) ||
        !tokens_is_any(tokens, tokens_next(tokens, end), left))
        return false;
    *found = span_of(first, end + 1);
    return true;
}

/* "CDU", "IHK Dresden". */
static bool by_acronym(const struct tokens *tokens, size_t at, struct span *found)
{
    const struct token *token = tokens_at(tokens, at);
    if (!is_acronym(tokens, token))
        return false;
    size_t end = at + 1;
    if (tokens_next(tokens, end)->place > 0 && token_is(token, TOKEN_CAPITALS))
        end += tokens_next(tokens, end)->place;
    *found = span_of(at, end);
    return true;
}

/* Begin of "Verein der Freunde in" before `at`, or at. */
static size_t body_before(const struct tokens *tokens, size_t at)
{
    static const char *const connectors[] = {"in", "der", "des", "für", "zur", "von", "und", NULL};
    for (size_t first = at; first > 0 && at - first < FIRM_MAX; first--) {
        const struct token *before = tokens_before(tokens, first);
        bool is_capital = token_is(before, TOKEN_CAPITAL) && !token_has(before, WORD_NO);
        if (is_capital && token_has(before, WORD_BODY | WORD_ORG))
            return first - 1;
        if (!is_capital && !tokens_is_any(tokens, before, connectors))
            break;
    }
    return at;
}

/* The firm whose legal form stands at `at`. */
static bool by_legal_form(const struct tokens *tokens, size_t at, struct span *found)
{
    size_t size = attachments_legal(tokens, at), first = at;
    if (size == 0)
        return false;
    for (int words = 0; words < FIRM_MAX; words++) {
        const struct token *before = tokens_before(tokens, first);
        bool is_joint = tokens_is(tokens, before, "&") || tokens_is(tokens, before, "+") ||
                        tokens_is(tokens, before, "-") || tokens_is(tokens, before, "und");
        bool is_part = token_is(before, TOKEN_CAPITAL | TOKEN_NUMBER) &&
                       !token_has(before, WORD_ROLE | WORD_TITLE | WORD_DEGREE) &&
                       (!token_has(before, WORD_NO) || before->place > 0);
        if (!is_part && !(is_joint && token_is(tokens_before(tokens, first - 1), TOKEN_CAPITAL)))
            break;
        first--;
    }
    while (first < at && !token_is(tokens_at(tokens, first), TOKEN_CAPITAL))
        first++;
    if (first < at)
        first = body_before(tokens, first);
    *found = span_of(first, at + size);
    return first < at;
}

/* ---- acronyms in brackets ------------------------------------------------------------------- */

/* "International World Games Association (IWGA)": the name before the bracket at `at`. */
static bool by_bracket(const struct tokens *tokens, size_t at, struct span *found)
{
    size_t count = acronyms_in_brackets(tokens, at);
    if (count == 0)
        return false;
    const struct token *acronym = tokens_at(tokens, at + 1);
    size_t longest = at;
    for (size_t first = at; first > 0 && at - first < EXPANSION_MAX; first--) {
        const struct token *before = tokens_before(tokens, first);
        if (!token_is(before, TOKEN_WORD) || token_is(before, TOKEN_TAKEN) ||
            (token_is(before, TOKEN_CAPITAL) && token_has(before, WORD_ROLE)))
            break;
        if (token_is(before, TOKEN_CAPITAL) &&
            acronyms_is_short_for(tokens, acronym, first - 1, at)) {
            longest = first - 1;
            break;
        }
    }
    *found = span_of(longest, at);
    return longest < at;
}

/* ---- the walk ------------------------------------------------------------------------------- */

static bool organisation_at(const struct tokens *tokens, size_t at, struct span *found)
{
    static bool (*const rules[])(const struct tokens *, size_t, struct span *) = {
        by_legal_form, by_party, by_city, by_club, by_head, by_acronym, by_bracket};
    const struct token *token = tokens_at(tokens, at);
    if (!token_is(token, TOKEN_CAPITAL) && !token_has(token, WORD_LEGAL | WORD_ACRONYM) &&
        !tokens_is(tokens, token, "(") && !tokens_is(tokens, token, "e."))
        return false;
    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
        if (rules[i](tokens, at, found))
            return true;
    return false;
}

fund_status organisations_find(struct tokens *tokens, struct spans *organisations,
                               struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t at = 0; at < tokens->count && status == FUND_OK;) {
        struct span found;
        if (token_is(tokens_at(tokens, at), TOKEN_TAKEN) || !organisation_at(tokens, at, &found) ||
            !spans_is_short(tokens, &found)) {
            at++;
            continue;
        }
        spans_drop_from(organisations, tokens, found.first);
        status = spans_add(organisations, tokens, found, error);
        at = found.end;
    }
    return status;
}
