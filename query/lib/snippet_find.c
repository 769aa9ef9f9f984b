/*
 * Where a release's text has what the query asks for. The text is analysed again; each part of a
 * word that the query has too is noted with its position, and rows of them are compared with the
 * query's words and phrases.
 */
#include "query/lib/snippet.h"

#include "core/base/dict.h"
#include "core/base/utf8.h"

#include <stdlib.h>

/* Matches that are noted in one text, and comparisons of its parts with targets: far more than a
 * snippet needs. What lies behind is not marked. */
#define MATCHES_MAX     (1u << 16)
#define COMPARISONS_MAX (1u << 20)
#define NO_TARGET       UINT32_MAX

/* A word or phrase: its parts side by side. */
struct target {
    const uint32_t *stems; /* numbers in finder.stems */
    size_t stem_count;
    const struct slice *folded; /* by stem: the word as typed, empty where it is a part of one */
    uint32_t next;              /* the next target that begins with the same stem, or NO_TARGET */
};

/* A whole word of the query that is found as a whole. */
struct whole {
    struct slice folded;
    uint32_t target;
};

struct snippet_finder {
    struct arena arena;
    const struct plan *plan;
    struct dict *stems;  /* stem of a part -> number */
    struct dict *wholes; /* stem of a whole word -> index of its first struct whole */
    struct dict *forms;  /* its folded form -> the same */
    struct target *targets;
    uint32_t *first_targets; /* by stem: the first target that begins with it, or NO_TARGET */
    struct whole *whole_words;
    size_t target_count, whole_count;
};

/* A part of the text whose stem the query has. */
struct seen {
    uint32_t position, stem;
    uint32_t start, end;
    bool is_whole;       /* its word has no other part */
    struct slice folded; /* of its word, where is_whole; in the scratch arena */
};

struct search {
    const struct snippet_finder *finder;
    const struct name_context *context;
    const struct release *release;
    struct slice text;
    struct seen *seen;
    size_t seen_count, seen_capacity;
    size_t comparison_count;
    struct snippet_matches matches; /* not yet in order */
};

/* ---- preparing ------------------------------------------------------------------------------ */

static fund_status number_stem(struct snippet_finder *finder, struct slice stem, uint32_t *number,
                               struct fund_error *error)
{
    if (dict_get(finder->stems, stem, number))
        return FUND_OK;
    *number = (uint32_t)dict_count(finder->stems);
    return dict_put(finder->stems, stem, *number, error);
}

static fund_status fill_target(struct snippet_finder *finder, const struct query_word *words,
                               size_t count, struct target *target, struct fund_error *error)
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += words[i].part_count;
    uint32_t *stems = arena_array(&finder->arena, size, sizeof(*stems));
    struct slice *folded = arena_array(&finder->arena, size, sizeof(*folded));
    if (stems == NULL || folded == NULL)
        return error_no_memory(error);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < words[i].part_count; j++, at++) {
            fund_status status = number_stem(finder, words[i].parts[j], &stems[at], error);
            if (status != FUND_OK)
                return status;
            if (words[i].part_count == 1)
                folded[at] = words[i].folded;
        }
    }
    *target = (struct target){stems, size, folded, NO_TARGET};
    return FUND_OK;
}

/* A single word is also found as a whole, in any form. */
static fund_status add_whole(struct snippet_finder *finder, const struct query_word *word,
                             struct fund_error *error)
{
    uint32_t index = (uint32_t)finder->whole_count;
    finder->whole_words[index] = (struct whole){word->folded, (uint32_t)finder->target_count};
    finder->whole_count++;
    fund_status status = FUND_OK;
    if (!dict_get(finder->wholes, word->meant, NULL))
        status = dict_put(finder->wholes, word->meant, index, error);
    if (status == FUND_OK && !dict_get(finder->forms, word->folded, NULL))
        status = dict_put(finder->forms, word->folded, index, error);
    return status;
}

