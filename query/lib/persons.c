/*
 * The terms of a surname are read when it is asked for. Nothing is kept between calls, so that
 * every commit is seen.
 */
#include "query/lib/persons.h"

#include "core/base/utf8.h"
#include "core/names/keys.h"
#include "core/schema/schema.h"
#include "query/lib/walk.h"

#include <limits.h>

#define ARENA_MAX ((size_t)1 << 31)
/* Full names that one short name is compared with. */
#define CANDIDATES_MAX 64
/* The distance of releases of which one has no date. */
#define DISTANCE_UNKNOWN PERSONS_YEARS_MAX

/* ---- reading -------------------------------------------------------------------------------- */

struct loading {
    const struct name_context *context;
    struct persons *persons;
};

static bool is_suffix(struct slice folded)
{
    static const char *const suffixes[] = {"junior", "senior", "jun", "sen", "jr", "sr"};
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++)
        if (slice_equal(folded, slice_from(suffixes[i])))
            return true;
    return false;
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
    while (name.words.count > 1 && is_suffix(name.words.items[name.words.count - 1].folded))
        name.words.count--;
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
    size_t last = 0;
    for (size_t i = 0; i < letters.size; i++)
        if (letters.data[i] == '-')
            last = i + 1;
    struct slice piece = slice_part(letters, last, letters.size);
    return piece.size > 0 && utf8_next(piece, NULL) == piece.size && letters.size < word.size &&
           slice_starts_with(word, letters);
}

/* "Hans-J." */
static bool is_abbreviated(const struct query_word *word)
{
    size_t size = word->folded.size;
    return size > 2 && word->folded.data[size - 2] == '-';
}

