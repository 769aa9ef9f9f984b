/*
 * Reading what releases tell of organisations, and which of it is to be believed.
 */
#include "query/lib/names/told.h"

#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/base/walk_cache.h"

/* Terms of one name that are looked at. */
#define TERMS_MAX 2000
/* Different names above which an alias is nobody's. */
#define ALIAS_NAMES_MAX 5

struct reading {
    struct arena *arena;
    struct told_list *list;
};

static fund_status add_told(struct arena *arena, struct told_list *list, struct slice issuer,
                            struct slice name, struct fund_error *error)
{
    void *items = list->items;
    struct told told = {arena_copy(arena, issuer), arena_copy(arena, name)};
    if (told.issuer.data == NULL || told.name.data == NULL ||
        !arena_grow(arena, &items, list->count, &list->capacity, sizeof(*list->items)))
        return error_no_memory(error);
    list->items = items;
    list->items[list->count++] = told;
    return FUND_OK;
}

static fund_status read_told(void *data, struct slice text, uint32_t count,
                             struct fund_error *error)
{
    struct reading *reading = data;
    struct slice fields[3];
    (void)count;
    if (!walk_split(text, fields, 3) || utf8_valid_prefix(fields[2]) < fields[2].size)
        return FUND_OK;
    return add_told(reading->arena, reading->list, fields[1], fields[2], error);
}

static fund_status read_pair(void *data, struct slice text, uint32_t count,
                             struct fund_error *error)
{
    struct reading *reading = data;
    struct slice fields[2];
    (void)count;
    if (!walk_split(text, fields, 2) || utf8_valid_prefix(fields[1]) < fields[1].size)
        return FUND_OK;
    return add_told(reading->arena, reading->list, slice_of("", 0), fields[1], error);
}

fund_status told_load(const struct name_context *context, const char *prefix, struct slice key,
                      struct told_list *list, struct fund_error *error)
{
    struct reading reading = {context->arena, list};
    *list = (struct told_list){NULL, 0, 0};
    return walk_cached(context->walks, context->reader, prefix, key, TERMS_MAX, read_told, &reading,
                       error);
}

fund_status told_load_pairs(const struct name_context *context, const char *prefix,
                            struct slice key, struct told_list *list, struct fund_error *error)
{
    struct reading reading = {context->arena, list};
    *list = (struct told_list){NULL, 0, 0};
    return walk_cached(context->walks, context->reader, prefix, key, TERMS_MAX, read_pair, &reading,
                       error);
}

/* The first letters of legal forms, which the key of a name does not have. */
static bool is_of_legal_form(struct slice letter)
{
    return letter.size == 0 || (letter.size == 1 && strchr("gvm", letter.data[0]) != NULL);
}

static bool has_letters(struct slice name, struct slice letters)
{
    size_t found = 0;
    for (size_t i = 0; i < name.size && found < letters.size; i++)
        found += letters.data[found] == name.data[i];
    return found > 1 && is_of_legal_form(slice_part(letters, found, letters.size));
}

bool told_is_plausible(struct slice alias, struct slice name)
{
    for (size_t i = 0; i < name.size && alias.size > 0; i++)
        if ((i == 0 || name.data[i - 1] == ' ') && name.data[i] == alias.data[0] &&
            has_letters(slice_part(name, i, name.size), alias))
            return true;
    return false;
}

/* Whether so many names are given for an alias that it is none of them. */
static bool is_anybodys(const struct told_list *told)
{
    size_t differing = 0;
    for (size_t i = 0; i < told->count && differing <= ALIAS_NAMES_MAX; i++) {
        bool is_new = true;
        for (size_t j = 0; j < i && is_new; j++)
            is_new = !slice_equal(told->items[i].name, told->items[j].name);
        differing += is_new;
    }
    return differing > ALIAS_NAMES_MAX;
}

fund_status told_of_alias(const struct name_context *context, struct slice alias,
                          struct told_list *list, struct fund_error *error)
{
    size_t kept = 0;
    struct told_list told = {NULL, 0, 0};
    struct reading reading = {context->arena, &told};
    fund_status status = walk_cached(context->walks, context->reader, SCHEMA_ORGANISATION_ALIAS,
                                     alias, TOLD_MAX, read_told, &reading, error);
    for (size_t i = 0; i < told.count; i++)
        if (told_is_plausible(alias, told.items[i].name))
            told.items[kept++] = told.items[i];
    told.count = kept;
    if (is_anybodys(&told))
        told.count = 0;
    *list = told;
    return status;
}

bool told_forbids(const struct name_context *context, struct slice first, struct slice second)
{
    return aliases_forbid(context->aliases, ALIAS_ORGANISATION, first, second);
}

bool told_is_acronym(struct slice alias)
{
    size_t capitals = 0;
    for (size_t at = 0; at < alias.size; at++) {
        if (alias.data[at] == ' ')
            return false;
        capitals += alias.data[at] >= 'A' && alias.data[at] <= 'Z';
    }
    return capitals >= 2;
}

bool told_names(const struct told_list *list, struct slice issuer, struct slice name)
{
    for (size_t i = 0; i < list->count; i++)
        if (slice_equal(list->items[i].issuer, issuer) && slice_equal(list->items[i].name, name))
            return true;
    return false;
}

fund_status name_alias_of_one(const struct name_context *context, struct slice key,
                              struct slice shown, struct slice *name, struct fund_error *error)
{
    struct told_list told = {NULL, 0, 0};
    size_t differing = 0;
    fund_status status = FUND_OK;
    if (told_is_acronym(shown))
        status = told_of_alias(context, key, &told, error);
    for (size_t i = 0; i < told.count; i++) {
        bool is_other = !slice_equal(told.items[i].name, told.items[0].name);
        differing += is_other || told_forbids(context, key, told.items[i].name);
    }
    bool is_alias = status == FUND_OK && told.count > 0 && differing == 0;
    *name = is_alias ? told.items[0].name : slice_of(NULL, 0);
    return status;
}
