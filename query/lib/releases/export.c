/*
 * A walk over all releases, or those that have changed. Their ids and days are read at its beginning; each release is then
 * fetched when its turn comes, so that a walk needs little memory and outlives commits.
 */
#include "core/base/clock.h"
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"
#include "query/lib/base/embargo.h"
#include "query/lib/releases/view.h"

#include <inttypes.h>
#include <stdlib.h>

#define ARENA_MAX ((size_t)1 << 32)
/* Days for which a release whose embargo has ended counts as changed. */
#define EMBARGO_DAYS 30

struct entry {
    int32_t day;
    struct slice id;
};

struct fund_export {
    fund_archive *archive;
    struct arena arena;
    struct entry *entries;
    size_t count, capacity, next;
    uint64_t since, revision;
    bool is_of_changes;
    const char **deleted;
    size_t deleted_count, deleted_capacity, next_deleted;
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

/* ---- changes -------------------------------------------------------------------------------- */

/* Every document has one id. */
static fund_status add_document(struct listing *listing, store_docid docid,
                                struct fund_error *error)
{
    struct store_terms *terms = NULL;
    struct slice term = {NULL, 0};
    uint32_t count = 0;
    bool more = false;
    fund_status status =
        store_terms_of(listing->session->reader, docid, SLICE(SCHEMA_ID), &terms, error);
    if (status == FUND_OK)
        status = store_terms_next(terms, &more, &term, &count, error);
    if (status == FUND_OK && more)
        status = add_entry(listing, slice_part(term, strlen(SCHEMA_ID), term.size), count, error);
    store_terms_destroy(terms);
    return status;
}

/* 0 where there is none. */
static uint64_t read_revision(struct session *session, const char *key)
{
    struct slice value = {NULL, 0};
    fund_status status = store_reader_metadata(session->reader, slice_from(key), &value, NULL);
    return status == FUND_OK ? schema_decode_revision(value) : 0;
}

/* What was under embargo counts as new for some time after its end. */
static bool is_freshly_free(struct slice value)
{
    int64_t moment = CLOCK_NONE;
    return store_decode_moment(value, &moment) && !embargo_lies_ahead(moment) &&
           embargo_lies_ahead(moment + EMBARGO_DAYS * (int64_t)CLOCK_DAY_SECONDS);
}

static fund_status list_slot(struct listing *listing, uint32_t slot, struct fund_error *error)
{
    struct store_values *values = NULL;
    bool is_embargo = slot == SCHEMA_SLOT_EMBARGO, more = true;
    fund_status status = store_values_open(listing->session->reader, slot, &values, error);
    while (status == FUND_OK) {
        store_docid docid = 0;
        struct slice value = {NULL, 0};
        status = store_values_next(values, &more, &docid, &value, error);
        if (status != FUND_OK || !more)
            break;
        bool is_new = is_embargo ? is_freshly_free(value)
                                 : schema_decode_revision(value) > listing->walk->since;
        if (is_new)
            status = add_document(listing, docid, error);
    }
    store_values_destroy(values);
    return status;
}

static fund_status add_deleted(fund_export *walk, struct slice id, struct fund_error *error)
{
    void *items = walk->deleted;
    struct slice copy = arena_copy(&walk->arena, id);
    if (copy.data == NULL || !arena_grow(&walk->arena, &items, walk->deleted_count,
                                         &walk->deleted_capacity, sizeof(*walk->deleted)))
        return error_no_memory(error);
    walk->deleted = items;
    walk->deleted[walk->deleted_count++] = copy.data;
    return FUND_OK;
}

static fund_status list_deleted(struct listing *listing, struct fund_error *error)
{
    struct store_terms *keys = NULL;
    struct store_reader *reader = listing->session->reader;
    struct slice prefix = SLICE(SCHEMA_META_DELETED);
    fund_status status = store_terms_metadata(reader, prefix, &keys, error);
    while (status == FUND_OK) {
        struct slice key, value;
        struct schema_deletion deletion;
        uint32_t frequency;
        bool more = false;
        status = store_terms_next(keys, &more, &key, &frequency, error);
        if (status != FUND_OK || !more)
            break;
        status = store_reader_metadata(reader, key, &value, error);
        if (status == FUND_OK && schema_decode_deletion(value, &deletion) &&
            deletion.revision > listing->walk->since)
            status = add_deleted(listing->walk, slice_part(key, prefix.size, key.size), error);
    }
    store_terms_destroy(keys);
    return status;
}

static fund_status check_since(const fund_export *walk, struct session *session,
                               struct fund_error *error)
{
    uint64_t from = read_revision(session, SCHEMA_META_REVISION_FROM);
    if (walk->since > walk->revision)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "the archive's revision is %" PRIu64
                         ", there are no changes since %" PRIu64 "; export everything",
                         walk->revision, walk->since);
    if (walk->since != 0 && walk->since < from)
        return error_set(error, FUND_LIMIT,
                         "what was deleted before revision %" PRIu64
                         " is not known any more; export everything",
                         from);
    return FUND_OK;
}

