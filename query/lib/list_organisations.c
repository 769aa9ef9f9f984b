/*
 * Organisations, one entry for each key, and places. An acronym that only one organisation goes by
 * is listed with it.
 */
#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/list.h"
#include "query/lib/walk.h"

#define SCRATCH_MAX ((size_t)1 << 31)

/* An organisation as its terms come. */
struct named {
    struct slice key, name; /* the name that most releases have */
    uint32_t count;         /* of that name */
};

struct reading {
    struct list *list;
    struct named *items;
    size_t count, capacity;
};

static fund_status add_named(void *data, struct slice text, uint32_t count,
                             struct fund_error *error)
{
    struct reading *reading = data;
    struct arena *arena = reading->list->context.arena;
    struct named *last = reading->count > 0 ? &reading->items[reading->count - 1] : NULL;
    struct slice fields[2];
    if (!walk_split(text, fields, 2) || utf8_valid_prefix(fields[1]) < fields[1].size)
        return FUND_OK;
    bool is_new = last == NULL || !slice_equal(last->key, fields[0]);
    if (!is_new && count <= last->count)
        return FUND_OK;
    void *items = reading->items;
    if (is_new && !arena_grow(arena, &items, reading->count, &reading->capacity, sizeof(*last)))
        return error_no_memory(error);
    reading->items = items;
    if (is_new)
        reading->items[reading->count++].key = arena_copy(arena, fields[0]);
    last = &reading->items[reading->count - 1];
    last->name = arena_copy(arena, fields[1]);
    last->count = count;
    return last->key.data != NULL && last->name.data != NULL ? FUND_OK : error_no_memory(error);
}

/* ---- aliases -------------------------------------------------------------------------------- */

struct alias_walk {
    struct list *list;
    struct slice key; /* of the organisation */
    size_t found;
};

static fund_status add_alias(void *data, struct slice text, uint32_t count,
                             struct fund_error *error)
{
    struct alias_walk *walk = data;
    struct list *list = walk->list;
    struct slice fields[3];
    struct keys_key key = {.size = 0};
    struct list_detail detail = {.entry = list->entry_count - 1, .count = count};
    if (!walk_split(text, fields, 3) || utf8_valid_prefix(fields[2]) < fields[2].size)
        return FUND_OK;
    struct arena scratch = arena_init(SCRATCH_MAX);
    struct name_context context = list->context;
    bool is_alias = false;
    context.arena = &scratch;
    fund_status status = keys_organisation(list->context.cursor, fields[2], &key, error);
    if (status == FUND_OK)
        status = name_is_alias(&context, keys_slice(&key), walk->key, &is_alias, error);
    arena_finish(&scratch);
    if (status != FUND_OK || !is_alias)
        return status;
    walk->found++;
    status = list_find_release(list, SCHEMA_ORGANISATION_CALLED, text, &detail.release);
    return status == FUND_OK ? list_add_alias(list, detail, fields[2]) : status;
}

static fund_status add_file_aliases(struct list *list, const struct alias_group *group)
{
    struct list_detail detail = {.entry = list->entry_count - 1};
    fund_status status = FUND_OK;
    for (size_t i = 1; group != NULL && i < group->count && status == FUND_OK; i++)
        status = list_add_alias(list, detail, group->names[i].text);
    return status;
}

/* Whether the name is an acronym that one organisation goes by, or another name in the alias file:
 * its releases are counted there. */
static fund_status is_listed_elsewhere(struct list *list, const struct named *named,
                                       const struct alias_group *group, bool *is_elsewhere)
{
    struct name_context context = list->context;
    *is_elsewhere = false;
    if (group != NULL) {
        uint32_t releases = 0;
        fund_status status = build_term_frequency(context.reader, SCHEMA_ORGANISATION_KEY,
                                                  group->names[0].key, &releases, list->error);
        *is_elsewhere = releases > 0 && !slice_equal(group->names[0].key, named->key);
        return status;
    }
    struct arena scratch = arena_init(SCRATCH_MAX);
    context.arena = &scratch;
    fund_status status =
        name_is_alias_of_one(&context, named->key, named->name, is_elsewhere, list->error);
    arena_finish(&scratch);
    return status;
}

