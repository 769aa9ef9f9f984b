/*
 * What an organisation is called in the archive. Three things tell: releases that give a name and an
 * alias together, initials of which only one name is known, and the alias file, which wins.
 *
 * Names are compared by the stems of their words without the legal form. An alias is one that a
 * release gives with the name, or that stands in quotation marks in it, and whose letters come in
 * the name in this order; one that is given for more than five names is none. An acronym holds
 * wherever neither the release nor its issuer explains it otherwise, another alias with its issuer
 * only. Initials are enough where one name alone has them, or three times as many releases as all
 * others together, and they are an organisation of the archive; a name that no release has, and that
 * is the whole query, is found by its initials too.
 */
#include "core/schema/schema.h"
#include "query/lib/base/walk_cache.h"
#include "query/lib/names/name.h"
#include "query/lib/names/told.h"

/* Names and aliases of one organisation that are looked at. */
#define NAMES_MAX   64
#define ISSUERS_MAX 64
/* An acronym is taken for it in any text where in this share of its releases it is an organisation.
 */
#define ACRONYM_SHARE_MIN 0.3
/* Of several names with the same initials one is meant that has so many times the others' releases.
 */
#define INITIALS_LEAD_MIN 3

struct linker {
    const struct name_context *context;
    struct name_links *links;
    struct fund_error *error;
};

static bool is_known(const struct name_links *links, struct slice key)
{
    for (size_t i = 0; i < links->name_count; i++)
        if (slice_equal(links->names[i], key))
            return true;
    return false;
}

/* ---- clauses -------------------------------------------------------------------------------- */

static fund_status add_clause(struct linker *linker, const struct name_clause *clause)
{
    return name_add_clause(linker->context->arena, linker->links, clause, linker->error);
}

/* The name's words side by side, whether or not an organisation was seen in them. */
static fund_status add_phrase(struct linker *linker, struct slice name)
{
    const struct name_context *context = linker->context;
    struct name_clause clause = {.prefix = NULL};
    struct keys_word row[SCHEMA_ENTITY_WORDS_MAX];
    fund_status status =
        words_read(context->cursor, name, context->arena, &clause.words, linker->error);
    size_t count = clause.words.count, kept = 0;
    if (status != FUND_OK || count > SCHEMA_ENTITY_WORDS_MAX)
        return status;
    for (size_t i = 0; i < count; i++)
        row[i] = (struct keys_word){clause.words.items[i].folded, clause.words.items[i].stem};
    while (kept < count && !keys_is_dropped(row, count, kept))
        kept++;
    clause.words.count = kept;
    return kept > 0 ? add_clause(linker, &clause) : FUND_OK;
}

/* A full name: what has it is found, by its key and by its words. */
static fund_status add_name(struct linker *linker, struct slice key, bool with_words)
{
    struct name_clause clause = {.prefix = SCHEMA_ORGANISATION_KEY, .text = key};
    struct told_list shown = {NULL, 0, 0};
    if (is_known(linker->links, key) || linker->links->name_count >= NAMES_MAX)
        return FUND_OK;
    fund_status status = name_add_name(linker->context->arena, linker->links, key, linker->error);
    if (status == FUND_OK)
        status = add_clause(linker, &clause);
    if (status == FUND_OK && with_words)
        status =
            told_load_pairs(linker->context, SCHEMA_ORGANISATION_NAME, key, &shown, linker->error);
    if (status == FUND_OK && with_words && shown.count > 0)
        status = add_phrase(linker, shown.items[0].name);
    return status;
}

/* Issuers to whom the acronym is another organisation. */
static fund_status exclude_issuers(struct linker *linker, const struct told_list *told,
                                   struct slice name, struct name_clause *clause)
{
    clause->is_other = true;
    clause->issuers = arena_array(linker->context->arena, ISSUERS_MAX, sizeof(struct slice));
    if (clause->issuers == NULL)
        return error_no_memory(linker->error);
    for (size_t i = 0; i < told->count && clause->issuer_count < ISSUERS_MAX; i++)
        if (!told_names(told, told->items[i].issuer, name))
            clause->issuers[clause->issuer_count++] = told->items[i].issuer;
    return FUND_OK;
}

