/*
 * Persons: each surname's names are linked as everywhere else; what belongs to one name and issuer
 * is one entry. A name that nobody gave for more than GAP_YEARS_MAX years is another person's.
 */
#include "core/base/dict.h"
#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"
#include "query/lib/lists/list.h"
#include "query/lib/names/persons.h"
#include "query/lib/releases/view.h"

#include <stdlib.h>

#define GAP_YEARS_MAX 25
#define SCRATCH_MAX   ((size_t)1 << 31)

/* A name in the releases of an issuer and year, under the name to show. */
struct record {
    struct slice name, issuer;
    struct slice brief; /* how the releases have it; empty where the same */
    struct slice term;
    bool has_role;              /* the term is that of name and role */
    const struct slice *except; /* else: terms of the roles that are records of their own */
    size_t except_count;
    int year;
    uint32_t count;
    uint32_t number;                 /* before sorting */
    const struct alias_group *group; /* NULL: the alias file has none */
    size_t entry;
};

struct role {
    uint32_t record; /* its number */
    struct slice text;
    uint32_t count;
};

struct collecting {
    struct list *list;
    struct slice surname, name; /* of the last term */
    bool is_wanted;             /* the surname is listed */
    struct slice *surnames;
    size_t surname_count, surname_capacity;
    struct record *records;
    size_t record_count, record_capacity;
    struct role *roles;
    size_t role_count, role_capacity;
    struct dict *by_term; /* name, year and issuer -> number of the record */
    struct dict *issuers; /* key -> an entry that has it */
};

static fund_status grow(struct collecting *collecting, void **items, size_t count, size_t *capacity,
                        size_t size)
{
    if (arena_grow(collecting->list->context.arena, items, count, capacity, size))
        return FUND_OK;
    return error_no_memory(collecting->list->error);
}

static fund_status list_surname(struct collecting *collecting)
{
    void *items = collecting->surnames;
    fund_status status = grow(collecting, &items, collecting->surname_count,
                              &collecting->surname_capacity, sizeof(*collecting->surnames));
    if (status != FUND_OK)
        return status;
    collecting->surnames = items;
    collecting->surnames[collecting->surname_count++] = collecting->surname;
    return FUND_OK;
}

/* Whether the persons of a name's surname are asked for; with an alias file, which may join them
 * with others, those of any. */
static fund_status wants_name(const struct list *list, struct slice name, bool *wanted)
{
    *wanted = true;
    return list->context.aliases != NULL ? FUND_OK : list_wants(list, name, wanted);
}

/* Surnames come one after another, in each the names. */
static fund_status add_surname(void *data, struct slice text, uint32_t count,
                               struct fund_error *error)
{
    struct collecting *collecting = data;
    struct slice fields[3]; /* surname, name, the rest */
    fund_status status = FUND_OK;
    (void)count;
    if (!walk_split(text, fields, 3))
        return FUND_OK;
    bool is_new = !slice_equal(fields[0], collecting->surname);
    if (!is_new && (collecting->is_wanted || slice_equal(fields[1], collecting->name)))
        return FUND_OK;
    if (is_new) {
        collecting->surname = arena_copy(collecting->list->context.arena, fields[0]);
        collecting->is_wanted = false;
    }
    collecting->name = arena_copy(collecting->list->context.arena, fields[1]);
    if (collecting->surname.data == NULL || collecting->name.data == NULL)
        return error_no_memory(error);
    status = wants_name(collecting->list, fields[1], &collecting->is_wanted);
    return status == FUND_OK && collecting->is_wanted ? list_surname(collecting) : status;
}

/* The name to show: the alias file's, with the years where it splits the name. */
static fund_status show(struct collecting *collecting, const struct name_context *scratch,
                        const struct alias_group *group, struct slice full, int year,
                        struct slice *shown)
{
    struct list *list = collecting->list;
    struct slice name = group != NULL ? group->names[0].text : full;
    fund_status status = persons_show(scratch, name, year, &name, list->error);
    if (status != FUND_OK)
        return status;
    *shown = arena_copy(list->context.arena, name);
    return shown->data != NULL ? FUND_OK : error_no_memory(list->error);
}

