/*
 * Titles and roles before a name: "Erster Bürgermeister Dr. X", "die Vorsitzende des Vereins, X,",
 * "Ansprechpartner ist X", "Pressekontakt: Stadt Y, X", "Foto: X".
 */
#include "indexer/names/persons.h"
#include "indexer/names/role_view.h"

/* Tokens of a line of contacts, and of a unit's name in it. */
#define CONTACT_MAX 24
#define UNIT_MAX    6

static const char *const determiners[] = {
    "der",   "die",    "das",   "den",   "dem",    "des",   "Der",    "Die",   "ein",
    "eine",  "einer",  "sein",  "seine", "seinem", "ihr",   "ihre",   "ihrer", "Ihr",
    "Ihre",  "Sein",   "Seine", "unser", "unsere", "Unser", "Unsere", "deren", "dessen",
    "Deren", "Dessen", "zum",   "zur",   "beiden", NULL};

static const char *const large[] = {"Große", "Großen", NULL};

/* Sets title and sex; the token at which they begin. */
static size_t without_titles(struct view *view)
{
    struct span *person = view->person;
    size_t at = person->first;
    while (token_has(view_before(view, at), WORD_DEGREE) &&
           !view_is(view, view_before(view, at), "D."))
        at--;
    if (at < person->first)
        person->title = tokens_range(view->tokens, at, person->first);
    const struct token *title = view_before(view, at);
    if (!token_has(title, WORD_TITLE))
        return at;
    if (view_is(view, title, "Frau"))
        person->sex = WORD_FEMALE;
    else if (view_is(view, title, "Herr") || view_is(view, title, "Herrn"))
        person->sex = WORD_MALE;
    return at - 1;
}

/* A noun that no list calls a role is one where it stands right before a name within a sentence. */
static bool is_noun_before_name(const struct view *view, const struct token *token)
{
    uint32_t others = WORD_NO | WORD_STREET | WORD_NOUN | WORD_TITLE | WORD_DEGREE | WORD_ORG |
                      WORD_BODY | WORD_FIRM | WORD_CITY | WORD_CLUB | WORD_ACRONYM | WORD_LEGAL |
                      WORD_PLACE | WORD_ADJECTIVE | WORD_FIRST_NAME;
    bool is_full = persons_surname(view->tokens, view->person) > view->person->first;
    return is_full && token_is(token, TOKEN_CAPITAL) &&
           !token_is(token, TOKEN_CAPITALS | TOKEN_INITIAL | TOKEN_TAKEN | TOKEN_SENTENCE) &&
           !token_has(token, others) && token->end - token->start >= 4 &&
           !view_is_adjective(view, token);
}

/* a. D., i. R.: their first token before `at`, or at. */
static size_t without_retirement(const struct view *view, size_t at)
{
    const struct token *last = view_before(view, at);
    bool is_retired = view_is(view, last, "D.") || view_is(view, last, "R.");
    return is_retired && view_before(view, at - 1)->shape != 0 ? at - 2 : at;
}

/* A phrase such as "Leiter des Ordnungsamtes" that ends before `end`; false where none does. */
static bool phrase_before(const struct view *view, size_t end, struct role *role)
{
    bool has_joint = false;
    size_t at = end;
    if (!token_is(view_before(view, end), TOKEN_CAPITAL | TOKEN_NUMBER) &&
        !token_has(view_before(view, end), WORD_LEGAL) && view_organisation_to(view, end) == NULL)
        return false;
    for (int count = 0; count < ROLE_MAX; count++) {
        const struct token *token = view_before(view, at);
        const struct span *organisation = view_organisation_to(view, at);
        if (organisation != NULL) {
            has_joint = true;
            at = organisation->first;
            continue;
        }
        if (has_joint && view_is_role(view, token)) {
            *role = (struct role){.first = (uint32_t)view_with_adjectives(view, at - 1),
                                  .head = (uint32_t)at - 1,
                                  .end = (uint32_t)end};
            role->kind = view_is_plural(view, at - 1) ? ROLE_OF_MANY : ROLE_OF_ONE;
            return true;
        }
        has_joint = view_is_any(view, token, view_connectors) ||
                    view_is_any(view, token, view_locations) || view_is(view, token, "aus");
        bool is_part =
            token_is(token, TOKEN_CAPITAL | TOKEN_NUMBER) || token_has(token, WORD_LEGAL);
        if ((!has_joint && !is_part) || token_has(token, WORD_TITLE | WORD_DEGREE))
            return false;
        at--;
    }
    return false;
}

/* The same, or a noun alone: "der Vorsitzende". */
static bool noun_phrase_before(const struct view *view, size_t end, struct role *role)
{
    size_t noun = without_retirement(view, end);
    if (phrase_before(view, end, role))
        return true;
    if (!view_is_role(view, view_before(view, noun)))
        return false;
    *role = (struct role){.first = (uint32_t)view_with_adjectives(view, noun - 1),
                          .head = (uint32_t)noun - 1,
                          .end = (uint32_t)end};
    role->kind = view_is_plural(view, noun - 1) ? ROLE_OF_MANY : ROLE_OF_ONE;
    return true;
}

