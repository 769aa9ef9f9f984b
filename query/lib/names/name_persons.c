/*
 * From the words of a query to the persons of the archive.
 */
#include "core/schema/schema.h"
#include "query/lib/names/name.h"
#include "query/lib/names/persons.h"

/* Words before and behind a part of a hyphenated name. */
static bool has_piece(struct slice word, struct slice wanted)
{
    while (word.size > 0) {
        size_t hyphen = slice_find(word, SLICE("-"));
        if (slice_equal(slice_part(word, 0, hyphen), wanted))
            return true;
        word = slice_part(word, hyphen < word.size ? hyphen + 1 : hyphen, word.size);
    }
    return false;
}

static bool is_in_name(const struct person_name *name, const struct query_word *word)
{
    struct slice bare = name_without_genitive(word->folded);
    for (size_t i = 0; i < name->words.count; i++) {
        struct slice folded = name->words.items[i].folded;
        if (slice_equal(folded, word->folded) || slice_equal(folded, bare) ||
            has_piece(folded, word->folded) || persons_is_initial_of(word->folded, folded))
            return true;
    }
    return false;
}

/* A surname and what else was said of it. */
struct wanted {
    const struct query_word *words;
    size_t count, surname;
};

/* roles: those of one sighting; NULL: all that the name has. */
static fund_status is_meant(const struct name_context *context, const struct wanted *wanted,
                            struct person_name *name, const struct query_words *roles, bool *meant,
                            struct fund_error *error)
{
    fund_status status = persons_read_name(context, name, error);
    if (status != FUND_OK)
        return status;
    *meant = true;
    for (size_t i = 0; i < wanted->count && *meant; i++) {
        const struct query_word *word = &wanted->words[i];
        if (i == wanted->surname || word->is_stop || name_is_title(word->folded) ||
            is_in_name(name, word))
            continue;
        status = roles == NULL ? persons_roles(context, name, error) : FUND_OK;
        if (status != FUND_OK)
            return status;
        *meant = persons_has_role(roles == NULL ? name->roles : roles, word);
    }
    return FUND_OK;
}

/* Which names and which sightings are meant. */
struct meaning {
    bool *names, *seen;
};

/* The sightings of a short name by the role that they have; of another one all. */
static fund_status find_seen(const struct name_context *context, const struct wanted *wanted,
                             struct persons *persons, struct meaning *meaning,
                             struct fund_error *error)
{
    static const struct query_words none = {NULL, 0, 0};
    fund_status status = FUND_OK;
    for (size_t i = 0; i < persons->seen_count && status == FUND_OK; i++) {
        const struct person_seen *seen = &persons->seen[i];
        struct person_name *name = &persons->names[seen->name];
        meaning->seen[i] = meaning->names[seen->name];
        if (name->is_short)
            status = is_meant(context, wanted, name, seen->role.size > 0 ? seen->role_words : &none,
                              &meaning->seen[i], error);
    }
    return status;
}

/* "Bürgermeister Stegemann": whom the short name stands for is meant, not only those with the role
 * in that very release. */
static void follow_short_names(const struct wanted *wanted, const struct persons *persons,
                               struct meaning *meaning)
{
    for (size_t i = 0; i < persons->seen_count; i++) {
        const struct person_seen *seen = &persons->seen[i];
        if (meaning->seen[i] && seen->full != seen->name &&
            persons->names[seen->name].words.count < wanted->count)
            meaning->names[seen->full] = true;
    }
    for (size_t i = 0; i < persons->seen_count; i++)
        if (persons->seen[i].full != persons->seen[i].name)
            meaning->seen[i] = meaning->names[persons->seen[i].full];
        else if (!persons->names[persons->seen[i].name].is_short)
            meaning->seen[i] = meaning->names[persons->seen[i].name];
}

static bool is_in_years(const struct alias_span *years, int year)
{
    if (years->first == 0 && years->last == 0)
        return true;
    return year >= years->first && year <= years->last;
}

/* All sightings of those who are meant; also under a shorter name, and under one that is short for
 * nobody. */
static fund_status add_links(const struct name_context *context, const struct persons *persons,
                             const struct meaning *meaning, struct alias_span years,
                             struct name_links *links, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < persons->seen_count && status == FUND_OK; i++) {
        const struct person_seen *seen = &persons->seen[i];
        bool has_role = seen->role.size > 0;
        struct name_clause clause = {.prefix = SCHEMA_PERSON_SEEN,
                                     .text = seen->term,
                                     .count = seen->count,
                                     .except_prefix = SCHEMA_PERSON_AND_ROLE,
                                     .except = seen->except,
                                     .except_count = seen->except_count};
        if (has_role)
            clause = (struct name_clause){
                .prefix = SCHEMA_PERSON_AND_ROLE, .text = seen->role_term, .count = seen->count};
        if (meaning->seen[i] && is_in_years(&years, seen->year))
            status = name_add_clause(context->arena, links, &clause, error);
    }
    for (size_t i = 0; i < persons->name_count && status == FUND_OK; i++)
        if (meaning->names[i])
            status = name_add_name(context->arena, links, persons->names[i].text, error);
    return status;
}

static fund_status link_surname(const struct name_context *context, const struct query_word *words,
                                size_t count, size_t surname, struct slice form,
                                struct alias_span years, struct name_links *links,
                                struct fund_error *error)
{
    struct persons persons = {.names = NULL};
    fund_status status = persons_load(context, form, &persons, error);
    if (status != FUND_OK || persons.name_count == 0)
        return status;
    const struct wanted wanted = {words, count, surname};
    struct meaning meaning = {
        .names = arena_array(context->arena, persons.name_count, sizeof(*meaning.names)),
        .seen = arena_array(context->arena, persons.seen_count, sizeof(*meaning.seen))};
    if (meaning.names == NULL || meaning.seen == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < persons.name_count && status == FUND_OK; i++)
        status = is_meant(context, &wanted, &persons.names[i], NULL, &meaning.names[i], error);
    if (status == FUND_OK)
        status = find_seen(context, &wanted, &persons, &meaning, error);
    if (status == FUND_OK) {
        follow_short_names(&wanted, &persons, &meaning);
        status = add_links(context, &persons, &meaning, years, links, error);
    }
    return status;
}

fund_status name_link_persons(const struct name_context *context, const struct query_word *words,
                              size_t count, struct alias_span years, struct name_links *links,
                              struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < count && status == FUND_OK; i++) {
        struct slice bare = name_without_genitive(words[i].folded);
        if (words[i].is_stop || name_is_title(words[i].folded) || name_is_initial(words[i].folded))
            continue;
        status = link_surname(context, words, count, i, words[i].folded, years, links, error);
        if (status == FUND_OK && bare.size < words[i].folded.size)
            status = link_surname(context, words, count, i, bare, years, links, error);
    }
    return status;
}
