/*
 * One small rule after the other, each on one span; then spans that the rules have joined are made
 * one.
 */
#include "indexer/names/grammar.h"

#include "indexer/names/organisations.h"
#include "indexer/names/persons.h"

/* Tokens of a name beyond which nothing is added. */
#define NAME_MAX 24
/* Tokens of a person's name that two neighbours may make together. */
#define PERSON_MAX 5
/* A club's year of foundation lies before. */
#define FOUNDED_BEFORE 1996

static const char *const openings[] = {"„", "»", "‚", NULL};
static const char *const closings[] = {"“", "”", "«", "‘", "\"", NULL};

/* ---- organisations: the left end ------------------------------------------------------------ */

/* "Garten- und" before "Landschaftsbauunternehmen Scherbaum". */
static void add_coordinated(const struct tokens *tokens, struct span *span)
{
    size_t first = attachments_coordinated(tokens, span->first);
    if (first < span->first && token_has(tokens_at(tokens, span->first), WORD_ADJECTIVE))
        return;
    span->first = (uint32_t)first;
}

/* "Große Kreisstadt", "1. FC", "Die PARTEI". */
static void add_front(const struct tokens *tokens, struct span *span)
{
    static const char *const large[] = {"Große", "Großen", NULL};
    static const char *const articles[] = {"Die", "DIE", "die", NULL};
    static const char *const parties[] = {"PARTEI", "LINKE", "Linke", NULL};
    const struct token *token = tokens_at(tokens, span->first);
    const struct token *before = tokens_before(tokens, span->first);
    bool is_single = span->end == span->first + 1;
    if (token_has(token, WORD_CITY) && tokens_is_any(tokens, before, large))
        span->first--;
    else if (is_single && tokens_is_any(tokens, token, parties) &&
             tokens_is_any(tokens, before, articles))
        span->first--;
    else if (tokens_is(tokens, token, "FC") && tokens_is(tokens, before, ".") &&
             tokens_is(tokens, tokens_before(tokens, span->first - 1), "1"))
        span->first -= 2;
}

/* "Firma Michelin": the word says what it is and is no part of its name. */
static void drop_front(const struct tokens *tokens, struct span *span)
{
    static const char *const kinds[] = {"Firma", "Firmen", "Fa.", "Band", NULL};
    if (span->end - span->first > 1 &&
        tokens_is_any(tokens, tokens_at(tokens, span->first), kinds) &&
        token_is(tokens_at(tokens, span->first + 1), TOKEN_CAPITAL))
        span->first++;
}

/* "Karlsruher Gartenbauamt" is the Gartenbauamt, the Rheinstetter Stadtbücherei a Stadtbücherei. */
static void drop_place(const struct tokens *tokens, struct span *span)
{
    const struct token *place = tokens_at(tokens, span->first);
    struct slice head = tokens_text(tokens, tokens_at(tokens, span->first + 1));
    bool is_office = slice_starts_with(head, SLICE("Stadt")) ||
                     slice_ends_with(head, SLICE("amt")) || slice_ends_with(head, SLICE("amts")) ||
                     slice_ends_with(head, SLICE("amtes"));
    if (span->end == span->first + 2 && is_office && token_has(place, WORD_ADJECTIVE) &&
        slice_ends_with(tokens_text(tokens, place), SLICE("er")))
        span->first++;
}

/* ---- organisations: the right end ----------------------------------------------------------- */

static void add_legal(const struct tokens *tokens, struct span *span)
{
    span->end += (uint32_t)attachments_legal(tokens, span->end);
}

static bool is_founding_year(const struct tokens *tokens, size_t at)
{
    struct slice text = tokens_text(tokens, tokens_next(tokens, at));
    if (!token_is(tokens_next(tokens, at), TOKEN_NUMBER) || text.size != 4)
        return false;
    int year = 0;
    for (size_t i = 0; i < text.size; i++)
        year = 10 * year + (text.data[i] - '0');
    return year >= 1000 && year < FOUNDED_BEFORE;
}

/* "Gesangverein Liederkranz 1848", "TSV Norderfleth von 1862". */
static void add_year(const struct tokens *tokens, struct span *span)
{
    if (!token_has(tokens_at(tokens, span->first), WORD_CLUB | WORD_BODY))
        return;
    if (is_founding_year(tokens, span->end))
        span->end++;
    else if (tokens_is(tokens, tokens_next(tokens, span->end), "von") &&
             is_founding_year(tokens, span->end + 1))
        span->end += 2;
}

/* "und Umgebung". */
static void add_surroundings(const struct tokens *tokens, struct span *span)
{
    static const char *const areas[] = {"Umgebung", "Umland", NULL};
    if (tokens_is(tokens, tokens_next(tokens, span->end), "und") &&
        tokens_is_any(tokens, tokens_next(tokens, span->end + 1), areas))
        span->end += 2;
}

