/*
 * Reading the parts of a query, and going from one step to the next.
 */
#include "query/lib/plan.h"

#include "core/schema/schema.h"
#include "query/lib/plan_correct.h"
#include "query/lib/plan_groups.h"
#include "query/lib/plan_names.h"
#include "query/lib/plan_query.h"
#include "query/lib/respell.h"
#include "query/lib/understood.h"

#include <stdlib.h>

#define ARENA_MAX (256u * 1024 * 1024)
/* Words of a query that are looked for without umlauts. */
#define RESPELLED_WORDS_MAX 32
/* Far above the corrected words of a query with the name of a step. */
#define RELAXED_MAX 8192

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
        if (has_words(part, QUERY_PHRASE) || plan_is_kept(part))
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
    size_t dropped = 0, kept_count = 0;
    for (size_t i = 0; i < plan->count; i++) {
        struct plan_part *part = &plan->parts[i];
        if (!has_words(part, QUERY_TEXT))
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
        while ((has_words(part, QUERY_TEXT) || has_words(part, QUERY_PHRASE)) &&
               terms > PLAN_TERMS_MAX)
            terms -= part->words.items[--part->words.count].atom_count;
    }
    return terms;
}

static fund_status check_size(struct plan *plan, struct fund_error *error)
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
                                   &surnames};
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
    thin_words(plan);
    status = check_size(plan, error);
    return status == FUND_OK ? plan_list_leaves(plan, error) : status;
}

/* ---- steps ---------------------------------------------------------------------------------- */

static const char *step_text(const struct plan *plan)
{
    switch (plan->step) {
    case PLAN_STRICT:
        break;
    case PLAN_NEAR:
        return "the parts of a compound near each other";
    case PLAN_APART:
        return "the parts of a compound anywhere";
    case PLAN_FRONT:
        return "some of the parts of a compound";
    case PLAN_ANY:
        return "any of the words";
    }
    return "";
}