static bool copy_except(struct arena *arena, const struct person_seen *seen, struct record *record)
{
    struct slice *except = arena_array(arena, seen->except_count, sizeof(*except));
    bool is_copied = except != NULL;
    for (size_t i = 0; i < seen->except_count && is_copied; i++) {
        except[i] = arena_copy(arena, seen->except[i]);
        is_copied = except[i].data != NULL;
    }
    record->except = except;
    record->except_count = seen->except_count;
    return is_copied;
}

static fund_status add_record(struct collecting *collecting, const struct name_context *scratch,
                              const struct persons *persons, const struct person_seen *seen)
{
    struct arena *arena = collecting->list->context.arena;
    const struct slice brief = persons->names[seen->name].text;
    const struct person_name *full = &persons->names[seen->full];
    const struct alias_group *group =
        aliases_group(collecting->list->context.aliases, ALIAS_PERSON, full->key);
    struct record record = {.year = seen->year,
                            .count = seen->count,
                            .group = group,
                            .number = (uint32_t)collecting->record_count,
                            .issuer = arena_copy(arena, seen->group),
                            .has_role = seen->role.size > 0};
    void *items = collecting->records;
    record.term = arena_copy(arena, record.has_role ? seen->role_term : seen->term);
    bool is_copied = copy_except(arena, seen, &record);
    fund_status status = show(collecting, scratch, group, full->text, seen->year, &record.name);
    if (status == FUND_OK && !slice_equal(brief, group != NULL ? group->names[0].text : full->text))
        record.brief = arena_copy(arena, brief);
    if (status == FUND_OK)
        status = grow(collecting, &items, collecting->record_count, &collecting->record_capacity,
                      sizeof(record));
    if (status != FUND_OK)
        return status;
    collecting->records = items;
    collecting->records[collecting->record_count++] = record;
    struct slice fields[2] = {{NULL, 0}, record.term};
    if (record.issuer.data == NULL || record.term.data == NULL || !is_copied ||
        (!record.has_role && !walk_split(record.term, fields, 2)))
        return error_no_memory(collecting->list->error);
    return dict_put(collecting->by_term, fields[1], record.number, collecting->list->error);
}

static fund_status add_surname_records(struct collecting *collecting, struct slice surname,
                                       struct arena *arena)
{
    struct name_context scratch = collecting->list->context;
    struct persons persons = {.names = NULL};
    scratch.arena = arena;
    fund_status status = persons_load(&scratch, surname, &persons, collecting->list->error);
    for (size_t i = 0; i < persons.seen_count && status == FUND_OK; i++)
        status = add_record(collecting, &scratch, &persons, &persons.seen[i]);
    arena_reset(arena);
    return status;
}

/* Terms of roles begin as those of sightings go on: name, year, issuer; those of short names are
 * sightings themselves. */
static fund_status add_role(void *data, struct slice text, uint32_t count, struct fund_error *error)
{
    struct collecting *collecting = data;
    struct slice fields[4];
    struct role role = {.count = count};
    if (!walk_split(text, fields, 4) || utf8_valid_prefix(fields[3]) < fields[3].size)
        return FUND_OK;
    struct slice key = slice_part(text, 0, text.size - fields[3].size - 1);
    if (!dict_get(collecting->by_term, text, &role.record) &&
        !dict_get(collecting->by_term, key, &role.record))
        return FUND_OK;
    void *items = collecting->roles;
    role.text = arena_copy(collecting->list->context.arena, fields[3]);
    if (role.text.data == NULL)
        return error_no_memory(error);
    fund_status status =
        grow(collecting, &items, collecting->role_count, &collecting->role_capacity, sizeof(role));
    if (status != FUND_OK)
        return status;
    collecting->roles = items;
    collecting->roles[collecting->role_count++] = role;
    return FUND_OK;
}

