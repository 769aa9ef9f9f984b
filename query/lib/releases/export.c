/*
 * A walk over all releases. Their ids and days are read at its beginning; each release is then
 * fetched when its turn comes, so that a walk needs little memory and outlives commits.
 */
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"
#include "query/lib/releases/view.h"

#include <stdlib.h>

#define ARENA_MAX ((size_t)1 << 32)

struct entry {
    int32_t day;
    struct slice id;
};

struct fund_export {
    fund_archive *archive;
    struct arena arena;
    struct entry *entries;
    size_t count, capacity, next;
};

/* By day, what has none last; then by id. */
static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    if (a->day != b->day) {
        if (a->day == DATE_NONE || b->day == DATE_NONE)
            return a->day == DATE_NONE ? 1 : -1;
        return a->day < b->day ? -1 : 1;
    }
    return slice_compare(a->id, b->id);
}

static fund_status read_day(struct session *session, struct slice id, int32_t *day,
                            struct fund_error *error)
{
    store_docid docid = 0;
    struct slice value = {NULL, 0};
    fund_status status = view_find(session, id, &docid, error);
    if (status == FUND_OK && docid != 0)
        status = store_reader_value(session->reader, docid, SCHEMA_SLOT_PUBLISHED, &value, error);
    if (status == FUND_OK && !store_decode_day(value, day))
        *day = DATE_NONE;
    return status;
}

struct listing {
    struct session *session;
    fund_export *walk;
};

static fund_status add_entry(void *context, struct slice id, uint32_t count,
                             struct fund_error *error)
{
    struct listing *listing = context;
    fund_export *walk = listing->walk;
    void *items = walk->entries;
    struct slice copy = arena_copy(&walk->arena, id);
    (void)count;
    if (copy.data == NULL ||
        !arena_grow(&walk->arena, &items, walk->count, &walk->capacity, sizeof(*walk->entries)))
        return error_no_memory(error);
    walk->entries = items;
    walk->entries[walk->count].id = copy;
    fund_status status = read_day(listing->session, copy, &walk->entries[walk->count].day, error);
    if (status == FUND_OK)
        walk->count++;
    return status;
}

static fund_status list(struct session *session, void *context, struct fund_error *error)
{
    fund_export *walk = context;
    struct listing listing = {session, walk};
    fund_status status = walk_terms(session->reader, SCHEMA_ID, slice_of(NULL, 0), SIZE_MAX,
                                    add_entry, &listing, error);
    if (status == FUND_OK && walk->count > 0)
        qsort(walk->entries, walk->count, sizeof(*walk->entries), compare_entries);
    if (status != FUND_OK) {
        arena_finish(&walk->arena);
        walk->entries = NULL;
        walk->count = walk->capacity = 0;
    }
    return status;
}

fund_status fund_archive_export(fund_archive *archive, fund_export **out, struct fund_error *error)
{
    if (archive == NULL || out == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_export: archive or walk is NULL");
    fund_export *walk = calloc(1, sizeof(*walk));
    if (walk == NULL)
        return error_no_memory(error);
    walk->archive = archive;
    walk->arena = arena_init(ARENA_MAX);
    fund_status status = session_run(archive, list, walk, error);
    if (status != FUND_OK) {
        fund_export_close(walk);
        return status;
    }
    *out = walk;
    return FUND_OK;
}

struct fetching {
    struct slice id;
    fund_release *release; /* NULL: it was removed since the walk began */
};

static fund_status fetch(struct session *session, void *context, struct fund_error *error)
{
    struct fetching *fetching = context;
    store_docid docid = 0;
    fund_status status = view_find(session, fetching->id, &docid, error);
    if (status != FUND_OK || docid == 0)
        return status;
    return view_read(session, docid, &fetching->release, error);
}

fund_status fund_export_next(fund_export *walk, fund_release **release, struct fund_error *error)
{
    if (walk == NULL || release == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "fund_export_next: walk or release is NULL");
    struct fetching fetching = {.release = NULL};
    while (walk->next < walk->count && fetching.release == NULL) {
        fetching.id = walk->entries[walk->next].id;
        fund_status status = session_run(walk->archive, fetch, &fetching, error);
        if (status != FUND_OK)
            return status;
        walk->next++;
    }
    *release = fetching.release;
    return FUND_OK;
}

void fund_export_close(fund_export *walk)
{
    if (walk == NULL)
        return;
    arena_finish(&walk->arena);
    free(walk);
}