static fund_status list_changes(struct listing *listing, struct fund_error *error)
{
    fund_status status = check_since(listing->walk, listing->session, error);
    if (status == FUND_OK)
        status = list_slot(listing, SCHEMA_SLOT_REVISION, error);
    if (status == FUND_OK)
        status = list_slot(listing, SCHEMA_SLOT_EMBARGO, error);
    return status == FUND_OK ? list_deleted(listing, error) : status;
}

/* ---- walks ---------------------------------------------------------------------------------- */

/* Sorted; a release may have come in two ways. */
static void sort(fund_export *walk)
{
    size_t kept = 0;
    if (walk->count > 0)
        qsort(walk->entries, walk->count, sizeof(*walk->entries), compare_entries);
    for (size_t i = 0; i < walk->count; i++) {
        if (kept == 0 || compare_entries(&walk->entries[kept - 1], &walk->entries[i]) != 0)
            walk->entries[kept++] = walk->entries[i];
    }
    walk->count = kept;
}

static fund_status list(struct session *session, void *context, struct fund_error *error)
{
    fund_export *walk = context;
    struct listing listing = {session, walk};
    walk->revision = read_revision(session, SCHEMA_META_REVISION);
    fund_status status = walk->is_of_changes
                             ? list_changes(&listing, error)
                             : walk_terms(session->reader, SCHEMA_ID, slice_of(NULL, 0), SIZE_MAX,
                                          add_entry, &listing, error);
    sort(walk);
    if (status != FUND_OK) {
        arena_finish(&walk->arena);
        walk->entries = NULL;
        walk->deleted = NULL;
        walk->count = walk->capacity = walk->deleted_count = walk->deleted_capacity = 0;
    }
    return status;
}

static fund_status begin(fund_archive *archive, bool is_of_changes, uint64_t since,
                         fund_export **out, struct fund_error *error)
{
    if (archive == NULL || out == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_export: archive or walk is NULL");
    fund_export *walk = calloc(1, sizeof(*walk));
    if (walk == NULL)
        return error_no_memory(error);
    walk->archive = archive;
    walk->arena = arena_init(ARENA_MAX);
    walk->is_of_changes = is_of_changes;
    walk->since = since;
    fund_status status = session_run(archive, list, walk, error);
    if (status != FUND_OK) {
        fund_export_close(walk);
        return status;
    }
    *out = walk;
    return FUND_OK;
}

fund_status fund_archive_export(fund_archive *archive, fund_export **out, struct fund_error *error)
{
    return begin(archive, false, 0, out, error);
}

fund_status fund_archive_changes(fund_archive *archive, uint64_t since, fund_export **out,
                                 struct fund_error *error)
{
    return begin(archive, true, since, out, error);
}

uint64_t fund_export_revision(const fund_export *walk)
{
    return walk != NULL ? walk->revision : 0;
}

const char *fund_export_next_deleted(fund_export *walk)
{
    if (walk == NULL || walk->next_deleted >= walk->deleted_count)
        return NULL;
    return walk->deleted[walk->next_deleted++];
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
