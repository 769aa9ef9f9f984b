/*
 * The persons and organisations of an archive, from the terms that hold them as displayed.
 */
#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/view.h"

#include <stdlib.h>

#define ARENA_MAX  ((size_t)1 << 32)
#define PREFIX_MAX 1000 /* bytes */

struct name_entry {
    struct fund_name name;
    struct fund_counted *details; /* roles or aliases */
    size_t detail_count, detail_capacity;
};

struct fund_names {
    struct arena arena;
    struct name_entry *entries;
    size_t count, capacity;
};

struct call {
    enum fund_names_kind kind;
    struct buffer prefix; /* folded */
    struct buffer folded; /* of the name looked at */
    fund_names *names;
};

/* ---- names ---------------------------------------------------------------------------------- */

/* Letters, digits and all that is not ASCII belong to words. */
static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (byte & 0x80) != 0;
}

static bool has_word_with_prefix(struct slice name, struct slice prefix)
{
    for (size_t at = 0; at < name.size; at++)
        if ((at == 0 || !is_word_byte(name.data[at - 1])) &&
            slice_starts_with(slice_part(name, at, name.size), prefix))
            return true;
    return false;
}

static fund_status is_wanted(struct call *call, struct slice name, bool *wanted,
                             struct fund_error *error)
{
    *wanted = true;
    if (call->prefix.size == 0)
        return FUND_OK;
    buffer_clear(&call->folded);
    fund_status status = text_fold(name, &call->folded, error);
    if (status == FUND_OK)
        *wanted = has_word_with_prefix(buffer_slice(&call->folded), buffer_slice(&call->prefix));
    return status;
}

static fund_status add_name(struct call *call, struct slice name, uint32_t count,
                            struct fund_error *error)
{
    fund_names *names = call->names;
    bool wanted = false;
    fund_status status = is_wanted(call, name, &wanted, error);
    if (status != FUND_OK || !wanted)
        return status;
    void *items = names->entries;
    if (!arena_grow(&names->arena, &items, names->count, &names->capacity, sizeof(*names->entries)))
        return error_no_memory(error);
    names->entries = items;
    struct name_entry entry = {.name = {.count = count}};
    if (!view_string(&names->arena, name, &entry.name.name))
        return error_no_memory(error);
    names->entries[names->count++] = entry;
    return FUND_OK;
}

typedef fund_status (*term_visitor)(struct call *call, struct slice text, uint32_t count,
                                    struct fund_error *error);

/* Calls visit with each term that has the prefix, without it. */
static fund_status visit_terms(struct session *session, const char *prefix, term_visitor visit,
                               struct call *call, struct fund_error *error)
{
    struct store_terms *terms = NULL;
    fund_status status = store_terms_all(session->reader, slice_from(prefix), &terms, error);
    bool more = true;
    while (status == FUND_OK) {
        struct slice term = {NULL, 0};
        uint32_t count = 0;
        status = store_terms_next(terms, &more, &term, &count, error);
        if (status != FUND_OK || !more)
            break;
        status = visit(call, slice_part(term, strlen(prefix), term.size), count, error);
    }
    store_terms_destroy(terms);
    return status;
}

/* ---- roles and aliases ---------------------------------------------------------------------- */

static int compare_with_entry(const void *key, const void *entry)
{
    const struct slice *name = key;
    return slice_compare(*name, slice_from(((const struct name_entry *)entry)->name.name));
}

/* text is a name, the separator and the role or alias. Entries are still in byte order. */
static fund_status add_detail(struct call *call, struct slice text, uint32_t count,
                              struct fund_error *error)
{
    fund_names *names = call->names;
    const char separator[] = {SCHEMA_PAIR_SEPARATOR};
    size_t name_size = slice_find(text, slice_of(separator, 1));
    struct slice name = slice_part(text, 0, name_size);
    if (name_size == text.size || names->count == 0)
        return FUND_OK;
    struct name_entry *entry =
        bsearch(&name, names->entries, names->count, sizeof(*names->entries), compare_with_entry);
    if (entry == NULL)
        return FUND_OK;
    void *items = entry->details;
    struct fund_counted detail = {NULL, count};
    if (!view_string(&names->arena, slice_part(text, name_size + 1, text.size), &detail.text) ||
        !arena_grow(&names->arena, &items, entry->detail_count, &entry->detail_capacity,
                    sizeof(*entry->details)))
        return error_no_memory(error);
    entry->details = items;
    entry->details[entry->detail_count++] = detail;
    return FUND_OK;
}

