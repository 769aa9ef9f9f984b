/*
 * Makes the targets of a plan. A compound with an inner word is two: its parts and its atoms.
 */
#include "query/lib/snippet/targets.h"

#include "core/schema/schema.h"
#include "query/lib/base/build.h"

#include <math.h>
#include <stdlib.h>

/* As rare words tell more (Sparck Jones 1972, A statistical interpretation of term specificity). */
static fund_status weigh_stem(struct snippet_finder *finder, struct slice stem, double *weight,
                              struct fund_error *error)
{
    uint32_t documents = 0;
    fund_status status = build_part_frequency(finder->reader, stem, &documents, error);
    *weight = log(1 + (double)finder->release_count / (documents > 0 ? documents : 1));
    return status;
}

static fund_status number_stem(struct snippet_finder *finder, struct slice stem, uint32_t *number,
                               struct fund_error *error)
{
    if (dict_get(finder->stems, stem, number))
        return FUND_OK;
    *number = (uint32_t)dict_count(finder->stems);
    fund_status status = weigh_stem(finder, stem, &finder->stem_weights[*number], error);
    return status == FUND_OK ? dict_put(finder->stems, stem, *number, error) : status;
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
    bool is_corrected = false;
    for (size_t i = 0; i < count; i++) {
        size += row_of_word(&words[i], kind, &row);
        is_corrected = is_corrected || words[i].is_corrected;
    }
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
    *target = (struct target){stems, size, folded, is_corrected, false, NO_TARGET};
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
                                 bool is_corrected, struct fund_error *error)
{
    uint32_t *stem = arena_allocate(&finder->arena, sizeof(*stem));
    struct slice *folded = arena_allocate(&finder->arena, sizeof(*folded));
    if (stem == NULL || folded == NULL)
        return error_no_memory(error);
    fund_status status = number_stem(finder, part, stem, error);
    if (status == FUND_OK)
        finder->targets[finder->target_count++] =
            (struct target){stem, 1, folded, is_corrected, false, NO_TARGET};
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
    fund_status status = add_target(finder, word, 1, error);
    bool by_parts = finder->is_relaxed && (word->is_widened || word->loose.part_count > 0);
    size_t synonyms = finder->is_relaxed ? word->loose.synonym_count : 0;
    for (size_t i = 0; by_parts && i < word->part_count && status == FUND_OK; i++)
        status = add_lone_part(finder, word->parts[i], word->is_corrected, error);
    for (size_t i = 0; i < synonyms && status == FUND_OK; i++)
        status = add_synonym(finder, &word->loose.synonyms[i], error);
    return status;
}

/* A target of its own that no row of stems finds. */
static uint32_t add_number(struct snippet_finder *finder)
{
    finder->targets[finder->target_count] = (struct target){NULL, 0, NULL, false, false, NO_TARGET};
    return (uint32_t)finder->target_count++;
}

/* The words as they were typed alone. */
static fund_status add_exact(struct snippet_finder *finder, const struct query_words *words,
                             struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < words->count && status == FUND_OK; i++)
        if (!dict_get(finder->exact_words, words->items[i].surface, NULL))
            status =
                dict_put(finder->exact_words, words->items[i].surface, add_number(finder), error);
    return status;
}

static fund_status add_prefix(struct snippet_finder *finder, const struct plan_part *part,
                              struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i + 1 < part->words.count && status == FUND_OK; i++)
        status = add_word(finder, &part->words.items[i], error);
    finder->prefixes[finder->prefix_count++] = (struct whole){part->prefix, add_number(finder)};
    return status;
}

static fund_status add_targets(struct snippet_finder *finder, const struct plan_part *part,
                               struct fund_error *error)
{
    const struct query_words *words = &part->words;
    fund_status status = FUND_OK;
    if (words->count == 0 || part->asked->kind == QUERY_ISSUER)
        return FUND_OK;
    if (part->asked->kind == QUERY_EXACT)
        return add_exact(finder, words, error);
    if (part->asked->kind == QUERY_PREFIX)
        return add_prefix(finder, part, error);
    if (part->asked->kind == QUERY_PHRASE)
        return add_target(finder, words->items, words->count, error);
    for (size_t i = 0; i < words->count && status == FUND_OK; i++)
        status = add_word(finder, &words->items[i], error);
    return status;
}

