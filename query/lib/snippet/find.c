/*
 * Where a release's text has what the query asks for. The text is analysed again; each part of a
 * word that the query has too is noted with its position, and rows of them are compared with the
 * query's words and phrases.
 */
#include "query/lib/snippet/snippet.h"

#include "core/base/dict.h"
#include "core/base/utf8.h"
#include "core/text/form.h"
#include "query/lib/snippet/names.h"
#include "query/lib/snippet/targets.h"

#include <stdlib.h>

/* Matches that are noted in one text, and comparisons of its parts with targets: far more than a
 * snippet needs. What lies behind is not marked. */
#define MATCHES_MAX     (1u << 16)
#define COMPARISONS_MAX (1u << 20)

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

/* ---- words and phrases ---------------------------------------------------------------------- */

static fund_status add_match(struct search *search, size_t start, size_t end, enum fund_mark mark,
                             size_t target, struct fund_error *error)
{
    struct snippet_matches *matches = &search->matches;
    void *items = matches->items;
    if (matches->count == MATCHES_MAX)
        return FUND_OK;
    if (target < search->finder->target_count && search->finder->targets[target].is_synonym)
        mark = FUND_MARK_ALIAS;
    if (!arena_grow(search->context->arena, &items, matches->count, &matches->capacity,
                    sizeof(*matches->items)))
        return error_no_memory(error);
    matches->items = items;
    matches->items[matches->count++] =
        (struct snippet_match){(uint32_t)start, (uint32_t)end, mark, (uint32_t)target};
    return FUND_OK;
}

/* The mark of what a target finds. */
static enum fund_mark mark_for(const struct search *search, uint32_t target, enum fund_mark mark)
{
    return search->finder->targets[target].is_corrected ? FUND_MARK_FUZZY : mark;
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
        uint32_t target = search->finder->whole_words[first].target;
        status = add_match(search, token->terms[i].start, token->terms[next - 1].end,
                           mark_for(search, target, FUND_MARK_STEM), target, error);
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

/* Words with a star, and exact ones. */
static fund_status look_at_form(struct search *search, const struct text_token *token,
                                struct fund_error *error)
{
    const struct snippet_finder *finder = search->finder;
    fund_status status = FUND_OK;
    char surface[TEXT_TERM_MAX];
    size_t size = token->end - token->start;
    uint32_t target = 0;
    for (size_t i = 0; i < finder->prefix_count && status == FUND_OK; i++)
        if (slice_starts_with(token->folded, finder->prefixes[i].folded))
            status = add_match(search, token->start, token->end, FUND_MARK_STEM,
                               finder->prefixes[i].target, error);
    if (dict_count(finder->exact_words) == 0 || size > sizeof(surface))
        return status;
    memcpy(surface, search->text.data + token->start, size);
    text_lower(surface, size);
    if (status == FUND_OK && dict_get(finder->exact_words, slice_of(surface, size), &target))
        status = add_match(search, token->start, token->end, FUND_MARK_EXACT, target, error);
    return status;
}

static fund_status look_at_token(struct search *search, const struct text_token *token,
                                 struct fund_error *error)
{
    const struct snippet_finder *finder = search->finder;
    const struct whole *whole = find_whole(finder, token);
    fund_status status = look_at_meant(search, token, error);
    if (status == FUND_OK)
        status = look_at_form(search, token, error);
    if (whole != NULL && status == FUND_OK) {
        bool is_exact = slice_equal(whole->folded, token->folded);
        enum fund_mark mark = is_exact ? FUND_MARK_EXACT : FUND_MARK_STEM;
        status = add_match(search, token->start, token->end, mark_for(search, whole->target, mark),
                           whole->target, error);
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
    const struct seen *seen = &search->seen[at];
    uint32_t position = seen->position;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < target->stem_count && status == FUND_OK; i++) {
        seen = seen_at(search, (size_t)(seen - search->seen), position + (uint32_t)i,
                       target->stems[i]);
        enum fund_mark mark = mark_of(seen, target->folded[i]);
        status = add_match(search, seen->start, seen->end,
                           target->is_corrected ? FUND_MARK_FUZZY : mark, number, error);
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

static fund_status add_mention(void *data, struct range range, enum fund_mark mark, size_t target,
                               struct fund_error *error)
{
    return add_match(data, range.start, range.end, mark, target, error);
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
        status = snippet_find_names(finder->plan, context, release, search.text,
                                    finder->target_count, add_mention, &search, error);
    if (status != FUND_OK)
        return status;
    put_in_order(&search.matches);
    *matches = search.matches;
    matches->weights = finder->weights;
    matches->weight_count = finder->target_count;
    return FUND_OK;
}
