/*
 * Titles and roles beside the names of persons. The look-around ends at the next person, at the
 * line's end and after a few tokens, so that the time is linear in the text.
 */
#include "indexer/names/role_view.h"

/* Tokens between two persons who share a role. */
#define BETWEEN_MAX 12

/* Whether only "und", commas, brackets and titles stand between the two. */
static bool are_listed(const struct tokens *tokens, const struct span *first,
                       const struct span *second)
{
    static const char *const joints[] = {"und", "sowie", ",", "(", ")", "/", "-", NULL};
    if (second->first > first->end + BETWEEN_MAX)
        return false;
    for (size_t at = first->end; at < second->first; at++) {
        const struct token *token = tokens_next(tokens, at);
        if (!tokens_is_any(tokens, token, joints) && !token_is(token, TOKEN_CAPITALS) &&
            !token_has(token, WORD_DEGREE | WORD_TITLE | WORD_ACRONYM))
            return false;
    }
    return second->first > first->end;
}

/* "die Stadträte A und B", "A und B, Leiterinnen des Amtes": what one has is the other's. */
static void share_role(const struct span *from, struct span *to)
{
    const struct role *role = &from->roles[0];
    if (from->role_count > 0 && to->role_count == 0 && role->kind == ROLE_OF_MANY)
        to->roles[to->role_count++] = *role;
}

void roles_find(const struct lists *lists, const struct tokens *tokens,
                const struct spans *organisations, struct spans *persons)
{
    struct view view = {.lists = lists, .tokens = tokens, .organisations = organisations};
    for (size_t i = 0; i < persons->count; i++) {
        struct span *person = &persons->items[i];
        bool is_last = i + 1 == persons->count;
        size_t high = is_last ? tokens->count : persons->items[i + 1].first;
        while (high > person->end &&
               token_has(tokens_before(tokens, high), WORD_DEGREE | WORD_TITLE))
            high--;
        view.person = person;
        view.low = i > 0 ? persons->items[i - 1].end : 0;
        view.high = high;
        roles_before(&view);
        bool is_listed = i > 0 && are_listed(tokens, person - 1, person);
        if (is_listed)
            share_role(person - 1, person);
        roles_behind(&view);
        if (is_listed)
            share_role(person, person - 1);
    }
}
