/*
 * The terms of a surname are read when it is asked for. Nothing is kept between calls, so that
 * every commit is seen.
 */
#include "core/base/utf8.h"
#include "core/names/keys.h"
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"
#include "query/lib/names/persons_parts.h"

/* ---- reading -------------------------------------------------------------------------------- */

struct loading {
    const struct name_context *context;
    struct persons *persons;
};

static fund_status read_key(const struct name_context *context, struct person_name *name,
                            struct fund_error *error)
{
    struct keys_key key = {.size = 0};
    if (context->aliases == NULL)
        return FUND_OK;
    fund_status status = aliases_key(context->cursor, ALIAS_PERSON, name->text, &key, error);
    if (status != FUND_OK)
        return status;
    name->key = arena_copy(context->arena, keys_slice(&key));
    return name->key.data != NULL ? FUND_OK : error_no_memory(error);
}

fund_status persons_read_name(const struct name_context *context, struct person_name *name,
                              struct fund_error *error)
{
    if (name->is_read)
        return FUND_OK;
    fund_status status =
        words_read_folded(context->cursor, name->text, context->arena, &name->words, error);
    if (status == FUND_OK)
        status = read_key(context, name, error);
    if (status != FUND_OK)
        return status;
    while (name->words.count > 1 && keys_is_suffix(name->words.items[name->words.count - 1].folded))
        name->words.count--;
    for (size_t i = 0; i + 1 < name->words.count; i++)
        if (persons_ends_in_initial(name->words.items[i].folded))
            name->has_initial = true;
    name->is_read = true;
    return FUND_OK;
}

static fund_status add_name(const struct name_context *context, struct persons *persons,
                            struct slice text, struct fund_error *error)
{
    void *items = persons->names;
    if (!arena_grow(context->arena, &items, persons->name_count, &persons->name_capacity,
                    sizeof(*persons->names)))
        return error_no_memory(error);
    persons->names = items;
    persons->names[persons->name_count++] = (struct person_name){.text = text};
    return FUND_OK;
}

static int read_year(struct slice digits)
{
    int year = 0;
    for (size_t i = 0; i < digits.size && i < 4; i++)
        if (digits.data[i] >= '0' && digits.data[i] <= '9')
            year = year * 10 + (digits.data[i] - '0');
    return year;
}

static fund_status add_seen(void *data, struct slice term, uint32_t count, struct fund_error *error)
{
    struct loading *loading = data;
    struct persons *persons = loading->persons;
    struct slice fields[4];
    struct slice copy = arena_copy(loading->context->arena, term);
    void *items = persons->seen;
    if (copy.data == NULL)
        return error_no_memory(error);
    if (!walk_split(copy, fields, 4) || utf8_valid_prefix(copy) < copy.size)
        return FUND_OK;
    bool is_new = persons->name_count == 0 ||
                  !slice_equal(persons->names[persons->name_count - 1].text, fields[1]);
    fund_status status = FUND_OK;
    if (is_new)
        status = add_name(loading->context, persons, fields[1], error);
    if (status != FUND_OK)
        return status;
    if (!arena_grow(loading->context->arena, &items, persons->seen_count, &persons->seen_capacity,
                    sizeof(*persons->seen)))
        return error_no_memory(error);
    uint32_t name = (uint32_t)persons->name_count - 1;
    persons->names[name].count += count;
    persons->seen = items;
    persons->seen[persons->seen_count++] = (struct person_seen){.term = copy,
                                                                .name = name,
                                                                .full = name,
                                                                .year = read_year(fields[2]),
                                                                .issuer = fields[3],
                                                                .group = fields[3],
                                                                .count = count};
    return FUND_OK;
}

fund_status persons_read(const struct name_context *context, struct slice surname_key,
                         struct persons *persons, struct fund_error *error)
{
    struct loading loading = {context, persons};
    *persons = (struct persons){.names = NULL};
    return walk_cached(context->walks, context->reader, SCHEMA_PERSON_SEEN, surname_key,
                       PERSONS_SEEN_MAX, add_seen, &loading, error);
}

/* ---- keeping -------------------------------------------------------------------------------- */

struct persons_kept {
    struct slice surname_key;
    struct persons persons;
    struct persons_kept *next;
};

static const struct persons *find_kept(const struct name_context *context, struct slice surname_key)
{
    const struct persons_kept *kept = context->surnames != NULL ? context->surnames->first : NULL;
    while (kept != NULL && !slice_equal(kept->surname_key, surname_key))
        kept = kept->next;
    return kept != NULL ? &kept->persons : NULL;
}

static bool keep(const struct name_context *context, struct slice surname_key,
                 const struct persons *persons)
{
    if (context->surnames == NULL)
        return true;
    struct persons_kept *kept = arena_allocate(context->arena, sizeof(*kept));
    struct slice key = arena_copy(context->arena, surname_key);
    if (kept == NULL || key.data == NULL)
        return false;
    *kept = (struct persons_kept){key, *persons, context->surnames->first};
    context->surnames->first = kept;
    return true;
}

fund_status persons_load(const struct name_context *context, struct slice surname_key,
                         struct persons *out, struct fund_error *error)
{
    struct persons persons;
    const struct persons *kept = find_kept(context, surname_key);
    if (kept != NULL) {
        *out = *kept;
        return FUND_OK;
    }
    fund_status status = persons_read(context, surname_key, &persons, error);
    if (status == FUND_OK)
        status = persons_link(context, &persons, error);
    if (status != FUND_OK)
        return status;
    if (!keep(context, surname_key, &persons))
        return error_no_memory(error);
    *out = persons;
    return FUND_OK;
}
