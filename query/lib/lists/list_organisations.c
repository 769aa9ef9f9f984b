/*
 * Organisations, one entry for each key, and places. An acronym that only one organisation goes by
 * is listed with it.
 */
#include "core/base/dict.h"
#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"
#include "query/lib/lists/list.h"
#include "query/lib/names/told.h"

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
    struct dict *called;    /* keys of those that have aliases -> whether one is wanted */
    struct dict *somebodys; /* keys of aliases -> whether they are somebody's */
};

/* ---- what is wanted ------------------------------------------------------------------------- */

static fund_status note_called(void *data, struct slice text, uint32_t count,
                               struct fund_error *error)
{
    struct reading *reading = data;
    struct slice fields[3]; /* key, issuer, alias */
    uint32_t was_wanted = false;
    bool wanted = false;
    (void)count;
    if (!walk_split(text, fields, 3))
        return FUND_OK;
    fund_status status = list_wants(reading->list, fields[2], &wanted);
    dict_get(reading->called, fields[0], &was_wanted);
    wanted = wanted || was_wanted;
    return status == FUND_OK ? dict_put(reading->called, fields[0], wanted, error) : status;
}

/* Reads which organisations have aliases, and such as are wanted: walking over all of them at once
 * costs a fifth of asking each for its own. */
static fund_status read_called(struct reading *reading)
{
    struct list *list = reading->list;
    return walk_terms(list->context.reader, SCHEMA_ORGANISATION_CALLED, slice_of(NULL, 0), SIZE_MAX,
                      note_called, reading, list->error);
}

/* Whether an organisation is wanted, for its own name or another. */
static fund_status is_wanted(const struct reading *reading, const struct named *named, bool *wanted)
{
    const struct list *list = reading->list;
    uint32_t is_called = false;
    const struct alias_group *group =
        aliases_group(list->context.aliases, ALIAS_ORGANISATION, named->key);
    dict_get(reading->called, named->key, &is_called);
    fund_status status = list_wants(list, named->name, wanted);
    *wanted = *wanted || is_called;
    for (size_t i = 0; group != NULL && i < group->count && !*wanted && status == FUND_OK; i++)
        status = list_wants(list, group->names[i].text, wanted);
    return status;
}

/* ---- reading -------------------------------------------------------------------------------- */

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

/* Aliases of one organisation that are remembered: each issuer gives them again. */
#define REMEMBERED_MAX 16

struct alias_walk {
    struct list *list;
    struct dict *somebodys;
    struct slice key; /* of the organisation */
    size_t found;
    struct {
        struct slice text;
        bool is_alias;
    } remembered[REMEMBERED_MAX];
    size_t remembered_count;
};

/* Whether an alias can be anybody's: what releases tell of it is read once for all organisations. */
static fund_status is_somebodys(const struct alias_walk *walk, struct slice alias,
                                uint32_t *is_somebodys)
{
    struct list *list = walk->list;
    struct name_context context = list->context;
    struct told_list told = {NULL, 0, 0};
    if (dict_get(walk->somebodys, alias, is_somebodys))
        return FUND_OK;
    struct arena scratch = arena_init(SCRATCH_MAX);
    context.arena = &scratch;
    fund_status status = told_of_alias(&context, alias, &told, list->error);
    *is_somebodys = told.count > 0;
    arena_finish(&scratch);
    return status == FUND_OK ? dict_put(walk->somebodys, alias, *is_somebodys, list->error)
                             : status;
}

/* Whether what releases give as an alias of the organisation can be one. */
static fund_status ask_alias(const struct alias_walk *walk, struct slice text, bool *is_alias)
{
    struct list *list = walk->list;
    struct keys_key key = {.size = 0};
    uint32_t is_any = false;
    fund_status status = keys_organisation(list->context.cursor, text, &key, list->error);
    if (status == FUND_OK)
        status = is_somebodys(walk, keys_slice(&key), &is_any);
    *is_alias = is_any && told_is_plausible(keys_slice(&key), walk->key) &&
                !told_forbids(&list->context, keys_slice(&key), walk->key);
    return status;
}

static fund_status is_alias_of(struct alias_walk *walk, struct slice text, bool *is_alias)
{
    for (size_t i = 0; i < walk->remembered_count; i++) {
        *is_alias = walk->remembered[i].is_alias;
        if (slice_equal(walk->remembered[i].text, text))
            return FUND_OK;
    }
    fund_status status = ask_alias(walk, text, is_alias);
    if (status != FUND_OK || walk->remembered_count == REMEMBERED_MAX)
        return status;
    struct slice copy = arena_copy(walk->list->context.arena, text);
    walk->remembered[walk->remembered_count].text = copy;
    walk->remembered[walk->remembered_count++].is_alias = *is_alias;
    return copy.data != NULL ? FUND_OK : error_no_memory(walk->list->error);
}

static fund_status add_alias(void *data, struct slice text, uint32_t count,
                             struct fund_error *error)
{
    struct alias_walk *walk = data;
    struct list *list = walk->list;
    struct slice fields[3];
    struct list_detail detail = {.entry = list->entry_count - 1, .count = count};
    bool is_alias = false;
    (void)error;
    if (!walk_split(text, fields, 3) || utf8_valid_prefix(fields[2]) < fields[2].size)
        return FUND_OK;
    fund_status status = is_alias_of(walk, fields[2], &is_alias);
    if (status != FUND_OK || !is_alias)
        return status;
    walk->found++;
    status = list_find_release(list, SCHEMA_ORGANISATION_CALLED, text, &detail.release);
    return status == FUND_OK ? list_add_alias(list, detail, fields[2]) : status;
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
    struct slice name = {NULL, 0};
    context.arena = &scratch;
    fund_status status = name_alias_of_one(&context, named->key, named->name, &name, list->error);
    *is_elsewhere = name.size > 0;
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
    context.arena = &scratch;
    fund_status status = name_link_organisation(&context, key, name, &links, list->error);
    if (status == FUND_OK)
        status = list_count(list, &build, name_links_query(&build, &links), count);
    build_finish(&build);
    arena_finish(&scratch);
    return status;
}

