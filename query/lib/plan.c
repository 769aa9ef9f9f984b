/*
 * From the parts of a query to the store's queries.
 *
 *   word      its stem as a whole word, or (less) as a part of one
 *   compound  its stem, or (less) its parts side by side
 *   phrase    the parts of all its words side by side
 *
 * Words and phrases carry the weight; names and dates only restrict.
 */
#include "query/lib/plan.h"

#include "core/schema/schema.h"
#include "query/lib/days.h"
#include "query/lib/understood.h"
#include "query/lib/weights.h"

#include <stdlib.h>

#define ARENA_MAX (256u * 1024 * 1024)

/* Queries of one kind, as they are gathered from the parts. */
struct gathered {
    struct store_query **items;
    size_t count;
};

struct maker {
    struct session *session;
    struct plan *plan;
    struct build *build;
    bool has_text; /* the query is not empty; one of signs alone looks for nothing */
    struct gathered words, phrases, titles, filters, exclusions;
};

/* ---- reading the parts ---------------------------------------------------------------------- */

static bool has_words(const struct plan_part *part, enum query_kind kind)
{
    return part->asked->kind == kind && !part->asked->is_excluded && part->words.count > 0;
}

/* Whether anything but stop words is asked for: only then can those be left out. */
static bool has_meaning(const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_part *part = &plan->parts[i];
        if (has_words(part, QUERY_PHRASE))
            return true;
        for (size_t j = 0; has_words(part, QUERY_TEXT) && j < part->words.count; j++)
            if (!part->words.items[j].is_stop)
                return true;
    }
    return false;
}

static bool is_asked_before(const struct plan *plan, size_t part_count, struct slice folded)
{
    for (size_t i = 0; i < part_count; i++)
        if (has_words(&plan->parts[i], QUERY_TEXT) && words_contain(&plan->parts[i].words, folded))
            return true;
    return false;
}

/* Leaves each word once, and none that says nothing. */
static void thin_words(struct plan *plan)
{
    bool drops_stop_words = has_meaning(plan);
    for (size_t i = 0; i < plan->count; i++) {
        struct plan_part *part = &plan->parts[i];
        if (!has_words(part, QUERY_TEXT))
            continue;
        struct query_words kept = part->words;
        kept.count = 0;
        for (size_t j = 0; j < part->words.count; j++) {
            const struct query_word *word = &part->words.items[j];
            if ((word->is_stop && drops_stop_words) || words_contain(&kept, word->folded) ||
                is_asked_before(plan, i, word->folded))
                continue;
            kept.items[kept.count++] = *word;
        }
        part->words = kept;
    }
}

static fund_status check_size(const struct plan *plan, struct fund_error *error)
{
    size_t terms = 0;
    for (size_t i = 0; i < plan->count; i++)
        for (size_t j = 0; j < plan->parts[i].words.count; j++)
            terms += plan->parts[i].words.items[j].part_count;
    if (terms <= PLAN_TERMS_MAX)
        return FUND_OK;
    return error_set(error, FUND_LIMIT, "the query looks for more than %d words; ask for less",
                     PLAN_TERMS_MAX);
}

static fund_status refuse_blank(const struct query_part *asked, struct fund_error *error)
{
    const char *what = asked->kind == QUERY_PERSON ? "person" : "organisation";
    if (asked->is_option)
        return error_set(error, FUND_INVALID_ARGUMENT, "the name of a%s %s asked for has no word",
                         asked->kind == QUERY_PERSON ? "" : "n", what);
    return error_set_at(error, FUND_INVALID_QUERY, asked->offset,
                        "the %s asked for has no word; write person:Lampe, person:\"Helmut Lampe\" "
                        "or org:Feuerwehr",
                        what);
}

