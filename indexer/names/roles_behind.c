/*
 * Roles behind a name: "X, Leiter der SiKo Ruhr,", "X (Leiter Ordnungsamt)", "X vom Ordnungsamt",
 * "X ist Kämmerin", "X, 34, seit Mai Wehrführerin".
 */
#include "indexer/names/role_view.h"

/* Tokens of an aside in brackets; brackets, employers and ages behind one name. */
#define BRACKET_MAX 12
#define ASIDES_MAX  3
/* Words between a comma and the role's noun: "der neue stellvertretende". */
#define LEAD_MAX 6

static const char *const indefinite[] = {"ein", "eine", "unser", "unsere", "zum", "zur", NULL};
static const char *const places_in_picture[] = {"von", "v",    "v.",    "links", "rechts", "l.",
                                                "r.",  "l",    "r",     "Mitte", "vorne",  "hinten",
                                                ".",   "vorn", "beide", "und",   NULL};

/* End of the role whose noun stands at `head`: connectors and what they join, then trimmed. */
static size_t phrase_end(const struct view *view, size_t head)
{
    static const char *const accusatives[] = {"die", "den", "dem", "und", "&", NULL};
    size_t end = head + 1;
    for (size_t at = head + 1; at < head + ROLE_MAX;) {
        const struct token *token = view_behind(view, at);
        const struct span *organisation = view_organisation_from(view, at);
        bool is_first = end == at;
        if (organisation != NULL) {
            end = at = organisation->end;
            continue;
        }
        if (view_is_any(view, token, view_locations)) {
            size_t next = at + 1 + view_is_any(view, view_behind(view, at + 1), view_articles);
            if (view_organisation_from(view, next) == NULL &&
                !token_has(view_behind(view, next), WORD_ORG | WORD_BODY))
                break;
        }
        bool is_retired = is_first && (view_is(view, token, "a.") || view_is(view, token, "i."));
        bool is_joint = view_is_any(view, token, view_connectors) ||
                        view_is_any(view, token, view_locations) || is_retired ||
                        (view_is(view, token, "-") && token_is(token, TOKEN_TIGHT)) ||
                        (view_is(view, token, "/") && token_is(token, TOKEN_TIGHT));
        bool is_part =
            token_is(token, TOKEN_CAPITAL | TOKEN_NUMBER) || token_has(token, WORD_LEGAL);
        if ((is_first && view_is_any(view, token, accusatives)) || (!is_joint && !is_part))
            break; /* "Leiterin des Sozialamtes die Hilfe": another phrase begins */
        at++;
        end = is_part ? at : end;
    }
    return end;
}

/* A small word that can be an adjective by its ending, for all that is known: "neue". */
static bool is_inflected(const struct view *view, const struct token *token)
{
    static const char *const pronouns[] = {"deren",  "dessen", "seine", "ihre",  "ihren", "ihrer",
                                           "seinen", "seiner", "keine", "alle",  "viele", "diese",
                                           "jeder",  "wegen",  "neben", "unter", "hatte", "wurde",
                                           "wollte", "sagte",  "haben", NULL};
    struct slice word = view_text(view, token);
    if (view_is_any(view, token, pronouns))
        return false;
    return token_is(token, TOKEN_WORD) && !token_is(token, TOKEN_CAPITAL) && word.size > 3 &&
           (slice_ends_with(word, SLICE("e")) || slice_ends_with(word, SLICE("er")) ||
            slice_ends_with(word, SLICE("en")));
}

