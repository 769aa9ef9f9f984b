/*
 * Names of releases and those that they count under. Organisations: the one that an acronym is
 * explained by, else the commonest of the names with the same key. Places: only the alias file
 * joins them.
 */
#include "query/lib/names/shown.h"

#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"
#include "query/lib/names/roles.h"
#include "query/lib/names/shown_links.h"

#include <stdlib.h>

#define SCRATCH_MAX ((size_t)1 << 31)

fund_status shown_create(const struct session *session, enum name_kind kind, struct intern *names,
                         struct shown **out, struct fund_error *error)
{
    struct shown *shown = calloc(1, sizeof(*shown));
    if (shown == NULL)
        return error_no_memory(error);
    shown->kind = kind;
    shown->names = names;
    shown->scratch = arena_init(SCRATCH_MAX);
    shown->linking = arena_init(SCRATCH_MAX);
    shown->context = (struct name_context){
        session->reader, session->cursor, &shown->scratch, session->aliases, NULL, NULL, NULL};
    fund_status status = role_memo_create(&shown->context.roles, error);
    if (status == FUND_OK)
        status = intern_init(&shown->found, error);
    if (status == FUND_OK)
        status = intern_init(&shown->keys, error);
    if (status != FUND_OK) {
        shown_destroy(shown);
        return status;
    }
    *out = shown;
    return FUND_OK;
}

void shown_destroy(struct shown *shown)
{
    if (shown == NULL)
        return;
    intern_finish(&shown->found);
    intern_finish(&shown->keys);
    intern_finish(&shown->surname_keys);
    dict_destroy(shown->preloaded);
    role_memo_destroy(shown->context.roles);
    arena_finish(&shown->scratch);
    arena_finish(&shown->linking);
    free(shown);
}

/* ---- organisations -------------------------------------------------------------------------- */

/* The name that most releases have of those with one key; of equals the first. */
struct commonest {
    struct arena *arena;
    struct slice name;
    uint32_t count;
};

static fund_status look_at_name(void *data, struct slice text, uint32_t count,
                                struct fund_error *error)
{
    struct commonest *best = data;
    struct slice fields[2];
    if (!walk_split(text, fields, 2) || utf8_valid_prefix(fields[1]) < fields[1].size ||
        count <= best->count)
        return FUND_OK;
    best->name = arena_copy(best->arena, fields[1]);
    best->count = count;
    return best->name.data != NULL ? FUND_OK : error_no_memory(error);
}

/* What stands for a key: the alias file's name or the commonest; empty where no release has it. */
static fund_status name_of_key(struct shown *shown, struct slice key, struct slice *name,
                               struct fund_error *error)
{
    const struct alias_group *group =
        aliases_group(shown->context.aliases, ALIAS_ORGANISATION, key);
    struct commonest best = {&shown->scratch, {NULL, 0}, 0};
    fund_status status = FUND_OK;
    uint32_t number = 0;
    if (group == NULL && shown->preloaded != NULL) {
        bool is_known = dict_get(shown->keys.numbers, key, &number);
        best.name = is_known ? shown->organisations[number].commonest : slice_of(NULL, 0);
    } else if (group == NULL)
        status = walk_fields(shown->context.reader, SCHEMA_ORGANISATION_NAME, key, SIZE_MAX,
                             look_at_name, &best, error);
    *name = group != NULL ? group->names[0].text : best.name;
    return status;
}

static fund_status name_organisation(struct shown *shown, struct slice key, struct slice *name,
                                     struct fund_error *error)
{
    struct slice explained = {NULL, 0}, full = {NULL, 0};
    fund_status status = name_of_key(shown, key, name, error);
    if (status != FUND_OK || aliases_group(shown->context.aliases, ALIAS_ORGANISATION, key) != NULL)
        return status;
    status = name_alias_of_one(&shown->context, key, *name, &explained, error);
    if (status == FUND_OK && explained.size > 0)
        status = name_of_key(shown, explained, &full, error);
    if (status == FUND_OK && full.size > 0)
        *name = full;
    return status;
}

static fund_status find_key(struct shown *shown, struct slice found, uint32_t *number,
                            struct fund_error *error)
{
    struct keys_key key = {.size = 0};
    *number = SHOWN_UNKNOWN;
    if (shown->preloaded != NULL && dict_get(shown->preloaded, found, number))
        return FUND_OK;
    fund_status status = keys_organisation(shown->context.cursor, found, &key, error);
    if (status != FUND_OK || key.size == 0)
        return status;
    return shown_add_key(shown, keys_slice(&key), number, error);
}

