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

static fund_status collect(struct store_values *values, store_docid *docids, size_t max,
                           size_t *count, int64_t *ends, struct fund_error *error)
{
    for (*count = 0; *count < max;) {
        bool more = false;
        struct slice value = {NULL, 0};
        int64_t moment = CLOCK_NONE;
        fund_status status = store_values_next(values, &more, &docids[*count], &value, error);
        if (status != FUND_OK || !more)
            return status;
        if (!store_decode_moment(value, &moment) || !embargo_lies_ahead(moment))
            continue;
        *ends = *count == 0 || moment < *ends ? moment : *ends;
        ++*count;
    }
    return FUND_OK;
}

fund_status embargo_find(struct store_reader *reader, store_docid *docids, size_t max,
                         size_t *count, int64_t *ends, struct fund_error *error)
{
    struct slice lower, upper;
    struct store_values *values = NULL;
    int64_t last = CLOCK_NONE;
    *count = 0;
    *ends = CLOCK_NONE;
    fund_status status =
        store_reader_value_bounds(reader, SCHEMA_SLOT_EMBARGO, &lower, &upper, error);
    if (status != FUND_OK || !store_decode_moment(upper, &last) || !embargo_lies_ahead(last))
        return status;
    status = store_values_open(reader, SCHEMA_SLOT_EMBARGO, &values, error);
    if (status == FUND_OK)
        status = collect(values, docids, max, count, ends, error);
    store_values_destroy(values);
    return status;
}

bool embargo_lies_ahead(int64_t moment)
{
    return moment != CLOCK_NONE && moment > now();
}