static fund_status add_target(struct snippet_finder *finder, const struct query_word *words,
                              size_t count, struct fund_error *error)
{
    struct target *target = &finder->targets[finder->target_count];
    fund_status status = fill_target(finder, words, count, target, error);
    if (status == FUND_OK && count == 1)
        status = add_whole(finder, &words[0], error);
    if (status == FUND_OK)
        finder->target_count++;
    return status;
}

/* A part that need not stand beside the others: a target of its own. */
static fund_status add_lone_part(struct snippet_finder *finder, struct slice part,
                                 struct fund_error *error)
{
    uint32_t *stem = arena_allocate(&finder->arena, sizeof(*stem));
    struct slice *folded = arena_allocate(&finder->arena, sizeof(*folded));
    if (stem == NULL || folded == NULL)
        return error_no_memory(error);
    fund_status status = number_stem(finder, part, stem, error);
    if (status == FUND_OK)
        finder->targets[finder->target_count++] = (struct target){stem, 1, folded, NO_TARGET};
    return status;
}

static fund_status add_word(struct snippet_finder *finder, const struct query_word *word,
                            struct fund_error *error)
{
    fund_status status = add_target(finder, word, 1, error);
    for (size_t i = 0; word->is_widened && i < word->part_count && status == FUND_OK; i++)
        status = add_lone_part(finder, word->parts[i], error);
    return status;
}

static fund_status add_targets(struct snippet_finder *finder, const struct plan_part *part,
                               struct fund_error *error)
{
    const struct query_words *words = &part->words;
    fund_status status = FUND_OK;
    if (part->asked->is_excluded || words->count == 0)
        return FUND_OK;
    if (part->asked->kind == QUERY_PHRASE)
        return add_target(finder, words->items, words->count, error);
    for (size_t i = 0; i < words->count && status == FUND_OK; i++)
        status = add_word(finder, &words->items[i], error);
    return status;
}

/* Each word is a target, and each of its parts may be. */
static size_t count_targets(const struct query_words *words)
{
    size_t count = words->count;
    for (size_t i = 0; i < words->count; i++)
        count += words->items[i].part_count;
    return count;
}

/* Chains the targets by their first stem, in their order. */
static fund_status chain_targets(struct snippet_finder *finder, struct fund_error *error)
{
    size_t stem_count = dict_count(finder->stems);
    finder->first_targets = arena_array(&finder->arena, stem_count, sizeof(*finder->first_targets));
    if (finder->first_targets == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < stem_count; i++)
        finder->first_targets[i] = NO_TARGET;
    for (size_t i = finder->target_count; i-- > 0;) {
        uint32_t *first = &finder->first_targets[finder->targets[i].stems[0]];
        finder->targets[i].next = *first;
        *first = (uint32_t)i;
    }
    return FUND_OK;
}

static fund_status prepare(struct snippet_finder *finder, struct fund_error *error)
{
    size_t capacity = 0;
    for (size_t i = 0; i < finder->plan->count; i++)
        capacity += count_targets(&finder->plan->parts[i].words);
    finder->targets = arena_array(&finder->arena, capacity, sizeof(*finder->targets));
    finder->whole_words = arena_array(&finder->arena, capacity, sizeof(*finder->whole_words));
    if (finder->targets == NULL || finder->whole_words == NULL)
        return error_no_memory(error);
    fund_status status = dict_create(&finder->stems, error);
    if (status == FUND_OK)
        status = dict_create(&finder->wholes, error);
    if (status == FUND_OK)
        status = dict_create(&finder->forms, error);
    for (size_t i = 0; i < finder->plan->count && status == FUND_OK; i++)
        status = add_targets(finder, &finder->plan->parts[i], error);
    return status == FUND_OK ? chain_targets(finder, error) : status;
}

fund_status snippet_finder_create(const struct plan *plan, struct snippet_finder **out,
                                  struct fund_error *error)
{
    struct snippet_finder *finder = calloc(1, sizeof(*finder));
    if (finder == NULL)
        return error_no_memory(error);
    finder->arena = arena_init(SIZE_MAX / 2);
    finder->plan = plan;
    fund_status status = prepare(finder, error);
    if (status != FUND_OK) {
        snippet_finder_destroy(finder);
        return status;
    }
    *out = finder;
    return FUND_OK;
}

