/*
 * Rules for people. Each looks at one token and says where the name ends that begins there.
 */
#include "indexer/names/persons.h"

#define FIRST_NAMES_MAX 4
#define PARTICLES_MAX   3

/* What no surname is, whatever stands before it. */
#define NEVER (WORD_NO | WORD_TITLE | WORD_DEGREE | WORD_LEGAL)
/* What no surname is unless a first name stands before it. */
#define COMMON                                                                                     \
    (WORD_NOUN | WORD_STREET | WORD_ROLE | WORD_ORG | WORD_BODY | WORD_FIRM | WORD_CITY |          \
     WORD_ADJECTIVE | WORD_CLUB | WORD_ACRONYM)
#define INSTITUTION (WORD_ORG | WORD_BODY | WORD_FIRM | WORD_CITY | WORD_LEGAL)

/* Particles that can begin a surname; the others only follow one of these. */
static const char *const leading_particles[] = {"von", "van", "de",  "di",  "da",  "do", "dos",
                                                "del", "ter", "ten", "el",  "al",  "le", "la",
                                                "zu",  "Von", "Van", "ben", "bin", NULL};
static const char *const saints[] = {"St.", "Sankt", "Heilige", "Heiligen", "Heiliger", NULL};
static const char *const openings[] = {"„", "\"", "»", "“", "(", "‚", NULL};
static const char *const closings[] = {"“", "”", "\"", "«", ")", "‘", NULL};
static const char *const credits[] = {"Foto",     "Fotos",      "Bild",   "Bilder",
                                      "Fotograf", "Fotografin", "Grafik", "Text",
                                      "Aufnahme", "Aufnahmen",  NULL};

static bool is_name_word(const struct token *token)
{
    return token_is(token, TOKEN_CAPITAL) &&
           !token_is(token, TOKEN_CAPITALS | TOKEN_INITIAL | TOKEN_TAKEN) &&
           !token_has(token, NEVER);
}

/* A capitalised word that is nothing else that we know. */
static bool is_unknown(const struct token *token)
{
    return is_name_word(token) && (!token_has(token, COMMON) || token_has(token, WORD_SURNAME)) &&
           token->place == 0 && token->end - token->start >= 3;
}

static bool is_surname(const struct tokens *tokens, const struct token *token)
{
    if (!is_name_word(token))
        return false;
    bool is_woman =
        token_has(token, WORD_ROLE) && slice_ends_with(tokens_text(tokens, token), SLICE("in"));
    return token_has(token, WORD_SURNAME) || (!token_has(token, INSTITUTION) && !is_woman);
}

static bool is_first_name(const struct token *token)
{
    return is_name_word(token) && token_has(token, WORD_FIRST_NAME) &&
           !token_has(token, INSTITUTION | WORD_STREET);
}

/* Number of particle tokens at `at` that a surname follows. */
static size_t particles_at(const struct tokens *tokens, size_t at)
{
    size_t count = 0;
    if (!token_has(tokens_next(tokens, at), WORD_PARTICLE) ||
        !tokens_is_any(tokens, tokens_next(tokens, at), leading_particles))
        return 0;
    while (count < PARTICLES_MAX && token_has(tokens_next(tokens, at + count), WORD_PARTICLE))
        count++;
    return is_name_word(tokens_next(tokens, at + count)) ? count : 0;
}

/* „Mich“ between first name and surname: its three tokens, or 0. */
static size_t nickname_at(const struct tokens *tokens, size_t at)
{
    bool is_quoted = tokens_is_any(tokens, tokens_next(tokens, at), openings) &&
                     token_is(tokens_next(tokens, at + 1), TOKEN_CAPITAL) &&
                     tokens_is_any(tokens, tokens_next(tokens, at + 2), closings);
    return is_quoted && is_surname(tokens, tokens_next(tokens, at + 3)) ? 3 : 0;
}

