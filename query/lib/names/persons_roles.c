/*
 * The roles of persons: those that releases give a name, and whether two agree.
 */
#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"
#include "query/lib/names/persons_parts.h"
#include "query/lib/names/roles.h"

/* Roles of one person that are looked at. */
#define ROLES_MAX 500

/* Roles of one person that are remembered: releases of other years and issuers give them again. */
#define KNOWN_MAX 8

struct role_walk {
    const struct name_context *context;
    struct query_words *words;
    struct slice known[KNOWN_MAX];
    size_t known_count;
};

/* Remembers what is not known yet; *is_known: it was. */
static fund_status note_role(struct role_walk *walk, struct slice role, bool *is_known,
                             struct fund_error *error)
{
    for (size_t i = 0; i < walk->known_count && !*is_known; i++)
        *is_known = slice_equal(walk->known[i], role);
    if (*is_known || walk->known_count == KNOWN_MAX)
        return FUND_OK;
    struct slice copy = arena_copy(walk->context->arena, role);
    walk->known[walk->known_count++] = copy;
    return copy.data != NULL ? FUND_OK : error_no_memory(error);
}

static fund_status add_words(const struct role_walk *walk, struct slice role,
                             struct fund_error *error)
{
    struct query_words *words = walk->words;
    const struct query_words *more = NULL;
    fund_status status = role_words(walk->context, role, &more, error);
    for (size_t i = 0; status == FUND_OK && i < more->count; i++) {
        void *items = words->items;
        if (!arena_grow(walk->context->arena, &items, words->count, &words->capacity,
                        sizeof(*words->items)))
            return error_no_memory(error);
        words->items = items;
        words->items[words->count++] = more->items[i];
    }
    return status;
}

static fund_status add_role(void *data, struct slice term, uint32_t count, struct fund_error *error)
{
    struct role_walk *walk = data;
    struct slice fields[4];
    (void)count;
    if (!walk_split(term, fields, 4) || utf8_valid_prefix(fields[3]) < fields[3].size)
        return FUND_OK;
    bool is_known = false;
    fund_status status = note_role(walk, fields[3], &is_known, error);
    return status == FUND_OK && !is_known ? add_words(walk, fields[3], error) : status;
}

fund_status persons_roles(const struct name_context *context, struct person_name *name,
                          struct fund_error *error)
{
    if (name->roles != NULL)
        return FUND_OK;
    struct query_words *words = arena_allocate(context->arena, sizeof(*words));
    if (words == NULL)
        return error_no_memory(error);
    struct role_walk walk = {.context = context, .words = words};
    fund_status status = walk_cached(context->walks, context->reader, SCHEMA_PERSON_AND_ROLE,
                                     name->text, ROLES_MAX, add_role, &walk, error);
    if (status == FUND_OK)
        name->roles = words;
    return status;
}

/* ---- agreement ------------------------------------------------------------------------------ */

static bool has_part(const struct query_words *words, struct slice part)
{
    for (size_t i = 0; i < words->count; i++)
        for (size_t j = 0; j < words->items[i].part_count; j++)
            if (slice_equal(words->items[i].parts[j], part))
                return true;
    return false;
}

static bool has_parts(const struct query_words *words, const struct query_word *word)
{
    for (size_t i = 0; i < word->part_count; i++)
        if (!has_part(words, word->parts[i]))
            return false;
    return true;
}

bool persons_has_role(const struct query_words *roles, const struct query_word *word)
{
    return words_have_stem(roles, word->stem) || (word->part_count > 1 && has_parts(roles, word));
}

/* Whether a word of the first is one of the second, or part of one. */
static bool touches(const struct query_words *first, const struct query_words *second)
{
    for (size_t i = 0; i < first->count; i++)
        if (!first->items[i].is_stop &&
            (words_have_stem(second, first->items[i].stem) || has_parts(second, &first->items[i])))
            return true;
    return false;
}

