/*
 * A role as a filter shows it: "des früheren Ersten Bürgermeisters" → "früherer Erster
 * Bürgermeister". Only the noun and the adjectives before it change; what depends on the noun
 * ("Leiterin des Ordnungsamtes") stays as it is.
 */
#include "indexer/names/roles.h"

#include "indexer/names/letters.h"
#include "indexer/names/nominative.h"

#define GENDERS (WORD_MALE | WORD_FEMALE)

/* Of a noun such as "Vorsitzende": by the person, its ending and the article before it. */
static uint32_t sex_of_form(const struct tokens *tokens, const struct span *person,
                            const struct role *role)
{
    static const char *const male_articles[] = {"den", "dem", "des", "vom", "zum", "beim", NULL};
    struct slice noun = tokens_text(tokens, tokens_at(tokens, role->head));
    if (person->sex & GENDERS)
        return person->sex & GENDERS;
    if (slice_ends_with(noun, SLICE("er")))
        return WORD_MALE;
    size_t first = role->first;
    while (first > 0 && role_words_adjective(tokens_text(tokens, tokens_before(tokens, first)),
                                             NULL) != ROLE_ADJECTIVE_NONE)
        first--;
    const struct token *article = tokens_before(tokens, first);
    bool is_der = tokens_is(tokens, article, "der") || tokens_is(tokens, article, "Der");
    if (slice_ends_with(noun, SLICE("en")))
        return is_der ? WORD_FEMALE : WORD_MALE;
    return is_der || tokens_is_any(tokens, article, male_articles) ? WORD_MALE : WORD_FEMALE;
}

/* The noun without the ending of its case or number, and with that of an adjective's. */
static fund_status write_noun(const struct lists *lists, struct slice noun, uint32_t sex,
                              struct buffer *out, struct fund_error *error)
{
    char singular[ROLE_WORD_MAX];
    size_t stem = role_words_participle(noun);
    if (stem == 0) {
        noun = role_words_singular(lists, noun, singular);
        return buffer_append(out, slice_part(noun, 0, lists_nominative(lists, noun)), error);
    }
    fund_status status = buffer_append(out, slice_part(noun, 0, stem), error);
    if (status == FUND_OK)
        status = buffer_append(out, sex == WORD_FEMALE ? SLICE("e") : SLICE("er"), error);
    return status;
}

/* "Stellvertretende" has its capital from the sentence that it begins, "Erste" from the office. */
static fund_status write_adjective(struct slice word, bool begins_sentence, uint32_t sex,
                                   struct buffer *out, struct fund_error *error)
{
    size_t stem = word.size;
    char lower[LISTS_WORD_MAX];
    enum role_adjective kind = role_words_adjective(word, &stem);
    if (kind == ROLE_ADJECTIVE_IDLE)
        return FUND_OK;
    word = slice_part(word, 0, stem);
    if (kind == ROLE_ADJECTIVE_STATE && begins_sentence) {
        letters_lower(word, lower);
        word = slice_of(lower, word.size);
    }
    fund_status status = buffer_append(out, word, error);
    if (status == FUND_OK)
        status = buffer_append(out, sex == WORD_FEMALE ? SLICE("e ") : SLICE("er "), error);
    return status;
}

fund_status roles_write(const struct lists *lists, const struct tokens *tokens,
                        const struct span *person, const struct role *role, struct buffer *out,
                        struct fund_error *error)
{
    if (role->kind == ROLE_CREDIT)
        return buffer_append(out, SLICE("Foto"), error);
    if (role->kind == ROLE_OFFICE)
        return nominative_write(lists, tokens, role->first, role->end, out, error);
    const struct token *head = tokens_at(tokens, role->head);
    struct slice noun = tokens_text(tokens, head);
    uint32_t sex = role_words_sex(noun);
    if (role_words_is_plural(lists, noun)) {
        char singular[ROLE_WORD_MAX];
        sex = role_words_sex(role_words_singular(lists, noun, singular));
    }
    if (sex == 0)
        sex = sex_of_form(tokens, person, role);
    fund_status status = FUND_OK;
    for (size_t i = role->first; i < role->head && status == FUND_OK; i++) {
        const struct token *token = tokens_at(tokens, i);
        status = write_adjective(tokens_text(tokens, token), token_is(token, TOKEN_SENTENCE), sex,
                                 out, error);
    }
    if (status == FUND_OK)
        status = write_noun(lists, noun, sex, out, error);
    if (status == FUND_OK) {
        struct range range = tokens_range(tokens, role->head, role->end);
        status = buffer_append(out, slice_part(tokens->text, head->end, range.end), error);
    }
    return status;
}
