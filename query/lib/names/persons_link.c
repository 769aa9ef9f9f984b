/*
 * Which full name a short one stands for: for all sightings of a surname, or for one.
 */
#include "query/lib/names/persons_parts.h"

#include <limits.h>

/* Full names that one short name is compared with. */
#define CANDIDATES_MAX 64
/* The distance of releases of which one has no date. */
#define DISTANCE_UNKNOWN PERSONS_YEARS_MAX

/* ---- names ---------------------------------------------------------------------------------- */

bool persons_ends_in_initial(struct slice word)
{
    size_t last = 0;
    for (size_t i = 0; i < word.size; i++)
        if (word.data[i] == '-')
            last = i + 1;
    return name_is_initial(slice_part(word, last, word.size));
}

bool persons_is_initial_of(struct slice letters, struct slice word)
{
    return persons_ends_in_initial(letters) && letters.size < word.size &&
           slice_starts_with(word, letters);
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
        written_out += !word->is_stop && !persons_ends_in_initial(word->folded);
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

/* brief and others have been read. */
static bool is_candidate(const struct name_context *context, const struct person_name *brief,
                         const struct person_name *other)
{
    return brief != other && may_stand_for(brief, other) &&
           !aliases_forbid(context->aliases, ALIAS_PERSON, brief->key, other->key);
}

static void find_candidates(const struct name_context *context, const struct persons *persons,
                            uint32_t brief, struct candidates *candidates)
{
    candidates->count = 0;
    for (uint32_t i = 0; i < persons->name_count && candidates->count < CANDIDATES_MAX; i++)
        if (is_candidate(context, &persons->names[brief], &persons->names[i]))
            candidates->names[candidates->count++] = i;
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

/* Whether the other sighting is near enough to tell who is meant by this one. */
static bool is_near(const struct person_seen *seen, const struct person_seen *other)
{
    return distance(seen->year, other->year) <= PERSONS_YEARS_MAX &&
           slice_equal(other->group, seen->group);
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
    if (agreement < choice->agreement ||
        (agreement == choice->agreement && years > choice->years) || !is_near(seen, other))
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

/* Most names have as many words as any other, and so are short for none. */
static void find_short(const struct name_context *context, struct persons *persons)
{
    struct candidates candidates = {.count = 0};
    size_t longest = 0;
    for (size_t i = 0; i < persons->name_count; i++)
        if (persons->names[i].words.count > longest)
            longest = persons->names[i].words.count;
    for (uint32_t i = 0; i < persons->name_count; i++) {
        struct person_name *name = &persons->names[i];
        if (name->words.count >= longest && !name->has_initial)
            continue;
        find_candidates(context, persons, i, &candidates);
        name->is_short = candidates.count > 0;
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

/* ---- all ------------------------------------------------------------------------------------ */

static fund_status read_names(const struct name_context *context, struct persons *persons,
                              struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < persons->name_count && status == FUND_OK; i++)
        status = persons_read_name(context, &persons->names[i], error);
    return status;
}

fund_status persons_link(const struct name_context *context, struct persons *persons,
                         struct fund_error *error)
{
    struct candidates candidates = {.count = 0};
    uint32_t of = UINT32_MAX;
    bool is_only = persons->name_count == 1 && context->aliases == NULL;
    fund_status status = is_only ? FUND_OK : read_names(context, persons, error);
    if (status != FUND_OK)
        return status;
    find_short(context, persons);
    status = persons_split_roles(context, persons, error);
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

/* ---- one ------------------------------------------------------------------------------------ */

/* Whether some sighting of the name can tell who is meant by this one. */
static bool is_seen_near(const struct persons *persons, const struct person_name *name,
                         const struct person_seen *seen)
{
    for (uint32_t i = name->first; i < name->end; i++)
        if (is_near(seen, &persons->seen[i]))
            return true;
    return false;
}

/*
 * The candidates that `choose` may take for this sighting. Where names are so many that some are no
 * candidates, the first ones are looked for as for all sightings.
 */
static fund_status find_near_candidates(const struct name_context *context, struct persons *persons,
                                        const struct person_seen *seen,
                                        struct candidates *candidates, struct fund_error *error)
{
    struct person_name *brief = &persons->names[seen->name];
    bool are_few = persons->name_count <= CANDIDATES_MAX;
    fund_status status = persons_read_name(context, brief, error);
    candidates->count = 0;
    for (uint32_t i = 0; i < persons->name_count && status == FUND_OK; i++) {
        struct person_name *other = &persons->names[i];
        if (candidates->count == CANDIDATES_MAX)
            break;
        if (are_few && !is_seen_near(persons, other, seen))
            continue;
        status = persons_read_name(context, other, error);
        if (status == FUND_OK && is_candidate(context, brief, other))
            candidates->names[candidates->count++] = i;
    }
    return status;
}

/* The unlinked sighting of a mention. */
static const struct person_seen *find_mention(const struct persons *persons,
                                              const struct person_mention *mention)
{
    for (size_t i = 0; i < persons->seen_count; i++) {
        const struct person_seen *seen = &persons->seen[i];
        if (seen->year == mention->year && slice_equal(seen->issuer, mention->issuer) &&
            slice_equal(persons->names[seen->name].text, mention->name))
            return seen;
    }
    return NULL;
}

/* Of a sighting's parts the one with the mention's role, or without a role; NULL for neither. */
static const struct person_seen *find_role(const struct persons *parts, struct slice role)
{
    const struct person_seen *found = NULL;
    for (size_t i = 0; i < parts->seen_count; i++) {
        if (slice_equal(parts->seen[i].role, role))
            return &parts->seen[i];
        if (parts->seen[i].role.size == 0)
            found = &parts->seen[i];
    }
    return found;
}

fund_status persons_find_full(const struct name_context *context, struct slice surname_key,
                              const struct person_mention *mention, struct slice *full,
                              struct fund_error *error)
{
    struct persons persons, parts = {.names = NULL};
    struct candidates candidates = {.count = 0};
    fund_status status = persons_read(context, surname_key, &persons, error);
    const struct person_seen *seen = status == FUND_OK ? find_mention(&persons, mention) : NULL;
    if (seen == NULL)
        return status;
    find_ranges(&persons);
    join_unknown_issuer(&persons);
    status = find_near_candidates(context, &persons, seen, &candidates, error);
    if (status != FUND_OK || candidates.count == 0)
        return status;
    status = persons_split_seen(context, seen, &parts, error);
    const struct person_seen *part = status == FUND_OK ? find_role(&parts, mention->role) : NULL;
    if (part == NULL)
        return status;
    status = compare_roles(context, &persons, part, &candidates, error);
    if (status != FUND_OK)
        return status;
    uint32_t chosen = choose(&persons, &candidates, part);
    if (chosen != part->name)
        *full = persons.names[chosen].text;
    return FUND_OK;
}
