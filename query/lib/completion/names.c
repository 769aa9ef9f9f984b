/*
 * Persons, organisations and places of an archive as completions. Organisations and places are
 * those of the lists; persons are read here, since linking all lone surnames takes too long: a name
 * that is short for another of the same surname is left out, and is found by the longer one.
 */
#include "core/base/dict.h"
#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"
#include "query/lib/completion/source.h"
#include "query/lib/completion/text.h"
#include "query/lib/lists/list.h"

/* Bytes of a name from which on it may have been cut in the archive. */
#define NAME_MAX_BYTES (SCHEMA_NAME_MAX - 4)
#define ARENA_MAX      ((size_t)1 << 31)
#define KEY_MAX        ((size_t)4096)
/* Names of one surname, and roles of one name, that are told apart. */
#define NAMES_MAX 2000
#define ROLES_MAX 64

struct naming {
    struct session *session;
    const struct completion_need *need;
    struct completion_maker *maker;
    struct arena arena;
    struct buffer key;
    struct fund_error *error;
};

/* What is added of a name. */
struct naming_name {
    enum completion_kind kind;
    struct slice name;
    struct slice detail; /* or empty */
    struct slice alias;  /* found by this in place of the name; or empty */
    uint32_t count;
};

static fund_status add_name(struct naming *naming, const struct naming_name *name)
{
    bool is_alias = name->alias.size > 0;
    struct slice by = is_alias ? name->alias : name->name;
    if (by.size > NAME_MAX_BYTES || name->name.size > NAME_MAX_BYTES ||
        utf8_valid_prefix(by) < by.size || utf8_valid_prefix(name->name) < name->name.size)
        return FUND_OK;
    if (!completion_need_text(naming->need, by))
        return FUND_OK;
    buffer_clear(&naming->key);
    fund_status status = completion_normalise(by, &naming->key, naming->error);
    struct slice key = slice_trim(buffer_slice(&naming->key));
    if (status != FUND_OK || !completion_need_key(naming->need, key))
        return status;
    struct completion_text text = {.kind = name->kind,
                                   .key = key,
                                   .text = name->name,
                                   .detail = is_alias ? name->alias : name->detail,
                                   .is_by_detail = is_alias,
                                   .count = name->count,
                                   .score = name->count};
    return completion_maker_add(naming->maker, &text, naming->error);
}

/* Whether a name is needed. */
static fund_status wants(void *context, struct slice name, bool *wanted, struct fund_error *error)
{
    struct naming *naming = context;
    *wanted = completion_need_text(naming->need, name) && utf8_valid_prefix(name) == name.size;
    if (!*wanted)
        return FUND_OK;
    buffer_clear(&naming->key);
    fund_status status = completion_normalise(name, &naming->key, error);
    if (status == FUND_OK)
        *wanted = completion_need_key(naming->need, slice_trim(buffer_slice(&naming->key)));
    return status;
}

/* ---- roles ---------------------------------------------------------------------------------- */

/* The roles of the name that is read, and the most frequent one of each name before. */
struct role_reading {
    struct naming *naming;
    struct slice name;
    struct {
        struct slice text;
        uint32_t count;
    } roles[ROLES_MAX];
    size_t role_count;
    struct dict *by_name; /* name -> number of its role */
    struct slice *best;
    size_t count, capacity;
};

static fund_status end_name(struct role_reading *reading)
{
    size_t best = 0;
    void *items = reading->best;
    if (reading->role_count == 0)
        return FUND_OK;
    for (size_t i = 1; i < reading->role_count; i++)
        if (reading->roles[i].count > reading->roles[best].count)
            best = i;
    if (!arena_grow(&reading->naming->arena, &items, reading->count, &reading->capacity,
                    sizeof(*reading->best)))
        return error_no_memory(reading->naming->error);
    reading->best = items;
    reading->best[reading->count] = reading->roles[best].text;
    reading->role_count = 0;
    return dict_put(reading->by_name, reading->name, (uint32_t)reading->count++,
                    reading->naming->error);
}

static fund_status count_role(struct role_reading *reading, struct slice role, uint32_t count)
{
    for (size_t i = 0; i < reading->role_count; i++) {
        if (slice_equal(reading->roles[i].text, role)) {
            reading->roles[i].count += count;
            return FUND_OK;
        }
    }
    if (reading->role_count == ROLES_MAX)
        return FUND_OK;
    struct slice copy = arena_copy(&reading->naming->arena, role);
    reading->roles[reading->role_count].text = copy;
    reading->roles[reading->role_count++].count = count;
    return copy.data != NULL ? FUND_OK : error_no_memory(reading->naming->error);
}

static fund_status add_role(void *context, struct slice text, uint32_t count,
                            struct fund_error *error)
{
    struct role_reading *reading = context;
    struct slice fields[4]; /* name, year, issuer, role */
    fund_status status = FUND_OK;
    if (!walk_split(text, fields, 4) || utf8_valid_prefix(fields[3]) < fields[3].size)
        return FUND_OK;
    if (!slice_equal(fields[0], reading->name)) {
        status = end_name(reading);
        reading->name = arena_copy(&reading->naming->arena, fields[0]);
        if (status == FUND_OK && reading->name.data == NULL)
            status = error_no_memory(error);
    }
    return status == FUND_OK ? count_role(reading, fields[3], count) : status;
}