/* Behind "seit 31 Jahren", "inzwischen", "im Hauptberuf" at `at`, or at. */
static size_t adverb_end(const struct view *view, size_t at)
{
    static const char *const times[] = {"seit", "bis", "von", "ab", NULL};
    static const char *const adverbs[] = {"inzwischen", "einst", "früher",   "heute",  "damals",
                                          "zuletzt",    "auch",  "zugleich", "selbst", "ehemals",
                                          "lange",      "jetzt", "nun",      NULL};
    if (view_is_any(view, view_behind(view, at), adverbs))
        return at + 1;
    if (view_is(view, view_behind(view, at), "im") &&
        (view_is(view, view_behind(view, at + 1), "Hauptberuf") ||
         view_is(view, view_behind(view, at + 1), "Ehrenamt")))
        return at + 2;
    if (view_is(view, view_behind(view, at), "von") &&
        view_is(view, view_behind(view, at + 1), "Beruf"))
        return at + 2;
    if (!view_is_any(view, view_behind(view, at), times))
        return at;
    for (size_t end = at + 1; end <= at + LEAD_MAX; end++) {
        const struct token *token = view_behind(view, end);
        if (view_is_role(view, token) || view_is_seat(view, token))
            return view_without_adjectives(view, end);
        if (!token_is(token, TOKEN_WORD | TOKEN_NUMBER))
            break;
    }
    return at;
}

/* The role at `at` or a few adjectives later. */
static bool lead_to_role(const struct view *view, size_t at, struct role *role)
{
    at = adverb_end(view, at);
    if (view_is_any(view, view_behind(view, at), view_articles)) {
        at++;
        at += view_is(view, view_behind(view, at), "als"); /* "die als Leiterin des Amtes …" */
    } else if (view_is_any(view, view_behind(view, at), indefinite)) {
        at++;
    }
    for (size_t i = at; i < at + LEAD_MAX; i++) {
        const struct token *token = view_behind(view, i);
        if (view_is_role(view, token) || view_is_seat(view, token)) {
            size_t first = i;
            while (first > at && view_is_adjective(view, tokens_at(view->tokens, first - 1)))
                first--;
            while (first < i && view_is_idle(view, tokens_at(view->tokens, first)))
                first++;
            *role = (struct role){view_is_plural(view, i) ? ROLE_OF_MANY : ROLE_OF_ONE,
                                  (uint32_t)first, (uint32_t)i, (uint32_t)phrase_end(view, i)};
            return true;
        }
        bool is_lead = view_is_adjective(view, token) || is_inflected(view, token) ||
                       (token_is(token, TOKEN_CAPITAL) && token_has(token, WORD_ADJECTIVE));
        if (!is_lead || view_is_any(view, token, view_connectors))
            return false;
    }
    return false;
}

/* "A, Bürgermeister B" and "A, der Leiter des Amtes, B": the role is the next person's. */
static bool belongs_to_next(const struct view *view, const struct role *role)
{
    size_t end = role->end;
    bool has_role = view->person->role_count > 0;
    if (has_role && view_is(view, view_behind(view, end), ","))
        end++;
    return end == view->high && view->high < view->tokens->count &&
           !token_is(tokens_at(view->tokens, view->high), TOKEN_BREAK);
}

/* "Eva Kolb, Vertreter der Kammer und …": she is a Vertreterin, so these are others. */
static bool is_of_other_sex(const struct view *view, const struct role *role)
{
    struct slice noun = view_text(view, tokens_at(view->tokens, role->head));
    return view->person->sex == WORD_FEMALE && role_words_sex(noun) == WORD_MALE &&
           slice_ends_with(noun, SLICE("er"));
}

/* What a bracket behind the name holds; the token behind it. */
static size_t find_in_brackets(struct view *view, size_t open)
{
    bool has_role = false;
    for (size_t at = open + 1; at < open + BRACKET_MAX + 1; at++) {
        const struct token *token = view_behind(view, at);
        struct role role;
        if (token->shape == 0)
            break;
        if (view_is(view, token, ")"))
            return at + 1;
        if (has_role || view_is_any(view, token, places_in_picture) || view_is(view, token, ","))
            continue;
        const struct span *office = view_organisation_from(view, at);
        has_role = lead_to_role(view, at, &role);
        if (has_role) {
            view_add_role(view, role.kind, role.first, role.head, role.end);
            at = role.end - 1;
        } else if (office != NULL && at == open + 1 && view->person->role_count == 0) {
            has_role = true;
            view_add_role(view, ROLE_OFFICE, at, at, office->end);
            at = office->end - 1;
        }
    }
    return open;
}