static fund_status read_part(const struct maker *maker, struct plan_part *part,
                             struct fund_error *error)
{
    const struct query_part *asked = part->asked;
    struct arena *arena = &maker->plan->arena;
    struct name_context context = {maker->session->reader, maker->session->cursor, arena};
    switch (asked->kind) {
    case QUERY_TEXT:
    case QUERY_PHRASE:
        return words_read(maker->session->cursor, asked->text, arena, &part->words, error);
    case QUERY_PERSON:
    case QUERY_ORGANISATION: {
        bool is_organisation = asked->kind == QUERY_ORGANISATION;
        fund_status status = name_read(&context, asked->text, is_organisation, &part->name, error);
        if (status == FUND_OK && part->name.is_blank)
            return refuse_blank(asked, error);
        return status;
    }
    case QUERY_PUBLISHED:
    case QUERY_EVENT:
        break;
    }
    return FUND_OK;
}

static fund_status read_parts(const struct maker *maker, const struct query *query,
                              struct fund_error *error)
{
    struct plan *plan = maker->plan;
    plan->parts = arena_array(&plan->arena, query->count, sizeof(*plan->parts));
    if (plan->parts == NULL)
        return error_no_memory(error);
    plan->count = query->count;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < query->count; i++)
        plan->parts[i].asked = &query->parts[i];
    for (size_t i = 0; i < query->count && status == FUND_OK; i++)
        status = read_part(maker, &plan->parts[i], error);
    if (status != FUND_OK)
        return status;
    thin_words(plan);
    return check_size(plan, error);
}

/* ---- building the queries ------------------------------------------------------------------- */

static struct store_query *row_of_parts(struct build *build, const struct query_word *words,
                                        size_t count)
{
    struct build_word row[PLAN_TERMS_MAX];
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < words[i].part_count && size < PLAN_TERMS_MAX; j++)
            row[size++] = (struct build_word){SCHEMA_PART, words[i].parts[j]};
    return build_phrase(build, row, size);
}

static struct store_query *word_query(struct build *build, const struct query_word *word)
{
    struct store_query *whole = build_term(build, SCHEMA_WORD, word->meant);
    struct store_query *parts = row_of_parts(build, word, 1);
    double weight = word->part_count > 1 ? WEIGHT_COMPOUND : WEIGHT_PART;
    return build_pair(build, STORE_OR, whole, build_scale(build, parts, weight));
}

/* A phrase of one word is that word. */
static struct store_query *phrase_query(struct build *build, const struct query_words *words)
{
    if (words->count == 1)
        return word_query(build, &words->items[0]);
    return row_of_parts(build, words->items, words->count);
}

static void gather(struct gathered *list, struct store_query *query)
{
    list->items[list->count++] = query;
}

static void gather_words(struct maker *maker, const struct query_words *words)
{
    struct build *build = maker->build;
    for (size_t i = 0; i < words->count; i++) {
        const struct query_word *word = &words->items[i];
        struct store_query *title = build_term(build, SCHEMA_TITLE, word->meant);
        gather(&maker->words, word_query(build, word));
        gather(&maker->titles, build_scale(build, title, WEIGHT_TITLE));
    }
}

static void gather_part(struct maker *maker, const struct plan_part *part)
{
    struct build *build = maker->build;
    struct gathered *fields = part->asked->is_excluded ? &maker->exclusions : &maker->filters;
    switch (part->asked->kind) {
    case QUERY_TEXT:
    case QUERY_PHRASE:
        if (part->words.count == 0)
            break;
        if (part->asked->is_excluded)
            gather(&maker->exclusions, phrase_query(build, &part->words));
        else if (part->asked->kind == QUERY_TEXT)
            gather_words(maker, &part->words);
        else
            gather(&maker->phrases, phrase_query(build, &part->words));
        break;
    case QUERY_PERSON:
    case QUERY_ORGANISATION:
        gather(fields, name_query(build, &part->name));
        break;
    case QUERY_PUBLISHED:
        gather(fields, days_published(build, maker->session->reader, part->asked->days));
        break;
    case QUERY_EVENT:
        gather(fields, days_event(build, maker->session->reader, part->asked->days));
        break;
    }
}