static fund_status add_organisation(const struct reading *reading, const struct named *named)
{
    struct list *list = reading->list;
    const struct alias_group *group =
        aliases_group(list->context.aliases, ALIAS_ORGANISATION, named->key);
    struct alias_walk walk = {.list = list, .somebodys = reading->somebodys, .key = named->key};
    uint32_t count = 0;
    bool is_elsewhere = false;
    fund_status status = is_listed_elsewhere(list, named, group, &is_elsewhere);
    if (status != FUND_OK || is_elsewhere)
        return status;
    status = build_term_frequency(list->context.reader, SCHEMA_ORGANISATION_KEY, named->key, &count,
                                  list->error);
    if (status == FUND_OK)
        status = list_add(list, group != NULL ? group->names[0].text : named->name, count);
    if (status == FUND_OK && dict_get(reading->called, named->key, NULL))
        status = walk_fields(list->context.reader, SCHEMA_ORGANISATION_CALLED, named->key, SIZE_MAX,
                             add_alias, &walk, list->error);
    if (status == FUND_OK)
        status = list_add_group(list, group);
    if (status == FUND_OK && (walk.found > 0 || group != NULL))
        status = count_releases(list, named->key, named->name,
                                &list->entries[list->entry_count - 1].count);
    return status;
}

fund_status list_organisations(struct list *list)
{
    struct reading reading = {.list = list};
    fund_status status = dict_create(&reading.called, list->error);
    if (status == FUND_OK)
        status = dict_create(&reading.somebodys, list->error);
    if (status == FUND_OK)
        status = read_called(&reading);
    if (status == FUND_OK)
        status = walk_terms(list->context.reader, SCHEMA_ORGANISATION_NAME, slice_of(NULL, 0),
                            SIZE_MAX, add_named, &reading, list->error);
    for (size_t i = 0; i < reading.count && status == FUND_OK; i++) {
        bool wanted = false;
        status = is_wanted(&reading, &reading.items[i], &wanted);
        if (status == FUND_OK && wanted)
            status = add_organisation(&reading, &reading.items[i]);
    }
    dict_destroy(reading.called);
    dict_destroy(reading.somebodys);
    return status;
}

/* ---- places --------------------------------------------------------------------------------- */

/* The names that one line of the alias file joins. */
struct place_group {
    const struct alias_group *group;
    struct build build;
    struct store_query **names;
    size_t count, capacity;
};

struct places {
    struct list *list;
    struct place_group *groups;
    size_t group_count, group_capacity;
};

static fund_status find_place_group(struct places *places, const struct alias_group *group,
                                    struct place_group **found)
{
    struct list *list = places->list;
    void *items = places->groups;
    for (size_t i = 0; i < places->group_count; i++) {
        *found = &places->groups[i];
        if ((*found)->group == group)
            return FUND_OK;
    }
    if (!arena_grow(list->context.arena, &items, places->group_count, &places->group_capacity,
                    sizeof(*places->groups)))
        return error_no_memory(list->error);
    places->groups = items;
    *found = &places->groups[places->group_count++];
    **found = (struct place_group){.group = group, .build = build_init(list->error)};
    return FUND_OK;
}

/* NULL where the alias file has none, and without one. */
static fund_status group_of_place(struct list *list, struct slice name,
                                  const struct alias_group **group)
{
    struct keys_key key = {.size = 0};
    if (list->context.aliases == NULL)
        return FUND_OK;
    fund_status status = aliases_key(list->context.cursor, ALIAS_PLACE, name, &key, list->error);
    if (status == FUND_OK)
        *group = aliases_group(list->context.aliases, ALIAS_PLACE, keys_slice(&key));
    return status;
}

static fund_status add_place(void *data, struct slice name, uint32_t count,
                             struct fund_error *error)
{
    struct places *places = data;
    struct list *list = places->list;
    struct place_group *found = NULL;
    const struct alias_group *group = NULL;
    if (utf8_valid_prefix(name) < name.size)
        return FUND_OK;
    fund_status status = group_of_place(list, name, &group);
    if (status != FUND_OK || group == NULL)
        return status == FUND_OK ? list_add(list, name, count) : status;
    status = find_place_group(places, group, &found);
    if (status != FUND_OK)
        return status;
    void *items = found->names;
    if (!arena_grow(list->context.arena, &items, found->count, &found->capacity,
                    sizeof(struct store_query *)))
        return error_no_memory(error);
    found->names = items;
    found->names[found->count++] = build_term(&found->build, SCHEMA_PLACE_NAME, name);
    return found->build.status;
}

static fund_status add_place_group(struct list *list, struct place_group *group)
{
    uint32_t count = 0;
    struct store_query *any = build_combine(&group->build, STORE_OR, group->names, group->count);
    fund_status status = list_count(list, &group->build, any, &count);
    if (status == FUND_OK)
        status = list_add(list, group->group->names[0].text, count);
    return status == FUND_OK ? list_add_group(list, group->group) : status;
}

fund_status list_places(struct list *list)
{
    struct places places = {.list = list};
    fund_status status = walk_terms(list->context.reader, SCHEMA_PLACE_NAME, slice_of(NULL, 0),
                                    SIZE_MAX, add_place, &places, list->error);
    for (size_t i = 0; i < places.group_count; i++) {
        if (status == FUND_OK)
            status = add_place_group(list, &places.groups[i]);
        build_finish(&places.groups[i].build);
    }
    return status;
}
