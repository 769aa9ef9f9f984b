/*
 * From the words of a query to the persons of the archive.
 */
#include "core/schema/schema.h"
#include "query/lib/name.h"
#include "query/lib/persons.h"

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

static bool has_part(const struct query_words *words, struct slice part)
{
    for (size_t i = 0; i < words->count; i++)
        for (size_t j = 0; j < words->items[i].part_count; j++)
            if (slice_equal(words->items[i].parts[j], part))
                return true;
    return false;
}

/* The role itself, or a compound of its words: Ordnungsamtsleiter, Leiter des Ordnungsamtes. */
static bool is_in_roles(const struct query_words *roles, const struct query_word *word)
{
    for (size_t i = 0; i < roles->count; i++)
        if (slice_equal(roles->items[i].stem, word->stem))
            return true;
    for (size_t i = 0; i < word->part_count; i++)
        if (word->part_count == 1 || !has_part(roles, word->parts[i]))
            return false;
    return true;
}

static fund_status is_meant(const struct name_context *context, const struct query_word *words,
                            size_t count, size_t surname, struct person_name *name, bool *meant,
                            struct fund_error *error)
{
    *meant = true;
    for (size_t i = 0; i < count && *meant; i++) {
        const struct query_word *word = &words[i];
        if (i == surname || word->is_stop || name_is_title(word->folded) || is_in_name(name, word))
            continue;
        fund_status status = persons_roles(context, name, error);
        if (status != FUND_OK)
            return status;
        *meant = is_in_roles(name->roles, word);
    }
    return FUND_OK;
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
                             const bool *meant, struct alias_span years, struct name_links *links,
                             struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < persons->seen_count && status == FUND_OK; i++) {
        const struct person_seen *seen = &persons->seen[i];
        struct name_clause clause = {.prefix = SCHEMA_PERSON_SEEN, .text = seen->term};
        if (meant[seen->full] && is_in_years(&years, seen->year))
            status = name_add_clause(context->arena, links, &clause, error);
    }
    for (size_t i = 0; i < persons->name_count && status == FUND_OK; i++)
        if (meant[i])
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
    bool *meant = arena_array(context->arena, persons.name_count, sizeof(*meant));
    if (meant == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < persons.name_count && status == FUND_OK; i++)
        status = is_meant(context, words, count, surname, &persons.names[i], &meant[i], error);
    /* "Bürgermeister Stegemann": whom the short name stands for is meant, not only those with the
     * role in that very release */
    for (size_t i = 0; i < persons.seen_count; i++)
        if (meant[persons.seen[i].name] && persons.seen[i].full != persons.seen[i].name &&
            persons.names[persons.seen[i].name].words.count < count)
            meant[persons.seen[i].full] = true;
    if (status == FUND_OK)
        status = add_links(context, &persons, meant, years, links, error);
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
