/*
 * Fixes of a plan. Where a word may be several, the first is taken with which the query finds
 * anything.
 */
#include "query/lib/plan/correct.h"

#include "core/schema/schema.h"
#include "core/text/form.h"
#include "query/lib/names/respell.h"
#include "query/lib/spell/spell.h"

/* Queries that are tried to choose among corrections. */
#define TRIALS_MAX 8
/* Letters of the longest acronym: written in capitals it is left as it is. */
#define ACRONYM_MAX 4
/* A word that so many releases have is right. */
#define OFFER_RELEASES_MAX 5
/* Letters of the shortest word for which another is offered. */
#define OFFER_LETTERS_MIN 5
/* Letters before the ending of a word that is offered as no other form of the one typed. */
#define OFFER_STEM_MIN 3

struct fixer {
    struct session *session;
    struct plan *plan;
    struct name_context context;
    struct plan_fixes fixes;
    size_t looked;                                    /* words for which the archive was walked */
    struct spell_choices choices[PLAN_CORRECTED_MAX]; /* of each fix */
    struct fund_error *error;
};

static struct fixer fixer_of(struct session *session, struct plan *plan, struct fund_error *error)
{
    struct fixer fixer = {.session = session, .plan = plan, .error = error};
    fixer.context = (struct name_context){session->reader,
                                          session->cursor,
                                          &plan->arena,
                                          session->aliases,
                                          NULL,
                                          session->walks,
                                          NULL};
    return fixer;
}

/* ---- which words ---------------------------------------------------------------------------- */

/* THW, as typed. */
static bool is_acronym(struct slice typed)
{
    if (typed.size > ACRONYM_MAX)
        return false;
    for (size_t i = 0; i < typed.size; i++)
        if (typed.data[i] < 'A' || typed.data[i] > 'Z')
            return false;
    return true;
}

static bool may_be_wrong(const struct plan_part *part, const struct query_word *word)
{
    struct slice text = part->asked->text;
    return !word->is_stop && word->end <= text.size && spell_is_word(word) &&
           !is_acronym(slice_part(text, word->start, word->end));
}

/* What a correction may cost of a compound that is made of German words, though not what was
 * meant. */
static uint32_t likely_cost(const struct query_word *word)
{
    return word->folded.size >= SPELL_LIKELY_LETTERS ? SPELL_LIKELY : SPELL_SURE;
}

/* The most that a correction of the word may cost; 0 where some release has the word. */
static fund_status find_limit(const struct fixer *fixer, const struct query_word *word,
                              enum plan_correctable correctable, uint32_t *limit)
{
    uint32_t whole = 0, parts = 0;
    *limit = 0;
    fund_status status =
        build_term_frequency(fixer->context.reader, SCHEMA_WORD, word->meant, &whole, fixer->error);
    if (status == FUND_OK && whole == 0)
        status = respell_count_word(&fixer->context, word, &parts, fixer->error);
    if (status != FUND_OK || whole > 0 || (parts > 0 && word->part_count == 1))
        return status;
    enum text_known known = text_cursor_knows(fixer->context.cursor, word->folded);
    if (known == TEXT_FORM) /* Diesel is no misspelled Diese */
        return FUND_OK;
    if (known == TEXT_UNKNOWN && parts == 0)
        *limit = UINT32_MAX;
    else
        *limit = correctable == PLAN_LAST ? SPELL_EDIT : likely_cost(word);
    return FUND_OK;
}

static bool has_room(const struct fixer *fixer)
{
    return fixer->fixes.count < PLAN_CORRECTED_MAX && fixer->looked < PLAN_LOOKED_MAX;
}

static fund_status look(struct fixer *fixer, const struct query_word *word, enum spell_kind kind,
                        uint32_t limit, struct spell_choices *choices)
{
    fixer->looked++;
    return spell_correct_word(&fixer->context, word, kind, limit, choices, fixer->error);
}

/* ---- finding them --------------------------------------------------------------------------- */

/* A capital where the word as typed has one: the archive may have it in compounds alone. */
static fund_status capitalise(const struct fixer *fixer, struct slice typed, struct slice *text)
{
    char first[2] = {0};
    size_t size = typed.size < sizeof(first) ? typed.size : sizeof(first);
    memcpy(first, typed.data, size);
    text_lower(first, size);
    if (size == 0 || text->size == 0 || memcmp(first, typed.data, size) == 0)
        return FUND_OK;
    char *copy = arena_allocate(fixer->context.arena, text->size);
    if (copy == NULL)
        return error_no_memory(fixer->error);
    memcpy(copy, text->data, text->size);
    text_capitalise(copy, text->size);
    *text = slice_of(copy, text->size);
    return FUND_OK;
}