fund_status plan_relaxed(struct plan *plan, struct slice *relaxed, struct fund_error *error)
{
    struct slice step = slice_from(step_text(plan)), copy = {NULL, 0};
    struct buffer text = buffer_init(RELAXED_MAX);
    fund_status status = FUND_OK;
    if (plan->corrected.size > 0) {
        status = buffer_append(&text, SLICE("corrected: "), error);
        if (status == FUND_OK)
            status = buffer_append(&text, plan->corrected, error);
        if (status == FUND_OK && step.size > 0)
            status = buffer_append(&text, SLICE("; "), error);
    }
    if (status == FUND_OK)
        status = buffer_append(&text, step, error);
    if (status == FUND_OK)
        copy = arena_copy(&plan->arena, buffer_slice(&text));
    buffer_finish(&text);
    if (status == FUND_OK && copy.data == NULL)
        status = error_no_memory(error);
    if (status == FUND_OK)
        *relaxed = copy;
    return status;
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
        phrases += has_words(&plan->parts[i], QUERY_PHRASE) || plan_is_kept(&plan->parts[i]);
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

/* rat@moorfurt.example, 02592/881-266, 18.8.2023: whole or not at all. */
static bool is_of_letters(struct slice surface)
{
    for (size_t i = 0; i < surface.size; i++)
        if (strchr("0123456789@./:_", surface.data[i]) != NULL)
            return false;
    return true;
}

/* Compounds that no release holds, or where the query finds something all of them. */
static fund_status mark_widened(struct session *session, struct plan *plan, struct query_word *word,
                                struct fund_error *error)
{
    word->is_widened = word->part_count > 1 && is_of_letters(word->surface);
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
    if (status == FUND_OK)
        status = plan_count_head(session, plan, word, &releases, error);
    word->is_head_common = releases > plan->front_max;
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

static enum plan_step any_step(const struct plan *plan)
{
    return is_single_word(plan) ? plan->step : PLAN_ANY;
}

/* ---- corrected spellings -------------------------------------------------------------------- */

/* Marks the words that stand where the part's fixes are now. */
static void mark_corrected(struct plan_part *part, size_t number, const struct plan_fixes *fixes)
{
    size_t grown = 0, shrunk = 0;
    for (size_t i = 0; i < fixes->count; i++) {
        const struct plan_fix *fix = &fixes->items[i];
        if (fix->part != number)
            continue;
        size_t start = fix->start + grown - shrunk, end = start + fix->text.size;
        for (size_t j = 0; j < part->words.count; j++) {
            struct query_word *word = &part->words.items[j];
            if (word->start >= start && word->end <= end)
                word->is_corrected = true;
        }
        grown += fix->text.size;
        shrunk += fix->end - fix->start;
    }
}

static bool has_fix(const struct plan_fixes *fixes, size_t part)
{
    for (size_t i = 0; i < fixes->count; i++)
        if (fixes->items[i].part == part)
            return true;
    return false;
}

/* Reads the part again, with its fixes. */
static fund_status correct_part(const struct name_context *context, struct plan *plan,
                                size_t number, const struct plan_fixes *fixes,
                                struct plan_reading *reading, struct fund_error *error)
{
    struct plan_part *part = &plan->parts[number];
    struct query_part *asked = arena_allocate(&plan->arena, sizeof(*asked));
    if (asked == NULL)
        return error_no_memory(error);
    *asked = *part->asked;
    fund_status status = plan_fixed_text(plan, number, fixes, &plan->arena, &asked->text, error);
    *part = (struct plan_part){.asked = asked, .is_corrected = true};
    if (status == FUND_OK)
        status = plan_read_part(context, part, reading, error);
    if (status == FUND_OK)
        mark_corrected(part, number, fixes);
    return status;
}

static fund_status name_fixes(struct plan *plan, const struct plan_fixes *fixes,
                              struct fund_error *error)
{
    struct buffer text = buffer_init(RELAXED_MAX / 2);
    fund_status status = FUND_OK;
    for (size_t i = 0; i < fixes->count && status == FUND_OK; i++) {
        if (i > 0)
            status = buffer_append(&text, SLICE(", "), error);
        if (status == FUND_OK)
            status = buffer_append(&text, fixes->items[i].text, error);
    }
    if (status == FUND_OK)
        plan->corrected = arena_copy(&plan->arena, buffer_slice(&text));
    buffer_finish(&text);
    if (status == FUND_OK && plan->corrected.data == NULL)
        status = error_no_memory(error);
    return status;
}

/* Back to the first step with words in place of those that no release has; *is_corrected is false
 * where there are none. */
static fund_status correct(struct session *session, struct plan *plan,
                           enum plan_correctable correctable, bool *is_corrected,
                           struct fund_error *error)
{
    struct name_surnames surnames = {NULL};
    struct name_context context = {session->reader, session->cursor, &plan->arena, session->aliases,
                                   &surnames};
    struct plan_fixes fixes = {.count = 0};
    struct plan_reading reading = {0, 0, 0, 0};
    fund_status status = plan_find_fixes(session, plan, correctable, &fixes, error);
    *is_corrected = fixes.count > 0;
    if (status != FUND_OK || fixes.count == 0)
        return status;
    for (size_t i = 0; i < plan->count && status == FUND_OK; i++)
        if (has_fix(&fixes, i))
            status = correct_part(&context, plan, i, &fixes, &reading, error);
    if (status != FUND_OK)
        return status;
    thin_words(plan);
    narrow(plan);
    status = check_size(plan, error);
    if (status == FUND_OK)
        status = plan_list_leaves(plan, error);
    if (status == FUND_OK)
        status = name_fixes(plan, &fixes, error);
    if (status == FUND_OK)
        status = plan_query(session, plan, error);
    return status == FUND_OK ? understood_write(plan, error) : status;
}

/* Words that no release has are corrected before any step drops one; those of phrases, and others
 * that are German, only where the last step has found nothing. */
static fund_status try_to_correct(struct session *session, struct plan *plan, bool is_last,
                                  bool *is_corrected, struct fund_error *error)
{
    *is_corrected = false;
    if (plan->step == PLAN_STRICT && !plan->is_words_tried) {
        plan->is_words_tried = true;
        return correct(session, plan, PLAN_WORDS, is_corrected, error);
    }
    if (!is_last || plan->is_last_tried)
        return FUND_OK;
    plan->is_last_tried = true;
    return correct(session, plan, PLAN_LAST, is_corrected, error);
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
        *next = has_widened(plan) ? PLAN_NEAR : any_step(plan);
        break;
    case PLAN_NEAR:
        *next = PLAN_APART;
        break;
    case PLAN_APART:
        status = limit_fronts(session, plan, found, error);
        *next = PLAN_FRONT;
        break;
    case PLAN_FRONT:
        *next = any_step(plan);
        break;
    case PLAN_ANY:
        *next = PLAN_ANY;
        break;
    }
    return status;
}

fund_status plan_relax(struct session *session, struct plan *plan, uint32_t found, bool *is_relaxed,
                       struct fund_error *error)
{
    enum plan_step next = plan->step;
    bool is_corrected = false;
    fund_status status = FUND_OK;
    if (found == 0)
        status = try_to_correct(session, plan, false, &is_corrected, error);
    if (status == FUND_OK && !is_corrected)
        status = find_next_step(session, plan, found, &next, error);
    if (status == FUND_OK && found == 0 && !is_corrected && next == plan->step)
        status = try_to_correct(session, plan, true, &is_corrected, error);
    if (status != FUND_OK)
        return status;
    if (is_corrected) {
        *is_relaxed = true;
        return FUND_OK;
    }
    bool has_next = next != plan->step;
    if (!has_next && plan->step == PLAN_NEAR && found == plan->strict_found)
        narrow(plan);
    else
        plan->step = next;
    if (has_next)
        status = plan_query(session, plan, error);
    if (status == FUND_OK)
        *is_relaxed = has_next;
    return status;
}

fund_status plan_ask_any(struct session *session, struct plan *plan, struct fund_error *error)
{
    bool is_corrected = false;
    fund_status status = try_to_correct(session, plan, false, &is_corrected, error);
    if (status != FUND_OK)
        return status;
    plan->step = PLAN_ANY;
    return plan_query(session, plan, error);
}

void plan_finish(struct plan *plan)
{
    build_finish(&plan->build);
    arena_finish(&plan->arena);
}
