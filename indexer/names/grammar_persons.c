/*
 * Persons whose boundaries or presence the form makes certain: double surnames, coordinated first
 * names, who is addressed or credited.
 */
#include "indexer/names/grammar.h"

#include "indexer/names/persons.h"

/* Tokens of a person's name that two neighbours may make together. */
#define PERSON_MAX 5
/* First names before "und Lotta Kummer". */
#define FIRST_NAMES_MAX 6
/* Tokens of a credit between its mark and the name's end. */
#define CREDIT_MAX 16

#define NO_SURNAME (WORD_NO | WORD_STREET | WORD_ROLE | WORD_ORG | WORD_BODY | WORD_FIRM)

static bool is_free_capital(const struct token *token)
{
    return token_is(token, TOKEN_CAPITAL) &&
           !token_is(token, TOKEN_TAKEN | TOKEN_CAPITALS | TOKEN_INITIAL);
}

/* Whether "©" stands before `at` in its line. */
static bool is_in_credit(const struct tokens *tokens, size_t at)
{
    if (token_is(tokens_at(tokens, at), TOKEN_CREDIT))
        return true;
    for (size_t back = 0; back < CREDIT_MAX && back < at; back++) {
        const struct token *before = tokens_before(tokens, at - back);
        if (before->shape == 0 || tokens_is(tokens, before, "©"))
            return before->shape != 0;
    }
    return false;
}

/* ---- boundaries ----------------------------------------------------------------------------- */

/* "Jan Braun von Stumm (FDP)", "Hayo Freiherr Harms zu Wurth". */
static void add_second_surname(const struct tokens *tokens, struct span *span)
{
    static const char *const particles[] = {"von", "van", "zu", NULL};
    static const char *const nobles[] = {"Freiherr", "Freifrau", "Graf", "Gräfin", "Baron", NULL};
    const struct token *name = tokens_next(tokens, span->end + 1);
    if (span->end - span->first < 2 || !is_free_capital(name) || token_has(name, NO_SURNAME) ||
        !tokens_is_any(tokens, tokens_next(tokens, span->end), particles))
        return;
    bool is_family = name->place == 0 && !token_has(name, WORD_BRAND) &&
                     (token_has(name, WORD_FAMILY) ||
                      tokens_is(tokens, tokens_next(tokens, span->end + 2), "("));
    for (size_t at = span->first; at < span->end && !is_family; at++)
        is_family = tokens_is_any(tokens, tokens_at(tokens, at), nobles);
    if (is_family)
        span->end += 2;
}

/* "© Stadt Lindenbruch, Eva Keller Arndt" with nothing behind it. */
static void add_credited_surname(const struct tokens *tokens, struct span *span)
{
    const struct token *next = tokens_next(tokens, span->end);
    if (span->end - span->first == 2 && is_free_capital(next) && next->place == 0 &&
        !token_has(next, NO_SURNAME | WORD_NOUN) &&
        tokens_next(tokens, span->end + 1)->shape == 0 && is_in_credit(tokens, span->first))
        span->end++;
}

static void mend_person(const struct tokens *tokens, struct span *span)
{
    while (span->end - span->first > 1 &&
           token_has(tokens_at(tokens, span->first), WORD_TITLE | WORD_DEGREE))
        span->first++;
    if (token_has(tokens_next(tokens, span->end), WORD_SUFFIX))
        span->end++;
    const struct token *next = tokens_next(tokens, span->end);
    if (token_is(next, TOKEN_CAPITAL) && !token_is(next, TOKEN_TAKEN | TOKEN_CAPITALS) &&
        token_has(next, WORD_FIRST_NAME | WORD_FAMILY) && !token_has(next, NO_SURNAME) &&
        !token_is(tokens_next(tokens, span->end + 1), TOKEN_CAPITAL))
        span->end++;
    add_second_surname(tokens, span);
    add_credited_surname(tokens, span);
}

/* Whether two persons that touch are two whole names: "Wolfgang Billig Walter Bingham". */
static bool are_two(const struct tokens *tokens, const struct span *left, const struct span *right)
{
    const struct token *first = tokens_at(tokens, right->first);
    return left->end - left->first > 1 && right->end - right->first > 1 &&
           token_has(first, WORD_FIRST_NAME) && !token_has(first, WORD_FAMILY);
}

