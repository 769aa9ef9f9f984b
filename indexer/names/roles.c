/*
 * Titles and roles beside a person's name: "Erster Bürgermeister Dr. X", "X, Leiter der SiKo
 * Ruhr,", "X (Leiter Ordnungsamt)", "X vom Ordnungsamt". The wording is the text's own.
 */
#include "indexer/names/persons.h"

/* Tokens of the longest role. */
#define ROLE_MAX 16
/* Words between a comma and the role's noun: "der neue stellvertretende". */
#define LEAD_MAX 4

static const char *const adjectives[] = {"Erster",
                                         "Erste",
                                         "Ersten",
                                         "Zweiter",
                                         "Zweite",
                                         "Zweiten",
                                         "Dritter",
                                         "Dritte",
                                         "Technischer",
                                         "Technische",
                                         "Technischen",
                                         "stellvertretender",
                                         "stellvertretende",
                                         "stellvertretenden",
                                         "Stellvertretender",
                                         "Stellvertretende",
                                         "ehemaliger",
                                         "ehemalige",
                                         "ehemaligen",
                                         "Ehemaliger",
                                         "Ehemalige",
                                         "früherer",
                                         "frühere",
                                         "früheren",
                                         "kaufmännischer",
                                         "kaufmännische",
                                         "Kaufmännischer",
                                         "Kaufmännische",
                                         "ärztlicher",
                                         "Ärztlicher",
                                         "Ärztliche",
                                         "scheidender",
                                         "scheidende",
                                         "kommissarischer",
                                         "kommissarische",
                                         "Kommissarischer",
                                         "Kommissarische",
                                         "Leitender",
                                         "Leitende",
                                         "leitender",
                                         "leitende",
                                         "amtierender",
                                         "amtierende",
                                         "Parlamentarische",
                                         "Parlamentarischer",
                                         "technischer",
                                         "technische",
                                         "erster",
                                         "erste",
                                         "zweite",
                                         "zweiter",
                                         "gewählte",
                                         "gewählter",
                                         "künstlerischer",
                                         "künstlerische",
                                         "Künstlerischer",
                                         "Künstlerische",
                                         "wissenschaftlicher",
                                         "wissenschaftliche",
                                         "Wissenschaftlicher",
                                         "Wissenschaftliche",
                                         "pädagogische",
                                         "pädagogischer",
                                         "städtischer",
                                         "städtische",
                                         "städtischen",
                                         "neuer",
                                         "neue",
                                         NULL};
static const char *const connectors[] = {"der", "des", "die",  "von", "vom", "für", "im", "in",
                                         "am",  "an",  "beim", "bei", "und", "zur", "zu", "aus",
                                         "den", "&",   "dem",  "a.",  "D.",  "i.",  "R.", NULL};
static const char *const articles[] = {"der",  "die",   "das",  "den",   "dem", "des",  "ein",
                                       "eine", "einer", "sein", "seine", "ihr", "ihre", NULL};
static const char *const accusatives[] = {"die", "den", "dem", NULL};
static const char *const places_in_picture[] = {"von", "v", "v.",    "links", "rechts", "l.", "r.",
                                                "l",   "r", "Mitte", "vorne", "hinten", NULL};

static bool is_role(const struct token *token)
{
    return token_is(token, TOKEN_CAPITAL) && token_has(token, WORD_ROLE);
}

static bool is_office(const struct token *token)
{
    return token_is(token, TOKEN_CAPITAL) && token_has(token, WORD_ORG | WORD_BODY);
}

static bool is_connector(const struct tokens *tokens, const struct token *token)
{
    return tokens_is_any(tokens, token, connectors);
}

/* Index of the first token of the adjectives before `at`. */
static size_t with_adjectives(const struct tokens *tokens, size_t at)
{
    while (tokens_is_any(tokens, tokens_before(tokens, at), adjectives))
        at--;
    return at;
}

/* ---- before the name ------------------------------------------------------------------------ */

/* Begin of a phrase such as "Leiter des Ordnungsamtes" that ends before `end`, or end. */
static size_t phrase_before(const struct tokens *tokens, size_t end)
{
    size_t at = end;
    bool has_connector = false;
    for (int count = 0; count < ROLE_MAX / 2; count++) {
        const struct token *token = tokens_before(tokens, at);
        if (is_role(token))
            return has_connector ? at - 1 : end;
        has_connector = tokens_is_any(tokens, token, connectors);
        bool is_part = token_is(token, TOKEN_CAPITAL) && !token_has(token, WORD_TITLE);
        if (!has_connector && !is_part)
            return end;
        at--;
    }
    return end;
}

/* a. D., i. R.: their first token before `at`, or at. */
static size_t without_retirement(const struct tokens *tokens, size_t at)
{
    const struct token *last = tokens_before(tokens, at);
    bool is_retired = at >= 2 && (tokens_is(tokens, last, "D.") || tokens_is(tokens, last, "R."));
    return is_retired && tokens_before(tokens, at - 1)->shape != 0 ? at - 2 : at;
}