/* Each key is looked up once. */
static fund_status link_organisation(struct shown *shown, struct slice found, uint32_t *out,
                                     struct fund_error *error)
{
    struct slice name = {NULL, 0};
    uint32_t key = 0, number = 0;
    fund_status status = find_key(shown, found, &key, error);
    if (status != FUND_OK || key == SHOWN_UNKNOWN)
        return status == FUND_OK ? intern_add(shown->names, found, out, error) : status;
    if (shown->organisations[key].number == SHOWN_UNKNOWN) {
        status = name_organisation(shown, shown->keys.items[key], &name, error);
        if (status == FUND_OK)
            status = intern_add(shown->names, name.size > 0 ? name : found, &number, error);
        if (status == FUND_OK)
            shown->organisations[key].number = number;
    }
    if (status == FUND_OK)
        *out = shown->organisations[key].number;
    return status;
}

/* ---- links ---------------------------------------------------------------------------------- */

static fund_status link_place(struct shown *shown, struct slice found, uint32_t *number,
                              struct fund_error *error)
{
    struct slice alias = {NULL, 0};
    fund_status status = persons_find_alias(&shown->context, ALIAS_PLACE, found, &alias, error);
    return status == FUND_OK
               ? intern_add(shown->names, alias.size > 0 ? alias : found, number, error)
               : status;
}

static fund_status find_link(struct shown *shown, struct slice name, struct shown_link **out,
                             struct fund_error *error)
{
    uint32_t number = 0;
    size_t known = shown->found.count;
    void *items = shown->links;
    fund_status status = intern_add(&shown->found, name, &number, error);
    if (status == FUND_OK && number == known) {
        struct slice stays = shown->found.items[number];
        struct shown_link link = {.number = 0};
        if (shown->kind == NAME_PERSON)
            status = shown_link_person(shown, stays, &link, error);
        else if (shown->kind == NAME_ORGANISATION)
            status = link_organisation(shown, stays, &link.number, error);
        else
            status = link_place(shown, stays, &link.number, error);
        if (status == FUND_OK && !arena_grow(&shown->scratch, &items, known, &shown->link_capacity,
                                             sizeof(*shown->links)))
            status = error_no_memory(error);
        if (status != FUND_OK)
            return status;
        shown->links = items;
        shown->links[number] = link;
    }
    if (status == FUND_OK)
        *out = &shown->links[number];
    return status;
}

static const struct shown_titled *find_titled(const struct shown_link *link, store_docid docid)
{
    size_t low = 0, high = link->titled_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (link->titled[middle].docid < docid)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_found = low < link->titled_count && link->titled[low].docid == docid;
    return is_found ? &link->titled[low] : NULL;
}

static const struct shown_case *find_case(const struct shown_link *link,
                                          const struct shown_release *release)
{
    size_t low = 0, high = link->case_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct shown_case *at = &link->cases[middle];
        int order = at->year != release->year ? (at->year < release->year ? -1 : 1)
                                              : slice_compare(at->issuer, release->issuer);
        if (order == 0)
            return at;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static uint32_t choose(const struct shown_link *link, const struct shown_release *release)
{
    const struct shown_titled *titled = find_titled(link, release->docid);
    if (titled != NULL)
        return titled->number;
    const struct shown_case *found = find_case(link, release);
    return found != NULL ? found->number : link->number;
}

/* The alias file may tell persons of one name apart by their years. */
static fund_status split(struct shown *shown, int year, uint32_t *number, struct fund_error *error)
{
    struct arena years = arena_init(SCRATCH_MAX);
    struct name_context context = shown->context;
    struct slice name = shown->names->items[*number], with_years = name;
    context.arena = &years;
    fund_status status = persons_show(&context, name, year, &with_years, error);
    if (status == FUND_OK && with_years.data != name.data)
        status = intern_add(shown->names, with_years, number, error);
    arena_finish(&years);
    return status;
}

fund_status shown_find(struct shown *shown, struct slice name, const struct shown_release *release,
                       uint32_t *out, struct fund_error *error)
{
    struct shown_link *link = NULL;
    fund_status status = find_link(shown, name, &link, error);
    if (status != FUND_OK)
        return status;
    uint32_t number = choose(link, release);
    if (shown->kind == NAME_PERSON && aliases_have_splits(shown->context.aliases))
        status = split(shown, release->year, &number, error);
    if (status == FUND_OK)
        *out = number;
    return status;
}
