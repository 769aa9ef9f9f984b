/*
 * What an archive holds.
 */
#include "core/archive/tables.h"
#include "core/base/arena.h"
#include "core/base/date.h"
#include "core/base/dict.h"
#include "core/schema/schema.h"
#include "query/lib/base/session.h"
#include "query/lib/base/walk.h"
#include "query/lib/releases/view.h"

#include <stdlib.h>

#define ARENA_MAX   (16u * 1024 * 1024)
#define TALLY_MAX   (64u * 1024)
#define ISSUERS_MAX 100
/* Different ones that are counted; an archive has few. */
#define ISSUERS_SEEN_MAX 10000
/* A rebuild may take the files away while they are looked at. */
#define TABLES_TRIES 3

/* The public part first, so that a pointer to it is one to the whole. */
struct owned_info {
    struct fund_info info;
    struct arena arena;
};

/* Counts terms by their first fields: equal ones follow each other. */
struct tally {
    struct arena *arena;
    size_t fields;
    struct slice last;
    uint32_t count;
};

static fund_status tally_term(void *context, struct slice text, uint32_t documents,
                              struct fund_error *error)
{
    struct tally *tally = context;
    struct slice fields[3];
    (void)documents;
    if (!walk_split(text, fields, tally->fields + 1))
        return FUND_OK;
    struct slice head = slice_part(text, 0, text.size - fields[tally->fields].size);
    if (slice_equal(head, tally->last))
        return FUND_OK;
    arena_finish(tally->arena);
    tally->last = arena_copy(tally->arena, head);
    tally->count++;
    return tally->last.data != NULL ? FUND_OK : error_no_memory(error);
}

static fund_status count_names(struct session *session, const char *prefix, size_t fields,
                               uint32_t *out, struct fund_error *error)
{
    struct arena arena = arena_init(TALLY_MAX);
    struct tally tally = {&arena, fields, {NULL, 0}, 0};
    fund_status status =
        walk_terms(session->reader, prefix, slice_of(NULL, 0), SIZE_MAX, tally_term, &tally, error);
    arena_finish(&arena);
    if (status == FUND_OK)
        *out = tally.count;
    return status;
}

/* YYYYMMDD; DATE_NONE for anything else. */
static int32_t read_day(struct slice digits)
{
    char iso[DATE_ISO_SIZE];
    if (digits.size != 8)
        return DATE_NONE;
    memcpy(iso, digits.data, 4);
    iso[4] = iso[7] = '-';
    memcpy(iso + 5, digits.data + 4, 2);
    memcpy(iso + 8, digits.data + 6, 2);
    return date_parse_iso(slice_of(iso, DATE_ISO_SIZE - 1));
}

/* The terms of days come in their order; what was deleted has none any more. */
static fund_status note_day(void *context, struct slice text, uint32_t documents,
                            struct fund_error *error)
{
    struct fund_info *info = context;
    int32_t day = read_day(text);
    (void)documents;
    (void)error;
    if (day == DATE_NONE)
        return FUND_OK;
    if (info->first_day == FUND_DATE_NONE)
        info->first_day = day;
    info->last_day = day;
    return FUND_OK;
}

static fund_status find_days(struct session *session, struct fund_info *info,
                             struct fund_error *error)
{
    info->first_day = info->last_day = FUND_DATE_NONE;
    return walk_terms(session->reader, SCHEMA_DAY, slice_of(NULL, 0), SIZE_MAX, note_day, info,
                      error);
}

/* ---- issuers and years ---------------------------------------------------------------------- */

/* A list that grows in the info's arena. */
struct tallies {
    struct arena *arena;
    struct fund_tally *items;
    size_t count, capacity;
};

static fund_status add_tally(struct tallies *list, struct slice name, uint32_t count,
                             struct fund_error *error)
{
    void *items = list->items;
    if (!arena_grow(list->arena, &items, list->count, &list->capacity, sizeof(*list->items)))
        return error_no_memory(error);
    list->items = items;
    struct fund_tally *tally = &list->items[list->count];
    tally->count = count;
    if (!view_string(list->arena, name, &tally->name))
        return error_no_memory(error);
    list->count++;
    return FUND_OK;
}

static fund_status note_year(void *context, struct slice year, uint32_t documents,
                             struct fund_error *error)
{
    return add_tally(context, year, documents, error);
}

static int most_first(const void *a, const void *b)
{
    const struct fund_tally *first = a, *second = b;
    if (first->count != second->count)
        return first->count > second->count ? -1 : 1;
    return strcmp(first->name, second->name);
}

/* Of all documents: an issuer's terms are folded, its values are as it writes itself. */
static fund_status count_issuers(struct session *session, struct tallies *list, struct dict *seen,
                                 struct fund_error *error)
{
    struct store_values *values = NULL;
    fund_status status = store_values_open(session->reader, SCHEMA_SLOT_ISSUER, &values, error);
    while (status == FUND_OK) {
        store_docid docid = 0;
        struct slice name = {NULL, 0};
        uint32_t number = 0;
        bool more = false;
        status = store_values_next(values, &more, &docid, &name, error);
        if (status != FUND_OK || !more)
            break;
        if (dict_get(seen, name, &number)) {
            list->items[number].count++;
            continue;
        }
        if (list->count >= ISSUERS_SEEN_MAX)
            continue;
        status = dict_put(seen, name, (uint32_t)list->count, error);
        if (status == FUND_OK)
            status = add_tally(list, name, 1, error);
    }
    store_values_destroy(values);
    return status;
}

