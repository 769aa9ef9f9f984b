/*
 * Persons are the same where their full names are; a lone surname is the last person of that name,
 * or the first one that is still to come.
 */
#include "indexer/names/link.h"

#include "indexer/names/persons.h"
#include "indexer/names/roles.h"

/* Bytes of a mention's roles: a few names' worth, and what endings add to their words. */
#define ROLES_SIZE_MAX (8 * SPAN_SIZE_MAX)
/* Names of a row that share one surname. */
#define ROW_MAX 6

struct linker {
    const struct lists *lists;
    const struct tokens *tokens;
    struct spans *persons;
    struct release *release;
    struct dict *full;     /* full name to span */
    struct dict *surnames; /* surname to span with a full name */
    struct dict *entities; /* full name, or lone surname, to entity */
    struct buffer role;
};

fund_status link_full(size_t count, size_t limit, const char *what, struct fund_error *error)
{
    if (count < limit)
        return error_no_memory(error);
    return error_set(error, FUND_LIMIT, "more than %zu %s in one release; split it", limit, what);
}

fund_status link_mention(const struct tokens *tokens, const struct span *span,
                         struct release *release, struct release_entity *entity,
                         struct fund_error *error)
{
    struct range range = tokens_range(tokens, span->first, span->end);
    if (release_add_mention(release, entity, range))
        return FUND_OK;
    return link_full(entity->mention_count, RELEASE_MENTIONS_MAX, "mentions of one name", error);
}

fund_status link_entity(struct dict *keys, struct slice key, struct slice name,
                        struct release *release, struct release_entities *list,
                        struct release_entity **entity, struct fund_error *error)
{
    uint32_t at;
    if (dict_get(keys, key, &at)) {
        *entity = &list->items[at];
        return FUND_OK;
    }
    fund_status status = dict_put(keys, key, (uint32_t)list->count, error);
    if (status != FUND_OK)
        return status;
    struct release_entity *added = release_add_entity(release, list);
    if (added == NULL)
        return link_full(list->count, RELEASE_ENTITIES_MAX, "names", error);
    added->name = name;
    *entity = added;
    return FUND_OK;
}

static struct slice span_text(const struct tokens *tokens, const struct span *span)
{
    struct range range = tokens_range(tokens, span->first, span->end);
    return slice_part(tokens->text, range.start, range.end);
}

static struct slice surname_text(const struct tokens *tokens, const struct span *span)
{
    return tokens_text(tokens, tokens_at(tokens, persons_surname(tokens, span)));
}

/* More than a surname and not an initial's form. */
static bool is_full(const struct tokens *tokens, const struct span *person)
{
    const struct token *first = tokens_at(tokens, person->first);
    return persons_surname(tokens, person) > person->first && !token_is(first, TOKEN_INITIAL) &&
           !token_has(first, WORD_PARTICLE);
}

static struct slice without_s(struct slice name)
{
    bool has_s = name.size > 2 && slice_ends_with(name, SLICE("s"));
    return slice_part(name, 0, name.size - (has_s ? 1 : 0));
}

/*
 * Whether a full name that ends in s is a genitive: "Hilke Ommens Buch". What takes an apostrophe
 * instead has no s to lose.
 */
static bool is_genitive(const struct linker *linker, const struct span *person)
{
    const struct tokens *tokens = linker->tokens;
    const struct token *next = tokens_next(tokens, person->end);
    struct slice surname = surname_text(tokens, person);
    struct slice shorter = without_s(surname);
    if (shorter.size == surname.size || slice_ends_with(shorter, SLICE("s")) ||
        slice_ends_with(shorter, SLICE("x")) || slice_ends_with(shorter, SLICE("z")) ||
        lists_is_surname(linker->lists, surname))
        return false;
    return (lists_is_surname(linker->lists, shorter) ||
            (lists_first_name(linker->lists, shorter) & WORD_FIRST_NAME) != 0) &&
           token_is(next, TOKEN_CAPITAL) && !token_is(next, TOKEN_TAKEN) &&
           !token_has(next, WORD_ROLE | WORD_TITLE | WORD_DEGREE);
}

