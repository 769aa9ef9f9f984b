/*
 * The persons, organisations and places of an archive, in order.
 */
#include "query/lib/lists/list.h"

#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "query/lib/base/embargo.h"
#include "query/lib/names/roles.h"
#include "query/lib/releases/view.h"

#include <stdlib.h>

#define ARENA_MAX  ((size_t)1 << 32)
#define PREFIX_MAX 1000 /* bytes */

struct fund_names {
    struct arena arena;
    struct fund_name *entries;
    size_t count;
};

struct call {
    enum fund_names_kind kind;
    struct buffer prefix; /* folded */
    struct buffer folded; /* of the name looked at */
    fund_names *names;
};

/* ---- adding --------------------------------------------------------------------------------- */

fund_status list_add(struct list *list, struct slice name, uint32_t count)
{
    void *items = list->entries;
    struct fund_name entry = {.count = count};
    if (!arena_grow(list->arena, &items, list->entry_count, &list->entry_capacity,
                    sizeof(*list->entries)) ||
        !view_string(list->arena, name, &entry.name))
        return error_no_memory(list->error);
    list->entries = items;
    list->entries[list->entry_count++] = entry;
    return FUND_OK;
}

static fund_status add_detail(struct list *list, struct list_detail detail, struct slice text,
                              struct list_detail **details, size_t *count, size_t *capacity)
{
    void *items = *details;
    if (!arena_grow(list->context.arena, &items, *count, capacity, sizeof(detail)) ||
        !view_string(list->arena, text, &detail.text))
        return error_no_memory(list->error);
    *details = items;
    (*details)[(*count)++] = detail;
    return FUND_OK;
}

fund_status list_add_role(struct list *list, struct list_detail detail, struct slice text)
{
    return add_detail(list, detail, text, &list->roles, &list->role_count, &list->role_capacity);
}

fund_status list_add_alias(struct list *list, struct list_detail detail, struct slice text)
{
    return add_detail(list, detail, text, &list->aliases, &list->alias_count,
                      &list->alias_capacity);
}

fund_status list_wants(const struct list *list, struct slice name, bool *wanted)
{
    *wanted = true;
    if (list->wish == NULL)
        return FUND_OK;
    return list->wish->wants(list->wish->context, name, wanted, list->error);
}

fund_status list_add_group(struct list *list, const struct alias_group *group)
{
    struct list_detail detail = {.entry = list->entry_count - 1};
    fund_status status = FUND_OK;
    for (size_t i = 1; group != NULL && i < group->count && status == FUND_OK; i++)
        status = list_add_alias(list, detail, group->names[i].text);
    return status;
}

fund_status list_count(struct list *list, struct build *build, struct store_query *query,
                       uint32_t *count)
{
    struct store_reader *reader = list->session->reader;
    uint32_t documents = 0;
    fund_status status = store_reader_document_count(reader, &documents, list->error);
    if (status == FUND_OK)
        status = build_count(build, reader, embargo_leave_out(build, reader, query), documents,
                             count, list->error);
    return status;
}

/* ---- roles and aliases ---------------------------------------------------------------------- */

static int compare_details(const void *left, const void *right)
{
    const struct list_detail *a = left;
    const struct list_detail *b = right;
    if (a->entry != b->entry)
        return a->entry < b->entry ? -1 : 1;
    int order = strcmp(a->text, b->text);
    if (order == 0 && a->year != b->year)
        order = a->year < b->year ? -1 : 1;
    if (order == 0 && a->release != NULL && b->release != NULL)
        order = strcmp(a->release, b->release);
    return order;
}

static int compare_counted(const void *left, const void *right)
{
    const struct fund_counted *a = left;
    const struct fund_counted *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return strcmp(a->text, b->text);
}

/* Adds a detail to the counted ones of its entry, the last of which may be the same text. */
static size_t merge_detail(struct fund_counted *counted, size_t count,
                           const struct list_detail *detail)
{
    if (count == 0 || strcmp(counted[count - 1].text, detail->text) != 0)
        counted[count++] = (struct fund_counted){.text = detail->text};
    struct fund_counted *last = &counted[count - 1];
    last->count += detail->count;
    if (last->first_year == 0)
        last->first_year = detail->year;
    if (detail->year != 0)
        last->last_year = detail->year;
    if (last->release == NULL)
        last->release = detail->release;
    return count;
}

/* Sorts the details and gives each entry its own, in the order of their counts. */
static fund_status hand_out(struct list *list, struct list_detail *details, size_t count,
                            bool are_roles)
{
    if (count == 0)
        return FUND_OK;
    struct fund_counted *counted = arena_array(list->arena, count, sizeof(*counted));
    if (counted == NULL)
        return error_no_memory(list->error);
    qsort(details, count, sizeof(*details), compare_details);
    for (size_t i = 0, next; i < count; i = next) {
        size_t merged = 0;
        struct fund_name *entry = &list->entries[details[i].entry];
        for (next = i; next < count && details[next].entry == details[i].entry; next++)
            merged = merge_detail(counted, merged, &details[next]);
        qsort(counted, merged, sizeof(*counted), compare_counted);
        if (are_roles) {
            entry->roles = counted;
            entry->role_count = merged;
        } else {
            entry->aliases = counted;
            entry->alias_count = merged;
        }
        counted += merged;
    }
    return FUND_OK;
}

