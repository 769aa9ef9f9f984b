/*
 * The _INIT macros of the options as functions.
 */
#include "query/lib/base/options.h"

#include "query/include/fundstelle.h"

#include <string.h>

/* The defaults begin with their size, of which the caller may know less. */
static fund_status fill(void *options, size_t size, const void *defaults, size_t defaults_size,
                        const char *name, struct fund_error *error)
{
    if (options == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "%s: options is NULL", name);
    if (size < sizeof(size) || size > defaults_size)
        return error_set(error, FUND_INVALID_ARGUMENT, "%s: the size is %zu; it is %zu here", name,
                         size, defaults_size);
    memcpy(options, defaults, size);
    memcpy(options, &size, sizeof(size));
    return FUND_OK;
}

fund_status fund_archive_options_init(struct fund_archive_options *options, size_t size,
                                      struct fund_error *error)
{
    const struct fund_archive_options defaults = FUND_ARCHIVE_OPTIONS_INIT;
    return fill(options, size, &defaults, sizeof(defaults), "fund_archive_options_init", error);
}

fund_status fund_search_options_init(struct fund_search_options *options, size_t size,
                                     struct fund_error *error)
{
    const struct fund_search_options defaults = FUND_SEARCH_OPTIONS_INIT;
    return fill(options, size, &defaults, sizeof(defaults), "fund_search_options_init", error);
}

fund_status fund_similar_options_init(struct fund_similar_options *options, size_t size,
                                      struct fund_error *error)
{
    const struct fund_similar_options defaults = FUND_SIMILAR_OPTIONS_INIT;
    return fill(options, size, &defaults, sizeof(defaults), "fund_similar_options_init", error);
}

fund_status fund_complete_options_init(struct fund_complete_options *options, size_t size,
                                       struct fund_error *error)
{
    const struct fund_complete_options defaults = FUND_COMPLETE_OPTIONS_INIT;
    return fill(options, size, &defaults, sizeof(defaults), "fund_complete_options_init", error);
}
