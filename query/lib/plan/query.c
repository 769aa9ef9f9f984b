/*
 * From the parts of a query to the store's query of one step. Words are made in word.c, groups and
 * the parts that only they and fields have in tree.c, leaves.c and near.c. A name is all its words,
 * or (less) what else the archive calls it.
 *
 * Words, phrases and the names of persons and organisations carry the weight; all else restricts.
 */
#include "query/lib/plan/query.h"

#include "core/schema/schema.h"
#include "query/lib/parse/tree.h"
#include "query/lib/plan/any.h"
#include "query/lib/base/embargo.h"
#include "query/lib/plan/groups.h"
#include "query/lib/plan/maker.h"
#include "query/lib/plan/ranked.h"
#include "query/lib/plan/weights.h"
#include "query/lib/plan/word.h"

/* Pairs of words of a query that are looked for together. */
#define PAIRS_MAX 16

/* The list is one of the maker's. */
static void gather(struct maker *maker, struct gathered *list, struct store_query *query)
{
    void *items = list->items;
    if (!arena_grow(&maker->plan->arena, &items, list->count, &list->capacity,
                    sizeof(*list->items))) {
        if (maker->build->status == FUND_OK)
            maker->build->status = error_no_memory(maker->build->error);
        return;
    }
    list->items = items;
    list->items[list->count++] = query;
}

/* All words of a name, or another name for it. */
static struct store_query *run_query(struct maker *maker, const struct plan_part *part, size_t run)
{
    struct build *build = maker->build;
    struct store_query *all = NULL;
    for (size_t i = 0; i < part->words.count; i++) {
        if (part->words.items[i].run != run)
            continue;
        struct store_query *word = word_query_at(build, &part->words.items[i], maker->plan->step);
        all = all == NULL ? word : build_pair(build, STORE_AND, all, word);
    }
    const struct plan_run *name = &part->runs[run - 1];
    double weight = name->kind == NAME_PERSON ? query_weights()->person : query_weights()->alias;
    return build_pair(build, STORE_OR, all,
                      build_scale(build, name_links_query(build, &name->links), weight));
}

/* Whether the word is the first of its name that is still there. */
static bool begins_run(const struct plan_part *part, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (part->words.items[i].run == part->words.items[at].run)
            return false;
    return true;
}

/* Words that stand together in the query and in a release. */
static void gather_pairs(struct maker *maker, const struct query_words *words)
{
    struct build *build = maker->build;
    const struct query_weights *weights = query_weights();
    for (size_t i = 0; i + 1 < words->count && i < PAIRS_MAX; i++) {
        const struct query_word *first = &words->items[i], *second = first + 1;
        const struct slice pair[2] = {first->parts[first->part_count - 1], second->parts[0]};
        if (slice_equal(pair[0], pair[1]))
            continue;
        struct store_query *near =
            build_near_parts(build, pair, 2, (uint32_t)weights->together_window);
        gather(maker, &maker->titles, build_scale(build, near, weights->together));
    }
}

static void gather_any(struct maker *maker, const struct query_word *word)
{
    struct store_query *finding = NULL, *ranking = NULL;
    bool has_rare = maker->plan->step == PLAN_LOOSE && maker->plan->has_rare;
    any_word(maker->build, word, word_query_at(maker->build, word, maker->plan->step), has_rare,
             &finding, &ranking);
    if (finding != NULL)
        gather(maker, &maker->words, finding);
    if (ranking != NULL)
        gather(maker, &maker->titles, ranking);
}

static void gather_words(struct maker *maker, const struct plan_part *part)
{
    struct build *build = maker->build;
    bool takes_any = maker->plan->step >= PLAN_ANY && !maker->is_kept;
    for (size_t i = 0; i < part->words.count; i++) {
        const struct query_word *word = &part->words.items[i];
        const struct plan_run *run = word->run > 0 ? &part->runs[word->run - 1] : NULL;
        bool is_first = run != NULL && begins_run(part, i);
        bool is_alternative = run != NULL && run->is_alternative;
        if (takes_any)
            gather_any(maker, word);
        else if (!is_alternative)
            gather(maker, &maker->words, word_query_at(maker->build, word, maker->plan->step));
        if (is_alternative && is_first)
            gather(maker, &maker->words, run_query(maker, part, word->run));
        if (run != NULL && !is_alternative)
            gather(maker, &maker->titles,
                   build_scale(build, name_links_query(build, &run->links),
                               query_weights()->name * run->strength));
        gather(maker, &maker->titles,
               build_scale(build, build_term(build, SCHEMA_TITLE, word->meant),
                           query_weights()->title));
    }
    gather_pairs(maker, &part->words);
}

/* What a group finds has weight where anything in it has. */
static void gather_group(struct maker *maker, const struct plan_part *part)
{
    if (part->group == NULL)
        return;
    struct gathered *list = part->asked->is_excluded        ? &maker->exclusions
                            : plan_is_weighted(part->group) ? &maker->phrases
                                                            : &maker->filters;
    gather(maker, list, maker_tree(maker, part->group));
}

/* It must be named; the more a release is about a person or organisation, the better. */
static void gather_name(struct maker *maker, const struct plan_part *part)
{
    struct build *build = maker->build;
    enum name_kind kind = part->name.kind;
    gather(maker, &maker->filters, maker_filter(maker, part));
    if (kind == NAME_PERSON || kind == NAME_ORGANISATION)
        gather(maker, &maker->titles,
               build_scale(build, name_query(build, &part->name), query_weights()->name));
}