/* ---- choosing and ordering ------------------------------------------------------------------ */

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

static fund_status is_wanted(void *context, struct slice name, bool *wanted,
                             struct fund_error *error)
{
    struct call *call = context;
    *wanted = true;
    if (call->prefix.size == 0)
        return FUND_OK;
    buffer_clear(&call->folded);
    fund_status status = text_fold(name, &call->folded, error);
    if (status == FUND_OK)
        *wanted = has_word_with_prefix(buffer_slice(&call->folded), buffer_slice(&call->prefix));
    return status;
}

/* Leaves the entries that the prefix asks for. */
static fund_status filter(struct call *call, struct list *list, struct fund_error *error)
{
    size_t kept = 0;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < list->entry_count && status == FUND_OK; i++) {
        const struct fund_name entry = list->entries[i];
        bool wanted = false;
        status = is_wanted(call, slice_from(entry.name), &wanted, error);
        for (size_t j = 0; j < entry.alias_count && !wanted && status == FUND_OK; j++)
            status = is_wanted(call, slice_from(entry.aliases[j].text), &wanted, error);
        if (wanted)
            list->entries[kept++] = entry;
    }
    list->entry_count = kept;
    return status;
}

static int compare_entries(const void *left, const void *right)
{
    const struct fund_name *a = left;
    const struct fund_name *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    int order = strcmp(a->name, b->name);
    if (order == 0)
        order = strcmp(a->issuer != NULL ? a->issuer : "", b->issuer != NULL ? b->issuer : "");
    return order != 0 ? order : (a->first_year > b->first_year) - (a->first_year < b->first_year);
}

/* ---- calls ---------------------------------------------------------------------------------- */

static fund_status fill(struct call *call, struct list *list)
{
    static fund_status (*const fillers[])(struct list *) = {[FUND_PERSONS] = list_persons,
                                                            [FUND_ORGANISATIONS] =
                                                                list_organisations,
                                                            [FUND_PLACES] = list_places};
    fund_status status = fillers[call->kind](list);
    if (status == FUND_OK)
        status = hand_out(list, list->roles, list->role_count, true);
    if (status == FUND_OK)
        status = hand_out(list, list->aliases, list->alias_count, false);
    if (status == FUND_OK)
        status = filter(call, list, list->error);
    if (status == FUND_OK && list->entry_count > 0)
        qsort(list->entries, list->entry_count, sizeof(*list->entries), compare_entries);
    return status;
}

static fund_status list_names(struct session *session, void *context, struct fund_error *error)
{
    struct call *call = context;
    struct arena scratch = arena_init(ARENA_MAX);
    fund_names *names = calloc(1, sizeof(*names));
    if (names == NULL)
        return error_no_memory(error);
    names->arena = arena_init(ARENA_MAX);
    const struct list_wish wish = {is_wanted, call};
    struct list list = {.session = session,
                        .wish = call->prefix.size > 0 ? &wish : NULL,
                        .arena = &names->arena,
                        .context = {session->reader, session->cursor, &scratch, session->aliases,
                                    NULL, session->walks, NULL},
                        .error = error};
    if (call->kind == FUND_PERSONS && call->prefix.size == 0)
        list.context.walks = NULL; /* each surname is read once: to keep it would be for nothing */
    fund_status status = role_memo_create(&list.context.roles, error);
    if (status == FUND_OK)
        status = fill(call, &list);
    role_memo_destroy(list.context.roles);
    arena_finish(&scratch);
    if (status != FUND_OK) {
        fund_names_free(names);
        return status;
    }
    names->entries = list.entries;
    names->count = list.entry_count;
    call->names = names;
    return FUND_OK;
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
    if (kind != FUND_PERSONS && kind != FUND_ORGANISATIONS && kind != FUND_PLACES)
        return error_set(error, FUND_INVALID_ARGUMENT, "%d is no kind of names", (int)kind);
    struct call call = {kind, buffer_init(SIZE_MAX / 2), buffer_init(SIZE_MAX / 2), NULL};
    fund_status status = fold_prefix(prefix, &call.prefix, error);
    if (status == FUND_OK)
        status = session_run(archive, list_names, &call, error);
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
    return names != NULL && index < names->count ? &names->entries[index] : NULL;
}

void fund_names_free(fund_names *names)
{
    if (names == NULL)
        return;
    arena_finish(&names->arena);
    free(names);
}
