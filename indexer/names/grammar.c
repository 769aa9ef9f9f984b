/*
 * One small rule after the other, each on one span; then spans that the rules have joined are made
 * one.
 */
#include "indexer/names/grammar.h"

#include "indexer/names/organisations.h"

/* Tokens of a name beyond which nothing is added. */
#define NAME_MAX 24
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

static bool ends_legal(const struct tokens *tokens, const struct span *span)
{
    const struct token *last = tokens_at(tokens, span->end - 1);
    return token_has(last, WORD_LEGAL) || tokens_is(tokens, last, "V.");
}

/* "Treibhaus" before "Elbgrund e. V.": a place alone has no legal form. */
static void add_before_place(const struct tokens *tokens, struct span *span)
{
    uint32_t place = tokens_at(tokens, span->first)->place;
    uint32_t legal = (uint32_t)attachments_legal(tokens, span->first + place);
    const struct token *before = tokens_before(tokens, span->first);
    if (place > 0 && legal > 0 && span->first + place + legal == span->end &&
        token_is(before, TOKEN_CAPITAL) &&
        !token_has(before, WORD_ROLE | WORD_NO | WORD_TITLE | WORD_FIRST_NAME))
        span->first--;
}

/* "Verein Lippefähre e. V.": the legal form says what it is. */
static void drop_club(const struct tokens *tokens, struct span *span)
{
    static const char *const clubs[] = {"Verein", "Vereins", "Vereine", NULL};
    const struct token *next = tokens_at(tokens, span->first + 1);
    if (span->end - span->first > 2 && ends_legal(tokens, span) &&
        tokens_is_any(tokens, tokens_at(tokens, span->first), clubs) &&
        token_is(next, TOKEN_CAPITAL) && !token_has(next, WORD_ADJECTIVE))
        span->first++;
}

/* "Initiative Stolpersteine", "Team Sauberes Quellbrunn". */
static void add_group(const struct tokens *tokens, struct span *span)
{
    static const char *const groups[] = {"Initiative",          "Bürgerinitiative", "Team",
                                         "Stadtteilinitiative", "Lokalverein",      NULL};
    const struct token *first = tokens_at(tokens, span->first);
    if (tokens_is_any(tokens, tokens_before(tokens, span->first), groups) &&
        !token_has(first, WORD_ORG | WORD_BODY | WORD_CITY | WORD_CLUB | WORD_ACRONYM) &&
        token_is(first, TOKEN_CAPITAL))
        span->first--;
}

static bool is_confession(struct slice word)
{
    return slice_ends_with(word, SLICE("ische")) || slice_ends_with(word, SLICE("ischen")) ||
           slice_ends_with(word, SLICE("ischer"));
}

/* "katholische Kirche", "pädagogischen Hochschule": of which there are many others. */
static void add_adjective(const struct tokens *tokens, struct span *span)
{
    static const char *const heads[] = {
        "Kirche",         "Kirchen",         "Hochschule", "Gemeinde",
        "Kultusgemeinde", "Kirchengemeinde", "Botschaft",  NULL};
    const struct token *before = tokens_before(tokens, span->first);
    if (token_is(before, TOKEN_WORD) && !token_is(before, TOKEN_CAPITAL) &&
        is_confession(tokens_text(tokens, before)) &&
        tokens_is_any(tokens, tokens_at(tokens, span->first), heads))
        span->first--;
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

/* "Stadt Lindenbruch / Möllmann", "Landesamt/E. Keller": who is credited is no part of the name. */
static void drop_credited(const struct tokens *tokens, struct span *span)
{
    for (size_t at = span->first + 1; at + 1 < span->end; at++) {
        const struct token *slash = tokens_at(tokens, at);
        if (tokens_is(tokens, slash, "/") &&
            (!token_is(slash, TOKEN_TIGHT) || token_is(tokens_at(tokens, at + 1), TOKEN_INITIAL))) {
            span->end = (uint32_t)at;
            return;
        }
    }
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

/* "Jugendzentrum Gleis 4", "Farbraum 91", but no score and no amount. */
static void add_number(const struct tokens *tokens, struct span *span)
{
    static const char *const counts[] = {":",   "zu",   "%", "Prozent", "bis",
                                         "Uhr", "Euro", "-", ".",       NULL};
    const struct token *number = tokens_next(tokens, span->end);
    const struct token *next = tokens_next(tokens, span->end + 1);
    uint32_t kinds = WORD_BODY | WORD_FIRM | WORD_CLUB | WORD_HEAD;
    const struct token *first = tokens_at(tokens, span->first);
    if (!token_is(number, TOKEN_NUMBER) || number->end - number->start > 2 ||
        !token_has(first, kinds) || token_has(first, WORD_ORG) || span->end - span->first < 2 ||
        token_is(next, TOKEN_CAPITAL | TOKEN_NUMBER) || tokens_is_any(tokens, next, counts) ||
        !token_is(tokens_at(tokens, span->end - 1), TOKEN_CAPITAL) ||
        tokens_at(tokens, span->end - 1)->place > 0)
        return;
    span->end++;
}

/* "Fensel + Partner", "Hirsch & Söhne". */
static void add_partners(const struct tokens *tokens, struct span *span)
{
    static const char *const signs[] = {"&", "+", NULL};
    const struct token *next = tokens_next(tokens, span->end + 1);
    if (tokens_is_any(tokens, tokens_next(tokens, span->end), signs) &&
        token_is(next, TOKEN_CAPITAL) && !token_is(next, TOKEN_TIGHT))
        span->end += 2;
}

/* "IHK Quellbrunn –": a dash at the end opens what comes next. */
static void drop_dash(const struct tokens *tokens, struct span *span)
{
    static const char *const dashes[] = {"–", "-", "—", NULL};
    if (span->end - span->first > 1 &&
        tokens_is_any(tokens, tokens_at(tokens, span->end - 1), dashes))
        span->end--;
}

/* "und Umgebung". */
static void add_surroundings(const struct tokens *tokens, struct span *span)
{
    static const char *const areas[] = {"Umgebung", "Umland", NULL};
    if (tokens_is(tokens, tokens_next(tokens, span->end), "und") &&
        tokens_is_any(tokens, tokens_next(tokens, span->end + 1), areas))
        span->end += 2;
}

/* What nearly always names what it is there for. */
static bool is_ministry(const struct tokens *tokens, const struct token *token)
{
    static const char *const ministries[] = {"Ministerium",
                                             "Ministeriums",
                                             "Bundesministerium",
                                             "Bundesministeriums",
                                             "Staatsministerium",
                                             "Staatsministeriums",
                                             "Landesamt",
                                             "Landesamts",
                                             "Landesamtes",
                                             "Bundesamt",
                                             "Bundesamts",
                                             "Bundesamtes",
                                             NULL};
    return tokens_is_any(tokens, token, ministries);
}

/* "Ausschuss für Jugend, Senioren, Kultur und Sport" where it was cut at the first comma. */
static void add_purposes(const struct tokens *tokens, struct span *span)
{
    static const char *const purposes[] = {"für", NULL};
    const struct token *last = tokens_at(tokens, span->end - 1);
    if (tokens_is_any(tokens, tokens_next(tokens, span->end), purposes) &&
        is_ministry(tokens, last)) {
        size_t nouns = attachments_nouns(tokens, span->end + 1);
        span->end = nouns > span->end + 1 ? (uint32_t)nouns : span->end;
        return;
    }
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
        drop_credited, drop_dash,  drop_front,       drop_place,      add_before_place,
        add_group,     drop_club,  add_adjective,    add_coordinated, add_front,
        add_purposes,  add_joined, add_branch,       add_year,        add_number,
        add_partners,  add_legal,  add_surroundings, balance_quotes};
    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        struct span mended = *span;
        if (span->end - span->first < NAME_MAX)
            rules[i](tokens, &mended);
        if (spans_is_short(tokens, &mended))
            *span = mended;
    }
}