void snippet_finder_destroy(struct snippet_finder *finder)
{
    if (finder == NULL)
        return;
    dict_destroy(finder->stems);
    dict_destroy(finder->wholes);
    dict_destroy(finder->forms);
    arena_finish(&finder->arena);
    free(finder);
}

/* ---- words and phrases ---------------------------------------------------------------------- */

static fund_status add_match(struct search *search, size_t start, size_t end, enum fund_mark mark,
                             size_t target, struct fund_error *error)
{
    struct snippet_matches *matches = &search->matches;
    void *items = matches->items;
    if (matches->count == MATCHES_MAX)
        return FUND_OK;
    if (!arena_grow(search->context->arena, &items, matches->count, &matches->capacity,
                    sizeof(*matches->items)))
        return error_no_memory(error);
    matches->items = items;
    matches->items[matches->count++] =
        (struct snippet_match){(uint32_t)start, (uint32_t)end, mark, (uint32_t)target};
    return FUND_OK;
}

static fund_status add_seen(struct search *search, const struct seen *seen,
                            struct fund_error *error)
{
    void *items = search->seen;
    if (!arena_grow(search->context->arena, &items, search->seen_count, &search->seen_capacity,
                    sizeof(*search->seen)))
        return error_no_memory(error);
    search->seen = items;
    search->seen[search->seen_count++] = *seen;
    return FUND_OK;
}

/* The word of the query with this very form, else the first with this stem. */
static const struct whole *find_whole(const struct snippet_finder *finder,
                                      const struct text_token *token)
{
    uint32_t index = 0;
    if (!dict_get(finder->forms, token->folded, &index) &&
        !dict_get(finder->wholes, token->terms[0].stem, &index))
        return NULL;
    return &finder->whole_words[index];
}

/* A word that is only meant, Hauptschule in "Haupt- und Realschule", is where its parts are. */
static fund_status look_at_meant(struct search *search, const struct text_token *token,
                                 struct fund_error *error)
{
    uint32_t first = 0;
    fund_status status = FUND_OK;
    if (token->word_count < 2 || !dict_get(search->finder->wholes, token->terms[1].stem, &first))
        return FUND_OK;
    for (size_t i = token->word_count, next; i < token->term_count && status == FUND_OK; i = next) {
        next = i + 1;
        while (next < token->term_count && token->terms[next].start == token->terms[next - 1].end)
            next++;
        status = add_match(search, token->terms[i].start, token->terms[next - 1].end,
                           FUND_MARK_STEM, search->finder->whole_words[first].target, error);
    }
    return status;
}

/* Notes a part or an inner word that the query has too. */
static fund_status look_at_part(struct search *search, const struct text_token *token,
                                const struct text_term *part, struct fund_error *error)
{
    bool is_only_part = token->term_count == token->word_count + 1;
    struct seen seen = {part->position, 0,        (uint32_t)part->start, (uint32_t)part->end,
                        is_only_part,   {NULL, 0}};
    if (!dict_get(search->finder->stems, part->stem, &seen.stem))
        return FUND_OK;
    if (seen.is_whole)
        seen.folded = arena_copy(search->context->arena, token->folded);
    if (seen.is_whole && seen.folded.data == NULL)
        return error_no_memory(error);
    return add_seen(search, &seen, error);
}

/* In the order of positions: an inner word behind its last part. */
static fund_status look_at_parts(struct search *search, const struct text_token *token,
                                 struct fund_error *error)
{
    fund_status status = FUND_OK;
    size_t inner = 0;
    for (size_t i = token->word_count; i < token->term_count && status == FUND_OK; i++) {
        const struct text_term *part = &token->terms[i];
        status = look_at_part(search, token, part, error);
        for (; inner < token->inner_count && token->inner[inner].position == part->position &&
               status == FUND_OK;
             inner++)
            status = look_at_part(search, token, &token->inner[inner], error);
    }
    return status;
}