static void find_before(const struct tokens *tokens, struct span *person)
{
    size_t at = person->first;
    while (token_has(tokens_before(tokens, at), WORD_DEGREE) &&
           !tokens_is(tokens, tokens_before(tokens, at), "D."))
        at--;
    if (at < person->first)
        person->title = tokens_range(tokens, at, person->first);
    const struct token *before = tokens_before(tokens, at);
    if (token_has(before, WORD_TITLE)) {
        if (tokens_is(tokens, before, "Frau"))
            person->sex = WORD_FEMALE;
        else if (tokens_is(tokens, before, "Herr") || tokens_is(tokens, before, "Herrn"))
            person->sex = WORD_MALE;
        at--;
    }
    if (tokens_is(tokens, tokens_before(tokens, at), ":"))
        at--;
    size_t end = at;
    at = without_retirement(tokens, at);
    if (is_role(tokens_before(tokens, at)))
        at = with_adjectives(tokens, at - 1);
    else if (at == person->first && is_office(tokens_before(tokens, at)))
        at = phrase_before(tokens, at);
    else if (token_has(tokens_before(tokens, at), WORD_PLACE))
        at = phrase_before(tokens, at);
    else
        at = end;
    if (at < end)
        person->role = tokens_range(tokens, at, end);
}

/* ---- behind the name ------------------------------------------------------------------------ */

/* End of the role whose noun stands at `noun`: connectors and what they join, then trimmed. */
static size_t phrase_end(const struct tokens *tokens, size_t noun)
{
    size_t end = noun + 1;
    for (size_t at = noun + 1; at < noun + ROLE_MAX; at++) {
        const struct token *token = tokens_next(tokens, at);
        bool is_joint = is_connector(tokens, token);
        if (tokens_is_any(tokens, token, accusatives) && end == at)
            break; /* "Leiterin des Sozialamtes die Hilfe": another phrase begins */
        bool is_dash = tokens_is(tokens, token, "-") && token_is(token, TOKEN_TIGHT);
        if (token_is(token, TOKEN_CAPITAL | TOKEN_NUMBER) || token_has(token, WORD_LEGAL))
            end = at + 1;
        else if (!is_joint && !is_dash && !token_is(token, TOKEN_WORD))
            break;
        else if (!is_joint && !is_dash)
            break;
    }
    return end;
}

/* Whether the role at `at` belongs to the next person: "A, Bürgermeister B". */
static bool belongs_to_next(const struct tokens *tokens, size_t noun)
{
    const struct token *next = tokens_next(tokens, noun + 1);
    return token_has(next, WORD_DEGREE | WORD_TITLE | WORD_FIRST_NAME) &&
           token_is(next, TOKEN_CAPITAL);
}

/* A small word that can be an adjective by its ending: "ehrenamtlicher", "neue". */
static bool is_inflected(const struct tokens *tokens, const struct token *token)
{
    struct slice word = tokens_text(tokens, token);
    return token_is(token, TOKEN_WORD) && word.size > 3 &&
           (slice_ends_with(word, SLICE("e")) || slice_ends_with(word, SLICE("er")) ||
            slice_ends_with(word, SLICE("en")));
}

/* Token of the role's noun at `at` or a few adjectives later; *begin is without an article. */
static bool lead_to_role(const struct tokens *tokens, size_t at, size_t *begin, size_t *noun)
{
    if (tokens_is_any(tokens, tokens_next(tokens, at), articles))
        at++;
    for (size_t i = at; i < at + LEAD_MAX; i++) {
        const struct token *token = tokens_next(tokens, i);
        if (is_role(token)) {
            *begin = at;
            *noun = i;
            return true;
        }
        bool is_lead = token_is(token, TOKEN_CAPITAL) ? token_has(token, WORD_ADJECTIVE) ||
                                                            tokens_is_any(tokens, token, adjectives)
                                                      : is_inflected(tokens, token);
        if (!is_lead || is_connector(tokens, token))
            return false;
    }
    return false;
}

/* The part of a bracket that names a role or an office. */
static struct range in_brackets(const struct tokens *tokens, size_t at)
{
    struct range none = {0, 0};
    for (size_t i = at; i < at + ROLE_MAX; i++) {
        const struct token *token = tokens_next(tokens, i);
        size_t begin, noun;
        if (token->shape == 0 || tokens_is(tokens, token, ")"))
            return none;
        if (tokens_is_any(tokens, token, places_in_picture))
            continue;
        if (lead_to_role(tokens, i, &begin, &noun))
            return tokens_range(tokens, begin, phrase_end(tokens, noun));
        if (is_office(token))
            return tokens_range(tokens, i, phrase_end(tokens, i));
    }
    return none;
}

static void find_behind(const struct tokens *tokens, struct span *person)
{
    static const char *const from[] = {"vom", "von", "aus", NULL};
    size_t at = person->end, begin, noun;
    const struct token *next = tokens_next(tokens, at);
    if (tokens_is(tokens, next, "(")) {
        person->role = in_brackets(tokens, at + 1);
    } else if (tokens_is(tokens, next, ",")) {
        if (lead_to_role(tokens, at + 1, &begin, &noun) && !belongs_to_next(tokens, noun))
            person->role = tokens_range(tokens, begin, phrase_end(tokens, noun));
    } else if (tokens_is_any(tokens, next, from)) {
        at++;
        if (tokens_is_any(tokens, tokens_next(tokens, at), articles))
            at++;
        if (is_office(tokens_next(tokens, at)))
            person->role = tokens_range(tokens, at, at + 1);
    }
}

void roles_find(const struct tokens *tokens, struct span *person)
{
    struct range before = {0, 0};
    find_before(tokens, person);
    before = person->role;
    if (before.start == before.end)
        find_behind(tokens, person);
}
