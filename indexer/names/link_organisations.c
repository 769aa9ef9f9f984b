/*
 * Organisations are the same where their words are, whatever their case endings; an acronym that
 * stood in brackets behind a name is that name.
 */
#include "indexer/names/link.h"

#include "indexer/names/nominative.h"

/* Bytes of a name with its endings; SPAN_SIZE_MAX and a few more for each of its words. */
#define NAME_SIZE_MAX (4 * SPAN_SIZE_MAX)

struct linker {
    const struct lists *lists;
    const struct tokens *tokens;
    struct release *release;
    struct dict *entities; /* normalised name to entity */
    struct buffer name;
};

/* Puts the span's name into linker->name: in the nominative, or as a key without endings. */
static fund_status write_name(struct linker *linker, const struct span *span, bool is_key,
                              struct fund_error *error)
{
    buffer_clear(&linker->name);
    return (is_key ? nominative_write_key : nominative_write)(
        linker->lists, linker->tokens, span->first, span->end, &linker->name, error);
}

/* Puts the span's key into linker->name and, where it is new, adds the entity with its name. */
static fund_status entity_of(struct linker *linker, const struct span *span,
                             struct release_entity **entity, struct fund_error *error)
{
    struct release *release = linker->release;
    uint32_t at;
    fund_status status = write_name(linker, span, true, error);
    if (status != FUND_OK)
        return status;
    if (dict_get(linker->entities, buffer_slice(&linker->name), &at)) {
        *entity = &release->organisations.items[at];
        return FUND_OK;
    }
    status = dict_put(linker->entities, buffer_slice(&linker->name),
                      (uint32_t)release->organisations.count, error);
    if (status == FUND_OK)
        status = write_name(linker, span, false, error);
    if (status != FUND_OK)
        return status;
    struct slice name = arena_copy(&release->arena, buffer_slice(&linker->name));
    if (name.data == NULL)
        return error_no_memory(error);
    *entity = release_add_entity(release, &release->organisations);
    if (*entity == NULL)
        return link_full(release->organisations.count, RELEASE_ENTITIES_MAX, "names", error);
    (*entity)->name = name;
    return FUND_OK;
}

static bool has_alias(const struct release_entity *entity, struct slice alias)
{
    if (slice_equal(entity->name, alias))
        return true;
    for (size_t i = 0; i < entity->alias_count; i++)
        if (slice_equal(entity->aliases[i], alias))
            return true;
    return false;
}

/* Makes the words of alias stand for the entity, unless they already stand for one. */
static fund_status add_alias(struct linker *linker, const struct span *alias,
                             struct release_entity *entity, struct fund_error *error)
{
    struct release *release = linker->release;
    struct range range = tokens_range(linker->tokens, alias->first, alias->end);
    struct slice text = slice_part(linker->tokens->text, range.start, range.end);
    if (entity->alias_count >= RELEASE_ALIASES_MAX || has_alias(entity, text))
        return FUND_OK;
    fund_status status = write_name(linker, alias, true, error);
    if (status != FUND_OK || dict_get(linker->entities, buffer_slice(&linker->name), NULL))
        return status;
    if (!release_add_alias(release, entity, text))
        return error_no_memory(error);
    return dict_put(linker->entities, buffer_slice(&linker->name),
                    (uint32_t)(entity - release->organisations.items), error);
}

static fund_status link_one(struct linker *linker, const struct span *span,
                            struct fund_error *error)
{
    struct release_entity *entity = NULL;
    fund_status status = entity_of(linker, span, &entity, error);
    if (status == FUND_OK)
        status = link_mention(linker->tokens, span, linker->release, entity, error);
    if (status == FUND_OK && span->alias_end > span->alias_first) {
        struct span alias = span_of(span->alias_first, span->alias_end);
        status = add_alias(linker, &alias, entity, error);
    }
    if (status == FUND_OK && span->short_end > span->first) {
        struct span alias = span_of(span->first, span->short_end);
        status = add_alias(linker, &alias, entity, error);
    }
    return status;
}

fund_status link_organisations(const struct lists *lists, const struct tokens *tokens,
                               struct spans *organisations, struct release *release,
                               struct fund_error *error)
{
    struct linker linker = {
        .lists = lists, .tokens = tokens, .release = release, .name = buffer_init(NAME_SIZE_MAX)};
    fund_status status = dict_create(&linker.entities, error);
    for (size_t i = 0; i < organisations->count && status == FUND_OK; i++)
        status = link_one(&linker, &organisations->items[i], error);
    buffer_finish(&linker.name);
    dict_destroy(linker.entities);
    return status;
}