/* The first full name of each surname, and all full names. */
static fund_status collect(struct linker *linker, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = linker->persons->count; i > 0 && status == FUND_OK; i--) {
        const struct span *person = &linker->persons->items[i - 1];
        if (!is_full(linker->tokens, person))
            continue;
        uint32_t at = (uint32_t)(i - 1);
        status = dict_put(linker->full, span_text(linker->tokens, person), at, error);
        if (status == FUND_OK)
            status = dict_put(linker->surnames, surname_text(linker->tokens, person), at, error);
    }
    return status;
}

/* The span with the person's full name, or the person itself. */
static const struct span *resolve(const struct linker *linker, const struct span *person)
{
    const struct tokens *tokens = linker->tokens;
    struct slice text = span_text(tokens, person), surname = surname_text(tokens, person);
    uint32_t at;
    if (is_full(tokens, person)) {
        if (!dict_get(linker->full, without_s(text), &at))
            return person;
        return &linker->persons->items[at];
    }
    if (!dict_get(linker->surnames, surname, &at) &&
        !dict_get(linker->surnames, without_s(surname), &at))
        return person;
    const struct span *full = &linker->persons->items[at];
    if (dict_get(linker->full, without_s(span_text(tokens, full)), &at))
        full = &linker->persons->items[at];
    bool is_other_sex = person->sex != 0 && full->sex != 0 && person->sex != full->sex;
    const struct token *first = tokens_at(tokens, person->first);
    bool is_other_initial =
        token_is(first, TOKEN_INITIAL) &&
        tokens->text.data[first->start] != tokens->text.data[tokens_at(tokens, full->first)->start];
    return is_other_sex || is_other_initial ? person : full;
}

/*
 * The whole name that gives a lone first name its surname: "Lotta Kummer" in "Nina und Lotta
 * Kummer"; or NULL.
 */
static const struct span *sibling_of(const struct linker *linker, const struct span *person)
{
    const struct tokens *tokens = linker->tokens;
    const struct span *last = linker->persons->items + linker->persons->count;
    const struct token *name = tokens_at(tokens, person->first);
    const struct token *before = tokens_before(tokens, person->first);
    if (person->end - person->first > 1 || !token_has(name, WORD_FIRST_NAME) ||
        token_has(before, WORD_TITLE | WORD_DEGREE) ||
        dict_get(linker->surnames, tokens_text(tokens, name), NULL))
        return NULL;
    for (const struct span *next = person + 1; next < last && next - person < ROW_MAX; next++) {
        const struct token *between = tokens_next(tokens, next[-1].end);
        bool is_last = tokens_is(tokens, between, "und");
        if (next->first != next[-1].end + 1 || (!is_last && !tokens_is(tokens, between, ",")))
            return NULL;
        bool has_name = token_has(tokens_at(tokens, next->first), WORD_FIRST_NAME);
        if (is_last)
            return has_name && is_full(tokens, next) ? next : NULL;
        if (!has_name || next->end - next->first > 1)
            return NULL;
    }
    return NULL;
}

/* "Nina Kummer" for "Nina" in "Nina und Lotta Kummer". */
static fund_status name_with(struct linker *linker, const struct span *person,
                             const struct span *sibling, struct slice *name,
                             struct fund_error *error)
{
    const struct tokens *tokens = linker->tokens;
    const struct span *full = resolve(linker, sibling);
    size_t at = persons_surname(tokens, full);
    while (at > full->first + 1 && token_has(tokens_at(tokens, at - 1), WORD_PARTICLE))
        at--;
    struct span surname = span_of(at, full->end);
    buffer_clear(&linker->role);
    fund_status status = buffer_append(&linker->role, span_text(tokens, person), error);
    if (status == FUND_OK)
        status = buffer_append_byte(&linker->role, ' ', error);
    if (status == FUND_OK)
        status = buffer_append(&linker->role, span_text(tokens, &surname), error);
    if (status != FUND_OK)
        return status;
    if (linker->role.size > SPAN_SIZE_MAX) {
        *name = span_text(tokens, person);
        return FUND_OK;
    }
    *name = arena_copy(&linker->release->arena, buffer_slice(&linker->role));
    return name->data != NULL ? FUND_OK : error_no_memory(error);
}