static void gather_part(struct maker *maker, const struct plan_part *part)
{
    bool is_excluded = part->asked->is_excluded;
    enum query_kind kind = part->asked->kind;
    if (kind == QUERY_GROUP)
        gather_group(maker, part);
    else if (plan_is_name(kind) && !is_excluded)
        gather_name(maker, part);
    else if (!tree_is_text(kind))
        gather(maker, is_excluded ? &maker->exclusions : &maker->filters,
               maker_filter(maker, part));
    else if (part->words.count == 0)
        return;
    else if (kind == QUERY_TEXT && !is_excluded)
        gather_words(maker, part);
    else
        gather(maker, is_excluded ? &maker->exclusions : &maker->phrases, maker_leaf(maker, part));
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
    main = beside(build, STORE_AND_NOT, main, &maker->exclusions);
    return embargo_leave_out(build, maker->session->reader, main);
}

static struct store_query *all_main(struct maker *maker)
{
    struct build *build = maker->build;
    bool only_restricts = maker->filters.count > 0 || maker->exclusions.count > 0;
    if (maker->words.count == 0 && maker->phrases.count == 0)
        return only_restricts || !maker->plan->has_text ? build_all(build) : build_none(build);
    if (maker->words.count == 0)
        return combine(build, STORE_AND, &maker->phrases);
    struct store_query *words = combine(build, STORE_AND, &maker->words);
    if (maker->phrases.count == 0)
        return words;
    return build_pair(build, STORE_AND, words, combine(build, STORE_AND, &maker->phrases));
}

static struct store_query *any_main(struct maker *maker)
{
    struct build *build = maker->build;
    if (maker->phrases.count == 0)
        return combine(build, STORE_OR, &maker->words);
    return beside(build, STORE_AND_MAYBE, combine(build, STORE_AND, &maker->phrases),
                  &maker->words);
}

static struct maker start_maker(struct session *session, struct plan *plan,
                                struct fund_error *error)
{
    plan->build.error = error;
    return (struct maker){.session = session, .plan = plan, .build = &plan->build};
}

struct store_query *maker_all_words(struct maker *maker, const struct plan_part *part)
{
    struct maker inner = *maker;
    inner.words = (struct gathered){NULL, 0, 0};
    inner.is_kept = true;
    gather_words(&inner, part);
    maker->titles = inner.titles;
    return combine(maker->build, STORE_AND, &inner.words);
}

fund_status plan_query(struct session *session, struct plan *plan, struct fund_error *error)
{
    struct maker maker = start_maker(session, plan, error);
    for (size_t i = 0; i < plan->count; i++)
        gather_part(&maker, &plan->parts[i]);
    plan->is_unweighted =
        maker.words.count == 0 && maker.phrases.count == 0 && maker.titles.count == 0;
    plan->query =
        finish_query(&maker, plan->step >= PLAN_ANY ? any_main(&maker) : all_main(&maker));
    return maker.build->status;
}

static fund_status count_found(struct session *session, struct maker *maker,
                               struct store_query *query, uint32_t *releases,
                               struct fund_error *error)
{
    struct plan *plan = maker->plan;
    for (size_t i = 0; i < plan->count; i++) {
        const struct query_part *asked = plan->parts[i].asked;
        if (asked->is_excluded || !(tree_is_text(asked->kind) || plan_is_kept(&plan->parts[i])))
            gather_part(maker, &plan->parts[i]);
    }
    return build_count(maker->build, session->reader, finish_query(maker, query),
                       PLAN_FRONT_MAX + 1, releases, error);
}

fund_status plan_count(struct session *session, struct plan *plan, const struct query_word *word,
                       enum plan_piece piece, uint32_t *releases, struct fund_error *error)
{
    struct maker maker = start_maker(session, plan, error);
    struct store_query *query = NULL;
    switch (piece) {
    case PLAN_PIECE_ALL:
        query = word_query(maker.build, word);
        break;
    case PLAN_PIECE_HEAD:
        query = word_head_query(maker.build, word);
        break;
    case PLAN_PIECE_FRONT:
        query = word_front_query(maker.build, word);
        break;
    }
    return count_found(session, &maker, query, releases, error);
}

/* The part as it is looked for in the plan's step. */
static struct store_query *score_query(struct maker *maker, const struct plan_part *part)
{
    bool is_plain =
        part->asked->kind == QUERY_TEXT && !part->asked->is_excluded && !part->asked->is_list;
    if (!tree_is_text(part->asked->kind))
        return build_scale(maker->build, maker_filter(maker, part), 0);
    if (!is_plain || maker->plan->step < PLAN_ANY)
        return maker_leaf(maker, part);
    gather_words(maker, part);
    struct gathered *found = maker->words.count > 0 ? &maker->words : &maker->titles;
    return combine(maker->build, STORE_OR, found);
}

fund_status plan_score_part(struct session *session, struct plan *plan,
                            const struct plan_part *part, struct slice id, bool *matches,
                            double *score, struct fund_error *error)
{
    struct maker maker = start_maker(session, plan, error);
    struct store_query *query = score_query(&maker, part);
    query = beside(maker.build, STORE_AND_MAYBE, query, &maker.titles);
    query = build_pair(maker.build, STORE_FILTER, query, build_term(maker.build, SCHEMA_ID, id));
    struct store_search search = ranked_search(query, STORE_BY_RELEVANCE, 0, 1);
    struct store_result result = {0};
    fund_status status = maker.build->status;
    if (status == FUND_OK)
        status = store_search(session->reader, &search, &result, error);
    if (status != FUND_OK)
        return status;
    *matches = result.count > 0;
    *score = result.count > 0 ? result.hits[0].score : 0;
    store_result_finish(&result);
    return FUND_OK;
}
