/*
 * Whom a person's name stands for, release by release: what persons_resolve finds for one release,
 * here for all releases at once. A role is known by the documents that have its term.
 */
#include "query/lib/names/shown_links.h"

#include "core/schema/schema.h"
#include "query/lib/base/walk.h"

#include <stdlib.h>

/* Sightings of one name with a role that are looked at, where there is an alias file. */
#define ROLES_MAX 20000

struct linking {
    struct shown *shown;
    struct shown_link *link;
    struct slice name;
};

static fund_status add_titled(struct shown *shown, struct shown_link *link, store_docid docid,
                              uint32_t number, struct fund_error *error)
{
    void *items = link->titled;
    if (!arena_grow(&shown->scratch, &items, link->titled_count, &link->titled_capacity,
                    sizeof(*link->titled)))
        return error_no_memory(error);
    link->titled = items;
    link->titled[link->titled_count] =
        (struct shown_titled){docid, number, (uint32_t)link->titled_count};
    link->titled_count++;
    return FUND_OK;
}

/* The releases that have the role: name, year, issuer and role are the term. */
static fund_status add_role(struct shown *shown, struct shown_link *link, struct slice role_term,
                            uint32_t number, struct fund_error *error)
{
    char bytes[STORE_TERM_MAX];
    struct slice term;
    struct store_postings *postings = NULL;
    bool more = true;
    if (!build_join(SCHEMA_PERSON_AND_ROLE, role_term, bytes, &term))
        return FUND_OK;
    fund_status status = store_postings_open(shown->context.reader, term, &postings, error);
    while (status == FUND_OK && more) {
        store_docid docid = 0;
        uint32_t wdf = 0;
        status = store_postings_next(postings, &more, &docid, &wdf, error);
        if (status == FUND_OK && more)
            status = add_titled(shown, link, docid, number, error);
    }
    store_postings_destroy(postings);
    return status;
}

/* ---- the alias file ------------------------------------------------------------------------- */

/* "Bürgermeister Stegemann" in the alias file. */
static fund_status look_for_alias(void *data, struct slice text, uint32_t count,
                                  struct fund_error *error)
{
    struct linking *linking = data;
    struct shown *shown = linking->shown;
    struct slice fields[4], alias = {NULL, 0};
    struct buffer both = buffer_init(SIZE_MAX / 2);
    uint32_t number = 0;
    (void)count;
    if (!walk_split(text, fields, 4))
        return FUND_OK;
    fund_status status = buffer_append(&both, fields[3], error);
    if (status == FUND_OK)
        status = buffer_append_byte(&both, ' ', error);
    if (status == FUND_OK)
        status = buffer_append(&both, linking->name, error);
    if (status == FUND_OK)
        status =
            persons_find_alias(&shown->context, ALIAS_PERSON, buffer_slice(&both), &alias, error);
    if (status == FUND_OK && alias.size > 0)
        status = intern_add(shown->names, alias, &number, error);
    if (status == FUND_OK && alias.size > 0)
        status = add_role(shown, linking->link, text, number, error);
    buffer_finish(&both);
    return status;
}

static fund_status add_named(struct shown *shown, struct slice name, uint32_t *number,
                             struct fund_error *error)
{
    struct slice alias = {NULL, 0};
    fund_status status = persons_find_alias(&shown->context, ALIAS_PERSON, name, &alias, error);
    return status == FUND_OK
               ? intern_add(shown->names, alias.size > 0 ? alias : name, number, error)
               : status;
}

/* ---- linked names --------------------------------------------------------------------------- */

/* Sightings that tell nothing are left out: those of names that are no others' short ones, and of
 * short ones that stand for themselves. */
static bool is_telling(const struct persons *persons, const struct person_seen *seen)
{
    return persons->names[seen->name].is_short && (seen->role.size > 0 || seen->full != seen->name);
}

static bool copy_sighting(struct arena *arena, const struct persons *persons,
                          const struct person_seen *seen, struct shown_sighting *out)
{
    bool is_other = seen->full != seen->name, has_role = seen->role.size > 0;
    *out = (struct shown_sighting){.name = arena_copy(arena, persons->names[seen->name].text),
                                   .issuer = arena_copy(arena, seen->issuer),
                                   .year = seen->year};
    if (is_other)
        out->full = arena_copy(arena, persons->names[seen->full].text);
    if (has_role)
        out->role_term = arena_copy(arena, seen->role_term);
    return out->name.data != NULL && out->issuer.data != NULL &&
           (!is_other || out->full.data != NULL) && (!has_role || out->role_term.data != NULL);
}

/* Most of what linking makes is needed no longer than that. */
static bool keep_telling(struct arena *arena, const struct persons *persons,
                         struct shown_surname *surname)
{
    size_t count = 0;
    for (size_t i = 0; i < persons->seen_count; i++)
        count += is_telling(persons, &persons->seen[i]);
    surname->sightings = arena_array(arena, count, sizeof(*surname->sightings));
    bool is_kept = surname->sightings != NULL;
    for (size_t i = 0; i < persons->seen_count && is_kept; i++)
        if (is_telling(persons, &persons->seen[i]))
            is_kept = copy_sighting(arena, persons, &persons->seen[i],
                                    &surname->sightings[surname->count++]);
    return is_kept;
}

