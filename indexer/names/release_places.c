/*
 * A municipality that is listed counts where nothing speaks against it; one whose name is short or
 * also a common word, and a place that no list has, only behind a word that places follow ("in",
 * "Ortsteil"). What was accepted once is then found everywhere in the release.
 */
#include "indexer/names/release_places.h"

#include "core/base/dict.h"

/* Names up to this many bytes are often common words: Hof, Essen, Stein. */
#define SHORT_NAME_SIZE 5
/* Shortest name in bytes that only its ending tells. */
#define ENDING_NAME_MIN 6

/* Classes that a place in no list must not have. */
#define NOT_A_PLACE                                                                                \
    (WORD_NO | WORD_NOUN | WORD_ROLE | WORD_ORG | WORD_BODY | WORD_CITY | WORD_TITLE | WORD_FIRM | \
     WORD_ADJECTIVE | WORD_LEGAL | WORD_STREET | WORD_ACRONYM | WORD_CLUB | WORD_FIRST_NAME)

static const char *const endings[] = {
    "dorf",  "heim",  "hausen",  "berg",  "burg", "bach",  "ingen",  "loh",   "ow",
    "witz",  "itz",   "kirchen", "hofen", "furt", "brück", "büttel", "felde", "rode",
    "leben", "stedt", "wald",    "hain",  "au",   "see",   "mühle",  NULL};

struct finder {
    const struct lists *lists;
    const struct tokens *tokens;
    const struct spans *persons;
    struct release *release;
    struct dict *accepted; /* names that are places in this release */
    struct dict *entities; /* name to its place in release->places */
};

static bool ends_with_any(struct slice word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (slice_ends_with(word, slice_from(*list)))
            return true;
    return false;
}

/* "Ortsteile Bergheim, Wald und Loh": a word of the list that an introduction begins. */
static bool is_in_list(const struct tokens *tokens, size_t at)
{
    size_t steps = 0;
    while (at > 0 && steps++ < 12) {
        const struct token *before = tokens_before(tokens, at);
        if (token_is_small(before, SMALL_INTRODUCTION))
            return true;
        if (!token_is(before, TOKEN_CAPITAL) && !tokens_is(tokens, before, ",") &&
            !tokens_is(tokens, before, "und") && !tokens_is(tokens, before, "sowie"))
            return false;
        at--;
    }
    return false;
}

static bool is_introduced(const struct tokens *tokens, size_t at)
{
    return token_is_small(tokens_before(tokens, at), SMALL_PLACE_BEFORE) || is_in_list(tokens, at);
}

/* "Wiesenhain-Ost": its first half is a listed place. */
static bool is_quarter(const struct lists *lists, struct slice word)
{
    size_t hyphen = slice_find(word, SLICE("-"));
    return hyphen > SHORT_NAME_SIZE && hyphen + 1 < word.size &&
           (lists_place(lists, slice_part(word, 0, hyphen)) & WORD_PLACE) != 0;
}

static bool is_plain_word(const struct token *token)
{
    return token_is(token, TOKEN_CAPITAL) && !token_is(token, TOKEN_CAPITALS | TOKEN_INITIAL);
}

/* Tokens of the place that begins here, 0 where none does. */
static size_t place_length(const struct finder *finder, size_t at)
{
    const struct tokens *tokens = finder->tokens;
    const struct token *token = tokens_at(tokens, at);
    struct slice word = tokens_text(tokens, token);
    const struct token *before = tokens_before(tokens, at);
    bool is_word = !token_has(token, NOT_A_PLACE) && word.size >= ENDING_NAME_MIN;
    if (!is_plain_word(token) || (token->place == 0 && !is_word) ||
        token_has(tokens_next(tokens, at + 1), WORD_STREET) ||
        token_is_small(before, SMALL_NO_PLACE))
        return 0;
    bool is_doubtful = token->place == 1 && (word.size <= SHORT_NAME_SIZE ||
                                             token_has(token, NOT_A_PLACE | WORD_SURNAME));
    if (token->place > 0 && (!is_doubtful || is_introduced(tokens, at)))
        return token->place;
    if (is_word && is_in_list(tokens, at) && !token_is(token, TOKEN_TAKEN))
        return 1;
    if (is_word && token_is_small(before, SMALL_PLACE_BEFORE) && !token_is(token, TOKEN_TAKEN) &&
        (ends_with_any(word, endings) || is_quarter(finder->lists, word)))
        return 1;
    return 0;
}