/* Only releases of this issuer, and those of unknown ones where nobody else gives the alias. */
static fund_status limit_to_issuer(struct linker *linker, const struct told_list *told,
                                   struct slice issuer, struct name_clause *clause)
{
    struct arena *arena = linker->context->arena;
    char *unknown = arena_allocate(arena, KEYS_ISSUER_SIZE);
    bool is_only = true;
    clause->issuers = arena_array(arena, 2, sizeof(struct slice));
    if (clause->issuers == NULL || unknown == NULL)
        return error_no_memory(linker->error);
    keys_issuer(slice_of(NULL, 0), unknown);
    struct slice none = slice_of(unknown, KEYS_ISSUER_SIZE);
    for (size_t i = 0; i < told->count; i++)
        is_only = is_only && (slice_equal(told->items[i].issuer, issuer) ||
                              slice_equal(told->items[i].issuer, none));
    clause->issuers[clause->issuer_count++] = issuer;
    if (is_only && !slice_equal(issuer, none))
        clause->issuers[clause->issuer_count++] = none;
    return FUND_OK;
}

static bool has_word(struct slice words, struct slice word)
{
    while (words.size > 0) {
        size_t space = slice_find(words, SLICE(" "));
        if (slice_equal(slice_part(words, 0, space), word))
            return true;
        words = slice_part(words, space < words.size ? space + 1 : space, words.size);
    }
    return false;
}

/* Whether one key has all words of the other: "deutsch rot kreuz" and that of its Ortsverein. */
static bool has_words(struct slice key, struct slice words)
{
    while (words.size > 0) {
        size_t space = slice_find(words, SLICE(" "));
        if (!has_word(key, slice_part(words, 0, space)))
            return false;
        words = slice_part(words, space < words.size ? space + 1 : space, words.size);
    }
    return true;
}

static bool is_kin(struct slice first, struct slice second)
{
    return has_words(first, second) || has_words(second, first);
}

struct explanations {
    struct arena *arena;
    struct slice name;
    struct slice *terms;
    size_t count, capacity;
};

static fund_status read_explanation(void *data, struct slice text, uint32_t count,
                                    struct fund_error *error)
{
    struct explanations *list = data;
    struct slice fields[3];
    void *items = list->terms;
    (void)count;
    if (!walk_split(text, fields, 3) || is_kin(fields[2], list->name) ||
        !told_is_plausible(fields[0], fields[2]))
        return FUND_OK;
    struct slice copy = arena_copy(list->arena, text);
    if (copy.data == NULL ||
        !arena_grow(list->arena, &items, list->count, &list->capacity, sizeof(*list->terms)))
        return error_no_memory(error);
    list->terms = items;
    list->terms[list->count++] = copy;
    return FUND_OK;
}

/* Releases that explain the alias by another name: nobody knows better. */
static fund_status except_explained(struct linker *linker, struct slice alias, struct slice name,
                                    struct name_clause *clause)
{
    struct explanations list = {.arena = linker->context->arena, .name = name};
    fund_status status =
        walk_cached(linker->context->walks, linker->context->reader, SCHEMA_ORGANISATION_ALIAS,
                    alias, TOLD_MAX, read_explanation, &list, linker->error);
    clause->except_prefix = SCHEMA_ORGANISATION_ALIAS;
    clause->except = list.terms;
    clause->except_count = list.count;
    return status;
}

/* Whether the word is mostly the acronym: DLRG is, "zug" is not, though there may be a ZUG. Without
 * that it is looked for only where an organisation was seen in it. */
static fund_status is_mostly_acronym(struct linker *linker, struct slice acronym, bool *is_mostly)
{
    uint32_t named = 0, all = 0;
    const struct store_reader *reader = linker->context->reader;
    fund_status status =
        build_term_frequency(reader, SCHEMA_ORGANISATION_KEY, acronym, &named, linker->error);
    if (status == FUND_OK)
        status = build_part_frequency(reader, acronym, &all, linker->error);
    *is_mostly = status == FUND_OK && (double)named >= ACRONYM_SHARE_MIN * (double)all;
    return status;
}

static fund_status add_acronym_word(struct linker *linker, struct name_clause clause)
{
    bool is_mostly = false;
    fund_status status = is_mostly_acronym(linker, clause.text, &is_mostly);
    if (status != FUND_OK || !is_mostly)
        return status;
    clause.prefix = SCHEMA_PART;
    return add_clause(linker, &clause);
}

/* An alias of one name; each issuer gives it again. */
struct alias_found {
    struct slice written;
    bool is_alias, is_acronym;
    bool is_word;              /* an acronym that stands for the name in any text */
    struct told_list told;     /* what else it is given for */
    struct name_clause clause; /* an acronym's; another one's for any issuer */
};

