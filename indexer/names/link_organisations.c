/*
 * Organisations are the same where their words are, whatever their case endings; an acronym that
 * stood in brackets behind a name is that name.
 */
#include "indexer/names/link.h"

#include "core/base/buffer.h"

/* Bytes of a name with its endings; SPAN_SIZE_MAX and a few more for each of its words. */
#define NAME_SIZE_MAX (4 * SPAN_SIZE_MAX)

#define HEADS         (WORD_ORG | WORD_BODY | WORD_FIRM | WORD_CITY)
#define GENDERS       (WORD_MASCULINE | WORD_FEMININE | WORD_NEUTER)

struct linker {
    const struct lists *lists;
    const struct tokens *tokens;
    struct release *release;
    struct dict *entities; /* normalised name to entity */
    struct buffer name;
};

static size_t head_of(const struct tokens *tokens, const struct span *span)
{
    for (size_t i = span->first; i < span->end; i++)
        if (token_has(tokens_at(tokens, i), HEADS))
            return i;
    return span->end;
}

/* The adjective without its ending: "Städtischen" → "Städtisch"; others as they are. */
static struct slice adjective_stem(const struct tokens *tokens, const struct token *token)
{
    static const char *const endings[] = {"en", "em", "er", "es", "e"};
    struct slice word = tokens_text(tokens, token);
    if (!token_has(token, WORD_ADJECTIVE) || token->place > 0)
        return word;
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
        if (slice_ends_with(word, slice_from(endings[i])))
            return slice_part(word, 0, word.size - slice_from(endings[i]).size);
    return word;
}

/* The ending of an adjective without article before a head of that gender; NULL: not known. */
static const char *ending_of(const struct token *head)
{
    if (token_has(head, WORD_MASCULINE))
        return "er";
    if (token_has(head, WORD_FEMININE))
        return "e";
    return token_has(head, WORD_NEUTER) ? "es" : NULL;
}

/* A place's adjective never changes: "Karlsruher". */
static bool is_declined(const struct linker *linker, const struct token *token)
{
    return token_has(token, WORD_ADJECTIVE) &&
           lists_classify(linker->lists, tokens_text(linker->tokens, token)) & WORD_ADJECTIVE;
}

/* Writes the span's words to linker->name: in the nominative, or as a key without endings. */
static fund_status write_name(struct linker *linker, const struct span *span, bool is_key,
                              struct fund_error *error)
{
    const struct tokens *tokens = linker->tokens;
    size_t head = head_of(tokens, span);
    const char *ending = is_key ? "" : ending_of(tokens_at(tokens, head));
    fund_status status = FUND_OK;
    buffer_clear(&linker->name);
    for (size_t i = span->first; i < span->end && status == FUND_OK; i++) {
        const struct token *token = tokens_at(tokens, i);
        struct slice word = tokens_text(tokens, token);
        const char *added = "";
        if (i > span->first)
            status = buffer_append(
                &linker->name,
                slice_part(tokens->text, tokens_at(tokens, i - 1)->end, token->start), error);
        if (i < head && ending != NULL && is_declined(linker, token)) {
            word = adjective_stem(tokens, token);
            added = ending;
        } else if (i == head && token_has(token, WORD_GENITIVE)) {
            word = slice_part(word, 0, lists_nominative(linker->lists, word));
        }
        if (status == FUND_OK)
            status = buffer_append(&linker->name, word, error);
        if (status == FUND_OK)
            status = buffer_append(&linker->name, slice_from(added), error);
    }
    return status;
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
