/*
 * What linking all names of an archive asks again and again, read in one run over its terms: the
 * commonest name of each organisation's key, and which persons' names can be short for others.
 */
#include "query/lib/names/shown_links.h"

#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"
#include "query/lib/names/persons_known.h"

#include <stdlib.h>

/* ---- organisations -------------------------------------------------------------------------- */

static fund_status grow_keys(struct shown *shown, struct fund_error *error)
{
    void *items = shown->organisations;
    if (!arena_grow(&shown->scratch, &items, shown->organisation_count, &shown->key_capacity,
                    sizeof(*shown->organisations)))
        return error_no_memory(error);
    shown->organisations = items;
    shown->organisations[shown->organisation_count++] =
        (struct shown_organisation){.number = SHOWN_UNKNOWN};
    return FUND_OK;
}

fund_status shown_add_key(struct shown *shown, struct slice key, uint32_t *number,
                          struct fund_error *error)
{
    fund_status status = intern_add(&shown->keys, key, number, error);
    if (status == FUND_OK && *number == shown->organisation_count)
        status = grow_keys(shown, error);
    return status;
}

static fund_status add_organisation(void *data, struct slice text, uint32_t count,
                                    struct fund_error *error)
{
    struct shown *shown = data;
    struct slice fields[2];
    uint32_t key = 0;
    if (!walk_split(text, fields, 2) || utf8_valid_prefix(text) < text.size)
        return FUND_OK;
    fund_status status = shown_add_key(shown, fields[0], &key, error);
    if (status == FUND_OK)
        status = dict_put(shown->preloaded, fields[1], key, error);
    if (status != FUND_OK || count <= shown->organisations[key].count)
        return status;
    struct shown_organisation *organisation = &shown->organisations[key];
    organisation->commonest = arena_copy(&shown->scratch, fields[1]);
    organisation->count = count;
    return organisation->commonest.data != NULL ? FUND_OK : error_no_memory(error);
}

/* ---- persons -------------------------------------------------------------------------------- */

/* The names that have one surname's key. */
struct group {
    struct shown *shown;
    struct arena arena;
    struct slice key;
    struct slice *names;
    size_t count, capacity;
};

/* As persons_may_be_short, for all names of the group. */
static fund_status close_group(struct group *group, struct fund_error *error)
{
    fund_status status = FUND_OK;
    uint32_t key = 0;
    if (group->count > 0)
        qsort(group->names, group->count, sizeof(*group->names), persons_compare_from_end);
    if (group->count > 0)
        status = intern_add(&group->shown->surname_keys, group->key, &key, error);
    for (size_t i = 0; i < group->count && status == FUND_OK; i++) {
        struct slice name = group->names[i];
        bool has_longer = i + 1 < group->count && slice_ends_with(group->names[i + 1], name);
        bool is_written_out =
            memchr(name.data, ' ', name.size) != NULL && memchr(name.data, '.', name.size) == NULL;
        if (has_longer || !is_written_out)
            status = dict_put(group->shown->preloaded, name, key, error);
    }
    arena_finish(&group->arena);
    group->names = NULL;
    group->count = group->capacity = 0;
    group->key = slice_of(NULL, 0);
    return status;
}

/* Terms of one surname, and of one name, follow each other. */
static fund_status add_person(void *data, struct slice text, uint32_t count,
                              struct fund_error *error)
{
    struct group *group = data;
    struct slice fields[3];
    fund_status status = FUND_OK;
    (void)count;
    if (!walk_split(text, fields, 3) || fields[1].size == 0)
        return FUND_OK;
    if (!slice_equal(group->key, fields[0])) {
        status = close_group(group, error);
        group->key = arena_copy(&group->arena, fields[0]);
    } else if (group->count > 0 && slice_equal(group->names[group->count - 1], fields[1])) {
        return FUND_OK;
    }
    void *items = group->names;
    struct slice name = arena_copy(&group->arena, fields[1]);
    if (status != FUND_OK)
        return status;
    if (group->key.data == NULL || name.data == NULL ||
        !arena_grow(&group->arena, &items, group->count, &group->capacity, sizeof(name)))
        return error_no_memory(error);
    group->names = items;
    group->names[group->count++] = name;
    return FUND_OK;
}

static fund_status preload_persons(struct shown *shown, struct fund_error *error)
{
    struct group group = {.shown = shown, .arena = arena_init(SIZE_MAX / 2)};
    fund_status status = intern_init(&shown->surname_keys, error);
    if (status == FUND_OK)
        status = walk_terms(shown->context.reader, SCHEMA_PERSON_SEEN, slice_of(NULL, 0), SIZE_MAX,
                            add_person, &group, error);
    if (status == FUND_OK)
        status = close_group(&group, error);
    arena_finish(&group.arena);
    return status;
}

fund_status shown_preload(struct shown *shown, struct fund_error *error)
{
    if (shown->kind == NAME_PLACE)
        return FUND_OK;
    fund_status status = dict_create(&shown->preloaded, error);
    if (status != FUND_OK)
        return status;
    if (shown->kind == NAME_PERSON)
        return preload_persons(shown, error);
    return walk_terms(shown->context.reader, SCHEMA_ORGANISATION_NAME, slice_of(NULL, 0), SIZE_MAX,
                      add_organisation, shown, error);
}
