/*
 * The releases by which the other names of an entry are shown. An id is a term of its release: of a few
 * releases each is asked for its terms; where many are, the ids of all are read once.
 */
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"
#include "query/lib/lists/list.h"
#include "query/lib/releases/view.h"

/* Asking one release costs as much as reading the ids of so many. */
#define ASKED_COST 100

/* The document of an id that is being walked over. */
static fund_status find_document(const struct list *list, const struct store_terms *terms,
                                 struct slice term, store_docid *docid)
{
    *docid = store_terms_first_document(terms);
    return *docid != 0 ? FUND_OK
                       : store_reader_find(list->session->reader, term, docid, list->error);
}

static fund_status add_ids(struct list *list, struct store_terms *terms)
{
    fund_status status = FUND_OK;
    bool more = true;
    while (status == FUND_OK && more) {
        struct slice term = {NULL, 0};
        store_docid docid = 0;
        uint32_t count = 0;
        status = store_terms_next(terms, &more, &term, &count, list->error);
        if (status == FUND_OK && more)
            status = find_document(list, terms, term, &docid);
        if (status != FUND_OK || docid == 0 || docid > list->id_end)
            continue;
        struct slice id = slice_part(term, strlen(SCHEMA_ID), term.size);
        list->ids[docid] = arena_copy(list->context.arena, id);
        if (list->ids[docid].data == NULL)
            status = error_no_memory(list->error);
    }
    return status;
}

static fund_status read_ids(struct list *list)
{
    struct store_terms *terms = NULL;
    list->ids = arena_array(list->context.arena, (size_t)list->id_end + 1, sizeof(*list->ids));
    if (list->ids == NULL)
        return error_no_memory(list->error);
    fund_status status =
        store_terms_all(list->session->reader, SLICE(SCHEMA_ID), &terms, list->error);
    if (status == FUND_OK)
        status = add_ids(list, terms);
    store_terms_destroy(terms);
    return status;
}

/* Reads all ids once asking has cost as much. */
static fund_status prepare(struct list *list)
{
    fund_status status = FUND_OK;
    if (list->ids != NULL)
        return FUND_OK;
    if (list->asked++ == 0)
        status = store_reader_last_docid(list->session->reader, &list->id_end, list->error);
    if (status == FUND_OK && (uint64_t)list->asked * ASKED_COST > list->id_end)
        status = read_ids(list);
    return status;
}

static fund_status ask(struct list *list, store_docid docid, const char **id)
{
    struct slice term;
    struct store_terms *terms = NULL;
    uint32_t count = 0;
    bool more = false;
    fund_status status =
        store_terms_of(list->session->reader, docid, SLICE(SCHEMA_ID), &terms, list->error);
    if (status == FUND_OK)
        status = store_terms_next(terms, &more, &term, &count, list->error);
    if (status == FUND_OK && more &&
        !view_string(list->arena, slice_part(term, strlen(SCHEMA_ID), term.size), id))
        status = error_no_memory(list->error);
    store_terms_destroy(terms);
    return status;
}

fund_status list_find_release(struct list *list, const char *prefix, struct slice text,
                              const char **id)
{
    char bytes[STORE_TERM_MAX];
    struct slice term;
    store_docid docid = 0;
    if (list->without_releases || !build_join(prefix, text, bytes, &term))
        return FUND_OK;
    fund_status status = store_reader_find(list->session->reader, term, &docid, list->error);
    if (status != FUND_OK || docid == 0)
        return status;
    status = prepare(list);
    if (status != FUND_OK)
        return status;
    if (list->ids == NULL || docid > list->id_end)
        return ask(list, docid, id);
    if (list->ids[docid].size > 0 && !view_string(list->arena, list->ids[docid], id))
        return error_no_memory(list->error);
    return FUND_OK;
}
