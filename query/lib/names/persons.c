/*
 * The terms of a surname are read when it is asked for. Nothing is kept between calls, so that
 * every commit is seen.
 */
#include "query/lib/names/persons.h"

#include "core/base/utf8.h"
#include "core/names/keys.h"
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"

#include <limits.h>

/* Full names that one short name is compared with. */
#define CANDIDATES_MAX 64
/* The distance of releases of which one has no date. */
#define DISTANCE_UNKNOWN PERSONS_YEARS_MAX

/* ---- reading -------------------------------------------------------------------------------- */

struct loading {
    const struct name_context *context;
    struct persons *persons;
};

/* "a", "hans-j". */
static bool ends_in_initial(struct slice word)
{
    size_t last = 0;
    for (size_t i = 0; i < word.size; i++)
        if (word.data[i] == '-')
            last = i + 1;
    return name_is_initial(slice_part(word, last, word.size));
}

static fund_status add_name(const struct name_context *context, struct persons *persons,
                            struct slice text, struct fund_error *error)
{
    void *items = persons->names;
    struct person_name name = {.text = arena_copy(context->arena, text)};
    if (name.text.data == NULL || !arena_grow(context->arena, &items, persons->name_count,
                                              &persons->name_capacity, sizeof(*persons->names)))
        return error_no_memory(error);
    persons->names = items;
    fund_status status = words_read(context->cursor, name.text, context->arena, &name.words, error);
    if (status == FUND_OK)
        status = aliases_key(context->cursor, ALIAS_PERSON, name.text, &name.key, error);
    while (name.words.count > 1 && keys_is_suffix(name.words.items[name.words.count - 1].folded))
        name.words.count--;
    for (size_t i = 0; i + 1 < name.words.count; i++)
        name.has_initial = name.has_initial || ends_in_initial(name.words.items[i].folded);
    if (status == FUND_OK)
        persons->names[persons->name_count++] = name;
    return status;
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

/* ---- linking -------------------------------------------------------------------------------- */

bool persons_is_initial_of(struct slice letters, struct slice word)
{
    return ends_in_initial(letters) && letters.size < word.size && slice_starts_with(word, letters);
}

/* Whether the words are the other's in order, some left out or initials, the surname the same. */
static bool is_short_for(const struct query_words *brief, const struct query_words *full)
{
    bool is_shorter = brief->count < full->count;
    if (brief->count == 0 || brief->count > full->count ||
        !slice_equal(brief->items[brief->count - 1].folded, full->items[full->count - 1].folded))
        return false;
    size_t at = full->count - 1;
    for (size_t i = brief->count - 1; i-- > 0;) {
        struct slice word = brief->items[i].folded;
        bool is_found = false;
        while (at > 0 && !is_found) {
            struct slice other = full->items[--at].folded;
            bool is_initial = persons_is_initial_of(word, other);
            is_found = is_initial || slice_equal(word, other);
            is_shorter = is_shorter || is_initial;
        }
        if (!is_found)
            return false;
    }
    return is_shorter;
}

/*
 * A surname, alone or with initials, is short for any full name. Two names written out ("Schulze
 * Althoff") are so only for a name that as many releases have: a name that took in its neighbour's
 * must not swallow it.
 */
static bool may_stand_for(const struct person_name *brief, const struct person_name *full)
{
    size_t written_out = 0;
    if (brief->words.count >= full->words.count && !brief->has_initial)
        return false; /* most are such: what follows takes longer */
    if (!is_short_for(&brief->words, &full->words))
        return false;
    for (size_t i = 0; i < brief->words.count; i++) {
        const struct query_word *word = &brief->words.items[i];
        written_out += !word->is_stop && !ends_in_initial(word->folded);
    }
    return written_out < 2 || full->count >= brief->count;
}

static int distance(int a, int b)
{
    if (a == 0 || b == 0)
        return DISTANCE_UNKNOWN;
    return a < b ? b - a : a - b;
}

/* The names that a short one may stand for. */
struct candidates {
    uint32_t names[CANDIDATES_MAX];
    int agreement[CANDIDATES_MAX]; /* of the roles */
    size_t count;
};

static void find_candidates(const struct name_context *context, const struct persons *persons,
                            uint32_t brief, struct candidates *candidates)
{
    const struct person_name *name = &persons->names[brief];
    candidates->count = 0;
    for (uint32_t i = 0; i < persons->name_count && candidates->count < CANDIDATES_MAX; i++) {
        const struct person_name *other = &persons->names[i];
        if (i != brief && may_stand_for(name, other) &&
            !aliases_forbid(context->aliases, ALIAS_PERSON, keys_slice(&name->key),
                            keys_slice(&other->key)))
            candidates->names[candidates->count++] = i;
    }
}

static fund_status compare_roles(const struct name_context *context, struct persons *persons,
                                 const struct person_seen *seen, struct candidates *candidates,
                                 struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < candidates->count && status == FUND_OK; i++) {
        struct person_name *name = &persons->names[candidates->names[i]];
        candidates->agreement[i] = 1;
        if (seen->role.size == 0)
            continue;
        status = persons_roles(context, name, error);
        if (status == FUND_OK)
            candidates->agreement[i] = persons_compare_roles(seen->role_words, name->roles);
    }
    return status;
}