static fund_status add_fix(struct fixer *fixer, size_t number, const struct query_word *word,
                           struct spell_choices *choices)
{
    struct plan_fixes *fixes = &fixer->fixes;
    struct slice typed = slice_part(fixer->plan->parts[number].asked->text, word->start, word->end);
    fund_status status = FUND_OK;
    if (choices->count == 0 || fixes->count == PLAN_CORRECTED_MAX)
        return FUND_OK;
    for (size_t i = 0; i < choices->count && status == FUND_OK; i++)
        status = capitalise(fixer, typed, &choices->items[i].text);
    fixer->choices[fixes->count] = *choices;
    fixes->items[fixes->count++] =
        (struct plan_fix){number, word->start, word->end, choices->items[0].text};
    return status;
}

static fund_status fix_words(struct fixer *fixer, size_t number, enum plan_correctable correctable)
{
    const struct plan_part *part = &fixer->plan->parts[number];
    fund_status status = FUND_OK;
    for (size_t i = 0; i < part->words.count && status == FUND_OK; i++) {
        const struct query_word *word = &part->words.items[i];
        struct spell_choices choices = {.count = 0};
        uint32_t limit = 0;
        if (!has_room(fixer) || !may_be_wrong(part, word))
            continue;
        status = find_limit(fixer, word, correctable, &limit);
        if (status == FUND_OK && limit > 0)
            status = look(fixer, word, SPELL_WORD, limit, &choices);
        if (status == FUND_OK)
            status = add_fix(fixer, number, word, &choices);
    }
    return status;
}

static fund_status is_named(const struct fixer *fixer, const struct name_asked *name, bool *named)
{
    struct build build = build_init(fixer->error);
    uint32_t releases = 0;
    struct store_query *query = name_query(&build, name);
    fund_status status =
        build_count(&build, fixer->session->reader, query, 1, &releases, fixer->error);
    build_finish(&build);
    *named = releases > 0;
    return status;
}

static enum spell_kind spell_kind_of(enum name_kind kind)
{
    static const enum spell_kind kinds[] = {[NAME_PERSON] = SPELL_PERSON,
                                            [NAME_ORGANISATION] = SPELL_ORGANISATION,
                                            [NAME_PLACE] = SPELL_PLACE,
                                            [NAME_ROLE] = SPELL_ROLE};
    return kinds[kind];
}

/* The words of a name that no release has, where none has the name. */
static fund_status fix_name(struct fixer *fixer, size_t number)
{
    const struct plan_part *part = &fixer->plan->parts[number];
    struct query_words words = {NULL, 0, 0};
    bool named = false;
    fund_status status = is_named(fixer, &part->name, &named);
    if (status != FUND_OK || named)
        return status;
    status = words_read(fixer->context.cursor, part->asked->text, fixer->context.arena, &words,
                        fixer->error);
    for (size_t i = 0; i < words.count && status == FUND_OK; i++) {
        const struct query_word *word = &words.items[i];
        struct spell_choices choices = {.count = 0};
        uint32_t releases = 0;
        if (!has_room(fixer) || !may_be_wrong(part, word) || name_is_title(word->folded))
            continue;
        status = name_count_word(&fixer->context, part->name.kind, word, &releases, fixer->error);
        if (status == FUND_OK && releases == 0)
            status = look(fixer, word, spell_kind_of(part->name.kind), UINT32_MAX, &choices);
        if (status == FUND_OK)
            status = add_fix(fixer, number, word, &choices);
    }
    return status;
}

static fund_status fix_parts(struct fixer *fixer, enum plan_correctable correctable)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < fixer->plan->count && status == FUND_OK; i++) {
        const struct query_part *asked = fixer->plan->parts[i].asked;
        if (asked->is_excluded)
            continue;
        if (asked->kind == QUERY_TEXT || (asked->kind == QUERY_PHRASE && correctable == PLAN_LAST))
            status = fix_words(fixer, i, correctable);
        else if (plan_is_name(asked->kind))
            status = fix_name(fixer, i);
    }
    return status;
}

/* ---- choosing ------------------------------------------------------------------------------- */