/* "Ausschuss für Jugend, Senioren, Kultur und Sport" where it was cut at the first comma. */
static void add_purposes(const struct tokens *tokens, struct span *span)
{
    static const char *const purposes[] = {"für", NULL};
    for (size_t at = span->first + 1; at + 1 < span->end; at++) {
        if (!tokens_is_any(tokens, tokens_at(tokens, at), purposes))
            continue;
        size_t end = attachments_nouns(tokens, at + 1);
        bool is_list = tokens_is(tokens, tokens_next(tokens, span->end), ",");
        if (end > span->end && is_list)
            span->end = (uint32_t)end;
        return;
    }
}

/* "FDP/FW", "SG Röttelbach/Hohenmosbach". */
static void add_joined(const struct tokens *tokens, struct span *span)
{
    const struct token *slash = tokens_next(tokens, span->end);
    const struct token *next = tokens_next(tokens, span->end + 1);
    const struct token *last = tokens_at(tokens, span->end - 1);
    bool is_tight = tokens_is(tokens, slash, "/") && token_is(slash, TOKEN_TIGHT) &&
                    token_is(next, TOKEN_TIGHT);
    bool is_alike = (token_is(last, TOKEN_CAPITALS) && token_is(next, TOKEN_CAPITALS)) ||
                    (last->place > 0 && next->place > 0);
    if (is_tight && is_alike)
        span->end += 2;
}

/* "Deutsches Rotes Kreuz, Kreisverband Meißen". */
static void add_branch(const struct tokens *tokens, struct span *span)
{
    static const char *const branches[] = {"Kreisverband",    "Ortsgruppe",     "Ortsverband",
                                           "Landesverband",   "Bezirksverband", "Ortsverein",
                                           "Regionalverband", "Kreisgruppe",    NULL};
    if (!tokens_is(tokens, tokens_next(tokens, span->end), ",") ||
        !tokens_is_any(tokens, tokens_next(tokens, span->end + 1), branches))
        return;
    uint32_t place = tokens_next(tokens, span->end + 2)->place;
    if (place > 0)
        span->end += 2 + place;
}

/* ---- quotation marks ------------------------------------------------------------------------ */

static size_t find(const struct tokens *tokens, size_t first, size_t end, const char *const *marks)
{
    while (first < end && !tokens_is_any(tokens, tokens_at(tokens, first), marks))
        first++;
    return first;
}

/* Both marks or neither belong to a name; a legal form inside makes what is quoted the name. */
static void balance_quotes(const struct tokens *tokens, struct span *span)
{
    size_t open = find(tokens, span->first, span->end, openings);
    size_t close = find(tokens, open < span->end ? open + 1 : span->first, span->end, closings);
    if (open == span->end && close == span->end - 1 && close > span->first) {
        span->end--;
        return;
    }
    if (open == span->end)
        return;
    bool has_legal = close > open + 1 && (token_has(tokens_at(tokens, close - 1), WORD_LEGAL) ||
                                          tokens_is(tokens, tokens_at(tokens, close - 1), "V."));
    if (has_legal && open + 1 < close) {
        span->first = (uint32_t)(open + 1);
        span->end = (uint32_t)close;
        return;
    }
    if (close < span->end)
        return;
    if (tokens_is_any(tokens, tokens_next(tokens, span->end), closings))
        span->end++;
    else if (open == span->first && span->end > span->first + 1)
        span->first++;
}

/* ---- all organisations ---------------------------------------------------------------------- */

static void mend_organisation(const struct tokens *tokens, struct span *span)
{
    static void (*const rules[])(const struct tokens *, struct span *) = {
        drop_front, drop_place, add_coordinated, add_front,        add_purposes,  add_joined,
        add_branch, add_year,   add_legal,       add_surroundings, balance_quotes};
    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        struct span mended = *span;
        if (span->end - span->first < NAME_MAX)
            rules[i](tokens, &mended);
        if (spans_is_short(tokens, &mended))
            *span = mended;
    }
}

/* "Verein der Vietnamesen" and "Elbgrund e. V." with "in" between them. */
static bool is_one_name(const struct tokens *tokens, const struct span *left,
                        const struct span *right)
{
    static const char *const connectors[] = {"in", "im", NULL};
    const struct token *last = tokens_at(tokens, right->end - 1);
    bool is_legal = token_has(last, WORD_LEGAL) || tokens_is(tokens, last, "V.");
    return is_legal && right->first == left->end + 1 &&
           tokens_at(tokens, right->first)->place > 0 &&
           token_has(tokens_at(tokens, left->first), WORD_BODY) &&
           tokens_is_any(tokens, tokens_next(tokens, left->end), connectors);
}