/* ---- entries -------------------------------------------------------------------------------- */

/* By name, issuer and year, what has no year last. */
static int compare_records(const void *left, const void *right)
{
    const struct record *a = left;
    const struct record *b = right;
    int order = slice_compare(a->name, b->name);
    if (order == 0)
        order = slice_compare(a->issuer, b->issuer);
    if (order == 0 && a->year != b->year)
        order = a->year == 0 || (b->year != 0 && a->year > b->year) ? 1 : -1;
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

static bool is_same_person(const struct record *a, const struct record *b)
{
    return slice_equal(a->name, b->name) && slice_equal(a->issuer, b->issuer) &&
           (a->year == 0 || b->year == 0 || b->year - a->year <= GAP_YEARS_MAX);
}

/* The issuer as displayed; NULL where the releases name none. */
static fund_status find_issuer(struct list *list, struct slice key, const char **issuer)
{
    char bytes[STORE_TERM_MAX];
    struct slice term, value = {NULL, 0};
    store_docid docid = 0;
    if (!build_join(SCHEMA_ISSUER_KEY, key, bytes, &term))
        return FUND_OK;
    fund_status status = store_reader_find(list->session->reader, term, &docid, list->error);
    if (status == FUND_OK && docid != 0)
        status = store_reader_value(list->session->reader, docid, SCHEMA_SLOT_ISSUER, &value,
                                    list->error);
    if (status == FUND_OK && !view_optional_string(list->arena, value, issuer))
        status = error_no_memory(list->error);
    return status;
}

static fund_status begin_entry(struct collecting *collecting, const struct record *record)
{
    struct list *list = collecting->list;
    uint32_t known = 0;
    fund_status status = list_add(list, record->name, 0);
    if (status != FUND_OK)
        return status;
    struct fund_name *entry = &list->entries[list->entry_count - 1];
    if (dict_get(collecting->issuers, record->issuer, &known)) {
        entry->issuer = list->entries[known].issuer;
    } else {
        status = find_issuer(list, record->issuer, &entry->issuer);
        if (status == FUND_OK)
            status = dict_put(collecting->issuers, record->issuer,
                              (uint32_t)(list->entry_count - 1), list->error);
    }
    return status == FUND_OK ? list_add_group(list, record->group) : status;
}

static fund_status add_short_name(struct list *list, const struct record *record)
{
    struct list_detail detail = {
        .entry = record->entry, .count = record->count, .year = record->year};
    const char *prefix = record->has_role ? SCHEMA_PERSON_AND_ROLE : SCHEMA_PERSON_SEEN;
    if (record->brief.size == 0)
        return FUND_OK;
    fund_status status = list_find_release(list, prefix, record->term, &detail.release);
    return status == FUND_OK ? list_add_alias(list, detail, record->brief) : status;
}

/* Whether releases may have both: then they are not to be counted twice. */
static bool may_meet(const struct record *a, const struct record *b)
{
    return a->entry == b->entry && a->year == b->year;
}

static struct store_query *record_query(struct build *build, const struct record *record)
{
    struct store_query *roles = build_none(build);
    if (record->has_role)
        return build_term(build, SCHEMA_PERSON_AND_ROLE, record->term);
    struct store_query *seen = build_term(build, SCHEMA_PERSON_SEEN, record->term);
    for (size_t i = 0; i < record->except_count; i++)
        roles = build_pair(build, STORE_OR, roles,
                           build_term(build, SCHEMA_PERSON_AND_ROLE, record->except[i]));
    return record->except_count > 0 ? build_pair(build, STORE_AND_NOT, seen, roles) : seen;
}

/* Releases of the entry's records first..last-1, which are all of one year. */
static fund_status count_union(struct list *list, const struct record *first,
                               const struct record *last, uint32_t *count)
{
    struct build build = build_init(list->error);
    size_t size = 0;
    struct store_query **terms =
        arena_array(list->context.arena, (size_t)(last - first), sizeof(struct store_query *));
    if (terms == NULL)
        return error_no_memory(list->error);
    for (const struct record *record = first; record < last; record++)
        terms[size++] = record_query(&build, record);
    struct store_query *any = build_combine(&build, STORE_OR, terms, size);
    fund_status status = list_count(list, &build, any, count);
    build_finish(&build);
    return status;
}

static fund_status count_releases(struct collecting *collecting)
{
    const struct record *records = collecting->records;
    fund_status status = FUND_OK;
    for (size_t i = 0, next; i < collecting->record_count && status == FUND_OK; i = next) {
        uint32_t count = records[i].count;
        next = i + 1;
        while (next < collecting->record_count && may_meet(&records[i], &records[next]))
            next++;
        if (next - i > 1)
            status = count_union(collecting->list, &records[i], &records[next], &count);
        collecting->list->entries[records[i].entry].count += count;
    }
    return status;
}

static fund_status make_entries(struct collecting *collecting)
{
    struct list *list = collecting->list;
    fund_status status = FUND_OK;
    if (collecting->record_count > 0)
        qsort(collecting->records, collecting->record_count, sizeof(*collecting->records),
              compare_records);
    for (size_t i = 0; i < collecting->record_count && status == FUND_OK; i++) {
        struct record *record = &collecting->records[i];
        const struct record *before = i > 0 ? record - 1 : NULL;
        if (before == NULL || !is_same_person(before, record))
            status = begin_entry(collecting, record);
        if (status != FUND_OK)
            break;
        record->entry = list->entry_count - 1;
        struct fund_name *entry = &list->entries[record->entry];
        if (entry->first_year == 0)
            entry->first_year = record->year;
        if (record->year != 0)
            entry->last_year = record->year;
        status = add_short_name(list, record);
    }
    return status == FUND_OK ? count_releases(collecting) : status;
}

static fund_status hand_out_roles(struct collecting *collecting)
{
    struct list *list = collecting->list;
    fund_status status = FUND_OK;
    const struct record **by_number =
        arena_array(list->context.arena, collecting->record_count, sizeof(*by_number));
    if (by_number == NULL)
        return error_no_memory(list->error);
    for (size_t i = 0; i < collecting->record_count; i++)
        by_number[collecting->records[i].number] = &collecting->records[i];
    for (size_t i = 0; i < collecting->role_count && status == FUND_OK; i++) {
        const struct role *role = &collecting->roles[i];
        const struct record *record = by_number[role->record];
        struct list_detail detail = {
            .entry = record->entry, .count = role->count, .year = record->year};
        status = list_add_role(list, detail, role->text);
    }
    return status;
}

fund_status list_persons(struct list *list)
{
    struct collecting collecting = {.list = list};
    struct arena scratch = arena_init(SCRATCH_MAX);
    const struct store_reader *reader = list->session->reader;
    const struct slice all = {NULL, 0};
    fund_status status = dict_create(&collecting.by_term, list->error);
    if (status == FUND_OK)
        status = dict_create(&collecting.issuers, list->error);
    if (status == FUND_OK)
        status = walk_terms(reader, SCHEMA_PERSON_SEEN, all, SIZE_MAX, add_surname, &collecting,
                            list->error);
    for (size_t i = 0; i < collecting.surname_count && status == FUND_OK; i++)
        status = add_surname_records(&collecting, collecting.surnames[i], &scratch);
    arena_finish(&scratch);
    if (status == FUND_OK)
        status = walk_terms(reader, SCHEMA_PERSON_AND_ROLE, all, SIZE_MAX, add_role, &collecting,
                            list->error);
    if (status == FUND_OK)
        status = make_entries(&collecting);
    if (status == FUND_OK)
        status = hand_out_roles(&collecting);
    dict_destroy(collecting.by_term);
    dict_destroy(collecting.issuers);
    return status;
}
