/*
 * One item lies on the shelf, the newest; older ones live until they are returned. Where no commit
 * can be told from another (an archive on several machines), each session keeps its own.
 */
#include "query/lib/facets/shelf.h"

#include <pthread.h>
#include <stdlib.h>

/* Looking up one release costs as much as running past so many. */
#define LOOKUP_COST 16

struct shelf_item {
    struct columns *columns;
    uint64_t state; /* of the archive, as session_state tells it */
    size_t users;   /* calls, and the shelf */
};

struct shelf {
    pthread_mutex_t reading; /* held while columns of all releases are read */
    pthread_mutex_t lock;    /* guards what follows, and the users of every item */
    struct shelf_item *newest;
    uint64_t looked_up; /* releases, since columns were read */
};

fund_status shelf_create(struct shelf **out, struct fund_error *error)
{
    struct shelf *shelf = calloc(1, sizeof(*shelf));
    if (shelf == NULL)
        return error_no_memory(error);
    if (pthread_mutex_init(&shelf->reading, NULL) != 0) {
        free(shelf);
        return error_no_memory(error);
    }
    if (pthread_mutex_init(&shelf->lock, NULL) != 0) {
        pthread_mutex_destroy(&shelf->reading);
        free(shelf);
        return error_no_memory(error);
    }
    *out = shelf;
    return FUND_OK;
}

void shelf_leave(struct shelf *shelf, struct shelf_item *item)
{
    if (item == NULL)
        return;
    pthread_mutex_lock(&shelf->lock);
    bool is_unused = --item->users == 0;
    pthread_mutex_unlock(&shelf->lock);
    if (!is_unused)
        return;
    columns_destroy(item->columns);
    free(item);
}

void shelf_destroy(struct shelf *shelf)
{
    if (shelf == NULL)
        return;
    shelf_leave(shelf, shelf->newest);
    pthread_mutex_destroy(&shelf->lock);
    pthread_mutex_destroy(&shelf->reading);
    free(shelf);
}

/* ---- columns of the whole archive ----------------------------------------------------------- */

/* What a call looks for: columns of this state, and where they lie. */
struct wanted {
    struct shelf *shelf;
    struct shelf_item **place; /* the shelf's newest, or the session's own */
    uint64_t state;
    bool with_names;
};

static struct shelf_item *join(const struct wanted *wanted)
{
    struct shelf *shelf = wanted->shelf;
    pthread_mutex_lock(&shelf->lock);
    struct shelf_item *item = *wanted->place;
    if (item != NULL && item->state == wanted->state &&
        (item->columns->has_names || !wanted->with_names))
        item->users++;
    else
        item = NULL;
    pthread_mutex_unlock(&shelf->lock);
    return item;
}

static void put(const struct wanted *wanted, struct shelf_item *item)
{
    struct shelf *shelf = wanted->shelf;
    pthread_mutex_lock(&shelf->lock);
    struct shelf_item *replaced = *wanted->place;
    *wanted->place = item;
    shelf->looked_up = 0;
    pthread_mutex_unlock(&shelf->lock);
    shelf_leave(shelf, replaced);
}

static fund_status read_item(const struct session *session, const struct wanted *wanted,
                             struct shelf_item **out, struct fund_error *error)
{
    struct shelf_item *item = calloc(1, sizeof(*item));
    if (item == NULL)
        return error_no_memory(error);
    fund_status status =
        columns_read(session, COLUMNS_ALL, 0, wanted->with_names, &item->columns, error);
    if (status != FUND_OK) {
        free(item);
        return status;
    }
    item->state = wanted->state;
    item->users = 2;
    put(wanted, item);
    *out = item;
    return FUND_OK;
}

/* Who waited for another's reading takes what that has read. */
static fund_status lend_all(const struct session *session, const struct wanted *wanted,
                            struct shelf_loan *loan, struct fund_error *error)
{
    fund_status status = FUND_OK;
    pthread_mutex_lock(&wanted->shelf->reading);
    struct shelf_item *item = join(wanted);
    if (item == NULL)
        status = read_item(session, wanted, &item, error);
    pthread_mutex_unlock(&wanted->shelf->reading);
    if (status == FUND_OK)
        *loan = (struct shelf_loan){wanted->shelf, item, NULL, item->columns};
    return status;
}

/* ---- loans ---------------------------------------------------------------------------------- */

/* Whether these hits and those of calls before are fewer than pay for reading all. */
static bool are_few(struct shelf *shelf, size_t count, uint32_t documents)
{
    pthread_mutex_lock(&shelf->lock);
    uint64_t all = shelf->looked_up + count;
    bool are = all * LOOKUP_COST <= documents || count == 0;
    if (are)
        shelf->looked_up = all;
    pthread_mutex_unlock(&shelf->lock);
    return are;
}

static fund_status lend_hits(const struct session *session, const store_docid *hits, size_t count,
                             bool with_names, struct shelf_loan *loan, struct fund_error *error)
{
    static const store_docid none = 0;
    struct columns *columns = NULL;
    fund_status status =
        columns_read(session, count > 0 ? hits : &none, count, with_names, &columns, error);
    if (status == FUND_OK)
        *loan = (struct shelf_loan){session->shelf, NULL, columns, columns};
    return status;
}

fund_status shelf_lend(struct session *session, const store_docid *hits, size_t count,
                       bool with_names, struct shelf_loan *loan, struct fund_error *error)
{
    bool is_shared = true;
    uint32_t documents = 0;
    struct wanted wanted = {session->shelf, &session->shelf->newest, 0, with_names};
    fund_status status = session_state(session, &wanted.state, &is_shared, error);
    if (status == FUND_OK)
        status = store_reader_document_count(session->reader, &documents, error);
    if (status != FUND_OK)
        return status;
    if (!is_shared)
        wanted.place = &session->own_columns;
    struct shelf_item *item = join(&wanted);
    if (item != NULL) {
        *loan = (struct shelf_loan){session->shelf, item, NULL, item->columns};
        return FUND_OK;
    }
    if (are_few(session->shelf, count, documents))
        return lend_hits(session, hits, count, with_names, loan, error);
    return lend_all(session, &wanted, loan, error);
}

void shelf_return(struct shelf_loan *loan)
{
    if (loan->item != NULL)
        shelf_leave(loan->shelf, loan->item);
    columns_destroy(loan->own);
    *loan = (struct shelf_loan){NULL, NULL, NULL, NULL};
}
