/*
 * The head of an organisation's name is what its adjectives agree with and what carries the case:
 * "Städtischen Ordnungsamtes". The endings of both are cut, or become those of the nominative. The
 * head's gender is that of the lists; where they know none, the article before the name tells it.
 */
#include "indexer/names/nominative.h"

#include "indexer/names/letters.h"

#define HEADS   (WORD_ORG | WORD_BODY | WORD_FIRM | WORD_CITY)
#define GENDERS (WORD_MASCULINE | WORD_FEMININE | WORD_NEUTER)

/* Shortest head that a genitive's ending is cut off. */
#define CUT_MIN 5

struct writer {
    const struct lists *lists;
    const struct tokens *tokens;
    size_t first, end, head;
    struct slice head_word; /* without the ending of its case */
    const char *ending;     /* of adjectives; NULL: they stay as they are */
};

static struct slice text_of(const struct writer *writer, size_t at)
{
    return tokens_text(writer->tokens, tokens_at(writer->tokens, at));
}

static bool is_any(const struct writer *writer, size_t at, const char *const *texts)
{
    return at < writer->end && tokens_is_any(writer->tokens, tokens_at(writer->tokens, at), texts);
}

static bool is_capital(const struct writer *writer, size_t at)
{
    return at < writer->end && token_is(tokens_at(writer->tokens, at), TOKEN_CAPITAL);
}

static bool ends_with_any(struct slice word, const char *const *endings)
{
    for (; *endings != NULL; endings++)
        if (slice_ends_with(word, slice_from(*endings)))
            return true;
    return false;
}

/* ---- adjectives ------------------------------------------------------------------------------ */

/* Bytes of the word without an adjective's ending, or all. */
static size_t stem_size(struct slice word)
{
    static const char *const endings[] = {"en", "em", "er", "es", "e"};
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
        if (slice_ends_with(word, slice_from(endings[i])))
            return word.size - slice_from(endings[i]).size;
    return word.size;
}

/* "Geriatrischen", "Vereinten": an adjective by its form; -er may be a place's too: Leipziger. */
static bool looks_like_adjective(struct slice word)
{
    static const char *const suffixes[] = {"isch", "lich", "ig",   "iv",   "ell",
                                           "iert", "bar",  "haft", "eint", NULL};
    size_t stem = stem_size(word);
    return stem < word.size && !slice_ends_with(word, SLICE("er")) &&
           ends_with_any(slice_part(word, 0, stem), suffixes);
}

/* An adjective whose ending goes with the case; a place's never does: "Karlsruher". */
static bool is_declined(const struct writer *writer, size_t at)
{
    struct slice word = text_of(writer, at);
    uint32_t classes = lists_classify(writer->lists, word);
    if (classes & WORD_ADJECTIVE)
        return stem_size(word) < word.size;
    bool is_place = token_has(tokens_at(writer->tokens, at), WORD_ADJECTIVE);
    return !is_place && !(classes & (HEADS | GENDERS)) && looks_like_adjective(word);
}

/* Whether the word before the head at `at` + 1 or later is an adjective. */
static bool is_adjective(const struct writer *writer, size_t at)
{
    if (!token_is(tokens_at(writer->tokens, at), TOKEN_WORD) || at + 1 >= writer->end)
        return false;
    bool is_place = token_has(tokens_at(writer->tokens, at), WORD_ADJECTIVE) ||
                    (slice_ends_with(text_of(writer, at), SLICE("er")) &&
                     token_has(tokens_at(writer->tokens, at + 1), HEADS));
    bool has_noun = is_capital(writer, at + 1) || is_declined(writer, at + 1);
    return has_noun && (is_place || is_declined(writer, at));
}

/* ---- the head -------------------------------------------------------------------------------- */

/* Behind "Haupt- und", "Melde-, Pass- und" at `at`, or at. */
static size_t coordination_end(const struct writer *writer, size_t at)
{
    static const char *const joints[] = {"und", "sowie", "oder", "&", ",", NULL};
    while (at + 3 < writer->end &&
           tokens_is(writer->tokens, tokens_at(writer->tokens, at + 1), "-") &&
           token_is(tokens_at(writer->tokens, at + 1), TOKEN_TIGHT) &&
           is_any(writer, at + 2, joints) && is_capital(writer, at + 3))
        at += 3;
    return at;
}