/* "vom Ordnungsamt" at `at`: its end, or at. */
static size_t find_employer(struct view *view, size_t at)
{
    static const char *const from[] = {"vom", "von", "aus", NULL};
    if (!view_is_any(view, view_behind(view, at), from))
        return at;
    size_t first = at + 1 + view_is_any(view, view_behind(view, at + 1), view_articles);
    const struct span *office = view_organisation_from(view, first);
    const struct token *token = view_behind(view, first);
    if (office == NULL && token->place > 0 && first == at + 1)
        return first + token->place; /* "aus Haltern am See" */
    size_t end = office != NULL ? office->end : first + 1;
    bool is_office = token_is(token, TOKEN_CAPITAL) &&
                     (office != NULL || token_has(token, WORD_ORG | WORD_BODY) ||
                      (view_is(view, view_behind(view, at), "vom") &&
                       !token_has(token, WORD_NO | WORD_STREET | WORD_FIRST_NAME)));
    if (!is_office)
        return at;
    if (view->person->role_count == 0)
        view_add_role(view, ROLE_OFFICE, first, first, end);
    return end;
}

/* Behind ", 34" where another comma follows, or at. */
static size_t age_end(const struct view *view, size_t at)
{
    bool is_age = view_is(view, view_behind(view, at), ",") &&
                  token_is(view_behind(view, at + 1), TOKEN_NUMBER) &&
                  view_is(view, view_behind(view, at + 2), ",");
    return is_age ? at + 2 : at;
}

/* "X, Ordnungsamt, 1234" at the comma: the office where it stands alone. */
static void find_unit(struct view *view, size_t comma)
{
    static const char *const ends[] = {",", ".", ";", "(", ")", NULL};
    const struct span *office = view_organisation_from(view, comma + 1);
    bool is_alone = office != NULL && view->person->role_count == 0 &&
                    view_is(view, view_behind(view, comma), ",") &&
                    token_has(tokens_at(view->tokens, office->first), WORD_ORG | WORD_BODY) &&
                    view_is_any(view, view_behind(view, office->end), ends);
    if (is_alone)
        view_add_role(view, ROLE_OFFICE, office->first, office->first, office->end);
}

/* Behind brackets, employer and age. */
static size_t find_asides(struct view *view, size_t at)
{
    for (int asides = 0; asides < ASIDES_MAX; asides++) {
        size_t start = at;
        if (view_is(view, view_behind(view, at), "("))
            at = find_in_brackets(view, at);
        at = find_employer(view, at);
        at = age_end(view, at);
        if (at > start && view_is(view, view_behind(view, at), ",")) {
            size_t employer = find_employer(view, at + 1); /* "X, 16, vom Schülerrat" */
            at = employer > at + 1 ? employer : at;
        }
        if (at == start)
            break;
    }
    return at;
}

void roles_behind(struct view *view)
{
    static const char *const dashes[] = {",", "–", "-", NULL};
    struct span *person = view->person;
    struct role role;
    size_t at = find_asides(view, person->end);
    const struct token *next = view_behind(view, at);
    if (!view_is_any(view, next, dashes) && !view_is_any(view, next, view_copulas))
        return;
    if (!lead_to_role(view, at + 1, &role)) {
        find_unit(view, at);
        return;
    }
    if (belongs_to_next(view, &role) || is_of_other_sex(view, &role))
        return;
    bool has_less = person->role_count == 1 &&
                    (person->roles[0].kind == ROLE_OFFICE || person->roles[0].kind == ROLE_CREDIT);
    if (has_less)
        person->role_count = 0;
    view_add_role(view, role.kind, role.first, role.head, role.end);
}
