/*
 * What core/dates finds in the text, as dates of the release.
 */
#include "indexer/names/dates.h"

#include "core/dates/dates.h"

static fund_status add(struct release *release, const struct dates_found *found,
                       struct fund_error *error)
{
    struct release_date *date = release_add_date(release);
    if (date == NULL && release->date_count < RELEASE_ENTITIES_MAX)
        return error_no_memory(error);
    if (date == NULL)
        return error_set(error, FUND_LIMIT, "more than %d dates in one release; split it",
                         RELEASE_ENTITIES_MAX);
    *date = (struct release_date){
        .range = {(uint32_t)found->start, (uint32_t)found->end},
        .first_day = found->first_day,
        .last_day = found->last_day,
        .precision = found->precision,
    };
    return FUND_OK;
}

fund_status dates_find(struct release *release, struct fund_error *error)
{
    struct dates_walk walk;
    struct dates_found found;
    fund_status status = FUND_OK;
    dates_init(&walk, release->text, release->published);
    while (status == FUND_OK && dates_next(&walk, &found))
        status = add(release, &found, error);
    return status;
}