fund_status plan_fixed_text(const struct plan *plan, size_t part, const struct plan_fixes *fixes,
                            struct arena *arena, struct slice *out, struct fund_error *error)
{
    struct slice text = plan->parts[part].asked->text;
    size_t size = text.size, at = 0, written = 0;
    for (size_t i = 0; i < fixes->count; i++)
        size += fixes->items[i].text.size;
    char *bytes = arena_allocate(arena, size + 1);
    if (bytes == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < fixes->count; i++) {
        const struct plan_fix *fix = &fixes->items[i];
        if (fix->part != part)
            continue;
        if (fix->start > at)
            memcpy(bytes + written, text.data + at, fix->start - at);
        written += fix->start - at;
        memcpy(bytes + written, fix->text.data, fix->text.size);
        written += fix->text.size;
        at = fix->end;
    }
    if (text.size > at)
        memcpy(bytes + written, text.data + at, text.size - at);
    *out = slice_of(bytes, written + text.size - at);
    return FUND_OK;
}

/* How many releases all words are in, with these fixes. FUND_LIMIT where words of more parts make
 * the query too large. */
static fund_status run_trial(struct fixer *fixer, uint32_t at_least, uint32_t *releases)
{
    struct plan *plan = fixer->plan, trial;
    struct query query = {.count = plan->count, .has_text = plan->has_text};
    query.parts = arena_array(&plan->arena, plan->count, sizeof(*query.parts));
    if (query.parts == NULL)
        return error_no_memory(fixer->error);
    fund_status status = FUND_OK;
    for (size_t i = 0; i < plan->count && status == FUND_OK; i++) {
        query.parts[i] = *plan->parts[i].asked;
        status = plan_fixed_text(plan, i, &fixer->fixes, &plan->arena, &query.parts[i].text,
                                 fixer->error);
    }
    if (status == FUND_OK)
        status = plan_make(fixer->session, &query, &trial, fixer->error);
    if (status != FUND_OK)
        return status;
    status = build_count(&trial.build, fixer->session->reader, trial.query, at_least, releases,
                         fixer->error);
    plan_finish(&trial);
    return status;
}

/* The same, without any fixes where they make the query too large. */
static fund_status try_fixes(struct fixer *fixer, uint32_t at_least, uint32_t *releases)
{
    struct fund_error failure = {.message = ""}, *error = fixer->error;
    fixer->error = &failure;
    fund_status status = run_trial(fixer, at_least, releases);
    fixer->error = error;
    if (status == FUND_LIMIT) {
        fixer->fixes.count = 0;
        return FUND_OK;
    }
    if (status != FUND_OK && error != NULL)
        *error = failure;
    return status;
}

/* Tries the other corrections of one word after the other, where the best together find nothing;
 * *is_found: some find a release. */
static fund_status choose(struct fixer *fixer, bool *is_found)
{
    size_t trials = 0;
    uint32_t releases = 0;
    fund_status status = try_fixes(fixer, 1, &releases);
    for (size_t i = 0; i < fixer->fixes.count && releases == 0 && status == FUND_OK; i++) {
        const struct spell_choices *choices = &fixer->choices[i];
        struct plan_fix *fix = &fixer->fixes.items[i];
        for (size_t j = 1;
             j < choices->count && releases == 0 && trials < TRIALS_MAX && status == FUND_OK;
             j++, trials++) {
            fix->text = choices->items[j].text;
            status = try_fixes(fixer, 1, &releases);
        }
        if (releases == 0)
            fix->text = choices->items[0].text;
    }
    *is_found = releases > 0;
    return status;
}

fund_status plan_find_fixes(struct session *session, struct plan *plan,
                            enum plan_correctable correctable, struct plan_fixes *fixes,
                            struct fund_error *error)
{
    struct fixer fixer = fixer_of(session, plan, error);
    bool is_found = false;
    fund_status status = fix_parts(&fixer, correctable);
    if (status == FUND_OK && fixer.fixes.count > 0)
        status = choose(&fixer, &is_found);
    if (status == FUND_OK)
        *fixes = fixer.fixes;
    return status;
}

/* ---- what is offered ------------------------------------------------------------------------ */

static bool is_ending(struct slice text)
{
    static const char *const endings[] = {"",  "e", "en", "em", "er", "es", "ens", "ern",
                                          "n", "s", "m",  "r",  "st", "t",  "te",  "ten"};
    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
        if (slice_equal(text, slice_from(endings[i])))
            return true;
    return false;
}

/* allgemeinem and allgemeinen: both are right. */
static bool differ_in_endings(struct slice left, struct slice right)
{
    size_t at = 0;
    while (at < left.size && at < right.size && left.data[at] == right.data[at])
        at++;
    while (at > 0 && !(is_ending(slice_part(left, at, left.size)) &&
                       is_ending(slice_part(right, at, right.size))))
        at--;
    return at >= OFFER_STEM_MIN;
}

