/*
 * The query for a name: all of its words side by side in each combination of their forms, or one of
 * the links.
 */
#include "core/schema/schema.h"
#include "query/lib/name.h"

/* Other ways to find one name, and words' parts of one of them. */
#define NAME_CLAUSES_MAX 1000
#define CLAUSE_PARTS_MAX 64

/* One choice of a form for each word; false where all of them are roles or a word has none. */
static bool choose(const struct name_asked *asked, const size_t *choice, struct build_word *out)
{
    bool has_name = false;
    for (size_t i = 0; i < asked->word_count; i++) {
        const struct name_form *form = &asked->words[i].forms[choice[i]];
        out[i] = (struct build_word){form->prefix, form->text};
        has_name =
            has_name || asked->kind == NAME_ROLE || strcmp(form->prefix, SCHEMA_PERSON_ROLE) != 0;
    }
    return has_name;
}

/* Counts the choices up like the figures of a number; false after the last. */
static bool next_choice(const size_t *limits, size_t count, size_t *choice)
{
    for (size_t i = 0; i < count; i++) {
        if (++choice[i] < limits[i])
            return true;
        choice[i] = 0;
    }
    return false;
}

/* How many forms of each word are tried; false where a word has none. */
static bool limit_forms(const struct name_asked *asked, size_t *limits)
{
    size_t combinations = 1;
    for (size_t i = 0; i < asked->word_count; i++) {
        size_t forms = asked->words[i].form_count;
        if (forms == 0)
            return false;
        limits[i] = combinations * forms <= NAME_COMBINATIONS_MAX ? forms : 1;
        combinations *= limits[i];
    }
    return true;
}

static struct store_query *words_query(struct build *build, const struct name_asked *asked)
{
    size_t limits[SCHEMA_ENTITY_WORDS_MAX] = {0};
    size_t choice[SCHEMA_ENTITY_WORDS_MAX] = {0};
    struct build_word words[SCHEMA_ENTITY_WORDS_MAX];
    struct store_query *found[NAME_COMBINATIONS_MAX];
    size_t count = 0;
    if (asked->word_count == 0 || asked->years.last != 0 || !limit_forms(asked, limits))
        return build_none(build);
    do {
        if (choose(asked, choice, words))
            found[count++] = build_near(build, words, asked->word_count, SCHEMA_ENTITY_WORDS_MAX);
    } while (next_choice(limits, asked->word_count, choice));
    return build_combine(build, STORE_OR, found, count);
}

static struct store_query *clause_query(struct build *build, const struct name_clause *clause)
{
    struct build_word row[CLAUSE_PARTS_MAX];
    size_t count = 0;
    if (clause->prefix != NULL)
        return build_term(build, clause->prefix, clause->text);
    for (size_t i = 0; i < clause->words.count; i++)
        for (size_t j = 0; j < clause->words.items[i].part_count && count < CLAUSE_PARTS_MAX; j++)
            row[count++] = (struct build_word){SCHEMA_PART, clause->words.items[i].parts[j]};
    return build_phrase(build, row, count);
}

static struct store_query *limit_issuers(struct build *build, struct store_query *query,
                                         const struct name_clause *clause)
{
    struct store_query *issuers = build_none(build);
    for (size_t i = 0; i < clause->issuer_count; i++)
        issuers = build_pair(build, STORE_OR, issuers,
                             build_term(build, SCHEMA_ISSUER_KEY, clause->issuers[i]));
    if (clause->issuer_count == 0)
        return query;
    return build_pair(build, clause->is_other ? STORE_AND_NOT : STORE_FILTER, query, issuers);
}

struct store_query *name_links_query(struct build *build, const struct name_links *links)
{
    struct store_query *found[NAME_CLAUSES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < links->clause_count && count < NAME_CLAUSES_MAX; i++) {
        const struct name_clause *clause = &links->clauses[i];
        found[count++] = limit_issuers(build, clause_query(build, clause), clause);
    }
    return build_combine(build, STORE_SYNONYM, found, count);
}

struct store_query *name_query(struct build *build, const struct name_asked *asked)
{
    struct store_query *query = words_query(build, asked);
    if (asked->links.clause_count > 0)
        query = build_pair(build, STORE_OR, query, name_links_query(build, &asked->links));
    for (size_t i = 0; i < asked->other_count; i++)
        query = build_pair(build, STORE_OR, query, name_query(build, &asked->others[i]));
    return query;
}

fund_status name_add_clause(struct arena *arena, struct name_links *links,
                            const struct name_clause *clause, struct fund_error *error)
{
    void *items = links->clauses;
    if (links->clause_count >= NAME_CLAUSES_MAX)
        return FUND_OK;
    if (!arena_grow(arena, &items, links->clause_count, &links->clause_capacity,
                    sizeof(*links->clauses)))
        return error_no_memory(error);
    links->clauses = items;
    links->clauses[links->clause_count++] = *clause;
    return FUND_OK;
}

fund_status name_add_name(struct arena *arena, struct name_links *links, struct slice name,
                          struct fund_error *error)
{
    void *items = links->names;
    if (!arena_grow(arena, &items, links->name_count, &links->name_capacity, sizeof(*links->names)))
        return error_no_memory(error);
    links->names = items;
    links->names[links->name_count++] = name;
    return FUND_OK;
}