/* "Altbürgermeister und Ehrenbürger X", "Vereinsvorsitzende Pfarrerin X": the token before them. */
static size_t find_direct(struct view *view, size_t at)
{
    for (size_t count = 0; count < SPAN_ROLES_MAX; count++) {
        size_t end = at;
        if (count > 0 && view_is(view, view_before(view, at), "und"))
            end--;
        size_t head = without_retirement(view, end);
        const struct token *noun = view_before(view, head);
        struct role phrase;
        bool is_one = view_is_role(view, noun) || (count == 0 && view_is_seat(view, noun));
        if (!is_one &&
            (count > 0 || !is_noun_before_name(view, noun) || phrase_before(view, at, &phrase)))
            break;
        head--;
        at = view_without_adjectives(view, head);
        enum role_kind kind = view_is_plural(view, head) ? ROLE_OF_MANY : ROLE_OF_ONE;
        view_add_role(view, kind, view_with_adjectives(view, head), head, end);
    }
    return at;
}

/* "der Vorsitzende der Ortsgruppe, X," and "Ansprechpartner ist X". */
static void find_phrase(struct view *view, size_t at)
{
    struct role role;
    const struct token *last = view_before(view, at);
    bool is_copula = view_is_any(view, last, view_copulas);
    if (!is_copula && !view_is(view, last, ",")) {
        if (phrase_before(view, at, &role))
            view_add_role(view, role.kind, role.first, role.head, role.end);
        return;
    }
    if (!noun_phrase_before(view, at - 1, &role))
        return;
    size_t first = view_without_adjectives(view, role.head);
    bool is_apposition = view_is_any(view, view_before(view, first), determiners);
    bool is_subject = is_copula && token_is(tokens_at(view->tokens, first), TOKEN_SENTENCE);
    if (is_apposition || is_subject || (is_copula && view_is(view, view_before(view, first), ",")))
        view_add_role(view, role.kind, role.first, role.head, role.end);
}

/* ---- contacts and credits -------------------------------------------------------------------- */

/* "X, Tel. 1234", "X (Telefon …)". */
static bool is_contact(const struct view *view)
{
    static const char *const channels[] = {"Tel.",      "Tel",    "Telefon", "Fon", "Mobil",
                                           "Durchwahl", "E-Mail", "Zimmer",  "Fax", NULL};
    const struct tokens *tokens = view->tokens;
    size_t at = view->person->end;
    const struct token *next = tokens_next(tokens, at);
    if (tokens_is(tokens, next, ",") || tokens_is(tokens, next, "("))
        next = tokens_next(tokens, at + 1);
    return tokens_is_any(tokens, next, channels);
}

/* The colon of the line's label that ends before token `at`, or at. */
static size_t label_before(const struct view *view, size_t at)
{
    for (size_t colon = at; colon > 0 && at - colon < CONTACT_MAX; colon--) {
        const struct token *token = view_before(view, colon);
        if (view_is(view, token, ":"))
            return colon - 1;
        bool is_part = token_is(token, TOKEN_CAPITAL | TOKEN_NUMBER | TOKEN_PUNCTUATION) ||
                       view_is_any(view, token, view_connectors) || token_has(token, WORD_LEGAL);
        if (!is_part || view_is(view, token, "."))
            break;
    }
    return at;
}

/* The unit whose name ends before token `end`: "Stabsstelle Kommunikation", but not "Stadt Y". */
static bool find_office(struct view *view, size_t end)
{
    const struct span *office = view_organisation_to(view, end);
    size_t first = end;
    while (office == NULL && token_is(view_before(view, first), TOKEN_CAPITAL) &&
           end - first < UNIT_MAX)
        first--;
    if (office != NULL)
        first = office->first;
    bool is_unit = first < end && !token_has(tokens_at(view->tokens, first), WORD_CITY) &&
                   tokens_at(view->tokens, first)->place == 0 &&
                   !view_is_any(view, tokens_at(view->tokens, first), large);
    if (is_unit)
        view_add_role(view, ROLE_OFFICE, first, first, end);
    return is_unit;
}

/* "Pressekontakt: Stadt Y, Stabsstelle Kommunikation, X, Tel. …". */
static void find_contact(struct view *view, size_t at)
{
    size_t colon = label_before(view, at);
    if (colon < at && view_is_role(view, view_before(view, colon))) {
        if (view_is(view, view_before(view, at), ",") && find_office(view, at - 1))
            return;
        size_t head = colon - 1;
        view_add_role(view, ROLE_OF_ONE, view_with_adjectives(view, head), head, colon);
        return;
    }
    const struct token *opening = view_before(view, at);
    if (!view_is(view, opening, ",") && !view_is(view, opening, "("))
        return;
    const struct span *office = view_organisation_to(view, at - 1);
    bool is_apart =
        office != NULL && view_is(view, tokens_next(view->tokens, view->person->end), ",");
    if (is_apart || colon < at || is_contact(view))
        find_office(view, at - 1);
}

/* In a picture's credit: behind the ©, in its field, or behind "Foto:". */
static bool is_credit(const struct view *view, size_t at)
{
    static const char *const labels[] = {"Foto", "Fotos", "Bild", "Bilder", "Aufnahme", NULL};
    if (token_is(tokens_at(view->tokens, at), TOKEN_CREDIT) ||
        view_is(view, view_before(view, at), "©"))
        return true;
    size_t colon = label_before(view, at);
    return colon < at && view_is_any(view, view_before(view, colon), labels);
}

void roles_before(struct view *view)
{
    size_t at = without_titles(view);
    if (is_credit(view, at)) {
        view_add_role(view, ROLE_CREDIT, at, at, at);
        return;
    }
    if (view_is(view, view_before(view, at), ":") && view_is_role(view, view_before(view, at - 1)))
        at--;
    at = find_direct(view, at);
    if (view->person->role_count == 0 || view_is(view, view_before(view, at), ","))
        find_phrase(view, at);
    if (view->person->role_count == 0)
        find_contact(view, at);
}
