/*
 * Longest listed place name at each token, and places that the release names after "Stadt".
 */
#include "indexer/names/places.h"

#include "core/base/dict.h"

/* Words of the longest place name that is looked for. */
#define WORDS_MAX 6

/* Classes that a place learned from the text must not have. */
#define NOT_A_PLACE                                                                                \
    (WORD_NO | WORD_NOUN | WORD_ROLE | WORD_ORG | WORD_BODY | WORD_CITY | WORD_TITLE | WORD_FIRM | \
     WORD_ADJECTIVE | WORD_FIRST_NAME | WORD_LEGAL)

/* Tokens of the longest listed name at `at`; a genitive's s does not count. */
static uint32_t listed_length(const struct lists *lists, const struct tokens *tokens, size_t at)
{
    uint32_t longest = 0;
    struct slice first = tokens_text(tokens, tokens_at(tokens, at));
    if (!token_has(tokens_at(tokens, at), WORD_PLACE | WORD_PLACE_START) &&
        !slice_ends_with(first, SLICE("s")))
        return 0;
    for (size_t count = 1; count <= WORDS_MAX; count++) {
        if (at + count > tokens->count || (count > 1 && !tokens_next(tokens, at + count - 1)->end))
            break;
        struct range range = tokens_range(tokens, at, at + count);
        struct slice words = slice_part(tokens->text, range.start, range.end);
        uint32_t found = lists_place(lists, words);
        if (!(found & WORD_PLACE) && slice_ends_with(words, SLICE("s")) && words.size > 4)
            found |= lists_place(lists, slice_part(words, 0, words.size - 1)) & WORD_PLACE;
        if (found & WORD_PLACE)
            longest = (uint32_t)count;
        if (!(found & WORD_PLACE_START))
            break;
    }
    return longest;
}

static bool is_learnable(const struct token *token)
{
    return token_is(token, TOKEN_CAPITAL) && !token_is(token, TOKEN_CAPITALS | TOKEN_INITIAL) &&
           !token_has(token, NOT_A_PLACE) && token->end - token->start >= 4;
}

static fund_status learn(const struct tokens *tokens, struct dict *places, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i + 1 < tokens->count && status == FUND_OK; i++) {
        const struct token *next = tokens_next(tokens, i + 1);
        if (token_has(&tokens->items[i], WORD_CITY) && token_is(&tokens->items[i], TOKEN_CAPITAL) &&
            next->place == 0 && is_learnable(next))
            status = dict_put(places, tokens_text(tokens, next), 1, error);
    }
    return status;
}

/* Lindenbruch, Lindenbruchs or the adjective Lindenbrucher. */
static void mark_learned(const struct tokens *tokens, const struct dict *places,
                         struct token *token)
{
    struct slice word = tokens_text(tokens, token);
    if (dict_get(places, word, NULL) ||
        (slice_ends_with(word, SLICE("s")) &&
         dict_get(places, slice_part(word, 0, word.size - 1), NULL))) {
        token->place = 1;
        token->classes |= WORD_PLACE;
    }
    if (word.size > 5 && slice_ends_with(word, SLICE("er")) &&
        dict_get(places, slice_part(word, 0, word.size - 2), NULL))
        token->classes |= WORD_ADJECTIVE;
}

fund_status places_mark(const struct lists *lists, struct tokens *tokens, struct fund_error *error)
{
    struct dict *places = NULL;
    for (size_t i = 0; i < tokens->count; i++) {
        struct token *token = &tokens->items[i];
        if (token_is(token, TOKEN_CAPITAL) && !token_is(token, TOKEN_INITIAL))
            token->place = listed_length(lists, tokens, i);
        if (token->place > 0)
            token->classes |= WORD_PLACE;
        else if (token_has(token, WORD_PLACE))
            token->place = 1;
    }
    fund_status status = dict_create(&places, error);
    if (status == FUND_OK)
        status = learn(tokens, places, error);
    for (size_t i = 0; i < tokens->count && status == FUND_OK && dict_count(places) > 0; i++)
        if (token_is(&tokens->items[i], TOKEN_CAPITAL) && tokens->items[i].place == 0)
            mark_learned(tokens, places, &tokens->items[i]);
    dict_destroy(places);
    return status;
}
