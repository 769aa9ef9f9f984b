/*
 * Reading the parts of a query.
 */
#include "query/lib/plan/plan.h"

#include "query/lib/names/respell.h"
#include "query/lib/plan/groups.h"
#include "query/lib/plan/names.h"
#include "query/lib/plan/query.h"
#include "query/lib/plan/steps.h"
#include "query/lib/plan/understood.h"

#include <stdlib.h>

#define ARENA_MAX (256u * 1024 * 1024)
/* Words of a query that are looked for without umlauts. */
#define RESPELLED_WORDS_MAX 32

/* ---- reading the parts ---------------------------------------------------------------------- */

bool plan_has_words(const struct plan_part *part, enum query_kind kind)
{
    return part->asked->kind == kind && !part->asked->is_excluded && part->words.count > 0;
}

/* Whether anything but stop words is asked for: only then can those be left out. */
static bool has_meaning(const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_part *part = &plan->parts[i];
        if (plan_has_words(part, QUERY_PHRASE) || plan_is_kept(part))
            return true;
        for (size_t j = 0; plan_has_words(part, QUERY_TEXT) && j < part->words.count; j++)
            if (!part->words.items[j].is_stop)
                return true;
    }
    return false;
}

static bool is_asked_before(const struct plan *plan, size_t part_count, struct slice folded)
{
    for (size_t i = 0; i < part_count; i++)
        if (plan_has_words(&plan->parts[i], QUERY_TEXT) &&
            words_contain(&plan->parts[i].words, folded))
            return true;
    return false;
}

/* Leaves each word once, and none that says nothing. */
void plan_thin_words(struct plan *plan)
{
    bool drops_stop_words = has_meaning(plan);
    size_t dropped = 0, kept_count = 0;
    for (size_t i = 0; i < plan->count; i++) {
        struct plan_part *part = &plan->parts[i];
        if (!plan_has_words(part, QUERY_TEXT))
            continue;
        struct query_words kept = part->words;
        kept.count = 0;
        for (size_t j = 0; j < part->words.count; j++) {
            const struct query_word *word = &part->words.items[j];
            dropped += word->is_stop && drops_stop_words;
            if ((word->is_stop && drops_stop_words) || words_contain(&kept, word->folded) ||
                is_asked_before(plan, i, word->folded))
                continue;
            kept.items[kept.count++] = *word;
        }
        part->words = kept;
        kept_count += kept.count;
    }
    plan->is_question = dropped > 0 && kept_count >= PLAN_QUESTION_WORDS;
}

/* Of a long text that was pasted, quotations and all, the first words count. */
static size_t cut_words(struct plan *plan, size_t terms)
{
    for (size_t i = plan->count; i-- > 0 && terms > PLAN_TERMS_MAX;) {
        struct plan_part *part = &plan->parts[i];
        while ((plan_has_words(part, QUERY_TEXT) || plan_has_words(part, QUERY_PHRASE)) &&
               terms > PLAN_TERMS_MAX)
            terms -= part->words.items[--part->words.count].atom_count;
    }
    return terms;
}

fund_status plan_check_size(struct plan *plan, struct fund_error *error)
{
    size_t terms = 0;
    for (size_t i = 0; i < plan->count; i++)
        terms += plan_part_size(&plan->parts[i]);
    if (terms <= PLAN_TERMS_MAX || cut_words(plan, terms) <= PLAN_TERMS_MAX)
        return FUND_OK;
    return error_set(error, FUND_LIMIT,
                     "the query looks for more than %d words and parts of words; ask for less",
                     PLAN_TERMS_MAX);
}

static enum name_kind name_kind_of(enum query_kind kind)
{
    switch (kind) {
    case QUERY_ORGANISATION:
        return NAME_ORGANISATION;
    case QUERY_PLACE:
        return NAME_PLACE;
    case QUERY_ROLE:
        return NAME_ROLE;
    default:
        return NAME_PERSON;
    }
}

static fund_status refuse_blank(const struct query_part *asked, struct fund_error *error)
{
    static const char *const whats[] = {[NAME_PERSON] = "person",
                                        [NAME_ORGANISATION] = "organisation",
                                        [NAME_PLACE] = "place",
                                        [NAME_ROLE] = "role"};
    enum name_kind kind = name_kind_of(asked->kind);
    if (asked->is_option)
        return error_set(error, FUND_INVALID_ARGUMENT, "the name of a%s %s asked for has no word",
                         kind == NAME_ORGANISATION ? "n" : "", whats[kind]);
    return error_set_at(
        error, FUND_INVALID_QUERY, asked->offset,
        "the %s asked for has no word; write person:Lampe, person:\"Helmut Lampe\", "
        "org:Feuerwehr, ort:Haltern or rolle:Leiter",
        whats[kind]);
}