/* ---- persons -------------------------------------------------------------------------------- */

/* The names of one surname. */
struct person_reading {
    struct naming *naming;
    struct role_reading *roles;
    struct arena arena; /* of this surname */
    struct slice surname;
    struct {
        struct slice text;
        uint32_t count;
    } names[NAMES_MAX];
    size_t count;
    struct dict *groups; /* the first name of a group of the alias file -> number */
    uint32_t *group_counts;
    const struct alias_group **group_items;
    size_t group_count, group_capacity, count_capacity;
};

/* One word, or a first name that is only a letter. */
static bool is_brief(struct slice name)
{
    size_t space = slice_find(name, SLICE(" "));
    if (space == name.size)
        return true;
    size_t letter = utf8_next(name, NULL);
    return letter == space || (letter + 1 == space && name.data[letter] == '.');
}

static fund_status find_group(struct person_reading *reading, struct slice name,
                              const struct alias_group **group)
{
    struct keys_key key = {.size = 0};
    const struct aliases *aliases = reading->naming->session->aliases;
    *group = NULL;
    if (aliases == NULL)
        return FUND_OK;
    fund_status status = aliases_key(reading->naming->session->cursor, ALIAS_PERSON, name, &key,
                                     reading->naming->error);
    if (status == FUND_OK)
        *group = aliases_group(aliases, ALIAS_PERSON, keys_slice(&key));
    return status;
}

/* Counts the releases of a name that the alias file joins with others; they are added last. */
static fund_status count_group(struct person_reading *reading, const struct alias_group *group,
                               uint32_t count)
{
    struct naming *naming = reading->naming;
    uint32_t number = 0;
    void *counts = reading->group_counts, *items = reading->group_items;
    if (dict_get(reading->groups, group->names[0].key, &number)) {
        reading->group_counts[number] += count;
        return FUND_OK;
    }
    if (!arena_grow(&naming->arena, &counts, reading->group_count, &reading->count_capacity,
                    sizeof(*reading->group_counts)) ||
        !arena_grow(&naming->arena, &items, reading->group_count, &reading->group_capacity,
                    sizeof(*reading->group_items)))
        return error_no_memory(naming->error);
    reading->group_counts = counts;
    reading->group_items = items;
    reading->group_counts[reading->group_count] = count;
    reading->group_items[reading->group_count] = group;
    return dict_put(reading->groups, group->names[0].key, (uint32_t)reading->group_count++,
                    naming->error);
}

/* The most frequent role of a name; of few names each is asked for its own. */
static fund_status find_role(struct person_reading *reading, struct slice name, struct slice *role)
{
    struct naming *naming = reading->naming;
    struct role_reading *roles = reading->roles;
    uint32_t number = 0;
    fund_status status = FUND_OK;
    if (naming->need != NULL)
        status = walk_fields(naming->session->reader, SCHEMA_PERSON_AND_ROLE, name, SIZE_MAX,
                             add_role, roles, naming->error);
    if (status == FUND_OK && naming->need != NULL)
        status = end_name(roles);
    if (status == FUND_OK && dict_get(roles->by_name, name, &number))
        *role = roles->best[number];
    return status;
}

static fund_status add_person(struct person_reading *reading, struct slice name, uint32_t count)
{
    const struct alias_group *group = NULL;
    struct naming_name added = {.kind = COMPLETION_PERSON, .name = name, .count = count};
    bool is_wanted = false;
    fund_status status = find_group(reading, name, &group);
    if (status == FUND_OK && group != NULL)
        return count_group(reading, group, count);
    if (status == FUND_OK)
        status = wants(reading->naming, name, &is_wanted, reading->naming->error);
    if (status == FUND_OK && is_wanted)
        status = find_role(reading, name, &added.detail);
    return status == FUND_OK && is_wanted ? add_name(reading->naming, &added) : status;
}

static fund_status end_surname(struct person_reading *reading)
{
    bool has_full = false;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < reading->count; i++)
        has_full = has_full || !is_brief(reading->names[i].text);
    for (size_t i = 0; i < reading->count && status == FUND_OK; i++)
        if (!has_full || !is_brief(reading->names[i].text))
            status = add_person(reading, reading->names[i].text, reading->names[i].count);
    arena_finish(&reading->arena);
    reading->arena = arena_init(ARENA_MAX);
    reading->count = 0;
    reading->surname = slice_of(NULL, 0);
    return status;
}