static size_t head_of(const struct writer *writer)
{
    size_t at = writer->first;
    while (is_adjective(writer, at))
        at++;
    at = coordination_end(writer, at);
    const struct token *token = tokens_at(writer->tokens, at);
    bool is_owner = token_is(token, TOKEN_CAPITALS) || token_has(token, WORD_ACRONYM | WORD_CLUB);
    bool has_head =
        is_capital(writer, at + 1) && token_has(tokens_at(writer->tokens, at + 1), HEADS);
    return is_owner && has_head ? at + 1 : at; /* "DRK Kreisverband" */
}

/* What stands before the name. */
static struct slice article_of(const struct writer *writer)
{
    return tokens_text(writer->tokens, tokens_before(writer->tokens, writer->first));
}

static bool is_genitive(struct slice article)
{
    static const char *const articles[] = {"des",     "eines",  "seines", "ihres",
                                           "unseres", "dieses", "Des",    NULL};
    for (size_t i = 0; articles[i] != NULL; i++)
        if (slice_equal(article, slice_from(articles[i])))
            return true;
    return false;
}

/* Whether the head can be one in the genitive: its nominative would be masculine or neuter. */
static bool has_nominative(const struct writer *writer, struct slice word)
{
    return lists_classify(writer->lists, word) & (HEADS | WORD_MASCULINE | WORD_NEUTER);
}

/* Bytes of a genitive without its ending: "Kunstseidenwerkes" 15, "Bündnisses" 8. */
static size_t genitive_size(const struct writer *writer, struct slice word)
{
    static const char *const own[] = {"ss", "us", "is", "as", "os", "ns", "ms", NULL};
    struct slice article = article_of(writer);
    bool is_article = is_genitive(article);
    bool is_nominative = slice_equal(article, SLICE("das")) || slice_equal(article, SLICE("die"));
    if (word.size <= CUT_MIN || is_nominative)
        return word.size;
    if (slice_ends_with(word, SLICE("nisses")))
        return word.size - 3;
    size_t listed = lists_nominative(writer->lists, word);
    if (slice_ends_with(word, SLICE("es"))) {
        struct slice shorter = slice_part(word, 0, word.size - 2);
        bool has_prefix = slice_starts_with(word, SLICE("Ge")); /* "Gewerbes" */
        if (has_nominative(writer, shorter) || (is_article && !has_prefix))
            return shorter.size;
    }
    if (listed < word.size || has_nominative(writer, word))
        return listed;
    struct slice shorter = slice_part(word, 0, word.size - 1);
    bool is_foreign = is_capital(writer, writer->head + 1); /* "des Robotics Institute" */
    bool is_cut =
        has_nominative(writer, shorter) || (is_article && !is_foreign && !ends_with_any(word, own));
    return is_cut ? shorter.size : word.size;
}

/* The head in the nominative. */
static struct slice nominative_of(const struct writer *writer)
{
    static const char *const datives[] = {"werken", "betrieben", "diensten", "wählern", NULL};
    static const char *const parties[] = {"Grünen", "Linken", NULL};
    char lower[LISTS_WORD_MAX];
    struct slice word = text_of(writer, writer->head);
    bool is_party = writer->end == writer->first + 1 && is_any(writer, writer->first, parties);
    if (word.size > sizeof(lower))
        return word;
    letters_lower(word, lower);
    if (is_party || ends_with_any(slice_of(lower, word.size), datives))
        return slice_part(word, 0, word.size - 1);
    if (slice_ends_with(word, SLICE("s")))
        return slice_part(word, 0, genitive_size(writer, word));
    return word;
}

/* ---- agreement ------------------------------------------------------------------------------- */

/* By article and the ending of the adjective behind it; NULL where they leave it open. */
static const char *ending_by_article(const struct writer *writer)
{
    struct slice article = article_of(writer), adjective = text_of(writer, writer->first);
    bool is_weak = slice_ends_with(adjective, SLICE("en"));
    if (slice_equal(article, SLICE("das")) || slice_equal(article, SLICE("Das")))
        return "es";
    if (slice_equal(article, SLICE("die")) || slice_equal(article, SLICE("Die")) ||
        slice_equal(article, SLICE("zur")))
        return "e";
    if (slice_equal(article, SLICE("der")) || slice_equal(article, SLICE("Der")))
        return is_weak ? "e" : "er";
    return slice_equal(article, SLICE("den")) && is_weak ? "er" : NULL;
}