static fund_status read_acronym(struct linker *linker, struct slice name, struct alias_found *found)
{
    fund_status status = exclude_issuers(linker, &found->told, name, &found->clause);
    return status == FUND_OK ? is_mostly_acronym(linker, found->clause.text, &found->is_word)
                             : status;
}

static fund_status read_alias(struct linker *linker, struct slice name, struct slice written,
                              struct alias_found *found)
{
    const struct name_context *context = linker->context;
    struct keys_key key = {.size = 0};
    fund_status status = keys_organisation(context->cursor, written, &key, linker->error);
    struct slice text = arena_copy(context->arena, keys_slice(&key));
    *found = (struct alias_found){.written = written};
    if (text.data == NULL)
        return error_no_memory(linker->error);
    if (status != FUND_OK || key.size == 0 || told_forbids(context, text, name))
        return status;
    status = told_of_alias(context, text, &found->told, linker->error);
    if (status != FUND_OK || found->told.count == 0 || !told_is_plausible(text, name))
        return status;
    found->is_alias = true;
    found->is_acronym = told_is_acronym(written);
    found->clause = (struct name_clause){.prefix = SCHEMA_ORGANISATION_KEY, .text = text};
    status = except_explained(linker, text, name, &found->clause);
    return status == FUND_OK && found->is_acronym ? read_acronym(linker, name, found) : status;
}

/* An acronym stands for the name wherever nobody says otherwise; another short name, which may be
 * anything ("Feuerwehr"), only with the issuer that says so. */
static fund_status add_alias(struct linker *linker, const struct alias_found *found,
                             struct slice issuer)
{
    struct name_clause clause = found->clause;
    fund_status status = FUND_OK;
    if (!found->is_alias)
        return FUND_OK;
    if (!found->is_acronym)
        status = limit_to_issuer(linker, &found->told, issuer, &clause);
    if (found->is_word) {
        clause.prefix = SCHEMA_PART;
        status = add_clause(linker, &clause);
        clause.prefix = SCHEMA_ORGANISATION_KEY;
    }
    if (status == FUND_OK)
        status = add_clause(linker, &clause);
    if (status == FUND_OK && !is_known(linker->links, clause.text))
        status = name_add_alias(linker->context->arena, linker->links, clause.text, linker->error);
    return status;
}

static fund_status add_aliases(struct linker *linker, struct slice name)
{
    struct told_list aliases = {NULL, 0, 0};
    size_t count = 0;
    fund_status status =
        told_load(linker->context, SCHEMA_ORGANISATION_CALLED, name, &aliases, linker->error);
    if (status != FUND_OK || aliases.count == 0)
        return status;
    struct alias_found *found = arena_array(linker->context->arena, NAMES_MAX, sizeof(*found));
    if (found == NULL)
        return error_no_memory(linker->error);
    for (size_t i = 0; i < aliases.count && i < NAMES_MAX && status == FUND_OK; i++) {
        const struct told *alias = &aliases.items[i];
        size_t at = 0;
        while (at < count && !slice_equal(found[at].written, alias->name))
            at++;
        if (at == count)
            status = read_alias(linker, name, alias->name, &found[count++]);
        if (status == FUND_OK)
            status = add_alias(linker, &found[at], alias->issuer);
    }
    return status;
}

/* ---- initials ------------------------------------------------------------------------------- */

/* The only one of the names, or the one that far more releases have than all others together. */
static fund_status find_leading(struct linker *linker, const struct told_list *names,
                                struct slice *leading)
{
    uint64_t most = 0, all = 0;
    fund_status status = FUND_OK;
    struct slice best = {NULL, 0};
    for (size_t i = 0; i < names->count && status == FUND_OK; i++) {
        uint32_t releases = 0;
        status = build_term_frequency(linker->context->reader, SCHEMA_ORGANISATION_KEY,
                                      names->items[i].name, &releases, linker->error);
        all += releases;
        if (releases <= most)
            continue;
        most = releases;
        best = names->items[i].name;
    }
    if (status == FUND_OK && most >= INITIALS_LEAD_MIN * (all - most))
        *leading = best;
    return status;
}

/* The name that has these initials, where the archive has them as an organisation and nobody says
 * what they mean; asked where it has no such name. */
