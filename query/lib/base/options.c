/*
 * Checks of what a caller gives.
 */
#include "query/lib/base/options.h"

#include "core/base/date.h"
#include "core/base/utf8.h"
#include "query/include/fundstelle.h"

#include <string.h>

fund_status options_copy(const void *given, void *options, size_t size, const char *name,
                         const char *init_name, struct fund_error *error)
{
    size_t given_size = size;
    if (given == NULL)
        return FUND_OK;
    memcpy(&given_size, given, sizeof(given_size));
    if (given_size < sizeof(given_size) || given_size > size)
        return error_set(error, FUND_INVALID_ARGUMENT, "%s.size is %zu; set it with %s", name,
                         given_size, init_name);
    memcpy(options, given, given_size);
    return FUND_OK;
}

fund_status options_string(const char *string, const char *what, struct slice *out,
                           struct fund_error *error)
{
    if (string == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "%s is NULL", what);
    struct slice text = slice_of(string, strnlen(string, FUND_QUERY_MAX + 1));
    if (text.size > FUND_QUERY_MAX)
        return error_set(error, FUND_LIMIT, "%s is longer than %d bytes", what, FUND_QUERY_MAX);
    size_t valid = utf8_valid_prefix(text);
    if (valid < text.size)
        return error_set(error, FUND_INVALID_ARGUMENT, "%s is no well-formed UTF-8 at byte %zu",
                         what, valid);
    *out = text;
    return FUND_OK;
}

int32_t options_day(int32_t day)
{
    int32_t first = date_from_civil(DATE_FIRST_YEAR, 1, 1);
    int32_t last = date_from_civil(DATE_LAST_YEAR, 12, 31);
    if (day == FUND_DATE_NONE)
        return DATE_NONE;
    if (day < first)
        return first;
    return day > last ? last : day;
}