/* The ending of an adjective without article before the head; NULL: not known. */
static const char *ending_of(const struct writer *writer)
{
    static const char *const plurals[] = {"werke",  "betriebe", "dienste", "wähler",  "nationen",
                                          "frauen", "senioren", "schulen", "vereine", NULL};
    char lower[LISTS_WORD_MAX];
    struct slice word = writer->head_word;
    uint32_t genders = lists_classify(writer->lists, word) & GENDERS;
    if (word.size <= sizeof(lower)) {
        letters_lower(word, lower);
        if (ends_with_any(slice_of(lower, word.size), plurals))
            return "e";
    }
    if (genders == WORD_MASCULINE)
        return "er";
    if (genders == WORD_FEMININE)
        return "e";
    return genders == WORD_NEUTER ? "es" : ending_by_article(writer);
}

/* ---- writing --------------------------------------------------------------------------------- */

/* An acronym in brackets within the name: "Lokale Aktionsgruppe (LAG) Hesselberg". */
static bool is_aside(const struct writer *writer, size_t at)
{
    const struct tokens *tokens = writer->tokens;
    return at > writer->first && at + 2 < writer->end &&
           tokens_is(tokens, tokens_at(tokens, at), "(") &&
           letters_count_capitals(text_of(writer, at + 1)) > 1 &&
           tokens_is(tokens, tokens_at(tokens, at + 2), ")");
}

/* The token's word as the name has it. */
static fund_status write_word(const struct writer *writer, size_t at, struct buffer *out,
                              struct fund_error *error)
{
    struct slice word = text_of(writer, at);
    if (at == writer->head)
        return buffer_append(out, writer->head_word, error);
    if (at > writer->head && (slice_equal(word, SLICE("e.V.")) || slice_equal(word, SLICE("e.V"))))
        return buffer_append(out, SLICE("e. V."), error);
    if (at > writer->head || writer->ending == NULL || !is_declined(writer, at))
        return buffer_append(out, word, error);
    fund_status status = buffer_append(out, slice_part(word, 0, stem_size(word)), error);
    return status == FUND_OK ? buffer_append(out, slice_from(writer->ending), error) : status;
}

static fund_status write_words(const struct writer *writer, struct buffer *out,
                               struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = writer->first; i < writer->end && status == FUND_OK; i++) {
        if (is_aside(writer, i)) {
            i += 2;
            continue;
        }
        if (i > writer->first && !token_is(tokens_at(writer->tokens, i), TOKEN_TIGHT))
            status = buffer_append(out, SLICE(" "), error);
        if (status == FUND_OK)
            status = write_word(writer, i, out, error);
    }
    return status;
}

/* A name that is only a quotation is shown without its marks. */
static void drop_quotes(struct writer *writer)
{
    static const char *const openings[] = {"„", "\"", "»", "“", "‚", NULL};
    static const char *const closings[] = {"“", "”", "\"", "«", "‘", NULL};
    if (writer->end - writer->first > 2 && is_any(writer, writer->first, openings) &&
        is_any(writer, writer->end - 1, closings)) {
        writer->first++;
        writer->end--;
    }
}

static struct writer writer_of(const struct lists *lists, const struct tokens *tokens, size_t first,
                               size_t end)
{
    struct writer writer = {.lists = lists, .tokens = tokens, .first = first, .end = end};
    drop_quotes(&writer);
    writer.head = head_of(&writer);
    writer.head_word = nominative_of(&writer);
    return writer;
}

fund_status nominative_write(const struct lists *lists, const struct tokens *tokens, size_t first,
                             size_t end, struct buffer *out, struct fund_error *error)
{
    struct writer writer = writer_of(lists, tokens, first, end);
    writer.ending = writer.head > writer.first ? ending_of(&writer) : NULL;
    return write_words(&writer, out, error);
}

fund_status nominative_write_key(const struct lists *lists, const struct tokens *tokens,
                                 size_t first, size_t end, struct buffer *out,
                                 struct fund_error *error)
{
    struct writer writer = writer_of(lists, tokens, first, end);
    writer.ending = "";
    return write_words(&writer, out, error);
}

size_t nominative_head(const struct lists *lists, const struct tokens *tokens, size_t first,
                       size_t end)
{
    return writer_of(lists, tokens, first, end).head;
}