static fund_status find_by_initials(struct linker *linker, struct slice initials,
                                    struct slice asked, struct slice *name)
{
    struct told_list names = {NULL, 0, 0}, told = {NULL, 0, 0};
    struct slice leading = {NULL, 0};
    uint32_t releases = 0;
    fund_status status = build_term_frequency(linker->context->reader, SCHEMA_ORGANISATION_KEY,
                                              initials, &releases, linker->error);
    if (status == FUND_OK && releases > 0)
        status = told_of_alias(linker->context, initials, &told, linker->error);
    if (status != FUND_OK || releases == 0 || told.count > 0)
        return status;
    status = told_load_pairs(linker->context, SCHEMA_ORGANISATION_SHORT, initials, &names,
                             linker->error);
    if (status == FUND_OK && names.count == 0)
        leading = asked;
    else if (status == FUND_OK)
        status = find_leading(linker, &names, &leading);
    if (status == FUND_OK && leading.size > 0 && !told_forbids(linker->context, initials, leading))
        *name = leading;
    return status;
}

/* The acronyms by which a name is called though no release says so. */
static fund_status add_acronyms(struct linker *linker, struct slice key, struct slice text)
{
    struct keys_initials initials = {.count = 0};
    fund_status status = keys_initials(linker->context->cursor, text, &initials, linker->error);
    for (size_t i = 0; i < initials.count && status == FUND_OK; i++) {
        struct slice name = {NULL, 0};
        struct slice letters = arena_copy(linker->context->arena, keys_slice(&initials.items[i]));
        if (letters.data == NULL)
            return error_no_memory(linker->error);
        status = find_by_initials(linker, letters, key, &name);
        if (status != FUND_OK || !slice_equal(name, key))
            continue;
        struct name_clause clause = {.prefix = SCHEMA_ORGANISATION_KEY, .text = letters};
        status = add_clause(linker, &clause);
        if (status == FUND_OK)
            status = add_acronym_word(linker, clause);
        if (status == FUND_OK)
            status = name_add_alias(linker->context->arena, linker->links, letters, linker->error);
    }
    return status;
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* What a name stands for, and what that is called. */
static fund_status add_explained(struct linker *linker, struct slice key)
{
    struct told_list told = {NULL, 0, 0};
    struct slice by_initials = {NULL, 0};
    fund_status status = told_of_alias(linker->context, key, &told, linker->error);
    for (size_t i = 0; i < told.count && i < NAMES_MAX && status == FUND_OK; i++) {
        struct slice name = told.items[i].name;
        if (is_known(linker->links, name) || told_forbids(linker->context, key, name))
            continue;
        status = add_name(linker, name, true);
        if (status == FUND_OK)
            status = add_aliases(linker, name);
    }
    if (status == FUND_OK && told.count == 0)
        status = find_by_initials(linker, key, by_initials, &by_initials);
    if (status != FUND_OK || by_initials.size == 0)
        return status;
    /* as the full name finds it */
    status = add_acronym_word(linker, (struct name_clause){.text = key});
    return status == FUND_OK ? add_name(linker, by_initials, true) : status;
}

static fund_status link_key(struct linker *linker, struct slice key, struct slice text)
{
    fund_status status = add_name(linker, key, false);
    if (status == FUND_OK)
        status = add_explained(linker, key);
    if (status == FUND_OK)
        status = add_aliases(linker, key);
    if (status == FUND_OK && text.size > 0)
        status = add_acronyms(linker, key, text);
    return status;
}

fund_status name_link_organisation(const struct name_context *context, struct slice key,
                                   struct slice text, struct name_links *out,
                                   struct fund_error *error)
{
    struct name_links links = {.clauses = NULL};
    struct linker linker = {context, &links, error};
    uint32_t releases = 0;
    const struct alias_group *group = aliases_group(context->aliases, ALIAS_ORGANISATION, key);
    fund_status status = link_key(&linker, key, text);
    for (size_t i = 0; group != NULL && i < group->count && status == FUND_OK; i++) {
        status = link_key(&linker, group->names[i].key, group->names[i].text);
        if (status == FUND_OK)
            status = add_phrase(&linker, group->names[i].text);
    }
    if (status == FUND_OK)
        status =
            build_term_frequency(context->reader, SCHEMA_ORGANISATION_KEY, key, &releases, error);
    if (status != FUND_OK)
        return status;
    if (releases > 0 || links.clause_count > 1)
        *out = links;
    return FUND_OK;
}