static int compare_details(const void *left, const void *right)
{
    const struct fund_counted *a = left;
    const struct fund_counted *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return strcmp(a->text, b->text);
}

static int compare_entries(const void *left, const void *right)
{
    const struct name_entry *a = left;
    const struct name_entry *b = right;
    if (a->name.count != b->name.count)
        return a->name.count > b->name.count ? -1 : 1;
    return strcmp(a->name.name, b->name.name);
}

static void put_in_order(fund_names *names, enum fund_names_kind kind)
{
    for (size_t i = 0; i < names->count; i++) {
        struct name_entry *entry = &names->entries[i];
        if (entry->detail_count > 0)
            qsort(entry->details, entry->detail_count, sizeof(*entry->details), compare_details);
        if (kind == FUND_PERSONS) {
            entry->name.roles = entry->details;
            entry->name.role_count = entry->detail_count;
        } else {
            entry->name.aliases = entry->details;
            entry->name.alias_count = entry->detail_count;
        }
    }
    if (names->count > 0)
        qsort(names->entries, names->count, sizeof(*names->entries), compare_entries);
}

/* ---- calls ---------------------------------------------------------------------------------- */

static fund_status list(struct session *session, void *context, struct fund_error *error)
{
    struct call *call = context;
    bool is_person = call->kind == FUND_PERSONS;
    const char *name_prefix = is_person ? SCHEMA_PERSON_NAME : SCHEMA_ORGANISATION_NAME;
    const char *pair_prefix = is_person ? SCHEMA_PERSON_AND_ROLE : SCHEMA_ORGANISATION_AND_ALIAS;
    call->names = calloc(1, sizeof(*call->names));
    if (call->names == NULL)
        return error_no_memory(error);
    call->names->arena = arena_init(ARENA_MAX);
    fund_status status = visit_terms(session, name_prefix, add_name, call, error);
    if (status == FUND_OK)
        status = visit_terms(session, pair_prefix, add_detail, call, error);
    if (status == FUND_OK) {
        put_in_order(call->names, call->kind);
    } else {
        fund_names_free(call->names);
        call->names = NULL;
    }
    return status;
}

static fund_status fold_prefix(const char *prefix, struct buffer *out, struct fund_error *error)
{
    struct slice text = slice_of(prefix, prefix != NULL ? strnlen(prefix, PREFIX_MAX + 1) : 0);
    if (text.size > PREFIX_MAX)
        return error_set(error, FUND_LIMIT, "the prefix is longer than %d bytes", PREFIX_MAX);
    if (utf8_valid_prefix(text) < text.size)
        return error_set(error, FUND_INVALID_ARGUMENT, "the prefix is no well-formed UTF-8");
    return text_fold(slice_trim(text), out, error);
}

fund_status fund_archive_names(fund_archive *archive, enum fund_names_kind kind, const char *prefix,
                               fund_names **names, struct fund_error *error)
{
    if (archive == NULL || names == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_names: archive or names is NULL");
    if (kind != FUND_PERSONS && kind != FUND_ORGANISATIONS)
        return error_set(error, FUND_INVALID_ARGUMENT, "%d is no kind of names", (int)kind);
    struct call call = {kind, buffer_init(SIZE_MAX / 2), buffer_init(SIZE_MAX / 2), NULL};
    fund_status status = fold_prefix(prefix, &call.prefix, error);
    if (status == FUND_OK)
        status = session_run(archive, list, &call, error);
    buffer_finish(&call.prefix);
    buffer_finish(&call.folded);
    if (status == FUND_OK)
        *names = call.names;
    return status;
}

size_t fund_names_count(const fund_names *names)
{
    return names != NULL ? names->count : 0;
}

const struct fund_name *fund_names_item(const fund_names *names, size_t index)
{
    return names != NULL && index < names->count ? &names->entries[index].name : NULL;
}

void fund_names_free(fund_names *names)
{
    if (names == NULL)
        return;
    arena_finish(&names->arena);
    free(names);
}
