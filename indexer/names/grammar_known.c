/*
 * Organisations of two words that everyone knows, and acronyms beside other organisations: the
 * tagger only knows those of its training.
 */
#include "indexer/names/grammar.h"

/* ---- two words ------------------------------------------------------------------------------ */

/* An adjective without its ending, and its noun without the ending of a case. */
static const struct {
    const char *adjective, *noun;
} known[] = {
    {"Frei", "Wähler"},
    {"Frei", "Demokraten"},
    {"Deutsch", "Post"},
    {"Deutsch", "Bahn"},
    {"Deutsch", "Telekom"},
    {"Deutsch", "Glasfaser"},
    {"Deutsch", "Wetterdienst"},
    {"Deutsch", "Städtetag"},
    {"Deutsch", "Alpenverein"},
    {"Deutsch", "Feuerwehrverband"},
    {"Weiß", "Ring"},
    {"Rot", "Kreuz"},
    {"Bund", "Naturschutz"},
    {"Vereint", "Nationen"},
    {"Europäisch", "Parlament"},
    {"Europäisch", "Kommission"},
    {"Europäisch", "Union"},
    {"Europäisch", "Rat"},
    {"Diakonisch", "Werk"},
    {"Jung", "Union"},
    {"Statistisch", "Bundesamt"},
    {"Technisch", "Hilfswerk"},
    {"Kassenärztlich", "Vereinigung"},
    {"katholisch", "Kirche"},
    {"evangelisch", "Kirche"},
};

static bool has_ending(struct slice word, const char *stem, const char *const *endings)
{
    struct slice start = slice_from(stem);
    if (!slice_starts_with(word, start))
        return false;
    struct slice rest = slice_part(word, start.size, word.size);
    for (; *endings != NULL; endings++)
        if (slice_equal(rest, slice_from(*endings)))
            return true;
    return false;
}

static size_t known_end(const struct tokens *tokens, size_t at)
{
    static const char *const adjective_endings[] = {"", "e", "en", "er", "es", "em", NULL};
    static const char *const noun_endings[] = {"", "s", "es", "n", NULL};
    const struct token *noun = tokens_next(tokens, at + 1);
    if (!token_is(noun, TOKEN_CAPITAL) || token_is(noun, TOKEN_TAKEN))
        return at;
    struct slice adjective = tokens_text(tokens, tokens_at(tokens, at));
    struct slice word = tokens_text(tokens, noun);
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (adjective.data[0] == known[i].adjective[0] && word.data[0] == known[i].noun[0] &&
            has_ending(adjective, known[i].adjective, adjective_endings) &&
            has_ending(word, known[i].noun, noun_endings))
            return at + 2;
    return at;
}

/* ---- acronyms ------------------------------------------------------------------------------- */

static bool is_acronym(const struct token *token)
{
    return token_is(token, TOKEN_CAPITALS) || token_has(token, WORD_ACRONYM);
}

/* "Volt" in "FDP und Volt", "AVG" in "der VBK und AVG". */
static bool is_beside_organisation(const struct tokens *tokens, size_t at)
{
    static const char *const connectors[] = {"und", ",", "/", "sowie", "oder", NULL};
    const struct token *token = tokens_at(tokens, at), *before = tokens_before(tokens, at - 1);
    if (!is_acronym(token) || !tokens_is_any(tokens, tokens_before(tokens, at), connectors))
        return false;
    return token_is(before, TOKEN_TAKEN) && is_acronym(before) &&
           (before->rule >= LABEL_ORGANISATION || token_has(token, WORD_ACRONYM));
}

static size_t name_end(const struct tokens *tokens, size_t at)
{
    const struct token *token = tokens_at(tokens, at);
    if (!token_is(token, TOKEN_WORD) || token_is(token, TOKEN_TAKEN))
        return at;
    if (at >= 2 && is_beside_organisation(tokens, at))
        return at + 1;
    return known_end(tokens, at);
}

fund_status grammar_add_known(struct tokens *tokens, struct spans *organisations,
                              struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t at = 0; at < tokens->count && status == FUND_OK; at++) {
        size_t end = name_end(tokens, at);
        struct span span = span_of(at, end);
        if (end > at && spans_is_short(tokens, &span))
            status = spans_add(organisations, tokens, span, error);
    }
    spans_sort(organisations);
    return status;
}