/* "Verein der Vietnamesen" and "Elbgrund e. V." with "in" between them, or nothing, or a dash. */
static bool is_one_name(const struct tokens *tokens, const struct span *left,
                        const struct span *right)
{
    static const char *const connectors[] = {"in", "im", NULL};
    static const char *const dashes[] = {"–", "-", NULL};
    const struct token *between = tokens_next(tokens, left->end);
    bool is_place = tokens_at(tokens, right->first)->place > 0;
    if (!ends_legal(tokens, right) || ends_legal(tokens, left))
        return false;
    if (right->first == left->end)
        return token_is(between, TOKEN_CAPITAL);
    if (right->first != left->end + 1)
        return false;
    if (token_is(between, TOKEN_TIGHT) && tokens_is_any(tokens, between, dashes))
        return true;
    return is_place && token_has(tokens_at(tokens, left->first), WORD_BODY) &&
           tokens_is_any(tokens, between, connectors);
}

/* "SPD-Stadtrat": a person whose party stands in front. */
static bool is_office_holder(const struct tokens *tokens, const struct token *token)
{
    struct slice word = tokens_text(tokens, token);
    return token_is(token, TOKEN_CAPITALS) &&
           ((token_has(token, WORD_ROLE) && slice_find(word, SLICE("-")) < word.size) ||
            slice_ends_with(word, SLICE("-Stadtrat")) ||
            slice_ends_with(word, SLICE("-Stadtrats")));
}

/* What only looks like an institution: "Stadtgesellschaft", "Karlsruher Innenstadt". */
static bool is_none(const struct tokens *tokens, const struct span *span)
{
    uint32_t heads = WORD_ORG | WORD_BODY | WORD_FIRM | WORD_HEAD | WORD_BRAND | WORD_CLUB |
                     WORD_ACRONYM | WORD_LEGAL;
    const struct token *first = tokens_at(tokens, span->first);
    const struct token *last = tokens_at(tokens, span->end - 1);
    if (span->end == span->first + 1 && is_office_holder(tokens, first))
        return true;
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

fund_status grammar_apply(struct tokens *tokens, struct spans *persons, struct spans *organisations,
                          struct fund_error *error)
{
    grammar_mend_persons(tokens, persons);
    for (size_t i = 0; i < tokens->count; i++)
        tokens->items[i].shape &= ~(uint32_t)TOKEN_TAKEN;
    for (size_t i = 0; i < organisations->count; i++)
        mend_organisation(tokens, &organisations->items[i]);
    join(tokens, organisations);
    drop_overlapping(persons, organisations);
    mark(tokens, persons);
    mark(tokens, organisations);
    fund_status status = grammar_add_known(tokens, organisations, error);
    return status == FUND_OK ? grammar_add_persons(tokens, persons, error) : status;
}
