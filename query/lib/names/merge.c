/*
 * The indexer lists each name of a release once; the alias file, or what other releases say, may
 * give two of them the same name.
 */
#include "query/lib/names/merge.h"

#include "core/base/dict.h"

#include <stdlib.h>

/* Different names that are compared one by one. */
#define FEW 24

static bool has_role(struct slice roles, struct slice role)
{
    while (roles.size > 0) {
        size_t end = slice_find(roles, SLICE(", "));
        if (slice_equal(slice_part(roles, 0, end), role))
            return true;
        roles = slice_part(roles, end < roles.size ? end + 2 : end, roles.size);
    }
    return false;
}

/* "Bürgermeister, Vorsitzender" */
static bool join_roles(struct arena *arena, struct slice role, struct slice *roles)
{
    if (role.size == 0 || slice_equal(*roles, role) || has_role(*roles, role))
        return true;
    if (roles->size == 0) {
        *roles = role;
        return true;
    }
    char *text = arena_allocate(arena, roles->size + 2 + role.size);
    if (text == NULL)
        return false;
    memcpy(text, roles->data, roles->size);
    memcpy(text + roles->size, ", ", 2);
    memcpy(text + roles->size + 2, role.data, role.size);
    *roles = slice_of(text, roles->size + 2 + role.size);
    return true;
}

static int compare_mentions(const void *left, const void *right)
{
    const struct range *a = left;
    const struct range *b = right;
    return (a->start > b->start) - (a->start < b->start);
}

/* What is beyond a limit of one entity is left out. */
static void join_mentions(struct release *release, const struct release_entity *from,
                          struct release_entity *to)
{
    for (size_t i = 0; i < from->mention_count; i++)
        if (!release_add_mention(release, to, from->mentions[i]))
            break;
    if (to->mention_count > 0)
        qsort(to->mentions, to->mention_count, sizeof(*to->mentions), compare_mentions);
}

static void join_aliases(struct release *release, const struct release_entity *from,
                         struct release_entity *to)
{
    for (size_t i = 0; i < from->alias_count; i++) {
        bool is_known = false;
        for (size_t j = 0; j < to->alias_count && !is_known; j++)
            is_known = slice_equal(to->aliases[j], from->aliases[i]);
        if (!is_known && !release_add_alias(release, to, from->aliases[i]))
            break;
    }
}

static bool join(struct release *release, const struct release_entity *from,
                 struct release_entity *to)
{
    if (to->title.size == 0)
        to->title = from->title;
    join_mentions(release, from, to);
    join_aliases(release, from, to);
    return join_roles(&release->arena, from->role, &to->role);
}

/* The place of the name among the first count; count where it is not there. Most releases have so few
 * names that a table takes longer than looking at them. */
static size_t find_name(const struct release_entities *list, size_t count, struct slice name)
{
    size_t place = 0;
    while (place < count && !slice_equal(list->items[place].name, name))
        place++;
    return place;
}

/* By a table from FEW names on, of which places are the first ones' then. */
static fund_status find_place(const struct release_entities *list, size_t count, struct slice name,
                              struct dict **places, size_t *place, struct fund_error *error)
{
    uint32_t number = 0;
    fund_status status = FUND_OK;
    *place = count;
    if (count < FEW) {
        *place = find_name(list, count, name);
        return FUND_OK;
    }
    if (*places == NULL) {
        status = dict_create(places, error);
        for (size_t i = 0; i < count && status == FUND_OK; i++)
            status = dict_put(*places, list->items[i].name, (uint32_t)i, error);
    }
    if (status == FUND_OK && dict_get(*places, name, &number))
        *place = number;
    else if (status == FUND_OK)
        status = dict_put(*places, name, (uint32_t)count, error);
    return status;
}

static fund_status merge_list(struct release *release, struct release_entities *list,
                              struct fund_error *error)
{
    struct dict *places = NULL;
    size_t kept = 0, place = 0;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < list->count && status == FUND_OK; i++) {
        const struct release_entity entity = list->items[i];
        status = find_place(list, kept, entity.name, &places, &place, error);
        if (status == FUND_OK && place == kept)
            list->items[kept++] = entity;
        else if (status == FUND_OK && !join(release, &entity, &list->items[place]))
            status = error_no_memory(error);
    }
    if (status == FUND_OK)
        list->count = kept;
    dict_destroy(places);
    return status;
}

fund_status merge_names(struct release *release, struct fund_error *error)
{
    fund_status status = merge_list(release, &release->persons, error);
    if (status == FUND_OK)
        status = merge_list(release, &release->organisations, error);
    return status == FUND_OK ? merge_list(release, &release->places, error) : status;
}