static fund_status look_at_token(struct search *search, const struct text_token *token,
                                 struct fund_error *error)
{
    const struct snippet_finder *finder = search->finder;
    const struct whole *whole = find_whole(finder, token);
    fund_status status = look_at_meant(search, token, error);
    if (whole != NULL && status == FUND_OK) {
        bool is_exact = slice_equal(whole->folded, token->folded);
        status = add_match(search, token->start, token->end,
                           is_exact ? FUND_MARK_EXACT : FUND_MARK_STEM, whole->target, error);
    }
    return status == FUND_OK ? look_at_parts(search, token, error) : status;
}

static fund_status look_at_text(struct search *search, struct fund_error *error)
{
    struct text_cursor *cursor = search->context->cursor;
    if (search->finder->target_count == 0)
        return FUND_OK;
    fund_status status = text_cursor_start(cursor, search->text, 1, error);
    struct text_token token;
    while (status == FUND_OK && text_cursor_next(cursor, &token))
        status = look_at_token(search, &token, error);
    return status == FUND_OK ? text_cursor_finish(cursor, NULL, error) : status;
}

/* The first that is seen from here on at this position with this stem; NULL where none is. */
static const struct seen *seen_at(struct search *search, size_t from, uint32_t position,
                                  uint32_t stem)
{
    for (size_t i = from; i < search->seen_count && search->seen[i].position <= position; i++) {
        search->comparison_count++;
        if (search->seen[i].position == position && search->seen[i].stem == stem)
            return &search->seen[i];
    }
    return NULL;
}

/* Whether the parts seen from here on are the target's, side by side. */
static bool is_row(struct search *search, size_t at, const struct target *target)
{
    uint32_t position = search->seen[at].position;
    const struct seen *seen = &search->seen[at];
    search->comparison_count++;
    for (size_t i = 0; i < target->stem_count && seen != NULL; i++)
        seen = seen_at(search, (size_t)(seen - search->seen), position + (uint32_t)i,
                       target->stems[i]);
    return seen != NULL;
}

static enum fund_mark mark_of(const struct seen *seen, struct slice folded)
{
    if (!seen->is_whole || folded.size == 0)
        return FUND_MARK_PART;
    return slice_equal(seen->folded, folded) ? FUND_MARK_EXACT : FUND_MARK_STEM;
}

static fund_status mark_row(struct search *search, size_t at, size_t number,
                            struct fund_error *error)
{
    const struct target *target = &search->finder->targets[number];
    uint32_t position = search->seen[at].position;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < target->stem_count && status == FUND_OK; i++) {
        const struct seen *seen = seen_at(search, at, position + (uint32_t)i, target->stems[i]);
        status = add_match(search, seen->start, seen->end, mark_of(seen, target->folded[i]), number,
                           error);
    }
    return status;
}

static bool has_enough(const struct search *search)
{
    return search->matches.count == MATCHES_MAX || search->comparison_count > COMPARISONS_MAX;
}

static fund_status find_rows(struct search *search, struct fund_error *error)
{
    const struct snippet_finder *finder = search->finder;
    fund_status status = FUND_OK;
    for (size_t at = 0; at < search->seen_count && !has_enough(search); at++) {
        uint32_t number = finder->first_targets[search->seen[at].stem];
        while (number != NO_TARGET && status == FUND_OK && !has_enough(search)) {
            if (is_row(search, at, &finder->targets[number]))
                status = mark_row(search, at, number, error);
            number = finder->targets[number].next;
        }
        if (status != FUND_OK)
            break;
    }
    return status;
}

/* ---- names ---------------------------------------------------------------------------------- */

/* How a word of a mention relates to the word asked for; FUND_MARK_NONE where it does not. */
static enum fund_mark compare_word(const struct query_word *word, const struct name_form *form,
                                   bool is_organisation)
{
    if (is_organisation)
        return slice_equal(word->stem, form->text) ? FUND_MARK_EXACT : FUND_MARK_NONE;
    if (slice_equal(word->folded, form->text))
        return FUND_MARK_EXACT;
    bool is_genitive = word->folded.size == form->text.size + 1 &&
                       slice_starts_with(word->folded, form->text) &&
                       slice_ends_with(word->folded, SLICE("s"));
    return is_genitive ? FUND_MARK_STEM : FUND_MARK_NONE;
}