/* Each word and synonym is one target or two, and each part of a word may be; a prefix is one. */
static size_t count_targets(const struct query_words *words)
{
    size_t count = 2 * words->count + 1;
    for (size_t i = 0; i < words->count; i++)
        count += words->items[i].part_count + 2 * words->items[i].loose.synonym_count;
    return count;
}

/* All its parts and atoms, and those of its synonyms, were they all different. */
static size_t count_stems(const struct query_words *words)
{
    size_t count = 0;
    for (size_t i = 0; i < words->count; i++) {
        const struct query_loose *loose = &words->items[i].loose;
        count += words->items[i].part_count + words->items[i].atom_count;
        for (size_t j = 0; j < loose->synonym_count; j++)
            count += loose->synonyms[j].part_count + loose->synonyms[j].atom_count;
    }
    return count;
}

/* Chains the targets by their first stem, in their order, and weighs them. */
static fund_status chain_targets(struct snippet_finder *finder, struct fund_error *error)
{
    size_t stem_count = dict_count(finder->stems);
    finder->first_targets = arena_array(&finder->arena, stem_count, sizeof(*finder->first_targets));
    if (finder->first_targets == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < stem_count; i++)
        finder->first_targets[i] = NO_TARGET;
    for (size_t i = finder->target_count; i-- > 0;) {
        finder->weights[i] = 1; /* of one that no stem finds */
        if (finder->targets[i].stem_count == 0)
            continue;
        uint32_t *first = &finder->first_targets[finder->targets[i].stems[0]];
        finder->targets[i].next = *first;
        *first = (uint32_t)i;
        finder->weights[i] = 0;
        for (size_t j = 0; j < finder->targets[i].stem_count; j++)
            finder->weights[i] += finder->stem_weights[finder->targets[i].stems[j]];
    }
    return FUND_OK;
}

static fund_status prepare(struct snippet_finder *finder, struct fund_error *error)
{
    size_t capacity = 0, stem_capacity = 0;
    const struct plan_leaves *leaves = &finder->plan->leaves;
    for (size_t i = 0; i < leaves->count; i++) {
        capacity += count_targets(&leaves->items[i]->words);
        stem_capacity += count_stems(&leaves->items[i]->words);
    }
    finder->targets = arena_array(&finder->arena, capacity, sizeof(*finder->targets));
    finder->whole_words = arena_array(&finder->arena, capacity, sizeof(*finder->whole_words));
    finder->prefixes = arena_array(&finder->arena, leaves->count, sizeof(*finder->prefixes));
    finder->weights = arena_array(&finder->arena, capacity, sizeof(*finder->weights));
    finder->stem_weights =
        arena_array(&finder->arena, stem_capacity, sizeof(*finder->stem_weights));
    if (finder->targets == NULL || finder->whole_words == NULL || finder->prefixes == NULL ||
        finder->weights == NULL || finder->stem_weights == NULL)
        return error_no_memory(error);
    fund_status status = store_reader_document_count(finder->reader, &finder->release_count, error);
    if (status == FUND_OK)
        status = dict_create(&finder->stems, error);
    if (status == FUND_OK)
        status = dict_create(&finder->wholes, error);
    if (status == FUND_OK)
        status = dict_create(&finder->forms, error);
    if (status == FUND_OK)
        status = dict_create(&finder->exact_words, error);
    for (size_t i = 0; i < leaves->count && status == FUND_OK; i++)
        status = add_targets(finder, leaves->items[i], error);
    return status == FUND_OK ? chain_targets(finder, error) : status;
}

fund_status snippet_finder_create(const struct plan *plan, const struct store_reader *reader,
                                  bool is_relaxed, struct snippet_finder **out,
                                  struct fund_error *error)
{
    struct snippet_finder *finder = calloc(1, sizeof(*finder));
    if (finder == NULL)
        return error_no_memory(error);
    finder->arena = arena_init(SIZE_MAX / 2);
    finder->plan = plan;
    finder->reader = reader;
    finder->is_relaxed = is_relaxed;
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
    dict_destroy(finder->exact_words);
    arena_finish(&finder->arena);
    free(finder);
}