/* What only looks like an institution: "Stadtgesellschaft", "Karlsruher Innenstadt". */
static bool is_none(const struct tokens *tokens, const struct span *span)
{
    uint32_t heads = WORD_ORG | WORD_BODY | WORD_FIRM | WORD_HEAD | WORD_BRAND | WORD_CLUB |
                     WORD_ACRONYM | WORD_LEGAL;
    const struct token *first = tokens_at(tokens, span->first);
    const struct token *last = tokens_at(tokens, span->end - 1);
    if (span->end == span->first + 1)
        return token_has(first, WORD_NOT_ORG) && !token_has(first, heads);
    bool is_place = token_has(first, WORD_ADJECTIVE) &&
                    slice_ends_with(tokens_text(tokens, first), SLICE("er"));
    return is_place && span->end == span->first + 2 && !token_has(last, heads);
}

/* Spans that touch the one before become part of it. */
static void join(const struct tokens *tokens, struct spans *spans)
{
    size_t kept = 0;
    for (size_t i = 0; i < spans->count; i++) {
        struct span *last = kept > 0 ? &spans->items[kept - 1] : NULL;
        struct span *span = &spans->items[i];
        if (last != NULL && (span->first < last->end || is_one_name(tokens, last, span))) {
            struct span joined = *last;
            if (span->end > last->end)
                joined.end = span->end;
            if (spans_is_short(tokens, &joined))
                *last = joined;
            continue;
        }
        if (!is_none(tokens, span))
            spans->items[kept++] = *span;
    }
    spans->count = kept;
}

/* ---- persons -------------------------------------------------------------------------------- */

#define NO_SURNAME (WORD_NO | WORD_STREET | WORD_ROLE | WORD_ORG | WORD_BODY | WORD_FIRM)

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
}

/* "Nina" before "und Lotta Kummer". */
static bool is_first_of_two(const struct tokens *tokens, const struct span *person)
{
    const struct token *token = tokens_at(tokens, person->first - 2);
    return person->first >= 2 && person->end - person->first > 1 &&
           tokens_is(tokens, tokens_before(tokens, person->first), "und") &&
           tokens_before(tokens, person->first - 1) == token && token_is(token, TOKEN_CAPITAL) &&
           !token_is(token, TOKEN_TAKEN) && token_has(token, WORD_FIRST_NAME) &&
           !token_has(token, NO_SURNAME | WORD_FAMILY) &&
           token_has(tokens_at(tokens, person->first), WORD_FIRST_NAME) &&
           !token_is(tokens_before(tokens, person->first - 2), TOKEN_CAPITAL);
}

/* "Herr Möllmann", "OB Möllmann": a name as soon as the rules find one. */
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
    const struct token *before = tokens_before(tokens, at);
    return token->rule == LABEL_PERSON_SINGLE && !token_is(token, TOKEN_TAKEN) &&
           !token_has(token, NO_SURNAME | WORD_PLACE) && tokens_is_any(tokens, before, addresses);
}

static fund_status add_persons(struct tokens *tokens, struct spans *persons,
                               struct fund_error *error)
{
    size_t count = persons->count;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < count && status == FUND_OK; i++) {
        size_t first = persons->items[i].first;
        if (is_first_of_two(tokens, &persons->items[i]))
            status = spans_add(persons, tokens, span_of(first - 2, first - 1), error);
    }
    for (size_t at = 0; at < tokens->count && status == FUND_OK; at++)
        if (is_addressed(tokens, at))
            status = spans_add(persons, tokens, span_of(at, at + 1), error);
    spans_sort(persons);
    return status;
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

/* ---- both ----------------------------------------------------------------------------------- */

static void mark(struct tokens *tokens, const struct spans *spans)
{
    for (size_t i = 0; i < spans->count; i++)
        for (size_t at = spans->items[i].first; at < spans->items[i].end; at++)
            tokens->items[at].shape |= TOKEN_TAKEN;
}

/* Persons that lie in an organisation are part of its name. */
static void drop_overlapping(struct spans *persons, const struct spans *organisations)
{
    size_t kept = 0, at = 0;
    for (size_t i = 0; i < persons->count; i++) {
        while (at < organisations->count && organisations->items[at].end <= persons->items[i].first)
            at++;
        if (at == organisations->count || organisations->items[at].first >= persons->items[i].end)
            persons->items[kept++] = persons->items[i];
    }
    persons->count = kept;
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

fund_status grammar_apply(struct tokens *tokens, struct spans *persons, struct spans *organisations,
                          struct fund_error *error)
{
    for (size_t i = 0; i < persons->count; i++)
        mend_person(tokens, &persons->items[i]);
    join_persons(tokens, persons);
    for (size_t i = 0; i < tokens->count; i++)
        tokens->items[i].shape &= ~(uint32_t)TOKEN_TAKEN;
    for (size_t i = 0; i < organisations->count; i++)
        mend_organisation(tokens, &organisations->items[i]);
    join(tokens, organisations);
    drop_overlapping(persons, organisations);
    mark(tokens, persons);
    mark(tokens, organisations);
    fund_status status = add_persons(tokens, persons, error);
    find_sexes(tokens, persons);
    return status;
}