/* Two persons hardly ever stand side by side without a comma. */
static void join_persons(const struct tokens *tokens, struct spans *persons)
{
    size_t kept = 0;
    for (size_t i = 0; i < persons->count; i++) {
        struct span *last = kept > 0 ? &persons->items[kept - 1] : NULL;
        const struct span *span = &persons->items[i];
        if (last != NULL && span->first <= last->end && span->end - last->first <= PERSON_MAX &&
            !token_is(tokens_at(tokens, span->first), TOKEN_BREAK) && !are_two(tokens, last, span))
            last->end = span->end > last->end ? span->end : last->end;
        else if (last == NULL || span->first >= last->end)
            persons->items[kept++] = *span;
    }
    persons->count = kept;
}

void grammar_mend_persons(const struct tokens *tokens, struct spans *persons)
{
    for (size_t i = 0; i < persons->count; i++) {
        struct span mended = persons->items[i];
        mend_person(tokens, &mended);
        if (spans_is_short(tokens, &mended))
            persons->items[i] = mended;
    }
    join_persons(tokens, persons);
}

static void find_sexes(const struct tokens *tokens, struct spans *persons)
{
    for (size_t i = 0; i < persons->count; i++) {
        struct span *person = &persons->items[i];
        const struct token *token = tokens_at(tokens, person->first);
        if (token_has(token, WORD_FIRST_NAME))
            person->sex = token->classes & (WORD_MALE | WORD_FEMALE);
    }
}

/* ---- persons that the tagger leaves out ----------------------------------------------------- */

static bool is_lone_first_name(const struct token *token)
{
    return is_free_capital(token) && token_has(token, WORD_FIRST_NAME) &&
           !token_has(token, NO_SURNAME) && (token->evidence & EVIDENCE_SURNAME) == 0;
}

/* Whether what stands before a row of first names makes no other name of its first one. */
static bool is_row_start(const struct tokens *tokens, size_t at)
{
    static const char *const pairs[] = {"Ehepaar",     "Ehepaars",     "Eheleute", "Eheleuten",
                                        "Familie",     "Brüder",       "Brüdern",  "Schwestern",
                                        "Geschwister", "Geschwistern", NULL};
    const struct token *before = tokens_before(tokens, at);
    return !token_is(before, TOKEN_CAPITAL) || tokens_is_any(tokens, before, pairs);
}

/* First of the names "Nina", "Liesel, Otto" before "und Lotta Kummer", or the person's own. */
static size_t row_start(const struct tokens *tokens, const struct span *person)
{
    size_t start = person->first;
    if (person->end - start < 2 || !token_has(tokens_at(tokens, start), WORD_FIRST_NAME) ||
        !tokens_is(tokens, tokens_before(tokens, start), "und"))
        return start;
    for (int names = 0; names < FIRST_NAMES_MAX && start >= 2; names++) {
        bool is_row = names == 0 || tokens_is(tokens, tokens_before(tokens, start), ",");
        if (!is_row || !is_lone_first_name(tokens_before(tokens, start - 1)))
            break;
        start -= 2;
    }
    return is_row_start(tokens, start) ? start : person->first;
}

static fund_status add_rows(struct tokens *tokens, struct spans *persons, struct fund_error *error)
{
    size_t count = persons->count;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < count; i++) {
        size_t first = persons->items[i].first;
        size_t start = row_start(tokens, &persons->items[i]);
        for (size_t at = start; at < first && status == FUND_OK; at += 2)
            status = spans_add(persons, tokens, span_of(at, at + 1), error);
    }
    return status;
}

/* The words that title the token at `at`: "Oberbürgermeister Dr." stands for its first. */
static const struct token *address_of(const struct tokens *tokens, size_t at, bool *has_degree)
{
    const struct token *before = tokens_before(tokens, at);
    *has_degree = false;
    while (at > 0 && token_has(before, WORD_DEGREE)) {
        *has_degree = true;
        at--;
        before = tokens_before(tokens, at);
    }
    return before;
}