static struct store_query *combine(struct build *build, enum store_operator op,
                                   const struct gathered *list)
{
    return build_combine(build, op, list->items, list->count);
}

/* The first child with all of the list beside it; itself where the list is empty. */
static struct store_query *beside(struct build *build, enum store_operator op,
                                  struct store_query *first, const struct gathered *list)
{
    if (list->count == 0)
        return first;
    return build_pair(build, op, first,
                      combine(build, op == STORE_FILTER ? STORE_AND : STORE_OR, list));
}

static struct store_query *finish_query(struct maker *maker, struct store_query *main)
{
    struct build *build = maker->build;
    main = beside(build, STORE_AND_MAYBE, main, &maker->titles);
    main = beside(build, STORE_FILTER, main, &maker->filters);
    return beside(build, STORE_AND_NOT, main, &maker->exclusions);
}

static struct store_query *strict_main(struct maker *maker)
{
    struct build *build = maker->build;
    bool only_restricts = maker->filters.count > 0 || maker->exclusions.count > 0;
    if (maker->words.count == 0 && maker->phrases.count == 0)
        return only_restricts || !maker->has_text ? build_all(build) : build_none(build);
    if (maker->words.count == 0)
        return combine(build, STORE_AND, &maker->phrases);
    struct store_query *words = combine(build, STORE_AND, &maker->words);
    if (maker->phrases.count == 0)
        return words;
    return build_pair(build, STORE_AND, words, combine(build, STORE_AND, &maker->phrases));
}

static struct store_query *relaxed_main(struct maker *maker)
{
    struct build *build = maker->build;
    if (maker->phrases.count == 0)
        return combine(build, STORE_OR, &maker->words);
    return beside(build, STORE_AND_MAYBE, combine(build, STORE_AND, &maker->phrases),
                  &maker->words);
}

static fund_status prepare_lists(struct maker *maker, struct fund_error *error)
{
    struct gathered *lists[] = {&maker->words, &maker->phrases, &maker->titles, &maker->filters,
                                &maker->exclusions};
    /* no list gets more than one query for each part and each word */
    size_t capacity = maker->plan->count + PLAN_TERMS_MAX;
    for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
        lists[i]->items = arena_array(&maker->plan->arena, capacity, sizeof(struct store_query *));
        if (lists[i]->items == NULL)
            return error_no_memory(error);
    }
    return FUND_OK;
}

static fund_status build_queries(struct maker *maker, struct fund_error *error)
{
    struct plan *plan = maker->plan;
    fund_status status = prepare_lists(maker, error);
    if (status != FUND_OK)
        return status;
    for (size_t i = 0; i < plan->count; i++)
        gather_part(maker, &plan->parts[i]);
    plan->strict = finish_query(maker, strict_main(maker));
    if (maker->words.count > 1 || (maker->words.count == 1 && maker->phrases.count > 0))
        plan->relaxed = finish_query(maker, relaxed_main(maker));
    return maker->build->status;
}

fund_status plan_make(struct session *session, const struct query *query, struct plan *out,
                      struct fund_error *error)
{
    struct plan plan = {.arena = arena_init(ARENA_MAX), .build = build_init(error)};
    struct maker maker = {
        .session = session, .plan = &plan, .build = &plan.build, .has_text = query->has_text};
    fund_status status = read_parts(&maker, query, error);
    if (status == FUND_OK)
        status = build_queries(&maker, error);
    if (status == FUND_OK)
        status = understood_write(&plan, error);
    if (status != FUND_OK) {
        plan_finish(&plan);
        return status;
    }
    *out = plan;
    return FUND_OK;
}

void plan_finish(struct plan *plan)
{
    build_finish(&plan->build);
    arena_finish(&plan->arena);
}
