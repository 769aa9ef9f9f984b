/*
 * Corrections of the tagger's spans.
 */
#include "indexer/names/grammar.h"

#include "indexer/names/organisations.h"
#include "indexer/names/persons.h"

fund_status grammar_apply(struct tokens *tokens, struct spans *persons,
                          struct spans *organisations, struct fund_error *error)
{
    for (size_t i = 0; i < persons->count; i++) {
        struct span *person = &persons->items[i];
        const struct token *token = tokens_at(tokens, person->first);
        if (token_has(token, WORD_FIRST_NAME))
            person->sex = token->classes & (WORD_MALE | WORD_FEMALE);
        roles_find(tokens, person);
    }
    (void)organisations;
    (void)error;
    return FUND_OK;
}
