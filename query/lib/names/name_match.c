/*
 * Whether an entity of a release is the one that was asked for.
 */
#include "core/schema/schema.h"
#include "query/lib/names/name.h"

/* The words of an entity that a form can be compared with. */
struct entity_words {
    struct query_words names, roles;
};

static fund_status read_entity(const struct name_context *context, enum name_kind kind,
                               const struct release_entity *entity, struct entity_words *words,
                               struct fund_error *error)
{
    *words = (struct entity_words){{NULL, 0, 0}, {NULL, 0, 0}};
    struct text_cursor *cursor = context->cursor;
    struct arena *arena = context->arena;
    fund_status status = words_read(cursor, entity->name, arena, &words->names, error);
    for (size_t i = 0; kind == NAME_ORGANISATION && i < entity->alias_count && status == FUND_OK;
         i++)
        status = words_read(cursor, entity->aliases[i], arena, &words->names, error);
    if (status == FUND_OK && kind != NAME_ORGANISATION)
        status = words_read(cursor, entity->title, arena, &words->roles, error);
    if (status == FUND_OK && kind != NAME_ORGANISATION)
        status = words_read(cursor, entity->role, arena, &words->roles, error);
    return status;
}

/* A word of a name, or a part of one with hyphens: "gmelin" in "mueller-gmelin". */
static bool has_name_word(const struct query_words *words, struct slice text)
{
    for (size_t i = 0; i < words->count; i++) {
        struct slice rest = words->items[i].folded;
        bool is_found = slice_equal(rest, text);
        for (size_t at = 0; !is_found && rest.size > 0; rest = slice_part(rest, at, rest.size)) {
            size_t end = slice_find(rest, SLICE("-"));
            is_found = slice_equal(slice_part(rest, 0, end), text);
            at = end < rest.size ? end + 1 : end;
        }
        if (is_found)
            return true;
    }
    return false;
}

static bool has_form(const struct entity_words *words, const struct name_form *form)
{
    if (strcmp(form->prefix, SCHEMA_PERSON_WORD) == 0 ||
        strcmp(form->prefix, SCHEMA_PLACE_WORD) == 0)
        return has_name_word(&words->names, form->text);
    if (strcmp(form->prefix, SCHEMA_PERSON_ROLE) == 0)
        return words_have_stem(&words->roles, form->text);
    return words_have_stem(&words->names, form->text);
}

static bool has_all_words(const struct name_asked *asked, const struct entity_words *words)
{
    bool has_all = asked->word_count > 0;
    for (size_t i = 0; i < asked->word_count; i++) {
        const struct name_word *word = &asked->words[i];
        bool has_word = false;
        for (size_t j = 0; j < word->form_count && !has_word; j++)
            has_word = has_form(words, &word->forms[j]);
        has_all = has_all && has_word;
    }
    return has_all;
}

static bool is_among(const struct slice *names, size_t count, struct slice name)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(names[i], name))
            return true;
    return false;
}

/* A name that is only an alias of what is asked for counts where it is all that the release has:
 * "Theater Wiesen (THW)" is no Hilfswerk. */
static fund_status has_key(const struct name_context *context, const struct name_links *links,
                           struct slice name, bool is_alias, bool *matches,
                           struct fund_error *error)
{
    struct keys_key key = {.size = 0};
    fund_status status = keys_organisation(context->cursor, name, &key, error);
    struct slice text = keys_slice(&key);
    if (status == FUND_OK && (is_among(links->names, links->name_count, text) ||
                              (!is_alias && is_among(links->aliases, links->alias_count, text))))
        *matches = true;
    return status;
}

fund_status name_is_linked(const struct name_context *context, enum name_kind kind,
                           const struct name_links *links, const struct release_entity *entity,
                           bool *matches, struct fund_error *error)
{
    *matches = links->name_count > 0 && is_among(links->names, links->name_count, entity->name);
    if (kind != NAME_ORGANISATION || links->name_count == 0)
        return FUND_OK;
    fund_status status = has_key(context, links, entity->name, false, matches, error);
    for (size_t i = 0; i < entity->alias_count && !*matches && status == FUND_OK; i++)
        status = has_key(context, links, entity->aliases[i], true, matches, error);
    return status;
}

static fund_status matches_one(const struct name_context *context, const struct name_asked *asked,
                               const struct release_entity *entity, bool *matches,
                               struct fund_error *error)
{
    struct entity_words words;
    fund_status status =
        name_is_linked(context, asked->kind, &asked->links, entity, matches, error);
    if (status != FUND_OK || *matches)
        return status;
    status = read_entity(context, asked->kind, entity, &words, error);
    if (status == FUND_OK)
        *matches = has_all_words(asked, &words);
    return status;
}

fund_status name_matches(const struct name_context *context, const struct name_asked *asked,
                         const struct release_entity *entity, bool *matches,
                         struct fund_error *error)
{
    bool is_meant = false;
    fund_status status = matches_one(context, asked, entity, &is_meant, error);
    for (size_t i = 0; i < asked->other_count && status == FUND_OK && !is_meant; i++)
        status = matches_one(context, &asked->others[i], entity, &is_meant, error);
    if (status == FUND_OK)
        *matches = is_meant;
    return status;
}