/* Whether a mention has a word that was asked for, or is another name. */
static enum fund_mark mark_of_mention(const struct query_words *words,
                                      const struct name_asked *asked)
{
    enum fund_mark best = FUND_MARK_ALIAS;
    for (size_t i = 0; i < words->count; i++) {
        for (size_t j = 0; j < asked->word_count; j++) {
            for (size_t k = 0; k < asked->words[j].form_count; k++) {
                const struct name_form *form = &asked->words[j].forms[k];
                enum fund_mark mark = compare_word(&words->items[i], form, asked->is_organisation);
                if (mark != FUND_MARK_NONE && mark < best)
                    best = mark;
            }
        }
    }
    return best;
}

static fund_status mark_mentions(struct search *search, const struct name_asked *asked,
                                 const struct release_entity *entity, size_t target,
                                 struct fund_error *error)
{
    const struct name_context *context = search->context;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < entity->mention_count && status == FUND_OK; i++) {
        struct range range = entity->mentions[i];
        if (range.end > search->text.size)
            break; /* they rise */
        struct query_words words = {NULL, 0, 0};
        status = words_read(context->cursor, slice_part(search->text, range.start, range.end),
                            context->arena, &words, error);
        if (status == FUND_OK)
            status = add_match(search, range.start, range.end, mark_of_mention(&words, asked),
                               target, error);
    }
    return status;
}

static fund_status find_entities(struct search *search, const struct name_asked *asked,
                                 size_t target, struct fund_error *error)
{
    const struct release_entities *entities =
        asked->is_organisation ? &search->release->organisations : &search->release->persons;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < entities->count && status == FUND_OK; i++) {
        const struct release_entity *entity = &entities->items[i];
        bool matches = false;
        status = name_matches(search->context, asked, entity, &matches, error);
        if (status == FUND_OK && matches)
            status = mark_mentions(search, asked, entity, target, error);
    }
    return status;
}

static fund_status find_names(struct search *search, struct fund_error *error)
{
    const struct plan *plan = search->finder->plan;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < plan->count && status == FUND_OK; i++) {
        const struct plan_part *part = &plan->parts[i];
        bool is_name = part->asked->kind == QUERY_PERSON || part->asked->kind == QUERY_ORGANISATION;
        if (is_name && !part->asked->is_excluded)
            status = find_entities(search, &part->name, search->finder->target_count + i, error);
    }
    return status;
}

/* ---- putting in order ----------------------------------------------------------------------- */

static int compare_matches(const void *left, const void *right)
{
    const struct snippet_match *a = left;
    const struct snippet_match *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    if (a->mark != b->mark)
        return a->mark < b->mark ? -1 : 1;
    return (a->target > b->target) - (a->target < b->target);
}

/* By place, the longer and the surer of two that overlap. */
static void put_in_order(struct snippet_matches *matches)
{
    if (matches->count == 0)
        return;
    qsort(matches->items, matches->count, sizeof(*matches->items), compare_matches);
    size_t kept = 1;
    for (size_t i = 1; i < matches->count; i++)
        if (matches->items[i].start >= matches->items[kept - 1].end)
            matches->items[kept++] = matches->items[i];
    matches->count = kept;
}

fund_status snippet_find(const struct snippet_finder *finder, const struct name_context *context,
                         const struct release *release, struct snippet_matches *matches,
                         struct fund_error *error)
{
    struct search search = {.finder = finder, .context = context, .release = release};
    search.text = release->text;
    if (search.text.size > SNIPPET_TEXT_MAX)
        search.text.size = utf8_floor(search.text, SNIPPET_TEXT_MAX);
    fund_status status = look_at_text(&search, error);
    if (status == FUND_OK)
        status = find_rows(&search, error);
    if (status == FUND_OK)
        status = find_names(&search, error);
    if (status != FUND_OK)
        return status;
    put_in_order(&search.matches);
    *matches = search.matches;
    return FUND_OK;
}