static struct slice name_of(const struct finder *finder, size_t at, size_t length)
{
    struct range range = tokens_range(finder->tokens, at, at + length);
    struct slice name = slice_part(finder->tokens->text, range.start, range.end);
    struct slice bare = name;
    if (!slice_ends_with(name, SLICE("s")))
        return name;
    bare.size--;
    if (lists_place(finder->lists, name) & WORD_PLACE)
        return name;
    bool is_genitive =
        (lists_place(finder->lists, bare) & WORD_PLACE) || dict_get(finder->accepted, bare, NULL);
    return is_genitive ? bare : name;
}

static fund_status accept(struct finder *finder, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t at = 0; at < finder->tokens->count && status == FUND_OK; at++) {
        size_t length = place_length(finder, at);
        if (length == 0 || spans_have(finder->persons, at))
            continue;
        status = dict_put(finder->accepted, name_of(finder, at, length), 1, error);
        at += length - 1;
    }
    return status;
}

static fund_status full(size_t count, size_t limit, struct fund_error *error)
{
    if (count < limit)
        return error_no_memory(error);
    return error_set(error, FUND_LIMIT, "more than %zu places in one release; split it", limit);
}

static fund_status add_mention(struct finder *finder, size_t at, size_t length, struct slice name,
                               struct fund_error *error)
{
    struct release_entities *places = &finder->release->places;
    uint32_t index = (uint32_t)places->count;
    if (!dict_get(finder->entities, name, &index)) {
        fund_status status = dict_put(finder->entities, name, index, error);
        if (status != FUND_OK)
            return status;
        struct release_entity *place = release_add_entity(finder->release, places);
        if (place == NULL)
            return full(places->count, RELEASE_ENTITIES_MAX, error);
        place->name = name;
    }
    struct release_entity *place = &places->items[index];
    if (!release_add_mention(finder->release, place, tokens_range(finder->tokens, at, at + length)))
        return full(place->mention_count, RELEASE_MENTIONS_MAX, error);
    return FUND_OK;
}

static fund_status add_all(struct finder *finder, struct fund_error *error)
{
    const struct tokens *tokens = finder->tokens;
    fund_status status = FUND_OK;
    for (size_t at = 0; at < tokens->count && status == FUND_OK; at++) {
        const struct token *token = tokens_at(tokens, at);
        size_t length = token->place > 0 ? token->place : 1;
        if (!is_plain_word(token) || token_has(tokens_next(tokens, at + 1), WORD_STREET) ||
            token_is_small(tokens_before(tokens, at), SMALL_NO_PLACE))
            continue;
        struct slice name = name_of(finder, at, length);
        if (!dict_get(finder->accepted, name, NULL) || spans_have(finder->persons, at))
            continue;
        status = add_mention(finder, at, length, name, error);
        at += length - 1;
    }
    return status;
}

fund_status release_places_find(const struct lists *lists, const struct tokens *tokens,
                                const struct spans *persons, struct release *release,
                                struct fund_error *error)
{
    struct finder finder = {lists, tokens, persons, release, NULL, NULL};
    fund_status status = dict_create(&finder.accepted, error);
    if (status == FUND_OK)
        status = dict_create(&finder.entities, error);
    if (status == FUND_OK)
        status = accept(&finder, error);
    if (status == FUND_OK && dict_count(finder.accepted) > 0)
        status = add_all(&finder, error);
    dict_destroy(finder.accepted);
    dict_destroy(finder.entities);
    return status;
}
