/*
 * Copying options.
 */
#include "query/lib/base/options.h"

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