/* A simple word behind "Bauamtsleiterin" or "Dr." that the rules take for a surname. */
static bool is_titled(const struct tokens *tokens, size_t at, const struct token *address,
                      bool has_degree)
{
    const struct token *token = tokens_at(tokens, at);
    bool is_role = token_has(address, WORD_ROLE) && token_is(address, TOKEN_CAPITAL);
    bool is_institute =
        token_is(address, TOKEN_CAPITAL) && !is_role && !token_has(address, WORD_TITLE);
    if (token->rule != LABEL_PERSON_SINGLE || token_is(address, TOKEN_TAKEN))
        return false;
    if (has_degree)
        return !is_institute;
    return is_role && !tokens->types[token->type].is_compound &&
           !token_is(tokens_next(tokens, at + 1), TOKEN_CAPITAL);
}

/* "Herr Möllmann", "OB Dr. Möllmann", "Bürgermeister Lütchen". */
static bool is_addressed(const struct tokens *tokens, size_t at)
{
    static const char *const addresses[] = {"Herr",
                                            "Herrn",
                                            "Frau",
                                            "OB",
                                            "Oberbürgermeister",
                                            "Oberbürgermeisterin",
                                            "Bürgermeister",
                                            "Bürgermeisterin",
                                            "Landrat",
                                            "Landrätin",
                                            NULL};
    const struct token *token = tokens_at(tokens, at);
    if (!is_free_capital(token) || token_has(token, NO_SURNAME | WORD_PLACE))
        return false;
    bool has_degree;
    const struct token *address = address_of(tokens, at, &has_degree);
    if (!tokens_is_any(tokens, address, addresses))
        return is_titled(tokens, at, address, has_degree);
    bool is_lone = !token_is(tokens_next(tokens, at + 1), TOKEN_CAPITAL);
    return token->rule == LABEL_PERSON_SINGLE || (token_has(token, WORD_NOUN) && is_lone);
}

/* End of a whole name by the rules at `at` that a first name or a role makes certain, or at. */
static size_t whole_end(const struct tokens *tokens, size_t at)
{
    const struct token *token = tokens_at(tokens, at);
    bool has_degree;
    const struct token *address = address_of(tokens, at, &has_degree);
    bool is_sure = has_degree ||
                   (token_has(address, WORD_ROLE | WORD_TITLE) && token_is(address, TOKEN_CAPITAL));
    size_t end = at;
    if (token->rule != LABEL_PERSON || !is_sure)
        return at;
    while (end < tokens->count && tokens->items[end].rule != LABEL_PERSON_END) {
        if (!is_free_capital(&tokens->items[end]))
            return at;
        end++;
    }
    return end < tokens->count && is_free_capital(&tokens->items[end]) ? end + 1 : at;
}

/* "© Stadt Lindenbruch / Möllmann": the end of the surname at `at`, or at. */
static size_t credited_end(const struct tokens *tokens, size_t at)
{
    size_t name = at;
    if (!tokens_is(tokens, tokens_before(tokens, at), "/") || !is_in_credit(tokens, at))
        return at;
    while (token_has(tokens_next(tokens, name), WORD_PARTICLE) ||
           token_is(tokens_next(tokens, name), TOKEN_INITIAL))
        name++;
    const struct token *token = tokens_next(tokens, name);
    bool is_surname =
        is_free_capital(token) && token->place == 0 &&
        !token_has(token, NO_SURNAME | WORD_NOUN | WORD_CITY | WORD_HEAD | WORD_BRAND);
    return is_surname && tokens_next(tokens, name + 1)->shape == 0 ? name + 1 : at;
}

static size_t certain_end(const struct tokens *tokens, size_t at)
{
    if (is_addressed(tokens, at))
        return at + 1;
    size_t end = whole_end(tokens, at);
    return end > at ? end : credited_end(tokens, at);
}

fund_status grammar_add_persons(struct tokens *tokens, struct spans *persons,
                                struct fund_error *error)
{
    fund_status status = add_rows(tokens, persons, error);
    for (size_t at = 0; at < tokens->count && status == FUND_OK; at++) {
        if (token_is(&tokens->items[at], TOKEN_TAKEN))
            continue;
        size_t end = certain_end(tokens, at);
        struct span span = span_of(at, end);
        if (end > at && spans_is_short(tokens, &span))
            status = spans_add(persons, tokens, span, error);
    }
    spans_sort(persons);
    find_sexes(tokens, persons);
    return status;
}
