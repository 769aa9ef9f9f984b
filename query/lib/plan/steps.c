/*
 * Going from one step to the next: which words are widened, which corrected, and what comes last.
 */
#include "query/lib/plan/steps.h"

#include "query/lib/plan/any.h"
#include "query/lib/plan/correct.h"
#include "query/lib/plan/groups.h"
#include "query/lib/plan/query.h"
#include "query/lib/plan/understood.h"

/* Far above the corrected words of a query with the name of a step. */
#define RELAXED_MAX 8192

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
    case PLAN_LOOSE:
        return any_relaxed(plan);
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

static bool is_single_word(const struct plan *plan)
{
    size_t words = 0, phrases = 0;
    for (size_t i = 0; i < plan->count; i++) {
        if (plan_has_words(&plan->parts[i], QUERY_TEXT))
            words += plan->parts[i].words.count;
        phrases += plan_has_words(&plan->parts[i], QUERY_PHRASE) || plan_is_kept(&plan->parts[i]);
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
        if (!plan_has_words(part, QUERY_TEXT))
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
    fund_status status = plan_count(session, plan, word, PLAN_PIECE_ALL, &releases, error);
    word->is_widened = releases == 0;
    return status;
}

static fund_status mark_common_front(struct session *session, struct plan *plan,
                                     struct query_word *word, struct fund_error *error)
{
    if (!word->is_widened)
        return FUND_OK;
    uint32_t releases = 0;
    fund_status status = plan_count(session, plan, word, PLAN_PIECE_FRONT, &releases, error);
    word->is_front_common = releases > plan->front_max;
    if (status == FUND_OK)
        status = plan_count(session, plan, word, PLAN_PIECE_HEAD, &releases, error);
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

/* Back to the first step. */
static void narrow(struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        for (size_t j = 0; j < plan->parts[i].words.count; j++)
            plan->parts[i].words.items[j].is_widened = false;
    plan->step = PLAN_STRICT;
}

/* The last step, where it may find more than the one before. */
static fund_status try_loose(struct session *session, struct plan *plan, enum plan_step *next,
                             struct fund_error *error)
{
    *next = plan->step;
    fund_status status = any_prepare(session, plan, error);
    if (status == FUND_OK && (!is_single_word(plan) || any_has_synonyms(plan)))
        *next = PLAN_LOOSE;
    return status;
}

/* By date, what is less sure would stand among the rest: only where that is not there. */
static fund_status try_any(struct session *session, struct plan *plan, enum plan_step *next,
                           struct fund_error *error)
{
    if (!plan->is_by_date || is_single_word(plan))
        return try_loose(session, plan, next, error);
    *next = PLAN_ANY;
    return FUND_OK;
}

/*
 * The query of the last step, which may be larger than the store takes where the one before was
 * not: names among the words can have thousands of links. It then does without what is loose, or is
 * left out where the steps before have found something.
 */
static fund_status query_loose(struct session *session, struct plan *plan, uint32_t found,
                               enum plan_step before, bool *is_relaxed, struct fund_error *error)
{
    struct fund_error too_large;
    struct store_query *query = plan->query;
    fund_status status = plan_query(session, plan, &too_large);
    if (status != FUND_LIMIT) {
        if (status != FUND_OK && error != NULL)
            *error = too_large;
        return status;
    }
    plan->build.status = FUND_OK;
    any_forget(plan);
    if (found == 0)
        return plan_query(session, plan, error);
    plan->step = before;
    plan->query = query;
    *is_relaxed = false;
    return FUND_OK;
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
                                   &surnames,       session->walks,  NULL};
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
    plan_thin_words(plan);
    narrow(plan);
    status = plan_check_size(plan, error);
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
        if (status == FUND_OK && has_widened(plan))
            *next = PLAN_NEAR;
        else if (status == FUND_OK)
            status = try_any(session, plan, next, error);
        break;
    case PLAN_NEAR:
        *next = PLAN_APART;
        break;
    case PLAN_APART:
        status = limit_fronts(session, plan, found, error);
        *next = PLAN_FRONT;
        break;
    case PLAN_FRONT:
        status = try_any(session, plan, next, error);
        break;
    case PLAN_ANY:
        status = try_loose(session, plan, next, error);
        break;
    case PLAN_LOOSE:
        break;
    }
    return status;
}

/* Whether the query is a text with quotations rather than phrases that were meant: it has so many
 * words besides. */
static bool is_pasted(const struct plan *plan)
{
    size_t words = 0, phrases = 0;
    for (size_t i = 0; i < plan->count; i++) {
        if (plan_has_words(&plan->parts[i], QUERY_TEXT))
            words += plan->parts[i].words.count;
        phrases += plan_has_words(&plan->parts[i], QUERY_PHRASE);
    }
    return phrases > 0 && words >= PLAN_PASTED_WORDS;
}

/* Makes plain words of the phrases of a pasted text, any of which will do. */
static fund_status unquote(struct session *session, struct plan *plan, struct fund_error *error)
{
    bool is_relaxed = true;
    for (size_t i = 0; i < plan->count; i++) {
        struct plan_part *part = &plan->parts[i];
        if (!plan_has_words(part, QUERY_PHRASE))
            continue;
        struct query_part *asked = arena_allocate(&plan->arena, sizeof(*asked));
        if (asked == NULL)
            return error_no_memory(error);
        *asked = *part->asked;
        asked->kind = QUERY_TEXT;
        part->asked = asked;
    }
    plan_thin_words(plan);
    fund_status status = plan_list_leaves(plan, error);
    if (status == FUND_OK)
        status = any_prepare(session, plan, error);
    plan->step = PLAN_LOOSE;
    if (status == FUND_OK)
        status = query_loose(session, plan, 0, PLAN_LOOSE, &is_relaxed, error);
    return status == FUND_OK ? understood_write(plan, error) : status;
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
    enum plan_step before = plan->step;
    bool has_next = next != before;
    if (!has_next && found == 0 && is_pasted(plan)) {
        *is_relaxed = true;
        return unquote(session, plan, error);
    }
    plan->step = next;
    if (has_next && next == PLAN_LOOSE)
        status = query_loose(session, plan, found, before, &has_next, error);
    else if (has_next)
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
    status = any_prepare(session, plan, error);
    if (status != FUND_OK)
        return status;
    bool is_relaxed = true;
    plan->step = PLAN_LOOSE;
    return query_loose(session, plan, 0, PLAN_STRICT, &is_relaxed, error);
}