/* Leaves those choices that so many more releases have, and that are other words. */
static fund_status keep_commoner(const struct fixer *fixer, const struct query_word *word,
                                 uint32_t releases, struct spell_choices *choices)
{
    size_t kept = 0;
    for (size_t i = 0; i < choices->count; i++) {
        const struct spell_correction *choice = &choices->items[i];
        struct query_words words = {NULL, 0, 0};
        fund_status status = words_read(fixer->context.cursor, choice->text, fixer->context.arena,
                                        &words, fixer->error);
        if (status != FUND_OK)
            return status;
        bool is_other = words.count == 1 && !slice_equal(words.items[0].stem, word->stem) &&
                        !differ_in_endings(words.items[0].folded, word->folded);
        if (is_other && choice->releases >= (uint64_t)PLAN_OFFER_FACTOR * releases)
            choices->items[kept++] = *choice;
    }
    choices->count = kept;
    return FUND_OK;
}

static fund_status offer_for(struct fixer *fixer, size_t number, const struct query_word *word)
{
    struct spell_choices choices = {.count = 0};
    uint32_t releases = 0;
    fund_status status = build_term_frequency(fixer->context.reader, SCHEMA_WORD, word->meant,
                                              &releases, fixer->error);
    if (status != FUND_OK || releases == 0 || releases > OFFER_RELEASES_MAX)
        return status;
    bool is_german = text_cursor_knows(fixer->context.cursor, word->folded);
    status = spell_correct_word(&fixer->context, word, SPELL_WORD,
                                is_german ? likely_cost(word) : SPELL_EDIT, &choices, fixer->error);
    if (status == FUND_OK)
        status = keep_commoner(fixer, word, releases, &choices);
    return status == FUND_OK ? add_fix(fixer, number, word, &choices) : status;
}

static fund_status offer_in(struct fixer *fixer, size_t number)
{
    const struct plan_part *part = &fixer->plan->parts[number];
    fund_status status = FUND_OK;
    for (size_t i = 0; i < part->words.count && status == FUND_OK; i++) {
        const struct query_word *word = &part->words.items[i];
        if (word->folded.size >= OFFER_LETTERS_MIN && may_be_wrong(part, word) && has_room(fixer))
            status = offer_for(fixer, number, word);
    }
    return status;
}

fund_status plan_find_offers(struct session *session, struct plan *plan, uint32_t typed_found,
                             struct plan_fixes *fixes, struct fund_error *error)
{
    struct fixer fixer = fixer_of(session, plan, error);
    uint32_t wanted = typed_found > 0 ? PLAN_OFFER_FACTOR * typed_found : 1, found = 0;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < plan->count && status == FUND_OK; i++)
        if (!plan->parts[i].asked->is_excluded && plan->parts[i].asked->kind == QUERY_TEXT)
            status = offer_in(&fixer, i);
    if (status == FUND_OK && fixer.fixes.count > 0)
        status = try_fixes(&fixer, wanted, &found);
    if (status != FUND_OK)
        return status;
    if (found < wanted)
        fixer.fixes.count = 0;
    *fixes = fixer.fixes;
    return FUND_OK;
}

fund_status plan_find_strict_offers(struct session *session, struct plan *plan,
                                    struct plan_fixes *fixes, struct fund_error *error)
{
    struct fixer fixer = fixer_of(session, plan, error);
    bool is_found = false;
    fund_status status = fix_parts(&fixer, PLAN_WORDS);
    if (status == FUND_OK && fixer.fixes.count > 0)
        status = choose(&fixer, &is_found);
    if (status != FUND_OK)
        return status;
    if (!is_found)
        fixer.fixes.count = 0;
    *fixes = fixer.fixes;
    return FUND_OK;
}

fund_status plan_fixed_query(const struct plan *plan, struct slice query,
                             const struct plan_fixes *fixes, struct arena *arena,
                             struct slice *text, struct fund_error *error)
{
    struct plan_part whole = {.asked = &(struct query_part){.text = query}};
    struct plan_fixes moved = {.count = 0};
    for (size_t i = 0; i < fixes->count; i++) {
        const struct query_part *asked = plan->parts[fixes->items[i].part].asked;
        if (asked->is_option)
            continue;
        struct plan_fix *fix = &moved.items[moved.count++];
        *fix = fixes->items[i];
        fix->part = 0;
        fix->start += asked->offset;
        fix->end += asked->offset;
    }
    return plan_fixed_text(&(struct plan){.parts = &whole, .count = 1}, 0, &moved, arena, text,
                           error);
}
