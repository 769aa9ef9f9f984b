/*
 * The query for a name: all of its words side by side in each combination of their forms, or one of
 * the links.
 */
#include "core/schema/schema.h"
#include "query/lib/names/name.h"

/* Terms of all clauses of one name, and words' parts of one of them. */
#define NAME_TERMS_MAX   2000
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

/* Releases that have this choice with a part of a double surname: "Anke Richter-Bohlen" is not Anke
 * Richter, though she is a Richter. */
static struct store_query *double_surnames(struct build *build, const struct name_asked *asked,
                                           struct build_word *words)
{
    struct store_query *found = build_none(build);
    size_t names = 0;
    for (size_t i = 0; i < asked->word_count; i++)
        names += strcmp(words[i].prefix, SCHEMA_PERSON_WORD) == 0;
    for (size_t i = 0; names > 1 && i < asked->word_count; i++) {
        const char *prefix = words[i].prefix;
        if (strcmp(prefix, SCHEMA_PERSON_WORD) != 0)
            continue;
        words[i].prefix = SCHEMA_PERSON_PIECE;
        found = build_pair(build, STORE_OR, found,
                           build_near(build, words, asked->word_count, SCHEMA_ENTITY_WORDS_MAX));
        words[i].prefix = prefix;
    }
    return found;
}

static struct store_query *choice_query(struct build *build, const struct name_asked *asked,
                                        struct build_word *words)
{
    struct store_query *query =
        build_near(build, words, asked->word_count, SCHEMA_ENTITY_WORDS_MAX);
    if (asked->kind != NAME_PERSON || asked->word_count < 2 || asked->has_double_surname)
        return query;
    return build_pair(build, STORE_AND_NOT, query, double_surnames(build, asked, words));
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
            found[count++] = choice_query(build, asked, words);
    } while (next_choice(limits, asked->word_count, choice));
    return build_combine(build, STORE_OR, found, count);
}

static size_t clause_row(const struct name_clause *clause,
                         struct slice row[static CLAUSE_PARTS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < clause->words.count; i++)
        for (size_t j = 0; j < clause->words.items[i].part_count && count < CLAUSE_PARTS_MAX; j++)
            row[count++] = clause->words.items[i].parts[j];
    return count;
}

/* SCHEMA_PART: the word alone, or as a part. */
static struct store_query *clause_term(struct build *build, const struct name_clause *clause)
{
    return strcmp(clause->prefix, SCHEMA_PART) == 0
               ? build_part(build, clause->text)
               : build_term(build, clause->prefix, clause->text);
}

static struct store_query *clause_query(struct build *build, const struct name_clause *clause)
{
    struct slice row[CLAUSE_PARTS_MAX];
    if (clause->prefix != NULL)
        return clause_term(build, clause);
    size_t count = clause_row(clause, row);
    return build_phrase(build, row, count);
}

/* What the clause weighs where it is found: a name in a row of words as much as these. */
static struct store_query *clause_weight(struct build *build, const struct name_clause *clause)
{
    struct slice row[CLAUSE_PARTS_MAX];
    struct store_query *terms[CLAUSE_PARTS_MAX];
    if (clause->prefix != NULL)
        return clause_term(build, clause);
    size_t count = clause_row(clause, row);
    for (size_t i = 0; i < count; i++)
        terms[i] = build_part(build, row[i]);
    return build_combine(build, STORE_AND, terms, count);
}

/* At most NAME_TERMS_MAX of them: count_clauses. */
static struct store_query *any_term(struct build *build, const char *prefix,
                                    const struct slice *texts, size_t count)
{
    struct store_query *terms[NAME_TERMS_MAX];
    for (size_t i = 0; i < count && i < NAME_TERMS_MAX; i++)
        terms[i] = build_term(build, prefix, texts[i]);
    return build_combine(build, STORE_OR, terms, count);
}