/* End of the surname at `at`, with what belongs to it, or 0. */
static size_t surname_end(const struct tokens *tokens, size_t at)
{
    size_t particles = particles_at(tokens, at);
    const struct token *token = tokens_next(tokens, at + particles);
    if (!is_surname(tokens, token))
        return 0;
    size_t end = at + particles + 1;
    for (int words = 0; words < 2 && token_has(token, WORD_PREFIX); words++) {
        particles = particles_at(tokens, end);
        token = tokens_next(tokens, end + particles);
        if (!is_surname(tokens, token) || (particles == 0 && token_has(token, COMMON)))
            break;
        end += particles + 1;
    }
    if (token_has(tokens_next(tokens, end), WORD_SUFFIX))
        end++;
    return end;
}

/* Whether what follows makes a street, prize or institution of the name. */
static bool is_namesake(const struct tokens *tokens, size_t first, size_t end)
{
    const struct token *next = tokens_next(tokens, end);
    if (tokens_is_any(tokens, tokens_before(tokens, first), saints))
        return true;
    return token_is(next, TOKEN_CAPITAL) && !token_has(next, WORD_SURNAME) &&
           token_has(next, WORD_STREET | INSTITUTION) && !token_has(next, WORD_CITY);
}

/* First name, further ones, initials, nickname, surname. */
static size_t by_first_name(const struct tokens *tokens, size_t at)
{
    if (!is_first_name(&tokens->items[at]))
        return 0;
    size_t next = at + 1;
    for (int names = 1; names < FIRST_NAMES_MAX; names++) {
        const struct token *token = tokens_next(tokens, next);
        bool is_further = token_is(token, TOKEN_INITIAL) ||
                          (is_first_name(token) && surname_end(tokens, next + 1) != 0 &&
                           !token_has(tokens_next(tokens, next + 1), WORD_NOUN | WORD_STREET));
        if (!is_further)
            break;
        next++;
    }
    next += nickname_at(tokens, next);
    return surname_end(tokens, next);
}

/* Two words of which only what stands around them says that they are a name. */
static size_t unknown_pair(const struct tokens *tokens, size_t at)
{
    if (!is_unknown(tokens_at(tokens, at)) && !token_is(tokens_at(tokens, at), TOKEN_INITIAL))
        return 0;
    size_t end = surname_end(tokens, at + 1);
    if (end == 0)
        return 0;
    struct span pair = span_of(at, end);
    const struct token *surname = tokens_at(tokens, persons_surname(tokens, &pair));
    return is_unknown(surname) || token_has(surname, WORD_ROLE) ? end : 0;
}

/* OB, but not the conjunction at a sentence's front. */
static bool is_role(const struct token *token)
{
    return token_has(token, WORD_ROLE) && token_is(token, TOKEN_CAPITAL) &&
           (token->end - token->start > 2 || token_is(token, TOKEN_CAPITALS));
}

/* A role or title stands before: "Bürgermeister Möllmann", "Frau Dr. Çelik". */
static size_t by_title(const struct tokens *tokens, size_t at)
{
    const struct token *before = tokens_before(tokens, at), *token = &tokens->items[at];
    bool has_title = token_has(before, WORD_TITLE | WORD_DEGREE);
    bool has_role = is_role(before);
    if ((!has_title && !has_role) || token_is(before, TOKEN_TAKEN))
        return 0;
    size_t end = token_has(before, WORD_TITLE) ? 0 : unknown_pair(tokens, at);
    if (end != 0)
        return end;
    if (!has_title && (tokens_is(tokens, token, "von") || tokens_is(tokens, token, "zu")))
        return 0;
    end = surname_end(tokens, at);
    if (end == 0)
        return 0;
    bool is_common = token_has(token, COMMON) && !token_has(token, WORD_SURNAME);
    if (has_title)
        return token_has(token, WORD_ROLE) && !token_has(token, WORD_SURNAME) ? 0 : end;
    return is_common || token->place != 0 || token->end - token->start < 3 ? 0 : end;
}