static fund_status list_issuers(struct session *session, struct owned_info *owned,
                                struct fund_error *error)
{
    struct tallies list = {.arena = &owned->arena};
    struct dict *seen = NULL;
    fund_status status = dict_create(&seen, error);
    if (status == FUND_OK)
        status = count_issuers(session, &list, seen, error);
    dict_destroy(seen);
    if (status != FUND_OK)
        return status;
    if (list.count > 0)
        qsort(list.items, list.count, sizeof(*list.items), most_first);
    owned->info.issuers = list.items;
    owned->info.issuer_count = list.count < ISSUERS_MAX ? list.count : ISSUERS_MAX;
    return FUND_OK;
}

static fund_status list_years(struct session *session, struct owned_info *owned,
                              struct fund_error *error)
{
    struct tallies list = {.arena = &owned->arena};
    fund_status status = walk_terms(session->reader, SCHEMA_YEAR, slice_of(NULL, 0), SIZE_MAX,
                                    note_year, &list, error);
    owned->info.years = list.items;
    owned->info.year_count = list.count;
    return status;
}

/* ---- the disk ------------------------------------------------------------------------------- */

static fund_status list_tables(const char *path, struct owned_info *owned, struct fund_error *error)
{
    struct archive_tables read;
    fund_status status = FUND_IO;
    for (int i = 0; status == FUND_IO && i < TABLES_TRIES; i++)
        status = archive_tables_read(path, &read, error);
    if (status != FUND_OK)
        return status;
    struct fund_table *tables = arena_array(&owned->arena, read.count, sizeof(*tables));
    if (tables == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < read.count; i++) {
        tables[i].size_bytes = read.items[i].size_bytes;
        if (!view_string(&owned->arena, slice_from(read.items[i].name), &tables[i].name))
            return error_no_memory(error);
    }
    owned->info.generation = read.generation;
    owned->info.size_bytes = read.size_bytes;
    owned->info.tables = tables;
    owned->info.table_count = read.count;
    return FUND_OK;
}

static fund_status look_for_names(struct session *session, void *context, struct fund_error *error)
{
    int *has_names = context;
    struct slice value = {NULL, 0};
    fund_status status =
        store_reader_metadata(session->reader, SLICE(SCHEMA_META_NAMES), &value, error);
    if (status == FUND_OK)
        *has_names = value.size == 0;
    return status;
}

static fund_status count(struct session *session, void *context, struct fund_error *error)
{
    struct owned_info *owned = context;
    struct fund_info *info = &owned->info;
    struct slice revision = {NULL, 0};
    struct slice fingerprint = slice_from(session_fingerprint(session));
    if (!view_string(&owned->arena, fingerprint, &info->analyser))
        return error_no_memory(error);
    fund_status status =
        store_reader_metadata(session->reader, SLICE(SCHEMA_META_REVISION), &revision, error);
    info->revision = schema_decode_revision(revision);
    if (status == FUND_OK)
        status = store_reader_document_count(session->reader, &info->release_count, error);
    if (status == FUND_OK)
        status = count_names(session, SCHEMA_PERSON_SEEN, 2, &info->person_count, error);
    if (status == FUND_OK)
        status =
            count_names(session, SCHEMA_ORGANISATION_NAME, 1, &info->organisation_count, error);
    if (status == FUND_OK)
        status = look_for_names(session, &info->has_names, error);
    if (status == FUND_OK)
        status = find_days(session, info, error);
    if (status == FUND_OK)
        status = list_issuers(session, owned, error);
    return status == FUND_OK ? list_years(session, owned, error) : status;
}

fund_status fund_archive_info(fund_archive *archive, struct fund_info **out,
                              struct fund_error *error)
{
    if (archive == NULL || out == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_info: archive or info is NULL");
    struct owned_info *owned = calloc(1, sizeof(*owned));
    if (owned == NULL)
        return error_no_memory(error);
    owned->arena = arena_init(ARENA_MAX);
    owned->info.format_version = SCHEMA_FORMAT_VERSION; /* another one is not opened */
    fund_status status = session_run(archive, count, owned, error);
    if (status == FUND_OK)
        status = list_tables(session_path(archive), owned, error);
    if (status == FUND_OK &&
        !view_string(&owned->arena, slice_from(session_path(archive)), &owned->info.path))
        status = error_no_memory(error);
    if (status != FUND_OK) {
        fund_info_free(&owned->info);
        return status;
    }
    *out = &owned->info;
    return FUND_OK;
}

fund_status fund_archive_has_names(fund_archive *archive, int *has_names, struct fund_error *error)
{
    if (archive == NULL || has_names == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_has_names: archive or has_names is NULL");
    return session_run(archive, look_for_names, has_names, error);
}

void fund_info_free(struct fund_info *info)
{
    if (info == NULL)
        return;
    struct owned_info *owned = (struct owned_info *)info;
    arena_finish(&owned->arena);
    free(owned);
}