static fund_status read_words(const struct name_context *context, struct plan_part *part,
                              size_t *links, struct fund_error *error)
{
    struct query_words *words = &part->words;
    fund_status status =
        words_read(context->cursor, part->asked->text, context->arena, words, error);
    for (size_t i = 0; i < words->count && i < RESPELLED_WORDS_MAX && status == FUND_OK; i++)
        status = respell_word(context, respell_count_word, &words->items[i], error);
    if (status == FUND_OK && part->asked->kind == QUERY_TEXT && !part->asked->is_excluded)
        status = plan_names_find(context, part, links, error);
    return status;
}

fund_status plan_read_part(const struct name_context *context, struct plan_part *part,
                           struct plan_reading *reading, struct fund_error *error)
{
    const struct query_part *asked = part->asked;
    switch (asked->kind) {
    case QUERY_TEXT:
    case QUERY_PHRASE:
    case QUERY_WORDS:
        return read_words(context, part, &reading->links, error);
    case QUERY_PERSON:
    case QUERY_ORGANISATION:
    case QUERY_PLACE:
    case QUERY_ROLE: {
        if (++reading->names > PLAN_NAMES_MAX)
            return error_set(error, FUND_LIMIT,
                             "the query asks for more than %d different names; ask for fewer",
                             PLAN_NAMES_MAX);
        fund_status status =
            name_read(context, asked->text, name_kind_of(asked->kind), &part->name, error);
        if (status == FUND_OK && part->name.is_blank)
            return refuse_blank(asked, error);
        return status;
    }
    case QUERY_ISSUER:
    case QUERY_PREFIX:
    case QUERY_EXACT:
        return plan_read_forms(context, part, reading, error);
    case QUERY_GROUP:
        return plan_read_group(context, part, reading, error);
    case QUERY_PUBLISHED:
    case QUERY_EVENT:
        break;
    }
    return FUND_OK;
}

static bool asks_the_same(const struct query_part *a, const struct query_part *b)
{
    if (a->kind != b->kind || a->kind == QUERY_GROUP || a->in_title != b->in_title ||
        a->is_list != b->is_list)
        return false;
    if (a->kind == QUERY_PUBLISHED || a->kind == QUERY_EVENT)
        return a->days.first_day == b->days.first_day && a->days.last_day == b->days.last_day;
    return slice_equal(a->text, b->text);
}

/* The part before this one that asks for the same, whether or not it leaves that out. */
static const struct plan_part *find_same(const struct plan *plan, const struct query_part *asked,
                                         bool is_excluded)
{
    for (size_t i = 0; i < plan->count; i++)
        if (plan->parts[i].asked->is_excluded == is_excluded &&
            asks_the_same(plan->parts[i].asked, asked))
            return &plan->parts[i];
    return NULL;
}

static fund_status add_part(const struct name_context *context, const struct query_part *asked,
                            struct plan *plan, struct plan_reading *reading,
                            struct fund_error *error)
{
    if (find_same(plan, asked, asked->is_excluded) != NULL)
        return FUND_OK;
    const struct plan_part *opposite = find_same(plan, asked, !asked->is_excluded);
    struct plan_part *part = &plan->parts[plan->count];
    *part = (struct plan_part){.asked = asked};
    if (plan_is_name(asked->kind) && opposite != NULL) {
        part->name = opposite->name;
        plan->count++;
        return FUND_OK;
    }
    fund_status status = plan_read_part(context, part, reading, error);
    if (status == FUND_OK)
        plan->count++;
    return status;
}

static fund_status read_parts(struct session *session, const struct query *query, struct plan *plan,
                              struct fund_error *error)
{
    struct name_surnames surnames = {NULL};
    struct name_context context = {session->reader, session->cursor, &plan->arena, session->aliases,
                                   &surnames,       session->walks,  NULL};
    plan->parts = arena_array(&plan->arena, query->count, sizeof(*plan->parts));
    if (plan->parts == NULL)
        return error_no_memory(error);
    plan->has_text = query->has_text;
    struct plan_reading reading = {0, 0, 0, 0};
    fund_status status = FUND_OK;
    for (size_t i = 0; i < query->count && status == FUND_OK; i++)
        status = add_part(&context, &query->parts[i], plan, &reading, error);
    if (status != FUND_OK)
        return status;
    plan_thin_groups(plan, has_meaning(plan));
    plan_thin_words(plan);
    status = plan_check_size(plan, error);
    return status == FUND_OK ? plan_list_leaves(plan, error) : status;
}

/* ---- the whole ------------------------------------------------------------------------------ */

fund_status plan_make(struct session *session, const struct query *query, struct plan *out,
                      struct fund_error *error)
{
    struct plan plan = {.arena = arena_init(ARENA_MAX), .build = build_init(error)};
    fund_status status = read_parts(session, query, &plan, error);
    if (status == FUND_OK)
        status = plan_query(session, &plan, error);
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