int persons_compare_roles(const struct query_words *first, const struct query_words *second)
{
    if (first->count == 0 || second->count == 0)
        return 1;
    return touches(first, second) || touches(second, first) ? 2 : 0;
}

/* ---- sightings ------------------------------------------------------------------------------ */

struct splitting {
    const struct name_context *context;
    struct persons *out;
    struct person_seen seen; /* the one that is taken apart */
    size_t first;            /* of its parts in out */
    uint32_t left;           /* releases without a role */
};

static fund_status add_seen(const struct name_context *context, struct persons *persons,
                            const struct person_seen *seen, struct fund_error *error)
{
    void *items = persons->seen;
    if (!arena_grow(context->arena, &items, persons->seen_count, &persons->seen_capacity,
                    sizeof(*persons->seen)))
        return error_no_memory(error);
    persons->seen = items;
    persons->seen[persons->seen_count++] = *seen;
    return FUND_OK;
}

static fund_status add_part(void *data, struct slice term, uint32_t count, struct fund_error *error)
{
    struct splitting *splitting = data;
    struct arena *arena = splitting->context->arena;
    struct person_seen part = splitting->seen;
    struct slice fields[4];
    part.role_term = arena_copy(arena, term);
    if (part.role_term.data == NULL)
        return error_no_memory(error);
    if (!walk_split(part.role_term, fields, 4) || utf8_valid_prefix(term) < term.size)
        return FUND_OK;
    part.role = fields[3];
    part.count = count;
    splitting->left -= count < splitting->left ? count : splitting->left;
    fund_status status = role_words(splitting->context, part.role, &part.role_words, error);
    return status == FUND_OK ? add_seen(splitting->context, splitting->out, &part, error) : status;
}

/* What remains without a role. */
static fund_status add_rest(struct splitting *splitting, struct fund_error *error)
{
    struct person_seen rest = splitting->seen;
    const struct persons *out = splitting->out;
    size_t parts = out->seen_count - splitting->first;
    struct slice *except = arena_array(splitting->context->arena, parts, sizeof(*except));
    if (except == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < parts; i++)
        except[i] = out->seen[splitting->first + i].role_term;
    rest.count = splitting->left;
    rest.except = except;
    rest.except_count = parts;
    bool is_nothing = splitting->left == 0 && parts > 0;
    return is_nothing ? FUND_OK : add_seen(splitting->context, splitting->out, &rest, error);
}

fund_status persons_split_seen(const struct name_context *context, const struct person_seen *seen,
                               struct persons *out, struct fund_error *error)
{
    struct splitting splitting = {context, out, *seen, out->seen_count, seen->count};
    struct slice fields[2];
    char begin[STORE_TERM_MAX];
    if (!walk_split(seen->term, fields, 2) || fields[1].size + 1 > sizeof(begin))
        return add_seen(context, out, seen, error);
    memcpy(begin, fields[1].data, fields[1].size);
    begin[fields[1].size] = SCHEMA_SEPARATOR;
    fund_status status =
        walk_terms(context->reader, SCHEMA_PERSON_AND_ROLE, slice_of(begin, fields[1].size + 1),
                   ROLES_MAX, add_part, &splitting, error);
    return status == FUND_OK ? add_rest(&splitting, error) : status;
}

fund_status persons_split_roles(const struct name_context *context, struct persons *persons,
                                struct fund_error *error)
{
    struct persons out = {.names = persons->names};
    fund_status status = FUND_OK;
    for (size_t i = 0; i < persons->seen_count && status == FUND_OK; i++) {
        const struct person_seen *seen = &persons->seen[i];
        status = persons->names[seen->name].is_short
                     ? persons_split_seen(context, seen, &out, error)
                     : add_seen(context, &out, seen, error);
    }
    if (status != FUND_OK)
        return status;
    persons->seen = out.seen;
    persons->seen_count = out.seen_count;
    persons->seen_capacity = out.seen_capacity;
    return FUND_OK;
}