static fund_status link_surname(struct shown *shown, struct slice key,
                                struct shown_surname *surname, struct fund_error *error)
{
    struct name_context context = shown->context;
    struct persons persons = {.names = NULL};
    context.arena = &shown->linking;
    fund_status status = persons_load(&context, key, &persons, error);
    if (status == FUND_OK && !keep_telling(&shown->scratch, &persons, surname))
        status = error_no_memory(error);
    arena_reset(&shown->linking);
    return status;
}

static fund_status load_surname(struct shown *shown, struct slice key,
                                const struct shown_surname **out, struct fund_error *error)
{
    uint32_t number = 0;
    size_t known = shown->keys.count;
    void *items = shown->surnames;
    fund_status status = intern_add(&shown->keys, key, &number, error);
    if (status == FUND_OK && number == known) {
        if (!arena_grow(&shown->scratch, &items, known, &shown->key_capacity,
                        sizeof(*shown->surnames)))
            return error_no_memory(error);
        shown->surnames = items;
        shown->surnames[number] = (struct shown_surname){.sightings = NULL};
        status = link_surname(shown, key, &shown->surnames[number], error);
    }
    if (status == FUND_OK)
        *out = &shown->surnames[number];
    return status;
}

static fund_status add_case(struct shown *shown, struct shown_link *link,
                            const struct shown_sighting *seen, uint32_t number,
                            struct fund_error *error)
{
    void *items = link->cases;
    if (!arena_grow(&shown->scratch, &items, link->case_count, &link->case_capacity,
                    sizeof(*link->cases)))
        return error_no_memory(error);
    link->cases = items;
    link->cases[link->case_count++] = (struct shown_case){seen->year, seen->issuer, number};
    return FUND_OK;
}

static fund_status add_seen(struct shown *shown, const struct shown_sighting *seen,
                            struct shown_link *link, struct fund_error *error)
{
    uint32_t number = link->number;
    fund_status status = FUND_OK;
    if (seen->full.size > 0)
        status = add_named(shown, seen->full, &number, error);
    if (status != FUND_OK)
        return status;
    return seen->role_term.size > 0 ? add_role(shown, link, seen->role_term, number, error)
                                    : add_case(shown, link, seen, number, error);
}

/* The key of the name's surname where the name can be short for another; else empty. */
static fund_status find_surname(struct shown *shown, struct slice name, struct keys_key *surname,
                                struct fund_error *error)
{
    uint32_t number = 0;
    bool may_be = false;
    surname->size = 0;
    if (shown->preloaded != NULL) {
        if (!dict_get(shown->preloaded, name, &number))
            return FUND_OK;
        struct slice key = shown->surname_keys.items[number];
        surname->size = key.size < sizeof(surname->data) ? key.size : sizeof(surname->data);
        memcpy(surname->data, key.data, surname->size);
        return FUND_OK;
    }
    fund_status status = keys_surname(shown->context.cursor, name, surname, error);
    if (status == FUND_OK)
        status = persons_may_be_short(&shown->context, keys_slice(surname), name, &may_be, error);
    if (!may_be)
        surname->size = 0;
    return status;
}

static fund_status add_surname(struct shown *shown, struct slice name, struct shown_link *link,
                               struct fund_error *error)
{
    struct keys_key surname = {.size = 0};
    const struct shown_surname *sightings = NULL;
    fund_status status = find_surname(shown, name, &surname, error);
    if (status != FUND_OK || surname.size == 0)
        return status;
    status = load_surname(shown, keys_slice(&surname), &sightings, error);
    for (size_t i = 0; status == FUND_OK && i < sightings->count; i++)
        if (slice_equal(sightings->sightings[i].name, name))
            status = add_seen(shown, &sightings->sightings[i], link, error);
    return status;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static int compare_cases(const void *left, const void *right)
{
    const struct shown_case *a = left;
    const struct shown_case *b = right;
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    return slice_compare(a->issuer, b->issuer);
}

static int compare_titled(const void *left, const void *right)
{
    const struct shown_titled *a = left;
    const struct shown_titled *b = right;
    if (a->docid != b->docid)
        return a->docid < b->docid ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static void sort(struct shown_link *link)
{
    if (link->case_count > 0)
        qsort(link->cases, link->case_count, sizeof(*link->cases), compare_cases);
    if (link->titled_count > 0)
        qsort(link->titled, link->titled_count, sizeof(*link->titled), compare_titled);
}

fund_status shown_link_person(struct shown *shown, struct slice name, struct shown_link *link,
                              struct fund_error *error)
{
    struct slice alias = {NULL, 0};
    struct linking linking = {shown, link, name};
    fund_status status = FUND_OK;
    if (shown->context.aliases != NULL)
        status = walk_fields(shown->context.reader, SCHEMA_PERSON_AND_ROLE, name, ROLES_MAX,
                             look_for_alias, &linking, error);
    if (status == FUND_OK)
        status = persons_find_alias(&shown->context, ALIAS_PERSON, name, &alias, error);
    if (status == FUND_OK)
        status = intern_add(shown->names, alias.size > 0 ? alias : name, &link->number, error);
    if (status == FUND_OK && alias.size == 0)
        status = add_surname(shown, name, link, error);
    sort(link);
    return status;
}
