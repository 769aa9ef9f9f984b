/*
 * The names to show: of one person of some year, and of all who are named in one release.
 */
#include "query/lib/names/persons.h"

#include "core/base/utf8.h"
#include "core/names/keys.h"
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"
#include "query/lib/names/persons_known.h"

#include <limits.h>

#define ARENA_MAX ((size_t)1 << 31)
/* Bytes of a question to the cache: two names and some. */
#define QUESTION_MAX ((size_t)1024)

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

fund_status persons_find_alias(const struct name_context *context, enum alias_kind kind,
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
    return persons_find_alias(context, ALIAS_PERSON, slice_of(both, size), shown, error);
}

static struct slice cut_name(struct slice name)
{
    return slice_part(name, 0, utf8_floor(name, SCHEMA_NAME_MAX));
}

/* The question who is meant, as bytes. */
static bool ask_cache(const struct person_mention *mention, struct buffer *question)
{
    const char separator = SCHEMA_SEPARATOR;
    const struct slice fields[] = {mention->name, mention->role, mention->issuer,
                                   slice_of((const char *)&mention->year, sizeof(mention->year))};
    for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
        if (buffer_append_byte(question, separator, NULL) != FUND_OK ||
            buffer_append(question, fields[i], NULL) != FUND_OK)
            return false;
    return true;
}

static fund_status ask_archive(const struct name_context *context, struct slice surname_key,
                               const struct person_mention *mention, struct slice *full,
                               struct fund_error *error)
{
    struct buffer question = buffer_init(QUESTION_MAX);
    struct slice known = {NULL, 0};
    bool can_ask = ask_cache(mention, &question);
    fund_status status = FUND_OK;
    if (can_ask && walk_cache_recall(context->walks, buffer_slice(&question), &known)) {
        *full = arena_copy(context->arena, known);
        status = full->data != NULL ? FUND_OK : error_no_memory(error);
    } else {
        status = persons_find_full(context, surname_key, mention, full, error);
        if (status == FUND_OK && can_ask)
            walk_cache_note(context->walks, buffer_slice(&question), *full);
    }
    buffer_finish(&question);
    return status;
}

static fund_status find_full_name(const struct name_context *context,
                                  const struct release_entity *person, int year,
                                  struct slice issuer, struct slice *full, struct fund_error *error)
{
    struct person_mention mention = {cut_name(person->name), cut_name(person->role), year, issuer};
    struct keys_key surname = {.size = 0};
    bool may_be = false;
    fund_status status = keys_surname(context->cursor, mention.name, &surname, error);
    if (status == FUND_OK)
        status = persons_may_be_short(context, keys_slice(&surname), mention.name, &may_be, error);
    if (status == FUND_OK && may_be)
        status = ask_archive(context, keys_slice(&surname), &mention, full, error);
    return status;
}

static fund_status resolve_person(const struct name_context *context, int year, struct slice issuer,
                                  struct release_entity *person, struct fund_error *error)
{
    struct slice shown = {NULL, 0}, full = {NULL, 0};
    fund_status status = find_alias_with_role(context, person, &shown, error);
    if (status == FUND_OK && shown.size == 0)
        status = persons_find_alias(context, ALIAS_PERSON, person->name, &shown, error);
    if (status == FUND_OK && shown.size == 0)
        status = find_full_name(context, person, year, issuer, &full, error);
    if (status == FUND_OK && full.size > 0)
        status = persons_find_alias(context, ALIAS_PERSON, full, &shown, error);
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
        status = persons_find_alias(context, kind, list->items[i].name, &shown, error);
        if (status == FUND_OK && shown.size > 0)
            list->items[i].name = shown;
    }
    return status;
}

fund_status persons_issuer_key(const struct name_context *context, struct slice issuer,
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

static fund_status find_persons(const struct name_context *context, struct release *release,
                                struct fund_error *error)
{
    struct release_entities *persons = &release->persons;
    struct slice issuer = {NULL, 0};
    int year = release->published != DATE_NONE ? date_to_civil(release->published).year : 0;
    struct slice *stored = arena_array(context->arena, persons->count, sizeof(*stored));
    if (stored == NULL)
        return error_no_memory(error);
    fund_status status = persons_issuer_key(context, release->issuer, &issuer, error);
    for (size_t i = 0; i < persons->count && status == FUND_OK; i++) {
        stored[i] = persons->items[i].name;
        status = resolve_person(context, year, issuer, &persons->items[i], error);
    }
    if (status == FUND_OK && !own_names(release, persons))
        status = error_no_memory(error);
    if (status == FUND_OK)
        persons_note(context->walks, release, stored);
    return status;
}

static fund_status resolve(const struct name_context *context, struct release *release,
                           struct fund_error *error)
{
    bool is_known = false;
    fund_status status = persons_recall(context->walks, release, &is_known, error);
    if (status == FUND_OK && !is_known)
        status = find_persons(context, release, error);
    if (status == FUND_OK)
        status = resolve_others(context, ALIAS_ORGANISATION, &release->organisations, error);
    if (status == FUND_OK)
        status = resolve_others(context, ALIAS_PLACE, &release->places, error);
    bool is_owned =
        status != FUND_OK || context->aliases == NULL ||
        (own_names(release, &release->organisations) && own_names(release, &release->places));
    return is_owned ? status : error_no_memory(error);
}

fund_status persons_resolve(const struct session *session, struct release *release,
                            struct fund_error *error)
{
    struct arena scratch = arena_init(ARENA_MAX);
    struct name_surnames surnames = {NULL};
    struct name_context context = {session->reader, session->cursor, &scratch, session->aliases,
                                   &surnames,       session->walks,  NULL};
    fund_status status = resolve(&context, release, error);
    arena_finish(&scratch);
    return status;
}