/* The mention's roles, without its credit where others are known, in linker->role. */
static fund_status write_roles(struct linker *linker, const struct span *person,
                               struct fund_error *error)
{
    fund_status status = FUND_OK;
    buffer_clear(&linker->role);
    for (size_t i = 0; i < person->role_count && status == FUND_OK; i++) {
        if (linker->role.size > 0)
            status = buffer_append(&linker->role, SLICE(", "), error);
        if (status == FUND_OK)
            status = roles_write(linker->lists, linker->tokens, person, &person->roles[i],
                                 &linker->role, error);
    }
    return status;
}

/*
 * A title is kept as it comes first; a role gives way to a longer one that begins with it, and a
 * credit to any.
 */
static fund_status describe(struct linker *linker, const struct span *person,
                            struct release_entity *entity, struct fund_error *error)
{
    if (entity->title.size == 0)
        entity->title = slice_part(linker->tokens->text, person->title.start, person->title.end);
    fund_status status = write_roles(linker, person, error);
    if (status != FUND_OK)
        return status;
    struct slice role = buffer_slice(&linker->role);
    bool is_better = entity->role.size == 0 || slice_equal(entity->role, SLICE("Foto")) ||
                     (role.size > entity->role.size && slice_starts_with(role, entity->role));
    if (role.size == 0 || !is_better)
        return FUND_OK;
    role = arena_copy(&linker->release->arena, role);
    if (role.data == NULL)
        return error_no_memory(error);
    entity->role = role;
    return FUND_OK;
}

static fund_status link_person(struct linker *linker, size_t at, struct fund_error *error)
{
    const struct tokens *tokens = linker->tokens;
    struct release *release = linker->release;
    const struct span *person = &linker->persons->items[at];
    const struct span *full = resolve(linker, person);
    const struct span *sibling = sibling_of(linker, person);
    struct slice key = span_text(tokens, full);
    if (sibling != NULL) {
        fund_status status = name_with(linker, person, sibling, &key, error);
        if (status != FUND_OK)
            return status;
    } else if (full == person && is_full(tokens, person) && is_genitive(linker, person)) {
        key = without_s(key);
    } else if (full == person && !is_full(tokens, person)) {
        struct slice shorter = without_s(key);
        key = dict_get(linker->entities, shorter, NULL) ? shorter : key;
    }
    struct release_entity *entity = NULL;
    fund_status status =
        link_entity(linker->entities, key, key, release, &release->persons, &entity, error);
    if (status != FUND_OK)
        return status;
    status = describe(linker, person, entity, error);
    if (status == FUND_OK)
        status = link_mention(tokens, person, release, entity, error);
    if (status == FUND_OK && is_full(tokens, person))
        status = dict_put(linker->surnames, surname_text(tokens, full),
                          (uint32_t)(full - linker->persons->items), error);
    return status;
}

fund_status link_persons(const struct lists *lists, const struct tokens *tokens,
                         struct spans *persons, struct release *release, struct fund_error *error)
{
    struct linker linker = {.lists = lists,
                            .tokens = tokens,
                            .persons = persons,
                            .release = release,
                            .role = buffer_init(ROLES_SIZE_MAX)};
    fund_status status = dict_create(&linker.full, error);
    if (status == FUND_OK)
        status = dict_create(&linker.surnames, error);
    if (status == FUND_OK)
        status = dict_create(&linker.entities, error);
    if (status == FUND_OK)
        status = collect(&linker, error);
    for (size_t i = 0; i < persons->count && status == FUND_OK; i++)
        status = link_person(&linker, i, error);
    buffer_finish(&linker.role);
    dict_destroy(linker.full);
    dict_destroy(linker.surnames);
    dict_destroy(linker.entities);
    return status;
}