static struct store_query *limited(struct build *build, struct store_query *query,
                                   const struct name_clause *clause)
{
    if (clause->issuer_count > 0)
        query =
            build_pair(build, clause->is_other ? STORE_AND_NOT : STORE_FILTER, query,
                       any_term(build, SCHEMA_ISSUER_KEY, clause->issuers, clause->issuer_count));
    if (clause->except_count > 0)
        query = build_pair(
            build, STORE_AND_NOT, query,
            any_term(build, clause->except_prefix, clause->except, clause->except_count));
    return query;
}

/* Terms of a clause in the query, about. */
static size_t clause_size(const struct name_clause *clause)
{
    return 1 + clause->words.count + clause->issuer_count + clause->except_count;
}

/* How many of the clauses the query takes, so that several names stay within what the store allows. */
static size_t count_clauses(const struct name_links *links, bool *has_rows)
{
    size_t count = 0, terms = 0;
    *has_rows = false;
    for (; count < links->clause_count && count < NAME_CLAUSES_MAX; count++) {
        terms += clause_size(&links->clauses[count]);
        if (terms > NAME_TERMS_MAX)
            break;
        *has_rows = *has_rows || links->clauses[count].prefix == NULL;
    }
    return count;
}

/*
 * A row of words cannot be a synonym of others (store_query_combine): what is found is a filter of
 * what weighs then.
 */
struct store_query *name_links_query(struct build *build, const struct name_links *links)
{
    struct store_query *found[NAME_CLAUSES_MAX], *weights[NAME_CLAUSES_MAX];
    bool has_rows = false;
    size_t count = count_clauses(links, &has_rows);
    for (size_t i = 0; i < count; i++)
        found[i] = limited(build, clause_query(build, &links->clauses[i]), &links->clauses[i]);
    if (!has_rows)
        return build_combine(build, STORE_SYNONYM, found, count);
    for (size_t i = 0; i < count; i++)
        weights[i] = clause_weight(build, &links->clauses[i]);
    return build_pair(build, STORE_FILTER, build_combine(build, STORE_SYNONYM, weights, count),
                      build_combine(build, STORE_OR, found, count));
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

/* The clause that finds fewest releases; of equals the last. */
static size_t find_least(const struct name_links *links)
{
    size_t least = 0;
    for (size_t i = 1; i < links->clause_count; i++)
        if (links->clauses[i].count <= links->clauses[least].count)
            least = i;
    return least;
}

/* Puts the clause in the place of one that finds fewer releases, if there is one. */
static void replace_least(struct name_links *links, const struct name_clause *clause)
{
    if (clause->count <= links->least_count)
        return;
    size_t least = find_least(links);
    links->least_count = links->clauses[least].count;
    if (clause->count > links->least_count)
        links->clauses[least] = *clause;
}

fund_status name_add_clause(struct arena *arena, struct name_links *links,
                            const struct name_clause *clause, struct fund_error *error)
{
    void *items = links->clauses;
    if (links->clause_count >= NAME_CLAUSES_MAX) {
        replace_least(links, clause);
        return FUND_OK;
    }
    if (!arena_grow(arena, &items, links->clause_count, &links->clause_capacity,
                    sizeof(*links->clauses)))
        return error_no_memory(error);
    links->clauses = items;
    links->clauses[links->clause_count++] = *clause;
    return FUND_OK;
}

static fund_status add_slice(struct arena *arena, struct slice text, struct slice **list,
                             size_t *count, size_t *capacity, struct fund_error *error)
{
    void *items = *list;
    if (!arena_grow(arena, &items, *count, capacity, sizeof(**list)))
        return error_no_memory(error);
    *list = items;
    (*list)[(*count)++] = text;
    return FUND_OK;
}

fund_status name_add_name(struct arena *arena, struct name_links *links, struct slice name,
                          struct fund_error *error)
{
    return add_slice(arena, name, &links->names, &links->name_count, &links->name_capacity, error);
}

fund_status name_add_alias(struct arena *arena, struct name_links *links, struct slice alias,
                           struct fund_error *error)
{
    return add_slice(arena, alias, &links->aliases, &links->alias_count, &links->alias_capacity,
                     error);
}
