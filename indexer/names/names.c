/*
 * The chain: tokens, places, organisations, persons, lone surnames and acronyms, linking, dates.
 */
#include "indexer/names/names.h"

#include "indexer/names/aliases.h"
#include "indexer/names/dates.h"
#include "indexer/names/link.h"
#include "indexer/names/organisations.h"
#include "indexer/names/persons.h"
#include "indexer/names/places.h"
#include "indexer/names/release_places.h"
#include "indexer/names/roles.h"

#include <stdlib.h>

struct names {
    struct lists *lists;
};

fund_status names_create(struct names **out, struct fund_error *error)
{
    struct names *names = calloc(1, sizeof(*names));
    if (names == NULL)
        return error_no_memory(error);
    fund_status status = lists_create(&names->lists, error);
    if (status != FUND_OK) {
        free(names);
        return status;
    }
    *out = names;
    return FUND_OK;
}

void names_destroy(struct names *names)
{
    if (names == NULL)
        return;
    lists_destroy(names->lists);
    free(names);
}

fund_status names_find(const struct names *names, struct release *release, struct fund_error *error)
{
    struct tokens tokens = {.items = NULL};
    struct spans persons = {.items = NULL}, organisations = {.items = NULL};
    fund_status status = tokens_scan(release, names->lists, &tokens, error);
    if (status == FUND_OK)
        status = places_mark(names->lists, &tokens, error);
    if (status == FUND_OK)
        status = organisations_find(&tokens, &organisations, error);
    if (status == FUND_OK)
        status = persons_find(&tokens, &persons, error);
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
        status = release_places_find(names->lists, &tokens, release, error);
    if (status == FUND_OK)
        status = dates_find(release, error);
    spans_finish(&persons);
    spans_finish(&organisations);
    tokens_finish(&tokens);
    return status;
}
