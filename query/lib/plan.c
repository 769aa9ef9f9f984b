/*
 * Reading the parts of a query, and going from one step to the next.
 */
#include "query/lib/plan.h"

#include "core/schema/schema.h"
#include "query/lib/plan_any.h"
#include "query/lib/plan_names.h"
#include "query/lib/plan_query.h"
#include "query/lib/respell.h"
#include "query/lib/understood.h"

#include <stdlib.h>

#define ARENA_MAX (256u * 1024 * 1024)
/* Words of a query that are looked for without umlauts. */
#define RESPELLED_WORDS_MAX 32

/* What the parts of a query have together. */
struct reading {
    size_t links; /* of names among plain words */
    size_t names;
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
            terms += plan->parts[i].words.items[j].atom_count;
    if (terms <= PLAN_TERMS_MAX)
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

/* Releases that hold the word, or (about) its parts. */
static fund_status count_word(const struct name_context *context, const struct query_word *word,
                              uint32_t *releases, struct fund_error *error)
{
    uint32_t fewest = 0;
    fund_status status =
        build_term_frequency(context->reader, SCHEMA_WORD, word->meant, &fewest, error);
    if (status == FUND_OK && fewest > 0) {
        *releases = fewest;
        return FUND_OK;
    }
    fewest = UINT32_MAX;
    for (size_t i = 0; i < word->part_count && fewest > 0 && status == FUND_OK; i++) {
        uint32_t count = 0;
        status = build_term_frequency(context->reader, SCHEMA_PART, word->parts[i], &count, error);
        if (count < fewest)
            fewest = count;
    }
    *releases = fewest;
    return status;
}

static fund_status read_words(const struct name_context *context, struct plan_part *part,
                              size_t *links, struct fund_error *error)
{
    struct query_words *words = &part->words;
    fund_status status =
        words_read(context->cursor, part->asked->text, context->arena, words, error);
    for (size_t i = 0; i < words->count && i < RESPELLED_WORDS_MAX && status == FUND_OK; i++)
        status = respell_word(context, count_word, &words->items[i], error);
    if (status == FUND_OK && part->asked->kind == QUERY_TEXT && !part->asked->is_excluded)
        status = plan_names_find(context, part, links, error);
    return status;
}

static fund_status read_part(const struct name_context *context, struct plan_part *part,
                             size_t *links, struct fund_error *error)
{
    const struct query_part *asked = part->asked;
    switch (asked->kind) {
    case QUERY_TEXT:
    case QUERY_PHRASE:
        return read_words(context, part, links, error);
    case QUERY_PERSON:
    case QUERY_ORGANISATION:
    case QUERY_PLACE:
    case QUERY_ROLE: {
        fund_status status =
            name_read(context, asked->text, name_kind_of(asked->kind), &part->name, error);
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

static bool asks_the_same(const struct query_part *a, const struct query_part *b)
{
    if (a->kind != b->kind)
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
                            struct plan *plan, struct reading *reading, struct fund_error *error)
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
    if (plan_is_name(asked->kind) && ++reading->names > PLAN_NAMES_MAX)
        return error_set(error, FUND_LIMIT,
                         "the query asks for more than %d different names; ask for fewer",
                         PLAN_NAMES_MAX);
    fund_status status = read_part(context, part, &reading->links, error);
    if (status == FUND_OK)
        plan->count++;
    return status;
}

static fund_status read_parts(struct session *session, const struct query *query, struct plan *plan,
                              struct fund_error *error)
{
    struct name_surnames surnames = {NULL};
    struct name_context context = {session->reader, session->cursor, &plan->arena, session->aliases,
                                   &surnames};
    plan->parts = arena_array(&plan->arena, query->count, sizeof(*plan->parts));
    if (plan->parts == NULL)
        return error_no_memory(error);
    plan->has_text = query->has_text;
    struct reading reading = {0, 0};
    fund_status status = FUND_OK;
    for (size_t i = 0; i < query->count && status == FUND_OK; i++)
        status = add_part(&context, &query->parts[i], plan, &reading, error);
    if (status != FUND_OK)
        return status;
    thin_words(plan);
    return check_size(plan, error);
}

/* ---- steps ---------------------------------------------------------------------------------- */

const char *plan_relaxed(const struct plan *plan)
{
    switch (plan->step) {
    case PLAN_STRICT:
        break;
    case PLAN_NEAR:
        return plan->strict_found > 0 ? "also the parts of a compound near each other"
                                      : "the parts of a compound near each other";
    case PLAN_APART:
        return "the parts of a compound anywhere";
    case PLAN_FRONT:
        return "the first parts of a compound";
    case PLAN_ANY:
        return "any of the words";
    case PLAN_LOOSE:
        return any_relaxed(plan);
    }
    return NULL;
}

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

static bool is_single_word(const struct plan *plan)
{
    size_t words = 0, phrases = 0;
    for (size_t i = 0; i < plan->count; i++) {
        if (has_words(&plan->parts[i], QUERY_TEXT))
            words += plan->parts[i].words.count;
        phrases += has_words(&plan->parts[i], QUERY_PHRASE);
    }
    return words == 0 || (words == 1 && phrases == 0);
}

typedef fund_status (*word_marker)(struct session *session, struct plan *plan,
                                   struct query_word *word, struct fund_error *error);

/* Lets the marker look at each word of the query that is to be found. */
static fund_status mark_words(struct session *session, struct plan *plan, word_marker mark,
                              struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < plan->count && status == FUND_OK; i++) {
        struct plan_part *part = &plan->parts[i];
        if (!has_words(part, QUERY_TEXT))
            continue;
        for (size_t j = 0; j < part->words.count && status == FUND_OK; j++)
            status = mark(session, plan, &part->words.items[j], error);
    }
    return status;
}

/* Compounds that no release holds, or where the query finds something all of them. */
static fund_status mark_widened(struct session *session, struct plan *plan, struct query_word *word,
                                struct fund_error *error)
{
    word->is_widened = word->part_count > 1;
    if (!word->is_widened || plan->strict_found > 0)
        return FUND_OK;
    uint32_t releases = 0;
    fund_status status = plan_count_word(session, plan, word, &releases, error);
    word->is_widened = releases == 0;
    return status;
}

static fund_status mark_common_front(struct session *session, struct plan *plan,
                                     struct query_word *word, struct fund_error *error)
{
    if (!word->is_widened)
        return FUND_OK;
    uint32_t releases = 0;
    fund_status status = plan_count_front(session, plan, word, &releases, error);
    word->is_front_common = releases > plan->front_max;
    return status;
}

/* "Stadt" for "Stadtkrokodil" would find the whole archive: better nothing. */
static fund_status limit_fronts(struct session *session, struct plan *plan, uint32_t found,
                                struct fund_error *error)
{
    uint32_t releases = 0;
    fund_status status = store_reader_document_count(session->reader, &releases, error);
    if (status != FUND_OK)
        return status;
    plan->front_max = PLAN_FRONT_MAX;
    if (found == 0 && releases / PLAN_FRONT_SHARE > PLAN_FRONT_MAX)
        plan->front_max = releases / PLAN_FRONT_SHARE;
    return mark_words(session, plan, mark_common_front, error);
}

static bool has_widened(const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        for (size_t j = 0; j < plan->parts[i].words.count; j++)
            if (plan->parts[i].words.items[j].is_widened)
                return true;
    return false;
}

/* Back to the first step, where the parts near each other found nothing that it had not. */
static void narrow(struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        for (size_t j = 0; j < plan->parts[i].words.count; j++)
            plan->parts[i].words.items[j].is_widened = false;
    plan->step = PLAN_STRICT;
}

/* The last step, where it may find more than the one before. */
static fund_status try_loose(struct session *session, struct plan *plan, uint32_t found,
                             enum plan_step *next, struct fund_error *error)
{
    bool is_single = is_single_word(plan);
    *next = plan->step;
    if (found > 0 && (is_single || !any_may_join(plan)))
        return FUND_OK;
    fund_status status = any_prepare(session, plan, error);
    if (status != FUND_OK || (is_single && !any_has_synonyms(plan)))
        return status;
    plan->step_before = plan->step;
    plan->found_before = found;
    *next = PLAN_LOOSE;
    return FUND_OK;
}

/* By date, what is less sure would stand among the rest: only where that is not there. */
static fund_status try_any(struct session *session, struct plan *plan, uint32_t found,
                           enum plan_step *next, struct fund_error *error)
{
    if (!plan->is_by_date || is_single_word(plan))
        return try_loose(session, plan, found, next, error);
    *next = PLAN_ANY;
    return FUND_OK;
}

/* The step after this one; the same where there is none. */
static fund_status find_next_step(struct session *session, struct plan *plan, uint32_t found,
                                  enum plan_step *next, struct fund_error *error)
{
    fund_status status = FUND_OK;
    switch (plan->step) {
    case PLAN_STRICT:
        plan->strict_found = found;
        status = mark_words(session, plan, mark_widened, error);
        if (status == FUND_OK && has_widened(plan))
            *next = PLAN_NEAR;
        else if (status == FUND_OK)
            status = try_any(session, plan, found, next, error);
        break;
    case PLAN_NEAR:
        *next = PLAN_APART;
        if (plan->strict_found > 0)
            status = try_any(session, plan, found, next, error);
        break;
    case PLAN_APART:
        status = limit_fronts(session, plan, found, error);
        *next = PLAN_FRONT;
        break;
    case PLAN_FRONT:
        status = try_any(session, plan, found, next, error);
        break;
    case PLAN_ANY:
        status = try_loose(session, plan, found, next, error);
        break;
    case PLAN_LOOSE:
        *next = PLAN_LOOSE;
        break;
    }
    return status;
}

/*
 * The query of the last step, which may be larger than the store takes where the one before was
 * not: names among the words can have thousands of links. It then does without what is loose, or is
 * left out where the steps before have found something.
 */
static fund_status query_loose(struct session *session, struct plan *plan, bool *is_relaxed,
                               struct fund_error *error)
{
    struct fund_error too_large;
    fund_status status = plan_query(session, plan, &too_large);
    if (status != FUND_LIMIT) {
        if (status != FUND_OK && error != NULL)
            *error = too_large;
        return status;
    }
    plan->build.status = FUND_OK;
    any_forget(plan);
    if (plan->found_before == 0)
        return plan_query(session, plan, error);
    plan->step = plan->step_before;
    *is_relaxed = false;
    return FUND_OK;
}

fund_status plan_relax(struct session *session, struct plan *plan, uint32_t found, bool *is_relaxed,
                       struct fund_error *error)
{
    enum plan_step next = plan->step;
    fund_status status = find_next_step(session, plan, found, &next, error);
    if (status != FUND_OK)
        return status;
    bool has_next = next != plan->step;
    if (!has_next && plan->step == PLAN_NEAR && found == plan->strict_found)
        narrow(plan);
    else
        plan->step = next;
    if (has_next && next == PLAN_LOOSE)
        status = query_loose(session, plan, &has_next, error);
    else if (has_next)
        status = plan_query(session, plan, error);
    if (status == FUND_OK)
        *is_relaxed = has_next;
    return status;
}

void plan_finish(struct plan *plan)
{
    build_finish(&plan->build);
    arena_finish(&plan->arena);
}