/* "sagt Hero Tammena", "so Hero Tammena". */
static bool has_speech_before(const struct tokens *tokens, size_t at)
{
    static const char *const verbs[] = {"sagt",   "sagte",    "so",        "erklärt",  "erklärte",
                                        "betont", "betonte",  "berichtet", "ergänzt",  "ergänzte",
                                        "freut",  "meint",    "meinte",    "findet",   "lobt",
                                        "weiß",   "erinnert", "erzählt",   "erzählte", NULL};
    return tokens_is_any(tokens, tokens_before(tokens, at), verbs);
}

/* "Hero Tammena, Wattführer" and "Hero Tammena (42)". */
static size_t by_apposition(const struct tokens *tokens, size_t at)
{
    size_t end = unknown_pair(tokens, at);
    if (end == 0 || token_is(tokens_at(tokens, at), TOKEN_INITIAL))
        return 0;
    if (has_speech_before(tokens, at))
        return end;
    const struct token *next = tokens_next(tokens, end + 1);
    if (tokens_is(tokens, tokens_next(tokens, end), "(") && token_is(next, TOKEN_NUMBER) &&
        next->end - next->start <= 2 && tokens_is(tokens, tokens_next(tokens, end + 2), ")"))
        return end;
    bool is_apposition = tokens_is(tokens, tokens_next(tokens, end), ",") &&
                         token_is(next, TOKEN_CAPITAL) && token_has(next, WORD_ROLE);
    return is_apposition && !is_name_word(tokens_next(tokens, end + 2)) ? end : 0;
}

/* "© Hero Tammena", "Foto: H. Tammena", or alone in the credit's field. */
static size_t by_credit(const struct tokens *tokens, size_t at)
{
    const struct token *before = tokens_before(tokens, at);
    bool is_credit = tokens_is(tokens, before, "©") || tokens_is(tokens, before, "/");
    if (tokens_is(tokens, before, ":"))
        is_credit = tokens_is_any(tokens, tokens_before(tokens, at - 1), credits);
    else if (tokens_is(tokens, before, "/"))
        is_credit = token_is(before, TOKEN_CREDIT);
    if (token_is(tokens_at(tokens, at), TOKEN_CREDIT) && before->shape == 0)
        is_credit = true;
    size_t end = is_credit ? unknown_pair(tokens, at) : 0;
    return end != 0 && !token_is(tokens_next(tokens, end), TOKEN_WORD) ? end : 0;
}

static size_t person_end(const struct tokens *tokens, size_t at)
{
    static size_t (*const rules[])(const struct tokens *, size_t) = {by_first_name, by_title,
                                                                     by_credit, by_apposition};
    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        size_t end = rules[i](tokens, at);
        if (end != 0)
            return end;
    }
    return 0;
}

fund_status persons_find(struct tokens *tokens, struct spans *persons, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t at = 0; at < tokens->count && status == FUND_OK;) {
        const struct token *token = &tokens->items[at];
        size_t end = 0;
        if (token_is(token, TOKEN_CAPITAL) || token_has(token, WORD_PARTICLE))
            end = person_end(tokens, at);
        if (end == 0) {
            at++;
            continue;
        }
        struct span person = span_of(at, end);
        at = end;
        if (is_namesake(tokens, person.first, person.end) || !spans_is_short(tokens, &person))
            continue;
        status = spans_add(persons, tokens, person, error);
    }
    return status;
}

size_t persons_surname(const struct tokens *tokens, const struct span *person)
{
    size_t at = person->end - 1;
    while (at > person->first && token_has(tokens_at(tokens, at), WORD_SUFFIX))
        at--;
    while (at > person->first + 1 && token_has(tokens_at(tokens, at - 1), WORD_PREFIX))
        at--;
    return at;
}
