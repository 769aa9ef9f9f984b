/*
 * Makes the targets of a plan. A compound with an inner word is two: its parts and its atoms.
 */
#include "query/lib/snippet_targets.h"

#include <stdlib.h>

static fund_status number_stem(struct snippet_finder *finder, struct slice stem, uint32_t *number,
                               struct fund_error *error)
{
    if (dict_get(finder->stems, stem, number))
        return FUND_OK;
    *number = (uint32_t)dict_count(finder->stems);
    return dict_put(finder->stems, stem, *number, error);
}

/* The row of parts that a word is looked for by, or of its atoms. */
enum row_kind { ROW_PARTS, ROW_ATOMS };

static size_t row_of_word(const struct query_word *word, enum row_kind kind,
                          const struct slice **row)
{
    *row = kind == ROW_PARTS ? word->parts : word->atoms;
    return kind == ROW_PARTS ? word->part_count : word->atom_count;
}

static fund_status fill_target(struct snippet_finder *finder, const struct query_word *words,
                               size_t count, enum row_kind kind, struct target *target,
                               struct fund_error *error)
{
    const struct slice *row = NULL;
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += row_of_word(&words[i], kind, &row);
    uint32_t *stems = arena_array(&finder->arena, size, sizeof(*stems));
    struct slice *folded = arena_array(&finder->arena, size, sizeof(*folded));
    if (stems == NULL || folded == NULL)
        return error_no_memory(error);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        size_t row_size = row_of_word(&words[i], kind, &row);
        for (size_t j = 0; j < row_size; j++, at++) {
            fund_status status = number_stem(finder, row[j], &stems[at], error);
            if (status != FUND_OK)
                return status;
            if (row_size == 1)
                folded[at] = words[i].folded;
        }
    }
    *target = (struct target){stems, size, folded, false, NO_TARGET};
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

/* The words side by side, in either row where they have two. */
static fund_status add_target(struct snippet_finder *finder, const struct query_word *words,
                              size_t count, struct fund_error *error)
{
    struct target *target = &finder->targets[finder->target_count];
    fund_status status = fill_target(finder, words, count, ROW_PARTS, target, error);
    if (status == FUND_OK && count == 1)
        status = add_whole(finder, &words[0], error);
    if (status != FUND_OK)
        return status;
    finder->target_count++;
    if (!words_have_inner(words, count))
        return FUND_OK;
    status = fill_target(finder, words, count, ROW_ATOMS, target + 1, error);
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
        finder->targets[finder->target_count++] =
            (struct target){stem, 1, folded, false, NO_TARGET};
    return status;
}

static fund_status add_synonym(struct snippet_finder *finder, const struct query_word *synonym,
                               struct fund_error *error)
{
    size_t first = finder->target_count;
    fund_status status = add_target(finder, synonym, 1, error);
    for (size_t i = first; i < finder->target_count; i++)
        finder->targets[i].is_synonym = true;
    return status;
}

static fund_status add_word(struct snippet_finder *finder, const struct query_word *word,
                            struct fund_error *error)
{
    bool has_lone_parts = word->is_widened || word->loose.part_count > 0;
    fund_status status = add_target(finder, word, 1, error);
    for (size_t i = 0; has_lone_parts && i < word->part_count && status == FUND_OK; i++)
        status = add_lone_part(finder, word->parts[i], error);
    for (size_t i = 0; i < word->loose.synonym_count && status == FUND_OK; i++)
        status = add_synonym(finder, &word->loose.synonyms[i], error);
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

/* Each word and synonym is one target or two, and each part of a word may be. */
static size_t count_targets(const struct query_words *words)
{
    size_t count = 2 * words->count;
    for (size_t i = 0; i < words->count; i++)
        count += words->items[i].part_count + 2 * words->items[i].loose.synonym_count;
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
