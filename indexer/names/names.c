/*
 * The chain: tokens, context, tagger, grammar, lone surnames and acronyms, linking, dates.
 */
#include "indexer/names/names.h"

#include "indexer/names/aliases.h"
#include "indexer/names/context.h"
#include "indexer/names/dates.h"
#include "indexer/names/grammar.h"
#include "indexer/names/link.h"
#include "indexer/names/persons.h"
#include "indexer/names/release_places.h"
#include "indexer/names/roles.h"
#include "indexer/names/tagger.h"

#include <stdlib.h>

struct names {
    struct lists *lists;
    struct model model;
    struct types *types;
};

fund_status names_create_with(struct slice model, struct names **out, struct fund_error *error)
{
    struct names *names = calloc(1, sizeof(*names));
    if (names == NULL)
        return error_no_memory(error);
    fund_status status = model_open(model, &names->model, error);
    if (status == FUND_OK)
        status = lists_create(&names->lists, error);
    if (status == FUND_OK)
        status = types_create(names->lists, &names->model, &names->types, error);
    if (status != FUND_OK) {
        names_destroy(names);
        return status;
    }
    *out = names;
    return FUND_OK;
}

void names_destroy(struct names *names)
{
    if (names == NULL)
        return;
    types_destroy(names->types);
    lists_destroy(names->lists);
    free(names);
}

void names_share_words(struct names *names, struct text_cursor *cursor)
{
    types_share_words(names->types, cursor);
}

fund_status names_find(struct names *names, struct release *release, struct fund_error *error)
{
    struct tokens tokens = {.items = NULL};
    struct spans persons = {.items = NULL}, organisations = {.items = NULL};
    fund_status status = tokens_scan(release, names->types, &tokens, error);
    if (status == FUND_OK)
        status = context_find(names->lists, &tokens, error);
    if (status == FUND_OK)
        status = tagger_find(&names->model, &tokens, &persons, &organisations, error);
    if (status == FUND_OK)
        status = grammar_apply(&tokens, &persons, &organisations, error);
    if (status == FUND_OK)
        status = aliases_find(&tokens, &organisations, error);
    if (status == FUND_OK)
        status = persons_propagate(&tokens, &persons, error);
    if (status == FUND_OK)
        roles_find(names->lists, &tokens, &organisations, &persons);
    if (status == FUND_OK)
        status = link_persons(names->lists, &tokens, &persons, release, error);
    if (status == FUND_OK)
        status = link_organisations(names->lists, &tokens, &organisations, release, error);
    if (status == FUND_OK)
        status = release_places_find(names->lists, &tokens, &persons, release, error);
    if (status == FUND_OK)
        status = dates_find(release, error);
    spans_finish(&persons);
    spans_finish(&organisations);
    tokens_finish(&tokens);
    return status;
}
