/*
 * A value range from now on: only releases that have an embargo have the value.
 */
#include "query/lib/base/embargo.h"

#include "core/base/clock.h"
#include "core/schema/schema.h"

#include <stdlib.h>
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

struct found {
    store_docid *docids;
    size_t count, capacity, max;
    int64_t ends;
};

static fund_status add(struct found *found, store_docid docid, struct fund_error *error)
{
    if (found->count == found->max)
        return error_set(error, FUND_LIMIT,
                         "more than %zu releases of the archive are under embargo; delete some "
                         "and index them when their moment has come",
                         found->max);
    if (found->count == found->capacity) {
        size_t capacity = found->capacity > 0 ? 2 * found->capacity : 16;
        store_docid *docids = realloc(found->docids, capacity * sizeof(*docids));
        if (docids == NULL)
            return error_no_memory(error);
        found->docids = docids;
        found->capacity = capacity;
    }
    found->docids[found->count++] = docid;
    return FUND_OK;
}

static fund_status collect(struct store_values *values, struct found *found,
                           struct fund_error *error)
{
    for (;;) {
        bool more = false;
        store_docid docid = 0;
        struct slice value = {NULL, 0};
        int64_t moment = CLOCK_NONE;
        fund_status status = store_values_next(values, &more, &docid, &value, error);
        if (status != FUND_OK || !more)
            return status;
        if (!store_decode_moment(value, &moment) || !embargo_lies_ahead(moment))
            continue;
        found->ends = found->count == 0 || moment < found->ends ? moment : found->ends;
        status = add(found, docid, error);
        if (status != FUND_OK)
            return status;
    }
}

fund_status embargo_find(struct store_reader *reader, size_t max, store_docid **docids,
                         size_t *count, int64_t *ends, struct fund_error *error)
{
    struct slice lower, upper;
    struct store_values *values = NULL;
    struct found found = {.max = max, .ends = CLOCK_NONE};
    int64_t last = CLOCK_NONE;
    fund_status status =
        store_reader_value_bounds(reader, SCHEMA_SLOT_EMBARGO, &lower, &upper, error);
    if (status == FUND_OK && store_decode_moment(upper, &last) && embargo_lies_ahead(last)) {
        status = store_values_open(reader, SCHEMA_SLOT_EMBARGO, &values, error);
        if (status == FUND_OK)
            status = collect(values, &found, error);
        store_values_destroy(values);
    }
    if (status != FUND_OK) {
        free(found.docids);
        return status;
    }
    *docids = found.docids;
    *count = found.count;
    *ends = found.ends;
    return FUND_OK;
}

bool embargo_lies_ahead(int64_t moment)
{
    return moment != CLOCK_NONE && moment > now();
}
