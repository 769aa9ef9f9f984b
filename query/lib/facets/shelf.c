/*
 * Whose columns a call takes.
 */
#include "query/lib/facets/shelf.h"

/* A call that reads the columns of all releases. */
struct reading {
    const struct session *session;
    bool with_names;
};

static fund_status read_all(void *context, void **out, struct fund_error *error)
{
    const struct reading *reading = context;
    struct columns *columns = NULL;
    fund_status status =
        columns_read(reading->session, COLUMNS_ALL, 0, reading->with_names, &columns, error);
    if (status == FUND_OK)
        *out = columns;
    return status;
}

static void destroy(void *columns)
{
    columns_destroy(columns);
}

static const struct shared_kind columns_kind = {.make = read_all, .destroy = destroy};

static fund_status lend_hits(const struct session *session, const store_docid *hits, size_t count,
                             bool with_names, struct shelf_loan *loan, struct fund_error *error)
{
    static const store_docid none = 0;
    struct columns *columns = NULL;
    fund_status status =
        columns_read(session, count > 0 ? hits : &none, count, with_names, &columns, error);
    if (status == FUND_OK)
        *loan = (struct shelf_loan){NULL, NULL, columns, columns};
    return status;
}

/* For few hits, and the first time for any: a program that asks but once needs no others. */
static bool goes_alone(struct shared_place *place, size_t count, uint32_t documents)
{
    return shared_go_without(place, (uint64_t)count * COLUMNS_LOOKUP_COST, documents) ||
           shared_is_first(place);
}

fund_status shelf_lend(struct session *session, const store_docid *hits, size_t count,
                       bool with_names, struct shelf_loan *loan, struct fund_error *error)
{
    bool is_shared = true;
    uint32_t documents = 0;
    struct shared_wish wish = {.is_full = with_names};
    fund_status status = session_state(session, &wish.state, &is_shared, error);
    if (status == FUND_OK)
        status = store_reader_document_count(session->reader, &documents, error);
    if (status != FUND_OK)
        return status;
    struct shared_place *place = session_columns(session, is_shared);
    struct shared_thing *shared = shared_find(place, wish);
    if (shared == NULL && goes_alone(place, count, documents))
        return lend_hits(session, hits, count, with_names, loan, error);
    struct reading reading = {session, with_names};
    if (shared == NULL)
        status = shared_take(place, &columns_kind, wish, &reading, &shared, error);
    if (status == FUND_OK)
        *loan = (struct shelf_loan){place, shared, NULL, shared_get(shared)};
    return status;
}

void shelf_return(struct shelf_loan *loan)
{
    if (loan->shared != NULL)
        shared_leave(loan->place, loan->shared);
    columns_destroy(loan->own);
    *loan = (struct shelf_loan){NULL, NULL, NULL, NULL};
}