static fund_status add_seen(void *context, struct slice text, uint32_t count,
                            struct fund_error *error)
{
    struct person_reading *reading = context;
    struct slice fields[4]; /* surname, name, year, issuer */
    if (!walk_split(text, fields, 4))
        return FUND_OK;
    if (!slice_equal(fields[0], reading->surname)) {
        fund_status status = end_surname(reading);
        if (status != FUND_OK)
            return status;
        reading->surname = arena_copy(&reading->arena, fields[0]);
    }
    if (reading->count > 0 && slice_equal(reading->names[reading->count - 1].text, fields[1])) {
        reading->names[reading->count - 1].count += count;
        return FUND_OK;
    }
    if (reading->count == NAMES_MAX)
        return FUND_OK;
    struct slice name = arena_copy(&reading->arena, fields[1]);
    reading->names[reading->count].text = name;
    reading->names[reading->count++].count = count;
    return name.data != NULL && reading->surname.data != NULL ? FUND_OK : error_no_memory(error);
}

/* Names that the alias file joins: shown by the first, found by all. */
static fund_status add_groups(struct person_reading *reading)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < reading->group_count; i++) {
        const struct alias_group *group = reading->group_items[i];
        struct naming_name name = {.kind = COMPLETION_PERSON,
                                   .name = group->names[0].text,
                                   .count = reading->group_counts[i]};
        for (size_t j = 0; j < group->count && status == FUND_OK; j++) {
            if (j > 0)
                name.alias = group->names[j].text;
            status = add_name(reading->naming, &name);
        }
    }
    return status;
}

static fund_status read_persons(struct naming *naming, struct role_reading *roles)
{
    struct person_reading reading = {
        .naming = naming, .roles = roles, .arena = arena_init(ARENA_MAX)};
    const struct slice all = {NULL, 0};
    fund_status status = dict_create(&reading.groups, naming->error);
    if (status == FUND_OK)
        status = walk_terms(naming->session->reader, SCHEMA_PERSON_SEEN, all, SIZE_MAX, add_seen,
                            &reading, naming->error);
    if (status == FUND_OK)
        status = end_surname(&reading);
    if (status == FUND_OK)
        status = add_groups(&reading);
    dict_destroy(reading.groups);
    arena_finish(&reading.arena);
    return status;
}

static fund_status read_roles_and_persons(struct naming *naming)
{
    struct role_reading roles = {.naming = naming};
    const struct slice all = {NULL, 0};
    fund_status status = dict_create(&roles.by_name, naming->error);
    if (status == FUND_OK && naming->need == NULL)
        status = walk_terms(naming->session->reader, SCHEMA_PERSON_AND_ROLE, all, SIZE_MAX,
                            add_role, &roles, naming->error);
    if (status == FUND_OK)
        status = end_name(&roles);
    if (status == FUND_OK)
        status = read_persons(naming, &roles);
    dict_destroy(roles.by_name);
    return status;
}

/* ---- organisations and places --------------------------------------------------------------- */

static fund_status add_listed(struct naming *naming, enum completion_kind kind,
                              const struct list *list)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < list->entry_count && status == FUND_OK; i++) {
        struct naming_name name = {.kind = kind,
                                   .name = slice_from(list->entries[i].name),
                                   .count = list->entries[i].count};
        status = add_name(naming, &name);
    }
    for (size_t i = 0; i < list->alias_count && status == FUND_OK; i++) {
        const struct fund_name *entry = &list->entries[list->aliases[i].entry];
        struct naming_name name = {.kind = kind,
                                   .name = slice_from(entry->name),
                                   .alias = slice_from(list->aliases[i].text),
                                   .count = entry->count};
        if (!slice_equal(name.alias, name.name))
            status = add_name(naming, &name);
    }
    return status;
}

static fund_status read_list(struct naming *naming, enum completion_kind kind,
                             fund_status (*fill)(struct list *list))
{
    struct arena scratch = arena_init(ARENA_MAX);
    struct session *session = naming->session;
    const struct list_wish wish = {wants, naming};
    struct list list = {.session = session,
                        .wish = naming->need != NULL ? &wish : NULL,
                        .arena = &scratch,
                        .without_releases = true,
                        .context = {session->reader, session->cursor, &scratch, session->aliases,
                                    NULL, session->walks, NULL},
                        .error = naming->error};
    fund_status status = fill(&list);
    if (status == FUND_OK)
        status = add_listed(naming, kind, &list);
    arena_finish(&scratch);
    return status;
}

fund_status completion_read_names(struct session *session, const struct completion_need *need,
                                  struct completion_maker *maker, struct fund_error *error)
{
    struct naming naming = {session, need, maker, arena_init(ARENA_MAX), buffer_init(KEY_MAX),
                            error};
    fund_status status = FUND_OK;
    if (completion_need_kind(need, COMPLETION_PERSON))
        status = read_roles_and_persons(&naming);
    if (status == FUND_OK && completion_need_kind(need, COMPLETION_ORGANISATION))
        status = read_list(&naming, COMPLETION_ORGANISATION, list_organisations);
    if (status == FUND_OK && completion_need_kind(need, COMPLETION_PLACE))
        status = read_list(&naming, COMPLETION_PLACE, list_places);
    arena_finish(&naming.arena);
    buffer_finish(&naming.key);
    return status;
}
