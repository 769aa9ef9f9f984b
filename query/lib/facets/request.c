/*
 * Which facets a caller asks for, and which values are selected.
 */
#include "query/lib/facets/facets.h"

#include "core/base/date.h"
#include "core/base/utf8.h"
#include "query/lib/facets/count.h"

static bool is_period(enum fund_facet_kind kind)
{
    return kind == FUND_FACET_YEAR || kind == FUND_FACET_MONTH || kind == FUND_FACET_DAY;
}

static fund_status check_selection(const struct fund_selection *selection, struct fund_error *error)
{
    int32_t first_day = DATE_NONE;
    int kind = (int)selection->facet;
    if (kind < 0 || kind >= FACETS_COUNT)
        return error_set(error, FUND_INVALID_ARGUMENT, "%d is no facet", kind);
    if (selection->value == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "a selected value is NULL");
    struct slice value = slice_of(selection->value, strnlen(selection->value, FUND_QUERY_MAX + 1));
    if (value.size > FUND_QUERY_MAX)
        return error_set(error, FUND_LIMIT, "a selected value is longer than %d bytes",
                         FUND_QUERY_MAX);
    if (value.size == 0 || utf8_valid_prefix(value) < value.size)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "a selected value is empty or no well-formed UTF-8");
    if (is_period(selection->facet) && !facet_read_period(selection->facet, value, &first_day))
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "'%s' is no value of its facet; write a year as 2023, a month as "
                         "2023-08, a day as 2023-08-18",
                         selection->value);
    return FUND_OK;
}

fund_status facets_read_request(const struct fund_search_options *options,
                                struct facets_request *request, struct fund_error *error)
{
    const uint32_t periods = FUND_FACET_BIT(FUND_FACET_YEAR) | FUND_FACET_BIT(FUND_FACET_MONTH) |
                             FUND_FACET_BIT(FUND_FACET_DAY);
    if (options->facets >= FUND_FACET_BIT(FACETS_COUNT))
        return error_set(error, FUND_INVALID_ARGUMENT, "facets has bits of no facet");
    if ((options->histograms & ~periods) != 0)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "histograms are those of years, months and days");
    if (options->facet_limit > FUND_FACET_LIMIT_MAX)
        return error_set(error, FUND_LIMIT, "%u values of a facet are asked for; at most %d are",
                         options->facet_limit, FUND_FACET_LIMIT_MAX);
    if (options->selection_count > FUND_SELECTIONS_MAX)
        return error_set(error, FUND_LIMIT, "more than %d values are selected",
                         FUND_SELECTIONS_MAX);
    if (options->selections == NULL && options->selection_count > 0)
        return error_set(error, FUND_INVALID_ARGUMENT, "selections is NULL");
    fund_status status = FUND_OK;
    for (size_t i = 0; i < options->selection_count && status == FUND_OK; i++)
        status = check_selection(&options->selections[i], error);
    if (status != FUND_OK)
        return status;
    *request = (struct facets_request){options->facets, options->histograms, options->facet_limit,
                                       options->selections, options->selection_count};
    return FUND_OK;
}