/* Of two names of which one has the other's words: the longer one, if it may be that at all. */
static bool is_better(const struct persons *persons, uint32_t old, uint32_t other)
{
    const struct person_name *a = &persons->names[old];
    const struct person_name *b = &persons->names[other];
    return may_stand_for(a, b) || (is_short_for(&b->words, &a->words) && !may_stand_for(b, a));
}

/* What was found nearest to a sighting of a short name so far. */
struct choice {
    uint32_t best;
    int agreement, years;
    bool is_tied;
};

/* Roles that agree come before years that are near. */
static void weigh(const struct persons *persons, const struct person_seen *seen,
                  const struct person_seen *other, int agreement, struct choice *choice)
{
    int years = distance(seen->year, other->year);
    if (years > PERSONS_YEARS_MAX || agreement < choice->agreement ||
        (agreement == choice->agreement && years > choice->years) ||
        !slice_equal(other->group, seen->group))
        return;
    bool is_nearer = agreement > choice->agreement || years < choice->years;
    if (is_nearer || choice->best == seen->name || is_better(persons, choice->best, other->name)) {
        choice->is_tied = !is_nearer && choice->is_tied;
        choice->best = other->name;
    } else if (other->name != choice->best && !is_better(persons, other->name, choice->best)) {
        choice->is_tied = true;
    }
    choice->agreement = agreement;
    choice->years = years;
}

/* The name meant by one sighting of a short name; itself where that is not clear. */
static uint32_t choose(const struct persons *persons, const struct candidates *candidates,
                       const struct person_seen *seen)
{
    struct choice choice = {seen->name, 1, INT_MAX, false};
    for (size_t i = 0; i < candidates->count; i++) {
        const struct person_name *name = &persons->names[candidates->names[i]];
        for (uint32_t k = name->first; k < name->end; k++)
            weigh(persons, seen, &persons->seen[k], candidates->agreement[i], &choice);
    }
    return choice.is_tied ? seen->name : choice.best;
}

/* Releases without an issuer count for the only one there is, if there is only one. */
static void join_unknown_issuer(struct persons *persons)
{
    char bytes[KEYS_ISSUER_SIZE];
    struct slice unknown = slice_of(bytes, sizeof(bytes)), known = {NULL, 0};
    keys_issuer(slice_of(NULL, 0), bytes);
    for (size_t i = 0; i < persons->seen_count; i++) {
        struct slice issuer = persons->seen[i].issuer;
        if (slice_equal(issuer, unknown) || slice_equal(issuer, known))
            continue;
        if (known.size > 0)
            return;
        known = issuer;
    }
    for (size_t i = 0; known.size > 0 && i < persons->seen_count; i++)
        persons->seen[i].group = known;
}

static void find_short(const struct name_context *context, struct persons *persons)
{
    struct candidates candidates;
    for (uint32_t i = 0; i < persons->name_count; i++) {
        find_candidates(context, persons, i, &candidates);
        persons->names[i].is_short = candidates.count > 0;
    }
}

/* Tells each name where its sightings stand: those of one name stand together. */
static void find_ranges(struct persons *persons)
{
    for (size_t i = 0; i < persons->seen_count; i++) {
        struct person_name *name = &persons->names[persons->seen[i].name];
        if (name->end == 0)
            name->first = (uint32_t)i;
        name->end = (uint32_t)i + 1;
    }
}

static fund_status link(const struct name_context *context, struct persons *persons,
                        struct fund_error *error)
{
    struct candidates candidates = {.count = 0};
    uint32_t of = UINT32_MAX;
    find_short(context, persons);
    fund_status status = persons_split_roles(context, persons, error);
    find_ranges(persons);
    join_unknown_issuer(persons);
    for (size_t i = 0; i < persons->seen_count && status == FUND_OK; i++) {
        struct person_seen *seen = &persons->seen[i];
        if (!persons->names[seen->name].is_short)
            continue;
        if (seen->name != of)
            find_candidates(context, persons, seen->name, &candidates);
        of = seen->name;
        status = compare_roles(context, persons, seen, &candidates, error);
        if (status == FUND_OK)
            seen->full = choose(persons, &candidates, seen);
    }
    return status;
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
    struct persons persons = {.names = NULL};
    struct loading loading = {context, &persons};
    const struct persons *kept = find_kept(context, surname_key);
    if (kept != NULL) {
        *out = *kept;
        return FUND_OK;
    }
    fund_status status = walk_fields(context->reader, SCHEMA_PERSON_SEEN, surname_key,
                                     PERSONS_SEEN_MAX, add_seen, &loading, error);
    if (status != FUND_OK)
        return status;
    status = link(context, &persons, error);
    if (status != FUND_OK)
        return status;
    if (!keep(context, surname_key, &persons))
        return error_no_memory(error);
    *out = persons;
    return FUND_OK;
}
