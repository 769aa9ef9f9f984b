/*
 * The head of an organisation's name is what its adjectives agree with and what carries the case:
 * "Städtischen Ordnungsamtes". The endings of both are cut, or become those of the nominative.
 */
#include "indexer/names/nominative.h"

#define HEADS (WORD_ORG | WORD_BODY | WORD_FIRM | WORD_CITY)

struct writer {
    const struct lists *lists;
    const struct tokens *tokens;
    size_t first, end, head;
    const char *ending; /* of adjectives; NULL: they stay as they are */
};

static size_t head_of(const struct tokens *tokens, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (token_has(tokens_at(tokens, i), HEADS))
            return i;
    return end;
}

/* The adjective without its ending: "Städtischen" → "Städtisch"; others as they are. */
static struct slice adjective_stem(const struct tokens *tokens, const struct token *token)
{
    static const char *const endings[] = {"en", "em", "er", "es", "e"};
    struct slice word = tokens_text(tokens, token);
    if (!token_has(token, WORD_ADJECTIVE) || token->place > 0)
        return word;
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
        if (slice_ends_with(word, slice_from(endings[i])))
            return slice_part(word, 0, word.size - slice_from(endings[i]).size);
    return word;
}

/* The ending of an adjective without article before a head of that gender; NULL: not known. */
static const char *ending_of(const struct token *head)
{
    if (token_has(head, WORD_MASCULINE))
        return "er";
    if (token_has(head, WORD_FEMININE))
        return "e";
    return token_has(head, WORD_NEUTER) ? "es" : NULL;
}

/* A place's adjective never changes: "Karlsruher". */
static bool is_declined(const struct writer *writer, const struct token *token)
{
    return token_has(token, WORD_ADJECTIVE) &&
           lists_classify(writer->lists, tokens_text(writer->tokens, token)) & WORD_ADJECTIVE;
}

/* The token's word as the name has it, then an ending. */
static fund_status write_word(const struct writer *writer, size_t at, struct buffer *out,
                              struct fund_error *error)
{
    const struct token *token = tokens_at(writer->tokens, at);
    struct slice word = tokens_text(writer->tokens, token);
    const char *added = "";
    if (at < writer->head && writer->ending != NULL && is_declined(writer, token)) {
        word = adjective_stem(writer->tokens, token);
        added = writer->ending;
    } else if (at == writer->head && token_has(token, WORD_GENITIVE)) {
        word = slice_part(word, 0, lists_nominative(writer->lists, word));
    }
    fund_status status = buffer_append(out, word, error);
    if (status == FUND_OK)
        status = buffer_append(out, slice_from(added), error);
    return status;
}

static fund_status write_words(const struct writer *writer, struct buffer *out,
                               struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = writer->first; i < writer->end && status == FUND_OK; i++) {
        if (i > writer->first)
            status = buffer_append(out,
                                   slice_part(writer->tokens->text,
                                              tokens_at(writer->tokens, i - 1)->end,
                                              tokens_at(writer->tokens, i)->start),
                                   error);
        if (status == FUND_OK)
            status = write_word(writer, i, out, error);
    }
    return status;
}

fund_status nominative_write(const struct lists *lists, const struct tokens *tokens, size_t first,
                             size_t end, struct buffer *out, struct fund_error *error)
{
    struct writer writer = {lists, tokens, first, end, head_of(tokens, first, end), NULL};
    writer.ending = ending_of(tokens_at(tokens, writer.head));
    return write_words(&writer, out, error);
}

fund_status nominative_write_key(const struct lists *lists, const struct tokens *tokens,
                                 size_t first, size_t end, struct buffer *out,
                                 struct fund_error *error)
{
    struct writer writer = {lists, tokens, first, end, head_of(tokens, first, end), ""};
    return write_words(&writer, out, error);
}