/* Releases that name the organisation in any way. */
static fund_status count_releases(struct list *list, struct slice key, struct slice name,
                                  uint32_t *count)
{
    struct build build = build_init(list->error);
    struct name_context context = list->context;
    struct arena scratch = arena_init(SCRATCH_MAX);
    struct name_links links = {.clauses = NULL};
    struct store_result result = {0};
    uint32_t documents = 0;
    context.arena = &scratch;
    fund_status status = store_reader_document_count(context.reader, &documents, list->error);
    if (status == FUND_OK)
        status = name_link_organisation(&context, key, name, &links, list->error);
    struct store_search search = {.query = name_links_query(&build, &links),
                                  .check_at_least = documents,
                                  .sort = STORE_BY_DOCID_ASCENDING};
    if (status == FUND_OK)
        status = build.status;
    if (status == FUND_OK)
        status = store_search(list->session->reader, &search, &result, list->error);
    if (status == FUND_OK)
        *count = result.total_estimated;
    store_result_finish(&result);
    build_finish(&build);
    arena_finish(&scratch);
    return status;
}

static fund_status add_organisation(struct list *list, const struct named *named)
{
    const struct alias_group *group =
        aliases_group(list->context.aliases, ALIAS_ORGANISATION, named->key);
    struct alias_walk walk = {list, named->key, 0};
    uint32_t count = 0;
    bool is_elsewhere = false;
    fund_status status = is_listed_elsewhere(list, named, group, &is_elsewhere);
    if (status != FUND_OK || is_elsewhere)
        return status;
    status = build_term_frequency(list->context.reader, SCHEMA_ORGANISATION_KEY, named->key, &count,
                                  list->error);
    if (status == FUND_OK)
        status = list_add(list, group != NULL ? group->names[0].text : named->name, count);
    if (status == FUND_OK)
        status = walk_fields(list->context.reader, SCHEMA_ORGANISATION_CALLED, named->key, SIZE_MAX,
                             add_alias, &walk, list->error);
    if (status == FUND_OK)
        status = add_file_aliases(list, group);
    if (status == FUND_OK && (walk.found > 0 || group != NULL))
        status = count_releases(list, named->key, named->name,
                                &list->entries[list->entry_count - 1].count);
    return status;
}

fund_status list_organisations(struct list *list)
{
    struct reading reading = {.list = list};
    fund_status status = walk_terms(list->context.reader, SCHEMA_ORGANISATION_NAME,
                                    slice_of(NULL, 0), SIZE_MAX, add_named, &reading, list->error);
    for (size_t i = 0; i < reading.count && status == FUND_OK; i++)
        status = add_organisation(list, &reading.items[i]);
    return status;
}

/* ---- places --------------------------------------------------------------------------------- */

static fund_status add_place(void *data, struct slice name, uint32_t count,
                             struct fund_error *error)
{
    struct list *list = data;
    struct keys_key key = {.size = 0};
    if (utf8_valid_prefix(name) < name.size)
        return FUND_OK;
    fund_status status = aliases_key(list->context.cursor, ALIAS_PLACE, name, &key, error);
    const struct alias_group *group =
        aliases_group(list->context.aliases, ALIAS_PLACE, keys_slice(&key));
    if (status != FUND_OK || group == NULL)
        return status == FUND_OK ? list_add(list, name, count) : status;
    struct slice shown = group->names[0].text;
    for (size_t i = 0; i < list->entry_count; i++) {
        if (slice_equal(slice_from(list->entries[i].name), shown)) {
            list->entries[i].count += count;
            return FUND_OK;
        }
    }
    return list_add(list, shown, count);
}

fund_status list_places(struct list *list)
{
    return walk_terms(list->context.reader, SCHEMA_PLACE_NAME, slice_of(NULL, 0), SIZE_MAX,
                      add_place, list, list->error);
}
