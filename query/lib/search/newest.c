/*
 * Two searches: those in order, which ends at the last hit of the page, and the late ones, all of
 * which are sorted.
 */
#include "query/lib/search/newest.h"

#include "core/base/date.h"
#include "core/schema/schema.h"
#include "query/lib/base/build.h"

/* Hits of one search, in their order. */
struct hits {
    struct store_result result;
    size_t at;
    int32_t day; /* of the hit at hand */
};

struct merging {
    const struct session *session;
    struct store_values *values; /* days of those in order: their numbers rise */
    struct hits ordered, late;
};

fund_status newest_is_in_order(const struct session *session, bool *is_in_order,
                               struct fund_error *error)
{
    struct slice value = {NULL, 0};
    uint64_t revision = 0;
    fund_status status =
        store_reader_metadata(session->reader, SLICE(SCHEMA_META_ORDER), &value, error);
    bool is_said = status == FUND_OK && slice_equal(value, SLICE(SCHEMA_ORDER_NEWEST));
    if (is_said)
        status = session_revision(session, &revision, error);
    *is_in_order = is_said && revision != 0;
    return status;
}

static fund_status run(const struct session *session, const struct store_query *query,
                       enum store_sort sort, uint32_t limit, struct store_result *result,
                       struct fund_error *error)
{
    struct store_search search = {
        .query = query, .limit = limit, .sort = sort, .sort_slot = SCHEMA_SLOT_PUBLISHED};
    return store_search(session->reader, &search, result, error);
}

/* DATE_NONE, which is less than any day, where the value is none. */
static int32_t day_of(struct slice value)
{
    int32_t day = DATE_NONE;
    return store_decode_day(value, &day) ? day : DATE_NONE;
}

static fund_status read_ordered(struct merging *merging, struct fund_error *error)
{
    struct hits *hits = &merging->ordered;
    struct slice value = {NULL, 0};
    if (hits->at == hits->result.count)
        return FUND_OK;
    fund_status status =
        store_values_at(merging->values, hits->result.hits[hits->at].docid, &value, error);
    hits->day = day_of(value);
    return status;
}

static fund_status read_late(struct merging *merging, struct fund_error *error)
{
    struct hits *hits = &merging->late;
    struct slice value = {NULL, 0};
    if (hits->at == hits->result.count)
        return FUND_OK;
    fund_status status =
        store_reader_value(merging->session->reader, hits->result.hits[hits->at].docid,
                           SCHEMA_SLOT_PUBLISHED, &value, error);
    hits->day = day_of(value);
    return status;
}

static bool is_late_next(const struct merging *merging)
{
    const struct hits *late = &merging->late, *ordered = &merging->ordered;
    if (late->at == late->result.count)
        return false;
    return ordered->at == ordered->result.count || late->day >= ordered->day;
}

static fund_status merge(struct merging *merging, uint32_t offset, uint32_t limit,
                         struct page *page, struct fund_error *error)
{
    size_t all = merging->ordered.result.count + merging->late.result.count;
    size_t end = (size_t)offset + limit;
    fund_status status = read_ordered(merging, error);
    if (status == FUND_OK)
        status = read_late(merging, error);
    for (size_t rank = 0; rank < end && rank < all && status == FUND_OK; rank++) {
        bool is_late = is_late_next(merging);
        struct hits *hits = is_late ? &merging->late : &merging->ordered;
        store_docid docid = hits->result.hits[hits->at++].docid;
        if (rank >= offset)
            page_append(page, docid, 0);
        status = is_late ? read_late(merging, error) : read_ordered(merging, error);
    }
    return status;
}

/* Those that stand in order alone: no day is looked at. */
static void append(const struct store_result *result, uint32_t offset, struct page *page)
{
    for (size_t i = offset; i < result->count; i++)
        page_append(page, result->hits[i].docid, 0);
}

static fund_status fetch_both(struct merging *merging, struct store_query *query, uint32_t offset,
                              uint32_t limit, struct page *page, struct fund_error *error)
{
    const struct session *session = merging->session;
    struct build build = build_init(error);
    struct store_query *late = build_term(&build, SCHEMA_LATE, SLICE(SCHEMA_LATE_YES));
    struct store_query *late_hits = build_pair(&build, STORE_FILTER, query, late);
    struct store_query *ordered_hits = build_pair(&build, STORE_AND_NOT, query, late);
    fund_status status = build.status;
    if (status == FUND_OK)
        status = run(session, late_hits, STORE_BY_VALUE_DESCENDING, offset + limit,
                     &merging->late.result, error);
    if (status == FUND_OK)
        status = run(session, ordered_hits, STORE_BY_DOCID_ASCENDING, offset + limit,
                     &merging->ordered.result, error);
    if (status == FUND_OK)
        status = store_values_open(session->reader, SCHEMA_SLOT_PUBLISHED, &merging->values, error);
    if (status == FUND_OK)
        status = merge(merging, offset, limit, page, error);
    build_finish(&build);
    return status;
}

fund_status newest_fetch(const struct session *session, struct store_query *query, uint32_t offset,
                         uint32_t limit, struct page *page, struct fund_error *error)
{
    struct merging merging = {.session = session};
    uint32_t late_count = 0;
    fund_status status = build_term_frequency(session->reader, SCHEMA_LATE, SLICE(SCHEMA_LATE_YES),
                                              &late_count, error);
    if (status == FUND_OK && late_count == 0) {
        status = run(session, query, STORE_BY_DOCID_ASCENDING, offset + limit,
                     &merging.ordered.result, error);
        append(&merging.ordered.result, offset, page);
    } else if (status == FUND_OK) {
        status = fetch_both(&merging, query, offset, limit, page, error);
    }
    store_values_destroy(merging.values);
    store_result_finish(&merging.ordered.result);
    store_result_finish(&merging.late.result);
    return status;
}