/* Whether the words are the other's in order, some left out or as initials, the surname the same. */
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
    if (!is_short_for(&brief->words, &full->words))
        return false;
    for (size_t i = 0; i < brief->words.count; i++) {
        const struct query_word *word = &brief->words.items[i];
        written_out += !word->is_stop && !name_is_initial(word->folded) && !is_abbreviated(word);
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

/* How well the roles agree; 0 for who is no candidate. */
static int agreement_of(const struct candidates *candidates, uint32_t name)
{
    for (size_t i = 0; i < candidates->count; i++)
        if (candidates->names[i] == name)
            return candidates->agreement[i];
    return 0;
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

/* The name meant by one sighting of a short name; itself where that is not clear. */
static uint32_t choose(const struct persons *persons, const struct candidates *candidates,
                       const struct person_seen *seen)
{
    uint32_t best = seen->name;
    int nearest = INT_MAX, agreed = 1;
    bool is_tied = false;
    for (size_t i = 0; i < persons->seen_count; i++) {
        const struct person_seen *other = &persons->seen[i];
        int years = distance(seen->year, other->year);
        int agreement = agreement_of(candidates, other->name);
        if (years > PERSONS_YEARS_MAX || agreement < agreed ||
            (agreement == agreed && years > nearest) || !slice_equal(other->group, seen->group))
            continue;
        bool is_nearer = agreement > agreed || years < nearest;
        if (is_nearer || best == seen->name || is_better(persons, best, other->name)) {
            is_tied = !is_nearer && is_tied;
            best = other->name;
        } else if (other->name != best && !is_better(persons, other->name, best)) {
            is_tied = true;
        }
        agreed = agreement;
        nearest = years;
    }
    return is_tied ? seen->name : best;
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

static fund_status link(const struct name_context *context, struct persons *persons,
                        struct fund_error *error)
{
    struct candidates candidates = {.count = 0};
    uint32_t of = UINT32_MAX;
    find_short(context, persons);
    fund_status status = persons_split_roles(context, persons, error);
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

fund_status persons_load(const struct name_context *context, struct slice surname_key,
                         struct persons *out, struct fund_error *error)
{
    struct persons persons = {.names = NULL};
    struct loading loading = {context, &persons};
    fund_status status = walk_fields(context->reader, SCHEMA_PERSON_SEEN, surname_key,
                                     PERSONS_SEEN_MAX, add_seen, &loading, error);
    if (status != FUND_OK)
        return status;
    status = link(context, &persons, error);
    if (status == FUND_OK)
        *out = persons;
    return status;
}

/* ---- display -------------------------------------------------------------------------------- */

/* "(2005–2012)", "(2013–)", "(–2012)" behind a name that the alias file splits. */
static fund_status put_span(const struct alias_span *span, struct buffer *out,
                            struct fund_error *error)
{
    fund_status status = buffer_append(out, SLICE(" ("), error);
    if (status == FUND_OK && span->first > 0)
        status = buffer_append_format(out, error, "%04d", span->first);
    if (status == FUND_OK && span->first != span->last)
        status = buffer_append(out, SLICE("–"), error);
    if (status == FUND_OK && span->last != INT_MAX && span->first != span->last)
        status = buffer_append_format(out, error, "%04d", span->last);
    return status == FUND_OK ? buffer_append(out, SLICE(")"), error) : status;
}

fund_status persons_show(const struct name_context *context, struct slice name, int year,
                         struct slice *shown, struct fund_error *error)
{
    struct keys_key key = {.size = 0};
    *shown = name;
    if (context->aliases == NULL)
        return FUND_OK;
    fund_status status = aliases_key(context->cursor, ALIAS_PERSON, name, &key, error);
    if (status != FUND_OK)
        return status;
    const struct alias_split *split = aliases_split(context->aliases, keys_slice(&key));
    for (size_t i = 0; split != NULL && i < split->count; i++) {
        if (year < split->spans[i].first || year > split->spans[i].last)
            continue;
        struct buffer text = buffer_init(SIZE_MAX / 2);
        status = buffer_append(&text, name, error);
        if (status == FUND_OK)
            status = put_span(&split->spans[i], &text, error);
        if (status == FUND_OK)
            *shown = arena_copy(context->arena, buffer_slice(&text));
        buffer_finish(&text);
        if (status == FUND_OK && shown->data == NULL)
            status = error_no_memory(error);
        break;
    }
    return status;
}

/* ---- one release ---------------------------------------------------------------------------- */

/* The name that the alias file gives; empty where it has none. */
static fund_status find_alias(const struct name_context *context, enum alias_kind kind,
                              struct slice name, struct slice *shown, struct fund_error *error)
{
    struct keys_key key = {.size = 0};
    *shown = slice_of(NULL, 0);
    if (context->aliases == NULL)
        return FUND_OK;
    fund_status status = aliases_key(context->cursor, kind, name, &key, error);
    if (status != FUND_OK)
        return status;
    const struct alias_group *group = aliases_group(context->aliases, kind, keys_slice(&key));
    if (group != NULL)
        *shown = group->names[0].text;
    return FUND_OK;
}

/* "Bürgermeister Stegemann": a role and a name that the alias file has together. */
static fund_status find_alias_with_role(const struct name_context *context,
                                        const struct release_entity *person, struct slice *shown,
                                        struct fund_error *error)
{
    if (context->aliases == NULL || person->role.size == 0)
        return FUND_OK;
    size_t size = person->role.size + 1 + person->name.size;
    char *both = arena_allocate(context->arena, size);
    if (both == NULL)
        return error_no_memory(error);
    memcpy(both, person->role.data, person->role.size);
    both[person->role.size] = ' ';
    memcpy(both + person->role.size + 1, person->name.data, person->name.size);
    return find_alias(context, ALIAS_PERSON, slice_of(both, size), shown, error);
}

/* A search for a longer name, before names are taken apart. */
struct glance {
    struct slice name;
    bool has_longer;
};

static fund_status look_for_longer(void *data, struct slice term, uint32_t count,
                                   struct fund_error *error)
{
    struct glance *glance = data;
    struct slice fields[3];
    (void)count;
    (void)error;
    if (walk_split(term, fields, 3) && fields[1].size > glance->name.size &&
        slice_ends_with(fields[1], glance->name))
        glance->has_longer = true;
    return FUND_OK;
}

/* Whether a name can be short for another one: most are written out, and no other ends with them. */
static fund_status may_be_short(const struct name_context *context, struct slice surname_key,
                                struct slice name, bool *may_be, struct fund_error *error)
{
    struct glance glance = {name, false};
    *may_be = true;
    if (memchr(name.data, ' ', name.size) == NULL || memchr(name.data, '.', name.size) != NULL)
        return FUND_OK;
    fund_status status = walk_fields(context->reader, SCHEMA_PERSON_SEEN, surname_key,
                                     PERSONS_SEEN_MAX, look_for_longer, &glance, error);
    *may_be = glance.has_longer;
    return status;
}

/* The sightings that a person of a release is among; NULL where they are not linked. */
static const struct person_seen *find_seen(const struct persons *persons, struct slice name,
                                           struct slice role, int year, struct slice issuer)
{
    const struct person_seen *found = NULL;
    for (size_t i = 0; i < persons->seen_count; i++) {
        const struct person_seen *seen = &persons->seen[i];
        if (seen->year != year || !slice_equal(seen->issuer, issuer) ||
            !slice_equal(persons->names[seen->name].text, name))
            continue;
        if (slice_equal(seen->role, role))
            return seen;
        if (seen->role.size == 0)
            found = seen;
    }
    return found;
}

static struct slice cut_name(struct slice name)
{
    return slice_part(name, 0, utf8_floor(name, SCHEMA_NAME_MAX));
}

static fund_status find_full_name(const struct name_context *context,
                                  const struct release_entity *person, int year,
                                  struct slice issuer, struct slice *full, struct fund_error *error)
{
    struct keys_key surname = {.size = 0};
    struct persons persons = {.names = NULL};
    bool may_be = false;
    struct slice cut = cut_name(person->name);
    fund_status status = keys_surname(context->cursor, cut, &surname, error);
    if (status == FUND_OK)
        status = may_be_short(context, keys_slice(&surname), cut, &may_be, error);
    if (status == FUND_OK && may_be)
        status = persons_load(context, keys_slice(&surname), &persons, error);
    if (status != FUND_OK)
        return status;
    const struct person_seen *seen = find_seen(&persons, cut, cut_name(person->role), year, issuer);
    if (seen != NULL && seen->full != seen->name)
        *full = persons.names[seen->full].text;
    return FUND_OK;
}

static fund_status resolve_person(const struct name_context *context, int year, struct slice issuer,
                                  struct release_entity *person, struct fund_error *error)
{
    struct slice shown = {NULL, 0}, full = {NULL, 0};
    fund_status status = find_alias_with_role(context, person, &shown, error);
    if (status == FUND_OK && shown.size == 0)
        status = find_alias(context, ALIAS_PERSON, person->name, &shown, error);
    if (status == FUND_OK && shown.size == 0)
        status = find_full_name(context, person, year, issuer, &full, error);
    if (status == FUND_OK && full.size > 0)
        status = find_alias(context, ALIAS_PERSON, full, &shown, error);
    if (status != FUND_OK)
        return status;
    if (shown.size == 0)
        shown = full.size > 0 ? full : person->name;
    return persons_show(context, shown, year, &person->name, error);
}

static fund_status resolve_others(const struct name_context *context, enum alias_kind kind,
                                  struct release_entities *list, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; context->aliases != NULL && i < list->count && status == FUND_OK; i++) {
        struct slice shown = {NULL, 0};
        status = find_alias(context, kind, list->items[i].name, &shown, error);
        if (status == FUND_OK && shown.size > 0)
            list->items[i].name = shown;
    }
    return status;
}

static fund_status issuer_key(const struct name_context *context, struct slice issuer,
                              struct slice *key, struct fund_error *error)
{
    struct buffer folded = buffer_init(SIZE_MAX / 2);
    char *bytes = arena_allocate(context->arena, KEYS_ISSUER_SIZE);
    fund_status status = bytes != NULL ? text_fold(issuer, &folded, error) : error_no_memory(error);
    if (status == FUND_OK) {
        keys_issuer(buffer_slice(&folded), bytes);
        *key = slice_of(bytes, KEYS_ISSUER_SIZE);
    }
    buffer_finish(&folded);
    return status;
}

/* The names live in the release's arena from then on. */
static bool own_names(struct release *release, struct release_entities *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct slice copy = arena_copy(&release->arena, list->items[i].name);
        if (copy.data == NULL)
            return false;
        list->items[i].name = copy;
    }
    return true;
}

static fund_status resolve(const struct name_context *context, struct release *release,
                           struct fund_error *error)
{
    struct slice issuer = {NULL, 0};
    int year = release->published != DATE_NONE ? date_to_civil(release->published).year : 0;
    fund_status status = issuer_key(context, release->issuer, &issuer, error);
    for (size_t i = 0; i < release->persons.count && status == FUND_OK; i++)
        status = resolve_person(context, year, issuer, &release->persons.items[i], error);
    if (status == FUND_OK)
        status = resolve_others(context, ALIAS_ORGANISATION, &release->organisations, error);
    if (status == FUND_OK)
        status = resolve_others(context, ALIAS_PLACE, &release->places, error);
    bool is_owned = status != FUND_OK || (own_names(release, &release->persons) &&
                                          own_names(release, &release->organisations) &&
                                          own_names(release, &release->places));
    return is_owned ? status : error_no_memory(error);
}

fund_status persons_resolve(const struct session *session, struct release *release,
                            struct fund_error *error)
{
    struct arena scratch = arena_init(ARENA_MAX);
    struct name_context context = {session->reader, session->cursor, &scratch, session->aliases};
    fund_status status = resolve(&context, release, error);
    arena_finish(&scratch);
    return status;
}
