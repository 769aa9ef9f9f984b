/*
 * A value range from now on: only releases that have an embargo have the value.
 */
#include "query/lib/base/embargo.h"

#include "core/base/clock.h"
#include "core/schema/schema.h"

#include <time.h>

static int64_t now(void)
{
    return (int64_t)time(NULL);
}

struct store_query *embargo_leave_out(struct build *build, struct store_reader *reader,
                                      struct store_query *query)
{
    char bytes[STORE_MOMENT_SIZE];
    struct slice lower, upper, none = {NULL, 0};
    if (build->status != FUND_OK)
        return query;
    store_encode_moment(now() + 1, bytes);
    struct slice first = slice_of(bytes, sizeof(bytes));
    build->status =
        store_reader_value_bounds(reader, SCHEMA_SLOT_EMBARGO, &lower, &upper, build->error);
    if (build->status != FUND_OK || slice_compare(upper, first) < 0)
        return query;
    return build_pair(build, STORE_AND_NOT, query,
                      build_value_range(build, SCHEMA_SLOT_EMBARGO, first, none));
}

bool embargo_lies_ahead(int64_t moment)
{
    return moment != CLOCK_NONE && moment > now();
}
